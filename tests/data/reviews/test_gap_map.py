"""A map of findings: counts by topic and group, with every gap counted as nought."""

from __future__ import annotations

import pandas as pd
import pytest

from pipeline.data.reviews.gap_map import tables
from pipeline.errors import PackageError

GROUPS = {"Algebra": "Maths", "Number": "Maths", "Alphabetics": "Reading"}
COLUMNS = ("finding_id", "protocol", "intervention", "review_id", "outcome_domain", "sample")
ROWS = [
    ("1", "School", "One", "10", "Algebra", "Grades 5-6"),
    ("2", "School", "One", "10", "Number", ""),
    ("3", "School", "Two", "11", "Number", ""),
    ("4", "Early", "Two", "11", "Alphabetics", "Preschoolers"),
]


@pytest.fixture
def findings() -> pd.DataFrame:
    return pd.DataFrame(ROWS, columns=COLUMNS)


def test_a_finding_stands_in_its_topic_and_group_with_the_grades_that_are_named(findings: pd.DataFrame) -> None:
    laid = tables(findings, GROUPS)["map"]
    assert list(laid.itertuples(index=False, name=None)) == [
        ("1", "School", "Maths", "grades 1 to 5; grades 6 to 8"),
        ("2", "School", "Maths", ""),
        ("3", "School", "Maths", ""),
        ("4", "Early", "Reading", "before grade 1"),
    ]


def test_a_cell_counts_programmes_studies_and_findings_and_a_gap_is_nought(findings: pd.DataFrame) -> None:
    assert list(tables(findings, GROUPS)["cells"].itertuples(index=False, name=None)) == [
        ("Early", "Maths", 0, 0, 0),
        ("Early", "Reading", 1, 1, 1),
        ("School", "Maths", 2, 2, 3),
        ("School", "Reading", 0, 0, 0),
    ]


def test_a_domain_without_a_group_stops_the_build(findings: pd.DataFrame) -> None:
    with pytest.raises(PackageError, match="the domain 'Number'"):
        tables(findings, {"Algebra": "Maths", "Alphabetics": "Reading"})
