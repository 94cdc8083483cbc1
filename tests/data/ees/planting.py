"""The control, to be spoilt one cell at a time: two schools, of which rows 2 to 13 and 14 to 25 are."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pandas as pd

from pipeline.checks.faults import Fault
from pipeline.data.ees.beyond import look_beyond
from pipeline.data.ees.pairs import Pair, read_pair

CONTROL = Path(__file__).parent / "planted" / "b00_control.csv"
YEAR = 2025


def control() -> Pair:
    """The control as read."""
    return read_pair(CONTROL)


def spoilt(row: int, **cells: str) -> Pair:
    """The control with other cells in one row, counted as in the file."""
    pair = control()
    data = pair.data.copy()
    data.loc[row - 2, list(cells)] = list(cells.values())
    return replace(pair, data=data)


def with_rows(*rows: int, **cells: str) -> Pair:
    """The control with those rows once more at its end, with other cells."""
    pair = control()
    return replace(pair, data=pd.concat([pair.data, pair.data.loc[[row - 2 for row in rows]].assign(**cells)], ignore_index=True))


def errors(pair: Pair, year: int = YEAR) -> list[tuple[str, int | None, str]]:
    """Code, row and field of each error."""
    return [(fault.code, fault.row, fault.field) for fault in look_beyond(pair, year) if not fault.advisory]


def advisories(pair: Pair, code: str) -> list[Fault]:
    """What of that code is only told of."""
    return [fault for fault in look_beyond(pair, YEAR) if fault.advisory and fault.code == code]


def tall(**columns: list[str]) -> Pair:
    """A small pair of pupils by sex, all of one period and place but for the ``columns`` given; ``pupils`` is the indicator."""
    length = len(next(iter(columns.values())))
    fixed = {"time_period": "202324", "time_identifier": "Academic year", "geographic_level": "National", "country_code": "E92000001"}
    data = pd.DataFrame({**{name: [text] * length for name, text in fixed.items()}, **columns}, dtype="str")
    filters = [name for name in columns if name in ("sex", "phase")]
    meta = [(name, "Filter", name, "", "", "") for name in filters] + [("pupils", "Indicator", "Number of pupils", "Pupils", "", "0")]
    names = ["col_name", "col_type", "label", "indicator_grouping", "indicator_unit", "indicator_dp"]
    return Pair(Path("tall.csv"), Path("tall.meta.csv"), data, pd.DataFrame(meta, columns=names, dtype="str"))
