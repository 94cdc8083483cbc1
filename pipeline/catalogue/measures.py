"""The measures of a package: what of it is shown and how, every word checked."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import MISSING, fields, replace
from pathlib import Path
from typing import Any, get_args, get_type_hints

from pipeline.catalogue.files import hold_keys, read_yaml
from pipeline.errors import CatalogueError
from pipeline.model import ALL_PHASES, PHASES, Break, Gap, Interval, Measure, Printed, Rollup

MEASURES = "measures.yaml"
QUESTIONS = (2, 3)
INTERVALS: dict[str, set[str]] = {"published": {"low", "high"}, "wilson": {"pupils"}, "none": set()}  # and what each is made of
CHOICES = {
    **{name: set(get_args(get_type_hints(Measure)[name])) for name in ("domain", "direction", "unit", "compare")},
    "chart": {"trend"},
    "alike": {"accounts"},
}


def load_measures(folder: Path, package: str, descriptor: Mapping[str, Any]) -> tuple[Measure, ...]:
    """The measures of the package in ``folder``, in their order on a page. Raises CatalogueError."""
    where = folder / MEASURES
    measures = tuple(_measure(where, package, entry) for entry in read_yaml(where) or [])
    _columns_exist(where, measures, descriptor)
    return measures


def _measure(where: Path, package: str, entry: dict[str, Any]) -> Measure:
    known = {field.name for field in fields(Measure)} - {"package"}
    needed = {field.name for field in fields(Measure) if field.default is MISSING} - {"package"}
    where_entry = f"{where}, {entry.get('id')}"
    hold_keys(where_entry, entry, known, needed)
    _choices(where_entry, entry)
    words = {
        **entry,
        "package": package,
        "phases": tuple(entry["phases"]),
        "questions": _questions(where_entry, entry["questions"]),
        "interval": _interval(where_entry, entry),
        "rollup": _rollup(where_entry, entry["rollup"]),
        "breaks": tuple(Break(**_break(where_entry, item)) for item in entry.get("breaks", ())),
        "printed": tuple(_printed(where_entry, item) for item in entry.get("printed", ())),
        "gaps": tuple(_gap(where_entry, item) for item in entry.get("gaps", ())),
    }
    return _with_interval(Measure(**words))


def _questions(where: str, questions: Any) -> tuple[str, ...]:
    if not isinstance(questions, list) or len(questions) not in QUESTIONS:
        raise CatalogueError(f"{where}, questions", repr(questions), "a list of two or three questions")
    return tuple(questions)


def _interval(where: str, entry: Mapping[str, Any]) -> Interval:
    """An interval needs what it is made of; where there is none a reader is told why."""
    interval = entry["interval"]
    hold_keys(f"{where}, interval", interval, {"method", "why"}, {"method"})
    if interval["method"] not in INTERVALS:
        raise CatalogueError(f"{where}, interval", repr(interval["method"]), f"one of {sorted(INTERVALS)}")
    keys = {"method", "why"} if interval["method"] == "none" else {"method"}
    hold_keys(f"{where}, interval", interval, keys, keys)
    missing = INTERVALS[interval["method"]] - set(entry)
    if missing:
        raise CatalogueError(f"{where}, interval", interval["method"], f"the key {min(missing)!r} too")
    return Interval(**interval)


def _with_interval(measure: Measure) -> Measure:
    """A worked-out interval stands in two columns of the built table, named after the measure's own."""
    if measure.interval.method != "wilson":
        return measure
    return replace(measure, low=f"{measure.column}_low", high=f"{measure.column}_high")


def _choices(where: str, entry: Mapping[str, Any]) -> None:
    for key, known in CHOICES.items():
        if key in entry and entry[key] not in known:
            raise CatalogueError(f"{where}, {key}", repr(entry[key]), f"one of {', '.join(sorted(known))}")
    _phases(where, entry["phases"], PHASES)


def _phases(where: str, phases: Iterable[str], known: tuple[str, ...]) -> None:
    strange = [phase for phase in phases if phase not in known]
    if strange:
        raise CatalogueError(f"{where}, phases", repr(strange[0]), f"one of {', '.join(known)}")


def _break(where: str, entry: dict[str, str]) -> dict[str, str]:
    hold_keys(where, entry, {"period", "reason"}, {"period", "reason"})
    return entry


def _gap(where: str, entry: dict[str, Any]) -> Gap:
    hold_keys(where, entry, {"period", "phases", "reason", "codes"}, {"period", "phases", "reason"})
    _phases(where, entry["phases"], (*PHASES, ALL_PHASES))
    return Gap(entry["period"], tuple(entry["phases"]), entry["reason"], tuple(entry.get("codes", ())))


def _printed(where: str, entry: dict[str, Any]) -> Printed:
    needed = {"periods", "column", "reason"}
    ends = {"low", "high"}
    hold_keys(where, entry, needed | ends, needed | (ends if ends & set(entry) else set()))
    return Printed(**{**entry, "periods": tuple(entry["periods"])})


def _rollup(where: str, entry: dict[str, Any]) -> Rollup:
    hold_keys(where, entry, {field.name for field in fields(Rollup)}, {"method"})
    needs = {"ratio": {"numerator", "denominator"}, "mean": {"weight"}, "sum": set(), "none": set()}
    if entry["method"] not in needs:
        raise CatalogueError(f"{where}, rollup", repr(entry["method"]), f"one of {sorted(needs)}")
    hold_keys(f"{where}, rollup", entry, {field.name for field in fields(Rollup)}, needs[entry["method"]])
    otherwise = _rollup(where, entry["otherwise"]) if "otherwise" in entry else None
    return Rollup(**{**entry, "otherwise": otherwise})


def _columns_exist(where: Path, measures: tuple[Measure, ...], descriptor: Mapping[str, Any]) -> None:
    """A measure may only name columns that its package declares."""
    schemas = [resource["schema"] for resource in descriptor["resources"] if "schema" in resource]
    declared = {field["name"] for schema in schemas for field in schema["fields"]}
    for measure in measures:
        roll = measure.rollup
        own = (column for item in measure.printed for column in (item.column, item.low, item.high))
        named = (
            *own,
            measure.column,
            *((measure.low, measure.high) if measure.interval.method != "wilson" else ()),
            measure.pupils,
            measure.status,
            roll.numerator,
            roll.denominator,
            roll.weight,
        )
        strange = [column for column in named if column and column not in declared]
        if strange:
            raise CatalogueError(f"{where}, {measure.id}", f"column {strange[0]!r}", "a column of its package")
