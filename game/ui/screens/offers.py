"""Talks: the screen on which an offer of a pact is built, with a forecast of how it would be taken."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from typing import Any, Final

import numpy as np

from game.players.talks import common_enemy, worth
from game.rules.clauses import LADDER, nomination, shield
from game.rules.pacts import CLAUSE_COLUMNS, SECRET, TERM
from game.rules.scenario import Scenario
from game.rules.terms import CLAUSES, Rung
from game.session import Session
from game.ui.canvas import Canvas
from game.ui.kit import Widget
from game.ui.labels import label, person
from game.ui.screens.decision import Decision

ABOUT: Final = {
    "region": "region",
    "report": "person",
    "silence": "document",
    "collateral": "document",
    "nominate": "office",
    "favour": "person",
    "shield": "person",
}
"""What a clause is about, where it is about something: the kind of its words."""

Row = tuple[str, str, Callable[[], None], str]
"""A clause on the screen: its name, its words, what pressing it does, and what it says in the notation."""


def about(scenario: Scenario, clause: str) -> tuple[str, Sequence[str]]:
    """The kind of thing a clause speaks of and the ids of all such things, in the order of their numbers."""
    kind = ABOUT[clause]
    if clause == "shield":
        return kind, scenario.people
    ids = {
        "region": scenario.regions,
        "person": scenario.contenders,
        "document": [d.id for d in scenario.documents],
        "office": [o.id for o in scenario.offices],
    }
    return kind, ids[kind]


class Offers(Decision):
    """Build an offer: partners, common enemy, clauses, term, secrecy; see how it would be taken."""

    heading = "ui.talks.title"

    def __init__(self, app: Any, session: Session, seat: int) -> None:
        super().__init__(app, session, seat)
        self.partners: list[int] = []
        self.enemy = -1
        self.given = dict.fromkeys(CLAUSES, 0) | {"vote": 1, "peace": 1}
        """What each clause says, by its name: a number as an offer writes it, for two of them what they are about."""
        self.nominee, self.severity = 0, 4
        self.term = 4
        self.secret = True

    def others(self) -> list[int]:
        """Contenders with whom one may deal."""
        s = self.session.scenario
        return [k for k in range(len(s.contenders)) if k != self.seat and self.view.rung[0, k] >= Rung.MEMBER]

    def build(self) -> None:
        """Rows of partners, enemies and clauses."""
        s = self.session.scenario
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
        for n, (name, text, press, value) in enumerate([*self.clauses(), *self.whole()]):
            place = (60 + (n % 3) * 390, 316 + (n // 3) * 35, 376, 32)
            self.widgets.append(Widget(name, place, text, press, "toggle", value=value))
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

    def clauses(self) -> list[Row]:
        """Name, words, what pressing does and the value in the notation, of each clause and its parts."""
        s = self.session.scenario
        yes, no = self.say("common.yes"), self.say("common.no")
        rows: list[Row] = []
        for name in CLAUSES:
            value = self.given[name]
            if name in ("silence", "collateral") and not s.documents:
                continue
            if name not in ABOUT:
                shown, token = (yes, "yes") if value else (no, "no")
            else:
                kind, ids = about(s, name)
                shown, token = (
                    (label(self.app.words, kind, ids[value - 1]), ids[value - 1]) if value else (no, "")
                )
            rows.append((name, f"{self.say(f'clause.{name}')}: {shown}", partial(self.turn, name), token))
            if name == "nominate" and value:
                who = s.people[self.nominee]
                rows.append(
                    (
                        "nominee",
                        self.say("ui.talks.nominee", who=person(self.app.words, who)),
                        self.next_nominee,
                        who,
                    )
                )
            if name == "shield" and value:
                whom = person(self.app.words, s.people[value - 1])
                what = self.say(f"motion.sanction-{self.severity}", who=whom)
                rows.append(
                    (
                        "severity",
                        self.say("ui.talks.shield", what=what),
                        self.next_severity,
                        str(self.severity),
                    )
                )
        return rows

    def whole(self) -> list[Row]:
        """What is said of the pact as a whole: its term, and whether it is secret."""
        return [
            ("term", self.say("ui.talks.term", n=self.term), self.next_term, str(self.term)),
            (
                "secret",
                self.say("ui.talks.secret" if self.secret else "ui.talks.public"),
                self.flip_secret,
                "secret" if self.secret else "public",
            ),
        ]

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

    def turn(self, name: str) -> None:
        """The next thing a clause may say: yes or no, or what it is about."""
        known = [0, *self.open_to(name)]
        now = self.given[name]
        self.given[name] = known[(known.index(now) + 1) % len(known)] if now in known else 0
        self.refresh()

    def open_to(self, name: str) -> list[int]:
        """What a clause may be about: members, papers one knows, people in the party."""
        s = self.session.scenario
        members = [k + 1 for k in sorted([self.seat, *self.partners])]
        if name in ("report", "favour"):
            return members
        if name in ("silence", "collateral"):
            return [d + 1 for d in range(len(s.documents)) if self.view.document[0, d] >= 0]
        if name == "shield":
            return self.in_party()
        return list(range(1, len(about(s, name)[1]) + 1)) if name in ABOUT else [1]

    def in_party(self) -> list[int]:
        """The numbers, from one, of the people who are members of the party."""
        return [p + 1 for p in np.flatnonzero(self.view.rung[0] >= Rung.MEMBER).tolist()]

    def next_nominee(self) -> None:
        """Whom the pact is to nominate."""
        known = self.in_party()
        self.nominee = next((p for p in known if p > self.nominee + 1), known[0]) - 1
        self.refresh()

    def next_severity(self) -> None:
        """From what severity of sanction on the shield holds."""
        self.severity = self.severity % LADDER + 1
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
        s = self.session.scenario
        given = dict(self.given)
        if given["nominate"]:
            given["nominate"] = nomination(s, given["nominate"] - 1, self.nominee)
        if given["shield"]:
            given["shield"] = shield(given["shield"] - 1, self.severity)
        row = self.session.play.default(self.seat).copy()
        row[0, 0], row[0, 1] = sum(1 << k for k in self.partners), self.enemy
        row[0, TERM], row[0, SECRET] = self.term, int(self.secret)
        row[0, list(CLAUSE_COLUMNS)] = [given[name] for name in CLAUSES]
        self.submit(row)

    def paint(self, c: Canvas) -> None:
        """Headings and the forecast."""
        super().paint(c)
        for y, key in ((106, "ui.talks.partners"), (196, "ui.talks.enemy"), (288, "ui.talks.clauses")):
            c.text(self.say(key), 60, y, 20, c.palette["dark_red"], "head", tall=34)
        c.box(60, 492, 1160, 138, c.palette["cream"])
        if not self.partners:
            c.block(self.say("ui.talks.about"), 80, 502, 1120, 18, c.palette["ink"], room=120)
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
        c.text(kind, 80, 494, 24, c.palette["dark_red"], "title", room=330, tall=38)
        c.text(
            self.say(
                "ui.talks.pooled",
                n=pooled,
                of=int(self.view.politburo_size[0]),
                m=plenum,
                all=int(self.view.plenum_size[0]),
            ),
            420,
            499,
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
            c.text(text, 80, 530 + n * 25, 17, c.palette["ink"], room=1100, tall=26)
        if len(members) == 3:
            from game.theory import next_out

            powers = [max(1, int(self.view.menace[0, k])) for k in members]
            out = next_out(powers, 1, 2)
            names = ", ".join(person(self.app.words, s.contenders[members[n]]) for n in out)
            text = self.say("ui.talks.next-out", who=names) if out else self.say("ui.talks.stable")
            c.block(text, 80, 582, 1120, 16, c.palette["ink"], "italic", room=46)
