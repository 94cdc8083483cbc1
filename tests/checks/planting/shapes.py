"""Rows, quotes and headers that are not those of the table."""

from __future__ import annotations

from random import Random

from tests.checks.planting.ground import Ground, Kind, Planted, altered, lines, random_rows, written

LABELS = frozenset({"incorrect-label", "missing-label", "extra-label", "duplicate-label", "blank-label", "unmatched-header"})
UNEVEN = ("extra-cell", "missing-cell")
NEAR = 6


def _in_row(ground: Ground, cells: tuple[str, ...], row: int, code: str) -> Planted:
    return Planted(written([*ground.rows[:row], cells, *ground.rows[row + 1 :]]), frozenset({code}), row + 1)


def missing_cell(random: Random, ground: Ground) -> Planted:
    """A row without one of its cells."""
    row = next(random_rows(random, ground))
    at = random.randrange(len(ground.fields))
    return _in_row(ground, ground.rows[row][:at] + ground.rows[row][at + 1 :], row, "missing-cell")


def extra_cell(random: Random, ground: Ground) -> Planted:
    """A row with a cell too many."""
    row = next(random_rows(random, ground))
    at = random.randrange(len(ground.fields) + 1)
    return _in_row(ground, (*ground.rows[row][:at], random.choice(["", "1", "x"]), *ground.rows[row][at:]), row, "extra-cell")


def blank_row(random: Random, ground: Ground) -> Planted:
    """A row in which nothing stands, with its commas or without."""
    row = next(random_rows(random, ground))
    file = lines(ground)
    blank = random.choice([b"\n", b"," * (len(ground.fields) - 1) + b"\n", b",".join([b'""'] * len(ground.fields)) + b"\n"])
    # Where an empty cell is no missing value of its field, Frictionless tells of each cell of the row.
    return Planted(b"".join([*file[:row], blank, *file[row:]]), frozenset({"blank-row", "constraint-error", "type-error"}), row + 1)


def _quoted(ground: Ground, changes: dict[int, tuple[int, str]], codes: tuple[str, ...], row: int) -> Planted:
    """Cells (by row: column and text) that are written just as they stand, quotes and all."""
    file = lines(ground)
    for place, (column, text) in changes.items():
        cells = [written([[cell, ""]]).removesuffix(b",\n") for cell in ground.rows[place]]
        cells[column] = text.encode("utf-8")
        file[place] = b",".join(cells) + b"\n"
    return Planted(b"".join(file), frozenset(codes), row + 1)


def _plain(ground: Ground, row: int, column: int) -> str:
    return ground.rows[row][column].replace('"', "").replace(",", "")


def open_quote(random: Random, ground: Ground) -> Planted:
    """A quote that opens in a cell and never closes."""
    row, column = next(random_rows(random, ground)), random.randrange(len(ground.fields))
    codes = ("unclosed-quote", "swallowed-rows", "stray-quote", *UNEVEN)
    return _quoted(ground, {row: (column, f'"{_plain(ground, row, column)}')}, codes, row)


def swallowing(random: Random, ground: Ground) -> Planted | None:
    """A quote that opens in one row and closes in the same column some rows below: the rows between are gone."""
    if len(ground.rows) <= NEAR:
        return None
    row = random.randrange(1, len(ground.rows) - NEAR)
    end, column = row + random.randrange(1, NEAR), random.randrange(len(ground.fields))
    opening, closing = f'"{_plain(ground, row, column)}', f'{_plain(ground, end, column)}"'
    return _quoted(ground, {row: (column, opening), end: (column, closing)}, ("swallowed-rows", "stray-quote"), row)


def swallowing_across(random: Random, ground: Ground) -> Planted | None:
    """A quote that opens in one row and closes in another column of a row below."""
    if len(ground.rows) <= NEAR:
        return None
    row = random.randrange(1, len(ground.rows) - NEAR)
    end, (first, last) = row + random.randrange(1, NEAR), random.sample(range(len(ground.fields)), 2)
    opening, closing = f'"{_plain(ground, row, first)}', f'{_plain(ground, end, last)}"'
    return _quoted(ground, {row: (first, opening), end: (last, closing)}, ("swallowed-rows", "stray-quote", *UNEVEN), row)


def stray_quote(random: Random, ground: Ground) -> Planted:
    """A quote in the middle of a cell, or text behind the closing one."""
    row, column = next(random_rows(random, ground)), random.randrange(len(ground.fields))
    text = _plain(ground, row, column) or "none"
    return _quoted(ground, {row: (column, random.choice([f'x"{text}', f'"{text}"x', f'"The "{text}" School"']))}, ("stray-quote",), row)


def _header(ground: Ground, labels: dict[int, str]) -> Planted:
    return Planted(written(altered(ground, 0, labels)), LABELS)


def misspelt(random: Random, ground: Ground) -> Planted:
    """A column's name with a slip: another case, a blank, a letter too many."""
    column = random.randrange(len(ground.fields))
    label = ground.rows[0][column]
    return _header(ground, {column: random.choice([label.swapcase(), f"{label} ", f" {label}", f"{label}s", label[:-1]])})


def no_label(random: Random, ground: Ground) -> Planted:
    """A column without a name."""
    return _header(ground, {random.randrange(len(ground.fields)): ""})


def label_twice(random: Random, ground: Ground) -> Planted:
    """A column with the name of another."""
    first, second = random.sample(range(len(ground.fields)), 2)
    return _header(ground, {first: ground.rows[0][second]})


def swapped_labels(random: Random, ground: Ground) -> Planted:
    """Two names that have changed places, while their columns have not."""
    first, second = random.sample(range(len(ground.fields)), 2)
    return _header(ground, {first: ground.rows[0][second], second: ground.rows[0][first]})


def column_lost(random: Random, ground: Ground) -> Planted:
    """A column is gone from all rows."""
    at = random.randrange(len(ground.fields))
    return Planted(written([row[:at] + row[at + 1 :] for row in ground.rows]), LABELS)


def column_more(random: Random, ground: Ground) -> Planted:
    """A column of which the schema knows nothing."""
    at = random.randrange(len(ground.fields) + 1)
    rows = [(*row[:at], "more" if place == 0 else "1", *row[at:]) for place, row in enumerate(ground.rows)]
    return Planted(written(rows), LABELS)


def no_header(_: Random, ground: Ground) -> Planted:
    """The first row of figures stands where the names should."""
    return Planted(written(ground.rows[1:]), LABELS)


KINDS: dict[str, Kind] = {
    "a missing cell": missing_cell,
    "an extra cell": extra_cell,
    "a blank row": blank_row,
    "a quote never closed": open_quote,
    "a quote that swallows rows": swallowing,
    "a quote that swallows across columns": swallowing_across,
    "a stray quote": stray_quote,
    "a name misspelt": misspelt,
    "a column without a name": no_label,
    "a name twice": label_twice,
    "names swapped": swapped_labels,
    "a column lost": column_lost,
    "a column more": column_more,
    "no header": no_header,
}
