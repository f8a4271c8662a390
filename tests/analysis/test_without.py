"""What machines do without they never use; everything else is as it was."""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np
import pytest

from game.analysis.compare import compare
from game.analysis.ensemble import simulate
from game.analysis.plan import Plan, Refusal, without
from game.cli import main
from game.content import load
from game.players import decide_all, level
from game.players import without as left_alone
from game.rules import dice, orders, pacts, quarter
from game.rules.scenario import Scenario
from game.rules.terms import CLAUSES
from tests.builders import a_scenario


@pytest.fixture(scope="module")
def moscow() -> Scenario:
    return load("moscow-1924").scenario


def given(scenario: Scenario, players: str, histories: int = 8) -> tuple[set[str], list[np.ndarray]]:
    """Names of all options that were ordered, and the offers of every quarter."""
    seats = [level(players, scenario, k) for k in range(len(scenario.contenders))]
    play = quarter.start(scenario, dice.seeds("without", histories))
    tokens = np.array([o.token for o in orders.options(scenario)])
    used: set[str] = set()
    offers = []
    while not play.over:
        stage = play.stage.kind
        play.submit(decide_all(play, seats))
        if stage == "orders":
            chosen = play.given[..., 0]
            used |= set(tokens[chosen[chosen >= 0]])
        elif stage == "offers":
            offers.append(play.offers.copy())
    return used, offers


@pytest.mark.parametrize("players", ["politician", "random"])
def test_a_kind_of_order_a_motion_and_a_clause_that_machines_do_without_are_never_used(moscow, players):
    before, talks = given(moscow, players)
    assert {t.partition(":")[0] for t in before} >= {"place", "tour", "table"}
    assert any(t.startswith("table:commission") for t in before)
    assert max(int(o[:, :, pacts.C_VOTE].max()) for o in talks) == 1
    after, talks = given(without(moscow, ["place", "commission", "fill", "vote"]), players)
    assert {t.partition(":")[0] for t in after} >= {"tour", "table"}
    assert [t for t in after if t.startswith(("place", "table:commission", "table:fill"))] == []
    assert max(int(o[:, :, pacts.C_VOTE].max()) for o in talks) == 0
    assert max(int(o[:, :, pacts.C_PEACE].max()) for o in talks) == (1 if players == "politician" else 0)


@pytest.mark.parametrize("players", ["politician", "random"])
def test_without_pacts_nobody_offers_one(moscow, players):
    _, offers = given(without(moscow, ["pacts"]), players)
    assert max(int(o[:, :, pacts.PARTNERS].max()) for o in offers) == 0


@pytest.mark.parametrize("word", ["theory", "distance"])
def test_theory_and_distance_are_terms_of_a_bargain_that_can_be_left_out(moscow, word):
    plan = Plan(moscow, ("politician",) * 5, "terms", 12)
    other = Plan(without(moscow, [word]), plan.players, "terms", 12)
    assert simulate(plan).digest != simulate(other).digest


def test_doing_without_what_nobody_uses_changes_nothing(moscow):
    plan = Plan(moscow, ("politician",) * 5, "unused", 6)
    used, _ = given(moscow, "politician", 6)
    assert "aim:1" not in used
    same = Plan(without(moscow, ["aim"]), plan.players, "unused", 6)
    assert simulate(plan).digest == simulate(same).digest
    assert same.scenario.digest == moscow.digest


def test_every_name_is_accepted_and_closes_some_option_or_clause_and_no_two_the_same(moscow):
    closed = {}
    for name in left_alone.names():
        fewer = without(moscow, [name])
        options = left_alone.options(fewer)
        assert options is not None
        closed[name] = (tuple(np.flatnonzero(options)), left_alone.clauses(fewer))
        assert any(closed[name]) or name.removeprefix("word:") in left_alone.WORDS
    assert {
        n for n, kind in enumerate(CLAUSES) if left_alone.clauses(without(moscow, [f"clause:{kind}"])) == (n,)
    } == {*range(len(CLAUSES))}
    for law in left_alone.structural():
        assert all(law in orders.options(moscow)[n].token for n in closed[f"motion:{law}"][0])
    assert left_alone.options(moscow) is None


def test_a_wrong_name_is_refused_with_the_nearest():
    small = a_scenario(quarters=2)
    with pytest.raises(Refusal) as told:
        without(small, ["secret-balot"])
    assert told.value.values["near"] == "secret-ballot"
    with pytest.raises(Refusal):
        without(small, ["xyzzy"])


def test_a_changed_line_may_still_use_what_machines_do_without(moscow):
    plan = Plan(
        without(moscow, ["rest"]), ("politician",) * 5, "line", 4, changes=("1924Q2 orders trotsky rest",)
    )
    found = compare(plan)
    assert found.not_applicable == 0
    assert found.first_divergence is not None
    assert found.first_divergence["quarter"] == "1924Q2"


def test_the_recipe_keeps_what_was_left_out_and_verify_makes_it_again(tmp_path: Path, capsys):
    target = tmp_path / "r.json"
    command = ["simulate", "--histories", "3", "--no-timing", "--json", str(target)]
    assert main([*command, "--without", "lobby", "--without", "pacts"]) == 0
    recipe = json.loads(target.read_text(encoding="utf-8"))["recipe"]
    assert recipe["without"] == ["lobby", "pacts"]
    assert recipe["command"].count("--without") == 2
    assert main(["verify", str(target)]) == 0
    capsys.readouterr()


def test_arms_do_without_in_every_chunk(moscow):
    fewer = without(moscow, ["tour"])
    whole = simulate(Plan(fewer, ("politician",) * 5, "chunks", 6))
    cut = simulate(Plan(fewer, ("politician",) * 5, "chunks", 6), chunk=4)
    assert whole.digests == cut.digests
