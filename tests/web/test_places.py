"""The register out of built packages: who belongs to whom, in order of name, and where a closed school leads."""

from __future__ import annotations

from pathlib import Path

import pandas as pd
import pytest

from pipeline.model import ENGLAND, Place
from pipeline.web.places import Register, read
from tests.web.small_england import write
from tests.web.small_measures import CLOSED, FEDERATION, LEEDS, NEW, PRIMARY, REGION, SECONDARY, SILENT, SPECIAL, TRUST, UNKNOWN, YORK


@pytest.fixture(scope="module")
def register(tmp_path_factory: pytest.TempPathFactory) -> Register:
    return read(write(tmp_path_factory.mktemp("built")))


def test_every_place_with_a_page_of_its_own_is_listed_by_name(register: Register) -> None:
    areas = [("england", ENGLAND), ("region", REGION), ("local-authority", LEEDS), ("local-authority", YORK), ("trust", TRUST)]
    schools = [SPECIAL, SECONDARY, UNKNOWN, NEW, SILENT, PRIMARY]
    assert register.codes() == [*areas, *(("school", urn) for urn in schools)]


def test_a_trust_without_an_open_school_and_a_federation_have_no_page(register: Register) -> None:
    assert set(register.trusts) == {TRUST, FEDERATION, "2003"}
    assert register.trust_with_page(FEDERATION) is None
    assert register.trust_with_page("") is None


def test_members_go_by_the_name_of_the_school(register: Register) -> None:
    assert [(member.urn, member.joined, member.joined_after) for member in register.members_of[TRUST]] == [
        (SPECIAL, "", "2022-08-01"),
        (SECONDARY, "2015-09-01", ""),
    ]


def test_a_school_knows_its_parents_and_whole_numbers_are_whole(register: Register) -> None:
    assert register.place("school", PRIMARY).parents == (("region", REGION), ("local-authority", LEEDS))
    assert register.place("england", ENGLAND) == Place("england", ENGLAND, "England")
    assert (register.schools[PRIMARY].pupils, register.schools[NEW].pupils) == (394, None)


def test_a_closed_school_leads_to_the_open_ones_that_came_of_it(register: Register) -> None:
    assert [school.urn for school in register.leads_to(CLOSED)] == [PRIMARY]
    assert register.leads_to("100008") == ()


def test_a_missing_column_is_not_passed_over(tmp_path: Path) -> None:
    built = write(tmp_path)
    pd.DataFrame({"code": ["E12000003"]}).to_parquet(built / "areas/regions.parquet")
    with pytest.raises(KeyError, match="name"):
        read(built)
