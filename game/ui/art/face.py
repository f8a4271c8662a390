"""The face of a portrait: planes of light and shadow, nose and mouth."""

from __future__ import annotations

from game.ui.art.eyes import INK, Mood
from game.ui.art.hair import MIDDLE, skull
from game.ui.art.look import SKINS, Look
from game.ui.art.palette import mix
from game.ui.art.svg import Point, Points, circle, mirror, polygon, shift, sliver, spline


def _at(points: Points, dx: float = 0) -> list[Point]:
    return shift(points, MIDDLE + dx)


def head(look: Look, fine: bool) -> str:
    """Ears, skull and the planes of the face, lit from the left."""
    light, mid, dark = SKINS[look.skin]
    f, nose, mouth, eyes = look.face, look.nose, look.mouth, look.eyes
    t = f.turn
    parts = []
    ear = spline(
        [
            (f.cheek - 4, 124),
            (f.cheek + 7, 120),
            (f.cheek + 10 * f.ears, 131),
            (f.cheek + 6 * f.ears, 148),
            (f.cheek - 2, 154),
        ],
        5,
    )
    parts.append(polygon(_at(mirror(ear)), light) + polygon(_at(ear), mid))
    parts.append(
        polygon(_at(sliver((-f.cheek - 5, 129), (-f.cheek - 6, 138), (-f.cheek - 1, 147), 2.0)), dark)
    )
    parts.append(polygon(_at(sliver((f.cheek + 5, 129), (f.cheek + 6, 138), (f.cheek + 1, 147), 2.0)), dark))
    half = skull(look)
    parts.append(polygon(_at(half + mirror(half)), light))
    # the broken line between light and shadow
    edge = [
        (t + 20, f.crown), (t + 22, 96), (t + 15, 110), (t + 13, 120), (t + 5, 125), (t + 6, 136),
        (t + 8 + nose.width * 0.3, nose.base - 6), (t + 16 + nose.width * 0.3, nose.base + 3),
        (t + 12, mouth.y - 8),
        (t + 13, mouth.y + 3), (t + 6, mouth.y + 9), (t + 9, f.chin - 10), (t + 1, f.chin - 2),
    ]  # fmt: skip
    right = [p for p in half if p[0] >= t + 20 or p[1] > 120]
    while right and right[-1][0] < t + 1:
        right.pop()
    parts.append(polygon(_at(right + list(reversed(edge[1:]))), mid))
    # a plane of light under the shaded eye
    parts.append(
        polygon(_at([(t + 15, 143), (t + 37, 140), (t + 30, 152), (t + 20, 155)]), mix(mid, light, 0.45))
    )
    # sockets
    parts.append(
        polygon(
            _at([(t - 4, 118), (t - 34, 117), (t - 33, 128), (t - 14, 132), (t - 7, 128)]),
            mix(light, mid, 0.55),
        )
    )
    parts.append(
        polygon(
            _at([(t + 4, 118), (t + 36, 117), (t + 35, 130), (t + 14, 134), (t + 6, 129)]),
            mix(mid, dark, 0.45),
        )
    )
    if f.hollow > 0:
        h = f.hollow
        parts.append(
            polygon(
                _at(
                    [
                        (-f.cheek + 3, 150),
                        (-f.cheek + 12 + 12 * h, 160),
                        (-f.jaw + 8 + 12 * h, 182),
                        (-f.jaw + 2, 184),
                        (-f.cheek + 3, 160),
                    ]
                ),
                mix(light, mid, 0.4 + 0.55 * h),
            )
        )
        parts.append(
            polygon(
                _at(
                    [
                        (f.cheek - 3, 148),
                        (f.cheek - 14 - 10 * h, 158),
                        (f.jaw - 8 - 10 * h, 182),
                        (f.jaw - 1, 182),
                        (f.cheek - 3, 160),
                    ]
                ),
                mix(mid, dark, 0.3 + 0.6 * h),
            )
        )
    else:
        parts.append(
            polygon(
                _at(
                    [
                        (f.cheek - 1, 140),
                        (f.cheek - 9, 152),
                        (f.jaw - 4, 178),
                        (f.jaw - 1, 181),
                        (f.cheek - 4, 158),
                    ]
                ),
                mix(mid, dark, 0.35),
            )
        )
    if f.pocks and fine:
        for px, py in ((-34, 156), (-28, 163), (-37, 166), (-24, 155), (-31, 172)):
            parts.append(circle(MIDDLE + px, py, 1.1, mix(light, dark, 0.45)))
    if f.furrows and fine:
        parts.append(furrows(look, f.furrows))
    if eyes.bags > 0.2 and fine:
        for side in (-1, 1):
            x = t + side * eyes.spread
            colour = mid if side < 0 else dark
            parts.append(
                polygon(
                    _at(
                        sliver((x - 11, eyes.y + 9), (x, eyes.y + 14), (x + 11, eyes.y + 8), 0.8 + eyes.bags)
                    ),
                    colour,
                )
            )
    if f.folds > 0.1:
        weight = 0.9 + 1.6 * f.folds
        a = (t - nose.width - 4, nose.base - 3)
        b = (t - mouth.width - 6, mouth.y + 2)
        parts.append(polygon(_at(sliver(a, (b[0] - 2, a[1] + 6), b, weight)), mix(mid, dark, 0.35)))
        if f.folds > 0.3:
            a, b = (t + nose.width + 5, nose.base - 1), (t + mouth.width + 7, mouth.y + 2)
            parts.append(polygon(_at(sliver(a, (b[0] + 2, a[1] + 6), b, weight)), dark))
    return "".join(parts)


def furrows(look: Look, count: int) -> str:
    """Lines across the forehead."""
    _light, mid, dark = SKINS[look.skin]
    t = look.face.turn
    parts = []
    for k in range(count):
        y = 97.0 - 8 * k
        parts.append(
            polygon(
                _at(sliver((t - 24 + 3 * k, y), (t, y - 4), (t + 24 - 3 * k, y + 1), 1.1)),
                mix(mid, dark, 0.4),
            )
        )
    return "".join(parts)


def nose(look: Look, fine: bool) -> str:
    """The nose: a dark plane away from the light, wings and nostrils."""
    n, t = look.nose, look.face.turn
    light, mid, dark = SKINS[look.skin]
    w, base, hook = n.width, n.base, n.hook
    plane = [
        (t + 3, 120),
        (t + 5.5, 136 - hook),
        (t + 6 + hook * 0.5, base - 14),
        (t + w + 2, base - 4),
        (t + w, base + 1.5),
        (t + 2, base + 3.5),
        (t + 3 + hook * 0.2, base - 10),
        (t + 0.5, 138),
    ]
    parts = [polygon(_at(plane), dark)]
    if hook > 1:
        parts.append(polygon(_at([(t - 4, 132), (t + 5, 131 - hook), (t + 6, 140)]), mix(mid, light, 0.5)))
    under = [
        (t - w * 0.75, base),
        (t, base + 1.5),
        (t + 3, base - 1),
        (t + w, base + 1),
        (t + w * 0.4, base + 4.6),
        (t, base + 5.6 + hook * 0.4),
        (t - w * 0.5, base + 3.4),
    ]
    parts.append(polygon(_at(under), mix(dark, INK, 0.25)))
    parts.append(
        polygon(_at(sliver((t - w, base - 8), (t - w - 3.4, base - 2), (t - w + 2, base + 2), 1.7)), dark)
    )
    if fine:
        parts.append(
            polygon(
                _at(sliver((t - w * 0.62, base + 1.6), (t - w * 0.3, base), (t - 1, base + 2.6), 1.0)), INK
            )
        )
        parts.append(
            polygon(
                _at(sliver((t + w * 0.72, base + 1.6), (t + w * 0.4, base), (t + 2.5, base + 2.6), 1.0)), INK
            )
        )
    return "".join(parts)


def mouth(look: Look, mood: Mood, fine: bool) -> str:
    """Upper lip, parting line and the shadow under the lower lip."""
    m, t = look.mouth, look.face.turn
    _light, mid, dark = SKINS[look.skin]
    w, y = m.width * mood.tight, m.y
    corner = y + mood.corners - m.smile
    lip = mix(dark, "#8a2b22", 0.5)
    upper = [
        (t - w, corner),
        (t - w * 0.35, y - m.full * 0.85),
        (t, y - m.full * 0.45),
        (t + w * 0.35, y - m.full * 0.85),
        (t + w, corner),
        (t, y + 1),
    ]
    parts = [polygon(_at(upper), lip)]
    lower = spline(
        [
            (t - w * 0.8, corner + 0.8),
            (t, y + 1.2),
            (t + w * 0.8, corner + 0.8),
            (t + w * 0.4, y + m.full * 0.8 + 1),
            (t - w * 0.4, y + m.full * 0.8 + 1),
        ],
        4,
        loop=True,
    )
    parts.append(polygon(_at(lower), mix(lip, mid, 0.5)))
    parting = sliver(
        (t - w - 1.5, corner + 0.2), (t, y + 1.6), (t + w + 1.5, corner + 0.2), 1.0 if fine else 1.8
    )
    parts.append(polygon(_at(parting), mix(lip, INK, 0.75)))
    parts.append(
        polygon(
            _at(
                sliver(
                    (t - w * 0.5, y + m.full + 4.5), (t, y + m.full + 7), (t + w * 0.55, y + m.full + 4), 1.8
                )
            ),
            mix(mid, dark, 0.5),
        )
    )
    if look.face.cleft and fine:
        parts.append(
            polygon(
                _at(
                    sliver(
                        (t, look.face.chin - 12), (t + 1, look.face.chin - 8), (t, look.face.chin - 4), 1.3
                    )
                ),
                dark,
            )
        )
    return "".join(parts)
