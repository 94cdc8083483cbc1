"""The import of a package of the register: raw files to its tables, with the notes that people wrote, and a lock that says what they were
made from.
"""

from __future__ import annotations

import shutil
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date
from importlib import import_module
from pathlib import Path

import pandas as pd

from pipeline import catalogue, packages
from pipeline.catalogue.reviews import load_notes
from pipeline.data.differences import Difference, between
from pipeline.data.reviews import TIDY
from pipeline.data.sources import FETCHED, Raw
from pipeline.errors import SourceError, TidyError
from pipeline.evidence import Note
from pipeline.folders import beside, swap
from pipeline.model import Dataset


def run(dataset: Dataset, folder: Path = FETCHED) -> Difference:
    """Tidy the raw files below ``folder``, then put the package with its new tables and lock in the place of the old.

    What differs from the package as it lay there is handed back. Raises SourceError, TidyError or PackageError.
    """
    if dataset.name not in TIDY:
        raise TidyError(dataset.name, "no room", f"one of {', '.join(TIDY)}")
    raw = Raw(folder, dataset, catalogue.locked(dataset))
    frames = noted(import_module(TIDY[dataset.name]).tidy(raw), load_notes(dataset.folder))
    unread = [source.raw for source in dataset.sources if source.raw not in raw.pins]
    if unread:
        raise SourceError(dataset.name, f"{unread[0]} listed but not read", "every listed source used")
    raw.corrections.hold_asked([source.raw for source in dataset.sources])
    with beside(dataset.folder) as building:
        shutil.copytree(dataset.folder, building, dirs_exist_ok=True)
        staged = replace(dataset, folder=building)
        packages.write(staged, frames)
        catalogue.write_lock(staged, raw.pins, date.today().isoformat())
        difference = replace(between(dataset.folder, building, "what was here", "this import"), package=dataset.name)
        swap(building, dataset.folder)
    return difference


def noted(frames: Mapping[str, pd.DataFrame], notes: Sequence[Note]) -> dict[str, pd.DataFrame]:
    """The tables with each note beside the effects that it names. Raises TidyError for a note of no effect."""
    words = {effect: each.note for each in notes for effect in each.effects}
    found = {name: _noted(frame, words) for name, frame in frames.items()}
    known = {key for frame in frames.values() if "note" in frame for key in frame.iloc[:, 0]}
    if set(words) - known:
        raise TidyError("notes", f"the effect {min(set(words) - known)}", "an effect of the review")
    return found


def _noted(frame: pd.DataFrame, words: Mapping[str, str]) -> pd.DataFrame:
    """A table that can hold notes has the key first."""
    return frame.assign(note=frame.iloc[:, 0].map(lambda key: words.get(key, "")).astype("str")) if "note" in frame else frame
