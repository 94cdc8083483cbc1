"""A school's page: who runs it, its facts, what inspectors said and what is not known."""

from __future__ import annotations

import re
from dataclasses import replace
from html import unescape
from itertools import pairwise

import pandas as pd
import pytest

from pipeline.model import Page
from pipeline.web.pages import COMPOSE, words
from pipeline.web.pages.atlas import Atlas
from pipeline.web.pages.credits import Credit
from tests.conftest import ROOT
from tests.web.small_measures import CLOSED, NEW, PRIMARY, SECONDARY, SILENT, SPECIAL, UNKNOWN


def compose(atlas: Atlas, urn: str) -> Page:
    page: Page = COMPOSE["school"](atlas, urn, atlas.strands("school", urn))
    return page


def text(html: str) -> str:
    return re.sub(r"\s+", " ", unescape(re.sub(r"<script.*?</script>|<[^>]+>", " ", html)))


def lede(atlas: Atlas, urn: str) -> str:
    found = re.search(r"<p class=lede>(.*?)</p>", compose(atlas, urn).body)
    assert found
    return found[1]


def test_the_page_has_its_address_and_plain_words_for_the_frame(atlas: Atlas) -> None:
    page = compose(atlas, PRIMARY)
    assert page.path == f"school/{PRIMARY}.html"
    assert page.title == "Windmill & Brook <Primary>, Leeds"
    assert page.description.startswith("Windmill & Brook <Primary>, LS10 3HQ: its children, attendance")


def test_a_name_is_escaped_in_the_body(atlas: Atlas) -> None:
    body = compose(atlas, PRIMARY).body
    assert "<h1>Windmill &amp; Brook &lt;Primary&gt;</h1>" in body
    assert "<Primary>" not in body


def test_the_way_up_is_linked(atlas: Atlas) -> None:
    body = compose(atlas, PRIMARY).body
    for link in ("../england.html", "../region/E12000003.html", "../local-authority/E08000035.html"):
        assert f'href="{link}"' in body


def test_who_runs_it(atlas: Atlas) -> None:
    assert lede(atlas, PRIMARY).startswith(
        "Community school for ages 3 to 11 · 394 pupils · maintained by the local authority, "
        '<a href="../local-authority/E08000035.html">Leeds</a>'
    )
    assert 'run by <a href="../trust/2001.html">Beck Learning Trust</a>' in lede(atlas, SECONDARY)
    assert "run by an academy trust; which one is not known here" in lede(atlas, UNKNOWN)
    assert "run by a charity or company of its own" in lede(atlas, SILENT)


def test_a_free_school_is_one_school(atlas: Atlas) -> None:
    school = atlas.register.schools[PRIMARY]._replace(type="Free schools")
    body = compose(replace(atlas, register=replace(atlas.register, schools={**atlas.register.schools, PRIMARY: school})), PRIMARY).body
    assert "<p class=lede>Free school for ages 3 to 11" in body
    assert "<dt>Type<dd>Free school<" in body


def test_no_type_of_school_is_told_in_the_plural() -> None:
    types = set(pd.read_csv(ROOT / "datapackages/schools/data/schools.csv.gz", usecols=["type"])["type"])
    singular = words.macros("words").types
    assert set(singular) <= types
    assert [name for name in sorted(types) if re.search(r"(schools|academies|colleges|units)\b", singular.get(name, name))] == []


def test_what_is_not_recorded_is_left_out(atlas: Atlas) -> None:
    assert "ages" not in lede(atlas, UNKNOWN)
    assert "pupils" not in lede(atlas, NEW)
    assert lede(atlas, SPECIAL).count("1 pupil ·") == 1


def test_the_facts_name_federation_website_and_day_of_opening(atlas: Atlas) -> None:
    facts = compose(atlas, PRIMARY).body.rpartition("<aside")[2]
    assert "<dt>Federation<dd>Brook Federation" in facts
    assert '<a href="https://windmill.example/" rel=external>windmill.example</a>' in facts
    assert "<dt>Address<dd>1 High Street, Leeds, LS10 3HQ" in facts
    assert "<dt>Opened<dd>1 September 2023" in compose(atlas, NEW).body


def test_whom_it_works_with_is_a_trust_with_a_page_or_a_federation_without_one(atlas: Atlas) -> None:
    told = {urn: compose(atlas, urn).body.partition("<section id=engagement>")[2] for urn in (SECONDARY, PRIMARY, SILENT)}
    assert (
        '<li>The trust that runs it is <a href="../trust/2001.html">Beck Learning Trust</a>, which has 2 open schools.' in told[SECONDARY]
    )
    assert "<li>It is in the federation Brook Federation, whose schools keep their own accounts." in told[PRIMARY]
    assert "<li>No trust or federation is known of it" in told[SILENT]


def test_inspectors_words(atlas: Atlas) -> None:
    both = text(compose(atlas, PRIMARY).body)
    assert "Inspectors came on 13 January 2026 and published a report card on 9 February 2026. The safeguarding standards were met." in both
    assert "Curriculum and teaching Strong standard" in both
    assert "judged the school’s overall effectiveness Good . The one before, on 1 May 2019, judged it Requires Improvement." in both
    assert "Quality of education Good" in both


@pytest.mark.parametrize(
    ("urn", "words"),
    [
        (SECONDARY, "It gave no single word for the whole school: Ofsted gave that up in September 2024."),
        (SECONDARY, "Safeguarding was not effective."),
        (NEW, "Not inspected up to August 2025"),
        (NEW, "Up to 31 August 2025, the day of the file that we hold, Ofsted had not inspected this school under this number (URN)."),
        (SPECIAL, "It was a monitoring visit, which gives no grades. The safeguarding standards were not met."),
        (SPECIAL, "Inspectors came on a day that is not recorded"),
        (UNKNOWN, "No inspection of this school is in what Ofsted published."),
    ],
)
def test_inspections_without_a_word_a_visit_or_a_day(atlas: Atlas, urn: str, words: str) -> None:
    assert words in text(compose(atlas, urn).body)


def test_how_far_the_outcomes_go_is_as_their_file_has_it(atlas: Atlas) -> None:
    later = replace(atlas, credits={**atlas.credits, "inspections": Credit("Inspectors", {}, "2027-03-31")})
    assert "Not inspected up to March 2027" in compose(later, NEW).body
    assert "Outcome up to March 2027" in compose(later, PRIMARY).body


def test_a_measure_of_which_nothing_was_published_is_named_as_not_known(atlas: Atlas) -> None:
    assert "Without any figure here: Pupils; Lessons missed." in text(compose(atlas, SILENT).body)
    assert "Without any figure" not in text(compose(atlas, PRIMARY).body)


def test_a_measure_that_does_not_apply_is_not_shown(atlas: Atlas) -> None:
    body = compose(atlas, SPECIAL).body
    assert "id=progress" not in body
    assert "id=roll" not in body
    assert "Without any figure" not in body


def test_a_total_has_nothing_beside_it(atlas: Atlas) -> None:
    roll = next(strand for strand in atlas.strands("school", PRIMARY) if strand.measure.id == "roll")
    assert roll.beside == ()


def test_england_comes_before_the_authority_beside_a_school(atlas: Atlas) -> None:
    lessons = next(strand for strand in atlas.strands("school", PRIMARY) if strand.measure.id == "lessons_missed")
    assert [other.name for other in lessons.beside] == ["England", "Leeds"]


def test_headings_go_down_without_a_jump(atlas: Atlas) -> None:
    levels = [int(level) for level in re.findall(r"<h([1-6])", compose(atlas, PRIMARY).body)]
    assert levels[0] == 1
    assert all(after <= before + 1 for before, after in pairwise(levels))


def test_a_special_school_is_not_set_beside_all_schools(atlas: Atlas) -> None:
    strands = atlas.strands("school", SPECIAL)
    assert all(not strand.beside for strand in strands if strand.measure.compare == "all")
    assert any(strand.beside for strand in strands if strand.measure.compare == "phase")
    assert all(strand.beside for strand in atlas.strands("school", SECONDARY) if strand.measure.compare == "all")


def test_an_authority_with_few_schools_of_a_kind_does_not_stand_beside_one_of_them(atlas: Atlas) -> None:
    names = {other.name for strand in atlas.strands("school", PRIMARY) for other in strand.beside}
    assert names == {"England", "Leeds"}
    few = {other.name for strand in replace(atlas, others=9, _kinds={}).strands("school", PRIMARY) for other in strand.beside}
    assert few == {"England"}


def test_a_small_school_says_what_one_pupil_does(atlas: Atlas) -> None:
    schools = dict(atlas.register.schools)
    schools[PRIMARY] = schools[PRIMARY]._replace(pupils=16)
    small = replace(atlas, register=replace(atlas.register, schools=schools))
    assert "Only 16 pupils go here: one more or less moves a percentage of them by about 6 points" in text(compose(small, PRIMARY).body)
    assert "Only" not in text(compose(atlas, PRIMARY).body)


def test_a_school_names_the_one_before_it(atlas: Atlas) -> None:
    assert f'<dt>Before it<dd><a href="{CLOSED}.html">' in compose(atlas, PRIMARY).body
    assert "Before it" not in compose(atlas, SECONDARY).body


def test_an_inspection_before_the_school_opened_was_of_the_one_before(atlas: Atlas) -> None:
    schools = dict(atlas.register.schools)
    schools[PRIMARY] = schools[PRIMARY]._replace(opened="2025-03-01")
    late = replace(atlas, register=replace(atlas.register, schools=schools))
    said = "It was of the school that stood here before this one opened on 1 March 2025."
    assert said in text(compose(late, PRIMARY).body)
    assert said not in text(compose(atlas, PRIMARY).body)


def test_under_a_report_card_the_outcome_before_it_is_not_called_the_latest(atlas: Atlas) -> None:
    said = "The last inspection up to August 2025, before the report card above, began on 6 February 2024."
    assert said in text(compose(atlas, PRIMARY).body)
    assert "The latest inspection in the file that we hold began on 6 February 2024." in text(compose(atlas, SECONDARY).body)
