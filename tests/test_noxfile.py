"""From a bare Python to a command: what the bootstrap decides, and where a Chromium is found."""

from __future__ import annotations

import ast
import os
import subprocess
import sys
from pathlib import Path

import pytest

import environment
from tests import chromium, judges
from tests.house import ROOT
from tests.machine import Command

PINS = "numpy==1.0 --hash=sha256:0\n"


@pytest.fixture
def pinned(tmp_path: Path) -> tuple[Path, Path]:
    """An environment's folder that was set up whole, and its requirements."""
    folder, requirements = tmp_path / "venv", tmp_path / "requirements.txt"
    environment.python(folder).parent.mkdir(parents=True)
    environment.python(folder).touch()
    requirements.write_text(PINS, encoding="utf-8")
    (folder / "requirements.sha256").write_text(environment._digest(requirements), encoding="utf-8")
    return folder, requirements


def test_an_environment_set_up_whole_is_ready(pinned: tuple[Path, Path]) -> None:
    assert environment.is_ready(*pinned)


def test_new_pins_ask_for_a_new_environment(pinned: tuple[Path, Path]) -> None:
    pinned[1].write_text(PINS.replace("1.0", "1.1"), encoding="utf-8")
    assert not environment.is_ready(*pinned)


@pytest.mark.parametrize("gone", ["requirements.sha256", "bin/python"])
def test_a_broken_environment_is_not_ready(pinned: tuple[Path, Path], gone: str) -> None:
    (pinned[0] / gone).unlink()
    assert not environment.is_ready(*pinned)


def test_a_set_up_that_fails_leaves_no_stamp(pinned: tuple[Path, Path], monkeypatch: pytest.MonkeyPatch) -> None:
    def make_then_fail(command: list[str], **_: object) -> None:
        if "--clear" not in command:
            raise subprocess.CalledProcessError(1, command)
        (pinned[0] / "requirements.sha256").unlink()

    monkeypatch.setattr(subprocess, "run", make_then_fail)
    with pytest.raises(subprocess.CalledProcessError):
        environment.set_up(*pinned)
    assert not environment.is_ready(*pinned)


@pytest.mark.parametrize(
    ("version", "has_ensurepip", "words"),
    [
        ((3, 11), True, ""),
        ((3, 14), True, ""),
        ((3, 10), True, "Python 3.11 or later is needed"),
        ((3, 6), False, "Python 3.11 or later is needed"),
        ((3, 12), False, "python3-venv"),
    ],
)
def test_what_keeps_a_python_from_the_set_up(version: tuple[int, int], has_ensurepip: bool, words: str) -> None:
    fault = environment.fault(version, has_ensurepip)
    assert words in fault
    assert bool(fault) == bool(words)
    assert "\n" not in fault


@pytest.mark.parametrize("name", ["noxfile.py", "environment.py"])
def test_an_old_python_can_read_what_tells_it_so(name: str) -> None:
    text = (ROOT / name).read_text(encoding="utf-8")
    assert ast.parse(text, feature_version=(3, 6)).body
    assert "from __future__ import annotations" not in text


def test_every_requirement_is_pinned_with_hashes_and_names_no_index() -> None:
    lines = (ROOT / "requirements.txt").read_text(encoding="utf-8").splitlines()
    named = [line for line in lines if line and not line.startswith((" ", "#"))]
    assert named
    assert [line for line in named if "==" not in line or not line.endswith("\\")] == []
    assert [line for line in lines if "://" in line or line.startswith("-")] == []


def script(path: Path, exit_code: int = 0) -> str:
    path.write_text(f"#!{sys.executable}\nraise SystemExit({exit_code})\n", encoding="utf-8")
    path.chmod(0o755)
    return str(path)


@pytest.fixture
def bare(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A machine on whose PATH there is only one empty folder, without a browser of Playwright's."""
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.setenv("PLAYWRIGHT_BROWSERS_PATH", str(tmp_path / "playwright"))
    monkeypatch.delenv("CHROMIUM", raising=False)
    return tmp_path


def test_the_named_chromium_comes_first(bare: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    script(bare / "chromium")
    monkeypatch.setenv("CHROMIUM", script(bare / "mine"))
    assert chromium.find() == str(bare / "mine")


def test_the_path_is_searched_in_order(bare: Path) -> None:
    script(bare / "google-chrome")
    assert chromium.find() == str(bare / "google-chrome")
    script(bare / "chromium")
    assert chromium.find() == str(bare / "chromium")


def test_a_stub_that_does_not_run_is_passed_over(bare: Path) -> None:
    script(bare / "chromium", exit_code=1)
    assert chromium.find() is None


def test_root_takes_debians_package(bare: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(os, "geteuid", lambda: 0)
    script(bare / "apt-get")
    update, install = next(iter(chromium._ways()))
    assert update[-1] == "update"
    assert "chromium" in install
    assert "sudo" not in install


def test_others_ask_sudo_and_then_playwright(bare: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(os, "geteuid", lambda: 1000)
    script(bare / "apt-get")
    assert [way[-1][-2:] for way in chromium._ways()] == [("install", "chromium")]
    script(bare / "sudo")
    assert [way[0][0] for way in chromium._ways()] == ["sudo", sys.executable]


@pytest.mark.usefixtures("bare")
def test_where_none_can_be_had_it_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    tried: list[Command] = []

    def fail(way: tuple[Command, ...]) -> bool:
        tried.extend(way)
        return False

    monkeypatch.setattr(chromium, "went_well", fail)
    with pytest.raises(chromium.ChromiumMissingError, match="Install Debian's or Ubuntu's package `chromium`"):
        chromium.provide()
    assert [command[-2:] for command in tried] == [("install", "chromium")]


def test_what_was_installed_is_found(bare: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(chromium, "went_well", lambda _: bool(script(bare / "chromium")))
    assert chromium.provide() == str(bare / "chromium")


@pytest.mark.usefixtures("bare")
def test_the_judges_say_what_they_stand_on_where_it_cannot_be_had() -> None:
    with pytest.raises(judges.JudgeMissingError, match="apt-get install nodejs npm default-jre-headless"):
        judges.modules()


def test_the_judges_install_only_what_is_missing(bare: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(os, "geteuid", lambda: 0)
    for program in ("apt-get", "node", "npm"):
        script(bare / program)
    tried: list[Command] = []
    monkeypatch.setattr(judges, "went_well", tried.extend)
    with pytest.raises(judges.JudgeMissingError):
        judges.modules()
    assert tried[-1][-1] == "default-jre-headless"
    assert "nodejs" not in tried[-1]
