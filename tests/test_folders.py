"""Built beside, then swapped: a crash leaves what stood before."""

from __future__ import annotations

from pathlib import Path

import pytest

from pipeline.folders import beside, swap


def test_the_new_folder_takes_the_place_of_the_old(tmp_path: Path) -> None:
    site = tmp_path / "site"
    site.mkdir()
    (site / "old").touch()
    with beside(site) as building:
        (building / "new").touch()
        swap(building, site)
    assert [path.name for path in site.iterdir()] == ["new"]
    assert [path.name for path in tmp_path.iterdir()] == ["site"]


def test_a_crash_leaves_the_old_one_and_no_litter(tmp_path: Path) -> None:
    site = tmp_path / "site"
    site.mkdir()
    (site / "old").touch()
    with pytest.raises(FileNotFoundError), beside(site) as building:
        (building / "half").rename(building / "none" / "half")
    assert [path.name for path in site.iterdir()] == ["old"]
    assert [path.name for path in tmp_path.iterdir()] == ["site"]
