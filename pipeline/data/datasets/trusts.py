"""Trusts: who runs academies, and the federations of maintained schools.

Grain: ``trusts`` one row an open trust or federation; ``membership`` one row an academy whose trust is known;
``federation_membership`` one row a school and federation.
Traps: Ofsted's register names a multi-academy trust and gives no identifier, in the spelling of August 2025, while the list of
groups is of July 2026: trusts renamed in between stand in ``corrections.yaml``. It does not name single-academy trusts: these are known
from the links of August 2022, if the trust is still open. Those links hold all that were open then, so a school that was not linked to its
trust of today has joined it since (``joined_after``).
"""

from __future__ import annotations

from collections.abc import Iterable

import pandas as pd

from pipeline.data.corrections import Correction, Corrections
from pipeline.data.dates import iso
from pipeline.data.groups import GROUPS, LINKED, links, open_groups
from pipeline.data.sources import Raw
from pipeline.data.spelling import readable, spellings
from pipeline.errors import TidyError

REGISTER = "inspections/ofsted_outcomes_state_schools_2025-08-31.csv.gz"
ACADEMY = "Academy|Free School|Studio School|University Technical College"
LINK_COLUMNS = ["uid", "urn", "joined", "joined_after", "basis"]


def tidy(raw: Raw) -> dict[str, pd.DataFrame]:
    """The open trusts and federations and who belongs to them. Raises TidyError for a trust's name that is not known."""
    corrections = raw.corrections
    register, groups, linked = raw.csv(REGISTER), open_groups(raw, corrections), links(raw)
    return {
        "trusts": _trusts(groups, [*raw.csv(GROUPS)["group_name"], *register["mat_name"], *register["name"]]),
        "membership": membership(register, groups, linked, corrections),
        "federation_membership": federations(register, groups, linked),
    }


def membership(register: pd.DataFrame, groups: pd.DataFrame, linked: pd.DataFrame, corrections: Corrections) -> pd.DataFrame:
    """One row an open academy whose trust is known. ``register`` is Ofsted's, the others as ``groups`` gives them. Raises TidyError."""
    named = _named(register, groups, corrections)
    alone = _alone(register, groups, linked)
    members = pd.concat([named, alone], ignore_index=True).merge(linked, on=["urn", "uid"], how="left")
    later = members["joined"].isna()
    members["joined_after"] = later.map({True: LINKED, False: ""})
    return members.assign(joined=members["joined"].fillna(""))[LINK_COLUMNS]


def _named(register: pd.DataFrame, groups: pd.DataFrame, corrections: Corrections) -> pd.DataFrame:
    """Schools with a trust's name in the register, by name without regard to case, then by correction."""
    trusts = groups[groups["type"] != "federation"]
    exact = _unique(zip(trusts["group_name"].map(_folded), trusts["group_uid"], strict=True))
    lines = {_folded(line.expects): line for line in corrections.of(REGISTER, "mat_name")}
    _hold(lines, exact, set(trusts["group_uid"]), set(register["mat_name"].map(_folded)))
    renamed = {name: line.becomes for name, line in lines.items()}
    schools = register.loc[register["mat_name"] != "", ["urn", "mat_name"]]
    folded = schools["mat_name"].map(_folded)
    uid = folded.map({**exact, **renamed})
    if uid.isna().any():
        raise TidyError(REGISTER, repr(schools["mat_name"][uid.isna()].iloc[0]), "the name of an open trust, or a correction")
    basis = folded.isin(list(renamed)).map({True: "register-name-corrected", False: "register-name"})
    return pd.DataFrame({"urn": schools["urn"], "uid": uid, "basis": basis})


def _hold(lines: dict[str, Correction], exact: dict[str, str], uids: set[str], names: set[str]) -> None:
    """Every correction must be needed, must lead to an open trust and must find the name that it expects, of whatever school."""
    for name, line in lines.items():
        if name in exact or line.becomes not in uids or name not in names or line.row:
            found = f"{line.expects!r} leads to {line.becomes}"
            raise TidyError(line.where, found, "no row, an unmatched name and the UID of an open trust")


def _alone(register: pd.DataFrame, groups: pd.DataFrame, linked: pd.DataFrame) -> pd.DataFrame:
    """Academies without a trust's name that were in 2022 linked to a single-academy trust which is still open."""
    without = register.loc[register["type"].str.contains(ACADEMY) & (register["mat_name"] == ""), "urn"]
    still = groups.loc[groups["type"].isin(["single-academy-trust", "secure-single-academy-trust"]), "group_uid"]
    rows = linked[linked["urn"].isin(without) & linked["uid"].isin(still)]
    if rows["urn"].duplicated().any():
        raise TidyError("links of 2022", f"URN {rows['urn'][rows['urn'].duplicated()].iloc[0]} in two trusts", "one trust a school")
    return rows[["urn", "uid"]].assign(basis="links-2022")


def federations(register: pd.DataFrame, groups: pd.DataFrame, linked: pd.DataFrame) -> pd.DataFrame:
    """One row a school of the register and the federation that it was linked to in 2022, if that is still open."""
    still = groups.loc[groups["type"] == "federation", "group_uid"]
    rows = linked[linked["urn"].isin(register["urn"]) & linked["uid"].isin(still)]
    return rows.assign(joined_after="", basis="links-2022")[LINK_COLUMNS].reset_index(drop=True)


def _trusts(groups: pd.DataFrame, names: Iterable[str]) -> pd.DataFrame:
    known = spellings(names)
    opened = groups["incorporated_on__open_date_"].where(groups["incorporated_on__open_date_"] != "", groups["open_date"])
    return pd.DataFrame(
        {
            "uid": groups["group_uid"],
            "group_id": groups["group_id"],
            "name": groups["group_name"].map(lambda name: readable(name, known)),
            "name_published": groups["group_name"],
            "type": groups["type"],
            "companies_house_number": groups["companies_house_number"],
            "ukprn": groups["ukprn"],
            "opened": iso(opened, "dd/mm/yyyy", GROUPS),
            "town": groups["group_town"].map(lambda name: readable(name, {})),
            "postcode": groups["group_postcode"],
        }
    )


def _folded(name: str) -> str:
    return " ".join(name.casefold().split())


def _unique(pairs: Iterable[tuple[str, str]]) -> dict[str, str]:
    found: dict[str, str] = {}
    for name, uid in pairs:
        if name in found:
            raise TidyError(GROUPS, f"{name!r} as {found[name]} and {uid}", "each open trust's name once")
        found[name] = uid
    return found
