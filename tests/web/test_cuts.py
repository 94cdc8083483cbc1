"""The file of effects from which a reader pools a cut of a review."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest

from pipeline.web import cuts
from pipeline.web.reviews import Found
from tests import reviews_built
from tests.reviews_at_hand import WRITING

NAMES = (WRITING, "school-calendars", "teacher-expectancy")


@pytest.fixture(scope="module")
def found(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Found]:
    return reviews_built.found(tmp_path_factory.mktemp("built"), *NAMES)


def test_a_reader_may_choose_by_what_tells_effects_apart(found: dict[str, Found]) -> None:
    own = found[WRITING]
    fields = cuts.fields(own.review, cuts.pooled(own))
    assert list(fields) == ["phase", "subject", "feedback", "reflection"]  # one type of test, no judgement of bias: nothing to choose
    assert fields["phase"] == ["higher", "primary", "secondary"]
    assert fields["feedback"][-1] == ""
    assert cuts.fields(found["school-calendars"].review, cuts.pooled(found["school-calendars"])) == {}


def test_the_file_holds_the_effects_of_every_pool_as_they_are(found: dict[str, Found], tmp_path: Path) -> None:
    for own in found.values():
        cuts.write(own, str.upper, tmp_path)
        told = json.loads((tmp_path / cuts.FILE).read_text(encoding="utf-8"))
        effects = cuts.pooled(own)
        assert told["effect"] == pytest.approx([effect.effect for effect in effects], rel=1e-8)
        assert told["variance"] == pytest.approx([effect.variance for effect in effects], rel=1e-8)
        assert [pool.count("1") for pool in told["pools"]] == [pool.whole.effects for pool in own.pools]
        assert len(set(told["cluster"])) == len({effect.cluster for effect in effects})
        assert [told["studies"][number] for number in told["study"]] == [effect.citation.upper() for effect in effects]
        for name, levels in cuts.fields(own.review, effects).items():
            traits = [effect.traits.get(name, getattr(effect, name, None)) for effect in effects]
            assert [levels[number] for number in told["fields"][name]] == traits


def test_an_effect_in_no_pool_is_left_out(found: dict[str, Found]) -> None:
    own = found[WRITING]
    assert len(cuts.pooled(replace(own, pools=own.pools[1:]))) == own.pools[1].whole.effects < len(own.effects)
