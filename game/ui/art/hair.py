"""Hair, beards and moustaches of a portrait: outlines grown from the skull, each with a shaded half."""

from __future__ import annotations

import math
from dataclasses import dataclass

from game.ui.art.look import HAIRS, Look
from game.ui.art.svg import Point, Points, bezier, cut, line, mirror, polygon, shift, sliver, spline

MIDDLE = 120.0  # x of the middle of the face
_SIDE = [(30.0, -50.0), (200.0, -50.0), (200.0, 400.0), (-24.0, 400.0)]  # the shaded half of the picture


@dataclass(frozen=True)
class Cut:
    """A haircut: how far it stands off the skull, its hairline, and how its strands run."""

    lift: float  # above the crown
    side: float  # beyond the cheek, at the temples
    ear: float  # y of the ends beside the ears
    hairline: tuple[Point, ...]  # left to right: x in half faces (-1..1), y
    lobes: int = 0  # locks along the outer edge
    depth: float = 0.0  # of the locks
    kind: str = "round"  # round bumps, leaning locks or short spikes
    lean: float = 0.0  # the mass leans to the right (+)
    strands: int = 5
    flow: float = 0.4  # how far the strands sweep aside
    square: float = 2.3  # 2 = round, more = square


def _line(*points: float) -> tuple[Point, ...]:
    return tuple(zip(points[::2], points[1::2], strict=True))


CUTS: dict[str, Cut] = {
    # thick, low on the forehead, combed back and up from a peak on the left
    "swept": Cut(12, 6, 138, _line(
        -.98, 138, -.94, 118, -.86, 100, -.66, 90, -.42, 84, -.1, 87, .25, 94, .6, 100, .84,
        106, .93, 120, .98, 138),
        lean=2, strands=6, flow=.75, square=2.6),
    # a cloud of locks blown back from a high forehead
    "wild": Cut(22, 16, 146, _line(
        -.98, 146, -.95, 122, -.9, 104, -.74, 92, -.5, 86, -.2, 90, 0, 84, .25, 89, .55, 86,
        .78, 93, .91, 106,
        .96, 122, .98, 146), lobes=13, depth=6.5, kind="lock", lean=0, strands=10, flow=.5, square=2.1),
    "curls": Cut(24, 12, 136, _line(
        -1, 136, -.95, 116, -.88, 104, -.68, 100, -.5, 92, -.25, 96, 0, 89, .25, 95, .5, 91,
        .7, 99, .88, 104,
        .95, 116, 1, 136), lobes=13, depth=7, lean=0, strands=0, square=2.2),
    "parted": Cut(8, 4, 134, _line(
        -.99, 134, -.95, 116, -.88, 99, -.66, 88, -.48, 82, -.3, 80, 0, 88, .4, 93, .72, 94,
        .88, 101, .95, 116,
        .99, 134), lean=1, strands=5, flow=.95, square=2.5),
    # flat and smooth, high on the temples
    "slick": Cut(5, 3, 132, _line(
        -.99, 132, -.95, 112, -.88, 94, -.7, 80, -.5, 80, -.2, 77, .1, 78, .45, 82, .72, 82,
        .88, 94, .95, 112,
        .99, 132), strands=6, flow=.5, square=2.5),
    # cropped short and standing up like a brush
    "brush": Cut(14, 3, 128, _line(
        -.99, 128, -.95, 108, -.88, 94, -.72, 80, -.5, 84, -.2, 82, .1, 84, .4, 82, .62, 85,
        .76, 80, .88, 94,
        .95, 108, .99, 128), lobes=22, depth=2.2, kind="spike", strands=7, flow=.05, square=3.4),
    # a high wave combed back
    "wave": Cut(26, 6, 130, _line(
        -.99, 130, -.95, 110, -.9, 92, -.76, 76, -.5, 68, -.2, 72, .1, 70, .4, 73, .66, 74,
        .86, 88, .95, 108,
        .99, 130), lean=5, lobes=6, depth=3, strands=8, flow=.8, square=2.3),
    # bald on top, hair left at the sides
    "fringe": Cut(0, 6, 138, _line(
        -.99, 138, -.95, 118, -.9, 100, -.84, 78, .84, 78, .9, 100, .95, 118, .99, 138),
                  strands=0),
    # thin on top with deep bays at the temples
    "receding": Cut(7, 4, 132, _line(
        -.99, 132, -.95, 112, -.9, 98, -.8, 80, -.6, 70, -.36, 74, -.16, 84, .1, 82, .3, 72,
        .56, 68, .78, 80, .9, 98,
        .95, 112, .99, 132), strands=5, flow=.6, square=2.4),
    # thick and wavy, full at the sides
    "mane": Cut(24, 14, 144, _line(
        -.98, 144, -.95, 122, -.88, 104, -.7, 92, -.44, 82, -.2, 84, .1, 80, .36, 88, .64, 92,
        .86, 103, .94, 122,
        .98, 144), lobes=9, depth=5, lean=-3, strands=9, flow=.6, square=2.3),
    # parted in the middle and drawn to a knot behind
    "bun": Cut(9, 6, 150, _line(
        -.99, 150, -.96, 132, -.93, 116, -.84, 102, -.6, 90, -.3, 81, 0, 74, .3, 81, .6, 90,
        .84, 102, .93, 116,
        .96, 132, .99, 150), strands=8, flow=.9, square=2.2),
    # a bald forehead with a lock left in the middle
    "tuft": Cut(10, 5, 134, _line(
        -.99, 134, -.95, 112, -.92, 96, -.84, 78, -.62, 66, -.3, 66, -.14, 78, .06, 82, .22,
        76, .36, 66, .64, 66,
        .84, 78, .92, 96, .95, 112, .99, 134), lobes=8, depth=2.5, strands=6, flow=.5, square=2.3),
}  # fmt: skip


def tones(name: str, fallback: str) -> tuple[str, str, str]:
    """Body, lit strand and shaded half of a hair tone; an empty name means the fallback."""
    return HAIRS[name or fallback]


def skull(look: Look) -> list[Point]:
    """The right half of the head from crown to chin, relative to the middle line."""
    f = look.face
    top = bezier((0, f.crown), (f.cheek * 0.66, f.crown), (f.cheek, f.crown + 18), (f.cheek, 110))
    side = bezier((f.cheek, 110), (f.cheek, 130), (f.cheek - 1, 142), (f.cheek - 3, 152))
    jaw = bezier((f.cheek - 3, 152), (f.cheek - 5, 164), (f.jaw + 4, 170), (f.jaw, 180))
    chin = bezier((f.jaw, 180), (f.jaw - 5, 194), (f.broad + 4, f.chin), (0, f.chin))
    return top + side[1:] + jaw[1:] + chin[1:]


def _shape(look: Look) -> tuple[list[Point], list[Point], Cut]:
    """Outer edge (left to right over the top) and hairline (right to left), relative to the middle line."""
    hair, face = look.hair, look.face
    style = CUTS[hair.style]
    lift = style.lift if hair.lift is None else hair.lift
    side = style.side if hair.side is None else hair.side
    ear = style.ear if hair.ear is None else hair.ear
    half, high, level = face.cheek + side, 112 - (face.crown - lift), 112.0
    outer: list[Point] = []
    steps = 96
    for i in range(steps + 1):
        angle = math.pi * (1 - i / steps)
        c, s = math.cos(angle), math.sin(angle)
        power = 2 / style.square
        reach = 1.0
        if style.lobes:
            phase = i / steps * style.lobes
            share = phase - math.floor(phase)
            reach += style.depth * (_bump(style.kind, share, c) - 0.4) / (half if abs(c) > 0.7 else high)
        x = math.copysign(abs(c) ** power, c) * half * reach + style.lean * s
        outer.append((x, level - s**power * high * reach))
    inset = 0.35 if side > 8 else 0.5
    left = [(-face.cheek - side * inset, ear - 2), (-half, (level + ear) / 2)]
    outer = spline(left, 4) + outer + spline(mirror(left), 4)
    tip = 112 + (ear - 112)
    raw = [
        (u * face.cheek, v + hair.line if v < 112 else min(v, tip) if v < style.ear else tip)
        for u, v in style.hairline
    ]
    hairline = spline(raw, 5)
    if hair.left:
        outer, hairline = mirror(outer), mirror(hairline)
    return outer, list(reversed(hairline)), style


def _bump(kind: str, share: float, side: float) -> float:
    """How far a lock stands out (0-1) at `share` of its width; locks lean away from the parting."""
    if kind == "round":
        return math.pow(abs(math.sin(math.pi * share)), 0.7)
    leaning = share if side < 0.15 else 1 - share
    if kind == "spike":
        return math.pow(leaning, 1.6)
    return math.pow(abs(math.sin(math.pi * leaning * leaning)), 0.75)


def hair_behind(look: Look) -> str:
    """What of the hair lies behind the head: the sides of a fringe, the knot of a bun."""
    _body, _, shade = tones(look.hair.tone, "dark")
    face = look.face
    if look.hair.style == "bun":
        knot = [
            (MIDDLE + 30 * math.cos(a / 12 * math.tau), face.crown + 2 + 22 * math.sin(a / 12 * math.tau))
            for a in range(12)
        ]
        return polygon(spline(knot, 4, loop=True), shade)
    return ""


def hair(look: Look, fine: bool) -> str:
    """The hair over the forehead and round the head; `fine` adds the strands."""
    if look.hair.style == "none":
        return ""
    body, shine, shade = tones(look.hair.tone, "dark")
    if look.hair.style == "fringe":
        return _fringe(look, body, shine, shade, fine)
    outer, hairline, style = _shape(look)
    shape = outer + hairline
    parts = [polygon(shift(shape, MIDDLE), body)]
    parts.append(polygon(shift(cut(shape, _SIDE), MIDDLE), shade))
    # strands run from the hairline towards the outer edge, bent by the flow
    count = style.strands if fine else min(3, style.strands)
    ahead = list(reversed(hairline))
    for k in range(count):
        share = (k + 0.7) / (count + 0.4)
        root = ahead[int(len(ahead) * (0.14 + 0.66 * share))]
        edge = outer[int(len(outer) * (0.2 + 0.6 * share * (1 - style.flow * 0.35)))]
        start = (root[0] + (edge[0] - root[0]) * 0.16, root[1] + (edge[1] - root[1]) * 0.16)
        end = (root[0] + (edge[0] - root[0]) * 0.84, root[1] + (edge[1] - root[1]) * 0.84)
        bend = ((start[0] + end[0]) / 2 - 10 * style.flow, (start[1] + end[1]) / 2 - 8 * style.flow)
        lit = shine if start[0] < 14 else body
        parts.append(polygon(shift(sliver(start, bend, end, 2.0 if fine else 3.2), MIDDLE), lit))
    if look.hair.style == "curls":
        parts.append(_curls(outer, hairline, shine, body, fine))
    if look.hair.style == "bun":
        parts.append(line([(MIDDLE, face_top(look) - 8), (MIDDLE, 75)], shade, 2))
    return "".join(parts)


def face_top(look: Look) -> float:
    """y of the top of the skull."""
    return look.face.crown


def _curls(outer: Points, hairline: Points, shine: str, body: str, fine: bool) -> str:
    """Rows of small arcs between hairline and edge, brighter on the lit side."""
    parts = []
    ahead = list(reversed(hairline))
    rows, columns = (3, 9) if fine else (2, 6)
    for row in range(rows):
        for column in range(columns):
            share = (column + 0.5 + 0.5 * (row % 2)) / (columns + 0.5)
            a = ahead[min(len(ahead) - 1, int(len(ahead) * (0.12 + 0.76 * share)))]
            b = outer[min(len(outer) - 1, int(len(outer) * (0.12 + 0.76 * share)))]
            t = 0.22 + 0.58 * row / max(1, rows - 1)
            x, y = a[0] + (b[0] - a[0]) * t, a[1] + (b[1] - a[1]) * t
            size = 5.5 if fine else 8
            mark = bezier((x - size, y + 1), (x - size, y - size), (x + size, y - size), (x + size, y + 2), 6)
            parts.append(
                line(
                    shift(mark, MIDDLE),
                    shine if x < 12 else body if body > "#2" else "#3b332c",
                    2.2 if fine else 3,
                )
            )
    return "".join(parts)


def _fringe(look: Look, body: str, shine: str, shade: str, fine: bool) -> str:
    """Hair left above the ears on both sides of a bald head."""
    face = look.face
    side = CUTS["fringe"].side if look.hair.side is None else look.hair.side
    ear = CUTS["fringe"].ear if look.hair.ear is None else look.hair.ear
    c = face.cheek
    top = face.crown + 22 - (look.hair.lift or 0)
    half = spline(
        [
            (c * 0.93, ear),
            (c * 0.9, 116),
            (c * 0.86, 102),
            (c * 0.74, top + 10),
            (c * 0.8, top),
            (c + side * 0.6, top + 14),
            (c + side, top + 32),
            (c + side, 120),
            (c + side * 0.5, ear - 2),
        ],
        6,
        loop=True,
    )
    left = mirror(half)
    parts = [polygon(shift(left, MIDDLE), body), polygon(shift(half, MIDDLE), shade)]
    if fine:
        for k in range(3):
            x = -c - side * 0.55 + k * 5
            parts.append(
                polygon(
                    shift(sliver((x + 2, 118 - k * 3), (x - 2, 104), (x + 4, top + 12), 1.6), MIDDLE), shine
                )
            )
    return "".join(parts)
