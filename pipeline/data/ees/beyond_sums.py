"""Parts that do not add to their whole, totals ten times off, and suppressed figures that the rest of a sum gives away.

Nothing in the metadata says which filters part a whole, so the data must show it: where parts add up nearly everywhere, they should
everywhere. What is so in any case needs less: no part is greater than its whole, and the two sexes are all pupils.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from pipeline.checks.faults import Fault
from pipeline.data.ees.beyond_families import Added, Family, added, families
from pipeline.data.ees.beyond_view import Indicator, Mask, Numbers, Rows, View
from pipeline.data.ees.findings import FIRST_ROW
from pipeline.data.ees.importing_symbols import SUPPRESSED

# Figures of these do not add, whatever their parts do.
NOT_ADDED = re.compile(r"percent|\brate|_rate|average|mean\b|median|score|proportion|ratio|\bper\b|share|index|_avg|_pct|p8")
OF_PLACES = re.compile(r"school|institution|provider|authorit|establishment")
SEXES = (frozenset(("Male", "Female")), frozenset(("Boys", "Girls")), frozenset(("Gender Male", "Gender Female")))

# So many wholes must agree with their parts, and so few of all disagree (one at least) that a disagreement is an error, or is told of.
ENOUGH, FEW, SOME = 3, 0.005, 0.05
# Without such proof two sexes may fall short of all pupils by those of whom it is not known.
UNKNOWN_SEX = 0.05
# So small a part of a whole may be due to a rounding of whole and parts, each for itself, that the figures no longer show.
ROUNDED = 0.005
STEPS, MANY_FIGURES = (10.0, 5.0, 1.0, 0.1, 0.01, 0.001, 1e-6), 10
SAME = 1e-6
TENFOLD = (8.0, 12.5)


@dataclass(frozen=True, slots=True, eq=False)
class Sum:
    """One indicator of one family: where its parts are all there, and where they then agree with their whole.

    ``counts`` says of which wholes the figure and all parts are whole numbers: some places' figures may be counted and others' modelled.
    """

    family: Family
    indicator: Indicator
    added: Added
    counts: Mask
    within: Numbers
    full: Mask
    agrees: Mask

    def proved(self, most: float) -> bool:
        """Whether the data shows that these parts add to their whole: no more than ``most`` of the wholes (or one) disagree."""
        agreeing = int((self.agrees & (self.added.whole > 0)).sum())
        return agreeing >= ENOUGH and few(self.full & ~self.agrees, self.full, most)

    @property
    def of_sexes(self) -> bool:
        """Whether the parts are the two sexes, and not of schools that have both."""
        return self.family.items in SEXES and not OF_PLACES.search(self.indicator.said)


def few(wrong: Mask, of_all: Mask, most: float) -> bool:
    """Whether so few are wrong that it must be a slip: if more are, it is meant so, as with items that are no parts."""
    return int(wrong.sum()) <= max(1.0, most * int(of_all.sum()))


def sums(view: View) -> Iterator[Fault]:
    """What is wrong with the sums of a data set; each cell is told of once."""
    told: set[tuple[int | None, str]] = set()
    for family in families(view):
        of_family = [_sum(view, family, indicator) for indicator in view.indicators if adds(indicator)]
        for each in of_family:
            wholes = [*_tenfold(view, each, of_family), *_wrong(view, each)]
            for fault in (*wholes, *_greater(view, each, {fault.row for fault in wholes if fault.row}), *_given_away(view, each)):
                if (fault.row, fault.field) not in told:
                    told.add((fault.row, fault.field))
                    yield fault


def adds(indicator: Indicator) -> bool:
    """Whether figures of the indicator may be added."""
    return indicator.unit in ("", "£", "£m") and not NOT_ADDED.search(indicator.said)


def _sum(view: View, family: Family, indicator: Indicator) -> Sum:
    found = added(view, family, indicator.name)
    # A level's figures may be rounded to fives and those of the level below not.
    above, below = (_step(view.numbers(indicator.name)[rows]) for rows in (family.whole, family.parts))
    counts = ~_any_part(family, view.numbers(indicator.name) % 1 > 0)[found.row] & ~(found.whole % 1 > 0)
    one = counts.astype(float)
    within = 0.5 * (np.maximum(above, one) + np.maximum(below, one) * found.count) + SAME * np.abs(found.total)
    # Figures below nought were modelled, and need not add.
    full = (
        (found.lacking == 0) & ~np.isnan(found.whole) & (found.whole >= 0) & ~_any_part(family, view.numbers(indicator.name) < 0)[found.row]
    )
    with np.errstate(invalid="ignore"):
        return Sum(family, indicator, found, counts, within, full, full & (np.abs(found.total - found.whole) <= within))


def _any_part(family: Family, mask: Mask) -> Mask:
    """For each row, whether any part of the same whole is in the mask."""
    hit = np.zeros(int(family.of.max(initial=0)) + 1, dtype=bool)
    hit[family.of[family.parts[mask[family.parts]]]] = True
    found: Mask = hit[family.of]
    return found


def _step(numbers: Numbers) -> float:
    """To what figures were rounded: tens, fives, ones or a decimal place. A few figures may all be tens by chance."""
    figures = np.unique(numbers[~np.isnan(numbers)])
    for step in STEPS if len(figures) >= MANY_FIGURES else STEPS[2:]:
        if np.all(np.abs(figures / step - np.round(figures / step)) < SAME):
            return step
    return STEPS[-1]


def _tenfold(view: View, each: Sum, others: list[Sum]) -> Iterator[Fault]:
    """A whole about ten times, or a tenth of, its parts, where other figures of the same whole agree, or the same of other wholes."""
    found, (least, most) = each.added, TENFOLD
    with np.errstate(divide="ignore", invalid="ignore"):
        times = found.whole / found.total
    off = each.full & (((times >= least) & (times <= most)) | ((times >= 1 / most) & (times <= 1 / least)))
    if not off.any() or not few(off, each.full, FEW):
        return
    beside = [other for other in others if other is not each]
    agreeing, full = (_times(beside, mask, found.row) for mask in ("agrees", "full"))
    # Where most other figures of the row do not agree either, none is ten times off: not all parts are there.
    for place in np.flatnonzero(off & np.where(full, 2 * agreeing > full, each.proved(SOME))):
        expected = f"about {found.total[place]:g}, what its parts come to"
        yield view.fault("total-tenfold", int(found.row[place]), each.indicator.name, "a total about ten times off", expected)


def _times(sums: list[Sum], mask: str, rows: Rows) -> Rows:
    """For each row, of how many of those sums it is a whole that agrees (or is full) and is not nought."""
    chosen = np.concatenate([*(each.added.row[getattr(each, mask) & (each.added.whole > 0)] for each in sums), rows[:0]])
    return np.bincount(chosen, minlength=int(rows.max(initial=0)) + 1)[rows]


def _wrong(view: View, each: Sum) -> Iterator[Fault]:
    """Wholes that are not the sum of their parts."""
    found = each.added
    wrong = each.full & ~each.agrees
    far = (found.total > found.whole) | (found.total < found.whole * (1 - UNKNOWN_SEX) - each.within)
    if not wrong.any():
        return
    if not each.proved(SOME):
        wrong = wrong & far & each.counts if each.of_sexes and few(wrong, each.full, FEW) else wrong & False
    unproved = each.proved(SOME) and not each.proved(FEW)
    for place in np.flatnonzero(wrong):
        expected = f"{found.total[place]:g}, the sum of its {found.count[place]} parts, within {each.within[place]:g}"
        message = "parts that do not add to the whole"
        size = abs(float(found.total[place] - found.whole[place]))
        advisory = unproved or size <= ROUNDED * found.whole[place]
        yield view.fault("parts-whole", int(found.row[place]), each.indicator.name, message, expected, advisory=advisory, size=size)


def _greater(view: View, each: Sum, told: set[int]) -> Iterator[Fault]:
    """Parts that are greater than their whole, unless the whole's own row was ``told`` of."""
    found = each.added
    known = ~np.isnan(found.whole) & (found.whole >= 0) & (found.count > 0)
    greater = known & (found.greatest > found.whole + each.within)
    if not each.proved(SOME):
        greater &= each.counts
    if not few(greater, known, SOME):
        return
    advisory = not few(greater, known, FEW)
    for place in np.flatnonzero(greater & ~np.isin(found.row + FIRST_ROW, list(told))):
        expected = f"at most {found.whole[place]:g}, the whole of row {found.row[place] + FIRST_ROW}"
        message = "a part that is greater than its whole"
        yield view.fault("parts-whole", int(found.at[place]), each.indicator.name, message, expected, advisory=advisory)


def _given_away(view: View, each: Sum) -> Iterator[Fault]:
    """The only suppressed part beside a whole and all other parts; a suppressed whole beside all its parts."""
    found, name = each.added, each.indicator.name
    if not (each.proved(SOME) or each.of_sexes):
        return
    for place in np.flatnonzero((found.lacking == 1) & (found.suppressed == 1) & ~np.isnan(found.whole)):
        row = found.row[place] + FIRST_ROW
        told = f"another figure of the same sum suppressed too: it is the {found.whole[place]:g} of row {row} less the rest"
        yield view.fault("disclosure", int(found.hidden[place]), name, "a suppressed figure that the others of its sum give away", told)
    hidden = view.column(name).is_in(SUPPRESSED)[found.row]
    for place in np.flatnonzero(hidden & (found.lacking == 0)):
        told = f"a part of it suppressed too: its parts come to {found.total[place]:g}"
        yield view.fault("disclosure", int(found.row[place]), name, "a suppressed total that its parts give away", told)
