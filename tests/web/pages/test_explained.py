"""How much of the differences between schools goes with intake: of which measures a school's page says so."""

from __future__ import annotations

import pytest

from pipeline.web.pages import likeness
from pipeline.web.pages.atlas import Atlas
from tests.web.pages.test_school import compose, text
from tests.web.small_measures import PRIMARY, SECONDARY


def test_it_says_how_much_of_the_spread_goes_with_intake(atlas: Atlas) -> None:
    assert "of the differences in Lessons missed about 41 % go with intake and setting and 59 % do not" in text(
        compose(atlas, PRIMARY).body
    )
    assert "go with intake" not in compose(atlas, SECONDARY).body


def test_it_does_not_say_so_of_a_figure_by_which_similar_schools_are_chosen(atlas: Atlas, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(likeness, "CHOSEN_BY", ("lessons_missed",))
    assert "go with intake" not in compose(atlas, PRIMARY).body
