"""The window: opens, loops, scales, keeps the stack of screens, writes settings, and lets drivers read the screen."""

from __future__ import annotations

import json
import os
import sys
from pathlib import Path
from typing import Any

os.environ.setdefault("PYGAME_HIDE_SUPPORT_PROMPT", "1")
if sys.platform.startswith("linux"):
    # Without a graphics card SDL would present each frame through a software GL texture: ten times slower.
    os.environ.setdefault("SDL_FRAMEBUFFER_ACCELERATION", "0")

import pygame

from game.places import own_folder
from game.ui.art import parts, raster
from game.ui.kit import HEIGHT, WIDTH, Canvas, Screen, Settings, font
from game.words import Words

FRAME = 60
"""Frames a second at most."""
STILL = 150
"""Milliseconds for which a new size must hold before everything is drawn anew."""


class NoDisplay(RuntimeError):
    """There is nowhere to open a window."""


def settings_path() -> Path:
    """Where settings are kept."""
    return own_folder() / "settings.json"


def read_settings() -> Settings:
    """The person's settings; what is missing or damaged falls back to the defaults."""
    out = Settings()
    try:
        kept = json.loads(settings_path().read_text(encoding="utf-8"))
        for name in ("language", "text", "palette", "still", "full", "seen_note"):
            if isinstance(kept.get(name), type(getattr(out, name))):
                setattr(out, name, kept[name])
    except (OSError, ValueError, AttributeError):
        return out
    return out


def write_settings(settings: Settings) -> None:
    """Keep the settings; where they cannot be written the game goes on without."""
    names = ("language", "text", "palette", "still", "full", "seen_note")
    try:
        path = settings_path()
        path.parent.mkdir(parents=True, exist_ok=True)
        new = path.with_suffix(".new")
        new.write_text(json.dumps({n: getattr(settings, n) for n in names}, indent=1), encoding="utf-8")
        new.replace(path)
    except OSError:
        return


class App:
    """The program's window and what it shows."""

    def __init__(self, settings: Settings | None = None, size: tuple[int, int] = (1280, 720)) -> None:
        if not getattr(pygame, "IS_CE", False):
            raise NoDisplay(
                "another package called pygame hides pygame-ce: uninstall both, then install pygame-ce"
            )
        self.settings = settings or read_settings()
        try:
            pygame.display.init()
        except pygame.error as error:
            raise NoDisplay(str(error)) from error
        pygame.font.init()
        pygame.key.set_repeat(350, 60)
        try:
            flags = pygame.RESIZABLE | (pygame.FULLSCREEN if self.settings.full else 0)
            self.window = pygame.display.set_mode((0, 0) if self.settings.full else size, flags)
        except pygame.error as error:
            raise NoDisplay(str(error)) from error
        raster.forget()
        pygame.display.set_icon(raster.draw(parts.icon(), 64, 64))
        self.words = Words(self.settings.language)
        pygame.display.set_caption(self.words.say("ui.title.window"))
        self.stack: list[Screen] = []
        self.dirty = True
        self.running = True
        self.message = ""
        self._message_until = 0
        self._resized = 0
        self._wrote = ""
        self.extra: dict[str, str] = {}
        self.names: dict[str, Any] = {}

    @property
    def top(self) -> Screen:
        """The screen on top."""
        return self.stack[-1]

    def push(self, screen: Screen) -> None:
        """Show a screen above the present one."""
        self.stack.append(screen)
        screen.enter()
        self.dirty = True

    def pop(self) -> None:
        """Go back to the screen below; the last one stays."""
        if len(self.stack) > 1:
            self.stack.pop()
            self.top.enter()
            self.dirty = True

    def replace(self, screen: Screen) -> None:
        """Show a screen in place of the present one."""
        self.stack.pop()
        self.push(screen)

    def tell(self, text: str) -> None:
        """Show a line at the foot for a while."""
        self.message = text
        self._message_until = pygame.time.get_ticks() + 3500
        self.dirty = True

    def set_language(
        self, language: str, extra: dict[str, str] | None = None, names: dict[str, Any] | None = None
    ) -> None:
        """Speak another language at once, with the words of the scenario that is open."""
        self.settings.language = language
        if extra is not None:
            self.extra = extra
        if names is not None:
            self.names = names
        self.words = Words(language, self.extra, self.names)
        pygame.display.set_caption(self.words.say("ui.title.window"))
        self.dirty = True

    def logical(self, pos: tuple[int, int]) -> tuple[float, float]:
        """A point of the window in logical units."""
        c = self.canvas()
        return (pos[0] - c.left) / c.k, (pos[1] - c.top) / c.k

    def canvas(self) -> Canvas:
        """Where to draw at the window's present size."""
        w, h = self.window.get_size()
        k = min(w / WIDTH, h / HEIGHT)
        return Canvas(
            self.window, k, round((w - WIDTH * k) / 2), round((h - HEIGHT * k) / 2), self.settings.colours,
            self.settings.text / 100,
        )  # fmt: skip

    def draw(self) -> None:
        """Draw the top screen."""
        c = self.canvas()
        self.window.fill(pygame.Color(c.palette["ink"]))
        self.top.paint(c)
        for w in self.top.widgets:
            w.draw(c, w.name == self.top.focus)
        self.top.over(c)
        if self.message:
            c.box(0, 690, WIDTH, 30, c.palette["ink"])
            c.text(self.message, WIDTH / 2, 693, 17, c.palette["cream"], "bold", "centre", room=WIDTH - 40)
        pygame.display.flip()

    def step(self) -> None:
        """One turn of the loop: events, what goes on by itself, drawing if anything changed."""
        for event in pygame.event.get():
            self.take(event)
            if not self.running:
                return
        now = pygame.time.get_ticks()
        if self._resized and now - self._resized > STILL:
            self._resized = 0
            font.cache_clear()
            self.dirty = True
        if self.message and now > self._message_until:
            self.message = ""
            self.dirty = True
        if self.top.tick():
            self.dirty = True
        if self.dirty:
            self.dirty = False
            self.draw()
            self._write_tree()

    def take(self, event: pygame.event.Event) -> None:
        """Hand one event to whom it concerns."""
        if event.type == pygame.QUIT:
            self.running = False
        elif event.type in (pygame.VIDEORESIZE, pygame.WINDOWRESIZED):
            self.window = pygame.display.get_surface() or self.window
            self._resized = pygame.time.get_ticks() or 1
            self.dirty = True
        elif event.type in (pygame.WINDOWEXPOSED, pygame.WINDOWFOCUSGAINED):
            self.dirty = True
        elif event.type == pygame.KEYDOWN and event.key == pygame.K_F11:
            self.settings.full = not self.settings.full
            pygame.display.toggle_fullscreen()
            write_settings(self.settings)
        elif self.stack:
            self.top.handle(event)

    def tree(self) -> dict[str, Any]:
        """What is on the screen, as plain values, with the quarter and the stage of the game that is open."""
        out = {
            "screen": type(self.top).__name__,
            "focus": self.top.focus,
            "widgets": self.top.tree(),
            "message": self.message,
        }
        session = getattr(self.top, "session", None)
        if session is not None:
            sitting = session.play.sitting
            out |= {
                "quarter": session.quarter,
                "stage": session.stage,
                "sitting": sitting.id if sitting else "",
            }
        return out

    def _write_tree(self) -> None:
        path = os.environ.get("WHO_WHOM_TREE")
        if not path:
            return
        text = json.dumps(self.tree(), ensure_ascii=False)
        if text != self._wrote:
            self._wrote = text
            new = Path(path + ".new")
            new.write_text(text, encoding="utf-8")
            new.replace(path)

    def run(self) -> None:
        """Loop until the window is closed."""
        clock = pygame.time.Clock()
        while self.running:
            self.step()
            clock.tick(FRAME)
        write_settings(self.settings)
        pygame.display.quit()
