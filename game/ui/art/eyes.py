"""The eyes of a portrait with brows and spectacles, and the moods that move them."""

from __future__ import annotations

from dataclasses import dataclass

from game.ui.art.hair import MIDDLE, tones
from game.ui.art.look import SKINS, Look
from game.ui.art.palette import mix
from game.ui.art.svg import Point, Points, circle, closed, line, path, polygon, shift, sliver, spline

INK = "#17120f"


@dataclass(frozen=True)
class Mood:
    """How an expression moves the features, in units of the picture."""

    inner: float = 0.0  # brow, inner end: down (+)
    outer: float = 0.0  # brow, outer end: down (+)
    lower: float = 0.0  # whole brow: down (+)
    open: float = 1.0  # eyes
    corners: float = 0.0  # mouth: down (+)
    tight: float = 1.0  # width of the mouth
    lines: int = 0  # more lines on the forehead
    frown: bool = False  # two strokes over the nose
    glance: float = 0.0  # the eyes turn aside


MOODS: dict[str, Mood] = {
    "calm": Mood(),
    "stern": Mood(inner=3.2, outer=-1, lower=1.2, open=0.84, corners=1.6, tight=0.96, frown=True),
    "worried": Mood(
        inner=-3.4, outer=2.4, lower=-0.6, open=1.06, corners=2.6, tight=0.92, lines=2, glance=1.6
    ),
}


def _at(points: Points, dx: float = 0) -> list[Point]:
    return shift(points, MIDDLE + dx)


def brows(look: Look, mood: Mood, fine: bool) -> str:
    """The eyebrows, thick at the nose and thin outside."""
    b, t = look.brow, look.face.turn
    tone = look.hair.tone if look.hair.tone not in ("white", "grey") else "iron"
    body, _, shade = tones(tone, "dark")
    weight = b.weight * (1.0 if fine else 1.25)
    parts = []
    for side in (-1, 1):
        gap = 8.5
        inner = (t + side * gap, b.y + mood.inner + mood.lower + 2)
        outer = (t + side * (gap + b.length), b.y + b.tilt + mood.outer + mood.lower)
        peak = (t + side * (gap + b.length * 0.58), min(inner[1], outer[1]) - b.arch)
        shape = [
            *spline(
                [
                    (inner[0] - side * 1.5, inner[1] + weight * 0.1),
                    (inner[0] + side * 4, inner[1] - weight * 0.62),
                    peak,
                    outer,
                ],
                5,
            ),
            *spline(
                [
                    outer,
                    (peak[0] - side * 1.5, peak[1] + weight * 0.95),
                    (inner[0] - side * 1.5, inner[1] + weight * 0.45),
                ],
                5,
            )[1:],
        ]
        parts.append(polygon(_at(shape), body if side < 0 else shade))
    if mood.frown and fine:
        dark = SKINS[look.skin][2]
        parts.append(polygon(_at(sliver((t - 4, 108), (t - 2.5, 114), (t - 4.5, 121), 1)), dark))
        parts.append(polygon(_at(sliver((t + 4, 108), (t + 2.5, 114), (t + 4.5, 121), 1)), dark))
    return "".join(parts)


def eyes(look: Look, mood: Mood, fine: bool) -> str:
    """Two eyes: white, iris cut by the lids, lid line."""
    e, t = look.eyes, look.face.turn
    _light, mid, dark = SKINS[look.skin]
    iris = INK if e.colour == "dark" else "#3c5358"
    height = e.open * mood.open
    parts = []
    for side in (-1, 1):
        x, y, w = t + side * e.spread, e.y, e.width
        inner, outer = (x - side * w, y + 1.5), (x + side * w, y + 0.5 - e.tilt)
        upper = spline(
            [inner, (x - side * w * 0.35, y - height), (x + side * w * 0.4, y - height * 0.9), outer], 5
        )
        lower = spline(
            [outer, (x + side * w * 0.3, y + height * 0.62), (x - side * w * 0.4, y + height * 0.66), inner],
            5,
        )
        parts.append(polygon(_at(upper + lower[1:-1]), "#f7eedb" if side < 0 else mix("#f7eedb", mid, 0.42)))
        # the iris as a polygon kept between the lids
        cx = x + 0.5 + mood.glance
        size = 5.0 if fine else 6.0
        rim: list[Point] = []
        top, bottom = y - height * 0.8, y + height * 0.62
        for dx, dy in (
            (-1, 0),
            (-0.87, -0.5),
            (-0.5, -0.87),
            (0, -1),
            (0.5, -0.87),
            (0.87, -0.5),
            (1, 0),
            (0.87, 0.5),
            (0.5, 0.87),
            (0, 1),
            (-0.5, 0.87),
            (-0.87, 0.5),
        ):
            rim.append((cx + dx * size, min(bottom, max(top, y - 0.9 + dy * size))))
        parts.append(polygon(_at(rim), iris))
        if iris != INK:
            parts.append(circle(MIDDLE + cx, y - 0.8, 2.3, INK))
        if fine:
            parts.append(circle(MIDDLE + cx - 1.7, y - 2.0, 1.1, "#fffaf0"))
        lid = 3.8 if fine else 4.8
        thick = [
            *upper,
            *reversed(
                [
                    (px, py - lid * (1 - abs(2 * i / (len(upper) - 1) - 1) ** 2.2) - 0.5)
                    for i, (px, py) in enumerate(upper)
                ]
            ),
        ]
        parts.append(polygon(_at(thick), INK))
        if fine:
            parts.append(line(_at(lower[2:-2]), dark, 1.3))
            fold = spline(
                [(inner[0], inner[1] - height - 1), (x, y - height - 5.2), (outer[0], outer[1] - 4)], 5
            )
            parts.append(line(_at(fold), mix(mid, dark, 0.6), 1.3))
    return "".join(parts)


def glasses(look: Look, fine: bool) -> str:
    """Spectacles: wire, a faint tint and a slanting gleam."""
    g, t, e = look.glasses, look.face.turn, look.eyes
    if g.style == "none":
        return ""
    wire = 2.8 if fine else 4.2
    parts = []
    gap = e.spread + 1.0
    rx = g.size * (1.14 if g.style == "oval" else 1.0)
    ry = g.size * (0.74 if g.style == "oval" else 0.9 if g.style == "pince-nez" else 1.0)
    y = e.y + 1
    for side in (-1, 1):
        x = MIDDLE + t + side * gap
        ring = [(x + rx * c, y + ry * s) for c, s in _RING]
        parts.append(path(closed(ring), "#ffffff", opacity=0.16))
        if fine:
            gleam = [
                (x - rx * 0.5, y + ry * 0.45),
                (x + rx * 0.2, y - ry * 0.75),
                (x + rx * 0.42, y - ry * 0.62),
                (x - rx * 0.28, y + ry * 0.62),
            ]
            parts.append(polygon(gleam, "#ffffff", opacity=0.3))
        parts.append(polygon(ring, None, stroke=INK, width=wire))
    inner = gap - rx
    bridge = spline(
        [(t - inner, y - 2), (t, y - 6 if g.style != "pince-nez" else y - 8), (t + inner, y - 2)], 5
    )
    parts.append(line(_at(bridge), INK, wire))
    if g.style == "pince-nez":
        for side in (-1, 1):
            parts.append(
                line(_at([(t + side * inner, y + 1), (t + side * (inner - 0.5), y + 7)]), INK, wire * 0.9)
            )
    else:
        for side in (-1, 1):
            parts.append(
                line(_at([(t + side * (gap + rx), y - 2), (side * (look.face.cheek + 4), y - 5)]), INK, wire)
            )
    if g.cord:
        cord = spline(
            [
                (t + gap + rx, y + 2),
                (look.face.cheek + 5, y + 30),
                (look.face.cheek - 2, y + 66),
                (look.face.cheek + 6, y + 104),
            ],
            7,
        )
        parts.append(line(_at(cord), "#c9a04e", 1.6 if fine else 2.4))
    return "".join(parts)


_RING: tuple[Point, ...] = tuple(
    spline(
        [(1, 0), (0.71, 0.71), (0, 1), (-0.71, 0.71), (-1, 0), (-0.71, -0.71), (0, -1), (0.71, -0.71)],
        4,
        loop=True,
    )
)
