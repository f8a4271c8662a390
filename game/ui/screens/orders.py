"""The orders of a quarter: lists by group, what each does and costs, and what is chosen."""

from __future__ import annotations

from functools import partial
from typing import Any

import numpy as np

from game.record.notation import order_text
from game.rules import ambitions, motions, orders
from game.rules.nominees import may_be_named
from game.rules.terms import GROUPS, Motion
from game.session import Session, trace
from game.ui.canvas import Canvas
from game.ui.kit import Widget
from game.ui.labels import ambition, order_label, person, table_token
from game.ui.screens.decision import Decision


class OrdersScreen(Decision):
    """Up to three orders, at most one a group: groups on the left, options in the middle, what is chosen at right."""

    heading = "ui.orders.title"
    rows = 14

    def __init__(self, app: Any, session: Session, seat: int) -> None:
        super().__init__(app, session, seat)
        self.group = 0
        self.given: list[tuple[str, list[int]]] = []
        self.naming: int | None = None
        """The chosen order whose persons are listed in the middle column, or None."""
        self.closed = orders.reasons(self.view)[0]

    def listed(self) -> list[int]:
        """Options of the chosen group, open ones first."""
        where = orders.groups(self.session.scenario)
        out = [n for n in range(len(where)) if where[n] == self.group]
        return sorted(out, key=lambda n: self.closed[n] != 0)

    def build(self) -> None:
        """Three columns."""
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
        if self.naming is not None:
            self.list_persons(self.naming)
        else:
            self.list_options()
        for n, (token, row) in enumerate(self.given):
            self.widgets.append(
                Widget(
                    f"drop:{token}",
                    (880, 132 + n * 76, 376, 44),
                    self.written(row),
                    partial(self.drop, n),
                    "chosen",
                )
            )
            if self.persons(row):
                self.widgets.append(
                    Widget(
                        f"whom:{token}", (896, 177 + n * 76, 360, 28),
                        self.others(row), partial(self.name, n), look="row",
                        chosen=n == self.naming, value=",".join(self.named(row)),
                    )
                )  # fmt: skip
        self.widgets.append(
            Widget(
                "commit",
                (880, 640, 376, 48),
                self.say("ui.orders.commit" if self.given else "ui.orders.nothing", n=len(self.given)),
                self.commit,
            )
        )

    def list_options(self) -> None:
        """The options of the open group in the middle column."""
        s = self.session.scenario
        listed = self.listed()
        options = orders.options(s)
        for n, place in enumerate(listed[self.scroll : self.scroll + self.rows]):
            token = options[place].token
            why = orders.REASONS[int(self.closed[place])]
            self.widgets.append(
                Widget(
                    token, (276, 92 + n * 37, 584, 34), order_label(self.app.words, s, token, self.view), partial(self.choose, place), "option",
                    enabled=why == "open", reason=self.say(f"reason.{why}") if why != "open" else "", look="row",
                    note=str(orders.cost(s, place)), chosen=any(row[0] == place for _, row in self.given),
                )
            )  # fmt: skip
        self.turn_pages(len(listed))

    def list_persons(self, n: int) -> None:
        """Whom the chosen order may name, in the middle column; for a sanction any number, else one."""
        row = self.given[n][1]
        found = self.persons(row)
        named = self.named(row)
        rows = self.rows - 1
        for y, who in enumerate(found[self.scroll : self.scroll + rows]):
            self.widgets.append(
                Widget(
                    f"who:{who}", (276, 92 + y * 37, 584, 34), self.whom(who), partial(self.take, n, who), "option",
                    look="row", chosen=who in named,
                )
            )  # fmt: skip
        self.widgets.append(
            Widget("who-done", (276, 92 + rows * 37, 584, 34), self.say("ui.orders.who-done"), self.back)
        )
        self.turn_pages(len(found))

    def turn_pages(self, many: int) -> None:
        """Buttons for what the middle column has no room for."""
        if self.scroll:
            self.widgets.append(
                Widget("page-up", (276, 614, 284, 32), self.say("ui.orders.up"), lambda: self.page(-1))
            )
        if self.scroll + self.shown() < many:
            self.widgets.append(
                Widget("page-down", (576, 614, 284, 32), self.say("ui.orders.down"), lambda: self.page(1))
            )

    def shown(self) -> int:
        """How many rows the middle column shows at a time."""
        return self.rows - (self.naming is not None)

    def many(self) -> int:
        """How many rows the middle column has in all."""
        return len(self.listed()) if self.naming is None else len(self.persons(self.given[self.naming][1]))

    def motion(self, row: list[int]) -> motions.MotionKind | None:
        """The motion that an order tables, None for an order that tables none."""
        option = orders.options(self.session.scenario)[row[0]]
        if option.kind != orders.KIND["table"]:
            return None
        return motions.catalogue(self.session.scenario)[option.target]

    def is_sanction(self, row: list[int]) -> bool:
        """Whether an order tables a sanction, which may name several."""
        m = self.motion(row)
        return m is not None and m.kind == Motion.SANCTION

    def persons(self, row: list[int]) -> list[str]:
        """Whom the order may name: ids of persons; at severity 5 a milder penalty may be asked for as well."""
        m = self.motion(row)
        if m is None:
            return []
        target = orders.options(self.session.scenario)[row[0]].target
        able = may_be_named(self.view, target)[0]
        found = [self.session.scenario.people[n] for n in np.flatnonzero(able)]
        return [*found, "candidate"] if m.kind == Motion.SANCTION and m.severity == 5 else found

    def named(self, row: list[int]) -> list[str]:
        """Whom the order names now: ids in the order of the record."""
        s = self.session.scenario
        m = self.motion(row)
        assert m is not None
        if m.kind == Motion.SANCTION:
            others = motions.others_named(row[1], len(s.contenders))
            several = sorted(s.contenders[k] for k in others if k != m.subject)
            return [*several, "candidate"] if m.severity == 5 and row[1] & 1 else several
        return [(s.figures if m.kind == Motion.RELIEVE else s.people)[row[1]]]

    def take(self, n: int, who: str) -> None:
        """Name a person; in a sanction, name or leave out one more, or ask for the milder penalty."""
        s = self.session.scenario
        _, row = self.given[n]
        m = self.motion(row)
        assert m is not None
        if m.kind == Motion.SANCTION:
            row[1] ^= 1 if who == "candidate" else motions.naming(s.contenders.index(who))
            self.refresh()
            return
        row[1] = (s.figures if m.kind == Motion.RELIEVE else s.people).index(who)
        self.back()

    def whom(self, who: str) -> str:
        """A row of the list of persons."""
        return self.say("ui.orders.candidate") if who == "candidate" else person(self.app.words, who)

    def others(self, row: list[int]) -> str:
        """The row below a chosen motion: whom it names as well, or that another may be named."""
        if not self.is_sanction(row):
            return self.say("ui.orders.whom")
        several = [self.whom(who) for who in self.named(row) if who != "candidate"]
        return self.say("ui.orders.with", who=", ".join(several)) if several else self.say("ui.orders.also")

    def written(self, row: list[int]) -> str:
        """An order in words, with whom it names; of a sanction the first, as the others stand below."""
        s = self.session.scenario
        alone = [row[0], row[1] & 1, row[2]] if self.is_sanction(row) else row
        text = order_text(s, self.session.play.quarter, np.array(alone, dtype=np.int32))
        return order_label(self.app.words, s, text, self.view)

    def name(self, n: int) -> None:
        """Open the list of whom an order may name, or close it."""
        self.naming = None if self.naming == n else n
        self.scroll = 0
        self.refresh()

    def back(self) -> None:
        """Escape closes the list of persons first."""
        if self.naming is None:
            super().back()
            return
        self.naming = None
        self.scroll = 0
        self.refresh()

    def open(self, n: int) -> None:
        """Open a group."""
        self.group = n
        self.naming = None
        self.scroll = 0
        self.refresh()

    def page(self, step: int) -> None:
        """The next or previous options of the group."""
        self.scroll = max(0, self.scroll + step * self.shown())
        self.refresh()

    def choose(self, place: int) -> None:
        """Add an order, or say why it does not fit beside the others."""
        s = self.session.scenario
        token = orders.options(s)[place].token
        row = [place, 0, 0]
        if token.startswith("table:"):
            made = table_token(s, self.view, token)
            if made is None:
                # An option that no sitting can decide is shut already: here there is nobody whom it could name.
                self.app.tell(self.say("ui.orders.nobody"))
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
        self.naming = None
        self.scroll = 0
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
            if event.y < 0 and self.scroll + self.shown() < self.many():
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
        if here is not None and here.role == "option" and self.naming is None:
            kind = here.name.split(":")[0]
            c.text(here.label, 880, 370, 18, c.palette["dark_red"], "bold", room=376)
            about = self.say(f"orders.{kind}.about") if self.app.words.has(f"orders.{kind}.about") else ""
            if kind in ("aim", "ambition"):
                three = ambitions.of(self.session.scenario)[self.seat]
                aim = three[int(here.name.partition(":")[2]) - 1].id
                about = f"{ambition(self.app.words, self.me, aim, 'about')} {about}"
            c.block(about, 880, 400, 376, 17, c.palette["ink"], room=110)
            if not here.enabled:
                c.block(here.reason, 880, 516, 376, 17, c.palette["dark_red"], "bold", room=50)
            c.text(
                self.say("ui.orders.trace", what=self.say(f"ui.trace.{trace(kind)}")),
                880,
                574,
                15,
                c.palette["ink"],
                "italic",
                room=376,
            )
        c.text(self.say("ui.orders.keys"), 24, 690, 14, c.palette["ink"], "text", room=840)
