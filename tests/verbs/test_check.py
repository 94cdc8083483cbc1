"""The verb as a person gives it: what it prints, and its exit code."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest
from frictionless import Report

from pipeline.__main__ import main
from tests.conftest import SAMPLE
from tests.small_package import HEADER, ROWS, write_package

SCHEMA = {"fields": [{"name": "urn", "type": "string", "constraints": {"pattern": "1[0-9]{5}"}}, {"name": "pupils", "type": "integer"}]}
CASES = Path(__file__).parents[1] / "data" / "ees" / "cases"

Capture = pytest.CaptureFixture[str]


def check(*arguments: object) -> int:
    return main(["check", *map(str, arguments)])


@pytest.fixture
def table(tmp_path: Path) -> Path:
    path = tmp_path / "schools.csv"
    path.write_text("urn,pupils\n100000,5\n10000,x\n", encoding="utf-8")
    (tmp_path / "schools.schema.json").write_text(json.dumps(SCHEMA), encoding="utf-8")
    return path


def test_all_packages_of_a_folder(capsys: Capture) -> None:
    assert check("--datapackages", SAMPLE) == 0
    assert capsys.readouterr().out.splitlines()[-1].startswith("valid: 149 tables")


def test_one_package_by_name_and_another_by_folder(capsys: Capture) -> None:
    assert check("--datapackages", SAMPLE, "absence", SAMPLE / "areas") == 0
    told = capsys.readouterr().out
    assert "absence/2018-19" in told
    assert "areas/regions" in told
    assert "trusts" not in told


@pytest.mark.parametrize("target", ["local/example-trust", SAMPLE / "local/example-trust"])
def test_a_local_package_by_name_and_by_folder(capsys: Capture, target: object) -> None:
    assert check("--datapackages", SAMPLE, target) == 0
    assert capsys.readouterr().out.splitlines()[-1] == "valid: 2 tables"


@pytest.mark.parametrize("targets", [(), ("local/example-trust",)])
def test_rows_of_somebody_elses_school_are_refused(tmp_path: Path, capsys: Capture, targets: tuple[str, ...]) -> None:
    packages = shutil.copytree(SAMPLE, tmp_path / "datapackages")
    table = packages / "local/example-trust/data/2024-25.csv"
    table.write_text(table.read_text(encoding="utf-8").replace("146496", "107947"), encoding="utf-8")
    assert check("--datapackages", packages, *targets) == 2
    assert "a row of school 107947; expected the owner or one of its schools" in capsys.readouterr().err


def test_a_statement_of_too_many_words_is_refused(tmp_path: Path, capsys: Capture) -> None:
    packages = shutil.copytree(SAMPLE, tmp_path / "datapackages")
    (packages / "local/example-trust/statement.md").write_text("word " * 101, encoding="utf-8")
    assert check("--datapackages", packages) == 2
    assert "101 words" in capsys.readouterr().err


@pytest.mark.parametrize("target", [(), ("away",)])
def test_a_quote_of_two_signs_in_a_package_of_ours_is_told_in_one_line(tmp_path: Path, capsys: Capture, target: tuple[str, ...]) -> None:
    path = write_package(tmp_path) / "datapackage.yaml"
    path.write_text(path.read_text(encoding="utf-8").replace("quoteChar: '\"'", "quoteChar: '\"\"'"), encoding="utf-8")
    assert check("--datapackages", tmp_path, *target) == 2
    told = capsys.readouterr()
    assert (told.out, told.err.count("\n")) == ("", 1)
    assert "dialect, quoteChar: found '\"\"'; expected one sign of ASCII, or none" in told.err


def test_a_wrong_package_of_ours_is_told_and_refused(tmp_path: Path, capsys: Capture) -> None:
    folder = write_package(tmp_path)
    (folder / "data/2017-18.csv").write_text("\n".join([HEADER, *ROWS["2017-18"], "school,100003,primary,2017-18,,1,SUPP", ""]))
    assert check("--datapackages", tmp_path) == 1
    told = capsys.readouterr().out
    assert 'row 4, field away_pct (column 7): "SUPP"' in told
    assert "to mend" in told


def test_a_descriptor_in_json_is_as_good(tmp_path: Path, capsys: Capture) -> None:
    shutil.copytree(SAMPLE / "areas", tmp_path / "areas")
    content = json.dumps({"name": "areas", "resources": [{"name": "r", "path": "data/regions.csv"}]})
    for name in ("datapackage.yaml", "checks.yaml"):
        (tmp_path / "areas" / name).unlink()
    (tmp_path / "areas/datapackage.json").write_text(content)
    assert check(tmp_path / "areas") == 0
    assert check(tmp_path / "areas/datapackage.json") == 0
    assert "valid: 1 table" in capsys.readouterr().out


def test_a_table_with_its_schema(table: Path, capsys: Capture) -> None:
    assert check(table) == 1
    told = capsys.readouterr().out
    assert 'row 3, field urn (column 1): "10000"' in told
    assert 'row 3, field pupils (column 2): "x"' in told
    assert told.endswith("2 errors; 1 of 1 table not valid\n")


def test_a_schema_from_elsewhere(table: Path, tmp_path: Path) -> None:
    loose = tmp_path / "loose.json"
    loose.write_text(json.dumps({"fields": [{"name": "urn", "type": "any"}, {"name": "pupils", "type": "any"}]}))
    assert check(table, "--schema", loose) == 0


def test_the_json_is_frictionless_own(table: Path, capsys: Capture) -> None:
    assert check(table, "--json") == 1
    read = Report.from_descriptor(json.loads(capsys.readouterr().out))
    assert read.flatten(["rowNumber", "fieldNumber", "type"]) == [[3, 1, "constraint-error"], [3, 2, "type-error"]]


def test_markdown_for_a_pull_request(table: Path, capsys: Capture) -> None:
    assert check(table, "--markdown") == 1
    assert capsys.readouterr().out.startswith("## 2 errors; 1 of 1 table not valid\n")


def test_the_true_total_is_told_even_when_a_hundred_are_shown(table: Path, capsys: Capture) -> None:
    table.write_text("urn,pupils\n" + "100000,x\n" * 2500, encoding="utf-8")
    assert check(table) == 1
    told = capsys.readouterr().out
    assert told.count('field pupils (column 2): "x"') <= 100
    assert "2,500 errors" in told or "4,999 errors" in told


@pytest.mark.parametrize("target", ["nothing.csv", "nowhere", "table.xyz"])
def test_what_cannot_be_read_is_told_in_one_line(tmp_path: Path, capsys: Capture, target: str) -> None:
    (tmp_path / "table.xyz").write_text("a\n")
    assert check(tmp_path / target) == 2
    told = capsys.readouterr()
    assert (told.out, told.err.count("\n")) == ("", 1)


def test_both_judges_at_once() -> None:
    assert check("--datapackages", SAMPLE, "areas", "--judge", "frictionless") == 0


def test_a_pair_of_the_dfe(capsys: Capture) -> None:
    assert check(CASES / "pass/hyphen.csv") == 0
    assert "advisory" in capsys.readouterr().out
    assert check(CASES / "fail/total.csv", "--json") == 1
    told = json.loads(capsys.readouterr().out)
    assert (told["passed"], told["overall_stage"], told["failing_checks"]) == (False, "Check geography checks", ["geog_region_combos"])
    assert told["tasks"][0]["errors"][0]["message"]


def test_data_of_the_dfe_without_its_metadata_fails(capsys: Capture) -> None:
    assert check(CASES / "fail/invalid_type3.csv", "--json") == 1
    assert json.loads(capsys.readouterr().out)["failing_checks"] == ["file_read"]


def test_what_visitors_download_is_as_good_as_what_we_hold(sample_site: Path) -> None:
    built = sorted(path.parent for path in (sample_site.parent / "packages").rglob("datapackage.json"))
    assert len(built) == 23
    assert check(*built) == 0
