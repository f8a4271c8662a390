"""How things stand at a start that lies later than its base's: cells of the World, said table by table.

``standing.yaml`` holds what the record of the base had come to by then; a tool writes it. ``departs.yaml`` holds
where this start stands otherwise, each with its reason. Both name cells as the World does: a table, then the words
of its axes, then the value: ``rung: {kamenev: candidate}``, ``cells: {moscow: {stalin: 40, unaligned: 960}}``.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Any, Final

import numpy as np

from game.content.draft import Draft
from game.content.problems import Problem, nearest, shown
from game.content.source import Node
from game.rules.dice import seed_of
from game.rules.motions import STATUTES
from game.rules.scenario import Scenario
from game.rules.terms import (
    BASES,
    CLAUSES,
    DIALS,
    ISSUES,
    LEVEL_IDS,
    NOBODY,
    PACT_SLOTS,
    RED_LINES,
    RUNG_IDS,
    STANDING,
    IntArray,
)
from game.rules.world import TABLE, TABLES, Table, World, invariants
from game.words import said as say

NOT_SAID: Final = ("ambition", "absent")
"""Tables that the opening of every game draws anew: an ambition, an illness."""
FIELD: Final[Mapping[str, str]] = {
    **{
        name: name
        for name in (
            "bases", "secretaries", "cells", "members", "first", "grip", "exposure", "rung", "lean", "trust",
            "line", "pages", "ownership", "health", "capital", "reputation", "fear", "security",
        )
    },
    "position": "positions",
    "dial": "dials",
    "bloc": "blocs",
}  # fmt: skip
"""Tables that the Scenario has as a field of its own: rules read some of them there as the starting point."""
AGE: Final = 1
"""The mark of an event that happened before the first quarter: the table counts quarters from one."""


def sayable(table: Table) -> bool:
    """Whether a start may say cells of a table: motions and the calendar have no words of their own."""
    return table.name not in NOT_SAID and not {"m", "y"} & set(table.axes)


def axis(scenario: Scenario, letter: str) -> tuple[str, ...]:
    """The words of an axis, in the order of its places."""
    s = scenario
    words: dict[str, tuple[str, ...]] = {
        "c": s.contenders, "d": s.contenders, "p": s.people, "f": s.figures, "r": s.regions,
        "x": (*s.contenders, "unaligned"), "b": BASES[2:], "u": BASES, "i": ISSUES, "k": DIALS,
        "o": tuple(o.id for o in s.offices), "e": tuple(e.id for e in s.events),
        "s": tuple(str(n) for n in range(1, PACT_SLOTS + 1)), "l": CLAUSES,
        "w": tuple(d.id for d in s.documents), "t": tuple(STANDING), "z": ("full", "candidates"),
        "v": tuple(law.id for law in STATUTES), "n": RED_LINES, "g": ("first", "second"),
    }  # fmt: skip
    return words[letter]


def values(scenario: Scenario, table: str, place: tuple[int, ...] = ()) -> dict[str, int] | None:
    """The words that stand for the values of a table, or None for a table of plain numbers."""
    s = scenario
    if table == "rung":
        return {word: n for n, word in enumerate(RUNG_IDS)}
    if table == "holder":
        return {"nobody": NOBODY, **{word: n for n, word in enumerate(s.people)}}
    if table == "first":
        return {**{word: n for n, word in enumerate(s.contenders)}, "nobody": len(s.contenders)}
    if table in {"pact_enemy", "delegate_of"}:
        return {"nobody": NOBODY, **{word: n for n, word in enumerate(s.contenders)}}
    if table == "asked":
        return {"nothing": 0, **{e.id: n for n, e in enumerate(s.events, 1)}}
    if table == "answer":
        return {"none": 0, **{choice.id: n for n, choice in enumerate(s.events[place[0]].choices, 1)}}
    if table == "document":
        return {"none": -1, **{word: n for n, word in enumerate(LEVEL_IDS)}}
    return None


def applied(draft: Draft, scenario: Scenario) -> Scenario:
    """The scenario with everything that standing.yaml and departs.yaml say of its start."""
    said = list(_sheets(draft))
    if not said or draft.problems:
        return scenario
    world = World.new(scenario, seed_of("1"))
    touched: dict[str, tuple[str, tuple[str | int, ...]]] = {}
    for part, path, node in said:
        for name, tree in node.value.items() if isinstance(node.value, dict) else ():
            table = TABLE.get(name)
            if table is None or not sayable(table):
                known = [t.name for t in TABLES if sayable(t)]
                draft.wrong(
                    part, (*path, name), say("check.no-table", word=name), nearest(name, known), key=True
                )
                continue
            _table(draft, scenario, table, tree, getattr(world, name))
            touched[name] = (part, (*path, name))
    if draft.problems:
        return scenario
    _whole(draft, scenario, world, touched)
    return _with(scenario, world, set(touched))


def _sheets(draft: Draft) -> Iterator[tuple[str, tuple[str | int, ...], Node]]:
    """Every mapping of tables, the record's first: what departs stands over it."""
    given = draft.nodes.get("standing")
    if given is not None and (node := given.get("tables")) is not None:
        yield "standing", ("tables",), node
    for n, entry in enumerate(draft.departs.departs):
        at: tuple[str | int, ...] = ("departs", n)
        draft.sourced("departs", at, entry.source)
        node = draft.nodes["departs"].get(*at, "set")
        assert node is not None
        yield "departs", (*at, "set"), node


def _table(draft: Draft, s: Scenario, table: Table, tree: Node, cells: IntArray) -> None:
    """Write the cells of one table that a tree names; `cells` has the history axis."""
    if not table.axes:
        number = _value(draft, s, table, (), tree)
        if number is not None:
            cells[0] = number
        return
    for place, node in _leaves(draft, s, table, tree, ()):
        number = _value(draft, s, table, place, node)
        if number is not None:
            cells[(0, *place)] = number


def _leaves(
    draft: Draft, s: Scenario, table: Table, tree: Node, above: tuple[int, ...]
) -> Iterator[tuple[tuple[int, ...], Node]]:
    """Every cell that is named, by its place."""
    if not isinstance(tree.value, dict):
        words = axis(s, table.axes[len(above)])
        hint = say("check.write-word-and-value", word=words[0] if words else "")
        message = say("check.table-goes-on", table=_named(s, table, above))
        draft.problems.append(Problem.at(tree.place, message, hint))
        return
    words = axis(s, table.axes[len(above)])
    for word, node in tree.value.items():
        if word not in words:
            draft.problems.append(
                Problem.at(
                    tree.keys.get(word, node.place),
                    say("check.no-cell", table=table.name, word=word),
                    nearest(word, words),
                )
            )
        elif len(above) + 1 == len(table.axes):
            yield (*above, words.index(word)), node
        else:
            yield from _leaves(draft, s, table, node, (*above, words.index(word)))


def _named(s: Scenario, table: Table, place: tuple[int, ...]) -> str:
    """A cell, or the rows that begin so, as a message names it: ``cells.moscow.trotsky``."""
    words = (axis(s, letter)[n] for letter, n in zip(table.axes, place, strict=False))
    return ".".join((table.name, *words))


def _value(draft: Draft, s: Scenario, table: Table, place: tuple[int, ...], node: Node) -> int | None:
    """The number of a cell, or None and a problem."""
    given = node.value
    words = values(s, table.name, place)
    if words is not None:
        if isinstance(given, str) and given in words:
            return words[given]
        hint = nearest(str(given), words)
    elif isinstance(given, int) and not isinstance(given, bool) and table.low <= given <= table.high:
        return given
    else:
        hint = say("check.write-a-number-from-to", low=str(table.low), high=str(table.high))
    draft.problems.append(
        Problem.at(
            node.place, say("check.no-value-of", table=_named(s, table, place), got=shown(node.plain())), hint
        )
    )
    return None


def _whole(
    draft: Draft,
    s: Scenario,
    world: World,
    touched: Mapping[str, tuple[str, tuple[str | int, ...]]],
) -> None:
    """Whether the cells fit each other: wholes that are wholes, ranks that fit the bodies."""
    for name, (part, path) in touched.items():
        if not TABLE[name].shares:
            continue
        rows = getattr(world, name)[0].sum(axis=-1)
        for r in np.flatnonzero(rows != 1000):
            region = axis(s, TABLE[name].axes[0])[int(r)]
            message = say("check.row-of-table", table=name, row=region, n=str(int(rows[r])))
            draft.wrong(part, (*path, region), message, say("check.give-1000"), key=True)
    if draft.problems:
        return
    ranks = world.rung[0]
    if "size" not in touched:
        world.size[0] = (int((ranks == 7).sum()), int((ranks == 6).sum()))
    for text in invariants(world):
        part, path = touched.get(text.split(":")[0].split()[0], next(iter(touched.values())))
        draft.wrong(
            part, path, say("check.start-broken", what=text), say("check.start-broken-hint"), key=True
        )


def _with(scenario: Scenario, world: World, touched: set[str]) -> Scenario:
    """The scenario that begins as this World stands."""
    changes: dict[str, Any] = {}
    rest = []
    for table in TABLES:
        if table.name not in touched:
            continue
        cells: IntArray = np.array(getattr(world, table.name)[0], dtype=np.int32)
        cells.flags.writeable = False
        if table.name == "holder":
            changes["offices"] = tuple(
                replace(office, holder=int(who)) for office, who in zip(scenario.offices, cells, strict=True)
            )
        elif table.name in FIELD:
            changes[FIELD[table.name]] = cells if table.axes else int(cells)
        else:
            rest.append((table.name, cells))
    return replace(scenario, state=tuple(rest), **changes)


def written(scenario: Scenario, table: str, cells: IntArray, below: IntArray) -> Any:
    """The cells of a table that are not as in `below`, as standing.yaml writes them; None for none.

    A row of shares is written whole, so that it can be read by itself.
    """
    kind = TABLE[table]
    if not kind.axes:
        return None if cells == below else int(cells)
    out: dict[str, Any] = {}
    for place in np.argwhere(cells != below).tolist():
        rows = [place]
        if kind.shares:
            rows = [[*place[:-1], n] for n in range(cells.shape[-1])]
        for row in rows:
            here = out
            for letter, n in zip(kind.axes[:-1], row, strict=False):
                here = here.setdefault(axis(scenario, letter)[n], {})
            words = values(scenario, table, tuple(row))
            number = int(cells[tuple(row)])
            word = number if words is None else next(w for w, n in words.items() if n == number)
            here[axis(scenario, kind.axes[-1])[row[-1]]] = word
    return out or None
