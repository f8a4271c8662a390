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
    bulletin,
    country,
    dice,
    elections,
    endings,
    orders,
    pacts,
    power,
    resolve,
    roles,
    sittings,
    votes,
    wants,
)
from game.rules.changes import Changes, Ledger
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
    Stance,
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


OFFER_WIDTH, ANSWER_WIDTH = 8, 6


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
            live: BoolArray = np.any(self.docket.motion > 0, axis=1)
            able: BoolArray = (rung >= Rung.MEMBER) & (w.absent[:, :c] == 0) & live[:, None]
            return able
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
        getattr(self, f"_{stage.kind}")(
            stage, self._due_only(decisions) if lawful else self.lawful(decisions)
        )
        self._next()

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
                given = lawful_orders(self.world, seat, given)
            elif self.stage.kind == "offers":
                given = self._lawful_offer(seat, given)
            elif self.stage.kind == "floor":
                given = self._lawful_floor(seat, given)
            out.append(given.astype(np.int32))
        return out

    def _lawful_offer(self, seat: int, given: IntArray) -> IntArray:
        c = len(self.scenario.contenders)
        mask = given[:, 0]
        count = sum((mask >> k) & 1 for k in range(c))
        bad = ((mask >> seat) & 1 == 1) | (count > 2) | (mask < 0) | (mask >= 1 << c)
        for k in range(c):
            bad |= ((mask >> k) & 1 == 1) & (self.world.rung[:, k] < Rung.MEMBER)
        enemy = given[:, pacts.ENEMY]
        inside = (mask >> np.maximum(enemy, 0)) & 1
        bad |= (enemy >= c) | ((enemy >= 0) & ((enemy == seat) | (inside == 1)))
        bad |= (given[:, pacts.TERM] < 2) | (given[:, pacts.TERM] > 8)
        return np.where((bad & (mask != 0))[:, None], self.default(seat), given)

    def _lawful_floor(self, seat: int, given: IntArray) -> IntArray:
        slot, stance, stake = given[:, 0], given[:, 1], given[:, 2]
        rows = np.arange(self.world.histories)
        at = np.clip(slot, 0, self.docket.slots - 1)
        bad = (slot < 0) | (slot >= self.docket.slots)
        bad |= (self.docket.motion[rows, at] == Motion.NONE) | (stance < 0) | (stance > Stance.WALK_OUT)
        bad |= (stance == Stance.WITHDRAW) & (self.docket.mover[rows, at] != seat)
        bad |= (stance == Stance.AMEND) & (self.docket.motion[rows, at] != Motion.SANCTION)
        bad |= (stake < 0) | (stake > 3) | (stake > self.world.capital[:, seat])
        return np.where(bad[:, None], self.default(seat), given)

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
            same = (lawful_orders(self.world, seat, given) == given).all()
            return None if same else "problem.orders"
        if stage == "offers":
            return None if (self._lawful_offer(seat, given) == given).all() else "problem.offer"
        if stage == "floor":
            return None if (self._lawful_floor(seat, given) == given).all() else "problem.floor"
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
            self.docket = sittings.form_docket(w, sitting, stage.sitting, self.given)
            self._tell("news.sitting", sitting=sitting.id, body=BODIES[sitting.body])

    def _next(self) -> None:
        if self.place + 1 < len(stages(self.scenario, self.quarter)):
            self.place += 1
        else:
            self._reckon()
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
        pacts.breaches_of_orders(ch, polemic, placed)
        ch.apply()
        sittings.fallen(w, before)
        if w.ledger is not None:
            options = orders.options(self.scenario)
            for k in range(c):
                for option in self.given[0, k, :, 0]:
                    if option >= 0:
                        self._tell("news.order", who=self.scenario.contenders[k], token=options[option].token)

    def _floor(self, stage: Stage, decisions: list[IntArray]) -> None:
        w = self.world
        sitting = self.sitting
        assert sitting is not None
        before = w.rung.copy()
        held = w.holder.copy()
        stacked = side_by_side(decisions, 1)
        docket = self.docket
        tokens = (
            [votes.token(self.scenario, docket, n) for n in range(docket.slots)]
            if w.ledger is not None
            else []
        )
        counts = sittings.run(w, sitting, docket, stacked, explain=w.ledger is not None)
        sittings.fallen(w, before)
        if w.ledger is None:
            return
        for slot, result, floor in counts:
            if docket.motion[0, slot] == Motion.NONE:
                continue
            self._tell(
                "news.vote",
                sitting=sitting.id,
                motion=tokens[slot],
                mover=self.scenario.contenders[docket.mover[0, slot]] if docket.mover[0, slot] >= 0 else "",
                for_=int(result.for_[0]),
                against=int(result.against[0]),
                abstain=int(result.abstain[0]),
                carried=bool(result.carried[0]),
                count=result,
                stances={
                    self.scenario.contenders[k]: int(floor.stance[0, k])
                    for k in range(len(self.scenario.contenders))
                },
                stakes={
                    self.scenario.contenders[k]: int(floor.stake[0, k])
                    for k in range(len(self.scenario.contenders))
                },
                delegates=votes.delegates(w, sitting) if sitting.body > 2 else None,
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

    def _reckon(self) -> None:
        """The quarter's end: drift, capital, health, exposure, pacts, the country, standing."""
        w = self.world
        before, held = w.rung.copy(), w.holder.copy()
        crossed = w.crossed.copy()
        reckon(w)
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


def lawful_orders(world: World, seat: int, given: IntArray) -> IntArray:
    """The orders that may stand: open, affordable together, at most one a group unless an office gives a second.

    What may not is struck out (-1), later rows first.
    """
    from game.rules.view import look

    if not (given[:, :, 0] >= 0).any():
        return np.where(given[:, :, :1] >= 0, given, -1)
    view = look(world, seat)
    s = world.scenario
    n = len(orders.options(s))
    closed = orders.reasons(view)
    price = orders.costs(s)
    group = orders.groups(s)
    room = orders.extra_places(view)
    purse = world.capital[:, seat].astype(np.int64)
    rows = np.arange(world.histories)
    used = np.zeros(room.shape, dtype=np.int32)
    out = given.copy()
    seen: list[IntArray] = []
    for slot in range(3):
        option = given[:, slot, 0]
        at = np.clip(option, 0, n - 1)
        good = (option >= 0) & (option < n) & (closed[rows, at] == 0) & (price[at] <= purse)
        good &= used[rows, group[at]] < room[rows, group[at]]
        for old in seen:
            good &= old != option
        purse = purse - np.where(good, price[at], 0)
        used[rows, group[at]] += good
        out[:, slot] = np.where(good[:, None], given[:, slot], -1)
        seen.append(np.where(good, option, -2))
    return out


def reckon(world: World) -> None:
    """Everything that moves by itself at a quarter's end."""
    s = world.scenario
    p = s.parameter
    c = len(s.contenders)
    before = world.rung.copy()
    ch = Changes(world)
    _drift(ch)
    _capital(ch)
    ch.add("alarm", (), -(world.alarm * p["alarm.fade"] // 1000), "reckoning.alarm")
    commands = power.commanding(world)
    faction = (
        np.einsum("hsc,hs->hc", world.pact_in, (world.pact_state > 0).astype(np.int32)) > 0
    ) & ~commands
    quiet = ~faction
    ch.add("exposure", (), np.where(quiet, -p["exposure.decay"], 0), "reckoning.exposure")
    for i in range(3):
        far = np.abs(world.position[:, :c, i] - world.line[:, i : i + 1]) > 700
        voted = world.ownership[:, i].max(axis=1) >= 400
        spoken = world.pages[:, :, i] >= 4
        ch.add(
            "exposure",
            (),
            np.where(far & voted[:, None] & spoken & ~commands, p["exposure.deviation"], 0),
            "reckoning.deviation",
        )
    ch.add("health", (), (700 - world.health) // 12, "reckoning.health")
    ch.add("fear", (), -p["fear.calm"], "reckoning.fear")
    level = p["security.level"]
    ch.add(
        "security",
        (),
        np.clip(level - world.security, -p["security.rest"], p["security.rest"]),
        "reckoning.security",
    )
    ch.add("shield", (), -(world.shield > 0).astype(np.int64), "reckoning.shield")
    for name in ("offered", "recanted", "charged", "purge", "barred"):
        values: IntArray = getattr(world, name)
        ch.add(name, (), -(values > 0).astype(np.int64), "reckoning.time")
    ch.add("placed", (), ((world.placed << 1) & 63) - world.placed, "reckoning.time")
    ch.add("beaten", (), np.where(world.won > 0, -world.beaten, 0), "reckoning.beaten")
    for k in range(c):
        ch.put(
            "won",
            (k,),
            commands[:, k].astype(np.int32),
            np.ones(world.histories, dtype=bool),
            "reckoning.won",
            k,
        )
    ch.add("ownership", (), -(world.ownership // 20), "reckoning.ownership")
    # The enemy of my enemy: who is shut out together comes nearer.
    shut = (world.rung[:, :c] >= Rung.BANISHED) & ~commands & commands.any(axis=1)[:, None]
    together = shut[:, :, None] & shut[:, None, :]
    together[:, np.arange(c), np.arange(c)] = False
    ch.add("trust", (), together * p["trust.shared"], "reckoning.shared")
    pacts.reckon(ch)
    country.reckon(ch)
    wants.reckon(ch)
    elections.fill_offices(ch)
    ch.apply()
    sittings.fallen(world, before)


def _drift(ch: Changes) -> None:
    """What offices bring their holders each quarter."""
    from game.rules import effects

    world = ch.world
    boss = power.boss(world)
    cap = world.scenario.parameter["drift.cap"]
    for o, office in enumerate(world.scenario.offices):
        who = boss[:, o]
        held = who >= 0
        for effect in office.drift:
            if effect.table == "drift":
                h = np.flatnonzero(held)
                n = len(world.scenario.regions)
                where = np.arange(n) if effect.args[0] == roles.ALL else np.array(effect.args[:1])
                hh, kk, rr = np.repeat(h, len(where)), np.repeat(who[h], len(where)), np.tile(where, len(h))
                own = world.secretaries[hh, rr, kk]
                by = effect.amount * (1000 - own) // 1000 * (own < cap)
                ch.share_rows("secretaries", "drift", hh, (rr, kk), by, "office." + office.id, kk)
            else:
                effects.propose(ch, (effect,), held, "office." + office.id)


def _capital(ch: Changes) -> None:
    """Income of a quarter, at most 5: rung, offices, being in the bloc that won; outside the party, cells."""
    world = ch.world
    s = world.scenario
    c = len(s.contenders)
    boss = power.boss(world)
    support = power.support(world)
    for k in range(c):
        rung = world.rung[:, k]
        income = np.where(rung == Rung.POLITBURO, 2, np.where(rung >= Rung.CC, 1, 0))
        posts = sum(
            (boss[:, o] == k) * office.capital for o, office in enumerate(s.offices) if office.capital
        )
        income = income + np.minimum(posts, 2) + (world.won[:, k] > 0)
        outside = np.minimum(support[:, k] // 100, 2)
        income = np.where(rung >= Rung.MEMBER, np.minimum(income, 5), np.where(rung > Rung.DEAD, outside, 0))
        ch.add("capital", (k,), income, "income", k)


def start(scenario: Scenario, seeds: SeedArray, luck: int = 2, ledger: bool = False) -> Play:
    """Open a game in as many histories as there are seeds; the opening sitting is held at once.

    `ledger` keeps every cause and is for single games.
    """
    world = World.new(scenario, seeds, luck)
    if ledger:
        if world.histories != 1:
            raise ValueError("a ledger is kept for one history")
        world.ledger = Ledger()
    play = Play(world)
    opening = scenario.opening
    if opening is not None:
        before, held = world.rung.copy(), world.holder.copy()
        docket = sittings.form_docket(world, opening, -1, None)
        none = np.zeros((world.histories, len(scenario.contenders), 3), dtype=np.int32)
        none[:, :, 0] = NOBODY
        counts = sittings.run(world, opening, docket, none, explain=ledger)
        if ledger:
            play._tell("news.sitting", sitting=opening.id, body=BODIES[opening.body])
            for slot, result, floor in counts:
                play._tell(
                    "news.vote", sitting=opening.id, motion=votes.token(scenario, docket, slot),
                    mover=scenario.contenders[docket.mover[0, slot]] if docket.mover[0, slot] >= 0 else "",
                    for_=int(result.for_[0]), against=int(result.against[0]), abstain=int(result.abstain[0]),
                    carried=bool(result.carried[0]), count=result,
                    stances={name: int(floor.stance[0, k]) for k, name in enumerate(scenario.contenders)},
                    stakes=dict.fromkeys(scenario.contenders, 0), delegates=votes.delegates(world, opening),
                )  # fmt: skip
            play._tell_moves(before, held)
    kept = play.news
    play.open()
    play.news = kept + [n for n in play.news if n not in kept]
    return play


def finish(play: Play) -> endings.Ending:
    """The ending of a game that is over."""
    return endings.judge(play.world)


__all__ = ["POLITBURO", "News", "Play", "Stage", "finish", "lawful_orders", "side_by_side", "stages", "start"]
