"""The Politburo board: who sits at the table, how strong he is, who stands with whom."""

from __future__ import annotations

from functools import partial
from typing import Any

import numpy as np

from game.rules import calendar
from game.rules.terms import BASES, CONGRESS, RUNG_IDS, Rung
from game.session import Session
from game.ui.art import board, parts, poster
from game.ui.art.portraits import portrait_for
from game.ui.art.svg import document
from game.ui.canvas import WIDTH, Canvas
from game.ui.kit import Screen, Widget
from game.ui.labels import ambition, label, person, wants_of
from game.ui.screens.title import look_of


def quarter_words(screen: Screen, quarter: str) -> str:
    """A quarter such as 1925Q4 in words."""
    year, part = quarter.split("Q")
    return screen.say(f"quarter.words.q{part}", year=int(year))


def header(screen: Screen, c: Canvas, session: Session, title: str) -> None:
    """The band at the top: the quarter, the title, the purse and the country."""
    from game.rules.terms import PROCUREMENT

    c.box(0, 0, WIDTH, 62, c.palette["ink"])
    text = quarter_words(screen, session.quarter)
    c.picture(parts.plate(330, 62, c.palette["red"]), -20, 0, 330, 62)
    c.text(text, 18, 16, 24, c.palette["cream"], "title", room=270, tall=56)
    c.text(title, 336, 14, 26, c.palette["cream"], "head", room=560, tall=56)
    seat = session.humans()[0] if session.humans() else 0
    world = session.play.world
    purse = screen.say("ui.head.capital", n=int(world.capital[0, seat]))
    grain = screen.say("ui.head.grain", n=int(world.dial[0, PROCUREMENT]) // 10)
    c.text(f"{purse}   {grain}", WIDTH - 20, 18, 19, c.palette["cream"], "plate", "right", room=340, tall=50)
    c.box(0, 62, WIDTH, 4, c.palette["red"])


class Board(Screen):
    """The table with its seats; each seat opens what is known of the man."""

    def __init__(self, app: Any, session: Session, seat: int) -> None:
        super().__init__(app)
        self.session = session
        self.seat = seat
        self.shown = seat
        self.base = -1

    def sitting(self) -> list[int]:
        """Persons shown: contenders who are alive and the other full members, at most nine."""
        world = self.session.play.world
        c = len(self.session.scenario.contenders)
        out = [k for k in range(c) if world.rung[0, k] > Rung.DEAD]
        out += [p for p in range(c, world.rung.shape[1]) if world.rung[0, p] == Rung.POLITBURO]
        return out[:9]

    def build(self) -> None:
        """A widget for each seat, a bar for each base, and the way on."""
        people = self.session.scenario.people
        spots = board.places(len(self.sitting()))
        for p, spot in zip(self.sitting(), spots, strict=True):
            name = person(self.app.words, people[p])
            rung = self.say(f"rung.{RUNG_IDS[int(self.session.play.world.rung[0, p])]}")
            self.widgets.append(
                Widget(
                    f"seat:{people[p]}",
                    (
                        spot.x - spot.width * 0.6,
                        spot.y - spot.width * 0.65,
                        spot.width * 1.2,
                        spot.width * 1.5,
                    ),
                    name,
                    partial(self.show, p),
                    "choice",
                    look="none",
                    note=rung,
                )
            )
        if self.shown < len(self.session.scenario.contenders):
            for n, base in enumerate(BASES):
                self.widgets.append(
                    Widget(
                        f"base:{base}",
                        (972, 262 + n * 40, 296, 38),
                        self.say(f"base.{base}"),
                        partial(self.inspect, n),
                        "meter",
                        look="none",
                    )
                )
        self.widgets.append(
            Widget("continue", (972, 540, 296, 40), self.say("common.continue"), self.app.pop)
        )
        if self.session.scenario.documents:
            self.widgets.append(
                Widget("papers", (972, 588, 116, 36), self.say("ui.papers.title"), self.papers)
            )
        self.widgets.append(Widget("title", (1094, 588, 174, 36), self.say("ui.board.leave"), self.leave))
        self.focus = self.focus or "continue"

    def show(self, p: int) -> None:
        """Open a person."""
        self.shown = p
        self.base = -1
        self.refresh()

    def inspect(self, n: int) -> None:
        """Open the causes of a base."""
        self.base = n
        self.refresh()

    def papers(self) -> None:
        """Open the papers one knows of."""
        from game.ui.screens.papers import Papers

        self.app.push(Papers(self.app, self.session, self.seat))

    def leave(self) -> None:
        """Back to the title; the game is saved."""
        self.app.stack = self.app.stack[:1]
        self.app.top.enter()

    def back(self) -> None:
        """Escape goes on with the game."""
        self.app.pop()

    def paint(self, c: Canvas) -> None:
        """The table, the lines between the seats, the man in question."""
        session = self.session
        c.picture(poster.board(c.palette), 0, 0, WIDTH, 720, opaque=True)
        header(self, c, session, self.say("ui.board.title"))
        world = session.play.world
        view = session.view(self.seat)
        s = session.scenario
        sitting = self.sitting()
        spots = dict(zip(sitting, board.places(len(sitting)), strict=True))
        body = ""
        middle = (board.TABLE[0], board.TABLE[1])
        contenders = [p for p in sitting if p < len(s.contenders)]
        for slot in range(view.pact_in.shape[1]):
            members = [k for k in contenders if view.pact_in[0, slot, k]]
            if len(members) > 1:
                body += board.band([(spots[k].x, spots[k].y) for k in members], c.palette)
        for a in contenders:
            for b in contenders:
                if a < b:
                    points = board.curve(
                        (spots[a].x, spots[a].y + 40), (spots[b].x, spots[b].y + 40), middle, 0.36
                    )
                    mutual = int(view.trust[0, a, b] + view.trust[0, b, a]) // 2
                    if view.allied[0, a, b]:
                        body += board.relation("pact", points, c.palette)
                    elif mutual < -450:
                        body += board.relation("hostility", points, c.palette)
        if body:
            c.picture(document(WIDTH, 720, body), 0, 0, WIDTH, 720)
        for p, spot in spots.items():
            w, h = spot.width, spot.width * 7 / 6
            x, y = spot.x - w / 2, spot.y - h / 2
            c.picture(
                parts.frame(w + 10, h + 10, c.palette["red" if p == self.seat else "ink"], cut_by=12),
                x - 5,
                y - 5,
                w + 10,
                h + 10,
            )
            look = look_of(session.loaded, s.people[p])
            c.picture(portrait_for(round(w * c.k), look, palette=c.palette), x, y, w, h)
            wide = round(w * 1.18)
            c.picture(
                parts.plate(wide, 24, c.palette["red" if p == self.shown else "ink"], cut_by=6),
                spot.x - wide / 2,
                y + h - 10,
                wide,
                24,
            )
            c.text(
                person(self.app.words, s.people[p]).upper(),
                spot.x,
                y + h - 9,
                16,
                c.palette["cream"],
                "plate",
                "centre",
                room=wide - 14,
                tall=24,
            )
            if p < len(s.contenders):
                c.bar(
                    x,
                    y + h + 16,
                    w,
                    7,
                    min(1000, int(view.menace[0, p]) // 3),
                    c.palette["red"],
                    c.palette["rule"],
                )
            else:
                c.text(
                    self.say(f"rung.{RUNG_IDS[int(world.rung[0, p])]}"),
                    spot.x,
                    y + h + 14,
                    12,
                    c.palette["ink"],
                    "text",
                    "centre",
                    room=120,
                    tall=20,
                )
        self._timeline(c)
        self._panel(c, view)

    def _timeline(self, c: Canvas) -> None:
        """The years, the quarter one is in, the congresses."""
        s = self.session.scenario
        many = s.quarters
        step = 1180 / many
        c.box(50, 674, 1180, 3, c.palette["quiet"])
        now = self.session.play.quarter
        c.box(50, 673, step * now, 5, c.palette["red"])
        for q in range(many):
            year, part = divmod(s.first_quarter + q, 4)
            if part == 0:
                c.box(50 + q * step, 664, 2, 22, c.palette["cream"])
                c.text(str(year), 56 + q * step, 682, 17, c.palette["cream"], "plate", tall=34)
            if calendar.sits(self.session.play.world, (CONGRESS,), q)[0]:
                c.picture(parts.star(18, c.palette["red"]), 50 + (q + 0.5) * step - 9, 666, 18, 18)
        c.picture(parts.arrow(20, c.palette["cream"], "down"), 50 + (now + 0.5) * step - 10, 644, 20, 20)

    def _panel(self, c: Canvas, view: Any) -> None:
        session, s, p = self.session, self.session.scenario, self.shown
        world = session.play.world
        name = s.people[p]
        full = f"person.{name}.full"
        title = self.say(full) if self.app.words.has(full) else person(self.app.words, name)
        c.text(title, 972, 78, 24, c.palette["dark_red"], "title", room=296, tall=38)
        held = [
            label(self.app.words, "office", o.id) for n, o in enumerate(s.offices) if world.holder[0, n] == p
        ]
        rung = self.say(f"rung.{RUNG_IDS[int(world.rung[0, p])]}")
        c.block("; ".join([rung, *held]), 972, 112, 296, 15, c.palette["ink"], "italic", room=76)
        if p >= len(s.contenders):
            patron = int(view.patron[0, p - len(s.contenders)])
            who = person(self.app.words, s.contenders[patron]) if patron >= 0 else self.say("common.none")
            c.text(self.say("ui.board.patron", who=who), 972, 210, 17, c.palette["ink"], "bold", room=296)
            for n, k in enumerate(s.contenders):
                value = int(view.lean[0, p - len(s.contenders), n])
                c.text(person(self.app.words, k), 972, 244 + n * 30, 16, c.palette["ink"], room=150)
                c.text(f"{value // 10:+d}", 1262, 244 + n * 30, 16, c.palette["ink"], "bold", "right")
            below = 256 + len(s.contenders) * 30
            c.block(
                "\n".join(wants_of(self.app.words, s, name, view)),
                972,
                below,
                296,
                15,
                c.palette["ink"],
                room=110,
            )
            return
        exposure = self.say("ui.board.exposure", n=int(view.exposure[0, p]) // 10)
        feared = self.say("ui.board.menace", n=int(view.menace[0, p]) // 10)
        c.text(exposure, 972, 196, 16, c.palette["ink"], "bold", room=296, tall=27)
        c.text(feared, 972, 220, 16, c.palette["ink"], "bold", room=296, tall=27)
        for n, base in enumerate(BASES):
            value = int(view.all_bases[0, p, n])
            y = 264 + n * 40
            c.text(
                self.say(f"base.{base}"), 976, y, 16, c.palette["ink"], "bold" if n < 3 else "text", room=230
            )
            c.text(str(value // 10), 1262, y, 16, c.palette["ink"], "bold", "right")
            c.bar(976, y + 22, 286, 10 if n < 3 else 7, value, c.palette["red"], c.palette["rule"])
        if self.base >= 0:
            self._causes(c, p)
        else:
            c.block(self.say("ui.board.hint"), 976, 466, 286, 14, c.palette["ink"], "italic", room=24)
        if p == self.seat and self.base < 0:
            aim = ambition(self.app.words, name, session.ambition(p))
            c.block(
                self.say("ui.board.ambition", what=aim), 976, 492, 286, 14, c.palette["ink"], "bold", room=44
            )

    def _causes(self, c: Canvas, p: int) -> None:
        """The last causes of a base, from the ledger."""
        session = self.session
        ledger = session.play.world.ledger
        lines: list[str] = []
        if ledger is not None:
            wanted = {0: "secretaries", 1: "cells"}.get(self.base, "bases")
            totals: dict[str, int] = {}
            for e in ledger.entries[-4000:]:
                if e.table != wanted or (
                    e.cell[1] != p if wanted != "bases" else e.cell != (p, self.base - 2)
                ):
                    continue
                totals[e.cause] = totals.get(e.cause, 0) + e.amount
            top = sorted(totals.items(), key=lambda kv: -abs(kv[1]))[:5]
            scale = 10 * (len(session.scenario.regions) if wanted != "bases" else 1)
            for cause, amount in top:
                if round(amount / scale):
                    lines.append(f"{round(amount / scale):+d}  {self._cause(cause)}")
        c.block(
            "\n".join(lines) or self.say("ui.board.no-causes"), 976, 466, 286, 13, c.palette["ink"], room=70
        )

    def _cause(self, cause: str) -> str:
        head, _, rest = cause.partition(".")
        words = self.app.words
        if head == "order" and words.has(f"orders.{rest}.name"):
            return str(words.say(f"orders.{rest}.name"))
        if head == "office":
            return label(words, "office", rest)
        if head == "event":
            return label(words, "event", f"{rest}.title")
        if head == "choice":
            return label(words, "event", f"{rest.split('.')[0]}.title")
        key = f"ui.cause.{cause}"
        return str(words.say(key)) if words.has(key) else cause


def strongest(values: np.ndarray) -> int:
    """The place of the largest value."""
    return int(values.argmax())
