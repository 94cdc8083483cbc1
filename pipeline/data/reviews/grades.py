"""Which school grades of the United States a sample was of, by the words in which the Clearinghouse describes it.

Grain: a set of bands a description. Traps: the words are free, so what they do not say plainly is not known; a cohort that was three
years old at the start and was tested in grade 3 is named by both.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from pipeline.evidence import GRADES

LAST = (0, 5, 8, 12)  # grade of each band but college
ORDINALS = ("first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth", "eleventh", "twelfth")
WORDS = {
    GRADES[0]: r"\bpre-?k\b|\bpk\b|pre-?kindergarten|pre-?school|kindergart",
    GRADES[1]: r"\belementary\b",
    GRADES[2]: r"\bmiddle(?: schools?\b|;| and)|junior high",
    GRADES[3]: r"(?<!junior )high schools?\b(?! diploma)",
    GRADES[4]: r"college students|community college|enrolled in college|postsecondary",
}
NUMBER = r"(?:k|\d{1,2})(?:st|nd|rd|th)?"
RUN = rf"{NUMBER}(?:\s*(?:-|to|through|and|or|,|;|&)\s*(?:grade\s*)?{NUMBER})*"
NAMED = re.compile(rf"\bgrades?:?\s*({RUN})\b|\b({RUN})(?<=st|nd|rd|th)[\s-]+grade(?:s|rs?)?\b")
SPAN = re.compile(rf"({NUMBER})\s*(?:-|to|through)\s*({NUMBER})")
SINGLE = re.compile(NUMBER)


def bands(sample: str) -> tuple[str, ...]:
    """The bands that ``sample`` names, youngest first; none where its words name no grade."""
    text = _plain(sample)
    found = {band for band, pattern in WORDS.items() if re.search(pattern, text)}
    found |= {GRADES[sum(grade > last for last in LAST)] for grade in _grades(text) if grade <= LAST[-1]}
    return tuple(band for band in GRADES if band in found)


def _plain(sample: str) -> str:
    """Small letters, one kind of hyphen, ordinals as figures."""
    text = re.sub("[\u2010-\u2015]", "-", sample.lower())
    for number, word in enumerate(ORDINALS, 1):
        text = re.sub(rf"\b{word}\b", f"{number}th", text)
    return text


def _grades(text: str) -> Iterator[int]:
    """Every grade named, those between the ends of a span among them; kindergarten is 0."""
    for match in NAMED.finditer(text):
        run = match[1] or match[2]
        for low, high in SPAN.findall(run):
            yield from range(_number(low), _number(high) + 1)
        yield from (_number(each) for each in SINGLE.findall(run))


def _number(text: str) -> int:
    return 0 if text.startswith("k") else int(re.sub(r"\D", "", text))
