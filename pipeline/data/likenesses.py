"""What like is compared with like by: the open schools, their lines, their parents and the 30 most similar of each."""

from __future__ import annotations

from collections.abc import Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas as pd

from pipeline import packages
from pipeline.data.methods import scorecard
from pipeline.data.methods.lines import lines
from pipeline.data.methods.similar import changed, neighbours
from pipeline.data.methods.similar_features import FRESH, features
from pipeline.model import ENGLAND, Dataset

YEARS = 2  # censuses whose lists are laid side by side
_URN = {"type": "string", "constraints": {"required": True, "pattern": "[0-9]{6}"}}
LINES: dict[str, Any] = {
    "title": "Unbroken lines across changes of URN",
    "fields": [
        {**_URN, "name": "urn", "title": "URN", "description": "An open school."},
        {
            **_URN,
            "name": "predecessor",
            "title": "Predecessor",
            "description": "The closed school whose years before belong to the same unbroken line.",
        },
        {"name": "changed", "type": "date", "title": "Day of the change", "description": "The day on which the newer of the two opened."},
        {"name": "first_period", "type": "string", "title": "First year", "description": "The academic year of that day."},
    ],
    "primaryKey": ["urn", "predecessor"],
    "missingValues": [""],
}


@dataclass(frozen=True, slots=True)
class Likeness:
    """The open schools as the scorecard wants them, the table of lines, and the tables of ``similar_schools`` by name."""

    schools: scorecard.Schools
    lines: pd.DataFrame
    tables: Mapping[str, pd.DataFrame]

    @classmethod
    def of(cls, datasets: Mapping[str, Dataset], membership: pd.DataFrame) -> Likeness:
        """Out of the committed registers and the census. Raises PackageError."""
        register = packages.read(datasets["schools"])
        opened = register["schools"].sort_values("urn", ignore_index=True)
        table = lines(register["links"], opened, register["closed"])
        line = dict(zip(table["predecessor"], table["urn"], strict=True))
        tables = similar_schools(_census(datasets["characteristics"]), opened, line)
        urn = pd.Index(opened["urn"])
        near = scorecard.neighbours(urn, tables["neighbours"])
        phase, parents = opened["phase"].to_numpy(dtype=object), _parents(opened, membership)
        return cls(scorecard.Schools(urn, phase, near, line, parents, _accounts(opened)), table, tables)


def similar_schools(census: pd.DataFrame, opened: pd.DataFrame, line: dict[str, str]) -> dict[str, pd.DataFrame]:
    """``neighbours`` by the newest census; ``stability``: of each school with similar schools in two censuses how many of them changed."""
    years = sorted(census["period"].astype("str").unique())
    with ThreadPoolExecutor() as threads:  # nearly all of it is numpy's, which lets the others run
        newest, *before = threads.map(lambda period: neighbours(features(census, opened, line, period)), reversed(years[-YEARS:]))
    steps = zip(before, [newest, *before], years[-2::-1], years[::-1], strict=False)
    frames = [changed(older, newer).assign(before=first, after=second) for older, newer, first, second in steps]
    empty = pd.DataFrame(columns=["urn", "new", "before", "after"])
    return {"neighbours": newest, "stability": pd.concat(frames or [empty], ignore_index=True)[["before", "after", "urn", "new"]]}


def _census(dataset: Dataset) -> pd.DataFrame:
    """The rows of as many censuses as the features of the last YEARS of them look back on."""
    names = sorted(resource["name"] for resource in packages.tables(dataset) if resource["name"] != "published")
    first = int(names[-YEARS:][0][:4]) - FRESH
    return pd.concat(packages.read(dataset, {name for name in names if int(name[:4]) > first}).values(), ignore_index=True)


def _accounts(opened: pd.DataFrame) -> Any:
    """Maintained schools keep them over another year and in another form than academies; a body of its own as it likes."""
    forms = {"local-authority": "maintained", "own-body": "own"}
    return opened["trust_status"].map(lambda status: forms.get(status, "academy")).to_numpy(dtype=object)


def _parents(opened: pd.DataFrame, membership: pd.DataFrame) -> pd.DataFrame:
    """Level and code of every area and trust that a school is in today, with the school's number."""
    number = pd.Series(np.arange(len(opened)), index=opened["urn"])
    links = membership[membership["urn"].isin(number.index)]
    trusts = pd.DataFrame({"level": "trust", "code": links["uid"], "school": number[links["urn"]].to_numpy()})
    areas = [
        pd.DataFrame({"level": level, "code": codes, "school": number.to_numpy()})
        for level, codes in (("local-authority", opened["la"]), ("region", opened["region"]), ("england", ENGLAND))
    ]
    return pd.concat([trusts, *areas], ignore_index=True)
