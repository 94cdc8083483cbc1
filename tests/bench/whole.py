"""The whole build, twice; and builds of a part, to see how the cost grows."""

from __future__ import annotations

import hashlib
import random
import re
from collections.abc import Iterator
from pathlib import Path

from pipeline import catalogue, packages
from pipeline.data import sample
from tests.bench.command import Run, run
from tests.bench.table import Line

ROOT = Path(__file__).parents[2]
CONTRACTS = ROOT / "datapackages"
PARTS = (1_000, 5_000)
STAGE = re.compile(r"^(\S.*?) +([\d.]+) s$", re.MULTILINE)


def build(contracts: Path, folder: Path) -> Run:
    """Build the site of the packages in ``contracts`` into ``folder / "site"``."""
    folders = ("--datapackages", str(contracts), "--build", str(folder / "packages"), "--site", str(folder / "site"))
    return run(("-m", "pipeline", "build", *folders), ROOT)


def lines(folder: Path) -> Iterator[Line]:
    """Time, memory and stages of the whole build into ``folder``, the same bytes again, and the growth."""
    first = build(CONTRACTS, folder)
    yield Line("Whole build", f"{first.seconds:.0f} s, {first.cpu:.0f} s of CPU", "at most 150 s")
    yield Line("Highest memory of all its processes", f"{first.memory / 1e9:.2f} GB", "at most 3 GB")
    for name, seconds in STAGE.findall(first.said):
        yield Line(f"· {name}", f"{float(seconds):.1f} s")
    before = _hash(folder / "site")
    build(CONTRACTS, folder)
    yield Line("Built again", "the same bytes" if _hash(folder / "site") == before else "OTHER BYTES", "the same bytes")
    for count in PARTS:
        part = build(_part(count, folder), folder / "part")
        yield Line(f"Build of {count:,} open schools", f"{part.seconds:.1f} s, {part.cpu:.1f} s of CPU")


def _part(count: int, folder: Path) -> Path:
    """Packages of schools drawn by lot."""
    datasets = catalogue.load(CONTRACTS)
    urns = sorted(packages.read_text(datasets["schools"], "schools")["urn"])
    chosen = random.Random(count).sample(urns, count)
    (folder / "urns.txt").write_text("".join(f"{urn}\n" for urn in chosen), encoding="utf-8")
    sample.cut(datasets, folder / "urns.txt", folder / f"part-{count}")
    return folder / f"part-{count}"


def _hash(site: Path) -> str:
    whole = hashlib.sha256()
    for path in sorted(path for path in site.rglob("*") if path.is_file()):
        whole.update(path.relative_to(site).as_posix().encode())
        whole.update(hashlib.sha256(path.read_bytes()).digest())
    return whole.hexdigest()
