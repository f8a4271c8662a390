"""Talks: the screen on which an offer of a pact is built, with a forecast of how it would be taken."""

from __future__ import annotations

from functools import partial
from typing import Any

import numpy as np

from game.players.talks import common_enemy, worth
from game.rules.terms import Rung
from game.session import Session
from game.ui.canvas import Canvas
from game.ui.kit import Widget
from game.ui.labels import label, person
from game.ui.screens.decision import Decision


class Offers(Decision):
    """Build an offer: partners, common enemy, clauses, term, secrecy; see how it would be taken."""

    heading = "ui.talks.title"

    def __init__(self, app: Any, session: Session, seat: int) -> None:
        super().__init__(app, session, seat)
        self.partners: list[int] = []
        self.enemy = -1
        self.vote = self.peace = True
        self.region = 0
        self.report = 0
        self.silence = 0
        self.collateral = 0
        self.term = 4
        self.secret = True

    def others(self) -> list[int]:
        """Contenders with whom one may deal."""
        s = self.session.scenario
        return [k for k in range(len(s.contenders)) if k != self.seat and self.view.rung[0, k] >= Rung.MEMBER]

    def build(self) -> None:
        """Rows of partners, enemies and clauses."""
        s = self.session.scenario
        yes, no = self.say("common.yes"), self.say("common.no")
        for n, k in enumerate(self.others()):
            self.widgets.append(
                Widget(
                    f"partner:{s.contenders[k]}",
                    (60 + n * 240, 140, 225, 42),
                    person(self.app.words, s.contenders[k]),
                    partial(self.toggle, k),
                    "choice",
                    chosen=k in self.partners,
                )
            )
        for n, k in enumerate(self.others()):
            self.widgets.append(
                Widget(
                    f"against:{s.contenders[k]}", (60 + n * 240, 230, 225, 42), person(self.app.words, s.contenders[k]), partial(self.foe, k), "choice",
                    chosen=k == self.enemy, enabled=k not in self.partners, reason=self.say("ui.talks.partner-enemy"),
                )
            )  # fmt: skip
        region = label(self.app.words, "region", s.regions[self.region - 1]) if self.region else no
        report = person(self.app.words, s.contenders[self.report - 1]) if self.report else no
        rows = [
            ("vote", f"{self.say('clause.vote')}: {yes if self.vote else no}", self.flip_vote),
            ("peace", f"{self.say('clause.peace')}: {yes if self.peace else no}", self.flip_peace),
            ("region", f"{self.say('clause.region')}: {region}", self.next_region),
            ("report", f"{self.say('clause.report')}: {report}", self.next_report),
            ("term", self.say("ui.talks.term", n=self.term), self.next_term),
            ("secret", self.say("ui.talks.secret" if self.secret else "ui.talks.public"), self.flip_secret),
        ]
        papers = ["", *(d.id for d in s.documents)]
        for name, value in (("silence", self.silence), ("collateral", self.collateral)):
            if s.documents:
                paper = label(self.app.words, "document", papers[value]) if value else no
                rows.append((name, f"{self.say(f'clause.{name}')}: {paper}", partial(self.next_paper, name)))
        regions = ["", *s.regions]
        reports = ["", *s.contenders]
        values = [
            *("yes" if v else "no" for v in (self.vote, self.peace)),
            regions[self.region],
            reports[self.report],
            str(self.term),
            "secret" if self.secret else "public",
            papers[self.silence],
            papers[self.collateral],
        ]
        for n, (name, text, press) in enumerate(rows):
            place = (60 + (n % 3) * 390, 320 + (n // 3) * 39, 376, 36)
            self.widgets.append(Widget(name, place, text, press, "toggle", value=values[n]))
        self.widgets.append(
            Widget(
                "offer",
                (60, 640, 520, 48),
                self.say("ui.talks.offer"),
                self.offer,
                enabled=bool(self.partners),
                reason=self.say("ui.talks.nobody"),
            )
        )
        self.widgets.append(
            Widget(
                "none",
                (640, 640, 580, 48),
                self.say("ui.talks.none"),
                lambda: self.submit(self.session.play.default(self.seat)),
                key="N",
            )
        )
        if not self.focus:
            self.focus = "none"

    def toggle(self, k: int) -> None:
        """Take in or leave out a partner; three make a triumvirate."""
        if k in self.partners:
            self.partners.remove(k)
        elif len(self.partners) < 2:
            self.partners.append(k)
        else:
            self.app.tell(self.say("ui.talks.three"))
        if self.enemy in self.partners:
            self.enemy = -1
        self.refresh()

    def foe(self, k: int) -> None:
        """Name the common enemy, or nobody."""
        self.enemy = -1 if self.enemy == k else k
        self.refresh()

    def flip_vote(self) -> None:
        """To vote together or not."""
        self.vote = not self.vote
        self.refresh()

    def flip_peace(self) -> None:
        """Not to denounce each other, or free."""
        self.peace = not self.peace
        self.refresh()

    def next_region(self) -> None:
        """Which organisation is left alone."""
        self.region = (self.region + 1) % (len(self.session.scenario.regions) + 1)
        self.refresh()

    def next_report(self) -> None:
        """Whose report is backed."""
        able = [0, *[k + 1 for k in sorted([self.seat, *self.partners])]]
        self.report = able[(able.index(self.report) + 1) % len(able)] if self.report in able else 0
        self.refresh()

    def next_paper(self, clause: str) -> None:
        """Which paper a clause speaks of, among those one knows."""
        known = [0, *(d + 1 for d in range(self.view.document.shape[1]) if self.view.document[0, d] >= 0)]
        now = getattr(self, clause)
        setattr(self, clause, known[(known.index(now) + 1) % len(known)] if now in known else 0)
        self.refresh()

    def next_term(self) -> None:
        """Two to eight quarters."""
        self.term = 2 + (self.term - 1) % 7
        self.refresh()

    def flip_secret(self) -> None:
        """Secret or public."""
        self.secret = not self.secret
        self.refresh()

    def offer(self) -> None:
        """Make the offer."""
        row = self.session.play.default(self.seat).copy()
        row[0] = [
            sum(1 << k for k in self.partners), self.enemy, int(self.vote), int(self.peace), self.region, self.report, self.term, int(self.secret),
            self.silence, self.collateral,
        ]  # fmt: skip
        self.submit(row)

    def paint(self, c: Canvas) -> None:
        """Headings and the forecast."""
        super().paint(c)
        for y, key in ((106, "ui.talks.partners"), (196, "ui.talks.enemy"), (288, "ui.talks.clauses")):
            c.text(self.say(key), 60, y, 20, c.palette["dark_red"], "head", tall=34)
        c.box(60, 440, 1160, 184, c.palette["cream"])
        if not self.partners:
            c.block(self.say("ui.talks.about"), 80, 454, 1120, 18, c.palette["ink"], room=160)
            return
        s = self.session.scenario
        members = tuple(sorted([self.seat, *self.partners]))
        enemy = np.array(
            [self.enemy if self.enemy >= 0 else int(common_enemy(self.view, members)[0])], dtype=np.int32
        )
        if self.enemy < 0:
            enemy[0] = -1
        pooled = sum(int(self.view.politburo[0, k]) for k in members)
        plenum = sum(int(self.view.plenum[0, k]) for k in members)
        kind = self.say("ui.talks.duumvirate" if len(members) == 2 else "ui.talks.triumvirate")
        c.text(kind, 80, 450, 24, c.palette["dark_red"], "title", room=330, tall=38)
        c.text(
            self.say(
                "ui.talks.pooled",
                n=pooled,
                of=int(self.view.politburo_size[0]),
                m=plenum,
                all=int(self.view.plenum_size[0]),
            ),
            420,
            454,
            18,
            c.palette["ink"],
            "bold",
            room=780,
        )
        for n, k in enumerate(self.partners):
            score = int(worth(self.view, k, members, enemy)[0])
            word = "likely" if score > 140 else "open" if score > 30 else "unlikely"
            text = self.say(
                "ui.talks.forecast",
                who=person(self.app.words, s.contenders[k]),
                how=self.say(f"ui.talks.{word}"),
            )
            c.text(text, 80, 490 + n * 28, 18, c.palette["ink"], room=1100, tall=29)
        if len(members) == 3:
            from game.theory import next_out

            powers = [max(1, int(self.view.menace[0, k])) for k in members]
            out = next_out(powers, 1, 2)
            names = ", ".join(person(self.app.words, s.contenders[members[n]]) for n in out)
            text = self.say("ui.talks.next-out", who=names) if out else self.say("ui.talks.stable")
            c.block(text, 80, 552, 1120, 17, c.palette["ink"], "italic", room=64)
