"""The small England, read once."""

from __future__ import annotations

import pytest

from pipeline.web.pages.atlas import Atlas
from tests.web.small_england import open_atlas


@pytest.fixture(scope="session")
def atlas(tmp_path_factory: pytest.TempPathFactory) -> Atlas:
    return open_atlas(tmp_path_factory.mktemp("built"))
