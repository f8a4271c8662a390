"""Small parts of the poster: star, plates, frames, vote marks, seal, arrows, hatching, icon."""

from __future__ import annotations

import math

from game.ui.art.palette import STANDARD, Palette, mix
from game.ui.art.svg import Point, circle, cut, document, line, polygon, rectangle

MARKS = ("for", "against", "abstain", "empty")
HATCHES = ("none", "right", "left", "cross", "level", "upright", "dots")


def star_points(x: float, y: float, radius: float, turn: float = 0.0, waist: float = 0.42) -> list[Point]:
    """The ten corners of a five-pointed star; `turn` in degrees, `waist` the inner radius as a share."""
    found = []
    for i in range(10):
        angle = math.radians(turn - 90 + i * 36)
        reach = radius if i % 2 == 0 else radius * waist
        found.append((x + reach * math.cos(angle), y + reach * math.sin(angle)))
    return found


def star(size: float, colour: str, turn: float = 0.0) -> str:
    """A star alone in a square of `size`."""
    return document(size, size, polygon(star_points(size / 2, size * 0.53, size * 0.5, turn), colour))


def plate_points(width: float, height: float, cut_by: float, *, x: float = 0, y: float = 0) -> list[Point]:
    """A parallelogram leaning right by `cut_by` at each end."""
    return [(x + cut_by, y), (x + width, y), (x + width - cut_by, y + height), (x, y + height)]


def wedge_points(width: float, height: float, cut_by: float, *, x: float = 0, y: float = 0) -> list[Point]:
    """A plate straight on the left and cut on the right."""
    return [(x, y), (x + width, y), (x + width - cut_by, y + height), (x, y + height)]


def cut_corner_points(
    width: float, height: float, cut_by: float, *, x: float = 0, y: float = 0
) -> list[Point]:
    """A rectangle without its upper left and lower right corners."""
    return [
        (x + cut_by, y), (x + width, y), (x + width, y + height - cut_by), (x + width - cut_by, y + height),
        (x, y + height), (x, y + cut_by),
    ]  # fmt: skip


def plate(
    width: float,
    height: float,
    fill: str,
    *,
    cut_by: float = 12,
    focus: str = "",
    wedge: bool = False,
    tail: str = "",
) -> str:
    """A plate for a button or heading.

    `focus` is the colour of an inner line and a star at the right end, which show the focus without need of
    the plate's colour. `tail` is the colour of a thin second parallelogram that follows the plate.
    """
    shape = wedge_points if wedge else plate_points
    body_width = width - (cut_by * 1.4 if tail else 0)
    parts = [polygon(shape(body_width, height, cut_by), fill)]
    if tail:
        parts.append(polygon(plate_points(cut_by * 1.9, height, cut_by, x=width - cut_by * 1.9), tail))
    if focus:
        inset = max(2.0, height * 0.09)
        lean = cut_by * (height - 2 * inset) / height
        inner = shape(
            body_width - 2 * inset - cut_by * inset / height * 2,
            height - 2 * inset,
            lean,
            x=inset + cut_by * inset / height,
            y=inset,
        )
        parts.append(polygon(inner, None, stroke=focus, width=max(1.2, height * 0.045)))
        parts.append(
            polygon(star_points(body_width - cut_by - height * 0.5, height * 0.52, height * 0.27, 12), focus)
        )
    return document(width, height, "".join(parts))


def frame(
    width: float,
    height: float,
    fill: str,
    *,
    cut_by: float = 14,
    border: float = 5,
    inside: str = "",
    shadow: str = "",
) -> str:
    """A cut-corner frame; `inside` fills it, `shadow` adds a hard shadow to the right and below."""
    drop = border if shadow else 0
    parts = []
    if shadow:
        parts.append(polygon(cut_corner_points(width - drop, height - drop, cut_by, x=drop, y=drop), shadow))
    parts.append(polygon(cut_corner_points(width - drop, height - drop, cut_by), fill))
    if inside:
        # keep the border even along the cut: the inner cut is shorter by border x (2 - sqrt 2)
        inner = max(0.0, cut_by - border * 0.5858)
        parts.append(
            polygon(
                cut_corner_points(
                    width - drop - 2 * border, height - drop - 2 * border, inner, x=border, y=border
                ),
                inside,
            )
        )
    return document(width, height, "".join(parts))


def panel(
    width: float, height: float, palette: Palette = STANDARD, *, dark: bool = False, cut_by: float = 16
) -> str:
    """A panel for text: a plane with cut corners, a thin line inside and a red edge on the left."""
    fill, rule = (palette["ink"], palette["quiet"]) if dark else (palette["cream"], palette["rule"])
    parts = [polygon(cut_corner_points(width, height, cut_by), fill)]
    parts.append(
        polygon(
            cut_corner_points(width - 12, height - 12, max(2.0, cut_by - 3), x=6, y=6),
            None,
            stroke=rule,
            width=1,
            opacity=0.7,
        )
    )
    parts.append(rectangle(0, cut_by, 5, height - cut_by, palette["red"]))
    return document(width, height, "".join(parts))


def mark(kind: str, size: float, palette: Palette = STANDARD) -> str:
    """A vote: filled disc (for), ring (against), square (abstain), dot (empty seat): never colour alone."""
    middle = size / 2
    if kind == "for":
        body = circle(middle, middle, size * 0.46, palette["for"])
    elif kind == "against":
        body = circle(
            middle, middle, size * 0.36, palette["cream"], stroke=palette["against"], width=size * 0.2
        )
    elif kind == "abstain":
        side = size * 0.72
        body = rectangle(middle - side / 2, middle - side / 2, side, side, palette["abstain"])
    elif kind == "empty":
        body = circle(middle, middle, size * 0.36, None, stroke=palette["rule"], width=size * 0.09)
    else:
        raise ValueError(f"mark {kind!r} is unknown; known: {', '.join(MARKS)}")
    return document(size, size, body)


def seal(size: float, palette: Palette = STANDARD, *, colour: str = "") -> str:
    """A round stamp: two rings, a star, ticks round the edge."""
    tone = colour or palette["red"]
    c = size / 2
    parts = [
        circle(c, c, size * 0.46, None, stroke=tone, width=size * 0.035),
        circle(c, c, size * 0.31, None, stroke=tone, width=size * 0.02),
    ]
    for i in range(36):
        angle = math.tau * i / 36
        near, far = (0.35, 0.42) if i % 3 else (0.35, 0.44)
        ends = [(c + size * r * math.cos(angle), c + size * r * math.sin(angle)) for r in (near, far)]
        parts.append(line(ends, tone, size * 0.014))
    parts.append(polygon(star_points(c, c * 1.02, size * 0.22), tone))
    return document(size, size, "".join(parts))


def arrow(size: float, colour: str, direction: str = "right") -> str:
    """An arrow head pointing left, right, up or down."""
    shape = [(0.2, 0.14), (0.86, 0.5), (0.2, 0.86), (0.36, 0.5)]
    turns = {"right": (1, 0), "down": (0, 1), "left": (-1, 0), "up": (0, -1)}
    if direction not in turns:
        raise ValueError(f"direction {direction!r} is unknown; known: {', '.join(turns)}")
    cx, cy = turns[direction]
    points = [
        (0.5 + (x - 0.5) * cx - (y - 0.5) * cy, 0.5 + (x - 0.5) * cy + (y - 0.5) * cx) for x, y in shape
    ]
    return document(size, size, polygon([(x * size, y * size) for x, y in points], colour))


def tick(size: float, colour: str) -> str:
    """A tick."""
    points = [(size * 0.16, size * 0.54), (size * 0.4, size * 0.78), (size * 0.84, size * 0.22)]
    return document(size, size, line(points, colour, size * 0.15, round_ends=False))


def cross(size: float, colour: str) -> str:
    """A cross."""
    a, b = size * 0.22, size * 0.78
    return document(
        size, size, line([(a, a), (b, b)], colour, size * 0.15) + line([(b, a), (a, b)], colour, size * 0.15)
    )


def lock(size: float, colour: str) -> str:
    """A padlock, for what is secret or not allowed."""
    body = polygon(
        [
            (size * 0.2, size * 0.46),
            (size * 0.8, size * 0.46),
            (size * 0.8, size * 0.9),
            (size * 0.2, size * 0.9),
        ],
        colour,
    )
    bow = [
        (size * (0.5 + 0.2 * math.cos(a / 10 * math.pi)), size * (0.36 - 0.22 * math.sin(a / 10 * math.pi)))
        for a in range(11)
    ]
    return document(
        size,
        size,
        body
        + line(
            [(size * 0.7, size * 0.5), *bow, (size * 0.3, size * 0.5)], colour, size * 0.1, round_ends=False
        ),
    )


def key_cap(width: float, height: float, palette: Palette = STANDARD) -> str:
    """A key-cap to set a letter on: ink with a paper top."""
    r = height * 0.16
    outer = [
        (r, 0),
        (width - r, 0),
        (width, r),
        (width, height - r),
        (width - r, height),
        (r, height),
        (0, height - r),
        (0, r),
    ]
    inner = [
        (r + 1, 2),
        (width - r - 1, 2),
        (width - 2, r + 1),
        (width - 2, height - r - 4),
        (width - r - 1, height - 5),
        (r + 1, height - 5),
        (2, height - r - 4),
        (2, r + 1),
    ]
    return document(width, height, polygon(outer, palette["ink"]) + polygon(inner, palette["cream"]))


def bar(
    width: float,
    height: float,
    share: float,
    *,
    segments: int = 10,
    full: str,
    empty: str,
    lean: float = 0.35,
) -> str:
    """A strength bar of slanted segments, `share` (0-1) of it filled, the last one in part."""
    gap = max(1.5, width * 0.012)
    skew = height * lean
    step = (width - skew + gap) / segments
    parts = []
    for i in range(segments):
        shape = plate_points(step - gap + skew, height, skew, x=i * step)
        filled = min(1.0, max(0.0, share * segments - i))
        if filled < 1:
            parts.append(polygon(shape, empty))
        if filled >= 1:
            parts.append(polygon(shape, full))
        elif filled > 0:
            edge = i * step + (step - gap) * filled
            window = [(-1.0, -1.0), (edge + skew * 1.0 + 0.0, -1.0), (edge, height + 1), (-1.0, height + 1)]
            parts.append(polygon(cut(shape, window), full))
    return document(width, height, "".join(parts))


def hatch_lines(width: float, height: float, kind: str, step: float = 9) -> list[list[Point]]:
    """The strokes of a hatch over a rectangle; nothing for `none` and `dots`."""
    strokes: list[list[Point]] = []
    if kind in ("right", "cross"):
        for i in range(int((width + height) / step) + 1):
            c = i * step + step / 2
            a, b = (max(0.0, c - height), min(c, height)), (min(c, width), max(0.0, c - width))
            if a[0] < b[0]:
                strokes.append([a, b])
    if kind in ("left", "cross"):
        strokes += [
            [(width - ax, ay), (width - bx, by)]
            for (ax, ay), (bx, by) in hatch_lines(width, height, "right", step)
        ]
    if kind == "level":
        strokes += [[(0.0, (i + 0.5) * step), (width, (i + 0.5) * step)] for i in range(int(height / step))]
    if kind == "upright":
        strokes += [[((i + 0.5) * step, 0.0), ((i + 0.5) * step, height)] for i in range(int(width / step))]
    return strokes


def hatch(width: float, height: float, kind: str, colour: str, *, step: float = 9, weight: float = 2) -> str:
    """A tile of hatching drawn as lines (the rasteriser has no patterns); see HATCHES for the kinds."""
    if kind not in HATCHES:
        raise ValueError(f"hatch {kind!r} is unknown; known: {', '.join(HATCHES)}")
    parts = [
        line(stroke, colour, weight, round_ends=False) for stroke in hatch_lines(width, height, kind, step)
    ]
    if kind == "dots":
        for row in range(int(height / step) + 1):
            for column in range(int(width / step) + 1):
                x = (column + 0.5 * (row % 2) + 0.25) * step
                if x < width:
                    parts.append(circle(x, (row + 0.5) * step, weight * 0.8, colour))
    return document(width, height, "".join(parts))


def ribbon(width: float, height: float, fill: str, edge: str) -> str:
    """The named band of a pact: a strip with swallow-tailed ends."""
    notch = height * 0.42
    shape = [
        (0.0, 0.0),
        (width, 0.0),
        (width - notch, height / 2),
        (width, height),
        (0.0, height),
        (notch, height / 2),
    ]
    inner = (
        [(notch * 0.9, 3.0), (width - notch * 0.9, 3.0)],
        [(notch * 0.9, height - 3), (width - notch * 0.9, height - 3)],
    )
    return document(width, height, polygon(shape, fill) + "".join(line(pair, edge, 1.2) for pair in inner))


def icon(palette: Palette = STANDARD) -> str:
    """The window's icon (64 x 64): a red wedge driven into an ink ring, a star where it strikes."""
    parts = [
        polygon([(6, 0), (58, 0), (64, 6), (64, 58), (58, 64), (6, 64), (0, 58), (0, 6)], palette["paper"]),
        circle(38, 34, 22, palette["ink"]),
        circle(38, 34, 17.5, None, stroke=palette["paper"], width=1.4),
        polygon([(0, 12), (46, 32), (0, 50)], palette["red"]),
        polygon([(0, 50), (46, 32), (0, 58)], palette["dark_red"]),
        polygon(star_points(38, 34.5, 11, 8), palette["cream"]),
        polygon(
            [(0, 58), (64, 46), (64, 51), (8, 64), (6, 64), (0, 58)],
            mix(palette["ink"], palette["red"], 0.05),
        ),
    ]
    return document(64, 64, "".join(parts))
