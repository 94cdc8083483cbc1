"""Funnels out of built tables, and the files that a page draws them from."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from pipeline.web import funnels
from pipeline.web.funnels import Funnels
from pipeline.web.places import Register, read
from pipeline.web.registers import Member
from tests.web import small_england, small_funnels
from tests.web.small_measures import FEDERATION, LEEDS, LESSONS, NEW, PRIMARY, REGION, ROLL, SCORE, SECONDARY, TRUST, UNKNOWN

Files = Callable[[str], dict[str, Any]]


@pytest.fixture(scope="module")
def register(tmp_path_factory: pytest.TempPathFactory) -> Register:
    return read(small_england.write(tmp_path_factory.mktemp("built")))


@pytest.fixture(scope="module")
def files(register: Register, tmp_path_factory: pytest.TempPathFactory) -> Files:
    folder = tmp_path_factory.mktemp("funnels")
    found = Funnels.read(small_funnels.write(folder / "built"))
    funnels.write(found, register, (LESSONS, ROLL, SCORE), folder / "out")
    funnels.write_names(register, ("primary", "secondary"), folder / "out/schools")
    return lambda name: json.loads((folder / "out" / f"{name}.json").read_text(encoding="utf-8"))


@pytest.fixture(scope="module")
def found(tmp_path_factory: pytest.TempPathFactory) -> Funnels:
    return Funnels.read(small_funnels.write(tmp_path_factory.mktemp("built")))


def test_a_measures_funnels_come_in_the_order_of_its_phases(found: Funnels) -> None:
    assert [funnel.phase for funnel in found.of(LESSONS)] == ["primary"]
    assert found.of(ROLL) == ()


def test_a_place_has_a_funnel_if_one_of_its_schools_is_a_dot(found: Funnels) -> None:
    assert found.with_any(LESSONS, iter([UNKNOWN, PRIMARY])) == found.of(LESSONS)
    assert found.with_any(LESSONS, [UNKNOWN, NEW, SECONDARY]) == ()  # suppressed, without a size, of another kind


def test_without_the_tables_there_is_none(tmp_path: Path, register: Register) -> None:
    none = Funnels.read(tmp_path)
    assert none.of(LESSONS) == ()
    funnels.write(none, register, (LESSONS,), tmp_path / "out")
    assert list((tmp_path / "out").rglob("*.json")) == []


def test_columns_run_along_the_schools_of_the_kind_by_name(files: Files) -> None:
    schools, shares = files("schools/primary"), files(f"{LESSONS.id}-primary")
    assert schools["name"] == ["Moor Academy", "New Primary", "Silent Primary", "Windmill & Brook <Primary>"]
    assert [str(urn) for urn in schools["urn"]] == [UNKNOWN, NEW, "100006", PRIMARY]
    assert shares["value"] == ["c", 5, "", 12.3]
    assert shares["size"] == [None, None, None, 400]
    assert shares["standing"] == "0005"


def test_lines_have_a_decimal_more_than_the_figures(files: Files) -> None:
    shares = files(f"{LESSONS.id}-primary")
    assert (shares["period"], shares["centre"]) == ("2018/19", 7.12)
    assert shares["limits"] == {
        "size": [30, 400],
        "low_998": [0, 3.5],
        "low_95": [0.5, 4.7],
        "high_95": [17.12, 9.9],
        "high_998": [23, 11.6],
    }
    assert files(f"{SCORE.id}-secondary")["size"] == [0.4]


def test_a_school_is_found_in_its_region_its_authority_and_its_trust(files: Files) -> None:
    schools = files("schools/secondary")
    code, name, region = schools["areas"][schools["area"][0]]
    assert (code, name, schools["regions"][region][0]) == (LEEDS, "Leeds", REGION)
    assert [schools["trusts"][group] for group in schools["groups"][0]] == [[TRUST, "Beck Learning Trust"]]
    assert schools["since"] == [[2015]]


@pytest.mark.parametrize(
    ("joined", "after", "since"),
    [
        ("2018-09-01", "", 2018),
        ("2018-09-02", "", 2019),
        ("2016-06-01", "", 2016),
        ("2017-12-01", "", 2018),
        ("", "2022-08-01", -2022),  # it may have joined in any year since
        ("", "", None),
    ],
)
def test_a_school_is_in_a_trust_from_the_first_year_that_begins_with_it_there(joined: str, after: str, since: int | None) -> None:
    assert funnels.since(Member(TRUST, PRIMARY, joined, after)) == since


def test_a_federation_has_no_page_and_is_no_place_of_a_funnel(register: Register) -> None:
    school = register.schools[PRIMARY]
    assert school.federation == FEDERATION
    told = funnels.names(register, [school])
    assert (told["groups"], told["trusts"]) == ([[]], [])
