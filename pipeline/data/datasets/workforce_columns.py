"""The workforce files of each year: which of their columns are which of ours, and what their codes mean.

Sources: the publisher's dictionaries of the performance tables' workforce files, one a year, and its lists of abbreviations.
"""

from __future__ import annotations

from pipeline.model import Reason

KEY = ["level", "code", "phase", "period", "la"]
PRINTED = ["teachers_fte", "teaching_assistants_fte", "pupil_teacher_ratio", "mean_teacher_pay_gbp"]
COLUMNS = [*KEY, *PRINTED[:3], "assistants_per_teacher", "mean_teacher_pay_gbp"]

# "SUPP": so few people that they could be recognised. "NA" in full: "not applicable: figures are either not available for the year
# in question, or the data field is not applicable to this school"; it does not tell which. "DNS": the school did not send its return.
CODES: dict[str, Reason] = {"SUPP": "c", "NA": "x", "DNS": "x"}
BLANK: dict[str, Reason] = {"": "x"}  # in the compiled file of 2023-24 and the national rows: no reason is given

SHORT = {
    "teachers_fte": "NFTETEA",
    "teaching_assistants_fte": "NFTETEAAS",
    "pupil_teacher_ratio": "RATPUPTEA",
    "mean_teacher_pay_gbp": "SALARY",
}
LONG = {
    "teachers_fte": "Total Number of Teachers (Full-Time Equivalent)",
    "teaching_assistants_fte": "Total Number of Teaching Assistants (Full-time Equivalent)",
    "pupil_teacher_ratio": "Pupil:     Teacher Ratio",
    "mean_teacher_pay_gbp": "Mean Gross FTE Salary of All Teachers",
}
IN_POUNDS = LONG | {"mean_teacher_pay_gbp": "Mean Gross FTE Salary of All Teachers (£s)"}

# Year: what each of our columns is called in that year's performance table.
TABLES: dict[str, dict[str, str]] = {
    **dict.fromkeys(("2010-11", "2011-12", "2012-13", "2013-14", "2014-15"), SHORT),
    **dict.fromkeys(("2015-16", "2016-17"), LONG),
    **dict.fromkeys(("2017-18", "2018-19", "2020-21"), IN_POUNDS),
}

# The school workforce census of November 2016, in full: nursery, special and alternative provision too, but no pay and no ratio.
CENSUS_PERIOD, CENSUS = "2016-17", "staff/dfe-2016-swfc_fte.csv.gz"
CENSUS_COLUMNS = {"teachers_fte": "teacher_fte", "teaching_assistants_fte": "ta_fte"}

LATEST_PERIOD, LATEST = "2023-24", "staff/compiled-latest-2023-24-workforce-by-urn.csv.gz"
LATEST_YEAR = "2023/24"
LATEST_COLUMNS = {"pupil_teacher_ratio": "ptr", "teachers_fte": "teachersFte"}

# Rows that no list of schools has, so that nothing says what kind of school they are. Seven have no figures; three of 2011/12 have.
UNPLACED = {
    "2010-11": {"100985"},
    "2011-12": {"100985", "106020", "106976", "122391", "123961", "123968", "123969"},
    "2013-14": {"139371", "140331"},
}


def table_of(period: str) -> str:
    """The performance table of ``period`` below the import folder."""
    return f"staff/dfe-{period}-england_swf.csv.gz"
