"""What the screener lets pass is found, in files that others made, and nothing is found where nothing is wrong."""

from __future__ import annotations

from pathlib import Path

import pytest

from pipeline.checks.faults import Fault
from pipeline.checks.words import words
from pipeline.data.ees.beyond import look_beyond
from pipeline.data.ees.pairs import read_pair
from tests.data.ees.test_screening import CASES, verdicts

PLANTED = Path(__file__).parent / "planted"
YEAR = 2025

FOUND = {
    "b02_negative_headcount": ("negative-count", 2, "headcount", "-5"),
    "b04_nan_inf": ("not-a-number", 2, "headcount", "NaN"),
    "b06_urn_two_names": ("two-names", 2, "school_name", "Another School"),
    "b08_unknown_symbol_q": ("unknown-symbol", 2, "headcount", "q"),
    "b10_formula_in_name": ("formula-cell", 2, "school_name", '=HYPERLINK("http://x","y")'),
    "b12_future_year": ("future-period", 2, "time_period", "209900"),
    "b14_header_only": ("no-rows", None, "", None),
    "b16_national_total_wrong_x10": ("total-tenfold", 2, "school_count", "201210.0"),
    "b18_thousand_separator": ("digit-group", 2, "headcount", "1,234"),
    "b20_suppressed_derivable": ("disclosure", 3, "headcount", "c"),
}


def errors(path: Path) -> list[Fault]:
    return [fault for fault in look_beyond(read_pair(path), YEAR) if not fault.advisory]


def test_every_planted_file_is_looked_at() -> None:
    names = {path.name for path in PLANTED.glob("*.csv") if not path.name.endswith(".meta.csv")}
    assert names == {f"{name}.csv" for name in (*FOUND, "b00_control")}


@pytest.mark.parametrize("name", FOUND)
def test_the_planted_fault_is_found_and_nothing_else(name: str) -> None:
    found = errors(PLANTED / f"{name}.csv")
    assert (found[0].code, found[0].row, found[0].field, found[0].cell) == FOUND[name]
    assert {fault.code for fault in found} == {FOUND[name][0]}


def test_the_control_has_no_error_and_its_modelled_figures_are_told_of() -> None:
    found = look_beyond(read_pair(PLANTED / "b00_control.csv"), YEAR)
    assert [fault for fault in found if not fault.advisory] == []
    assert {(fault.code, fault.field) for fault in found} == {
        ("negative-count", "headcount"),
        ("out-of-range-percent", "full_time_equivalent"),
    }


@pytest.mark.parametrize("verdict", verdicts(), ids=lambda verdict: f"{verdict['set']}/{verdict['data_file']}")
def test_what_the_department_passes_has_no_error_and_what_it_fails_can_be_looked_at(verdict: dict[str, str]) -> None:
    path = CASES / verdict["set"] / verdict["data_file"]
    if path.with_suffix(".meta.csv").exists():
        found = look_beyond(read_pair(path), YEAR)
        assert {fault.code for fault in found} <= set(words())
        assert verdict["passed"] == "FALSE" or [fault for fault in found if not fault.advisory] == []
