"""The sixth forms' room on rows made by hand, and the committed tables against what was counted in the raw file."""

from __future__ import annotations

import gzip
from pathlib import Path

import pandas as pd
import pytest

from pipeline import catalogue, packages
from pipeline.data.datasets import sixth_form_places
from pipeline.data.sources import Raw
from pipeline.errors import TidyError
from pipeline.model import Dataset, Source

HERE = Path(__file__).parent
CONTRACT = Path(__file__).parents[3] / "datapackages/sixth_form_places"
HEADER = "time_period,geographic_level,new_la_code,school_urn,education_phase,reported_sixth_form_places,sixth_form_pupils_on_roll"
ROWS = [
    "201718,School,E08000035,100001,Secondary,200,150",
    "201718,School,E08000035,100002,Secondary,x,20",
    "201819,School,E06000060,100003,Secondary,180,0",
    "201819,School,E06000060,100003,Secondary,110,300",
]


def tidy(folder: Path, *rows: str) -> dict[str, pd.DataFrame]:
    """The tables out of ``rows``."""
    (folder / "places").mkdir()
    (folder / sixth_form_places.PLACES).write_bytes(gzip.compress("\n".join([HEADER, *rows]).encode(), mtime=0))
    source = Source(sixth_form_places.PLACES, "DfE", sixth_form_places.PLACES)
    return sixth_form_places.tidy(Raw(folder, Dataset("sixth_form_places", "Sixth forms", Path(), {}, (), (source,))))


def test_a_row_a_school_with_the_columns_of_the_contract(tmp_path: Path) -> None:
    schemas = {resource["name"]: resource["schema"] for resource in catalogue.load_one(CONTRACT).descriptor["resources"]}
    tables = tidy(tmp_path, *ROWS)
    assert set(tables) == {"2017-18", "2018-19"}
    for name, table in tables.items():
        assert list(table.columns) == [field["name"] for field in schemas[name]["fields"]]
        assert not table.duplicated("code").any()


def test_a_number_that_was_not_reported_is_not_nought(tmp_path: Path) -> None:
    table = tidy(tmp_path, *ROWS)["2017-18"].set_index("code")
    assert table["sixth_form_places"].to_dict() == {"100001": "200", "100002": "x"}
    assert table["pupils_per_place"].to_dict() == {"100001": "0.75", "100002": "x"}
    assert table["sixth_form_pupils"].to_dict() == {"100001": "150", "100002": "20"}


def test_the_sites_of_a_school_are_added_up(tmp_path: Path) -> None:
    row = tidy(tmp_path, *ROWS)["2018-19"].iloc[0]
    assert (row["sixth_form_places"], row["sixth_form_pupils"], row["pupils_per_place"]) == ("290", "300", "1.03")


@pytest.mark.parametrize(
    ("changed", "found"),
    [
        (ROWS[3].replace("110", "x"), "two sites"),
        (ROWS[3].replace("E06000060", "E06000061"), "two sites"),
        (ROWS[0].replace("200", "SUPP"), "SUPP"),
        (ROWS[0].replace("Secondary", "Primary"), "Primary"),
        (ROWS[0].replace("School", "National"), "National"),
    ],
)
def test_what_is_not_known_stops_the_import(tmp_path: Path, changed: str, found: str) -> None:
    with pytest.raises(TidyError, match=found):
        tidy(tmp_path, *ROWS[2:3], changed)


def test_no_school_no_place_and_no_reason_is_lost() -> None:
    """``sixth_form_places_codes.csv`` was counted in the raw file by other means than the room's."""
    committed = packages.read(catalogue.load_one(CONTRACT))
    counted = pd.read_csv(HERE / "sixth_form_places_codes.csv").set_index("period")
    found = {
        period: {
            "schools": len(table),
            "no_places": int((table["sixth_form_places__reason"] == "x").sum()),
            "places": int(table["sixth_form_places"].sum()),
            "pupils": int(table["sixth_form_pupils"].sum()),
        }
        for period, table in committed.items()
    }
    assert found == counted.to_dict("index")
