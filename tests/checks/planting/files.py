"""Files that are not written, packed or cut off as they should be."""

from __future__ import annotations

import gzip
import string
from random import Random

from tests.checks.planting.ground import Ground, Kind, Planted, lines, pick, random_rows, textual, written

REFUSED = "refused"
HEADERLESS = frozenset({"incorrect-label", "missing-label", "extra-label", "unmatched-header", "blank-header", "duplicate-label"})


def whole(ground: Ground) -> bytes:
    """The file as it is right."""
    return b"".join(lines(ground))


def header_only(_: Random, ground: Ground) -> Planted:
    """No row below the header."""
    return Planted(lines(ground)[0], frozenset({"no-rows"}))


def empty(_: Random, __: Ground) -> Planted:
    """Nothing at all."""
    return Planted(b"", frozenset({"source-error"}))


def windows(random: Random, ground: Ground) -> Planted | None:
    """One letter in the encoding of Windows amid UTF-8."""
    spot = pick(random, ground, textual, lambda text: any(letter in text for letter in string.ascii_lowercase))
    if not spot:
        return None
    file = lines(ground)
    at = file[spot.row].rindex(spot.text.encode("utf-8").split(b'"')[0])
    file[spot.row] = file[spot.row][:at] + random.choice("é£’–ü").encode("cp1252") + file[spot.row][at:]
    return Planted(b"".join(file), frozenset({"encoding-error"}), spot.row + 1)


def wide(random: Random, ground: Ground) -> Planted:
    """UTF-16 with or without its mark."""
    encoded = whole(ground).decode("utf-8").encode(random.choice(["utf-16", "utf-16-le", "utf-16-be"]))
    return Planted(encoded, frozenset({"encoding-error", "control-character"}))


def marked(_: Random, ground: Ground) -> Planted:
    """A byte order mark."""
    return Planted(b"\xef\xbb\xbf" + whole(ground), frozenset({"byte-order-mark"}))


def cut_packed(random: Random, ground: Ground) -> Planted:
    """The end of a packed file never arrived."""
    packed = gzip.compress(whole(ground), mtime=0)
    return Planted(packed[: random.randrange(len(packed) // 3, len(packed) - 1)], frozenset({REFUSED}), compression="gz")


def flipped(random: Random, ground: Ground) -> Planted:
    """A bit of a packed file is another."""
    packed = bytearray(gzip.compress(whole(ground), mtime=0))
    packed[random.randrange(20, len(packed) - 4)] ^= 1 << random.randrange(8)
    return Planted(bytes(packed), frozenset({REFUSED}), compression="gz")


def unpacked(_: Random, __: Ground) -> Planted:
    """A plain file under the name of a packed one: an error page looks like this."""
    return Planted(b"<!DOCTYPE html><html><title>Not found</title></html>", frozenset({REFUSED}), compression="gz")


def page(_: Random, __: Ground) -> Planted:
    """A page of the publisher's in the place of the table."""
    return Planted(b"<!DOCTYPE html>\n<html><head><title>404</title></head>\n<body>Not found</body></html>\n", HEADERLESS)


def mixed_ends(random: Random, ground: Ground) -> Planted:
    """One row ends in the way of Windows."""
    file = lines(ground)
    row = next(random_rows(random, ground))
    file[row] = file[row].removesuffix(b"\n") + b"\r\n"
    return Planted(b"".join(file), frozenset({"mixed-line-ends"}))


def lonely_return(random: Random, ground: Ground) -> Planted:
    """A carriage return with no line feed ends a row."""
    file = lines(ground)
    row = next(random_rows(random, ground))
    file[row] = file[row].removesuffix(b"\n") + b"\r"
    return Planted(b"".join(file), frozenset({"mixed-line-ends", "extra-cell", "control-character"}))


def semicolons(random: Random, ground: Ground) -> Planted:
    """Another delimiter."""
    mark = random.choice([";", "\t", "|"])
    text = written([[mark.join(row).replace('"', "")] for row in ground.rows]).decode("utf-8").replace('"', "").replace(",", " ")
    return Planted(text.encode("utf-8"), HEADERLESS)


def cut_off(random: Random, ground: Ground) -> Planted:
    """The file ends in the middle of its last row."""
    last = ground.rows[-1]
    kept = last[: random.randrange(1, len(last))]
    return Planted(written([*ground.rows[:-1], kept]).removesuffix(b"\n"), frozenset({"missing-cell"}), len(ground.rows))


KINDS: dict[str, Kind] = {
    "a header only": header_only,
    "an empty file": empty,
    "a byte of Windows": windows,
    "UTF-16": wide,
    "a byte order mark": marked,
    "a packed file cut off": cut_packed,
    "a packed file with a bit flipped": flipped,
    "a page for a packed file": unpacked,
    "a page for a table": page,
    "mixed line ends": mixed_ends,
    "a lonely carriage return": lonely_return,
    "another delimiter": semicolons,
    "a file cut off": cut_off,
}
