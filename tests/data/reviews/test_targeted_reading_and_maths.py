"""Targeted help: effects as they were adjusted, and the risk of bias beside them."""

from __future__ import annotations

from pathlib import Path

import pytest

from pipeline.data.reviews.targeted_reading_and_maths import ANSWERS, DOMAINS, tidy
from pipeline.errors import TidyError
from tests.data.reviews.raw import make_raw

ROW = {
    "Authors": "Al-Hazza (2002)",
    "Study_ID": "19770510",
    "Title": "America Reads",
    "Year": "2002",
    "Country": "USA",
    "RCT_QES": "QRCT",
    "Level_treatment_assignment": "Indivivdual",
    "Test_subject": "Math",
    "Effectsize_g_adj1": "0.54",
    "SE_g_adj1": "0.4",
    "N_treatment": "25",
    "N_control": "32.5",
    "N_total": "57.5",
    "Grade_mean": "6.43",
    "Name": "A",
    "Post": "0",
    **dict.fromkeys(ANSWERS.values(), "1"),
    **dict.fromkeys(DOMAINS.values(), "Unclear"),
    "Confounding": "",
}


def raw(**changes: str) -> str:
    row = {**ROW, **changes}
    return ",".join(row) + "\n" + ",".join(row.values()) + "\n"


def test_an_effect_has_the_adjusted_variance_and_its_time(tmp_path: Path) -> None:
    tables = tidy(make_raw(tmp_path, "targeted-reading-and-maths", raw()))
    row = tables["effects"].iloc[0]
    assert row["effect"] == "0.54"
    assert float(row["variance"]) == pytest.approx(0.16)
    assert (row["time_point"], row["subject"], row["design"], row["assignment"]) == ("follow-up", "maths", "quasi-random", "pupil")
    assert (row["phase"], row["n_total"], row["small_group"]) == ("secondary", "57.5", "yes")


def test_a_domain_that_was_not_judged_has_no_row(tmp_path: Path) -> None:
    bias = tidy(make_raw(tmp_path, "targeted-reading-and-maths", raw(Blinding="4")))["risk_of_bias"]
    assert dict(zip(bias["domain"], bias["judgement"], strict=True)) == {
        **dict.fromkeys(set(DOMAINS) - {"confounding"}, "unclear"),
        "blinding": "4",
    }


@pytest.mark.parametrize("column", ["RCT_QES", "Level_treatment_assignment", "Test_subject", "Blinding", "Small_group"])
def test_a_code_that_is_not_known_stops_the_import(tmp_path: Path, column: str) -> None:
    with pytest.raises(TidyError, match="'Maybe'"):
        tidy(make_raw(tmp_path, "targeted-reading-and-maths", raw(**{column: "Maybe"})))
