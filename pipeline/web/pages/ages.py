"""Which schools teach pupils of an age, and which are of other ages than the phase that the registers put them into."""

from __future__ import annotations

from pipeline.model import Measure
from pipeline.web.registers import School

FIRST_OF_SECONDARY, GCSE = 10, 16  # ages at which pupils come to most secondary schools at the earliest, and sit the GCSEs
SIXTH_FORM, WITHOUT = 16, "Does not have a sixth form"  # as the register puts it


def of_other_ages(school: School) -> bool:
    """Whether the school is called secondary, and yet has primary pupils as well, or none of those who sit the GCSEs."""
    if school.phase != "secondary" or school.low_age is None or school.high_age is None:
        return False
    return school.low_age < FIRST_OF_SECONDARY or school.high_age < GCSE or school.low_age >= GCSE


def taught(school: School, measure: Measure) -> bool:
    """Whether the school has pupils of the age that the measure is about; so, too, where an age is not known."""
    if not measure.age or school.low_age is None or school.high_age is None:
        return True
    return school.low_age <= measure.age < school.high_age and (measure.age < SIXTH_FORM or school.sixth_form != WITHOUT)
