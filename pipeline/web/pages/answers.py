"""A place's figures as answers: for each measure what is known, in words, as a chart and as a table."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, replace
from itertools import groupby
from operator import attrgetter
from typing import NamedTuple

from pipeline.model import ALL_PHASES, Chart, Level, Measure, Series
from pipeline.web.charts import DRAW
from pipeline.web.charts.axis import period_of, printed_period
from pipeline.web.charts.embed import embed
from pipeline.web.charts.table import Columns, periods_of, table
from pipeline.web.pages import words
from pipeline.web.pages.answer import Answer, answer_of
from pipeline.web.pages.atlas import CONTEXT, SECTIONS, Strand
from pipeline.web.pages.credits import Credit

SHORT = 3  # sections
SAID = 2  # rows in words
AGES, KINDS = (10, 15), ("primary", "secondary")  # at the end of primary school and at the GCSEs
IN_SHORT = ("outcomes", "inclusion", "staff", "intake")  # what is asked about first


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

    @property
    def silent(self) -> bool:
        """Whether no year of it has a figure."""
        return all(block.answer.state == "never" for block in self.blocks)


@dataclass(frozen=True, slots=True)
class Section:
    """The articles under one question, the answers that are told in a row each, and how many others the page's script can tell.

    ``said`` are the first of the rows in words, where there are no articles.
    """

    key: str
    articles: tuple[Article, ...]
    rest: tuple[Answer, ...] = ()
    others: int = 0
    said: tuple[str, ...] = ()

    @property
    def mixed(self) -> bool:
        """Whether the figures of its rows are of different years."""
        return len({answer.period for answer in self.rest if answer.state != "never" and not answer.old}) > 1


def sections(strands: Iterable[Strand], level: Level, credited: Mapping[str, Credit]) -> tuple[Section, ...]:
    """The place's answers in the order of the page, an empty section and all charts left out; ``credited`` by package."""
    told = tuple(strands)
    later = [strand for strand in told if not strand.first]
    groups = groupby((strand for strand in told if strand.first), key=attrgetter("measure"))
    articles = [_article(measure, tuple(_block(strand, level) for strand in group), level, credited) for measure, group in groups]
    articles.sort(key=attrgetter("silent"))  # what has figures comes first
    by_key = {key: tuple(article for article in articles if article.measure.domain == key) for key in SECTIONS}
    rest = {key: [strand for strand in later if strand.measure.domain == key] for key in SECTIONS}
    return tuple(_section(key, found, rest[key], level) for key, found in by_key.items() if found or rest[key])


def _section(key: str, articles: tuple[Article, ...], rest: list[Strand], level: Level) -> Section:
    if key not in CONTEXT:
        return Section(key, articles, others=len(rest))
    told = tuple(map(answer_of, rest))
    return Section(key, articles, told, said=_said(told, rest[0].series.place.name, level) if rest and not articles else ())


def _said(told: Iterable[Answer], name: str, level: Level) -> tuple[str, ...]:
    """The first rows in words, of kinds of school that are not folded away; of a trust not of a few of its schools alone."""
    fresh = [answer for answer in told if answer.state == "now" and not (answer.scant or answer.thin) and answer.measure.unit != "number"]
    fresh = ([answer for answer in fresh if level == "school" or answer.phase not in words.FOLDED] or fresh)[:SAID]
    years = [answer.period for answer in fresh]
    again = [level == "school" and at > 0 and year == years[at - 1] for at, year in enumerate(years)]
    facts = (words.fact(answer, level, name, before) for answer, before in zip(fresh, again, strict=True))
    return tuple(facts)


def in_short(found: Iterable[Section], kind: str = "", first: Collection[str] = ()) -> tuple[str, ...]:
    """Facts of the newest year in words, at most five: of up to three sections the first percentage or score.

    Of results there is one of each age, and of inclusion one of each kind of school; unless all is told of most schools, of a ``kind``,
    of which the ids of the measures that come ``first`` go before others.
    """
    by_key = {section.key: section for section in found}
    fresh = ((key, _fresh(by_key[key])) for key in IN_SHORT if key in by_key)
    told = (_of_each(key, blocks) if not kind else _first(blocks, kind, first) for key, blocks in fresh)
    some = [facts for facts in told if facts]
    return tuple(fact for facts in some[:SHORT] for fact in facts)


def silence(found: Iterable[Section]) -> str:
    """The letter of the one reason why nothing of the newest year is shown; "" if something is, or for several reasons."""
    answers = [block.answer for section in found for article in section.articles for block in article.blocks]
    whys = {answer.why for answer in answers}
    return whys.pop() if len(whys) == 1 and all(answer.state != "now" for answer in answers) else ""


def _fresh(section: Section) -> list[Block]:
    """Those with a figure of the newest year that says something of the place; plain numbers say nothing without their place."""
    blocks = (block for article in section.articles if article.measure.unit != "number" for block in article.blocks)
    return [block for block in blocks if block.answer.state == "now" and not (block.answer.thin or block.answer.scant)]


def _of_each(key: str, blocks: list[Block]) -> tuple[str, ...]:
    """The first fact of each age or kind of school, else the first of all."""
    if key == "outcomes":
        groups = [[block.fact for block in blocks if block.answer.measure.age == age] for age in AGES]
    else:
        groups = [[block.fact for block in blocks if block.answer.phase == phase] for phase in KINDS] if key == "inclusion" else []
    return tuple(facts[0] for facts in groups if facts) or _first(blocks, "", ())


def _first(blocks: list[Block], kind: str, first: Collection[str]) -> tuple[str, ...]:
    """A fact of that kind of school or else one that is not folded away, where there is one."""
    of_kind = [block for block in blocks if block.answer.measure.id in first and block.answer.phase in (kind, ALL_PHASES)]
    usual = [block for block in blocks if block.answer.phase not in words.FOLDED]
    return tuple(block.fact for block in (of_kind or usual or blocks)[:1])


def _article(measure: Measure, blocks: tuple[Block, ...], level: Level, credited: Mapping[str, Credit]) -> Article:
    period = max(block.answer.period for block in blocks)
    publishers = credited[measure.package].of(period)
    return Article(measure, blocks, words.article(measure, blocks, publishers, period, level))


def whole(strand: Strand, level: Level) -> Block:
    """A measure with its chart in the page."""
    answer, measure = answer_of(strand), strand.measure
    fact = words.fact(answer, level, strand.series.place.name)
    chart = DRAW[measure.chart](strand.series, strand.beside, words.labels(level, measure.unit), words.sentence(answer, fact))
    first, last = _span(chart)
    return Block(answer, fact, chart, embed(chart.figure), first, last, _breaks(measure, first, last))


def _block(strand: Strand, level: Level) -> Block:
    answer, measure = answer_of(strand), strand.measure
    fact = words.fact(answer, level, strand.series.place.name)
    series = strand.series if answer.urn else _of_its_own(strand.series)
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
