"""England on the home page: a chart that means something to every family, and facts, put where the written home page has its mark."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from pipeline.model import ALL_PHASES, Chart, Series
from pipeline.web.charts import DRAW
from pipeline.web.charts.axis import printed_period, year
from pipeline.web.charts.embed import embed
from pipeline.web.charts.reference import Reference
from pipeline.web.pages import answers, words
from pipeline.web.pages.answers import Section
from pipeline.web.pages.atlas import ENGLAND_PLACE, Atlas, Strand
from pipeline.web.pages.hundred import of_100

SECTION = "inclusion"
KINDS = 2  # of school, each a line of the chart
# Whom the facts speak of, where a measure is told by phase: most children are in primary schools.
SPOKEN = ("primary", ALL_PHASES)


def compose(atlas: Atlas) -> str:
    """HTML for the mark ``england`` of the home page: the first measure of inclusion by kind of school, then how England is in short."""
    strands = atlas.strands("england", ENGLAND_PLACE.code)
    first = next(strand.measure for strand in strands if strand.measure.domain == SECTION)
    kinds = [strand for strand in strands if strand.measure == first][:KINDS]
    told = answers.sections(strands, "england", atlas.credits)
    view = {
        "short": [fact for section in told if section.key != SECTION and (fact := _fact(section))],
        "measure": first,
        "said": [_said(strand) for strand in kinds],
        "chart": (chart := _chart(kinds)),
        "figure": embed(chart.figure),
        "breaks": [printed_period(item.period) for item in first.breaks],
        "span": (chart.rows[0][0], chart.rows[-1][0]),
        "publishers": atlas.credits[first.package].publishers,
        "count": f"{len(atlas.register.schools):,}",
    }
    return str(words.macros("home").england(view))


def _chart(kinds: Sequence[Strand]) -> Chart:
    """A line for each kind of school, under its own name."""
    names = [words.macros("words").phases[strand.phase].capitalize() for strand in kinds]
    here, *others = (_plain(strand.series, name) for strand, name in zip(kinds, names, strict=True))
    labels = replace(words.labels("england", here.measure.unit), here=names[0])
    return DRAW[here.measure.chart](here, tuple(map(Reference, others)), labels, "")


def _plain(series: Series, name: str) -> Series:
    """The figures alone, without how many schools are counted."""
    points = tuple(point._replace(low=None, high=None, schools=None, missing=None) for point in series.points)
    return replace(series, place=replace(series.place, name=name), points=points)


def _said(strand: Strand) -> dict[str, str]:
    """The kind of school, its newest figure as so many in a hundred, and the last one before a gap in the years, if there was one."""
    known = [point for point in strand.series.points if point.value is not None]
    before = [one for one, next_one in pairwise(known) if year(next_one.period) > year(one.period) + 1]
    told = {"phase": strand.phase, "period": printed_period(known[-1].period), "about": of_100(known[-1].value or 0.0)}
    return told | ({"then": printed_period(before[-1].period), "was": of_100(before[-1].value or 0.0)} if before else {})


def _fact(section: Section) -> str:
    """The section's first percentage or score in words; "" if it has none."""
    blocks = (block for article in section.articles if article.measure.unit != "number" for block in article.blocks)
    return next((block.fact for block in blocks if block.fact and block.answer.phase in SPOKEN), "")
