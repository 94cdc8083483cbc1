"""The nouns of a review's results, one a row of its built tables. They hold; they do not compute."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple


class Span(NamedTuple):
    """An estimate with its interval, on one scale."""

    at: float
    low: float
    high: float


class Result(NamedTuple):
    """What one pool, or one level of a moderator within it, comes to; see the package's fields. ``moderator`` is "none" on the pool."""

    pool: str
    title: str
    headline: str
    moderator: str
    level: str
    model: str
    effects: int
    studies: int
    clusters: int
    n_total: float | None
    measure: str
    estimate: float
    se: float
    ci_low: float
    ci_high: float
    tau2_between: float
    tau2_within: float
    i2: float
    pi_low: float
    pi_high: float
    naive_ci_low: float
    naive_ci_high: float
    egger_p: float | None
    leave_one_out_min: float
    leave_one_out_max: float
    share_below_zero: float
    shown_as: str
    shown_estimate: float
    shown_ci_low: float
    shown_ci_high: float
    shown_pi_low: float
    shown_pi_high: float
    percentile_gain: float | None
    percentile_gain_low: float | None
    percentile_gain_high: float | None
    months: float | None
    months_low: float | None
    months_high: float | None
    months_table: str

    @property
    def shown(self) -> Span:
        """The estimate with its interval on the scale that a reader is shown."""
        return Span(self.shown_estimate, self.shown_ci_low, self.shown_ci_high)

    @property
    def predicted(self) -> Span:
        """The estimate with the range of true effects of one more study, on the same scale."""
        return Span(self.shown_estimate, self.shown_pi_low, self.shown_pi_high)


class Step(NamedTuple):
    """One domain of GRADE: the level once it is counted, by how many levels it moved, the rule's code and the numbers it rested on."""

    domain: str
    level: str
    step: int
    rule: str
    numbers: str
    status: str


class Effect(NamedTuple):
    """One effect as the source gives it, on the pool's own scale; ``traits`` are the columns by which the review is folded."""

    effect_id: str
    study: str
    cluster: str
    citation: str
    doi: str
    year: float | None
    country: str
    design: str
    n_total: float | None
    phase: str
    subject: str
    outcome: str
    outcome_kind: str
    outcome_type: str
    time_point: str
    effect: float
    variance: float
    rob_overall: str
    note: str
    traits: Mapping[str, str]


class Study(NamedTuple):
    """One study of a pool as one mark: the mean of its effects and their mean error, on the pool's scale and as a reader is shown it."""

    study: str
    citation: str
    effects: int
    effect: float
    se: float
    shown_effect: float
    shown_low: float
    shown_high: float
