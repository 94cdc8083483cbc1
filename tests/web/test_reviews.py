"""The register as the pages read it: pools in the contract's order, each with its folds, its steps and the effects that belong to it."""

from __future__ import annotations

from pathlib import Path

import pandas as pd
import pytest

from pipeline.catalogue.reviews import FOLDER, load_evidence
from pipeline.data import evidence
from pipeline.errors import PackageError
from pipeline.evidence import Evidence
from pipeline.web import reviews
from pipeline.web.reviews import Found
from tests.reviews_at_hand import RELEASED, WRITING, register


@pytest.fixture(scope="module")
def contracts(tmp_path_factory: pytest.TempPathFactory) -> Evidence:
    return load_evidence(register(tmp_path_factory.mktemp("register")), {})


@pytest.fixture(scope="module")
def built(contracts: Evidence, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("built")
    evidence.build(contracts, RELEASED, folder / FOLDER)
    return folder


@pytest.fixture(scope="module")
def found(contracts: Evidence, built: Path) -> dict[str, Found]:
    return {each.review.name: each for each in reviews.read(contracts, built)}


def test_a_review_has_its_pools_in_the_order_of_its_contract_and_leads_with_headlines(found: dict[str, Found]) -> None:
    writing = found[WRITING]
    assert [pool.whole.pool for pool in writing.pools] == [plan.id for plan in writing.review.pools] == ["all", "school"]
    assert [pool.whole.pool for pool in writing.headlines] == ["all"]


def test_a_pool_is_as_the_build_wrote_it(found: dict[str, Found], built: Path) -> None:
    table = pd.read_parquet(built / FOLDER / WRITING / "pools.parquet")
    whole = found[WRITING].pools[0].whole
    assert whole.estimate == table["estimate"][0]
    assert whole.shown == tuple(table.loc[0, ["shown_estimate", "shown_ci_low", "shown_ci_high"]])
    assert whole.predicted == tuple(table.loc[0, ["shown_estimate", "shown_pi_low", "shown_pi_high"]])
    assert (whole.moderator, whole.level) == ("none", "all")


def test_the_effects_of_a_pool_are_as_many_as_it_says(found: dict[str, Found]) -> None:
    for each in found.values():
        for pool in each.pools:
            assert len(pool.effects) == pool.whole.effects
            assert len({effect.study for effect in pool.effects}) == pool.whole.studies
    school = found[WRITING].pools[1]
    assert {effect.phase for effect in school.effects} == {"primary", "secondary"}


def test_folds_are_of_the_moderators_and_effects_carry_them(found: dict[str, Found]) -> None:
    folds = found[WRITING].pools[0].folds
    assert {fold.moderator for fold in folds} == {"phase", "feedback", "reflection"}
    first = found[WRITING].effects[0]
    assert dict(first.traits) == {"phase": "higher", "feedback": "yes", "reflection": "yes"}
    assert first.citation == "Ashworth (1992)"


def test_what_is_not_known_is_none_and_never_nan(found: dict[str, Found]) -> None:
    cells = [cell for each in found.values() for pool in each.pools for cell in pool.whole]
    assert not [cell for cell in cells if isinstance(cell, float) and cell != cell]
    assert found["teacher-expectancy"].pools[0].whole.months is None


def test_a_headline_has_a_rating_and_another_pool_has_none(found: dict[str, Found]) -> None:
    headline, other = found[WRITING].pools
    assert headline.rating is not None
    assert headline.rating.status == "not yet rated"
    assert other.rating is None


def test_a_review_that_was_not_built_is_named(contracts: Evidence, tmp_path: Path) -> None:
    with pytest.raises(PackageError, match=r"effects\.parquet"):
        reviews.read(contracts, tmp_path)


def test_a_pool_has_its_studies_by_name(found: dict[str, Found]) -> None:
    for each in found.values():
        for pool in each.pools:
            assert len(pool.studies) == pool.whole.studies
            assert sum(study.effects for study in pool.studies) == pool.whole.effects
    names = [study.citation for study in found[WRITING].pools[0].studies]
    assert names == sorted(names)
