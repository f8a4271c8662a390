"""What all screens share that end with one decision of one seat, and the simplest of them: an answer to the bulletin.

Every widget that stands for a decision is named by the word a record uses for it.
"""

from __future__ import annotations

from functools import partial
from typing import Any

import numpy as np

from game.rules.terms import Rung
from game.session import Session
from game.ui.art import poster
from game.ui.canvas import WIDTH, Canvas
from game.ui.kit import Screen, Widget
from game.ui.labels import label
from game.ui.screens.board import header
from game.ui.screens.title import card, look_of


class Decision(Screen):
    """A screen that ends with one decision of one seat."""

    heading = ""

    def __init__(self, app: Any, session: Session, seat: int) -> None:
        super().__init__(app)
        self.session = session
        self.seat = seat
        self.view = session.view(seat)

    @property
    def me(self) -> str:
        """The id of the seat."""
        return self.session.scenario.contenders[self.seat]

    def submit(self, decision: Any) -> None:
        """Hand the decision in; a refusal is told in words."""
        why = self.session.submit(self.seat, decision)
        if why is not None:
            self.app.tell(self.say(why))
            return
        self.app.pop()

    def back(self) -> None:
        """Escape opens the board, where one can leave; the decision stays open."""
        from game.ui.screens.board import Board

        self.app.push(Board(self.app, self.session, self.seat))

    def paint(self, c: Canvas) -> None:
        """A page with the header."""
        c.picture(poster.page(c.palette), 0, 0, WIDTH, 720, opaque=True)
        header(self, c, self.session, self.say(self.heading))


class Choose(Decision):
    """The bulletin asks."""

    heading = "ui.choose.title"

    def build(self) -> None:
        """A button for each open answer."""
        event = self.event()
        allowed = self.session.play.choices_open(self.seat)[0]
        for n, choice in enumerate(event.choices):
            text = label(self.app.words, "event", f"{event.id}.choice.{choice.id}")
            self.widgets.append(
                Widget(
                    f"{event.id}:{choice.id}", (60, 400 + n * 58, 1160, 48), text, partial(self.submit, np.array([[n]])),
                    enabled=bool(allowed[n]), reason=self.say("ui.choose.closed"), key=str(n + 1),
                )
            )  # fmt: skip

    def event(self) -> Any:
        """The event that asks."""
        return self.session.scenario.events[int(self.session.play.world.asked[0, self.seat]) - 1]

    def paint(self, c: Canvas) -> None:
        """The question."""
        super().paint(c)
        event = self.event()
        card(c, look_of(self.session.loaded, self.me), 160, 226, 170)
        c.text(
            label(self.app.words, "event", f"{event.id}.title"),
            280,
            96,
            30,
            c.palette["dark_red"],
            "title",
            room=950,
        )
        # First what the newspapers say; who sits in the Politburo knows more.
        voices = ["public"] + ["secret"] * bool(self.view.rung[0, self.seat] >= Rung.CANDIDATE)
        y = 150.0
        for voice, face in zip(voices, ("text", "italic"), strict=False):
            key = f"event.{event.id}.{voice}"
            if self.app.words.has(key):
                room = (110 if len(voices) > 1 else 220) if voice == "public" else 376 - y
                y += c.block(self.say(key), 280, y, 940, 20, c.palette["ink"], face, room=room) + 12
