"""How sure a pool is, by the rule of docs/methods/certainty.md: GRADE's domains, each with a code and the numbers that it rested on.

Source of the domains: G. H. Guyatt and others, GRADE: an emerging consensus on rating quality of evidence and strength of recommendations,
BMJ 336 (2008), 924-926. The thresholds are the register's own.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass

import pandas as pd

from pipeline.data.reviews.summary import Row
from pipeline.evidence import COMPUTED, UNRATED, Review

LEVELS = ("very low", "low", "moderate", "high")
STATUS = "computed, not peer reviewed"
FINAL = "final"
MOST, HALF, THIRD = 0.8, 0.5, 1 / 3  # shares of effects
SUBSTANTIAL = 50.0  # of I², in per cent
FEW = 10  # studies
SMALL_STUDIES = 0.1  # p of the small-study test
BEST = {"Meets WWC standards without reservations", "low"}
ASSIGNMENT = ("sequence generation", "allocation concealment")
SCHOOLS = ("early-years", "primary", "secondary", "post-16")


@dataclass(frozen=True, slots=True)
class Step:
    """One domain: by how many levels it moves the rating, under which code of the rule, and the numbers that it rested on."""

    domain: str
    step: int
    code: str
    numbers: Mapping[str, float]


def certainty(review: Review, plan: str, effects: pd.DataFrame, row: Row, bias: pd.DataFrame | None) -> pd.DataFrame:
    """One row a domain of the pool ``plan``, and one with the rating; a review that is not rated has the last alone."""
    if review.certainty.rating != COMPUTED:
        return pd.DataFrame([_told(plan, FINAL, UNRATED, 0, "", "", UNRATED)])
    steps = [start(effects), risk_of_bias(effects, bias), inconsistency(row), indirectness(effects), imprecision(row), small_studies(row)]
    rows, level = [], 0
    for step in steps:
        level += step.step
        numbers = " ".join(f"{name}={value:g}" for name, value in step.numbers.items())
        rows.append(_told(plan, step.domain, LEVELS[max(level, 0)], step.step, step.code, numbers, STATUS))
    rows.append(_told(plan, FINAL, LEVELS[max(level, 0)], 0, FINAL.upper(), f"level={level}", STATUS))
    return pd.DataFrame(rows)


def _told(plan: str, domain: str, level: str, step: int, code: str, numbers: str, status: str) -> dict[str, str | int]:
    return {"pool": plan, "domain": domain, "level": level, "step": step, "rule": code, "numbers": numbers, "status": status}


def start(effects: pd.DataFrame) -> Step:
    """High where most effects are of randomised studies, moderate where half are, else low."""
    share = float((effects["design"] == "randomised").mean())
    step, code = (3, "START-HIGH") if share >= MOST else (2, "START-MODERATE") if share >= HALF else (1, "START-LOW")
    return Step("start", step, code, {"share_randomised": round(share, 3), "effects": len(effects)})


def risk_of_bias(effects: pd.DataFrame, bias: pd.DataFrame | None) -> Step:
    """By the overall judgement of each effect, else by how pupils were assigned; what nobody judged is not taken to be good."""
    if (effects["rob_overall"] != "").mean() >= MOST:
        share = float(effects["rob_overall"].isin(BEST).mean())
        step, code = (0, "BIAS-LOW") if share >= MOST else (-1, "BIAS-SOME") if share >= HALF else (-2, "BIAS-MUCH")
        return Step("risk_of_bias", step, code, {"share_best": round(share, 3)})
    if bias is None:
        return Step("risk_of_bias", -1, "BIAS-NOT-JUDGED", {"share_judged": 0})
    judged = bias[bias["effect_id"].isin(effects["effect_id"]) & bias["domain"].isin(ASSIGNMENT)]
    low = float((judged["judgement"] == "low").groupby(judged["effect_id"]).all().mean())
    high = float((judged["judgement"] == "high").groupby(judged["effect_id"]).any().mean())
    step, code = (0, "BIAS-LOW") if low >= MOST else (-2, "BIAS-MUCH") if high > HALF else (-1, "BIAS-SOME")
    return Step("risk_of_bias", step, code, {"share_low": round(low, 3), "share_high": round(high, 3)})


def inconsistency(row: Row) -> Step:
    """Down where much of the spread is of true effects and one more study may find none; twice where a third point the other way."""
    low, high, i2 = (float(row[name]) for name in ("pi_low", "pi_high", "i2"))
    below = float(row["share_below_zero"])
    against = below if float(row["estimate"]) > 0 else 1 - below
    step, code = 0, "SPREAD-SMALL"
    if i2 >= SUBSTANTIAL and low <= 0 <= high:
        step, code = (-2, "SPREAD-VERY-LARGE") if against >= THIRD else (-1, "SPREAD-LARGE")
    numbers = {"i2": round(i2, 1), "pi_low": round(low, 3), "pi_high": round(high, 3), "share_against": round(against, 3)}
    return Step("inconsistency", step, code, numbers)


def indirectness(effects: pd.DataFrame) -> Step:
    """By the share of effects that are known to be of pupils of school age."""
    share = float(effects["phase"].isin(SCHOOLS).mean())
    step, code = (0, "SCHOOLS-MOST") if share >= MOST else (-1, "SCHOOLS-SOME") if share >= HALF else (-2, "SCHOOLS-FEW")
    return Step("indirectness", step, code, {"share_school_age": round(share, 3)})


def imprecision(row: Row) -> Step:
    """Down where the interval holds 0, and down where there are few studies."""
    crosses, few = float(row["ci_low"]) <= 0 <= float(row["ci_high"]), float(row["clusters"]) < FEW
    code = ("PRECISE", "IMPRECISE", "VERY-IMPRECISE")[crosses + few]
    numbers = {"ci_low": round(float(row["ci_low"]), 3), "ci_high": round(float(row["ci_high"]), 3), "clusters": float(row["clusters"])}
    return Step("imprecision", -(crosses + few), code, numbers)


def small_studies(row: Row) -> Step:
    """Down where small studies find other effects than large ones; below ten clusters it is not tested."""
    p = float(row["egger_p"])
    if math.isnan(p):
        return Step("publication_bias", 0, "SMALL-NOT-TESTED", {"clusters": float(row["clusters"])})
    step, code = (-1, "SMALL-DIFFER") if p < SMALL_STUDIES else (0, "SMALL-ALIKE")
    return Step("publication_bias", step, code, {"egger_p": float(f"{p:.3g}")})
