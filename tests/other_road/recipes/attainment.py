"""Results at 11 and at 16: which file a year is from, by the table of the package's README, and what an empty cell means there."""

from __future__ import annotations

from decimal import Decimal

from tests.other_road.files import Row, row, rows
from tests.other_road.recipes.cells import HUNDRED, Answer, Recipe, told

CODES = {"SUPP": "c", "NE": "z", "NA": "x", "NP": "x", "LOWCOV": "u", "": "x"}
TABLE = "attainment/dfe-{}-england_ks4provisional.csv"
THREE_YEARS = "attainment/school_performance_ks2_ks4_2023_2025.csv.gz"
DETAILS = "attainment/dfe-{}-ks4-institution_details.csv.gz"

AGE_11 = {
    **{year: f"attainment/compiled-{year}-ks2_perf.csv.gz" for year in ("2015-16", "2016-17", "2017-18")},
    "2018-19": "attainment/compiled-2018-19-england_ks2final-selected.csv.gz",
    "2022-23": "attainment/compiled-2022-23-ks2-by-urn.csv.gz",
}
AGE_16 = {
    "2015-16": TABLE.format("2015-16"),
    **{year: TABLE.format(year) + ".gz" for year in ("2016-17", "2017-18", "2018-19")},
    "2020-21": "attainment/dfe-2020-21-england_ks4-ebacc-entries.csv.gz",
    "2021-22": DETAILS.format("2021-22"),
    "2022-23": "attainment/compiled-2022-23-ks4-headline.csv",
    "2024-25": "attainment/compiled-2024-25-secondary-urn-matched.csv",
}
SECONDARY_2024 = "attainment/compiled-2023-24-england_secondary_schools.csv.gz"
ENTRIES = AGE_16 | {
    "2022-23": "attainment/compiled-2022-23-ks4-by-urn.csv",
    "2023-24": SECONDARY_2024,
    "2024-25": DETAILS.format("2024-25"),
}
POINTS = AGE_16 | {"2023-24": SECONDARY_2024}
WITHOUT_11 = ("2020-21", "2021-22")
YEARS_11 = (*AGE_11, "2023-24", "2024-25")
YEARS = frozenset({*YEARS_11, *ENTRIES})
# Nobody made these in these years, for any school.
NEVER_11 = {"2023-24", "2024-25"}
NEVER_16 = {"2020-21", "2024-25"}
BY_DEPARTMENT = {"2015-16", "2016-17", "2017-18", "2018-19", "2020-21", "2021-22"}
SUPPLIED = {"2015-16", "2016-17", "2017-18", "2018-19", "2020-21"}


def _three_years(stage: str, urn: str, period: str) -> Row | None:
    """A row of the file of 2022/23 to 2024/25, which names a year by its summer."""
    summer = str(int(period[:4]) + 1)
    found = [one for one in rows(THREE_YEARS).get(urn, []) if (one["stage"], one["year"]) == (stage, summer)]
    return found[0] if found else None


def at_11(urn: str, period: str) -> Row | None:
    """The school's row on the year's list of results at 11."""
    return row(AGE_11[period], urn) if period in AGE_11 else _three_years("ks2", urn, period)


def listed_at_11(urn: str, period: str) -> bool:
    """Whether any file of the year has the school at 11."""
    return at_11(urn, period) is not None or _three_years("ks2", urn, period) is not None


def at_16(urn: str, period: str) -> Row | None:
    """The school's row with the headline results at 16."""
    return row(AGE_16[period], urn) if period in AGE_16 else _three_years("ks4", urn, period)


def _at_11(compiled: str, selected: str, newer: str, latest: str) -> Recipe:
    def recipe(urn: str, period: str) -> Answer:
        if period in WITHOUT_11:
            return "x" if any(listed_at_11(urn, year) for year in YEARS_11) else "z"
        if not listed_at_11(urn, period) or (not latest and period in NEVER_11):
            return "z"
        name = latest if period in NEVER_11 else newer if period == "2022-23" else selected if period == "2018-19" else compiled
        return told((at_11(urn, period) or {}).get(name, ""), CODES)

    return recipe


def on_list_at_16(urn: str, period: str) -> bool:
    """Whether any file of the year has the school at 16."""
    known = any(row(file[period], urn) for file in (AGE_16, ENTRIES, POINTS) if period in file)
    # What the file of three years calls 2025 at this stage is 2022/23 once more.
    return known or (period == "2023-24" and _three_years("ks4", urn, period) is not None)


def _cell(found: Row | None, name: str, urn: str, period: str) -> Answer:
    """On no list of the year: does not apply; listed without pupils under this number: neither; no such column: not available."""
    if found is None:
        return "x" if on_list_at_16(urn, period) else "z"
    if name in found and not found[name] and period in SUPPLIED and not found["TPUP"]:
        return "z"
    return told(found.get(name, ""), CODES)


def _headline(table: str, compiled: str, latest: str, never: frozenset[str] = frozenset()) -> Recipe:
    def recipe(urn: str, period: str) -> Answer:
        if period in never:
            return "z"
        name = table if period in BY_DEPARTMENT else latest if period == "2024-25" else compiled
        return _cell(at_16(urn, period), name, urn, period)

    return recipe


def _entry(urn: str, period: str) -> Answer:
    """The two files of institutions print the share as a part of one."""
    names = {"2022-23": "ebaccEntry", "2023-24": "ks4_pct_entering_ebacc"}
    printed = "Percentage of pupils entering the EBacc" if period in ("2021-22", "2024-25") else "PTEBACC_E_PTQ_EE"
    answer = _cell(row(ENTRIES[period], urn), names.get(period, printed), urn, period)
    return answer * HUNDRED if isinstance(answer, Decimal) and period in ("2021-22", "2024-25") else answer


def _points(urn: str, period: str) -> Answer:
    names = {"2022-23": "ebacc_aps", "2023-24": "ks4_ebacc_aps", "2024-25": "aps"}
    return _cell(row(POINTS[period], urn), names.get(period, "EBACCAPS"), urn, period)


def interval(urn: str, period: str) -> tuple[str, str] | None:
    """The two ends of the interval of Progress 8 as they are printed; None where the year's file has none."""
    names = ("ks4_p8_lower_ci", "ks4_p8_upper_ci") if period == "2023-24" else ("P8CILOW", "P8CIUPP")
    found = (row(POINTS[period], urn) if period in POINTS else None) or {}
    ends = (found.get(names[0], ""), found.get(names[1], ""))
    return None if set(ends) & set(CODES) else ends


RECIPES: dict[str, Recipe] = {
    "ks2_expected": _at_11("Overall Meet Std", "", "rwmExp", "expected_pct"),
    "ks2_higher": _at_11("Overall Exceed Std", "", "rwmHigh", "higher_pct"),
    "ks2_reading_progress": _at_11("Reading Progress", "READPROG", "readProg", ""),
    "ks2_writing_progress": _at_11("Writing Progress", "WRITPROG", "writProg", ""),
    "ks2_maths_progress": _at_11("Maths Progress", "MATPROG", "matProg", ""),
    "attainment8": _headline("ATT8SCR", "attainment8", "a8"),
    "progress8": _headline("P8MEA", "progress8", "", frozenset(NEVER_16)),
    "english_maths_5": _headline("PTL2BASICS_95", "eng_maths_5plus_pct", "em"),
    "ebacc_entry": _entry,
    "ebacc_aps": _points,
}
