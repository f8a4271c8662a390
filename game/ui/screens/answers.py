"""Talks: answers to what others offer, and to what they ask for instead."""

from __future__ import annotations

from functools import partial
from typing import Any

import numpy as np

from game.rules.pacts import ANSWER_CLAUSES, CLAUSE_COLUMNS
from game.rules.terms import CLAUSES
from game.session import Session
from game.ui.canvas import Canvas
from game.ui.kit import Widget
from game.ui.labels import clause_label, person
from game.ui.screens.decision import Decision


class Answers(Decision):
    """Answer what others offer."""

    heading = "ui.answers.title"

    def __init__(self, app: Any, session: Session, seat: int) -> None:
        super().__init__(app, session, seat)
        self.offers = session.facts(seat).offers[0]
        self.open = [a for a in range(len(self.offers)) if a != seat and (int(self.offers[a, 0]) >> seat) & 1]
        self.replies = dict.fromkeys(self.open, 0)

    def build(self) -> None:
        """Accept, refuse, or ask for a shorter term."""
        s = self.session.scenario
        for n, a in enumerate(self.open):
            y = 100 + n * 130
            for m, (word, value) in enumerate((("refuse", 0), ("accept", 1), ("counter", 2))):
                self.widgets.append(
                    Widget(
                        f"{s.contenders[a]}:{word}",
                        (760, y + m * 38, 460, 34),
                        self.say(f"ui.answers.{word}"),
                        partial(self.reply, a, value),
                        "choice",
                        chosen=self.replies[a] == value,
                    )
                )
        self.widgets.append(Widget("done", (380, 650, 520, 46), self.say("ui.answers.done"), self.done))

    def reply(self, a: int, value: int) -> None:
        """Answer one offer."""
        self.replies[a] = value
        self.refresh()

    def done(self) -> None:
        """Hand the answers in."""
        row = self.session.play.default(self.seat).copy()
        for a, value in self.replies.items():
            row[0, a, 0] = value
            if value == 2:
                row[0, a, list(ANSWER_CLAUSES)] = self.offers[a, list(CLAUSE_COLUMNS)]
                row[0, a, 5] = 4 if self.offers[a, 6] != 4 else 2
        self.submit(row)

    def paint(self, c: Canvas) -> None:
        """The texts."""
        super().paint(c)
        s = self.session.scenario
        for n, a in enumerate(self.open):
            y = 96 + n * 130
            row = self.offers[a]
            members = [a, *[k for k in range(len(s.contenders)) if (int(row[0]) >> k) & 1]]
            names = ", ".join(person(self.app.words, s.contenders[k]) for k in members)
            c.text(names, 60, y, 22, c.palette["dark_red"], "title", room=680, tall=38)
            against = (
                person(self.app.words, s.contenders[int(row[1])]) if row[1] >= 0 else self.say("common.none")
            )
            c.text(
                self.say("ui.answers.against", who=against),
                60,
                y + 34,
                18,
                c.palette["ink"],
                "bold",
                room=680,
                tall=28,
            )
            parts_ = [
                clause_label(self.app.words, s, name, int(row[at]))
                for name, at in zip(CLAUSES, CLAUSE_COLUMNS, strict=True)
                if row[at]
            ]
            parts_.append(self.say("ui.talks.term", n=int(row[6])))
            parts_.append(self.say("ui.talks.secret" if row[7] else "ui.talks.public"))
            c.block("; ".join(parts_), 60, y + 60, 680, 16, c.palette["ink"], room=56)


class Counters(Decision):
    """Take or leave a counter-offer."""

    heading = "ui.counters.title"

    def build(self) -> None:
        """Two buttons."""
        self.widgets = [
            Widget(
                "take",
                (200, 420, 400, 50),
                self.say("ui.counters.take"),
                lambda: self.submit(np.array([[1]])),
                key="T",
            ),
            Widget(
                "leave",
                (680, 420, 400, 50),
                self.say("ui.counters.leave"),
                lambda: self.submit(np.array([[0]])),
                key="L",
            ),
        ]

    def paint(self, c: Canvas) -> None:
        """Who counters and how."""
        super().paint(c)
        s = self.session.scenario
        replies = self.session.facts(self.seat).replies[0]
        for n, k in enumerate(k for k in range(len(replies)) if replies[k, 0] == 2):
            text = self.say(
                "ui.counters.text", who=person(self.app.words, s.contenders[k]), n=int(replies[k, 5])
            )
            c.block(text, 200, 180 + n * 70, 880, 22, c.palette["ink"], room=64)
