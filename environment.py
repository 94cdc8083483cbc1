"""The environment that every command runs in: ``.venv`` with the pinned requirements, set up once by any Python 3.11 or later.

Standard library only, and no grammar newer than Python 3.6: an older Python must get far enough to be told so.
"""

import hashlib
import importlib.util
import os
import subprocess
import sys
from pathlib import Path
from typing import NoReturn, Sequence, Tuple  # noqa: UP035 - for the sake of that older Python

ROOT = Path(__file__).resolve().parent
FOLDER = ROOT / ".venv"
REQUIREMENTS = ROOT / "requirements.txt"
OLDEST = (3, 11)
INSTALL = ("-m", "pip", "install", "-qq", "--disable-pip-version-check", "--no-input", "--require-hashes", "--only-binary=:all:")


def python(folder: Path = FOLDER) -> Path:
    """The environment's own Python."""
    return folder / "bin" / "python"


def fault(version: Tuple[int, ...], has_ensurepip: bool) -> str:  # noqa: UP006
    """One line on what keeps this Python from setting up the environment; empty if nothing does."""
    if version[:2] < OLDEST:
        return "Python 3.11 or later is needed; {} is Python {}.{}.".format(sys.executable, *version[:2])
    if not has_ensurepip:
        return "Python's own venv is needed and this Python lacks it; on Debian and Ubuntu: apt-get install python3-venv"
    return ""


def is_ready(folder: Path, requirements: Path) -> bool:
    """Whether ``folder`` was set up whole from ``requirements`` as they stand now, by a Python that is still there."""
    stamp = _stamp(folder)
    return python(folder).exists() and stamp.exists() and stamp.read_text() == _digest(requirements)


def set_up(folder: Path, requirements: Path) -> None:
    """Make the environment anew; the stamp comes last, so that a set-up broken off is made again."""
    subprocess.run([sys.executable, "-m", "venv", "--clear", str(folder)], check=True)
    subprocess.run([str(python(folder)), *INSTALL, "--requirement", str(requirements)], check=True)
    _stamp(folder).write_text(_digest(requirements))


def ensure() -> None:
    """Set the environment up unless it is ready; one line and exit code 1 where that cannot be done."""
    wrong = fault(sys.version_info[:2], importlib.util.find_spec("ensurepip") is not None)
    if wrong:
        sys.exit(wrong)
    if is_ready(FOLDER, REQUIREMENTS):
        return
    print(f"Setting up {FOLDER} with the pinned requirements; this is done once and takes about a minute.", flush=True)
    try:
        set_up(FOLDER, REQUIREMENTS)
    except subprocess.CalledProcessError as error:
        sys.exit(f"The environment could not be set up (see above): {error}")


def run_nox(arguments: Sequence[str]) -> NoReturn:
    """Become the environment's nox."""
    ensure()
    os.execv(python(), [str(python()), "-m", "nox", "--noxfile", str(ROOT / "noxfile.py"), *arguments])


def _stamp(folder: Path) -> Path:
    return folder / "requirements.sha256"


def _digest(requirements: Path) -> str:
    return hashlib.sha256(requirements.read_bytes()).hexdigest()


if __name__ == "__main__":
    ensure()
