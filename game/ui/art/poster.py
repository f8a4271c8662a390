"""Backdrops, one a screen, composed as posters: one dominant diagonal each, few planes, no type.

All are drawn for a logical plane of 1280 x 720 by default; another window passes its own logical size.
"""

from __future__ import annotations

import math

from game.ui.art.board import TABLE, table
from game.ui.art.palette import STANDARD, Palette, mix
from game.ui.art.parts import star_points
from game.ui.art.svg import Point, arc, circle, cut, document, line, moved, polygon, rays, rectangle

WIDTH, HEIGHT = 1280.0, 720.0


def _window(width: float, height: float) -> list[Point]:
    return [(0.0, 0.0), (width, 0.0), (width, height), (0.0, height)]


def title(palette: Palette = STANDARD, width: float = WIDTH, height: float = HEIGHT) -> str:
    """The title: a red wedge driven into a great ink circle, bands rising to the right, rays behind.

    Room is left for the name along the wedge (about -7 degrees) and for the menu at the lower left.
    """
    p = palette
    window = _window(width, height)
    cx, cy, radius = width * 0.735, height * 0.475, height * 0.465
    parts = [rectangle(0, 0, width, height, p["paper"])]
    for wedge in rays(cx, cy, width * 1.2, 28, start=3, share=0.5, window=window):
        parts.append(polygon(wedge, p["sand"]))
    # one pale plane from the upper left, the light of the picture
    parts.append(
        polygon([(0, 0), (width * 0.43, 0), (width * 0.16, height), (0, height)], p["cream"], opacity=0.5)
    )
    # the circle, its inner line and a second, broken line
    parts.append(circle(cx, cy, radius, p["ink"]))
    parts.append(circle(cx, cy, radius - 22, None, stroke=p["cream"], width=2))
    for start in range(0, 360, 30):
        parts.append(
            line(
                arc(cx, cy, radius - 34, radius - 34, start + 4, start + 20, 6),
                mix(p["ink"], p["cream"], 0.28),
                6,
                round_ends=False,
            )
        )
    # thin rays of iron outside the circle
    for k in range(11):
        angle = math.radians(-158 + k * 17)
        near, far = radius + 18 + 10 * (k % 2), radius + 86 + 60 * (k % 3)
        ends = [(cx + r * math.cos(angle), cy + r * math.sin(angle)) for r in (near, far)]
        parts.append(line(ends, p["red"] if k % 2 else p["ink"], 3 if k % 2 else 1.6, round_ends=False))
    # the wedge: two planes, the lower in shadow, and a bar above it
    tip = (width * 0.82, height * 0.247)
    parts.append(
        polygon(
            cut(
                [(0, height * 0.055), (width, height * 0.2), (width, height * 0.212), (0, height * 0.087)],
                [(0, 0), (cx - radius * 0.7, 0), (cx - radius * 0.8, height), (0, height)],
            ),
            p["ink"],
        )
    )
    parts.append(polygon([(0, height * 0.12), tip, (0, height * 0.655)], p["red"]))
    parts.append(polygon([(0, height * 0.655), tip, (0, height * 0.7)], p["dark_red"]))
    parts.append(polygon([(0, height * 0.12), tip, (0, height * 0.2)], mix(p["red"], p["cream"], 0.1)))
    # bands rising from the foot of the picture to the right edge
    rise = math.tan(math.radians(23))

    def strip(foot: float, breadth: float, colour: str) -> str:
        far = width + 40
        shape = [
            (foot, height),
            (far, height - (far - foot) * rise),
            (far, height - (far - foot - breadth) * rise),
            (foot + breadth, height),
        ]
        return polygon(cut(shape, window), colour)

    foot = width * 0.36
    parts.append(strip(foot, 172, p["ink"]))
    parts.append(strip(foot + 190, 52, p["red"]))
    parts.append(strip(foot + 256, 14, p["ink"]))
    # the star at the edge of the circle
    sx, sy = cx + radius * 0.74, cy - radius * 0.76
    parts.append(polygon(star_points(sx + 4, sy + 5, 58, 14), p["ink"]))
    parts.append(polygon(star_points(sx, sy, 58, 14), p["red"]))
    parts.append(polygon(star_points(sx, sy, 28, 14), p["cream"]))
    # top and bottom edges hold the picture together
    parts.append(rectangle(0, 0, width, 10, p["ink"]) + rectangle(0, height - 10, width, 10, p["ink"]))
    return document(width, height, "".join(parts))


def board(
    palette: Palette = STANDARD, width: float = WIDTH, height: float = HEIGHT, *, top: float = 64,
    foot: float = 84, panel: float = 316, with_table: bool = True,
) -> str:  # fmt: skip
    """The Politburo's board: cream with rays, the red table, an ink head and foot, a panel at the right.

    `top`, `foot` and `panel` are the sizes of the head, the foot and the panel in units; 0 leaves one out.
    """
    p = palette
    x, y, _, _ = TABLE
    floor = height - foot
    window = [(0.0, top), (width, top), (width, floor), (0.0, floor)]
    parts = [rectangle(0, 0, width, height, p["paper"])]
    for wedge in rays(x, y, width * 1.3, 40, start=2, share=0.5, window=window):
        parts.append(polygon(wedge, mix(p["paper"], p["sand"], 0.62)))
    parts.append(polygon([(0, top), (330, top), (0, 330 + top)], p["sand"], opacity=0.75))
    parts.append(polygon([(0, floor), (0, floor - 120), (520, floor)], p["cream"], opacity=0.5))
    if with_table:
        parts.append(table(p))
    if panel:
        left = width - panel
        parts.append(polygon([(left + 2, top), (width, top), (width, floor), (left - 20, floor)], p["cream"]))
        parts.append(
            polygon([(left, top), (left + 4, top), (left - 18, floor), (left - 22, floor)], p["ink"])
        )
    if top:
        parts.append(rectangle(0, 0, width, top, p["ink"]) + rectangle(0, top - 4, width, 4, p["red"]))
        parts.append(polygon([(0, 0), (312, 0), (270, top), (0, top)], p["red"]))
        parts.append(polygon([(322, 0), (332, 0), (290, top), (280, top)], p["red"]))
    if foot:
        parts.append(rectangle(0, floor, width, foot, p["ink"]) + rectangle(0, floor, width, 4, p["red"]))
    return document(width, height, "".join(parts))


def hall(
    palette: Palette = STANDARD, width: float = WIDTH, height: float = HEIGHT, *, floor: float = 530
) -> str:
    """A dark hall with rays and a bright lower third: for speeches, and before votes are cast."""
    p = palette
    window = [(0.0, 0.0), (width, 0.0), (width, floor), (0.0, floor)]
    parts = [rectangle(0, 0, width, height, p["cream"]), rectangle(0, 0, width, floor, p["ink"])]
    for wedge in rays(width / 2, floor, width, 32, start=-181, window=window):
        parts.append(polygon(wedge, p["soot"]))
    parts.append(rectangle(0, floor, width, 6, p["red"]))
    parts.append(
        polygon([(0, floor + 6), (width * 0.32, floor + 6), (width * 0.258, height), (0, height)], p["paper"])
    )
    return document(width, height, "".join(parts))


def bulletin(palette: Palette = STANDARD, width: float = WIDTH, height: float = HEIGHT) -> str:
    """A newspaper page on a desk: masthead band, column rules, a fold, a second page beneath; set no type."""
    p = palette
    desk = mix(p["ink"], p["rule"], 0.22)
    parts = [rectangle(0, 0, width, height, desk)]
    for wedge in rays(
        width * 0.1, -200, width * 1.6, 30, start=0, sweep=120, share=0.5, window=_window(width, height)
    ):
        parts.append(polygon(wedge, mix(desk, p["ink"], 0.25)))
    left, right = 70.0, width - 70.0
    parts.append(
        polygon(
            [(left + 26, 34), (right + 22, 14), (right + 34, height), (left + 40, height)],
            mix(p["sand"], p["ink"], 0.25),
        )
    )
    parts.append(rectangle(left + 8, 30, right - left, height, p["ink"], opacity=0.35))
    parts.append(rectangle(left, 22, right - left, height, p["cream"]))
    # masthead: a red wedge, a double rule and a line of small matter
    parts.append(polygon([(left, 22), (left + 330, 22), (left + 262, 118), (left, 118)], p["red"]))
    parts.append(
        polygon([(left + 342, 22), (left + 356, 22), (left + 288, 118), (left + 274, 118)], p["red"])
    )
    parts.append(polygon(star_points(right - 56, 74, 30, 12), p["red"]))
    parts.append(
        rectangle(left, 118, right - left, 5, p["ink"]) + rectangle(left, 127, right - left, 1.5, p["ink"])
    )
    parts.append(rectangle(left, 156, right - left, 1.5, p["ink"]))
    inner = (right - left - 48) / 3
    for k in (1, 2):
        x = left + 24 + inner * k
        parts.append(line([(x, 176), (x, height)], p["rule"], 1.2))
    # the fold
    parts.append(rectangle(left, height * 0.56, right - left, 26, p["sand"], opacity=0.28))
    parts.append(line([(left, height * 0.56), (right, height * 0.56)], p["sand"], 1.4))
    return document(width, height, "".join(parts))


def minute(palette: Palette = STANDARD, width: float = WIDTH, height: float = HEIGHT) -> str:
    """The secret minute behind the bulletin: a typed sheet in a folder, a red strip across its corner."""
    p = palette
    desk = mix(p["ink"], p["teal"], 0.35)
    parts = [rectangle(0, 0, width, height, desk)]
    parts.append(
        polygon(
            [(90, 26), (420, 26), (446, 52), (width - 90, 52), (width - 90, height), (90, height)],
            mix(p["ochre"], p["paper"], 0.45),
        )
    )
    parts.append(rectangle(136, 82, width - 252, height, p["ink"], opacity=0.25))
    parts.append(rectangle(130, 76, width - 252, height, p["cream"]))
    parts.append(line([(196, 76), (196, height)], p["red"], 1.4, opacity=0.6))
    parts.append(
        polygon([(width - 330, 76), (width - 250, 76), (width - 122, 204), (width - 122, 284)], p["red"])
    )
    for y in range(130, int(height), 92):
        parts.append(circle(162, y, 8, mix(p["cream"], p["ink"], 0.75)))
    return document(width, height, "".join(parts))


def ending(palette: Palette = STANDARD, width: float = WIDTH, height: float = HEIGHT) -> str:
    """The ending: ink and paper, no rays, no star; an empty chair's worth of space at the right."""
    p = palette
    parts = [rectangle(0, 0, width, height, p["paper"])]
    parts.append(polygon([(width * 0.66, 0), (width, 0), (width, height), (width * 0.5, height)], p["ink"]))
    parts.append(
        polygon(
            [(width * 0.645, 0), (width * 0.652, 0), (width * 0.492, height), (width * 0.485, height)],
            p["ink"],
        )
    )
    parts.append(
        circle(
            width * 0.815,
            height * 0.43,
            height * 0.235,
            None,
            stroke=mix(p["ink"], p["paper"], 0.35),
            width=2,
        )
    )
    parts.append(circle(width * 0.815, height * 0.43, height * 0.215, mix(p["ink"], p["paper"], 0.07)))
    parts.append(rectangle(0, height - 14, width, 14, p["ink"]) + rectangle(0, 0, width, 8, p["ink"]))
    parts.append(rectangle(64, 132, 92, 7, p["ink"]))
    return document(width, height, "".join(parts))


def page(
    palette: Palette = STANDARD, width: float = WIDTH, height: float = HEIGHT, *, top: float = 64
) -> str:
    """A quiet ground for text and tables: paper, one pale diagonal plane, an ink head with a red wedge."""
    p = palette
    parts = [rectangle(0, 0, width, height, p["paper"])]
    parts.append(
        polygon(
            [(width * 0.55, top), (width, top), (width, height), (width * 0.28, height)],
            mix(p["paper"], p["cream"], 0.55),
        )
    )
    parts.append(polygon([(width * 0.86, height), (width, height - 96), (width, height)], p["sand"]))
    parts.append(polygon([(width * 0.905, height), (width, height - 64), (width, height)], p["red"]))
    if top:
        parts.append(rectangle(0, 0, width, top, p["ink"]) + rectangle(0, top - 4, width, 4, p["red"]))
        parts.append(polygon([(0, 0), (312, 0), (270, top), (0, top)], p["red"]))
        parts.append(polygon([(322, 0), (332, 0), (290, top), (280, top)], p["red"]))
    return document(width, height, "".join(parts))


def curtain(palette: Palette = STANDARD, width: float = WIDTH, height: float = HEIGHT) -> str:
    """The hand-over curtain between two people at one keyboard: nothing of the seat before shows through."""
    p = palette
    parts = [rectangle(0, 0, width, height, p["ink"])]
    parts.append(
        polygon(
            [(0, height * 0.3), (width, height * 0.08), (width, height * 0.62), (0, height * 0.84)], p["red"]
        )
    )
    parts.append(
        polygon(
            [(0, height * 0.84), (width, height * 0.62), (width, height * 0.66), (0, height * 0.88)],
            p["dark_red"],
        )
    )
    parts.append(
        polygon(
            [(0, height * 0.25), (width, height * 0.03), (width, height * 0.045), (0, height * 0.265)],
            p["red"],
        )
    )
    parts.append(moved(polygon(star_points(0, 0, 64), p["cream"]), width * 0.86, height * 0.36, turn=-10))
    return document(width, height, "".join(parts))


BACKDROPS = {
    "title": title,
    "board": board,
    "hall": hall,
    "bulletin": bulletin,
    "minute": minute,
    "ending": ending,
    "page": page,
    "curtain": curtain,
}
