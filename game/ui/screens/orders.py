"""The orders of a quarter: lists by group, what each does and costs, and what is chosen."""

from __future__ import annotations

from functools import partial
from typing import Any

from game.rules import ambitions, orders
from game.rules.terms import GROUPS
from game.session import Session, trace
from game.ui.canvas import Canvas
from game.ui.kit import Widget
from game.ui.labels import ambition, order_label, table_token
from game.ui.screens.decision import Decision


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
                    token, (276, 92 + n * 37, 584, 34), order_label(self.app.words, s, token, self.view), partial(self.choose, place), "option",
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
                    order_label(self.app.words, s, token, self.view),
                    partial(self.drop, n),
                    "chosen",
                )
            )
        self.widgets.append(
            Widget(
                "commit",
                (880, 640, 376, 48),
                self.say("ui.orders.commit" if self.given else "ui.orders.nothing", n=len(self.given)),
                self.commit,
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
