"""Applications for school places and offers of them, at the usual ages of entry.

Grain: one row a school and academic year of entry, with entry to primary and to secondary school side by side; ``published`` has one
row an area and year, of the children who live there.

Traps:
- ``year_key`` 2014 is the offer day of spring 2014, for entry in September 2014: our ``2014-15``.
- All-through schools have two rows a year, one a phase of entry; one row here. ``z`` where a school takes nobody in at that age.
- A school stands under its number of 2022 in all years; those that closed without a successor before are not in the file.
- The file names no authority: see ``authorities``.
"""

from __future__ import annotations

import pandas as pd

from pipeline.data.authorities import ons_code
from pipeline.data.cells import coded
from pipeline.data.datasets.admissions_published import published
from pipeline.data.sources import Raw
from pipeline.data.words import hold, refuse, word
from pipeline.errors import TidyError
from pipeline.model import Reason

SCHOOLS = "places/school_admissions_and_progress_2014_2022.csv.gz"
CENSUS = "inclusion/dfe_school_census_2022-2023.csv.gz"
LINKS = "register/gias_establishment_links_2025-04-22.csv.gz"
FORMER = "register/school_details_2018.csv.gz"
CENSUS_PERIOD = "2022-23"

# The publisher leaves the ratio blank where no place was offered.
CODES: dict[str, Reason] = {"": "z"}
STAGES = {"1": "primary", "2": "secondary"}
COUNTS = {
    "offers": "total_number_places_offered",
    "first_offers": "number_1st_preference_offers",
    "first_preferences": "times_put_as_1st_preference",
}
DEMAND = "proportion_1stprefs_v_totaloffers"
FIGURES = [*COUNTS, "demand", "first_offers_pct", "first_success_pct"]
KEY = ["level", "code", "phase", "period", "la"]
COLUMNS = [*KEY, *(f"{stage}_{name}" for stage in STAGES.values() for name in FIGURES)]


def tidy(raw: Raw) -> dict[str, pd.DataFrame]:
    """One table of schools a period, and ``published``. Raises SourceError, TidyError."""
    rows = figures(raw.csv(SCHOOLS))
    twice = rows.duplicated(["code", "period", "stage"])
    refuse(rows["code"], twice, f"{SCHOOLS}, urn", "one row a school, year and phase of entry")
    wide = side_by_side(rows)
    wide["la"] = wide["code"].map(authorities(raw, wide["code"]))
    tables = {str(period): table[COLUMNS].reset_index(drop=True) for period, table in wide.groupby("period")}
    return {**tables, "published": published(raw)}


def figures(table: pd.DataFrame) -> pd.DataFrame:
    """The file's rows with our names: one a school, year and ``stage`` of entry."""
    hold(table["fact_flg"], ["Actual"], f"{SCHOOLS}, fact_flg")
    rows = pd.DataFrame({ours: coded(table[theirs], {}, f"{SCHOOLS}, {theirs}") for ours, theirs in COUNTS.items()})
    rows["demand"] = coded(table[DEMAND], CODES, f"{SCHOOLS}, {DEMAND}")
    rows["first_offers_pct"] = share(rows["first_offers"], rows["offers"])
    rows["first_success_pct"] = share(rows["first_offers"], rows["first_preferences"])
    stage = word(table["phase_key"], STAGES, f"{SCHOOLS}, phase_key")
    return rows.assign(code=table["urn"], period=table["year_key"].map(entry_year), stage=stage)


def entry_year(spring: str) -> str:
    """The academic year that begins in the September after the offers of ``spring``: 2014 is 2014-15. Raises TidyError."""
    if not (len(spring) == 4 and spring.isdigit()):
        raise TidyError(f"{SCHOOLS}, year_key", repr(spring), "a year of four digits")
    return f"{spring}-{(int(spring) + 1) % 100:02d}"


def share(part: pd.Series, whole: pd.Series) -> pd.Series:
    """Per cent with one decimal; ``z`` where the whole is nobody."""
    parts, wholes = part.astype("float64"), whole.astype("float64")
    return (100 * parts / wholes.where(wholes > 0)).map("{:.1f}".format).mask(wholes == 0, "z").astype("str")


def side_by_side(rows: pd.DataFrame) -> pd.DataFrame:
    """One row a school and year; ``z`` in the columns of a stage at which the school has no row that year."""
    key = ["code", "period"]
    parts = [rows[rows["stage"] == stage].set_index(key)[FIGURES].add_prefix(f"{stage}_") for stage in STAGES.values()]
    wide = parts[0].join(parts[1], how="outer").fillna("z").sort_index().reset_index()
    return wide.assign(level="school", phase="all")


def authorities(raw: Raw, codes: pd.Series) -> dict[str, str]:
    """URN to the ONS code of the school's authority in January 2023, just after the last entry; the same for all years.

    From the census by the school's own number; for one that became an academy that autumn by its successor's; else from the list of 2018.
    Raises TidyError for a school that is in none.
    """
    census = _by_number(raw.csv(CENSUS), "URN", "LA")
    links = raw.csv(LINKS)
    links = links[links["LinkType"] == "Predecessor"]
    successor = _by_number(links, "LinkURN", "URN")
    urns = codes.drop_duplicates()
    found = urns.map(census)
    for other in (urns.map(successor).map(census), urns.map(_by_number(raw.csv(FORMER), "URN", "Local Authority"))):
        found = found.where(found.notna(), other)
    refuse(urns, found.isna(), f"{SCHOOLS}, urn", "a school of the census of January 2023, its predecessor, or one of 2018")
    return dict(zip(urns, ons_code(found, CENSUS_PERIOD), strict=True))


def _by_number(table: pd.DataFrame, number: str, value: str) -> pd.Series:
    rows = table[table[number].str.fullmatch(r"\d{6}")].drop_duplicates(number)
    return rows.set_index(number)[value]
