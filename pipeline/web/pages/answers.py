"""A place's figures as answers: for each measure what is known, in words, as a chart and as a table."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from itertools import groupby
from operator import attrgetter
from typing import NamedTuple

from pipeline.model import Chart, Level, Measure, Point, Series
from pipeline.web.charts import DRAW
from pipeline.web.charts.axis import period_of, printed, printed_period
from pipeline.web.charts.embed import embed
from pipeline.web.charts.table import Columns, periods_of, table
from pipeline.web.pages import words
from pipeline.web.pages.around import Around, around
from pipeline.web.pages.atlas import SECTIONS, Strand
from pipeline.web.pages.credits import Credit
from pipeline.web.pages.likeness import Like, like

PROVISIONAL = "provisional"
SHORT = 3
SMALL = 30  # pupils: in a group below it one of them moves a percentage by more than three points
IN_SHORT = ("outcomes", "inclusion", "curriculum", "staff", "intake")  # what is asked about first


class Answer(NamedTuple):
    """The latest figure of one strand, as it is printed.

    ``state`` is ``now`` if the newest period has a figure, ``earlier`` if only one before has, else ``never``;
    ``why`` is the letter of the reason why the newest has none, ``absent`` if the place has no row there; ``urn`` the number that a
    school had then, if it was another; ``few`` what one pupil does to the figure of a small group.
    """

    measure: Measure
    phase: str
    state: str
    newest: str
    why: str
    period: str
    number: str
    low: str
    high: str
    even: bool
    pupils: str
    schools: str
    missing: str
    provisional: bool
    beside: tuple[tuple[str, str], ...]
    urn: str = ""
    few: str = ""
    like: Like | None = None
    around: Around | None = None


class Block(NamedTuple):
    """An answer, its ``fact`` in words and its chart, from the ``first`` to the ``last`` period, with the ``breaks`` between.

    ``figure`` is the chart's figure as JSON that may stand in a script element; "" where the page's script draws it out of the JSON beside
    the page, and the chart here is its table alone.
    """

    answer: Answer
    fact: str
    chart: Chart
    figure: str
    first: str
    last: str
    breaks: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Article:
    """One measure: a block for each phase group, and all of it as ``html``."""

    measure: Measure
    blocks: tuple[Block, ...]
    html: str


@dataclass(frozen=True, slots=True)
class Section:
    """The articles under one question, and the answers that are told in a row each."""

    key: str
    articles: tuple[Article, ...]
    rest: tuple[Answer, ...] = ()


def sections(strands: Iterable[Strand], level: Level, credited: Mapping[str, Credit]) -> tuple[Section, ...]:
    """The place's answers in the order of the page, an empty section and all charts left out; ``credited`` by package."""
    told = tuple(strands)
    rows = [_answer(strand) for strand in told if not strand.first]
    groups = groupby((strand for strand in told if strand.first), key=attrgetter("measure"))
    articles = [_article(measure, tuple(_block(strand, level) for strand in group), level, credited) for measure, group in groups]
    by_key = {key: tuple(article for article in articles if article.measure.domain == key) for key in SECTIONS}
    rest = {key: tuple(answer for answer in rows if answer.measure.domain == key) for key in SECTIONS}
    return tuple(Section(key, found, rest[key]) for key, found in by_key.items() if found or rest[key])


def in_short(found: Iterable[Section]) -> tuple[str, ...]:
    """At most three facts in words: the first percentage or score of each section that has one of the newest year."""
    by_key = {section.key: section for section in found}
    firsts = (_first(by_key[key]) for key in IN_SHORT if key in by_key)
    return tuple(fact for fact in firsts if fact)[:SHORT]


def _first(section: Section) -> str:
    """A fact of the newest year; of the kinds of school that are not folded away, where there is one."""
    blocks = [block for article in section.articles if article.measure.unit != "number" for block in article.blocks]
    fresh = [block for block in blocks if block.answer.state == "now"]
    usual = [block for block in fresh if block.answer.phase not in words.FOLDED]
    return next((block.fact for block in usual or fresh), "")


def _article(measure: Measure, blocks: tuple[Block, ...], level: Level, credited: Mapping[str, Credit]) -> Article:
    period = max(block.answer.period for block in blocks)
    publishers = credited[measure.package].of(period)
    return Article(measure, blocks, words.article(measure, blocks, publishers, period, level))


def whole(strand: Strand, level: Level) -> Block:
    """A measure with its chart in the page."""
    answer, measure = _answer(strand), strand.measure
    fact = words.fact(answer, level, strand.series.place.name)
    chart = DRAW[measure.chart](strand.series, strand.beside, words.labels(level, measure.unit), words.sentence(answer, fact))
    first, last = _span(chart)
    return Block(answer, fact, chart, embed(chart.figure), first, last, _breaks(measure, first, last))


def _block(strand: Strand, level: Level) -> Block:
    answer, measure = _answer(strand), strand.measure
    fact = words.fact(answer, level, strand.series.place.name)
    series = _of_its_own(strand.series)
    periods = periods_of(series, strand.beside)
    header, rows = table(periods, Columns.of(series, strand.beside), words.labels(level, measure.unit))
    first, last = printed_period(periods[0]), printed_period(periods[-1])
    chart = Chart({}, header, rows, words.sentence(answer, fact))
    return Block(answer, fact, chart, "", first, last, _breaks(measure, first, last))


def _of_its_own(series: Series) -> Series:
    """Without the years in which the school had another number, unless there are no others."""
    own = tuple(point for point in series.points if not point.urn)
    return series if len(own) in (0, len(series.points)) else replace(series, points=own)


def _breaks(measure: Measure, first: str, last: str) -> tuple[str, ...]:
    """The printed periods, after the first one, from which on something else is counted."""
    return tuple(period for period in (printed_period(item.period) for item in measure.breaks) if first < period <= last)


def _span(chart: Chart) -> tuple[str, str]:
    """The first and the last year that is drawn: those in which anybody has a figure."""
    columns = [trace["y"] for trace in chart.figure["data"]]
    begin = chart.figure["data"][0]["x0"]
    some = [begin + at for at, values in enumerate(zip(*columns, strict=True)) if any(value is not None for value in values)]
    ends = (some[0], some[-1]) if some else (begin, begin)
    return printed_period(period_of(ends[0])), printed_period(period_of(ends[1]))


def _answer(strand: Strand) -> Answer:
    measure, points = strand.measure, strand.series.points
    newest = strand.newest or points[-1].period
    last = next((point for point in reversed(points) if point.period == newest), None)
    shown = next((point for point in reversed(points) if point.value is not None), None)
    point = shown or Point(newest, None)
    known = point.low is not None and point.high is not None
    return Answer(
        measure=measure,
        phase=strand.phase,
        state="never" if shown is None else "now" if shown is last else "earlier",
        newest=printed_period(newest),
        why="absent" if last is None else last.reason,
        period=printed_period(point.period),
        number=_printed(point.value, measure.decimals),
        low=_printed(point.low, measure.decimals) if known else "",
        high=_printed(point.high, measure.decimals) if known else "",
        even=known and (point.low or 0.0) <= 0.0 <= (point.high or 0.0),
        **{name: _printed(getattr(point, name) or None, 0) for name in ("pupils", "schools", "missing")},
        provisional=point.status == PROVISIONAL,
        like=like(strand, point.period),
        around=around(strand, point),
        urn=point.urn,
        few=_few(measure, point.pupils),
        beside=tuple((other.name, other.cells[point.period]) for other in strand.beside if point.period in other.cells),
    )


def _few(measure: Measure, pupils: float | None) -> str:
    """Of a small group: by how many points one pupil moves a percentage, ``some`` where that is no number; else ""."""
    if not pupils or pupils >= SMALL:
        return ""
    return printed(100 / pupils, 0) if measure.unit == "percent" else "some"


def _printed(value: float | None, decimals: int) -> str:
    return "" if value is None else printed(value, decimals)
