"""Writes and reads the tables of the packages; every table is checked on its way in and out."""

from pipeline.packages.built import count_rows, read_built, write_built
from pipeline.packages.tables import CHECKS, as_package, declared, is_packed, read, read_text, reason_column, tables, text, write

__all__ = [
    "CHECKS",
    "as_package",
    "count_rows",
    "declared",
    "is_packed",
    "read",
    "read_built",
    "read_text",
    "reason_column",
    "tables",
    "text",
    "write",
    "write_built",
]
