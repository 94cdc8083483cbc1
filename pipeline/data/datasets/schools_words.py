"""The publishers' words for kinds of school, mapped once."""

from __future__ import annotations

import re

import pandas as pd

from pipeline.data.words import word

PHASES = {  # Ofsted's phase: all-through and middle deemed secondary schools are secondary, middle deemed primary ones primary
    "Nursery": "nursery",
    "Primary": "primary",
    "Secondary": "secondary",
    "Special": "special",
    "PRU": "alternative-provision",
}
TYPES = {  # Ofsted's word to the DfE's
    "Academy Alternative Provision Converter": "Academy alternative provision converter",
    "Academy Alternative Provision Sponsor Led": "Academy alternative provision sponsor led",
    "Academy Converter": "Academy converter",
    "Academy Special Converter": "Academy special converter",
    "Academy Special Sponsor Led": "Academy special sponsor led",
    "Academy Sponsor Led": "Academy sponsor led",
    "City Technology College": "City technology college",
    "Community School": "Community school",
    "Community Special School": "Community special school",
    "Foundation School": "Foundation school",
    "Foundation Special School": "Foundation special school",
    "Free School": "Free schools",
    "Free School - Alternative Provision": "Free schools alternative provision",
    "Free School Special": "Free schools special",
    "LA Nursery School": "Local authority nursery school",
    "Non-Maintained Special School": "Non-maintained special school",
    "Pupil Referral Unit": "Pupil referral unit",
    "Studio School": "Studio schools",
    "University Technical College": "University technical college",
    "Voluntary Aided School": "Voluntary aided school",
    "Voluntary Controlled School": "Voluntary controlled school",
}
MAINTAINED = {
    *("Community school", "Community special school", "Foundation school", "Foundation special school", "Local authority nursery school"),
    *("Pupil referral unit", "Voluntary aided school", "Voluntary controlled school"),
}
NO_TRUST = {  # trust_status of the types that no academy trust runs
    **dict.fromkeys(MAINTAINED, "local-authority"),
    "City technology college": "own-body",
    "Non-maintained special school": "own-body",
}
STATE_FUNDED = set(TYPES.values())
OTHER_KINDS = [  # in lists of closed schools: not state-funded schools of this register
    *("Academy 16-19 converter", "Academy 16 to 19 sponsor led", "Free schools 16 to 19", "Sixth form centres", "Further education"),
    *("Other independent school", "Other independent special school", "Service children's education"),
    "Institution funded by other government department",
]
OLDER_WORDS = {  # letters and digits of the words in the performance tables of 2016 to 2018
    "academy 16 19 sponsor led": "Academy 16 to 19 sponsor led",
    "academy converter mainstream": "Academy converter",
    "academy converter special school": "Academy special converter",
    "academy sponsor led mainstream": "Academy sponsor led",
    "academy sponsor led special school": "Academy special sponsor led",
    "agriculture and horticulture college": "Further education",
    "art design and performing art college": "Further education",
    "free school 16 19": "Free schools 16 to 19",
    "free school mainstream": "Free schools",
    "free school special": "Free schools special",
    "free school studio school": "Studio schools",
    "free school utc": "University technical college",
    "further education sector institution": "Further education",
    "general further education college": "Further education",
    "service childrens education": "Service children's education",
    "sixth form centre consortia": "Sixth form centres",
    "sixth form college": "Further education",
    "specialist designated college": "Further education",
    "studio school": "Studio schools",
}


def kind(column: pd.Series, where: str) -> pd.Series:
    """The kind of school in today's words, from any year's, without regard to case and punctuation. Raises TidyError."""
    words = {_bare(name): name for name in (*TYPES.values(), *OTHER_KINDS)} | OLDER_WORDS
    return word(column.map(_bare), words, where)


def _bare(text: str) -> str:
    return " ".join(re.findall(r"[a-z0-9]+", text.casefold()))
