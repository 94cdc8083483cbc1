"""The page of one closed school: its address answers for ever."""

from __future__ import annotations

from pipeline.model import Page
from pipeline.web.pages import words
from pipeline.web.pages.atlas import Atlas
from pipeline.web.registers import School


def compose(atlas: Atlas, urn: str) -> Page:
    """``school/URN.html``; no figures are shown of a school that has closed, but it is said where they are."""
    successors = atlas.register.leads_to(urn)
    told = any(_tells(atlas, school, urn) for school in successors)
    return words.page("closed", f"school/{urn}.html", {"school": atlas.register.closed[urn], "successors": successors, "told": told})


def _tells(atlas: Atlas, school: School, urn: str) -> bool:
    """Whether figures of the closed school are among those of the open one, as years of one line."""
    if all(line.predecessor != urn for line in atlas.register.lines.get(school.urn, ())):
        return False
    place = atlas.register.place("school", school.urn)
    found = (atlas.line(place, measure) for measure in atlas.measures if school.phase in measure.phases)
    return any(point.urn == urn and point.value is not None for series in found if series for point in series.points)
