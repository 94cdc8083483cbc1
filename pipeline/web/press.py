"""The press: composes a page and sets it into the shell, as a file of the site."""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path
from typing import Literal

from pipeline.model import Level, Page
from pipeline.web.pages import COMPOSE, figures, local
from pipeline.web.pages.atlas import Atlas
from pipeline.web.shell import Shell
from pipeline.web.unsaid import shortened

CLOSED: Literal["closed"] = "closed"


@dataclass(frozen=True, slots=True)
class Press:
    """Composes places and sets them into the shell, each as a file below ``out``."""

    atlas: Atlas
    frame: Shell
    out: Path

    def print(self, level: Level | Literal["closed"], code: str) -> None:
        """Write the page of one place and its figures; a closed school has a page alone."""
        if level == "closed":
            self.set(COMPOSE[level](self.atlas, code), lean=True)
            return
        place, strands = self.atlas.register.place(level, code), self.atlas.strands(level, code)
        page = COMPOSE[level](self.atlas, code, strands)
        self.set(page)
        along = figures.Along(
            lines=self.atlas.register.lines.get(code, ()),
            similar=[urn for urn, _ in self.atlas.cards.similar.get(code, ())],
            own=local.figures(self.atlas, place),
            spreads=self.atlas.england.values() if level == "england" else (),
            at=self.atlas.register.where(code) if level == "school" else None,
        )
        (self.out / page.path).with_suffix(".json").write_bytes(figures.write(place, page.path, strands, along))

    def set(self, page: Page, lean: bool = False) -> None:
        """Write one page in its frame."""
        (self.out / page.path).write_bytes(self.frame.set(replace(page, body=shortened(page.body)), lean))
