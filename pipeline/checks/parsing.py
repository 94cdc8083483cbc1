"""A table's cells in columns: parsed by arrow, strictly, in batches of text, every cell as it stands."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.csv as pacsv

from pipeline.checks.dialects import Writing, writing
from pipeline.checks.faults import Table
from pipeline.checks.quotes import Places
from pipeline.checks.structure import Structure, structure
from pipeline.checks.unpacking import unpacked
from pipeline.errors import PackageError

BATCH_BYTES = 4_000_000

# An equals sign with anything behind it, or another sign that a spreadsheet takes for a formula, then what makes it more than a sign: a
# function with its bracket, or a pipe to a program.
# A lone dash, a telephone number with its +44 and a negative number are none.
FORMULA = r"(?s)^=.*[A-Za-z0-9]|^[=+\-@\t\r][ =+\-@]*(?:.*?[A-Za-z][A-Za-z0-9_.]*\(|.*?\||[=A-Za-z0-9$+\-*/()' ]*![$]?[A-Z])"


def batches(table: Table, found: Structure | None = None, block_bytes: int = BATCH_BYTES) -> Iterator[pa.RecordBatch]:
    """The rows below the header as record batches of text columns, one a label, in order; an empty cell is "", never null.

    Empty lines and rows with too few or too many cells are left out (``found.left_out``; ``found.numbers`` gives the others their
    numbers). Only for a table whose ``structure`` is readable: raises PackageError otherwise, and where arrow counts other rows than
    ``structure`` did.
    """
    found = found or structure(table)
    if not found.readable:
        raise PackageError(table.place, ", ".join(found.totals), "a table whose cells can be told apart")
    rows = 0
    for batch in _read(table, found, block_bytes):
        rows += batch.num_rows
        yield batch
    if rows + len(found.left_out) != found.rows:
        raise PackageError(table.place, f"{rows} rows in one parser, {found.rows - len(found.left_out)} in another", "the same in both")


def _read(table: Table, found: Structure, block_bytes: int) -> Iterator[pa.RecordBatch]:
    if not found.labels or found.rows == len(found.left_out):
        return
    written = writing(table)
    # Labels may be blank or stand twice: arrow is given numbers.
    names = [str(number) for number in range(len(found.labels))]
    convert = pacsv.ConvertOptions(
        column_types=dict.fromkeys(names, pa.string()), strings_can_be_null=False, quoted_strings_can_be_null=False, check_utf8=False
    )
    read = pacsv.ReadOptions(
        block_size=max(block_bytes, 2 * found.longest), column_names=names, skip_rows_after_names=1 if written.header else 0
    )
    with unpacked(table) as stream:
        try:
            for batch in pacsv.open_csv(stream, read_options=read, parse_options=_parse(written, found), convert_options=convert):
                yield pa.RecordBatch.from_arrays(batch.columns, names=list(found.labels))
        except pa.ArrowInvalid as error:
            raise PackageError(table.place, str(error), "a table as its structure was found") from error


def _parse(written: Writing, found: Structure) -> pacsv.ParseOptions:
    return pacsv.ParseOptions(
        delimiter=written.delimiter,
        quote_char=written.quote or False,
        double_quote=bool(written.quote),
        newlines_in_values=found.quoted,
        ignore_empty_lines=True,
        invalid_row_handler=lambda _: "skip",
    )


def formulas(column: pa.StringArray | pa.ChunkedArray) -> Places:
    """The places (counted from 0) of cells that a spreadsheet would run: =cmd|' /C calc'!A0, @SUM(1+9), +HYPERLINK(...)."""
    signs = pc.is_in(pc.utf8_slice_codeunits(column, 0, 1), pa.array(["=", "+", "-", "@", "\t", "\r"]))
    places = np.flatnonzero(signs.to_numpy(zero_copy_only=False))
    return (
        places[pc.match_substring_regex(column.take(pa.array(places)), FORMULA).to_numpy(zero_copy_only=False)] if len(places) else places
    )
