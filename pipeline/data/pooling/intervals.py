"""What lies between: normal and t intervals of 95 %, Hartung and Knapp's, and where the effect of a new study would lie.

Sources of the formulae: G. Knapp and J. Hartung, Improved tests for a random effects meta-regression with a single covariate, Statistics
in Medicine 22 (2003), 2693-2710, with the factor held at one or more, so that the standard error is never below the plain one; J. P. T.
Higgins, S. G. Thompson and D. J. Spiegelhalter, A re-evaluation of random-effects meta-analysis, Journal of the Royal Statistical Society A
172 (2009), 137-159, for the prediction interval with k - 2 degrees of freedom.
"""

from __future__ import annotations

import math

import numpy as np
from scipy.special import ndtri, stdtrit

from pipeline.data.pooling.model import Interval, Numbers

UPPER = 0.975  # below the upper end of a 95 % interval


def normal(estimate: float, se: float) -> Interval:
    """The interval of an estimate whose error is normal."""
    return _around(estimate, float(ndtri(UPPER)) * se)


def student(estimate: float, se: float, df: float) -> Interval:
    """The interval of an estimate whose standard error is itself estimated, with ``df`` degrees of freedom, which need not be whole."""
    return _around(estimate, float(stdtrit(df, UPPER)) * se)


def hartung_knapp(effects: Numbers, variances: Numbers, tau2: float, estimate: float, se: float) -> Interval:
    """The t interval with k - 1 degrees of freedom of the weighted mean ``estimate``; never narrower than the plain one."""
    df = len(effects) - 1
    factor = float(np.sum((effects - estimate) ** 2 / (variances + tau2))) / df
    return student(estimate, se * math.sqrt(max(1.0, factor)), df)


def prediction(estimate: float, se: float, tau2: float, k: int) -> Interval:
    """Where in 95 of 100 cases the true effect of one more study of the kind would lie; of at least three effects."""
    return student(estimate, math.sqrt(tau2 + se**2), k - 2)


def _around(middle: float, half: float) -> Interval:
    return Interval(middle - half, middle + half)
