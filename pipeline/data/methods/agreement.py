"""How our figures of trusts agree with those that the Department for Education printed of the same trusts.

Grain: one row a measure, year and basis. The two are laid side by side on three bases, from what a page shows to the method alone:

``all``            every trust of which both have a figure;
``same-number``    of those, where as many schools are behind ours as the Department counted;
``same-schools``   our method over the Department's own list of schools, where we have a figure of as many of them as it counted.

A difference is ours, unrounded, less theirs, as printed; they agree if ours rounds (half up) to theirs at the decimals that are printed.
The quantiles are of the absolute difference, linear between order statistics (type 7). A column is compared with that of the same name.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import numpy as np
import pandas as pd

from pipeline.data.methods.likeness import Numbers
from pipeline.data.tallies import half_up, parts, total
from pipeline.model import ALL_PHASES, Measure

LISTS = "schools"
NINTH = 0.9
DIGITS = 4
MOST_DECIMALS = 4
NOTHING = 1e-9  # less than any printed digit: two floats that say the same


def agreement(table: pd.DataFrame, measures: tuple[Measure, ...], results: Mapping[str, pd.DataFrame]) -> list[pd.DataFrame]:
    """The rows of one built measure table, a frame a measure and year. ``results`` is the package ``trust_results`` as it is read."""
    rolled = [measure for measure in measures if measure.rollup.method != "none"]
    both = [(measure, name) for name in results if name != LISTS for measure in rolled if measure.column in results[name]]
    frames = [_year(table, measure, name, results) for measure, name in both]
    return [frame for frame in frames if len(frame)]


def _year(table: pd.DataFrame, measure: Measure, name: str, results: Mapping[str, pd.DataFrame]) -> pd.DataFrame:
    """The three bases of one measure in one of the Department's tables, which is named after its stage and period."""
    stage, _, period = name.partition("-")
    printed = _printed(results[name], measure.column)
    lists = results[LISTS][(results[LISTS]["stage"] == stage) & (results[LISTS]["period"] == period)]
    rows = table[table["period"] == period]
    shown = printed.merge(_shown(rows, measure), on="uid").dropna(subset=["ours", "theirs"])
    listed = printed.merge(_listed(rows, measure, lists), on="uid").dropna(subset=["ours", "theirs"])
    bases = {"all": shown, "same-number": _alike(shown), "same-schools": _alike(listed)}
    decimals = _decimals(printed["theirs"].dropna().to_numpy())
    told = [{"basis": basis, **_compared(pairs, decimals)} for basis, pairs in bases.items() if len(pairs)]
    return pd.DataFrame([{"measure": measure.id, "period": period, "decimals": decimals, **each} for each in told])


def _printed(results: pd.DataFrame, column: str) -> pd.DataFrame:
    """By ``uid``: the Department's figure (``theirs``), its interval if it has one, and how many schools it counted for it."""
    own = f"{column}_schools"
    limits = {end: results.get(f"{column}_{end}", np.nan) for end in ("low", "high")}
    counted = results[own if own in results else "schools_counted"]
    return pd.DataFrame({"uid": results["uid"], "theirs": results[column], **limits, "counted": counted})


def _shown(rows: pd.DataFrame, measure: Measure) -> pd.DataFrame:
    """By ``uid``: the figure that a trust's page shows (``ours``) and the number of schools behind it."""
    trusts = rows[(rows["level"] == "trust") & (rows["phase"] == ALL_PHASES)]
    return pd.DataFrame({"uid": trusts["code"], "ours": trusts[measure.column], "schools": trusts[f"{measure.column}_schools"]})


def _listed(rows: pd.DataFrame, measure: Measure, lists: pd.DataFrame) -> pd.DataFrame:
    """By ``uid``: what our own rule makes of the schools in ``lists`` (uid, urn) that have a figure of ours, and how many these are."""
    schools = rows[rows["level"] == "school"].reset_index(drop=True)
    given = parts(schools, measure)
    used = pd.DataFrame({"urn": schools["code"].astype(object), "row": np.arange(len(schools))})[given.used]
    found = lists[["uid", "urn"]].merge(used, on="urn")
    group, uids = pd.factorize(found["uid"])
    figures, _ = total(given, found["row"].to_numpy(), group, len(uids), measure.rollup.method != "sum")
    return pd.DataFrame({"uid": uids, "ours": figures, "schools": np.bincount(group, minlength=len(uids))})


def _alike(pairs: pd.DataFrame) -> pd.DataFrame:
    return pairs[pairs["schools"] == pairs["counted"]]


def _decimals(values: Numbers) -> int:
    """The decimals that a column is printed with: the fewest that lose nothing of any value."""
    exact = (digits for digits in range(MOST_DECIMALS) if (np.abs(values - values.round(digits)) < NOTHING).all())
    return next(exact, MOST_DECIMALS)


def _compared(pairs: pd.DataFrame, decimals: int) -> dict[str, Any]:
    ours, theirs = pairs["ours"].to_numpy(), pairs["theirs"].to_numpy()
    apart = np.abs(ours - theirs)
    agree = np.abs(half_up(ours, np.ones_like(ours), decimals) - theirs) < NOTHING
    known = pairs["low"].notna() & pairs["high"].notna()
    inside = (known & pairs["ours"].between(pairs["low"], pairs["high"])).sum() if known.any() else np.nan
    signed = (ours - theirs).mean()
    sizes = {"median": np.quantile(apart, 0.5), "ninth": np.quantile(apart, NINTH), "largest": apart.max(), "mean": signed}
    rounded = {name: round(float(size), DIGITS) for name, size in sizes.items()}
    return {"trusts": len(pairs), "agree": int(agree.sum()), "inside": inside, **rounded}
