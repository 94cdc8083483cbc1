"""The door: ``python -m pipeline VERB``. The only place that catches what went wrong: one line, exit code 1 (``check``: 2)."""

from __future__ import annotations

import argparse
import sys
import time
from collections.abc import Callable, Mapping, Sequence
from datetime import date
from pathlib import Path

from pipeline import catalogue
from pipeline.accounts import Local
from pipeline.catalogue.framework import load_framework
from pipeline.catalogue.local import FOLDER, load_local
from pipeline.catalogue.reviews import FOLDER as EVIDENCE
from pipeline.catalogue.reviews import load_evidence, load_package
from pipeline.catalogue.searches import released
from pipeline.errors import PipelineError
from pipeline.evidence import Evidence
from pipeline.folders import beside, swap
from pipeline.model import Dataset
from pipeline.stages import Stages
from pipeline.verbs import check, fetch, new, pool
from pipeline.workers import apart

CONTRACTS = Path("datapackages")


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one verb; its exit code, or with one line on stderr the code for what cannot be done."""
    options = _parser().parse_args(arguments)
    try:
        return int(options.run(options) or 0)
    except PipelineError as error:
        print(f"{type(error).__name__}: {error}", file=sys.stderr)
        return int(options.refused)


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m pipeline", description=__doc__)
    verbs = parser.add_subparsers(required=True, metavar="VERB")
    fetch.add(_verb(verbs, "fetch", "the publishers' files that the locks name", fetch.run))
    add = _verb(verbs, "import", "raw files to committed tables", _import)
    add.add_argument("packages", nargs="+", metavar="PACKAGE")
    add.add_argument("--from", dest="folder", type=Path, help="the folder of raw files, if not where fetch puts them")
    add = _verb(verbs, "diff", "what differs between a package's tables and those of a revision", _diff)
    add.add_argument("package", metavar="PACKAGE")
    add.add_argument("--against", default="HEAD", metavar="REVISION")
    add.add_argument(
        "--all", dest="most", action="store_const", const=None, default=10, help="every difference, not the largest ten of a kind"
    )
    add.add_argument("--markdown", action="store_true", help="for a pull request")
    check.add(_verb(verbs, "check", "packages, data packages, tables, and the DfE's pairs of data and metadata", check.run))
    add = _verb(verbs, "import-ees", "a data set of Explore Education Statistics to a data package", _import_ees)
    add.add_argument("source", type=Path, metavar="DATA.csv", help="with DATA.meta.csv beside it; or a zip of such pairs")
    add.add_argument("--to", type=Path, required=True, metavar="FOLDER")
    new.add(_verb(verbs, "new", "the files of a local owner's measures, of a package, a measure or a review, with comments", new.run))
    pool.add(_verb(verbs, "pool", "the pooled effect of the studies in a CSV file", pool.run))
    add = _verb(verbs, "sample", "cut a small copy of the packages for tests", _sample)
    add.add_argument("--urns", type=Path, required=True, help="a text file, one URN a line")
    add.add_argument("--to", type=Path, required=True)
    add = _verb(verbs, "build", "packages with roll-ups, and the site", _build)
    add.add_argument("--build", type=Path, default=Path("build/packages"))
    add.add_argument("--site", type=Path, default=Path("site"))
    add.add_argument("--config", type=Path, default=Path("mkdocs.yml"))
    return parser


def _verb(
    verbs: argparse._SubParsersAction[argparse.ArgumentParser], name: str, words: str, run: Callable[[argparse.Namespace], int | None]
) -> argparse.ArgumentParser:
    verb = verbs.add_parser(name, help=words, description=words)
    verb.add_argument("--datapackages", type=Path, default=CONTRACTS)
    verb.set_defaults(run=run, refused=1)
    return verb


def _import(options: argparse.Namespace) -> None:
    from pipeline.data import differences, imports, sources
    from pipeline.data.reviews import importing

    for name in options.packages:
        folder, raw = options.datapackages / name, options.folder or sources.FETCHED
        with Stages().stage(f"import {name}"):
            is_evidence = folder.parent.name == EVIDENCE
            difference = importing.run(load_package(folder), raw) if is_evidence else imports.run(catalogue.load_one(folder), raw)
        print(differences.plain(difference), end="")


def _diff(options: argparse.Namespace) -> None:
    from pipeline.data import differences

    difference = differences.against_revision(options.datapackages / options.package, options.against)
    told = differences.markdown if options.markdown else differences.plain
    print(told(difference, options.most), end="")


def _import_ees(options: argparse.Namespace) -> None:
    from pipeline.data.ees.importing import import_ees

    for folder in import_ees(options.source, options.to):
        print(folder)


def _sample(options: argparse.Namespace) -> None:
    from pipeline.data import sample

    sample.cut(catalogue.load(options.datapackages), options.urns, options.to)


def _build(options: argparse.Namespace) -> None:
    import pipeline.web.build as web_build

    stages, begun = Stages(), time.perf_counter()
    datasets = catalogue.load(options.datapackages)
    framework = load_framework(options.datapackages, datasets)
    owned = load_local(options.datapackages)
    evidence = load_evidence(options.datapackages, datasets)
    apart(_build_packages, datasets, owned, evidence, released(options.config), options.build)
    web_build.build(datasets, framework, owned, evidence, options.build, options.config, options.site, stages)
    print(f"{'in all':<34} {time.perf_counter() - begun:7.1f} s", file=sys.stderr)


def _build_packages(datasets: Mapping[str, Dataset], owned: Sequence[Local], evidence: Evidence, day: date, built: Path) -> None:
    import pipeline.data.build as data_build
    import pipeline.data.evidence as evidence_build
    from pipeline.data import local

    stages = Stages()
    with beside(built) as building:
        data_build.build(datasets, building, stages)
        with stages.stage("local measures"):
            local.build(owned, datasets, building / FOLDER)
        with stages.stage("evidence"):
            evidence_build.build(evidence, day, building / EVIDENCE)
        swap(building, built)


if __name__ == "__main__":
    raise SystemExit(main())
