"""The codex: entries by kind with a field to search in at left, the entry at right, every link a key press away."""

from __future__ import annotations

from functools import partial
from typing import Any

import pygame

from game.content import ContentError, entries
from game.content.codex import Codex, codex
from game.ui.art import poster
from game.ui.canvas import WIDTH, Canvas
from game.ui.flowing import Run, set_page
from game.ui.kit import Screen, Widget
from game.words import told

LEFT, TOP, BROAD, ROW = 24.0, 126.0, 396.0, 37.0
FOOT = 656.0
ROWS = 13
"""Rows of one line that fit in sight; of two lines there are seven."""
SIZE = 19.0
PAGE_LEFT, PAGE_TOP, PAGE_BROAD, PAGE_TALL = 452.0, 84.0, 776.0, 560.0
LONGEST = 40
"""Letters of a search."""


class CodexScreen(Screen):
    """What the record says beside what the model assumes; pressing a link opens what it leads to."""

    def __init__(self, app: Any, loaded: Any, first: str = "") -> None:
        super().__init__(app)
        self.loaded = loaded
        self.focus = "search"
        self.query = ""
        self.kind = ""
        self.top = 0
        self.many = ROWS
        self.wrong = ""
        self.history: list[tuple[str, float]] = []
        self.shown = ""
        self.down = 0.0
        self.runs: list[Run] = []
        self.tall = 0.0
        self._set: tuple[Any, ...] = ()
        self.book: Codex | None = None
        try:
            self.book = codex(loaded)
        except ContentError as error:
            self.wrong = told(error.problems[0].message, app.words)
        if self.book is not None and first in self.book.ids:
            self.shown, self.kind = first, self.book.ids[first]
            names = [name for name, _, _ in self.listed()]
            self.top = max(0, names.index(f"entry:{first}") - ROWS // 2)

    # What is listed ---------------------------------------------------------------------------------------------

    def listed(self) -> list[tuple[str, str, str]]:
        """The rows at left: what each opens, its words, its number."""
        words = self.app.words
        if self.book is None:
            return []
        if self.query.strip():
            found = entries.search(self.book, self.query, words)
            return [(f"entry:{id}", entries.brief(self.book, id, words), "") for id in found]
        index = dict(entries.index(self.book, words))
        if self.kind not in index:
            return [
                (f"kind:{kind}", self.say(f"codex.kinds.{kind}"), str(len(ids)))
                for kind, ids in index.items()
            ]
        rows = [("kind:", self.say("ui.codex.all"), "")]
        return rows + [(f"entry:{id}", entries.brief(self.book, id, words), "") for id in index[self.kind]]

    def build(self) -> None:
        """The field, the list, the links of the entry in sight, the ways on and back."""
        writing = self.focus == "search"
        text = self.query + ("_" if writing else "")
        self.widgets.append(
            Widget(
                "search", (LEFT, 80, BROAD, 38), self.say("ui.codex.search", what=text), self.first_found, "entry",
                value=self.query,
            )
        )  # fmt: skip
        rows = self.listed()
        high = self._high([label for _, label, _ in rows])
        self.many = ROWS // 2 + 1 if high else ROWS
        row = ROWS * ROW / self.many
        # Two lines of large type must not be higher than their row, or each row would find a size of its own.
        size = min(SIZE, 22.0 * 100 / self.app.settings.text) if high else SIZE
        self.top = max(0, min(self.top, len(rows) - self.many))
        for n, (name, label, note) in enumerate(rows[self.top : self.top + self.many]):
            self.widgets.append(
                Widget(
                    name, (LEFT, TOP + n * row, BROAD, row - 3), label, partial(self.choose, name), "option",
                    look="row", note=note, chosen=name == f"entry:{self.shown}", size=size,
                )
            )  # fmt: skip
        up, down = self.say("ui.codex.up"), self.say("ui.codex.down")
        self.widgets.append(Widget("back", (LEFT, FOOT, 164, 42), self.say("common.back"), self.back))
        if self.top > 0:
            self.widgets.append(
                Widget("list-up", (LEFT + 176, FOOT, 104, 42), up, partial(self.turn, -self.many))
            )
        if self.top + self.many < len(rows):
            self.widgets.append(
                Widget("list-down", (LEFT + 292, FOOT, 104, 42), down, partial(self.turn, self.many))
            )
        self._lay()
        self._links()
        if self.down > 0:
            self.widgets.append(Widget("page-up", (PAGE_LEFT, FOOT, 104, 42), up, partial(self.roll, -0.9)))
        if self.down + PAGE_TALL < self.tall:
            self.widgets.append(
                Widget("page-down", (PAGE_LEFT + 116, FOOT, 104, 42), down, partial(self.roll, 0.9))
            )

    def _high(self, labels: list[str]) -> bool:
        """Whether a list has rows of two lines: where one line would be much smaller than the type that was asked."""
        c: Canvas = self.app.canvas()
        return any(c.measure(label, SIZE, "bold") * 0.8 > BROAD - 46 for label in labels)

    def _links(self) -> None:
        """A widget for every link, in the order of reading; what is out of sight is scrolled to when focused."""
        seen: dict[str, int] = {}
        for run in self.runs:
            if not run.link:
                continue
            seen[run.link] = seen.get(run.link, 0) + 1
            name = f"link:{run.link}" + (f":{seen[run.link]}" if seen[run.link] > 1 else "")
            seen_now = self._visible(run)
            x, y = PAGE_LEFT + run.x - 3, PAGE_TOP + run.y - self.down
            # What is out of sight lies where no mouse can press it.
            place = (x, y, run.width + 6, run.height) if seen_now else (x, -1000.0, 0.0, 0.0)
            look = "none" if seen_now else "hidden"
            press = partial(self.open, run.link)
            self.widgets.append(Widget(name, place, run.text, press, "link", look=look, value=round(run.y)))

    def _visible(self, run: Run) -> bool:
        return self.down - 1 <= run.y and run.y + run.height <= self.down + PAGE_TALL + 1

    def _key_of_layout(self) -> tuple[Any, ...]:
        return self.shown, self.app.settings.language, self.app.settings.text, self.app.window.get_size()

    def _lay(self) -> None:
        """Set the entry in lines, if it is another one or the window, the language or the type has changed."""
        key = self._key_of_layout()
        if key == self._set or self.book is None:
            return
        self._set = key
        self.runs, self.tall = [], 0.0
        if self.shown:
            page = entries.page(self.book, self.shown, self.app.words)
            self.runs, self.tall = set_page(self.app.canvas(), page, PAGE_BROAD)
        self.down = max(0.0, min(self.down, self.tall - PAGE_TALL))

    def tick(self) -> bool:
        """A window of another size sets the lines anew."""
        if self._set and self._set != self._key_of_layout():
            self.refresh()
            return True
        return False

    # What one does -----------------------------------------------------------------------------------------------

    def choose(self, name: str) -> None:
        """Press a row: open a kind, all kinds, or an entry."""
        what, _, id = name.partition(":")
        if what == "kind":
            self.kind, self.top = id, 0
            self.refresh()
        else:
            self.open(id)

    def open(self, id: str) -> None:
        """Show an entry from its beginning; the one before can be gone back to."""
        if id == self.shown or self.book is None:
            return
        if self.shown:
            self.history.append((self.shown, self.down))
        self.shown, self.down = id, 0.0
        self.refresh()

    def first_found(self) -> None:
        """Enter in the field opens what was found first."""
        first = next((name for name, _, _ in self.listed() if name.startswith("entry:")), "")
        if self.query.strip() and first:
            self.open(first.partition(":")[2])

    def back(self) -> None:
        """To the entry before, then out of the list of one kind or of a search, then away."""
        if self.history:
            self.shown, self.down = self.history.pop()
        elif self.query:
            self.query, self.top = "", 0
        elif self.kind and not self.shown:
            self.kind, self.top = "", 0
        else:
            self.app.pop()
            return
        self.refresh()

    def turn(self, rows: int) -> None:
        """Another page of the list."""
        self.top += rows
        self.refresh()

    def roll(self, share: float) -> None:
        """Move the entry by a share of what is in sight."""
        self.down = max(0.0, min(self.down + share * PAGE_TALL, self.tall - PAGE_TALL))
        self.refresh()

    def move(self, step: int) -> None:
        """The next widget; a link out of sight is brought into it."""
        super().move(step)
        self._show_focus()

    def steer(self, dx: int, dy: int) -> None:
        """The nearest widget in a direction; links out of sight are none, the list and the page go on instead."""
        hidden = [w for w in self.widgets if w.look == "hidden"]
        before = self.focus
        self.widgets = [w for w in self.widgets if w.look != "hidden"]
        super().steer(dx, dy)
        self.widgets += hidden
        if before == self.focus and dy:
            self.roll(0.2 * dy)
        self.refresh()

    def _show_focus(self) -> None:
        here = self.focused()
        if here is not None and here.look == "hidden":
            self.down = max(0.0, min(here.value - PAGE_TALL / 3, self.tall - PAGE_TALL))
        self.refresh()

    def refresh(self) -> None:
        """Build again; the focus goes to the field where nothing else has it."""
        super().refresh()
        if not self.focus:
            self.focus = "search"

    def handle(self, event: pygame.event.Event) -> None:
        """Letters write the search, wherever the focus is; the wheel moves the list or the page."""
        if event.type == pygame.TEXTINPUT:
            if self.focus == "search" or event.text.strip():
                self._write((self.query + event.text).lstrip()[:LONGEST])
            return
        if event.type == pygame.MOUSEWHEEL:
            x, _ = self.app.logical(pygame.mouse.get_pos())
            if x < PAGE_LEFT - 20:
                self.turn(-3 * event.y)
            else:
                self.roll(-0.15 * event.y)
            return
        if event.type == pygame.KEYDOWN:
            if event.key in (pygame.K_PAGEUP, pygame.K_PAGEDOWN):
                self.roll(-0.9 if event.key == pygame.K_PAGEUP else 0.9)
                return
            if event.key == pygame.K_BACKSPACE:
                self._write(self.query[:-1])
                return
            if self.focus == "search" and event.key == pygame.K_SPACE:
                return
        before = self.focus
        super().handle(event)
        if self.app.top is self and "search" in (before, self.focus) and before != self.focus:
            self.refresh()

    def _write(self, query: str) -> None:
        self.query, self.top, self.focus = query, 0, "search"
        self.refresh()

    # What is seen ------------------------------------------------------------------------------------------------

    def paint(self, c: Canvas) -> None:
        """The page at right; what lies above or below what is in sight is left out line by line."""
        c.picture(poster.page(c.palette), 0, 0, WIDTH, 720, opaque=True)
        c.text(self.say("codex.title"), 352, 13, 29, c.palette["cream"], "title", room=900, tall=56)
        c.box(PAGE_LEFT - 18, PAGE_TOP - 8, PAGE_BROAD + 36, PAGE_TALL + 14, c.palette["cream"])
        if self.wrong:
            c.block(self.wrong, PAGE_LEFT, PAGE_TOP, PAGE_BROAD, 18, c.palette["ink"], room=300)
        elif not self.shown:
            c.block(
                self.say("ui.codex.hint"), PAGE_LEFT, PAGE_TOP, PAGE_BROAD, 19, c.palette["ink"], room=300
            )
        if self.query.strip() and not self.listed():
            c.block(self._nothing(), LEFT, TOP, BROAD, 17, c.palette["ink"], room=200)
        for run in self.runs:
            if self._visible(run):
                y = PAGE_TOP + run.y - self.down
                c.text(
                    run.text,
                    PAGE_LEFT + run.x,
                    y + self._lift(run),
                    run.size,
                    c.palette[run.colour],
                    run.face,
                )
                if run.link:
                    c.box(PAGE_LEFT + run.x, y + run.height - 2, run.width, 1, c.palette["dark_red"])
        if self.tall > PAGE_TALL:
            share = PAGE_TALL / self.tall
            x = PAGE_LEFT + PAGE_BROAD + 8
            c.box(x, PAGE_TOP, 4, PAGE_TALL, c.palette["rule"])
            c.box(x, PAGE_TOP + PAGE_TALL * self.down / self.tall, 4, PAGE_TALL * share, c.palette["red"])

    def _lift(self, run: Run) -> float:
        """Large type grows from the middle of its usual line: what it must be moved by to begin where it is set."""
        scale: float = self.app.settings.text / 100
        return run.size * 1.3 * (scale - 1) / 2

    def _nothing(self) -> str:
        if self.book is None:
            return ""
        near = entries.nearest_ids(self.book, self.query, self.app.words)
        if not near:
            return self.say("ui.codex.nothing")
        titles = ", ".join(entries.title(self.book, id, self.app.words) for id in near)
        return self.say("ui.codex.near", what=titles)
