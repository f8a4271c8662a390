"""A sitting: the motions, the whip's guess, and the one stance and stake a seat may take."""

from __future__ import annotations

from functools import partial
from typing import Any

import numpy as np

from game.rules import votes
from game.rules.terms import POLITBURO, STANCE_IDS, Motion, Stance
from game.rules.view import View
from game.session import Session
from game.ui.canvas import Canvas
from game.ui.kit import Widget
from game.ui.labels import label, motion_label, person
from game.ui.screens.decision import Decision


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
        able = session.stances(self.seat, self.slot)
        pitch = min(48, 300 // len(able))
        for n, stance in enumerate(able):
            self.widgets.append(
                Widget(
                    STANCE_IDS[stance],
                    (800, 140 + n * pitch, 456, pitch - 6),
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
            guessed = self.say("ui.floor.whip" if low < high else "ui.floor.whip-one", low=low, high=high)
            text = f"{self.say('ui.votes.mover', who=who)}. {guessed}"
            if docket.off[0, slot]:
                text = self.say("ui.floor.kept-off", who=self.say("ui.votes.mover", who=who))
            c.text(text, 40, 185 + n * 74, 16, c.palette["ink"], "italic", room=720, tall=27)
        c.block(self.say("ui.floor.about"), 800, 510, 456, 16, c.palette["ink"], "italic", room=110)

    def whip(self, slot: int) -> tuple[int, int]:
        """How many per cent he guesses will be for, as a range, from what he may know."""
        return guess(self.view, self.session.play.docket, slot, self.session.play.sitting)


def guess(view: View, docket: Any, slot: int, sitting: Any) -> tuple[int, int]:
    """Per cent of the body that may be for a motion, lowest and highest guess.

    Each contender's following goes with what he is thought to think of the mover and of the man concerned.
    """
    s = view.scenario
    c = len(s.contenders)
    kind = int(docket.motion[0, slot])
    mover, subject = int(docket.mover[0, slot]), int(docket.subject[0, slot])
    votes = view.politburo[0] if sitting is not None and sitting.body == POLITBURO else view.plenum[0]
    size = max(
        1,
        int(
            view.politburo_size[0]
            if sitting is not None and sitting.body == POLITBURO
            else view.plenum_size[0]
        ),
    )
    sure = open_ = 0
    for k in range(c):
        regard = view.trust[0, k].astype(np.int64).copy()
        regard[k] = 1000
        score = int(regard[mover]) // 3 if mover >= 0 else 150
        if kind == Motion.SANCTION and subject < c:
            score -= int(regard[subject])
            score -= max(0, 100 * (int(docket.severity[0, slot]) - 1) - int(view.exposure[0, subject]))
        if kind == Motion.LINE:
            now = int(view.line[0, subject])
            score += int(docket.direction[0, slot]) * (int(view.position[0, k, subject]) - now)
        if score > 150:
            sure += int(votes[k])
        elif score > -150:
            open_ += int(votes[k])
    open_ += size - int(votes.sum())
    low, high = 100 * sure // size, 100 * min(size, sure + open_) // size
    return min(low, 100), max(min(low, 100), min(high, 100))
