"""A difference for people: as plain text for a terminal, as Markdown for a pull request."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from pipeline.data.differences.changes import Difference
from pipeline.data.differences.sections import Section, sections

MOST = 10
UNPRINTABLE = re.compile(r"[^\S ]|[\x00-\x1f\x7f-\x9f\u200e\u200f\u202a-\u202e\u2066-\u2069]")
MARKED = re.compile(r"([\\`*_{}\[\]<>#|~&])")


def plain(difference: Difference, most: int | None = MOST) -> str:
    """The difference as text. At most ``most`` lines of a kind, the largest first, with how many more there are; None for all."""
    lines = [_line(_title(difference))]
    for section in sections(difference, most):
        lines += ["", _line(section.title), *(f"  {line}" for line in _aligned(section)), *(f"  {_line(line)}" for line in section.lines)]
    return "\n".join(lines) + "\n"


def markdown(difference: Difference, most: int | None = MOST) -> str:
    """The same as ``plain`` says, in Markdown."""
    blocks = [f"## {_marked(_title(difference))}"]
    for section in sections(difference, most):
        blocks.append(f"### {_marked(section.title)}")
        if section.rows:
            rule = ["---" if number < section.worded else "---:" for number in range(len(section.header))]
            blocks.append("\n".join(f"| {' | '.join(row)} |" for row in (section.header, rule, *_all_marked(section.rows))))
        if section.lines:
            blocks.append("\n".join(f"- {_marked(line)}" for line in section.lines))
    return "\n\n".join(blocks) + "\n"


def _title(difference: Difference) -> str:
    return f"{difference.package}: {difference.after} against {difference.before}"


def _aligned(section: Section) -> Iterator[str]:
    """The section's table with its columns one below the other: words to the left, numbers to the right."""
    rows = [[_line(cell) for cell in row] for row in (section.header, *section.rows)] if section.rows else []
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    for row in rows:
        sides = ("<" if number < section.worded else ">" for number in range(len(row)))
        yield "  ".join(f"{cell:{side}{width}}" for cell, side, width in zip(row, sides, widths, strict=True)).rstrip()


def _all_marked(rows: Iterable[Sequence[str]]) -> Iterator[list[str]]:
    return ([_marked(cell) for cell in row] for row in rows)


def _marked(text: str) -> str:
    return MARKED.sub(r"\\\1", _line(text))


def _line(text: str) -> str:
    """One line that no cell can break, colour or turn about."""
    return UNPRINTABLE.sub(lambda found: ascii(found.group())[1:-1], text)
