"""One measure's page: what it counts, how areas are worked out, England's figures, and its regions by name."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from pipeline.evidence import Review
from pipeline.model import Dataset, Measure, Page, Point
from pipeline.web.charts.axis import printed, printed_period
from pipeline.web.pages import answers, funnels, likeness, words
from pipeline.web.pages.answers import Block
from pipeline.web.pages.atlas import ENGLAND_PLACE, Atlas
from pipeline.web.registers import Area


@dataclass(frozen=True, slots=True)
class Row:
    """One region's figure: its number, or why there is none (the reason's letter, ``absent`` without a row), and the schools behind it."""

    region: Area
    number: str
    why: str
    schools: str
    missing: str


def compose(atlas: Atlas, measure: Measure, dataset: Dataset, research: Sequence[Review] = ()) -> Page:
    """``measure/ID.html`` of a measure of ``dataset``, and the reviews of ``research`` that bear on it."""
    view = {
        "measure": measure,
        "dataset": dataset,
        "names": names(dataset),
        "blocks": [(block, tuple(_regions(atlas, measure, block))) for block in _blocks(atlas, measure)],
        "explained": _explained(atlas, measure),
        "circular": likeness.chosen_by(measure),
        "of_schools": atlas.tables.has_schools(measure),
        "breaks": [(printed_period(item.period), item.reason) for item in measure.breaks],
        "funnels": funnels.told(atlas, measure),
        "publishers": atlas.credits[measure.package].publishers,
        "research": research,
    }
    return words.page("measure", f"measure/{measure.id}.html", view)


def _explained(atlas: Atlas, measure: Measure) -> list[dict[str, object]]:
    """By phase how much of the spread between schools goes with intake and setting, in whole per cent, "" for nothing or less."""
    told = atlas.cards.explained
    found = [told[measure.id, phase] for phase in measure.phases if (measure.id, phase) in told]
    return [
        {
            "phase": row.phase,
            "period": printed_period(row.period),
            "pooled": row.span == "years",
            "schools": printed(row.schools, 0),
            "similar": _share(row.similar_pct),
            "rest": printed(100 - round(row.similar_pct), 0),
            "authority": _share(row.authority_pct),
        }
        for row in found
    ]


def _share(percent: float) -> str:
    return printed(percent, 0) if percent >= 1 else ""


def listing(atlas: Atlas, datasets: Mapping[str, Dataset]) -> str:
    """Every measure that is shown, with its definition and how it is rolled up, as HTML for the page of methods, by title."""
    has_schools = atlas.tables.has_schools
    known = [(measure, dataset, names(dataset), has_schools(measure)) for dataset in datasets.values() for measure in dataset.measures]
    return str(words.macros("measure").listing(sorted(known, key=lambda entry: entry[0].title)))


def gaps(atlas: Atlas) -> str:
    """What nobody publishes by school, who knows it and why it is not here, as HTML for the page of methods."""
    return str(words.macros("parts").gaps(atlas.framework.unpublished))


def names(dataset: Dataset) -> dict[str, str]:
    """What each column of the package's tables is called: its title, else the column's own name."""
    tables = (resource["schema"]["fields"] for resource in dataset.descriptor["resources"] if "schema" in resource)
    return {field["name"]: field.get("title", field["name"]) for fields in tables for field in fields}


def _blocks(atlas: Atlas, measure: Measure) -> tuple[Block, ...]:
    strands = (strand for strand in atlas.strands("england", ENGLAND_PLACE.code) if strand.measure == measure)
    return tuple(answers.whole(strand, "england") for strand in strands)


def _regions(atlas: Atlas, measure: Measure, block: Block) -> Iterator[Row]:
    """The regions by name, each in the year of England's latest figure."""
    for region in sorted(atlas.register.regions.values(), key=lambda area: area.name):
        series = atlas.tables.series(atlas.register.place("region", region.code), measure, block.answer.phase)
        there = {printed_period(point.period): point for point in series.points} if series else {}
        yield _row(region, measure, there.get(block.answer.period))


def _row(region: Area, measure: Measure, point: Point | None) -> Row:
    if point is None:
        return Row(region, "", "absent", "", "")
    number = "" if point.value is None else printed(point.value, measure.decimals)
    schools, missing = (f"{count:,.0f}" if count is not None else "" for count in (point.schools, point.missing))
    return Row(region, number, point.reason, schools, missing)
