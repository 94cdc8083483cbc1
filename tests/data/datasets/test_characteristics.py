"""The room ``characteristics`` on hand-made raw files: no code lost, no figure made up, every quirk of the files met."""

from __future__ import annotations

from pathlib import Path

import pytest

from pipeline.data.datasets.characteristics import tidy
from pipeline.data.datasets.characteristics_columns import CENSUSES, KEY, SPANS, made_of
from pipeline.errors import SourceError, TidyError
from tests.data.datasets.characteristics_raw import (
    HEADERS,
    NURSERY,
    PRIMARY,
    SPECIAL,
    UNIT,
    national,
    raw,
    row,
    school,
    tidied,
)


def test_every_year_has_its_table_with_the_same_columns(tmp_path: Path) -> None:
    tables = tidy(raw(tmp_path, {}))
    assert list(tables) == [*CENSUSES, "published"]
    assert all(list(table.columns) == [*KEY, *SPANS] for table in tables.values())
    assert all((table != "").all(axis=None) for name, table in tables.items() if name != "published")
    assert row(tables, "2010-11", PRIMARY)["la"] == row(tables, "2025-26", PRIMARY)["la"] == "E09000007"


@pytest.mark.parametrize("period", ["2010-11", "2011-12", "2012-13", "2013-14"])
def test_a_suppressed_cell_stays_suppressed_whatever_column_it_stands_in(tmp_path: Path, period: str) -> None:
    named = {made_of(column, period) for column in SPANS} - {""}
    plain = sorted(name for name in named if "+" not in name)
    pairs = [school(PRIMARY, **{name: "SUPP"}) | {"URN": str(200000 + place)} for place, name in enumerate(plain)]
    table = tidied(tmp_path, {period: pairs})[period]
    for column in SPANS:
        made = made_of(column, period)
        for place, name in enumerate(plain):
            cell = table.loc[table["code"] == str(200000 + place), column].item()
            assert (cell == "c") == (name in made.split("+")), (column, name)


def test_suppressed_cells_are_as_many_as_in_the_file(tmp_path: Path) -> None:
    cells = dict.fromkeys(("PNORG", "NUMFSM", "PNUMFSM", "NUMEAL", "PNUMEAL", "TOTSENST", "PTOTSENST", "TSENA", "PSENA"), "SUPP")
    table = tidied(tmp_path, {"2013-14": [school(PRIMARY, **cells), school(NURSERY)]})["2013-14"]
    assert (table == "c").to_numpy().sum() == len(cells) + 2  # and in the two sums that need a suppressed part
    assert row({"2013-14": table}, "2013-14", PRIMARY)["fsm_of_pupils"] == "c"


def test_each_code_has_its_own_reason(tmp_path: Path) -> None:
    tables = tidied(
        tmp_path,
        {
            "2012-13": [school(NURSERY, NUMFSMEVER="NP", PNUMFSMEVER="NP", NUMEAL="SUPP")],
            "2018-19": [school(PRIMARY, NUMEAL="NA", PNUMEAL="NA", NUMFSM="NA")],
            "2025-26": [school(PRIMARY, eal_pct="", class_size_avg=""), school(SPECIAL, class_size_avg="")],
        },
    )
    nursery, primary = row(tables, "2012-13", NURSERY), row(tables, "2018-19", PRIMARY)
    assert (nursery["fsm_ever6_pupils"], nursery["fsm_ever6_pct"], nursery["eal_pupils"]) == ("x", "x", "c")
    assert (primary["eal_pct"], primary["eal_of_pupils"], primary["fsm_pct"], primary["class_size"]) == ("z", "z", "z", "x")
    latest = row(tables, "2025-26", PRIMARY)
    assert (latest["eal_pct"], latest["class_size"], latest["sen_support_pct"]) == ("x", "x", "x")
    assert row(tables, "2025-26", SPECIAL)["class_size"] == "z"


def test_a_number_stays_as_it_is_printed(tmp_path: Path) -> None:
    cells = {"NOR": "1024", "PNORG": "46.90%", "PNUMEAL": "7.00%", "NUMFSM": "100"}
    primary = row(tidied(tmp_path, {"2022-23": [school(PRIMARY, **cells)]}), "2022-23", PRIMARY)
    assert (primary["pupils"], primary["girls_pct"], primary["eal_pct"], primary["fsm_pct"]) == ("1024", "46.90", "7.00", "9.8")


def test_a_share_of_nobody_is_no_zero(tmp_path: Path) -> None:
    none = {"NUMEAL": "0", "NUMENGFL": "0", "NUMUNCFL": "0", "PNUMEAL": "0.0"}
    empty = {"NOR": "0", "PNORG": "", "NUMFSM": "0", "PNUMEAL": "0%", "PSENELK": ""}
    tables = tidied(tmp_path, {"2013-14": [school(NURSERY, **none)], "2020-21": [school(PRIMARY, **empty)]})
    nursery, primary = row(tables, "2013-14", NURSERY), row(tables, "2020-21", PRIMARY)
    assert (nursery["eal_pupils"], nursery["eal_pct"]) == ("0", "z")
    assert (primary["pupils"], primary["girls_pct"], primary["fsm_pct"], primary["eal_pct"]) == ("0", "z", "z", "z")


def test_a_share_of_nobody_keeps_the_publishers_own_reason(tmp_path: Path) -> None:
    cells = {"TOTPUPFSMDN": "0", "PNUMFSM": "SUPP", "TOTPUPSENDN": "0", "PNUMFSMEVER": "NP"}
    nursery = row(tidied(tmp_path, {"2012-13": [school(NURSERY, **cells)]}), "2012-13", NURSERY)
    assert (nursery["fsm_pct"], nursery["fsm_ever6_pct"], nursery["eal_pct"]) == ("c", "x", "z")


def test_the_faulty_six_year_figure_is_kept_for_secondary_schools_only(tmp_path: Path) -> None:
    faulty = {"NUMFSMEVER": "0", "PNUMFSMEVER": "0"}
    rows = [school(PRIMARY, **faulty), school(SPECIAL, NUMFSMEVER="NP"), school(UNIT) | {"URN": "300001", "ESTAB": "4001"}]
    table = tidied(tmp_path, {"2015-16": rows, "2016-17": [school(PRIMARY, **faulty)]})
    found = {code: row(table, "2015-16", code)["fsm_ever6_pupils"] for code in (PRIMARY, SPECIAL, "300001")}
    assert found == {PRIMARY: "x", SPECIAL: "x", "300001": "10"}
    assert row(table, "2016-17", PRIMARY)["fsm_ever6_pct"] == "0"


def test_national_rows_are_kept_apart(tmp_path: Path) -> None:
    rows = {
        "2010-11": [school(PRIMARY), national("LAESTAB", "PRI", TOTPUPSENDN="400", PNUMFSM="19.17087")],
        "2014-15": [school(PRIMARY), national("LA", "PRI", PNUMFSM="")],
        "2018-19": [school(PRIMARY), national("ESTAB", "SPE", NOR="121738", NUMFSM="47048")],
    }
    tables = tidied(tmp_path, rows)
    published = tables["published"].set_index("period")
    assert list(published["phase"]) == ["primary", "primary", "special"]
    assert list(published["fsm_pct"]) == ["19.17087", "x", "38.6"]
    assert (published["code"] == "E92000001").all()
    assert [len(tables[period]) for period in rows] == [1, 1, 1]


def test_a_national_row_of_no_known_phase_stops_the_import(tmp_path: Path) -> None:
    with pytest.raises(TidyError, match="national row: found 'ALL'"):
        tidied(tmp_path, {"2018-19": [school(PRIMARY), national("ESTAB", "ALL")]})


def test_rows_that_end_early_are_not_available_there(tmp_path: Path) -> None:
    rows = {"2020-21": [school(PRIMARY), school(SPECIAL)]}
    tables = tidied(tmp_path, rows, short={"2020-21": 2})
    special = row(tables, "2020-21", SPECIAL)
    assert (special["fsm_ever6_pupils"], special["fsm_ever6_pct"], special["fsm_pupils"]) == ("x", "x", "10")
    assert row(tables, "2020-21", PRIMARY)["fsm_ever6_pct"] == "10"
    with pytest.raises(SourceError, match="line 2: found 18 cells"):
        tidied(tmp_path, {"2017-18": [school(PRIMARY)]}, short={"2017-18": 3})


def test_a_school_that_stands_twice(tmp_path: Path) -> None:
    assert len(tidied(tmp_path, {"2017-18": [school(PRIMARY), school(PRIMARY)]})["2017-18"]) == 1
    with pytest.raises(TidyError, match="URN '100001'"):
        tidied(tmp_path, {"2017-18": [school(PRIMARY), school(PRIMARY, NOR="11")]})


def test_an_empty_row_is_no_school(tmp_path: Path) -> None:
    empty = dict.fromkeys(HEADERS["2013-14"].split(","), "")
    assert len(tidied(tmp_path, {"2013-14": [school(PRIMARY), empty]})["2013-14"]) == 1


@pytest.mark.parametrize("cell", ["", "LOW", "supp", "1.2.3", "-"])
def test_a_code_that_the_dictionary_does_not_know_stops_the_import(tmp_path: Path, cell: str) -> None:
    with pytest.raises(TidyError, match=r"2016-17.*NUMEAL"):
        tidied(tmp_path, {"2016-17": [school(PRIMARY, NUMEAL=cell)]})


@pytest.mark.parametrize("column", ["URN", "LA", "NOR", "PNUMFSM", "NUMENGFL"])
def test_a_column_that_is_gone_stops_the_import(tmp_path: Path, column: str) -> None:
    header = HEADERS["2017-18"].replace(f"{column},", "", 1)
    with pytest.raises(TidyError, match=f"no column {column}"):
        tidied(tmp_path, {"2017-18": [school(PRIMARY)]}, p2017_18=header)


def test_a_school_of_2026_outside_the_register_stops_the_import(tmp_path: Path) -> None:
    with pytest.raises(TidyError, match="authority of 100003 in 2025-26"):
        tidied(tmp_path, {"2025-26": [school(UNIT)]})
