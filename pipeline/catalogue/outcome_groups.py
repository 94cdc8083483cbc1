"""Into which groups the outcomes of a map of findings are put, by hand; each domain of outcomes stands in one group alone."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from pipeline.catalogue.files import hold_keys, hold_unique, read_yaml
from pipeline.catalogue.review_parts import text, texts
from pipeline.errors import CatalogueError

GROUPS = "outcome_groups.yaml"


def load_outcome_groups(folder: Path) -> Mapping[str, str]:
    """The group of each domain, in the order of the groups in the file. Raises CatalogueError."""
    where = folder / GROUPS
    entries = read_yaml(where)
    if not isinstance(entries, list):
        raise CatalogueError(where, type(entries).__name__, "a list of groups, each with its domains")
    for entry in entries:
        hold_keys(str(where), entry, {"group", "domains"}, {"group", "domains"})
    pairs = [(domain, text(str(where), entry, "group")) for entry in entries for domain in texts(str(where), entry, "domains")]
    hold_unique(str(where), "domain", (domain for domain, _ in pairs))
    return dict(pairs)
