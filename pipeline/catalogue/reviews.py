"""The register of evidence below ``datapackages/evidence``: one folder a review, apart from the packages about schools. Read strictly."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from pipeline.catalogue.descriptors import DESCRIPTOR, load_descriptor, source
from pipeline.catalogue.files import hold_keys, hold_unique, read_yaml
from pipeline.catalogue.review_parts import (
    authors,
    certainty,
    choice,
    cost,
    day,
    flow,
    history,
    moderators,
    notes,
    origin,
    pools,
    text,
    texts,
)
from pipeline.catalogue.searches import SEARCH_KEYS, search
from pipeline.errors import CatalogueError
from pipeline.evidence import SCALES, UNKNOWN, Evidence, Note, Retraction, Review
from pipeline.model import Dataset

FOLDER = "evidence"
REVIEW = "review.yaml"
RETRACTIONS = "retractions.yaml"
NOTES = "notes.yaml"  # of a package that is no review
STATUSES = ("protocol", "searching", "screening", "published", "update_due", "withdrawn", "retired")
CLAIMS = ("effect", "association")
AUDIENCES = ("schools", "parents", "policy")
PHASES = ("early-years", "primary", "secondary", "post-16", "higher", "adult")
PROSE = ("question", "population", "intervention", "comparison", "outcome", "design", "protocol")
KEYS = SEARCH_KEYS | {
    *PROSE,
    *("audience", "phases", "subjects", "flow", "authors", "status", "history", "origin", "measure", "causal"),
    *("pools", "moderators", "measures", "certainty", "cost", "retracted", "notes"),
}


def load_evidence(folder: Path, datasets: Mapping[str, Dataset]) -> Evidence:
    """What lies below ``folder/evidence``, by name, held to the measures of ``datasets``; nothing if there is no such folder.

    Raises CatalogueError.
    """
    register = folder / FOLDER
    if (register / DESCRIPTOR).exists():
        raise CatalogueError(register, "a package", f"a folder of packages, one a review; none is called {FOLDER}")
    found = sorted(path.parent for path in register.glob(f"[!.]*/{DESCRIPTOR}"))
    reviews = tuple(load_review(path) for path in found if (path / REVIEW).exists())
    for review in reviews:
        _hold_measures(review, datasets)
    maps = tuple(load_package(path) for path in found if not (path / REVIEW).exists())
    return Evidence(reviews, maps, load_retractions(register) if found else ())


def load_package(folder: Path) -> Dataset:
    """The package of the register in ``folder``, whose measures are none. Raises CatalogueError."""
    descriptor = load_descriptor(folder)
    return Dataset(folder.name, descriptor["title"], folder, descriptor, (), tuple(map(source, descriptor["sources"])))


def load_review(folder: Path) -> Review:
    """The review in ``folder``. Raises CatalogueError."""
    where, dataset = str(folder / REVIEW), load_package(folder)
    content = read_yaml(folder / REVIEW)
    hold_keys(where, content, KEYS, KEYS - {"interval"})
    effects = _effects(dataset)
    return Review(
        dataset=dataset,
        **{key: text(where, content, key) for key in PROSE},
        audience=_among(where, content, "audience", AUDIENCES),
        phases=_among(where, content, "phases", PHASES),
        subjects=texts(where, content, "subjects"),
        search=search(where, content),
        flow=flow(f"{where}, flow", content["flow"]),
        authors=authors(f"{where}, authors", content["authors"]),
        status=choice(where, content, "status", STATUSES),
        history=history(f"{where}, history", content["history"]),
        origin=origin(f"{where}, origin", content["origin"]),
        measure=choice(where, content, "measure", tuple(SCALES)),
        causal=choice(where, content, "causal", CLAIMS),
        pools=pools(f"{where}, pools", content["pools"], effects),
        moderators=moderators(f"{where}, moderators", content["moderators"], effects),
        measures=texts(where, content, "measures", least=0),
        certainty=certainty(f"{where}, certainty", content["certainty"]),
        cost=cost(f"{where}, cost", content["cost"]),
        retracted=texts(where, content, "retracted", least=0),
        notes=notes(f"{where}, notes", content["notes"]),
    )


def load_notes(folder: Path) -> tuple[Note, ...]:
    """What people wrote of single effects of the package in ``folder``. Raises CatalogueError."""
    if (folder / REVIEW).exists():
        return load_review(folder).notes
    return notes(str(folder / NOTES), read_yaml(folder / NOTES)) if (folder / NOTES).exists() else ()


def load_retractions(register: Path) -> tuple[Retraction, ...]:
    """The publications known to be withdrawn. Raises CatalogueError."""
    where = register / RETRACTIONS
    entries = read_yaml(where)
    if not isinstance(entries, list):
        raise CatalogueError(where, type(entries).__name__, "a list of retractions")
    for entry in entries:
        hold_keys(where, entry, {"doi", "date", "source"}, {"doi", "date", "source"})
    found = tuple(Retraction(text(str(where), each, "doi").lower(), day(str(where), each["date"]), each["source"]) for each in entries)
    hold_unique(where, "DOI", (each.doi for each in found))
    return found


def _among(where: str, content: Mapping[str, Any], key: str, known: tuple[str, ...]) -> tuple[str, ...]:
    if content[key] == UNKNOWN:
        return (UNKNOWN,)
    found = texts(where, content, key)
    strange = [each for each in found if each not in known]
    if strange:
        raise CatalogueError(f"{where}, {key}", repr(strange[0]), f"one of {', '.join(known)}")
    return found


def _effects(dataset: Dataset) -> frozenset[str]:
    """The columns of the table of effects, which a pool or a moderator may name."""
    for resource in dataset.descriptor["resources"]:
        if resource["name"] == "effects" and resource.get("type") == "table":
            return frozenset(field["name"] for field in resource["schema"]["fields"])
    raise CatalogueError(dataset.folder / DESCRIPTOR, "no table 'effects'", "the effects of the review, one row each")


def _hold_measures(review: Review, datasets: Mapping[str, Dataset]) -> None:
    known = {measure.id for dataset in datasets.values() for measure in dataset.measures}
    strange = [name for name in review.measures if name not in known]
    if strange:
        raise CatalogueError(f"{review.dataset.folder / REVIEW}, measures", repr(strange[0]), "the id of a measure")
