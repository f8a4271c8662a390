"""The condition words of the content language: sentences such as ``exposure trotsky >= 300``.

QUANTITIES is the whole vocabulary: each quantity names the kinds of its arguments and how it is read
from a World as int[h]. Content parses sentences against this table; the handbook is printed from it.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np

from game.rules import power, reached, roles
from game.rules.scenario import Condition
from game.rules.terms import BoolArray, IntArray, LongArray
from game.rules.world import World

Numbers = IntArray | LongArray
Reader = Callable[[World, tuple[IntArray, ...]], Numbers]


@dataclass(frozen=True)
class Quantity:
    """One word of the language: the kinds of its arguments, how it is read, what it says."""

    args: tuple[str, ...]
    """Of: contender, person, figure, region, office, issue, dial, base, event, choice, document, want."""
    read: Reader
    about: str
    value: str = "number"
    """What it is compared with: number, rung, level, person, contender, quarter, ending, or truth (no comparison)."""
    table: str = ""
    """The table it is a cell of, at its own arguments, if it is nothing else."""


def _cell(table: str) -> Reader:
    def read(world: World, args: tuple[IntArray, ...]) -> Numbers:
        values: IntArray = getattr(world, table)
        rows = np.arange(world.histories)
        out: IntArray = values[(rows, *(np.maximum(a, 0) for a in args))]
        absent = np.zeros(world.histories, dtype=bool)
        for a in args:
            absent |= a < 0
        return np.where(absent, 0, out)

    return read


def _base(n: int) -> Reader:
    cell = _cell("bases")
    return lambda world, args: cell(world, (args[0], np.full_like(args[0], n)))


def _derived(of: Callable[[World], IntArray]) -> Reader:
    def read(world: World, args: tuple[IntArray, ...]) -> Numbers:
        out = of(world)[np.arange(world.histories), np.maximum(args[0], 0)]
        return np.where(args[0] < 0, 0, out)

    return read


def _plain(table: str) -> Reader:
    return lambda world, args: getattr(world, table)


def _figure_lean(world: World, args: tuple[IntArray, ...]) -> Numbers:
    c = len(world.scenario.contenders)
    return _cell("lean")(world, (args[0] - c, args[1]))


def _figure_want(world: World, args: tuple[IntArray, ...]) -> Numbers:
    """How the last quarter dealt with a figure's want: 1 met, -1 denied, 0 neither or not his: int32[h]."""
    s = world.scenario
    figure, word = (int(a[0]) for a in args)
    out = np.zeros(world.histories, dtype=np.int32)
    for slot, want in enumerate(s.wants[figure - len(s.contenders)] if len(s.wants) else ()):
        if want == word:
            out = world.wish[:, figure - len(s.contenders), slot]
    return out


QUANTITIES: dict[str, Quantity] = {
    "army": Quantity(("contender",), _base(0), "army prestige"),
    "mantle": Quantity(("contender",), _base(1), "Lenin's mantle"),
    "press": Quantity(("contender",), _base(2), "reach in the press"),
    "control": Quantity(("contender",), _derived(power.control), "General Secretary control"),
    "support": Quantity(("contender",), _derived(power.support), "party support"),
    "menace": Quantity(("contender",), _derived(power.menace), "strength as feared"),
    "alarm": Quantity(("contender",), _cell("alarm"), "fear beyond the bases", table="alarm"),
    "exposure": Quantity(("contender",), _cell("exposure"), "the factional case", table="exposure"),
    "health": Quantity(("contender",), _cell("health"), "health", table="health"),
    "capital": Quantity(("contender",), _cell("capital"), "political capital", table="capital"),
    "reputation": Quantity(
        ("contender",), _cell("reputation"), "name for keeping one's word", table="reputation"
    ),
    "trust": Quantity(
        ("contender", "contender"), _cell("trust"), "trust of the first in the second", table="trust"
    ),
    "lean": Quantity(("figure", "contender"), _figure_lean, "a figure's inclination"),
    "want": Quantity(
        ("figure", "want"), _figure_want, "whether a figure's want was met (1), denied (-1) or neither"
    ),
    "rung": Quantity(("person",), _cell("rung"), "standing", table="rung", value="rung"),
    "absent": Quantity(("person",), _cell("absent"), "ill or away", table="absent", value="truth"),
    "position": Quantity(("person", "issue"), _cell("position"), "where a person stands", table="position"),
    "line": Quantity(("issue",), _cell("line"), "the official line", table="line"),
    "pages": Quantity(("contender", "issue"), _cell("pages"), "what he has put in writing", table="pages"),
    "ownership": Quantity(
        ("issue", "contender"), _cell("ownership"), "who answers for the line", table="ownership"
    ),
    "dial": Quantity(("dial",), _cell("dial"), "a dial of the country", table="dial"),
    "security": Quantity((), _plain("security"), "how safe the secretaries feel"),
    "fear": Quantity((), _plain("fear"), "how much a show of hands hides"),
    "grip": Quantity(("region",), _cell("grip"), "grip of an organisation", table="grip"),
    "secretaries": Quantity(
        ("region", "contender"), _cell("secretaries"), "share of the secretaries", table="secretaries"
    ),
    "cells": Quantity(("region", "contender"), _cell("cells"), "share of the rank and file", table="cells"),
    "holder": Quantity(("office",), _cell("holder"), "who holds an office", table="holder", value="person"),
    "first": Quantity(
        ("region",), _cell("first"), "patron of the first secretary", table="first", value="contender"
    ),
    "happened": Quantity(
        ("event",), lambda w, a: (_cell("fired")(w, a) > 0).astype(np.int32), "an event has happened", "truth"
    ),
    "chose": Quantity(
        ("event", "choice"),
        lambda w, a: (_cell("answer")(w, a[:1]) == a[1] + 1).astype(np.int32),
        "a choice was made",
        "truth",
    ),
    "pact": Quantity(
        ("contender", "contender"),
        lambda w, a: (
            power.allied(w)[np.arange(w.histories), np.maximum(a[0], 0), np.maximum(a[1], 0)]
            & (a[0] >= 0)
            & (a[1] >= 0)
        ).astype(np.int32),
        "the two are in one pact",
        "truth",
    ),
    "ruling": Quantity(
        ("contender",),
        lambda w, a: power.commanding(w)[np.arange(w.histories), np.maximum(a[0], 0)].astype(np.int32),
        "he is of the leadership",
        "truth",
    ),
    "ending": Quantity((), reached.ending, "how it ends, or would end now", value="ending"),
    "leads": Quantity(("contender",), reached.leads, "he leads, alone or with others", "truth"),
    "heads": Quantity(("person",), reached.heads, "he is at the head of a collective leadership", "truth"),
    "offices": Quantity(("person",), reached.offices, "how many offices he holds"),
    "fortress": Quantity(("region", "contender"), reached.fortress, "the region is his fortress", "truth"),
    "highest": Quantity(("base", "contender"), reached.highest, "nobody has more of a base", "truth"),
    "reports": Quantity(
        ("contender",), _cell("reports"), "congresses that heard the report from him", table="reports"
    ),
    "reversals": Quantity(
        ("contender",), _cell("reversals"), "how often he went back on his own pages", table="reversals"
    ),
    "vindicated": Quantity(
        ("contender",), reached.vindicated, "issues on which the line came to where he stood at the start"
    ),
    "old-guard": Quantity((), reached.old_guard, "how many of the old guard are full members"),
    "hungry": Quantity((), _plain("hungry"), "hungry years in a row"),
    "document": Quantity(("document",), _cell("document"), "how far a document has gone", value="level"),
    "copy": Quantity(("document", "contender"), _cell("copied"), "he holds a copy of a document", "truth"),
    "quarter": Quantity(
        (), lambda w, a: np.full(w.histories, w.quarter, dtype=np.int32), "the date", value="quarter"
    ),
}

OPS: dict[str, Callable[[Numbers, int], BoolArray]] = {
    ">=": lambda a, v: a >= v,
    "<=": lambda a, v: a <= v,
    ">": lambda a, v: a > v,
    "<": lambda a, v: a < v,
    "=": lambda a, v: a == v,
    "!=": lambda a, v: a != v,
}


def holds(world: World, condition: Condition, asked: int | IntArray | None = None) -> BoolArray:
    """Whether one condition holds in each history: bool[h]."""
    quantity = QUANTITIES[condition.quantity]
    if quantity.table and min(condition.args, default=0) >= 0:
        # The same cell in every history: a column.
        column = getattr(world, quantity.table)[(slice(None), *condition.args)]
        return OPS[condition.op](column, condition.value)
    args = tuple(
        _argument(world, kind, code, asked) for kind, code in zip(quantity.args, condition.args, strict=True)
    )
    return OPS[condition.op](quantity.read(world, args), condition.value)


def all_hold(world: World, conditions: Sequence[Condition], asked: int | IntArray | None = None) -> BoolArray:
    """Whether all conditions hold: bool[h]; an empty list always holds."""
    out: BoolArray = np.ones(world.histories, dtype=bool)
    for n, condition in enumerate(conditions):
        # What already fails everywhere needs no second look.
        if n and not out.any():
            break
        out &= holds(world, condition, asked)
    return out


def _argument(world: World, kind: str, code: int, asked: int | IntArray | None) -> IntArray:
    if kind == "contender" and code < 0:
        return roles.contender(world, code, asked)
    if kind == "person" and code < 0:
        return roles.person(world, code, asked)
    return np.full(world.histories, code, dtype=np.int32)
