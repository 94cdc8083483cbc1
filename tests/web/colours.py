"""What a colour looks like: its contrast with another, and how far two stand apart to readers who see fewer colours."""

from __future__ import annotations

from math import dist

Triple = tuple[float, float, float]

# Machado, Oliveira and Fernandes 2009, severity 1: linear RGB as a reader without one kind of cone sees it.
SIGHTS: dict[str, tuple[Triple, Triple, Triple]] = {
    "all": ((1, 0, 0), (0, 1, 0), (0, 0, 1)),
    "protanopia": ((0.152286, 1.052583, -0.204868), (0.114503, 0.786281, 0.099216), (-0.003882, -0.048116, 1.051998)),
    "deuteranopia": ((0.367322, 0.860646, -0.227968), (0.280085, 0.672501, 0.047413), (-0.011820, 0.042940, 0.968881)),
    "tritanopia": ((1.255528, -0.076749, -0.178779), (-0.078411, 0.930809, 0.147602), (0.004733, 0.691367, 0.303900)),
}
# CIE: linear sRGB to XYZ over the white point D65.
XYZ: tuple[Triple, Triple, Triple] = (
    (0.4124 / 0.95047, 0.3576 / 0.95047, 0.1805 / 0.95047),
    (0.2126, 0.7152, 0.0722),
    (0.0193 / 1.08883, 0.1192 / 1.08883, 0.9505 / 1.08883),
)


def linear(colour: str) -> Triple:
    """Light of ``#rrggbb`` or ``#rgb``, 0 to 1."""
    digits = colour.lstrip("#")
    full = digits if len(digits) == 6 else "".join(digit * 2 for digit in digits)
    red, green, blue = (_light(int(full[at : at + 2], 16) / 255) for at in (0, 2, 4))
    return red, green, blue


def contrast(one: str, other: str) -> float:
    """The ratio of WCAG 2, 1 to 21."""
    dark, light = sorted(_times(XYZ, linear(colour))[1] for colour in (one, other))
    return (light + 0.05) / (dark + 0.05)


def apart(one: str, other: str, sight: str = "all") -> float:
    """How far two colours lie apart in CIELAB (1976), as this sight has them."""
    return dist(*(_lab(_times(SIGHTS[sight], linear(colour))) for colour in (one, other)))


def _light(part: float) -> float:
    return part / 12.92 if part <= 0.04045 else float(((part + 0.055) / 1.055) ** 2.4)


def _times(matrix: tuple[Triple, Triple, Triple], colour: Triple) -> Triple:
    first, second, third = (min(1.0, max(0.0, sum(a * b for a, b in zip(row, colour, strict=True)))) for row in matrix)
    return first, second, third


def _lab(colour: Triple) -> Triple:
    x, y, z = (part ** (1 / 3) if part > 0.008856 else 7.787 * part + 16 / 116 for part in _times(XYZ, colour))
    return 116 * y - 16, 500 * (x - y), 200 * (y - z)
