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
from pipeline.data.datasets.characteristics_phases import ABSENCE
from pipeline.data.datasets.workforce_places import GIAS
from pipeline.data.sources import Raw
from pipeline.errors import TidyError
from pipeline.model import Dataset, Source

HERE = Path(__file__).parent
CONTRACT = HERE.parents[2] / "datapackages/finance"
ACADEMY, COUNCIL, EMPTY, NEW, GONE, UNLISTED = "100001", "100002", "100003", "100004", "100005", "100006"
FIRST = "URN,LANUMBER,PUPILS,TOTALINCOME,TOTALEXPENDITURE"
MAINTAINED = "URN,Income,Expenditure,Balance,Academic Year"
LATEST = "urn,perPupil,reserve,inYear,year"
FILES = {
    finance.FIRST: [FIRST, f"{ACADEMY},822,227,8098,7864", f"{COUNCIL},822,SUPP,SUPP,5000", f"{EMPTY},822,9,4000,4100"],
    finance.MAINTAINED: [
        MAINTAINED,
        f"{ACADEMY},1000.5,901.5,99,2018",
        f"{COUNCIL},9,0.04,9,2018",
        f"{EMPTY},5,6,-1,2018",
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
    ],
    ABSENCE: ["time_period,geographic_level,urn,school_type"],
}
Tidy = Callable[..., dict[str, pd.DataFrame]]


@pytest.fixture
def tidy(tmp_path: Path) -> Tidy:
    """Tidy the hand-made files; the argument replaces some of them."""

    def run(changed: dict[str, list[str]] | None = None) -> dict[str, pd.DataFrame]:
        lists = {census.raw: ["URN,LA,ESTAB,NOR", "NAT,,,5"] for census in CENSUSES.values()}
        lists[finance.PUPILS] = ["URN,LA,ESTAB,NOR", f"{ACADEMY},822,2001,2", f"{COUNCIL},822,2002,3", "NAT,,PRI,5", "NAT,,SEC,6"]
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


def test_spending_of_nothing_or_of_part_of_a_year_is_not_known_nor_what_is_left_over(tidy: Tidy) -> None:
    tables = tidy()
    assert cells(tables, "2024-25", "spend_per_pupil_gbp") == {ACADEMY: "6640.0", COUNCIL: "7248.0", EMPTY: "x", NEW: "x", UNLISTED: "x"}
    assert cells(tables, "2024-25", "in_year_balance_per_pupil_gbp") == {ACADEMY: "425", COUNCIL: "-2", EMPTY: "x", NEW: "x", UNLISTED: "x"}
    assert cells(tables, "2017-18", "in_year_balance_gbp") == {ACADEMY: "99", COUNCIL: "x", EMPTY: "-1"}


def test_pounds_for_each_pupil_are_whole_and_halves_go_up(tidy: Tidy) -> None:
    tables = tidy()
    assert cells(tables, "2017-18", "spend_per_pupil_gbp") == {ACADEMY: "451", COUNCIL: "x", EMPTY: "x"}
    assert cells(tables, "2017-18", "in_year_balance_per_pupil_gbp") == {ACADEMY: "50", COUNCIL: "x", EMPTY: "x"}
    assert cells(tables, "2017-18", "pupils")[EMPTY] == "x"


def test_the_balance_of_the_first_year_is_income_less_spending_unless_one_is_suppressed(tidy: Tidy) -> None:
    tables = tidy()
    assert cells(tables, "2010-11", "in_year_balance_per_pupil_gbp") == {ACADEMY: "234", COUNCIL: "c", EMPTY: "-100"}
    assert cells(tables, "2010-11", "pupils")[COUNCIL] == "c"


@pytest.mark.parametrize(
    ("name", "rows", "message"),
    [
        (finance.FIRST, [FIRST, f"{ACADEMY},822,NE,8098,7864"], "'NE'"),
        (finance.FIRST, [FIRST, FILES[finance.FIRST][1], FILES[finance.FIRST][1]], ACADEMY),
        (finance.MAINTAINED, [MAINTAINED, f"{ACADEMY},1,,1,2018"], "''"),
        (finance.LATEST, [LATEST, f"{ACADEMY},1,1,1,2023/24"], "2023/24"),
        (finance.LATEST, [LATEST.replace("inYear", "balance"), f"{ACADEMY},1,1,1,2024/25"], "no column inYear"),
        (finance.PUPILS, ["URN,LA,ESTAB,NOR", f"{ACADEMY},822,2001,2", f"{ACADEMY},822,2001,3"], "twice"),
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


def test_only_maintained_schools_have_put_by_exactly_nothing(committed: dict[str, pd.DataFrame]) -> None:
    register = packages.read(catalogue.load_one(CONTRACT.parent / "schools"))["schools"].set_index("urn")["type"].astype("str")
    table = committed["2024-25"]
    nothing = table.loc[table["reserve_gbp"] == 0, "code"].astype("str").map(register)
    assert nothing.value_counts().to_dict() == {"Pupil referral unit": 7, "Community special school": 1, "Foundation special school": 1}


def test_nobody_spends_nothing_or_less(committed: dict[str, pd.DataFrame]) -> None:
    for table in committed.values():
        assert table["spend_per_pupil_gbp"].min() > 0
