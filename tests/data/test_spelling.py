"""Names in capitals, for reading."""

from __future__ import annotations

import pytest

from pipeline.data.spelling import readable, spellings


@pytest.mark.parametrize(
    ("printed", "read"),
    [
        ("WESSEX MULTI ACADEMY TRUST", "Wessex Multi Academy Trust"),
        ("THE PRIORY OF ST ANNE'S IN THE MARSH", "The Priory of St Anne's in the Marsh"),
        ("STRATFORD-UPON-AVON SCHOOL", "Stratford-upon-Avon School"),
        ("L.E.A.D. ACADEMY TRUST", "L.E.A.D. Academy Trust"),
        ("ST JOHN'S (CE) PRIMARY, CLIFTON", "St John's (CE) Primary, Clifton"),
        ("TRINITY SCHOOL, A CHURCH OF ENGLAND ACADEMY", "Trinity School, A Church of England Academy"),
        ("PRIME7 MAT", "PRIME7 MAT"),
        ("  TWO  SPACES ", "Two Spaces"),
        ("Reach2", "Reach2"),
        ("", ""),
    ],
)
def test_rules(printed: str, read: str) -> None:
    assert readable(printed, {}) == read


def test_another_source_knows_better() -> None:
    known = spellings(["HISP MULTI ACADEMY TRUST", "hisp multi academy trust", "HISP Multi  Academy Trust", "Hisp Multi Academy Trust"])
    assert readable("HISP MULTI ACADEMY TRUST", known) == "HISP Multi Academy Trust"


def test_mixed_case_is_left_alone() -> None:
    assert readable("eQUALITY trust", spellings(["Equality Trust"])) == "eQUALITY trust"
