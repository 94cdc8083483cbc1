"""``check``: packages by name, any data package, tables with a schema, and the DfE's pairs of data and metadata."""

from __future__ import annotations

import argparse
import json
from datetime import date
from pathlib import Path

from pipeline import catalogue, packages
from pipeline.checks.agreement import agreed
from pipeline.checks.examining import examine
from pipeline.checks.faults import Package, Report
from pipeline.checks.frictionless_judge import judge_in_full
from pipeline.checks.opening import open_any
from pipeline.checks.reports import as_json, as_list, as_markdown
from pipeline.checks.words import words
from pipeline.data import corrections
from pipeline.data.ees import verdicts

UNREADABLE = 2


def add(verb: argparse.ArgumentParser) -> None:
    """The options of the verb."""
    verb.add_argument(
        "targets", nargs="*", metavar="PACKAGE or FILE", help="a name, folder, descriptor or table; if none, all of ours"
    )
    verb.add_argument("--schema", type=Path, help="the Table Schema of a table that has none beside it")
    verb.add_argument("--judge", choices=["frictionless"], help="let Frictionless check every row, and say where the two do not agree")
    told = verb.add_mutually_exclusive_group()
    told.add_argument("--json", action="store_const", dest="told", const=as_json, help="a report in Frictionless's form")
    told.add_argument("--markdown", action="store_const", dest="told", const=as_markdown, help="a report for a pull request")
    verb.set_defaults(refused=UNREADABLE, told=as_list)


def run(options: argparse.Namespace) -> int:
    """Print what was found; 0 if all is valid, 1 if not. Raises CatalogueError or SourceError for what cannot be read."""
    pairs = [target for target in options.targets if options.schema is None and verdicts.is_pair(Path(target))]
    others = [target for target in options.targets if target not in pairs]
    judged = [verdicts.judge(Path(target)) for target in pairs]
    opened = [_open(target, options) for target in others] if options.targets else list(_ours(options.datapackages).values())
    reports = [*(verdict.report for verdict in judged), *(_examined(package, options) for package in opened)]
    whole = Report(tuple(task for report in reports for task in report.tasks))
    told = options.told(whole, {**words(), **verdicts.words()})
    print(_with_verdict(told, judged) if options.told is as_json else told, end="")
    return 0 if whole.valid else 1


def _with_verdict(report: str, judged: list[verdicts.Verdict]) -> str:
    """What the DfE's screener would say of a pair stands in the report too, in its own words."""
    if len(judged) != 1:
        return report
    return json.dumps({**json.loads(report), **judged[0].words}, indent=2, ensure_ascii=False)


def _ours(folder: Path) -> dict[str, Package]:
    return {name: packages.as_package(dataset) for name, dataset in catalogue.load(folder).items()}


def _open(target: str, options: argparse.Namespace) -> Package:
    """A package of ours is held to its stricter contract, corrections and all."""
    own = options.datapackages / target
    if Path(target).exists() or not own.is_dir():
        own = Path(target)
    if own.parent.resolve() == options.datapackages.resolve() and (own / catalogue.DESCRIPTOR).is_file():
        if (own / corrections.FILE).exists():
            corrections.load(own)
        return packages.as_package(catalogue.load_one(own))
    return open_any(own, options.schema)


def _examined(package: Package, options: argparse.Namespace) -> Report:
    def other(name: str) -> Package:
        return open_any(package.folder.parent / name)

    found = examine(package, _year(package), other)
    return agreed(found, judge_in_full(package)) if options.judge else found


def _year(package: Package) -> int:
    """A package that says when it was made is judged as of then, so that its report is the same for ever."""
    return int(package.created[:4]) if package.created[:4].isdecimal() else date.today().year
