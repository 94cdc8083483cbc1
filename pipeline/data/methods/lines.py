"""One unbroken line for a school that changed its URN, such as one that became an academy.

Grain of the result: one row an open school and closed predecessor. Only where one school followed one other: where schools merged or were
divided nobody can say whose figures came before. Traps: a link may be told from either end, or from both; the day may be unknown.
"""

from __future__ import annotations

from collections.abc import Iterator

import pandas as pd

MERGED = r"merged|split|amalgamation|amalgamated|centre|other|closure|expansion"
YEAR = 366  # days
REGISTER = pd.Timestamp("2022-04-01")


def lines(links: pd.DataFrame, schools: pd.DataFrame, closed: pd.DataFrame) -> pd.DataFrame:
    """``urn``, ``predecessor``, ``changed`` (the day on which the newer opened) and ``first_period`` of every line, by URN, latest first.

    ``links``, ``schools`` and ``closed`` as in the package ``schools``. The newer school must have opened within a year of the day on which
    the older closed: one that was there before, and took the other in, has figures of its own. A school whose closing day is in no register
    closed after the last register of closed schools, of April 2022.
    """
    opened = {**dict(zip(closed["urn"], closed["opened"], strict=True)), **dict(zip(schools["urn"], schools["opened"], strict=True))}
    steps = _steps(links)
    gone = pd.to_datetime(steps["before"].map(dict(zip(closed["urn"], closed["closed"], strict=True))), errors="coerce")
    new = pd.to_datetime(steps["after"].map(opened), errors="coerce")
    steps = steps[((new - gone).abs() <= pd.Timedelta(days=YEAR)) | (gone.isna() & (new > REGISTER))]
    before = dict(zip(steps["after"], steps["before"], strict=True))
    rows = [(urn, older, opened[newer], first_period(opened[newer])) for urn in schools["urn"] for newer, older in _back(urn, before)]
    return pd.DataFrame(rows, columns=["urn", "predecessor", "changed", "first_period"])


def _back(urn: str, before: dict[str, str]) -> Iterator[tuple[str, str]]:
    """From an open school back to the first of its line; a circle, which only a mistake makes, is left where it closes."""
    seen = {urn}
    while (older := before.get(urn)) is not None and older not in seen:
        yield urn, older
        seen.add(older)
        urn = older


def first_period(day: str) -> str:
    """The academic year in which a day lies: 2018-19 of 2018-09-01 and of 2019-03-31; "" of an unknown day."""
    if not day:
        return ""
    start = int(day[:4]) - (int(day[5:7]) < 9)
    return f"{start}-{(start + 1) % 100:02d}"


def _steps(links: pd.DataFrame) -> pd.DataFrame:
    """One step a pair of schools of which either follows no other and is followed by no other."""
    told = links[links["relation"].isin(["predecessor", "successor"])]
    back = told["relation"] == "predecessor"
    before, after = told["link_urn"].where(back, told["urn"]), told["urn"].where(back, told["link_urn"])
    pairs = pd.DataFrame({"before": before, "after": after, "merged": told["link_type"].str.contains(MERGED, case=False)})
    known = pairs.sort_values("merged").drop_duplicates(["before", "after"], keep="last")
    return known[~known["merged"] & ~known["before"].duplicated(keep=False) & ~known["after"].duplicated(keep=False)]


def along(codes: pd.Series, table: pd.DataFrame) -> pd.Series:
    """The code under whose line each row's figures stand: a predecessor's under the open school's."""
    return codes.replace(dict(zip(table["predecessor"], table["urn"], strict=True)))
