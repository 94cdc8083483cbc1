"""A number that begins with another one: a LAESTAB with that of its authority, which another package knows."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from pipeline.checks.batch import Batch, Broken
from pipeline.checks.declared import BeginsWith
from pipeline.checks.faults import Table
from pipeline.checks.judging import walk
from pipeline.checks.meaning import Rule
from pipeline.checks.unities import referred


def prefix_rule(entry: BeginsWith, target: Table) -> Rule:
    """The rule that ``entry`` declares, with the prefixes out of ``target``."""
    prefixes = _prefixes(entry, target)
    keys, firsts = pa.array(prefixes, pa.string()), pa.array(prefixes.values(), pa.string())

    def rule(batch: Batch) -> Iterator[Broken]:
        own = pc.take(firsts, pc.index_in(batch.column(entry.of).array, keys))
        numbers = batch.column(entry.field)
        same = pc.equal(pc.utf8_slice_codeunits(numbers.array, 0, entry.length), own).fill_null(True)
        wrong = np.flatnonzero(~np.asarray(same) & (numbers.lengths > 0))
        if len(wrong):
            yield Broken("laestab-authority", wrong, entry.field, f"a number that begins with the {entry.prefix} of its {entry.of}")

    return rule


def _prefixes(entry: BeginsWith, target: Table) -> dict[str, str]:
    found: dict[str, str] = {}
    for batch in walk(target, referred(target, [entry.key, entry.prefix])):
        found |= dict(zip(batch.column(entry.key).array.to_pylist(), batch.column(entry.prefix).array.to_pylist(), strict=True))
    return found
