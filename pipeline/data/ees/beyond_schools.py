"""Schools: each row once, one name to a number, numbers of the right form and of the right authority."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

import numpy as np

from pipeline.checks.faults import Fault
from pipeline.data.ees.beyond_view import Mask, Rows, View
from pipeline.data.ees.findings import FIRST_ROW
from pipeline.data.ees.vocabulary import NOT_APPLICABLE, NOT_AVAILABLE, SITES

NONE = ("", NOT_AVAILABLE, NOT_APPLICABLE)
WHEN = ("time_period", "time_identifier")
LAESTABS = ("school_laestab", "laestab")
FORMS: Mapping[str, tuple[re.Pattern[str], str]] = {
    "school_urn": (re.compile(r"[1-9][0-9]{5}"), "six digits"),
    **{name: (re.compile(r"[0-9]{7}"), "seven digits") for name in LAESTABS},
    "old_la_code": (re.compile(r"[0-9]{3}"), "three digits"),
}

# What one number has one of within a period: the number, the other column, and whether a second is wrong in any case.
# A school that became an academy in the period rightly has two URNs, each with rows of its own; a slip stands in a few rows.
# And the data must show that the number is one of a place: where no other number keeps to one, a second is only told of.
ONE_OTHER: tuple[tuple[str, str, bool], ...] = (
    ("school_urn", "school_name", True),
    ("school_urn", "school_laestab", True),
    ("school_laestab", "school_urn", False),
    ("school_laestab", "school_name", False),
    ("school_urn", "old_la_code", True),
    ("new_la_code", "old_la_code", True),
    ("old_la_code", "new_la_code", True),
    ("old_la_code", "la_name", True),
)
FEW = 0.25


def rows_twice(view: View) -> Iterator[Fault]:
    """Rows of a school or provider that agree in all but their figures with an earlier one: the screener leaves these rows out."""
    of = view.ids(view.described)
    rows = np.flatnonzero(view.column("geographic_level").is_in(SITES))
    _, first, which = np.unique(of[rows], return_index=True, return_inverse=True)
    for place in np.flatnonzero(first[which] != np.arange(len(rows))):
        before = int(rows[first[which[place]]]) + FIRST_ROW
        yield view.fault(
            "row-twice", int(rows[place]), "geographic_level", f"the same as row {before}", "each time, place and filters once"
        )


def second_names(view: View) -> Iterator[Fault]:
    """The rarer of two names, or of two numbers, that stand with one number in one period."""
    told: set[tuple[int | None, str]] = set()
    for one, other, always in ONE_OTHER:
        for fault in _second(view, one, other, always) if view.has(one, other) else ():
            if (fault.row, fault.field) not in told:
                told.add((fault.row, fault.field))
                yield fault


def _second(view: View, one: str, other: str, always: bool) -> Iterator[Fault]:
    known = np.flatnonzero(~view.column(one).is_in(NONE) & ~view.column(other).is_in(NONE))
    scope, both = view.ids((one, *WHEN))[known], view.ids((one, *WHEN, other))[known]
    pairs, first, counts = np.unique(both, return_index=True, return_counts=True)
    whose = scope[first]
    total = np.bincount(whose, weights=counts)
    # The commonest is taken for the right one, and of two as common the first.
    for_each = np.lexsort((first, -counts, whose))
    right = for_each[np.unique(whose[for_each], return_index=True)[1]]
    wrong = np.setdiff1d(np.arange(len(pairs)), right)
    kept = {int(whose[place]): int(known[first[place]]) for place in right} if len(wrong) else {}
    unproved = len(wrong) > 0 and _other_numbers(view, one, known, known[first[wrong]]) < len(wrong)
    for place in wrong:
        row, before = int(known[first[place]]), kept[int(whose[place])]
        advisory = unproved or (not always and bool(counts[place] > FEW * total[whose[place]]))
        yield _fault(view, row, before, one, other, advisory)


def _other_numbers(view: View, one: str, known: Rows, wrong: Rows) -> int:
    codes = view.column(one).codes
    return len(np.setdiff1d(codes[known], codes[wrong]))


def _fault(view: View, row: int, before: int, one: str, other: str, advisory: bool) -> Fault:
    message = f"a second {other} with {one} {view.cell(row, one)} in one period"
    expected = f"“{view.cell(before, other)}” as in row {before + FIRST_ROW}"
    return view.fault("two-names", row, other, message, expected, advisory=advisory)


def numbers_of_schools(view: View) -> Iterator[Fault]:
    """URNs, LAESTABs and authorities' numbers that are of another form."""
    for name, (form, expected) in FORMS.items():
        column = view.column(name)
        for text in column.texts:
            if text.strip() not in NONE and not form.fullmatch(text):
                row = int(np.flatnonzero(column.is_in((text,)))[0])
                yield view.fault("constraint-error", row, name, f"a {name} that is none", expected)


def authorities(view: View) -> Iterator[Fault]:
    """LAESTABs that begin with the number of another authority than the row's."""
    for name in LAESTABS:
        if view.has(name, "old_la_code"):
            for row in _elsewhere(view, name):
                expected = f"a number that begins with {view.cell(int(row), 'old_la_code')}, as old_la_code says"
                yield view.fault("laestab-authority", int(row), name, "a LAESTAB of another authority", expected)


def _elsewhere(view: View, name: str) -> Rows:
    laestab, authority = view.column(name), view.column("old_la_code")
    begins = np.array([text[:3] if FORMS[name][0].fullmatch(text) else "" for text in laestab.texts])[laestab.codes]
    number = np.array([text if FORMS["old_la_code"][0].fullmatch(text) else "" for text in authority.texts])[authority.codes]
    wrong: Mask = (begins != "") & (number != "") & (begins != number)
    return np.flatnonzero(wrong)
