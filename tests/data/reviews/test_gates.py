"""Each gate on a bad example of its own; and the register, which passes them all."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pandas as pd
import pytest

from pipeline.__main__ import main
from pipeline.catalogue.reviews import FOLDER, load_review
from pipeline.data.reviews import gates
from pipeline.errors import PackageError
from pipeline.evidence import Certainty, Interval, Retraction, Review, Search
from tests.reviews_at_hand import COMMITTED, RELEASED, WRITING, change, committed, effects, register, review

WANG = Retraction("10.1057/s41599-025-04787-y", date(2026, 4, 22), "the journal")
MAP = "what-works-clearinghouse"


def hold(found: Review, table: pd.DataFrame) -> None:
    gates.hold_review(found, table, (WANG,), RELEASED)


def refused(found: Review, table: pd.DataFrame, told: str) -> None:
    with pytest.raises(PackageError, match=told):
        hold(found, table)


def test_the_register_passes() -> None:
    gates.hold(committed(), RELEASED)


def test_a_withdrawn_review_is_refused() -> None:
    found = review()
    wang = replace(found, origin=replace(found.origin, doi="https://doi.org/10.1057/S41599-025-04787-y"))
    refused(wang, effects(found), "retracted on 2026-04-22 .the journal.; expected no withdrawn publication")


def changed(column: str, value: Any) -> Callable[[pd.DataFrame], pd.DataFrame]:
    """The table with another value in its second row."""
    return lambda table: table.assign(**{column: [table[column].iloc[0], value, *table[column].iloc[2:]]})


def doubled(table: pd.DataFrame) -> pd.DataFrame:
    again = table.iloc[[1]].assign(effect_id="00099")
    return pd.concat([table, again], ignore_index=True)


@pytest.mark.parametrize(
    ("spoil", "told"),
    [
        (changed("doi", WANG.doi), "retracted on"),
        (changed("retraction", "retracted"), "effect 00002: found Ayers .1993., retracted"),
        (changed("variance", 0.0), "effect 00002: found a variance of 0; expected more than 0"),
        (changed("variance", -0.1), "a variance of -0.1"),
        (changed("effect", -29.16), "effect_id 00002: found -29.16 without a note"),
        (doubled, "effect 00099: found the same as an effect before it"),
        (changed("study", "1"), "flow, studies: found 48; expected 47"),
        (changed("phase", "adult"), "phases: found primary, secondary, higher; expected adult, higher, primary, secondary"),
        (changed("outcome_kind", "attendance"), "pool all: found kinds of outcome attainment, attendance"),
        (changed("measure", "LOR"), "pool all: found scales LOR, SMD"),
    ],
)
def test_an_effect_that_may_not_be_published_stops_it(spoil: Callable[[pd.DataFrame], pd.DataFrame], told: str) -> None:
    found = review()
    refused(found, spoil(effects(found)), told)


def test_a_note_lets_a_far_or_a_doubled_effect_pass() -> None:
    found, table = review(), effects(review())
    hold(found, changed("note", "As printed.")(changed("effect", 3.5)(table)))
    again = doubled(table)
    again.loc[again.index[-1], "note"] = "Another test with the same result."
    hold(replace(found, flow={**found.flow, "effects": 49}), again)


def test_a_study_that_the_review_calls_withdrawn_may_not_be_among_its_effects() -> None:
    found = replace(review(), retracted=("10.1/ABC",))
    refused(found, changed("doi", "doi:10.1/abc")(effects(found)), "no withdrawn study")
    hold(found, effects(found))


def test_fewer_than_three_studies_are_not_pooled() -> None:
    found = review()
    few = replace(found.pools[0], where={"study": ("1", "2")})
    refused(replace(found, pools=(few,)), effects(found), "pool all: found 2 studies; expected 3 at least")


def test_a_pool_is_on_the_scale_that_the_review_names() -> None:
    refused(replace(review(), measure="LOR"), effects(review()), "the scale SMD; expected LOR")


def living(day: date, due: date) -> Review:
    return replace(review(), search=Search(("ERIC",), "living", day, due, Interval(6, 3)))


def test_a_living_review_stops_once_its_grace_is_over() -> None:
    table = effects(review())
    hold(living(date(2026, 3, 1), date(2026, 9, 1)), table)
    refused(living(date(2026, 1, 1), date(2026, 7, 1)), table, "the next was due on 2026-07-01; expected a newer one, or 3 months")


def test_a_rating_is_computed_or_said_not_to_be_there() -> None:
    refused(replace(review(), certainty=Certainty("", "", "")), effects(review()), "the words 'not yet rated'")


@pytest.mark.parametrize("licences", [[], [{"name": "CC0-1.0"}], ["GPL"]])
def test_a_licence_is_named(licences: list[Any]) -> None:
    found = review()
    dataset = replace(found.dataset, descriptor={**found.dataset.descriptor, "licenses": licences})
    refused(replace(found, dataset=dataset), effects(found), "the licence of the source")


def test_words_that_are_still_to_be_written_stop_it(tmp_path: Path) -> None:
    folder = register(tmp_path) / FOLDER / WRITING
    change(folder / "review.yaml", "Classes that were", "TODO: classes that were")
    refused(load_review(folder), effects(review()), "words for a reader")
    shutil.copy(COMMITTED / FOLDER / WRITING / "review.yaml", folder)
    (folder / "README.md").write_text(" \n", encoding="utf-8")
    refused(load_review(folder), effects(review()), "README.md")
    untold = review().dataset
    untold = replace(untold, descriptor={**untold.descriptor, "description": " "})
    refused(replace(review(), dataset=untold), effects(review()), "description")


def test_findings_of_a_map_are_held_too() -> None:
    (dataset,) = gates.only(committed(), {MAP}).maps
    findings = pd.DataFrame({"finding_id": ["1"], "effect": [208.0], "note": [""]})
    with pytest.raises(PackageError, match="finding_id 1: found 208 without a note"):
        gates.hold_map(dataset, findings)
    gates.hold_map(dataset, findings.assign(note="As printed."))


def test_check_and_build_refuse_a_withdrawn_review_in_one_line(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    folder = register(tmp_path)
    change(folder / FOLDER / WRITING / "review.yaml", '"10.3102/00346543074001029"', f'"{WANG.doi}"')
    assert main(["check", f"evidence/{WRITING}", "--datapackages", str(folder)]) == 2
    told = capsys.readouterr().err
    assert told.count("\n") == 1
    assert "retracted on 2026-04-22" in told
    assert main(["check", "evidence/school-calendars", "--datapackages", str(folder)]) == 0
