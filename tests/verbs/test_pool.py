"""The verb as a person gives it. What it works out is held in tests/data/pooling."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

from pipeline.__main__ import main

ROWS = "study,kind,yi,vi,se\n" + "".join(
    f"{name},{kind},{effect},0.04,0.2\n" for name, kind, effect in zip("aabcd", "xxxyx", range(5), strict=True)
)


@pytest.fixture
def effects(tmp_path: Path) -> Path:
    path = tmp_path / "effects.csv"
    path.write_text(ROWS, encoding="utf-8")
    return path


def test_json_for_a_program(effects: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["pool", str(effects), "--effect", "yi", "--variance", "vi", "--study", "study", "--json"]) == 0
    said = json.loads(capsys.readouterr().out)
    assert (said["k"], said["clustered"]["clusters"], said["dropped"]) == (5, 4, 0)
    assert said["estimate"] == pytest.approx(2)


def test_words_for_a_person(effects: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert (
        main(
            [
                "pool",
                str(effects),
                "--effect",
                "yi",
                "--standard-error",
                "se",
                "--filter",
                "kind=x",
                "--filter",
                "study=a",
                "--filter",
                "study=b",
            ]
        )
        == 0
    )
    out = capsys.readouterr().out
    assert out.startswith("effects.csv: 3 effects\n")
    assert "  1, 95% interval" in out


@pytest.mark.parametrize(
    "options",
    [
        ("--variance", "none"),
        ("--variance", "vi", "--filter", "kind=z"),
        ("--variance", "vi", "--filter", "kind=y"),
        ("--variance", "vi", "--study", "study", "--filter", "study=a"),
        ("--variance", "kind"),
    ],
)
def test_a_refusal_is_one_line_and_exit_code_1(effects: Path, options: tuple[str, ...], capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["pool", str(effects), "--effect", "yi", *options]) == 1
    told = capsys.readouterr()
    assert told.out == ""
    assert told.err.startswith("PoolingError: effects.csv")
    assert told.err.count("\n") == 1


def test_a_missing_file_is_refused_in_one_line(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["pool", str(tmp_path / "none.csv"), "--effect", "yi", "--variance", "vi"]) == 1
    assert capsys.readouterr().err.count("\n") == 1


def test_no_other_verb_waits_for_what_pools() -> None:
    words = "import sys, pipeline.__main__; sys.exit('scipy' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", words], check=False).returncode == 0
