"""Who came before whom where the register does not say it plainly."""

from __future__ import annotations

import pandas as pd

from pipeline.data.datasets import schools_links


def test_a_pair_that_contradicts_itself_is_settled_by_who_is_closed() -> None:
    stated = pd.DataFrame(
        [("100001", "100002", "Successor", ""), ("100002", "100001", "Successor", "")], columns=["urn", "link_urn", "link_type", "date"]
    )
    settled = schools_links.successor_pairs(stated, {"100002"})
    assert settled.to_dict("records") == [{"before": "100002", "after": "100001"}]
    assert schools_links.successor_pairs(stated, set()).empty
    assert set(schools_links.successions(stated, set())["relation"]) == {"other"}
