"""The cells of a pair made tidy: figures as printed or one reason, texts without blanks at their edges."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass

import pandas as pd

from pipeline.data.cells import NUMBER, coded
from pipeline.data.ees.findings import FIRST_ROW
from pipeline.data.ees.importing_symbols import SYMBOLS
from pipeline.data.ees.pairs import Pair
from pipeline.data.words import refuse
from pipeline.errors import TidyError
from pipeline.model import REASONS

TEXT_UNIT = "numberstring"
DECORATED = re.compile(r"^£|%$|,(?=\d{3}\b)")
WHOLE = r"-?[0-9]+"
# With fewer figures than other texts a column is none of figures, whatever the metadata says.
MOST_TEXTS = 0.5


@dataclass(frozen=True, slots=True, eq=False)
class Figures:
    """An indicator made tidy: its cells, whether all figures are whole, and what was published in place of them.

    ``published`` has the publisher's symbol on each row without a figure, and is None where the reasons are those symbols.
    ``symbols`` maps each symbol that was published to the reason that stands for it.
    """

    cells: pd.Series
    whole: bool
    published: pd.Series | None
    symbols: Mapping[str, str]


def named_once(pair: Pair) -> list[str]:
    """The names of the columns. Raises TidyError for one that is blank or stands twice."""
    names = [str(name).strip() for name in pair.data.columns]
    for name in names:
        if not name or names.count(name) > 1:
            raise TidyError(f"{pair.data_path.name}, header", repr(name), "a name for each column, and each once")
    return names


def each_once(column: pd.Series, change: Callable[[str], str]) -> pd.Series:
    """A column with each distinct text changed; few texts stand for many cells."""
    return column.map({text: change(text) for text in column.unique()}).astype("str")


def texts(column: pd.Series) -> pd.Series:
    """A column of texts without blanks at their edges."""
    return each_once(column, str.strip)


def is_text(column: pd.Series, unit: str) -> bool:
    """Whether what the metadata calls an indicator holds texts: its unit says so, or most cells are neither figure nor symbol."""
    bare = texts(column)
    strange = [text for text in bare.unique() if text not in SYMBOLS and not re.fullmatch(NUMBER, DECORATED.sub("", text))]
    return unit == TEXT_UNIT or (len(strange) > 1 and bool(bare.isin(strange).mean() > MOST_TEXTS))


def figures(column: pd.Series, where: str) -> Figures:
    """An indicator's cells. Raises TidyError at the first that is neither a number nor a symbol; ``where`` names file and column."""
    bare = texts(column)
    distinct = bare.drop_duplicates()
    distinct.index += FIRST_ROW
    symbol = distinct.isin(list(SYMBOLS))
    strange = ~symbol & ~distinct.str.replace(DECORATED, "", regex=True).str.fullmatch(NUMBER)
    refuse(distinct, strange, where, "a number or one of " + " ".join(sorted(filter(None, SYMBOLS))))
    house = coded(distinct, SYMBOLS, where)
    used = {text: SYMBOLS[text] for text in distinct[symbol]}
    published = None if _same(used) else bare.where(bare.isin(list(used)), "")
    whole = bool(house[~symbol].str.fullmatch(WHOLE).all())
    return Figures(bare.map(dict(zip(distinct, house, strict=True))).astype("str"), whole, published, used)


def _same(used: Mapping[str, str]) -> bool:
    """Whether the reasons tell all that was published: the same letters, or a blank that nothing else stands for."""
    return all(text in REASONS for text in used if text) and not {"", "x"} <= set(used)
