"""Another try after what may pass: bounded in number, in time, and by what the server asks for."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from http.client import HTTPResponse
from typing import TypeVar

from pipeline.data.fetching.guards import shown
from pipeline.data.fetching.policy import Policy
from pipeline.data.fetching.timing import Deadline
from pipeline.data.fetching.troubles import RefusedError, TransferError
from pipeline.errors import SourceError

T = TypeVar("T")

PASSING = {408, 425, 429, 500, 502, 503, 504}


def tried(attempt: Callable[[], T], where: str, policy: Policy, deadline: Deadline) -> T:
    """What ``attempt`` gives in the end. Raises SourceError when it is refused, or was tried often or long enough."""
    for number in range(1, policy.attempts + 1):
        try:
            return attempt()
        except RefusedError as refused:
            raise SourceError(where, refused.found, refused.expected) from refused
        except TransferError as trouble:
            wait = max(trouble.wait, 2.0 ** (number - 1))
            if not _is_worth_it(trouble, number, wait, policy, deadline):
                raise SourceError(where, f"{trouble.found}, at try {number}", trouble.expected) from trouble
        policy.sleep(wait)
    raise SourceError(where, "no try allowed", "at least one")


def _is_worth_it(trouble: TransferError, number: int, wait: float, policy: Policy, deadline: Deadline) -> bool:
    return trouble.again and number < policy.attempts and wait <= min(policy.longest_wait, deadline.remaining())


def hold_status(answer: HTTPResponse, right: set[int]) -> None:
    """Raise TransferError for an answer that may be another one later, RefusedError for any other that is not ``right``."""
    if answer.status in PASSING:
        wait = _retry_after(answer.getheader("Retry-After", ""))
        raise TransferError(f"the answer {answer.status}{f' (again in {wait:.0f} seconds)' if wait else ''}", "200 and the file", wait)
    if answer.status not in right:
        raise RefusedError(f"the answer {answer.status} {shown(answer.reason)}", "200 and the file")


def _retry_after(text: str) -> float:
    """Seconds that the server asks us to wait, as a number or as a date; 0 if it does not say."""
    if text.strip().isdecimal():
        return float(text[:10])
    try:
        then = parsedate_to_datetime(text)
    except ValueError:
        return 0.0
    now = datetime.now(then.tzinfo or UTC)
    return max((then.replace(tzinfo=now.tzinfo) - now).total_seconds(), 0.0)
