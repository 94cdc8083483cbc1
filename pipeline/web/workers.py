"""Processes that share the work on many pages."""

from __future__ import annotations

import gc
import multiprocessing
import warnings
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from multiprocessing.pool import Pool
from typing import Any

WORKERS = 2


@contextmanager
def workers(begin: Callable[..., None], *given: Any) -> Iterator[Pool]:
    """Processes that each ``begin`` with what is ``given``: they have what was read so far in memory, unshared where it is written to."""
    gc.freeze()  # or the collector would write to every object, and so copy it for each worker
    with warnings.catch_warnings():
        # Arrow's threads wait in the parent; a worker neither uses them nor starts its own.
        warnings.filterwarnings("ignore", message=".*multi-threaded.*fork", category=DeprecationWarning)
        pool = multiprocessing.get_context("fork").Pool(WORKERS, _begin, (begin, given))
    with pool:
        yield pool
    gc.unfreeze()


def _begin(begin: Callable[..., None], given: tuple[Any, ...]) -> None:
    gc.disable()  # a page leaves nothing behind that goes round in a circle, and looking for it takes a twentieth of the time
    begin(*given)
