"""What the Explore Education Statistics platform knows by name: levels of place, kinds of time, columns, symbols and limits."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Level:
    """A value of ``geographic_level`` with the columns that say which place a row of it is of; "" where there is no such column."""

    name: str
    code: str
    title: str
    second_code: str = ""

    @property
    def columns(self) -> tuple[str, ...]:
        """The columns there are, the code first."""
        return tuple(column for column in (self.code, self.title, self.second_code) if column)


LEVELS = (
    Level("National", "country_code", "country_name"),
    Level("Regional", "region_code", "region_name"),
    Level("Local authority", "new_la_code", "la_name", "old_la_code"),
    Level("Local authority district", "lad_code", "lad_name"),
    Level("RSC region", "", "rsc_region_lead_name"),
    Level("Parliamentary constituency", "pcon_code", "pcon_name"),
    Level("Local skills improvement plan area", "lsip_code", "lsip_name"),
    Level("Local enterprise partnership", "local_enterprise_partnership_code", "local_enterprise_partnership_name"),
    Level("English devolved area", "english_devolved_area_code", "english_devolved_area_name"),
    Level("Opportunity area", "opportunity_area_code", "opportunity_area_name"),
    Level("Ward", "ward_code", "ward_name"),
    Level("MAT", "trust_id", "trust_name"),
    Level("Sponsor", "sponsor_id", "sponsor_name"),
    Level("School", "school_urn", "school_name", "school_laestab"),
    Level("Provider", "provider_ukprn", "provider_name"),
    Level("Institution", "institution_id", "institution_name"),
    Level("Planning area", "planning_area_code", "planning_area_name"),
    Level("Police force area", "pfa_code", "pfa_name"),
)

UNITS = ("time_period", "time_identifier", "geographic_level", *dict.fromkeys(column for level in LEVELS for column in level.columns))
"""Columns that say what a row is of; all others are filters and indicators."""

SITES = ("School", "Provider")
SITE_NAMES = ("school_name", "provider_name")
"""The two names that may be a filter, where they are the only one."""

HIDDEN_LEVELS = ("Institution", "Planning area")
"""Levels whose rows the platform's table tool does not show."""

LOOKS_LIKE_A_PLACE = (
    r"^(?:country|sch|prov|inst|estab|reg|la|local|rsc|pfa|pcon|lep|mca|oa|ward|mat).*(?:name|code|urn|ukprn|number|upin|id)$"
    r"|^(?:laestab|estab|sch|schools?|prov|providers?|inst|institutions?|name|code|urn|ukprn|number|upin|id|region"
    r"|la|lad|rsc|pcon|lep|mca|oa|ward|mat)$"
)

DATA_COLUMNS = ("time_period", "time_identifier", "geographic_level", "country_code", "country_name")
META_COLUMNS = (
    "col_name",
    "col_type",
    "label",
    "indicator_grouping",
    "indicator_unit",
    "indicator_dp",
    "filter_hint",
    "filter_grouping_column",
)
OPTIONAL_META_COLUMNS = ("filter_default", "parent_filter")
COLUMN_TYPES = ("Filter", "Indicator")
INDICATOR_UNITS = ("%", "pp", "£", "£m", "numberstring")

TERMS = ("Spring term", "Autumn term", "Summer term")
MONTHS = (
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)
WEEKS = tuple(f"Week {number}" for number in range(1, 53))
FINANCIAL_QUARTERS = tuple(f"Financial year Q{number}" for number in range(1, 5))
FINANCIAL_HALVES = ("Part 1 (April to September)", "Part 2 (October to March)")

FOUR_DIGITS = frozenset(("Calendar year", "Reporting year", *WEEKS, *MONTHS))
"""Identifiers of a time within one calendar year, such as 2024; all others are of two, such as 202425."""

TIMES = (
    *(
        (identifier,)
        for identifier in ("Autumn and spring term", "Calendar year", "Financial year", "Academic year", "Tax year", "Reporting year")
    ),
    *(TERMS, WEEKS, MONTHS, FINANCIAL_QUARTERS, FINANCIAL_HALVES),
)
"""Identifiers that may stand together in one file."""

NOT_AVAILABLE, NOT_AVAILABLE_NAME = "x", "Not available"
NOT_APPLICABLE = "z"
TOTALS = ("Total", "total", "All", "all")
NULLS = ("NULL", "Null", "null", "NA", "na")
LEGACY_SYMBOLS = ("N/A", "n/a", ".", "..", "-")
OBSOLETE_SYMBOLS = ("~", ":")

FILTER_ITEMS = 25_000
"""As many items a filter may have."""

COLUMN_NAME_LENGTH, LABEL_LENGTH, LOCATION_CODE_LENGTH, ITEM_LENGTH = 50, 80, 30, 120
"""What the API can hold, in characters. The guide says 80 for labels; the Department's screener lets 100 pass."""

ITEMS_IN_A_NAME = (
    *("male", "female", "asian", "chinese", "indian", "pakistani", "bangladeshi", "black", "african", "caribbean"),
    *("white", "roma", "irish", "english", "british", "scottish", "welsh", "arab"),
)
"""Items of filters that must not hide in the names of indicators."""
