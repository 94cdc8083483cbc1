"""The page of one closed school: its address answers for ever."""

from __future__ import annotations

from pipeline.model import Page
from pipeline.web.pages import words
from pipeline.web.pages.atlas import Atlas
from pipeline.web.registers import Line


def compose(atlas: Atlas, urn: str) -> Page:
    """``school/URN.html``; no figures are shown of a school that has closed, but it is said where they are."""
    successors = atlas.register.leads_to(urn)
    lines = [line for school in successors for line in atlas.register.lines.get(school.urn, ()) if line.predecessor == urn]
    since = next((line.changed for line in lines), atlas.register.followed.get(urn, ""))
    told = any(_tells(atlas, line) for line in lines)
    view = {"school": atlas.register.closed[urn], "successors": successors, "told": told, "since": since}
    return words.page("closed", f"school/{urn}.html", view)


def _tells(atlas: Atlas, line: Line) -> bool:
    """Whether figures of the closed school are among those of the open one, as years of one line."""
    place, phase = atlas.register.place("school", line.urn), atlas.register.schools[line.urn].phase
    found = (atlas.line(place, measure) for measure in atlas.measures if phase in measure.phases)
    return any(point.urn == line.predecessor and point.value is not None for series in found if series for point in series.points)
