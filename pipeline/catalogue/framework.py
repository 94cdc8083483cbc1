"""The framework: which few measures of all packages a school of each phase is held to account by, and what is not known. Read strictly."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Any, get_args, get_type_hints

from pipeline.accounts import Framework, Revision, Unpublished
from pipeline.catalogue.files import hold_keys, hold_unique, read_yaml
from pipeline.errors import CatalogueError
from pipeline.model import PHASES, Dataset, Measure

FRAMEWORK = "framework.yaml"
MOST = 12  # measures a phase: more are a list that nobody reads
DOMAINS = ("outcomes", "curriculum", "staff", "inclusion", "engagement")
KEYS = {"version", "since", "phases", "also", "engagement", "not_published", "log"}
GAP_KEYS = {"title", "why", "holder", "domain", "phases"}
ENTRY_KEYS = {"date", "version", "what", "why"}


def load_framework(folder: Path, datasets: Mapping[str, Dataset]) -> Framework:
    """The framework in ``folder``, held to the measures of ``datasets``. Raises CatalogueError."""
    where = folder / FRAMEWORK
    content = read_yaml(where)
    hold_keys(where, content, KEYS, KEYS - {"also"})
    log = tuple(_revision(f"{where}, log", entry) for entry in content["log"])
    framework = Framework(
        version=_text(where, content, "version"),
        since=_day(where, content["since"]),
        phases=_phases(f"{where}, phases", content["phases"]),
        engagement=_text(where, content, "engagement"),
        unpublished=tuple(_unpublished(f"{where}, not_published", entry) for entry in content["not_published"]),
        log=log,
        also=_also(f"{where}, also", content.get("also", {})),
    )
    _hold_log(where, framework)
    hold_unique(where, "title", (gap.title for gap in framework.unpublished))
    measures = {measure.id: measure for dataset in datasets.values() for measure in dataset.measures}
    for phase, ids in framework.phases.items():
        _hold_phase(f"{where}, phases, {phase}", phase, ids, measures)
        _hold_told(f"{where}, phases, {phase}", phase, framework, {measures[name].domain for name in ids})
    for phase, ids in framework.also.items():
        _hold_also(f"{where}, also, {phase}", phase, ids, framework, measures)
    return framework


def _phases(where: str, phases: Any) -> dict[str, tuple[str, ...]]:
    hold_keys(where, phases, set(PHASES), set(PHASES))
    return {phase: tuple(_listed(f"{where}, {phase}", phases[phase])) for phase in PHASES}


def _also(where: str, phases: Any) -> dict[str, tuple[str, ...]]:
    hold_keys(where, phases, set(PHASES), set())
    return {phase: tuple(_listed(f"{where}, {phase}", names)) for phase, names in phases.items()}


def _listed(where: str, names: Any) -> list[str]:
    if not isinstance(names, list) or not 0 < len(names) <= MOST:
        found = f"{len(names)} measures" if isinstance(names, list) else repr(names)
        raise CatalogueError(where, found, f"a list of 1 to {MOST}")
    hold_unique(where, "measure", names)
    return names


def _hold_phase(where: str, phase: str, ids: tuple[str, ...], measures: Mapping[str, Measure]) -> None:
    """Every id is a measure that may stand there; no domain that has such a measure is passed over."""
    _hold_measures(where, phase, ids, measures)
    reachable = {measure.domain for measure in measures.values() if phase in measure.phases}
    for domain in DOMAINS:
        if domain in reachable - {measures[name].domain for name in ids}:
            raise CatalogueError(where, f"no measure of {domain}", "one at least, since there are some")


def _hold_also(where: str, phase: str, ids: tuple[str, ...], framework: Framework, measures: Mapping[str, Measure]) -> None:
    """Every id is a measure of an age, which other schools of the phase do not teach."""
    _hold_measures(where, phase, ids, measures)
    for name in ids:
        if name in framework.phases[phase]:
            raise CatalogueError(where, f"{name!r}, which all schools of the phase are shown by", "another measure")
        if not measures[name].age:
            raise CatalogueError(where, f"{name!r}, a measure of no age", "one that says of which age the pupils are")


def _hold_measures(where: str, phase: str, ids: tuple[str, ...], measures: Mapping[str, Measure]) -> None:
    """Every id is a measure of a domain that the framework has, for that phase."""
    for name in ids:
        if name not in measures:
            raise CatalogueError(where, f"{name!r}", "the id of a measure of a package")
        if phase not in measures[name].phases:
            raise CatalogueError(where, f"{name!r}, a measure for {', '.join(measures[name].phases)}", f"one for {phase}")
        if measures[name].domain not in DOMAINS:
            raise CatalogueError(where, f"{name!r} of the domain {measures[name].domain}", f"one of {', '.join(DOMAINS)}")


def _hold_told(where: str, phase: str, framework: Framework, measured: set[str]) -> None:
    """A reader who finds no measure of a domain is told what is not published of it."""
    told = {gap.domain for gap in framework.unpublished if phase in gap.phases}
    for domain in DOMAINS:
        if domain not in measured | told:
            raise CatalogueError(where, f"no measure of {domain}", "one, or an entry of that domain and phase in not_published")


def _unpublished(where: str, entry: Any) -> Unpublished:
    hold_keys(where, entry, GAP_KEYS, GAP_KEYS)
    domains = get_args(get_type_hints(Measure)["domain"])
    if entry["domain"] not in domains:
        raise CatalogueError(where, repr(entry["domain"]), f"one of {', '.join(domains)}")
    strange = [phase for phase in entry["phases"] if phase not in PHASES]
    if strange or not entry["phases"]:
        raise CatalogueError(where, repr(strange[:1] or entry["phases"]), f"some of {', '.join(PHASES)}")
    words = {key: _text(where, entry, key) for key in ("title", "why", "holder")}
    return Unpublished(**words, domain=entry["domain"], phases=tuple(entry["phases"]))


def _revision(where: str, entry: Any) -> Revision:
    hold_keys(where, entry, ENTRY_KEYS, ENTRY_KEYS)
    words = {key: _text(where, entry, key) for key in ("version", "what", "why")}
    return Revision(date=_day(where, entry["date"]), **words)


def _hold_log(where: Path, framework: Framework) -> None:
    """The log goes from the newest to the oldest, and its newest entry is the version that is valid."""
    days = [entry.date for entry in framework.log]
    if days != sorted(days, reverse=True):
        raise CatalogueError(f"{where}, log", ", ".join(map(str, days)), "the newest first")
    newest = framework.log[0].version if framework.log else "nothing"
    if newest != framework.version:
        raise CatalogueError(f"{where}, log", newest, f"version {framework.version} as the newest")
    hold_unique(f"{where}, log", "version", (entry.version for entry in framework.log))


def _text(where: object, entry: Mapping[str, Any], key: str) -> str:
    text = entry[key]
    if not isinstance(text, str) or not text.strip():
        raise CatalogueError(f"{where}, {key}", repr(text), "a text")
    return text.strip()


def _day(where: object, text: Any) -> date:
    try:
        return date.fromisoformat(text)
    except (TypeError, ValueError):
        raise CatalogueError(where, repr(text), "a day in quotation marks, such as '2026-11-25'") from None
