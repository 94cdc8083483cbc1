"""No address leads a fetch to a host that is not listed or to a number that is not public, however it is dressed up."""

from __future__ import annotations

import socket
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from pipeline.data.fetching import asking, fetch
from pipeline.data.fetching.guards import is_public, vetted
from pipeline.data.fetching.policy import STRICT
from pipeline.data.fetching.timing import Deadline
from pipeline.data.fetching.troubles import RefusedError, TransferError
from pipeline.errors import SourceError
from tests.data.fetching.answers import moved, whole
from tests.data.fetching.faulty_server import LOOPBACK, Question, Server, serving
from tests.data.fetching.fetched import HOST, loosened, package

HOSTS = frozenset({HOST})
PUBLIC = "93.184.216.34"
FOUND = replace(STRICT, resolve=lambda _host, _port: (PUBLIC,))

PRIVATE = [
    *("127.0.0.1", "127.9.9.9", "10.0.0.1", "172.16.0.1", "192.168.1.1", "169.254.169.254", "100.64.0.1", "0.0.0.0", "255.255.255.255"),
    *("224.0.0.1", "240.0.0.1", "192.0.2.1", "198.18.0.1", "::1", "::", "fe80::1", "fe80::1%eth0", "fc00::1", "ff02::1", "2001:db8::1"),
    *("::ffff:127.0.0.1", "::ffff:10.0.0.1", "64:ff9b::7f00:1", "64:ff9b::a9fe:a9fe", "2002:7f00:1::", "2001:0:7f00:1::", "", "localhost"),
]


@pytest.mark.parametrize("number", PRIVATE)
def test_a_number_that_is_not_public_is_refused(number: str) -> None:
    assert not is_public(number)
    with pytest.raises(RefusedError, match=HOST):
        vetted(f"https://{HOST}/", HOSTS, replace(STRICT, resolve=lambda _host, _port: (PUBLIC, number)))


@pytest.mark.parametrize("number", [PUBLIC, "2606:2800:220:1:248:1893:25c8:1946", "64:ff9b::5db8:d822", "::ffff:93.184.216.34"])
def test_a_public_number_is_not(number: str) -> None:
    assert is_public(number)


@pytest.mark.parametrize(
    "address",
    [
        *("http://data.example/", "ftp://data.example/", "file:///etc/passwd", "//data.example/", "data.example", ""),
        *("https://data.example:8443/", "https://data.example:0/", "https://data.example:99999/", "https://data.example:x/"),
        *("https://evil.example/", "https://data.example.evil.example/", "https://xdata.example/", "https://data.example./"),
        *("https://data.example@evil.example/", "https://evil.example#@data.example/", "https://evil.example\\@data.example/"),
        *("https://user@data.example/", "https://:pass@data.example/", "https://[::1]/", "https://[data.example/", "https:///x"),
        *("https://2130706433/", "https://0x7f.1/", "https://127.0.0.1/", "https://localhost/", "https://data。example/"),
    ],
)
def test_an_address_that_is_not_plainly_of_a_listed_host_is_refused(address: str) -> None:
    with pytest.raises(RefusedError):
        vetted(address, HOSTS, FOUND)


def test_a_target_holds_no_blank_and_no_line_end() -> None:
    door = vetted("https://DATA.example/a b\r\nX: y/é?q=1 2&r=%20#part", HOSTS, FOUND)
    assert (door.host, door.port, door.target) == (HOST, 443, "/a%20bX:%20y/%C3%A9?q=1%202&r=%20")


def test_a_name_without_a_number_may_have_one_later() -> None:
    def nowhere(_host: str, _port: int) -> tuple[str, ...]:
        raise socket.gaierror(-2, "Name or service not known")

    with pytest.raises(TransferError, match="no number"):
        vetted(f"https://{HOST}/", HOSTS, replace(STRICT, resolve=nowhere))


def test_what_was_vetted_is_what_is_dialled(monkeypatch: pytest.MonkeyPatch) -> None:
    dialled: list[tuple[str, int]] = []
    answers = iter([(PUBLIC,), (LOOPBACK,), (LOOPBACK,)])

    def dial(place: tuple[str, int], timeout: float) -> socket.socket:
        dialled.append(place)
        raise ConnectionRefusedError(timeout)

    monkeypatch.setattr(socket, "create_connection", dial)
    policy = replace(STRICT, resolve=lambda _host, _port: next(answers))
    with pytest.raises(TransferError, match="no connection"), asking.asked(f"https://{HOST}/", HOSTS, {}, policy, Deadline(5)):
        pass
    assert dialled == [(PUBLIC, 443)]


@pytest.mark.parametrize("number", ["127.0.0.2", "10.0.0.1", "169.254.169.254", "::1", "::ffff:10.0.0.1"])
def test_a_redirect_to_a_private_number_is_refused(number: str, tmp_path: Path) -> None:
    def behaviour(question: Question) -> list[bytes]:
        return moved(f"http://other.example:{question.headers['host'].partition(':')[2]}/") if not question.number else whole()

    numbers = {HOST: (LOOPBACK,), "other.example": (number,)}
    for _ in range(20):
        with serving(behaviour) as server, pytest.raises(SourceError, match=r"other\.example at '.*'; expected a public address"):
            _fetched(server, tmp_path, lambda host: numbers[host])
        assert len(server.asked) == 1


def test_a_name_that_changes_its_number_between_two_tries_is_vetted_again(tmp_path: Path) -> None:
    numbers = iter([(LOOPBACK,), ("10.0.0.1",)])
    with serving(lambda _: whole(b"", "503 Service Unavailable")) as server, pytest.raises(SourceError, match=r"'10\.0\.0\.1'"):
        _fetched(server, tmp_path, lambda _: next(numbers))
    assert len(server.asked) == 1


def _fetched(server: Server, tmp_path: Path, numbers: Callable[[str], tuple[str, ...]]) -> None:
    list(fetch(package(tmp_path / "p", server), tmp_path, policy=loosened(server, resolve=lambda host, _port: numbers(host))))
