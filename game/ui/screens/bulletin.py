"""The newspaper page of a quarter; behind it the secret minute of the same facts and what historians say."""

from __future__ import annotations

from functools import partial
from typing import Any

from game.content.citing import cited
from game.rules.quarter import News
from game.session import Session
from game.ui.art import poster
from game.ui.canvas import WIDTH, Canvas
from game.ui.kit import Screen, Widget
from game.ui.labels import label
from game.ui.screens.board import quarter_words
from game.ui.screens.news import news_line

MOST = 6
"""Events on one page: three above the fold and three below it."""


class Bulletin(Screen):
    """The newspaper page; S turns to the secret minute of the same facts, H to what historians say of them.

    The minute is for seats that sit in the Politburo, and for who watches machines play.
    """

    def __init__(self, app: Any, session: Session, news: list[News]) -> None:
        super().__init__(app)
        self.session = session
        self.events = [n for n in news if n.kind == "news.event"][:MOST]
        self.rest = [
            line for line in (news_line(self, session, n) for n in news if n.kind != "news.event") if line
        ]
        self.side = "public"
        read = session.minutes() and any(
            app.words.has(f"event.{n.values['event']}.secret") for n in self.events
        )
        self.sides = [("secret", "S")] * read + [("historians", "H")] * bool(self.events)

    def build(self) -> None:
        """On, and the other sides of the page."""
        self.widgets = [Widget("continue", (980, 660, 270, 42), self.say("common.continue"), self.app.pop)]
        for n, (side, key) in enumerate(self.sides):
            text = self.say("ui.bulletin.public" if self.side == side else f"ui.bulletin.{side}")
            self.widgets.append(
                Widget(side, (660 - 320 * n, 660, 300, 42), text, partial(self.turn, side), key=key)
            )

    def turn(self, side: str) -> None:
        """To another side of the page, or back to the public one."""
        self.side = "public" if self.side == side else side
        self.refresh()

    def back(self) -> None:
        """On."""
        self.app.pop()

    def paint(self, c: Canvas) -> None:
        """Columns of a page: what happened above the fold, what was done below it."""
        page = poster.minute if self.side == "secret" else poster.bulletin
        c.picture(page(c.palette), 0, 0, WIDTH, 720, opaque=True)
        self._head(c)
        left, apart, wide, top = (212, 288, 270, 196) if self.side == "secret" else (92, 376, 338, 184)
        rest = self.rest if self.side != "historians" else []
        below = 438
        for n, news in enumerate(self.events):
            low, column = divmod(n, 3)
            fold = 640 if low or not (rest or len(self.events) > 3) else 400
            self._column(c, news, left + column * apart, below if low else top, wide, fold)
        start = below if self.events else top + 6
        many = 8 if self.events else 24
        third = max(1, (len(rest[:many]) + 2) // 3)
        for n in range(3):
            text = "\n".join(rest[n * third : min(many, (n + 1) * third)])
            c.block(text, left + n * apart, start, wide, 16, c.palette["ink"], room=642 - start)

    def _head(self, c: Canvas) -> None:
        """The name of the paper and the quarter."""
        ink, dark = c.palette["ink"], c.palette["dark_red"]
        when = quarter_words(self, self.session.quarter)
        if self.side == "secret":
            c.text(self.say("ui.bulletin.minute"), 212, 92, 38, ink, "title", room=660, tall=60)
            c.text(when, 212, 154, 17, dark, "head", room=600, tall=26)
        else:
            key = "ui.bulletin.name" if self.side == "public" else "ui.bulletin.dissent"
            c.text(self.say(key), 760, 38, 46, ink, "title", "centre", room=600, tall=66)
            c.text(when, 94, 128, 17, dark, "head", room=600, tall=26)

    def _column(self, c: Canvas, news: News, x: float, top: float, width: float, fold: float) -> None:
        """One event between the top and the fold: headline and text, or where historians differ and the works."""
        name = news.values["event"]
        title = label(self.app.words, "event", f"{name}.title")
        y = top + c.block(title, x, top, width, 21, c.palette["dark_red"], "head", room=58) + 6
        source = self._source(name) if self.side == "historians" else ""
        foot = 0 if not source else 110 if fold - top > 300 else 70
        key = f"event.{name}.{'dissent' if self.side == 'historians' else self.side}"
        if not self.app.words.has(key) and self.side == "secret":
            key = f"event.{name}.public"
        text = self.say(key) if self.app.words.has(key) else ""
        y += (
            c.block(
                text,
                x,
                y,
                width,
                19 if self.side == "public" or fold - top > 300 else 16,
                c.palette["ink"],
                room=fold - y - foot,
            )
            + 8
        )
        c.block(source, x, y, width, 14, c.palette["ink"], "italic", room=foot - 12)

    def _source(self, name: str) -> str:
        """Where the facts of an event are from: the works by name, and how good they are."""
        loaded = self.session.loaded
        facts = loaded.event_facts.get(name)
        if not facts or not facts.get("source"):
            return ""
        works = cited(facts["source"], loaded.sources, self.app.words)
        return self.say(
            "ui.bulletin.source", source=works, grade=self.say(f"source.grade.{facts['grade'].lower()}")
        )
