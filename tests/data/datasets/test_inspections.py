"""The inspections room on raw files made by hand, and the committed tables."""

from __future__ import annotations

from pathlib import Path

import pandas as pd
import pytest

from pipeline import catalogue, packages
from pipeline.data.datasets import inspections
from pipeline.data.sources import Raw
from pipeline.errors import TidyError
from pipeline.model import Dataset, Source
from tests.data.datasets.attainment_raw import write

CONTRACT = Path(__file__).parents[3] / "datapackages/inspections"
JUDGED = {"overall_effectiveness": "Good", "prev_overall": "Outstanding", "safeguarding_effective": "Yes"}
NEVER = dict.fromkeys(("insp_type", "overall_effectiveness", "prev_overall", "safeguarding_effective", "sixth_form"), "NULL")
UNNAMED = {"overall_effectiveness": "Not judged", "prev_overall": "Good", "safeguarding_effective": "9", "early_years": "8"}


def lines(columns: dict[str, tuple[str, str]], rows: dict[str, dict[str, str]]) -> str:
    names = [name for name, _ in columns.values()]
    return "\n".join([",".join(names), *(",".join([urn, *(row.get(name, "") for name in names[1:])]) for urn, row in rows.items())]) + "\n"


def make_raw(folder: Path, outcomes: dict[str, dict[str, str]]) -> Raw:
    visit = {name: "9" for name, code in inspections.CARD_COLUMNS.values() if code}
    write(folder, inspections.OUTCOMES, lines(inspections.OUTCOME_COLUMNS, outcomes))
    write(folder, inspections.REPORT_CARDS, lines(inspections.CARD_COLUMNS, {"100001": visit}))
    sources = tuple(Source("Raw", "Nobody", name) for name in (inspections.OUTCOMES, inspections.REPORT_CARDS))
    return Raw(folder, Dataset("inspections", "Inspections", folder, {}, (), sources))


@pytest.fixture
def tables(tmp_path: Path) -> dict[str, pd.DataFrame]:
    return inspections.tidy(make_raw(tmp_path, {"100001": JUDGED, "100002": NEVER, "100003": UNNAMED}))


def test_columns_are_those_of_the_contract(tables: dict[str, pd.DataFrame]) -> None:
    for resource in packages.tables(catalogue.load_one(CONTRACT)):
        assert list(tables[resource["name"]].columns) == [field["name"] for field in resource["schema"]["fields"]]


def test_codes_become_words_and_stay_apart(tables: dict[str, pd.DataFrame]) -> None:
    outcomes = tables["outcomes"].set_index("urn")
    assert outcomes["latest_overall"].tolist() == ["Good", "Not inspected", "Not judged"]
    assert outcomes["safeguarding_effective"].tolist() == ["Yes", "", "Not judged"]
    assert outcomes.loc["100003", "early_years"] == "Code 8"
    assert list(outcomes.loc["100002", ["latest_type", "previous_overall", "sixth_form"]]) == ["", "", ""]


def test_a_monitoring_visit_has_no_grades(tables: dict[str, pd.DataFrame]) -> None:
    card = tables["report_cards"].iloc[0]
    assert set(card.drop(["urn", "start", "published", "type"])) == {"Not graded"}


def test_an_unknown_word_stops_the_import(tmp_path: Path) -> None:
    raw = make_raw(tmp_path, {"100001": {**JUDGED, "overall_effectiveness": "Satisfactory"}})
    with pytest.raises(TidyError, match=r"overall_effectiveness, row 0: found 'Satisfactory'"):
        inspections.tidy(raw)


def test_the_committed_tables_hold_every_school_and_every_code() -> None:
    dataset = catalogue.load_one(CONTRACT)
    outcomes, cards = packages.read_text(dataset, "outcomes"), packages.read_text(dataset, "report_cards")
    assert len(outcomes) == 21_990
    assert outcomes["latest_overall"].value_counts()[["Not judged", "Not inspected"]].tolist() == [3269, 103]
    assert (outcomes["safeguarding_effective"] == "Not judged").sum() == 5161
    assert len(cards) == 2046
    assert (cards["inclusion"] == "Not graded").sum() == 49
    assert set(cards["urn"]) <= set(outcomes["urn"])
