"""The effect words of the content language: sentences such as ``mantle trotsky +40``.

EFFECTS is the whole vocabulary. An effect becomes Changes under a mask bool[h]. Where a kind says
"or all", the word `all` may stand for every one of its axis.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from game.rules import documents, roles
from game.rules.changes import Changes
from game.rules.conditions import all_hold
from game.rules.scenario import Effect
from game.rules.terms import BoolArray, IntArray
from game.rules.world import World

Writer = Callable[[Changes, Effect, BoolArray, int | IntArray | None, str], None]


@dataclass(frozen=True)
class Word:
    """One effect word: kinds of its arguments, how it is written, what it says, whether = is allowed."""

    args: tuple[str, ...]
    write: Writer
    about: str
    value: str = "number"
    """number, rung, level, person, contender: what stands after + - or =."""
    sets: bool = False
    """Whether the word only sets (=) and never adds."""


def _role(world: World, kind: str, code: int, asked: int | IntArray | None) -> IntArray:
    if code >= 0:
        return np.full(world.histories, code, dtype=np.int32)
    return roles.person(world, code, asked) if kind == "person" else roles.contender(world, code, asked)


def _add(table: str, *fixed: int) -> Writer:
    """A word that adds to one cell of `table`, whose last indices are `fixed`."""

    def write(ch: Changes, e: Effect, mask: BoolArray, asked: int | IntArray | None, cause: str) -> None:
        world = ch.world
        kinds = EFFECTS[e.table].args
        cell = _one_cell(world, e, asked)
        if cell is not None and not e.absolute:
            if not (table == "trust" and cell[0] == cell[1]):
                ch.add(table, (*cell, *fixed), mask * np.int32(e.amount), cause)
            return
        where: list[IntArray] = []
        rows_mask = mask.copy()
        spread: list[int] | None = None
        for kind, code in zip(kinds, e.args, strict=True):
            if code == roles.ALL:
                length = getattr(world, table).shape[1 + len(where)]
                spread = list(range(length))
                where.append(np.zeros(world.histories, dtype=np.int32))
                continue
            who = _role(world, kind_of(kind)[0], code, asked)
            if kind_of(kind)[0] == "figure":
                who = who - offset_of(world)
            rows_mask &= who >= 0
            where.append(who)
        h = np.flatnonzero(rows_mask)
        if not len(h):
            return
        at = [w[h] for w in where] + [np.full(len(h), f) for f in fixed]
        alls = [i for i, code in enumerate(e.args) if code == roles.ALL]
        for value in spread if spread is not None else [-1]:
            if value >= 0:
                at[alls[0]] = np.full(len(h), value)
            if table == "trust" and (keep := at[0] != at[1]).sum() < len(h):
                # Nobody's trust in himself moves.
                if keep.any():
                    ch.rows(table, h[keep], (at[0][keep], at[1][keep]), e.amount, cause)
                continue
            if e.absolute:
                ch.put_rows(table, h, tuple(at), e.amount, cause)
            else:
                ch.rows(table, h, tuple(at), e.amount, cause)

    return write


def _one_cell(world: World, e: Effect, asked: int | IntArray | None) -> tuple[int, ...] | None:
    """The cell an effect means if it is the same one in every history, else None."""
    out = []
    for kind, code in zip(EFFECTS[e.table].args, e.args, strict=True):
        who = int(asked) if code == roles.ASKED and isinstance(asked, int) else code
        if who < 0:
            return None
        out.append(who - offset_of(world) if kind_of(kind)[0] == "figure" else who)
    return tuple(out)


def _read_out(ch: Changes, e: Effect, mask: BoolArray, asked: int | IntArray | None, cause: str) -> None:
    """A document comes as far as a level: wider, and its harm is done; or back again, and nothing is unsaid."""
    world = ch.world
    h = np.flatnonzero(mask)
    d = e.args[0]
    level = world.document[h, d]
    back = h[level > e.amount]
    ch.put_rows("document", back, (d,), e.amount, cause)
    wider = h[level < e.amount]
    if e.amount:
        documents.read_out(
            ch, wider, np.full(len(wider), d), np.full(len(wider), e.amount, dtype=np.int32), cause
        )
    else:
        ch.put_rows("document", wider, (d,), 0, cause)


def offset_of(world: World) -> int:
    """Where figures begin among the people."""
    return len(world.scenario.contenders)


def _shares(table: str, kind: str) -> Writer:
    def write(ch: Changes, e: Effect, mask: BoolArray, asked: int | IntArray | None, cause: str) -> None:
        world = ch.world
        n = len(world.scenario.regions)
        way = kind if e.amount > 0 or kind == "drift" else "loss"
        one = int(asked) if e.args[1] == roles.ASKED and isinstance(asked, int) else e.args[1]
        if one >= 0:
            by = mask * np.int32(abs(e.amount))
            for r in range(n) if e.args[0] == roles.ALL else e.args[:1]:
                ch.share(table, way, (r, one), by, cause)
            return
        who = _role(world, "contender", e.args[1], asked)
        h = np.flatnonzero(mask & (who >= 0))
        if not len(h) or not e.amount:
            return
        where = np.arange(n) if e.args[0] == roles.ALL else np.array(e.args[:1])
        hh = np.repeat(h, len(where))
        ch.share_rows(table, way, hh, (np.tile(where, len(h)), who[hh]), abs(e.amount), cause)

    return write


def _put(table: str) -> Writer:
    def write(ch: Changes, e: Effect, mask: BoolArray, asked: int | IntArray | None, cause: str) -> None:
        world = ch.world
        kind = EFFECTS[e.table].args[0]
        who = _role(world, kind, e.args[0], asked)
        h = np.flatnonzero(mask & (who >= 0))
        value: IntArray | int = e.amount
        if EFFECTS[e.table].value in {"person", "contender"} and e.amount < -1:
            value = _role(world, EFFECTS[e.table].value, e.amount, asked)[h]
        ch.put_rows(table, h, (who[h],), value, cause)

    return write


EFFECTS: dict[str, Word] = {
    "army": Word(("contender",), _add("bases", 0), "army prestige"),
    "mantle": Word(("contender",), _add("bases", 1), "Lenin's mantle"),
    "press": Word(("contender",), _add("bases", 2), "reach in the press"),
    "alarm": Word(("contender",), _add("alarm"), "fear beyond the bases"),
    "exposure": Word(("contender",), _add("exposure"), "the factional case"),
    "shield": Word(("contender",), _add("shield"), "quarters in which his removal is resisted"),
    "health": Word(("contender",), _add("health"), "health"),
    "capital": Word(("contender",), _add("capital"), "political capital"),
    "reputation": Word(("contender",), _add("reputation"), "name for keeping one's word"),
    "trust": Word(
        ("contender or all", "contender or all"), _add("trust"), "trust of the first in the second"
    ),
    "lean": Word(("figure or all", "contender"), _add("lean"), "a figure's inclination"),
    "position": Word(("person", "issue"), _add("position"), "where a person stands"),
    "line": Word(("issue",), _add("line"), "the official line"),
    "pages": Word(("contender", "issue"), _add("pages"), "what he has put in writing"),
    "ownership": Word(("issue", "contender"), _add("ownership"), "who answers for the line"),
    "dial": Word(("dial",), _add("dial"), "a dial of the country"),
    "security": Word((), _add("security"), "how safe the secretaries feel"),
    "fear": Word((), _add("fear"), "how much a show of hands hides"),
    "grip": Word(("region or all",), _add("grip"), "grip of an organisation"),
    "members": Word(("region or all",), _add("members"), "party members, hundreds"),
    "secretaries": Word(("region or all", "contender"), _shares("secretaries", "gain"), "the secretaries"),
    "cells": Word(("region or all", "contender"), _shares("cells", "gain"), "the rank and file"),
    "drift": Word(("region or all", "contender"), _shares("secretaries", "drift"), "unaligned secretaries"),
    "absent": Word(("person",), _put("absent"), "ill or away this quarter", sets=True),
    "holder": Word(("office",), _put("holder"), "who holds an office", value="person", sets=True),
    "first": Word(("region",), _put("first"), "patron of the first secretary", value="contender", sets=True),
    "offence": Word(("red-line", "contender"), _add("offence"), "what somebody may not forgive"),
    "rung": Word(("person",), _put("rung"), "standing", value="rung", sets=True),
    "document": Word(("document",), _read_out, "a document is read, or put away", value="level", sets=True),
    "copy": Word(("document", "contender"), _add("copied"), "a copy of a document"),
    "author": Word(("document", "contender"), _add("party"), "whom a document is about, or who wrote it"),
    "called": Word(("office",), _add("called"), "the holder of a post must face the next plenum"),
}


def kind_of(arg: str) -> tuple[str, bool]:
    """The kind of an argument and whether `all` may stand for it.

    >>> kind_of("figure or all")
    ('figure', True)
    """
    kind, _, rest = arg.partition(" or ")
    return kind, rest == "all"


def propose(
    ch: Changes,
    effects: tuple[Effect, ...],
    mask: BoolArray,
    cause: str,
    asked: int | IntArray | None = None,
) -> None:
    """Propose several effects where `mask` bool[h] holds, each under its own conditions."""
    for effect in effects:
        here = mask & all_hold(ch.world, effect.conditions, asked) if effect.conditions else mask
        if here.any():
            EFFECTS[effect.table].write(ch, effect, here, asked, cause)
