"""The room of the publisher's results of trusts on raw files made by hand, and the committed tables."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pandas as pd
import pytest

from pipeline import catalogue, packages
from pipeline.data.corrections import Correction, Corrections
from pipeline.data.datasets import trust_results
from pipeline.data.datasets.trust_results import SHEETS, Sheet
from pipeline.data.sources import Raw
from pipeline.errors import TidyError
from pipeline.model import REASONS, Dataset, Source

HERE = Path(__file__).parent
CONTRACT = HERE.parents[2] / "datapackages/trust_results"
RAW = "trusts/dfe-2016-17-england_ks4-mats-performance.csv"
TRUST = {"UID": "15", "GROUP-TYPE": "Multi-academy trust", "SCHOOL-URNS": "100001;100002, 100003"}
LATER = {"TRUST_UID": "15", "TRUST_GROUP_TYPE": "Multi-academy trust", "INSTITUTIONS_MATPTINC": "100001;100003"}


def make_raw(folder: Path, cells: dict[str, str] | None = None, name: str = "Trust", lines: tuple[Correction, ...] = ()) -> Raw:
    """Every sheet with one trust, all of whose figures are 1 but for ``cells``; the trust's ``name`` is set in as it stands."""
    for sheet in SHEETS:
        row = {**dict.fromkeys(sheet.figures.values(), "1"), **(LATER if sheet.uid == "TRUST_UID" else TRUST)}
        row |= {column: cell for column, cell in (cells or {}).items() if column in row}
        text = ",".join(["GROUP-NAME", *row]) + "\r\n" + ",".join([name, *(f'"{cell}"' for cell in row.values())]) + "\r\n"
        (folder / "trusts").mkdir(exist_ok=True)
        (folder / sheet.raw).write_bytes(text.encode(sheet.encoding))
    raw = Raw(folder, Dataset("trust_results", "", folder, {}, (), tuple(Source("Raw", "Nobody", sheet.raw) for sheet in SHEETS)))
    raw.__dict__["corrections"] = Corrections(lines)
    return raw


@pytest.fixture(scope="module")
def committed() -> Dataset:
    return catalogue.load_one(CONTRACT)


def test_columns_are_those_of_the_contract(committed: Dataset, tmp_path: Path) -> None:
    tables = trust_results.tidy(make_raw(tmp_path))
    declared = {each["name"]: [field["name"] for field in each["schema"]["fields"]] for each in packages.tables(committed)}
    assert {name: list(table.columns) for name, table in tables.items()} == declared


def test_codes_keep_their_reason_and_per_cent_signs_go(tmp_path: Path) -> None:
    cells = {"VA_MAT_AGEN": "NEM", "TALLPPE_AGEN": "SUPP", "MATPROGSCORE_P_ADJUSTED_WGTAVG": "SUPPM", "MAT-EBACC-ENT": "13.4%"}
    tables = trust_results.tidy(make_raw(tmp_path, cells))
    assert tables["ks5-2017-18"]["applied_value_added"].tolist() == ["z"]
    assert tables["ks5-2021-22"]["applied_points"].tolist() == ["c"]
    assert tables["ks2-2018-19"]["ks2_maths_progress"].tolist() == ["c"]
    assert tables["ks4-2016-17"]["ebacc_entry_pct"].tolist() == ["13.4"]


@pytest.mark.parametrize(
    "cells", [{"MAT-PROG8-SCORE": "n/a"}, {"MAT-PROG8-SCORE": ""}, {"GROUP-TYPE": "Umbrella trust"}, {"SCHOOL-URNS": "100001;12345"}]
)
def test_what_is_not_known_stops_the_import(tmp_path: Path, cells: dict[str, str]) -> None:
    with pytest.raises(TidyError):
        trust_results.tidy(make_raw(tmp_path, cells))


def test_schools_are_listed_one_a_row_and_an_empty_list_has_none(tmp_path: Path) -> None:
    schools = trust_results.tidy(make_raw(tmp_path))["schools"]
    lists = schools[schools["stage"] == "ks2"].groupby("period")["urn"].agg(list)
    assert lists.to_dict() == {period: ["100001", "100002", "100003"] for period in ("2016-17", "2017-18", "2018-19")}
    assert schools.query("period == '2021-22'")["urn"].tolist() == ["100001", "100003"] * 2
    empty = trust_results.tidy(make_raw(tmp_path, {"SCHOOL-URNS": ""}))["schools"]
    assert empty["period"].unique().tolist() == ["2021-22"]


def test_a_name_with_a_comma_is_mended_and_a_mend_without_its_text_stops_the_import(tmp_path: Path) -> None:
    line = Correction(RAW, "GROUP-NAME", "Guild, The", '"Guild, The"', "A comma.", "nobody yet", "open")
    mends = tuple(replace(line, raw=sheet.raw) for sheet in SHEETS)
    assert trust_results.tidy(make_raw(tmp_path, name="Guild, The", lines=mends))["ks4-2016-17"]["uid"].tolist() == ["15"]
    with pytest.raises(TidyError, match="once"):
        trust_results.tidy(make_raw(tmp_path, name="Guild", lines=(line,)))


def test_every_code_of_the_raw_files_is_in_the_committed_tables_with_its_reason(committed: Dataset) -> None:
    """``trust_results_codes.csv`` was counted in the raw files by other means than the room's."""
    counted = pd.read_csv(HERE / "trust_results_codes.csv", keep_default_na=False)
    found = []
    for resource in packages.tables(committed):
        table = packages.text(committed, resource)
        found += [(resource["name"], name, reason, int((table[name] == reason).sum())) for name in table for reason in REASONS]
    expected = counted[["table", "column", "reason", "count"]].itertuples(index=False, name=None)
    assert sorted(row for row in found if row[3]) == sorted(expected)


def test_the_lists_of_schools_fit_the_printed_numbers_but_for_those_that_the_readme_names(committed: Dataset) -> None:
    schools = packages.read_text(committed, "schools")
    strange = []
    for sheet in (each for each in SHEETS if each.stage != "ks5"):
        printed = packages.read_text(committed, f"{sheet.stage}-{sheet.period}").set_index("uid")["schools_counted"].astype(int)
        listed = schools[(schools["stage"] == sheet.stage) & (schools["period"] == sheet.period)].groupby("uid").size()
        strange += [(sheet.stage, sheet.period, uid) for uid in printed.index[printed != listed.reindex(printed.index, fill_value=0)]]
    assert sorted(strange) == [("ks2", "2016-17", uid) for uid in ("2184", "3527", "4443", "4477")] + [("ks4", "2017-18", "4105")]
    readme = (CONTRACT / "README.md").read_text(encoding="utf-8")
    assert all(uid in readme for _, _, uid in strange)


def test_each_trust_is_once_in_a_table_and_counts_three_schools_or_more(committed: Dataset) -> None:
    rows = {name: table for name, table in packages.read(committed).items() if name != "schools"}
    counts = {"ks2-2016-17": 155, "ks2-2017-18": 240, "ks2-2018-19": 298, "ks4-2016-17": 62, "ks4-2017-18": 85, "ks4-2018-19": 102}
    counts |= {"ks4-2021-22": 193, "ks5-2017-18": 50, "ks5-2018-19": 58, "ks5-2021-22": 91}
    assert {name: table["uid"].nunique() for name, table in rows.items()} == {name: len(table) for name, table in rows.items()} == counts
    assert all(table["schools_counted"].min() >= 3 for name, table in rows.items() if not name.startswith("ks5"))


def test_a_sheet_knows_its_file() -> None:
    assert Sheet("ks4", "2016-17", {}).raw == RAW
