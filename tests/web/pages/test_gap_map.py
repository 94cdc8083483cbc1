"""The gap map as it stands in its page, without any script."""

from __future__ import annotations

import re

from pipeline.web.gap_map import Cell, Finding, GapMap
from pipeline.web.pages import gap_map

NOTHING: dict[str, str] = dict.fromkeys(
    ("finding_id", "grades", "comparison", "outcome", "period", "sample", "note", "subgroup", "rating"), ""
)


def finding(topic: str, programme: str, review: str, group: str) -> Finding:
    told = {"topic": topic, "intervention": programme, "review_id": review, "outcome_domain": group, "outcome_group": group}
    return Finding(**{**NOTHING, **told}, n_total=None, effect=None, improvement_index=None)


FOUND = GapMap(
    (Cell("A & B", "Maths", 2, 1, 3), Cell("A & B", "Reading", 0, 0, 0)),
    (finding("A & B", "One", "1", "Maths"), finding("A & B", "One", "1", "Maths"), finding("A & B", "Two", "1", "Maths")),
)


def test_a_cell_says_how_many_and_a_gap_says_so_in_words() -> None:
    html = gap_map.compose(FOUND)
    body = re.search(r"<tbody>(.*?)</tbody>", html, re.DOTALL)
    assert body
    assert body[1].strip() == (
        '<tr><th scope="row">A &amp; B <small>2 programmes</small></th><td>1 study <small>3 findings</small></td>'
        '<td class="gap"><span>none</span></td></tr>'
    )
    assert "3 findings of 1 study on 2 programmes. Gaps: 1 of 2 cells." in html


def test_a_filter_offers_every_topic_and_group() -> None:
    html = gap_map.compose(FOUND)
    assert '<option value="a-b">A &amp; B</option>' in html
    assert "<option>Maths</option><option>Reading</option>" in html
