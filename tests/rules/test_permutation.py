"""The order of a scenario's files decides nothing: whole games of the real scenario, compared by id."""

from __future__ import annotations

import random
import shutil
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import yaml

from game import players
from game.content import load
from game.rules import choose, dice, elections, endings, motions, quarter
from game.rules.changes import Changes
from game.rules.scenario import Scenario
from game.rules.terms import NOBODY
from game.rules.world import TABLES, World, tie_for

ROOT = Path(__file__).resolve().parents[2]
REAL = ROOT / "scenarios" / "moscow-1924"
HISTORIES = 8


def read(path: Path) -> Any:
    """A YAML file as plain values."""
    return yaml.safe_load(path.read_text(encoding="utf-8"))


def put(path: Path, content: Any) -> None:
    """Plain values as a YAML file whose keys stay in their order."""
    path.write_text(yaml.safe_dump(content, sort_keys=False, allow_unicode=True), encoding="utf-8")


def shuffled(content: Any, lots: random.Random) -> Any:
    """The same mapping or list in another order."""
    rows = list(content.items()) if isinstance(content, dict) else list(content)
    while len(rows) > 1:
        mixed = lots.sample(rows, len(rows))
        if mixed != rows:
            return dict(mixed) if isinstance(content, dict) else mixed
    return content


def permuted(folder: Path, what: str, number: int) -> Path:
    """A copy of the real scenario in which `what` stands in another order."""
    copy = folder / REAL.name
    shutil.copytree(REAL, copy)
    lots = random.Random(f"{what}/{number}")
    if what == "events":
        # All in one file, so that events of different files change places, too.
        files = sorted((copy / "events").glob("*.yaml"))
        rows = [event for file in files for event in read(file)["events"]]
        for file in files:
            file.unlink()
        put(copy / "events" / "all.yaml", {"events": shuffled(rows, lots)})
        return copy
    file = copy / {"contenders": "people", "figures": "people", "sittings": "bodies"}.get(what, what)
    file = file.with_suffix(".yaml")
    content = read(file)
    content[what] = shuffled(content[what], lots)
    put(file, content)
    return copy


def by_id(world: World) -> dict[str, list[Any]]:
    """Every table of the World with its axes and the indices in its cells put in the order of ids."""
    s = world.scenario
    c = len(s.contenders)

    def order(names: tuple[str, ...]) -> list[int]:
        return sorted(range(len(names)), key=names.__getitem__)

    contenders, figures = order(s.contenders), order(s.figures)
    places = {
        "c": contenders,
        "d": contenders,
        "x": [*contenders, c],
        "p": [*contenders, *(c + f for f in figures)],
        "f": figures,
        "r": order(s.regions),
        "o": order(tuple(o.id for o in s.offices)),
        "e": order(tuple(e.id for e in s.events)),
        "m": order(tuple(m.token for m in motions.catalogue(s))),
        "w": order(tuple(d.id for d in s.documents)),
    }

    def named(values: np.ndarray, names: tuple[str, ...], start: int = 0) -> np.ndarray:
        """Indices that begin at `start` as the places of their names in the order of ids."""
        rank = {at: n + start for n, at in enumerate(order(names))}
        table = {at + start: n for at, n in rank.items()}
        return np.vectorize(lambda v: table.get(int(v), int(v)), otypes=[int])(values)

    out: dict[str, Any] = {}
    for table in TABLES:
        values = np.array(getattr(world, table.name), dtype=int)
        if table.name in {"first", "pact_enemy", "delegate_of", "appeal_of"}:
            values = named(values, s.contenders)
        elif table.name in {"holder", "appeal_who"}:
            people = tuple(f"0 {n}" for n in s.contenders) + tuple(f"1 {n}" for n in s.figures)
            values = named(values, people)
        elif table.name == "asked":
            values = named(values, tuple(e.id for e in s.events), 1)
        elif table.name == "pact_clause":
            values[:, :, 2] = named(values[:, :, 2], s.regions, 1)
            values[:, :, 3] = named(values[:, :, 3], s.contenders, 1)
            for clause in (4, 5):
                values[:, :, clause] = named(values[:, :, clause], tuple(d.id for d in s.documents), 1)
            people = tuple(f"0 {n}" for n in s.contenders) + tuple(f"1 {n}" for n in s.figures)
            nominations = tuple(f"{o.id} {who}" for o in s.offices for who in people)
            values[:, :, 6] = named(values[:, :, 6], nominations, 1)
            values[:, :, 8] = named(values[:, :, 8], s.contenders, 1)
            values[:, :, 10] = named(
                values[:, :, 10], tuple(f"{who} {n}" for who in people for n in range(8)), 1
            )
        for axis, letter in enumerate(table.axes, 1):
            if letter in places:
                values = np.take(values, places[letter], axis=axis)
        out[table.name] = values
    # A pact is known by what it says, not by the slot in which it is kept.
    kept = [t.name for t in TABLES if t.axes.startswith("s")]
    for h in range(world.histories):
        slots = len(out["pact_state"][h])
        pacts = sorted(tuple(tuple(np.ravel(out[name][h, n])) for name in kept) for n in range(slots))
        for i, name in enumerate(kept):
            shape = out[name][h].shape
            out[name][h] = np.array([pact[i] for pact in pacts]).reshape(shape)
    return out


Told = list[tuple[str, dict[str, Any]]]


def history(scenario: Scenario, level: str = "politician") -> tuple[Told, endings.Ending]:
    """All games of the test stage by stage: (quarter and stage, tables by id), and how they end."""
    seats = [players.level(level, scenario, k) for k in range(len(scenario.contenders))]
    play = quarter.start(scenario, dice.seeds("order", HISTORIES))
    told = [("opening", by_id(play.world))]
    while not play.over:
        kind = play.sitting.id if play.sitting else play.stage.kind
        now = f"{scenario.quarter_id(play.quarter)} {kind}"
        play.submit([p.decide(players.facts(play, k), play.stage) for k, p in enumerate(seats)])
        told.append((now, by_id(play.world)))
    return told, endings.judge(play.world)


@cache
def plain(level: str = "politician") -> tuple[Scenario, Told, endings.Ending]:
    """The games in the order of the shipped files, played once for all tests."""
    scenario = load(REAL).scenario
    return scenario, *history(scenario, level)


def parting(told: Told, other: Told) -> tuple[str, list[str]] | None:
    """The first stage after which two tellings differ, and the tables that do."""
    assert [now for now, _ in told] == [now for now, _ in other]
    for (now, mine), (_, theirs) in zip(told, other, strict=True):
        differ = [name for name in mine if not np.array_equal(mine[name], theirs[name])]
        if differ:
            return now, differ
    return None


def leaders(scenario: Scenario, ending: endings.Ending) -> list[tuple[int, list[str]]]:
    """Each game's kind of ending and who leads, by id."""
    return [
        (int(kind), sorted(n for n, leads in zip(scenario.contenders, who, strict=True) if leads))
        for kind, who in zip(ending.kind, ending.who, strict=True)
    ]


def heads(scenario: Scenario, ending: endings.Ending) -> list[str]:
    """Who heads a collective leadership in each game, or an empty text."""
    return [scenario.people[head] if head >= 0 else "" for head in ending.head]


@pytest.mark.parametrize("number", [1, 2])
@pytest.mark.parametrize(
    "what", ["contenders", "figures", "regions", "offices", "events", "sittings", "documents"]
)
def test_the_order_of_the_files_changes_nothing_by_id(what, number, tmp_path):
    first, told, ending = plain()
    second = load(permuted(tmp_path, what, number)).scenario
    if what != "sittings":
        # Sittings are put in the order of their dates when a scenario is read.
        assert second.digest != first.digest
    other, end = history(second)
    assert parting(told, other) is None
    assert leaders(first, ending) == leaders(second, end)
    if what != "offices":
        # The order of offices is their rank, and rank says who heads a collective leadership.
        assert heads(first, ending) == heads(second, end)


@pytest.mark.parametrize("level", ["random", "novice"])
@pytest.mark.parametrize("what", ["contenders", "regions", "documents"])
def test_players_of_other_levels_do_not_look_at_the_order_either(level, what, tmp_path):
    _, told, _ = plain(level)
    other, _ = history(load(permuted(tmp_path, what, 3)).scenario, level)
    assert parting(told, other) is None


def test_the_order_of_offices_is_their_rank_and_names_who_heads_a_collective_leadership(tmp_path):
    # Rank is written down nowhere else, so here the order of a file is a rule and not an accident.
    one = load(REAL).scenario
    two = load(permuted(tmp_path, "offices", 1)).scenario
    collective = np.full(1, 3, dtype=np.int32)
    found = []
    for s in (one, two):
        world = World.new(s, dice.seed_of("rank"))
        held = [o for o in range(len(s.offices)) if world.holder[0, o] >= 0]
        first = next(o for o in held if world.rung[0, world.holder[0, o]] == 7)
        assert endings.head(world, collective)[0] == world.holder[0, first]
        found.append(s.offices[first].id)
    assert found[0] != found[1]


def test_of_two_posts_left_empty_each_goes_to_the_same_person_whatever_the_order_of_the_file(tmp_path):
    # Who gets one post is a little less likely to get the next, so the order of filling matters: it goes by ids.
    names = ("sovnarkom", "gs")
    found = []
    for s in (load(REAL).scenario, load(permuted(tmp_path, "offices", 1)).scenario):
        world = World.new(s, dice.seeds("empty", 1))
        world.quarter = 5
        world.holder[...] = 0
        posts = [s.office_index[name] for name in names]
        world.holder[:, posts] = NOBODY
        ch = Changes(world)
        elections.fill_offices(ch)
        ch.apply()
        found.append([s.people[int(world.holder[0, o])] for o in posts])
    assert found[0] == found[1]
    assert found[0][0] != found[0][1]


def test_equal_draws_go_by_ids_and_not_by_places():
    # Draws that break ties have 1024 values, so among many histories some are equal.
    names = ("anna", "boris", "clara", "david", "elena")
    back = names[::-1]
    scenario = load(REAL).scenario
    world = World.new(scenario, dice.seeds("equal", 4000))
    score = np.zeros((4000, 5), dtype=np.int32)
    draws = tie_for(world, "x", names)
    assert sum(len(set(row)) < 5 for row in draws.tolist()) > 10
    one, two = choose.best(world, score, "x", names), choose.best(world, score, "x", back)
    assert [names[k] for k in one] == [back[k] for k in two]
    assert (choose.ranks(world, score, "x", names) == choose.ranks(world, score, "x", back)[:, ::-1]).all()
    allowed = np.ones((4000, 5), dtype=bool)
    allowed[:, 0] = False
    assert set(choose.best(world, score, "x", names, allowed)) == {1, 2, 3, 4}
