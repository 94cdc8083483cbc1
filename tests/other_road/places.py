"""Works out the figures that are of areas alone: places, offers and forecasts, each in the year that it is about.

A scorecard of a year has unfilled and new places of that year, offers and the forecast of the year after, and estimates of three years
after. That of 2018/19 has its forecast in its own year, and its offers are from the table of applications, as all up to 2021/22.
"""

from __future__ import annotations

from decimal import Decimal

from tests.other_road.files import Row, rows
from tests.other_road.recipes.cells import HUNDRED, Answer, told

LATEST = "places/dfe-2025-la-school-places-scorecard-2023basis.csv.gz"
CARD_2022 = "places/dfe-2022-la-school-places-scorecards_data_2022.csv"
CARD_2019 = "places/dfe-2019-school-places-scorecard.xlsx"
OFFERS = "places/dfe-2014-15_to_2021-22-applications-offers-by-la.csv.gz"
LOOKUP = "geography/lookup_la_dfe_ofsted_ons_region_derived.csv"
ENGLAND = "E92000001"
CODES = {"z": "z", "NULL": "z", "LOW": "u", "Low": "u", "NA": "x", "n/a": "z", "": "x"}
NEWEST = 2024

# Column of a scorecard ({} is P or S), years from the scorecard's to the figure's, and whether it is a part of one.
RECIPES = {
    "first_preference": ("Pref_{}_1_CY", 1, False),
    "unfilled_places": ("Quan_{}_UP", 0, False),
    "spare_places": ("Quan_{}_Su", 3, True),
    "places_needed": ("Quan_{}_RP", 3, False),
    "pupil_forecast": ("For_1_{}", 1, True),
    "new_places_good": ("Qual_{}_Prop", 0, True),
}


def authorities() -> dict[str, str]:
    """The numbers that the Department gives England and the authorities of the sample's schools, by ONS code."""
    return {ENGLAND: "0"} | {found[0]["ons_ctyua23_code"]: number for number, found in rows(LOOKUP).items()}


def _card(code: str, year: int) -> Row | None:
    """The area's row of the scorecard of the school year that begins in ``year``."""
    number = authorities()[code]
    if year in (2018, 2021):
        return next(iter(rows(CARD_2019 if year == 2018 else CARD_2022).get(number, [])), None)
    return next((row for row in rows(LATEST).get(number, []) if row["Year"] == f"{year}/{(year + 1) % 100}"), None)


def _offers(code: str, phase: str, period: str) -> Answer | None:
    """A first preference up to 2021/22, from the table of applications; None if the area is not in it."""
    whose = "National" if code == ENGLAND else f"Local authority{code}"
    found = [row for row in rows(OFFERS).get(whose, []) if row["time_period"] == period.replace("-", "")]
    cells = [row["first_preference_offers_percent"] for row in found if row["school_phase"].lower() == phase]
    return told(cells[0], CODES | {":": "z", ".": "z"}) if cells else None


def of_authority(measure: str, code: str, phase: str, period: str) -> Answer:
    """A figure of an area; x where no scorecard has it."""
    start = int(period[:4])
    offers = _offers(code, phase, period) if measure == "first_preference" and start <= 2021 else None
    if offers is not None:
        return offers
    column, after, part_of_one = RECIPES[measure]
    column = column.format("P" if phase == "primary" else "S")
    if measure == "first_preference" and start == 2019:
        column = column.removesuffix("_CY")  # as the scorecard of 2019 names it
    year = start - (0 if measure == "pupil_forecast" and start == 2018 else after)
    if measure == "first_preference" and start == NEWEST + 2:
        year, column = NEWEST, column.replace("_CY", "_NY")
    card = _card(code, year) if not (measure == "pupil_forecast" and start == 2019) else None
    if card is None or column not in card:
        return "x"
    forecast = {"N/A": "u" if measure == "pupil_forecast" else "z"}
    answer = told(card[column], CODES | forecast)
    return answer * HUNDRED if isinstance(answer, Decimal) and part_of_one else answer
