"""Workbooks are read as text."""

from __future__ import annotations

from pathlib import Path

import pandas as pd
import pytest

from pipeline.data.sources import Raw
from pipeline.data.workbooks import workbook
from pipeline.errors import SourceError
from pipeline.model import Dataset, Source


def raw(folder: Path) -> Raw:
    return Raw(folder, Dataset("x", "X", folder, {}, (), (Source("A book", "Someone", "book.xlsx"),)))


def test_cells_are_stripped_text_and_blanks_empty(tmp_path: Path) -> None:
    pd.DataFrame({"URN": ["100001", "100002"], "NAME": [" A ", None], "CODE": ["NA", "007"]}).to_excel(tmp_path / "book.xlsx", index=False)
    read = workbook(raw(tmp_path), "book.xlsx")
    assert read.to_dict("list") == {"URN": ["100001", "100002"], "NAME": ["A", ""], "CODE": ["NA", "007"]}


def test_what_is_no_workbook_is_told(tmp_path: Path) -> None:
    (tmp_path / "book.xlsx").write_bytes(b"URN,NAME\n")
    with pytest.raises(SourceError, match="no readable workbook"):
        workbook(raw(tmp_path), "book.xlsx")
