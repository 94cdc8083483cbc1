"""What a place set itself on its page: marked as its own, with every reason, and nothing else on the page moves for it."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from html import unescape
from pathlib import Path
from typing import Any

import pandas as pd
import pytest

from pipeline import packages
from pipeline.catalogue.local import load_local
from pipeline.data.methods.intervals import interval_fields, with_intervals
from pipeline.model import ENGLAND, Level
from pipeline.web.pages import COMPOSE, catalogue, figures, local, package
from pipeline.web.pages.atlas import Atlas
from pipeline.web.pages.figures import Along
from tests.small_local import NAME, ROWS, contract, write_local
from tests.web.small_england import framework, write
from tests.web.small_measures import LEEDS, PRIMARY, REGION, SECONDARY, TRUST, datasets

SECTION = re.compile(r"<section id=local>.*?</section>", re.DOTALL)
CONCERNED: tuple[tuple[Level, str], ...] = (("trust", TRUST), ("school", SECONDARY))
EVERYBODY: tuple[tuple[Level, str], ...] = (
    *(("school", code) for code in (PRIMARY, SECONDARY)),
    *(("trust", TRUST), ("local-authority", LEEDS), ("region", REGION), ("england", ENGLAND)),
)


def open_with(folder: Path, content: dict[str, Any] | None = None, rows: dict[str, tuple[str, ...]] | None = None) -> Atlas:
    """The small England with the package ``beck``, built as the build does."""
    write_local(folder / "packages", content, rows=rows)
    found = load_local(folder / "packages")
    for each in found:
        dataset = each.dataset
        frame = with_intervals(pd.concat(packages.read(dataset).values(), ignore_index=True), dataset.measures)
        schema = packages.tables(dataset)[0]["schema"]
        schema = {**schema, "fields": [*schema["fields"], *interval_fields(dataset.measures)]}
        packages.write_built(dataset, {dataset.name: frame}, {dataset.name: schema}, folder / "built/local" / dataset.name)
    return replace(Atlas.open(write(folder / "built"), datasets(), framework(), found), others=1)


def body(atlas: Atlas, level: Level, code: str) -> str:
    return str(COMPOSE[level](atlas, code, atlas.strands(level, code)).body)


def section(atlas: Atlas, level: Level, code: str) -> str:
    found = SECTION.findall(body(atlas, level, code))
    assert len(found) == 1
    return str(found[0])


def text(html: str) -> str:
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", html)).split())


@pytest.fixture(scope="module")
def with_own(tmp_path_factory: pytest.TempPathFactory) -> Atlas:
    return open_with(tmp_path_factory.mktemp("own"))


def test_a_trusts_page_tells_all_of_it(with_own: Atlas) -> None:
    html = section(with_own, "trust", TRUST)
    said = text(html)
    assert "<blockquote><p>We want every child to be heard.</blockquote>" in html
    assert "Beck Learning Trust , in its own words" in said
    assert "In 2024/25 in this trust, 70\u00a0% of pupils were heard." in unescape(re.sub(r"<[^>]+>", "", html))
    assert "2024/25 70 60 to 78 100 2023/24 80 71 to 87 90" in said
    assert "What is counted: Pupils who said so <in June>." in said
    assert "What do you do about it? How do you know?" in said
    assert "Some were away." in said
    assert "Not comparable from 2024/25 on with the years before: The question was put in other words." in said
    assert '<a href="../data/local/beck/">data</a>' in html


def test_it_is_marked_as_its_own_checked_by_nobody_and_compared_with_nothing(with_own: Atlas) -> None:
    said = text(section(with_own, "trust", TRUST))
    assert "This trust chose these measures and collected the figures itself. Nobody else has checked them." in said
    assert "They count in no total and are compared with no other place." in said
    assert "Set and collected by Beck Learning Trust" in said
    assert "England" not in said


def test_a_school_shows_what_its_trust_set_and_the_reason_of_a_missing_figure(with_own: Atlas) -> None:
    html = section(with_own, "school", SECONDARY)
    said = text(html)
    assert f'<a href="../trust/{TRUST}.html">Beck Learning Trust</a> chose these measures' in html
    assert "In 2023/24 at this school, 75 % of pupils were heard. For 2024/25 there is no figure: so few pupils stand behind it" in said
    assert "2024/25 suppressed – – 2023/24 75" in said
    assert "Suppressed: so few pupils" in said


def test_the_contents_lead_to_it(with_own: Atlas) -> None:
    for level, code in CONCERNED:
        assert '<a href="#local">What does it hold itself to account for?</a>' in body(with_own, level, code)


@pytest.mark.parametrize(("level", "code"), EVERYBODY)
def test_without_it_every_page_and_its_figures_are_the_same(with_own: Atlas, atlas: Atlas, level: Level, code: str) -> None:
    html = SECTION.sub("", body(with_own, level, code)).replace('<li><a href="#local">What does it hold itself to account for?</a>', "")
    assert html == body(atlas, level, code)
    place, strands = with_own.register.place(level, code), with_own.strands(level, code)
    told = json.loads(figures.write(place, "x.html", strands, Along(own=local.figures(with_own, place))))
    assert ("local" in told) == (code in (TRUST, SECONDARY))
    told.pop("local", None)
    assert told == json.loads(figures.write(place, "x.html", atlas.strands(level, code)))
    assert with_own.measures == atlas.measures


def test_the_json_has_it_under_a_key_of_its_own(with_own: Atlas) -> None:
    place = with_own.register.place("school", SECONDARY)
    (told,) = json.loads(figures.write(place, "x.html", (), Along(own=local.figures(with_own, place))))["local"]
    assert told["owner"] == {"level": "trust", "code": TRUST, "name": "Beck Learning Trust"}
    assert (told["package"], told["example"], told["checked_by_others"]) == (NAME, False, False)
    assert told["statement"] == "We want every child to be heard."
    assert told["definitions"] == {"local-heard": "Pupils who said so <in June>."}
    (figure,) = told["figures"]
    assert (figure["values"], figure["pupils"]) == ([75, "c"], [60, None])


def test_an_example_is_put_into_nobodys_mouth(tmp_path: Path) -> None:
    atlas = open_with(tmp_path, {**contract(), "keywords": ["example"]})
    for level, code in CONCERNED:
        said = text(section(atlas, level, code))
        assert "Example: not real figures. Beck Learning Trust has neither written these words nor collected these figures." in said
        assert said.count("Example: not real figures") == 2
        assert "An example, not the words of Beck Learning Trust" in said
        for claim in ("in its own words", "Set and collected by", "chose these measures", "Source: Beck"):
            assert claim not in said


def test_an_authority_may_tell_kinds_of_school_apart(tmp_path: Path) -> None:
    rows = tuple(f"local-authority,{LEEDS},{phase},2024-25,100,{share}" for phase, share in (("all", 60), ("primary", 70)))
    content = {**contract(), "owner": {"level": "local-authority", "code": LEEDS}}
    html = section(open_with(tmp_path, content, {**dict.fromkeys(ROWS, ()), "2024-25": rows}), "local-authority", LEEDS)
    assert re.findall(r"<caption>(.*?)</caption>", html) == [
        "Heard &amp; answered, per cent",
        "Heard &amp; answered, per cent, primary schools",
    ]
    assert text(html).count("In 2024/25 in Leeds,") == 2
    assert html.count("<article") == 1


def test_an_owner_without_figures_of_its_own_says_where_they_are(tmp_path: Path) -> None:
    rows = {**dict.fromkeys(ROWS, ()), "2024-25": (f"school,{SECONDARY},secondary,2024-25,x,x",)}
    atlas = open_with(tmp_path, rows=rows)
    assert "those of its schools stand on their pages" in text(section(atlas, "trust", TRUST))
    assert "There is no figure of it here yet." in text(section(atlas, "school", SECONDARY))


def test_the_catalogue_lists_it_apart(tmp_path: Path) -> None:
    atlas = open_with(tmp_path)
    own = [(found, local.owner(atlas, found)) for found in atlas.owned.found]
    html = catalogue.compose({}, tmp_path / "built", own).body
    assert html.index('<h2 id="local">') < html.index('<h3 id="beck"><a href="local/beck/">Beck</a></h3>')
    assert f'Set and collected by <a href="../trust/{TRUST}.html#local">Beck Learning Trust</a>' in html
    assert '<h2 id="local">' not in catalogue.compose({}, tmp_path / "built").body


def test_its_package_has_a_page_with_its_files(tmp_path: Path) -> None:
    atlas = open_with(tmp_path)
    (found,) = atlas.owned.found
    page = package.compose(found.dataset, tmp_path / "built", (found, local.owner(atlas, found)))
    assert page.path == "data/local/beck/index.html"
    assert '<a href="../../">The data</a>' in page.body
    assert f'Set and collected by <a href="../../../trust/{TRUST}.html#local">Beck Learning Trust</a> itself.' in page.body
    assert '<a href="beck.csv.gz">' in page.body
    assert "Where it is from" not in page.body
