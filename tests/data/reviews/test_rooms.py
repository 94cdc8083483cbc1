"""The rooms of the reviews on raw files made by hand: what each takes, and what it does not know and so refuses."""

from __future__ import annotations

from importlib import import_module
from pathlib import Path

import pandas as pd
import pytest

from pipeline import packages
from pipeline.data.reviews import TIDY
from pipeline.errors import TidyError
from tests.data.reviews.raw import make_raw
from tests.reviews_at_hand import committed

RAW = {
    "writing-to-learn": ("id,author,year,grade,length,feedback,meta,subject,ni,yi,vi\n2,Ayers,1993,3,10,,0,Math,34,-0.75,1.2e-1",),
    "school-calendars": ("district,school,study,year,yi,vi\n11,1,1,1976,-0.18,0.118",),
    "teacher-expectancy": ("study,author,year,weeks,setting,tester,n1i,n2i,yi,vi\n1,Fine,1972,17,indiv,blind,80,79,-0.18,0.0253",),
    "phonics": ("study,k1,yi,vi\n1,1,1.08,0.0288",),
    "interleaving": (
        "study,esid,yi,vi,sample_id,item_num,age,design,retention_interval,transfer_retention\nYan (2014a),7,0.2,0.02,3,2,12.5,1,1,0",
    ),
    "dropout-prevention": (
        "yi,vi,studyID,study_design,outcome,evaluator_independence,implementation_quality,program_site,average_age\n"
        "1.4,0.2,2000,Matched,graduation/ged,Independent,Clear problems,mixed,15.8",
    ),
    "maths-anxiety": ("es_id,study_id,author,pub_year,continent,grade,teachers,ni,yi,vi\n5,19,Who,2004,-999,2,1,89,-0.3,0.01",),
    "attendance-and-grades": ("studyid,year,source,sampleid,criterion,class,ni,ri,yi,vi\n3,2007,dissertation,2,gpa,,191,0.7,0.9,0.005",),
    "teacher-pupil-relationships": ("study,n,ses,var1,var2,ri,yi,vi\n1,1310,70,neg,achiev,-0.29,-0.3,0.0007",),
}
EXPECTED = {
    "writing-to-learn": {"phase": "secondary", "feedback": "", "reflection": "no", "citation": "Ayers (1993)", "variance": "0.12"},
    "school-calendars": {"cluster": "11", "study": "1", "effect": "-0.18", "citation": "District 11, school 1"},
    "teacher-expectancy": {"n_total": "159", "contact": "more than one week", "tester": "blind", "test_setting": "individual"},
    "phonics": {"citation": "Study 1", "subject": "reading", "year": "", "design": ""},
    "interleaving": {"effect_id": "00007", "year": "2014", "phase": "secondary", "subject": "maths", "design": "within participants"},
    "dropout-prevention": {"outcome_kind": "graduation or its equivalent", "measure": "LOR", "phase": "secondary", "design": "matched"},
    "maths-anxiety": {"phase": "primary", "continent": "", "sample": "teachers", "measure": "ZCOR", "effect_id": "00005"},
    "attendance-and-grades": {"cluster": "3", "outcome_kind": "average of all grades", "phase": "higher", "subject": ""},
    "teacher-pupil-relationships": {"outcome_kind": "negative relationship and attainment", "n_total": "1310", "effect": "-0.3"},
}
STRANGE = {
    "writing-to-learn": ("1993,3,", "1993,9,"),
    "teacher-expectancy": ("indiv", "alone"),
    "interleaving": ("3,2,12.5", "3,9,12.5"),
    "dropout-prevention": ("Matched", "Guessed"),
    "maths-anxiety": ("-999", "-998"),
    "attendance-and-grades": ("gpa", "mark"),
    "teacher-pupil-relationships": ("neg", "bad"),
    "phonics": ("1.08", "NA"),
    "school-calendars": ("-0.18", "n/a"),
}


def tidy(folder: Path, review: str, *files: str) -> dict[str, pd.DataFrame]:
    found: dict[str, pd.DataFrame] = import_module(TIDY[review]).tidy(make_raw(folder, review, *files))
    return found


@pytest.mark.parametrize("review", RAW)
def test_an_effect_is_taken_as_the_source_has_it(tmp_path: Path, review: str) -> None:
    row = tidy(tmp_path, review, *RAW[review])["effects"].iloc[0]
    assert {column: row[column] for column in EXPECTED[review]} == EXPECTED[review]


@pytest.mark.parametrize("review", STRANGE)
def test_a_code_that_the_room_does_not_know_stops_the_import(tmp_path: Path, review: str) -> None:
    before, after = STRANGE[review]
    (text,) = RAW[review]
    assert before in text
    with pytest.raises(TidyError):
        tidy(tmp_path, review, text.replace(before, after, 1))


def test_every_table_has_the_columns_of_its_contract_and_every_effect_a_name(tmp_path: Path) -> None:
    for review in committed().reviews:
        if review.name in RAW:
            table = tidy(tmp_path, review.name, *RAW[review.name])["effects"]
            (resource,) = packages.tables(review.dataset)
            assert list(table) == [field["name"] for field in resource["schema"]["fields"]]


def test_what_is_committed_is_as_many_effects_and_studies_as_the_sources_say() -> None:
    counts = {review.name: (review.flow["studies"], review.flow["effects"]) for review in committed().reviews}
    assert counts == {
        "attendance-and-grades": (68, 97),
        "dropout-prevention": (152, 385),
        "interleaving": (58, 238),
        "maths-anxiety": (225, 747),
        "phonics": (66, 179),
        "school-calendars": (56, 56),
        "targeted-reading-and-maths": (195, 1334),
        "teacher-expectancy": (19, 19),
        "teacher-pupil-relationships": (45, 114),
        "writing-to-learn": (48, 48),
        "wwc-literacy": (220, 858),
        "wwc-maths": (117, 306),
    }
