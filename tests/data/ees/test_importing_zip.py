"""A zip that strangers made is unpacked whole, or refused before anything is written."""

from __future__ import annotations

import stat
import zipfile
from pathlib import Path

import pytest

from pipeline.data.ees import importing_zip
from pipeline.data.ees.importing import import_ees
from pipeline.errors import SourceError
from tests.data.ees.test_importing import descriptor, pair

FREE = 20_000_000


def zipped(path: Path, *members: tuple[str, bytes]) -> Path:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members:
            archive.writestr(name, content)
    return path


def members(folder: Path, name: str) -> list[tuple[str, bytes]]:
    data = pair(folder, "Total,1,1", "Female,2,2", name=name)
    return [(path.name, path.read_bytes()) for path in (data, data.with_name(f"{name}.meta.csv"))]


def test_each_pair_becomes_a_package_with_its_title(tmp_path: Path) -> None:
    names = b"file_name,dataset_name\none,The first\ntwo,The second\n"
    litter = [("__MACOSX/._one.csv", b"\0"), ("data-guidance/guidance.txt", b"words")]
    both = [(f"data/{name}", content) for each in ("one", "two") for name, content in members(tmp_path, each)]
    folders = import_ees(zipped(tmp_path / "a.zip", *both, *litter, ("dataset_names.csv", names)), tmp_path / "to")
    assert [(folder.name, descriptor(folder)["title"]) for folder in folders] == [("one", "The first"), ("two", "The second")]


@pytest.mark.parametrize("name", ["../one.csv", "/one.csv", "a/../../one.csv", "a\\..\\one.csv", "C:one.csv"])
def test_a_member_that_leads_out_is_refused(name: str, tmp_path: Path) -> None:
    path = zipped(tmp_path / "a.zip", *members(tmp_path, "one"), ("x" * len(name), b"a\n"))
    # The library mends such names as it writes them; whoever means harm does not use it.
    path.write_bytes(path.read_bytes().replace(b"x" * len(name), name.encode()))
    with pytest.raises(SourceError, match="leads out of it"):
        import_ees(path, tmp_path / "to")
    assert not (tmp_path / "to").exists()


def test_a_link_is_refused(tmp_path: Path) -> None:
    link = zipfile.ZipInfo("one.csv")
    link.external_attr = (stat.S_IFLNK | 0o777) << 16
    with zipfile.ZipFile(tmp_path / "a.zip", "w") as archive:
        archive.writestr(link, "/etc/hostname")
    with pytest.raises(SourceError, match="a link"):
        import_ees(tmp_path / "a.zip", tmp_path / "to")


def test_a_bomb_is_refused(tmp_path: Path) -> None:
    with pytest.raises(SourceError, match="unpacked"):
        import_ees(zipped(tmp_path / "a.zip", ("one.csv", b"0" * FREE)), tmp_path / "to")


def test_a_bomb_that_says_it_is_small_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(importing_zip, "FREE_BYTES", 100)
    monkeypatch.setattr(importing_zip, "RATIO", 0)
    path = zipped(tmp_path / "a.zip", *members(tmp_path, "one"))
    monkeypatch.setattr(zipfile.ZipFile, "infolist", lambda archive: [_small(member) for member in archive.filelist])
    with pytest.raises(SourceError, match=r"unpacked|broken zip"):
        import_ees(path, tmp_path / "to")


def _small(member: zipfile.ZipInfo) -> zipfile.ZipInfo:
    member.file_size = 1
    return member


@pytest.mark.parametrize(
    ("content", "said"),
    [([], "no data set"), ([("a/one.csv", b"a\n"), ("b/one.csv", b"a\n")], "two files"), ([("one.csv", b"a\n1\n")], r"one\.meta\.csv")],
)
def test_a_zip_without_whole_pairs_is_refused(content: list[tuple[str, bytes]], said: str, tmp_path: Path) -> None:
    with pytest.raises(SourceError, match=said):
        import_ees(zipped(tmp_path / "a.zip", *content), tmp_path / "to")


def test_a_broken_zip_is_refused(tmp_path: Path) -> None:
    (tmp_path / "a.zip").write_bytes(b"PK\x03\x04 and no more")
    with pytest.raises(SourceError, match="broken zip"):
        import_ees(tmp_path / "a.zip", tmp_path / "to")


def test_two_names_that_come_to_one_are_refused(tmp_path: Path) -> None:
    both = [*members(tmp_path, "one two"), *members(tmp_path, "one-two")]
    with pytest.raises(SourceError, match="'one-two'"):
        import_ees(zipped(tmp_path / "a.zip", *both), tmp_path / "to")


def test_titles_without_their_columns_are_refused(tmp_path: Path) -> None:
    with pytest.raises(SourceError, match="file_name and dataset_name"):
        import_ees(zipped(tmp_path / "a.zip", *members(tmp_path, "one"), ("dataset_names.csv", b"a,b\n1,2\n")), tmp_path / "to")
