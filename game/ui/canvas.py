"""The canvas: text, plates and pictures at places of a logical grid of 1280 x 720, drawn at the window's resolution."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import lru_cache

import pygame

from game.places import shipped
from game.ui.art import parts, raster

WIDTH, HEIGHT = 1280, 720
FONTS = {
    "title": "RussoOne-Regular.ttf",
    "head": "Oswald-600.ttf",
    "plate": "Oswald-500.ttf",
    "text": "PTSans-Regular.ttf",
    "bold": "PTSans-Bold.ttf",
    "italic": "PTSans-Italic.ttf",
}


@lru_cache(maxsize=128)
def font(face: str, size: int) -> pygame.font.Font:
    """A face at a size in pixels."""
    return pygame.font.Font(str(shipped("assets") / "fonts" / FONTS[face]), max(size, 6))


@lru_cache(maxsize=4096)
def _line(text: str, face: str, size: int, colour: str) -> pygame.Surface:
    return font(face, size).render(text, True, pygame.Color(colour))


@lru_cache(maxsize=512)
def _block(text: str, face: str, size: int, colour: str, width: int) -> pygame.Surface:
    return font(face, size).render(text, True, pygame.Color(colour), None, width)


@dataclass(frozen=True)
class Placed:
    """Text that was drawn: where it lies, in logical units, and whether it had to be cut or is too high."""

    text: str
    x: float
    y: float
    width: float
    height: float
    size: float
    cut: bool = False


@dataclass
class Canvas:
    """Where a screen draws: a surface, its scale, and the palette; it remembers what text it placed."""

    surface: pygame.Surface
    k: float
    left: int
    top: int
    palette: dict[str, str]
    text_scale: float = 1.0
    placed: list[Placed] = field(default_factory=list)

    def at(self, x: float, y: float) -> tuple[int, int]:
        """Pixels of a logical point."""
        return self.left + round(x * self.k), self.top + round(y * self.k)

    def size(self, face: str, size: float, scaled: bool = True) -> int:
        """Pixels of a type size."""
        return max(8, round(size * self.k * (self.text_scale if scaled else 1.0)))

    def picture(self, svg: str, x: float, y: float, w: float, h: float, opaque: bool = False) -> None:
        """Draw an SVG in a logical box."""
        pw, ph = max(1, round(w * self.k)), max(1, round(h * self.k))
        self.surface.blit(raster.picture(svg, pw, ph, opaque=opaque), self.at(x, y))

    def text(
        self,
        text: str,
        x: float,
        y: float,
        size: float,
        colour: str,
        face: str = "text",
        align: str = "left",
        room: float = 0,
        tall: float = 0,
    ) -> float:
        """One line of text; its logical width.

        It is made smaller, then cut short, where it would be wider than `room`, and made smaller where it would
        be higher than `tall`. Large type grows from the middle of the line that `y` begins at the usual size.
        """
        usual = self.size(face, size, scaled=False)
        pixels = self.size(face, size)
        while tall and pixels > 8 and font(face, pixels).get_height() > tall * self.k:
            pixels -= 1
        image = _line(text, face, pixels, colour)
        cut = text
        if room:
            limit = round(room * self.k)
            while image.get_width() > limit and pixels > usual * 0.62:
                pixels -= 1
                image = _line(text, face, pixels, colour)
            while image.get_width() > limit and len(cut) > 1:
                cut = cut[:-1]
                image = _line(cut.rstrip() + "…", face, pixels, colour)
        px, py = self.at(x, y)
        if pixels != usual:
            py -= (image.get_height() - font(face, usual).get_height()) // 2
        if face in ("plate", "head"):
            # Oswald hangs low in its line: without this, words stand on the lower edge of their plates.
            py -= round(pixels * 0.05)
        if align == "centre":
            px -= image.get_width() // 2
        elif align == "right":
            px -= image.get_width()
        self.surface.blit(image, (px, py))
        self._note(text, image, px, py, pixels, cut != text)
        return image.get_width() / self.k

    def measure(self, text: str, size: float, face: str = "text") -> float:
        """How wide a line would be, in logical units."""
        return font(face, self.size(face, size)).size(text)[0] / self.k

    def _note(self, text: str, image: pygame.Surface, px: int, py: int, pixels: int, cut: bool) -> None:
        k, (w, h) = self.k, image.get_size()
        x, y = (px - self.left) / k, (py - self.top) / k
        self.placed.append(Placed(text, x, y, w / k, h / k, pixels / k, cut))

    def block(
        self,
        text: str,
        x: float,
        y: float,
        width: float,
        size: float,
        colour: str,
        face: str = "text",
        room: float = 0,
    ) -> float:
        """Wrapped text; made smaller where it would be higher than `room`; its logical height."""
        if not text:
            return 0
        pixels = self.size(face, size)
        image = _block(text, face, pixels, colour, round(width * self.k))
        while room and image.get_height() > room * self.k and pixels > 8:
            pixels -= 1
            image = _block(text, face, pixels, colour, round(width * self.k))
        self.surface.blit(image, self.at(x, y))
        cut = image.get_width() > round(width * self.k) or (room > 0 and image.get_height() > room * self.k)
        self._note(text, image, *self.at(x, y), pixels, cut)
        return image.get_height() / self.k

    def box(self, x: float, y: float, w: float, h: float, colour: str) -> None:
        """A filled rectangle."""
        px, py = self.at(x, y)
        pygame.draw.rect(self.surface, pygame.Color(colour), (px, py, round(w * self.k), round(h * self.k)))

    def bar(self, x: float, y: float, w: float, h: float, share: int, full: str, empty: str) -> None:
        """A segmented bar of a per mille value."""
        step = max(0.0, min(1.0, round(share / 1000, 2)))
        self.picture(parts.bar(round(w), round(h), step, full=full, empty=empty), x, y, w, h)
