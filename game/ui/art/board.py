"""The board: where portraits sit round the table, the lines between them, the bands of pacts."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from game.ui.art.palette import STANDARD, Palette, mix
from game.ui.art.parts import star_points
from game.ui.art.svg import Point, Points, arc, bezier, circle, line, polygon, spline

RELATIONS = ("pact", "hostility", "strained")

# Where the table stands in the logical plane of 1280 x 720, left of a panel 316 wide.
TABLE = (474.0, 438.0, 266.0, 146.0)  # x, y, half width, half height
_SEAT_RADII = (395.0, 266.0)
_BELOW = 36.0  # what stands under a portrait: the plate with the name, a bar or a word


@dataclass(frozen=True, slots=True)
class Place:
    """A seat at the table: the middle of the portrait and the point of the table's edge before it."""

    x: float
    y: float
    edge_x: float
    edge_y: float
    width: float  # of the portrait; its height is 7/6 of that


def places(
    count: int, table: tuple[float, float, float, float] = TABLE, *, spread: float = 234
) -> list[Place]:
    """Seats for `count` portraits (1 to 12) in an arc behind the table, left to right.

    `spread` is the arc in degrees.
    """
    if not 1 <= count <= 12:
        raise ValueError(f"the table seats 1 to 12, not {count}")
    x, y, rx, ry = table
    width = 116.0 if count <= 5 else 108.0 if count <= 7 else 98.0 if count <= 8 else 91.0 * 9 / count
    arc_here = spread if count >= 5 else spread * (0.34 + 0.11 * count)
    sx, sy = _SEAT_RADII
    # Steps count in portraits, whichever way they stand: side by side over the table, one below another beside it.
    steps = 240
    angles = [math.radians(-90 + (i / steps - 0.5) * arc_here) for i in range(steps + 1)]
    spots = [(x + sx * math.cos(a), y - 34 + sy * math.sin(a)) for a in angles]
    high = width * 7 / 6 + _BELOW
    gone = [0.0]
    for (ax, ay), (bx, by) in pairwise(spots):
        gone.append(gone[-1] + math.hypot((bx - ax) / width, (by - ay) / high))
    found = []
    for i in range(count):
        wanted = gone[-1] * (0.5 if count == 1 else i / (count - 1))
        at = min(range(steps + 1), key=lambda n: abs(gone[n] - wanted))
        c, s = math.cos(angles[at]), math.sin(angles[at])
        found.append(Place(*spots[at], x + rx * c * 0.97, y + ry * s * 0.97, width))
    return found


def curve(a: Point, b: Point, towards: Point, bend: float = 0.45) -> list[Point]:
    """A line from a to b drawn towards a point (the middle of the table), sampled smoothly."""
    mx, my = (a[0] + b[0]) / 2, (a[1] + b[1]) / 2
    cx, cy = mx + (towards[0] - mx) * bend * 2, my + (towards[1] - my) * bend * 2
    p = (a[0] + (cx - a[0]) * 0.66, a[1] + (cy - a[1]) * 0.66)
    q = (b[0] + (cx - b[0]) * 0.66, b[1] + (cy - b[1]) * 0.66)
    return bezier(a, p, q, b, 28)


def along(points: Points, share: float) -> tuple[Point, float]:
    """The point at `share` (0-1) of a line's length, and its direction there in degrees."""
    lengths = [math.dist(points[i], points[i + 1]) for i in range(len(points) - 1)]
    left = sum(lengths) * min(1.0, max(0.0, share))
    for i, length in enumerate(lengths):
        if left <= length or i == len(lengths) - 1:
            t = left / length if length else 0.0
            (ax, ay), (bx, by) = points[i], points[i + 1]
            return (ax + (bx - ax) * t, ay + (by - ay) * t), math.degrees(math.atan2(by - ay, bx - ax))
        left -= length
    return points[0], 0.0


def relation(
    kind: str, points: Points, palette: Palette = STANDARD, *, strength: float = 0.5, badge: bool = True
) -> str:
    """A relation line as SVG shapes, told by form: solid = pact, dashed = hostility, dotted = strained.

    `strength` (0-1) thickens it. `badge` sets a small disc with +, x or - at its middle.
    """
    ink, cream = palette["ink"], palette["cream"]
    weight = 2.4 + 3.2 * strength
    if kind == "pact":
        body = line(points, ink, weight + 4) + line(points, cream, weight)
    elif kind == "hostility":
        body = line(points, cream, weight + 2.4, opacity=0.55) + line(
            points, ink, weight, dash="11 7", round_ends=False
        )
    elif kind == "strained":
        body = line(points, ink, weight + 2, dash="0.1 9") + line(
            points, palette["ochre"], weight, dash="0.1 9"
        )
    else:
        raise ValueError(f"relation {kind!r} is unknown; known: {', '.join(RELATIONS)}")
    if not badge:
        return body
    (x, y), _ = along(points, 0.5)
    fill = palette["ochre"] if kind == "strained" else cream
    body += circle(x, y, 10.5, ink) + circle(x, y, 8.6, fill)
    if kind == "hostility":
        body += line([(x - 3.4, y - 3.4), (x + 3.4, y + 3.4)], ink, 2.6) + line(
            [(x + 3.4, y - 3.4), (x - 3.4, y + 3.4)], ink, 2.6
        )
    else:
        body += line([(x - 4.6, y), (x + 4.6, y)], ink, 2.6)
        if kind == "pact":
            body += line([(x, y - 4.6), (x, y + 4.6)], ink, 2.6)
    return body


def band(
    members: Sequence[Point], palette: Palette = STANDARD, *, width: float = 26, colour: str = ""
) -> str:
    """The band of a pact as SVG shapes: a strip of one breadth that runs through its members' places.

    Two members give the band of a duumvirate, three or more are joined smoothly in the order given.
    """
    if len(members) < 2:
        return ""
    tone = colour or palette["red"]
    spine = spline(list(members), 12)
    return (
        line(spine, palette["ink"], width + 4)
        + line(spine, tone, width)
        + line(spine, mix(tone, palette["cream"], 0.35), width - 8)
        + line(spine, tone, width - 10.5)
    )


def band_label(members: Sequence[Point]) -> tuple[Point, float]:
    """Where the name of a pact stands on its band: the middle and the direction in degrees, kept readable."""
    spine = spline(list(members), 12)
    place, turn = along(spine, 0.5)
    if turn > 90:
        turn -= 180
    elif turn < -90:
        turn += 180
    return place, turn


def table(palette: Palette = STANDARD, where: tuple[float, float, float, float] = TABLE) -> str:
    """The round table as SVG shapes: an ellipse with thickness, papers on it, a star at its centre."""
    x, y, rx, ry = where
    thick = 28.0
    parts = [
        polygon(arc(x + 20, y + thick + 14, rx, ry, 0, 360, 72), palette["ink"], opacity=0.16),
        polygon(
            [*arc(x, y + thick, rx, ry, 0, 180, 48), *arc(x, y, rx, ry, 180, 360, 48)], palette["dark_red"]
        ),
        polygon(arc(x, y, rx, ry, 0, 360, 96), palette["red"]),
        polygon(
            arc(x, y, rx - 22, ry - 15, 0, 360, 96),
            None,
            stroke=mix(palette["red"], palette["cream"], 0.3),
            width=1.6,
        ),
    ]
    # a lighter plane of light across the far side
    lit = arc(x, y, rx - 22, ry - 15, 180, 292, 40)
    parts.append(polygon([*lit, (x - rx * 0.2, y - ry * 0.28)], palette["cream"], opacity=0.07))
    for angle, lean in ((168, -14), (128, 9), (100, -4), (66, 8), (30, -10), (206, 7), (334, 6)):
        a = math.radians(angle)
        px, py = x + rx * 0.64 * math.cos(a), y + ry * 0.66 * math.sin(a)
        parts.append(_sheet(px, py, lean, palette))
    parts.append(circle(x, y + 4, 27, palette["dark_red"]) + circle(x, y, 26, palette["ink"]))
    parts.append(circle(x, y, 22.5, None, stroke=mix(palette["ink"], palette["cream"], 0.4), width=1))
    parts.append(polygon(star_points(x, y + 0.5, 16), palette["cream"]))
    return "".join(parts)


def _sheet(x: float, y: float, lean: float, palette: Palette) -> str:
    """A sheet of paper on the table."""
    a = math.radians(lean)

    def at(u: float, v: float) -> Point:
        return x + u * math.cos(a) - v * math.sin(a), y + (u * math.sin(a) + v * math.cos(a)) * 0.86

    corners = [at(-24, -17), at(24, -17), at(24, 17), at(-24, 17)]
    parts = [
        polygon([(px + 2, py + 3) for px, py in corners], palette["dark_red"]),
        polygon(corners, palette["cream"]),
    ]
    for k, reach in enumerate((15, 17, 12, 16)):
        parts.append(line([at(-17, -9 + k * 6), at(reach, -9 + k * 6)], palette["rule"], 1.3))
    return "".join(parts)
