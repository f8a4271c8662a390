"""A portrait: a bust built from a look, in three flat tones and ink, lit from the left, rays behind.

    >>> from game.ui.art.look import read_look
    >>> portrait(read_look({"hair": {"style": "swept"}})).startswith("<svg")
    True

Nobody is known here by name: the looks of real people stand in scenario files.
"""

from __future__ import annotations

import re
from functools import lru_cache

from game.ui.art import beard, dress, eyes, face, hair
from game.ui.art.look import EXPRESSIONS, GROUNDS, SKINS, Look
from game.ui.art.palette import STANDARD, Palette, channels, mix
from game.ui.art.svg import Point, document, moved, polygon, rays, rectangle, spline

WIDTH, HEIGHT = 240, 280
SCALE = 1.08  # of the bust about the middle of the lower edge: the head fills the frame
FINE_FROM = 84  # pixels of width from which thin lines are worth drawing


def portrait(
    look: Look | None,
    expression: str = "calm",
    *,
    fine: bool = True,
    palette: Palette = STANDARD,
    grey: bool = False,
) -> str:
    """The SVG text (240 x 280) of a person.

    `expression` is one of calm, stern, worried. `fine=False` leaves out lines too thin for small sizes and
    thickens the rest. `grey` drains the colour, for those no longer in play. `None` gives a silhouette.
    """
    if expression not in EXPRESSIONS:
        raise ValueError(f"expression {expression!r} is unknown; known: {', '.join(EXPRESSIONS)}")
    text = _portrait(look, expression, fine, tuple(sorted(palette.items())))
    return _drained(text) if grey else text


def portrait_for(
    width: int, look: Look | None, expression: str = "calm", *, palette: Palette = STANDARD
) -> str:
    """The portrait with as much detail as `width` pixels can show."""
    return portrait(look, expression, fine=width >= FINE_FROM, palette=palette)


@lru_cache(maxsize=256)
def _portrait(look: Look | None, expression: str, fine: bool, colours: tuple[tuple[str, str], ...]) -> str:
    palette = dict(colours)
    if look is None:
        return document(WIDTH, HEIGHT, _silhouette(palette))
    mood = eyes.MOODS[expression]
    skin = SKINS[look.skin]
    figure = [
        hair.hair_behind(look),
        dress.neck(look, *skin),
        dress.bust(look, fine),
        face.head(look, fine),
        eyes.eyes(look, mood, fine),
        face.nose(look, fine),
        face.mouth(look, mood, fine),
        beard.beard(look, fine),
        beard.moustache(look, fine),
        face.furrows(look, mood.lines) if mood.lines and fine else "",
        hair.hair(look, fine),
        eyes.brows(look, mood, fine),
        eyes.glasses(look, fine),
        dress.hat(look, fine),
    ]
    body = moved("".join(figure), 120 - 120 * SCALE, HEIGHT + 2 - (HEIGHT + 2) * SCALE, scale=SCALE)
    return document(WIDTH, HEIGHT, ground(look.ground, palette, look.rays) + body)


def ground_colour(name: str, palette: Palette = STANDARD) -> str:
    """The colour behind a head: from the palette where it has the name, else a fixed quiet hue."""
    fixed = GROUNDS[name]
    return palette[name] if fixed is None else fixed


def ground(name: str, palette: Palette, count: int) -> str:
    """The plane behind the head, with rays rising from behind the shoulders."""
    base = ground_colour(name, palette)
    frame: list[Point] = [(0, 0), (WIDTH, 0), (WIDTH, HEIGHT), (0, HEIGHT)]
    parts = [rectangle(0, 0, WIDTH, HEIGHT, base)]
    if count:
        lighter = mix(base, "#f3e6cb", 0.1)
        for wedge in rays(120, 196, 400, count, start=-180 - 90 / count, sweep=360, share=0.5, window=frame):
            parts.append(polygon(wedge, lighter))
    return "".join(parts)


def _silhouette(palette: Palette) -> str:
    """A head and shoulders without features, for anyone whose look is not recorded."""
    base, shade = mix(palette["rule"], palette["paper"], 0.35), palette["rule"]
    dark = mix(palette["rule"], palette["ink"], 0.45)
    right = [(120 + x, y - 4) for x, y in hair.skull(Look())]
    right = [p for p in right if p[1] < 186] + [(149, 200), (150, 226)]
    right += [*spline([(150, 226), (180, 238), (212, 254), (222, 284)], 6)[1:], (120, 284)]
    left = [(240 - x, y) for x, y in right]
    parts = [rectangle(0, 0, WIDTH, HEIGHT, base)]
    frame: list[Point] = [(0, 0), (WIDTH, 0), (WIDTH, HEIGHT), (0, HEIGHT)]
    for wedge in rays(120, 196, 400, 14, start=-186, window=frame):
        parts.append(polygon(wedge, mix(base, palette["paper"], 0.25)))
    return "".join([*parts, polygon(left, shade), polygon(right, dark)])


def _drained(text: str) -> str:
    """The same drawing in greys, a little lighter, so that a fallen figure stands back from the rest."""

    def grey(found: re.Match[str]) -> str:
        red, green, blue = channels(found.group(0))
        level = int(0.3 * red + 0.59 * green + 0.11 * blue)
        return mix(f"#{level:02x}{level:02x}{level:02x}", "#e9d8b4", 0.22)

    return re.sub(r"#[0-9a-f]{6}\b", grey, text)
