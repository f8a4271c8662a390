"""The colours of the window: three palettes as plain tables, and the contrast that keeps them legible.

A colour is always text of the form `#rrggbb`, because the rasteriser knows no other form.
"""

from __future__ import annotations

from collections.abc import Mapping

Palette = Mapping[str, str]

STANDARD: Palette = {
    "ink": "#17120f",  # type and frames
    "soot": "#2a221d",  # rays on ink
    "red": "#c4231a",  # the dominant plane, focus, votes for
    "dark_red": "#8a130e",  # red in shadow; small red type on paper
    "cream": "#f3e6cb",  # the lightest plane, type on ink and red
    "paper": "#e9d8b4",  # the ground
    "sand": "#ddc798",  # rays on paper
    "rule": "#7f683f",  # thin lines and secondary marks on paper
    "teal": "#2f4f55",  # the second hue, votes against
    "ochre": "#b98a3e",  # the third hue, warnings
    "mute": "#6b5a41",  # quiet type on paper
    "quiet": "#c3b08a",  # quiet type on ink
    "for": "#c4231a",
    "against": "#2f4f55",
    "abstain": "#86703f",
    "gain": "#2f5d3a",
    "loss": "#8a130e",
}

# Okabe and Ito's eight colours for every meaning; the planes keep the paper and ink of the poster.
OKABE_ITO: Palette = {
    **STANDARD,
    "red": "#a84600",  # vermillion, darkened until cream type on it passes 4.5:1
    "dark_red": "#7d3400",
    "teal": "#005a8c",  # blue, darkened likewise
    "ochre": "#e69f00",
    "for": "#a84600",
    "against": "#005a8c",
    "abstain": "#5c5c5c",
    "gain": "#00664c",
    "loss": "#7d3400",
}

HIGH_CONTRAST: Palette = {
    **STANDARD,
    "ink": "#000000",
    "soot": "#1c1c1c",
    "red": "#a30000",
    "dark_red": "#6e0000",
    "cream": "#ffffff",
    "paper": "#ffffff",
    "sand": "#ececec",
    "rule": "#404040",
    "teal": "#003c46",
    "ochre": "#d9a441",
    "mute": "#303030",
    "quiet": "#e6e6e6",
    "for": "#a30000",
    "against": "#003c46",
    "abstain": "#555555",
    "gain": "#004d1f",
    "loss": "#6e0000",
}

PALETTES: Mapping[str, Palette] = {
    "standard": STANDARD,
    "okabe-ito": OKABE_ITO,
    "high-contrast": HIGH_CONTRAST,
}

# (foreground, background): type must reach 4.5:1, lines and marks 3:1.
TEXT_PAIRS = (
    ("ink", "paper"), ("ink", "cream"), ("ink", "sand"), ("ink", "ochre"),
    ("cream", "ink"), ("cream", "soot"), ("cream", "red"), ("cream", "dark_red"), ("cream", "teal"),
    ("paper", "ink"), ("quiet", "ink"), ("dark_red", "paper"), ("dark_red", "cream"), ("teal", "paper"),
    ("teal", "cream"), ("mute", "paper"), ("mute", "cream"), ("gain", "paper"), ("gain", "cream"),
    ("loss", "paper"), ("loss", "cream"),
)  # fmt: skip
GRAPHIC_PAIRS = (
    ("red", "paper"), ("red", "cream"), ("red", "sand"), ("rule", "paper"), ("rule", "cream"),
    ("ochre", "ink"), ("for", "paper"), ("for", "cream"), ("against", "paper"), ("against", "cream"),
    ("abstain", "paper"), ("abstain", "cream"),
)  # fmt: skip


def channels(colour: str) -> tuple[int, int, int]:
    """Red, green and blue (0-255) of a colour.

    >>> channels("#c4231a")
    (196, 35, 26)
    """
    return int(colour[1:3], 16), int(colour[3:5], 16), int(colour[5:7], 16)


def luminance(colour: str) -> float:
    """Relative luminance, 0 (black) to 1 (white), as WCAG 2 defines it."""

    def linear(value: int) -> float:
        share = value / 255
        return share / 12.92 if share <= 0.04045 else float(((share + 0.055) / 1.055) ** 2.4)

    red, green, blue = channels(colour)
    return 0.2126 * linear(red) + 0.7152 * linear(green) + 0.0722 * linear(blue)


def contrast(one: str, other: str) -> float:
    """How clearly two colours stand apart, 1 (equal) to 21 (black on white); WCAG 2 asks 4.5 of type.

    >>> round(contrast("#000000", "#ffffff"))
    21
    """
    low, high = sorted((luminance(one), luminance(other)))
    return (high + 0.05) / (low + 0.05)


def mix(one: str, other: str, share: float) -> str:
    """The colour `share` of the way (0-1) from one to the other.

    >>> mix("#000000", "#ffffff", 0.5)
    '#808080'
    """
    pairs = zip(channels(one), channels(other), strict=True)
    return "#" + "".join(f"{int(a + (b - a) * share + 0.5):02x}" for a, b in pairs)


def readable_on(background: str, palette: Palette = STANDARD) -> str:
    """Ink or cream, whichever reads better on the background."""
    return max((palette["ink"], palette["cream"]), key=lambda colour: contrast(colour, background))
