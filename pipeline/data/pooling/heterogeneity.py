"""How far effects differ beyond chance: Cochran's Q, I², and the variance between them by the method of moments.

Sources of the formulae: R. DerSimonian and N. Laird, Meta-analysis in clinical trials, Controlled Clinical Trials 7 (1986), 177-188;
J. P. T. Higgins and S. G. Thompson, Quantifying heterogeneity in a meta-analysis, Statistics in Medicine 21 (2002), 1539-1558.
"""

from __future__ import annotations

import numpy as np

from pipeline.data.pooling.intervals import normal
from pipeline.data.pooling.model import DerSimonianLaird, Numbers
from pipeline.data.pooling.reml import OneMean, trace


def cochran_q(effects: OneMean) -> float:
    """The weighted sum of squares about the mean, each effect weighed by one over its own variance."""
    mean, _ = effects.mean(0.0)
    return float(np.sum((effects.effects - mean) ** 2 / effects.variances))


def i2(variances: Numbers, tau2: float) -> float:
    """How many per cent of the variance of effects is not chance, if chance were everywhere as it typically is; smallest variance first."""
    typical = (len(variances) - 1) / float(trace(1 / variances))
    return 100 * tau2 / (tau2 + typical)


def dersimonian_laird(effects: OneMean) -> DerSimonianLaird:
    """The pool by the method of moments. What would be a negative variance is zero."""
    beyond = cochran_q(effects) - (len(effects.effects) - 1)
    tau2 = max(0.0, beyond / float(trace(1 / effects.variances)))
    estimate, se = effects.mean(tau2)
    interval = normal(estimate, se)
    return DerSimonianLaird(estimate, se, tau2, interval.ci_low, interval.ci_high)
