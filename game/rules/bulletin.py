"""The bulletin: events and hazards that are due, the questions they put, and what the answers do."""

from __future__ import annotations

from functools import lru_cache

import numpy as np

from game.rules import dice, roles
from game.rules.changes import Changes
from game.rules.conditions import all_hold
from game.rules.effects import propose
from game.rules.scenario import Event, Scenario
from game.rules.terms import BoolArray, IntArray, Rung
from game.rules.world import World


def due(world: World, event: Event) -> BoolArray:
    """Whether an event happens now in each history: bool[h].

    A hazard is drawn by its own name and quarter. Under smoothed luck every quarter it failed to come raises
    its odds by half of them; under no luck it comes when it is likelier than not.
    """
    e = world.scenario.event_index[event.id]
    if not event.first <= world.quarter <= _last(event):
        return np.zeros(world.histories, dtype=bool)
    out: BoolArray = world.fired[:, e] == 0
    if event.conditions and out.any():
        out &= all_hold(world, event.conditions)
    if e in world.pins.events:
        return out & (world.quarter in world.pins.events[e])
    if not out.any() or (event.odds >= 1000 and not event.modifiers):
        return out
    odds = np.full(world.histories, event.odds, dtype=np.int64)
    for conditions, amount in event.modifiers:
        odds += np.where(all_hold(world, conditions), amount, 0)
    if world.luck == 0:
        likely: BoolArray = out & (odds >= 500)
        return likely
    if world.luck == 1:
        missed = np.zeros(world.histories, dtype=np.int64)
        for q in range(event.first, world.quarter):
            missed += dice.per_mille(world.seed, q, "event." + event.id)[:, 0] >= event.odds
        odds += odds * missed // 2
    drawn: BoolArray = out & (dice.per_mille(world.seed, world.quarter, "event." + event.id)[:, 0] < odds)
    return drawn


def open_bulletin(world: World, after: bool) -> list[tuple[Event, BoolArray]]:
    """Let what is due happen, and put its questions; the events with the histories in which they came.

    A contender answers one question at a time: a second waits for the next quarter.
    """
    out = []
    ch = Changes(world)
    taken = world.asked > 0
    rows = np.arange(world.histories)
    for e in agenda(world.scenario, world.quarter, after):
        event = world.scenario.events[e]
        here = due(world, event)
        if event.asks is not None and here.any():
            who = roles.contender(world, event.asks)
            able = who >= 0
            able &= world.rung[rows, np.maximum(who, 0)] > Rung.DEAD
            here &= able & ~taken[rows, np.maximum(who, 0)]
            h = np.flatnonzero(here)
            taken[h, who[h]] = True
            ch.put_rows("asked", h, (who[h],), e + 1, "event." + event.id)
        if not here.any():
            continue
        ch.put("fired", (e,), world.quarter + 1, here, "event." + event.id)
        propose(ch, event.effects, here, "event." + event.id, _asked(world, event))
        out.append((event, here))
    ch.apply()
    return out


def _asked(world: World, event: Event) -> IntArray | None:
    return None if event.asks is None else roles.contender(world, event.asks)


@lru_cache(maxsize=1024)
def agenda(scenario: Scenario, quarter: int, after: bool) -> tuple[int, ...]:
    """The events that may come in a quarter, before or after its orders, in the order of their dates.

    Found once a scenario: an event whose window lies elsewhere costs nothing.
    """
    events = scenario.events
    may = (
        e for e, event in enumerate(events) if event.after == after and event.first <= quarter <= _last(event)
    )
    return tuple(sorted(may, key=lambda e: (events[e].date, events[e].id)))


def _last(event: Event) -> int:
    """The last quarter in which an event may come: a question has one more, should he have another to answer."""
    return max(event.last, event.first + (1 if event.asks is not None else 0))


@lru_cache(maxsize=16)
def _widest(scenario: Scenario) -> int:
    """The most answers that any question has, at least one."""
    return max((len(e.choices) for e in scenario.events), default=1) or 1


def open_choices(world: World, seat: int) -> BoolArray:
    """Which answers are open to a seat that is asked: bool[h, most choices]."""
    out = np.zeros((world.histories, _widest(world.scenario)), dtype=bool)
    for e in np.unique(world.asked[:, seat]):
        if e == 0:
            continue
        here = world.asked[:, seat] == e
        for n, choice in enumerate(world.scenario.events[e - 1].choices):
            out[:, n] |= here & all_hold(world, choice.conditions, seat)
    return out


def close_bulletin(world: World, answers: list[IntArray]) -> None:
    """Carry out the answers: one int32[h, 1] for each contender; who is not asked is passed over."""
    ch = Changes(world)
    for seat, answer in enumerate(answers):
        asked = world.asked[:, seat]
        if not (asked > 0).any():
            continue
        allowed = open_choices(world, seat)
        choice = np.clip(answer[:, 0], 0, allowed.shape[1] - 1)
        legal = allowed[np.arange(world.histories), choice]
        choice = np.where(legal, choice, allowed.argmax(axis=1))
        for e in np.unique(asked):
            if e == 0:
                continue
            event = world.scenario.events[e - 1]
            for n, option in enumerate(event.choices):
                here = (asked == e) & (choice == n)
                if not here.any():
                    continue
                cause = f"choice.{event.id}.{option.id}"
                ch.put("answer", (e - 1,), n + 1, here, cause, seat)
                if option.tries < 1000:
                    lucky = dice.per_mille(world.seed, world.quarter, cause)[:, 0] < option.tries
                    pinned = world.pins.tries.get((world.quarter, f"{event.id}.{option.id}"))
                    if pinned is not None:
                        lucky = np.full_like(lucky, pinned)
                    propose(ch, option.effects, here & lucky, cause, seat)
                    propose(ch, option.fails, here & ~lucky, cause, seat)
                else:
                    propose(ch, option.effects, here, cause, seat)
        ch.put("asked", (seat,), 0, asked > 0, "asked")
    ch.apply()
