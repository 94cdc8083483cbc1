"""Each fault that the screener does not look for, planted into the control, is found where it is."""

from __future__ import annotations

import pytest

from pipeline.data.ees.pairs import Pair
from tests.data.ees.planting import advisories, errors, spoilt, tall, with_rows

SWALLOWED = (
    "25\n201920,Academic year,School,E92000001,England,E13000001,Inner London,201,E09000001,City,S,2013614,100000,L,T,T,T,1,2\n201920"
)

CELLS: tuple[tuple[str, int, dict[str, str]], ...] = (
    ("out-of-range-percent", 2, {"full_time_equivalent": "150"}),
    ("out-of-range-percent", 4, {"full_time_equivalent": "-1"}),
    ("negative-count", 8, {"headcount": "-20"}),
    ("not-a-number", 5, {"headcount": "-inf"}),
    ("unknown-symbol", 5, {"headcount": "[c]"}),
    ("unknown-symbol", 5, {"full_time_equivalent": "17.7%"}),
    ("digit-group", 5, {"headcount": "1_000"}),
    ("digit-group", 5, {"headcount": "12,345.6"}),
    ("foreign-digit", 5, {"headcount": "٢٥"}),
    ("outer-blank", 5, {"headcount": " 3"}),
    ("control-character", 5, {"headcount": "3\x07"}),
    ("large-cell", 5, {"headcount": "3" * 3 + "x" * 10_000_000}),
    ("swallowed-rows", 5, {"headcount": SWALLOWED}),
    ("swallowed-rows", 5, {"school_name": SWALLOWED}),
    ("large-cell", 5, {"school_type": "x" * 10_000_000}),
    ("mojibake", 5, {"school_type": "Ã‰cole"}),
    ("mojibake", 5, {"school_type": "St Paulâ€™s"}),
    ("mojibake", 5, {"school_type": "St Paul\ufffds"}),
    ("excel-date", 5, {"age_group": "Sep-19"}),
    ("excel-date", 5, {"age_group": "5-Jan"}),
    ("outer-blank", 5, {"school_type": "16 plus "}),
    ("control-character", 5, {"school_type": "16\u200bplus"}),
    ("formula-cell", 5, {"school_type": "@SUM(1+9)"}),
    ("future-period", 5, {"time_period": "202627"}),
    ("two-names", 5, {"school_laestab": "2013615"}),
    ("two-names", 5, {"school_urn": "100001"}),
    ("two-names", 5, {"la_name": "Camden"}),
    ("two-names", 5, {"new_la_code": "E09000007"}),
    ("constraint-error", 5, {"school_urn": "10000"}),
    ("constraint-error", 5, {"school_laestab": "201/3614"}),
    ("parts-whole", 2, {"headcount": "60"}),
    ("disclosure", 7, {"headcount": "c"}),
    ("disclosure", 6, {"full_time_equivalent": "c"}),
)


@pytest.mark.parametrize(("code", "row", "cells"), CELLS, ids=lambda value: str(value)[:60])
def test_a_planted_cell_is_found(code: str, row: int, cells: dict[str, str]) -> None:
    assert (code, row, next(iter(cells))) in errors(spoilt(row, **cells))


def test_a_part_greater_than_its_whole_is_found_where_the_part_is() -> None:
    assert ("parts-whole", 10, "headcount") in errors(spoilt(10, headcount="80"))


def test_a_laestab_of_another_authority_is_found_on_every_row_of_it() -> None:
    wrong = spoilt(14, school_laestab="9998600")
    assert ("laestab-authority", 14, "school_laestab") in errors(wrong)


def test_a_school_row_that_stands_twice_is_found_whatever_its_figures() -> None:
    assert ("row-twice", 26, "geographic_level") in errors(with_rows(4))
    assert ("row-twice", 26, "geographic_level") in errors(with_rows(4, headcount="7"))
    assert errors(with_rows(4, age_group="60 and over")) == []


def test_a_garbled_label_is_found_in_the_metadata() -> None:
    pair = spoilt(2)
    pair.meta.loc[4, "label"] = "Nombre d'Ã©lÃ¨ves"
    assert errors(pair) == [("mojibake", 6, "label")]


def test_a_negative_figure_among_negative_ones_is_only_told_of() -> None:
    assert len(advisories(spoilt(14, headcount="-1"), "negative-count")) == 7


def test_two_names_are_only_told_of_where_no_number_shows_that_it_keeps_to_one() -> None:
    pair = spoilt(2, school_name="Another School")
    alone = Pair(pair.data_path, pair.meta_path, pair.data.head(12), pair.meta)
    assert errors(alone) == []
    assert [fault.row for fault in advisories(alone, "two-names")] == [2]


def test_a_school_that_changed_its_number_within_a_period_is_only_told_of() -> None:
    pair = with_rows(*range(2, 14), school_urn="100001")
    assert [code for code, _, _ in errors(pair)] == []
    assert {fault.field for fault in advisories(pair, "two-names")} == {"school_urn"}


def test_a_name_may_change_from_one_period_to_the_next() -> None:
    assert errors(spoilt(3, school_name="St Pauls Academy")) == []


@pytest.mark.parametrize(("label", "wrong"), [("Projected number of pupils", False), ("Number of pupils", True)])
def test_a_projection_may_lie_ahead(label: str, wrong: bool) -> None:
    pair = tall(time_period=["2024", "2030"], pupils=["5", "6"])
    pair.meta.loc[0, "label"] = label
    assert (errors(pair) == [("future-period", 3, "time_period")]) == wrong
    assert len(advisories(pair, "future-period")) == (not wrong)


def test_leaps_are_told_of_the_largest_first() -> None:
    found = advisories(tall(time_period=["2021", "2022", "2023", "2024"], pupils=["200", "900", "1000", "10"]), "jump")
    assert [(fault.row, round(fault.size, 1)) for fault in found] == [(5, 100.0), (3, 4.5)]


def test_small_figures_leap_of_themselves() -> None:
    assert advisories(tall(time_period=["2021", "2022"], pupils=["3", "99"]), "jump") == []
