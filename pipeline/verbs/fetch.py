"""``fetch``: the publishers' files that the locks name, or whether a publisher has newer ones."""

from __future__ import annotations

import argparse
from pathlib import Path

from pipeline import catalogue
from pipeline.catalogue.reviews import FOLDER as EVIDENCE
from pipeline.catalogue.reviews import load_package


def add(verb: argparse.ArgumentParser) -> None:
    """The options of the verb."""
    verb.add_argument("packages", nargs="*", metavar="PACKAGE", help="those about schools if none is named; or evidence/NAME")
    verb.add_argument("--from", dest="source", type=Path, metavar="FOLDER", help="take the files from this folder and ask nobody")
    verb.add_argument("--to", type=Path, metavar="FOLDER", help="where import looks for them, if left out")
    verb.add_argument("--newer", action="store_true", help="only say whether a publisher has another file by now")


def run(options: argparse.Namespace) -> int:
    """Tell of each file as it is done; 1 if one could not be had. Raises SourceError for a file that is not what is locked."""
    from pipeline.data import fetching, sources

    datasets = catalogue.load(options.datapackages)
    missing = False
    for name in options.packages or datasets:
        folder = options.datapackages / name
        dataset = load_package(folder) if folder.parent.name == EVIDENCE else catalogue.chosen(datasets, name)
        told = fetching.newer(dataset) if options.newer else fetching.fetch(dataset, options.to or sources.FETCHED, options.source)
        for each in told:
            print(f"{name}, {each}", flush=True)
            missing |= each.outcome == "missing"
    return int(missing and not options.newer)
