"""What a review's written page holds that comes out of its package: one piece of HTML for each of the page's markers."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from pipeline.catalogue.searches import standing
from pipeline.model import Measure
from pipeline.web.charts.axis import MINUS, printed
from pipeline.web.charts.embed import ENCODE
from pipeline.web.pages import words
from pipeline.web.results import Effect, Result, Span, Step, Study
from pipeline.web.reviews import FINAL, Found, Pooled

DECIMALS = 2
NOTHING = {"odds ratio": 1.0}  # where there is no effect; 0 on the other scales
AFTER_SCHOOL = ("higher", "adult")
SHARE = "share_"
LEAST_P = 0.001
NAMED = re.compile(r".*?\(\d{4}[a-z]?\)")
LONGEST = 60  # characters of a study's name
PARTS = ("standing", "about", "found", "splits", "range", "sure", "studies", "whom", "cost", "harms", "limits", "dates", "moves", "sources")


@dataclass(frozen=True, slots=True)
class Told:
    """An estimate as it is printed; ``side``: whether the whole interval lies above or below no effect, or ``unsure``."""

    at: str
    low: str
    high: str
    side: str


def compose(found: Found, measures: Mapping[str, Measure], released: date) -> dict[str, str]:
    """HTML by marker for the page of one review, as of the day of the release; ``measures`` by id are those that have a page."""
    review, made = found.review, words.macros("review")
    view = {
        "review": review,
        "causal": review.causal == "effect",
        "overdue": standing(review.search, released) == "overdue",
        "place": where_studied(found.effects),
        "headlines": [_headline(pool) for pool in found.headlines],
        "pools": [_row(pool.whole) for pool in found.pools],
        "whom": _whom(found.effects),
        "measures": [measures[name] for name in review.measures if name in measures],
        "day": _day,
        "json": ENCODE(_subject(found)).replace("<", "\\u003c"),
    }
    return {part: str(getattr(made, part)(view)).strip() for part in PARTS} | dict(_inline(found))


def told(span: Span, scale: str) -> Told:
    """The span in print, and on which side of no effect it lies."""
    nothing = NOTHING.get(scale, 0.0)
    side = "above" if span.low > nothing else "below" if span.high < nothing else "unsure"
    at, low, high = (printed(value, DECIMALS) for value in span)
    return Told(at, low, high, side)


def named(citation: str) -> str:
    """A study's name for a row: authors and year, without the title that follows."""
    short = NAMED.match(citation)
    name = short[0] if short else citation
    return name if len(name) <= LONGEST else f"{name[:LONGEST].rstrip()}\N{HORIZONTAL ELLIPSIS}"


def _headline(pool: Pooled) -> dict[str, Any]:
    whole = pool.whole
    return {
        **_row(whole),
        "gain": _gain(whole),
        "months": _months(whole),
        "rating": pool.rating,
        "groups": list(_groups(pool)),
        "sure": [_step(step) for step in pool.steps if step.domain != FINAL],
        "below": printed(100 * whole.share_below_zero, 0),
        "without": told(Span(whole.estimate, whole.leave_one_out_min, whole.leave_one_out_max), ""),
        "studied": [_study(study) for study in pool.studies],
        "drawn": ENCODE(_drawn(whole)),
    }


def _row(result: Result) -> dict[str, Any]:
    """One pooled result in print."""
    return {
        "id": result.pool,
        "title": result.title,
        "level": result.level,
        "scale": result.shown_as,
        "at": told(result.shown, result.shown_as),
        "may": told(result.predicted, result.shown_as),
        "i2": printed(result.i2, 0),
        "headline": result.headline == "yes",
        **{name: printed(getattr(result, name), 0) for name in ("studies", "effects", "clusters")},
        "n": "" if result.n_total is None else printed(result.n_total, 0),
    }


def _groups(pool: Pooled) -> Iterator[tuple[str, list[dict[str, Any]]]]:
    """The folds of a pool by the moderator's column, in the order of the contract."""
    for column in dict.fromkeys(fold.moderator for fold in pool.folds):
        yield column, [_row(fold) for fold in pool.folds if fold.moderator == column]


def _gain(result: Result) -> tuple[int, ...]:
    """Places in a hundred: the estimate's and its ends'; nothing where the scale has none."""
    ends = (result.percentile_gain, result.percentile_gain_low, result.percentile_gain_high)
    return tuple(round(value) for value in ends if value is not None)


def _months(result: Result) -> dict[str, Any]:
    """Months by the named table; an end is None where the table does not reach so far."""
    ends = {"at": result.months, "low": result.months_low, "high": result.months_high}
    whole = {name: None if value is None else printed(value, 0) for name, value in ends.items()}
    return {"table": result.months_table, **whole} if result.months_table else {}


def _step(step: Step) -> dict[str, Any]:
    """A domain with the numbers it rested on, shares as so many in a hundred."""
    numbers = {name: _number(name, value) for name, value in (pair.split("=") for pair in step.numbers.split())}
    return {"domain": step.domain, "level": step.level, "step": printed(step.step, 0), "rule": step.rule, "numbers": numbers}


def _number(name: str, value: str) -> str:
    """``share_x`` as so many in a hundred, a p value no nearer than a thousandth, others as the package has them."""
    if name.startswith(SHARE):
        return printed(100 * float(value), 0)
    if name == "egger_p":
        return f"= {value}" if float(value) >= LEAST_P else f"< {LEAST_P}"
    return f"{int(value):,}" if value.isdigit() else value.replace("-", MINUS)


def _study(study: Study) -> dict[str, Any]:
    ends = (study.shown_effect, study.shown_low, study.shown_high, study.se)
    at, low, high, se = (printed(value, DECIMALS) for value in ends)
    return {"name": named(study.citation), "effects": study.effects, "at": at, "low": low, "high": high, "se": se}


def _drawn(result: Result) -> dict[str, Any]:
    """What the charts of the studies draw of their pool, on the scale that is shown, and its estimate on its own."""
    return {"scale": result.shown_as, "pool": [round(value, 4) for value in (*result.shown, *result.predicted[1:])]}


def where_studied(effects: tuple[Effect, ...]) -> str:
    """Where the studies took place, in a word: schools, unless half of the effects are known to be of people who have left them."""
    left = sum(effect.phase in AFTER_SCHOOL for effect in effects)
    return "schools" if 2 * left < len(effects) else "settings"


def _whom(effects: tuple[Effect, ...]) -> dict[str, Any]:
    """How many studies there are, by country and by phase, the commonest first; "" where the source does not say."""
    studies = {effect.study for effect in effects}
    by = {
        name: Counter(value for _, value in {(effect.study, getattr(effect, name)) for effect in effects}) for name in ("country", "phase")
    }
    counted = {name: [(value, f"{count:,}") for value, count in found.most_common()] for name, found in by.items()}
    years = [int(effect.year) for effect in effects if effect.year is not None]
    return {"studies": f"{len(studies):,}", "years": (min(years), max(years)) if years else (), **counted}


def _subject(found: Found) -> dict[str, str]:
    """What goes along when a chart is taken away."""
    review = found.review
    return {
        "review": review.name,
        "title": review.dataset.title,
        "source": review.origin.citation,
        "licence": review.origin.licence,
        "unit": found.pools[0].whole.shown_as,
    }


def _inline(found: Found) -> Iterator[tuple[str, str]]:
    """Markers within a sentence: a pool or one of its folds (POOL/COLUMN/LEVEL), and how many studies it has."""
    for pool in found.pools:
        for result in (pool.whole, *pool.folds):
            name = result.pool if result == pool.whole else f"{result.pool}/{result.moderator}/{result.level}"
            yield name, str(words.macros("review").within(_row(result)))
            yield f"{name}.studies", printed(result.studies, 0)
            yield f"{name}.effects", printed(result.effects, 0)


def _day(day: date) -> str:
    return f"{day.day} {day:%B %Y}"
