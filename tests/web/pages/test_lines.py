"""A school that had another number before: what its page says of those years."""

from __future__ import annotations

from dataclasses import replace

from pipeline.model import Point
from pipeline.web.cards import Card
from pipeline.web.pages.atlas import Atlas, Strand
from tests.web.pages.test_answers import NOW, article, sentence, strand
from tests.web.pages.test_school import compose
from tests.web.small_measures import BEFORE as BEFORE_NEW
from tests.web.small_measures import NEW
from tests.web.small_scorecard import CARD

BEFORE = Point("2016-17", 4.0, urn="100000")


def pooled(*points: Point) -> Strand:
    """With three years together, the last of them that of the latest figure."""
    card = Card(**{name: CARD[name] for name in Card._fields})
    return replace(strand(*points), card=card._replace(period="2018-19", value=5.3, pooled=5.0, pooled_from="2016-17", pooled_years=3.0))


def test_a_figure_of_before_says_which_number_the_school_had_then() -> None:
    before = Point("2016-17", 4.0, urn="100000")
    said = sentence(before)
    assert said.startswith("This place has no figure in what was published for 2018/19. In 2016/17, about 4 in 100 lessons were missed.")
    assert said.endswith("missed. The school had the number 100000 then.")
    assert "<th>2016/17 as URN 100000<td>4.0" in article(strand(before)).html


def test_the_table_holds_the_schools_own_years_where_there_are_any() -> None:
    html = article(strand(Point("2016-17", 4.0, urn="100000"), NOW)).html
    assert "100000" not in html
    assert "<tr><th>2018/19<td>5.3" in html


def test_years_together_say_which_are_the_predecessors() -> None:
    own = NOW._replace(period="2017-18")
    assert ", from 2016/17; before 2017/18 its predecessor’s</small>" in article(pooled(BEFORE, own, NOW)).html
    assert "<small class=pool>average of three years: 5.0\N{NO-BREAK SPACE}%" in article(pooled(BEFORE._replace(urn=""), own, NOW)).html
    assert ", from 2016/17</small>" in article(pooled(BEFORE._replace(urn=""), own, NOW)).html
    assert ", from 2016/17</small>" in article(pooled(BEFORE._replace(period="2015-16"), own, NOW)).html
    assert "predecessor" not in article(pooled(BEFORE, NOW._replace(urn="100000"))).html


def test_the_facts_say_where_the_years_under_the_earlier_number_are(atlas: Atlas) -> None:
    closed = {**atlas.register.closed, BEFORE_NEW: atlas.register.closed[BEFORE_NEW]._replace(leads_to=NEW)}
    known = replace(atlas, register=replace(atlas.register, predecessors={NEW: (closed[BEFORE_NEW],)}))
    said = f"; years under URN {BEFORE_NEW} are in the charts and the file of figures<dt>"
    assert f'<dt>Before it<dd><a href="{BEFORE_NEW}.html">Lost</a>{said}' in compose(known, NEW).body
    without = replace(known, register=replace(known.register, lines={}))
    assert "Before it" in compose(without, NEW).body
    assert "years under URN" not in compose(without, NEW).body
