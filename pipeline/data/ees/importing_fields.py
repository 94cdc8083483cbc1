"""The table of an imported pair, and the fields and the key of its schema."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from string import Template
from typing import Any

import numpy as np
import pandas as pd

from pipeline.catalogue import read_yaml
from pipeline.data.ees.importing_cells import Figures, figures, is_text, named_once, texts
from pipeline.data.ees.pairs import Pair
from pipeline.data.ees.vocabulary import UNITS
from pipeline.errors import TidyError
from pipeline.model import REASONS

WORDS = Path(__file__).with_name("importing.yaml")
PUBLISHED = "__published"
# A list that a person takes in; of more items the data itself is the list.
FEW_ITEMS = 60
LISTED = ("geographic_level", "time_identifier")

Field = dict[str, Any]


@dataclass(frozen=True, slots=True, eq=False)
class Tidied:
    """A pair made tidy: its table of text, its fields in the table's order, and the reason for each symbol that was published."""

    table: pd.DataFrame
    fields: list[Field]
    symbols: Mapping[str, str]


@cache
def words() -> Mapping[str, Any]:
    """What stands in ``importing.yaml``."""
    read: Mapping[str, Any] = read_yaml(WORDS)
    return read


def tidied(pair: Pair) -> Tidied:
    """A pair made tidy, column by column in the order of the data. Raises TidyError for a cell or a header that cannot be."""
    told = _told(pair)
    columns: dict[str, pd.Series] = {}
    fields: list[Field] = []
    symbols: dict[str, str] = {}
    for place, name in enumerate(named_once(pair)):
        column, meta = pair.data.iloc[:, place], told.get(name, {})
        if meta.get("col_type") == "Indicator" and not is_text(column, meta.get("indicator_unit", "")):
            found = figures(column, f"{pair.data_path.name}, {name}")
            symbols.update(found.symbols)
            made = list(_indicator(name, meta, found))
        else:
            cells = texts(column)
            made = [(_text(name, meta, cells), cells)]
        fields += [field for field, _ in made]
        columns.update((field["name"], cells) for field, cells in made)
    if len(columns) < len(fields):
        raise TidyError(f"{pair.data_path.name}, header", f"a column that ends in {PUBLISHED}", "none: the import makes them")
    return Tidied(pd.DataFrame(columns), fields, symbols)


def _told(pair: Pair) -> dict[str, dict[str, str]]:
    """What the metadata says of each column. Raises TidyError for a column of metadata that must be there and is not."""
    if missing := {"col_name", "col_type", "label"} - set(pair.meta.columns):
        raise TidyError(f"{pair.meta_path.name}, header", f"no {min(missing)}", "col_name, col_type and label")
    rows = [{str(key): str(value).strip() for key, value in row.items()} for row in pair.meta.to_dict("records")]
    return {row["col_name"]: row for row in rows if row["col_name"]}


def _indicator(name: str, meta: Mapping[str, str], found: Figures) -> Iterator[tuple[Field, pd.Series]]:
    title = meta["label"] or name
    reasons = [{"value": reason, "label": words()["reasons"][reason]} for reason in REASONS]
    own = {"ees:type": "Indicator", "ees:group": meta.get("indicator_grouping", ""), "ees:decimals": meta.get("indicator_dp", "")}
    codes = {symbol: reason for symbol, reason in found.symbols.items() if symbol != reason}
    field: Field = {"name": name, "type": "integer" if found.whole else "number", "title": title, "unit": meta.get("indicator_unit", "")}
    yield filled({**field, "missingValues": reasons, **own, "ees:published": codes}), found.cells
    if found.published is not None:
        said = {key: Template(text).substitute(title=title, name=name) for key, text in words()["published"].items()}
        yield {"name": f"{name}{PUBLISHED}", "type": "string", **said}, found.published


def _text(name: str, meta: Mapping[str, str], cells: pd.Series) -> Field:
    title = meta.get("label") or words()["columns"].get(name, name)
    hints = {"description": meta.get("filter_hint", ""), "ees:type": meta.get("col_type", "")}
    own = {"ees:grouping": meta.get("filter_grouping_column", ""), "ees:default": meta.get("filter_default", "")}
    items = [text for text in cells.unique() if text] if name in LISTED or meta.get("col_type") == "Filter" else []
    rules = {"enum": items} if 0 < len(items) <= FEW_ITEMS else {}
    return filled({"name": name, "type": "string", "title": title, **hints, **own, "constraints": rules})


def filled(descriptor: Mapping[str, Any]) -> dict[str, Any]:
    """A descriptor without what nothing is said of."""
    return {key: value for key, value in descriptor.items() if value not in ("", {}, [])}


def key(found: Tidied) -> dict[str, Any]:
    """The key of a table, as its schema says it: a primary key where no part is ever blank, a unique key where some are, or none.

    It is made of time, places and filters, without what is the same throughout.
    """
    table = found.table
    filters = [field["name"] for field in found.fields if field.get("ees:type") == "Filter"]
    groups = [field["ees:grouping"] for field in found.fields if field.get("ees:grouping") in table]
    names = [name for name in dict.fromkeys((*UNITS, *filters, *groups)) if name in table and table[name].nunique() > 1]
    if not names or _repeats(table[names]):
        return {}
    return {"uniqueKeys": [names]} if (table[names] == "").any(axis=None) else {"primaryKey": names}


def _repeats(rows: pd.DataFrame) -> bool:
    """Whole rows of text are slow to compare; numbers that stand for the texts are not."""
    numbers = np.column_stack([pd.factorize(rows[name])[0] for name in rows])
    return bool(pd.DataFrame(numbers).duplicated().any())
