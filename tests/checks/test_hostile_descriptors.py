"""Descriptors that are wrong or mean harm: refused at once, in one line, that names where."""

from __future__ import annotations

import os
import socket
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from pipeline.checks.opening import open_any
from pipeline.errors import CatalogueError
from tests.checks.package_at_hand import Change, field, package, schema, table


@pytest.fixture(autouse=True)
def no_network_and_no_delay(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    def refuse(*_: object) -> None:
        pytest.fail("somebody is being called")

    monkeypatch.setattr(socket.socket, "connect", refuse)
    monkeypatch.setattr(socket, "getaddrinfo", refuse)
    begun = time.monotonic()
    yield
    assert time.monotonic() - begun < 2


def refused(target: Path) -> str:
    with pytest.raises(CatalogueError) as caught:
        open_any(target)
    assert "\n" not in str(caught.value)
    return str(caught.value)


OUT = [
    "../outside.csv",
    "data/../../outside.csv",
    "data/../data/schools.csv",
    "/etc/passwd",
    "//server/share.csv",
    "C:\\data\\schools.csv",
    "C:/data/schools.csv",
    "data\\schools.csv",
    "..\\outside.csv",
    "~/schools.csv",
    "%2e%2e/outside.csv",
    "data%2fschools.csv",
    "data/schools.csv\x00.csv",
    "data//schools.csv",
    "http://192.0.2.1/schools.csv",
    "HTTPS://192.0.2.1/schools.csv",
    "ftp://192.0.2.1/schools.csv",
    "file:///etc/passwd",
    "s3://bucket/schools.csv",
    "data:text/csv,a%2Cb",
    "x" * 5000,
    "",
]


@pytest.mark.parametrize("path", OUT)
def test_a_path_out_of_the_package(tmp_path: Path, path: str) -> None:
    (tmp_path / "outside.csv").write_text("a\n1\n", encoding="utf-8")
    assert "path" in refused(package(tmp_path / "small", lambda d: table(d).update(path=path)))


@pytest.mark.parametrize("path", OUT[:-1])
@pytest.mark.parametrize("key", ["schema", "dialect"])
def test_a_schema_or_a_dialect_out_of_the_package(tmp_path: Path, key: str, path: str) -> None:
    assert key in refused(package(tmp_path / "small", lambda d: table(d).update({key: path})))


def test_what_is_no_table_may_not_lead_out_either(tmp_path: Path) -> None:
    other = {"name": "notes", "path": "../notes.pdf"}
    assert "'../notes.pdf'" in refused(package(tmp_path / "small", lambda d: d["resources"].append(other)))


@pytest.mark.parametrize("link", ["data/schools.csv", "data", "datapackage.json", "checks.yaml"])
def test_a_symbolic_link_anywhere_on_the_way(tmp_path: Path, link: str) -> None:
    folder = package(tmp_path / "small")
    (folder / "checks.yaml").write_text("{}", encoding="utf-8")
    (folder / link).rename(tmp_path / "elsewhere")
    (folder / link).symlink_to(tmp_path / "elsewhere")
    assert "a symbolic link" in refused(folder)


@pytest.mark.parametrize("pipe", ["data/schools.csv", "datapackage.json", "checks.yaml"])
def test_a_pipe_is_not_waited_for(tmp_path: Path, pipe: str) -> None:
    folder = package(tmp_path / "small")
    (folder / pipe).unlink(missing_ok=True)
    os.mkfifo(folder / pipe)
    assert "a pipe or a device" in refused(folder)


def test_a_pipe_by_itself_is_not_waited_for(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "schools.csv")
    assert "a pipe or a device" in refused(tmp_path / "schools.csv")


MISSPELT: list[tuple[Change, str, str]] = [
    (lambda d: d.update(resuorces=[]), "resuorces", "'resources'"),
    (lambda d: table(d).update(pth="a.csv"), "pth", "'path'"),
    (lambda d: table(d).update(dialect={"delimeter": ";"}), "delimeter", "'delimiter'"),
    (lambda d: schema(d).update(primarykey="urn"), "primarykey", "'primaryKey'"),
    (lambda d: schema(d).update(missingvalues=[""]), "missingvalues", "'missingValues'"),
    (lambda d: schema(d).update(foreignKeys=[{"fields": "urn", "refrence": {}}]), "refrence", "'reference'"),
    (lambda d: field(d).update(constraint={}), "constraint", "'constraints'"),
    (lambda d: field(d)["constraints"].update(mininum=1), "mininum", "'minimum'"),
    (lambda d: field(d).update(missingValues=[{"value": "c", "lable": "x"}]), "lable", "'label'"),
    (lambda d: d.update(licenses=[{"nam": "OGL"}]), "nam", "'name'"),
    (lambda d: d.update(sources=[{"titel": "x"}]), "titel", "'title'"),
]


@pytest.mark.parametrize(("change", "key", "near"), MISSPELT)
def test_an_unknown_key_is_refused_and_the_near_one_named(tmp_path: Path, change: Change, key: str, near: str) -> None:
    message = refused(package(tmp_path / "small", change))
    assert f"unknown key {key!r}" in message
    assert f"expected {near}, perhaps" in message


@pytest.mark.parametrize("key", ["gov:steward", "_note", "x-order"])
def test_a_key_of_somebodys_own_says_so(tmp_path: Path, key: str) -> None:
    for change in (lambda d: d.update({key: 1}), lambda d: table(d).update({key: 1}), lambda d: field(d).update({key: 1})):
        assert open_any(package(tmp_path / "small", change)).name == "small"


@pytest.mark.parametrize(
    "pattern",
    ["(a+)+$", "(a|a)*", "(a*)*b", "([a-zA-Z]+)*", r"(\w+\s?)*$", "(x+x+)+y", "(.*a){20}", ".*.*.*.*x", "(?:a?){25}a{25}", "(a|b|ab)*"],
)
def test_an_endless_pattern(tmp_path: Path, pattern: str) -> None:
    assert "pattern" in refused(package(tmp_path / "small", lambda d: field(d, 1)["constraints"].update(pattern=pattern)))


@pytest.mark.parametrize("pattern", ["(?=a)b", r"(a)\1", "[", "a{1000}{1000}", "(", r"\p{Greek}", "a" * 2000])
def test_a_pattern_that_one_of_the_engines_does_not_take(tmp_path: Path, pattern: str) -> None:
    assert "pattern" in refused(package(tmp_path / "small", lambda d: field(d, 1)["constraints"].update(pattern=pattern)))
