"""What a school's latest figure stands beside, as it is printed: similar schools, England's middle half, and the years together."""

from __future__ import annotations

from typing import NamedTuple

from pipeline.model import Measure
from pipeline.web import strip
from pipeline.web.cards import Card
from pipeline.web.charts.axis import printed, printed_period
from pipeline.web.pages.atlas import Strand
from pipeline.web.pages.hundred import half_of_100
from pipeline.web.strip import Strip

CHOSEN_BY = ("sen_support", "ehc_plans")  # beside those of intake: similar schools are chosen by them
CHOSEN = "chosen"  # the standing of such a figure


class Like(NamedTuple):
    """``low`` and ``high`` end the similar schools' middle half; ``pooled`` is the years together, ``since`` the first of them,
    ``own_from`` the first of the school's present number, "" unless years of an earlier one come before it; ``about`` are a
    percentage, ``low`` and ``high`` as so many in a hundred.
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
    about: tuple[str, str, str] = ("", "", "")


def like(strand: Strand, period: str) -> Like | None:
    """What the figure of ``period`` stands beside; None where the scorecard's is of another year, or there is none."""
    card, measure = strand.card, strand.measure
    if card is None or card.value is None or card.period != period:
        return None
    low, high = _ends(measure, card.similar_low, card.similar_high)
    pooled_low, pooled_high = _ends(measure, card.pooled_low, card.pooled_high)
    pooled = "" if card.pooled is None else printed(card.pooled, measure.decimals)
    years = (printed_period(card.pooled_from), int(card.pooled_years or 0))
    standing = CHOSEN if card.standing and chosen_by(measure) else card.standing
    told = (standing, low, high, pooled, pooled_low, pooled_high, *years)
    return Like(_strip(strand, card) if strand.first else None, *told, _own_from(strand, card), _about(measure, card))


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


def _about(measure: Measure, card: Card) -> tuple[str, str, str]:
    if measure.unit != "percent" or card.value is None or card.similar_low is None or card.similar_high is None:
        return "", "", ""
    value, low, high = (round(number, measure.decimals) for number in (card.value, card.similar_low, card.similar_high))
    return half_of_100(value, low, high, measure.decimals)


def _strip(strand: Strand, card: Card) -> Strip | None:
    """None without other schools to lay it beside. The authority's tick is that of its figure, where it stands beside the school."""
    spread = strand.spread
    if card.value is None or (spread is None and card.similar_low is None):
        return None
    authority = next((other.figures.get(card.period) for other in strand.beside if other.series.place.level == "local-authority"), None)
    england = (spread.lowest, spread.low, spread.high, spread.highest) if spread and spread.period == card.period else (None,) * 4
    return strip.draw(card.value, (card.low, card.high), (card.similar_low, card.similar_high), england, authority)
