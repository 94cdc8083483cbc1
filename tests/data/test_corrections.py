"""Corrections say what they expect, and stop when it is not there."""

from __future__ import annotations

from pathlib import Path

import pandas as pd
import pytest

from pipeline.data.corrections import Correction, chosen, corrected, load
from pipeline.errors import TidyError

TABLE = pd.DataFrame({"urn": ["1", "2", "3"], "name": ["A", "B", "A"]})


def correction(expects: str, row: str = "") -> Correction:
    return Correction("file.csv", "name", expects, "C", "why", "nobody", row)


def test_every_row_or_the_one_named() -> None:
    assert corrected(TABLE, "urn", "name", [correction("A")]).tolist() == ["C", "B", "C"]
    assert corrected(TABLE, "urn", "name", [correction("A", "3")]).tolist() == ["A", "B", "C"]
    assert TABLE["name"].tolist() == ["A", "B", "A"]


@pytest.mark.parametrize(("expects", "row"), [("Z", ""), ("A", "2"), ("A", "9")])
def test_nothing_to_correct_is_told(expects: str, row: str) -> None:
    with pytest.raises(TidyError, match=f"found nothing; expected '{expects}' in file.csv"):
        corrected(TABLE, "urn", "name", [correction(expects, row)])


def test_only_those_of_the_column_and_file() -> None:
    other = Correction("other.csv", "name", "A", "C", "why", "nobody")
    assert chosen([correction("A"), other], "file.csv", "name") == [correction("A")]
    assert chosen([correction("A"), other], "file.csv", "town") == []


@pytest.mark.parametrize(
    "line", ["{raw: a, field: b, expects: c, becomes: d, why: e}", "{raw: a, field: b, expects: c, becomes: d, why: e, told: f, who: g}"]
)
def test_a_key_too_few_or_too_many_is_told(tmp_path: Path, line: str) -> None:
    (tmp_path / "corrections.yaml").write_text(f"- {line}\n", encoding="utf-8")
    with pytest.raises(TidyError, match="a correction with"):
        load(tmp_path)


def test_no_corrections(tmp_path: Path) -> None:
    (tmp_path / "corrections.yaml").write_text("[]\n", encoding="utf-8")
    assert load(tmp_path) == ()
