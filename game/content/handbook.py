"""The facts of the handbook, taken from the rules themselves: nothing here is listed twice.

What an order or a motion changes is measured: it is carried out in small worlds that were stirred by named
draws, and the tables that differ afterwards are noted. What closes an order is asked in the same worlds.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

import numpy as np

from game.rules import dice, motions, orders, power, resolve, sittings
from game.rules.changes import Changes
from game.rules.orders import OrderKind
from game.rules.rows import Rows
from game.rules.scenario import Scenario
from game.rules.terms import (
    BODIES,
    CC,
    COMINTERN,
    CONGRESS,
    JOINT,
    POLITBURO,
    UNIONS,
    BoolArray,
    IntArray,
    LongArray,
    Motion,
    Rung,
)
from game.rules.view import PUBLIC, look_together
from game.rules.votes import Docket
from game.rules.world import TABLES, Table, World

HISTORIES = 512
"""How many stirred worlds a measurement is made in."""


@dataclass(frozen=True)
class OrderFacts:
    """One kind of order: what it costs, why it may be closed, what it changes at once."""

    kind: OrderKind
    costs: tuple[int, ...]
    options: int
    closed: tuple[str, ...]
    """Reasons of ``orders.REASONS``, in that order, met in the stirred worlds."""
    changes: tuple[str, ...]
    """Tables of the World, in declared order. What is voted on is under its motions."""


@dataclass(frozen=True)
class MotionFacts:
    """One kind of motion: who may pass it, by what majority, and what carrying it changes."""

    token: str
    severity: int
    cost: int
    """Capital to table it; 0 where only the calendar or a resignation brings it."""
    bodies: tuple[str, ...]
    threshold: str
    """plain, two-thirds (plain outside the joint plenum) or half."""
    changes: tuple[str, ...]


@dataclass(frozen=True)
class StatuteFacts:
    """One structural motion: the law itself, what it does to the secretaries' safety, what carrying it changes."""

    law: motions.Statute
    ends: str
    """The structural motion that it takes out of force, or nothing."""
    security: int
    changes: tuple[str, ...]


@dataclass(frozen=True)
class TableFacts:
    """One table of the World: its size in a scenario, and whether everybody may read it as it is."""

    table: Table
    size: tuple[int, ...]
    public: bool


def tables(scenario: Scenario) -> tuple[TableFacts, ...]:
    """Every table of the World in declared order."""
    return tuple(TableFacts(t, World.shape(scenario, t), t.name in PUBLIC) for t in TABLES)


@lru_cache(maxsize=4)
def order_kinds(scenario: Scenario) -> tuple[OrderFacts, ...]:
    """Every kind of order in the order of the catalogue."""
    price = orders.costs(scenario)
    shut = _closed(scenario)
    out = []
    for n, kind in enumerate(orders.KINDS):
        span = orders.spans(scenario)[n]
        costs = tuple(int(x) for x in np.unique(price[span]))
        moved = _moved_by_order(scenario, n) if kind.id in resolve.RULES else ()
        out.append(OrderFacts(kind, costs, span.stop - span.start, shut[n], moved))
    return tuple(out)


@lru_cache(maxsize=4)
def motion_kinds(scenario: Scenario) -> tuple[MotionFacts, ...]:
    """Every kind of motion: sanctions by severity, then the others, then what comes without an order to table it."""
    listed = motions.catalogue(scenario)
    groups: dict[str, list[int]] = {}
    for n, m in enumerate(listed):
        groups.setdefault(m.token.partition(":")[0], []).append(n)
    price = orders.costs(scenario)
    span = orders.spans(scenario)[orders.KIND["table"]]
    tabled = {o.target: span.start + n for n, o in enumerate(orders.options(scenario)[span])}
    out = []
    for token, places in groups.items():
        m = listed[places[0]]
        cost = (
            orders.KINDS[orders.KIND["line"]].cost if m.kind == Motion.LINE else int(price[tabled[places[0]]])
        )
        bodies = tuple(BODIES[b] for b in sorted({b for n in places for b in listed[n].bodies}))
        majority = "two-thirds" if m.severity >= 6 and JOINT in m.bodies else "plain"
        out.append(
            MotionFacts(token, m.severity, cost, bodies, majority, _moved_by_motion(scenario, m.kind, places))
        )
    resigned = tuple(BODIES[b] for b in (POLITBURO, CC, JOINT))
    out.append(MotionFacts("resign", 0, 0, resigned, "plain", _moved_by_motion(scenario, Motion.RESIGN, [])))
    out.append(
        MotionFacts(
            "report", 0, 0, (BODIES[CONGRESS],), "half", _moved_by_motion(scenario, Motion.REPORT, [])
        )
    )
    houses = (BODIES[UNIONS], BODIES[COMINTERN])
    out.append(MotionFacts("confirm", 0, 0, houses, "plain", _moved_by_motion(scenario, Motion.CONFIRM, [])))
    return tuple(out)


@lru_cache(maxsize=4)
def statutes(scenario: Scenario) -> tuple[StatuteFacts, ...]:
    """Every structural motion in the order of the catalogue."""
    listed = motions.catalogue(scenario)
    places = [n for n, m in enumerate(listed) if m.kind == Motion.STATUTE]
    return tuple(
        StatuteFacts(
            law,
            motions.COUNTERPART.get(law.id, ""),
            scenario.parameter.get(f"statute.security.{law.id}", 0),
            _moved_by_motion(scenario, Motion.STATUTE, [place]),
        )
        for law, place in zip(motions.STATUTES, places, strict=True)
    )


def powers(scenario: Scenario) -> tuple[tuple[str, tuple[str, ...]], ...]:
    """Every power that an office can have, with the ids of the offices that have it."""
    return tuple((word, tuple(o.id for o in scenario.offices if word in o.powers)) for word in orders.POWERS)


def moved_by(entries: Iterable[tuple[str, str]]) -> dict[str, tuple[str, ...]]:
    """For each table the causes that moved it, from (table, cause) pairs such as a ledger has.

    Causes are told by their first word; what a bound took back is no cause.

    >>> moved_by([("fear", "sanction"), ("fear", "reckoning.fear"), ("fear", "bounds")])["fear"]
    ('reckoning', 'sanction')
    """
    out: dict[str, set[str]] = {t.name: set() for t in TABLES}
    for table, cause in entries:
        if cause != "bounds":
            out[table].add(cause.partition(".")[0])
    return {name: tuple(sorted(causes)) for name, causes in out.items()}


def caused(entries: Iterable[tuple[str, str]]) -> dict[str, tuple[str, ...]]:
    """For each cause the tables it moved, in declared order, from (table, cause) pairs such as a ledger has.

    >>> caused([("fear", "sanction"), ("bases", "sanction")])
    {'sanction': ('bases', 'fear')}
    """
    out: dict[str, set[str]] = {}
    for table, cause in entries:
        out.setdefault(cause, set()).add(table)
    return {cause: tuple(t.name for t in TABLES if t.name in moved) for cause, moved in sorted(out.items())}


# Measuring ----------------------------------------------------------------------------------------------------


def _stirred(scenario: Scenario, quarter: int, histories: int = HISTORIES) -> World:
    """Worlds in which almost anything may be true: tables drawn by name, not played."""
    world = World.new(scenario, dice.seeds("handbook", histories))
    world.quarter = quarter
    c = len(scenario.contenders)

    def drawn(name: str, low: int, high: int, shape: tuple[int, ...]) -> IntArray:
        cells = tuple(str(n) for n in range(int(np.prod(shape, dtype=np.int64))))
        found = dice.between(world.seed, quarter, "handbook." + name, low, high, cells)
        return found.reshape((histories, *shape))

    for name, low, high in (
        ("bases", 0, 1000), ("exposure", 0, 900), ("capital", 0, 9), ("health", 100, 900),
        ("reputation", 100, 900), ("trust", -800, 800), ("lean", -500, 900), ("pages", 0, 12),
        ("alarm", 0, 500), ("security", 100, 900), ("bloc", 0, 60),
    ):  # fmt: skip
        table: IntArray = getattr(world, name)
        table[...] = drawn(name, low, high, table.shape[1:])
    for name in ("position", "line"):
        edge: IntArray = getattr(world, name)
        edge[...] = np.clip(drawn(name, -1200, 1200, edge.shape[1:]), -1000, 1000)
    every = np.arange(c)
    world.trust[:, every, every] = 0
    rung = drawn("rung", -8, int(Rung.POLITBURO), (c,))
    world.rung[:, :c] = np.where(rung < 0, int(Rung.CC), rung)
    world.absent[:, :c] = drawn("absent", -3, 1, (c,)) > 0
    world.recanted[...] = np.maximum(0, drawn("recanted", -6, 2, (c,)))
    world.barred[...] = np.maximum(0, drawn("barred", -9, 3, world.barred.shape[1:]))
    held = drawn("holder", -1, c - 1, world.holder.shape[1:])
    able = np.take_along_axis(world.rung, np.maximum(held, 0), axis=1) >= Rung.MEMBER
    world.holder[...] = np.where(able, held, -1)
    world.first[...] = drawn("first", 0, c, world.first.shape[1:])
    # In every second world the first secretaries' patrons hold their regions firmly.
    half = np.arange(histories) % 2 == 0
    firm = np.zeros_like(world.secretaries)
    np.put_along_axis(firm, world.first[:, :, None], 700, axis=2)
    firm[:, :, -1] += 300
    world.secretaries[half] = firm[half]
    # Everybody in one pact or the other, bound to vote and to peace, with a region left alone.
    sides = drawn("pact", 0, 1, (c,))
    for slot in range(2):
        world.pact_in[:, slot] = sides == slot
        world.pact_known[:, slot] = 1
        world.pact_state[:, slot] = 1
        world.pact_term[:, slot] = 4
        world.pact_clause[:, slot] = 1
    return world


def _difference(before: World, after: World) -> tuple[str, ...]:
    """Names of the tables that differ, in declared order."""
    return tuple(
        t.name for t in TABLES if not np.array_equal(getattr(before, t.name), getattr(after, t.name))
    )


def _busiest(scenario: Scenario) -> int:
    """The quarter with the most sittings, the first of several."""
    return max(range(scenario.quarters), key=lambda q: (len(scenario.sittings_by_quarter[q]), -q))


@lru_cache(maxsize=4)
def _closed(scenario: Scenario) -> tuple[tuple[str, ...], ...]:
    """For each kind of order the reasons for which it was found closed, whatever the quarter."""
    seats = tuple(range(len(scenario.contenders)))
    found: list[set[int]] = [set() for _ in orders.KINDS]
    for q in range(scenario.quarters):
        codes = orders.closed(look_together(_stirred(scenario, q, 64), seats))
        for n, span in enumerate(orders.spans(scenario)):
            found[n] |= {int(x) for x in np.unique(codes[:, :, span])} - {0}
    return tuple(tuple(orders.REASONS[x] for x in sorted(codes)) for codes in found)


def _moved_by_order(scenario: Scenario, kind: int) -> tuple[str, ...]:
    """Which tables one order a world of this kind changes; the order must be open.

    It is carried out in the first quarter, the busiest, the first with a congress and the last: some kinds are open
    or do more in some quarters only.
    """
    congresses = [
        q for q, there in enumerate(scenario.sittings_by_quarter) for x in there if x.body == CONGRESS
    ]
    moved: set[str] = set()
    for quarter in sorted({0, _busiest(scenario), *congresses[:1], scenario.quarters - 1}):
        moved |= set(_moved_in(scenario, kind, quarter))
    return tuple(t.name for t in TABLES if t.name in moved)


def _moved_in(scenario: Scenario, kind: int, quarter: int) -> tuple[str, ...]:
    """As `_moved_by_order`, in one quarter."""
    before = _stirred(scenario, quarter)
    c = len(scenario.contenders)
    span = orders.spans(scenario)[kind]
    h = np.arange(HISTORIES)
    seat, option = h % c, span.start + (h // c) % (span.stop - span.start)
    codes = orders.closed(look_together(before, tuple(range(c))))
    h = np.flatnonzero(codes[h, seat, option] == 0)
    target = np.array([orders.options(scenario)[n].target for n in option[h]], dtype=np.int64)
    after = before.copy()
    ch = Changes(after)
    rows = Rows(h, seat[h], target, np.full(len(h), -1))
    resolve.RULES[orders.KINDS[kind].id](ch, rows)
    ch.apply()
    return _difference(before, after)


def _moved_by_motion(scenario: Scenario, kind: Motion, places: list[int]) -> tuple[str, ...]:
    """Which tables carrying a motion changes, as a vote does it; what leaving a body brings comes after."""
    before = _stirred(scenario, _busiest(scenario))
    # A discussion is open in half of the worlds, so that closing it can be seen.
    before.discussion[::2] = 1
    before.memo.clear()
    c = len(scenario.contenders)
    h: LongArray = np.arange(HISTORIES)
    docket = Docket.empty(HISTORIES, 1)
    docket.motion[:, 0] = int(kind)
    docket.mover[:, 0] = h % c
    listed = motions.catalogue(scenario)
    if places:
        chosen = [listed[places[n]] for n in h // c % len(places)]
        docket.subject[:, 0] = [m.subject for m in chosen]
        docket.severity[:, 0] = [m.severity for m in chosen]
        docket.direction[:, 0] = [m.direction for m in chosen]
        docket.catalogue[:, 0] = [places[n] for n in h // c % len(places)]
    else:
        docket.subject[:, 0] = h // c % len(scenario.offices)
    docket.object[:, 0] = h // (2 * c) % 2 if kind == Motion.SANCTION else h * 7 % c
    if kind == Motion.RELIEVE and scenario.figures:
        # Only a figure is relieved, and there is nothing to take from one without a post.
        docket.object[:, 0] = c + h * 7 % len(scenario.figures)
        before.holder[h, h % len(scenario.offices)] = docket.object[:, 0]
    after = before.copy()
    ch = Changes(after)
    # What confirms a man in his post changes something only where it is lost.
    every: BoolArray = np.full(HISTORIES, kind != Motion.CONFIRM)
    sittings.carry(ch, scenario.sittings[0], docket, 0, every, power.commanding(before))
    ch.apply()
    return _difference(before, after)
