"""The widget layer: widgets with names, one owner of focus, screens in a stack.

Positions are in a logical grid of 1280 x 720; everything is drawn at the window's own resolution. Every widget
has a stable name (for options: the token a record uses), a role, what it says aloud, and whether it takes focus.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

import pygame

from game.ui.art import parts
from game.ui.art.palette import PALETTES
from game.ui.canvas import Canvas


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
    size: float = 0
    """Its type size where the rows of a list should all have the same; 0 for what its height allows. A high row
    with a size sets its label in several lines."""

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
        if self.look == "hidden":
            return
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
        size = self.size or min(21.0, h * 0.56)
        face = "plate" if self.look == "plate" else ("bold" if self.chosen else "text")
        pad = 14.0 if self.look == "plate" else 8.0
        room = w - 2 * pad - (26 if focused else 0) - (54 if self.note and self.look == "row" else 0)
        if self.key:
            tag = "x" if self.chosen and self.look == "row" else self.key
            wide = max(24.0, c.text(tag, x + pad, y + h * 0.5 - size * 0.68, size, ink, "head", tall=h) + 10)
            pad += wide
            room -= wide
        if self.size and h > 56:
            c.block(self.label, x + pad, y + 4, room, size, ink, face, room=h - 8)
            return
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
