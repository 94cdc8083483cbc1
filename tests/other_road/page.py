"""Reads figures as they stand on the pages of a built site: in the tables of the measures that a page puts first, in a row of the others.

Of a measure that has a row, the page has the newest year alone; its other years are in the JSON beside it, which the page's script shows.
"""

from __future__ import annotations

import html
import json
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import NamedTuple

from tests.other_road.recompute import MINUS, WORDS

ARTICLE = re.compile(r"<article class=measure id=(\w+)>(.*?)</article>", re.DOTALL)
BLOCK = re.compile(r"<details class=years(?: data-phase=([\w-]+))?>.*?<tbody>(.*?)</table>", re.DOTALL)
YEARS = re.compile(r"<tr><th>(\d{4})/\d\d(?: to (\d{4})/\d\d)?<td(?: colspan=\d+)?>([^<]+)")
SPAN = re.compile(rf"({MINUS}?\d+\.\d+) to ({MINUS}?\d+\.\d+)")
REST = re.compile(r'<tr(?: data-phase=([\w-]+))?><th><a href="(?:\.\./)?measure/(\w+)\.html">[^<]*</a>[^<]*<td>([^<]*)<td>(\d{4}/\d\d)')


class Where(NamedTuple):
    """One figure: of a measure and phase group, in a year; ``urn`` is the number that the school had then."""

    level: str
    code: str
    measure: str
    phase: str
    period: str
    urn: str = ""


def _address(level: str, code: str) -> str:
    return level if level == "england" else f"{level}/{code}"


@cache
def beside(site: Path, level: str, code: str) -> dict[Where, str | float]:
    """Every figure in the JSON beside the page: a number, or the letter of a reason."""
    content = json.loads((site / f"{_address(level, code)}.json").read_bytes())
    found: dict[Where, str | float] = {}
    for figure in content["figures"]:
        phase = figure.get("phase", content.get("phase", ""))
        periods, earlier = content["periods"][figure["periods"]], figure.get("earlier", 0)
        for number, (period, value) in enumerate(zip(periods, figure["values"], strict=True)):
            urn = "" if level != "school" else _urn(period, content["urns"]) if number < earlier else code
            found[Where(level, code, figure["measure"], phase, period, urn)] = value
    return found


def _urn(period: str, urns: list[list[str]]) -> str:
    """The number that the school had before: each stands with the first year of the next."""
    before = [urn for urn, following in urns if period < following]
    return before[-1] if before else urns[0][0]


@cache
def in_html(site: Path, level: str, code: str) -> dict[tuple[str, str, str], str]:
    """By measure, phase group ("" where the page has one only) and year, what stands in the page itself."""
    page = (site / f"{_address(level, code)}.html").read_text(encoding="utf-8")
    return {key: _plain(cell) for key, cell in (*_articles(page), *_rest(page))}


def _articles(page: str) -> Iterator[tuple[tuple[str, str, str], str]]:
    for measure, article in ARTICLE.findall(page):
        for phase, body in BLOCK.findall(article):
            for first, last, cell in YEARS.findall(body):  # a run of years without a figure for one reason is one row
                yield from (
                    ((measure, phase, f"{year}-{(year + 1) % 100:02d}"), cell) for year in range(int(first), int(last or first) + 1)
                )


def _rest(page: str) -> Iterator[tuple[tuple[str, str, str], str]]:
    yield from (((measure, phase, year.replace("/", "-")), cell) for phase, measure, cell, year in REST.findall(page))


def _plain(cell: str) -> str:
    """Without the sign of per cent, the interval and the word provisional, which stand behind the number."""
    return html.unescape(cell).split(" (")[0].removesuffix("%").replace("£", "").strip()


def shown(site: Path, where: Where, decimals: int) -> tuple[str, bool]:
    """The figure as a reader sees it, and whether it is in the page itself."""
    cells = in_html(site, where.level, where.code)
    own = where.urn in ("", where.code)
    for phase in (where.phase, ""):
        if own and (where.measure, phase, where.period) in cells:
            return cells[where.measure, phase, where.period], True
    value = beside(site, where.level, where.code)[where]
    return (WORDS[value] if isinstance(value, str) else f"{value:,.{decimals}f}".replace("-", MINUS)), False


def intervals(site: Path, urn: str, measure: str) -> dict[str, tuple[str, str]]:
    """By year, the interval in the last column of the school's own table of a measure; a year without one is left out."""
    found = {}
    page = (site / f"school/{urn}.html").read_text(encoding="utf-8")
    for body in (body for name, article in ARTICLE.findall(page) if name == measure for _, body in BLOCK.findall(article)):
        for row in (each for each in body.split("<tr><th>")[1:] if "URN" not in each.split("<td>")[0]):
            span = SPAN.fullmatch(row.split("<td>")[-1].strip())
            if span:
                found[row[:7].replace("/", "-")] = (span[1].replace(MINUS, "-"), span[2].replace(MINUS, "-"))
    return found


def has_table(site: Path, urn: str, measure: str) -> bool:
    """Whether the school's page has a table of the measure, and not a row alone."""
    return f"<article class=measure id={measure}>" in (site / f"school/{urn}.html").read_text(encoding="utf-8")


def ends(site: Path, where: Where) -> tuple[float | None, float | None]:
    """The two ends of a figure's interval in the JSON beside the page."""
    content = json.loads((site / f"{_address(where.level, where.code)}.json").read_bytes())
    figure = next(one for one in content["figures"] if one["measure"] == where.measure)
    number = content["periods"][figure["periods"]].index(where.period)
    low, high = (figure[name][number] if name in figure else None for name in ("low", "high"))
    return low, high
