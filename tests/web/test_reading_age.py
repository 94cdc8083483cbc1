"""How old a reader must be for the plain sentences of a place's page.

The Automated Readability Index (Smith and Senter 1967): 4.71 characters a word + 0.5 words a sentence - 21.43 is a school grade; five more
are an age. Numbers are left out of the count of characters and words, since short as they are they would make every sentence look easy.
"""

from __future__ import annotations

import re
from html import unescape
from pathlib import Path

import pytest

from tests.web.sample_pages import PLACES

AGE = 12
BLOCK = r"</?(?:p|article|details|div|dl|figure|h\d|ol|section|table|ul)\b"  # what ends a paragraph, whether its own end is said or not
SAID = re.compile(rf"<p class=say>(.*?)(?={BLOCK})|<li>(In \d{{4}}/.*?)(?=<li>|</ul>)", re.DOTALL)


def reading_age(text: str) -> float:
    """In years, of a text of whole sentences."""
    sentences = [sentence for sentence in re.split(r"(?<=[.?!])\s+", text) if sentence]
    words = [letters for word in text.split() if (letters := re.sub(r"[\W\d_]", "", word))]
    return 4.71 * sum(map(len, words)) / len(words) + 0.5 * len(words) / len(sentences) - 21.43 + 5


def said(html: str) -> str:
    return " ".join(unescape(re.sub("<.*?>", "", "".join(found))) for found in SAID.findall(html))


def test_the_index_tells_easy_from_hard() -> None:
    assert reading_age("The cat sat on the mat. It was a big cat.") < 6
    assert reading_age("Institutional accountability necessitates methodologically transparent comparisons between establishments.") > 20


@pytest.mark.parametrize("kind", [kind for kind in PLACES if kind != "without figures"])
def test_the_sentences_of_a_page_can_be_read_at_twelve(sample_site: Path, kind: str) -> None:
    text = said((sample_site / PLACES[kind]).read_text(encoding="utf-8"))
    assert len(text) > 200
    assert reading_age(text) <= AGE
