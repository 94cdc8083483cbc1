"""The eyes that hold the house to its laws: they see what they must, or the laws would be held by nobody."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests import house
from tests.house import edges, files, imported, lengths, modules
from tests.test_house import NOT_OUR_BUSINESS, floor


@pytest.fixture
def code(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A small package: ``a`` stands on ``shelf.b`` and on the shelf; a built folder lies about."""
    monkeypatch.setattr(house, "ROOT", tmp_path)
    texts = {
        "code/__init__.py": "",
        "code/a.py": "import json\nfrom code.shelf import b, NUMBER\nfrom . import c\n",
        "code/shelf/__init__.py": "NUMBER = 1\n",
        "code/shelf/b.py": 'def f() -> int:\n    """Two\n    lines."""\n    return 1\n',
        "code/build/left_over.py": "import nothing\n",
    }
    for name, text in texts.items():
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(text, encoding="utf-8")
    return tmp_path / "code"


def test_modules_go_by_dotted_names_and_built_ones_are_not_ours(code: Path) -> None:
    assert sorted(modules(code)) == ["code", "code.a", "code.shelf", "code.shelf.b"]
    assert [path.name for path in files(code, "b.py")] == ["b.py"]


def test_a_module_is_told_from_what_a_folder_names(code: Path) -> None:
    assert edges(code)["code.a"] == {"code.shelf", "code.shelf.b"}
    assert imported(code / "a.py") == {"json", "code.shelf.b", "code.shelf.NUMBER", "..c"}


def test_a_docstring_does_not_make_a_function_long(code: Path) -> None:
    assert [long.lines for long in lengths(code / "shelf" / "b.py")] == [2]


@pytest.mark.parametrize("text", ["at /" + "root/x", "'/" + "opt/wheels'", "from py" + "pi.org", "https://files.python" + "hosted.org/a"])
def test_a_machine_or_a_registry_is_seen(text: str) -> None:
    assert NOT_OUR_BUSINESS.search(text)


@pytest.mark.parametrize(
    "text", ["https://www.example.org/work" + "/home" + "/x", "</" + "home>", "docs/work" + "/a", "http://127.0.0.1:8000/"]
)
def test_an_address_or_a_tag_is_no_machine(text: str) -> None:
    assert not NOT_OUR_BUSINESS.search(text)


def test_a_module_on_no_floor_is_refused() -> None:
    with pytest.raises(StopIteration):
        floor("pipeline.cellar")
