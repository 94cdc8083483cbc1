"""Real data sets of the Department's become packages that Frictionless calls valid, and no reason is lost."""

from __future__ import annotations

import csv
import gzip
import io
import json
import zipfile
from pathlib import Path
from typing import Any

import pytest

from pipeline.checks.faults import Fault
from pipeline.checks.frictionless_judge import judge_in_full
from pipeline.checks.opening import open_any
from pipeline.data.ees import importing
from pipeline.data.ees.importing import import_ees
from pipeline.data.ees.importing_symbols import SYMBOLS
from pipeline.errors import PackageError, SourceError, TidyError

LARGE = Path(__file__).parent / "large"
PLANTED = Path(__file__).parent / "planted"
HEADER = "time_period,time_identifier,geographic_level,country_code,country_name,sex,pupils,share"
META = "col_name,col_type,label,indicator_grouping,indicator_unit,indicator_dp,filter_hint,filter_grouping_column"
SEX = "sex,Filter,Sex,,,,Filter by sex,"
PUPILS = "pupils,Indicator,Number of pupils,Pupils,,0,,"
SHARE = "share,Indicator,Share of pupils,Pupils,%,1,,"


def pair(folder: Path, *rows: str, name: str = "pupils") -> Path:
    """A data set whose rows are of one period in England: sex, pupils and share are given."""
    fixed = "202324,Academic year,National,E92000001,England"
    (folder / f"{name}.csv").write_text("\n".join([HEADER, *(f"{fixed},{row}" for row in rows), ""]), encoding="utf-8")
    (folder / f"{name}.meta.csv").write_text("\n".join([META, SEX, PUPILS, SHARE, ""]), encoding="utf-8")
    return folder / f"{name}.csv"


def descriptor(folder: Path) -> dict[str, Any]:
    read: dict[str, Any] = json.loads((folder / "datapackage.json").read_text(encoding="utf-8"))
    return read


def fields(folder: Path) -> dict[str, dict[str, Any]]:
    return {field["name"]: field for field in descriptor(folder)["resources"][0]["schema"]["fields"]}


def rows(folder: Path) -> list[dict[str, str]]:
    content = (folder / descriptor(folder)["resources"][0]["path"]).read_bytes()
    text = gzip.decompress(content) if content.startswith(b"\x1f\x8b") else content
    return list(csv.DictReader(text.decode().splitlines()))


def raw(path: Path) -> list[dict[str, str]]:
    with zipfile.ZipFile(path) as archive:
        name = next(name for name in archive.namelist() if not name.endswith(".meta.csv"))
        return list(csv.DictReader(io.StringIO(archive.read(name).decode("utf-8-sig"), newline="")))


def judged(folder: Path) -> tuple[Fault, ...]:
    return tuple(fault for task in judge_in_full(open_any(folder)).tasks for fault in task.faults)


@pytest.mark.parametrize("path", sorted(LARGE.glob("*.zip")), ids=lambda path: str(path.stem))
def test_a_real_data_set_is_imported_and_valid(path: Path, tmp_path: Path) -> None:
    (folder,) = import_ees(path, tmp_path)
    assert folder == tmp_path / path.stem.lower()
    assert judged(folder) == ()
    assert len(rows(folder)) > 100
    kinds = {field["type"] for field in fields(folder).values() if "missingValues" in field}
    assert kinds <= {"integer", "number"}
    assert kinds


@pytest.mark.parametrize("path", sorted(LARGE.glob("*.zip")), ids=lambda path: str(path.stem))
def test_no_cell_is_lost(path: Path, tmp_path: Path) -> None:
    """What was published can be had again: the figure, the reason itself, or the symbol beside it."""
    (folder,) = import_ees(path, tmp_path)
    told = fields(folder)
    for published, kept in zip(raw(path), rows(folder), strict=True):
        for name, cell in published.items():
            if "missingValues" in told[name] and cell.strip() in SYMBOLS:
                assert kept[name] == SYMBOLS[cell.strip()]
                assert kept.get(f"{name}__published", "" if cell.strip() == "" else kept[name]) == cell.strip()
            else:
                assert kept[name] == cell.strip()


def test_a_descriptor_says_what_the_metadata_says(tmp_path: Path) -> None:
    (folder,) = import_ees(pair(tmp_path, "Total,10,100", "Female,6,60.5"), tmp_path / "to")
    told = fields(folder)
    assert descriptor(folder)["licenses"][0]["name"] == "OGL-UK-3.0"
    assert descriptor(folder)["sources"][0]["title"] == "pupils.csv"
    assert {key: told["share"][key] for key in ("type", "title", "unit", "ees:decimals", "ees:group")} == {
        "type": "number",
        "title": "Share of pupils",
        "unit": "%",
        "ees:decimals": "1",
        "ees:group": "Pupils",
    }
    assert told["pupils"]["type"] == "integer"
    assert told["time_period"]["type"] == "string"
    assert told["sex"]["constraints"] == {"enum": ["Total", "Female"]}
    assert told["sex"]["description"] == "Filter by sex"
    assert [entry["value"] for entry in told["pupils"]["missingValues"]] == ["c", "z", "x", "low", "u"]
    assert descriptor(folder)["resources"][0]["schema"]["primaryKey"] == ["sex"]
    assert "| `c` | suppressed, to protect confidentiality | – |" in (folder / "README.md").read_text(encoding="utf-8")


def test_reasons_of_the_house_need_no_second_column(tmp_path: Path) -> None:
    (folder,) = import_ees(pair(tmp_path, "Total,c,low", "Female,z,u"), tmp_path / "to")
    assert [(row["pupils"], row["share"]) for row in rows(folder)] == [("c", "low"), ("z", "u")]
    assert "pupils__published" not in fields(folder)


def test_other_symbols_are_kept_beside_the_reasons(tmp_path: Path) -> None:
    (folder,) = import_ees(pair(tmp_path, "Total,SUPP,1", "Female,.,2", "Male,NA,3", "Other,x,", "None,0,4"), tmp_path / "to")
    kept = [(row["pupils"], row["pupils__published"], row["share"]) for row in rows(folder)]
    assert kept == [("c", "SUPP", "1"), ("x", ".", "2"), ("x", "NA", "3"), ("x", "x", "x"), ("0", "", "4")]
    assert fields(folder)["pupils"]["ees:published"] == {"SUPP": "c", ".": "x", "NA": "x"}
    assert judged(folder) == ()


def test_rows_that_stand_twice_have_no_key(tmp_path: Path) -> None:
    (folder,) = import_ees(pair(tmp_path, "Total,1,1", "Total,2,2"), tmp_path / "to")
    assert {"primaryKey", "uniqueKeys"} & set(descriptor(folder)["resources"][0]["schema"]) == set()


def test_a_key_with_holes_is_a_unique_one(tmp_path: Path) -> None:
    (folder,) = import_ees(LARGE / "SEN2_AGE_STOCK.zip", tmp_path)
    schema = descriptor(folder)["resources"][0]["schema"]
    assert "primaryKey" not in schema
    assert schema["uniqueKeys"][0][0] == "time_period"


@pytest.mark.parametrize("cell", ["q", "[c]", "NaN", "1_000", "٢٥", "inf"])
def test_an_unknown_symbol_stops_the_import(cell: str, tmp_path: Path) -> None:
    with pytest.raises(TidyError, match=r"pupils\.csv, pupils, row 3: found .*; expected a number or one of"):
        import_ees(pair(tmp_path, "Total,1,1", f"Female,{cell},2", "Male,3,3"), tmp_path / "to")
    assert list((tmp_path / "to").iterdir()) == []


def test_the_same_data_gives_the_same_bytes(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(importing, "PLAIN_BYTES", 900_000)

    def contents(to: Path) -> dict[str, bytes]:
        (folder,) = import_ees(LARGE / "SEN2_AGE_STOCK.zip", to)
        return {str(path.relative_to(folder)): path.read_bytes() for path in folder.rglob("*") if path.is_file()}

    first = contents(tmp_path / "one")
    assert first == contents(tmp_path / "two") == contents(tmp_path / "one")
    assert descriptor(tmp_path / "one" / "sen2_age_stock")["resources"][0]["compression"] == "gz"
    assert judged(tmp_path / "one" / "sen2_age_stock") == ()
    assert set(first) == {"datapackage.json", "README.md", "data/sen2_age_stock.csv.gz"}


def test_a_folder_of_something_else_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "to" / "pupils").mkdir(parents=True)
    with pytest.raises(PackageError, match="no package of the import"):
        import_ees(pair(tmp_path, "Total,1,1"), tmp_path / "to")


def test_a_name_that_ends_as_ours_do_is_refused(tmp_path: Path) -> None:
    path = pair(tmp_path, "Total,.,1", "Female,2,2")
    path.write_text(path.read_text(encoding="utf-8").replace("country_name", "pupils__published"), encoding="utf-8")
    with pytest.raises(TidyError, match="__published"):
        import_ees(path, tmp_path / "to")


def test_what_is_no_pair_is_refused(tmp_path: Path) -> None:
    (tmp_path / "alone.csv").write_text("a\n1\n", encoding="utf-8")
    with pytest.raises(SourceError, match=r"alone\.meta\.csv"):
        import_ees(tmp_path / "alone.csv", tmp_path / "to")
    with pytest.raises(SourceError, match="another kind of file"):
        import_ees(tmp_path / "table.xlsx", tmp_path / "to")
    with pytest.raises(SourceError, match="no such file"):
        import_ees(tmp_path / "none.zip", tmp_path / "to")
