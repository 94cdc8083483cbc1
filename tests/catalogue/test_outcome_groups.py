"""Groups of outcomes, by hand: read strictly, each domain in one of them."""

from __future__ import annotations

from pathlib import Path

import pytest

from pipeline.catalogue.outcome_groups import GROUPS, load_outcome_groups
from pipeline.errors import CatalogueError
from tests.conftest import ROOT


def written(folder: Path, text: str) -> Path:
    (folder / GROUPS).write_text(text, encoding="utf-8")
    return folder


def test_each_domain_has_its_group_in_the_order_of_the_file(tmp_path: Path) -> None:
    found = load_outcome_groups(
        written(tmp_path, "- {group: Reading, domains: [Alphabetics, Word reading]}\n- {group: Maths, domains: [Algebra]}\n")
    )
    assert list(found.items()) == [("Alphabetics", "Reading"), ("Word reading", "Reading"), ("Algebra", "Maths")]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("group: Reading\n", "a list of groups"),
        ("- {group: Reading}\n", "the key 'domains'"),
        ("- {group: Reading, domains: []}\n", "one at least"),
        ("- {group: Reading, domains: [Algebra], colour: red}\n", "unknown key 'colour'"),
        ("- {group: Reading, domains: [Algebra]}\n- {group: Maths, domains: [Algebra]}\n", "'Algebra' twice"),
        ("- {group: '', domains: [Algebra]}\n", "group"),
    ],
)
def test_a_slip_is_refused(tmp_path: Path, text: str, words: str) -> None:
    with pytest.raises(CatalogueError, match=words):
        load_outcome_groups(written(tmp_path, text))


def test_the_committed_groups_hold_every_domain_of_the_clearinghouse() -> None:
    found = load_outcome_groups(ROOT / "datapackages/evidence/what-works-clearinghouse")
    assert len(found) == 109
    assert len(set(found.values())) == 10
