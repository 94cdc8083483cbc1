"""The templates, compiled once, and the words that they lend to charts. The template engine lives in this room and nowhere else."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from html import unescape
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from pipeline.model import Level, Measure, Page
from pipeline.web.charts.axis import Labels

FOLDED = ("nursery", "special", "alternative-provision")
TEMPLATES = Path(__file__).parent / "templates"


@cache
def environment() -> Environment:
    """Strict: an unknown name is an error. Every value is escaped."""
    loader = FileSystemLoader(TEMPLATES)
    return Environment(loader=loader, autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True, auto_reload=False)


@cache
def macros(name: str) -> Any:
    """What the template ``name`` defines: its macros and its words."""
    return environment().get_template(f"{name}.html").module


@cache
def labels(level: Level, unit: str) -> Labels:
    """The words of a chart's table for a place of this level."""
    words = macros("words")
    return Labels(here=words.here[level], unit=words.units[unit], reasons=words.reasons, status=words.status, **words.table)


def page(template: str, path: str, view: Any) -> Page:
    """A page out of a template's macros ``title``, ``description`` and ``body``. The first two are plain text."""
    made = macros(template)
    return Page(path, unescape(made.title(view)), unescape(made.description(view)), str(made.body(view)))


def fact(answer: Any, level: Level, name: str, again: bool = False) -> str:
    """The answer's figure and those beside it in words; "" if it has none. ``again``: year and place were said just before."""
    return "" if answer.state == "never" else str(macros("sentences").fact(answer, level, name, again))


def sentence(answer: Any, fact: str) -> str:
    """The fact with why the newest year has none."""
    plain = answer.state == "now" and not (answer.scant or answer.thin)
    return fact if plain else str(macros("sentences").around(answer, Markup(fact)))


def article(measure: Measure, blocks: Sequence[Any], publishers: str, period: str, level: Level) -> str:
    """One measure's article, without its heading."""
    block, several = macros("parts").block, len(blocks) > 1
    parts = {found.answer.phase: block(measure, found, several) for found in blocks}
    first = {phase: html for phase, html in parts.items() if phase not in FOLDED} or parts
    rest = {phase: html for phase, html in parts.items() if phase not in first}
    folded = macros("parts").folded(rest, Markup("".join(rest.values()))) if rest else ""
    origins = {"ours" if found.answer.schools else "printed" for found in blocks if found.answer.state != "never"}
    origin = "both" if len(origins) > 1 else next(iter(origins), "")
    return Markup("".join((*first.values(), folded, closing(measure, publishers, period, level, origin))))


@cache
def closing(measure: Measure, publishers: str, period: str, level: Level, origin: str) -> str:
    """The same on all pages of a level that show the same period; ``origin`` of an area: ``ours``, ``printed``, ``both`` or ""."""
    root, area = "" if level == "england" else "../", "" if level == "school" else level
    return str(macros("parts").closing(measure, publishers, period, root, area, origin))


def headings(*keys: str) -> list[tuple[str, str]]:
    """Sections that are not made of measures, for the contents: key and heading."""
    return [(key, macros("words").headings[key]) for key in keys]
