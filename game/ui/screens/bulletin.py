"""The newspaper page of a quarter, and behind it the secret minute of the same facts."""

from __future__ import annotations

from typing import Any

from game.rules.quarter import News
from game.session import Session
from game.ui.art import poster
from game.ui.canvas import WIDTH, Canvas
from game.ui.kit import Screen, Widget
from game.ui.labels import label
from game.ui.screens.board import quarter_words
from game.ui.screens.news import news_line


class Bulletin(Screen):
    """The newspaper page; S turns to the secret minute of the same facts."""

    def __init__(self, app: Any, session: Session, news: list[News]) -> None:
        super().__init__(app)
        self.session = session
        self.events = [n for n in news if n.kind == "news.event"][:3]
        self.rest = [
            line for line in (news_line(self, session, n) for n in news if n.kind != "news.event") if line
        ]
        self.secret = False

    def build(self) -> None:
        """On, and the secret minute."""
        self.widgets = [Widget("continue", (980, 660, 270, 42), self.say("common.continue"), self.app.pop)]
        if any(self.app.words.has(f"event.{n.values['event']}.secret") for n in self.events):
            text = self.say("ui.bulletin.public" if self.secret else "ui.bulletin.secret")
            self.widgets.append(Widget("secret", (660, 660, 300, 42), text, self.turn, key="S"))

    def turn(self) -> None:
        """The other side of the page."""
        self.secret = not self.secret
        self.refresh()

    def back(self) -> None:
        """On."""
        self.app.pop()

    def paint(self, c: Canvas) -> None:
        """Columns of a page: what happened above the fold, what was done below it."""
        page = poster.minute if self.secret else poster.bulletin
        c.picture(page(c.palette), 0, 0, WIDTH, 720, opaque=True)
        self._head(c)
        left, apart, wide, top = (212, 288, 270, 196) if self.secret else (92, 376, 338, 184)
        fold = 400 if self.rest else 640
        for n, news in enumerate(self.events[:3]):
            self._column(c, news, left + n * apart, top, wide, fold)
        start = 438 if self.events else top + 6
        many = 8 if self.events else 24
        third = max(1, (len(self.rest[:many]) + 2) // 3)
        for n in range(3):
            text = "\n".join(self.rest[n * third : min(many, (n + 1) * third)])
            c.block(text, left + n * apart, start, wide, 16, c.palette["ink"], room=642 - start)

    def _head(self, c: Canvas) -> None:
        """The name of the paper and the quarter."""
        ink, dark = c.palette["ink"], c.palette["dark_red"]
        when = quarter_words(self, self.session.quarter)
        if self.secret:
            c.text(self.say("ui.bulletin.minute"), 212, 92, 38, ink, "title", room=660, tall=60)
            c.text(when, 212, 154, 17, dark, "head", room=600, tall=26)
        else:
            c.text(self.say("ui.bulletin.name"), 760, 38, 46, ink, "title", "centre", room=600)
            c.text(when, 94, 128, 17, dark, "head", room=600, tall=26)

    def _column(self, c: Canvas, news: News, x: float, top: float, width: float, fold: float) -> None:
        """One event: headline, text, source, between the top and the fold."""
        name = news.values["event"]
        title = label(self.app.words, "event", f"{name}.title")
        y = top + c.block(title, x, top, width, 21, c.palette["dark_red"], "head", room=58) + 6
        key = f"event.{name}.{'secret' if self.secret else 'public'}"
        if not self.app.words.has(key):
            key = f"event.{name}.public"
        text = self.say(key) if self.app.words.has(key) else ""
        source = self._source(name)
        foot = 58 if source else 0
        y += c.block(text, x, y, width, 16 if self.rest else 19, c.palette["ink"], room=fold - y - foot) + 8
        c.block(source, x, min(y, fold - foot + 4), width, 12, c.palette["ink"], "italic", room=foot - 4)

    def _source(self, name: str) -> str:
        """Where the facts of an event are from: the works by name, and how good they are."""
        facts = self.session.loaded.event_facts.get(name)
        if not facts or not facts.get("source"):
            return ""
        known = self.session.loaded.sources
        found = facts["source"]
        works = []
        for entry in (found,) if isinstance(found, str) else found:
            head, colon, rest = entry.partition(":")
            if head in known:
                works.append(known[head]["title"].partition(" (")[0])
            else:
                works.append(rest.strip() if colon and head == "S" else entry)
        return self.say("ui.bulletin.source", source="; ".join(works), grade=str(facts.get("grade", "")))
