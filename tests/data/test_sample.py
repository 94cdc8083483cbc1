"""The sample holds the chosen schools whole and unaltered, and nothing of others."""

from __future__ import annotations

from pathlib import Path

import pytest

from pipeline import catalogue, packages
from pipeline.data import sample
from pipeline.errors import CatalogueError

CONTRACTS = Path(__file__).parents[1] / "sample/datapackages"


def test_only_the_chosen_schools_and_their_trusts_stay(tmp_path: Path) -> None:
    datasets = catalogue.load(CONTRACTS)
    (tmp_path / "urns.txt").write_text("# why\n137383 a school of a trust\n", encoding="utf-8")
    sample.cut(datasets, tmp_path / "urns.txt", tmp_path / "out")
    cut = catalogue.load(tmp_path / "out")
    assert packages.read_text(cut["schools"], "schools")["urn"].tolist() == ["137383"]
    assert packages.read_text(cut["trusts"], "trusts")["name"].tolist() == ["Leodis Academies Trust"]
    assert len(packages.read_text(cut["areas"], "local_authorities")) == 153
    before = packages.read_text(datasets["absence"], "2018-19")
    after = packages.read_text(cut["absence"], "2018-19")
    assert after.to_dict("records") == before[before["code"] == "137383"].to_dict("records")


def test_an_unknown_urn_is_refused(tmp_path: Path) -> None:
    (tmp_path / "urns.txt").write_text("999999\n", encoding="utf-8")
    with pytest.raises(CatalogueError, match="999999"):
        sample.cut(catalogue.load(CONTRACTS), tmp_path / "urns.txt", tmp_path / "out")
