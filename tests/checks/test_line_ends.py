"""How the lines of a file end."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.checks.at_hand import number, table, told

FIELDS = [{"name": "a", "type": "string"}, number("b")]
WRONG = [("mixed-line-ends", 3, "b")]


@pytest.mark.parametrize(
    ("content", "found"),
    [
        (b"a,b\nx,1\ny,2\n", []),
        (b"a,b\nx,1\ny,2", []),
        (b"a,b\r\nx,1\r\ny,2\r\n", []),
        (b"a,b\r\nx,1\r\ny,2", []),
        (b"a,b\nx,1\ny,2\r", WRONG),
        (b"a,b\r\nx,1\r\ny,2\r", WRONG),
        (b"a,b\nx,1\ny,2\rz,3\n", WRONG),
    ],
)
def test_a_return_without_a_line_feed_is_told_wherever_it_stands(tmp_path: Path, content: bytes, found: list[tuple[str, int, str]]) -> None:
    made = table(tmp_path, FIELDS, [])
    made.path.write_bytes(content)
    assert [fault for fault in told(made) if fault[0] == "mixed-line-ends"] == found
