"""Two states of one package compared: its tables, its contract and its other files."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from pipeline.data.differences.cells import compare, keys_of
from pipeline.data.differences.changes import Difference, TableChange
from pipeline.data.differences.contracts import contract_changes
from pipeline.data.differences.revisions import at_revision
from pipeline.data.differences.sides import Side, side
from pipeline.errors import PackageError

ONLY_BYTES = "the same cells in other bytes: the order of rows or columns, quotes or packing"


def against_revision(folder: Path, revision: str = "HEAD") -> Difference:
    """What differs between the package in ``folder`` as it lies there and as it was committed at ``revision``.

    Either may be without it. Raises PackageError if both are, if there is no such revision or a table cannot be read.
    """
    with at_revision(folder, revision) as (committed, words):
        return between(committed, folder, words, "the working tree")


def between(before: Path, after: Path, words_before: str = "before", words_after: str = "after") -> Difference:
    """What differs between the package in the folder ``before`` and that in ``after``.

    Raises CatalogueError for a broken YAML file, PackageError if neither has a package or a table of ``after`` cannot be read.
    """
    was, now = side(before, words_before), side(after, words_after)
    if not was.resources and not now.resources:
        raise PackageError(after, "no package", f"one in {words_before} or in {words_after}")
    names = [*now.resources, *(name for name in was.resources if name not in now.resources)]
    tables = [name for name in names if now.is_table(name) or was.is_table(name)]
    changes = [change for name in tables if (change := _table(name, was, now))]
    return Difference(
        package=after.name,
        before=words_before,
        after=words_after,
        tables=tuple(changes),
        tables_same=len(tables) - len(changes),
        contract=contract_changes(before, after) if was.resources and now.resources else (),
        files=tuple(_files(was, now, tables)),
    )


def _table(name: str, was: Side, now: Side) -> TableChange | None:
    """What differs in one table; None if not a byte does."""
    content = was.content(name), now.content(name)
    if content[0] == content[1]:
        return None
    after = now.table(name)
    try:
        before = was.table(name)
    except PackageError as error:
        rows = after.num_rows if after else None
        return TableChange(name, None, rows, note=f"not comparable: {error}")
    if before is None or after is None:
        return _whole(name, was, now)
    change = compare(name, before, after, was.schema(name), now.schema(name))
    seen = (change.cells_changed, len(change.added), len(change.removed), len(change.columns_added), len(change.columns_removed))
    return change if any(seen) else replace(change, note=ONLY_BYTES)


def _whole(name: str, was: Side, now: Side) -> TableChange:
    """A table that only one side has: all its rows are added or removed."""
    before, after = was.table(name), now.table(name)
    if after is not None:
        return TableChange(name, None, after.num_rows, added=keys_of(after, now.schema(name)), note="a new table")
    removed = keys_of(before, was.schema(name))
    return TableChange(name, len(removed), None, removed=removed, note="a table no more")


def _files(was: Side, now: Side, tables: list[str]) -> Iterator[str]:
    """Whatever else lies in the package and differs; of YAML files ``contract`` says more."""
    of_tables = {side.resources[name]["path"] for name in tables for side in (was, now) if name in side.resources}
    found = [_listing(side.folder) for side in (was, now)]
    for name in sorted({*found[0], *found[1]} - of_tables):
        before, after = found[0].get(name), found[1].get(name)
        if before is None or after is None:
            yield f"{name} {'added' if before is None else 'removed'}"
        elif before.read_bytes() != after.read_bytes():
            yield f"{name} changed: {before.stat().st_size:,} bytes, now {after.stat().st_size:,}"


def _listing(folder: Path) -> dict[str, Path]:
    paths = {path.relative_to(folder): path for path in folder.rglob("*") if path.is_file()}
    return {name.as_posix(): path for name, path in paths.items() if not any(part.startswith(".") for part in name.parts)}
