"""The publishers' Excel workbooks, read as text."""

from __future__ import annotations

import io
import warnings
from zipfile import BadZipFile

import pandas as pd

from pipeline.data.sources import Raw
from pipeline.errors import SourceError


def workbook(raw: Raw, name: str, sheet: str | int = 0) -> pd.DataFrame:
    """All cells of a sheet of ``name``, the first if none is named, as stripped text, one row a record. Raises SourceError."""
    try:
        table: pd.DataFrame = pd.read_excel(
            io.BytesIO(raw.bytes(name)), sheet_name=sheet, dtype="str", keep_default_na=False, engine="openpyxl"
        )
    except (BadZipFile, ValueError) as error:
        raise SourceError(raw.folder / name, f"no readable workbook ({error})", "an Excel workbook") from error
    return pd.DataFrame({name: cells.fillna("").str.strip() for name, cells in table.items()})


def sheets(raw: Raw, name: str) -> dict[str, pd.DataFrame]:
    """The cells of every sheet of ``name`` as stripped text, headings among them, by the sheet's name. Raises SourceError."""
    try:
        with warnings.catch_warnings():
            # A publisher's print area that is no area: nothing that is read depends on it.
            warnings.filterwarnings("ignore", message="Print area cannot be set")
            tables: dict[str, pd.DataFrame] = pd.read_excel(
                io.BytesIO(raw.bytes(name)), sheet_name=None, header=None, dtype="str", keep_default_na=False, engine="openpyxl"
            )
    except (BadZipFile, ValueError) as error:
        raise SourceError(raw.folder / name, f"no readable workbook ({error})", "an Excel workbook") from error
    return {sheet: table.fillna("").apply(lambda cells: cells.str.strip()) for sheet, table in tables.items()}
