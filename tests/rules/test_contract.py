"""What every version of the rules must keep: purity, luck by name, no favoured seat, conservation."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest

from game import players
from game.rules import dice, endings, lawful, orders, quarter
from game.rules.changes import BOUNDS, Changes
from game.rules.view import look
from game.rules.world import TABLES, World, invariants
from tests.builders import CONTENDERS, a_scenario

ROOT = Path(__file__).resolve().parents[2]


def played(scenario, seeds, level="politician", until=None, check=False):
    """A game played by machines to the end, or to the start of quarter `until`."""
    seats = [players.level(level, scenario, k) for k in range(len(scenario.contenders))]
    play = quarter.start(scenario, seeds, ledger=False)
    while not play.over and play.quarter != until:
        play.submit([p.decide(players.facts(play, k), play.stage) for k, p in enumerate(seats)])
        if check:
            assert invariants(play.world) == []
    return play


@pytest.mark.parametrize("level", players.LEVELS)
def test_a_batch_equals_its_single_games_bit_for_bit(level):
    s = a_scenario(quarters=8)
    seeds = dice.seeds("batch", 7)
    together = played(s, seeds, level).world.digests()
    assert together == [played(s, seeds[i : i + 1], level).world.digests()[0] for i in range(7)]
    assert len(set(together)) > 1


def test_the_same_seed_gives_the_same_digest_in_another_process_and_under_another_hash_seed():
    code = (
        "from tests.rules.test_contract import played; from tests.builders import a_scenario; from game.rules import dice;"
        "print(played(a_scenario(quarters=4), dice.seeds('p', 2)).world.digests())"
    )
    seen = {
        subprocess.run(
            [sys.executable, "-c", code], cwd=ROOT, env={"PYTHONHASHSEED": h, "PYTHONPATH": str(ROOT)},
            capture_output=True, text=True, check=True,
        ).stdout
        for h in ("1", "77")
    }  # fmt: skip
    assert len(seen) == 1
    assert str(played(a_scenario(quarters=4), dice.seeds("p", 2)).world.digests()) in next(iter(seen))


def test_an_extra_question_to_the_dice_changes_no_other_answer():
    seeds = dice.seeds("q", 50)
    first = dice.per_mille(seeds, 3, "harvest", ("a", "b"))
    dice.per_mille(seeds, 3, "an extra question", ("a", "b", "c"))
    assert (dice.per_mille(seeds, 3, "harvest", ("b", "a"))[:, ::-1] == first).all()
    assert not (dice.per_mille(seeds, 4, "harvest", ("a", "b")) == first).all()


def test_neighbouring_seeds_and_subjects_do_not_share_draws():
    # The obvious key, seed + subject, makes (s, j+1) and (s+1, j) equal: here they must not be.
    seeds = np.arange(1000, dtype=np.uint64)
    draws = dice.draw(seeds, 0, "x", tuple(str(n) for n in range(20)))
    assert len(np.unique(draws)) == draws.size


@pytest.mark.parametrize("order", [(1, 0, 2, 3, 4), (4, 3, 2, 1, 0), (2, 4, 0, 1, 3)])
def test_permuting_the_contenders_changes_nothing_by_id(order):
    seeds = dice.seeds("swap", 6)
    one = played(a_scenario(quarters=12), seeds).world
    two = played(a_scenario(quarters=12, order=order), seeds).world
    where = [CONTENDERS.index(name) for name in two.scenario.contenders]
    for name in ("capital", "exposure", "alarm", "health", "reputation"):
        assert (getattr(one, name)[:, where] == getattr(two, name)).all(), name
    assert (one.cells[:, :, [*where, 5]] == two.cells).all()
    assert (one.rung[:, :5][:, where] == two.rung[:, :5]).all()
    assert (one.trust[:, where][:, :, where] == two.trust).all()
    assert (one.dial == two.dial).all()


@pytest.mark.parametrize("level", players.LEVELS)
def test_wholes_stay_wholes_and_bounds_hold_through_whole_games(level):
    played(a_scenario(), dice.seeds("keep", 12), level, check=True)


def test_every_table_lies_with_its_histories_side_by_side():
    world = World.new(a_scenario(), dice.seeds("f", 8))
    for table in TABLES:
        values = getattr(world, table.name)
        assert values.strides[0] == 4, table.name
    assert all(getattr(world.take(np.array([3, 1])), t.name).strides[0] == 4 for t in TABLES)


def test_an_impure_rule_is_caught_by_the_comparison_of_batch_and_single(monkeypatch):
    from game.rules import country

    honest = country.reckon
    rolls = np.random.default_rng(5)

    def impure(ch: Changes) -> None:
        honest(ch)
        ch.add("security", (), int(rolls.integers(1, 40)), "a stream instead of a name")

    monkeypatch.setattr(country, "reckon", impure)
    s = a_scenario(quarters=4)
    seeds = dice.seeds("impure", 3)
    together = played(s, seeds).world.digests()
    assert together != [played(s, seeds[i : i + 1]).world.digests()[0] for i in range(3)]


def hidden_change(world: World, me: int) -> World:
    """The same world to `me`, different in what he cannot see."""
    other = world.copy()
    others = [k for k in range(5) if k != me]
    for k in others:
        # One coin more inside the same band of low, middle, full; exposure inside the same hundred.
        other.capital[:, k] = other.capital[:, k] // 3 * 3 + (other.capital[:, k] + 1) % 3
        other.exposure[:, k] = other.exposure[:, k] // 100 * 100 + (other.exposure[:, k] + 37) % 100
    other.security[:] = other.security // 100 * 100 + (other.security + 41) % 100
    a, b = others[0], others[1]
    free = 7
    other.pact_in[:, free, a] = other.pact_in[:, free, b] = 1
    other.pact_state[:, free] = 1
    other.pact_known[:, free, :] = 0
    other.pact_known[:, free, [a, b]] = 1
    # A record of talks at which he was not, in a slot that is empty as far as he can tell.
    d = 4
    empty = other.document[:, d] < 0
    assert empty.any()
    other.document[empty, d] = 0
    for k in (a, b):
        other.party[empty, d, k] = other.copied[empty, d, k] = 1
    other.memo.clear()
    return other


class Peeker:
    """A player who reads what he may not."""

    def decide(self, facts, stage):
        out = facts.default.copy()
        if stage.kind == "orders":
            out[:, 0, 0] = facts._play.world.security % 5
        return out


def test_two_worlds_that_look_alike_get_the_same_orders_and_a_peeking_player_is_caught():
    s = a_scenario(quarters=6)
    seats = [players.level("politician", s, k) for k in range(5)]
    play = quarter.start(s, dice.seeds("peek", 9))
    while play.quarter < 3 or play.stage.kind != "orders":
        play.submit([p.decide(players.facts(play, k), play.stage) for k, p in enumerate(seats)])
    for me in range(5):
        twin = play.copy()
        twin.world = hidden_change(play.world, me)
        assert twin.world.digests() != play.world.digests()
        honest = [seats[me].decide(players.facts(x, me), x.stage) for x in (play, twin)]
        assert (honest[0] == honest[1]).all()
        peeking = [Peeker().decide(players.facts(x, me), x.stage) for x in (play, twin)]
        assert not (peeking[0] == peeking[1]).all()


def test_a_view_holds_no_reference_to_the_world_and_cannot_be_written():
    world = World.new(a_scenario(), dice.seeds("v", 2))
    view = look(world, 1)
    assert not any(isinstance(v, World) for v in vars(view).values())
    with pytest.raises(ValueError, match="read-only"):
        view.bases[0, 0, 0] = 7


def test_some_order_is_always_open_and_every_open_order_is_accepted():
    s = a_scenario(quarters=8)
    play = played(s, dice.seeds("open", 3), until=5)
    while play.stage.kind != "orders":
        play.submit([play.default(k) for k in range(5)])
    for seat in range(5):
        closed = orders.reasons(look(play.world, seat))
        assert (closed == 0).any(axis=1).all()
        for option in np.flatnonzero(closed[0] == 0):
            given = play.default(seat)
            given[:, 0] = [option, 0, 0]
            assert (lawful.lawful_orders(play.world, seat, given)[0, 0, 0]) == option
        for option in np.flatnonzero(closed[0] != 0):
            given = play.default(seat)
            given[:, 0] = [option, 0, 0]
            assert (lawful.lawful_orders(play.world, seat, given)[0, 0, 0]) == -1


def test_the_ledger_sums_to_what_moved_in_every_table():
    s = a_scenario(quarters=8)
    seats = [players.level("politician", s, k) for k in range(5)]
    play = quarter.start(s, dice.seed_of("1"), ledger=True)
    opening = World.new(s, dice.seed_of("1"))
    while not play.over:
        play.submit([p.decide(players.facts(play, k), play.stage) for k, p in enumerate(seats)])
    assert play.world.ledger is not None
    sums = {t.name: np.array(getattr(opening, t.name)[0], dtype=int) for t in TABLES}
    for entry in play.world.ledger.entries:
        sums[entry.table][entry.cell] += entry.amount
    for table in TABLES:
        assert (sums[table.name] == getattr(play.world, table.name)[0]).all(), table.name
    assert any(e.cause == BOUNDS for e in play.world.ledger.entries)
    plain = played(s, dice.seed_of("1"))
    assert plain.world.digests() == play.world.digests()


def test_every_game_ends_in_exactly_one_of_the_named_ways():
    ending = endings.judge(played(a_scenario(), dice.seeds("end", 20)).world)
    assert ((ending.kind >= 0) & (ending.kind < 7)).all()
    sole = ending.kind == 0
    assert (ending.who[sole].sum(axis=1) == 1).all()
    assert (ending.who[ending.kind == 1].sum(axis=1) == 2).all()
    assert (ending.who[ending.kind == 2].sum(axis=1) == 3).all()


@pytest.mark.parametrize("level", ["novice", "politician"])
def test_machine_players_choose_only_what_is_lawful(level):
    s = a_scenario()
    seeds = dice.seeds("lawful", 10)
    seats = [players.level(level, s, k) for k in range(5)]
    play = quarter.start(s, seeds)
    while not play.over:
        play.submit([p.decide(players.facts(play, k), play.stage) for k, p in enumerate(seats)], lawful=True)
    assert play.world.digests() == played(s, seeds, level).world.digests()
