"""What came before and after a school, out of the register's links.

Grain of ``stated_links``: one row a link as a school's own entry states it. Grain of ``successions``: one row a school and a school before
or after it, both ways whichever side states it.
Traps: some links are stated on one side only; "Result of Amalgamation" and the like do not say which school went on, and a few pairs
contradict each other: there the school that is closed came before the one that is not, and otherwise the link is kept as ``other``.
"""

from __future__ import annotations

import pandas as pd

from pipeline.data.corrections import Correction
from pipeline.data.dates import iso
from pipeline.data.sources import Raw
from pipeline.data.words import hold
from pipeline.errors import TidyError

FILE = "register/gias_establishment_links_2025-04-22.csv.gz"
AFTER = {"Successor", "Successor - merged", "Successor - amalgamated", "Successor - Split School"}
BEFORE = {"Predecessor", "Predecessor - merged", "Predecessor - amalgamated", "Predecessor - Split School"}
MERGED = {
    *("Result of Amalgamation", "Closure", "Merged - change in age range", "Merged - expansion of school capacity"),
    "Merged - expansion in school capacity and changer in age range",
}
ASIDE = {"Sixth Form Centre School", "Sixth Form Centre Link", "Other", "Expansion"}
SPLIT = "Split"


def stated_links(raw: Raw) -> pd.DataFrame:
    """``urn, link_urn, link_type, date`` of English schools, and the successors that corrections add. Raises TidyError."""
    table = raw.csv(FILE)
    hold(table["LinkType"], AFTER | BEFORE | MERGED | ASIDE, f"{FILE}, LinkType")
    stated = pd.DataFrame(
        {
            "urn": table["URN"],
            "link_urn": table["LinkURN"],
            "link_type": table["LinkType"],
            "date": iso(table["LinkEstablishedDate"], "dd-mm-yyyy", f"{FILE}, LinkEstablishedDate"),
        }
    )
    english = stated["urn"].str.startswith("1") & stated["link_urn"].str.startswith("1")
    return pd.concat([stated[english], _added(stated, raw.corrections.of(FILE, "LinkURN"))], ignore_index=True)


def _added(stated: pd.DataFrame, corrections: list[Correction]) -> pd.DataFrame:
    """Successors that the file does not have yet. Raises TidyError if it has them by now."""
    for correction in corrections:
        if correction.expects or ((stated["urn"] == correction.row) & stated["link_type"].isin(AFTER)).any():
            raise TidyError(correction.where, "a successor in the register", "none, as the correction says")
    rows = [(correction.row, correction.becomes, "Successor", "") for correction in corrections]
    return pd.DataFrame(rows, columns=stated.columns, dtype="str")


def successor_pairs(stated: pd.DataFrame, ended: set[str]) -> pd.DataFrame:
    """``before, after`` for each link whose direction is known; ``ended`` are the schools known to be closed."""
    told = pd.concat([_directed(stated, AFTER, False), _directed(stated, BEFORE, True)], ignore_index=True).drop_duplicates()
    reverse = told.merge(told, left_on=["before", "after"], right_on=["after", "before"], suffixes=("", "_too"))[["before", "after"]]
    unclear = pd.concat([reverse, _directed(stated, MERGED, False), _directed(stated, MERGED, True)], ignore_index=True).drop_duplicates()
    settled = unclear[unclear["before"].isin(list(ended)) & ~unclear["after"].isin(list(ended))]
    clear = told.merge(reverse, how="left", indicator=True)
    clear = clear[clear["_merge"] == "left_only"][["before", "after"]]
    return pd.concat([clear, settled], ignore_index=True).drop_duplicates(ignore_index=True)


def _directed(stated: pd.DataFrame, kinds: set[str], backwards: bool) -> pd.DataFrame:
    rows = stated[stated["link_type"].isin(list(kinds))]
    names = {"urn": "after", "link_urn": "before"} if backwards else {"urn": "before", "link_urn": "after"}
    return rows.rename(columns=names)[["before", "after"]]


def successions(stated: pd.DataFrame, ended: set[str]) -> pd.DataFrame:
    """``urn, link_urn, relation, link_type, date``; ``link_type`` is empty where only the other school states the link."""
    pairs = successor_pairs(stated, ended)
    ahead = pairs.rename(columns={"before": "urn", "after": "link_urn"}).assign(relation="successor")
    back = pairs.rename(columns={"after": "urn", "before": "link_urn"}).assign(relation="predecessor")
    both = pd.concat([ahead, back], ignore_index=True).drop_duplicates(["urn", "link_urn"])
    own = stated.drop_duplicates(["urn", "link_urn"])
    whole = both.merge(own, on=["urn", "link_urn"], how="outer")
    other_side = own.rename(columns={"urn": "link_urn", "link_urn": "urn", "date": "other_date"})[["urn", "link_urn", "other_date"]]
    whole = whole.merge(other_side, on=["urn", "link_urn"], how="left")
    whole["relation"] = whole["relation"].fillna("other")
    whole = whole.fillna("")
    whole["date"] = whole["date"].where(whole["date"] != "", whole["other_date"])
    return whole[["urn", "link_urn", "relation", "link_type", "date"]]
