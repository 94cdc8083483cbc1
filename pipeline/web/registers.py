"""The rows of the registers, as far as the pages tell them. They hold; they do not compute."""

from __future__ import annotations

from typing import NamedTuple


class School(NamedTuple):
    """One open school; text is "" and a number None where nothing is recorded. ``lat`` and ``lng``: its postcode's middle, in degrees."""

    urn: str
    name: str
    phase: str
    phase_published: str
    type: str
    status: str
    low_age: int | None
    high_age: int | None
    gender: str
    religious_character: str
    sixth_form: str
    admissions_policy: str
    street: str
    locality: str
    address3: str
    town: str
    county: str
    postcode: str
    lat: float
    lng: float
    la: str
    region: str
    pupils: int | None
    trust: str
    trust_status: str
    federation: str
    opened: str
    website: str


class Closed(NamedTuple):
    """One closed school; ``leads_to`` the URNs of the open schools that came of it, parted by spaces; ``fate`` as in its package."""

    urn: str
    name: str
    town: str
    postcode: str
    la: str
    closed: str
    fate: str
    leads_to: str


class Line(NamedTuple):
    """A closed ``predecessor`` whose figures lead up to the open school ``urn``; ``first_period`` is the first after the change.

    ``changed`` is the day on which the number after the predecessor's opened.
    """

    urn: str
    predecessor: str
    first_period: str
    changed: str = ""


class Trust(NamedTuple):
    """One open trust or federation."""

    uid: str
    name: str
    type: str
    companies_house_number: str
    opened: str
    town: str
    postcode: str


class Member(NamedTuple):
    """One school in a trust; the day it joined, or else a day after which it did, "" where that is not known."""

    uid: str
    urn: str
    joined: str
    joined_after: str


class Area(NamedTuple):
    """A region, or an authority in its ``region``."""

    code: str
    name: str
    region: str = ""
