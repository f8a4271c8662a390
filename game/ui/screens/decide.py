"""What must be decided: an answer to the bulletin, an offer, answers to offers, orders, the floor.

Every widget that stands for a decision is named by the word a record uses for it.
"""

from __future__ import annotations

from functools import partial
from typing import Any

import numpy as np

from game.players.talks import common_enemy, worth
from game.rules import ambitions, motions, orders, votes
from game.rules.terms import CLAUSES, GROUPS, STANCE_IDS, Motion, Rung, Stance
from game.session import Session
from game.ui.art import poster
from game.ui.kit import WIDTH, Canvas, Screen, Widget
from game.ui.labels import ambition, label, motion_label, order_label, person, table_token
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
        key = (
            f"event.{event.id}.secret"
            if self.app.words.has(f"event.{event.id}.secret")
            else f"event.{event.id}.public"
        )
        c.block(
            self.say(key) if self.app.words.has(key) else "", 280, 150, 940, 20, c.palette["ink"], room=220
        )


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
        regions = ["", *s.regions]
        reports = ["", *s.contenders]
        values = [
            *("yes" if v else "no" for v in (self.vote, self.peace)),
            regions[self.region],
            reports[self.report],
            str(self.term),
            "secret" if self.secret else "public",
        ]
        for n, (name, text, press) in enumerate(rows):
            place = (60 + (n % 3) * 390, 322 + (n // 3) * 50, 376, 42)
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
        ]  # fmt: skip
        self.submit(row)

    def paint(self, c: Canvas) -> None:
        """Headings and the forecast."""
        super().paint(c)
        for y, key in ((106, "ui.talks.partners"), (196, "ui.talks.enemy"), (288, "ui.talks.clauses")):
            c.text(self.say(key), 60, y, 20, c.palette["dark_red"], "head")
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
        c.text(kind, 80, 450, 24, c.palette["dark_red"], "title")
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
            c.text(text, 80, 490 + n * 28, 18, c.palette["ink"], room=1100)
        if len(members) == 3:
            from game.theory import next_out

            powers = [max(1, int(self.view.menace[0, k])) for k in members]
            out = next_out(powers, 1, 2)
            names = ", ".join(person(self.app.words, s.contenders[members[n]]) for n in out)
            text = self.say("ui.talks.next-out", who=names) if out else self.say("ui.talks.stable")
            c.block(text, 80, 552, 1120, 17, c.palette["ink"], "italic", room=64)


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
                row[0, a, 1:5] = self.offers[a, 2:6]
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
            c.text(names, 60, y, 22, c.palette["dark_red"], "title", room=680)
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
            )
            parts_ = [self.say(f"clause.{name}") for m, name in enumerate(CLAUSES) if row[2 + m]]
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


class OrdersScreen(Decision):
    """Up to three orders, at most one a group: groups on the left, options in the middle, what is chosen at right."""

    heading = "ui.orders.title"
    rows = 14

    def __init__(self, app: Any, session: Session, seat: int) -> None:
        super().__init__(app, session, seat)
        self.group = 0
        self.given: list[tuple[str, list[int]]] = []
        self.closed = orders.reasons(self.view)[0]

    def listed(self) -> list[int]:
        """Options of the chosen group, open ones first."""
        where = orders.groups(self.session.scenario)
        out = [n for n in range(len(where)) if where[n] == self.group]
        return sorted(out, key=lambda n: self.closed[n] != 0)

    def build(self) -> None:
        """Three columns."""
        s = self.session.scenario
        for n, group in enumerate(GROUPS):
            self.widgets.append(
                Widget(
                    f"group:{group}",
                    (24, 92 + n * 58, 236, 46),
                    self.say(f"orders.group.{group}"),
                    partial(self.open, n),
                    "tab",
                    chosen=n == self.group,
                    key=str(n + 1),
                )
            )
        listed = self.listed()
        options = orders.options(s)
        for n, place in enumerate(listed[self.scroll : self.scroll + self.rows]):
            token = options[place].token
            why = orders.REASONS[int(self.closed[place])]
            self.widgets.append(
                Widget(
                    token, (276, 92 + n * 37, 584, 34), order_label(self.app.words, s, token, self.seat), partial(self.choose, place), "option",
                    enabled=why == "open", reason=self.say(f"reason.{why}") if why != "open" else "", look="row",
                    note=str(orders.cost(s, place)), chosen=any(row[0] == place for _, row in self.given),
                )
            )  # fmt: skip
        if self.scroll:
            self.widgets.append(
                Widget("page-up", (276, 614, 284, 32), self.say("ui.orders.up"), lambda: self.page(-1))
            )
        if self.scroll + self.rows < len(listed):
            self.widgets.append(
                Widget("page-down", (576, 614, 284, 32), self.say("ui.orders.down"), lambda: self.page(1))
            )
        for n, (token, _) in enumerate(self.given):
            self.widgets.append(
                Widget(
                    f"drop:{token}",
                    (880, 132 + n * 70, 376, 50),
                    order_label(self.app.words, s, token, self.seat),
                    partial(self.drop, n),
                    "chosen",
                )
            )
        self.widgets.append(
            Widget(
                "commit", (880, 640, 376, 48), self.say("ui.orders.commit", n=len(self.given)), self.commit
            )
        )

    def open(self, n: int) -> None:
        """Open a group."""
        self.group = n
        self.scroll = 0
        self.refresh()

    def page(self, step: int) -> None:
        """The next or previous options of the group."""
        self.scroll = max(0, self.scroll + step * self.rows)
        self.refresh()

    def choose(self, place: int) -> None:
        """Add an order, or say why it does not fit beside the others."""
        s = self.session.scenario
        token = orders.options(s)[place].token
        row = [place, 0, 0]
        if token.startswith("table:"):
            made = table_token(s, self.view, token)
            if made is None:
                self.app.tell(self.say("reason.no-sitting"))
                return
            token, row = made
        trial = self.session.play.default(self.seat).copy()
        rows = [r for _, r in self.given] + [row]
        if len(rows) > 3:
            self.app.tell(self.say("ui.orders.three"))
            return
        for n, r in enumerate(rows):
            trial[0, n] = r
        if self.session.play.problem(self.seat, trial) is not None:
            self.app.tell(self.say("ui.orders.clash"))
            return
        self.given.append((token, row))
        self.refresh()

    def drop(self, n: int) -> None:
        """Take an order back."""
        self.given.pop(n)
        self.refresh()

    def commit(self) -> None:
        """Give the orders."""
        out = self.session.play.default(self.seat).copy()
        for n, (_, row) in enumerate(self.given):
            out[0, n] = row
        self.submit(out)

    def handle(self, event: Any) -> None:
        """The wheel turns pages."""
        import pygame

        if event.type == pygame.MOUSEWHEEL:
            if event.y < 0 and self.scroll + self.rows < len(self.listed()):
                self.page(1)
            elif event.y > 0 and self.scroll:
                self.page(-1)
            return
        super().handle(event)

    def paint(self, c: Canvas) -> None:
        """What an option does, and what is left of the purse."""
        super().paint(c)
        c.text(self.say("ui.orders.chosen"), 880, 92, 22, c.palette["dark_red"], "head")
        price = sum(orders.cost(self.session.scenario, row[0]) for _, row in self.given)
        left = int(self.view.capital[0, self.seat]) - price
        c.text(self.say("ui.orders.left", n=left), 880, 604, 19, c.palette["ink"], "bold")
        here = self.focused()
        if here is not None and here.role == "option":
            kind = here.name.split(":")[0]
            c.text(here.label, 880, 370, 18, c.palette["dark_red"], "bold", room=376)
            about = self.say(f"orders.{kind}.about") if self.app.words.has(f"orders.{kind}.about") else ""
            if kind in ("aim", "ambition"):
                three = ambitions.of(self.session.scenario)[self.seat]
                aim = three[int(here.name.partition(":")[2]) - 1].id
                about = f"{ambition(self.app.words, self.me, aim, 'about')} {about}"
            c.block(about, 880, 400, 376, 17, c.palette["ink"], room=110)
            if not here.enabled:
                c.block(here.reason, 880, 520, 376, 17, c.palette["dark_red"], "bold", room=80)
            kind_of = orders.KINDS[orders.KIND[kind]]
            c.text(
                self.say("ui.orders.trace", what=self.say(f"ui.trace.{_trace(kind_of.trace)}")),
                880,
                574,
                15,
                c.palette["ink"],
                "italic",
                room=376,
            )
        c.text(self.say("ui.orders.keys"), 24, 690, 14, c.palette["ink"], "text", room=840)


def _trace(text: str) -> str:
    return "secret" if text.startswith("secret") else ("later" if "later" in text else "public")


class FloorScreen(Decision):
    """A sitting: the docket, the whip's guess, one stance and a stake."""

    heading = "ui.floor.title"

    def __init__(self, app: Any, session: Session, seat: int) -> None:
        super().__init__(app, session, seat)
        docket = session.play.docket
        self.live = [n for n in range(docket.slots) if docket.motion[0, n] != Motion.NONE]
        self.slot = self.live[0] if self.live else 0
        self.stance = int(Stance.SILENT)
        self.stake = 0

    def build(self) -> None:
        """Motions at left, stances at right."""
        session = self.session
        docket = session.play.docket
        for n, slot in enumerate(self.live):
            token = votes.token(session.scenario, docket, slot)
            self.widgets.append(
                Widget(
                    f"motion:{token}",
                    (24, 140 + n * 74, 740, 44),
                    motion_label(self.app.words, session.scenario, token),
                    partial(self.pick, slot),
                    "choice",
                    chosen=slot == self.slot,
                )
            )
        able = [Stance.SILENT, Stance.SPEAK_FOR, Stance.SPEAK_AGAINST]
        if docket.motion[0, self.slot] == Motion.SANCTION:
            able.append(Stance.AMEND)
        if docket.mover[0, self.slot] == self.seat:
            able.append(Stance.WITHDRAW)
        if session.play.sitting is not None and session.play.sitting.body == 4:
            able.append(Stance.WALK_OUT)
        for n, stance in enumerate(able):
            self.widgets.append(
                Widget(
                    STANCE_IDS[stance],
                    (800, 140 + n * 48, 456, 42),
                    self.say(f"stance.{STANCE_IDS[stance]}"),
                    partial(self.take, int(stance)),
                    "choice",
                    chosen=int(stance) == self.stance,
                )
            )
        self.widgets.append(
            Widget(
                "stake",
                (800, 450, 456, 42),
                self.say("ui.floor.stake", n=self.stake),
                self.more,
                "stepper",
                value=str(self.stake),
            )
        )
        self.widgets.append(Widget("done", (800, 640, 456, 48), self.say("ui.floor.done"), self.done))

    def pick(self, slot: int) -> None:
        """Turn to a motion."""
        self.slot = slot
        self.stance = int(Stance.SILENT)
        self.refresh()

    def take(self, stance: int) -> None:
        """Choose a stance."""
        self.stance = stance
        self.refresh()

    def more(self) -> None:
        """Stake one more, up to three and the purse."""
        most = min(3, int(self.view.capital[0, self.seat]))
        self.stake = (self.stake + 1) % (most + 1)
        self.refresh()

    def done(self) -> None:
        """Go to the vote."""
        row = self.session.play.default(self.seat).copy()
        if self.stance != Stance.SILENT:
            row[0] = [self.slot, self.stance, self.stake]
        self.submit(row)

    def paint(self, c: Canvas) -> None:
        """The sitting, who moves what, and the whip's guess."""
        super().paint(c)
        session = self.session
        assert session.play.sitting is not None
        c.text(
            label(self.app.words, "sitting", session.play.sitting.id),
            24,
            86,
            28,
            c.palette["dark_red"],
            "title",
            room=740,
        )
        c.text(self.say("ui.floor.stances"), 800, 100, 20, c.palette["dark_red"], "head")
        docket = session.play.docket
        people = session.scenario.contenders
        for n, slot in enumerate(self.live):
            mover = int(docket.mover[0, slot])
            who = person(self.app.words, people[mover]) if mover >= 0 else self.say("ui.votes.calendar")
            low, high = self.whip(slot)
            text = f"{self.say('ui.votes.mover', who=who)}. {self.say('ui.floor.whip', low=low, high=high)}"
            c.text(text, 40, 185 + n * 74, 16, c.palette["ink"], "italic", room=720)
        c.block(self.say("ui.floor.about"), 800, 510, 456, 16, c.palette["ink"], "italic", room=110)

    def whip(self, slot: int) -> tuple[int, int]:
        """How many per cent he guesses will be for, as a range, from what he may know."""
        from game.rules.votes import plus_minus
        from game.ui.screens import whip

        del plus_minus
        return whip.guess(self.view, self.session.play.docket, slot, self.session.play.sitting)


__all__ = ["Answers", "Choose", "Counters", "Decision", "FloorScreen", "Offers", "OrdersScreen", "motions"]
