"""Reports of which the forms are tested: made by hand, and by Frictionless of tables with planted faults."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from pipeline.checks.faults import Fault, Report, Table, Task

SCHEMA: dict[str, Any] = {
    "fields": [
        {"name": "urn", "type": "string", "constraints": {"required": True, "pattern": "[0-9]{6}"}},
        {"name": "places", "type": "integer", "constraints": {"minimum": 0, "maximum": 5000}, "missingValues": ["", "c"]},
        {"name": "share_pct", "type": "number", "missingValues": [{"value": "z", "label": "not applicable"}, {"value": "x"}]},
        {"name": "opened", "type": "date"},
        {"name": "phase", "type": "string", "constraints": {"enum": ["primary", "secondary"], "minLength": 6}},
    ],
    "missingValues": [{"value": "", "label": "nothing recorded"}],
    "primaryKey": ["urn"],
}
LABELS = ("urn", "places", "share_pct", "opened", "phase")
RIGHT = "100001,120,x,2001-09-01,primary\n100002,c,12.5,,secondary\n"
PLANTED = {
    "right": RIGHT,
    "types": RIGHT + "100003,many,5,2001-09-01,primary\n100004,1.5,c,2001-9-31,\n",
    "constraints": RIGHT + "10003,-1,5,2001-09-01,infants\n,6000,z,,nurse\n",
    "missing cells": RIGHT + "100003,1\n100004\n100005,1,2,,\n",
    "extra cells": RIGHT + "100003,1,2,,primary,one,two\n",
    "blank rows": RIGHT + "\n,,z,,\n100003,1,2,,primary\n,,,,\n",
    "all at once": RIGHT + "x,many,y\n\n100003,-1,2,never,crêche,more\n" + RIGHT.replace("1000", "1001"),
    "quoted": RIGHT + '"10""3","a\nb","1,5",,"pri|mary"\n',
}


def table_of(folder: Path, rows: str, header: str = ",".join(LABELS), **how: Any) -> Table:
    """A table of SCHEMA with those rows."""
    path = folder / "table.csv"
    path.write_text(f"{header}\n{rows}", encoding="utf-8", newline="")
    return Table("places", path, "data/places.csv", SCHEMA, **how)


def report_of(*faults: Fault, errors: int = 0, warnings: int = 0, **how: Any) -> Report:
    """One table's report with those faults, and as many more as are asked for."""
    errors += sum(not fault.advisory for fault in faults)
    warnings += sum(fault.advisory for fault in faults)
    return Report((Task("places", "data/places.csv", faults, errors, warnings, LABELS, 9, 100, "ab", 0.5, **how),))


NAN = Fault("not-a-number", "", "number", 5, "share_pct", 3, "NaN", ("1", "2", "NaN"))
TYPE = Fault("type-error", "long words", "integer, or one of c", 4, "places", 2, "x", ("1", "x"), 'type is "integer/default"')
JUMPS = tuple(Fault("jump", "", "near 100", row, "places", 2, str(row * 10), advisory=True, size=float(row)) for row in (2, 4, 3))
