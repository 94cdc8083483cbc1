"""The findings for the map."""

from __future__ import annotations

from pathlib import Path

import pytest

from pipeline.data.reviews.what_works_clearinghouse import FILE, NUMBERS, TEXTS, tidy
from pipeline.errors import TidyError
from tests.data.reviews.raw import make_raw

ROW = {
    "FindingID": "9",
    **dict.fromkeys(TEXTS.values(), "x"),
    **dict.fromkeys(NUMBERS.values(), "1.5"),
    "Outcome_Domain": "Word reading\u00a0",
    "Effect_Size_WWC": "",
    "p_Value_WWC": "8.9e-06",
    "Is_Subgroup": "False",
    "Is_Statistically_Significant": "",
    "Finding_Rating": "2",
    "L1_Unit_of_Analysis": "Classroom",
}


def raw(**changes: str) -> str:
    row = {**ROW, **changes}
    return ",".join(row) + "\n" + ",".join(row.values()) + "\n"


def test_a_finding_is_taken_with_its_rating_in_words(tmp_path: Path) -> None:
    (row,) = tidy(make_raw(tmp_path, "what-works-clearinghouse", raw()))["findings"].to_dict("records")
    assert (row["finding_id"], row["outcome_domain"], row["p_value"]) == ("00009", "Word reading", "0.0000089")
    assert (row["effect"], row["significant"], row["subgroup"], row["unit"]) == ("", "", "no", "class")
    assert row["rating"] == "Meets WWC standards with reservations"


@pytest.mark.parametrize("column", ["Finding_Rating", "Is_Subgroup", "L1_Unit_of_Analysis"])
def test_a_code_that_is_not_known_stops_the_import(tmp_path: Path, column: str) -> None:
    with pytest.raises(TidyError, match=f"{FILE}, {column}"):
        tidy(make_raw(tmp_path, "what-works-clearinghouse", raw(**{column: "9"})))
