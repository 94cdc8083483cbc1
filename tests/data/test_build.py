"""Committed tables to built ones: which years count for a trust, and what the built schema says."""

from __future__ import annotations

import json
from pathlib import Path

import pandas as pd
import pytest

from pipeline import catalogue, packages
from pipeline.data.build import built_schema, membership
from tests.small_package import write_package

SAMPLE = Path(__file__).parents[1] / "sample/datapackages"


@pytest.mark.parametrize(
    ("joined", "after", "since"),
    [
        ("2015-04-01", "", "2015-16"),
        ("2015-09-01", "", "2015-16"),
        ("2015-09-02", "", "2016-17"),
        ("2015-12-31", "", "2016-17"),
        ("1999-09-01", "", "1999-00"),
        ("", "2022-08-01", "2022-23"),
        ("", "", ""),
    ],
)
def test_a_school_counts_from_the_first_year_that_it_began_in_the_trust(joined: str, after: str, since: str) -> None:
    links = pd.DataFrame({"urn": ["100001"], "uid": ["9"], "joined": [joined], "joined_after": [after]})
    assert membership(links).to_dict("records") == [{"urn": "100001", "level": "trust", "parent": "9", "since": since}]


def test_the_built_schema_names_every_column_and_level(tmp_path: Path) -> None:
    dataset = catalogue.load_one(write_package(tmp_path))
    schema = built_schema(packages.tables(dataset)[0]["schema"], dataset)
    fields = {field["name"]: field for field in schema["fields"]}
    assert list(fields)[-2:] == ["away_pct_schools", "away_pct_missing"]
    assert "trust" in fields["level"]["constraints"]["enum"]
    assert "pattern" not in fields["code"]["constraints"]
    assert fields["away_pct"]["constraints"] == {"minimum": 0, "maximum": 100}


def test_the_built_schema_of_areas_alone_counts_no_schools(tmp_path: Path) -> None:
    dataset = catalogue.load_one(write_package(tmp_path))
    schema = built_schema(packages.tables(dataset)[0]["schema"], dataset, rolled=False)
    assert not [field["name"] for field in schema["fields"] if field["name"].endswith(("_schools", "_missing"))]


@pytest.mark.parametrize("name", ["absence", "attainment", "characteristics", "schools", "trusts", "areas", "inspections", "scorecard"])
def test_what_visitors_download_is_what_its_descriptor_says(sample_site: Path, name: str) -> None:
    folder = sample_site / "data" / name
    for resource in json.loads((folder / "datapackage.json").read_text(encoding="utf-8"))["resources"]:
        if resource.get("type") != "table":
            assert (folder / resource["path"]).stat().st_size == resource["bytes"]
            continue
        declared = [field["name"] for field in resource["schema"]["fields"]]
        assert list(pd.read_csv(folder / resource["path"], dtype="str", nrows=1).columns) == declared


def test_where_a_school_lies_in_a_funnel_can_be_worked_out_from_the_download(sample_site: Path) -> None:
    """By the steps of the package's README: each school with the limits of its size."""
    folder = sample_site / "data/scorecard"
    schools, limits = (
        pd.read_csv(folder / f"{name}.csv.gz", na_values=["c", "x", "low", "u"]) for name in ("funnel_schools", "funnel_limits")
    )
    joined = schools.merge(limits, on=["measure", "phase", "period", "size"], how="left", validate="many_to_one")
    dots = joined[joined["standing"].notna()]
    assert len(dots) > 20
    outer, inner = ((dots["value"] < dots[f"low_{line}"]) | (dots["value"] > dots[f"high_{line}"]) for line in ("998", "95"))
    assert (dots["standing"].str.startswith("far-") == outer).all()
    assert ((dots["standing"] != "within") == inner).all()
    funnels = pd.read_csv(folder / "funnels.csv.gz").set_index(["measure", "phase"])
    assert funnels["outside_95"].to_dict() == inner.groupby([dots["measure"], dots["phase"]]).sum().to_dict()
