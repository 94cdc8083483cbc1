"""A school that had another number before: what its page says of those years."""

from __future__ import annotations

from pipeline.model import Point
from tests.web.pages.test_answers import NOW, article, sentence, strand


def test_a_figure_of_before_says_which_number_the_school_had_then() -> None:
    before = Point("2016-17", 4.0, urn="100000")
    said = sentence(before)
    assert said.startswith(
        "This place has no figure in what was published for 2018/19. In 2016/17 at this school, 4.0 % of lessons were missed"
    )
    assert said.endswith("missed (when it had the number 100000).")
    assert "<th>2016/17 as URN 100000<td>4.0" in article(strand(before)).html


def test_the_table_holds_the_schools_own_years_where_there_are_any() -> None:
    html = article(strand(Point("2016-17", 4.0, urn="100000"), NOW)).html
    assert "100000" not in html
    assert "<tr><th>2018/19<td>5.3" in html
