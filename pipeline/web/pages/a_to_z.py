"""The A to Z: lists of every place by name that lead, without JavaScript, from the home page to any school in four clicks."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import groupby
from typing import Any

from pipeline.model import ENGLAND, Page
from pipeline.web.finder import Entry, sort_name
from pipeline.web.pages import words
from pipeline.web.places import Register

A_PAGE = 250  # places: what can be scrolled through on a phone, and well under 60 KB
LISTS = ("schools", "trusts", "closed")


def entries(register: Register) -> list[Entry]:
    """Every place that has a page, as the finder and the A to Z know it; closed schools too."""
    kinds, authorities, groups = words.macros("a_to_z").kinds, register.authorities, words.macros("words").groups
    trusts = [register.trusts[uid] for uid in register.members_of]
    return [
        Entry("england", ENGLAND, kinds["england"], kind=kinds["country"]),
        *(Entry("region", area.code, area.name, kind=kinds["region"]) for area in register.regions.values()),
        *(Entry("local-authority", area.code, area.name, kind=kinds["local-authority"]) for area in authorities.values()),
        *(Entry("trust", trust.uid, trust.name, trust.town, trust.postcode, kind=groups[trust.type].capitalize()) for trust in trusts),
        *(
            Entry("school", school.urn, school.name, school.town, school.postcode, authorities[school.la].name, kinds[school.phase])
            for school in register.schools.values()
        ),
        *(
            Entry("school", school.urn, school.name, school.town, school.postcode, kind=kinds["closed"], closed=True)
            for school in register.closed.values()
        ),
    ]


def compose(places: Iterable[Entry]) -> Iterator[Page]:
    """``a-to-z/index.html``, then a page for each list and letter, and for each run of ``A_PAGE`` places where one is too long."""
    ordered = sorted(places, key=lambda place: (sort_name(place.name), place.name, place.town, place.code))
    lists = {key: _letters([place for place in ordered if _list(place) == key]) for key in LISTS}
    areas = {level: [place for place in ordered if place.level == level] for level in ("england", "region", "local-authority")}
    view = {"lists": {key: list(letters) for key, letters in lists.items() if letters}, "areas": areas}
    yield words.page("a_to_z", "a-to-z/index.html", view)
    for key, letters in lists.items():
        for letter, found in letters.items():
            yield from _letter(key, letter, found)


def _list(place: Entry) -> str:
    if place.level == "trust":
        return "trusts"
    if place.level == "school":
        return "closed" if place.closed else "schools"
    return ""


def _letters(ordered: Sequence[Entry]) -> Mapping[str, list[Entry]]:
    """Places by the first letter of what their name is ordered by; ``0`` for digits."""
    first = ((sort_name(place.name)[:1] or "0", place) for place in ordered)
    grouped = groupby(first, key=lambda pair: pair[0] if pair[0].isalpha() else "0")
    return {letter: [place for _, place in pairs] for letter, pairs in grouped}


def _letter(key: str, letter: str, found: Sequence[Entry]) -> Iterator[Page]:
    """One page, or one that leads to several."""
    view: dict[str, Any] = {"list": key, "letter": letter}
    if len(found) <= A_PAGE:
        yield words.page("a_to_z_places", f"a-to-z/{key}-{letter}.html", view | {"places": found, "run": 0, "runs": 1})
        return
    runs = [found[at : at + A_PAGE] for at in range(0, len(found), A_PAGE)]
    yield words.page("a_to_z_runs", f"a-to-z/{key}-{letter}.html", view | {"runs": [(run[0], run[-1]) for run in runs]})
    for number, run in enumerate(runs, start=1):
        path = f"a-to-z/{key}-{letter}-{number}.html"
        yield words.page("a_to_z_places", path, view | {"places": run, "run": number, "runs": len(runs)})
