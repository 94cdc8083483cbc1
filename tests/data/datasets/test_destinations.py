"""The room of destinations on raw files made by hand, and the committed tables against the publisher's codes and its own figures."""

from __future__ import annotations

import re
from pathlib import Path

import pandas as pd
import pytest

from pipeline import catalogue, packages
from pipeline.data.datasets import destinations, destinations_places, destinations_published
from pipeline.data.datasets import destinations_sheets as sheets
from pipeline.data.datasets import destinations_workbooks as workbooks
from pipeline.errors import TidyError
from pipeline.model import REASONS, Dataset
from pipeline.packages.checks import check_table
from tests.data.datasets.destinations_raw import CELLS, CENTRE, COLLEGE, NEW, OLD, SCHOOL, SPECIAL, files, make_raw, table_text

HERE = Path(__file__).parent
CONTRACT = HERE.parents[2] / "datapackages/destinations"
COUNTED = ("2014-15", "2015-16", "2016-17", "2018-19", "2019-20")


@pytest.fixture(scope="module")
def tables(tmp_path_factory: pytest.TempPathFactory) -> dict[str, pd.DataFrame]:
    return destinations.tidy(make_raw(tmp_path_factory.mktemp("raw")))


@pytest.fixture(scope="module")
def committed() -> Dataset:
    return catalogue.load_one(CONTRACT)


def cell(tables: dict[str, pd.DataFrame], period: str, urn: str, column: str) -> str:
    return str(tables[period].set_index("code").loc[urn, column])


def test_tables_keep_their_contract(tables: dict[str, pd.DataFrame], committed: Dataset) -> None:
    resources = {resource["name"]: resource["schema"] for resource in packages.tables(committed)}
    assert list(tables) == list(resources)
    for name, table in tables.items():
        check_table(name, resources[name], table)


def test_the_year_is_the_one_in_which_the_pupils_left() -> None:
    for sheet, period, years in (
        *((sheet, period, 3 if "COHORT_19" in sheet.columns.values() else 2) for period, sheet in sheets.AFTER_16.items()),
        *((sheet, period, 2) for period, sheet in sheets.AFTER_18.items()),
        *((sheet, period, 3) for period, sheet in sheets.UNIVERSITY.items()),
    ):
        assert f"-{int(period[:4]) + years}-" in sheet.raw


def test_sentences_say_whose_year_it_is(committed: Dataset) -> None:
    assert all(re.match("of the (pupils|students) who finished .* that summer ", measure.says) for measure in committed.measures)
    assert all("not the later one of publication" in measure.definition for measure in committed.measures)


def test_colleges_centres_and_areas_are_no_schools(tables: dict[str, pd.DataFrame]) -> None:
    codes = {code for period, table in tables.items() if period != "published" for code in table["code"]}
    assert codes == {SCHOOL, SPECIAL, OLD, NEW}
    assert {COLLEGE, CENTRE, destinations_places.NOT_PLACED[0]} & codes == set()


def test_what_is_suppressed_is_never_a_number(tables: dict[str, pd.DataFrame]) -> None:
    for period in COUNTED:
        columns = [*sheets.AFTER_16[period].columns, *sheets.AFTER_18[period].columns]
        assert {cell(tables, period, SPECIAL, column) for column in columns} == {"c"}
    assert cell(tables, "2013-14", SPECIAL, "after_16_sustained_pct") == "c"
    assert (tables["2010-11"] == "c").sum().sum() == len(sheets.EDUCATION)


def test_shares_of_one_become_per_cent_and_no_others(tables: dict[str, pd.DataFrame]) -> None:
    assert cell(tables, "2009-10", SCHOOL, "after_16_sustained_pct") == "29"
    assert cell(tables, "2013-14", SCHOOL, "after_16_sustained_pct") == "89"
    assert cell(tables, "2009-10", SCHOOL, "ks4_pupils") == "120"


def test_why_a_figure_is_missing(tables: dict[str, pd.DataFrame]) -> None:
    assert cell(tables, "2010-11", OLD, "after_16_education_pct") == "75"
    assert cell(tables, "2010-11", OLD, "after_16_sustained_pct") == "x"  # no file of the year has it
    assert cell(tables, "2010-11", OLD, "after_18_sustained_pct") == "z"  # never on a list after 18
    assert cell(tables, "2010-11", SCHOOL, "after_18_sustained_pct") == "x"  # on one in other years
    assert cell(tables, "2020-21", SPECIAL, "after_16_sustained_pct") == "x"  # the compiler dropped the code
    assert cell(tables, "2017-18", SCHOOL, "after_16_education_pct") == "x"


def test_special_schools_and_authorities_are_known_in_every_year(tables: dict[str, pd.DataFrame]) -> None:
    for period in destinations.PERIODS:
        table = tables[period].set_index("code")
        assert table["phase"].to_dict() == {code: "special" if code in (SPECIAL, NEW) else "secondary" for code in table.index}
        assert set(table["la"]) == {"E09000007"}


def test_the_compiled_year_has_pupils_and_weights_a_new_schools_from_its_predecessor(tables: dict[str, pd.DataFrame]) -> None:
    assert [cell(tables, "2020-21", urn, "ks4_pupils") for urn in (SCHOOL, SPECIAL, NEW)] == ["150", "9", "150"]
    assert [cell(tables, "2020-21", urn, "ks5_weight") for urn in (SCHOOL, SPECIAL, NEW)] == ["80", "c", "80"]
    assert cell(tables, "2020-21", SCHOOL, "ks5_pupils") == "x"
    assert cell(tables, "2018-19", SCHOOL, "ks5_weight") == "80"


def test_the_publishers_own_figures(tables: dict[str, pd.DataFrame]) -> None:
    areas = tables["published"].set_index(["level", "phase", "period"])
    assert areas.loc[("england", "special", "2015-16"), "after_16_education_pct"] == "50.1"
    assert areas.loc[("england", "special", "2013-14"), "after_16_sustained_pct"] == "50.1"
    assert areas.loc[("england", "special", "2013-14"), "after_16_education_pct"] == "x"  # today's split, brought back
    assert areas.loc[("england", "all", "2014-15"), "after_16_education_pct"] == "81"
    assert areas.loc[("local-authority", "all", "2018-19"), "after_18_sustained_pct"] == "low"
    assert areas.loc[("local-authority", "all", "2017-18"), "after_18_russell_group_pct"] == "low"


SHEET = sheets.AFTER_16["2016-17"]
BOOK = workbooks.AFTER_16["2013-14"]


@pytest.mark.parametrize(
    ("name", "old", "new", "message"),
    [
        (SHEET.raw, "SUPP", "NEW", "'NEW'"),
        (SHEET.raw, ",CYS,", ",PRU,", "'PRU'"),
        (SHEET.raw, "\nLA,", "\nMAT,", "'MAT'"),
        (SHEET.raw, f",{SPECIAL},", f",{SCHOOL},", "twice"),
        (SHEET.raw, "\n2,202,", "\n2,111,", "'111'"),
        (sheets.COMPILED, f"\n{NEW}", "\n149999", "school 149999"),
        (destinations_published.NATIONAL, "100", ":", "':'"),
    ],
)
def test_what_the_room_does_not_know_stops_it(tmp_path: Path, name: str, old: str, new: str, message: str) -> None:
    changed = {name: files()[name].decode().replace(old, new).encode()}
    with pytest.raises(TidyError, match=message):
        destinations.tidy(make_raw(tmp_path, changed))


@pytest.mark.parametrize(("change", "message"), [({"begins": "IN2 "}, "no sheet"), ({"columns": {"ks4_pupils": "Pupils"}}, "'Pupils'")])
def test_a_workbook_of_another_shape_stops_it(tmp_path: Path, change: dict[str, object], message: str) -> None:
    with pytest.raises(TidyError, match=message):
        workbooks.rows(make_raw(tmp_path), BOOK._replace(**change))  # type: ignore[arg-type]


def test_a_school_that_had_no_leavers_is_not_listed(tmp_path: Path) -> None:
    sheet = sheets.AFTER_16["2017-18"]
    whole = sheet._replace(columns={name: name for name in (*sheets.KS4.values(), *sheet.columns.values())})
    raw = make_raw(tmp_path, {sheet.raw: table_text(whole, {**CELLS, SCHOOL: "NA"}).encode()})
    assert list(sheets.listed(raw, sheet).index) == [SPECIAL]


def test_every_code_of_the_publisher_is_where_it_belongs(committed: Dataset) -> None:
    """``destinations_codes.csv`` was counted in the raw files by other means than the room's."""
    counted = pd.read_csv(HERE / "destinations_codes.csv", dtype={"count": int}, keep_default_na=False)
    expected = counted.groupby(["period", "column", "reason"])["count"].sum()
    for period, wanted in expected.groupby("period"):
        table = packages.read_text(committed, str(period))
        found = {key: int(_reason(table[key[1]]).eq(key[2]).sum()) for key in wanted.index}
        assert found == wanted.to_dict()


def _reason(column: pd.Series) -> pd.Series:
    return column.where(column.isin(REASONS), "")


def test_schools_come_to_what_the_publisher_prints(committed: Dataset) -> None:
    """England, per cent: within half a point of the publisher's, which counts schools that have closed or whose figure is hidden too."""
    england = packages.read_text(committed, "published").query("level == 'england'").set_index(["phase", "period"])
    england = england.apply(pd.to_numeric, errors="coerce")
    for period in ("2016-17", "2018-19", "2019-20"):
        table = packages.read_text(committed, period)
        for phase in ("secondary", "special"):
            rows = table[table["phase"] == phase].apply(pd.to_numeric, errors="coerce")
            theirs = england.loc[(phase, period)]
            assert 0.93 < rows["ks4_pupils"].sum() / theirs["ks4_pupils"] <= 1
            for part in ("sustained", "education", "apprentices", "not_sustained"):
                share = "after_16_apprenticeship_pct" if part == "apprentices" else f"after_16_{part}_pct"
                known = rows[f"after_16_{part}"].notna()
                ours = 100 * rows[f"after_16_{part}"].sum() / rows.loc[known, "ks4_pupils"].sum()
                assert ours == pytest.approx(theirs[share], abs=0.5), (period, phase, part)
