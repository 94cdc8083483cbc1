"""The publishers' Excel workbooks, read as text."""

from __future__ import annotations

import io
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
