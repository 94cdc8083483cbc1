"""The pool of a set of effects, with everything that belongs beside it; refused where there is no honest one."""

from __future__ import annotations

from collections.abc import Hashable, Sequence

import numpy as np

from pipeline.data.pooling.bounds import hold_count, hold_number
from pipeline.data.pooling.cluster_robust import clustered
from pipeline.data.pooling.heterogeneity import cochran_q, dersimonian_laird, i2
from pipeline.data.pooling.intervals import hartung_knapp, normal, prediction
from pipeline.data.pooling.leave_one_out import leave_one_out
from pipeline.data.pooling.model import Clustered, Numbers, Pool
from pipeline.data.pooling.reml import OneMean
from pipeline.data.pooling.small_study import egger
from pipeline.data.pooling.three_level import Clusters
from pipeline.errors import PoolingError


def pool(effects: Numbers, variances: Numbers, studies: Sequence[Hashable] | None = None) -> Pool:
    """The random-effects pool of ``effects`` with their own ``variances``; with ``studies``, a label an effect, the clustered one too.

    Raises PoolingError for fewer than three effects (or studies), for arrays that do not go together, for an effect that is not finite,
    and for a variance that is not finite or not above zero.
    """
    _hold(effects, variances, studies)
    one = OneMean.of(np.asarray(effects, float), np.asarray(variances, float))
    (estimate, se), k = one.mean(one.tau2), len(effects)
    plain, predicted = normal(estimate, se), prediction(estimate, se, one.tau2, k)
    return Pool(
        k=k,
        estimate=estimate,
        se=se,
        ci_low=plain.ci_low,
        ci_high=plain.ci_high,
        tau2=one.tau2,
        i2=i2(one.variances, one.tau2),
        q=cochran_q(one),
        pi_low=predicted.ci_low,
        pi_high=predicted.ci_high,
        hartung_knapp=hartung_knapp(one.effects, one.variances, one.tau2, estimate, se),
        dersimonian_laird=dersimonian_laird(one),
        egger=egger(one.effects, one.variances),
        leave_one_out=leave_one_out(one),
        clustered=None if studies is None else _clustered(effects, variances, studies),
    )


def _clustered(effects: Numbers, variances: Numbers, studies: Sequence[Hashable]) -> Clustered:
    numbers = {study: number for number, study in enumerate(dict.fromkeys(studies))}
    return clustered(Clusters(np.asarray(effects, float), np.asarray(variances, float), np.array([numbers[study] for study in studies])))


def _hold(effects: Numbers, variances: Numbers, studies: Sequence[Hashable] | None) -> None:
    if len(effects) != len(variances) or (studies is not None and len(studies) != len(effects)):
        raise PoolingError("pool", "effects, variances and studies of different lengths", "one of each an effect")
    for number, (effect, variance) in enumerate(zip(effects, variances, strict=True), 1):
        hold_number(f"pool, effect {number}", float(effect), float(variance))
    hold_count("pool", len(effects), "effects")
    if studies is not None:
        hold_count("pool", len(set(studies)), "studies")
