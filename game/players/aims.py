"""Aims: what a politician's own ambition adds to his orders and his words on the floor, and when he changes it.

The weights are light: power, doctrine and safety come first. What an ambition names (offices, lines, organisations,
men whose standing it needs) is read once from its conditions; what it cannot see it leaves alone.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import Any, cast

import numpy as np

from game.rules import ambitions, calendar, orders, reached
from game.rules.conditions import holds
from game.rules.scenario import Ambition, Condition, Scenario
from game.rules.terms import ARMY, BASES, CONGRESS, ISSUES, MANTLE, BoolArray, IntArray, LongArray, Rung
from game.rules.view import Views

i32 = np.int32

OFFICE, ORGANISATION, LINE, WORK, WORDS, COMRADE, BACK = 60, 35, 30, 12, 12, 30, 40
"""What ambition adds to an order, in points of an appraisal: an office it names, a fortress it needs, and so on."""
FLOOR_LINE, FLOOR_COMRADE = 120, 100
"""What it adds to what he wants of a motion on the line, and takes from his wish to see a man punished."""


@dataclass(frozen=True)
class Aims:
    """What the ambitions of a scenario name, seat by seat."""

    orders: tuple[tuple[tuple[int, IntArray], ...], ...]
    """For each seat: an option and what it is worth to each of his three ambitions, int32[3]."""
    lines: IntArray
    """[c, 3, issue] where he would have the line go: +1, -1, or 0."""
    spared: IntArray
    """[c, 3, c] whose fall would cost him his ambition: 0 or 1."""


@lru_cache(maxsize=8)
def of(scenario: Scenario) -> Aims:
    """The aims of a scenario, read from the conditions of its ambitions."""
    c = len(scenario.contenders)
    lines = np.zeros((c, 3, len(ISSUES)), dtype=np.int32)
    spared = np.zeros((c, 3, c), dtype=np.int32)
    found = []
    for k, three in enumerate(ambitions.of(scenario)):
        points: dict[str, list[int]] = {}
        for n, ambition in enumerate(three):
            worth: dict[str, int] = {}
            for condition in _conditions(ambition):
                _read(scenario, k, condition, worth, lines[k, n], spared[k, n])
            for who in np.flatnonzero(spared[k, n]):
                name = scenario.contenders[who]
                for severity in (5, 6, 7, 8):
                    worth[f"table:sanction-{severity}:{name}"] = -COMRADE
                worth[f"charge:{name}"] = -COMRADE // 2
                worth[f"table:return:{name}"] = BACK
            for token, value in worth.items():
                points.setdefault(token, [0, 0, 0])[n] = value
        place = orders.by_token(scenario)
        found.append(
            tuple((place[t], np.array(p, dtype=np.int32)) for t, p in sorted(points.items()) if t in place)
        )
    return Aims(tuple(found), lines, spared)


def _conditions(ambition: Ambition) -> tuple[Condition, ...]:
    """Every condition that some way of an ambition names, once."""
    return tuple(dict.fromkeys(condition for way in ambition.ways for condition in way))


def _read(
    s: Scenario, k: int, condition: Condition, worth: dict[str, int], line: IntArray, spared: IntArray
) -> None:
    """Note what one condition asks of contender `k`: orders in `worth`, ways of the line, men to spare."""
    args, value = condition.args, condition.value
    sign = {">=": 1, ">": 1, "<=": -1, "<": -1}.get(condition.op, 0)
    if any(a < 0 for a in args):
        return
    match condition.quantity:
        case "holder" if condition.op == "=" and value == k:
            office = s.offices[args[0]].id
            worth[f"table:fill:{office}"] = OFFICE
            worth[f"resign:{office}"] = -OFFICE
        case "reports" if args[0] == k and (post := s.office_with("report")) >= 0:
            worth[f"table:fill:{s.offices[post].id}"] = OFFICE
        case "fortress" if args[1] == k:
            worth[f"place:{s.regions[args[0]]}"] = ORGANISATION
            worth[f"table:secretary:{s.regions[args[0]]}"] = ORGANISATION
        case "rung" if args[0] < len(s.contenders) and args[0] != k and value >= Rung.CC and sign >= 0:
            spared[args[0]] = int(condition.op != "!=")
        case "old-guard" if sign > 0:
            for who in reached.old_guard_of(s):
                if who < len(s.contenders) and who != k:
                    spared[who] = 1
        case "line" if sign:
            line[args[0]] = sign
            worth[f"line:{ISSUES[args[0]]}-{'up' if sign > 0 else 'down'}"] = LINE
        case "vindicated" if args[0] == k:
            for i, issue in enumerate(ISSUES):
                line[i] = np.sign(s.positions[k, i] - s.line[i])
                if line[i]:
                    worth[f"line:{issue}-{'up' if line[i] > 0 else 'down'}"] = LINE
            _stand(worth)
        case "reversals" if args[0] == k:
            _stand(worth)
        case "highest" if args[1] == k and args[0] in (MANTLE, ARMY):
            for token in ["court"] if BASES[args[0]] == "army" else [f"expound:{issue}" for issue in ISSUES]:
                worth[token] = WORDS
        case "dial" if sign:
            for kept in s.offices:
                moved = dict(kept.dials).get(args[0], 0)
                if moved:
                    worth[f"run:{kept.id}"] = WORK if moved * sign > 0 else -WORK


def _stand(worth: dict[str, int]) -> None:
    """He would not go back on what he wrote."""
    worth["recant"] = -BACK
    for issue in ISSUES:
        for way in ("up", "down"):
            worth[f"shift:{issue}-{way}"] = -BACK


def add(views: Views, out: IntArray, at: dict[str, slice]) -> None:
    """Add to the utilities int32[h, v, n] of all options what each viewer's ambition makes of them."""
    aims = of(views.scenario)
    for v, k in enumerate(views.seats):
        held = views.ambition[:, v]
        for option, points in aims.orders[k]:
            out[:, v, option] += points[held]
    out[:, :, at["aim"]] = -1000
    out[:, :, at["ambition"]] = -1000
    if calendar.sits(views, (CONGRESS,), views.quarter).any():
        out[:, :, at["ambition"]] = _better(views)


def wanted_line(views: Views, rows: LongArray, issue: IntArray) -> IntArray:
    """Where each viewer's ambition would have the line go on `issue` [h, slots]: int32[h, v, slots], +1, -1 or 0."""
    aims = of(views.scenario)
    out = np.empty((views.histories, len(views.seats), issue.shape[1]), dtype=np.int32, order="F")
    for v, k in enumerate(views.seats):
        out[:, v] = aims.lines[k][views.ambition[:, v]][rows, issue]
    return out


def comrades(views: Views) -> IntArray:
    """Whose fall would cost each viewer his ambition: int32[h, v, c], 0 or 1."""
    aims = of(views.scenario)
    out = np.empty((views.histories, len(views.seats), aims.spared.shape[2]), dtype=np.int32, order="F")
    for v, k in enumerate(views.seats):
        out[:, v] = aims.spared[k][views.ambition[:, v]]
    return out


def _better(views: Views) -> IntArray:
    """What changing to each ambition is worth at a congress: int32[h, v, 3].

    He compares how many of the conditions hold as far as all can see; what is hidden counts as one half. Early on a
    thing not yet reached is no thing lost, so the comparison weighs as much as the game is old.
    """
    out = np.empty((views.histories, len(views.seats), 3), dtype=np.int32, order="F")
    for v, k in enumerate(views.seats):
        for n, ambition in enumerate(ambitions.of(views.scenario)[k]):
            out[:, v, n] = hope(views, ambition)
        own = np.take_along_axis(out[:, v], views.ambition[:, v, None], axis=1)
        out[:, v] = (out[:, v] - own) * i32(240 * views.quarter // views.scenario.quarters) // i32(
            1000
        ) - i32(20)
    return out


def hope(views: Views, ambition: Ambition) -> IntArray:
    """How much of an ambition is reached already in its nearest way, per mille: int32[h]."""
    best = np.zeros(views.histories, dtype=np.int32)
    for way in ambition.ways:
        now = np.zeros(views.histories, dtype=np.int32)
        for condition in way:
            now += i32(1000) * _holds(views, condition) if _seen(condition) else i32(500)
        best = np.maximum(best, now // i32(max(len(way), 1)))
    return best


def _seen(condition: Condition) -> bool:
    """Whether everybody may see if a condition holds."""
    stored = condition.quantity == "highest" and condition.args[0] >= ARMY
    return (stored or condition.quantity in reached.SEEN) and all(a >= 0 for a in condition.args)


def _holds(views: Views, condition: Condition) -> BoolArray:
    """Whether a condition on what everybody may see holds: bool[h]."""
    # The readers of these quantities ask for public tables only, and a View has those under the same names.
    return holds(cast(Any, views), condition)
