"""What one field asks of its cells: type, constraints and the slips of :mod:`lexis`, for a whole column of a batch at once.

Numbers are proved right by their bytes; other types and constraints are looked at once for each distinct text.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from functools import cached_property
from typing import Any, NamedTuple

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from pipeline.checks.cells import DASH, FIGURES, NO_ROWS, POINT, Cells, Mask, Rows
from pipeline.checks.lexis import BLANKS, lapse
from pipeline.checks.reading import missing_values, reader
from pipeline.checks.shapes import Shape

PLAIN = ("integer", "number")
ASCII = np.arange(256) < 128
EDGES = np.isin(np.arange(256), [ord(blank) for blank in BLANKS if blank.isascii()]) | ~ASCII
HOW = ("decimalChar", "groupChar", "bareNumber")
KEPT_VERDICTS = 200_000


class Found(NamedTuple):
    """Rows of a batch in which one field breaks one rule: ``type``, a constraint's name, or the code of a lapse."""

    rule: str
    rows: Rows


class Column:
    """One field's demands, made ready once for all batches."""

    def __init__(self, schema: Mapping[str, Any], field: Mapping[str, Any]) -> None:
        self.field, self.kind = field, field.get("type", "any")
        self.missing = set(missing_values(schema, field))
        self.absent = _texts(self.missing)
        self.rules: Mapping[str, Any] = field.get("constraints", {})
        self.text_rules = {name: limit for name, limit in self.rules.items() if name in OF_TEXT}
        self.verdicts: dict[str, tuple[str, ...]] = {}
        self.shape = Shape.of(self.rules["pattern"]) if "pattern" in self.rules else None
        self.broken = _nothing if self.textual and _known(self.rules) else reader(schema, field)

    @cached_property
    def textual(self) -> bool:
        """Whether any text is of its type."""
        return self.kind in ("string", "any") and self.field.get("format", "default") == "default"

    @cached_property
    def plain(self) -> bool:
        """Whether it holds numbers in plain figures, whose bytes can prove them, and no missing value that would be taken for one."""
        told = self.rules.keys() & {"enum", "pattern"} or self.field.keys() & set(HOW)
        return self.kind in PLAIN and not told and not any(re.fullmatch(FIGURES, text) for text in self.missing)

    def expected(self, rule: str = "type") -> str:
        """What a cell should hold, in a few words."""
        if rule != "type":
            return f"{rule} {self.rules[rule]}"
        codes = sorted(self.missing - {""})
        return f"{self.kind}, or one of {', '.join(codes)}" if codes else str(self.kind)

    def wrong(self, cells: Cells) -> Iterator[Found]:
        """What is wrong in one batch of the column; a row may be named twice for two reasons."""
        if self.textual:
            shaped = self._shaped(cells)
            yield from self._constrained(cells, shaped)
            yield from () if shaped else self._judged(cells, cells.seen(_edges))
        elif self.plain:
            odd = strange(cells, self.kind)
            yield from self._judged(cells, odd)
            yield from self._out_of_bounds(cells, odd)
        else:
            yield from self._judged(cells, None)
        if self.rules.get("required"):
            yield from self._absent(cells)

    def _absent(self, cells: Cells) -> Iterator[Found]:
        only_blank = self.missing == {""}
        absent = cells.lengths == 0 if only_blank else np.asarray(pc.is_in(cells.array, value_set=self.absent))
        if absent.any():
            yield Found("required", np.flatnonzero(absent))

    def _judged(self, cells: Cells, rows: Rows | None) -> Iterator[Found]:
        """The verdict on each distinct text of those rows (of all if None)."""
        if rows is not None and not len(rows):
            return
        distinct = cells.coded if rows is None else cells.array.take(pa.array(rows)).dictionary_encode()
        broken = [self._verdict(text) for text in distinct.dictionary.to_pylist()]
        if not any(broken):
            return
        places = np.asarray(distinct.indices)
        for rule in sorted({rule for each in broken for rule in each}):
            hit = np.flatnonzero(np.array([rule in each for each in broken])[places])
            yield Found(rule, hit if rows is None else rows[hit])

    def _verdict(self, text: str) -> tuple[str, ...]:
        known = self.verdicts.get(text)
        if known is None:
            slip = "" if text in self.missing else lapse(text, self.kind)
            # What is asked of strings, and that there be a value, is looked at for the whole column below.
            broken = set(self.broken(text)) - {"required"} - (OF_TEXT.keys() if self.textual else set())
            known = (slip,) if slip else tuple(sorted(broken))
            if len(self.verdicts) < KEPT_VERDICTS:
                self.verdicts[text] = known
        return known

    def _shaped(self, cells: Cells) -> bool:
        """Whether a pattern's shape proves all cells right but for their enum and lengths."""
        if not self.shape or self.shape.dated or ("" not in self.missing and not cells.lengths.all()):
            return False
        return self.shape.holds(cells)

    def _constrained(self, cells: Cells, shaped: bool) -> Iterator[Found]:
        """Strings: each distinct one against enum, pattern and lengths; not against a pattern that is proved."""
        if not self.text_rules.keys() - ({"pattern"} if shaped else set()):
            return
        texts = cells.coded.dictionary
        missing = np.asarray(pc.is_in(texts, value_set=self.absent))
        for name, limit in self.text_rules.items():
            wrong = cells.of_distinct(~np.asarray(OF_TEXT[name](texts, limit)) & ~missing)
            if len(wrong):
                yield Found(name, wrong)

    def _out_of_bounds(self, cells: Cells, odd: Rows) -> Iterator[Found]:
        """Plain numbers against minimum and maximum. Strange ones were judged with their constraints already."""
        low, high = self.rules.get("minimum"), self.rules.get("maximum")
        if high is None and (low is None or (float(low) == 0 and not (cells.data == DASH).any())):
            return
        if low is not None and (wrong := cells.numbers < float(low)).any():
            yield Found("minimum", np.setdiff1d(np.flatnonzero(wrong), odd))
        if high is not None and (wrong := cells.numbers > float(high)).any():
            yield Found("maximum", np.setdiff1d(np.flatnonzero(wrong), odd))


OF_TEXT: dict[str, Callable[[pa.StringArray, Any], pa.BooleanArray]] = {
    "enum": lambda texts, limit: pc.is_in(texts, value_set=_texts({str(item) for item in limit})),
    "pattern": lambda texts, limit: pc.match_substring_regex(texts, f"^(?:{limit})$"),
    "minLength": lambda texts, limit: pc.greater_equal(pc.utf8_length(texts), limit),
    "maxLength": lambda texts, limit: pc.less_equal(pc.utf8_length(texts), limit),
}


def _known(rules: Mapping[str, Any]) -> bool:
    """Whether of text Frictionless asks nothing but what is asked here; to make its reader takes longer than to judge a column."""
    kinds = {"required": bool, "unique": bool, "pattern": str, "enum": list}
    return all(isinstance(limit, kinds.get(name, ())) for name, limit in rules.items())


def _nothing(_: str) -> tuple[str, ...]:
    return ()


def strange(cells: Cells, kind: str) -> Rows:
    """Rows whose bytes do not prove a number in plain figures: a missing value, an exponent, anything else."""
    if kind == "number":
        return np.flatnonzero(np.isnan(cells.numbers))
    points = np.flatnonzero(cells.data == POINT)
    return np.union1d(cells.unplain, cells.rows_of(points)) if len(points) else cells.unplain


def _edges(cells: Cells) -> Rows:
    """Rows of text worth a look: a blank or a letter beyond ASCII at an edge, such a letter anywhere, or the shape of Excel's dates."""
    data = cells.data
    if not len(data):
        return NO_ROWS
    # Of an empty cell the last byte is one of its neighbours'.
    wrong: Mask = EDGES[cells.first] | EDGES[data[cells.ends - 1]]
    wrong &= cells.lengths > 0
    short = np.flatnonzero((cells.lengths >= 5) & (cells.lengths <= 6)) if (data == DASH).any() else NO_ROWS
    wrong[short] |= (data[cells.ends[short] - 4] == DASH) | (data[cells.ends[short] - 3] == DASH)
    rows = np.flatnonzero(wrong)
    if data.max() > 127:
        rows = np.union1d(rows, cells.rows_with(ASCII))
    return rows


def _texts(texts: set[str]) -> pa.StringArray:
    return pa.array(sorted(texts), pa.string())
