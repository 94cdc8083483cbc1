"""Any text at all: where the file is readable, our count of rows, arrow's cells and Python's csv say the same."""

from __future__ import annotations

import csv
import io
import tempfile
from pathlib import Path
from unittest import mock

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.checks import blocks
from pipeline.checks.faults import Table
from pipeline.checks.parsing import batches
from pipeline.checks.structure import structure

SIZES = st.sampled_from([7, 16, 64, 1 << 19])
ANY = st.text('",\nx1é ', max_size=60).map(lambda text: "a,b,c\n"[: 2 * (1 + len(text) % 3) - 1] + "\n" + text)
CELL = st.text('ab ,"\né1', max_size=6)


@st.composite
def written(draw: st.DrawFn) -> str:
    """A file that Python's csv has written."""
    width = draw(st.integers(1, 4))
    rows = draw(st.lists(st.lists(CELL, min_size=width, max_size=width), min_size=1, max_size=12))
    out = io.StringIO()
    csv.writer(out, lineterminator=draw(st.sampled_from(["\n", "\r\n"]))).writerows([["q"] * width, *rows])
    return out.getvalue()


@settings(max_examples=400, deadline=None)
@given(text=ANY | written(), size=SIZES)
def test_three_parsers_agree(text: str, size: int) -> None:
    with tempfile.TemporaryDirectory() as folder, mock.patch.object(blocks, "BLOCK_BYTES", size):
        path = Path(folder) / "t.csv"
        path.write_bytes(text.encode())
        table = Table("t", path, "t.csv", {})
        found = structure(table)
        if not found.readable:
            return
        header, *rows = csv.reader(io.StringIO(text, newline=""))
        kept = [number for number, row in enumerate(rows, 2) if row and len(row) == len(header)]
        got = [
            list(cells)
            for batch in batches(table, found, 1000)
            for cells in zip(*(column.to_pylist() for column in batch.columns), strict=True)
        ]
        assert got == [rows[number - 2] for number in kept]
        assert found.numbers(np.arange(len(got))).tolist() == kept
        assert found.rows == len(rows)
        assert _counted(found.totals) == _counts(rows, len(header))


def _counted(totals: object) -> dict[str, int]:
    assert isinstance(totals, dict)
    return {code: count for code, count in totals.items() if code in ("blank-row", "missing-cell", "extra-cell")}


def _counts(rows: list[list[str]], width: int) -> dict[str, int]:
    counts = {
        "blank-row": sum(not any(row) for row in rows),
        "missing-cell": sum(max(0, width - len(row)) for row in rows if any(row)),
        "extra-cell": sum(max(0, len(row) - width) for row in rows if any(row)),
    }
    return {code: count for code, count in counts.items() if count}
