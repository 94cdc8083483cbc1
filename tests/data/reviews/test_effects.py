"""The table that all reviews share."""

from __future__ import annotations

import pandas as pd
import pytest

from pipeline.data.reviews.effects import COLUMNS, answered, cited, laid_out, numbered, padded, phase_of_age, phase_of_grade, plain, squared
from pipeline.errors import TidyError

ROWS = pd.RangeIndex(2)


def texts(*cells: str) -> pd.Series:
    return pd.Series(cells, dtype="str")


def test_what_is_not_given_is_empty_and_a_test_nobody_told_of_is_not_stated() -> None:
    table = laid_out({"effect": texts("0.5", "1"), "mood": "calm"}, ROWS, ("mood",))
    assert list(table) == [*COLUMNS, "mood"]
    assert set(table["doi"]) == {""}
    assert set(table["outcome_type"]) == {"not stated"}
    assert list(table["mood"]) == ["calm", "calm"]


def test_a_column_of_no_table_is_refused() -> None:
    with pytest.raises(TidyError, match="the column colour"):
        laid_out({"colour": "red"}, ROWS)


def test_numbers_lose_their_exponent_and_no_digit() -> None:
    assert list(plain(texts("3.3356e-05", "0.10", "", "-2"), "x")) == ["0.000033356", "0.10", "", "-2"]
    with pytest.raises(TidyError, match="'NA'"):
        plain(texts("NA"), "x")


def test_a_standard_error_becomes_a_variance() -> None:
    assert [float(cell) for cell in squared(texts("0.5", "1e-3"), "x")] == [0.25, 1e-6]


def test_effects_are_numbered_so_that_text_sorts_as_numbers_do() -> None:
    assert list(numbered(pd.DataFrame({"a": range(2)}))) == ["00001", "00002"]
    assert list(padded(texts("7", "29930"))) == ["00007", "29930"]


def test_a_study_is_cited_by_author_and_year() -> None:
    assert list(cited(texts("Ayers"), texts("1993"))) == ["Ayers (1993)"]


def test_noughts_and_ones_are_answers() -> None:
    table = pd.DataFrame({"Small": ["1", "0", ""]}, dtype="str")
    assert list(answered(table, {"small": "Small"}, "x")["small"]) == ["yes", "no", ""]
    with pytest.raises(TidyError, match="'2'"):
        answered(pd.DataFrame({"Small": ["2"]}, dtype="str"), {"small": "Small"}, "x")


def test_ages_and_grades_are_those_of_englands_phases() -> None:
    assert list(phase_of_age(texts("10.9", "11", "16", "19", ""), "x")) == ["primary", "secondary", "post-16", "adult", ""]
    assert list(phase_of_grade(texts("0", "5.9", "6"), "x")) == ["primary", "primary", "secondary"]
