"""Work in other processes: its result, its error, and what it begins with."""

from __future__ import annotations

import os

import pytest

from pipeline.errors import PackageError
from pipeline.workers import WORKERS, apart, workers

BEGUN: list[str] = []


def _begin(word: str) -> None:
    BEGUN.append(word)


def _said(number: int) -> tuple[str, int, int]:
    return BEGUN[-1], number * number, os.getpid()


def _refuse(number: int) -> int:
    raise PackageError("a.csv", number, "none")


def _many(numbers: list[int]) -> list[int]:
    with workers(_begin, "a word") as pool:
        return [square for _, square, _ in pool.map(_said, numbers)]


def test_each_worker_begins_with_what_is_given() -> None:
    with workers(_begin, "a word") as pool:
        said = pool.map(_said, range(40), chunksize=1)
    assert [(word, square) for word, square, _ in said] == [("a word", number * number) for number in range(40)]
    assert os.getpid() not in {pid for *_, pid in said}
    assert len({pid for *_, pid in said}) <= WORKERS
    assert not BEGUN


def test_work_apart_gives_its_result_and_may_share_itself_out() -> None:
    assert apart(_many, [1, 2, 3]) == [1, 4, 9]
    assert apart(os.getpid) != os.getpid()


def test_an_error_comes_back_whole() -> None:
    with pytest.raises(PackageError, match=r"^a\.csv: found 7; expected none$"):
        apart(_refuse, 7)
    with workers(_begin, "") as pool, pytest.raises(PackageError, match=r"^a\.csv: found 8; expected none$"):
        pool.map(_refuse, [8])
