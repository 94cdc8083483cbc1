"""Every fault has its words, and Frictionless's faults keep Frictionless's."""

from __future__ import annotations

import ast
import re
from pathlib import Path
from typing import Any

import pytest
from frictionless import errors

from pipeline.checks import words as said
from pipeline.checks.lexis import lapse
from pipeline.checks.words import words, words_of
from pipeline.errors import CatalogueError
from tests.house import CODE, files, tree

CODE_FORM = re.compile(r"[a-z]+(?:-[a-z]+)+")
# What a code is handed to first, by the name of the function or class.
TAKES = {"Fault", "Found", "Broken", "Once", "fault", "add_all"}


def codes(path: Path) -> set[str]:
    """Codes that a file hands to a fault: first, or by name."""
    calls = [node for node in ast.walk(tree(path)) if isinstance(node, ast.Call)]
    handed = [node.args[0] for node in calls if node.args and _name(node.func) in TAKES]
    handed += [keyword.value for node in calls for keyword in node.keywords if keyword.arg == "code"]
    return {text for node in handed for text in literals(node) if CODE_FORM.fullmatch(text)}


def _name(node: ast.expr) -> str:
    return node.id if isinstance(node, ast.Name) else node.attr if isinstance(node, ast.Attribute) else ""


def literals(node: ast.AST) -> set[str]:
    """All texts below a node."""
    return {part.value for part in ast.walk(node) if isinstance(part, ast.Constant) and isinstance(part.value, str)}


def checks() -> list[Path]:
    return files(CODE / "checks", ".py") + files(CODE / "data" / "ees", ".py")


def test_every_code_in_use_has_its_words() -> None:
    used = set().union(*(codes(path) for path in checks()))
    assert {"blank-row", "no-rows", "judges-differ"} <= used
    assert used - set(words()) == set()


def test_no_words_are_without_use() -> None:
    ours = set(words()) - set(frictionless_classes())
    assert ours - set().union(*(literals(tree(path)) for path in checks())) == set()


LAPSES = [(" x", "string"), ("NaN", "number"), ("٣", "integer"), ("1_000", "integer"), ("CafÃ©", "string"), ("3-Apr", "string")]


@pytest.mark.parametrize(("text", "kind"), LAPSES)
def test_what_a_lapse_of_a_cell_is_called_has_its_words(text: str, kind: str) -> None:
    assert lapse(text, kind) in words()


def frictionless_classes() -> dict[str, Any]:
    return {kind.type: kind for kind in vars(errors).values() if hasattr(kind, "template")}


@pytest.mark.parametrize("code", sorted(set(frictionless_classes()) & set(words())))
def test_frictionless_keeps_its_titles_and_tags(code: str) -> None:
    kind, entry = frictionless_classes()[code], words()[code]
    assert (entry.title, list(entry.tags)) == (kind.title, kind.tags)


def test_what_frictionless_finds_in_a_table_has_its_words() -> None:
    from frictionless.checks import baseline

    assert {kind.type for kind in baseline.Errors} - set(words()) == set()
    assert {kind.type for kind in errors.ResourceError.list_children(root=True)} - set(words()) == set()


@pytest.mark.parametrize("code", words())
def test_words_are_whole_sentences_in_one_style(code: str) -> None:
    entry = words()[code]
    assert entry.title[0].isupper()
    assert not entry.title.endswith(".")
    for sentence in (entry.description, entry.mend):
        assert re.fullmatch(r"[A-Z][^.]*\.", sentence)
    assert set(entry.tags) <= {"#file", "#table", "#header", "#label", "#row", "#cell"}


def test_no_two_codes_have_one_title() -> None:
    titles = [entry.title for entry in words().values()]
    assert len(titles) == len(set(titles))


def test_a_code_without_words_is_refused() -> None:
    with pytest.raises(CatalogueError, match="words for 'nothing-such'"):
        words_of("nothing-such", words())


def test_a_key_too_many_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "words.yaml"
    path.write_text("jump: {title: Jump, description: A., mend: B., tags: [], color: red}\n", encoding="utf-8")
    monkeypatch.setattr(said, "WORDS", path)
    with pytest.raises(CatalogueError, match="unknown key 'color'"):
        words.__wrapped__()
