"""Workbooks are read as text."""

from __future__ import annotations

from pathlib import Path

import pandas as pd
import pytest

from pipeline.data.sources import Raw
from pipeline.data.workbooks import sheets, workbook
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


def test_every_sheet_is_read_with_its_headings(tmp_path: Path) -> None:
    with pd.ExcelWriter(tmp_path / "book.xlsx") as writer:
        for name in ("one", "two"):
            pd.DataFrame([["Title", None], ["URN", " x "], ["100001", 0.29]]).to_excel(writer, sheet_name=name, header=False, index=False)
    read = sheets(raw(tmp_path), "book.xlsx")
    assert list(read) == ["one", "two"]
    assert read["two"].to_numpy().tolist() == [["Title", ""], ["URN", "x"], ["100001", "0.29"]]


def test_sheets_of_what_is_no_workbook_are_told(tmp_path: Path) -> None:
    (tmp_path / "book.xlsx").write_bytes(b"URN,NAME\n")
    with pytest.raises(SourceError, match="no readable workbook"):
        sheets(raw(tmp_path), "book.xlsx")
