"""What a school's latest figure stands beside, as it is printed: similar schools, England's middle half, and the years together."""

from __future__ import annotations

from typing import NamedTuple

from pipeline.model import Measure
from pipeline.web import strip
from pipeline.web.cards import Card
from pipeline.web.charts.axis import printed, printed_period
from pipeline.web.pages.atlas import Strand
from pipeline.web.strip import Strip

CHOSEN_BY = ("sen_support", "ehc_plans")  # beside those of intake: similar schools are chosen by them
CHOSEN, WITHIN = "chosen", "within"  # standings: of such a figure, and of one in the middle half


class Like(NamedTuple):
    """``low`` and ``high`` end the similar schools' middle half; ``pooled`` is the years together, ``since`` the first of them,
    ``own_from`` the first of the school's present number, "" unless years of an earlier one come before it.
    """

    strip: Strip | None
    standing: str
    low: str
    high: str
    pooled: str
    pooled_low: str
    pooled_high: str
    since: str
    years: int
    own_from: str


def like(strand: Strand, period: str) -> Like | None:
    """What the figure of ``period`` stands beside; None where the scorecard's is of another year, or there is none."""
    card, measure = strand.card, strand.measure
    if card is None or card.value is None or card.period != period:
        return None
    low, high = _ends(measure, card.similar_low, card.similar_high)
    pooled_low, pooled_high = _ends(measure, card.pooled_low, card.pooled_high)
    pooled = "" if card.pooled is None else printed(card.pooled, measure.decimals)
    years = (printed_period(card.pooled_from), int(card.pooled_years or 0))
    told = (_standing(measure, card, (low, high)), low, high, pooled, pooled_low, pooled_high, *years)
    return Like(_strip(strand, card) if strand.first else None, *told, _own_from(strand, card))


def _standing(measure: Measure, card: Card, ends: tuple[str, str]) -> str:
    """To the reader a figure that is printed like an end of the middle half lies within it, whatever its hidden decimals say."""
    if not card.standing or card.value is None:
        return ""
    if chosen_by(measure):
        return CHOSEN
    return WITHIN if printed(card.value, measure.decimals) in ends else card.standing


def chosen_by(measure: Measure) -> bool:
    """Whether similar schools are chosen partly by this measure."""
    return measure.domain == "intake" or measure.id in CHOSEN_BY


def _own_from(strand: Strand, card: Card) -> str:
    """ "" too where all the years are an earlier number's: the sentence of such a figure says so itself."""
    points = [point for point in strand.series.points if card.pooled_from <= point.period <= card.period and point.value is not None]
    own = next((point.period for point in points if not point.urn), "")
    return printed_period(own) if card.pooled is not None and any(point.urn for point in points) else ""


def _ends(measure: Measure, low: float | None, high: float | None) -> tuple[str, str]:
    if low is None or high is None:
        return "", ""
    return printed(low, measure.decimals), printed(high, measure.decimals)


def _strip(strand: Strand, card: Card) -> Strip | None:
    """None without other schools to lay it beside. The authority's tick is that of its figure, where it stands beside the school."""
    spread = strand.spread
    if card.value is None or (spread is None and card.similar_low is None):
        return None
    authority = next((other.figures.get(card.period) for other in strand.beside if other.series.place.level == "local-authority"), None)
    england = (spread.lowest, spread.low, spread.high, spread.highest) if spread and spread.period == card.period else (None,) * 4
    return strip.draw(card.value, (card.low, card.high), (card.similar_low, card.similar_high), england, authority)
