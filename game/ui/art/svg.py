"""The few shapes everything is made of, as SVG text, and plane geometry on lists of points.

The rasteriser inside pygame-ce (nanosvg) has no text, clipping, masks, patterns, filters or `use`, and
applies group opacity to every shape alone. So shapes are cut here, by geometry, and repeated by formatting.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterable, Sequence

Point = tuple[float, float]
Points = Sequence[Point]

# What nanosvg would drop or misread without a word.
_UNKNOWN = re.compile(
    r"<(?:text|tspan|clipPath|mask|use|filter|pattern|image|style|foreignObject|symbol)\b"
    r"|<g\b[^>]*\bopacity=|rgba?\(|(?:fill|stroke)=\"#(?:[0-9a-fA-F]{3,5}|[0-9a-fA-F]{7,})\"|\bnan\b|\binf\b"
)


def number(value: float) -> str:
    """A coordinate in the fewest characters, to a tenth of a unit.

    >>> number(12.04), number(-0.01), number(3.25)
    ('12', '0', '3.2')
    """
    text = f"{value:.1f}"
    if text.endswith(".0"):
        text = text[:-2]
    return "0" if text == "-0" else text


def unsupported(text: str) -> list[str]:
    """Every piece of an SVG text that the rasteriser would not draw as written; an empty list is good."""
    return [found.group(0) for found in _UNKNOWN.finditer(text)]


def document(width: float, height: float, body: str) -> str:
    """A whole SVG text with the given view box (units) around `body`."""
    w, h = number(width), number(height)
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{w}" height="{h}" viewBox="0 0 {w} {h}">{body}</svg>'
    )


def _paint(fill: str | None, opacity: float, stroke: str | None, width: float, extra: str) -> str:
    parts = [f'fill="{fill}"' if fill else 'fill="none"']
    if fill and opacity < 1:
        parts.append(f'fill-opacity="{opacity:.2f}"')
    if stroke:
        parts.append(f'stroke="{stroke}" stroke-width="{number(width)}"')
        if opacity < 1 and not fill:
            parts.append(f'stroke-opacity="{opacity:.2f}"')
    return " ".join(parts) + (f" {extra}" if extra else "")


def path(
    commands: str, fill: str | None = None, *, stroke: str | None = None, width: float = 1,
    opacity: float = 1, extra: str = "",
) -> str:  # fmt: skip
    """A path element from SVG path commands."""
    return f'<path d="{commands}" {_paint(fill, opacity, stroke, width, extra)}/>'


def polygon(
    points: Points, fill: str | None = None, *, stroke: str | None = None, width: float = 1,
    opacity: float = 1, extra: str = "",
) -> str:  # fmt: skip
    """A closed shape through the points; nothing at all when fewer than three are given."""
    if len(points) < 3:
        return ""
    return path(closed(points), fill, stroke=stroke, width=width, opacity=opacity, extra=extra)


def line(
    points: Points,
    stroke: str,
    width: float = 1,
    *,
    opacity: float = 1,
    dash: str = "",
    round_ends: bool = True,
) -> str:
    """An open line through the points; `dash` is an SVG dash list."""
    extra = 'stroke-linejoin="round"' + (' stroke-linecap="round"' if round_ends else "")
    if dash:
        extra += f' stroke-dasharray="{dash}"'
    return path(opened(points), stroke=stroke, width=width, opacity=opacity, extra=extra)


def circle(
    x: float, y: float, radius: float, fill: str | None = None, *, stroke: str | None = None,
    width: float = 1, opacity: float = 1,
) -> str:  # fmt: skip
    """A circle."""
    place = f'cx="{number(x)}" cy="{number(y)}" r="{number(radius)}"'
    return f"<circle {place} {_paint(fill, opacity, stroke, width, '')}/>"


def ellipse(
    x: float, y: float, rx: float, ry: float, fill: str | None = None, *, stroke: str | None = None,
    width: float = 1, opacity: float = 1,
) -> str:  # fmt: skip
    """An ellipse with its axes upright."""
    place = f'cx="{number(x)}" cy="{number(y)}" rx="{number(rx)}" ry="{number(ry)}"'
    return f"<ellipse {place} {_paint(fill, opacity, stroke, width, '')}/>"


def rectangle(
    x: float, y: float, width: float, height: float, fill: str | None = None, *, stroke: str | None = None,
    line_width: float = 1, opacity: float = 1,
) -> str:  # fmt: skip
    """An upright rectangle."""
    place = f'x="{number(x)}" y="{number(y)}" width="{number(width)}" height="{number(height)}"'
    return f"<rect {place} {_paint(fill, opacity, stroke, line_width, '')}/>"


def moved(body: str, x: float = 0, y: float = 0, *, scale: float = 1, turn: float = 0) -> str:
    """The body shifted, scaled, then turned by `turn` degrees about its own origin."""
    steps = [f"translate({number(x)},{number(y)})"]
    if turn:
        steps.append(f"rotate({turn:.2f})")
    if scale != 1:
        steps.append(f"scale({scale:.4f})")
    return f'<g transform="{" ".join(steps)}">{body}</g>'


# ---- geometry --------------------------------------------------------------------------------


def opened(points: Points) -> str:
    """Path commands of an open line."""
    return "M" + "L".join(f"{number(x)},{number(y)}" for x, y in points)


def closed(points: Points) -> str:
    """Path commands of a closed shape."""
    return opened(points) + "Z"


def shift(points: Points, x: float, y: float = 0) -> list[Point]:
    """The points moved by (x, y)."""
    return [(px + x, py + y) for px, py in points]


def mirror(points: Points, axis: float = 0) -> list[Point]:
    """The points reflected in the vertical x = axis, in reverse order, ready to close a shape."""
    return [(2 * axis - x, y) for x, y in reversed(points)]


def bezier(a: Point, b: Point, c: Point, d: Point, steps: int = 10) -> list[Point]:
    """Points along a cubic curve, both ends included."""
    found = []
    for step in range(steps + 1):
        t = step / steps
        u = 1 - t
        k = (u * u * u, 3 * u * u * t, 3 * u * t * t, t * t * t)
        found.append(
            (k[0] * a[0] + k[1] * b[0] + k[2] * c[0] + k[3] * d[0],
             k[0] * a[1] + k[1] * b[1] + k[2] * c[1] + k[3] * d[1])
        )  # fmt: skip
    return found


def spline(points: Points, steps: int = 6, *, loop: bool = False) -> list[Point]:
    """A smooth line through all the points (Catmull-Rom); `loop` joins the last to the first."""
    count = len(points)
    if count < 3:
        return list(points)
    found: list[Point] = []
    for i in range(count if loop else count - 1):
        p0 = points[i - 1] if loop or i else points[0]
        p1, p2 = points[i], points[(i + 1) % count]
        p3 = points[(i + 2) % count] if loop else points[min(i + 2, count - 1)]
        b = (p1[0] + (p2[0] - p0[0]) / 6, p1[1] + (p2[1] - p0[1]) / 6)
        c = (p2[0] - (p3[0] - p1[0]) / 6, p2[1] - (p3[1] - p1[1]) / 6)
        found += bezier(p1, b, c, p2, steps)[:-1]
    if not loop:
        found.append(points[-1])
    return found


def arc(x: float, y: float, rx: float, ry: float, start: float, end: float, steps: int = 24) -> list[Point]:
    """Points on an ellipse from `start` to `end` degrees (0 = right, 90 = down)."""
    angles = (math.radians(start + (end - start) * i / steps) for i in range(steps + 1))
    return [(x + rx * math.cos(a), y + ry * math.sin(a)) for a in angles]


def sliver(a: Point, bend: Point, b: Point, width: float, steps: int = 6) -> list[Point]:
    """A cut of the engraver's knife: from a to b past `bend`, thick in the middle, pointed at both ends."""
    dx, dy = b[0] - a[0], b[1] - a[1]
    length = math.hypot(dx, dy) or 1
    nx, ny = -dy / length * width, dx / length * width
    near, far = (bend[0] + nx, bend[1] + ny), (bend[0] - nx, bend[1] - ny)
    return bezier(a, near, near, b, steps) + bezier(b, far, far, a, steps)[1:-1]


def cut(points: Points, window: Points) -> list[Point]:
    """The part of a shape inside a convex window given clockwise on the screen (Sutherland and Hodgman).

    >>> cut([(0, 0), (4, 0), (4, 4), (0, 4)], [(2, -9), (9, -9), (9, 9), (2, 9)])
    [(2.0, 0.0), (4, 0), (4, 4), (2.0, 4.0)]
    """
    found: list[Point] = list(points)
    for i, edge in enumerate(window):
        ahead = window[(i + 1) % len(window)]
        ex, ey = ahead[0] - edge[0], ahead[1] - edge[1]
        before, found = found, []
        for j, here in enumerate(before):
            last = before[j - 1]
            side_here = ex * (here[1] - edge[1]) - ey * (here[0] - edge[0])
            side_last = ex * (last[1] - edge[1]) - ey * (last[0] - edge[0])
            if side_here * side_last < 0:
                t = side_last / (side_last - side_here)
                found.append((last[0] + (here[0] - last[0]) * t, last[1] + (here[1] - last[1]) * t))
            if side_here >= 0:
                found.append(here)
    return found


def rays(
    x: float, y: float, reach: float, count: int, *, start: float = 0, sweep: float = 360, share: float = 0.5,
    window: Points = (),
) -> Iterable[list[Point]]:  # fmt: skip
    """Wedges spreading from (x, y): `count` in `sweep` degrees, each `share` of its step, cut to a window."""
    step = sweep / count
    for i in range(count):
        a, b = math.radians(start + i * step), math.radians(start + (i + share) * step)
        wedge = [
            (x, y),
            (x + reach * math.cos(a), y + reach * math.sin(a)),
            (x + reach * math.cos(b), y + reach * math.sin(b)),
        ]
        seen = cut(wedge, window) if window else wedge
        if len(seen) > 2:
            yield seen
