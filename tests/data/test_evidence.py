"""The register as visitors get it: golden pools, folds that are large enough, and packages that anybody's checker finds valid."""

from __future__ import annotations

import csv
import time
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import pandas as pd
import pytest

from pipeline import packages
from pipeline.catalogue.reviews import load_evidence
from pipeline.checks.examining import examine
from pipeline.checks.frictionless_judge import judge_in_full
from pipeline.checks.opening import open_any
from pipeline.data import evidence
from pipeline.errors import PackageError
from pipeline.evidence import Evidence, Moderator
from tests.reviews_at_hand import RELEASED, committed, effects, register, review

GOLDEN = Path(__file__).parent / "reviews" / "pools"
SECONDS = 20


def sample(folder: Path) -> Evidence:
    return load_evidence(register(folder / "register"), {})


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("evidence")
    evidence.build(sample(folder), RELEASED, folder / "built")
    return folder / "built"


def pools(built: Path) -> Iterator[tuple[str, pd.DataFrame]]:
    for path in sorted(built.glob("*/pools.parquet")):
        yield path.parent.name, packages.read_built(built, path.parent.name, "pools")


def test_pools_of_the_sample_are_as_they_were(built: Path) -> None:
    names = [name for name, _ in pools(built)]
    assert names == sorted(path.stem for path in GOLDEN.glob("*.csv"))
    for name, table in pools(built):
        with (GOLDEN / f"{name}.csv").open(encoding="utf-8", newline="") as file:
            golden = list(csv.DictReader(file))
        for row, expected in zip(table.to_dict("records"), golden, strict=True):
            for column, text in expected.items():
                found = "" if row[column] != row[column] else row[column]
                assert found == (pytest.approx(float(text), rel=1e-7, abs=1e-9) if isinstance(found, float) else text) or str(found) == text


def test_every_built_package_is_valid_for_us_and_for_frictionless(built: Path) -> None:
    for path in sorted(built.iterdir()):
        package = open_any(path, None)
        is_review = (path / "review.yaml").is_file()
        assert [table.name for table in package.tables] == (
            ["effects", "pools", "certainty", "studies"] if is_review else ["findings", "map", "cells"]
        )
        assert examine(package, 2026, lambda name: open_any(built / name)).valid
        assert judge_in_full(package).valid
        assert is_review or (path / "outcome_groups.yaml").is_file()


def test_a_review_that_is_refused_is_not_built(tmp_path: Path) -> None:
    found = sample(tmp_path)
    spoilt = replace(found.reviews[0], flow={**found.reviews[0].flow, "effects": 1})
    with pytest.raises(PackageError, match="flow, effects"):
        evidence.build(replace(found, reviews=(spoilt,)), RELEASED, tmp_path / "built")
    assert not (tmp_path / "built").exists()


def test_a_level_of_fewer_than_three_studies_is_not_pooled() -> None:
    found, table = review(), effects(review())
    few = table.assign(rare=["common"] * 46 + ["rare"] * 2, one="same")
    moderators = (Moderator("rare", "Rare"), Moderator("one", "One"))
    rows, _ = evidence.pooled(replace(found, moderators=moderators, pools=found.pools[:1]), few, None)
    assert [(row["moderator"], row["level"], row["effects"]) for row in rows] == [("none", "all", 48), ("rare", "common", 46)]


def test_the_whole_register_is_built_in_time_and_every_interval_is_that_of_clusters(tmp_path: Path) -> None:
    begun = time.process_time()  # a busy machine is no fault of the code
    evidence.build(committed(), date(2026, 11, 25), tmp_path / "built")
    assert time.process_time() - begun < SECONDS
    for path in sorted((tmp_path / "built").glob("*/pools.parquet")):
        table = packages.read_built(tmp_path / "built", path.parent.name, "pools")
        nested = table["effects"] > table["clusters"]
        assert set(table.loc[nested, "model"]) <= {"three-level"}
        assert set(table.loc[~nested, "model"]) <= {"two-level"}
        assert (table["clusters"] >= 3).all()
        assert (table["tau2_between"] >= 0).all()
        assert packages.read_built(tmp_path / "built", path.parent.name, "certainty")["pool"].isin(table["pool"]).all()


def renew() -> None:
    """Write the golden pools anew, to be read before they are committed."""
    from tempfile import TemporaryDirectory

    with TemporaryDirectory() as name:
        evidence.build(sample(Path(name)), RELEASED, Path(name) / "built")
        GOLDEN.mkdir(exist_ok=True)
        for review_name, table in pools(Path(name) / "built"):
            table.to_csv(GOLDEN / f"{review_name}.csv", index=False, lineterminator="\n")


if __name__ == "__main__":
    renew()
