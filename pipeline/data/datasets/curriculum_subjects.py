"""2020/21: how many A level subjects a sixth form has, how many entries in the arts, and who takes a language or humanities at 16.

Grain: one row a state-funded school or college that stands on one of two lists: its entries for qualifications after 16, one row a
subject; or its pupils at the end of key stage 4. Traps: the list of entries prints counts from 1 up and has no code for a
suppressed one; it holds qualifications of all kinds, so an institution without A levels is on it with none, which is a true nought;
one that is not on a list is ``z`` there.
"""

from __future__ import annotations

import pandas as pd

from pipeline.data.authorities import ons_code
from pipeline.data.cells import coded
from pipeline.data.datasets import attainment_published
from pipeline.data.datasets.attainment_sheets import FOLDER, NO_COHORT, Sheet, figures, independent, sheet_rows
from pipeline.data.sources import Raw
from pipeline.data.words import hold

PERIOD = "2020-21"
ENTRIES = FOLDER + "dfe-2020-21-england_ks5-subject-entries.csv.gz"
PILLARS = Sheet(
    FOLDER + "dfe-2020-21-england_ks4-ebacc-entries.csv.gz", "URN",
    {"ks4_pupils": "TPUP", "language_entry_pct": "PTEBACLAN_E_PTQ_EE", "humanities_entry_pct": "PTEBACHUM_E_PTQ_EE"},
    NO_COHORT, "NFTYPE", "LEA", ragged=True,
)  # fmt: skip

A_LEVEL = "A level"
QUALIFICATIONS = (A_LEVEL, "Applied general", "Other academic", "Tech level", "Technical certificate")
# Making and performing. What is mostly written about the arts (film, media, history of art) is not in, nor is design and technology.
ARTS = ("Art and Design", "Dance", "Drama and Theatre Studies", "Music")


def subjects_and_pillars(raw: Raw) -> pd.DataFrame:
    """Both lists side by side by URN. Raises SourceError, TidyError."""
    after_16, at_16 = subjects(raw), pillars(raw)
    urns = after_16.index.union(at_16.index)
    authority = at_16["la"].reindex(urns).fillna(after_16["la"])
    lists = [table.drop(columns="la").reindex(urns, fill_value="z") for table in (after_16, at_16)]
    return pd.concat([authority, *lists], axis=1)


def subjects(raw: Raw) -> pd.DataFrame:
    """By URN: A level entries, subjects with at least one, and entries in the arts."""
    rows = raw.csv(ENTRIES)
    hold(rows["QUALIFICATION"], QUALIFICATIONS, f"{ENTRIES}, QUALIFICATION")
    rows = rows[~independent(rows["NFTYPE"])]
    entries = coded(rows["NUMBER_OF_ENTRIES"], {}, f"{ENTRIES}, NUMBER_OF_ENTRIES").astype("int64")
    levels = rows["QUALIFICATION"] == A_LEVEL
    counts = pd.DataFrame(
        {
            "a_level_entries": entries * levels,
            "a_level_subjects": levels.astype("int64"),
            "a_level_arts_entries": entries * (levels & rows["DESCRIPTION"].str.startswith(ARTS)),
        }
    )
    table = counts.groupby(rows["URN"]).sum()
    table["a_level_arts_pct"] = share(table["a_level_arts_entries"], table["a_level_entries"])
    table["la"] = ons_code(rows.groupby("URN")["LA"].first(), PERIOD)
    return table.astype("str")


def share(part: pd.Series, whole: pd.Series) -> pd.Series:
    """Percentage to one decimal; ``z`` of nothing."""
    return part.div(whole).mul(100).map("{:.1f}".format).where(whole > 0, "z")


def pillars(raw: Raw) -> pd.DataFrame:
    """By URN: pupils at the end of key stage 4, and the shares entered for a language and for history or geography."""
    rows = sheet_rows(raw, PILLARS)
    return figures(rows, PILLARS).assign(la=ons_code(rows["LEA"], PERIOD))


def published(raw: Raw) -> pd.DataFrame:
    """The publisher's own figures at the end of key stage 4, one row an authority and England."""
    return attainment_published.records(raw, PERIOD, PILLARS)
