"""Places in school sixth forms, and how many of them are taken.

Grain: one row a school with a sixth form and academic year, as in May. Trap: a school on two sites is printed by site (one does, in one
year); here both are added up, as they are one school.
"""

from __future__ import annotations

import pandas as pd

from pipeline.data.cells import coded
from pipeline.data.sources import Raw
from pipeline.data.words import hold, refuse
from pipeline.model import Reason

PLACES = "places/dfe-2017-18_to_2023-24-scap_sixthform_school.csv.gz"
CODES: dict[str, Reason] = {"x": "x"}
COUNTS = {"sixth_form_places": "reported_sixth_form_places", "sixth_form_pupils": "sixth_form_pupils_on_roll"}
COLUMNS = ["level", "code", "phase", "period", "la", *COUNTS, "pupils_per_place"]


def tidy(raw: Raw) -> dict[str, pd.DataFrame]:
    """One table of schools a period. Raises SourceError, TidyError."""
    table = raw.csv(PLACES)
    hold(table["geographic_level"], ["School"], f"{PLACES}, geographic_level")
    hold(table["education_phase"], ["Secondary"], f"{PLACES}, education_phase")
    year = table["time_period"]
    key = {"level": "school", "code": table["school_urn"], "phase": "secondary", "period": year.str[:4] + "-" + year.str[4:]}
    counts = {ours: coded(table[theirs], CODES, f"{PLACES}, {theirs}") for ours, theirs in COUNTS.items()}
    rows = one_a_school(pd.DataFrame({**key, "la": table["new_la_code"], **counts}))
    rows["pupils_per_place"] = per_place(rows)
    return {str(period): found[COLUMNS].reset_index(drop=True) for period, found in rows.groupby("period")}


def one_a_school(rows: pd.DataFrame) -> pd.DataFrame:
    """The sites of a school that is printed by site added up. Raises TidyError if one of them has no number, or another authority."""
    key = ["code", "period"]
    by_site = rows.duplicated(key, keep=False)
    sites = rows[by_site]
    for name in COUNTS:
        refuse(sites[name], ~sites[name].str.fullmatch(r"\d+"), f"{PLACES}, {name} of a school on two sites", "a number")
    refuse(
        sites["la"], sites.groupby(key)["la"].transform("nunique") > 1, f"{PLACES}, new_la_code of a school on two sites", "one authority"
    )
    first = sites.drop_duplicates(key).set_index(key)
    for name in COUNTS:
        first[name] = sites[name].astype(int).groupby([sites[each] for each in key]).sum().astype("str")
    return pd.concat([rows[~by_site], first.reset_index()]).sort_values(["period", "code"], ignore_index=True)


def per_place(rows: pd.DataFrame) -> pd.Series:
    """Pupils for each place, with two decimals: above 1 where there are more than places. ``x`` where the places are not known."""
    pupils, places = (pd.to_numeric(rows[name], errors="coerce") for name in ("sixth_form_pupils", "sixth_form_places"))
    ratios = pupils / places.where(places > 0)
    return ratios.map("{:.2f}".format).mask(ratios.isna(), "x").astype("str")
