"""How a CSV is written: what its dialect says, and which dialects are read."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from pipeline.checks.faults import Table
from pipeline.errors import CatalogueError

# What is read is the CSV of RFC 4180 with any one separator and quote; of what else a dialect can say, only these values.
ONLY: Mapping[str, tuple[object, ...]] = {
    "lineTerminator": ("\n", "\r\n"),
    "doubleQuote": (True,),
    "skipInitialSpace": (False,),
    "escapeChar": (None,),
    "commentChar": (None,),
    "commentRows": ([], None),
    "headerRows": ([1], None),
    "headerJoin": (" ", None),
    "nullSequence": (None,),
    "property": (None,),
    "sheetName": (None,),
    "sheetNumber": (None, 1),
    "table": (None,),
    "itemType": (None,),
    "itemKeys": (None,),
    "caseSensitiveHeader": (True, False),
}
FREE = {"$schema", "profile", "csvddfVersion", "header", "delimiter", "quoteChar", "title", "name", "description"}
KEYS = {*ONLY, *FREE}


@dataclass(frozen=True, slots=True)
class Writing:
    """One separator, one quote ("" where nothing quotes), and whether the first row names the columns."""

    delimiter: str
    quote: str
    header: bool

    @property
    def quote_code(self) -> int:
        """The quote's byte, or -1."""
        return ord(self.quote) if self.quote else -1


def writing(table: Table) -> Writing:
    """How the table's file is written."""
    return Writing(table.dialect.get("delimiter", ","), table.dialect.get("quoteChar", '"') or "", table.dialect.get("header", True))


def hold_dialect(where: str, dialect: Mapping[str, Any]) -> None:
    """Raise CatalogueError for a dialect that is not read."""
    for key, allowed in ONLY.items():
        if key in dialect and not any(dialect[key] == value and type(dialect[key]) is type(value) for value in allowed):
            raise CatalogueError(f"{where}, {key}", repr(dialect[key]), " or ".join(map(repr, allowed)) + ": no other is read")
    delimiter, quote = dialect.get("delimiter", ","), dialect.get("quoteChar", '"')
    if not _is_sign(delimiter) or delimiter == quote:
        raise CatalogueError(f"{where}, delimiter", repr(delimiter), "one sign of ASCII that is neither a quote nor a line end")
    if quote is not None and not _is_sign(quote):
        raise CatalogueError(f"{where}, quoteChar", repr(quote), "one sign of ASCII, or none")
    if not isinstance(dialect.get("header", True), bool):
        raise CatalogueError(f"{where}, header", repr(dialect["header"]), "true or false")


def _is_sign(text: object) -> bool:
    return isinstance(text, str) and len(text) == 1 and text.isascii() and (text == "\t" or (text.isprintable() and not text.isalnum()))
