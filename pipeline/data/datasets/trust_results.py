"""Trust results: what the Department for Education itself printed of trusts at the end of key stages 2, 4 and 5.

Grain: ``STAGE-PERIOD`` one row a group (trust, or sponsor of several trusts); ``schools`` one row a school that the publisher counted
for a group, by stage and year. Groups are known by their UID in the register of groups; some have closed since.
Traps: only trusts with three or more schools that had been in them for three years; a school weighs the more the longer it has been in the
trust. Sponsors have a UID of their own, which is no trust's. A few lists of schools do not fit the number that is printed: see the README.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import pandas as pd

from pipeline.data.cells import coded
from pipeline.data.sources import Raw
from pipeline.errors import TidyError
from pipeline.model import Reason

# SUPP, SUPPM, SUPPMAT: too few pupils, of a school or of the trust. NEM: no school of the trust entered anybody.
CODES: Mapping[str, Reason] = {"SUPP": "c", "SUPPM": "c", "SUPPMAT": "c", "NEM": "z"}
GROUPS = {"Multi-academy trust": "multi-academy-trust", "School sponsor": "sponsor"}
NAME = "GROUP-NAME"
URN = r"[0-9]{6}"


@dataclass(frozen=True, slots=True)
class Sheet:
    """One raw file: which columns hold the group, its schools and, by our name, its ``figures``."""

    stage: str
    period: str
    figures: Mapping[str, str]
    uid: str = "UID"
    group: str = "GROUP-TYPE"
    schools: str = "SCHOOL-URNS"
    encoding: str = "utf-8-sig"

    @property
    def raw(self) -> str:
        """The file's path below the import folder."""
        return f"trusts/dfe-{self.period}-england_{self.stage}-mats-performance.csv"


def _with_limits(name: str, score: str, low: str, high: str) -> dict[str, str]:
    return {name: score, f"{name}_low": low, f"{name}_high": high}


def _progress(subject: str, ours: str) -> dict[str, str]:
    return _with_limits(ours, f"{subject}PROGSCORE_P_ADJUSTED_WGTAVG", f"{subject}PROG_LOWER_ADJ", f"{subject}PROG_UPPER_ADJ")


def _first(subject: str, ours: str) -> dict[str, str]:
    return _with_limits(ours, f"MAT-PROG-{subject}-SCORE", f"MAT-PROG-{subject}-CI-LOWER", f"MAT-PROG-{subject}-CI-UPPER")


def _cohort(name: str, short: str) -> dict[str, str]:
    """The value added of one kind of qualification; students and schools are counted for each kind."""
    counts = {f"{name}_schools": f"NUM_SCHLS_{short}", f"{name}_pupils": f"NUM_STUDENTS_{short}"}
    return {**counts, **_with_limits(name, f"VA_MAT_{short}", f"LCI_MAT_{short}", f"UCI_MAT_{short}")}


def _points(name: str, short: str, score: str) -> dict[str, str]:
    return {f"{name}_schools": f"NUMINST_{short}_MATPTINC", f"{name}_pupils": f"TALLPUP_{short}_MATPTINC", name: score}


READING, WRITING, MATHS = "ks2_reading_progress", "ks2_writing_progress", "ks2_maths_progress"
FIRST = {"schools_counted": "NUM-SCHLS", "pupils_counted": "NUM-PUPS"}
KS2 = {
    "schools_counted": "SCHOOLS",
    "pupils_counted": "TELIG",
    **_progress("READ", READING),
    **_progress("WRIT", WRITING),
    **_progress("MAT", MATHS),
}
KS4 = {
    "schools_counted": "SCHOOLS",
    "pupils_counted": "TPUP",
    **_with_limits("progress8", "P8SCORE_ADJ_WGTAVG", "P8SCORE_ADJ_LOWER", "P8SCORE_ADJ_UPPER"),
    "ebacc_entry_pct": "EBACC_E_PTQ_EE_WGTAVG",
}
KS4_FIRST = {
    **FIRST,
    **_with_limits("progress8", "MAT-PROG8-SCORE", "MAT-PROG8-CI-LOWER", "MAT-PROG8-CI-UPPER"),
    "ebacc_entry_pct": "MAT-EBACC-ENT",
}
KS4_LATEST = {
    "schools_counted": "NUMINST_MATPTINC",
    "pupils_counted": "TPUP_MATPTINC",
    "attainment8": "ATT8SCR_WGTAVG",
    **_with_limits("progress8", "P8MEA_WGTAVG", "P8CILOW", "P8CIUPP"),
    "english_maths_5_pct": "PTL2BASICS_95_WGTAVG",
    "ebacc_entry_pct": "PTEBACC_E_PTQ_EE_WGTAVG",
}
KS5 = {**_cohort("academic_value_added", "ACAD"), **_cohort("applied_value_added", "AGEN")}
KS5_LATEST = {
    **_points("academic_points", "ACAD", "TALLPPE_ACAD_1618"),
    **_points("applied_points", "AGEN", "TALLPPE_AGEN"),
}
LATEST = ("TRUST_UID", "TRUST_GROUP_TYPE", "INSTITUTIONS_MATPTINC", "cp1252")
SHEETS = (
    Sheet("ks2", "2016-17", {**FIRST, **_first("READ", READING), **_first("WRITE", WRITING), **_first("MATH", MATHS)}),
    Sheet("ks2", "2017-18", KS2),
    Sheet("ks2", "2018-19", {**KS2, "ks2_expected_pct": "RWMEXP_WGTAVG"}),
    Sheet("ks4", "2016-17", KS4_FIRST),
    Sheet("ks4", "2017-18", KS4),
    Sheet("ks4", "2018-19", KS4),
    Sheet("ks4", "2021-22", KS4_LATEST, *LATEST),
    Sheet("ks5", "2017-18", KS5),
    Sheet("ks5", "2018-19", KS5),
    Sheet("ks5", "2021-22", KS5_LATEST, *LATEST),
)


def tidy(raw: Raw) -> dict[str, pd.DataFrame]:
    """A table a stage and year, and the ``schools`` of all of them. Raises SourceError or TidyError."""
    read = [(sheet, raw.csv(sheet.raw, sheet.encoding, corrections=raw.corrections.of(sheet.raw, NAME))) for sheet in SHEETS]
    figures = {f"{sheet.stage}-{sheet.period}": _figures(sheet, table) for sheet, table in read}
    return {**figures, "schools": pd.concat([_schools(sheet, table) for sheet, table in read], ignore_index=True)}


def _figures(sheet: Sheet, table: pd.DataFrame) -> pd.DataFrame:
    strange = ~table[sheet.group].isin(list(GROUPS))
    if strange.any():
        raise TidyError(f"{sheet.raw}, {sheet.group}", repr(table[sheet.group][strange].iloc[0]), f"one of {sorted(GROUPS)}")
    columns = {ours: coded(table[theirs], CODES, f"{sheet.raw}, {theirs}") for ours, theirs in sheet.figures.items()}
    return pd.DataFrame({"uid": table[sheet.uid], "period": sheet.period, "group": table[sheet.group].map(GROUPS), **columns})


def _schools(sheet: Sheet, table: pd.DataFrame) -> pd.DataFrame:
    """One row a school that is listed; a group whose list is empty has none."""
    listed = table.assign(urn=table[sheet.schools].str.split(r"[;,]\s*", regex=True)).explode("urn")
    listed = listed[listed["urn"] != ""]
    strange = ~listed["urn"].str.fullmatch(URN)
    if strange.any():
        raise TidyError(f"{sheet.raw}, {sheet.schools}", repr(listed["urn"][strange].iloc[0]), "URNs of six digits")
    return pd.DataFrame({"stage": sheet.stage, "period": sheet.period, "uid": listed[sheet.uid], "urn": listed["urn"]})
