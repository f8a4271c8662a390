"""Facts: what seats may know at a stage, beside their views: offers made to them, the docket, open choices."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

import numpy as np

from game.rules import pacts, power, reports
from game.rules.hearsay import minds
from game.rules.quarter import Play, side_by_side
from game.rules.scenario import Scenario, Sitting
from game.rules.terms import BoolArray, IntArray, LongArray, SeedArray
from game.rules.view import View, Views, look, look_together
from game.rules.votes import Docket


@dataclass
class Facts:
    """What one seat may know now: its View and what lies on the table before it."""

    seat: int
    due: BoolArray
    """[h] whether it has anything to decide"""
    default: IntArray
    offers: IntArray
    """[h, c, columns] offers that name this seat, and its own; the rest are blank"""
    replies: IntArray
    """[h, c, columns] what others answered to its own offer"""
    docket: Docket
    choices: BoolArray
    """[h, n] open answers to the bulletin's question"""
    body: int
    _play: Play

    @cached_property
    def view(self) -> View:
        """What the seat may know of the World; made when first asked for."""
        return look(self._play.world, self.seat)

    @property
    def play(self) -> Play:
        """The game, for asking a record what it says here; no player looks at its World."""
        return self._play

    @property
    def alone(self) -> Table:
        """The same for players who think side by side: a table of one."""
        return table(self._play, (self.seat,))


@dataclass
class Table:
    """What several seats may know now, side by side; a seat's own slice along v is all it may use."""

    seats: tuple[int, ...]
    due: BoolArray
    """[h, v] whether they have anything to decide"""
    default: IntArray
    """[h, v, ...] the neutral decision"""
    offers: IntArray
    """[h, v, c, columns] offers that name the seat; the rest are blank"""
    replies: IntArray
    """[h, v, c, columns] what others answered to its own offer"""
    docket: Docket
    choices: tuple[BoolArray, ...]
    """For each seat [h, n] open answers to the bulletin's question"""
    asked: IntArray
    """[h, v] the event each is asked about, plus one"""
    _play: Play

    @property
    def scenario(self) -> Scenario:
        """The scenario that is played."""
        return self._play.scenario

    @property
    def quarter(self) -> int:
        """The quarter it is."""
        return self._play.quarter

    @property
    def sitting(self) -> Sitting | None:
        """The sitting that is being held, if one is."""
        return self._play.sitting

    @cached_property
    def mandates(self) -> LongArray:
        """Delegates each contender brings to the congress that sits, as the credentials say: int64[h, c]."""
        sitting = self.sitting
        assert sitting is not None
        return reports.mandates(self._play.world, sitting)

    @property
    def persona(self) -> IntArray:
        """Temperaments of the seats: int32[v, 6]."""
        return self.scenario.temperament[list(self.seats)]

    @cached_property
    def views(self) -> Views:
        """What the seats may know of the World, side by side; made when first asked for."""
        return look_together(self._play.world, self.seats)

    @cached_property
    def menace(self) -> IntArray:
        """Strength as feared, which all can see: int32[h, c]."""
        found: IntArray = power.menace(self._play.world)
        return found

    @cached_property
    def exposure(self) -> IntArray:
        """The case against each seat, which it knows: int32[h, v]."""
        return self._play.world.exposure[:, list(self.seats)]

    @cached_property
    def minds(self) -> SeedArray:
        """What seeds each seat's imagination: uint64[h, v]."""
        return minds(self._play.world, self.seats)


def facts(play: Play, seat: int) -> Facts:
    """What contender number `seat` may know at the stage that is due."""
    due = play.due()[:, seat]
    sitting = play.sitting
    return Facts(
        seat,
        due,
        play.default(seat),
        _shown(play, (seat,))[:, 0],
        play.answers[:, seat],
        play.docket,
        _choices(play, seat, due),
        sitting.body if sitting is not None else -1,
        play,
    )


def table(play: Play, seats: tuple[int, ...]) -> Table:
    """What the contenders `seats` may know at the stage that is due."""
    due = play.due()[:, list(seats)]
    return Table(
        seats,
        due,
        side_by_side([play.default(k) for k in seats], 1),
        _shown(play, seats),
        play.answers[:, list(seats)],
        play.docket,
        tuple(_choices(play, k, due[:, v]) for v, k in enumerate(seats)),
        play.world.asked[:, list(seats)],
        play,
    )


def _shown(play: Play, seats: tuple[int, ...]) -> IntArray:
    """The offers that name each seat, its own among them: int32[h, v, c, 8]; blank where it is not named."""
    h, c, wide = play.offers.shape
    out = np.zeros((h, len(seats), c, wide), dtype=np.int32, order="F")
    if play.stage.kind not in ("answers", "counters"):
        return out
    sets = play.offers[:, :, pacts.PARTNERS]
    made = sets > 0
    for v, k in enumerate(seats):
        named = made & (((sets >> k) & 1) > 0)
        named[:, k] = made[:, k]
        out[:, v] = play.offers * named[:, :, None]
        out[:, v, :, pacts.ENEMY] -= ~named
    return out


def _choices(play: Play, seat: int, due: BoolArray) -> BoolArray:
    if play.stage.kind in ("before", "after") and due.any():
        return play.choices_open(seat)
    return np.zeros((len(due), 1), dtype=bool)
