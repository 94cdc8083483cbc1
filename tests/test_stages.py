"""Each stage says its name and its time."""

from __future__ import annotations

import io

from pipeline.stages import Stages


def test_stages_print_and_keep_their_seconds() -> None:
    out = io.StringIO()
    stages = Stages(out)
    with stages.stage("read"):
        pass
    with stages.bar("pages", 2) as bar:
        bar.advance()
        bar.advance()
    lines = [line.split() for line in out.getvalue().splitlines() if line.strip()]
    assert [line[0] for line in lines][-1] == "pages"
    assert set(stages.seconds) == {"read", "pages"}
    assert all(line[-1] == "s" for line in lines)
