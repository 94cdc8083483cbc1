"""Each check that no case of the Department's exercises: it finds the one thing that is wrong, and nothing where it is right."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pandas as pd
import pytest

from pipeline.data.ees.pairs import Pair
from pipeline.data.ees.screening import STAGES, screen_pair
from tests.data.ees.small_pair import at, found, meta_at, small_pair
from tests.data.ees.test_place_checks import CASES as OF_PLACES
from tests.data.ees.test_screening import verdicts


def with_meta(**columns: str) -> Pair:
    pair = small_pair()
    return replace(pair, meta=pair.meta.assign(**columns))


def grouped(group: list[str], **cells: str) -> Pair:
    """The pair with a column ``kind`` that groups the filter."""
    pair = small_pair()
    return meta_at(replace(pair, data=pair.data.assign(kind=group * 3)), 0, filter_grouping_column="kind", **cells)


def many_items(count: int) -> Pair:
    pair = small_pair()
    rows = pd.concat([pair.data] * (count // len(pair.data) + 1), ignore_index=True).head(count)
    return replace(pair, data=rows.assign(sex=[f"item {number}" for number in range(count)]))


def longer_meta(rows: int) -> Pair:
    pair = small_pair()
    return replace(pair, meta=pd.concat([pair.meta] * rows, ignore_index=True))


def renamed(name: str) -> Pair:
    """The pair with its filter under another name, in both files."""
    pair = small_pair()
    return meta_at(replace(pair, data=pair.data.rename(columns={"sex": name})), 0, col_name=name)


CASES: tuple[tuple[str, Callable[[], Pair], Callable[[], Pair], tuple[tuple[str, ...], ...]], ...] = (
    (
        "filenames_match",
        small_pair,
        lambda: replace(small_pair(), meta_path=Path("other.meta.csv")),
        (("small.csv", "other.meta.csv"),),
    ),
    ("col_req_meta", small_pair, lambda: replace(small_pair(), meta=small_pair().meta.drop(columns="filter_hint")), (("filter_hint",),)),
    ("col_invalid_meta", lambda: with_meta(filter_default="", parent_filter=""), lambda: with_meta(notes=""), (("notes",),)),
    ("col_to_rows", lambda: longer_meta(3), lambda: longer_meta(4), (("8 rows", "12 columns"),)),
    ("cross_data_to_meta", lambda: small_pair(note="once"), lambda: at(small_pair(note="a"), 0, note="b"), (("note",),)),
    ("cross_meta_to_data", small_pair, lambda: meta_at(small_pair(), 0, col_name=""), (("",),)),
    ("meta_col_name", small_pair, lambda: meta_at(small_pair(), 0, col_name="  "), (("  ",),)),
    (
        "meta_fil_grp",
        lambda: grouped(["a", "b", "b"]),
        lambda: meta_at(small_pair(), 1, filter_grouping_column="sex"),
        (("pupil_count", "sex"),),
    ),
    ("meta_fil_grp_match", lambda: grouped(["a", "b", "b"]), lambda: meta_at(small_pair(), 0, filter_grouping_column="kind"), (("kind",),)),
    ("meta_indicator_dp", small_pair, lambda: meta_at(small_pair(), 0, indicator_dp="0"), (("sex", "0"),)),
    ("meta_col_name_spaces", small_pair, lambda: meta_at(small_pair(), 0, col_name="the sex"), (("the sex",),)),
    (
        "meta_ind_dp_values",
        lambda: meta_at(small_pair(), 1, indicator_dp="2.0"),
        lambda: meta_at(small_pair(), 1, indicator_dp="-1"),
        (("pupil_count", "-1"),),
    ),
    (
        "meta_ind_unit_validation",
        lambda: meta_at(small_pair(), 1, indicator_unit="£m"),
        lambda: meta_at(small_pair(), 1, indicator_unit="percent"),
        (("pupil_count", "percent"),),
    ),
    ("time_period_num", lambda: small_pair(time_period="2024"), lambda: at(small_pair(), 2, time_period="2024/25"), (("2024/25",),)),
    ("time_id_valid", lambda: small_pair(time_identifier="Week 52"), lambda: small_pair(time_identifier="Week 54"), (("Week 54",),)),
    ("time_period_six", lambda: small_pair(time_period="199900"), lambda: small_pair(time_period="202426"), (("202426",),)),
    ("filter_not_singular", small_pair, lambda: small_pair(sex="Total"), (("sex", "Total"),)),
    (
        "filter_group_level",
        lambda: grouped(["a", "b", "c"]),
        lambda: at(grouped(["a", "b", "c"]), 0, kind="d"),
        (("kind", "sex"),),
    ),
    ("filter_item_limit", lambda: many_items(25_000), lambda: many_items(25_001), (("sex", "25,001 items"),)),
    ("filter_whitespace", small_pair, lambda: at(at(small_pair(), 1, sex=" Female"), 2, sex="Male\t"), ((" Female",), ("Male\t",))),
    ("filter_blanks", small_pair, lambda: at(grouped(["a", "b", "b"]), 4, sex="", kind=""), (("sex",), ("kind",))),
    ("general_null", small_pair, lambda: at(small_pair(), 1, pupil_count="NA", region_name="."), (("NA",),)),
    ("general_null", small_pair, lambda: meta_at(small_pair(), 1, label="null"), (("null",),)),
    (
        "ind_invalid_entry",
        lambda: small_pair(pupil_count="low"),
        lambda: at(small_pair(pupil_count="~"), 4, pupil_count=""),
        (("~",), ("",)),
    ),
    ("harmonised_variables", lambda: renamed("sen_provision"), lambda: renamed("school_type"), (("school_type",),)),
    (
        "harmonised_eth_char_grp",
        lambda: small_pair(characteristic_group="Gender and Minority Ethnic"),
        lambda: small_pair(characteristic_group="ethnic group"),
        (("ethnic group",),),
    ),
    ("api_char_loc_code", lambda: small_pair(new_la_code="E" * 30), lambda: small_pair(new_la_code="E" * 31), (("E" * 31,),)),
)


@pytest.mark.parametrize(("name", "good", "bad", "values"), CASES, ids=[case[0] for case in CASES])
def test_the_check_finds_what_is_wrong_and_no_more(
    name: str, good: Callable[[], Pair], bad: Callable[[], Pair], values: tuple[tuple[str, ...], ...]
) -> None:
    assert found(name, good()) == []
    assert tuple(finding.values for finding in found(name, bad())) == values


def test_legacy_symbols_are_warned_of_only() -> None:
    screening = screen_pair(at(small_pair(), 1, pupil_count=".."))
    assert (screening.passed, screening.warning) == (True, ("general_null",))


def test_a_null_beside_a_legacy_symbol_fails() -> None:
    screening = screen_pair(at(at(small_pair(), 1, pupil_count=".."), 2, pupil_count="NULL"))
    assert (screening.stage, screening.failing, screening.warning) == ("Check general checks", ("general_null",), ())


def test_every_check_is_exercised_by_a_case_of_the_departments_or_of_ours() -> None:
    theirs = {name for row in verdicts() for field in ("failing_checks", "warning_checks") for name in row[field].split(";")}
    ours = {case[0] for case in (*CASES, *OF_PLACES)} | {"api_char_col_label"}
    assert {check.name for _, checks in STAGES for check in checks} - theirs - ours == set()
