"""The room of schools on hand-made raw files, and the register as it is committed."""

from __future__ import annotations

from pathlib import Path

import pandas as pd
import pytest

from pipeline import catalogue, packages
from pipeline.data.datasets import schools, schools_details, schools_links
from pipeline.errors import TidyError
from pipeline.packages.checks import check_table
from tests.data.datasets import registers_raw
from tests.data.datasets.registers_raw import CONTRACTS


@pytest.fixture(scope="module")
def tidied(tmp_path_factory: pytest.TempPathFactory) -> dict[str, pd.DataFrame]:
    return schools.tidy(registers_raw.raw(tmp_path_factory.mktemp("schools"), "schools"))


@pytest.fixture(scope="module")
def rows(tidied: dict[str, pd.DataFrame]) -> dict[str, dict[str, str]]:
    return {str(row["urn"]): {str(key): str(cell) for key, cell in row.items()} for row in tidied["schools"].to_dict("records")}


@pytest.fixture(scope="module")
def closed(tidied: dict[str, pd.DataFrame]) -> dict[str, dict[str, str]]:
    return {str(row["urn"]): {str(key): str(cell) for key, cell in row.items()} for row in tidied["closed"].to_dict("records")}


def test_tables_keep_their_contract(tidied: dict[str, pd.DataFrame]) -> None:
    dataset = catalogue.load_one(CONTRACTS / "schools")
    for resource in packages.tables(dataset):
        check_table(resource["name"], resource["schema"], tidied[resource["name"]])


def test_one_row_a_school_of_ofsteds_register(rows: dict[str, dict[str, str]]) -> None:
    assert list(rows) == [f"10000{number}" for number in range(1, 8)]


def test_details_and_words(rows: dict[str, dict[str, str]]) -> None:
    alpha = rows["100001"]
    assert (alpha["phase"], alpha["type"], alpha["town"], alpha["opened"]) == ("primary", "Community school", "Camborne", "")
    assert (alpha["laestab"], alpha["website"], alpha["details_source"]) == ("2022001", "http://www.alpha.sch.uk", "gias-2025-07")
    beta = rows["100002"]
    assert (beta["phase"], beta["phase_published"], beta["high_age"], beta["website"]) == ("secondary", "All-through", "", "")
    assert (beta["laestab"], beta["opened"], beta["county"]) == ("9360042", "2011-09-01", "")
    assert rows["100003"]["status"] == "Open, but proposed to close"


def test_the_responsible_authority_counts_not_the_one_around_it(rows: dict[str, dict[str, str]]) -> None:
    assert (rows["100002"]["la"], rows["100002"]["region"]) == ("E10000030", "E12000008")
    assert (rows["100007"]["la"], rows["100007"]["region"]) == ("E09000007", "E12000007")


def test_schools_that_the_dfes_file_lacks(rows: dict[str, dict[str, str]]) -> None:
    zeta, eta = rows["100006"], rows["100007"]
    assert (zeta["details_source"], zeta["street"], zeta["low_age"], zeta["opened"]) == ("tables-2021-22", "Old Street", "5", "1990-09-01")
    assert (zeta["la"], zeta["phase_published"], zeta["laestab"]) == ("E06000023", "Special", "8017006")
    assert (eta["details_source"], eta["low_age"], eta["laestab"], eta["status"]) == ("", "", "", "Open")


def test_an_address_of_another_postcode_is_not_the_schools(tmp_path: Path) -> None:
    moved = [row.replace("BS1 1AA", "BS9 9ZZ") for row in registers_raw.REGISTER]
    frame = schools.tidy(registers_raw.raw(tmp_path, "schools", {schools.REGISTER: moved}))["schools"].set_index("urn")
    assert (frame.loc["100006", "street"], frame.loc["100006", "town"], frame.loc["100006", "low_age"]) == ("", "", "5")


def test_pupils_and_whence(rows: dict[str, dict[str, str]]) -> None:
    found = [(rows[urn]["pupils"], rows[urn]["pupils_source"]) for urn in ("100001", "100002", "100003", "100004", "100007")]
    census, ofsted = "census-2026-01", "ofsted-2025-08"
    assert found == [("210", census), ("900", ofsted), ("0", census), ("", ""), ("0", ofsted)]


def test_who_runs_it(rows: dict[str, dict[str, str]]) -> None:
    found = [(rows[urn]["trust"], rows[urn]["trust_status"], rows[urn]["federation"]) for urn in rows]
    multi, single, unknown = "multi-academy", "single-academy", "unknown"
    ours, own = ("", "local-authority", "20"), ("", "own-body", "")
    assert found == [ours, ("10", multi, ""), ("11", multi, ""), ("13", single, ""), ("", unknown, ""), own, ("10", multi, "")]


def test_who_is_closed_and_how_we_know(closed: dict[str, dict[str, str]]) -> None:
    assert {urn: (row["basis"], row["fate"], row["leads_to"]) for urn, row in closed.items()} == {
        "100101": ("register-2022", "goes-on", "100002"),
        "100102": ("register-2022", "goes-on", "100002"),
        "100103": ("register-2022", "no-successor", ""),
        "100104": ("gone-by-2025", "no-successor", ""),
        "100105": ("succeeded", "goes-on", "100004"),
        "100106": ("register-2022", "goes-on", "100001"),
        "100111": ("register-2022", "successor-not-open", ""),
    }


def test_what_is_known_of_closed_schools(closed: dict[str, dict[str, str]]) -> None:
    assert (closed["100101"]["town"], closed["100101"]["opened"], closed["100101"]["closed"]) == ("London", "1970-09-01", "2010-12-31")
    assert (closed["100103"]["opened"], closed["100103"]["closed"]) == ("", "")
    gone, nursery = closed["100104"], closed["100106"]
    assert (gone["type"], gone["la"], gone["high_age"]) == ("Academy converter", "E10000006", "")
    assert (nursery["type"], nursery["la"]) == ("Voluntary aided school", "E06000060")


def test_links_go_both_ways(tidied: dict[str, pd.DataFrame]) -> None:
    links = {(row.urn, row.link_urn): (row.relation, row.link_type, row.date) for row in tidied["links"].itertuples()}
    assert links["100105", "100004"] == ("successor", "", "2023-09-01")
    assert links["100004", "100105"] == ("predecessor", "Predecessor", "2023-09-01")
    assert links["100102", "100101"] == ("predecessor", "Predecessor", "2011-01-01")
    assert links["100106", "100001"] == ("successor", "Result of Amalgamation", "2015-08-31")
    assert links["100001", "100106"] == ("predecessor", "Result of Amalgamation", "2015-09-01")
    assert links["100001", "100108"] == ("other", "Sixth Form Centre Link", "")
    assert not any(str(urn).startswith("4") for urn, _ in links)


def test_a_circle_of_successors_ends(tmp_path: Path) -> None:
    circle = [*registers_raw.ESTABLISHMENT_LINKS[:2], "100102,100103,x,Successor,", "100103,100101,x,Successor,"]
    frame = schools.tidy(registers_raw.raw(tmp_path, "schools", {schools_links.FILE: circle}))["closed"].set_index("urn")
    assert (frame.loc["100101", "fate"], frame.loc["100101", "leads_to"]) == ("successor-not-open", "")


ADDED = {
    "raw": schools_links.FILE,
    "row": "100104",
    "field": "LinkURN",
    "expects": "",
    "becomes": "100001",
    "why": "why",
    **registers_raw.OPEN,
}


def test_a_correction_adds_a_successor(tmp_path: Path) -> None:
    frame = schools.tidy(registers_raw.raw(tmp_path, "schools", corrections=[ADDED]))["closed"].set_index("urn")
    assert (frame.loc["100104", "basis"], frame.loc["100104", "leads_to"]) == ("succeeded", "100001")


def test_a_correction_that_the_register_has_by_now_is_told(tmp_path: Path) -> None:
    with pytest.raises(TidyError, match="100101: found a successor in the register"):
        schools.tidy(registers_raw.raw(tmp_path, "schools", corrections=[{**ADDED, "row": "100101"}]))


@pytest.mark.parametrize(
    ("file", "old", "new", "told"),
    [
        (schools.REGISTER, "Secondary,Academy", "Upper,Academy", "phase, row 1: found 'Upper'"),
        (schools.REGISTER, "Community School", "Village School", "type, row 0: found 'Village School'"),
        (schools.REGISTER, "Camden,NW1 1AA", "Camdon,NW1 1AA", "la, row 0: found 'Camdon'"),
        (schools.REGISTER, "NULL", "SUPP", "idaci_quintile, row 2: found 'SUPP'"),
        (schools_details.GIAS, "Primary,Open,3", "Primary,Closed,3", "status, row 0: found 'Closed'"),
        (schools_details.GIAS, "01-09-2011", "2011-09-01", "OpenDate, row 1: found '2011-09-01'"),
        (schools_details.GIAS, ",936,", ",799,", "authority of 2024-25, row 1: found '799'"),
        (schools_links.FILE, "Predecessor,01", "Ancestor,01", "LinkType, row 3: found 'Ancestor'"),
    ],
)
def test_an_unknown_word_is_told_with_its_place(tmp_path: Path, file: str, old: str, new: str, told: str) -> None:
    broken = [row.replace(old, new) for row in registers_raw.files()[file]]
    assert broken != registers_raw.files()[file]
    with pytest.raises(TidyError, match=told):
        schools.tidy(registers_raw.raw(tmp_path, "schools", {file: broken}))


def test_the_committed_register_is_whole() -> None:
    tables = packages.read(catalogue.load_one(CONTRACTS / "schools"))
    register, closed, links = tables["schools"], tables["closed"], tables["links"]
    assert len(register) == 21990
    assert register["trust_status"].value_counts().to_dict() == {
        "multi-academy": 10679,
        "local-authority": 10398,
        "single-academy": 851,
        "own-body": 55,
        "unknown": 7,
    }
    assert register["la"].nunique() == 153
    assert not set(register["urn"]) & set(closed["urn"])
    assert len(closed) == 23512
    assert set(" ".join(closed["leads_to"]).split()) <= set(register["urn"])
    assert links["relation"].eq("successor").sum() == links["relation"].eq("predecessor").sum() == 16639
    assert ((register["trust"] != "") == register["trust_status"].isin(["multi-academy", "single-academy"])).all()
