"""Words of the publishers: known or told."""

from __future__ import annotations

import pandas as pd
import pytest

from pipeline.data.words import hold, word
from pipeline.errors import TidyError


def test_each_word_is_put_in_ours() -> None:
    assert word(pd.Series(["a", "", "a"]), {"a": "alpha", "": ""}, "x").tolist() == ["alpha", "", "alpha"]


def test_the_first_unknown_word_is_told() -> None:
    with pytest.raises(TidyError, match=r"file, column, row 7: found 'c'; expected one of \['a', 'b'\]"):
        hold(pd.Series(["a", "c", "d"], index=[5, 7, 9]), ["b", "a"], "file, column")
