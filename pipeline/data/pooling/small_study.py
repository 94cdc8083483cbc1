"""Whether small studies show other effects than large ones, as they would if those without an effect had stayed in a drawer.

Sources of the formulae: M. Egger, G. Davey Smith, M. Schneider and C. Minder, Bias in meta-analysis detected by a simple, graphical test,
BMJ 315 (1997), 629-634 (the linear regression); J. A. C. Sterne and M. Egger, Regression methods to detect publication and other bias in
meta-analysis, in Publication bias in meta-analysis (2005), 99-110 (the standard error as a moderator, here with effects at random by REML).
"""

from __future__ import annotations

import math

import numpy as np
from scipy.special import ndtr, stdtr

from pipeline.data.pooling.model import Egger, Numbers
from pipeline.data.pooling.modes import grid, highest

FEWEST = 10  # effects; with fewer the test says next to nothing
ALIKE = 1e-7  # standard errors that differ by a smaller part than this are too alike to draw a line through
EPSILON = float(np.finfo(float).eps)


def egger(effects: Numbers, variances: Numbers) -> Egger | None:
    """Both forms of the test, or None below ten effects or where all standard errors are alike."""
    errors = np.sqrt(variances)
    if len(effects) < FEWEST or np.ptp(errors) <= ALIKE * errors.max():
        return None
    design = np.column_stack([np.ones(len(errors)), (errors - errors.mean()) / np.ptp(errors)])
    moved = effects - effects[0]  # so that effects that are all the same lie on a level line to the last digit
    t, z, df = _fixed(moved, variances, design), _mixed(moved, variances, design), len(effects) - 2
    return Egger(2 * float(stdtr(df, -abs(t))), t, df, 2 * float(ndtr(-abs(z))), z)


def _fixed(effects: Numbers, variances: Numbers, design: Numbers) -> float:
    """The slope over its standard error in the weighted linear regression, whose residual variance is estimated."""
    weights = 1 / variances
    covariance = np.linalg.inv(design.T @ (weights[:, None] * design))
    coefficients = covariance @ (design.T @ (weights * effects))
    residual = float(np.sum(weights * (effects - design @ coefficients) ** 2)) / (len(effects) - 2)
    return _over(coefficients[1], math.sqrt(covariance[1, 1] * residual))


def _mixed(effects: Numbers, variances: Numbers, design: Numbers) -> float:
    """The slope over its standard error with effects at random round the line."""
    residuals = effects - design @ np.linalg.lstsq(design, effects)[0]
    points = grid(float(residuals @ residuals) / (len(effects) - 2), float(variances.min()), float(variances.max()))

    def slope(tau2: float) -> float:
        return _restricted(effects, variances, design, tau2)[0]

    def height(tau2: float) -> float:
        return _restricted(effects, variances, design, tau2)[1]

    tau2 = highest(slope, height, points, np.array([slope(point) for point in points]))
    weights = 1 / (variances + tau2)
    covariance = np.linalg.inv(design.T @ (weights[:, None] * design))
    return _over((covariance @ (design.T @ (weights * effects)))[1], math.sqrt(covariance[1, 1]))


def _restricted(effects: Numbers, variances: Numbers, design: Numbers, tau2: float) -> tuple[float, float]:
    """The slope and the height of the restricted log-likelihood of effects round a line."""
    weights = 1 / (variances + tau2)
    weighed = weights[:, None] * design
    information = design.T @ weighed
    residuals = effects - design @ np.linalg.solve(information, weighed.T @ effects)
    trace = weights.sum() - np.trace(np.linalg.solve(information, weighed.T @ weighed))
    slope = (np.sum((weights * residuals) ** 2) - trace) / 2
    height = (np.log(weights).sum() - np.linalg.slogdet(information)[1] - np.sum(weights * residuals**2)) / 2
    return float(slope), float(height)


def _over(slope: float, se: float) -> float:
    """The slope over its error; points on a level line say nothing, and those on any other line no more than a number has digits."""
    return float(slope) / max(se, EPSILON * abs(slope)) if slope else 0.0
