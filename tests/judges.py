"""The judges of pages that come from npm, by the lock in ``tests/node`` into ``build/node``: the Nu HTML checker and Lighthouse."""

from __future__ import annotations

import hashlib
import json
import os
import shutil
import subprocess
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any, NamedTuple

from tests.chromium import provide
from tests.machine import debian, went_well

ROOT = Path(__file__).parents[1]
PINS = ROOT / "tests" / "node"
FOLDER = ROOT / "build" / "node"
NEEDED = {"node": "nodejs", "npm": "npm", "java": "default-jre-headless"}
FLAGS = "--headless=new --no-sandbox --disable-gpu --disable-quic --no-first-run --disable-background-networking --disable-sync"
POLICY = r"(Resource|Inline script) violates Content Security Policy \(meta tag\).*"
BATCH = 400  # pages that one run of the checker is given


class JudgeMissingError(Exception):
    """A program that a judge stands on is not on this machine, or npm could not install a judge."""


class Report(NamedTuple):
    """What Lighthouse says of one page on a simulated slow phone: scores out of 100 by category, and the largest paint in seconds."""

    scores: dict[str, int]
    largest_paint: float
    faults: tuple[str, ...]


def modules() -> Path:
    """The folder of installed judges, made now if it does not fit the lock, with what they stand on. Raises JudgeMissingError."""
    missing = [package for program, package in NEEDED.items() if shutil.which(program) is None]
    if missing and not any(went_well(way) for way in debian(missing)):
        raise JudgeMissingError(f"Checking pages needs Java, Node and npm; on Debian and Ubuntu: apt-get install {' '.join(missing)}")
    stamp, pins = FOLDER / "stamp", [PINS / "package.json", PINS / "package-lock.json"]
    digest = hashlib.sha256(b"".join(pin.read_bytes() for pin in pins)).hexdigest()
    if not (stamp.is_file() and stamp.read_text() == digest):
        _install(pins)
        stamp.write_text(digest)
    return FOLDER / "node_modules"


def _install(pins: Iterable[Path]) -> None:
    FOLDER.mkdir(parents=True, exist_ok=True)
    for pin in pins:
        shutil.copy(pin, FOLDER)
    command = ["npm", "ci", "--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error"]
    done = subprocess.run(command, cwd=FOLDER, capture_output=True, text=True, check=False)
    if done.returncode:
        raise JudgeMissingError(f"npm could not install the judges: {done.stderr.strip()}")


def html_faults(pages: Iterable[Path]) -> list[str]:
    """Every error and warning that the Nu HTML checker has of the pages: ``page: what, at the extract``; empty if all are valid.

    What it says of a page's security policy is left to the browser tests: a file has no host whose style sheet the policy could allow, and
    data in a script element is no script.
    """
    jar = modules() / "vnu-jar" / "build" / "dist" / "vnu.jar"
    return [fault for batch in _batches([str(page) for page in pages]) for fault in _checked(jar, batch)]


def _batches(pages: list[str]) -> Iterator[list[str]]:
    return (pages[at : at + BATCH] for at in range(0, len(pages), BATCH))


def _checked(jar: Path, pages: list[str]) -> Iterator[str]:
    options = ("--format", "json", "--no-langdetect", "--filterpattern", POLICY)  # names would make it guess at Tagalog
    done = subprocess.run(["java", "-Xss8m", "-jar", str(jar), *options, *pages], capture_output=True, text=True, check=False)
    for found in json.loads(done.stderr)["messages"]:
        page = "/".join(str(found.get("url", "")).split("/")[-2:])
        yield f"{page}: {found['message']}, at {found.get('extract', '').strip()[:120]}"


def lighthouse(address: str) -> Report:
    """Lighthouse's own mobile settings: a slow fourth-generation network and a processor slowed four times, both simulated."""
    program = modules() / "lighthouse" / "cli" / "index.js"
    command = ["node", str(program), address, "--quiet", "--output=json", f"--chrome-flags={FLAGS}", "--max-wait-for-load=45000"]
    done = subprocess.run(command, capture_output=True, text=True, check=False, env=_environment())
    if done.returncode:
        raise JudgeMissingError(f"Lighthouse could not judge {address}: {done.stderr.strip()[-400:]}")
    return _report(json.loads(done.stdout))


def _environment() -> dict[str, str]:
    return os.environ | {"CHROME_PATH": provide()}


def _report(told: dict[str, Any]) -> Report:
    categories = told["categories"]
    scores = {name: round(100 * (category["score"] or 0)) for name, category in categories.items()}
    names = [each["id"] for name in categories for each in categories[name]["auditRefs"] if each["weight"]]
    faults = tuple(f"{name}: {told['audits'][name]['title']}" for name in names if (told["audits"][name]["score"] or 0) < 0.9)
    return Report(scores, told["audits"]["largest-contentful-paint"]["numericValue"] / 1000, faults)


if __name__ == "__main__":
    try:
        print(modules())
    except JudgeMissingError as error:
        raise SystemExit(str(error)) from None
