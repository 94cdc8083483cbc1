"""A package against what was committed: any revision, any folder, or one line that says why not."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

import pytest

from pipeline.data.differences import against_revision
from pipeline.errors import PackageError
from tests.data.differences.two_packages import committed, git, rewrite
from tests.small_package import write_package


@pytest.fixture
def package(tmp_path: Path) -> Path:
    (tmp_path / "packages").mkdir()
    folder = write_package(tmp_path / "packages")
    committed(tmp_path)
    return folder


def test_what_is_committed_does_not_differ(package: Path) -> None:
    difference = against_revision(package)
    assert difference.empty
    assert difference.before.startswith("HEAD (")


def test_the_working_tree_against_head_and_an_older_revision(package: Path, tmp_path: Path) -> None:
    rewrite(package / "data/2018-19.csv.gz", ("6.20", "7.2"))
    assert [table.name for table in against_revision(package).tables] == ["2018-19"]
    git(tmp_path, "tag", "first")
    committed(tmp_path)
    assert against_revision(package).empty
    for revision in ("first", "HEAD~1"):
        [table] = against_revision(package, revision).tables
        assert (table.name, table.cells_changed) == ("2018-19", 1)


def test_a_package_is_new_at_a_revision(package: Path, tmp_path: Path) -> None:
    shutil.copytree(package, tmp_path / "packages/newer")
    difference = against_revision(tmp_path / "packages/newer")
    assert [(table.note, len(table.added)) for table in difference.tables] == [("a new table", 2)] * 2


def test_a_package_that_was_taken_away(package: Path) -> None:
    shutil.rmtree(package)
    assert [table.note for table in against_revision(package).tables] == ["a table no more"] * 2


@pytest.mark.parametrize("revision", ["nonsense", "HEAD~9", "--all", "", "HEAD:packages"])
def test_an_unknown_revision_is_told_in_one_line(package: Path, revision: str) -> None:
    with pytest.raises(PackageError) as told:
        against_revision(package, revision)
    assert str(told.value) == f"git: found no revision {revision!r}; expected a commit, branch or tag of this repository"


def test_outside_a_repository(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GIT_CEILING_DIRECTORIES", str(tmp_path.parent))
    folder = write_package(tmp_path)
    with pytest.raises(PackageError, match="expected a folder of a git repository"):
        against_revision(folder)


def test_without_git(package: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", os.devnull)
    with pytest.raises(PackageError, match="found no git"):
        against_revision(package)


def test_a_hook_of_git_does_not_lead_astray(package: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GIT_DIR", ".git")
    monkeypatch.setenv("GIT_INDEX_FILE", "elsewhere")
    assert against_revision(package).empty


def test_a_symbolic_link_that_was_committed_is_not_followed(package: Path, tmp_path: Path) -> None:
    (tmp_path / "secret.csv").write_text("level\nsecret\n", encoding="utf-8")
    (package / "data/2017-18.csv").unlink()
    (package / "data/2017-18.csv").symlink_to("../../../secret.csv")
    committed(tmp_path)
    (package / "data/2017-18.csv").unlink()
    assert against_revision(package).tables == ()
