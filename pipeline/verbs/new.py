"""``new``: the files of a local owner's measures, a package or a review, or one measure more, with comments that say what goes where."""

from __future__ import annotations

import argparse
import re
from datetime import date
from pathlib import Path

from pipeline import catalogue
from pipeline.catalogue.local import FOLDER, PREFIX
from pipeline.catalogue.reviews import FOLDER as EVIDENCE
from pipeline.catalogue.reviews import REVIEW, load_package
from pipeline.errors import CatalogueError

FILES = Path(__file__).with_name("new_files")
NAME = re.compile(r"[a-z][a-z0-9_-]*")
ROOMS = Path("pipeline/data/datasets")


def add(verb: argparse.ArgumentParser) -> None:
    """The options of the verb."""
    verb.add_argument("kind", choices=["local", "package", "measure", "review"])
    verb.add_argument("name", metavar="NAME", help="of the owner, the package, the measure or the review")
    verb.add_argument("--owner", metavar="LEVEL:CODE", default="school:URN", help="of a local owner, such as trust:2044")
    verb.add_argument("--to", metavar="PACKAGE", help="of a measure: the package that gets it")
    verb.add_argument("--rooms", type=Path, default=ROOMS, help="of a package: the folder that gets its module")


def run(options: argparse.Namespace) -> int:
    """Write what the kind needs and say what was written. Raises CatalogueError rather than write over anything."""
    if not NAME.fullmatch(options.name):
        raise CatalogueError("new", repr(options.name), "a name of small letters, digits, - and _")
    written = {"local": _local, "package": _package, "measure": _measure, "review": _review}[options.kind](options)
    print(*written, sep="\n")
    return 0


def _local(options: argparse.Namespace) -> list[Path]:
    folder = options.datapackages / FOLDER / options.name
    level, _, code = options.owner.partition(":")
    owner = f'owner: {{level: {level}, code: "{code}"}}'
    files = _contract(options.name, owner, "[]") | {"statement.md": _text("statement.md")}
    files["measures.yaml"] = _text("measure.yaml", PREFIX=PREFIX, NAME=options.name)
    return _write(folder, files)


def _package(options: argparse.Namespace) -> list[Path]:
    source = '\n  - {title: "", publisher: "", path: "", period: "", raw: RAW}'
    files = _contract(options.name, "# no owner: a national package", source)
    files["measures.yaml"] = _text("measure.yaml", PREFIX="", NAME=options.name)
    room = _write(options.rooms, {f"{options.name.replace('-', '_')}.py": _text("room.txt")})
    return _write(options.datapackages / options.name, files) + room


def _measure(options: argparse.Namespace) -> list[Path]:
    folder = options.datapackages / str(options.to)
    path = folder / catalogue.MEASURES
    if not path.is_file():
        raise CatalogueError(path, "no such file", "the measures of the package that --to names")
    before = path.read_text(encoding="utf-8")
    prefix = PREFIX if folder.parent.name == FOLDER else ""
    path.write_text(("" if before.strip() == "[]" else before) + _text("measure.yaml", PREFIX=prefix, NAME=options.name), encoding="utf-8")
    return [path]


def _review(options: argparse.Namespace) -> list[Path]:
    """A review that is coded by hand: its table has a header and no row yet."""
    words, folder = {"NAME": options.name, "DAY": date.today().isoformat()}, options.datapackages / EVIDENCE / options.name
    files = {"datapackage.yaml": _text("review_datapackage.yaml", **words), REVIEW: _text(REVIEW, **words)}
    written = _write(folder, files | {"README.md": _text("review_readme.md", **words)})
    schema = load_package(folder).descriptor["resources"][0]["schema"]
    header = ",".join(field["name"] for field in schema["fields"]) + "\n"
    return written + _write(folder, {"effects.csv": header})


def _contract(name: str, owner: str, sources: str) -> dict[str, str]:
    words = {"NAME": name, "DAY": date.today().isoformat(), "OWNER": owner, "SOURCES": sources}
    return {"datapackage.yaml": _text("datapackage.yaml", **words), "README.md": _text("readme.md", NAME=name)}


def _text(name: str, **words: str) -> str:
    """One of the files, with the words in capitals replaced."""
    text = (FILES / name).read_text(encoding="utf-8")
    for word, value in words.items():
        text = text.replace(word, value)
    return text


def _write(folder: Path, files: dict[str, str]) -> list[Path]:
    paths = {folder / name: content for name, content in files.items()}
    there = [path for path in paths if path.exists()]
    if there:
        raise CatalogueError(there[0], "a file", "none: nothing is written over")
    for path, content in paths.items():
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(content, encoding="utf-8")
    return list(paths)
