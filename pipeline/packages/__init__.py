"""Writes, checks and reads the tables of the packages. Frictionless lives in this room and nowhere else."""

from pipeline.packages.built import count_rows, read_built, write_built
from pipeline.packages.judge import judge
from pipeline.packages.tables import check, is_packed, read, read_text, reason_column, tables, text, write

__all__ = [
    "check",
    "count_rows",
    "is_packed",
    "judge",
    "read",
    "read_built",
    "read_text",
    "reason_column",
    "tables",
    "text",
    "write",
    "write_built",
]
