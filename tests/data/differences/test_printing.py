"""The words of a difference: true totals, the largest first, how many more, and no cell that breaks a line."""

from __future__ import annotations

from pathlib import Path

import pytest

from pipeline.data.differences import Difference, between, markdown, plain
from tests.data.differences.two_packages import pair, rewrite

HEADER = "level,code,phase,period,la,pupils,away_pct\n"


def made(tmp_path: Path, before: list[str], after: list[str]) -> Difference:
    """The difference of a table with a school for each of the shares of those who are away."""
    old, new = pair(tmp_path)
    for folder, shares in ((old, before), (new, after)):
        rows = [f"school,{100001 + number},primary,2017-18,E09000001,200,{share}\n" for number, share in enumerate(shares)]
        (folder / "data/2017-18.csv").write_text(HEADER + "".join(rows), encoding="utf-8")
    return between(old, new, "HEAD (0123456)", "the working tree")


@pytest.fixture
def many(tmp_path: Path) -> Difference:
    shares = [f"{number}.0" for number in range(30)]
    return made(tmp_path, [*shares, "5", "c"], [*(f"{number * 2}.0" for number in range(30)), "x", "c", "1", "2"])


WHOLE = """\
away: the working tree against HEAD (0123456)

Tables that differ: 1
  table    rows before  rows after  added  removed  changed  cells changed
  2017-18           32          34      2        0       30             30
  1 table is the same

Changed cells by column
  column    kind              cells  median size  largest
  away_pct  number to number     29           15      +29
  away_pct  number to reason      1

away_pct, number to number: 29
  2017-18, school 100030 primary 2017-18: 29.0 -> 58.0 (+29)
  2017-18, school 100029 primary 2017-18: 28.0 -> 56.0 (+28)
  and 27 more; --all shows every one

away_pct, number to reason: 1
  2017-18, school 100031 primary 2017-18: 5 -> x

Rows added, 2017-18: 2
  school 100033 primary 2017-18
  school 100034 primary 2017-18
"""


def test_the_whole_of_it(many: Difference) -> None:
    assert plain(many, 2) == WHOLE


def test_all_means_all(many: Difference) -> None:
    lines = plain(many, None).splitlines()
    assert "more" not in "\n".join(lines)
    assert sum(" -> " in line for line in lines) == 30
    assert sum(" -> " in line for line in plain(many).splitlines()) == 11


def test_equal_sizes_keep_the_tables_order(tmp_path: Path) -> None:
    lines = plain(made(tmp_path, ["1"] * 20, ["2"] * 10 + ["0"] * 10), 3).splitlines()
    assert [line.split(",")[1].split()[1] for line in lines if " -> " in line] == ["100001", "100002", "100003"]


def test_markdown_says_the_same(many: Difference) -> None:
    text = markdown(many, 2)
    assert "## away: the working tree against HEAD (0123456)\n" in text
    assert "| column | kind | cells | median size | largest |\n| --- | --- | ---: | ---: | ---: |\n" in text
    assert "| away\\_pct | number to number | 29 | 15 | +29 |" in text
    assert "- 2017-18, school 100030 primary 2017-18: 29.0 -\\> 58.0 (+29)\n" in text
    assert "- and 27 more; --all shows every one" in text


def test_nothing_differs(tmp_path: Path) -> None:
    difference = between(*pair(tmp_path))
    assert plain(difference) == "away: after against before\n\nNothing differs\n"
    assert markdown(difference) == "## away: after against before\n\n### Nothing differs\n"


def test_no_cell_breaks_a_line_or_a_table(tmp_path: Path) -> None:
    old, new = pair(tmp_path)
    nasty = '"a|b\n# c\x1b[31m\u202e<b>"'
    rewrite(new / "data/2017-18.csv", ("100001,primary,2017-18,E09000001", f"100001,primary,2017-18,{nasty}"))
    difference = between(old, new)
    [line] = [line for line in plain(difference).splitlines() if " -> " in line]
    assert line.endswith('"E09000001" -> "a|b\\n# c\\x1b[31m\\u202e<b>"')
    [line] = [line for line in markdown(difference).splitlines() if "-\\>" in line]
    assert line.endswith('"a\\|b\\\\n\\# c\\\\x1b\\[31m\\\\u202e\\<b\\>"')


def test_a_long_text_is_cut_and_says_so(tmp_path: Path) -> None:
    old, new = pair(tmp_path)
    rewrite(new / "data/2017-18.csv", ("100001,primary,2017-18,E09000001", f"100001,primary,2017-18,{'long' * 500}"))
    difference = between(old, new)
    assert "(and 1,840 characters more)" in plain(difference)
    assert "long" * 500 in plain(difference, None)


def test_columns_and_entries_are_told(tmp_path: Path) -> None:
    old, new = pair(tmp_path)
    rewrite(new / "data/2017-18.csv", (",la,", ",authority,"))
    rewrite(new / "datapackage.yaml", ("version: '1'", "version: '2'"))
    text = plain(between(old, new))
    assert "  2017-18: column authority added, 2 cells filled\n  2017-18: column la removed, 2 cells filled\n" in text
    assert "Contract: 1 entry\n  datapackage.yaml, version: 1 -> 2\n" in text


def test_several_tables_are_summed(tmp_path: Path) -> None:
    old, new = pair(tmp_path)
    rewrite(new / "data/2017-18.csv", ("5.0", "5.5"), ("school,100002,primary,2017-18,E09000001,100,c\n", ""))
    rewrite(new / "data/2018-19.csv.gz", ("210,6.20", "x,6.2"))
    lines = plain(between(old, new)).splitlines()
    assert [line.split() for line in lines if "in all" in line] == [["in", "all", "0", "1", "2", "3"]]


def test_a_note_stands_below_the_tables(tmp_path: Path) -> None:
    old, new = pair(tmp_path)
    rewrite(new / "data/2017-18.csv", (HEADER, HEADER.replace("la", '"la"')))
    assert "\n  2017-18: the same cells in other bytes" in plain(between(old, new))
