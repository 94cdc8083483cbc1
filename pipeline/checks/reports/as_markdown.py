"""A report for a pull request, in GitHub's Markdown. What is not of our own words stands as code, where nothing is marked up or linked."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping

from pipeline.checks.faults import Fault, Report, Task
from pipeline.checks.reports.choosing import first_of_each
from pipeline.checks.reports.sentences import counted, counts, detail, title, verdict
from pipeline.checks.reports.values import quoted, seen, shortened
from pipeline.checks.words import Words, words, words_of

# How many faults are shown, and twice as many tables: fewer where the text would be longer than GitHub takes in a comment.
LIMITS = (50, 20, 5)
COMMENT = 65_536
TEXT = 150


def as_markdown(report: Report, said: Mapping[str, Words] | None = None) -> str:
    """The report as Markdown: the verdict, a table of the tables (those with errors first), the first faults of each, how to mend them.

    It shows as much as a comment has room for; all is counted. ``said`` are the words of the codes.
    """
    for limit in LIMITS:
        text = _text(report, words() if said is None else said, limit)
        if len(text) <= COMMENT:
            break
    return text


def _text(report: Report, said: Mapping[str, Words], limit: int) -> str:
    chosen = list(zip(report.tasks, first_of_each(report, limit), strict=True))
    sections = [_section(task, faults, said) for task, faults in chosen if faults]
    shown = dict.fromkeys(fault.code for _, faults in chosen for fault in faults)
    lines = [f"## {_capital(verdict(report))}", "", *_tables(report, 2 * limit), *(line for section in sections for line in section)]
    return "\n".join([*lines, *_advice(shown, said)]) + "\n"


def _capital(text: str) -> str:
    return text[0].upper() + text[1:]


def _tables(report: Report, limit: int) -> Iterator[str]:
    yield from _head("Table", "Verdict", "Rows", "Errors", "Advisories")
    for task in sorted(report.tasks, key=lambda task: -task.errors)[:limit]:
        outcome = "**not valid**" if task.errors else "valid"
        yield _row(cell(title(task)), outcome, f"{task.rows:,}", f"{task.errors:,}", f"{task.warnings:,}")
    if hidden := max(0, len(report.tasks) - limit):
        yield from ("", f"… and {counted(hidden, 'table')} more.")


def _section(task: Task, faults: tuple[Fault, ...], said: Mapping[str, Words]) -> Iterator[str]:
    yield from ("", f"### {code(title(task))}: {counts(task.errors, task.warnings)}", "", f"File: {code(task.path)}", "")
    yield from _head("Row", "Field", "Value", "What is wrong", "Expected")
    for fault in faults:
        yield _fault(fault, said)
    if hidden := task.errors + task.warnings - len(faults):
        yield from ("", f"… and {hidden:,} more not shown.")


def _fault(fault: Fault, said: Mapping[str, Words]) -> str:
    entry = words_of(fault.code, said)
    row = str(fault.row) if fault.row else "header" if fault.field_number else ""
    about = cell(detail(fault, said))
    wrong = f"{'Advisory: ' if fault.advisory else ''}{entry.title}{': ' if about else ''}{about}"
    value = _literal(quoted(fault.cell)).replace("|", r"\|") if fault.cell is not None else ""
    return _row(row, cell(fault.field) or str(fault.field_number or ""), value, wrong, cell(fault.expected))


def _advice(codes: Iterable[str], said: Mapping[str, Words]) -> Iterator[str]:
    entries = [words_of(each, said) for each in codes]
    if entries:
        yield from ("", "### How to mend it", "")
        yield from (f"- **{entry.title}**: {entry.description} {entry.mend}" for entry in entries)


def _head(*names: str) -> tuple[str, str]:
    return _row(*names), _row(*("---" for _ in names))


def _row(*cells: str) -> str:
    return f"| {' | '.join(cells)} |"


def cell(text: str) -> str:
    """``text`` as code in a cell of a table.

    GitHub takes a pipe for the end of a cell even within code unless an odd number of backslashes stands before it; those of the text
    are doubled already.
    """
    return code(text).replace("|", r"\|")


def code(text: str) -> str:
    """``text`` as code in one line, nothing unseen in it; nothing if it is empty."""
    return _literal(seen(shortened(text, TEXT)))


def _literal(text: str) -> str:
    """Between more backticks than there are side by side in the text."""
    fence = "`" * (1 + max((len(run) for run in re.findall("`+", text)), default=0))
    edge = " " if text[:1] in ("`", " ") or text[-1:] in ("`", " ") else ""
    return f"{fence}{edge}{text}{edge}{fence}" if text else ""
