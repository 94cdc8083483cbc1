"""What places set themselves on its way to visitors: only of their own places, of enough pupils, added up nowhere."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pandas as pd
import pytest

from pipeline import catalogue, packages
from pipeline.catalogue.local import load_local
from pipeline.data import local
from pipeline.errors import CatalogueError, PackageError
from pipeline.model import Dataset
from tests.small_local import NAME, ROWS, contract, write_local

SAMPLE = Path(__file__).parents[1] / "sample/datapackages"
TRUST, SCHOOLS, FEDERATION = "16700", ("138898", "146496"), "1348"


@pytest.fixture(scope="module")
def registers() -> dict[str, Dataset]:
    return catalogue.load(SAMPLE)


def build(tmp_path: Path, registers: dict[str, Dataset], *rows: str, level: str = "trust", code: str = TRUST) -> pd.DataFrame:
    content = {**contract(), "owner": {"level": level, "code": code}}
    write_local(tmp_path, content, rows={**dict.fromkeys(ROWS, ()), "2024-25": rows})
    local.build(load_local(tmp_path), registers, tmp_path / "built")
    return packages.read_built(tmp_path / "built", NAME, NAME)


def test_the_built_table_is_the_rows_and_their_intervals_and_nothing_more(tmp_path: Path, registers: dict[str, Dataset]) -> None:
    table = build(tmp_path, registers, "trust,16700,all,2024-25,100,70", f"school,{SCHOOLS[0]},primary,2024-25,c,c")
    assert table[["level", "code"]].to_numpy().tolist() == [["school", SCHOOLS[0]], ["trust", TRUST]]
    assert table["heard_pct"].isna().tolist() == [True, False]
    assert table["heard_pct__reason"].tolist() == ["c", ""]
    assert table["heard_pct_low"].iloc[1] == pytest.approx(60.42, abs=0.01)


def test_the_statement_goes_with_the_download(tmp_path: Path, registers: dict[str, Dataset]) -> None:
    build(tmp_path, registers, "trust,16700,all,2024-25,100,70")
    descriptor = json.loads((tmp_path / "built" / NAME / "datapackage.json").read_text(encoding="utf-8"))
    assert descriptor["owner"] == {"level": "trust", "code": TRUST, "statement": "We want every child to be heard."}


@pytest.mark.parametrize(
    ("row", "found"),
    [
        ("school,107947,primary,2024-25,100,70", "a row of school 107947"),
        ("trust,16046,all,2024-25,100,70", "a row of trust 16046"),
        ("england,E92000001,all,2024-25,100,70", "a row of england E92000001"),
        ("trust,16700,middle,2024-25,100,70", "the phase 'middle'"),
        ("trust,16700,all,2024/25,100,70", "the period '2024/25'"),
        ("trust,16700,all,2024-25,5,70", "a figure of 5 pupils"),
        ("trust,16700,all,2024-25,100,", "found ''"),
        ("trust,16700,all,2024-25,100,q", "'q'"),
    ],
)
def test_a_wrong_row_is_refused(tmp_path: Path, registers: dict[str, Dataset], row: str, found: str) -> None:
    with pytest.raises(PackageError, match=found):
        build(tmp_path, registers, row)


def test_a_school_has_one_row_a_year_whatever_its_phase(tmp_path: Path, registers: dict[str, Dataset]) -> None:
    with pytest.raises(PackageError, match=f"a second row of school {SCHOOLS[0]}"):
        build(tmp_path, registers, f"school,{SCHOOLS[0]},primary,2024-25,100,70", f"school,{SCHOOLS[0]},all,2024-25,100,70")


def test_a_row_stands_once_in_all_tables_together(tmp_path: Path, registers: dict[str, Dataset]) -> None:
    row = f"trust,{TRUST},all,2024-25,100,70"
    write_local(tmp_path, {**contract(), "owner": {"level": "trust", "code": TRUST}}, rows={"2023-24": (row,), "2024-25": (row,)})
    with pytest.raises(PackageError, match="a second row of trust"):
        local.build(load_local(tmp_path), registers, tmp_path / "built")


@pytest.mark.parametrize(("level", "code"), [("school", "107947"), ("trust", "16046"), ("local-authority", "E06000053")], ids=str)
def test_any_place_with_a_page_may_set_measures(tmp_path: Path, registers: dict[str, Dataset], level: str, code: str) -> None:
    table = build(tmp_path, registers, f"{level},{code},all,2024-25,100,70", level=level, code=code)
    assert len(table) == 1


@pytest.mark.parametrize(("level", "code"), [("school", "107823"), ("trust", "999999"), ("local-authority", "E10000027")])
def test_a_place_that_is_not_there_may_not(tmp_path: Path, registers: dict[str, Dataset], level: str, code: str) -> None:
    with pytest.raises(PackageError, match=f"the owner {level} {code}"):
        build(tmp_path, registers, level=level, code=code)


def test_a_federation_has_no_page_on_which_its_measures_could_stand(tmp_path: Path, registers: dict[str, Dataset]) -> None:
    assert FEDERATION in packages.read_text(registers["trusts"], "federation_membership")["uid"].to_list()
    with pytest.raises(PackageError, match=f"the owner trust {FEDERATION}; expected a trust, school or authority that has a page"):
        build(tmp_path, registers, f"trust,{FEDERATION},all,2024-25,100,70", code=FEDERATION)


@pytest.mark.parametrize(
    ("file", "old", "becomes", "found"),
    [
        ("statement.md", "We want", "TODO: We want", "statement"),
        ("README.md", "One row a place.", "TODO", "README.md"),
        ("datapackage.yaml", "title: Beck", "title: ''", "title"),
        ("datapackage.yaml", "description: A test.", "description: TODO", "description"),
        ("measures.yaml", "question: Are children heard?", "question: ''", "local-heard, question"),
        ("measures.yaml", "- How do you know?", "- ''", "local-heard, question 2"),
        ("measures.yaml", "says: of pupils were heard", "says: ''", "local-heard, says"),
    ],
)
def test_words_that_are_not_there_yet_are_asked_for(tmp_path: Path, file: str, old: str, becomes: str, found: str) -> None:
    path = write_local(tmp_path) / file
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, becomes), encoding="utf-8")
    with pytest.raises(PackageError, match=f"beck, {re.escape(found)}: .*words for a reader"):
        local.build(load_local(tmp_path), {}, tmp_path / "built")


def test_without_registers_nothing_can_be_held(tmp_path: Path) -> None:
    write_local(tmp_path)
    with pytest.raises(CatalogueError, match="'schools'"):
        local.build(load_local(tmp_path), {}, tmp_path / "built")


def test_no_national_table_and_no_roll_up_holds_any_of_it(sample_site: Path) -> None:
    built = sample_site.parent / "packages"
    own = {measure.id: measure.column for found in load_local(SAMPLE) for measure in found.dataset.measures}
    tables = [path for path in built.rglob("*.parquet") if path.parent.parent == built]
    assert len(tables) > 10
    for path in tables:
        table = pd.read_parquet(path)
        assert not set(own.values()) & set(table.columns), path
        assert "measure" not in table or not set(own) & set(table["measure"].astype("str")), path
    whole = packages.read_built(built / "local", "example-trust", "example-trust")
    assert set(whole["level"]) == {"school", "trust"}
    assert set(whole["code"]) == {TRUST, *SCHOOLS}


def test_what_a_trust_set_itself_stands_with_it_and_its_schools_and_in_the_catalogue_alone(sample_site: Path) -> None:
    own = {f"{page}.{ending}" for page in ("trust/16700", "school/138898", "school/146496") for ending in ("html", "json")}
    files = [path for path in sample_site.rglob("*") if path.suffix in (".html", ".json") and "data/local" not in path.as_posix()]
    holding = {path.relative_to(sample_site).as_posix() for path in files if b"example-trust" in path.read_bytes()}
    assert holding == {*own, "data/index.html"}
