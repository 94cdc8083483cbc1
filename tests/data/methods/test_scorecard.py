"""Scorecard rows of small tables: the latest figure, lines, similar schools and spreads."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pandas as pd
import pytest

from pipeline.data.methods import scorecard
from pipeline.data.methods.intervals import with_intervals
from pipeline.model import Interval
from tests.data.small_table import MEAN, measure, table

SHARE = measure(MEAN, interval=Interval("wilson"), pupils="pupils", low="away_pct_low", high="away_pct_high")
COUNT = 12


def schools(count: int = COUNT, line: dict[str, str] | None = None) -> scorecard.Schools:
    """Schools 100001 and on, all similar to each other, in one trust and in England."""
    urn = pd.Index([f"{100001 + number}" for number in range(count)])
    near = np.array([[other if other != number else -1 for other in range(count)] for number in range(count)])
    parents = pd.DataFrame({"level": "trust", "code": "2044", "school": range(count)})
    accounts = np.array(["academy"] * (count - 1) + ["maintained"], dtype=object)
    return scorecard.Schools(urn, np.array(["primary"] * count, dtype=object), near, line or {}, parents, accounts)


def rows(*cells: dict[str, object], line: dict[str, str] | None = None) -> tuple[pd.DataFrame, pd.DataFrame]:
    """The scorecard's rows and spreads of a table of schools."""
    cards, spreads = scorecard.rows(with_intervals(table(*cells), (SHARE,)), (SHARE,), schools(line=line))
    return scorecard.in_order(cards), scorecard.in_order(spreads)


def every(period: str = "2018-19") -> list[dict[str, object]]:
    """Twelve schools with 10, 20, … 120 of a thousand away."""
    return [{"away_pct": number + 1, "pupils": 1000, "period": period} for number in range(COUNT)]


def test_a_school_stands_beside_the_middle_half_of_the_others() -> None:
    cards, _ = rows(*every())
    first = cards.set_index("code").loc["100001"]
    assert (first["value"], first["similar_low"], first["similar_mid"], first["similar_high"], first["similar_schools"]) == (
        1,
        4.5,
        7,
        9.5,
        11,
    )
    assert first["standing"] == "below"
    assert (first["low"], first["high"]) == pytest.approx((0.54, 1.83), abs=0.01)
    assert (first["period"], first["newest"], first["newest_missing"], first["pooled_years"]) == ("2018-19", "2018-19", "", 0)


def test_the_standing_is_that_of_the_ends_as_they_are_written() -> None:
    sure = replace(SHARE, interval=Interval("none", "A test."), low="", high="", decimals=1)
    cells = [{**cell, "away_pct": 3.349999} for cell in every()]
    cells[0]["away_pct"] = 3.4
    cards, _ = scorecard.rows(table(*cells), (sure,), schools())
    first = scorecard.in_order(cards).set_index("code").loc["100001"]
    assert (first["similar_low"], first["similar_high"], first["standing"]) == (3.35, 3.35, "within")  # 3.4 when printed


def test_of_money_only_those_stand_beside_it_that_keep_the_same_accounts() -> None:
    money = replace(SHARE, alike="accounts")
    cards, _ = scorecard.rows(with_intervals(table(*every()), (money,)), (money,), schools())
    found = scorecard.in_order(cards).set_index("code")
    assert (found.loc["100001", "similar_mid"], found.loc["100001", "similar_schools"]) == (6.5, 10)
    assert (found.loc["100012", "similar_schools"], found.loc["100012", "standing"]) == (0, "")


def test_the_latest_figure_stands_where_the_newest_is_missing_and_the_reason_is_kept() -> None:
    early = every("2017-18")
    cells: list[dict[str, object]] = [{"away_pct": "c"}, *every()[1:]]
    now: list[dict[str, object]] = [{**cell, "code": f"{100001 + at}", "period": "2018-19"} for at, cell in enumerate(cells)]
    cards, _ = rows(*early, *now)
    first = cards.set_index("code").loc["100001"]
    assert (first["value"], first["period"], first["newest"], first["newest_missing"], first["value__reason"]) == (
        1,
        "2017-18",
        "2018-19",
        "c",
        "",
    )
    assert first["similar_mid"] == 7  # of the year of the figure


def test_never_a_figure_leaves_the_reason() -> None:
    cards, _ = rows({"away_pct": "c"}, *every()[1:])
    first = cards.set_index("code").loc["100001"]
    assert np.isnan(first["value"])
    assert (first["value__reason"], first["newest_missing"], first["standing"]) == ("c", "c", "")


def test_a_line_goes_on_under_the_urn_of_today() -> None:
    before = {"code": "900001", "away_pct": 7, "pupils": 1000, "period": "2017-18"}
    cards, _ = rows(*every(), before, line={"900001": "100001"})
    first = cards.set_index("code").loc["100001"]
    assert (first["pooled"], first["pooled_from"], first["pooled_years"]) == (4, "2017-18", 2)
    assert "900001" not in set(cards["code"])


def test_of_two_rows_of_one_year_the_newer_urns_stands() -> None:
    doubled = {"code": "900001", "away_pct": 99, "pupils": 1000, "period": "2018-19"}
    cards, _ = rows(*every(), doubled, line={"900001": "100001"})
    assert cards.set_index("code").loc["100001", "value"] == 1


def test_a_closed_school_without_a_line_has_no_row() -> None:
    cards, _ = rows(*every(), {"code": "900001", "away_pct": 7, "pupils": 1000})
    assert len(cards) == COUNT


def test_the_spread_of_a_trust() -> None:
    _, spreads = rows(*every())
    (spread,) = spreads.to_dict("records")
    assert (spread["level"], spread["code"], spread["phase"], spread["schools"]) == ("trust", "2044", "primary", COUNT)
    assert (spread["low"], spread["mid"], spread["high"]) == (3.75, 6.5, 9.25)


def test_a_measure_without_any_figure_has_no_rows() -> None:
    assert scorecard.rows(with_intervals(table({"away_pct": "c"}), (SHARE,)), (SHARE,), schools()) == ([], [])
