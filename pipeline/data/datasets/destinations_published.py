"""The publisher's own figures for authorities and England, to hold ours against.

Grain: one row an area, phase group and year in which the pupils left. Traps: ``all`` after key stage 4 is mainstream and special schools;
after 16 to 18 study it is schools and colleges together, of which colleges are most. The national file's years are those in which the
pupils were followed, one later than here; it brings today's split of education and apprenticeships back to years before 2015/16,
where the files by school have another: those two are left out of it there.
"""

from __future__ import annotations

import pandas as pd

from pipeline.data.authorities import ons_code
from pipeline.data.cells import coded
from pipeline.data.datasets import destinations_sheets as sheets
from pipeline.data.sources import Raw
from pipeline.model import ENGLAND

NATIONAL = sheets.FOLDER + "dfe-2021-22-ks4-destinations-national.csv.gz"
GROUPS = {
    "State-funded mainstream schools": "secondary",
    "State-funded (inc. non-maintained) special schools": "special",
    "State-funded mainstream & special schools": "all",
}
COUNTS, SHARES = "Number of pupils", "Percentage"
FIGURES = {
    "after_16_sustained": "overall",
    "after_16_education": "education",
    "after_16_apprentices": "appren",
    "after_16_not_sustained": "all_notsust",
    "after_16_not_captured": "all_unknown",
}
SHARE_OF = dict(zip(list(sheets.KS4_COUNTS)[1:-1], sheets.KS4_SHARES, strict=True))
SPLIT_SINCE = "2015-16"
SPLIT = [name for name in sheets.KS4 if "education" in name or "apprentice" in name]
KEY = ["level", "code", "phase", "period"]
COLUMNS = [*KEY, *sheets.KS4, *sheets.KS5, *sheets.LEVEL3]


def published(raw: Raw) -> pd.DataFrame:
    """One row an area, phase group and period; ``x`` where no file has the figure. Raises TidyError, SourceError."""
    kinds = (sheets.AFTER_16, sheets.AFTER_18, sheets.UNIVERSITY)
    frames = [pd.concat([_areas(raw, period, sheet) for period, sheet in kind.items() if sheet.tables]) for kind in kinds]
    after_16, after_18, university = (frame.set_index(KEY) for frame in frames)
    england = after_16.index.get_level_values("level") == "england"
    after_16 = pd.concat([after_16[~england], national(raw).set_index(KEY).combine_first(after_16[england])])
    table = after_16.join(after_18.combine_first(university), how="outer").reindex(columns=COLUMNS[len(KEY) :])
    return table.fillna("x").sort_index().reset_index()[COLUMNS]


def _areas(raw: Raw, period: str, sheet: sheets.Sheet) -> pd.DataFrame:
    """The rows of authorities and England in one file of schools; an empty cell is a figure that it does not have."""
    rows = sheets.area_rows(raw, sheet)
    england = rows["RECTYPE"] == "NAT"
    code = ons_code(rows["LEA"].mask(england, ""), sheet.tables).mask(england, ENGLAND)
    key = {"level": rows["RECTYPE"].map(sheets.AREAS), "code": code, "phase": "all", "period": period}
    return pd.concat([pd.DataFrame(key, index=rows.index), sheets.figures(rows, sheet)], axis=1)


def national(raw: Raw) -> pd.DataFrame:
    """England after key stage 4, by kind of school, with one decimal; missing where the file is not followed."""
    table = raw.csv(NATIONAL)
    total = (table["breakdown_topic"] == "Total") & (table["institution_type"] == "Total")
    table = table[total & table["institution_group"].isin(list(GROUPS))]
    key = ["institution_group", "time_period"]
    numbers, shares = (table[table["data_type"] == kind].set_index(key) for kind in (COUNTS, SHARES))
    rows = pd.DataFrame({"ks4_pupils": coded(numbers["cohort"].fillna(""), {}, f"{NATIONAL}, cohort")})
    for ours, theirs in FIGURES.items():
        rows[ours] = coded(numbers[theirs], {"": "x"}, f"{NATIONAL}, {theirs}")
        if ours in SHARE_OF:
            rows[SHARE_OF[ours]] = coded(shares[theirs], {"": "x"}, f"{NATIONAL}, {theirs}").reindex(rows.index)
    rows = rows.reset_index()
    left = rows["time_period"].str[:4].astype("int") - 1
    rows = rows.assign(level="england", code=ENGLAND, phase=rows["institution_group"].map(GROUPS))
    rows["period"] = left.astype("str") + "-" + rows["time_period"].str[2:4]
    rows.loc[rows["period"] < SPLIT_SINCE, SPLIT] = None
    return rows[[*KEY, *sheets.KS4]]
