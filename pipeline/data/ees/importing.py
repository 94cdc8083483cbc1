"""Any data set of Explore Education Statistics to a Data Package: typed fields, labels, units, and a reason for each missing figure."""

from __future__ import annotations

import gzip
import hashlib
import json
import re
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from string import Template
from typing import Any

from pipeline import folders
from pipeline.data.ees.importing_fields import PUBLISHED, Tidied, key, tidied, words
from pipeline.data.ees.importing_zip import titles, unpack
from pipeline.data.ees.pairs import ENDINGS, Pair, read_pair
from pipeline.errors import PackageError, SourceError
from pipeline.model import REASONS

README = Path(__file__).with_name("importing_readme.md")
DESCRIPTOR = "datapackage.json"
PLAIN_BYTES = 1_000_000


def import_ees(source: Path, to: Path) -> list[Path]:
    """Write a package ``to/NAME`` for the data set in ``source`` (DATA.csv with DATA.meta.csv beside it), or for each in a zip of them.

    Nothing is written unless all can be. Raises SourceError for files that cannot be read, TidyError for a cell that is neither a number
    nor a known symbol, PackageError for a folder in the way that is no package.
    """
    with _data_files(source) as (files, known):
        names = {path: _name(path) for path in files}
        for path, name in names.items():
            if list(names.values()).count(name) > 1:
                raise SourceError(source.name, f"two data sets that come to {name!r}, such as {path.name}", "each name once")
            _hold_free(to / name)
        return _written(names, known, to)


@contextmanager
def _data_files(source: Path) -> Iterator[tuple[list[Path], Mapping[str, str]]]:
    if source.suffix.lower() != ".zip":
        yield [source], {}
        return
    if not source.is_file():
        raise SourceError(source.name, "no such file", "a zip of data sets")
    with tempfile.TemporaryDirectory() as folder:
        files = unpack(source, Path(folder))
        yield files, titles(Path(folder))


def _stem(path: Path) -> str:
    return path.name.removesuffix(".gz").removesuffix(".csv")


def _name(path: Path) -> str:
    """A name as Data Package asks for: small letters, digits, hyphens and underscores."""
    name = re.sub(r"[^a-z0-9_]+", "-", _stem(path).lower()).strip("-")
    if not path.name.endswith(ENDINGS) or not name:
        raise SourceError(path.name, "another kind of file", "DATA.csv with DATA.meta.csv beside it, or a zip of such pairs")
    return name


def _hold_free(target: Path) -> None:
    if target.exists() and not (target / DESCRIPTOR).is_file():
        raise PackageError(target, "something that is no package of the import", "nothing, or an earlier import")


def _written(names: Mapping[Path, str], known: Mapping[str, str], to: Path) -> list[Path]:
    to.mkdir(parents=True, exist_ok=True)
    with folders.beside(to / "import-ees") as building:
        for path, name in names.items():
            _write(read_pair(path), name, known.get(_stem(path), _stem(path)), building / name)
        for name in names.values():
            folders.swap(building / name, to / name)
    return [to / name for name in names.values()]


def _write(pair: Pair, name: str, title: str, folder: Path) -> None:
    found = tidied(pair)
    content = found.table.to_csv(index=False, lineterminator="\n").encode()
    packed = len(content) > PLAIN_BYTES
    path = f"data/{name}.csv.gz" if packed else f"data/{name}.csv"
    (folder / "data").mkdir(parents=True)
    (folder / path).write_bytes(gzip.compress(content, mtime=0) if packed else content)
    descriptor = _descriptor(pair, name, title, found, path)
    (folder / DESCRIPTOR).write_text(json.dumps(descriptor, indent=2, ensure_ascii=False) + "\n", encoding="utf-8")
    (folder / "README.md").write_text(_readme(pair, title, found), encoding="utf-8")


def _descriptor(pair: Pair, name: str, title: str, found: Tidied, path: str) -> dict[str, Any]:
    """Only what is known: the files say neither who published them nor when."""
    source = {"title": pair.data_path.name, "ees:sha256": hashlib.sha256(pair.data_path.read_bytes()).hexdigest()}
    resource = {
        "name": name,
        "title": title,
        "path": path,
        "type": "table",
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        **({"compression": "gz"} if path.endswith(".gz") else {}),
        "dialect": {"delimiter": ",", "lineTerminator": "\n", "quoteChar": '"', "doubleQuote": True, "header": True},
        "schema": {"fields": found.fields, "missingValues": [""], **key(found)},
    }
    profile = {"$schema": "https://datapackage.org/profiles/2.0/datapackage.json", "name": name, "title": title}
    return {**profile, "licenses": [words()["licence"]], "sources": [source], "resources": [resource]}


def _readme(pair: Pair, title: str, found: Tidied) -> str:
    figures = [field["name"] for field in found.fields if "missingValues" in field]
    described = [name for name in map(str, found.table) if name not in figures and not name.endswith(PUBLISHED)]
    return Template(README.read_text(encoding="utf-8")).substitute(
        title=title,
        rows=f"{len(found.table):,}",
        columns=len(found.table.columns),
        described=_names(described),
        indicators=_names(figures),
        source=pair.data_path.name,
        licence=words()["licence"]["path"],
        reasons="\n".join(_reason_rows(found)),
    )


def _names(names: list[str]) -> str:
    return ", ".join(f"`{name}`" for name in names)


def _reason_rows(found: Tidied) -> Iterator[str]:
    """The reasons of the house, and by which symbols they were published; "-" where none was."""
    for reason in REASONS:
        symbols = [f"`{symbol}`" if symbol else "(blank)" for symbol, meant in found.symbols.items() if meant == reason]
        yield f"| `{reason}` | {words()['reasons'][reason]} | {', '.join(symbols) or '–'} |"
