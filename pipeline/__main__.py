"""The door: ``python -m pipeline VERB``. The only place that catches what went wrong: one line, exit code 1."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable, Sequence
from pathlib import Path

from pipeline import catalogue, packages
from pipeline.errors import PackageError, PipelineError
from pipeline.folders import beside, swap
from pipeline.stages import Stages

CONTRACTS = Path("datapackages")


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one verb; 0 if all went well, 1 with one line on stderr if not."""
    options = _parser().parse_args(arguments)
    try:
        options.run(options)
    except PipelineError as error:
        print(f"{type(error).__name__}: {error}", file=sys.stderr)
        return 1
    return 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m pipeline", description=__doc__)
    verbs = parser.add_subparsers(required=True, metavar="VERB")
    add = _verb(verbs, "import", "raw files to committed tables", _import)
    add.add_argument("packages", nargs="+", metavar="PACKAGE")
    add.add_argument("--from", dest="folder", type=Path, required=True, help="the folder of raw files")
    add = _verb(verbs, "check", "committed packages against their contracts", _check)
    add.add_argument("packages", nargs="*", metavar="PACKAGE")
    add.add_argument("--judge", choices=["frictionless"], help="let Frictionless check every row as well")
    add = _verb(verbs, "sample", "cut a small copy of the packages for tests", _sample)
    add.add_argument("--urns", type=Path, required=True, help="a text file, one URN a line")
    add.add_argument("--to", type=Path, required=True)
    add = _verb(verbs, "build", "packages with roll-ups, and the site", _build)
    add.add_argument("--build", type=Path, default=Path("build/packages"))
    add.add_argument("--site", type=Path, default=Path("site"))
    add.add_argument("--config", type=Path, default=Path("mkdocs.yml"))
    return parser


def _verb(
    verbs: argparse._SubParsersAction[argparse.ArgumentParser], name: str, words: str, run: Callable[[argparse.Namespace], None]
) -> argparse.ArgumentParser:
    verb = verbs.add_parser(name, help=words, description=words)
    verb.add_argument("--datapackages", type=Path, default=CONTRACTS)
    verb.set_defaults(run=run)
    return verb


def _import(options: argparse.Namespace) -> None:
    from pipeline.data import imports

    for name in options.packages:
        with Stages().stage(f"import {name}"):
            imports.run(catalogue.load_one(options.datapackages / name), options.folder)


def _check(options: argparse.Namespace) -> None:
    datasets = catalogue.load(options.datapackages)
    for name in options.packages or datasets:
        dataset = catalogue.chosen(datasets, name)
        packages.check(dataset)
        for fault in packages.judge(dataset) if options.judge else ():
            raise PackageError(f"{name}, Frictionless", fault, "a valid package")
        print(f"{name}: valid")


def _sample(options: argparse.Namespace) -> None:
    from pipeline.data import sample

    sample.cut(catalogue.load(options.datapackages), options.urns, options.to)


def _build(options: argparse.Namespace) -> None:
    import pipeline.data.build as data_build
    import pipeline.web.build as web_build

    stages = Stages()
    datasets = catalogue.load(options.datapackages)
    with beside(options.build) as building:
        data_build.build(datasets, building, stages)
        swap(building, options.build)
    web_build.build(datasets, options.build, options.config, options.site, stages)
    print(f"{'in all':<34} {sum(stages.seconds.values()):7.1f} s", file=sys.stderr)


if __name__ == "__main__":
    raise SystemExit(main())
