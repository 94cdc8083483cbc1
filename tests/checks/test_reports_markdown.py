"""The Markdown for a pull request: whatever a cell holds, the table stays a table, and nothing is marked up, linked or called."""

from __future__ import annotations

from html.parser import HTMLParser

import pytest
from markdown_it import MarkdownIt

from pipeline.checks.faults import Fault, Report, Task
from pipeline.checks.reports import as_markdown
from pipeline.checks.reports.as_markdown import cell, code
from pipeline.checks.words import words
from tests.checks.reports_at_hand import JUMPS, NAN, TYPE, report_of

HOSTILE = (
    "a|b",
    "a\\|b",
    "a\\\\|b",
    "|",
    "\\",
    "ends in \\",
    "`",
    "``a` b```",
    "` | `",
    "<script>alert(1)</script>",
    "</td></tr></table><h1>x</h1>",
    "<!-- x",
    "![x](https://example.org/x.png)",
    "[valid](https://example.org)",
    "https://example.org www.example.org a@example.org",
    "@octocat fixes #1 GH-2",
    "line\nbreak\r\n\n# heading",
    "\n```\nfence",
    "**bold** _it_ ~~no~~ $x$",
    "&lt;b&gt; &#124;",
    "\u2028\u2029\x0b\x0c\x85 ",
    "x" * 500,
    "`" * 70,
)


class Rendered(HTMLParser):
    """The rendered text by tag: what stands in each cell of each row, and which tags there are."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.rows: list[list[str]] = []
        self.tags: set[str] = set()
        self.code = self.plain = ""
        self._open: list[str] = []
        self.feed(MarkdownIt("commonmark").enable("table").render(text))

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.update([tag, *(name for name, _ in attrs)])
        self._open.append(tag)
        if tag == "tr":
            self.rows.append([])
        elif tag in ("td", "th"):
            self.rows[-1].append("")

    def handle_endtag(self, tag: str) -> None:
        assert self._open.pop() == tag

    def handle_data(self, data: str) -> None:
        if {"td", "th"} & set(self._open):
            self.rows[-1][-1] += data
        if "code" in self._open:
            self.code += data
        else:
            self.plain += data


def hostile(text: str) -> Report:
    faults = (Fault("type-error", text, text, 4, text, 2, text), Fault("jump", text, text, 5, text, 2, text, advisory=True))
    return Report((Task(text, text, faults, 1, 1, package=text),))


@pytest.mark.parametrize("text", HOSTILE)
def test_no_cell_breaks_the_table_or_speaks_for_itself(text: str) -> None:
    rendered = Rendered(as_markdown(hostile(text)))
    assert [len(row) for row in rendered.rows] == [5, 5, 5, 5, 5]
    assert rendered.tags <= {"h2", "h3", "p", "table", "thead", "tbody", "tr", "th", "td", "code", "ul", "li", "strong"}
    assert rendered.plain == Rendered(as_markdown(hostile("plain"))).plain


@pytest.mark.parametrize("text", [text for text in HOSTILE if len(text) < 50 and text.isprintable()])
def test_a_cell_is_shown_as_it_stands(text: str) -> None:
    doubled = text.replace("\\", "\\\\")
    row = Rendered(as_markdown(hostile(text))).rows[3]
    assert row == ["4", doubled, f'"{doubled}"', f"Type Error: {doubled}", doubled]


def test_code_outside_a_table_keeps_its_pipe() -> None:
    assert (code("a|b"), cell("a|b"), code(""), code("`a")) == ("`a|b`", r"`a\|b`", "", "`` `a ``")


def test_a_report_is_headed_by_its_verdict_and_counts() -> None:
    report = Report((Task("right", "r.csv", rows=1234, package="p"), *report_of(TYPE, NAN, NAN, JUMPS[0], errors=4000).tasks))
    text = as_markdown(report)
    rows = Rendered(text).rows
    assert text.startswith("## 4,003 errors and 1 advisory; 1 of 2 tables not valid\n")
    assert rows[1:3] == [["places", "not valid", "9", "4,003", "1"], ["p/right", "valid", "1,234", "0", "0"]]
    assert rows[4] == ["4", "places", '"x"', "Type Error", "integer, or one of c"]
    assert "### `places`: 4,003 errors and 1 advisory" in text
    assert "… and 4,000 more not shown." in text
    assert [text.count(words()[each].mend) for each in ("type-error", "not-a-number", "jump")] == [1, 1, 1]
    assert "right`:" not in text


def test_what_is_valid_is_said_in_a_line_and_a_table() -> None:
    text = as_markdown(Report((Task("a", "a.csv"),)))
    assert text.splitlines() == [
        "## Valid: 1 table", "", "| Table | Verdict | Rows | Errors | Advisories |", "| --- | --- | --- | --- | --- |",
        "| `a` | valid | 0 | 0 | 0 |",
    ]  # fmt: skip


@pytest.mark.parametrize("mark", ["|", "`", "x", "😀"])
def test_it_fits_into_a_comment(mark: str) -> None:
    long = mark * 999
    faults = [Fault(each, long, long, 4, long, 2, long) for each in words()]
    report = Report(tuple(Task(long, long, (fault, fault), 9) for fault in faults * 5))
    text = as_markdown(report)
    assert 10_000 < len(text) <= 65_536
    assert f"{len(report.tasks) * 9:,} errors" in text
    assert "tables more." in text
