"""Maintained schools' income and spending, financial years 2013-14 to 2017-18.

Grain: one row a school and year, April to March. Traps: a part of the spending is not in the printed total of many schools, about as
much as staff cost, most often at small schools and in 2015-16. The sign is that far more of the income seems to be left over than
any school saves: what lies between is nearly empty (see README). Such a total is printed and cannot be relied on: ``u``, never a figure.
The files may end with rows of no school. Pupils are those of the census of January in the year, which leaves out kinds of school.
"""

from __future__ import annotations

from dataclasses import dataclass

import pandas as pd

from pipeline.data.cells import coded
from pipeline.data.datasets.characteristics_columns import CENSUSES, made_of
from pipeline.data.datasets.finance_figures import (
    BLANK,
    figures,
    for_each_pupil,
    number,
    one_each,
    opened_after,
    withheld,
    without_spending,
)
from pipeline.data.sources import Raw
from pipeline.errors import TidyError
from pipeline.model import Reason

PERIODS = ("2013-14", "2014-15", "2015-16", "2016-17", "2017-18")
NO_SCHOOL = "nan"
PUPIL_CODES: dict[str, Reason] = {**BLANK, "SUPP": "c", "NP": "x"}  # as in characteristics: few pupils; not published

MOST_LEFT = 0.25  # of the income: more is a sign that spending is missing
MOST_DRAWN = -1.0  # who spent more than twice the income printed had income that is not in it


@dataclass(frozen=True, slots=True)
class Year:
    """The files of one financial year: the compiled one, the census that has the pupils, and the column with them."""

    period: str

    @property
    def raw(self) -> str:
        """The compiled file with income, spending and balance."""
        return f"finance/compiled-{self.period}-financials.csv.gz"

    @property
    def census(self) -> str:
        """The census of January in the year."""
        return CENSUSES[self.period].raw

    @property
    def pupils(self) -> str:
        """The census's column with the pupils on the roll."""
        return made_of("pupils", self.period)


YEARS = {period: Year(period) for period in PERIODS}


def maintained(raw: Raw, year: Year, opened: pd.Series) -> pd.DataFrame:
    """Pounds of the whole school, and for each pupil of the census; ``opened`` is the day of opening by school. Raises TidyError."""
    file = raw.csv(year.raw)
    schools = file[file["URN"] != NO_SCHOOL].reset_index(drop=True)
    _hold_year(schools, year)
    need = {"income_gbp": "Income", "spending_gbp": "Expenditure", "in_year_balance_gbp": "Balance"}
    rows = figures(schools, need, year.raw, {})
    odd = ~believable(number(rows["income_gbp"]), number(rows["in_year_balance_gbp"]))
    rows = without_spending(rows, "spending_gbp")
    rows = withheld(rows, "spending_gbp", opened_after(schools["URN"], opened, f"{year.period[:4]}-04-01"), "x")
    rows = withheld(rows, "spending_gbp", odd, "u")
    pupils = schools["URN"].map(one_each(raw.csv(year.census), "URN", year.pupils, year.census)).fillna("")
    rows = rows.assign(pupils=coded(pupils, PUPIL_CODES, f"{year.census}, {year.pupils}"), code=schools["URN"])
    return for_each_pupil(rows, ["spend_per_pupil_gbp", "in_year_balance_per_pupil_gbp"])


def believable(income: pd.Series, balance: pd.Series) -> pd.Series:
    """Whether income and spending may both be whole: there is income, and the balance's share of it is from MOST_DRAWN to MOST_LEFT."""
    return (income > 0) & (balance / income.mask(income <= 0)).between(MOST_DRAWN, MOST_LEFT)


def _hold_year(schools: pd.DataFrame, year: Year) -> None:
    """Raises TidyError for a row of another year than the file's, which is named after the year of its end."""
    ends = f"20{year.period[-2:]}"
    strange = schools["Academic Year"] != ends
    if strange.any():
        raise TidyError(year.raw, repr(schools["Academic Year"][strange].iloc[0]), ends)
