"""What a review's page says out of its package, for every state that a review can be in."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from html import unescape

import pytest

from pipeline.evidence import Cost, Interval, Search
from pipeline.web.pages import review
from pipeline.web.results import Span
from pipeline.web.reviews import Found
from tests.reviews_at_hand import RELEASED
from tests.reviews_built import LEVELS, LINKS, ODDS, found
from tests.web.small_measures import LESSONS

NAMES = ("school-calendars", "teacher-expectancy", LEVELS, ODDS, LINKS, "interleaving")


@pytest.fixture(scope="module")
def reviews(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Found]:
    return found(tmp_path_factory.mktemp("reviews"), *NAMES)


def text(html: str) -> str:
    return " ".join(unescape(re.sub(r"<script.*?</script>|<[^>]+>", "", html, flags=re.DOTALL)).split())


def parts(each: Found) -> Mapping[str, str]:
    return review.compose(each, {}, RELEASED)


@pytest.mark.parametrize(
    ("span", "scale", "side"),
    [
        (Span(0.3, 0.2, 0.4), "standard deviations", "above"),
        (Span(-0.3, -0.4, -0.2), "correlation", "below"),
        (Span(0.3, -0.1, 0.4), "standard deviations", "unsure"),
        (Span(1.5, 1.2, 1.9), "odds ratio", "above"),
        (Span(1.05, 0.86, 1.28), "odds ratio", "unsure"),
        (Span(0.8, 0.7, 0.9), "odds ratio", "below"),
    ],
)
def test_the_side_is_that_of_the_whole_interval(span: Span, scale: str, side: str) -> None:
    assert review.told(span, scale).side == side


@pytest.mark.parametrize(
    ("citation", "name"),
    [
        ("Al-Hazza (2002): An examination of the effects", "Al-Hazza (2002)"),
        ("Baker et al. (2017a): Title (2016)", "Baker et al. (2017a)"),
        ("Study 12", "Study 12"),
        ("A" * 80, "A" * 60 + "…"),
    ],
)
def test_a_study_is_named_without_its_title(citation: str, name: str) -> None:
    assert review.named(citation) == name


def test_the_interval_comes_first_then_places_then_months_with_their_table(reviews: dict[str, Found]) -> None:
    said = text(parts(reviews[LEVELS])["found"])
    order = ["about 0.22 of a standard deviation, somewhere between 0.12 and 0.32", "move about 9 places up (5 to 13)"]
    order.append("By the table of months eef-toolkit-pre-2021 that is 3 months of progress (2 to 4)")
    assert sorted(order, key=said.index) == order


def test_an_interval_that_holds_no_effect_says_so_and_places_go_both_ways(reviews: dict[str, Found]) -> None:
    said = text(parts(reviews["teacher-expectancy"])["found"])
    assert "That range holds zero, so there may be no effect at all." in said
    assert "(from 2 places down to 8 places up)" in said
    assert "months" not in said  # a test of intelligence is no attainment


def test_months_say_where_their_table_ends(reviews: dict[str, Found]) -> None:
    each = reviews[LEVELS]
    whole = each.pools[0].whole
    beyond = {"the table does not reach one end of the range.": whole._replace(months_low=None)}
    beyond["has no value for this effect."] = whole._replace(months=None)
    for words, result in beyond.items():
        changed = replace(each, pools=(replace(each.pools[0], whole=result), *each.pools[1:]))
        assert words in text(parts(changed)["found"])


def test_an_association_claims_no_cause_and_has_neither_places_nor_months(reviews: dict[str, Found]) -> None:
    made = parts(reviews[LINKS])
    said = text(" ".join(made.values()))
    assert "A link does not say that the one brings about the other" in said
    assert "a link of about 0.31, somewhere between 0.24 and 0.38" in text(made["found"])
    assert "In most schools like these the link would lie" in said.replace("engagement: in", "engagement: In")
    for word in ("places up", "months", "effect would lie", "did better"):
        assert word not in said
    assert "no harm of it could be reported" in text(made["harms"])


def test_odds_say_of_what_they_are_and_are_no_chances(reviews: dict[str, Found]) -> None:
    made = parts(reviews[ODDS])
    assert "odds of the good outcome about 1.51 times as high, somewhere between 1.33 and 1.72 times" in text(made["standing"])
    assert "Odds twice as high do not mean that twice as many succeed" in text(made["found"])
    assert "between 0.55 and 4.13 times the odds" in text(made["range"])
    assert "26 in 100 effects lie below 1." in text(made["harms"])


def test_a_rating_gives_each_step_its_reason_and_says_that_it_was_computed(reviews: dict[str, Found]) -> None:
    said = text(parts(reviews[ODDS])["sure"])
    assert "Computed, not peer reviewed." in said
    assert "38 in 100 of 238 effects come from randomised studies, in which lots were drawn. START-LOW" in said
    assert "Nobody has judged it in the source data, so it is not taken to be good. BIAS-NOT-JUDGED−1very low" in said
    assert "(p < 0.001). SMALL-DIFFER" in said


def test_what_is_not_rated_says_so_with_its_reason(reviews: dict[str, Found]) -> None:
    each = reviews[LEVELS]
    made = parts(each)
    assert text(made["sure"]).startswith(f"Not yet rated. {each.review.certainty.why}")
    assert "How sure this is has not been rated yet." in text(made["standing"])
    assert text(made["cost"]) == "Not yet rated. The source data hold no costs."
    assert "Whether it holds in England’s schools: not yet rated" in text(made["whom"])


def test_a_cost_that_was_rated_stands_with_its_basis(reviews: dict[str, Found]) -> None:
    each = reviews[LEVELS]
    rated = replace(each, review=replace(each.review, cost=Cost("low", "hours of staff.")))
    assert text(parts(rated)["cost"]) == "Low. It rests on: hours of staff."


def test_a_search_whose_day_is_not_known_says_so(reviews: dict[str, Found]) -> None:
    made = parts(reviews[LEVELS])
    assert text(made["dates"]) == "A review made once; it is not being kept up. The date of the last search is not known here."
    assert "is due for a new search" not in made["standing"]


def living(each: Found, last: date, due: date) -> Found:
    return replace(each, review=replace(each.review, search=Search(("A database",), "living", last, due, Interval(6, 12))))


def test_a_living_review_past_its_day_has_a_banner(reviews: dict[str, Found]) -> None:
    made = parts(living(reviews[LEVELS], date(2026, 1, 10), date(2026, 7, 10)))
    assert text(made["standing"]).startswith("This review is due for a new search. Studies since 10 January 2026 are not in it")
    assert "The next is due on 10 July 2026." in text(made["dates"])
    fresh = parts(living(reviews[LEVELS], date(2026, 10, 1), date(2027, 4, 1)))
    assert "due for a new search" not in fresh["standing"]
    assert "The last search for studies was on 1 October 2026." in text(fresh["standing"])


def test_a_review_leads_to_the_measures_that_it_bears_on(reviews: dict[str, Found]) -> None:
    each = reviews[LEVELS]
    bearing = replace(each, review=replace(each.review, measures=(LESSONS.id,)))
    moves = review.compose(bearing, {LESSONS.id: LESSONS}, RELEASED)["moves"]
    assert f'<a href="../../measure/{LESSONS.id}.html">{LESSONS.title}</a>' in moves
    assert "None of the figures about schools" in parts(reviews["teacher-expectancy"])["moves"]


def test_a_marker_within_a_sentence_is_a_pool_or_a_fold_with_its_interval(reviews: dict[str, Found]) -> None:
    made = parts(reviews[LEVELS])
    assert made["all"] == "0.22 (0.12 to 0.32)"
    assert made["all/reflection/yes"] == "0.38 (0.17 to 0.58)"
    assert made["all.studies"] == "48"


@pytest.mark.parametrize(
    ("name", "fold"),
    [
        ("interleaving", ("all", "material", "expository texts")),
        ("interleaving", ("all", "material", "words")),
        (ODDS, ("graduation", "design", "randomised")),
    ],
)
def test_what_prose_says_to_hold_no_effect_does(reviews: dict[str, Found], name: str, fold: tuple[str, str, str]) -> None:
    results = [result for pool in reviews[name].pools for result in pool.folds if (result.pool, result.moderator, result.level) == fold]
    assert [review.told(result.shown, result.shown_as).side for result in results] == ["unsure"]


def test_every_study_stands_in_the_table_of_its_pool(reviews: dict[str, Found]) -> None:
    for each in reviews.values():
        studies = parts(each)["studies"]
        for pool in each.headlines:
            table = studies.split(f'<table id="{pool.whole.pool}-studies"')[1].split("</table>")[0]
            assert table.count('<th scope="row">') == pool.whole.studies
