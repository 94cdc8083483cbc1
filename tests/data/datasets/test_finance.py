"""The finance room on raw files made by hand, and the committed tables held to what was counted in the raw ones.

``finance_codes.csv`` was counted in the raw files by other means than the room's.
"""

from __future__ import annotations

import gzip
from collections.abc import Callable
from pathlib import Path

import pandas as pd
import pytest

from pipeline import catalogue, packages
from pipeline.data.datasets import finance
from pipeline.data.datasets.characteristics_columns import CENSUSES
from pipeline.data.datasets.finance_maintained import YEARS
from pipeline.data.datasets.school_lists import FULL_YEAR, GIAS
from pipeline.data.sources import Raw
from pipeline.errors import TidyError
from pipeline.model import Dataset, Source

HERE = Path(__file__).parent
CONTRACT = HERE.parents[2] / "datapackages/finance"
ACADEMY, COUNCIL, EMPTY, NEW, GONE, UNLISTED = "100001", "100002", "100003", "100004", "100005", "100006"
USUAL, NOTHING, LEFT, EDGE, DRAWN, OWING, STARTED, UNCOUNTED = (f"10001{last}" for last in range(8))
YEAR = YEARS["2017-18"]
FIRST = "URN,LANUMBER,PUPILS,TOTALINCOME,TOTALEXPENDITURE"
MAINTAINED = "URN,Income,Expenditure,Balance,Academic Year"
LATEST = "urn,perPupil,reserve,inYear,year"
PUPILS = "URN,LA,ESTAB,NOR"
COUNTED = (USUAL, NOTHING, LEFT, EDGE, DRAWN, OWING, STARTED)
FILES = {
    finance.FIRST: [FIRST, f"{ACADEMY},822,227,8098,7864", f"{COUNCIL},822,SUPP,SUPP,5000", f"{EMPTY},822,9,4000,4100"],
    **{year.raw: [MAINTAINED, f"{USUAL},1,1,0,20{year.period[-2:]}"] for year in YEARS.values()},
    YEAR.raw: [
        MAINTAINED,
        f"{USUAL},1000.5,901.5,99,2018",
        f"{NOTHING},9,0.04,8.96,2018",
        f"{LEFT},1000,749,251,2018",
        f"{EDGE},1000,750,250,2018",
        f"{DRAWN},100,201,-101,2018",
        f"{OWING},-1000,500,-1500,2018",
        f"{STARTED},1000,900,100,2018",
        f"{UNCOUNTED},5,6,-1,2018",
        "nan,0,0,0,2018",
    ],
    finance.LATEST: [
        LATEST,
        f"{ACADEMY},6640.0,0,85000,2024/25",
        f"{COUNCIL},7248.0,0,-25,2024/25",
        f"{EMPTY},-20636.0,301000,1151000,2024/25",
        f"{NEW},1097.0,-40,700,2024/25",
        f"{GONE},5000.0,1,1,2024/25",
        f"{UNLISTED},,5,5,2024/25",
    ],
    finance.REGISTER: [
        "urn,phase,type,total_pupils_ofsted",
        f"{ACADEMY},Primary,Academy Converter,200",
        f"{COUNCIL},Primary,Community School,10",
        f"{EMPTY},PRU,Academy Alternative Provision Converter,0",
        f"{NEW},Primary,Free School,16",
        f"{UNLISTED},Primary,Community School,",
    ],
    GIAS: [
        "URN,LA (code),EstablishmentNumber,OpenDate",
        f"{ACADEMY},822,2001,01-09-2024",
        f"{COUNCIL},822,2002,",
        f"{EMPTY},822,1101,01-08-2023",
        f"{NEW},822,2004,02-09-2024",
        f"{GONE},822,2005,",
        f"{STARTED},822,2017,02-04-2017",
        f"{USUAL},822,2010,01-04-2017",
        f"{UNCOUNTED},822,2018,",
    ],
    FULL_YEAR: ["time_period,geographic_level,urn,school_type"],
}
Tidy = Callable[..., dict[str, pd.DataFrame]]


@pytest.fixture
def tidy(tmp_path: Path) -> Tidy:
    """Tidy the hand-made files; the argument replaces some of them."""

    def run(changed: dict[str, list[str]] | None = None) -> dict[str, pd.DataFrame]:
        lists = {census.raw: [f"{PUPILS},TOTPUPSENDN", "NAT,,,5,5", f"{USUAL},822,2010,NP,SUPP"] for census in CENSUSES.values()}
        lists[YEAR.census] = [PUPILS, "NAT,,PRI,5", "NAT,,SEC,6", *(f"{urn},822,20{urn[-2:]},2" for urn in COUNTED)]
        files = {**lists, **FILES, **(changed or {})}
        for name, rows in files.items():
            (tmp_path / name).parent.mkdir(exist_ok=True)
            (tmp_path / name).write_bytes(gzip.compress("\n".join(rows).encode(), mtime=0))
        return finance.tidy(Raw(tmp_path, Dataset("finance", "", Path(), {}, (), tuple(Source(name, "", name) for name in files))))

    return run


def cells(tables: dict[str, pd.DataFrame], period: str, column: str) -> dict[str, str]:
    return {str(code): str(cell) for code, cell in tables[period].set_index("code")[column].items()}


def test_the_tables_and_columns_are_those_of_the_contract(tidy: Tidy) -> None:
    schemas = {resource["name"]: resource["schema"] for resource in catalogue.load_one(CONTRACT).descriptor["resources"]}
    tables = tidy()
    assert set(tables) == set(schemas)
    for name, table in tables.items():
        assert list(table.columns) == [field["name"] for field in schemas[name]["fields"]]
        assert not table.isna().any(axis=None)


def test_a_reserve_of_nought_is_not_known_of_an_academy_and_known_of_a_maintained_school(tidy: Tidy) -> None:
    tables = tidy()
    assert cells(tables, "2024-25", "reserve_gbp") == {ACADEMY: "x", COUNCIL: "0", EMPTY: "301000", NEW: "-40", UNLISTED: "5"}
    assert cells(tables, "2024-25", "reserve_per_pupil_gbp") == {ACADEMY: "x", COUNCIL: "0", EMPTY: "z", NEW: "-2", UNLISTED: "x"}


def test_a_balance_that_is_the_whole_reserve_was_brought_along(tidy: Tidy) -> None:
    tables = tidy({finance.LATEST: [LATEST, f"{COUNCIL},7248.0,-25,-25,2024/25", f"{EMPTY},10.0,0,0,2024/25"]})
    assert cells(tables, "2024-25", "in_year_balance_gbp") == {COUNCIL: "u", EMPTY: "0"}
    assert cells(tables, "2024-25", "in_year_balance_per_pupil_gbp") == {COUNCIL: "u", EMPTY: "z"}
    assert cells(tables, "2024-25", "reserve_gbp")[COUNCIL] == "-25"


def test_spending_of_nothing_or_of_part_of_a_year_is_not_known_nor_what_is_left_over(tidy: Tidy) -> None:
    tables = tidy()
    assert cells(tables, "2024-25", "spend_per_pupil_gbp") == {ACADEMY: "6640.0", COUNCIL: "7248.0", EMPTY: "x", NEW: "x", UNLISTED: "x"}
    assert cells(tables, "2024-25", "in_year_balance_per_pupil_gbp") == {ACADEMY: "425", COUNCIL: "-2", EMPTY: "x", NEW: "x", UNLISTED: "x"}
    spent = cells(tables, "2017-18", "spending_gbp")
    left = cells(tables, "2017-18", "in_year_balance_gbp")
    assert {urn: (spent[urn], left[urn]) for urn in (USUAL, NOTHING, STARTED)} == {
        USUAL: ("901.5", "99"),
        NOTHING: ("x", "x"),
        STARTED: ("x", "x"),
    }


def test_spending_that_cannot_be_whole_is_unreliable_and_what_is_left_over_too(tidy: Tidy) -> None:
    tables = tidy()
    expected = {LEFT: "u", EDGE: "750", DRAWN: "u", OWING: "u"}
    for column, figure in (("spending_gbp", "750"), ("in_year_balance_gbp", "250"), ("spend_per_pupil_gbp", "375")):
        found = cells(tables, "2017-18", column)
        assert {urn: found[urn] for urn in expected} == {**expected, EDGE: figure}


def test_pounds_for_each_pupil_are_whole_and_halves_go_up(tidy: Tidy) -> None:
    tables = tidy()
    spent, left = cells(tables, "2017-18", "spend_per_pupil_gbp"), cells(tables, "2017-18", "in_year_balance_per_pupil_gbp")
    assert (spent[USUAL], left[USUAL]) == ("451", "50")
    assert (spent[UNCOUNTED], left[UNCOUNTED], cells(tables, "2017-18", "pupils")[UNCOUNTED]) == ("x", "x", "x")


def test_the_pupils_of_a_year_are_those_of_its_census(tidy: Tidy) -> None:
    tables = tidy()
    assert [cells(tables, period, "pupils")[USUAL] for period in YEARS] == ["c", "x", "x", "x", "2"]
    assert cells(tables, "2013-14", "spend_per_pupil_gbp") == {USUAL: "c"}


def test_the_balance_of_the_first_year_is_income_less_spending_unless_one_is_suppressed(tidy: Tidy) -> None:
    tables = tidy()
    assert cells(tables, "2010-11", "in_year_balance_per_pupil_gbp") == {ACADEMY: "234", COUNCIL: "c", EMPTY: "-100"}
    assert cells(tables, "2010-11", "pupils")[COUNCIL] == "c"


@pytest.mark.parametrize(
    ("name", "rows", "message"),
    [
        (finance.FIRST, [FIRST, f"{ACADEMY},822,NE,8098,7864"], "'NE'"),
        (finance.FIRST, [FIRST, FILES[finance.FIRST][1], FILES[finance.FIRST][1]], ACADEMY),
        (YEAR.raw, [MAINTAINED, f"{USUAL},1,,1,2018"], "''"),
        (YEAR.raw, [MAINTAINED, f"{USUAL},1,1,0,2017"], "'2017'"),
        (finance.LATEST, [LATEST, f"{ACADEMY},1,1,1,2023/24"], "2023/24"),
        (finance.LATEST, [LATEST.replace("inYear", "balance"), f"{ACADEMY},1,1,1,2024/25"], "no column inYear"),
        (YEAR.census, [PUPILS, f"{USUAL},822,2001,2", f"{USUAL},822,2001,3"], "twice"),
    ],
)
def test_what_the_room_does_not_know_stops_it(tidy: Tidy, name: str, rows: list[str], message: str) -> None:
    with pytest.raises(TidyError, match=message):
        tidy({name: rows})


@pytest.fixture(scope="module")
def committed() -> dict[str, pd.DataFrame]:
    """The committed tables, checked and typed."""
    return packages.read(catalogue.load_one(CONTRACT))


def test_every_missing_figure_is_one_that_was_counted_in_the_raw_files(committed: dict[str, pd.DataFrame]) -> None:
    expected = pd.read_csv(HERE / "finance_codes.csv", keep_default_na=False).groupby(["period", "column", "reason"])["cells"].sum()
    found = {
        (period, column.removesuffix("__reason"), str(reason)): int(count)
        for period, table in committed.items()
        for column in table.columns
        if column.endswith("__reason")
        for reason, count in table[column].value_counts().items()
        if count and str(reason)
    }
    assert found == expected.to_dict()
