"""What pooling gives: nouns that hold, and do not compute. Effects are in the unit they came in; variances in its square."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np

Numbers = np.ndarray[Any, np.dtype[np.float64]]
Indices = np.ndarray[Any, np.dtype[np.intp]]


@dataclass(frozen=True, slots=True)
class Interval:
    """The ends of a 95 % interval."""

    ci_low: float
    ci_high: float


@dataclass(frozen=True, slots=True)
class DerSimonianLaird:
    """The pool by the method of moments, with its normal interval; ``tau2`` is never below zero."""

    estimate: float
    se: float
    tau2: float
    ci_low: float
    ci_high: float


@dataclass(frozen=True, slots=True)
class Egger:
    """Whether small studies show other effects than large ones: ``p`` of the linear regression, and of the one with effects at random."""

    p: float
    t: float
    df: int
    mixed_effects_p: float
    mixed_effects_z: float


@dataclass(frozen=True, slots=True)
class LeaveOneOut:
    """The smallest and the largest estimate that is left when one effect is taken out."""

    min: float
    max: float


@dataclass(frozen=True, slots=True)
class Clustered:
    """The pool of effects that come several to a study: three levels, with a cluster-robust error and its t interval."""

    estimate: float
    se: float
    ci_low: float
    ci_high: float
    df: float
    clusters: int
    tau2_between: float
    tau2_within: float


@dataclass(frozen=True, slots=True)
class Pool:
    """The random-effects pool of ``k`` effects by REML with its normal interval, and what belongs beside it.

    ``i2`` is in per cent. ``egger`` is None below ten effects or where all standard errors are alike; ``clustered`` without studies.
    """

    k: int
    estimate: float
    se: float
    ci_low: float
    ci_high: float
    tau2: float
    i2: float
    q: float
    pi_low: float
    pi_high: float
    hartung_knapp: Interval
    dersimonian_laird: DerSimonianLaird
    egger: Egger | None
    leave_one_out: LeaveOneOut
    clustered: Clustered | None
