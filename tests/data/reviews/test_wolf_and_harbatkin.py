"""The Clearinghouse's findings by the kind of test: two files joined, one topic taken."""

from __future__ import annotations

from pathlib import Path

import pytest

from pipeline.data.reviews import wwc_literacy, wwc_maths
from pipeline.errors import TidyError
from tests.data.reviews.raw import make_raw

VARIANCES = (
    "f_findingid,s_studyid,s_intervention_name,s_study_design,s_study_rating,topic,outcome_domain,category,f_outcome_measure,grade_band,"
    "f_t_ss,f_c_ss,yi,vi\n"
    "75,131,BARR,RCT,Meets WWC standards,math,general math,broad,nwea,9-12,449,458,0.11,2.3e-2\n"
    "76,131,BARR,RDD,Meets WWC standards,math,progress in school,researcher,passes,PK & K,10,20,0.5,0.1\n"
    "77,131,BARR,QED,Meets WWC standards,literacy,writing,developer,essay,,10,20,0.5,0.1\n"
)
FINDINGS = (
    "f_findingid,s_citation,s_publication_date,s_standards_version,f_period,f_l1_unit_of_analysis,topic\n"
    '75,"Borman, T. (2016).  i3",2016,2.0999998999999998,1 Year,Student,math\n'
    "76,Corsello,2015,3,,School,math\n77,Weber,2003,1,,Student,literacy\n"
)


def test_maths_are_the_findings_on_maths(tmp_path: Path) -> None:
    table = wwc_maths.tidy(make_raw(tmp_path, "wwc-maths", VARIANCES, FINDINGS))["effects"].set_index("effect_id")
    assert list(table.index) == ["00075", "00076"]
    row = table.loc["00075"]
    assert (row["citation"], row["rob_version"], row["n_total"], row["variance"]) == ("Borman, T. (2016). i3", "2.1", "907", "0.023")
    assert (row["design"], row["phase"], row["outcome_type"]) == ("randomised", "secondary", "broad")


def test_progress_in_school_is_no_attainment_in_maths(tmp_path: Path) -> None:
    table = wwc_maths.tidy(make_raw(tmp_path, "wwc-maths", VARIANCES, FINDINGS))["effects"]
    assert list(table["outcome_kind"]) == ["attainment in maths", "progress in school"]


def test_literacy_are_the_findings_on_literacy(tmp_path: Path) -> None:
    (row,) = wwc_literacy.tidy(make_raw(tmp_path, "wwc-literacy", VARIANCES, FINDINGS))["effects"].to_dict("records")
    assert (row["outcome_kind"], row["outcome_type"], row["phase"]) == ("attainment in literacy", "developer", "")
    assert row["design"] == "quasi-experimental"


def test_two_files_of_other_findings_are_refused(tmp_path: Path) -> None:
    with pytest.raises(TidyError, match="other findings"):
        wwc_maths.tidy(make_raw(tmp_path, "wwc-maths", VARIANCES, FINDINGS.replace("77,Weber", "78,Weber")))
