"""The register's groups and links as read: which trusts and federations are open, and which school was linked to which.

Grain of ``open_groups``: one row an open group. Grain of ``links``: one row a school and group.
"""

from __future__ import annotations

import pandas as pd

from pipeline.data.corrections import Corrections, corrected
from pipeline.data.dates import iso
from pipeline.data.sources import Raw
from pipeline.data.words import hold, refuse

GROUPS = "register/gias_all_groups_2026-07.csv.gz"
LINKS = "register/gias_group_links_2022-08.csv.gz"
LINKED = "2022-08-01"  # the last day on which a school of that file joined a group

TYPES = {
    "Multi-academy trust": "multi-academy-trust",
    "Single-academy trust": "single-academy-trust",
    "Secure single-academy trust": "secure-single-academy-trust",
    "Federation": "federation",
}
LEFT_OUT = {"Children's Centres Collaboration", "Children's Centres Group", "School sponsor", "Trust", "Umbrella trust"}
STATUSES = {"Open", "Closed", "Proposed to open"}
LOST = "\ufffd"  # what stands where a letter was lost on the way


def open_groups(raw: Raw, corrections: Corrections) -> pd.DataFrame:
    """Open trusts and federations: the publisher's columns, names corrected, ``type`` in our words. Raises TidyError."""
    groups = raw.csv(GROUPS)
    hold(groups["group_type"], [*TYPES, *LEFT_OUT], f"{GROUPS}, group_type")
    hold(groups["group_status"], STATUSES, f"{GROUPS}, group_status")
    groups["group_name"] = corrected(groups, "group_uid", "group_name", corrections.of(GROUPS, "group_name"))
    wanted = groups[groups["group_type"].isin(list(TYPES)) & (groups["group_status"] == "Open")].reset_index(drop=True)
    refuse(wanted["group_name"], wanted["group_name"].str.contains(LOST), GROUPS, "a name without lost letters; add a correction")
    return wanted.assign(type=wanted["group_type"].map(TYPES))


def links(raw: Raw) -> pd.DataFrame:
    """``urn, uid, type, joined`` of the links open in August 2022; ``joined`` in ISO and "" where not known. Raises TidyError."""
    table = raw.csv(LINKS).rename(columns={"URN": "urn", "Group UID": "uid", "Group Type": "group_type", "Joined date": "joined"})
    hold(table["group_type"], [*TYPES, *LEFT_OUT], f"{LINKS}, Group Type")
    wanted = table[table["group_type"].isin(list(TYPES))]
    typed = wanted.assign(type=wanted["group_type"].map(TYPES), joined=iso(wanted["joined"], "yyyy-mm-dd", LINKS))
    return typed[["urn", "uid", "type", "joined"]].reset_index(drop=True)
