"""A game in the window: which screen comes next. Pages of what happened first, then what must be decided."""

from __future__ import annotations

from typing import Any

from game.session import Session, Step
from game.ui.canvas import Canvas
from game.ui.kit import Screen
from game.ui.screens.news import told


class Flow(Screen):
    """Stands between two screens while the machine players decide; it resolves one stage a frame."""

    passing = True

    def __init__(self, app: Any, session: Session) -> None:
        super().__init__(app)
        self.session = session
        self.seat = session.humans()[0] if session.humans() else 0
        self.queue: list[Screen] = []
        self.fresh: list[Step] = list(session.chronicle[-1:])
        self.board_due = True

    def enter(self) -> None:
        """Come back from a page."""
        super().enter()
        self._show()

    @property
    def moving(self) -> bool:
        """Always: it makes way by itself."""
        return True

    def paint(self, c: Canvas) -> None:
        """A quiet page."""
        c.box(0, 0, 1280, 720, c.palette["ink"])
        c.text(self.say("ui.flow.wait"), 640, 340, 24, c.palette["cream"], "plate", "centre")

    def tick(self) -> bool:
        """Resolve one stage, if nobody must decide."""
        session = self.session
        if self.app.top is not self:
            return False
        if not session.over and not session.waiting() and not session.instructing():
            from game.record import WriteError

            try:
                self.fresh.append(session.resolve())
            except WriteError as error:
                self.app.tell(str(error))
            due = session.waiting() or session.over or session.instructing()
            if due or any(_weighty(s) for s in self.fresh[-1:]):
                self._show()
            return True
        self._show()
        return True

    def _show(self) -> None:
        """Put the next page or decision on top."""
        from game.ui.screens.answers import Answers, Counters
        from game.ui.screens.board import Board
        from game.ui.screens.bulletin import MOST, Bulletin
        from game.ui.screens.decision import Choose
        from game.ui.screens.ending import EndingScreen
        from game.ui.screens.floor import FloorScreen
        from game.ui.screens.offers import Offers
        from game.ui.screens.orders import OrdersScreen
        from game.ui.screens.standing import Standing
        from game.ui.screens.votes import Votes

        if self.app.top is not self:
            return
        session = self.session
        if session.between and not session.over and not session.instructing():
            # What happens between chapters is told when the next one begins, and only where men stand then.
            return
        steps, self.fresh = self.fresh, []
        pages = [n for s in steps for n in told(session, s)]
        votes = [n for n in pages if n.kind == "news.vote"]
        rest = [n for n in pages if n.kind not in ("news.vote", "news.sitting")]
        events = [n for n in rest if n.kind == "news.event"]
        others = [n for n in rest if n.kind != "news.event"]
        if votes:
            self.queue.append(Votes(self.app, session, votes, others))
        lines = [] if votes else others
        # Where lines stand below the fold there is room for three events above it.
        first = 3 if lines else MOST
        if events or lines:
            self.queue.append(Bulletin(self.app, session, [*events[:first], *lines]))
        for n in range(first, len(events), MOST):
            self.queue.append(Bulletin(self.app, session, events[n : n + MOST]))
        if self.queue:
            self.app.push(self.queue.pop(0))
            return
        if session.over:
            self.app.push(EndingScreen(self.app, session))
            return
        if asked := session.instructing():
            self.seat = asked[0]
            self.board_due = True
            self.app.push(Standing(self.app, session, asked[0]))
            return
        waiting = session.waiting()
        if not waiting:
            return
        seat = self.seat = waiting[0]
        if session.stage == "offers" and self.board_due:
            self.board_due = False
            self.app.push(Board(self.app, session, seat))
            return
        if session.stage == "orders":
            self.board_due = True
        kind = {
            "before": Choose, "after": Choose, "offers": Offers, "answers": Answers, "counters": Counters,
            "orders": OrdersScreen, "floor": FloorScreen,
        }[session.stage]  # fmt: skip
        self.app.push(kind(self.app, session, seat))

    def back(self) -> None:
        """Back to the title; the game is saved."""
        self.app.stack = self.app.stack[:1]
        self.app.top.enter()


def _weighty(step: Step) -> bool:
    return any(n.kind in ("news.vote", "news.event") for n in step.news)


def begin(app: Any, session: Session) -> None:
    """Show a game above the title."""
    app.push(Flow(app, session))
