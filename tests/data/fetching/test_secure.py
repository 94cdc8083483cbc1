"""Over TLS: a certificate must be trusted and in the host's name, and a redirect never leaves TLS."""

from __future__ import annotations

import ssl
from pathlib import Path

import pytest

from pipeline.data.fetching import fetch
from pipeline.data.fetching.asking import asked
from pipeline.data.fetching.policy import Policy
from pipeline.data.fetching.timing import Deadline
from pipeline.data.fetching.troubles import TransferError
from pipeline.errors import SourceError
from tests.data.fetching.answers import CONTENT, moved, rest, whole
from tests.data.fetching.faults import broken_off
from tests.data.fetching.faulty_server import CERTIFICATE, Behaviour, serving
from tests.data.fetching.fetched import HOST, RAW, loosened, package


def trusting() -> ssl.SSLContext:
    """The default, but with the tests' own certificate."""
    return ssl.create_default_context(cafile=str(CERTIFICATE))


def _fetched(behaviour: Behaviour, tmp_path: Path, **changes: object) -> list[str]:
    with serving(behaviour, secure=True) as server:
        dataset = package(tmp_path / "p", server)
        return [told.outcome for told in fetch(dataset, tmp_path, policy=loosened(server, **changes))]


def test_a_file_comes_over_tls_in_two_pieces(tmp_path: Path) -> None:
    assert _fetched(lambda q: rest(q) if q.number else broken_off(1), tmp_path, trust=trusting) == ["fetched"]
    assert (tmp_path / RAW).read_bytes() == CONTENT


def test_a_certificate_that_nobody_trusts_is_refused_at_once(tmp_path: Path) -> None:
    with pytest.raises(SourceError, match="certificate that does not hold"):
        _fetched(lambda _: whole(), tmp_path)
    assert not (tmp_path / RAW).exists()


def test_a_certificate_in_another_name_is_refused(tmp_path: Path) -> None:
    with pytest.raises(SourceError, match=r"other\.example with a certificate that does not hold"):
        _fetched(lambda q: moved(f"https://other.example:{q.headers['host'].partition(':')[2]}/"), tmp_path, trust=trusting)


@pytest.mark.parametrize("place", [f"http://{HOST}/away.csv", f"HTTP://{HOST}:443/"])
def test_a_redirect_out_of_tls_is_refused(place: str, tmp_path: Path) -> None:
    for _ in range(20):
        with pytest.raises(SourceError, match="expected one that begins with https://"):
            _fetched(lambda _: moved(place), tmp_path, trust=trusting)


def test_a_server_without_tls_is_refused() -> None:
    with serving(lambda _: whole()) as server, pytest.raises(TransferError, match="no secure connection"):
        _asked(f"https://{HOST}:{server.port}/", loosened(server, scheme="https"))


def _asked(address: str, policy: Policy) -> None:
    with asked(address, frozenset({HOST}), {}, policy, Deadline(5)):
        pytest.fail("an answer without TLS was taken")
