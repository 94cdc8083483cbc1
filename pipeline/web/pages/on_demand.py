"""What the pages' scripts need to tell a place's figures in full: the measures, the words and the names of schools, each in one file.

``assets/measures.json``: a measure's ``title``, ``unit`` and so on by its id. ``assets/words.json``: the words of tables and charts.
``assets/scorecard.json``: the framework's ``phases``, each a list of measures, what schools show ``also``, and of each of these
``measures`` the title, the unit and the decimals: enough to set schools beside one another, in a tenth of the bytes.
``assets/schools.json``: columns of the open schools, in order of URN: ``urn``, ``name`` and ``la``; ``authorities`` are names by code.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from pipeline.accounts import Framework
from pipeline.model import Measure
from pipeline.web.charts.embed import ENCODE
from pipeline.web.pages import words
from pipeline.web.places import Register

MEASURES, WORDS, SCHOOLS, SCORECARD = (f"assets/{name}.json" for name in ("measures", "words", "schools", "scorecard"))


def files(register: Register, measures: Sequence[Measure], framework: Framework) -> dict[str, bytes]:
    """The content of each file by its address below the site's root."""
    told = {
        MEASURES: {measure.id: _measure(measure) for measure in measures},
        WORDS: _words(),
        SCHOOLS: _schools(register),
        SCORECARD: _scorecard(measures, framework),
    }
    return {path: ENCODE(content).encode() for path, content in told.items()}


def _measure(measure: Measure) -> dict[str, Any]:
    return {
        "title": measure.title,
        "package": measure.package,
        "column": measure.column,
        "domain": measure.domain,
        "unit": measure.unit,
        "direction": measure.direction,
        "decimals": measure.decimals,
        "least_span": measure.least_span,
        "breaks": [[item.period, item.reason] for item in measure.breaks],
        "definition": measure.definition,
        "caution": measure.caution,
    }


def _scorecard(measures: Sequence[Measure], framework: Framework) -> dict[str, Any]:
    phases, also = ({phase: list(names) for phase, names in found.items()} for found in (framework.phases, framework.also))
    wanted = {name for names in (*phases.values(), *also.values()) for name in names}
    told = {each.id: {"title": each.title, "unit": each.unit, "decimals": each.decimals} for each in measures if each.id in wanted}
    return {"phases": phases, "also": also, "measures": told}


def _words() -> dict[str, Any]:
    told = words.macros("words")
    return {name: getattr(told, name) for name in ("here", "table", "units", "reasons", "status", "phases", "chart", "papers")}


def _schools(register: Register) -> dict[str, Any]:
    found = sorted(register.schools.values(), key=lambda school: school.urn)
    columns = {name: [getattr(school, name) for school in found] for name in ("urn", "name", "la")}
    return {**columns, "authorities": {area.code: area.name for area in register.authorities.values()}}
