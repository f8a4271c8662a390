"""The widget layer: a canvas in logical units, widgets with names, one owner of focus, screens in a stack.

Positions are in a logical grid of 1280 x 720; everything is drawn at the window's own resolution. Every widget
has a stable name (for options: the token a record uses), a role, what it says aloud, and whether it takes focus.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any

import pygame

from game.places import shipped
from game.ui.art import parts, raster
from game.ui.art.palette import PALETTES

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


@dataclass
class Widget:
    """A thing one can focus, press or read."""

    name: str
    rect: tuple[float, float, float, float]
    label: str
    press: Callable[[], None] | None = None
    role: str = "button"
    enabled: bool = True
    reason: str = ""
    key: str = ""
    look: str = "plate"
    chosen: bool = False
    note: str = ""
    value: Any = None
    focusable: bool = True

    def announce(self) -> str:
        """What a speech reader would say."""
        return ", ".join(p for p in (self.label, self.note, self.reason if not self.enabled else "") if p)

    def contains(self, x: float, y: float) -> bool:
        """Whether a logical point lies in it."""
        a, b, w, h = self.rect
        return a <= x < a + w and b <= y < b + h

    def draw(self, c: Canvas, focused: bool) -> None:
        """Draw it; focus is seen by plate, inner line and star, not by colour alone."""
        x, y, w, h = self.rect
        p = c.palette
        if self.look == "none":
            if focused:
                px, py = c.at(x, y)
                pygame.draw.rect(
                    c.surface,
                    pygame.Color(p["red"]),
                    (px, py, round(w * c.k), round(h * c.k)),
                    max(2, round(3 * c.k)),
                )
            return
        fill = p["red"] if focused or self.chosen else p["ink"]
        ink = p["cream"]
        if not self.enabled:
            fill, ink = p["rule"], p["ink"]
        if self.look == "row":
            c.box(x, y, w, h, p["red"] if focused else (p["sand"] if self.chosen else p["paper"]))
            ink = p["cream"] if focused else p["ink"]
            if focused:
                c.picture(parts.star(20, p["cream"]), x + w - 24, y + h / 2 - 9, 18, 18)
        else:
            c.picture(parts.plate(round(w), round(h), fill, focus=p["cream"] if focused else ""), x, y, w, h)
        size = min(21.0, h * 0.56)
        face = "plate" if self.look == "plate" else ("bold" if self.chosen else "text")
        pad = 14.0 if self.look == "plate" else 8.0
        room = w - 2 * pad - (26 if focused else 0) - (54 if self.note and self.look == "row" else 0)
        if self.key:
            tag = "x" if self.chosen and self.look == "row" else self.key
            wide = max(24.0, c.text(tag, x + pad, y + h * 0.5 - size * 0.68, size, ink, "head", tall=h) + 10)
            pad += wide
            room -= wide
        c.text(
            self.label,
            x + pad,
            y + h * 0.5 - size * (0.72 if face == "plate" else 0.66),
            size,
            ink,
            face,
            room=room,
            tall=h,
        )
        if self.note and self.look == "row":
            c.text(
                self.note,
                x + w - (30 if focused else 10),
                y + h * 0.5 - size * 0.6,
                size * 0.9,
                ink,
                "bold",
                "right",
                tall=h,
            )


class Screen:
    """One screen of the stack: it makes its widgets, draws what lies behind them, and answers keys."""

    title = ""
    passing = False
    """Stands between two pages and is shown only when the wait is long enough to be noticed."""

    def __init__(self, app: Any) -> None:
        self.app = app
        self.widgets: list[Widget] = []
        self.focus = ""
        self.scroll = 0

    def say(self, key: str, **values: Any) -> str:
        """Words of the chosen language."""
        text: str = self.app.words.say(key, **values)
        return text

    def build(self) -> None:
        """Make the widgets anew from what is true now."""

    def paint(self, c: Canvas) -> None:
        """Draw what lies behind the widgets; changes nothing."""

    def over(self, c: Canvas) -> None:
        """Draw what lies above the widgets."""

    def back(self) -> None:
        """What Escape does."""
        self.app.pop()

    def tick(self) -> bool:
        """Once a frame; True asks to be drawn again."""
        return False

    @property
    def moving(self) -> bool:
        """Whether the screen goes on by itself."""
        return False

    def enter(self) -> None:
        """Called when the screen comes to the top."""
        self.refresh()

    def refresh(self) -> None:
        """Build again, keeping the focus where it was if it is still there."""
        before = self.focus
        self.widgets = []
        self.build()
        names = [w.name for w in self.widgets if w.focusable]
        self.focus = before if before in names else (names[0] if names else "")
        self.app.dirty = True

    def focused(self) -> Widget | None:
        """The widget that has the focus."""
        return next((w for w in self.widgets if w.name == self.focus), None)

    def move(self, step: int) -> None:
        """Focus the next or previous widget in order."""
        names = [w.name for w in self.widgets if w.focusable]
        if names:
            at = names.index(self.focus) if self.focus in names else -step
            self.focus = names[(at + step) % len(names)]
            self.app.dirty = True

    def steer(self, dx: int, dy: int) -> None:
        """Focus the nearest widget in a direction (cost = along + 2 x across)."""
        here = self.focused()
        if here is None:
            return self.move(1)
        hx, hy = here.rect[0] + here.rect[2] / 2, here.rect[1] + here.rect[3] / 2
        best: tuple[float, str] | None = None
        for w in self.widgets:
            if not w.focusable or w is here:
                continue
            x, y = w.rect[0] + w.rect[2] / 2 - hx, w.rect[1] + w.rect[3] / 2 - hy
            along, across = (x * dx, abs(y)) if dx else (y * dy, abs(x))
            if along > 2:
                cost = along + 2 * across
                if best is None or cost < best[0]:
                    best = (cost, w.name)
        if best is not None:
            self.focus = best[1]
            self.app.dirty = True
        return None

    def activate(self, widget: Widget) -> None:
        """Press a widget; a closed one says why."""
        self.focus = widget.name
        self.app.dirty = True
        if not widget.enabled:
            self.app.tell(widget.reason)
        elif widget.press is not None:
            widget.press()

    def handle(self, event: pygame.event.Event) -> None:
        """Keys by key code, not by character; the mouse by place."""
        if event.type == pygame.KEYDOWN:
            self._key(event)
        elif event.type == pygame.MOUSEBUTTONDOWN and event.button == 1:
            for w in reversed(self.widgets):
                if w.focusable and w.contains(*self.app.logical(event.pos)):
                    self.activate(w)
                    return
        elif event.type == pygame.MOUSEMOTION and tuple(event.rel) != (0, 0):
            # A window that opens under a resting mouse is told of a motion too; that one moves no focus.
            for w in reversed(self.widgets):
                if w.focusable and w.contains(*self.app.logical(event.pos)):
                    if w.name != self.focus:
                        self.focus = w.name
                        self.app.dirty = True
                    return

    def _key(self, event: pygame.event.Event) -> None:
        if event.key == pygame.K_TAB:
            self.move(-1 if event.mod & pygame.KMOD_SHIFT else 1)
        elif event.key in _ARROWS:
            self.steer(*_ARROWS[event.key])
        elif event.key in (pygame.K_RETURN, pygame.K_KP_ENTER, pygame.K_SPACE):
            here = self.focused()
            if here is not None:
                self.activate(here)
        elif event.key == pygame.K_ESCAPE:
            self.back()
        else:
            name = pygame.key.name(event.key).upper()
            for w in self.widgets:
                if w.key and w.key.upper() == name and w.focusable:
                    self.activate(w)
                    return

    def tree(self) -> list[dict[str, Any]]:
        """The screen as plain rows, for tests, speech and drivers from outside."""
        return [
            {
                "name": w.name, "role": w.role, "rect": list(w.rect), "text": w.announce(), "focused": w.name == self.focus,
                "enabled": w.enabled, "focusable": w.focusable, "chosen": w.chosen, "value": w.value,
            }
            for w in self.widgets
        ]  # fmt: skip


_ARROWS = {
    pygame.K_LEFT: (-1, 0),
    pygame.K_RIGHT: (1, 0),
    pygame.K_UP: (0, -1),
    pygame.K_DOWN: (0, 1),
}


@dataclass
class Settings:
    """What a person has set: language, text size, palette, motion, full screen."""

    language: str = "en"
    text: int = 100
    palette: str = "standard"
    still: bool = False
    full: bool = False
    seen_note: bool = False
    extra: dict[str, Any] = field(default_factory=dict)

    @property
    def colours(self) -> dict[str, str]:
        """The palette in use."""
        return dict(PALETTES.get(self.palette, PALETTES["standard"]))
