"""What schools are laid side by side by: their kind, and nine dimensions of intake and setting.

Grain: one row an open school. Traps: no census holds all of it, so each share is the mean of those of FRESH years, a predecessor's where
the school is newer; what is not published stays NaN, and is never guessed.
"""

from __future__ import annotations

from typing import Any

import numpy as np
import pandas as pd

Numbers = np.ndarray[Any, np.dtype[Any]]
SHARES = ("fsm_pct", "fsm_ever6_pct", "eal_pct", "sen_support_pct", "ehcp_pct")
DIMENSIONS = ("pupils", *SHARES, "idaci_quintile", "near", "sixth_form")
FRESH = 4  # years
NEAR = 5.0  # km
EARTH = 6371.0  # km, mean radius
BLOCK = 2000


def features(characteristics: pd.DataFrame, schools: pd.DataFrame, line: dict[str, str], period: str) -> pd.DataFrame:
    """``urn``, ``kind`` and the DIMENSIONS, transformed but not yet standardised; NaN where nothing is known.

    pupils: natural logarithm. Shares: arcsine of the square root, which makes a step near 0 or 100 per cent as wide as chance makes it
    in the middle (Fisher's transformation of a proportion). idaci_quintile: as it is. near: logarithm of one more than the schools within
    5 km. sixth_form: 1 or 0. ``characteristics`` holds one census or several up to ``period``; later ones are left out.
    """
    census = _usual(characteristics, line, period)
    known = census.reindex(schools["urn"])
    roll = np.where(known["pupils"] > 0, known["pupils"], np.nan)
    frame = pd.DataFrame({"urn": schools["urn"].to_numpy(), "kind": kinds(schools), "pupils": np.log(roll)})
    for name in SHARES:
        frame[name] = np.arcsin(np.sqrt(known[name].to_numpy(dtype=float).clip(0, 100) / 100))
    frame["idaci_quintile"] = schools["idaci_quintile"].to_numpy(dtype=float)
    frame["near"] = np.log1p(near(schools["lat"].to_numpy(dtype=float), schools["lng"].to_numpy(dtype=float)))
    told = schools["sixth_form"].isin(["Has a sixth form", "Does not have a sixth form"])
    frame["sixth_form"] = (schools["sixth_form"] == "Has a sixth form").astype(float).where(told).to_numpy()
    return frame


def kinds(schools: pd.DataFrame) -> Numbers:
    """The kind within the phase, by ages and admission: only schools of one kind are ever called similar."""
    low, high = schools["low_age"].to_numpy(dtype=float), schools["high_age"].to_numpy(dtype=float)
    phase = schools["phase"].astype(object).to_numpy()
    primary, secondary, apart = phase == "primary", phase == "secondary", np.isin(phase, ["special", "alternative-provision"])
    cases = [
        (primary & (high <= 8), "infant"),
        (primary & (low >= 7), "junior"),
        (secondary & (low >= 16), "16-plus"),
        (secondary & (schools["admissions_policy"] == "Selective").to_numpy(), "selective"),
        (secondary & (low >= 13), "upper"),
        (secondary & (high <= 14), "middle"),
        (secondary & (low < 9), "all-through"),
        (apart & (high <= 12), "younger"),
        (apart & (low >= 11), "older"),
    ]
    inside = np.select([case for case, _ in cases], [np.array(word, dtype=object) for _, word in cases], default="usual")
    return np.array([f"{each}: {kind}" for each, kind in zip(phase, inside, strict=True)], dtype=object)


def near(lat: Numbers, lng: Numbers) -> Numbers:
    """How many other schools lie within 5 km as the crow flies: a stand-in for town and country, which no open file says by school.

    On a plane that touches the earth in the middle of England; at 5 km the error is below one per cent.
    """
    x = EARTH * np.radians(lng - np.nanmean(lng)) * np.cos(np.radians(lat))
    y = EARTH * np.radians(lat - np.nanmean(lat))
    order = np.argsort(y, kind="stable")
    x, y = x[order], y[order]
    counts = np.zeros(len(x))
    for start in range(0, len(x), BLOCK):
        block = slice(start, start + BLOCK)
        reach = slice(np.searchsorted(y, y[block][0] - NEAR), np.searchsorted(y, y[block][-1] + NEAR, side="right"))
        apart = (x[block, None] - x[None, reach]) ** 2 + (y[block, None] - y[None, reach]) ** 2
        counts[block] = (apart <= NEAR**2).sum(axis=1) - 1
    found = np.empty(len(x))
    found[order] = counts
    return np.where(np.isnan(lat), np.nan, found)


def _usual(characteristics: pd.DataFrame, line: dict[str, str], period: str) -> pd.DataFrame:
    """Each column's mean over the censuses of the FRESH years up to ``period``, by school: one small year group moves it less.

    Of two rows of a year, under an old URN and the new one, the new one's counts.
    """
    year = characteristics["period"].astype("str").str[:4].astype(int)
    last = int(period[:4])
    rows = characteristics[(year <= last) & (year > last - FRESH)]
    code = rows["code"].astype(object)
    urn = code.map(lambda each: line.get(each, each))
    ordered = rows.assign(urn=urn, own=(code == urn)).sort_values(["own", "code"])
    once = ordered.drop_duplicates(["urn", "period"], keep="last")
    usual: pd.DataFrame = once.groupby("urn")[["pupils", *SHARES]].mean()
    return usual
