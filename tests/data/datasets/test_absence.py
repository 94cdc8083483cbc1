"""The absence room on raw files made by hand: every trap of the real ones, once."""

from __future__ import annotations

import gzip
from collections.abc import Callable
from pathlib import Path

import pandas as pd
import pytest

from pipeline import catalogue
from pipeline.data.datasets import absence, absence_columns, absence_latest, school_lists
from pipeline.data.sources import Raw
from pipeline.errors import TidyError
from pipeline.model import Dataset, Source

CONTRACT = Path(__file__).parents[3] / "datapackages/absence"
HEADER = (
    "time_period,geographic_level,region_code,old_la_code,new_la_code,laestab,urn,school_type,num_schools,enrolments,sess_possible,"
    "sess_overall,sess_unauthorised,enrolments_pa_10_exact,sess_overall_percent,sess_unauthorised_percent,enrolments_pa_10_exact_percent"
)
FIGURES = "100,10000,500,100,7,5.0,1.0,7.0"
FULL_YEAR = [
    f"201112,National,,,,,,Total,3,{FIGURES}",
    f"201112,National,,,,,,State-funded primary,3,{FIGURES}",
    f"201112,Regional,E12000006,,,,,Total,3,{FIGURES}",
    f"201112,Local authority,E12000006,822.0,E06000055,,,Total,3,{FIGURES}",
    f"200708,Local authority,E12000006,820.0,.,,,Special,1,{FIGURES}",
    f"200708,School,E12000006,820.0,.,8207001.0,100001,Special,1,{FIGURES}",
    "200708,School,E12000006,822.0,E06000055,8227001.0,100001,Special,1,10,3000,50,0,0,1.66667,0.0,0.0",
    f"200708,School,E12000006,822.0,E06000055,8222002.0, ,State-funded primary,1,{FIGURES}",
    *(
        f"{year},School,E12000006,822.0,E06000055,822{number}.0,1{number}{number[0]},{kind},1,{FIGURES}"
        for year in ("201011", "201112", "201213", "201314")
        for number, kind in (("2003", "State-funded primary"), ("4004", "State-funded secondary"), ("7005", "Special"))
    ),
]
OLD = ["LA,ESTAB,URN,PERCTOT,PPERSABS15", "822,2003,120032,4.1,SUPP", "822,4004,999999,5.2,6.1", "NAT,PRI,,4.4,3.4", "NAT,SEC,,5.7,6.8"]
LATEST = [
    "LA,ESTAB,URN,PERCTOT,PPERSABS10",
    "822,2003,120032,5.5,SUPP",
    "822,4004,140044,8.9,25.6",
    "822,7009,150099,13,37",
    "NAT,PRI,,5.5,14.6",
]
CENSUS = [
    "URN,LA,ESTAB,SCHOOLTYPE,NORFSMEVER",
    "120032,822,2003,State-funded primary,200",
    "130044,822,4004,State-funded secondary,900",
    "NAT,,PRI,State-funded primary,4000000",
    "NAT,,SEC,State-funded secondary,3000000",
]
REGISTER = ["urn,phase,total_pupils_ofsted", "150099,Special,77"]

Tidy = Callable[..., dict[str, pd.DataFrame]]


@pytest.fixture
def tidy(tmp_path: Path) -> Tidy:
    """Tidy the hand-made files; a keyword replaces one of them."""

    def run(**changed: list[str]) -> dict[str, pd.DataFrame]:
        files = {
            school_lists.FULL_YEAR: changed.get("full_year", [HEADER, *FULL_YEAR]),
            absence_latest.CENSUS: CENSUS,
            absence_latest.REGISTER: REGISTER,
        }
        files |= {name: changed.get("old", OLD) for name in absence.OLD_DEFINITION.values()}
        files[absence_latest.PRINTED] = changed.get("latest", LATEST)
        for name, rows in files.items():
            (tmp_path / name).parent.mkdir(exist_ok=True)
            (tmp_path / name).write_bytes(gzip.compress("\n".join(rows).encode(), mtime=0))
        dataset = Dataset("absence", "Absence", Path(), {}, (), tuple(Source(name, "DfE", name) for name in files))
        return absence.tidy(Raw(tmp_path, dataset))

    return run


def test_the_tables_and_columns_are_those_of_the_contract(tidy: Tidy) -> None:
    schemas = {resource["name"]: resource["schema"] for resource in catalogue.load_one(CONTRACT).descriptor["resources"]}
    tables = tidy()
    assert set(tables) <= set(schemas)
    for name, table in tables.items():
        assert list(table.columns) == [field["name"] for field in schemas[name]["fields"]]
        assert not table.isna().any(axis=None)
        assert not table.duplicated(absence_columns.KEY).any()


def test_every_suppressed_cell_is_found_again_and_none_is_nought(tidy: Tidy) -> None:
    tables = tidy()
    for period in absence.OLD_DEFINITION:
        shares = tables[period].set_index("code")[absence_columns.OLD_SHARE]
        assert shares.to_dict() == {"120032": "c", "140044": "6.1", "170057": "x"}
    raw = sum(row.count("SUPP") for row in [*OLD * len(absence.OLD_DEFINITION), *LATEST])
    assert sum(int((table == "c").sum().sum()) for table in tables.values()) == raw == 5
    assert tables["2023-24"].set_index("code")["persistent_absence_pct"]["120032"] == "c"


def test_nothing_missed_out_of_much_is_no_figure(tidy: Tidy) -> None:
    def rows(possible: int, missed: int) -> dict[str, str]:
        figures = f"10,{possible},{missed},0,0,{100 * missed / possible:.5f},0.0,0.0"
        line = f"200708,School,E12000006,822.0,E06000055,8229009.0,129009,Special,1,{figures}"
        table = tidy(full_year=[HEADER, *FULL_YEAR, line])["2007-08"].set_index("code").loc["129009"]
        return {name: str(table[name]) for name in (*absence_columns.SHARES, "sessions_missed")}

    nothing = {"unauthorised_absence_pct": "0.0", "persistent_absence_pct": "0.0"}
    assert rows(2000, 0) == {**dict.fromkeys(absence_columns.SHARES, "u"), "sessions_missed": "0"}
    assert rows(1999, 0) == {**nothing, "overall_absence_pct": "0.00000", "sessions_missed": "0"}
    assert rows(2000, 1) == {**nothing, "overall_absence_pct": "0.05000", "sessions_missed": "1"}


def test_the_two_definitions_never_meet(tidy: Tidy) -> None:
    table = tidy()["2011-12"]
    assert set(table["persistent_absence_pct"]) == {"7.0"}
    assert set(table.columns) & {"PPERSABS10", "PPERSABS15"} == set()


def test_a_county_printed_without_a_code_gets_that_of_its_dfe_number(tidy: Tidy) -> None:
    tables = tidy()
    assert set(tables["2007-08"]["la"]) == {"E10000001", "E06000055"}
    areas = tables["published"]
    assert set(areas.loc[areas["level"] == "local-authority", "code"]) == {"E10000001", "E06000055"}


def test_one_row_a_school_and_year_and_no_row_is_lost(tidy: Tidy) -> None:
    table = tidy()["2007-08"].set_index("code")
    assert table["sessions_possible"].to_dict() == {"100001": "10000", "8227001": "3000", "8222002": "10000"}


def test_numbers_stand_as_printed(tidy: Tidy) -> None:
    row = tidy()["2007-08"].set_index("code").loc["8227001"]
    assert row["overall_absence_pct"] == "1.66667"
    assert (row["unauthorised_absence_pct"], row["persistent_absentees"], row["weight_pupils"]) == ("0.0", "0", "z")


def test_the_newest_year_has_phase_and_weight_from_census_predecessor_or_register(tidy: Tidy) -> None:
    table = tidy()["2023-24"].set_index("code")
    assert table["phase"].to_dict() == {"120032": "primary", "140044": "secondary", "150099": "special"}
    assert table["weight_pupils"].to_dict() == {"120032": "200", "140044": "900", "150099": "77"}
    assert set(table["la"]) == {"E06000055"}
    assert {cell for name in (*absence_columns.COUNTS, "unauthorised_absence_pct", absence_columns.OLD_SHARE) for cell in table[name]} == {
        "x"
    }


def test_the_publishers_own_areas_keep_their_levels_and_phases(tidy: Tidy) -> None:
    areas = tidy()["published"].set_index(["level", "code", "phase", "period"])
    assert areas.loc[("region", "E12000006", "all", "2011-12"), "pupils"] == "100"
    assert areas.loc[("england", "E92000001", "all", "2011-12"), absence_columns.OLD_SHARE] == "x"
    assert areas.loc[("england", "E92000001", "primary", "2011-12"), absence_columns.OLD_SHARE] == "3.4"
    assert areas.loc[("england", "E92000001", "primary", "2023-24"), "persistent_absence_pct"] == "14.6"
    assert areas.loc[("england", "E92000001", "primary", "2023-24"), "schools"] == "x"


@pytest.mark.parametrize(
    ("changed", "message"),
    [
        ({"old": [*OLD, "822,9999,120039,4.1,5"]}, "8229999"),
        ({"old": [*OLD, "822,2003,120032,4.1,5"]}, "twice"),
        ({"old": [row.replace("SUPP", "NEW") for row in OLD]}, "'NEW'"),
        ({"latest": [*LATEST, "822,2001,160000,4,5"]}, "'160000'"),
        ({"latest": [*LATEST, "NAT,PRU,,4,5"]}, "'PRU'"),
        ({"latest": [*LATEST, "111,2003,120032,4,5"]}, "'111'"),
        ({"full_year": [HEADER, *FULL_YEAR, FULL_YEAR[-1].replace("Special", "Pupil referral unit")]}, "'Pupil referral unit'"),
        ({"full_year": [HEADER, *FULL_YEAR, FULL_YEAR[-1].replace("School", "MAT")]}, "'MAT'"),
        ({"full_year": [HEADER, *FULL_YEAR, FULL_YEAR[-1].replace("500", ":")]}, "':'"),
        ({"full_year": [HEADER.replace("sess_overall,", "sess,"), *FULL_YEAR]}, "no column sess_overall"),
        ({"old": [OLD[0].replace("PPERSABS15", "PPERSABS10"), *OLD[1:]]}, "no column PPERSABS15"),
    ],
)
def test_what_the_room_does_not_know_stops_it(tidy: Tidy, changed: dict[str, list[str]], message: str) -> None:
    with pytest.raises(TidyError, match=message):
        tidy(**changed)
