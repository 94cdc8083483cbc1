"""The text of a descriptor: keys twice, bombs of aliases, depth, size, numbers that are none."""

from __future__ import annotations

import time
from pathlib import Path

import pytest

from pipeline.checks.opening import open_any
from pipeline.errors import CatalogueError

TENFOLD = ",".join(["*a{0}"] * 10)
ALIASES = "a0: &a0 [x,x,x,x,x,x,x,x,x,x]\n" + "".join(f"a{n}: &a{n} [{TENFOLD.format(n - 1)}]\n" for n in range(1, 12))
MERGES = "a0: &a0 {x: 1}\n" + "".join(f"a{n}: &a{n} {{<<: [{TENFOLD.format(n - 1)}]}}\n" for n in range(1, 12))

YAML = {
    "aliases of aliases": (ALIASES, "aliases that unfold"),
    "merges of merges": (MERGES, "aliases that unfold"),
    "an alias inside itself": ("resources: &a [*a]\n", "aliases that unfold"),
    "lists a hundred thousand deep": ("[" * 100_000, "more than 100 levels"),
    "mappings a hundred thousand deep": ("{a: " * 100_000, "more than 100 levels"),
    "dashes a hundred thousand deep": ("- " * 100_000, "more than 100 levels"),
    "a key twice": ("name: a\nname: b\nresources: []\n", "a key twice"),
    "a tag that runs a program": ("!!python/object/apply:os.system ['ls']\n", "could not determine a constructor"),
    "two documents": ("name: a\n---\nname: b\n", "a single document"),
    "a day that never was": ("created: 2024-99-99\n", "month must be"),
    "a key that is no text": ("1: 2\nresources: []\n", "the key 1"),
    "nothing": ("", "nothing"),
    "a list": ("[]", "a list"),
    "over the limit": ("# " + "x" * 10_000_001, "more than 2000000 bytes"),
}
JSON = {
    "lists a hundred thousand deep": ("[" * 100_000, "recursion"),
    "a key twice": ('{"name": "a", "name": "b"}', "a key twice"),
    "NaN": ('{"name": NaN}', "no number"),
    "Infinity": ('{"name": -Infinity}', "no number"),
    "a number past all numbers": ('{"name": 1e999}', "no number"),
    "ten thousand digits": ('{"name": ' + "9" * 10_000 + "}", "digits"),
    "half of it": ('{"name": ', "Expecting value"),
    "half a character": (r'{"name": "\ud800"}', "surrogates"),
    "a byte order mark": ("\ufeff{}", "BOM"),
    "text": ('"resources"', "a str"),
    "over the limit": ('{"name": "' + "x" * 10_000_001 + '"}', "more than 2000000 bytes"),
}


def refused(path: Path, content: bytes) -> str:
    path.write_bytes(content)
    begun = time.monotonic()
    with pytest.raises(CatalogueError) as caught:
        open_any(path)
    assert time.monotonic() - begun < 2
    assert "\n" not in str(caught.value)
    return str(caught.value)


@pytest.mark.parametrize("case", YAML)
def test_a_wrong_yaml(tmp_path: Path, case: str) -> None:
    text, message = YAML[case]
    assert message in refused(tmp_path / "datapackage.yaml", text.encode())


@pytest.mark.parametrize("case", JSON)
def test_a_wrong_json(tmp_path: Path, case: str) -> None:
    text, message = JSON[case]
    assert message in refused(tmp_path / "datapackage.json", text.encode())


@pytest.mark.parametrize("name", ["datapackage.json", "datapackage.yaml"])
def test_bytes_that_are_no_text(tmp_path: Path, name: str) -> None:
    assert "not UTF-8" in refused(tmp_path / name, b'{"name": "\xff"}')
