"""School places in an authority: how many are empty, how many will be needed, how well pupils were forecast, who got a first preference.

Grain: one row an authority or England, phase group and academic year; no school has a row.

Traps:
- A scorecard holds figures of several years: of the one that its capacity was collected in, of the next (forecasts, offers) and of three
  years on (spare places). Each stands here in the year that it is about: ``AHEAD``.
- Years are printed again by later scorecards: the latest wins (they are the same).
- ``LOW`` (``N/A`` in 2019) of the forecasts is no rounded nought: the authority is too small for a fair figure.
- Offers up to 2021/22 are from the table of applications, by the authority where the children live, as in the scorecards.
"""

from __future__ import annotations

from collections.abc import Mapping

import pandas as pd

from pipeline.data.authorities import ons_code, todays_code
from pipeline.data.cells import coded
from pipeline.data.datasets import admissions_published
from pipeline.data.sources import Raw
from pipeline.data.words import refuse
from pipeline.data.workbooks import workbook
from pipeline.model import ENGLAND, Reason

OLDEST = "places/dfe-2019-school-places-scorecard.xlsx"
SECOND = "places/dfe-2022-la-school-places-scorecards_data_2022.csv"
THREE_YEARS = "places/dfe-2025-la-school-places-scorecard-2023basis.csv.gz"

PHASES = {"P": "primary", "S": "secondary"}
# Measure: the publisher's column by phase, whether it is a share to be put in per cent, and how many years after the scorecard it is about.
COLUMNS = {
    "first_preference_pct": ("Pref_{}_1_CY", False, 1),
    "unfilled_pct": ("Quan_{}_UP", False, 0),
    "spare_pct": ("Quan_{}_Su", True, 3),
    "needed": ("Quan_{}_RP", False, 3),
    "forecast_1_year_pct": ("For_1_{}", True, 1),
    "new_places_good_pct": ("Qual_{}_Prop", True, 0),
}
NEXT_YEARS_OFFERS = "Pref_{}_1_NY"
CODES: dict[str, Reason] = {"z": "z", "NA": "x"}
# In 2019: NULL where no new place has a judgement; a blank for England.
CODES_2019: dict[str, Reason] = {"N/A": "z", "n/a": "z", "NULL": "z", "": "x"}
TOO_SMALL: dict[str, Reason] = {"LOW": "u", "Low": "u", "N/A": "u"}
DIGITS = 4

KEY = ["level", "code", "phase", "period"]
TABLE = [*KEY, "la", *COLUMNS]


def tidy(raw: Raw) -> dict[str, pd.DataFrame]:
    """One table a period. Raises SourceError, TidyError."""
    latest, later = raw.csv(THREE_YEARS), {}
    for printed, card in latest.groupby("Year"):
        year = int(str(printed)[:4])
        codes = card["new_la_code"].mask(card["LANumber"] == "0", ENGLAND)
        later[year] = card.assign(code=codes)
    second, oldest = raw.csv(SECOND), workbook(raw, OLDEST, "Data")
    oldest = oldest[oldest["LANumber"] != ""].rename(columns={f"Pref_{phase}_1": f"Pref_{phase}_1_CY" for phase in PHASES})
    cells = [figures(card, year, CODES) for year, card in sorted(later.items())]
    cells.append(offers(later[max(later)], max(later) + 2))
    cells.append(figures(second.assign(code=numbered(second["LANumber"], "2021-22")), 2021, CODES))
    cells += [applied(raw), figures(oldest.assign(code=numbered(oldest["LANumber"], "2019-20")), 2018, CODES_2019)]
    wide = in_columns(pd.concat(cells, ignore_index=True))
    return {str(period): table[TABLE].reset_index(drop=True) for period, table in wide.groupby("period")}


def numbered(numbers: pd.Series, period: str) -> pd.Series:
    """ONS codes of the DfE's numbers; 0 is England. Raises TidyError."""
    england = numbers == "0"
    return ons_code(numbers.mask(england, ""), period).mask(england, ENGLAND)


def figures(card: pd.DataFrame, year: int, codes: Mapping[str, Reason]) -> pd.DataFrame:
    """Every figure of the scorecard of ``year`` (2018 for 2018-19), one a row: ``code``, ``phase``, ``period``, ``measure``, ``figure``."""
    rows = []
    for measure, (column, share, ahead) in COLUMNS.items():
        # The scorecard of 2018/19 alone looks back at the forecast of its own year.
        ahead = 0 if measure.startswith("forecast") and year == 2018 else ahead
        meant = {**codes, **TOO_SMALL} if measure.startswith("forecast") else codes
        for letter, phase in PHASES.items():
            if column.format(letter) in card:
                text = card[column.format(letter)]
                cells = coded(percent(text) if share else text, meant, f"scorecard of {academic(year)}, {text.name}")
                rows.append(_long(card["code"], phase, academic(year + ahead), measure, cells))
    return pd.concat(rows)


def offers(card: pd.DataFrame, year: int) -> pd.DataFrame:
    """The offers for the September after those of the scorecard itself, which the newest one adds."""
    named = {letter: NEXT_YEARS_OFFERS.format(letter) for letter in PHASES}
    cells = {letter: coded(card[name], CODES, f"{THREE_YEARS}, {name}") for letter, name in named.items()}
    rows = [_long(card["code"], phase, academic(year), "first_preference_pct", cells[letter]) for letter, phase in PHASES.items()]
    return pd.concat(rows)


def applied(raw: Raw) -> pd.DataFrame:
    """The offers up to 2021/22 from the table of applications; regions are left out, which no scorecard has."""
    areas = admissions_published.published(raw)
    areas = areas[areas["level"] != "region"]
    rows = [
        _long(areas["code"], phase, areas["period"], "first_preference_pct", areas[f"{phase}_first_success_pct"])
        for phase in PHASES.values()
    ]
    return pd.concat(rows)


def in_columns(cells: pd.DataFrame) -> pd.DataFrame:
    """One row an area, phase and period, of each figure the first that there is; ``x`` where no scorecard has one. Raises TidyError."""
    key = ["code", "phase", "period"]
    cells["code"] = todays_code(cells["code"])
    refuse(cells["code"], ~cells["code"].str.fullmatch(r"E\d{8}"), "scorecards, new_la_code", "an ONS code")
    first = cells.drop_duplicates([*key, "measure"])
    wide = first.pivot(index=key, columns="measure", values="figure").fillna("x").sort_index().reset_index()
    return wide.assign(level=wide["code"].map(lambda code: "england" if code == ENGLAND else "local-authority"), la="")


def percent(shares: pd.Series) -> pd.Series:
    """Shares of one as per cent with four decimals; what is no number stays as it is."""
    numbers = pd.to_numeric(shares, errors="coerce")
    return shares.mask(numbers.notna(), (100 * numbers).round(DIGITS).map("{:.10g}".format)).astype("str")


def academic(year: int) -> str:
    """``2018-19`` of 2018."""
    return f"{year}-{(year + 1) % 100:02d}"


def _long(codes: pd.Series, phase: str, period: str | pd.Series, measure: str, cells: pd.Series) -> pd.DataFrame:
    return pd.DataFrame({"code": codes, "phase": phase, "period": period, "measure": measure, "figure": cells})
