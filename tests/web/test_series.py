"""Series out of a built table: sliced by place and phase, oldest first, each point a value or its reason."""

from __future__ import annotations

from pathlib import Path

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.errors import PackageError
from pipeline.model import ENGLAND, Place, Point
from pipeline.web.series import ANY_PHASE, Table, Tables
from tests.web.small_england import write
from tests.web.small_measures import LEEDS, LESSONS, PRIMARY, SCORE, SECONDARY, datasets

SCHOOL = Place("school", PRIMARY, "Windmill")


@pytest.fixture(scope="module")
def tables(tmp_path_factory: pytest.TempPathFactory) -> Tables:
    return Tables(write(tmp_path_factory.mktemp("built")), datasets())


def test_a_school_has_its_points_oldest_first_with_reasons_and_pupils(tables: Tables) -> None:
    series = tables.series(SCHOOL, LESSONS, ANY_PHASE)
    assert series is not None
    assert series.points == (
        Point("2016-17", 4.04, pupils=61.0),
        Point("2017-18", None, "c"),
        Point("2018-19", 5.3, pupils=62.0),
        Point("2023-24", 8.4),
    )


def test_an_area_is_found_by_its_phase_and_says_how_many_schools_count(tables: Tables) -> None:
    series = tables.series(Place("local-authority", LEEDS, "Leeds"), LESSONS, "secondary")
    assert series is not None
    assert [(point.value, point.schools, point.missing) for point in series.points] == [(5.0, 2.0, 0.0), (5.1, 2.0, 0.0), (6.5, 2.0, 0.0)]


def test_intervals_and_standing_come_along(tables: Tables) -> None:
    series = tables.series(Place("school", SECONDARY, "Beck"), SCORE, ANY_PHASE)
    assert series is not None
    assert series.points[0] == Point("2016-17", -0.004, low=-0.3, high=0.3, status="provisional")


def test_a_place_without_a_row_has_no_series(tables: Tables) -> None:
    assert tables.series(Place("school", "199999", "Nowhere"), LESSONS, ANY_PHASE) is None
    assert tables.series(Place("england", ENGLAND, "England"), LESSONS, "nursery") is None


def test_the_newest_period_is_the_last_in_which_anybody_has_a_figure(tables: Tables) -> None:
    assert tables.newest(LESSONS) == "2023-24"
    assert tables.newest(SCORE) == "2018-19"


def test_a_package_that_is_not_built_is_named(tmp_path: Path) -> None:
    with pytest.raises(PackageError, match=r"absence\.parquet"):
        Tables(tmp_path, datasets())


ROWS = st.lists(
    st.tuples(st.sampled_from(["1", "2", "3"]), st.sampled_from(["primary", "all"]), st.integers(2000, 2030), st.floats(0, 9)),
    unique_by=lambda row: row[:3],
    max_size=30,
)


@given(ROWS)
@settings(deadline=None)
def test_every_row_is_in_the_slice_of_its_place_and_nowhere_else(rows: list[tuple[str, str, int, float]]) -> None:
    cells = [
        {"level": "region", "code": code, "phase": phase, "period": f"{year}-{year % 100 + 1:02d}", "away_pct": value}
        for code, phase, year, value in rows
    ]
    table = Table(pd.DataFrame(cells, columns=["level", "code", "phase", "period", "away_pct"]))
    for code in "123":
        for phase in ("primary", "all"):
            expected = [value for _, value in sorted((year, value) for its, group, year, value in rows if (its, group) == (code, phase))]
            assert [point.value for point in table.points(LESSONS, "region", code, phase)] == expected


def test_a_table_of_areas_alone_has_no_schools(tables: Tables) -> None:
    assert tables.has_schools(LESSONS)
    areas = pd.DataFrame({"level": ["england"], "code": [ENGLAND], "phase": ["primary"], "period": ["2018-19"], "spare_pct": [9.0]})
    assert not Table(areas).has_schools
