"""csv-spectrum: each case parses as its author says, or is refused with a reason."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from pipeline.checks.opening import open_any
from pipeline.checks.parsing import batches, formulas
from pipeline.checks.structure import structure

CASES = Path(__file__).parent / "csv_spectrum"
REFUSED = {"location_coordinates": "stray-quote"}


def parsed(path: Path) -> list[dict[str, str]]:
    (table,) = open_any(path).tables
    found = structure(table)
    assert found.totals == {}
    return [row for batch in batches(table, found) for row in batch.to_pylist()]


@pytest.mark.parametrize("name", sorted({path.stem for path in CASES.glob("*.csv")} - REFUSED.keys()))
def test_a_case_parses_as_its_author_says(tmp_path: Path, name: str) -> None:
    content = (CASES / f"{name}.csv").read_bytes()
    # Our copies lack the line ends that these files are about.
    if name.endswith("_crlf"):
        content = content.replace(b"\r\n", b"\n").replace(b"\n", b"\r\n")
    (tmp_path / "case.csv").write_bytes(content)
    wanted = json.loads((CASES / f"{name}.json").read_text(encoding="utf-8"))
    assert parsed(tmp_path / "case.csv") == wanted


@pytest.mark.parametrize(("name", "code"), REFUSED.items())
def test_a_case_is_refused_with_a_reason(name: str, code: str) -> None:
    (table,) = open_any(CASES / f"{name}.csv").tables
    found = structure(table)
    assert [(fault.code, fault.row, fault.field) for fault in found.faults] == [(code, 2, "Location Coordinates")]
    assert not found.readable


def test_every_payload_is_a_formula_and_no_name_is_one(tmp_path: Path) -> None:
    payloads = (CASES / "formulas.txt").read_text(encoding="utf-8").splitlines()
    names = [
        "-",
        "",
        "+44 20 7946 0000",
        "-1.5",
        "@home",
        "Abbey (Infant)",
        "- (closed)",
        "=",
        "+",
        "St Mary's|Abbey",
        "-5 to 10 (boys)",
        "- closed (2019)",
    ]
    more = ['=HYPERLINK("http://example.org","x")', "-2+3+cmd|' /C calc'!A0", "@SUM(1)", "\t=SUM(A1:A2)", "+IMPORTXML(A1)", "=1+IF(A1,2)"]
    # The first one is run by the exchange of data between programs, which begins with no sign: that is no formula.
    dangerous = [payload for payload in payloads if not payload.startswith("DDE")] + more
    (tmp_path / "a.csv").write_text(
        '"a"\n' + "".join('"' + text.replace('"', '""') + '"\n' for text in names + dangerous), encoding="utf-8"
    )
    (table,) = open_any(tmp_path / "a.csv").tables
    (batch,) = batches(table, structure(table))
    assert formulas(batch.column(0)).tolist() == list(range(len(names), len(names) + len(dangerous)))
