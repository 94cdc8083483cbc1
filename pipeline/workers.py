"""Work in other processes: shared out among a few, or done apart so that its memory comes back."""

from __future__ import annotations

import gc
import multiprocessing
import warnings
from collections.abc import Callable, Iterator
from concurrent.futures import ProcessPoolExecutor
from contextlib import contextmanager
from multiprocessing.pool import Pool
from typing import Any, TypeVar

WORKERS = 2
FORK = multiprocessing.get_context("fork")

Result = TypeVar("Result")


def apart(work: Callable[..., Result], *given: Any) -> Result:
    """What ``work`` gives, done in a process that ends with it: what it held in memory is free again. Raises what the work raises."""
    with ProcessPoolExecutor(1, FORK) as one:
        return one.submit(work, *given).result()


@contextmanager
def workers(begin: Callable[..., None], *given: Any) -> Iterator[Pool]:
    """Processes that each ``begin`` with what is ``given``: they have what was read so far in memory, unshared where it is written to."""
    gc.freeze()  # or the collector would write to every object, and so copy it for each worker
    with warnings.catch_warnings():
        # Arrow's threads wait in the parent; a worker neither uses them nor starts its own.
        warnings.filterwarnings("ignore", message=".*multi-threaded.*fork", category=DeprecationWarning)
        pool = FORK.Pool(WORKERS, _begin, (begin, given))
    with pool:
        yield pool
    gc.unfreeze()


def _begin(begin: Callable[..., None], given: tuple[Any, ...]) -> None:
    gc.disable()  # a page leaves nothing behind that goes round in a circle, and looking for it takes a twentieth of the time
    begin(*given)
