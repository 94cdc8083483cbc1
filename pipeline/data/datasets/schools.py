"""Schools: the register of open state-funded schools, what is known of closed ones, and what came before and after.

Grain: ``schools`` one row an open school of Ofsted's register at 31 August 2025; ``closed`` one row a closed school;
``links`` one row a school and a school before or after it.
Traps: Ofsted's register says which schools there are, where they lie and who runs them; the DfE's register of 17 July 2025 adds
the rest. They differ: 52 non-maintained special schools and 3 city technology colleges are described only in the performance tables of
2021/22, 9 academies are newer than the DfE's file, and 76 colleges for 16 to 19 stand only there (they are no schools of this register).
Ofsted gives the authority in whose area a school lies, the DfE the one that is responsible for it; we take the latter.
"""

from __future__ import annotations

from pathlib import Path

import pandas as pd

from pipeline.data import corrections
from pipeline.data.datasets import trusts
from pipeline.data.datasets.schools_closed import closed_schools
from pipeline.data.datasets.schools_details import DETAILS, details, website
from pipeline.data.datasets.schools_links import stated_links, successions
from pipeline.data.datasets.schools_words import NO_TRUST, PHASES, TYPES
from pipeline.data.groups import links, open_groups
from pipeline.data.sources import Raw
from pipeline.data.words import word

REGISTER = trusts.REGISTER
CENSUS = "inclusion/school_characteristics_census_2026-01.csv.gz"
QUINTILES = {**{digit: digit for digit in "12345"}, "NULL": ""}
COLUMNS = [
    *("urn", "name", "phase", "phase_published", "type", "status", "low_age", "high_age", "gender", "religious_character", "sixth_form"),
    *("admissions_policy", "street", "locality", "address3", "town", "county", "postcode", "lat", "lng", "la", "region", "pupils"),
    *("pupils_source", "trust", "trust_status", "federation", "opened", "closed", "website", "idaci_quintile", "laestab", "ukprn"),
    "details_source",
]


def tidy(raw: Raw) -> dict[str, pd.DataFrame]:
    """The open schools, the closed schools and the links between them. Raises TidyError."""
    register = raw.csv(REGISTER)
    known = details(raw, register)
    pairs = stated_links(raw)
    closed = closed_schools(raw, pairs, set(register["urn"]))
    return {
        "schools": _schools(raw, register, known),
        "closed": closed,
        "links": successions(pairs, set(closed["urn"])),
    }


def _schools(raw: Raw, register: pd.DataFrame, known: pd.DataFrame) -> pd.DataFrame:
    schools = register[["urn", "name", "postcode", "lat", "lng"]].merge(known[["urn", *DETAILS]], on="urn", validate="one_to_one")
    schools["phase"] = word(register["phase"], PHASES, f"{REGISTER}, phase")
    schools["phase_published"] = schools["phase_published"].where(schools["phase_published"] != "", register["phase"])
    schools["type"] = word(register["type"], TYPES, f"{REGISTER}, type")
    schools["idaci_quintile"] = word(register["idaci_quintile"], QUINTILES, f"{REGISTER}, idaci_quintile")
    schools["website"] = schools["website"].map(website)
    schools["closed"] = ""
    return _with_pupils(_with_trust(schools, raw, register), raw, register)[COLUMNS]


def _with_pupils(schools: pd.DataFrame, raw: Raw, register: pd.DataFrame) -> pd.DataFrame:
    """Pupils on roll in January 2026, else the number in Ofsted's register (the census of a year before)."""
    census = raw.csv(CENSUS)
    newest = schools["urn"].map(dict(zip(census["urn"], census["pupils_on_roll"], strict=True))).fillna("")
    earlier = register["total_pupils_ofsted"]
    source = pd.Series("", index=schools.index).mask(earlier != "", "ofsted-2025-08").mask(newest != "", "census-2026-01")
    return schools.assign(pupils=newest.where(newest != "", earlier), pupils_source=source)


def _with_trust(schools: pd.DataFrame, raw: Raw, register: pd.DataFrame) -> pd.DataFrame:
    """``trust``, ``trust_status`` and ``federation``: by the very rules of the package of trusts."""
    fixes = corrections.load(Path(raw.dataset.folder).parent / "trusts")
    groups, linked = open_groups(raw, fixes), links(raw)
    members = trusts.membership(register, groups, linked, fixes)
    kinds = dict(zip(groups["group_uid"], groups["type"].str.removesuffix("-trust").str.removeprefix("secure-"), strict=True))
    uid = schools["urn"].map(dict(zip(members["urn"], members["uid"], strict=True)))
    without = schools["type"].map(lambda kind: NO_TRUST.get(kind, "unknown"))
    federated = trusts.federations(register, groups, linked).sort_values("joined")
    federation = schools["urn"].map(dict(zip(federated["urn"], federated["uid"], strict=True)))
    return schools.assign(trust=uid.fillna(""), trust_status=uid.map(kinds).fillna(without), federation=federation.fillna(""))
