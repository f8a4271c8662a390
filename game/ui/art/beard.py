"""Beards and moustaches of a portrait: halves drawn to the right of the middle line and mirrored."""

from __future__ import annotations

from game.ui.art.hair import MIDDLE, tones
from game.ui.art.look import Look
from game.ui.art.svg import cut, mirror, polygon, shift, sliver, spline


def beard(look: Look, fine: bool) -> str:
    """The beard, over cheeks and chin and under the mouth."""
    style = look.beard.style
    if style == "none":
        return ""
    face, mouth = look.face, look.mouth
    body, shine, shade = tones(look.beard.tone, look.hair.tone)
    wide, chin, lip = look.beard.width, face.chin + look.beard.length, mouth.y + mouth.full + 3
    m = mouth.width
    if style in ("full", "short"):
        drop, puff = (12.0, 2.5) if style == "full" else (5.0, 0.5)
        c, j = face.cheek, face.jaw
        outer = spline(
            [
                (c - 2, 134),
                (c + puff * 0.4, 150),
                (c - 2 + puff, 168),
                (j + puff + 2, 186),
                (j * 0.66 * wide, chin + drop * 0.72),
                (j * 0.3 * wide, chin + drop),
                (0, chin + drop + 1),
            ],
            5,
        )
        inner = spline(
            [
                (0, lip),
                (m * 0.7, lip - 1.5),
                (m + 0.5, lip - 6),
                (m + 8, mouth.y - 9),
                (c * 0.68, 166),
                (c - 9, 154),
                (c - 5, 134),
            ],
            5,
        )
    elif style == "spade":
        outer = spline(
            [
                (m + 9, mouth.y - 6),
                (m + 12, mouth.y + 8),
                (m + 8, 200),
                (13 * wide, chin + 16),
                (4, chin + 26),
                (0, chin + 28),
            ],
            5,
        )
        inner = spline([(0, lip + 7), (m * 0.6, lip + 4), (m + 2, lip - 4), (m + 4, mouth.y - 6)], 5)
    elif style == "wedge":
        outer = [(m + 2, lip + 1), (m + 3, lip + 10), (12 * wide, chin + 8), (0, chin + 34)]
        inner = [(0, lip + 5), (m * 0.5, lip + 4), (m + 2, lip + 1)]
    else:  # goatee: under the lip only
        outer = spline(
            [
                (12 * wide, lip + 6),
                (17 * wide, lip + 13),
                (14 * wide, chin - 2),
                (7 * wide, chin + 10),
                (0, chin + 15),
            ],
            5,
        )
        inner = [(0, lip + 3), (4, lip + 3), (12 * wide, lip + 6)]
    # relative to the turned features near the lip, to the skull further out
    half = outer + inner
    left = mirror(half)
    dx = 0.0 if style in ("full", "short") else look.face.turn * 0.5
    parts = [polygon(shift(left, MIDDLE + dx), body), polygon(shift(half, MIDDLE + dx), body)]
    parts.append(polygon(shift(cut(half, [(2, -50), (200, -50), (200, 400), (2, 400)]), MIDDLE + dx), shade))
    if fine:
        reach = max(p[1] for p in outer)
        spread = max(p[0] for p in outer) * 0.62
        for k in range(4):
            t = (k + 0.5) / 4
            x0, x1 = -spread * (1 - t * 0.75), -spread * 0.42 * (1 - t)
            y0 = lip + 10 + (12 * (1 - t) if style in ("goatee", "wedge") else -6 * (1 - t))
            y1 = reach - 6 - 10 * (1 - t)
            if y1 - y0 > 10:
                parts.append(
                    polygon(
                        shift(sliver((x0 * 0.9, y0), (x0, (y0 + y1) / 2), (x1, y1), 1.3), MIDDLE + dx), shine
                    )
                )
    return "".join(parts)


# style: (half width, thickness at the nose, fullest thickness and where 0-1, drop and lift of the tip)
_MOUSTACHES: dict[str, tuple[float, float, float, float, float, float]] = {
    "walrus": (38, 13, 19, 0.42, 12, 3),
    "thin": (27, 6, 9, 0.4, 3, 4),
    "brush": (22, 9, 11, 0.6, 4, 0),
    "chevron": (25, 9, 12, 0.5, 7, 0),
    "heavy": (44, 13, 18, 0.4, 13, 9),
    "drooping": (30, 9, 13, 0.55, 20, 0),
}


def moustache(look: Look, fine: bool) -> str:
    """The moustache: two mirrored halves, parted under the nose."""
    style = look.moustache.style
    if style == "none":
        return ""
    body, shine, shade = tones(look.moustache.tone, look.hair.tone)
    reach, root, full, at, drop, lift = _MOUSTACHES[style]
    if look.moustache.width is not None:
        reach = look.moustache.width
    if look.moustache.weight is not None:
        root, full = root * look.moustache.weight / full, look.moustache.weight
    top = look.nose.base + 3
    bottom = max(top + root, look.mouth.y - 3)
    if style == "brush":
        half = [
            (0, top + 2),
            (reach * 0.32, top + 1),
            (reach * 0.78, bottom - 6),
            (reach, bottom + 1),
            (reach * 0.9, bottom + 3),
            (reach * 0.3, bottom + 0.5),
            (0, bottom - 1),
        ]
    else:
        half = (
            spline(
                [
                    (0, bottom - root),
                    (reach * 0.28, bottom - root * 1.05),
                    (reach * 0.68, bottom - full * 0.62 + drop * 0.25),
                    (reach, bottom + drop - full * 0.35 - lift),
                ],
                6,
            )
            + spline(
                [
                    (reach, bottom + drop - full * 0.35 - lift),
                    (reach * 0.82, bottom + drop * 0.8 + 1),
                    (reach * at, bottom + full * 0.26 + drop * 0.2),
                    (0, bottom - 1),
                ],
                6,
            )[1:]
        )
    dx = MIDDLE + look.face.turn
    parts = [polygon(shift(mirror(half), dx), body), polygon(shift(half, dx), shade)]
    if fine and style != "brush":
        for k in range(3):
            a = (-reach * (0.16 + 0.16 * k), bottom - root * (0.62 - 0.08 * k))
            b = (-reach * (0.5 + 0.14 * k), bottom + drop * (0.28 + 0.16 * k) - full * 0.22)
            parts.append(polygon(shift(sliver(a, ((a[0] + b[0]) / 2 - 2, a[1]), b, 1.2), dx), shine))
    return "".join(parts)
