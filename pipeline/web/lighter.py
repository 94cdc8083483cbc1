"""The site's own scripts and style sheets without what only their maintainers read, such as comments, spaces and long names.

``python -m pipeline.web.lighter FOLDER`` does it in a process of its own: the library is one of Go, whose runtime must not be
there when the site's workers fork.
"""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

from pipeline.errors import SiteError

KINDS = {".js": "application/javascript", ".css": "text/css"}


def lighten(assets: Path) -> None:
    """Rewrite each script and style sheet directly in ``assets``; what others wrote lies in a folder of its own and stays as it is.

    Raises SiteError if one cannot be read as what it says it is.
    """
    done = subprocess.run([sys.executable, "-m", __spec__.name, str(assets)], capture_output=True, text=True, check=False)
    if done.returncode:
        raise SiteError(assets, done.stderr.strip().rpartition("\n")[2], "scripts and style sheets without a mistake")


def rewrite(assets: Path) -> None:
    """What ``lighten`` does, in this process. Raises ``minify.MinifyError``."""
    import minify

    for path in sorted(assets.iterdir()):
        if kind := KINDS.get(path.suffix):
            path.write_text(minify.string(kind, path.read_text(encoding="utf-8")), encoding="utf-8")


if __name__ == "__main__":
    rewrite(Path(sys.argv[1]))
