"""The site out of built packages: written pages, places, finder, catalogue, downloads. Built beside, checked, swapped in."""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import Literal

from pipeline.accounts import Framework, Local
from pipeline.catalogue.local import FOLDER
from pipeline.catalogue.searches import released
from pipeline.errors import SiteError
from pipeline.evidence import Evidence
from pipeline.folders import beside, swap
from pipeline.model import PHASES, Dataset, Level
from pipeline.stages import Stages
from pipeline.web import each as schools_each
from pipeline.web import evidence, finder, funnels, leaves, links, maps, near, postcodes, reviews, shell
from pipeline.web.charts.template import TEMPLATES
from pipeline.web.leaves import Leaf
from pipeline.web.lighter import lighten
from pipeline.web.pages import a_to_z, agreement, catalogue, home, local, measure, on_demand, package
from pipeline.web.pages.atlas import Atlas
from pipeline.web.press import CLOSED, Press
from pipeline.web.shell import Shell
from pipeline.workers import workers

BATCH = 50
Job = tuple[Level | Literal["closed"], str]


def build(
    datasets: Mapping[str, Dataset],
    framework: Framework,
    owned: Sequence[Local],
    register: Evidence,
    built: Path,
    config: Path,
    site: Path,
    stages: Stages,
) -> None:
    """Build the whole site of the packages in ``built`` into ``site``; what stood there stands until the new one is whole.

    Raises PackageError for a package that is not there, SiteError for a page that is not.
    """
    with beside(site) as out:
        with stages.stage("written pages"):
            frame, written = _written(register, config, out)
        with stages.stage("registers and tables"):
            press = Press(Atlas.open(built, datasets, framework, owned), frame, out)
        jobs = _jobs(press.atlas)
        _places(press, jobs, stages)
        with stages.stage("finder and A to Z"):
            _finder(press, built, [*written, *leaves.measured(datasets.values())])
        with stages.stage("catalogue and measures"):
            _catalogue(press, datasets, built, register)
        with stages.stage("evidence"):
            _evidence(press, register, built, released(config))
        with stages.stage("downloads"):
            _downloads([*datasets, *(f"{FOLDER}/{found.dataset.name}" for found in owned)], built, out)
        with stages.stage("every page is there"):
            verify(out, jobs)
        with stages.stage("every link leads somewhere"):
            links.verify(out)
        swap(out, site)


def _written(register: Evidence, config: Path, out: Path) -> tuple[Shell, list[Leaf]]:
    """The shell, and the pages written by hand as the finder finds them."""
    shell.build_written(config, out)
    frame = Shell.read(out)
    shell.drop_frames(out)
    lighten(out / "assets")
    evidence.drop_others(register, out)
    return frame, list(leaves.written(out))


def _jobs(atlas: Atlas) -> list[Job]:
    """Level and code of every place that gets a page, open schools and closed ones among them."""
    return [*atlas.register.codes(), *((CLOSED, urn) for urn in atlas.register.closed)]


def _address(level: str, code: str) -> str:
    """A place's page below the site's root."""
    return "england.html" if level == "england" else f"{'school' if level == CLOSED else level}/{code}.html"


def _places(press: Press, jobs: Sequence[Job], stages: Stages) -> None:
    for folder in {_address(*job).rpartition("/")[0] for job in jobs}:
        (press.out / folder).mkdir(exist_ok=True)
    with workers(_begin, press) as pool, stages.bar("places", len(jobs)) as bar:
        for done in pool.imap_unordered(_work, _batches(jobs)):
            bar.advance(done)


def _batches(jobs: Sequence[Job]) -> Iterator[Sequence[Job]]:
    return (jobs[at : at + BATCH] for at in range(0, len(jobs), BATCH))


_PRESSES: list[Press] = []  # a worker's own


def _begin(press: Press) -> None:
    _PRESSES.append(press)


def _work(jobs: Sequence[Job]) -> int:
    for level, code in jobs:
        _PRESSES[-1].print(level, code)
    return len(jobs)


def _finder(press: Press, built: Path, pages: Sequence[Leaf]) -> None:
    register, out = press.atlas.register, press.out / "find"
    entries = a_to_z.entries(register)
    finder.write(near.told(entries, register), out)
    near.write(register, built, out, postcodes.write(register, out))
    leaves.write(pages, out / "pages.json")
    (press.out / "a-to-z").mkdir(exist_ok=True)
    for page in a_to_z.compose(entries):
        press.set(page)


def _catalogue(press: Press, datasets: Mapping[str, Dataset], built: Path, register: Evidence) -> None:
    """Catalogue, measures, and what of them stands in the written pages."""
    shown = [(each, dataset) for dataset in datasets.values() for each in dataset.measures]
    own = [(found, local.owner(press.atlas, found)) for found in press.atlas.owned.found]
    names = (*datasets, *(f"{FOLDER}/{found.dataset.name}" for found, _ in own))
    for folder in ("measure", *(f"data/{name}" for name in names)):
        (press.out / folder).mkdir(parents=True, exist_ok=True)
    press.set(catalogue.compose(datasets, built, own, evidence.datasets(register)))
    for dataset in datasets.values():
        press.set(package.compose(dataset, built))
    for found in own:
        press.set(package.compose(found[0].dataset, built, found))
    for each, dataset in shown:
        press.set(measure.compose(press.atlas, each, dataset, [review for review in register.reviews if each.id in review.measures]))
    funnels.write(press.atlas.funnels, press.atlas.register, press.atlas.measures, press.out / "assets/funnels")
    shell.fill(press.out / "methods/index.html", "measures", measure.listing(press.atlas, datasets))
    shell.fill(press.out / "methods/index.html", "gaps", measure.gaps(press.atlas))
    shell.fill(press.out / "methods/trusts/index.html", "agreement", agreement.compose(datasets, built))
    shell.fill(press.out / "index.html", "england", home.compose(press.atlas))
    _on_demand(press, built)


def _evidence(press: Press, register: Evidence, built: Path, day: date) -> None:
    """The reviews' pages, the gap map, and the pages of their packages."""
    evidence.write(reviews.read(register, built), {each.id: each for each in press.atlas.measures}, day, press.out)
    evidence.write_map(built, press.out)
    evidence.write_packages(register, built, press.out, press.set)


def _on_demand(press: Press, built: Path) -> None:
    """What the pages' scripts fetch when a reader asks."""
    atlas, assets = press.atlas, press.out / "assets"
    found = maps.read(atlas.register, atlas.tables, atlas.measures)
    kinds = schools_each.shown(atlas.framework, atlas.england, atlas.measures)
    maps.write(atlas.register, found, built, assets / "maps")
    schools_each.write(schools_each.Sources(atlas.register, atlas.cards, atlas.tables), atlas.england, atlas.measures, kinds, assets)
    funnels.write_names(atlas.register, PHASES, assets / "funnels/schools")
    drawn = on_demand.Drawn(maps={name: list(phases) for name, phases in found.items()}, each=kinds)
    for path, content in on_demand.files(atlas.register, atlas.measures, atlas.framework, atlas.credits, drawn).items():
        (press.out / path).write_bytes(content)
    (assets / "chart-template.json").write_text(json.dumps(TEMPLATES, separators=(",", ":")), encoding="utf-8")


def _downloads(names: Iterable[str], built: Path, out: Path) -> None:
    for name in names:
        shutil.copytree(built / name, out / "data" / name, dirs_exist_ok=True)


def verify(out: Path, jobs: Sequence[Job]) -> None:
    """Raises SiteError unless every place has its page in ``out``, and every open one its figures."""
    pages = {_address(*job) for job in jobs}
    figures_too = {_address(level, code).replace(".html", ".json") for level, code in jobs if level != CLOSED}
    there = {path.relative_to(out).as_posix() for pattern in ("*.html", "*/*.html", "*.json", "*/*.json") for path in out.glob(pattern)}
    missing = sorted((pages | figures_too) - there)
    if missing:
        raise SiteError(out / missing[0], f"no file (and {len(missing) - 1} others missing)", "a page of every place")
