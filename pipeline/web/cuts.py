"""The file from which a review's page lets a reader pool a cut of the studies: ``effects.json`` beside the page.

Grain: one row an effect that is in a pool. ``pools`` say with a digit an effect whether it is in them; ``fields`` are the columns by which
a reader may choose, each with its levels and, an effect, the number of the level; a column with one level chooses nothing and is left out.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any

from pipeline.evidence import Review
from pipeline.web.charts.embed import ENCODE
from pipeline.web.results import Effect
from pipeline.web.reviews import Found

FILE = "effects.json"
PLAIN = ("phase", "subject", "outcome_type", "rob_overall")  # of every review; its moderators come after them
DIGITS = 9  # of an effect and its variance: more than is ever shown


def write(found: Found, names: Callable[[str], str], folder: Path) -> None:
    """Write the file of one review into the folder of its page; ``names`` makes a study's name of its citation."""
    (folder / FILE).write_text(ENCODE(_content(found, names)), encoding="utf-8")


def fields(review: Review, effects: Sequence[Effect]) -> Mapping[str, list[str]]:
    """The columns by which ``effects`` may be chosen, each with its levels by name, "" last; those with one level are left out."""
    columns = dict.fromkeys((*PLAIN, *(moderator.column for moderator in review.moderators)))
    levels = {column: sorted({_value(effect, column) for effect in effects}, key=lambda level: (level == "", level)) for column in columns}
    return {column: found for column, found in levels.items() if len(found) > 1}


def pooled(found: Found) -> list[Effect]:
    """The effects that are in one pool at least, each once."""
    held = {effect.effect_id for pool in found.pools for effect in pool.effects}
    return [effect for effect in found.effects if effect.effect_id in held]


def _content(found: Found, names: Callable[[str], str]) -> dict[str, Any]:
    effects = pooled(found)
    ids = [{effect.effect_id for effect in pool.effects} for pool in found.pools]
    citations = {effect.study: names(effect.citation) for effect in effects}
    return {
        "pools": ["".join("1" if effect.effect_id in own else "0" for effect in effects) for own in ids],
        "fields": {
            name: [levels.index(_value(effect, name)) for effect in effects] for name, levels in fields(found.review, effects).items()
        },
        "studies": list(citations.values()),
        "study": _numbers([effect.study for effect in effects], list(citations)),
        "cluster": _numbers([effect.cluster for effect in effects], list(dict.fromkeys(effect.cluster for effect in effects))),
        "effect": [_short(effect.effect) for effect in effects],
        "variance": [_short(effect.variance) for effect in effects],
    }


def _numbers(values: Sequence[str], names: Sequence[str]) -> list[int]:
    numbers = {name: number for number, name in enumerate(names)}
    return [numbers[value] for value in values]


def _value(effect: Effect, column: str) -> str:
    return effect.traits[column] if column in effect.traits else str(getattr(effect, column))


def _short(number: float) -> float:
    return float(f"{number:.{DIGITS}g}")
