"""Which authority and school number a school had in a year, for files that know schools by it alone."""

from __future__ import annotations

from tests.other_road.files import ABSENCE, row, rows

COLLEGES = "attainment/dfe-2010-11-england_ks5.csv.gz"


def dfe_number(urn: str, period: str) -> str:
    """The number in the absence file of that year; of a school that is in none, as one for ages 16 to 19, that in the results of 2010/11.

    A school that the file has in other years only is not the one that bore the number then, unless it has no other: then "".
    """
    found = rows(ABSENCE).get(urn, [])
    then = [one["laestab"] for one in found if one["time_period"] == period.replace("-", "")]
    if then:
        return _whole(then[0])
    college = row(COLLEGES, urn)
    if not found and college:
        return college["LEA"] + college["ESTAB"]
    nearest = sorted(found, key=lambda one: abs(int(one["time_period"][:4]) - int(period[:4])))
    return _whole(nearest[0]["laestab"]) if nearest and not _another_had_it(nearest[0]["laestab"], period) else ""


def _another_had_it(number: str, period: str) -> bool:
    year = period.replace("-", "")
    return any(one["laestab"] == number and one["time_period"] == year for found in rows(ABSENCE).values() for one in found)


def _whole(number: str) -> str:
    return number.removesuffix(".0")
