"""Checks of places: codes and names, columns of a level, and what lies within what."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pandas as pd
import pytest

from pipeline.data.ees.nesting import BY_NAME, MAY_FILL
from pipeline.data.ees.pairs import Pair
from pipeline.data.ees.screening import screen_pair
from pipeline.data.ees.vocabulary import LEVELS
from tests.data.ees.small_pair import at, found, small_pair


def of_level(level: str, **columns: str) -> Pair:
    """The pair with all rows of one level and the columns given."""
    return small_pair(geographic_level=level, **columns)


def without(pair: Pair, *columns: str) -> Pair:
    return replace(pair, data=pair.data.drop(columns=list(columns)))


Made = Callable[[], Pair]
CASES: tuple[tuple[str, Made, Made, tuple[tuple[str, ...], ...]], ...] = (
    ("geog_level", small_pair, lambda: at(small_pair(), 0, geographic_level="national"), (("national",),)),
    (
        "geog_level_present",
        lambda: of_level("Ward", ward_code="", ward_name=""),
        lambda: of_level("Ward", ward_code=""),
        (("ward_name", "Ward"),),
    ),
    ("geog_level_present", lambda: of_level("Planning area"), lambda: of_level("RSC region"), (("rsc_region_lead_name", "RSC region"),)),
    (
        "geog_pcon_combos",
        lambda: small_pair(pcon_code="E14001265", pcon_name="Hampstead and Highgate"),
        lambda: small_pair(pcon_code="E14001265", pcon_name="Hampstead and Kilburn"),
        (("E14001265 / Hampstead and Kilburn",),),
    ),
    (
        "geog_lsip_combos",
        lambda: small_pair(lsip_code="E69000002", lsip_name="Buckinghamshire"),
        lambda: small_pair(lsip_code="E69000002", lsip_name="buckinghamshire"),
        (("E69000002 / buckinghamshire",),),
    ),
    (
        "geog_ward_combos",
        lambda: small_pair(ward_code="z", ward_name="Outside of England"),
        lambda: small_pair(ward_code="z", ward_name="Elsewhere"),
        (("z / Elsewhere",),),
    ),
    ("geog_country_combos", lambda: small_pair(country_code="x"), lambda: small_pair(country_code="E1"), (("E1 / England",),)),
    (
        "geog_la_combos",
        lambda: small_pair(old_la_code="z", new_la_code="z", la_name="Unknown"),
        lambda: small_pair(old_la_code="203", new_la_code="E09000007", la_name="Camden"),
        (("203 / E09000007 / Camden",),),
    ),
    ("geog_la_col_present", small_pair, lambda: without(small_pair(), "old_la_code"), (("old_la_code",),)),
    (
        "geog_la_col_present",
        lambda: without(small_pair(), "old_la_code", "new_la_code", "la_name"),
        lambda: without(small_pair(), "la_name", "new_la_code"),
        (("new_la_code",), ("la_name",)),
    ),
    ("geog_region_col_present", small_pair, lambda: without(small_pair(), "region_code"), (("region_code",),)),
    (
        "geog_region_for_lad",
        lambda: of_level("Local authority district", region_code="E12000007", region_name="London"),
        lambda: of_level("Local authority district", region_code="E12000007"),
        (("region_name", "Local authority district"),),
    ),
    (
        "geog_na",
        lambda: of_level("MAT", trust_id="x", trust_name="Not available"),
        lambda: of_level("MAT", trust_id="x", trust_name="A Trust"),
        (("A Trust",),),
    ),
    (
        "geog_na_code",
        lambda: of_level("School", school_urn="100000", school_name="A School"),
        lambda: of_level("School", school_urn="100000", school_name="Not available"),
        (("100000",),),
    ),
    (
        "geog_other_dupes",
        lambda: at(of_level("Sponsor", sponsor_id="", sponsor_name="A"), 0, sponsor_id="1"),
        lambda: at(of_level("Sponsor", sponsor_id="2", sponsor_name="A"), 0, sponsor_id="1"),
        (("A", "1", "2"),),
    ),
    (
        "geog_other_code_dupes",
        lambda: at(of_level("School", school_urn="1", school_name="A"), 0, school_name="B"),
        lambda: at(of_level("MAT", trust_id="1", trust_name="A"), 0, trust_name="B"),
        (("1", "B", "A"),),
    ),
    ("geog_ignored_rows", small_pair, lambda: at(of_level("School"), 0, geographic_level="Provider"), (("Provider", "School"),)),
    (
        "geog_level_completed",
        lambda: at(small_pair(), 6, new_la_code=""),
        lambda: at(small_pair(), 6, old_la_code=""),
        (("old_la_code", "Local authority"),),
    ),
    (
        "geog_overcompleted_cols",
        lambda: of_level("School", trust_id="1", lad_code="E09000007"),
        lambda: at(small_pair(), 3, new_la_code="E09000007"),
        (("new_la_code", "Regional"),),
    ),
)


@pytest.mark.parametrize(("name", "good", "bad", "values"), CASES, ids=[case[0] for case in CASES])
def test_the_check_finds_what_is_wrong_and_no_more(name: str, good: Made, bad: Made, values: tuple[tuple[str, ...], ...]) -> None:
    assert found(name, good()) == []
    assert tuple(finding.values for finding in found(name, bad())) == values


def test_every_level_but_the_country_says_what_lies_within_it() -> None:
    assert set(MAY_FILL) == {level.name for level in LEVELS} - {"National"}
    assert all(name in within and set(within) <= set(BY_NAME) for name, within in MAY_FILL.items())


def test_schools_repeated_among_other_levels_are_not_looked_at() -> None:
    pair = of_level("School", school_urn="1", school_name="A", school_laestab="2")
    pair = replace(pair, data=pd.concat([pair.data, pair.data], ignore_index=True))
    assert [finding.values for finding in found("general_dupes", pair)] == [("9 rows",)]
    assert found("general_dupes", at(pair, 0, geographic_level="National")) == []


def test_a_district_without_its_region_passes_with_a_warning() -> None:
    pair = at(small_pair(), 6, region_code="", region_name="")
    assert (screen_pair(pair).passed, screen_pair(pair).warning) == (True, ("geog_region_for_la",))
