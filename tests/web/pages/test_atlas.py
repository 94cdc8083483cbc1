"""Who is credited: the publisher of that year's file; one whose file only serves behind the scenes is not."""

from __future__ import annotations

from pathlib import Path

import pytest

from pipeline import catalogue
from pipeline.model import Dataset, Source
from pipeline.web.pages.atlas import Atlas
from pipeline.web.pages.credits import credit
from pipeline.web.series import Tables
from tests.conftest import SAMPLE
from tests.web.small_measures import SILENT


def test_a_source_is_credited_for_the_periods_that_it_covers() -> None:
    sources = (
        Source("a", "First Office", "a.csv", period="2006-07 to 2017-18"),
        Source("b", "Second Office", "b.csv", period="2018-19"),
        Source("c", "Weights Office", "c.csv", period="2025-08-31"),
    )
    contract = {"resources": [{"name": name} for name in ("2016-17", "2018-19", "2019-20", "published")]}
    found = credit(Dataset("away", "Away", Path(), contract, (), sources))
    assert found.of("2016/17") == "First Office"
    assert found.of("2018/19") == "Second Office"
    assert found.of("2019/20") == "First Office, Second Office"
    assert found.as_at == "2025-08-31"


def test_the_contract_of_inspections_says_up_to_which_day_they_go() -> None:
    assert credit(catalogue.load_one(SAMPLE / "inspections")).as_at == "2025-08-31"


def test_no_school_lacks_a_measure_of_areas_alone(atlas: Atlas, monkeypatch: pytest.MonkeyPatch) -> None:
    lacking = {measure.id for measure in atlas.absent(SILENT, ())}
    assert lacking
    monkeypatch.setattr(Tables, "has_schools", lambda *_: False)
    assert atlas.absent(SILENT, ()) == ()
