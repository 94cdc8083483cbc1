"""Closed schools: those that the register of 2022 calls closed, and those that stood in it and are gone.

Grain: one row a closed school in England. Traps: the list of April 2022 holds every kind of establishment, independent ones too, without
saying which; kind and authority come from the performance tables' lists of schools, and are empty for what closed before 2015. Close dates
after the list's own day were plans: such a school counts as open if it is in the register of 2025. A school that has gone
since then has no known close date; the link to its successor may have one.
"""

from __future__ import annotations

from collections.abc import Mapping

import pandas as pd

from pipeline.data.authorities import latest_code
from pipeline.data.datasets.schools_details import GIAS, TABLES_2022, town
from pipeline.data.datasets.schools_links import SPLIT, successor_pairs
from pipeline.data.datasets.schools_words import STATE_FUNDED, kind
from pipeline.data.dates import iso
from pipeline.data.sources import Raw
from pipeline.data.workbooks import workbook

APRIL = "register/gias_all_incl_closed_names_2022-04.csv.gz"
OCTOBER = "register/gias_schools_incl_closed_names_2022-10.csv.gz"
MAINSTREAM = "register/gias_mainstream_open_2022-07.csv.gz"
TABLES = {  # newest first: file, columns of the kind, of the lowest and of the highest age
    TABLES_2022: ("SCHOOLTYPE", "AGELOW", "AGEHIGH"),
    "register/dfe-2017-18-england_spine.xlsx": ("NFTYPE", "AGEL", "AGEH"),
    "register/dfe-2016-17-england_spine.xlsx": ("NFTYPE", "AGEL", "AGEH"),
    "register/dfe-2015-16-england_spine.xlsx": ("NFTYPE", "AGEL", "AGEH"),
}
ABROAD = {"702", "704"}  # schools of the armed forces and of companies abroad: no English authority
COLUMNS = ["urn", "name", "type", "low_age", "high_age", "town", "postcode", "la", "opened", "closed", "basis", "fate", "leads_to"]


def closed_schools(raw: Raw, stated: pd.DataFrame, open_urns: set[str]) -> pd.DataFrame:
    """COLUMNS for every closed school; ``stated`` are the links, ``open_urns`` the register's schools. Raises TidyError."""
    listed, described = _listed(raw), _described(raw)
    there = set(raw.csv(GIAS)["URN"]) - set(stated.loc[stated["link_type"].eq("Successor"), "urn"])
    listed = listed[listed["urn"].str.startswith("1") & ~listed["urn"].isin(list(open_urns | there))]
    ended = set(listed.loc[listed["stated"], "urn"])
    pairs = successor_pairs(stated, ended)
    left_behind = _left_behind(stated, pairs)
    state_funded = set(described.loc[described["type"].isin(list(STATE_FUNDED)), "urn"]) | set(raw.csv(MAINSTREAM)["urn"])
    basis = pd.Series("", index=listed.index).mask(listed["urn"].isin(list(state_funded)), "gone-by-2025")
    basis = basis.mask(listed["urn"].isin(list(left_behind)), "succeeded").mask(listed["stated"], "register-2022")
    closed = listed.assign(basis=basis)[basis != ""].merge(described, on="urn", how="left").fillna("")
    return _with_fate(closed, pairs, open_urns)[COLUMNS].reset_index(drop=True)


def _left_behind(stated: pd.DataFrame, pairs: pd.DataFrame) -> set[str]:
    """Schools with a successor that is more than a part split off."""
    parted = stated[stated["link_type"].str.contains(SPLIT)]
    split = set(zip(parted["urn"], parted["link_urn"], strict=True)) | set(zip(parted["link_urn"], parted["urn"], strict=True))
    return {before for before, after in pairs.itertuples(index=False) if (before, after) not in split}


def _listed(raw: Raw) -> pd.DataFrame:
    """Every establishment of 2022: ``urn, name, town, postcode, opened, closed, stated``; what the newest list says counts."""
    lists = [_list(raw, OCTOBER), _list(raw, APRIL)]
    whole = pd.concat(lists, ignore_index=True)
    # A list may have a close date that a newer one has not: the school is closed all the same.
    stated = set(whole.loc[whole["stated"], "urn"])
    whole = whole.sort_values("stated", ascending=False, kind="stable").drop_duplicates("urn")
    return whole.assign(stated=whole["urn"].isin(list(stated)))


def _list(raw: Raw, name: str) -> pd.DataFrame:
    table = raw.csv(name)
    return pd.DataFrame(
        {
            "urn": table["urn"],
            "name": table["name"],
            "town": town(table["town"]),
            "postcode": table["postcode"],
            "opened": iso(table["open_date"], "dd-mm-yyyy", f"{name}, open_date"),
            "closed": iso(table["close_date"], "dd-mm-yyyy", f"{name}, close_date"),
            "stated": table["close_date"] != "",
        }
    )


def _described(raw: Raw) -> pd.DataFrame:
    """``urn, type, low_age, high_age, la`` of every school of the performance tables, the newest first to count."""
    return pd.concat([_table(raw, name) for name in TABLES], ignore_index=True).drop_duplicates("urn")


def _table(raw: Raw, name: str) -> pd.DataFrame:
    table, (words, low, high) = workbook(raw, name), TABLES[name]
    described = {
        "urn": table["URN"],
        "type": kind(table[words], f"{name}, {words}"),
        "low_age": table[low],
        "high_age": table[high].replace("99", ""),
        "la": latest_code(table["LA"].where(~table["LA"].isin(list(ABROAD)), "")),
    }
    return pd.DataFrame(described)


def _with_fate(closed: pd.DataFrame, pairs: pd.DataFrame, open_urns: set[str]) -> pd.DataFrame:
    """``leads_to``: the open schools that came of it over any number of steps; ``fate``: whether there is such a school."""
    after: dict[str, list[str]] = {}
    for before, successor in pairs.itertuples(index=False, name=None):
        after.setdefault(before, []).append(successor)
    ends = closed["urn"].map(lambda urn: _open_after(urn, after, open_urns))
    fate = ends.map(bool).map({True: "goes-on", False: ""}).mask(~closed["urn"].isin(list(after)), "no-successor")
    return closed.assign(leads_to=ends.map(" ".join), fate=fate.replace("", "successor-not-open"))


def _open_after(urn: str, after: Mapping[str, list[str]], open_urns: set[str]) -> list[str]:
    seen, ahead, found = {urn}, [urn], set()
    while ahead:
        for successor in after.get(ahead.pop(), []):
            if successor in open_urns:
                found.add(successor)
            elif successor not in seen:
                ahead.append(successor)
            seen.add(successor)
    return sorted(found)
