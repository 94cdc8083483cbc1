"""Which phase group each school of a census was in. Independent schools are told apart here, to be left out.

Only the files since 2018-19 say what type a school is. For earlier years, in this order: the type that the absence file gives
it in that year; the type that either publisher gives it in the nearest other year, of two the earlier; and, for a school that neither
ever names (closed before 2018, and a nursery, unit or independent school, which absence leaves out), the DfE's numbering of schools.
Trap: 36 schools change group over the years, nearly all of them primary schools that grew into all-through ones.
"""

from __future__ import annotations

from collections.abc import Mapping

import pandas as pd

from pipeline.data.datasets.school_lists import absence_schools, nearest
from pipeline.data.sources import Raw
from pipeline.errors import TidyError

REGISTER = "inspections/ofsted_outcomes_state_schools_2025-08-31.csv.gz"
REGISTER_PERIOD = "2025-26"
INDEPENDENT = "independent"

PHASE_OF_TYPE = {
    "State-funded nursery": "nursery",
    "State-funded primary": "primary",
    "State-funded secondary": "secondary",
    "State-funded special school": "special",
    "Non-maintained special school": "special",
    "Special": "special",
    "Pupil referral unit": "alternative-provision",
    "State-funded AP school": "alternative-provision",
    "Independent school": INDEPENDENT,
    "Nursery": "nursery",
    "Primary": "primary",
    "Secondary": "secondary",
    "PRU": "alternative-provision",
}

# First and last establishment number of each kind, as the DfE gives them out. Academies since 2010 may have any.
NUMBERS = (
    (1000, 1099, "nursery"),
    (1100, 1199, "alternative-provision"),
    (2000, 3999, "primary"),
    (4000, 4999, "secondary"),
    (6000, 6899, INDEPENDENT),
    (7000, 7999, "special"),
)


def known_phases(raw: Raw, censuses: Mapping[str, pd.DataFrame], register: pd.DataFrame) -> pd.DataFrame:
    """One row a school and year whose type a publisher gives: ``code``, ``period``, ``phase``.

    ``censuses`` are the school rows by period with ``code`` and, if the file has it, ``SCHOOLTYPE``. Raises TidyError.
    """
    own = [
        table.assign(period=period, type=table["SCHOOLTYPE"])[["code", "period", "type"]]
        for period, table in censuses.items()
        if "SCHOOLTYPE" in table
    ]
    registered = pd.DataFrame({"code": register["urn"], "period": REGISTER_PERIOD, "type": register["phase"]})
    absence = absence_schools(raw, "school_type").rename(columns={"urn": "code", "school_type": "type"})
    types = pd.concat([*own, registered, absence], ignore_index=True)
    strange = ~types["type"].isin(list(PHASE_OF_TYPE))
    if strange.any():
        first = types[strange].iloc[0]
        raise TidyError(f"type of {first['code']} in {first['period']}", repr(first["type"]), f"one of {sorted(PHASE_OF_TYPE)}")
    types["phase"] = types["type"].map(PHASE_OF_TYPE)
    return types.drop_duplicates(["code", "period"], ignore_index=True)[["code", "period", "phase"]]


def phases(schools: pd.DataFrame, period: str, known: pd.DataFrame) -> pd.Series:
    """The phase group, or ``independent``, of each row of ``schools`` (``code`` and ``number``, the four-digit establishment number).

    ``known`` is what ``known_phases`` gives. Raises TidyError for a school that nothing places.
    """
    found = schools["code"].map(nearest(known, period, "code", earlier=True)["phase"])
    placed = found.where(found.notna(), schools["number"].map(phase_of_number))
    if (placed == "").any():
        lost = schools[placed == ""].iloc[0]
        raise TidyError(f"phase of {lost['code']} in {period}", f"number {lost['number']!r}", "a type in some year, or a number that tells")
    return placed.astype("str")


def phase_of_number(number: str) -> str:
    """The phase group that the establishment number stands for; empty if it stands for none."""
    digits = int(number) if number.isdigit() else 0
    return next((phase for first, last, phase in NUMBERS if first <= digits <= last), "")
