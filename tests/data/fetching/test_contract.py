"""A descriptor says which hosts may be asked and for what, strictly; a lock says what a file must be."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from pipeline import catalogue
from pipeline.errors import CatalogueError
from tests.small_package import descriptor, write_package


def _loaded(tmp_path: Path, hosts: Any, **source: Any) -> Any:
    contract: dict[str, Any] = {**descriptor(), "hosts": hosts}
    contract["sources"][0].update(source)
    return catalogue.load_one(write_package(tmp_path, contract))


def test_a_listed_host_may_be_asked(tmp_path: Path) -> None:
    dataset = _loaded(tmp_path, ["files.example.org"], download="https://files.example.org/a/b.csv?x=1&y=%20")
    assert dataset.sources[0].download == "https://files.example.org/a/b.csv?x=1&y=%20"
    assert dataset.descriptor["hosts"] == ["files.example.org"]


NO_HOSTS: list[Any] = ["files.example.org", {"a": 1}, [1]]
NO_NAMES = ["*", "*.example.org", "localhost", "127.0.0.1", "[::1]", "a.example:443", "A.example", "a.example.", "https://a.example"]
NO_NAMES += ["a..example", "-a.example", ""]


@pytest.mark.parametrize("hosts", [*NO_HOSTS, *([name] for name in NO_NAMES)])
def test_a_host_is_a_name_in_full(hosts: Any, tmp_path: Path) -> None:
    with pytest.raises(CatalogueError, match="hosts"):
        _loaded(tmp_path, hosts)


@pytest.mark.parametrize(
    "address",
    [
        *(
            "http://a.example/x",
            "https://b.example/x",
            "https://a.example:443/x",
            "https://u@a.example/x",
            "https://a.example",
            "//a.example/x",
        ),
        *("https://a.example/x#y", "https://a.example/x y", "https://a.example/é", "https://a.example@b.example/", "https://A.example/x"),
        *("https://a.example\\@b.example/x", "https://[a.example]/x", "https://a.example/\n", "https://a.example/" + "x" * 3000, 1, None),
    ],
)
def test_a_download_is_https_from_a_listed_host(address: Any, tmp_path: Path) -> None:
    with pytest.raises(CatalogueError, match="download"):
        _loaded(tmp_path, ["a.example"], download=address)


def test_no_list_is_no_host(tmp_path: Path) -> None:
    with pytest.raises(CatalogueError, match="download"):
        _loaded(tmp_path, [], download="https://a.example/x")


@pytest.mark.parametrize(
    "raw", ["../x.csv", "/x.csv", "a/../../x.csv", "a\\..\\x.csv", "", ".", "a//b.csv", "a/./b.csv", "a/", "a\0.csv", 1]
)
def test_a_raw_file_lies_inside_the_import_folder(raw: Any, tmp_path: Path) -> None:
    with pytest.raises(CatalogueError, match="raw"):
        _loaded(tmp_path, [], raw=raw)


@pytest.mark.parametrize(
    ("key", "value", "words"),
    [
        *(("sha256", value, "64 hexadecimal digits") for value in ("A" * 64, 7)),
        *(("bytes", value, "number of bytes") for value in ("7", -1, True)),
        ("sha1", "x", "unknown key"),
    ],
)
def test_a_lock_is_read_strictly(key: str, value: Any, words: str, tmp_path: Path) -> None:
    dataset = catalogue.load_one(write_package(tmp_path))
    catalogue.write_lock(dataset, {"raw/away.csv": ("0" * 64, 7)}, "2026-11-22")
    assert catalogue.pins(dataset)["raw/away.csv"].bytes == 7
    entry = catalogue.read_yaml(tmp_path / "away/lock.yaml")["files"][0]
    catalogue.write_yaml(tmp_path / "away/lock.yaml", {"files": [{**entry, key: value}]})
    with pytest.raises(CatalogueError, match=words):
        catalogue.pins(dataset)


def test_every_committed_lock_can_be_fetched_by() -> None:
    datasets = catalogue.load(Path("datapackages"))
    for dataset in datasets.values():
        assert set(catalogue.pins(dataset)) == {source.raw for source in dataset.sources}
