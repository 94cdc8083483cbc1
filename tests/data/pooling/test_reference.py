"""Every analysis that R's metafor and clubSandwich did of these files, done again by the command: six digits, or it is wrong."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from typing import Any

import pytest

from pipeline.__main__ import main
from tests.data.pooling.sets import REFERENCE, RESULTS


@pytest.mark.parametrize("name", RESULTS)
def test_the_command_says_what_metafor_says(name: str, capsys: pytest.CaptureFixture[str]) -> None:
    analysis = RESULTS[name]
    options = [f"--{option.replace('_', '-')}={column}" for option, column in analysis["columns"].items()]
    filters = [word for words in analysis["filters"] for word in ("--filter", words)]
    assert main(["pool", str(REFERENCE / analysis["file"]), *options, *filters, "--json"]) == 0
    ours = dict(flat(json.loads(capsys.readouterr().out)))
    theirs = dict(flat(analysis["expected"]))
    assert {key: ours[key] for key in theirs} == pytest.approx(theirs, rel=1e-6, abs=1e-9)


def test_a_test_of_small_studies_is_there_from_ten_effects_on(capsys: pytest.CaptureFixture[str]) -> None:
    for file, k in (("rubin1981_eightschools.csv", 8), ("raudenbush1985.csv", 19)):
        assert main(["pool", str(REFERENCE / file), "--effect", "yi", "--variance", "vi", "--json"]) == 0
        said = json.loads(capsys.readouterr().out)
        assert (said["k"], said["egger"]["p"] is None, said["clustered"]) == (k, k < 10, None)


def flat(values: Mapping[str, Any], prefix: str = "") -> Iterator[tuple[str, Any]]:
    for name, value in values.items():
        if isinstance(value, dict):
            yield from flat(value, f"{prefix}{name}.")
        else:
            yield prefix + name, value
