"""How old a review's search is: read from its contract, and judged by the day of the release, never by the clock."""

from __future__ import annotations

import calendar
from collections.abc import Mapping
from datetime import date, datetime
from pathlib import Path
from typing import Any, Literal, get_args

from pipeline.catalogue.files import hold_keys, read_yaml
from pipeline.catalogue.review_parts import choice, day, texts
from pipeline.errors import CatalogueError
from pipeline.evidence import UNKNOWN, Interval, Mode, Search

SEARCH_KEYS = {"searched", "last_search", "next_due", "mode", "interval"}
NOT_DUE = "not due"

Standing = Literal["current", "overdue", "expired"]


def search(where: str, content: Mapping[str, Any]) -> Search:
    """What the contract says of the search. Only a living or periodic review has an interval. Raises CatalogueError."""
    mode: Mode = choice(where, content, "mode", get_args(Mode))
    last = None if content["last_search"] == UNKNOWN else day(f"{where}, last_search", content["last_search"])
    due = None if content["next_due"] == NOT_DUE else day(f"{where}, next_due", content["next_due"])
    sources = (UNKNOWN,) if content["searched"] == UNKNOWN else texts(where, content, "searched")
    found = Search(sources, mode, last, due, _interval(f"{where}, interval", content.get("interval")))
    _hold_together(where, found)
    return found


def _interval(where: str, content: Any) -> Interval | None:
    if content is None:
        return None
    keys = {"months", "grace_months"}
    hold_keys(where, content, keys, keys)
    for key in keys:
        if type(content[key]) is not int or content[key] < 1:
            raise CatalogueError(f"{where}, {key}", repr(content[key]), "a number of months")
    return Interval(**content)


def _hold_together(where: str, found: Search) -> None:
    """A review that is kept up says when it was searched and when it will be; one that is not promises nothing."""
    if found.mode == "one_off":
        if found.interval or found.next_due:
            raise CatalogueError(f"{where}, mode", "one_off with an interval or a day when the next search is due", f"next_due: {NOT_DUE}")
        return
    if found.last is None or found.interval is None:
        raise CatalogueError(f"{where}, mode", f"{found.mode} without a last_search or an interval", "both")
    due = later(found.last, found.interval.months)
    if found.next_due != due:
        raise CatalogueError(f"{where}, next_due", str(found.next_due), f"{due}, which is last_search and the interval")


def standing(found: Search, released: date) -> Standing:
    """``current``, ``overdue`` (its page says so) or ``expired`` (it is not published) on the day of the release."""
    if found.next_due is None or found.interval is None or released <= found.next_due:
        return "current"
    return "overdue" if released <= later(found.next_due, found.interval.grace_months) else "expired"


def later(start: date, months: int) -> date:
    """The same day so many months later, or the last of a month that is shorter."""
    year, month = divmod(start.year * 12 + start.month - 1 + months, 12)
    return date(year, month + 1, min(start.day, calendar.monthrange(year, month + 1)[1]))


def released(config: Path) -> date:
    """The day of the release, as the site's configuration says it (``extra.released``: 25 November 2026). Raises CatalogueError."""
    extra = read_yaml(config).get("extra", {})
    try:
        return datetime.strptime(f"{extra.get('released')} +0000", "%d %B %Y %z").date()
    except ValueError:
        raise CatalogueError(f"{config}, extra, released", repr(extra.get("released")), "a day such as 25 November 2026") from None
