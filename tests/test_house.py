"""The laws of CONTRIBUTING.md that a machine can hold: floors, wings, rooms, lengths, names, shelves."""

from __future__ import annotations

import ast
import importlib
import re
from collections.abc import Callable, Mapping
from graphlib import CycleError, TopologicalSorter
from pathlib import Path

import pytest

from pipeline import catalogue
from pipeline.catalogue.reviews import load_evidence
from tests.house import CODE, ROOT, edges, files, functions, imported, lengths, modules, tree

FLOORS: tuple[tuple[str, ...], ...] = (
    (
        "pipeline.model",
        "pipeline.accounts",
        "pipeline.evidence",
        "pipeline.errors",
        "pipeline.stages",
        "pipeline.folders",
        "pipeline.workers",
    ),
    ("pipeline.catalogue", "pipeline.checks", "pipeline.packages"),
    ("pipeline.data", "pipeline.web"),
    ("pipeline.__main__", "pipeline.verbs"),
)

# One library, one room (or the few that hold the same kind of thing): whoever wants to change a library knows where to go.
ROOMS = {
    "frictionless": ("pipeline.checks", "pipeline.packages"),
    "jinja2": ("pipeline.web.pages",),
    "minify": ("pipeline.web.lighter",),
    "mkdocs": ("pipeline.web.shell",),
    "openpyxl": ("pipeline.data",),
    "pandas": ("pipeline.data", "pipeline.packages", *(f"pipeline.web.{room}" for room in ("cards", "places", "reviews", "series"))),
    "plotly": (),
    "pyarrow": ("pipeline.checks", "pipeline.data", "pipeline.packages"),
    "rich": ("pipeline.stages",),
    "scipy": ("pipeline.data.pooling",),
    "yaml": ("pipeline.catalogue",),
}

SHELVES = (
    ("pipeline.data.datasets", "TIDY", "tidy"),
    ("pipeline.data.reviews", "TIDY", "tidy"),
    ("pipeline.web.charts", "DRAW", "draw"),
    ("pipeline.web.pages", "COMPOSE", "compose"),
)

FILE_LINES = 200
FUNCTION_LINES = 30
FORBIDDEN = {"utils", "helpers", "common", "base", "core", "manager", "misc"}

# Spelt in pieces so that this file does not name them.
NOT_OUR_BUSINESS = re.compile(
    r"\b(?:" + "pypi" + r"\.org|files\." + r"pythonhosted\.org|registry\." + r"npmjs\.org|deb\." + r"debian\.org)"
    r"|(?<![\w.:/>)-])/(?:" + "root|work|opt|tmp/w|home|Users" + r")/\w"
)
TEXT = (".py", ".toml", ".txt", ".in", ".md", ".yml", ".yaml", ".html", ".css", ".js", ".json", ".csv", "run", "LICENSE")


def within(module: str, rooms: tuple[str, ...]) -> bool:
    return any(module == room or module.startswith(f"{room}.") for room in rooms)


def floor(module: str) -> int:
    return next(number for number, rooms in enumerate(FLOORS, 1) if within(module, rooms))


OURS = sorted(set(modules()) - {"pipeline"})


@pytest.mark.parametrize("module", OURS)
def test_every_module_stands_on_a_floor_and_imports_nothing_above_it(module: str) -> None:
    above = {other for other in edges()[module] - {"pipeline"} if floor(other) > floor(module)}
    assert above == set()


def test_no_arrow_between_the_wings() -> None:
    wings = {"pipeline.data": "pipeline.web", "pipeline.web": "pipeline.data"}
    across = [
        (module, other)
        for module in OURS
        for here, there in wings.items()
        if within(module, (here,))
        for other in edges()[module]
        if within(other, (there,))
    ]
    assert across == []


def test_imports_go_round_in_no_circle() -> None:
    # A folder's own module lists its rooms, and a room may stand on its neighbours: that alone is no circle.
    try:
        TopologicalSorter(edges()).prepare()
    except CycleError as circle:
        pytest.fail(" -> ".join(circle.args[1]))


def test_imports_are_absolute() -> None:
    assert [(module, name) for module, path in modules().items() for name in imported(path) if name.startswith(".")] == []


@pytest.mark.parametrize("library", ROOMS)
def test_one_library_one_room(library: str) -> None:
    users = {module for module, path in modules().items() if any(within(name, (library,)) for name in imported(path))}
    assert {user for user in users if not within(user, ROOMS[library])} == set()


@pytest.mark.parametrize(("folder", "table", "verb"), SHELVES)
def test_the_table_of_contents_is_complete(folder: str, table: str, verb: str) -> None:
    listed = getattr(importlib.import_module(folder), table)
    assert {_home(entry) for entry in listed.values()} == set(_with(verb, folder))


def _with(verb: str, folder: str) -> list[str]:
    return [
        name
        for name, path in modules().items()
        if within(name, (folder,)) and any(verb == node.name for node in tree(path).body if isinstance(node, ast.FunctionDef))
    ]


def _home(entry: str | Callable[..., object]) -> str:
    return entry if isinstance(entry, str) else entry.__module__


def test_every_package_has_its_room_and_every_room_its_package() -> None:
    tidy: Mapping[str, object] = importlib.import_module("pipeline.data.datasets").TIDY
    committed = {name for name, dataset in catalogue.load(ROOT / "datapackages").items() if not dataset.descriptor.get("derived")}
    assert set(tidy) == committed


def test_every_package_of_the_register_has_its_room_and_every_room_its_package() -> None:
    tidy: Mapping[str, object] = importlib.import_module("pipeline.data.reviews").TIDY
    evidence = load_evidence(ROOT / "datapackages", catalogue.load(ROOT / "datapackages"))
    packages = [*(review.dataset for review in evidence.reviews), *evidence.maps]
    # What was coded by hand has no raw file, and so no room.
    assert set(tidy) == {package.name for package in packages if package.sources}


def python_files() -> list[Path]:
    return files(suffix=".py")


def test_files_are_short() -> None:
    lines = {str(path.relative_to(ROOT)): len(path.read_text(encoding="utf-8").splitlines()) for path in python_files()}
    assert {name: count for name, count in lines.items() if count >= FILE_LINES} == {}


def test_functions_are_short() -> None:
    assert [long for path in files(CODE, ".py") for long in lengths(path) if long.lines > FUNCTION_LINES] == []


def test_names_say_something() -> None:
    names = [path.relative_to(ROOT) for path in python_files()]
    assert [name for name in names if FORBIDDEN & set(name.with_suffix("").parts)] == []
    assert [node.name for path in python_files() for node in functions(path) if node.name.strip("_") in FORBIDDEN] == []


def test_nothing_catches_everything() -> None:
    nets = [
        f"{path.relative_to(ROOT)}:{node.lineno}"
        for path in python_files()
        for node in ast.walk(tree(path))
        if isinstance(node, ast.ExceptHandler) and (node.type is None or {"Exception", "BaseException"} & _names(node.type))
    ]
    assert nets == []


def _names(node: ast.expr) -> set[str]:
    return {part.id for part in ast.walk(node) if isinstance(part, ast.Name)}


def test_public_functions_are_typed_and_explained() -> None:
    silent = [
        f"{path.relative_to(ROOT)}:{node.lineno} {node.name}"
        for path in files(CODE, ".py")
        for node in tree(path).body
        if isinstance(node, ast.FunctionDef | ast.ClassDef) and not node.name.startswith("_") and not ast.get_docstring(node)
    ]
    assert silent == []


def test_only_what_is_built_at_the_root_is_ignored() -> None:
    lines = (ROOT / ".gitignore").read_text(encoding="utf-8").split()
    assert {"/build/", "/site/", "/.venv/"} <= set(lines)
    assert {"build", "build/", "site", "site/"} & set(lines) == set()


def test_no_file_names_a_registry_or_a_path_of_one_machine() -> None:
    texts = {str(path.relative_to(ROOT)): path.read_text(encoding="utf-8") for path in files() if path.name.endswith(TEXT)}
    found = {name: match.group() for name, text in texts.items() if (match := NOT_OUR_BUSINESS.search(text))}
    assert found == {}
