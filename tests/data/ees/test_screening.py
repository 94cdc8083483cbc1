"""The screener agrees with the Department's own, on the Department's own cases."""

from __future__ import annotations

import csv
from dataclasses import replace
from pathlib import Path

import pandas as pd
import pytest

from pipeline.data.ees.findings import Finding
from pipeline.data.ees.pairs import Pair
from pipeline.data.ees.screening import STAGES, screen, screen_pair
from pipeline.data.ees.wording import fault, words
from tests.data.ees.small_pair import at, meta_at, small_pair

CASES = Path(__file__).parent / "cases"


def verdicts() -> list[dict[str, str]]:
    with (CASES / "verdicts.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


@pytest.mark.parametrize("verdict", verdicts(), ids=lambda verdict: f"{verdict['set']}/{verdict['data_file']}")
def test_the_verdict_is_the_departments(verdict: dict[str, str]) -> None:
    screening = screen(CASES / verdict["set"] / verdict["data_file"])
    assert {
        "passed": str(screening.passed).upper(),
        "api_suitable": str(screening.api_suitable).upper(),
        "overall_stage": screening.stage,
        "failing_checks": ";".join(screening.failing),
        "warning_checks": ";".join(screening.warning),
    } == {name: verdict[name] for name in ("passed", "api_suitable", "overall_stage", "failing_checks", "warning_checks")}
    assert {fault.code for fault in screening.faults} == {*screening.failing, *screening.warning}
    assert {fault.code for fault in screening.faults if fault.advisory} == set(screening.warning)


def test_there_are_words_for_every_check_and_for_nothing_else() -> None:
    assert set(words()) == {"file_read", *(check.name for _, checks in STAGES for check in checks)}
    assert {tuple(said) for said in words().values()} == {("title", "wrong", "expected", "mend")}


def test_a_fault_says_what_stands_where() -> None:
    screening = screen_pair(at(small_pair(), 3, region_name="Lundun"))
    assert [(fault.code, fault.message, fault.field, fault.row) for fault in screening.faults] == [
        ("geog_region_combos", "a region's code and name do not go together: “E12000007 / Lundun”", "region_code", 5)
    ]


def test_a_long_list_is_cut_and_says_by_how_much() -> None:
    assert fault("meta_fil_grp_stripped", Finding(tuple("abcdefg"))).message.endswith("“e” and 2 more")


@pytest.mark.parametrize("pair", [small_pair(), at(small_pair(), 0, pupil_count="c"), meta_at(small_pair(), 1, indicator_dp="2")])
def test_a_good_pair_passes_without_a_warning(pair: Pair) -> None:
    screening = screen_pair(pair)
    assert (screening.passed, screening.api_suitable, screening.warning) == (True, True, ())


def test_no_stage_is_screened_after_one_that_failed() -> None:
    screening = screen_pair(at(at(small_pair(), 0, time_period="2024-25"), 1, pupil_count="~"))
    assert (screening.stage, screening.failing) == ("Precheck time checks", ("time_period_num",))


def test_a_column_that_stands_twice_is_told_apart_not_lost() -> None:
    pair = small_pair(more="1", pupil_count_1="2")
    pair.data.columns = pair.data.columns.str.replace("more", "pupil_count")
    assert screen_pair(pair).passed


def test_a_column_that_stands_twice_in_the_metadata_is_not_one_of_its_own() -> None:
    pair = small_pair()
    screening = screen_pair(replace(pair, meta=pd.concat([pair.meta, pair.meta[["label"]]], axis="columns")))
    assert [(fault.code, fault.field) for fault in screening.faults] == [("col_invalid_meta", "label_1")]


def test_a_label_too_long_for_the_api_is_only_warned_of() -> None:
    pair = meta_at(small_pair(), 0, label="Sex" * 40)
    screening = screen_pair(pair)
    assert (screening.passed, screening.api_suitable, screening.warning) == (True, False, ("api_char_col_label",))


def test_what_is_wrong_with_a_file_is_said_without_its_folder(tmp_path: Path) -> None:
    (tmp_path / "x.csv").write_text("a,b\n1,2\n", encoding="utf-8")
    (tmp_path / "x.meta.csv").write_bytes(b"col_name,label\nnumber,caf\xe9\n")
    (told,) = screen(tmp_path / "x.csv").faults
    assert told.message == "a file cannot be read: x.meta.csv: byte 25 that is not UTF-8"


def test_each_of_many_wrong_values_is_told_with_the_first_row_that_has_it() -> None:
    pair = small_pair()
    rows = pd.concat([pair.data] * 2_000, ignore_index=True)
    pair = replace(pair, data=rows.assign(sex=[f"item {number // 2} " for number in range(len(rows))]))
    told = [fault for fault in screen_pair(pair).faults if fault.code == "filter_whitespace"]
    assert [(fault.row, fault.cell) for fault in told] == [(2 * number + 2, f"item {number} ") for number in range(len(rows) // 2)]
