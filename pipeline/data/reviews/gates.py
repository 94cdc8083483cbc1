"""What stops publication: each gate is one line that says where, what was found and what was expected. Nothing is mended in silence."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace
from datetime import date

import pandas as pd

from pipeline import packages
from pipeline.catalogue.reviews import REVIEW
from pipeline.catalogue.searches import standing
from pipeline.data.reviews.selection import chosen
from pipeline.data.told import hold_told
from pipeline.errors import PackageError
from pipeline.evidence import COMPUTED, UNKNOWN, UNRATED, Evidence, PoolPlan, Retraction, Review
from pipeline.model import Dataset

FARTHEST = 3.0  # standard deviations or logs of odds: what lies beyond needs a person's note
FEWEST = 3  # clusters in a pool
SAID_BY_HAND = ["effect_id", "note"]  # columns in which two rows that are one effect differ


def hold(evidence: Evidence, released: date) -> None:
    """Every package of the register against every gate, as of the day of the release. Raises PackageError at the first refusal."""
    for review in evidence.reviews:
        hold_review(review, packages.read(review.dataset)["effects"], evidence.retractions, released)
    for dataset in evidence.maps:
        for table in packages.read(dataset).values():
            hold_map(dataset, table)


def only(evidence: Evidence, names: Collection[str]) -> Evidence:
    """The packages of those names, with all that is known of retractions."""
    reviews = tuple(review for review in evidence.reviews if review.name in names)
    return replace(evidence, reviews=reviews, maps=tuple(each for each in evidence.maps if each.name in names))


def hold_review(review: Review, effects: pd.DataFrame, retractions: tuple[Retraction, ...], released: date) -> None:
    """One review and its effects against every gate. Raises PackageError."""
    _hold_told(review.dataset)
    _hold_licence(review.dataset)
    _hold_search(review, released)
    _hold_certainty(review)
    _hold_not_retracted(review, effects, retractions)
    _hold_variances(review, effects)
    _hold_near(review.dataset, effects, "effect_id")
    _hold_once(review, effects)
    _hold_counts(review, effects)
    for pool in review.pools:
        _hold_pool(review, pool, chosen(effects, pool.where))


def hold_map(dataset: Dataset, findings: pd.DataFrame) -> None:
    """Findings that are laid out and never pooled. Raises PackageError."""
    _hold_told(dataset)
    _hold_licence(dataset)
    _hold_near(dataset, findings, str(findings.columns[0]))


def _hold_told(dataset: Dataset) -> None:
    """No word that a reader needs is left to be written."""
    told = {key: dataset.descriptor[key] for key in ("title", "description")}
    review = dataset.folder / REVIEW
    hold_told(dataset.folder, {**told, REVIEW: review.read_text(encoding="utf-8")} if review.is_file() else told)


def _hold_licence(dataset: Dataset) -> None:
    licences = dataset.descriptor["licenses"]
    if not licences or not all(isinstance(each, dict) and each.get("name") and each.get("title") for each in licences):
        raise PackageError(f"{dataset.folder}, licenses", repr(licences), "the licence of the source, with name and title")


def _hold_search(review: Review, released: date) -> None:
    search = review.search
    if standing(search, released) == "expired" and search.interval:
        found = f"a search of {search.last}, and the next was due on {search.next_due}"
        expected = f"a newer one, or {search.interval.grace_months} months of grace that are not over on {released}"
        raise PackageError(f"{review.name}, last_search", found, expected)


def _hold_certainty(review: Review) -> None:
    if review.certainty.rating not in (COMPUTED, UNRATED):
        raise PackageError(f"{review.name}, certainty", repr(review.certainty.rating), f"{COMPUTED!r}, or the words {UNRATED!r}")


def _hold_not_retracted(review: Review, effects: pd.DataFrame, retractions: tuple[Retraction, ...]) -> None:
    known = {each.doi: each for each in retractions}
    for doi in (review.origin.doi, *effects["doi"]):
        found = known.get(bare(doi))
        if found:
            raise PackageError(f"{review.name}, {found.doi}", f"retracted on {found.date} ({found.source})", "no withdrawn publication")
    named = effects["doi"].map(bare).isin([bare(doi) for doi in review.retracted])
    for row in effects[named | (effects["retraction"] != "")].itertuples():
        raise PackageError(f"{review.name}, effect {row.effect_id}", f"{row.citation}, retracted", "no withdrawn study")


def bare(doi: str) -> str:
    """A DOI as it is compared: in small letters, without the address of a resolver."""
    return doi.strip().lower().removeprefix("https://doi.org/").removeprefix("http://dx.doi.org/").removeprefix("doi:").strip()


def _hold_variances(review: Review, effects: pd.DataFrame) -> None:
    for row in effects[~(effects["variance"] > 0)].itertuples():
        raise PackageError(f"{review.name}, effect {row.effect_id}", f"a variance of {row.variance:g}", "more than 0")


def _hold_near(dataset: Dataset, rows: pd.DataFrame, key: str) -> None:
    far = rows[(rows["effect"].abs() > FARTHEST) & (rows["note"] == "")]
    for name, effect in zip(far[key], far["effect"], strict=True):
        raise PackageError(f"{dataset.name}, {key} {name}", f"{effect:g} without a note", f"an effect within {FARTHEST:g} of 0, or a note")


def _hold_once(review: Review, effects: pd.DataFrame) -> None:
    again = effects.drop(columns=SAID_BY_HAND).duplicated() & (effects["note"] == "")
    for row in effects[again].itertuples():
        found = f"the same as an effect before it ({row.citation}, {row.effect:g})"
        raise PackageError(f"{review.name}, effect {row.effect_id}", found, "each effect once, or a note that says why it stands twice")


def _hold_counts(review: Review, effects: pd.DataFrame) -> None:
    for step, count in (("studies", effects["study"].nunique()), ("effects", len(effects))):
        if review.flow[step] != count:
            raise PackageError(f"{review.name}, flow, {step}", review.flow[step], f"{count}, as in the table")
    phases = sorted(set(effects["phase"]) - {""}) or [UNKNOWN]
    if sorted(review.phases) != phases:
        raise PackageError(f"{review.name}, phases", ", ".join(review.phases), f"{', '.join(phases)}, as in the table")


def _hold_pool(review: Review, plan: PoolPlan, effects: pd.DataFrame) -> None:
    where = f"{review.name}, pool {plan.id}"
    if effects["cluster"].nunique() < FEWEST:
        raise PackageError(where, f"{effects['cluster'].nunique()} studies", f"{FEWEST} at least, so many as are independent")
    for column, what in (("measure", "scales"), ("outcome_kind", "kinds of outcome")):
        kinds = sorted(set(effects[column]))
        if len(kinds) > 1:
            raise PackageError(where, f"{what} {', '.join(kinds)}", "one: effects of different kinds are never pooled")
    if set(effects["measure"]) != {review.measure}:
        raise PackageError(where, f"the scale {effects['measure'].iloc[0]}", f"{review.measure}, as the review says")
