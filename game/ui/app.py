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
from game.ui.canvas import HEIGHT, WIDTH, Canvas, Placed, font
from game.ui.kit import Screen, Settings
from game.ui.wipe import Wipe
from game.words import Words

FRAME = 60
"""Frames a second at most."""
STILL = 150
"""Milliseconds for which a new size must hold before everything is drawn anew."""
PATIENCE = 300
"""Milliseconds for which the last page stays in sight while nothing new is to be shown."""
FIRST_REPEAT, NEXT_REPEAT = 350, 60
"""Milliseconds until a key that is held down counts again, and again after that."""
REPEATING = (pygame.K_TAB, pygame.K_LEFT, pygame.K_RIGHT, pygame.K_UP, pygame.K_DOWN, pygame.K_BACKSPACE)
"""Keys that repeat. What confirms or leaves never does: one press is one decision, however slow the machine."""
PRESSES = (pygame.KEYDOWN, pygame.MOUSEBUTTONDOWN)
MODIFIERS = (
    pygame.K_LSHIFT, pygame.K_RSHIFT, pygame.K_LCTRL, pygame.K_RCTRL, pygame.K_LALT, pygame.K_RALT, pygame.K_MODE,
    pygame.K_LMETA, pygame.K_RMETA, pygame.K_CAPSLOCK, pygame.K_NUMLOCK,
)  # fmt: skip


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


def _roomy() -> tuple[int, int]:
    """The size to open with: 1280 x 720, or as much of that as a small screen leaves beside bars and borders."""
    wide, high = pygame.display.get_desktop_sizes()[0]
    k = min(1.0, (wide - 16) / WIDTH, (high - 72) / HEIGHT)
    return round(WIDTH * k), round(HEIGHT * k)


class App:
    """The program's window and what it shows."""

    def __init__(self, settings: Settings | None = None, size: tuple[int, int] | None = None) -> None:
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
        # SDL counts time only once a clock was made: before that every moment is 0.
        pygame.time.Clock()
        # The repeat of the library is a clock of its own: it goes on while a slow frame keeps the release of the
        # key waiting, and one press of Enter becomes a dozen. The window counts for itself (see `_again`).
        pygame.key.set_repeat()
        try:
            flags = pygame.RESIZABLE | (pygame.FULLSCREEN if self.settings.full else 0)
            self.window = pygame.display.set_mode((0, 0) if self.settings.full else size or _roomy(), flags)
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
        self.presses = 0
        self.placed: list[Placed] = []
        self._held: pygame.event.Event | None = None
        self._due = 0
        self._seen: Screen | None = None
        self._wipe: Wipe | None = None
        self._unseen_since = 0
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
        self.placed = c.placed
        if self.message:
            c.box(0, 690, WIDTH, 30, c.palette["ink"])
            c.text(self.message, WIDTH / 2, 693, 17, c.palette["cream"], "bold", "centre", room=WIDTH - 40)

    def step(self) -> None:
        """One turn of the loop: events, what goes on by itself, drawing if anything changed."""
        for event in pygame.event.get():
            if event.type in PRESSES and self.top is not self._seen:
                self._count(event)
                continue
            self.take(event)
            if not self.running:
                return
        now = pygame.time.get_ticks()
        self._again(now)
        if self._resized and now - self._resized > STILL:
            self._resized = 0
            font.cache_clear()
            self.dirty = True
        if self.message and now > self._message_until:
            self.message = ""
            self.dirty = True
        if self.top.tick():
            self.dirty = True
        self._show(now)
        if "WHO_WHOM_TREE" in os.environ:
            self._write_tree()

    def _show(self, now: int) -> None:
        """Draw what changed; a new screen comes in behind a wedge, and a page stays while the next is made ready."""
        fresh = self.top is not self._seen
        if fresh and self.top.passing and self._seen is not None:
            self._unseen_since = self._unseen_since or now
            waiting = now - self._unseen_since < PATIENCE
        else:
            waiting = False
        if self._wipe is not None and (waiting or not self.dirty):
            if self._wipe.draw(self.window, now):
                self._wipe = None
            pygame.display.flip()
        if waiting or not self.dirty:
            return
        self.dirty = False
        self._wipe = None
        old = self.window.copy() if fresh and self._seen is not None and not self.settings.still else None
        self.draw()
        if fresh:
            self._unseen_since = 0
            self._seen = self.top
            if old is not None:
                self._wipe = Wipe(
                    old, self.window.copy(), pygame.time.get_ticks(), self.settings.colours["red"]
                )
                self._wipe.draw(self.window, pygame.time.get_ticks())
            # What was pressed while this was drawn was meant for a page that is gone.
            for event in pygame.event.get(PRESSES):
                self._count(event)
        pygame.display.flip()

    def _again(self, now: int) -> None:
        """Let a key that is held down count again, at most once a frame and never after its release."""
        if self._held is not None and now >= self._due:
            self._due = now + NEXT_REPEAT
            self.top.handle(self._held)

    def _count(self, event: pygame.event.Event) -> None:
        """Count a key press, so that who drives the window from outside knows which of his keys were read."""
        if event.type == pygame.KEYDOWN and event.key not in MODIFIERS:
            self.presses += 1

    def take(self, event: pygame.event.Event) -> None:
        """Hand one event to whom it concerns."""
        self._count(event)
        if event.type == pygame.KEYDOWN:
            self._held = event if event.key in REPEATING else None
            self._due = pygame.time.get_ticks() + FIRST_REPEAT
        elif event.type in (pygame.KEYUP, pygame.WINDOWFOCUSLOST):
            self._held = None
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
        elif event.type == pygame.KEYDOWN and event.key == pygame.K_F1:
            self.look_up()
        elif self.stack:
            self.top.handle(event)

    def look_up(self) -> None:
        """Open the codex over the present screen, at what has the focus where that has an entry."""
        if not self.stack or self.top.passing:
            return
        from game.ui.screens.codex import CodexScreen

        session = getattr(self.top, "session", None)
        loaded = session.loaded if session is not None else getattr(self.top, "loaded", None)
        if loaded is not None and not isinstance(self.top, CodexScreen):
            self.push(CodexScreen(self, loaded, self.top.focus.rpartition(":")[2]))

    @property
    def moving(self) -> bool:
        """Whether something goes on by itself: keys pressed now may meet another screen than the one in sight."""
        return self._wipe is not None or self.top is not self._seen or self.top.moving

    def tree(self) -> dict[str, Any]:
        """What is on the screen, as plain values, with the quarter and the stage of the game that is open."""
        out = {
            "screen": type(self.top).__name__,
            "focus": self.top.focus,
            "widgets": self.top.tree(),
            "message": self.message,
            "presses": self.presses,
            "moving": self.moving,
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
        """Write the tree to the file a driver named, whole or not at all, whenever it says something new."""
        text = json.dumps(self.tree(), ensure_ascii=False)
        if text != self._wrote:
            self._wrote = text
            new = Path(os.environ["WHO_WHOM_TREE"] + ".new")
            new.write_text(text, encoding="utf-8")
            new.replace(os.environ["WHO_WHOM_TREE"])

    def run(self) -> None:
        """Loop until the window is closed."""
        clock = pygame.time.Clock()
        while self.running:
            self.step()
            clock.tick(FRAME)
        write_settings(self.settings)
        pygame.display.quit()
