"""Figures on pages, worked out a second time from the publishers' own files by another road than the pipeline's: see recompute.py.

It needs none of those files: excerpt.py has cut out the rows of the sample's schools, and says of which files, by their sha256.
"""

from __future__ import annotations

import re
from decimal import Decimal
from pathlib import Path
from random import Random

import pytest

from pipeline import catalogue
from pipeline.model import Dataset, Measure
from tests.conftest import SAMPLE
from tests.house import files as every_file
from tests.house import imported
from tests.other_road import areas, files, page, places
from tests.other_road.choosing import choose
from tests.other_road.page import Where
from tests.other_road.recipes import attainment
from tests.other_road.recipes.cells import Answer
from tests.other_road.recompute import RECIPES, agrees, figure

ROOT = Path(__file__).parents[2]
SEED = 8
SCHOOLS, AREAS, AUTHORITIES = 165, 25, 10
LOCKED = re.compile(r"^- raw: '?(.+?)'?\n(?:  .+\n)*?  sha256: (\w{64})$", re.MULTILINE)


@pytest.fixture(scope="module")
def datasets() -> dict[str, Dataset]:
    return catalogue.load(SAMPLE)


@pytest.fixture(scope="module")
def measures(datasets: dict[str, Dataset]) -> dict[str, Measure]:
    return {measure.id: measure for dataset in datasets.values() for measure in dataset.measures}


@pytest.fixture(scope="module")
def pool(sample_site: Path) -> list[Where]:
    """Every figure of every school of the sample that is open."""
    codes = sorted(path.stem for path in (sample_site / "school").glob("*.json"))
    return [where for code in codes for where in page.beside(sample_site, "school", code)]


def test_no_code_is_shared_with_the_pipeline() -> None:
    """But for the catalogue, by which this module knows how many decimals a measure has."""
    modules = [path for path in every_file(Path(__file__).parent, ".py") if path != Path(__file__)]
    assert {name for path in modules for name in imported(path) if name.startswith("pipeline")} == set()


def test_the_excerpts_are_of_the_files_that_the_packages_are_made_of() -> None:
    locks = "\n".join(path.read_text(encoding="utf-8") for path in sorted((ROOT / "datapackages").glob("*/lock.yaml")))
    locked = set(LOCKED.findall(locks))
    index = {(row["raw"], row["sha256"]) for row in files.index()}
    assert index - locked == set()
    assert {raw for raw, _ in index} == {file.raw for file in files.files()}
    for row in files.index():
        assert sum(map(len, files.rows(row["raw"]).values())) == int(row["rows"]), row["raw"]


def test_every_measure_has_a_recipe(measures: dict[str, Measure]) -> None:
    assert set(RECIPES) | set(places.RECIPES) == set(measures)


def answer(where: Where) -> Answer:
    if where.level == "school":
        return figure(where.measure, where.urn, where.period)
    if where.measure in places.RECIPES:
        return places.of_authority(where.measure, where.code, where.phase, where.period)
    return areas.of_area(where.level, where.code, where.measure, where.phase, where.period)


def differences(site: Path, chosen: list[Where], measures: dict[str, Measure]) -> list[str]:
    """What page and files do not agree on, with what each says."""
    found = []
    for where in chosen:
        decimals = measures[where.measure].decimals
        shown, _ = page.shown(site, where, decimals)
        if not agrees(shown, answer(where), decimals):
            found.append(f"{' '.join(where)}: the page says {shown}, the files {answer(where)}")
    return found


def test_two_hundred_figures_at_random(sample_site: Path, pool: list[Where], measures: dict[str, Measure]) -> None:
    def in_page(where: Where) -> bool:
        return page.shown(sample_site, where, 0)[1]

    random = Random(SEED)
    schools = choose(pool, SCHOOLS, random, in_page)
    assert {where.measure for where in schools} == set(RECIPES)
    assert {where.code for where in schools} == {where.code for where in pool}
    known = [where for where in _of_areas(sample_site) if answer(where) is not None]
    chosen = [*schools, *choose(known, AREAS, random, in_page), *choose(_of_authorities(sample_site), AUTHORITIES, random, in_page)]
    stand = sum(map(in_page, chosen))
    print(f"seed {SEED}: {len(chosen)} figures, {stand} of them in the page itself, the others in the JSON beside it")
    assert (len(set(chosen)), stand > 80) == (200, True)  # the rest is of measures that a page tells when it is asked
    assert differences(sample_site, chosen, measures) == []


def test_every_figure_beside_the_pages(sample_site: Path, pool: list[Where], measures: dict[str, Measure]) -> None:
    """Not two hundred but all, as the JSON beside the pages has them: to its own digits, which are more than a page prints."""
    wrong = []
    for where in [*pool, *_of_areas(sample_site), *_of_authorities(sample_site)]:
        value, found = page.beside(sample_site, where.level, where.code)[where], answer(where)
        if (found is not None or where.level == "school") and not _same(value, found, measures[where.measure].decimals):
            wrong.append(f"{' '.join(where)}: beside the page {value}, in the files {found}")
    assert len(pool) > 8_000
    assert wrong == []


def _same(value: str | float, found: Answer, decimals: int) -> bool:
    if isinstance(value, str) or not isinstance(found, Decimal):
        return value == found
    digits = max(decimals, len(str(value).removesuffix(".0").partition(".")[2]))
    return abs(Decimal(str(value)) - found) * 2 <= Decimal(1).scaleb(-digits)


def _of_areas(site: Path) -> list[Where]:
    whole = sorted({(level, code) for level, code, _ in areas.MEMBERS})
    found = [where for level, code in whole for where in page.beside(site, level, code)]
    return [where for where in found if where.measure not in places.RECIPES]


def _of_authorities(site: Path) -> list[Where]:
    """The measures that are of areas alone: of England, and of the authorities that the sample's schools are in if the sample has them."""
    levels = {code: "england" if code == places.ENGLAND else "local-authority" for code in places.authorities()}
    found = [where for code, level in levels.items() for where in page.beside(site, level, code)]
    return [where for where in found if where.measure in places.RECIPES]


def test_every_number_in_the_files_has_its_place(pool: list[Where], measures: dict[str, Measure]) -> None:
    """What the page leaves out cannot be found wrong, so the other way round: each number of the files is among the page's figures."""
    there = {(where.measure, where.urn, where.period) for where in pool}
    kinds = {where.code: {other.phase for other in pool if other.code == where.code} - {"all"} for where in pool}
    years = sorted({where.period for where in pool})
    for code, phases in kinds.items():
        asked = [name for name in RECIPES if phases & set(measures[name].phases)]
        numbers = {(name, code, year) for name in asked for year in years if isinstance(figure(name, code, year), Decimal)}
        assert numbers - there == set()


def test_every_interval_of_progress_8_is_as_published(sample_site: Path, pool: list[Where]) -> None:
    """All of them, of every school and year, in the JSON beside the page and in the table where the page has one; and no other interval."""
    told = [where for where in pool if where.measure == "progress8"]
    published = {(where.urn, where.period): attainment.interval(where.urn, where.period) for where in told}
    assert sum(ends is not None for ends in published.values()) > 40
    assert {key: _pair(ends) for key, ends in published.items() if ends} == _in_json(sample_site, told)
    tables = {urn: page.intervals(sample_site, urn, "progress8") for urn in sorted({where.code for where in told})}
    there = {(urn, period): _pair(ends) for urn, found in tables.items() for period, ends in found.items()}
    with_tables = {urn for urn, found in tables.items() if found}
    assert len(with_tables) >= 8
    assert there == {key: _pair(ends) for key, ends in published.items() if ends and key[0] in _framed(sample_site, told)}


def test_a_trust_of_one_secondary_school_has_its_interval_of_progress_8(sample_site: Path) -> None:
    """Leodis Academies Trust: what is put together from the schools that count is, of one, what the publisher printed of it."""
    (urn,) = areas.MEMBERS[(*areas.LEODIS, "secondary")]
    told = [where for where in page.beside(sample_site, *areas.LEODIS) if where.measure == "progress8"]
    published = {where.period: ends for where in told if (ends := attainment.interval(urn, where.period))}
    assert set(published) == {"2015-16", "2016-17", "2017-18", "2018-19", "2023-24"}
    assert {period: ends for (_, period), ends in _in_json(sample_site, told).items()} == {
        period: _pair(ends) for period, ends in published.items()
    }


def _pair(ends: tuple[str, str]) -> tuple[Decimal, Decimal]:
    return Decimal(ends[0]), Decimal(ends[1])


def _in_json(site: Path, told: list[Where]) -> dict[tuple[str, str], tuple[Decimal, Decimal]]:
    found = {}
    for where in told:
        ends = page.ends(site, where)
        if ends != (None, None):
            found[where.urn, where.period] = _pair((str(ends[0]), str(ends[1])))
    return found


def _framed(site: Path, told: list[Where]) -> set[str]:
    """The schools whose page has a table of the measure: a special school's page has a row of it."""
    return {where.code for where in told if page.has_table(site, where.code, where.measure)}
