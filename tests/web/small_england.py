"""Built packages of a very small England: two authorities, six open schools, a trust, a closed school; every kind of cell."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pandas as pd

from pipeline.accounts import Framework, Unpublished
from pipeline.model import PHASES
from pipeline.web.pages.atlas import Atlas
from tests.web import small_scorecard
from tests.web.small_measures import (
    ABSENCE,
    BEFORE,
    CLOSED,
    EMPTY_TRUST,
    FEDERATION,
    LEEDS,
    NAN,
    NEW,
    PRIMARY,
    REGION,
    RESULTS,
    SECONDARY,
    SILENT,
    SPECIAL,
    TRUST,
    UNKNOWN,
    YORK,
    datasets,
    frame,
)

SCHOOL: dict[str, Any] = {
    "phase": "primary",
    "phase_published": "Primary",
    "type": "Community school",
    "status": "Open",
    "low_age": 3.0,
    "high_age": 11.0,
    "gender": "Mixed",
    "religious_character": "",
    "sixth_form": "",
    "admissions_policy": "",
    "street": "1 High Street",
    "locality": "",
    "address3": "",
    "town": "Leeds",
    "county": "",
    "postcode": "LS10 3HQ",
    "lat": 53.7569,
    "lng": -1.5331,
    "la": LEEDS,
    "region": REGION,
    "pupils": 394.0,
    "trust": "",
    "trust_status": "local-authority",
    "federation": "",
    "opened": "",
    "website": "",
}
ACADEMY = {"type": "Academy converter", "trust": TRUST, "trust_status": "multi-academy"}
SCHOOLS: list[dict[str, Any]] = [
    {**SCHOOL, "urn": PRIMARY, "name": "Windmill & Brook <Primary>", "federation": FEDERATION, "website": "https://windmill.example/"},
    {
        **SCHOOL,
        **ACADEMY,
        "urn": SECONDARY,
        "name": "Beck High",
        "phase": "secondary",
        "phase_published": "Secondary",
        "low_age": 11.0,
        "high_age": 18.0,
    },
    {
        **SCHOOL,
        **ACADEMY,
        "urn": SPECIAL,
        "name": "Ashfield",
        "phase": "special",
        "phase_published": "Not applicable",
        "pupils": 1.0,
        "la": YORK,
    },
    {**SCHOOL, "urn": UNKNOWN, "name": "Moor Academy", "trust_status": "unknown", "low_age": NAN, "postcode": ""},
    {**SCHOOL, "urn": NEW, "name": "New Primary", "opened": "2023-09-01", "pupils": NAN},
    {**SCHOOL, "urn": SILENT, "name": "Silent Primary", "trust_status": "own-body"},
]
LOST = {"name": "Lost", "closed": "", "fate": "no-successor", "leads_to": ""}
CLOSED_SCHOOL = {
    "name": "Old School",
    "town": "Leeds",
    "postcode": "LS1 1AA",
    "la": LEEDS,
    "closed": "2011-08-31",
    "fate": "goes-on",
    "leads_to": PRIMARY,
}
OUTCOME: dict[str, str] = {
    "latest_start": "2024-02-06",
    "latest_overall": "Good",
    "previous_start": "2019-05-01",
    "previous_overall": "Requires Improvement",
    "safeguarding_effective": "Yes",
    **dict.fromkeys(("quality_of_education", "behaviour_and_attitudes", "personal_development", "leadership_and_management"), "Good"),
    **dict.fromkeys(("early_years", "sixth_form"), ""),
}
CARD: dict[str, str] = {
    "start": "2026-01-13",
    "published": "2026-02-09",
    "safeguarding": "Met",
    **dict.fromkeys(("inclusion", "curriculum_and_teaching", "achievement", "attendance_and_behaviour"), "Strong standard"),
    **dict.fromkeys(("personal_development_and_wellbeing", "leadership_and_governance"), "Expected standard"),
    **dict.fromkeys(("early_years", "post_16"), ""),
}


def write(built: Path) -> Path:
    """Write the packages into ``built`` and return it."""
    trust = {
        "type": "multi-academy-trust",
        "companies_house_number": "01234567",
        "opened": "2012-09-01",
        "town": "Leeds",
        "postcode": "LS1 2AB",
    }
    nothing = {"companies_house_number": "", "opened": "", "town": "", "postcode": ""}
    trusts = [
        {**trust, "uid": TRUST, "name": "Beck Learning Trust"},
        {**nothing, "uid": FEDERATION, "name": "Brook Federation", "type": "federation"},
        {**trust, "uid": EMPTY_TRUST, "name": "Empty Trust"},
    ]
    members = [
        {"uid": TRUST, "urn": SECONDARY, "joined": "2015-09-01", "joined_after": ""},
        {"uid": TRUST, "urn": SPECIAL, "joined": "", "joined_after": "2022-08-01"},
        {"uid": EMPTY_TRUST, "urn": "199999", "joined": "", "joined_after": ""},
    ]
    areas = [{"code": YORK, "name": "York", "region": REGION}, {"code": LEEDS, "name": "Leeds", "region": REGION}]
    tables: dict[str, list[dict[str, Any]]] = {
        "schools/schools": SCHOOLS,
        "schools/closed": [{"urn": CLOSED, **CLOSED_SCHOOL}, {"urn": BEFORE, **CLOSED_SCHOOL, **LOST}],
        "schools/lines": [{"urn": NEW, "predecessor": BEFORE, "changed": "2023-09-01", "first_period": "2023-24"}],
        "schools/links": [
            {"urn": BEFORE, "link_urn": "199998", "relation": "successor", "date": "2023-08-01"},
            {"urn": BEFORE, "link_urn": "199999", "relation": "successor", "date": "2022-08-01"},
            {"urn": BEFORE, "link_urn": SILENT, "relation": "predecessor", "date": "1999-08-01"},
            {"urn": CLOSED, "link_urn": PRIMARY, "relation": "successor", "date": ""},
        ],
        "trusts/trusts": trusts,
        "trusts/membership": members,
        "areas/local_authorities": areas,
        "areas/regions": [{"code": REGION, "name": "Yorkshire and the Humber"}],
        "inspections/outcomes": [
            {"urn": PRIMARY, **OUTCOME},
            {"urn": SECONDARY, **OUTCOME, "latest_overall": "Not judged", "safeguarding_effective": "No"},
            {"urn": NEW, **OUTCOME, "latest_overall": "Not inspected"},
        ],
        "inspections/report_cards": [
            {"urn": PRIMARY, **CARD},
            {"urn": SPECIAL, **CARD, "start": "", "safeguarding": "Not met", **dict.fromkeys(list(CARD)[3:], "Not graded")},
        ],
    }
    frames = {name: pd.DataFrame(rows) for name, rows in tables.items()}
    for path, made in {**frames, "absence/absence": frame(ABSENCE), "results/results": frame(RESULTS)}.items():
        (built / path).parent.mkdir(parents=True, exist_ok=True)
        made.to_parquet(built / f"{path}.parquet")
    small_scorecard.write(built, small_scorecard.CARDS, small_scorecard.SPREADS, small_scorecard.NEIGHBOURS)
    return built


def framework() -> Framework:
    """All measures are in it, for every phase; of one thing nothing is published."""
    ids = tuple(measure.id for dataset in datasets().values() for measure in dataset.measures)
    gap = Unpublished("Suspensions", "Not by school.", "The school.", "inclusion", PHASES)
    return Framework("1", date(2026, 11, 25), dict.fromkeys(PHASES, ids), "No measure.", (gap,), ())


def open_atlas(folder: Path) -> Atlas:
    """The atlas of the small England, written into ``folder`` first."""
    return replace(Atlas.open(write(folder), datasets(), framework()), others=1)
