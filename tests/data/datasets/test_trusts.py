"""The room of trusts on hand-made raw files, and the tables as they are committed."""

from __future__ import annotations

from pathlib import Path

import pandas as pd
import pytest

from pipeline import catalogue, packages
from pipeline.data.datasets import trusts
from pipeline.data.groups import GROUPS, LINKS
from pipeline.errors import TidyError
from pipeline.packages.checks import check_table
from tests.data.datasets import registers_raw
from tests.data.datasets.registers_raw import CONTRACTS, TRUST_CORRECTIONS


@pytest.fixture(scope="module")
def tidied(tmp_path_factory: pytest.TempPathFactory) -> dict[str, pd.DataFrame]:
    return trusts.tidy(registers_raw.raw(tmp_path_factory.mktemp("trusts"), "trusts"))


def test_tables_keep_their_contract(tidied: dict[str, pd.DataFrame]) -> None:
    for resource in packages.tables(catalogue.load_one(CONTRACTS / "trusts")):
        check_table(resource["name"], resource["schema"], tidied[resource["name"]])


def test_open_trusts_and_federations_alone(tidied: dict[str, pd.DataFrame]) -> None:
    table = tidied["trusts"].set_index("uid")
    assert list(table.index) == ["10", "11", "13", "20"]
    assert table["type"].tolist() == ["multi-academy-trust", "multi-academy-trust", "single-academy-trust", "federation"]
    assert table["opened"].tolist() == ["2010-02-01", "2011-02-01", "2013-02-01", "2015-09-01"]
    assert table.loc["11", "companies_house_number"] == "01234568"


def test_names_for_reading_and_as_published(tidied: dict[str, pd.DataFrame]) -> None:
    table = tidied["trusts"].set_index("uid")
    assert table["name"].tolist() == ["North Trust", "The New Name of St Anne's MAT", "Delta High School", "Hill's Federation"]
    assert table.loc["11", "name_published"] == "THE NEW NAME OF ST ANNE'S MAT"
    assert table.loc["11", "town"] == "Leeds"


def test_membership_says_how_it_is_known(tidied: dict[str, pd.DataFrame]) -> None:
    found = {row.urn: (row.uid, row.joined, row.joined_after, row.basis) for row in tidied["membership"].itertuples()}
    assert found == {
        "100002": ("10", "2019-04-01", "", "register-name"),
        "100003": ("11", "", "2022-08-01", "register-name-corrected"),
        "100004": ("13", "2013-02-01", "", "links-2022"),
        "100007": ("10", "", "2022-08-01", "register-name"),
    }


def test_federations_of_which_the_day_is_not_known(tidied: dict[str, pd.DataFrame]) -> None:
    assert tidied["federation_membership"].to_dict("records") == [
        {"uid": "20", "urn": "100001", "joined": "", "joined_after": "", "basis": "links-2022"}
    ]


def changed(tmp_path: Path, file: str, old: str, new: str) -> dict[str, pd.DataFrame]:
    rows = [row.replace(old, new) for row in registers_raw.files()[file]]
    assert rows != registers_raw.files()[file]
    return trusts.tidy(registers_raw.raw(tmp_path, "trusts", {file: rows}))


@pytest.mark.parametrize(
    ("file", "old", "new", "told"),
    [
        (trusts.REGISTER, "900,NORTH TRUST", "900,SOUTH TRUST", "found 'SOUTH TRUST'; expected the name of an open trust"),
        (trusts.REGISTER, "Old Name Trust", "North Trust", "an unmatched name and the UID of an open trust"),
        (GROUPS, "DELTA HIGH SCHOOL", "NORTH TRUST", "found 'north trust' as 10 and 13"),
        (GROUPS, "TR00011,THE", "TR00011,TH\ufffd", "a name without lost letters"),
        (GROUPS, "Hill\ufffds", "Hill's", "group_name 20: found nothing"),
        (GROUPS, "School sponsor", "Co-operative", "group_type, row 7: found 'Co-operative'"),
        (GROUPS, "01/09/2015,,Open", "2015-09-01,,Open", "row 3: found '2015-09-01'"),
        (GROUPS, "2012,Closed", "2012,Dormant", "group_status, row 2: found 'Dormant'"),
        (LINKS, "2019-04-01", "01-04-2019", "row 0: found '01-04-2019'"),
    ],
)
def test_what_is_not_understood_stops_the_import(tmp_path: Path, file: str, old: str, new: str, told: str) -> None:
    with pytest.raises(TidyError, match=told):
        changed(tmp_path, file, old, new)


def test_a_correction_to_a_closed_trust_is_refused(tmp_path: Path) -> None:
    wrong = [{**TRUST_CORRECTIONS[0], "becomes": "12"}, TRUST_CORRECTIONS[1]]
    with pytest.raises(TidyError, match="leads to 12"):
        trusts.tidy(registers_raw.raw(tmp_path, "trusts", corrections=wrong))


def test_a_trusts_name_is_corrected_for_all_its_schools(tmp_path: Path) -> None:
    wrong = [{**TRUST_CORRECTIONS[0], "row": "100003"}, TRUST_CORRECTIONS[1]]
    with pytest.raises(TidyError, match="mat_name 100003: found 'Old Name Trust' leads to 11; expected no row"):
        trusts.tidy(registers_raw.raw(tmp_path, "trusts", corrections=wrong))


def test_the_committed_tables_are_whole() -> None:
    tables = packages.read(catalogue.load_one(CONTRACTS / "trusts"))
    table, members, federated = tables["trusts"], tables["membership"], tables["federation_membership"]
    assert table["type"].value_counts().to_dict() == {
        "multi-academy-trust": 1327,
        "single-academy-trust": 926,
        "federation": 741,
        "secure-single-academy-trust": 1,
    }
    assert members["basis"].value_counts().to_dict() == {"register-name": 10544, "links-2022": 851, "register-name-corrected": 135}
    assert ((members["joined"] == "") == (members["joined_after"] != "")).all()
    assert set(members["uid"]) <= set(table.loc[table["type"] != "federation", "uid"])
    assert set(federated["uid"]) <= set(table.loc[table["type"] == "federation", "uid"])
    assert not table["name"].str.contains("\ufffd").any()
    assert not members["urn"].duplicated().any()


def test_schools_and_trusts_say_the_same() -> None:
    members = packages.read(catalogue.load_one(CONTRACTS / "trusts"))["membership"]
    register = packages.read(catalogue.load_one(CONTRACTS / "schools"))["schools"]
    in_trust = register[register["trust"] != ""]
    assert dict(zip(in_trust["urn"], in_trust["trust"], strict=True)) == dict(zip(members["urn"], members["uid"], strict=True))
