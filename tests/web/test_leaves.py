"""The list of what the finder finds beside places."""

from __future__ import annotations

import json
from pathlib import Path

from pipeline.web import leaves
from pipeline.web.leaves import Leaf
from tests.web.small_measures import datasets

PAGE = (
    '<title>x</title><meta name="description" content="What &amp; why."><main><h1 id="a">How <em>we</em>\n count</h1>'
    '<h2 id="ways">Ways &amp; means</h2><p>no</p><h3 id="more">More</h3><h2>Without a name</h2></main>'
)


def test_a_written_page_is_found_because_it_is_there(tmp_path: Path) -> None:
    for path in ("evidence/new/index.html", "index.html", "404.html", "find/index.html"):
        (tmp_path / path).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / path).write_text(PAGE, encoding="utf-8")
    assert list(leaves.written(tmp_path)) == [
        Leaf("evidence/new/", "How we count", "What & why.", [("ways", "Ways & means"), ("more", "More")])
    ]


def test_a_page_without_a_heading_is_none(tmp_path: Path) -> None:
    (tmp_path / "a.html").write_text("<p>nothing</p>", encoding="utf-8")
    assert list(leaves.written(tmp_path)) == []


def test_packages_and_measures_are_found_by_title_and_question() -> None:
    known = datasets()
    found = {leaf.path: leaf for leaf in leaves.measured(known.values())}
    measures = [measure for dataset in known.values() for measure in dataset.measures]
    assert set(found) == {*(f"data/{name}/" for name in known), *(f"measure/{measure.id}.html" for measure in measures)}
    assert found[f"measure/{measures[0].id}.html"] == Leaf(f"measure/{measures[0].id}.html", measures[0].title, measures[0].question)


def test_the_pages_of_the_sample_are_all_there(sample_site: Path) -> None:
    rows = json.loads((sample_site / "find/pages.json").read_bytes())
    assert {"methods/", "about/", "data/absence/", "measure/overall_absence.html"} <= {row[0] for row in rows}
    for path, _, _, parts in rows:
        html = (sample_site / path / "index.html" if path.endswith("/") else sample_site / path).read_text(encoding="utf-8")
        assert all(f'id="{part}"' in html for part, _ in parts)
