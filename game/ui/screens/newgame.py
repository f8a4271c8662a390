"""A new game: whose place one takes, how strong the others play, and which luck."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import Any

import pygame

from game.session import Session, saves
from game.ui.art import parts, poster
from game.ui.canvas import WIDTH, Canvas
from game.ui.kit import Screen, Widget
from game.ui.labels import person
from game.ui.screens.title import card, load_scenario, look_of, speak

SEED = "1924"
"""The luck one begins with."""
DIGITS = 9
"""Digits a seed typed in may have."""
_DIGITS = {getattr(pygame, f"K_{n}"): str(n) for n in range(10)} | {
    getattr(pygame, f"K_KP{n}"): str(n) for n in range(10)
}


class NewGame(Screen):
    """Choose a seat, the strength of the machine, the seed."""

    def __init__(self, app: Any, loaded: Any) -> None:
        super().__init__(app)
        self.loaded = loaded
        self.seat = 0
        self.level = "politician"
        self.chapters = ""
        self.seed = SEED
        self.typing = False

    def build(self) -> None:
        """Five cards, three rows, start."""
        people = self.loaded.scenario.contenders
        for n, name in enumerate(people):
            label = person(self.app.words, name)
            self.widgets.append(
                Widget(
                    f"seat:{name}",
                    (60 + n * 236, 110, 216, 300),
                    label,
                    partial(self.choose, n),
                    "choice",
                    look="none",
                    chosen=n == self.seat,
                )
            )
        self.widgets.append(
            Widget(
                "level",
                (60, 470, 560, 42),
                self.say("ui.new.level", level=self.say(f"ui.level.{self.level}")),
                self.next_level,
            )
        )
        self.widgets.append(
            Widget(
                "seed",
                (660, 470, 560, 42),
                self.say("ui.new.seed", seed=self.seed + ("_" if self.typing else "")),
                self.next_seed,
                "entry",
                note=self.say("ui.new.seed-how"),
                value=self.seed,
            )
        )
        self.widgets.append(
            Widget("start", (380, 590, 520, 50), self.say("ui.new.start", who=label_of(self)), self.start)
        )
        self.widgets.append(Widget("back", (60, 650, 200, 38), self.say("common.back"), self.back))
        self.widgets.append(
            Widget(
                "scenario",
                (60, 68, 570, 36),
                self.say("ui.new.scenario", title=self.say("scenario.title")),
                self.next_scenario,
            )
        )
        title = self.say(f"chapters.{self.chapters}.title" if self.chapters else "ui.new.whole")
        self.widgets.append(
            Widget(
                "length",
                (650, 68, 570, 36),
                self.say("ui.new.length", title=title),
                self.next_length,
                enabled=bool(self.loaded.scenario.chapters),
                value=self.chapters,
            )
        )

    def choose(self, n: int) -> None:
        """Take a seat."""
        self.seat = n
        self.refresh()

    def next_scenario(self) -> None:
        """The next start by date; the seat is kept where the same person is there."""
        from game.content.load import by_date

        ids = by_date()
        here = self.loaded.scenario
        at = ids.index(here.id) if here.id in ids else -1
        self.loaded = load_scenario(ids[(at + 1) % len(ids)])
        people = self.loaded.scenario.contenders
        name = here.contenders[self.seat]
        self.seat = people.index(name) if name in people else 0
        self.chapters = ""
        speak(self.app, self.loaded)
        self.refresh()

    def next_length(self) -> None:
        """The whole struggle, or the next division into chapters."""
        ids = ["", *(one.id for one in self.loaded.scenario.chapters)]
        self.chapters = ids[(ids.index(self.chapters) + 1) % len(ids)]
        self.refresh()

    def next_level(self) -> None:
        """The next strength."""
        names = ["random", "novice", "politician"]
        self.level = names[(names.index(self.level) + 1) % 3]
        self.refresh()

    def next_seed(self) -> None:
        """Another seed: another luck."""
        self.typing = False
        self.seed = str((int(self.seed or SEED) + 1) % 10**DIGITS)
        self.refresh()

    def handle(self, event: pygame.event.Event) -> None:
        """Digits write the seed while it has the focus; the first one begins anew."""
        if event.type == pygame.KEYDOWN and self.focus == "seed":
            digit = _DIGITS.get(event.key)
            if digit is not None or event.key == pygame.K_BACKSPACE:
                kept = self.seed if self.typing or digit is None else ""
                self.seed = kept[:-1] if digit is None else (kept + digit)[:DIGITS]
                self.typing = True
                self.refresh()
                return
        super().handle(event)
        if self.typing and self.focus != "seed":
            self.typing = False
            self.seed = self.seed or SEED
            self.refresh()

    def paint(self, c: Canvas) -> None:
        """The five, with their dates."""
        c.picture(poster.page(c.palette), 0, 0, WIDTH, 720, opaque=True)
        c.text(self.say("ui.new.title"), 352, 13, 29, c.palette["cream"], "title", room=900, tall=56)
        for n, name in enumerate(self.loaded.scenario.contenders):
            x = 60 + n * 236
            card(c, look_of(self.loaded, name), x + 108, 238, 176)
            fill = c.palette["red"] if n == self.seat else c.palette["ink"]
            c.picture(parts.plate(200, 34, fill), x + 8, 348, 200, 34)
            c.text(
                person(self.app.words, name).upper(),
                x + 108,
                350,
                21,
                c.palette["cream"],
                "plate",
                "centre",
                room=180,
                tall=34,
            )
            life = f"person.{name}.life"
            if self.app.words.has(life):
                c.text(self.say(life), x + 108, 385, 15, c.palette["ink"], "text", "centre")
            if n == self.seat:
                c.picture(parts.star(26, c.palette["red"]), x + 95, 412, 26, 26)
        if self.focus == "seed":
            c.text(self.say("ui.new.seed-how"), 1220, 514, 14, c.palette["ink"], "italic", "right", room=560)
        key = f"chapters.{self.chapters}.about"
        whole = "scenario.short" if self.app.words.has("scenario.short") else "ui.new.about"
        about = key if self.chapters else whole
        c.block(self.say(about), 60, 534, 1160, 17, c.palette["ink"], room=50)

    def start(self) -> None:
        """Begin."""
        people = self.loaded.scenario.contenders
        levels = {name: ("human" if n == self.seat else self.level) for n, name in enumerate(people)}
        seed = self.seed or SEED
        path = free_name(f"{people[self.seat]}-{seed}")
        session = Session.new(self.loaded, levels, seed, path=path, chapters=self.chapters)
        from game.ui.screens.flow import begin

        self.app.stack.pop()
        begin(self.app, session)


def label_of(screen: NewGame) -> str:
    """The surname of the chosen seat."""
    return person(screen.app.words, screen.loaded.scenario.contenders[screen.seat])


def free_name(stem: str) -> Path:
    """A file name for a new game that is not taken: nothing is ever overwritten."""
    n = 1
    path = saves() / f"{stem}.game"
    while path.exists():
        n += 1
        path = saves() / f"{stem}-{n}.game"
    return path
