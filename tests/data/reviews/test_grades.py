"""School grades out of free words: what they say plainly, and nothing more."""

from __future__ import annotations

import pytest

from pipeline.data.reviews.grades import bands

EARLY, LOW, MIDDLE, HIGH, COLLEGE = "before grade 1", "grades 1 to 5", "grades 6 to 8", "grades 9 to 12", "college"


@pytest.mark.parametrize(
    ("sample", "found"),
    [
        ("", ()),
        ("Overall - Cohort 2", ()),
        ("Year 4 participants", ()),
        ("4 year olds", ()),
        ("Complete sample", ()),
        ("Grade: 3 -", (LOW,)),
        ("Kindergarten", (EARLY,)),
        ("Grade: PK", (EARLY,)),
        ("Grades K and 1", (EARLY, LOW)),
        ("Full sample (aggregated; grades K-1)", (EARLY, LOW)),
        ("Grades 5\u20136", (LOW, MIDDLE)),
        ("Grades 9 - 12", (HIGH,)),
        ("Grades 4 to 9", (LOW, MIDDLE, HIGH)),
        ("Grade: 6; 7; 8", (MIDDLE,)),
        ("Intervention first experienced in Grade: 9; 10; 11", (HIGH,)),
        ("At-risk first graders", (LOW,)),
        ("Fourth and fifth-grade students", (LOW,)),
        ("Students entering 6th grade at Tier 2", (MIDDLE,)),
        ("QED 1- Grade: 7 -", (MIDDLE,)),
        ("Cohort 1 - Grade: K - Pilot Year 1", (EARLY,)),
        ("Elementary; Middle; and High schools", (LOW, MIDDLE, HIGH)),
        ("Middle third of the class", ()),
        ("Junior high school students", (MIDDLE,)),
        ("Earned a high school diploma at baseline", ()),
        ("Community college students", (COLLEGE,)),
        ("Grade 13", ()),
    ],
)
def test_the_grades_that_a_sample_names(sample: str, found: tuple[str, ...]) -> None:
    assert bands(sample) == found
