"""What a school was in a year in which the files of the workforce and of finance do not say it."""

from __future__ import annotations

import gzip
from pathlib import Path

import pandas as pd
import pytest

from pipeline.data.datasets.characteristics_columns import CENSUSES
from pipeline.data.datasets.characteristics_phases import REGISTER
from pipeline.data.datasets.phases_and_authorities import Places, places
from pipeline.data.datasets.school_lists import FULL_YEAR, GIAS
from pipeline.data.sources import Raw
from pipeline.model import Dataset, Source

SCHOOL, CUMBRIAN = "100001", "100002"
CAMDEN, GREENWICH, WESTMINSTER = "E09000007", "E09000011", "E09000033"
FILES = {
    CENSUSES["2010-11"].raw: ["URN,LA,ESTAB", f"{SCHOOL},202,2001", "NAT,,", ",202,"],
    CENSUSES["2014-15"].raw: ["URN,LA,ESTAB", f"{SCHOOL},203,2001", f"{CUMBRIAN},909,4001"],
    FULL_YEAR: ["time_period,geographic_level,urn,school_type", f"201011,School,{SCHOOL},State-funded primary"],
    REGISTER: ["urn,phase", f"{CUMBRIAN},Secondary"],
    GIAS: ["URN,LA (code),EstablishmentNumber", f"{SCHOOL},213,2001"],
}


@pytest.fixture
def where(tmp_path: Path) -> Places:
    """The lists, of which two censuses and the register of 2025 have a school."""
    files = {**{census.raw: ["URN,LA,ESTAB", "NAT,,"] for census in CENSUSES.values()}, **FILES}
    for name, rows in files.items():
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_bytes(gzip.compress("\n".join(rows).encode("utf-8-sig"), mtime=0))
    return places(Raw(tmp_path, Dataset("workforce", "", Path(), {}, (), tuple(Source(name, "", name) for name in files))))


def placed(where: Places, period: str, code: str = SCHOOL, digits: str = "") -> tuple[str, str]:
    """Authority and phase of one school."""
    (row,) = where.placed(pd.DataFrame({"code": [code], "digits": [digits], "number": [""]}, dtype="str"), period).to_dict("records")
    return row["la"], row["phase"]


@pytest.mark.parametrize(
    ("period", "authority"), [("2011-12", CAMDEN), ("2012-13", GREENWICH), ("2015-16", GREENWICH), ("2023-24", WESTMINSTER)]
)
def test_the_authority_is_that_of_the_list_nearest_in_time_and_of_two_of_the_later(where: Places, period: str, authority: str) -> None:
    assert placed(where, period) == (authority, "primary")


def test_what_the_file_prints_comes_first(where: Places) -> None:
    assert placed(where, "2015-16", digits="202") == (CAMDEN, "primary")


def test_an_authority_that_was_not_there_in_that_year_is_not_known(where: Places) -> None:
    assert placed(where, "2018-19", CUMBRIAN) == ("E10000006", "secondary")
    assert placed(where, "2023-24", CUMBRIAN) == ("", "secondary")
