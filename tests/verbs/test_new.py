"""``new`` writes files that the catalogue reads, and nothing over anything."""

from __future__ import annotations

import csv
import shutil
from datetime import date
from pathlib import Path

import pytest

from pipeline import catalogue
from pipeline.__main__ import main
from pipeline.catalogue.local import WORDS, load_local
from pipeline.catalogue.reviews import load_evidence
from pipeline.data import evidence
from pipeline.errors import CatalogueError
from pipeline.packages import read_built
from tests.conftest import SAMPLE
from tests.reviews_at_hand import register


def new(folder: Path, *arguments: str) -> int:
    rooms = ("--rooms", str(folder / "rooms")) if arguments[0] == "package" else ()
    return main(["new", *arguments, "--datapackages", str(folder), *rooms])


def test_a_local_owner_begins_with_files_that_can_be_read(tmp_path: Path) -> None:
    assert new(tmp_path, "local", "our-trust", "--owner", "trust:2044") == 0
    (local,) = load_local(tmp_path)
    assert (local.level, local.code, local.dataset.name) == ("trust", "2044", "our-trust")
    assert [measure.id for measure in local.dataset.measures] == ["local-our-trust"]
    assert "hold ourselves to account" in local.statement


def test_what_is_left_to_be_written_is_asked_for_and_then_the_site_has_it(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    packages = shutil.copytree(SAMPLE, tmp_path / "datapackages")
    new(packages, "local", "ours", "--owner", "school:107947")
    folder = packages / "local/ours"
    (folder / "data").mkdir()
    row = "level,code,phase,period,la,pupils,example_pct\nschool,107947,all,2024-25,,120,45\n"
    (folder / "data/2024-25.csv").write_text(row, encoding="utf-8")
    assert main(["check", "local/ours", "--datapackages", str(packages)]) == 2
    assert "words for a reader" in capsys.readouterr().err
    for path in folder.glob("*.*"):
        text = path.read_text(encoding="utf-8").replace("TODO", "").replace(' ""', ' "Words"')
        path.write_text(text, encoding="utf-8")
    assert main(["check", "local/ours", "--datapackages", str(packages)]) == 0


GAPS = (
    ("README.md", "TODO", "Words", "words for a reader"),
    ("review.yaml", "TODO", "Words", "title"),
    ("datapackage.yaml", 'title: "" ', 'title: "Chess" ', "description"),
    ("datapackage.yaml", "TODO", "Words", "the licence of the source"),
    ("datapackage.yaml", "licenses: []", "licenses: [{name: CC0-1.0, title: CC0}]", "flow, studies: found 0; expected 3"),
    ("review.yaml", "  studies: 0\n  effects: 0", "  studies: 3\n  effects: 3", ""),
)


def test_a_review_is_added_as_the_methods_page_says(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    folder = register(tmp_path, "school-calendars")
    assert new(folder, "review", "chess") == 0
    review = folder / "evidence/chess"
    assert sorted(path.name for path in review.iterdir()) == ["README.md", "datapackage.yaml", "effects.csv", "review.yaml"]
    _code_three_effects(review / "effects.csv")
    for name, before, after, told in GAPS:
        text = (review / name).read_text(encoding="utf-8")
        assert before in text
        (review / name).write_text(text.replace(before, after), encoding="utf-8")
        capsys.readouterr()
        assert main(["check", "evidence/chess", "--datapackages", str(folder)]) == (2 if told else 0)
        assert told in capsys.readouterr().err
    evidence.build(load_evidence(folder, {}), date(2026, 11, 25), tmp_path / "built")
    assert list(read_built(tmp_path / "built", "chess", "pools")["clusters"]) == [3]


def _code_three_effects(path: Path) -> None:
    given = {
        "citation": "Who",
        "outcome": "maths",
        "outcome_kind": "attainment",
        "outcome_type": "broad",
        "measure": "SMD",
        "variance": "0.02",
    }
    with path.open(encoding="utf-8") as file:
        names = next(csv.reader(file))
    with path.open("a", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, names, restval="", lineterminator="\n")
        writer.writerows({**given, "effect_id": each, "study": each, "cluster": each, "effect": f"0.{each}"} for each in "123")


def test_a_package_begins_with_a_contract_and_a_room(tmp_path: Path) -> None:
    assert new(tmp_path, "package", "meals") == 0
    assert catalogue.load(tmp_path)["meals"].measures[0].id == "meals"
    assert "def tidy(" in (tmp_path / "rooms/meals.py").read_text(encoding="utf-8")


def test_a_measure_is_added_to_those_that_are_there(tmp_path: Path) -> None:
    new(tmp_path, "package", "meals")
    assert new(tmp_path, "measure", "hot-meals", "--to", "meals") == 0
    assert [measure.id for measure in catalogue.load(tmp_path)["meals"].measures] == ["meals", "hot-meals"]


@pytest.mark.parametrize(
    ("arguments", "told"), [(("local", "Ours"), "small letters"), (("measure", "meals", "--to", "none"), "no such file")]
)
def test_what_cannot_be_made_is_refused(tmp_path: Path, capsys: pytest.CaptureFixture[str], arguments: tuple[str, ...], told: str) -> None:
    assert new(tmp_path, *arguments) == 1
    assert told in capsys.readouterr().err


def test_nothing_is_written_over(tmp_path: Path) -> None:
    new(tmp_path, "local", "ours")
    assert new(tmp_path, "local", "ours") == 1


@pytest.mark.parametrize(
    ("file", "old", "becomes", "told"),
    [
        ("statement.md", "What", "word " * WORDS + "What", "words"),
        ("measures.yaml", "id: local-", "id: ", "local-"),
        ("measures.yaml", "rollup: {method: none}", "rollup: {method: sum}", "never added up"),
        ("datapackage.yaml", "level: school", "level: england", "local-authority"),
    ],
)
def test_a_local_measure_keeps_to_its_rules(tmp_path: Path, file: str, old: str, becomes: str, told: str) -> None:
    new(tmp_path, "local", "ours")
    path = tmp_path / "local/ours" / file
    path.write_text(path.read_text(encoding="utf-8").replace(old, becomes, 1), encoding="utf-8")
    with pytest.raises(CatalogueError, match=told):
        load_local(tmp_path)
