"""The papers: what a seat knows of each document, how far it has gone, who has it, whom it would hurt."""

from __future__ import annotations

from functools import partial
from typing import Any

from game.session import Session
from game.ui.art import poster
from game.ui.canvas import WIDTH, Canvas
from game.ui.kit import Screen, Widget
from game.ui.labels import label, paper_lines
from game.ui.screens.board import header


class Papers(Screen):
    """A row for each paper one knows of; what is known of the chosen one at right."""

    def __init__(self, app: Any, session: Session, seat: int) -> None:
        super().__init__(app)
        self.session = session
        self.view = session.view(seat)
        self.known = [d for d in range(len(session.scenario.documents)) if self.view.document[0, d] >= 0]
        self.shown = self.known[0] if self.known else -1

    def build(self) -> None:
        """The list, and the way back."""
        for n, d in enumerate(self.known[:12]):
            paper = self.session.scenario.documents[d].id
            name = label(self.app.words, "document", paper)
            self.widgets.append(
                Widget(
                    f"paper:{paper}", (24, 92 + n * 42, 560, 38), name, partial(self.show, d), "choice",
                    look="row", chosen=d == self.shown,
                )
            )  # fmt: skip
        self.widgets.append(Widget("back", (24, 640, 560, 44), self.say("common.back"), self.back))

    def show(self, d: int) -> None:
        """Open a paper."""
        self.shown = d
        self.refresh()

    def paint(self, c: Canvas) -> None:
        """What is known of the paper."""
        c.picture(poster.page(c.palette), 0, 0, WIDTH, 720, opaque=True)
        header(self, c, self.session, self.say("ui.papers.title"))
        if self.shown < 0:
            c.block(self.say("ui.papers.none"), 620, 100, 620, 20, c.palette["ink"], room=200)
            return
        words = self.app.words
        paper = self.session.scenario.documents[self.shown].id
        c.text(
            label(words, "document", paper), 620, 92, 24, c.palette["dark_red"], "title", room=636, tall=40
        )
        key = f"document.{paper}.about"
        c.block(words.say(key) if words.has(key) else "", 620, 136, 636, 18, c.palette["ink"], room=150)
        lines = paper_lines(words, self.session.scenario, self.view, self.shown)
        c.block("\n".join(lines), 620, 300, 636, 18, c.palette["ink"], "bold", room=330)
