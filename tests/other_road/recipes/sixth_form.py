"""Results at the end of the sixth form: which file a year is from, by the table of the package's README."""

from __future__ import annotations

from tests.other_road.files import Row, row, rows
from tests.other_road.recipes.cells import Answer, Recipe, told
from tests.other_road.recipes.numbers import dfe_number

TABLES = {year: f"attainment/dfe-{year}-england_ks5.csv.gz" for year in ("2009-10", "2010-11", "2011-12", "2012-13", "2013-14", "2014-15")}
KINDS = "attainment/dfe-2024-25-england_vaqual.csv.gz"
AGAIN = "attainment/dfe-2021-22-england_ks5revised.csv.gz"
LISTS = TABLES | {
    "2015-16": "attainment/dfe-2015-16-england_ks5.csv.gz",
    "2016-17": "attainment/dfe-2016-17-england_ks5final.csv.gz",
    "2017-18": "attainment/compiled-2017-18-ks5_perf.csv",
    "2018-19": "attainment/compiled-2018-19-england_ks5final-selected.csv.gz",
    "2021-22": AGAIN,
    "2022-23": "attainment/compiled-2022-23-ks5-by-urn.csv",
    "2024-25": KINDS,
}
COMPILED = {"2017-18", "2018-19", "2022-23"}
CODES = {"SUPP": "c", "LT11": "c", "NE": "z", "-": "z", "NEW": "z", "NA": "x"}
NEW_SCALE = {"2015-16", "2016-17", "2017-18", "2018-19", "2021-22", "2022-23", "2024-25"}


def listed(urn: str, period: str) -> Row | None:
    """The school's row on the year's list. 2009/10 knows it by authority and school number; 2024/25 has a row a kind of qualification."""
    if period == "2024-25":
        return next((one for one in rows(KINDS).get(urn, []) if one["Qualification Type"] == "GCE A level"), None)
    return row(LISTS[period], dfe_number(urn, period) if period == "2009-10" else urn)


def _cell(urn: str, period: str, name: str, again: str = "") -> Answer:
    """``again``: the column that has 2018/19 in the tables of 2021/22."""
    found = listed(urn, period)
    if found is None:
        return "z"
    if period == "2018-19" and again:
        later = row(AGAIN, urn)
        return told(later[again], CODES | {"": "z"}) if later else "x"
    return told(found.get(name, ""), CODES | {"": "x" if period in COMPILED or name not in found else "z"})


def _points(urn: str, period: str) -> Answer:
    names = {"2017-18": "Avg A-level Points", "2022-23": "aps"}
    return _cell(urn, period, names.get(period, "TALLPPE_ALEV_1618")) if period in NEW_SCALE else "z"


def _old_points(urn: str, period: str) -> Answer:
    names = {"2009-10": "AvePointEntry", "2010-11": "TALLPPEA"}
    return "z" if period in NEW_SCALE else _cell(urn, period, names.get(period, "TALLPPE_ALEVA"))


def _value_added(urn: str, period: str) -> Answer:
    return "z" if period == "2021-22" else _cell(urn, period, "Qualification Value Added Score" if period == "2024-25" else "VA_INS_ALEV")


def _of_disadvantaged(urn: str, period: str) -> Answer:
    """First made in 2016/17."""
    return "z" if period == "2021-22" or period < "2016-17" else _cell(urn, period, "VA_INS_ALEV_DIS", "VA_INS_ALEV_DIS_19")


def _aab(urn: str, period: str) -> Answer:
    names = {"2022-23": "aabFac", "2011-12": "PTGRADEAAB2_ALEV", "2012-13": "PTGRADEAAB2_ALEV", "2013-14": "PTGRADEAAB2_ALEV"}
    return _cell(urn, period, (names | {"2014-15": "PTGRADEAAB2_ALEV"}).get(period, "PTAAB_2FAC"))


def _named(name: str, again: str = "") -> Recipe:
    """A measure that began with the new scale."""
    return lambda urn, period: _cell(urn, period, name, again) if period in NEW_SCALE else "z"


RECIPES: dict[str, Recipe] = {
    "alevel_points": _points,
    "alevel_points_old": _old_points,
    "alevel_value_added": _value_added,
    "alevel_value_added_disadvantaged": _of_disadvantaged,
    "alevel_best3": _named("TB3PTSE"),
    "alevel_aab": _aab,
    "applied_points": _named("TALLPPE_AGEN", "TALLPPE_AGEN_19"),
    "tech_points": _named("TALLPPE_TLEV", "TALLPPE_TLEV_19"),
    "alevel_retained": _named("PT_Retained_ALEV_Ret", "PT_RETAINED_ALEV_RET_19"),
}
