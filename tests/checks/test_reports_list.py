"""The list for people: short, with nothing unseen, and with true totals."""

from __future__ import annotations

from typing import Any

import pytest

from pipeline.checks.faults import Fault, Report, Task
from pipeline.checks.reports import as_list
from pipeline.checks.reports.choosing import first_of_each
from pipeline.checks.reports.values import quoted, seen, shortened
from pipeline.checks.words import Words, words
from pipeline.errors import CatalogueError
from tests.checks.reports_at_hand import JUMPS, NAN, TYPE, report_of


def test_a_valid_table_is_one_line() -> None:
    report = Report((Task("schools", "data/schools.csv", rows=52345, package="schools"), Task("x", "x.csv", rows=1)))
    assert as_list(report).splitlines() == [
        "schools/schools (data/schools.csv, 52,345 rows): valid",
        "x (x.csv, 1 row): valid",
        "valid: 2 tables",
    ]


def test_a_fault_is_told_with_its_place_its_value_what_was_expected_and_how_to_mend_it() -> None:
    assert as_list(report_of(TYPE, NAN, JUMPS[0], package="spring")).splitlines() == [
        "spring/places (data/places.csv, 9 rows): 2 errors and 1 advisory",
        "  row 4, field places (column 2): \"x\"",
        '    Type Error: expected integer, or one of c',
        f"    to mend: {words()['type-error'].mend}",
        "  row 5, field share_pct (column 3): \"NaN\"",
        "    Not a Number: A number field holds NaN or infinity, which no one can have counted; expected number",
        f"    to mend: {words()['not-a-number'].mend}",
        "  row 2, field places (column 2): \"20\"",
        "    advisory: Jump: A figure differs by much from the same place's figure of the year before; expected near 100",
        f"    to mend: {words()['jump'].mend}",
        "2 errors and 1 advisory; 1 of 1 table not valid",
    ]  # fmt: skip


def test_how_to_mend_is_said_once_a_code() -> None:
    report = Report(report_of(NAN, NAN, TYPE).tasks + report_of(TYPE).tasks)
    assert as_list(report).count("to mend:") == 2


def test_a_hundred_are_shown_and_all_are_counted() -> None:
    flood = Report(report_of(*[TYPE] * 1000, errors=5000).tasks + report_of(*[NAN] * 3).tasks)
    lines = as_list(flood).splitlines()
    assert sum(line.startswith("  row") for line in lines) == 100
    assert sum('"NaN"' in line for line in lines) == 3
    assert "  … and 5,903 more not shown" in lines
    assert lines[-1] == "6,003 errors; 2 of 2 tables not valid"


def test_no_table_and_no_code_hides_the_others() -> None:
    report = Report(report_of(*[TYPE] * 9, NAN, *JUMPS).tasks + report_of(*[NAN] * 9).tasks)
    first, second = first_of_each(report, 6)
    assert [fault.code for fault in first] == ["type-error", "type-error", "type-error", "not-a-number"]
    assert len(second) == 2
    assert sum(map(len, first_of_each(report, 100))) == 22


def test_advisories_come_last_and_the_largest_first() -> None:
    (shown,) = first_of_each(report_of(JUMPS[0], TYPE, *JUMPS[1:]), 3)
    assert [(fault.code, fault.size) for fault in shown] == [("type-error", 0), ("jump", 4.0), ("jump", 3.0)]
    assert "valid, 3 advisories" in as_list(report_of(*JUMPS))


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("a\x00b", r'"a\x00b"'),
        ("\x1b[31mred", r'"\x1b[31mred"'),
        ("two\r\nlines\t", r'"two\r\nlines\t"'),
        ("\u202egnp.exe", r'"\u202egnp.exe"'),
        (" \u00a0x", r'" \xa0x"'),
        ("\U000e0001", r'"\U000e0001"'),
        (r"\n", r'"\\n"'),
        ("Ysgol Tŷ Ddu 😀", '"Ysgol Tŷ Ddu 😀"'),
        ("", '""'),
    ],
)
def test_what_does_not_show_is_escaped(text: str, shown: str) -> None:
    assert quoted(text) == shown


def test_a_long_cell_keeps_both_ends() -> None:
    text = "begin" + "x" * 10_000_000 + "end"
    assert quoted(text).startswith('"beginxxx')
    assert quoted(text).endswith('xxxend" (10,000,008 characters)')
    assert len(quoted(text)) < 100
    assert shortened("x" * 60) == "x" * 60
    assert len(shortened("x" * 61)) <= 60


@pytest.mark.parametrize("field", ["cell", "message", "expected", "field"])
def test_nothing_of_a_table_can_write_a_line_of_its_own(field: str) -> None:
    hostile = "x\n\x1b[2Jvalid: 1 table"
    given: dict[str, Any] = {"message": "m", "expected": "e", "row": 2, "field": "f", "cell": "c", field: hostile}
    told = as_list(report_of(Fault("jump", **given)))
    assert seen(hostile) in told
    assert len(told.splitlines()) == 5


def test_places_without_a_row_or_a_field() -> None:
    faults = (
        Fault("blank-label", "a column without a name", "a name", None, "", 3, ""),
        Fault("no-rows", "a header without rows", "a row at least"),
        Fault("unclosed-quote", "a quote", "a closing quote", 7),
        Fault("type-error", "m", "e", 7, "a name, odd", 1, "x"),
    )
    lines = as_list(report_of(*faults)).splitlines()
    places = [line.strip() for line in lines[1:-1] if not line.startswith("    ")]
    assert places == ["whole table", 'header, column 3: ""', "row 7", 'row 7, field "a name, odd" (column 1): "x"']


def test_other_words_may_be_given_and_a_code_without_any_is_refused() -> None:
    report = report_of(Fault("no_total", "no total in field x"))
    assert "    No total: no total in field x" in as_list(report, {"no_total": Words("No total", "There is none.", "Add one.")})
    with pytest.raises(CatalogueError, match="no_total"):
        as_list(report)
