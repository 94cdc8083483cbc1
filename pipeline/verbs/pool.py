"""``pool``: the pooled effect of the studies in any CSV file, with everything that belongs beside it."""

from __future__ import annotations

import argparse
from pathlib import Path

# What pools (numpy, scipy) is imported where it is needed: no other verb waits for it.


def add(verb: argparse.ArgumentParser) -> None:
    """The options of the verb."""
    verb.add_argument("file", type=Path, metavar="EFFECTS.csv", help="one row an effect; may be gzipped")
    verb.add_argument("--effect", required=True, metavar="COLUMN", help="the effects")
    spread = verb.add_mutually_exclusive_group(required=True)
    spread.add_argument("--variance", metavar="COLUMN", help="the sampling variance of each effect")
    spread.add_argument("--standard-error", metavar="COLUMN", help="its root, if the file has that")
    verb.add_argument("--study", metavar="COLUMN", help="the study of each effect, if one may give several")
    verb.add_argument(
        "--filter",
        action="append",
        default=[],
        dest="filters",
        metavar="COLUMN=VALUE",
        help="only these rows; again with the same column: either value, with another: both must hold",
    )
    verb.add_argument("--json", action="store_true", help="for a program")


def run(options: argparse.Namespace) -> int:
    """Print the pool. Raises SourceError or PoolingError for what cannot be read, or not be pooled."""
    from pipeline.data.pooling import pool, telling
    from pipeline.data.pooling.reading import Columns, read

    columns = Columns(options.effect, options.variance, options.standard_error, options.study)
    read_in = read(options.file, columns, options.filters)
    pooled = pool(read_in.effects, read_in.variances, read_in.studies)
    told = telling.as_json(pooled, read_in.dropped) if options.json else telling.as_text(pooled, read_in.dropped, options.file.name)
    print(told, end="")
    return 0
