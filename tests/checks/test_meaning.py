"""Rules that are on without being asked for, and what they leave alone."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from tests.checks.at_hand import faults, number, table, told

TEXT = {"name": "name", "type": "string"}


@pytest.mark.parametrize(
    ("field", "cell", "code"),
    [
        (number("away", "number", unit="percent"), "100.1", "out-of-range-percent"),
        (number("away", "number", unit="%"), "-0.1", "out-of-range-percent"),
        (number("pupils"), "-1", "negative-count"),
        (number("number_of_teachers"), "-1", "negative-count"),
        ({"name": "period", "type": "string"}, "2027-28", "future-period"),
        ({"name": "time_period", "type": "string"}, "209900", "future-period"),
        ({"name": "year", "type": "year"}, "2031", "future-period"),
        ({"name": "opened", "type": "date"}, "2099-01-01", "future-period"),
        (TEXT, "=cmd|' /C calc'!A0", "formula-cell"),
        (TEXT, "=1+2+A3", "formula-cell"),
        (TEXT, '"=""0012"""', "formula-cell"),
    ],
)
def test_what_no_table_may_say(tmp_path: Path, field: dict[str, Any], cell: str, code: str) -> None:
    assert told(table(tmp_path, [field], [cell])) == [(code, 2, field["name"])]


@pytest.mark.parametrize(
    ("field", "cell"),
    [
        (number("away", "number", unit="percent"), "100"),
        (number("away", "number", unit="percent"), "c"),
        (number("away", "number", unit="percent", constraints={"minimum": -50, "maximum": 200}), "-20"),
        (number("pupils_change"), "-1"),
        (number("progress", "number"), "-1.2"),
        ({"name": "period", "type": "string"}, "2026-27"),
        ({"name": "opened", "type": "date"}, "2030-09-01"),
        (TEXT, "-"),
        (TEXT, "@home school"),
        (TEXT, "="),
    ],
)
def test_what_a_table_may_say(tmp_path: Path, field: dict[str, Any], cell: str) -> None:
    assert told(table(tmp_path, [field], [cell])) == []


def test_a_percentage_by_name_alone_or_a_rate_is_only_an_advisory(tmp_path: Path) -> None:
    for field in (number("away_pct", "number"), number("suspension_rate", "number", unit="%")):
        (fault,) = faults(table(tmp_path, [field], ["120"]))
        assert (fault.code, fault.advisory) == ("out-of-range-percent", True)


def test_a_laestab_begins_with_its_authority(tmp_path: Path) -> None:
    fields = [{"name": "old_la_code", "type": "string"}, {"name": "laestab", "type": "string"}]
    assert told(table(tmp_path, fields, ["201,2013614", "202,2013614", ",2013614"])) == [("laestab-authority", 3, "laestab")]


def test_a_forecast_may_lie_in_the_future(tmp_path: Path) -> None:
    rows = table(tmp_path, [{"name": "period", "type": "string"}], ["2031-32"])
    assert told(rows, checks={"forecast": [{"field": "period"}]}) == []
