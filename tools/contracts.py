"""Contracts that tools/conservation.py holds random games to: alone as among others, told again, blind, without seat numbers."""

from __future__ import annotations

import numpy as np

from game import players
from game.record import Record, RecordError, parse, replay
from game.rules import dice, quarter
from game.rules.quarter import Play
from game.rules.scenario import Scenario
from game.rules.world import TABLES, World
from tests.builders import a_scenario
from tests.rules.test_permutation import by_id

SEATS = 5


def told_again(record: Record, scenario: Scenario, world: World) -> str:
    """Replay a record that was printed and read: nothing, or where its last world differs."""
    again = parse(str(record))
    try:
        play, wrong = replay(again, scenario)
    except RecordError as error:
        line = next((str(x) for x in again.lines if x.number == error.trouble.line), "")
        return f"a record cannot be replayed: {error}: {line}"
    if not wrong and play.over and play.world.digests() == world.digests():
        return ""
    return "a replayed record comes to another world: " + ", ".join(_differing(play.world, world))


def same_alone(together: World, row: int, alone: World) -> str:
    """A game played alone against its row in a batch: nothing, or the tables that differ."""
    if together.digests()[row] == alone.digests()[0]:
        return ""
    found = _differing(together.excerpt(np.array([row])), alone)
    return f"row {row} played alone comes to another world: {', '.join(found)}"


def _differing(one: World, other: World) -> list[str]:
    return [t.name for t in TABLES if not np.array_equal(getattr(one, t.name), getattr(other, t.name))]


def look_alike(world: World, me: int) -> World:
    """The same worlds to contender `me`, different in what he cannot see.

    Others' purses move inside the same third, cases and the secretaries' mood inside the same hundred; two others
    have a pact nobody else knows of, where there is room for one.
    """
    other = world.copy()
    others = [k for k in range(len(world.scenario.contenders)) if k != me]
    for k in others:
        purse, case = other.capital[:, k], other.exposure[:, k]
        other.capital[:, k] = np.where(purse < 9, purse // 3 * 3 + (purse + 1) % 3, purse)
        other.exposure[:, k] = np.where(case < 1000, case // 100 * 100 + (case + 37) % 100, case)
    mood = other.security[:]
    other.security[:] = np.where(mood < 1000, mood // 100 * 100 + (mood + 41) % 100, mood)
    pair = others[:2]
    slot = other.pact_state.shape[1] - 1
    room = (other.pact_state[:, slot] == 0) & (other.pact_in[:, slot].sum(axis=1) == 0)
    room &= len(pair) == 2
    for who in pair:
        other.pact_in[room, slot, who] = 1
    other.pact_state[room, slot] = 1
    other.pact_term[room, slot] = 4
    other.pact_known[room, slot] = 0
    for who in pair:
        other.pact_known[room, slot, who] = 1
    other.memo.clear()
    return other


def blind(play: Play, player: players.Player, me: int) -> str:
    """One seat asked in worlds that look alike to it: nothing, or that its decisions differ."""
    twin = play.copy()
    twin.world = look_alike(play.world, me)
    one, other = (player.decide(players.facts(x, me), x.stage) for x in (play, twin))
    return "" if np.array_equal(one, other) else f"seat {me} decides by what it cannot see"


def any_order(level: str, seed: str, histories: int = 8) -> str:
    """The same small game with its contenders listed otherwise: nothing, or the tables that differ by id."""
    number = dice.word("order", seed)
    order = tuple(int(k) for k in np.random.default_rng(number & 0xFFFFFFFF).permutation(SEATS))
    worlds = []
    for scenario in (a_scenario(quarters=8), a_scenario(quarters=8, order=order)):
        seats = [players.level(level, scenario, k) for k in range(SEATS)]
        play = quarter.start(scenario, dice.seeds(seed, histories))
        while not play.over:
            play.submit(players.decide_all(play, seats))
        worlds.append(by_id(play.world))
    found = [name for name in worlds[0] if not np.array_equal(worlds[0][name], worlds[1][name])]
    return f"contenders in the order {order}: {', '.join(found)} differ by id" if found else ""
