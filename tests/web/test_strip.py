"""The strip: round ends that hold everything, and places along it in per cent."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from pipeline.web.strip import draw

NONE = (None, None)


def test_where_everything_lies() -> None:
    strip = draw(74, (60, 85), (45.5, 67), (28, 54, 74, 93), 59)
    assert (strip.begin, strip.end) == ("20", "100")
    assert (strip.here, strip.authority) == ("67.5", "48.8")
    assert (strip.interval, strip.similar, strip.england) == (("50", "31.2"), ("31.9", "26.9"), ("42.5", "25"))


def test_what_is_not_known_is_not_drawn() -> None:
    strip = draw(5, NONE, NONE, (None, None, None, None), None)
    assert (strip.interval, strip.similar, strip.england, strip.authority) == (("", ""), ("", ""), ("", ""), "")


VALUE = st.floats(-50, 100).map(lambda value: round(value, 2))


@given(VALUE, st.tuples(VALUE, VALUE).map(lambda ends: (min(ends), max(ends))), VALUE)
def test_everything_lies_on_the_strip(here: float, similar: tuple[float, float], authority: float) -> None:
    strip = draw(here, NONE, similar, (None, None, None, None), authority)
    for place in (strip.here, strip.authority, strip.similar[0]):
        assert 0 <= float(place) <= 100
    assert float(strip.similar[0]) + float(strip.similar[1]) <= 100.11  # both are rounded to a tenth
