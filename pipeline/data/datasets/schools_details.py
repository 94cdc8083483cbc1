"""What the DfE's register adds to a school: ages, faith, address, the responsible authority.

Grain: one row a school of Ofsted's register. Traps: academies newer than the file have no details but their authority; the website is
whatever the school typed.
"""

from __future__ import annotations

import re

import pandas as pd

from pipeline.data.authorities import authorities, ons_code
from pipeline.data.datasets.areas import LOOKUP
from pipeline.data.dates import iso
from pipeline.data.sources import Raw
from pipeline.data.spelling import readable
from pipeline.data.words import word
from pipeline.data.workbooks import workbook

GIAS = "register/gias_statefunded_2025-07-17.csv.gz"
TABLES_2022 = "register/dfe-2021-22-england_school_information.xlsx"
PERIOD = "2024-25"
DETAILS = [
    *("phase_published", "status", "low_age", "high_age", "gender", "religious_character", "sixth_form", "admissions_policy", "street"),
    *("locality", "address3", "town", "county", "la", "region", "opened", "website", "laestab", "ukprn", "details_source"),
]
GIAS_COLUMNS = {
    "URN": "urn",
    "PhaseOfEducation (name)": "phase_published",
    "EstablishmentStatus (name)": "status",
    "StatutoryLowAge": "low_age",
    "StatutoryHighAge": "high_age",
    "Gender (name)": "gender",
    "ReligiousCharacter (name)": "religious_character",
    "OfficialSixthForm (name)": "sixth_form",
    "AdmissionsPolicy (name)": "admissions_policy",
    "Street": "street",
    "Locality": "locality",
    "Address3": "address3",
    "Town": "town",
    "County (name)": "county",
    "LA (code)": "dfe_code",
    "OpenDate": "opened",
    "SchoolWebsite": "website",
    "UKPRN": "ukprn",
}
TABLES_COLUMNS = {
    "URN": "urn",
    "AGELOW": "low_age",
    "AGEHIGH": "high_age",
    "GENDER": "gender",
    "RELCHAR": "religious_character",
    "ADMPOL": "admissions_policy",
    "STREET": "street",
    "LOCALITY": "locality",
    "ADDRESS3": "address3",
    "TOWN": "town",
    "LA": "dfe_code",
    "OPENDATE": "opened",
    "LAESTAB": "laestab",
}
STATUSES = {"Open": "Open", "Open, but proposed to close": "Open, but proposed to close"}
UNFILLED = {"Select": ""}
NOTHING = {"Not applicable": "", "Not recorded": ""}
HOST = r"(?:[a-z0-9](?:[a-z0-9-]*[a-z0-9])?\.)+[a-z]{2,}"
ADDRESS = re.compile(rf"(?:(https?):/{{0,2}})?({HOST})\.?(:\d+)?((?:[/?#][\w\-./?=&%#~+,;:@!*()]*)?)", re.IGNORECASE | re.ASCII)


def details(raw: Raw, register: pd.DataFrame) -> pd.DataFrame:
    """``urn`` and DETAILS for every school of ``register``, empty where nothing is recorded. Raises TidyError."""
    from_dfe = _from_gias(raw)
    without = register[~register["urn"].isin(from_dfe["urn"])]
    from_tables = _from_tables(raw, without)
    unknown = without.loc[~without["urn"].isin(from_tables["urn"]), ["urn"]]
    known = pd.concat([from_dfe, from_tables, unknown], ignore_index=True)
    whole = register[["urn", "la"]].merge(known, on="urn", how="left", validate="one_to_one").fillna("")
    lookup = raw.csv(LOOKUP)
    lies_in = word(whole["la"], dict(zip(lookup["ofsted_la_name"], lookup["dfe_la_code"], strict=True)), "Ofsted's register, la")
    whole["la"] = ons_code(whole["dfe_code"].where(whole["dfe_code"] != "", lies_in), PERIOD)
    whole["region"] = whole["la"].map(authorities().set_index("code")["region"])
    whole["status"] = whole["status"].replace("", "Open")
    return whole[["urn", *DETAILS]]


def _from_gias(raw: Raw) -> pd.DataFrame:
    table = raw.csv(GIAS)
    named = table.rename(columns=GIAS_COLUMNS)[list(GIAS_COLUMNS.values())]
    return named.assign(
        status=word(named["status"], STATUSES, f"{GIAS}, status"),
        high_age=named["high_age"].replace("99", ""),
        town=town(named["town"]),
        county=named["county"].replace(NOTHING),
        opened=iso(named["opened"], "dd-mm-yyyy", f"{GIAS}, OpenDate"),
        laestab=table["LA (code)"] + table["EstablishmentNumber"].str.zfill(4),
        details_source="gias-2025-07",
    )


def _from_tables(raw: Raw, wanted: pd.DataFrame) -> pd.DataFrame:
    """From the performance tables of 2021/22; their address only if its postcode is still the school's."""
    table = workbook(raw, TABLES_2022)
    rows = table.merge(wanted[["urn", "postcode"]], left_on="URN", right_on="urn").drop(columns="urn")
    named = rows.rename(columns=TABLES_COLUMNS)[list(TABLES_COLUMNS.values())].copy()
    moved = rows["POSTCODE"] != rows["postcode"]
    named.loc[moved, ["street", "locality", "address3", "town"]] = ""
    return named.assign(opened=iso(named["opened"], "dd-mm-yyyy", f"{TABLES_2022}, OPENDATE"), details_source="tables-2021-22")


def town(typed: pd.Series) -> pd.Series:
    """Towns in a reading form; empty where the form was left at its first choice."""
    return typed.replace(UNFILLED).map(lambda name: readable(name, {}))


def website(typed: str) -> str:
    """A web address that is safe to link to: http or https, a plain host, no user name; "" for anything else."""
    match = ADDRESS.fullmatch(typed.strip())
    if not match:
        return ""
    scheme, host, port, path = (part or "" for part in match.groups())
    return f"{scheme.lower() or 'http'}://{host.lower()}{port}{path}"
