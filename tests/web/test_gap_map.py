"""The gap map out of built tables, and the files from which its page opens a cell."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from pipeline.catalogue.reviews import FOLDER, load_evidence
from pipeline.data import evidence
from pipeline.errors import PackageError
from pipeline.evidence import GRADES
from pipeline.web import gap_map
from pipeline.web.gap_map import GapMap
from tests.reviews_at_hand import RELEASED, register


@pytest.fixture(scope="module")
def found(tmp_path_factory: pytest.TempPathFactory) -> GapMap:
    folder = tmp_path_factory.mktemp("evidence")
    evidence.build(load_evidence(register(folder, gap_map.PACKAGE), {}), RELEASED, folder / "built" / FOLDER)
    return gap_map.read(folder / "built")


@pytest.fixture(scope="module")
def files(found: GapMap, tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    folder = tmp_path_factory.mktemp("files")
    gap_map.write(found, folder)
    return {path.stem: json.loads(path.read_text(encoding="utf-8")) for path in folder.iterdir()}


def test_every_topic_has_a_cell_in_every_group(found: GapMap) -> None:
    assert len(found.groups) == 10
    assert {tuple(cell.outcome_group for cell in cells) for cells in found.topics.values()} == {found.groups}
    assert list(found.topics) == sorted(found.topics)


def test_cells_count_the_findings_that_are_there(found: GapMap) -> None:
    for cell in found.cells:
        own = [each for each in found.findings if (each.topic, each.outcome_group) == (cell.topic, cell.outcome_group)]
        counts = (len({each.intervention for each in own}), len({each.review_id for each in own}), len(own))
        assert (cell.programmes, cell.studies, cell.findings) == counts
    assert sum(cell.findings for cell in found.cells) == len(found.findings) == 270


def test_the_map_says_of_each_finding_what_the_filters_ask(found: GapMap, files: dict[str, Any]) -> None:
    laid = files["map"]
    for at, finding in enumerate(found.findings):
        assert laid["topics"][laid["topic"][at]] == finding.topic
        assert laid["programmes"][laid["programme"][at]] == finding.intervention
        assert laid["reviews"][laid["review"][at]] == finding.review_id
        assert laid["ratings"][int(laid["rating"][at])] == finding.rating
        assert laid["groups"][laid["group"][laid["domain"][at]]] == finding.outcome_group
        assert laid["part"][at] == ("1" if finding.subgroup == "yes" else "0")
        named = [band for number, band in enumerate(GRADES) if int(laid["grades"][at], 32) >> number & 1]
        assert "; ".join(named) == finding.grades
    assert laid["ratings"][-1] == ""


def test_a_topics_file_runs_along_its_findings(found: GapMap, files: dict[str, Any]) -> None:
    laid = files["map"]
    for topic, name in laid["files"].items():
        own, told = [finding for finding in found.findings if finding.topic == topic], files[name]
        assert told["id"] == [finding.finding_id for finding in own]
        assert [told["outcomes"][number] for number in told["outcome"]] == [finding.outcome for finding in own]
        assert [told["comparisons"][number] for number in told["comparison"]] == [finding.comparison for finding in own]
        assert told["effect"] == [None if finding.effect is None else pytest.approx(finding.effect, abs=0.0005) for finding in own]
    assert set(files) == {"map", *laid["files"].values()}


def test_an_effect_that_the_source_does_not_give_is_none_and_never_nought(found: GapMap, files: dict[str, Any]) -> None:
    missing = [finding for finding in found.findings if finding.effect is None]
    assert missing
    assert sum(told["effect"].count(None) for name, told in files.items() if name != "map") == len(missing)


def test_a_topics_file_has_a_name_for_an_address() -> None:
    assert gap_map.file_name("Teacher Training, Evaluation, and Compensation") == "teacher-training-evaluation-and-compensation"


def test_without_findings_there_is_no_map(tmp_path: Path) -> None:
    with pytest.raises(PackageError, match="no such file"):
        gap_map.read(tmp_path)
