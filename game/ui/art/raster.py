"""SVG text to picture: the one module here that knows pygame. Pictures are kept, oldest dropped first."""

from __future__ import annotations

import io
import math
import re
from collections import OrderedDict

import pygame

from game.ui.art.svg import Points, document, polygon

_KEPT_BYTES = 96 * 1024 * 1024  # about ten full screens at 1080p and all small parts

_BOX = re.compile(r'viewBox="0 0 ([0-9.]+) ([0-9.]+)"')

_kept: OrderedDict[tuple[str, int, int, bool], pygame.Surface] = OrderedDict()
_weight = 0


def draw(text: str, width: int, height: int) -> pygame.Surface:
    """A new surface (width x height pixels, with alpha) showing the SVG text; nothing is remembered."""
    source = io.BytesIO(text.encode("utf-8"))
    return pygame.image.load_sized_svg(source, (max(1, width), max(1, height)))


def cover(text: str, width: int, height: int) -> pygame.Surface:
    """Like `draw`, for a ground that must reach every edge.

    The rasteriser keeps the proportions, which leaves a thin clear edge where pixels and view box do not
    agree to the last fraction; so the drawing is made that much larger here and the rest is cropped.
    """
    box = _BOX.search(text)
    if box is None:
        return draw(text, width, height)
    wide, high = float(box.group(1)), float(box.group(2))
    scale = max(width / wide, height / high)
    whole = draw(text, math.ceil(wide * scale), math.ceil(high * scale))
    return whole if whole.get_size() == (width, height) else whole.subsurface((0, 0, width, height)).copy()


def picture(text: str, width: int, height: int, *, opaque: bool = False) -> pygame.Surface:
    """The picture of an SVG text at a size in pixels, drawn once and then remembered.

    Callers share the surface: blit it, never draw on it. `opaque` is for grounds: they reach every edge,
    and lose the alpha channel when a window is open, so that they blit several times quicker.
    """
    global _weight
    key = (text, width, height, opaque)
    if key in _kept:
        _kept.move_to_end(key)
        return _kept[key]
    surface = cover(text, width, height) if opaque else draw(text, width, height)
    if pygame.display.get_init() and pygame.display.get_surface() is not None:
        surface = surface.convert() if opaque else surface.convert_alpha()
    _kept[key] = surface
    _weight += _bytes(surface)
    while _weight > _KEPT_BYTES and len(_kept) > 1:
        _weight -= _bytes(_kept.popitem(last=False)[1])
    return surface


def cut_to(surface: pygame.Surface, points: Points) -> pygame.Surface:
    """A copy of the surface seen through a shape (points in pixels); outside it is transparent."""
    width, height = surface.get_size()
    mask = draw(document(width, height, polygon(points, "#ffffff")), width, height)
    copy = surface.convert_alpha() if pygame.display.get_surface() else surface.copy()
    copy.blit(mask, (0, 0), special_flags=pygame.BLEND_RGBA_MIN)
    return copy


def forget() -> None:
    """Drop every remembered picture, as after a change of palette or of display."""
    global _weight
    _kept.clear()
    _weight = 0


def remembered() -> tuple[int, int]:
    """How many pictures are remembered and how many bytes they take."""
    return len(_kept), _weight


def _bytes(surface: pygame.Surface) -> int:
    return surface.get_width() * surface.get_height() * surface.get_bytesize()
