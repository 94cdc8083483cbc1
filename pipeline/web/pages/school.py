"""The page of one open school."""

from __future__ import annotations

from collections.abc import Iterable

from pipeline.model import Measure, Page
from pipeline.web.charts.axis import year
from pipeline.web.pages import answers, likeness, local, words
from pipeline.web.pages.ages import of_other_ages
from pipeline.web.pages.atlas import APART, Atlas, Strand
from pipeline.web.registers import School

SINCE = "2021-09-01"  # from here on a school that joined a trust is said to have done so of late
EXPLAINED = ("outcomes", "inclusion")
SMALL = 60  # pupils: below it one of them moves a percentage by nearly two points or more
YOUNG, FIRST_MONEY = "2020-09-01", "2023-09-01"  # schools that opened since: few years of figures; money of a first year among them
AUGUST = 8  # a school that opens then is one of the year that begins
FOLLOWS = ("converter", "sponsor led")  # types of academy that took the place of another school
SMALL_YEAR, TESTED = 20, 11  # children of a year that is tested at the end of primary school; their age then


def compose(atlas: Atlas, urn: str, strands: tuple[Strand, ...]) -> Page:
    """``school/URN.html``."""
    register = atlas.register
    school = register.schools[urn]
    sections = answers.sections(strands, "school", atlas.credits)
    own = local.section(atlas, "school", urn)
    view = {
        "school": school,
        "authority": register.authorities[school.la],
        "region": register.regions[school.region],
        "federation": register.trusts.get(school.federation),
        "pupils": f"{school.pupils or 0:,}",
        "ages": None if school.low_age is None or school.high_age is None else (school.low_age, school.high_age),
        "address": _address(school),
        "website": _website(school.website),
        **_short(school, sections),
        "other_ages": of_other_ages(school),
        "sections": sections,
        "more": words.headings("inspections", "engagement", "similar", *own.keys, "unknown", "facts"),
        "local": own.html,
        **_before(atlas, urn, strands),
        **_small(school),
        "young": _young(atlas, school, sections, strands),
        "absent": atlas.absent(urn, strands),
        "unpublished": atlas.unpublished(school.phase),
        **_inspections(atlas, urn),
        **_similar(atlas, school, strands),
        **_trust(atlas, school),
    }
    return words.page("school", f"school/{urn}.html", view)


def _short(school: School, sections: tuple[answers.Section, ...]) -> dict[str, object]:
    """What is told in short, or why nothing is; results of special schools say nothing beside those of all, and are not."""
    apart = school.phase in APART
    told = answers.in_short(section for section in sections if not (apart and section.key == "outcomes"))
    return {"short": told, "silence": answers.silence(sections), "apart": apart}


def _before(atlas: Atlas, urn: str, strands: tuple[Strand, ...]) -> dict[str, object]:
    """The schools that it goes on from or took the place of, and whether years of theirs stand in its charts."""
    return {"predecessors": atlas.register.predecessors.get(urn, ()), "carried": _carried(strands)}


def _inspections(atlas: Atlas, urn: str) -> dict[str, object]:
    """The report card, the outcome before it, and the day up to which outcomes are known."""
    register = atlas.register
    return {"card": register.cards.get(urn), "outcome": register.outcomes.get(urn), "as_at": atlas.credits["inspections"].as_at}


def _similar(atlas: Atlas, school: School, strands: tuple[Strand, ...]) -> dict[str, object]:
    """How many similar schools there are, and what they explain."""
    return {"similar": len(atlas.cards.similar.get(school.urn, ())), "explained": _explained(atlas, strands, school.phase)}


def _explained(atlas: Atlas, strands: tuple[Strand, ...], phase: str) -> list[tuple[Measure, str, str]]:
    """Of the first result and the first measure of inclusion: how many per cent of the spread go with intake, and how many do not.

    Not of a measure by which similar schools are chosen.
    """
    found = []
    for domain in EXPLAINED:
        known = (strand for strand in strands if any(point.value is not None for point in strand.series.points))
        free = (strand.measure for strand in known if strand.first and not likeness.chosen_by(strand.measure))
        mine = (measure for measure in free if measure.domain == domain)
        told = next(((measure, row) for measure in mine if (row := atlas.cards.explained.get((measure.id, phase)))), None)
        if told and told[1].similar_pct >= 1:
            found.append((told[0], f"{told[1].similar_pct:.0f}", f"{100 - round(told[1].similar_pct)}"))
    return found


def _trust(atlas: Atlas, school: School) -> dict[str, object]:
    """The trust with how many open schools it has, since when this one is in it, and how many joined of late."""
    trust = atlas.register.trust_with_page(school.trust)
    members = atlas.register.members_of[trust.uid] if trust else ()
    joined = next((member.joined for member in members if member.urn == school.urn), "")
    recent = sum(member.joined >= SINCE for member in members)
    return {"trust": trust, "count": len(members), "joined": joined, "recent": recent}


def _carried(strands: Iterable[Strand]) -> list[str]:
    """The earlier numbers under which there are figures: the page's tables leave them out, its charts and the JSON do not."""
    return sorted({point.urn for strand in strands for point in strand.series.points if point.urn and point.value is not None})


def _small(school: School) -> dict[str, object]:
    """By how many points one pupil of a small school moves a percentage, and one child of a small year its results."""
    one_pupil = round(100 / school.pupils) if school.pupils and school.pupils < SMALL else 0
    return {"one_pupil": one_pupil, "year": _year(school)}


def _year(school: School) -> tuple[int, int] | None:
    """Of a primary school with small years: about how many children one has, and by how many points one of them moves its results."""
    low, high = school.low_age, school.high_age
    if school.phase != "primary" or not school.pupils or low is None or high is None or not low < TESTED <= high:
        return None
    children = school.pupils / (high - low)
    told = max(round(children), 1)
    return (told, round(100 / told)) if children < SMALL_YEAR else None


def _young(atlas: Atlas, school: School, sections: Iterable[answers.Section], strands: Iterable[Strand]) -> dict[str, bool] | None:
    """Of a school that opened of late and goes on from no other: whether there was one before it, and what of its own has come.

    Not where its publishers have figures of earlier years under its number.
    """
    points = (point for strand in strands for point in strand.series.points if point.value is not None)
    if school.opened < YOUNG or school.urn in atlas.register.lines or any(_before_it(school.opened, point.period) for point in points):
        return None
    blocks = (block for section in sections if section.key == "outcomes" for article in section.articles for block in article.blocks)
    return {
        "follows": school.urn in atlas.register.predecessors or school.type.endswith(FOLLOWS),
        "results": any(block.answer.state != "never" for block in blocks),
        "first_money": school.opened >= FIRST_MONEY,
    }


def _before_it(day: str, period: str) -> bool:
    """Whether the academic year ended before the one in which that day lies."""
    return year(period) < int(day[:4]) - (int(day[5:7]) < AUGUST)


def _address(school: School) -> list[str]:
    lines = (school.street, school.locality, school.address3, school.town, school.county, school.postcode)
    return [line for line in dict.fromkeys(lines) if line]


def _website(address: str) -> tuple[str, str] | None:
    """Where the link leads, and what it says."""
    if not address:
        return None
    return (address if "://" in address else f"http://{address}"), address.partition("://")[2].rstrip("/") or address
