"""A quarter in its published order: bulletin, talks, orders, sittings, later bulletin, reckoning.

`start` gives a Play; `submit` resolves the stage that is due and moves on. A Play is a batch: every stage is in
lock step over all histories, and a game on the screen is a batch of one.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any

import numpy as np

from game.rules import (
    ambitions,
    bulletin,
    calendar,
    dice,
    dockets,
    documents,
    endings,
    halls,
    lawful,
    orders,
    pacts,
    reactions,
    reckoning,
    resolve,
    sittings,
    votes,
)
from game.rules.anchors import Watch
from game.rules.changes import Changes, Ledger
from game.rules.pins import Pins
from game.rules.scenario import Scenario, Sitting
from game.rules.terms import (
    BODIES,
    NOBODY,
    PACT_SLOTS,
    POLITBURO,
    RED_LINES,
    BoolArray,
    IntArray,
    LongArray,
    Motion,
    Rung,
    SeedArray,
)
from game.rules.votes import Docket
from game.rules.world import World


@dataclass(frozen=True)
class Stage:
    """Where a game stands: before, offers, answers, counters, orders, floor, after, over."""

    kind: str
    sitting: int = -1


@dataclass(frozen=True)
class News:
    """One thing that happened, for the screen and the chronicle: a catalogue key and its values."""

    kind: str
    values: dict[str, Any] = field(default_factory=dict)


OFFER_WIDTH, ANSWER_WIDTH = 15, 13
_PRIVATE = (orders.KIND["aim"], orders.KIND["ambition"])


@lru_cache(maxsize=256)
def stages(scenario: Scenario, quarter: int) -> tuple[Stage, ...]:
    """The stages of a quarter in order.

    Sittings come after the orders in date order; the calendar says which.
    """
    floors = tuple(Stage("floor", n) for n in range(len(scenario.sittings_by_quarter[quarter])))
    return (
        Stage("before"),
        Stage("offers"),
        Stage("answers"),
        Stage("counters"),
        Stage("orders"),
        *floors,
        Stage("after"),
    )


class Play:
    """A batch of games under way: the World and what is on the table between two stages."""

    def __init__(self, world: World) -> None:
        h, c = world.histories, len(world.scenario.contenders)
        self.world = world
        self.place = 0
        self.over = False
        self.offers: IntArray = np.zeros((h, c, OFFER_WIDTH), dtype=np.int32, order="F")
        self.answers: IntArray = np.zeros((h, c, c, ANSWER_WIDTH), dtype=np.int32, order="F")
        self.given: IntArray = np.full((h, c, 3, 3), -1, dtype=np.int32, order="F")
        self.docket: Docket = Docket.empty(h, 0)
        self.news: list[News] = []
        self.decided: IntArray = np.zeros((h, c), dtype=np.int32, order="F")
        self.ended: tuple[int, str, str] | None = None
        """The last quarter that was reckoned in a single game: its number, digest and table marks."""
        self.at_turn: Callable[[World], None] | None = None
        """Called when a quarter is reckoned and the next has not begun: to look, or to change the luck."""
        self.watch: Watch | None = None
        """Who looks at every sitting and every quarter's end, to hold them against the record."""

    @property
    def scenario(self) -> Scenario:
        """The scenario that is played."""
        return self.world.scenario

    @property
    def quarter(self) -> int:
        """The quarter it is, counted from 0."""
        return self.world.quarter

    @property
    def stage(self) -> Stage:
        """What is due now."""
        return Stage("over") if self.over else stages(self.scenario, self.quarter)[self.place]

    @property
    def sitting(self) -> Sitting | None:
        """The sitting that is being held, if one is."""
        stage = self.stage
        return (
            self.scenario.sittings_by_quarter[self.quarter][stage.sitting] if stage.kind == "floor" else None
        )

    def take(self, rows: LongArray) -> Play:
        """The same stage for the histories `rows`, in new memory."""
        other = Play(self.world.take(rows))
        other.place, other.over = self.place, self.over
        other.offers, other.answers = self.offers[rows], self.answers[rows]
        other.given, other.decided = self.given[rows], self.decided[rows]
        other.docket = self.docket.take(rows)
        other.ended = self.ended
        return other

    def copy(self) -> Play:
        """The same games in new memory, without the ledger."""
        return self.take(np.arange(self.world.histories))

    def repeat(self, seeds: SeedArray) -> Play:
        """This one game copied for each seed, each with its own luck from here on."""
        other = self.take(np.zeros(len(seeds), dtype=np.int64))
        other.world.seed = seeds
        return other

    def due(self) -> BoolArray:
        """Which seats have something to decide at this stage: bool[h, c]."""
        w = self.world
        c = len(self.scenario.contenders)
        rung = w.rung[:, :c]
        kind = self.stage.kind
        if kind in ("before", "after"):
            return w.asked > 0
        if kind == "offers":
            return rung >= Rung.MEMBER
        if kind == "answers":
            return self._addressed()
        if kind == "counters":
            countered = (self.answers[:, :, :, 0] == pacts.COUNTER).any(axis=2)
            asked: BoolArray = countered & (self.offers[:, :, 0] > 0)
            return asked
        if kind == "orders":
            return rung > Rung.DEAD
        if kind == "floor":
            assert self.sitting is not None
            return reactions.due(w, self.sitting, self.docket) & self._held(self.stage.sitting)[:, None]
        return np.zeros((w.histories, c), dtype=bool)

    def _addressed(self) -> BoolArray:
        c = self.offers.shape[1]
        asked = np.bitwise_or.reduce(self.offers[:, :, pacts.PARTNERS], axis=1)
        out: BoolArray = np.empty((len(asked), c), dtype=bool, order="F")
        for k in range(c):
            out[:, k] = (asked >> k) & 1
        return out

    def default(self, seat: int) -> IntArray:
        """The neutral decision of this stage: int32[h, ...]."""
        h, c = self.world.histories, len(self.scenario.contenders)
        kind = self.stage.kind
        if kind == "offers":
            out = np.zeros((h, OFFER_WIDTH), dtype=np.int32, order="F")
            out[:, pacts.ENEMY] = -1
            return out
        if kind == "answers":
            return np.zeros((h, c, ANSWER_WIDTH), dtype=np.int32, order="F")
        if kind == "orders":
            return np.full((h, 3, 3), -1, dtype=np.int32, order="F")
        if kind == "floor":
            out = np.zeros((h, 3), dtype=np.int32, order="F")
            out[:, 0] = -1
            return out
        return np.zeros((h, 1), dtype=np.int32)

    def choices_open(self, seat: int) -> BoolArray:
        """Which answers to the bulletin's question are open to `seat`: bool[h, n]."""
        return bulletin.open_choices(self.world, seat)

    def submit(self, decisions: list[IntArray], lawful: bool = False) -> None:
        """Resolve the stage that is due with one decision array for each contender, and move on.

        `lawful` says that the decisions come from machine players, who choose among what is open: they are not
        checked again.

        What is illegal or not due falls back to the default; a person's input is refused before, with a reason
        (`problem`). Raises RuntimeError when the game is over.
        """
        if self.over:
            raise RuntimeError("the game is over")
        self.news = []
        stage = self.stage
        levels = self.world.document.copy() if self.world.ledger is not None else self.world.document
        getattr(self, f"_{stage.kind}")(
            stage, self._due_only(decisions) if lawful else self.lawful(decisions)
        )
        self._next()
        self._tell_papers(levels)

    def _due_only(self, decisions: list[IntArray]) -> list[IntArray]:
        """The decisions where they are due, the default elsewhere."""
        due = self.due()
        out = []
        for seat, decision in enumerate(decisions):
            if due[:, seat].all():
                out.append(decision)
                continue
            neutral = self.default(seat)
            mask = due[:, seat].reshape((-1,) + (1,) * (neutral.ndim - 1))
            out.append(np.where(mask, decision, neutral))
        return out

    def lawful(self, decisions: list[IntArray]) -> list[IntArray]:
        """The decisions with whatever is not allowed put back to the default, history by history."""
        out = []
        due = self.due()
        for seat, decision in enumerate(decisions):
            neutral = self.default(seat)
            given = np.asarray(decision, dtype=np.int32).reshape(neutral.shape)
            mask = due[:, seat].reshape((-1,) + (1,) * (neutral.ndim - 1))
            given = np.where(mask, given, neutral)
            if self.stage.kind == "orders":
                given = lawful.lawful_orders(self.world, seat, given)
            elif self.stage.kind == "offers":
                given = lawful.lawful_offer(self.world, seat, given, neutral)
            elif self.stage.kind == "answers":
                # One answers offers that name one, and no others.
                made = self.offers[:, :, pacts.PARTNERS]
                named = (made > 0) & (((made >> seat) & 1) > 0)
                given = np.where(named[:, :, None], given, neutral)
                given = lawful.lawful_answer(self.world, given, made, neutral)
            elif self.stage.kind == "floor":
                given = lawful.lawful_floor(self.world, self.sitting, self.docket, seat, given, neutral)
            out.append(given.astype(np.int32))
        return out

    def problem(self, seat: int, decision: IntArray) -> str | None:
        """Why a decision in a single game is not allowed: a key under `problem.`, or None when it is."""
        neutral = self.default(seat)
        given = np.asarray(decision, dtype=np.int32).reshape(neutral.shape)
        if not self.due()[0, seat]:
            return None if (given == neutral).all() else "problem.not-due"
        stage = self.stage.kind
        if stage in ("before", "after"):
            allowed = self.choices_open(seat)[0]
            n = int(given[0, 0])
            return None if 0 <= n < len(allowed) and allowed[n] else "problem.choice"
        if stage == "orders":
            same = (lawful.lawful_orders(self.world, seat, given) == given).all()
            return None if same else "problem.orders"
        if stage == "offers":
            return (
                None
                if (lawful.lawful_offer(self.world, seat, given, neutral) == given).all()
                else "problem.offer"
            )
        if stage == "floor":
            return (
                None
                if (
                    lawful.lawful_floor(self.world, self.sitting, self.docket, seat, given, neutral) == given
                ).all()
                else "problem.floor"
            )
        return None

    def _tell(self, kind: str, **values: Any) -> None:
        if self.world.ledger is not None:
            self.news.append(News(kind, values))

    def open(self) -> None:
        """Do what a stage does by itself before anybody decides."""
        stage = self.stage
        w = self.world
        if stage.kind in ("before", "after"):
            for event, here in bulletin.open_bulletin(w, stage.kind == "after"):
                if here[0]:
                    self._tell("news.event", event=event.id)
        elif stage.kind == "floor":
            sitting = self.sitting
            assert sitting is not None
            self.docket = dockets.form_docket(w, sitting, stage.sitting, self.given)
            self._tell("news.sitting", sitting=sitting.id, body=BODIES[sitting.body])

    def _next(self) -> None:
        if self.place + 1 < len(stages(self.scenario, self.quarter)):
            self.place += 1
            # A sitting that no history holds is no stage.
            while self.stage.kind == "floor" and not self._held(self.stage.sitting).any():
                self.place += 1
        else:
            self._reckon()
            if self.watch is not None:
                self.watch.turned(self.world)
            if self.world.histories == 1:
                self.ended = (self.quarter, self.world.digests()[0], self.world.marks())
            if self.quarter + 1 >= self.scenario.quarters:
                self.over = True
                return
            self.world.quarter += 1
            self.place = 0
            if self.at_turn is not None:
                self.at_turn(self.world)
            self._begin()
        self.open()

    def _held(self, place: int) -> BoolArray:
        """Where a sitting of this quarter is held: bool[h]."""
        return calendar.held(self.world, self.quarter, place)

    def _begin(self) -> None:
        """A new quarter: clear the table, see who is ill."""
        w = self.world
        h, c = w.histories, len(self.scenario.contenders)
        self.offers[...] = 0
        self.answers[...] = 0
        self.given[...] = -1
        ch = Changes(w)
        odds = np.maximum(0, 600 - w.health) // 4 if w.luck else np.zeros((h, c), dtype=np.int32)
        ill = dice.per_mille(w.seed, w.quarter, "illness", self.scenario.contenders) < odds
        if w.pins.ill is not None:
            fixed = w.pins.ill.get(w.quarter, frozenset())
            ill = np.broadcast_to(np.isin(np.arange(c), list(fixed)), ill.shape)
        for k in range(c):
            ch.put("absent", (k,), ill[:, k].astype(np.int32), np.ones(h, dtype=bool), "illness", k)
            if ill[0, k]:
                self._tell("news.ill", who=self.scenario.contenders[k])
        year, part = divmod(self.scenario.first_quarter + w.quarter, 4)
        if part == 0:
            row = min(year - self.scenario.first_quarter // 4, len(self.scenario.growth) - 1)
            grown = np.asarray(self.scenario.growth)[row]
            for r in range(len(self.scenario.regions)):
                ch.put("members", (r,), int(grown[r]), np.ones(h, dtype=bool), "members.year")
        ch.apply()

    # The stages themselves.
    def _before(self, stage: Stage, decisions: list[IntArray]) -> None:
        for seat in range(len(decisions)):
            if self.world.asked[0, seat] > 0 and self.world.ledger is not None:
                event = self.scenario.events[int(self.world.asked[0, seat]) - 1]
                n = int(np.clip(decisions[seat][0, 0], 0, len(event.choices) - 1))
                self._tell(
                    "news.choice",
                    event=event.id,
                    who=self.scenario.contenders[seat],
                    choice=event.choices[n].id,
                )
        bulletin.close_bulletin(self.world, decisions)

    _after = _before

    def _offers(self, stage: Stage, decisions: list[IntArray]) -> None:
        self.offers = side_by_side(decisions, 1)
        # Whoever has no offer to answer is not asked; a seat that speaks for itself needs no partner.
        h, c, _ = self.offers.shape
        self.answers = np.zeros((h, c, c, ANSWER_WIDTH), dtype=np.int32, order="F")

    def _answers(self, stage: Stage, decisions: list[IntArray]) -> None:
        self.answers = side_by_side(decisions, 2)

    def _counters(self, stage: Stage, decisions: list[IntArray]) -> None:
        takes = np.concatenate(decisions, axis=1)
        before = self.world.pact_state.copy()
        members = self.world.pact_in.copy()
        ch = Changes(self.world)
        pacts.conclude(ch, self.offers, self.answers, takes)
        ch.apply()
        if self.world.ledger is not None:
            ids = self.scenario.contenders
            for slot in range(PACT_SLOTS):
                new = (self.world.pact_in[0, slot] != members[0, slot]).any() or before[0, slot] == 0
                if self.world.pact_state[0, slot] > 0 and new:
                    who = [ids[k] for k in range(len(ids)) if self.world.pact_in[0, slot, k]]
                    enemy = int(self.world.pact_enemy[0, slot])
                    known = [ids[k] for k in range(len(ids)) if self.world.pact_known[0, slot, k]]
                    self._tell("news.pact", members=who, enemy=ids[enemy] if enemy >= 0 else "", known=known)

    def _orders(self, stage: Stage, decisions: list[IntArray]) -> None:
        w = self.world
        self.given = side_by_side(decisions, 1)
        before = w.rung.copy()
        ch = Changes(w)
        by_kind = resolve.rows_by_kind(w, self.given)
        resolve.resolve(ch, self.given, by_kind)
        c, r = len(self.scenario.contenders), len(self.scenario.regions)
        polemic = np.zeros((w.histories, c, c), dtype=np.int32)
        placed = np.zeros((w.histories, c, r), dtype=np.int32)
        if "polemic" in by_kind:
            rows = by_kind["polemic"]
            polemic[rows.h, rows.c, rows.t] = 1
        if "place" in by_kind:
            rows = by_kind["place"]
            placed[rows.h, rows.c, rows.t] = 1
        pacts.breaches_of_orders(ch, polemic, placed, documents.told(w, by_kind), by_kind)
        ch.apply()
        sittings.fallen(w, before)
        if w.ledger is not None:
            options = orders.options(self.scenario)
            for k in range(c):
                for option in self.given[0, k, :, 0]:
                    # What a man aims at is nobody's news.
                    if option >= 0 and options[option].kind not in _PRIVATE:
                        self._tell("news.order", who=self.scenario.contenders[k], token=options[option].token)

    def _floor(self, stage: Stage, decisions: list[IntArray]) -> None:
        w = self.world
        sitting = self.sitting
        assert sitting is not None
        rows = np.flatnonzero(self._held(stage.sitting))
        if 4 * len(rows) < w.histories:
            # Few hold it: only they are taken through it.
            part = self.take(rows)
            part._floor(stage, [decision[rows] for decision in decisions])
            w.adopt(part.world, rows)
            return
        before = w.rung.copy()
        held = w.holder.copy()
        stacked = side_by_side(decisions, 1)
        docket = self.docket
        tokens = (
            [votes.token(self.scenario, docket, n) for n in range(docket.slots)]
            if w.ledger is not None
            else []
        )
        made = votes.delegates(w, sitting) if self.watch is not None else None
        counts = sittings.run(w, sitting, docket, stacked, w.ledger is not None, self._held(stage.sitting))
        sittings.fallen(w, before)
        if self.watch is not None:
            self.watch.sat(w, sitting, docket, [(slot, result) for slot, result, _ in counts], made)
        if w.ledger is None:
            return
        for slot, result, floor in counts:
            if docket.motion[0, slot] == Motion.NONE:
                continue
            self._tell(
                "news.vote",
                sitting=sitting.id,
                motion=tokens[slot] if tokens[slot] != "none" else votes.token(self.scenario, docket, slot),
                mover=self.scenario.contenders[docket.mover[0, slot]] if docket.mover[0, slot] >= 0 else "",
                for_=int(result.for_[0]),
                against=int(result.against[0]),
                abstain=int(result.abstain[0]),
                carried=bool(result.carried[0]),
                appealed=bool(result.appealed.any()),
                count=result,
                stances={
                    self.scenario.contenders[k]: int(floor.stance[0, k])
                    for k in range(len(self.scenario.contenders))
                },
                stakes={
                    self.scenario.contenders[k]: int(floor.stake[0, k])
                    for k in range(len(self.scenario.contenders))
                },
                delegates=halls.delegates(w, sitting) if sitting.body > 2 else None,
            )
        self._tell_moves(before, held)

    def _tell_moves(self, before: IntArray, held: IntArray) -> None:
        people = self.scenario.people
        for p in range(len(people)):
            if before[0, p] != self.world.rung[0, p]:
                self._tell("news.rung", who=people[p], old=int(before[0, p]), new=int(self.world.rung[0, p]))
        for o, office in enumerate(self.scenario.offices):
            now = int(self.world.holder[0, o])
            if held[0, o] != now:
                self._tell("news.office", office=office.id, who=people[now] if now >= 0 else "")

    def _tell_papers(self, before: IntArray) -> None:
        """Documents that came into being, were read or were put away; who knows of each may hear it."""
        if self.world.ledger is None:
            return
        for d, document in enumerate(self.scenario.documents):
            now = int(self.world.document[0, d])
            if now != before[0, d] and now >= 0:
                self._tell("news.document", document=document.id, level=now)

    def _reckon(self) -> None:
        """The quarter's end: drift, capital, health, exposure, pacts, the country, standing."""
        w = self.world
        before, held = w.rung.copy(), w.holder.copy()
        crossed = w.crossed.copy()
        reckoning.reckon(w)
        self._tell_moves(before, held)
        s = self.scenario
        for f, k in np.argwhere(w.crossed[0] > crossed[0]) if w.ledger is not None else ():
            red = RED_LINES[int(s.red[f])]
            self._tell("news.want-red", who=s.figures[f], by=s.contenders[k], red=red)
        for slot in range(PACT_SLOTS):
            if w.ledger is not None and w.pact_state[0, slot] == 3:
                ids = self.scenario.contenders
                self._tell(
                    "news.pact-done", members=[ids[k] for k in range(len(ids)) if w.pact_in[0, slot, k]]
                )


def side_by_side(decisions: list[IntArray], axis: int) -> IntArray:
    """The decisions of all seats as one array with a new axis for the seats, histories side by side in memory."""
    first = decisions[0]
    shape = (*first.shape[:axis], len(decisions), *first.shape[axis:])
    out: IntArray = np.empty(shape, dtype=np.int32, order="F")
    for k, decision in enumerate(decisions):
        out[(slice(None),) * axis + (k,)] = decision
    return out


def start(
    scenario: Scenario,
    seeds: SeedArray,
    luck: int = 2,
    ledger: bool = False,
    *,
    pins: Pins | None = None,
    watch: Watch | None = None,
) -> Play:
    """Open a game in as many histories as there are seeds; the opening sitting is held at once.

    `ledger` keeps every cause and is for single games; `pins` fix some of the luck, `watch` looks on.
    """
    world = World.new(scenario, seeds, luck)
    if pins is not None:
        world.pins = pins
    if ledger:
        if world.histories != 1:
            raise ValueError("a ledger is kept for one history")
        world.ledger = Ledger()
    ambitions.draw(world)
    if scenario.documents:
        ch = Changes(world)
        documents.hand_over(ch)
        ch.apply()
    play = Play(world)
    play.watch = watch
    if watch is not None:
        watch.opened(world)
    opening = scenario.opening
    if opening is not None:
        made = votes.delegates(world, opening) if watch is not None else None
        before, held = world.rung.copy(), world.holder.copy()
        docket = dockets.form_docket(world, opening, -1, None)
        none = np.zeros((world.histories, len(scenario.contenders), 3), dtype=np.int32)
        none[:, :, 0] = NOBODY
        counts = sittings.run(world, opening, docket, none, explain=ledger)
        if watch is not None:
            watch.sat(world, opening, docket, [(slot, result) for slot, result, _ in counts], made)
        if ledger:
            play._tell("news.sitting", sitting=opening.id, body=BODIES[opening.body])
            for slot, result, floor in counts:
                play._tell(
                    "news.vote", sitting=opening.id, motion=votes.token(scenario, docket, slot),
                    mover=scenario.contenders[docket.mover[0, slot]] if docket.mover[0, slot] >= 0 else "",
                    for_=int(result.for_[0]), against=int(result.against[0]), abstain=int(result.abstain[0]),
                    carried=bool(result.carried[0]), count=result,
                    stances={name: int(floor.stance[0, k]) for k, name in enumerate(scenario.contenders)},
                    stakes=dict.fromkeys(scenario.contenders, 0), delegates=halls.delegates(world, opening),
                )  # fmt: skip
            play._tell_moves(before, held)
    kept = play.news
    play.open()
    play.news = kept + [n for n in play.news if n not in kept]
    return play


def finish(play: Play) -> endings.Ending:
    """The ending of a game that is over."""
    return endings.judge(play.world)


__all__ = ["POLITBURO", "News", "Play", "Stage", "finish", "side_by_side", "stages", "start"]
