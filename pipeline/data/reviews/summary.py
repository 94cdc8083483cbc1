"""One pool of effects as one row: the headline model, what other studies may find, and what would change if a study were left out.

The headline is the three-level pool with its cluster-robust interval wherever a cluster gives more than one effect, else the pool by REML
with Hartung and Knapp's interval (``pooling``). Effects are in the unit of their scale, variances in its square, shares from 0 to 1.
"""

from __future__ import annotations

import math

import numpy as np
import pandas as pd

from pipeline.data.pooling.cluster_robust import clustered
from pipeline.data.pooling.heterogeneity import cochran_q, i2
from pipeline.data.pooling.intervals import hartung_knapp, normal, prediction, student
from pipeline.data.pooling.leave_one_out import estimates_without as without_one
from pipeline.data.pooling.model import Interval, Numbers
from pipeline.data.pooling.reml import OneMean
from pipeline.data.pooling.small_study import egger
from pipeline.data.pooling.three_level import Clusters
from pipeline.data.reviews.scales import shown

Row = dict[str, float | str]
THREE_LEVELS, TWO_LEVELS = "three-level", "two-level"


def summary(effects: pd.DataFrame) -> Row:
    """The row of ``effects``, which are of one scale and kind, of three clusters at least and with variances above 0."""
    one = OneMean.of(effects["effect"].to_numpy(), effects["variance"].to_numpy())
    naive = normal(*one.mean(one.tau2))
    row: Row = {
        **(_three_levels(effects, one) if effects["cluster"].duplicated().any() else _two_levels(one)),
        "effects": len(effects),
        "studies": effects["study"].nunique(),
        "clusters": effects["cluster"].nunique(),
        "n_total": participants(effects),
        "measure": effects["measure"].iloc[0],
        "q": cochran_q(one),
        "naive_ci_low": naive.ci_low,
        "naive_ci_high": naive.ci_high,
        "egger_p": small_study_p(effects),
        "share_below_zero": float((effects["effect"] < 0).mean()),
    }
    return row | shown(row, str(effects["outcome_kind"].iloc[0]))


def _two_levels(one: OneMean) -> Row:
    """Each effect of a study of its own: REML, Hartung and Knapp's interval, never narrower than the plain one."""
    (estimate, se), k = one.mean(one.tau2), len(one.effects)
    interval = hartung_knapp(one.effects, one.variances, one.tau2, estimate, se)
    error = (interval.ci_high - interval.ci_low) / (2 * student(0.0, 1.0, k - 1).ci_high)
    row: Row = {"model": TWO_LEVELS, "estimate": estimate, "se": error, "df": k - 1, "tau2_between": one.tau2, "tau2_within": 0.0}
    row["i2"] = i2(one.variances, one.tau2)
    return row | _ends(interval, prediction(estimate, se, one.tau2, k), without_one(one))


def _three_levels(effects: pd.DataFrame, one: OneMean) -> Row:
    """The prediction is for an effect of one more study: both variances and the robust error, with t of the clusters less two.

    Where the robust error itself has fewer degrees of freedom, with those: else one more study would seem surer than the average.
    """
    numbers, _ = pd.factorize(effects["cluster"])
    found = clustered(Clusters(effects["effect"].to_numpy(), effects["variance"].to_numpy(), numbers))
    both = found.tau2_between + found.tau2_within
    row: Row = {"model": THREE_LEVELS, "estimate": found.estimate, "se": found.se, "df": found.df}
    row |= {"tau2_between": found.tau2_between, "tau2_within": found.tau2_within, "i2": i2(one.variances, both)}
    without = estimates_without(effects, found.tau2_between, found.tau2_within)
    interval = Interval(found.ci_low, found.ci_high)
    return row | _ends(interval, student(found.estimate, math.sqrt(both + found.se**2), min(found.df, found.clusters - 2)), without)


def _ends(interval: Interval, predicted: Interval, without: Numbers) -> Row:
    return {
        "ci_low": interval.ci_low,
        "ci_high": interval.ci_high,
        "pi_low": predicted.ci_low,
        "pi_high": predicted.ci_high,
        "leave_one_out_min": float(np.min(without)),
        "leave_one_out_max": float(np.max(without)),
    }


def estimates_without(effects: pd.DataFrame, between: float, within: float) -> Numbers:
    """The three-level estimate without the first cluster, without the second, and so on; the variances are those of all effects."""
    weights = 1 / (effects["variance"] + within)
    totals = weights.groupby(effects["cluster"]).sum()
    sums = (weights * effects["effect"]).groupby(effects["cluster"]).sum()
    shrink = 1 / (1 + between * totals)
    whole, weighed = totals * shrink, sums * shrink
    left: Numbers = ((weighed.sum() - weighed) / (whole.sum() - whole)).to_numpy()
    return left


def small_study_p(effects: pd.DataFrame) -> float:
    """p of Egger's regression over the clusters, each with its mean effect and mean variance; not a number below ten clusters.

    Effects of one cluster are alike: taken one by one they would count as so many studies.
    """
    means = effects.groupby("cluster")[["effect", "variance"]].mean()
    found = egger(means["effect"].to_numpy(), means["variance"].to_numpy())
    return found.p if found else math.nan


def participants(effects: pd.DataFrame) -> float:
    """The largest sample of each study, added up; not a number if the sample of a study is not known."""
    largest = effects.groupby("study")["n_total"].max()
    return float(largest.sum()) if largest.notna().all() else math.nan
