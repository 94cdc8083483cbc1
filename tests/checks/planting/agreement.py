"""Figures that do not agree with those beside them, above them or before them, and figures that these give away."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from random import Random

from pipeline.checks.declared import Jump, Total
from pipeline.checks.sums import AddsUp, Share
from tests.checks.planting.ground import Ground, Kind, Planted, altered, random_rows, written


def _figure(text: str) -> bool:
    return text.replace(".", "", 1).lstrip("-").isdecimal()


def _known(random: Random, ground: Ground, names: Sequence[str]) -> Iterator[int]:
    """The places of rows in which all those fields hold figures above nought."""
    columns = [ground.column(name) for name in names]
    for row in random_rows(random, ground):
        if all(_figure(ground.rows[row][column]) and float(ground.rows[row][column]) for column in columns):
            yield row


def parts(random: Random, ground: Ground) -> Planted | None:
    """A part of a whole is larger than it was: by little where parts add to it, by the whole where they need not."""
    sums = [entry for entry in ground.entries if isinstance(entry, AddsUp)]
    for entry in random.sample(sums, len(sums)):
        for row in _known(random, ground, entry.names):
            column = ground.column(random.choice(entry.parts))
            whole = float(ground.rows[row][ground.column(entry.whole)])
            more = random.randint(1, 9) + (2 * abs(whole) if entry.at_most else 0)
            text = f"{float(ground.rows[row][column]) + more:.10g}"
            return Planted(written(altered(ground, row, {column: text})), frozenset({"parts-whole"}), row + 1, entry.whole)
    return None


def share(random: Random, ground: Ground) -> Planted | None:
    """A share that is not its part of the whole."""
    shares = [entry for entry in ground.entries if isinstance(entry, Share)]
    for entry in random.sample(shares, len(shares)):
        for row in _known(random, ground, entry.names):
            column = ground.column(entry.share)
            was = float(ground.rows[row][column])
            text = f"{was + random.choice([0.2, 1.5, 7.3]) * (1 if was < 50 else -1):.1f}"
            return Planted(written(altered(ground, row, {column: text})), frozenset({"parts-whole"}), row + 1, entry.share)
    return None


def tenfold(random: Random, ground: Ground) -> Planted | None:
    """A nought too many, or a digit too few, in a national total."""
    totals = [entry for entry in ground.entries if isinstance(entry, Total)]
    for entry in random.sample(totals, len(totals)):
        level, column = ground.column(entry.level), ground.column(entry.field)
        rows = [row for row in _known(random, ground, (entry.field,)) if ground.rows[row][level] == entry.of]
        if rows:
            text = ground.rows[rows[0]][column]
            wrong = altered(ground, rows[0], {column: random.choice([f"{text}0", text[:-1]])})
            return Planted(written(wrong), frozenset({"total-tenfold"}), rows[0] + 1, entry.field)
    return None


def given_away(random: Random, ground: Ground) -> Planted | None:
    """One figure is suppressed, and those beside it give it away."""
    entries = [entry for entry in ground.entries if isinstance(entry, Share) or (isinstance(entry, AddsUp) and not entry.at_most)]
    for entry in random.sample(entries, len(entries)):
        for row in _known(random, ground, entry.names):
            name = random.choice(entry.names)
            rows = altered(ground, row, {ground.column(name): "c"})
            return Planted(written(rows), frozenset({"disclosure"}), row + 1, name)
    return None


def jump(random: Random, ground: Ground) -> Planted | None:
    """A figure twenty times that of the year before."""
    for entry in ground.entries:
        if not isinstance(entry, Jump):
            continue
        column = ground.column(entry.field)
        for row in _known(random, ground, (entry.field,)):
            before = _before(ground, entry, row)
            if before and _figure(before) and float(before) * 20 >= entry.least:
                rows = altered(ground, row, {column: f"{float(before) * 20:.0f}"})
                return Planted(written(rows), frozenset({"jump"}), row + 1, entry.field)
    return None


def _before(ground: Ground, entry: Jump, row: int) -> str:
    """The figure of the same place in the period before that of the row; "" if there is none."""
    columns = [ground.column(name) for name in entry.key]
    period, cells = ground.column(entry.period), ground.rows[row]
    key = [cells[column] for column in columns]
    rows = [*ground.rows[1:], *ground.earlier]
    same = [other for other in rows if other[period] < cells[period] and [other[column] for column in columns] == key]
    return max(same, key=lambda other: other[period])[ground.column(entry.field)] if same else ""


KINDS: dict[str, Kind] = {
    "parts that do not add up": parts,
    "a share of another whole": share,
    "a total ten times off": tenfold,
    "a suppressed figure given away": given_away,
    "a jump": jump,
}
