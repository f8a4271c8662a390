"""The hall of a sitting: delegates seated in a half circle, delegations side by side, every vote a mark.

    >>> hall = seat([("leningrad", 3, 40, 2), ("moscow", 80, 2, 1)])
    >>> len(hall.seats), hall.seats[0].delegation
    (128, 0)

Lengths are units of a plane whose lower edge is the diameter; the rows lie between two radii.
Pure geometry: the window blits one small picture a seat, and the same numbers can be drawn as SVG.
"""

from __future__ import annotations

import itertools
import math
from collections.abc import Sequence
from dataclasses import dataclass

from game.ui.art.palette import STANDARD, Palette
from game.ui.art.parts import star_points
from game.ui.art.svg import arc, circle, document, line, polygon, rays, rectangle

Delegation = tuple[str, int, int, int]  # name, for, against, abstaining

OUTER = 430.0
_INNER_SHARE = 0.42
_GANGWAY = 0.3  # of a seat, on both sides of a sector line
_SWEEP = math.radians(172)  # the half circle, less a gangway at both ends


@dataclass(frozen=True, slots=True)
class Seat:
    """One delegate: place of the middle of the mark, the delegation's number, and the vote."""

    x: float
    y: float
    row: int
    angle: float  # radians, from the left end (pi) to the right (0)
    delegation: int
    vote: str  # for, against or abstain


@dataclass(frozen=True, slots=True)
class Sector:
    """One delegation's part of the hall: its name, its edges, and where its label goes."""

    name: str
    count: int
    start: float  # radians
    end: float
    label_x: float
    label_y: float
    label_turn: float  # degrees clockwise, 0 = upright


@dataclass(frozen=True, slots=True)
class Name:
    """Where a delegation's name stands: the middle of it, its turn clockwise in degrees, and the ring."""

    x: float
    y: float
    turn: float
    ring: int


@dataclass(frozen=True, slots=True)
class Hall:
    """A seated hall, the middle of its diameter at (0, 0), y downwards (so seats have y <= 0)."""

    seats: tuple[Seat, ...]
    sectors: tuple[Sector, ...]
    rows: int
    pitch: float  # least distance between two seats
    mark: float  # diameter of a mark
    inner: float
    outer: float


def seat(delegations: Sequence[Delegation], outer: float = OUTER) -> Hall:
    """Seat the delegations from left to right in the order given, each in one unbroken wedge.

    In a delegation those for, against and abstaining sit together, from its left edge.
    Raises ValueError when a count is negative. An empty list gives an empty hall.
    """
    for name, *counts in delegations:
        if min(counts) < 0:
            raise ValueError(f"delegation {name!r} has a negative count: {counts}")
    total = sum(sum(counts) for _, *counts in delegations)
    inner = outer * _INNER_SHARE
    if not total:
        return Hall((), (), 0, 0.0, 0.0, inner, outer)
    rows, pitch, numbers = _rows(total, inner, outer)
    places = _places(rows, numbers, inner, outer)
    seats: list[Seat] = []
    sectors: list[Sector] = []
    edge = math.pi / 2 + _SWEEP / 2
    for number, (name, agree, refuse, abstain) in enumerate(delegations):
        count = agree + refuse + abstain
        if not count:
            continue
        mine = places[len(seats) : len(seats) + count]
        last = len(seats) + count == total
        end = math.pi / 2 - _SWEEP / 2 if last else (mine[-1][0] + places[len(seats) + count][0]) / 2
        for (angle, row, radius), vote in zip(mine, _votes(agree, refuse, abstain), strict=True):
            # a narrow gangway along the sector's edges, so that its line runs between the seats
            span, gangway = edge - end, _GANGWAY * pitch / radius
            shrink = 1 - 2 * gangway / span if span > 12 * gangway else 1.0
            angle = (edge + end) / 2 + (angle - (edge + end) / 2) * shrink
            seats.append(Seat(radius * math.cos(angle), -radius * math.sin(angle), row, angle, number, vote))
        middle = (edge + end) / 2
        reach = outer + 44
        turn = math.degrees(math.pi / 2 - middle)
        sectors.append(
            Sector(name, count, edge, end, reach * math.cos(middle), -reach * math.sin(middle), turn)
        )
        edge = end
    closest = _closest(seats, pitch)
    return Hall(tuple(seats), tuple(sectors), rows, closest, min(closest * 0.8, 22.0), inner, outer)


def names(
    hall: Hall, widths: Sequence[float], *, high: float = 25.0, top: float = 446.0
) -> list[Name | None]:
    """Where the delegations' names stand round the rim, so that no two touch; None where one finds no room.

    `widths` are the lengths of the printed names, in the hall's units. Large delegations choose first: beside
    their sector in the inner ring, else in an outer one, a little aside if a neighbour is in the way. The third
    ring is open only where it stays below `top`, which is what the heading leaves free.
    """
    out: list[Name | None] = [None] * len(hall.sectors)
    taken: list[list[tuple[float, float]]] = [[], [], []]
    plates: list[_Plate] = []
    for n in sorted(range(len(hall.sectors)), key=lambda n: -hall.sectors[n].count):
        sector = hall.sectors[n]
        for ring, others in enumerate(taken):
            radius = hall.outer + 38 + high * ring
            half = (widths[n] / 2 + 6) / radius
            lowest = half + 4 / radius
            wish = min(max((sector.start + sector.end) / 2, lowest), math.pi - lowest)
            reach = max((sector.start - sector.end) / 2, 0.06)
            tries = (wish + reach * k / 6 * sign for k in range(7) for sign in (1, -1))
            inside = [a for a in tries if lowest <= a <= math.pi - lowest]
            # Of a slanting name it is the upper end that would run under the heading.
            rise = widths[n] / 2
            below = [
                a for a in inside if ring < 2 or radius * math.sin(a) + rise * abs(math.cos(a)) + 10 <= top
            ]
            # Names are straight: their ends stand out into the next ring, so rings alone do not keep them apart.
            free = next(
                (
                    a
                    for a in below
                    if _free(a, half, others)
                    and not any(_touch(_plate(a, radius, widths[n]), other) for other in plates)
                ),
                None,
            )
            if free is not None:
                others.append((free - half, free + half))
                plates.append(_plate(free, radius, widths[n]))
                turn = math.degrees(math.pi / 2 - free)
                out[n] = Name(radius * math.cos(free), -radius * math.sin(free), turn, ring)
                break
    return out


_Plate = tuple[tuple[float, float], tuple[float, float], float, float]
"""The middle of a straight name, the direction it runs in, half its length and half its height."""


def _plate(angle: float, radius: float, width: float) -> _Plate:
    middle = (radius * math.cos(angle), radius * math.sin(angle))
    return middle, (-math.sin(angle), math.cos(angle)), width / 2 + 3, 10.0


def _touch(one: _Plate, other: _Plate) -> bool:
    """Whether two oblongs overlap: no line along a side of either keeps them apart."""
    (ax, ay), (ux, uy), long, high = one
    (bx, by), (vx, vy), other_long, other_high = other
    for x, y in ((ux, uy), (-uy, ux), (vx, vy), (-vy, vx)):
        apart = abs((bx - ax) * x + (by - ay) * y)
        reach = long * abs(ux * x + uy * y) + high * abs(-uy * x + ux * y)
        reach += other_long * abs(vx * x + vy * y) + other_high * abs(-vy * x + vx * y)
        if apart >= reach:
            return False
    return True


def _free(angle: float, half: float, taken: Sequence[tuple[float, float]]) -> bool:
    return all(angle + half <= low or angle - half >= high for low, high in taken)


def _closest(seats: Sequence[Seat], ceiling: float) -> float:
    """The distance between the two nearest neighbours in one row; rows are never closer than `ceiling`."""
    by_row: dict[int, list[Seat]] = {}
    for one in seats:
        by_row.setdefault(one.row, []).append(one)
    nearest = ceiling
    for row in by_row.values():
        row.sort(key=lambda one: one.x)
        for a, b in itertools.pairwise(row):
            nearest = min(nearest, math.dist((a.x, a.y), (b.x, b.y)))
    return nearest


def _rows(total: int, inner: float, outer: float) -> tuple[int, float, list[int]]:
    """How many rows, the least distance between seats, and the seats of each row: the roomiest choice."""
    best: tuple[int, float, list[int]] | None = None
    for rows in range(1, 26):
        gap = (outer - inner) / rows
        radii = [inner + gap * (row + 0.5) for row in range(rows)]
        whole = sum(radii)
        shares = [total * radius / whole for radius in radii]
        numbers = [int(share) for share in shares]
        order = sorted(range(rows), key=lambda row: (numbers[row] - shares[row], -row))
        for row in order[: total - sum(numbers)]:
            numbers[row] += 1
        along = min(
            (2 * r * math.sin(_SWEEP / n / 2) for r, n in zip(radii, numbers, strict=True) if n > 1),
            default=gap,
        )
        pitch = min(gap, along)
        if min(numbers) > 0 and (best is None or pitch > best[1] + 1e-9):
            best = rows, pitch, numbers
    assert best is not None  # one row always fits
    return best


def _places(rows: int, numbers: list[int], inner: float, outer: float) -> list[tuple[float, int, float]]:
    """All seats as (angle, row, radius), swept from the left end to the right, inner rows first on a tie."""
    gap = (outer - inner) / rows
    found = []
    for row, number in enumerate(numbers):
        radius = inner + gap * (row + 0.5)
        for place in range(number):
            angle = math.pi / 2 + _SWEEP / 2 - (place + 0.5) * _SWEEP / number
            found.append((angle, row, radius))
    return sorted(found, key=lambda item: (-round(item[0], 9), item[1]))


def _votes(agree: int, refuse: int, abstain: int) -> list[str]:
    return ["for"] * agree + ["against"] * refuse + ["abstain"] * abstain


def sweep_order(hall: Hall) -> list[int]:
    """The numbers of the seats as a roll call fills them: delegation by delegation, front to back."""
    return sorted(
        range(len(hall.seats)),
        key=lambda i: (hall.seats[i].delegation, hall.seats[i].row, -hall.seats[i].angle),
    )


def hall_scene(
    hall: Hall, width: float, height: float, palette: Palette = STANDARD, *, floor: float = 530
) -> str:
    """The hall without its delegates: dark with rays, a red rim, the floor, the sector lines and the rostrum.

    The middle of the diameter lies at (width / 2, floor); add that to the seats' coordinates.
    """
    x, y = width / 2, floor
    window = [(0.0, 0.0), (width, 0.0), (width, floor), (0.0, floor)]
    parts = [rectangle(0, 0, width, height, palette["cream"]), rectangle(0, 0, width, floor, palette["ink"])]
    parts.append(
        polygon([(0, floor), (width * 0.32, floor), (width * 0.258, height), (0, height)], palette["paper"])
    )
    for wedge in rays(x, y, width, 32, start=-181, window=window):
        parts.append(polygon(wedge, palette["soot"]))
    rim = hall.outer
    for reach, colour in ((22, palette["red"]), (13, palette["ink"]), (6, palette["paper"])):
        parts.append(polygon(arc(x, y, rim + reach, rim + reach, 180, 360, 72), colour))
    parts.append(polygon(arc(x, y, hall.inner * 0.72, hall.inner * 0.72, 180, 360, 48), palette["sand"]))
    for sector in hall.sectors[:-1]:
        c, s = math.cos(sector.end), -math.sin(sector.end)
        near, far = hall.inner - 4, rim + 6
        parts.append(line([(x + near * c, y + near * s), (x + far * c, y + far * s)], palette["rule"], 1.6))
    parts.append(rostrum(x, y, palette))
    parts.append(rectangle(0, floor, width, 6, palette["red"]))
    return document(width, height, "".join(parts))


def rostrum(x: float, y: float, palette: Palette) -> str:
    """The speaker's rostrum, its foot at (x, y): shapes, not a document."""
    top = y - 92
    return "".join([
        polygon([(x - 60, top + 12), (x + 60, top + 12), (x + 80, y), (x - 80, y)], palette["dark_red"]),
        polygon(
            [(x + 4, top + 12), (x + 60, top + 12), (x + 80, y), (x + 4, y)], palette["ink"], opacity=0.22
        ),
        polygon([(x - 80, top), (x + 80, top), (x + 88, top + 14), (x - 88, top + 14)], palette["red"]),
        polygon(star_points(x, y - 38, 23), palette["cream"]),
    ])  # fmt: skip


def hall_marks(hall: Hall, palette: Palette = STANDARD, *, x: float = 0, y: float = 0) -> str:
    """The marks of all seats as SVG shapes, for export; the window blits `parts.mark` pictures instead."""
    parts = []
    for one in hall.seats:
        cx, cy, d = x + one.x, y + one.y, hall.mark
        if one.vote == "for":
            parts.append(circle(cx, cy, d * 0.46, palette["for"]))
        elif one.vote == "against":
            parts.append(circle(cx, cy, d * 0.36, palette["cream"], stroke=palette["against"], width=d * 0.2))
        else:
            parts.append(rectangle(cx - d * 0.36, cy - d * 0.36, d * 0.72, d * 0.72, palette["abstain"]))
    return "".join(parts)
