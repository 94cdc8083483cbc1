"""``check``: packages by name, any data package, tables with a schema, and the DfE's pairs of data and metadata."""

from __future__ import annotations

import argparse
import json
from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Any

from pipeline import catalogue
from pipeline.catalogue.local import FOLDER, load_local, load_owner
from pipeline.catalogue.reviews import FOLDER as EVIDENCE
from pipeline.catalogue.reviews import load_evidence, load_package
from pipeline.catalogue.searches import released
from pipeline.checks.faults import Package, Report
from pipeline.checks.opening import open_any

# What a judge needs (pandas, Frictionless) is imported where it is needed: a hostile descriptor is refused before any of it is there.
UNREADABLE = 2


def add(verb: argparse.ArgumentParser) -> None:
    """The options of the verb."""
    verb.add_argument("targets", nargs="*", metavar="PACKAGE or FILE", help="a name, folder, descriptor or table; if none, all of ours")
    verb.add_argument("--schema", type=Path, help="the Table Schema of a table that has none beside it")
    verb.add_argument("--judge", choices=["frictionless"], help="let Frictionless check every row, and say where the two do not agree")
    verb.add_argument("--config", type=Path, default=Path("mkdocs.yml"), help="of the site: it names the day of the release")
    told = verb.add_mutually_exclusive_group()
    told.add_argument("--json", action="store_const", dest="told", const="as_json", help="a report in Frictionless's form")
    told.add_argument("--markdown", action="store_const", dest="told", const="as_markdown", help="a report for a pull request")
    verb.set_defaults(refused=UNREADABLE, told="as_list")


def run(options: argparse.Namespace) -> int:
    """Print what was found; 0 if all is valid, 1 if not. Raises CatalogueError or SourceError for what cannot be read."""
    pairs = [target for target in options.targets if options.schema is None and _may_be_pair(Path(target))]
    opened = (
        [_open(target, options) for target in options.targets if target not in pairs] if options.targets else _ours(options.datapackages)
    )
    found, verdict, said = _pairs(pairs)
    reports = [*found, *(_examined(package, options) for package in opened)]
    whole = Report(tuple(task for report in reports for task in report.tasks))
    if whole.valid:
        _hold_owners(opened, options.datapackages)
        _hold_evidence(opened, options)
    told = _told(options.told, whole, said)
    if verdict and options.told == "as_json":
        # What the DfE's screener would say of a pair stands in the report too, in its own words.
        told = json.dumps({**json.loads(told), **verdict}, indent=2, ensure_ascii=False) + "\n"
    print(told, end="")
    return 0 if whole.valid else 1


def _told(form: str, report: Report, said: Mapping[str, Any]) -> str:
    from pipeline.checks import reports
    from pipeline.checks.words import words

    told: str = getattr(reports, form)(report, {**words(), **said})
    return told


def _may_be_pair(path: Path) -> bool:
    if ".csv" not in path.suffixes:
        return False
    from pipeline.data.ees.verdicts import is_pair

    return is_pair(path)


def _pairs(targets: list[str]) -> tuple[list[Report], Mapping[str, Any], Mapping[str, Any]]:
    """The reports on the DfE's pairs, the screener's own verdict if there is one pair, and the words of its checks."""
    if not targets:
        return [], {}, {}
    from pipeline.data.ees import verdicts

    judged = [verdicts.judge(Path(target)) for target in targets]
    return [verdict.report for verdict in judged], judged[0].words if len(judged) == 1 else {}, verdicts.words()


def _ours(folder: Path) -> list[Package]:
    datasets = catalogue.load(folder)
    evidence = load_evidence(folder, datasets)
    apart = [local.dataset for local in load_local(folder)] + [review.dataset for review in evidence.reviews] + list(evidence.maps)
    return [*(_own(folder / name) for name in datasets), *(_own(dataset.folder) for dataset in apart)]


def _own(folder: Path) -> Package:
    """A package of ours is held to its stricter contract, corrections and all."""
    from pipeline import packages
    from pipeline.data import corrections

    if (folder / corrections.FILE).exists():
        corrections.load(folder)
    if folder.parent.name == EVIDENCE:
        return packages.as_package(load_package(folder))
    return packages.as_package(load_owner(folder).dataset if folder.parent.name == FOLDER else catalogue.load_one(folder))


def _hold_owners(opened: list[Package], folder: Path) -> None:
    """What a place set itself is about its own places. Raises PackageError where it is not."""
    owned = [load_owner(package.folder) for package in opened if package.folder.parent == folder / FOLDER]
    if owned:
        from pipeline.data import local

        for _ in local.held(owned, catalogue.load(folder)):
            pass


def _hold_evidence(opened: list[Package], options: argparse.Namespace) -> None:
    """What may not be published is refused with its reason. Raises PackageError."""
    names = {package.folder.name for package in opened if package.folder.parent == options.datapackages / EVIDENCE}
    if names:
        from pipeline.data.reviews import gates

        evidence = load_evidence(options.datapackages, catalogue.load(options.datapackages))
        gates.hold(gates.only(evidence, names), released(options.config))


def _open(target: str, options: argparse.Namespace) -> Package:
    path, own = Path(target), options.datapackages / target
    if not path.exists() and own.is_dir():
        path = own
    ours = options.datapackages.resolve()
    if path.parent.resolve() in (ours, ours / FOLDER, ours / EVIDENCE) and (path / catalogue.DESCRIPTOR).is_file():
        return _own(options.datapackages / path.resolve().relative_to(ours))
    return open_any(path, options.schema)


def _examined(package: Package, options: argparse.Namespace) -> Report:
    from pipeline.checks.examining import examine

    apart = package.folder.parent.name in (FOLDER, EVIDENCE)
    beside = package.folder.parent.parent if apart else package.folder.parent
    found = examine(package, _year(package), lambda name: open_any(beside / name), options.told == "as_json")
    if not options.judge:
        return found
    from pipeline.checks.agreement import agreed
    from pipeline.checks.frictionless_judge import judge_in_full

    return agreed(found, judge_in_full(package))


def _year(package: Package) -> int:
    """A package that says when it was made is judged as of then, so that its report is the same for ever."""
    created = str(package.descriptor.get("created", ""))
    return int(created[:4]) if created[:4].isdecimal() else date.today().year
