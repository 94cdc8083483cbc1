"""What must be found in a data set beyond the Department's own checks, which ask neither for a figure's range nor for its sense."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date

from pipeline.checks.faults import Fault
from pipeline.data.ees.beyond_disclosure import narrowed
from pipeline.data.ees.beyond_periods import future, jumps
from pipeline.data.ees.beyond_ranges import negative, out_of_range
from pipeline.data.ees.beyond_schools import authorities, numbers_of_schools, rows_twice, second_names
from pipeline.data.ees.beyond_sums import sums
from pipeline.data.ees.beyond_texts import metadata, texts
from pipeline.data.ees.beyond_values import values
from pipeline.data.ees.beyond_view import View
from pipeline.data.ees.pairs import Pair

Rule = Callable[[View], Iterator[Fault]]

RULES: tuple[Rule, ...] = (
    texts,
    metadata,
    values,
    negative,
    out_of_range,
    future,
    rows_twice,
    second_names,
    numbers_of_schools,
    authorities,
    sums,
    narrowed,
    jumps,
)


def look_beyond(pair: Pair, year: int | None = None) -> tuple[Fault, ...]:
    """What is wrong with a pair that the screener does not look for; errors and advisories, with row, field and cell.

    ``year`` is that in which the data set is judged (today's, if none is given). The pair may be one that fails the screener.
    """
    view = View(pair, year or date.today().year)
    if not _has_rows(view):
        return (Fault("no-rows", "the data has a header and no rows", "at least one row"),)
    return tuple(fault for rule in RULES for fault in rule(view))


def _has_rows(view: View) -> bool:
    """A row of nothing but commas is none."""
    return len(view) > 0 and any(set(view.column(name).texts) - {""} for name in view.names)
