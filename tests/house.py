"""The house as its own text shows it: modules, what they import, how long their functions are. Nothing is run to find out."""

from __future__ import annotations

import ast
import os
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import NamedTuple

ROOT = Path(__file__).resolve().parent.parent
CODE = ROOT / "pipeline"
NOT_OURS = {".git", ".venv", ".nox", "build", "site", "__pycache__", ".pytest_cache", ".mypy_cache", ".ruff_cache", ".hypothesis"}

Function = ast.FunctionDef | ast.AsyncFunctionDef


class Long(NamedTuple):
    """A function and its lines, those of its docstring not counted."""

    where: str
    lines: int


def files(below: Path = ROOT, suffix: str = "") -> list[Path]:
    """Every file of ours below a folder, in order; built things and caches are not ours."""
    return sorted(path for path in _walk(below) if path.name.endswith(suffix))


def _walk(below: Path) -> Iterator[Path]:
    for folder, folders, names in os.walk(below):
        folders[:] = [name for name in folders if name not in NOT_OURS and not name.startswith((".site", ".packages"))]
        yield from (Path(folder, name) for name in names)


@cache
def modules(code: Path = CODE) -> dict[str, Path]:
    """Every module of the package by its dotted name; a folder's own module goes by the folder's name."""
    return {_dotted(path, code): path for path in files(code, ".py")}


def _dotted(path: Path, code: Path) -> str:
    parts = path.relative_to(code.parent).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


@cache
def tree(path: Path) -> ast.Module:
    """The file's syntax tree."""
    return ast.parse(path.read_text(encoding="utf-8"), str(path))


def imported(path: Path) -> set[str]:
    """Dotted names that the file imports; ``from a import b`` gives ``a.b``, so that a module so named can be told from its folder."""
    names: set[str] = set()
    for node in ast.walk(tree(path)):
        if isinstance(node, ast.Import):
            names |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            names |= {"." * node.level + f"{node.module or ''}.{alias.name}" for alias in node.names}
    return names


@cache
def edges(code: Path = CODE) -> dict[str, set[str]]:
    """For each module the modules of ours that it imports."""
    known = modules(code)
    return {name: {found for name_ in imported(path) if (found := _module(name_, known))} - {name} for name, path in known.items()}


def _module(name: str, known: dict[str, Path]) -> str:
    """``a.b.c`` is the module ``a.b.c`` if there is one, else what ``c`` names within ``a.b``."""
    if name in known:
        return name
    parent = name.rpartition(".")[0]
    return parent if parent in known else ""


def functions(path: Path) -> Iterator[Function]:
    """Every function of the file, methods and inner ones too."""
    return (node for node in ast.walk(tree(path)) if isinstance(node, Function))


def lengths(path: Path) -> list[Long]:
    """How long each function of the file is."""
    return [Long(f"{path.relative_to(ROOT)}:{node.lineno} {node.name}", _lines(node)) for node in functions(path)]


def _lines(node: Function) -> int:
    first = node.body[0]
    docstring = first if isinstance(first, ast.Expr) and ast.get_docstring(node) is not None else None
    words = (docstring.end_lineno or 0) - docstring.lineno + 1 if docstring else 0
    return (node.end_lineno or 0) - node.lineno + 1 - words
