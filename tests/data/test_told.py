"""Words left to be written."""

from __future__ import annotations

from pathlib import Path

import pytest

from pipeline.data.told import hold_told
from pipeline.errors import PackageError


def test_what_is_written_passes(tmp_path: Path) -> None:
    (tmp_path / "README.md").write_text("One row a place.", encoding="utf-8")
    hold_told(tmp_path, {"title": "A"})


@pytest.mark.parametrize(
    ("told", "readme", "found"),
    [
        ({"title": " "}, "Words.", ", title: found ''"),
        ({"title": "A\nTODO: say what"}, "Words.", ", title: found 'TODO: say what'"),
        ({"title": "A"}, "First\n  TODO second", ", README.md: found 'TODO second'"),
        ({"title": "A"}, None, ", README.md: found ''"),
    ],
)
def test_what_is_left_is_refused_with_the_line_where_it_is(tmp_path: Path, told: dict[str, str], readme: str | None, found: str) -> None:
    if readme:
        (tmp_path / "README.md").write_text(readme, encoding="utf-8")
    with pytest.raises(PackageError, match=found):
        hold_told(tmp_path, told)
