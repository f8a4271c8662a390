"""What a portrait wears: the bust with its collar, and something for the head."""

from __future__ import annotations

from collections.abc import Callable

from game.ui.art.hair import MIDDLE
from game.ui.art.look import CLOTHS, Look
from game.ui.art.palette import mix
from game.ui.art.parts import star_points
from game.ui.art.svg import (
    Point,
    Points,
    arc,
    bezier,
    circle,
    cut,
    line,
    mirror,
    polygon,
    shift,
    sliver,
    spline,
)

_BRASS = "#c9a04e"


def _at(points: Points) -> list[Point]:
    return shift(points, MIDDLE)


def _both(half: Points, lit: str, shaded: str) -> str:
    """A shape for the right half drawn on both sides, lit on the left."""
    return polygon(_at(mirror(half)), lit) + polygon(_at(half), shaded)


def bust(look: Look, fine: bool) -> str:
    """Shoulders, chest and collar."""
    wide = look.dress.shoulders
    lit, shaded = CLOTHS[look.dress.cloth]
    half = [(0.0, 226.0), (22, 228)]
    half += [*bezier((22, 228), (wide * 0.62, 238), (wide, 246), (wide + 10, 284), 10)[1:], (0, 284)]
    parts = [_both(half, lit, shaded)]
    parts.append(_COLLARS[look.dress.style](look, lit, shaded, fine))
    return "".join(parts)


def neck(look: Look, light: str, shaded: str, dark: str) -> str:
    """The neck, in the shadow of the jaw."""
    w = look.face.jaw * 0.72
    whole = [(-w, 178), (w, 178), (w + 1, 222), (w + 8, 240), (0, 262), (-w - 8, 240), (-w - 1, 222)]
    lit = [(-w, 204), (-w * 0.15, 222), (-w * 0.1, 262), (-w - 8, 240), (-w - 1, 222)]
    return polygon(_at(whole), dark) + polygon(_at(lit), shaded)


def _suit(look: Look, lit: str, shaded: str, fine: bool) -> str:
    shirt, shirt_dark = CLOTHS["white"]
    tie, tie_dark = CLOTHS[look.dress.trim]
    edge = mix(lit, "#000000", 0.45)
    parts = [polygon(_at([(-30, 226), (30, 226), (12, 284), (-12, 284)]), shirt)]
    parts.append(polygon(_at([(4, 236), (30, 226), (12, 284), (3, 284)]), shirt_dark))
    parts.append(_both([(0, 244), (7, 240), (10, 248), (5, 256), (13, 290), (0, 292)], tie, tie_dark))
    parts.append(_both([(0, 246), (6, 241), (9, 248), (5, 256), (0, 257)], mix(tie, "#ffffff", 0.1), tie))
    parts.append(_both([(22, 222), (31, 216), (36, 236), (19, 256), (0, 242)], shirt, shirt_dark))
    parts.append(
        _both(
            [(33, 226), (52, 236), (56, 256), (46, 258), (50, 266), (16, 290), (12, 284)],
            mix(lit, "#ffffff", 0.06),
            mix(shaded, "#ffffff", 0.05),
        )
    )
    if fine:
        for side in (-1, 1):
            parts.append(line(_at([(side * 56, 256), (side * 46, 258), (side * 50, 266)]), edge, 1.6))
    return "".join(parts)


def _tunic(look: Look, lit: str, shaded: str, fine: bool) -> str:
    edge = mix(shaded, "#000000", 0.35)
    parts = [
        _both(
            [(0, 252), (23, 219), (35, 224), (40, 244), (20, 259)],
            mix(lit, "#ffffff", 0.13),
            mix(shaded, "#ffffff", 0.1),
        )
    ]
    parts.append(polygon(_at([(-4, 252), (5, 252), (6, 290), (-3, 290)]), mix(shaded, "#000000", 0.12)))
    parts.append(line(_at([(-3, 253), (-3, 290)]), edge, 1.6))
    if fine:
        parts.append(line(_at([(-21, 258), (0, 252), (20, 259)]), edge, 1.6))
        parts.append(line(_at([(-70, 272), (-32, 269)]), edge, 2))
        parts.append(line(_at([(32, 269), (70, 272)]), edge, 2))
    parts.append(circle(MIDDLE + 1.5, 264, 3, _BRASS) + circle(MIDDLE + 1.5, 278, 3, _BRASS))
    return "".join(parts)


def _leather(look: Look, lit: str, shaded: str, fine: bool) -> str:
    shirt = CLOTHS[look.dress.trim]
    gleam = mix(lit, "#f3e6cb", 0.32)
    parts = [_both([(0, 240), (22, 224), (16, 284), (0, 284)], *shirt)]
    parts.append(
        _both(
            [(0, 254), (22, 220), (30, 226), (16, 262), (4, 270)],
            mix(shirt[0], "#000000", 0.12),
            mix(shirt[1], "#000000", 0.15),
        )
    )
    parts.append(
        _both(
            [(24, 218), (38, 224), (66, 246), (48, 252), (56, 262), (12, 290), (8, 284), (26, 246)],
            mix(lit, "#000000", 0.25),
            mix(shaded, "#000000", 0.3),
        )
    )
    parts.append(line(_at([(-24, 219), (-26, 246), (-9, 284)]), gleam, 1.6))
    if fine:
        parts.append(polygon(_at(sliver((-90, 268), (-80, 252), (-52, 244), 2.2)), gleam))
        parts.append(polygon(_at(sliver((-72, 280), (-66, 266), (-58, 260), 1.6)), gleam))
        parts.append(polygon(_at(sliver((62, 250), (80, 252), (92, 270), 1.4)), mix(shaded, "#f3e6cb", 0.2)))
    return "".join(parts)


def _blouse(look: Look, lit: str, shaded: str, fine: bool) -> str:
    trim, trim_dark = CLOTHS[look.dress.trim]
    parts = [
        _both(
            [(0, 258), (0, 244), (26, 220), (33, 224), (31, 246)],
            mix(lit, "#ffffff", 0.14),
            mix(shaded, "#ffffff", 0.1),
        )
    ]
    parts.append(line(_at([(-31, 246), (0, 258), (31, 246)]), trim, 3.4))
    parts.append(polygon(_at([(-18, 251), (-8, 255), (-8, 290), (-18, 290)]), trim_dark))
    if fine:
        for y in (262, 271, 280):
            parts.append(polygon(_at([(-13, y - 4), (-9, y), (-13, y + 4), (-17, y)]), trim))
    return "".join(parts)


def _uniform(look: Look, lit: str, shaded: str, fine: bool) -> str:
    trim, trim_dark = CLOTHS[look.dress.trim]
    edge = mix(shaded, "#000000", 0.35)
    parts = [
        _both(
            [(0, 250), (24, 217), (35, 222), (42, 242), (10, 264)],
            mix(lit, "#ffffff", 0.12),
            mix(shaded, "#ffffff", 0.1),
        )
    ]
    parts.append(_both([(9, 252), (31, 232), (37, 240), (13, 260)], trim, trim_dark))
    if fine:
        for side in (-1, 1):
            for k in range(3):
                x, y = side * (16 + k * 7), 252 - k * 6
                parts.append(polygon(_at([(x, y - 3.4), (x + 3.4, y), (x, y + 3.4), (x - 3.4, y)]), _BRASS))
        parts.append(line(_at([(-10, 264), (0, 256), (10, 264)]), edge, 1.6))
    parts.append(line(_at([(0, 256), (0, 290)]), edge, 2))
    parts.append(
        _both(
            [(40, 262), (74, 266), (72, 284), (40, 284)],
            mix(lit, "#000000", 0.1),
            mix(shaded, "#000000", 0.12),
        )
    )
    # the cross-belt
    parts.append(polygon(_at([(-66, 242), (-54, 239), (18, 290), (-2, 290)]), "#4a2f1c"))
    if fine:
        parts.append(line(_at([(-60, 241), (4, 287)]), "#7a5433", 1.4))
    return "".join(parts)


def _greatcoat(look: Look, lit: str, shaded: str, fine: bool) -> str:
    trim, trim_dark = CLOTHS[look.dress.trim]
    under = CLOTHS["khaki"]
    parts = [_both([(0, 244), (24, 222), (16, 284), (0, 284)], *under)]
    parts.append(
        _both(
            [(0, 254), (22, 218), (30, 224), (22, 250)],
            mix(under[0], "#ffffff", 0.12),
            mix(under[1], "#ffffff", 0.08),
        )
    )
    parts.append(
        _both(
            [(26, 214), (44, 220), (74, 246), (62, 262), (14, 290), (8, 284)],
            mix(lit, "#ffffff", 0.08),
            mix(shaded, "#ffffff", 0.06),
        )
    )
    parts.append(_both([(40, 240), (60, 238), (50, 254)], trim, trim_dark))
    if fine:
        parts.append(line(_at([(-26, 214), (-8, 284)]), mix(lit, "#000000", 0.4), 1.8))
    return "".join(parts)


def _gown(look: Look, lit: str, shaded: str, fine: bool) -> str:
    trim = CLOTHS[look.dress.trim]
    parts = [_both([(0, 250), (24, 220), (36, 222), (46, 244), (22, 266), (2, 258)], *trim)]
    parts.append(polygon(_at([(-7, 252), (7, 252), (4, 264), (-4, 264)]), mix(shaded, "#000000", 0.3)))
    parts.append(circle(MIDDLE, 256, 4.5, _BRASS))
    if fine:
        for side in (-1, 1):
            for k in range(3):
                x = side * (24 + k * 20)
                parts.append(
                    polygon(
                        _at(sliver((x, 264 - k * 4), (x + side * 4, 274), (x + side * 3, 286), 1.4)),
                        mix(shaded, "#000000", 0.3),
                    )
                )
    return "".join(parts)


def _open(look: Look, lit: str, shaded: str, fine: bool) -> str:
    """A jacket over a shirt without a tie, buttoned to the neck."""
    shirt = CLOTHS[look.dress.trim]
    parts = [_both([(0, 240), (26, 222), (15, 284), (0, 284)], *shirt)]
    parts.append(
        _both(
            [(0, 252), (24, 217), (34, 223), (24, 250), (5, 262)],
            mix(shirt[0], "#ffffff", 0.25),
            mix(shirt[1], "#ffffff", 0.15),
        )
    )
    parts.append(circle(MIDDLE, 266, 2.4, shirt[1]) + circle(MIDDLE, 278, 2.4, shirt[1]))
    parts.append(
        _both(
            [(32, 226), (54, 238), (58, 256), (47, 258), (51, 266), (18, 290), (14, 284)],
            mix(lit, "#ffffff", 0.07),
            mix(shaded, "#ffffff", 0.05),
        )
    )
    return "".join(parts)


_COLLARS: dict[str, Callable[[Look, str, str, bool], str]] = {
    "suit": _suit,
    "tunic": _tunic,
    "leather": _leather,
    "blouse": _blouse,
    "uniform": _uniform,
    "greatcoat": _greatcoat,
    "gown": _gown,
    "open": _open,
}


def hat(look: Look, fine: bool) -> str:
    """A cap on the head."""
    style = look.hat.style
    if style == "none":
        return ""
    lit, shaded = CLOTHS[look.hat.cloth]
    c, top = look.face.cheek, look.face.crown
    ink = mix(shaded, "#000000", 0.7)
    band_top, band = 84.0, 100.0
    if style == "cap":
        crown = spline(
            [
                (-c - 5, band),
                (-c - 16, 84),
                (-c - 10, top - 4),
                (-14, top - 21),
                (26, top - 21),
                (c + 12, top - 6),
                (c + 17, 82),
                (c + 5, band),
            ],
            6,
        )
    else:
        crown = spline(
            [
                (-c - 3, band),
                (-c - 8, band_top),
                (-c - 22, top + 2),
                (-c - 4, top - 16),
                (0, top - 27),
                (c + 4, top - 16),
                (c + 22, top + 2),
                (c + 8, band_top),
                (c + 3, band),
            ],
            6,
        )
    under = arc(0, band - 2, c + 5, 15, 180, 0, 16)
    shape = crown + list(reversed(under))
    parts = [
        polygon(_at(shape), lit),
        polygon(_at(cut(shape, [(16, -90), (200, -90), (200, 300), (6, 300)])), shaded),
    ]
    if style == "peaked":
        edge = arc(0, band_top + 4, c + 7, 15, 180, 360, 16)
        ribbon = edge + list(reversed(under))
        parts.append(polygon(_at(ribbon), mix(lit, "#000000", 0.3)))
        parts.append(
            polygon(
                _at(cut(ribbon, [(12, -90), (200, -90), (200, 300), (8, 300)])), mix(shaded, "#000000", 0.35)
            )
        )
        parts.append(polygon(star_points(MIDDLE, 76, 10), "#c4231a"))
    elif fine:
        parts.append(
            polygon(_at(sliver((-c - 8, 80), (-c, top - 6), (-12, top - 14), 1.8)), mix(lit, "#ffffff", 0.2))
        )
        parts.append(line(_at(spline([(-c - 9, 88), (0, 73), (c + 9, 86)], 8)), ink, 1.8))
    visor = arc(0, band - 4, c + 6, 15, 186, 354, 16) + arc(0, band - 4, c + 9, 9, 10, 170, 16)
    parts.append(polygon(_at(visor), ink))
    parts.append(polygon(_at(sliver((-c - 1, 95), (-20, 86), (18, 87), 1.8)), mix(ink, "#ffffff", 0.35)))
    return "".join(parts)
