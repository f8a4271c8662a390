"""Builders of small worlds: the smallest scenario that shows a point, with people who have no names."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable
from typing import Any

import numpy as np

from game.rules.parameters import DEFAULTS
from game.rules.scenario import Agenda, Choice, Condition, Document, Effect, Event, Office, Scenario, Sitting
from game.rules.terms import GOODS, HARMS, Motion, Rung

CONTENDERS = ("anna", "boris", "clara", "david", "elena")


def i32(values: Any) -> np.ndarray:
    """An int32 array."""
    return np.asarray(values, dtype=np.int32)


def a_sitting(body: int, quarter: int, name: str, month: int = 3, **more: Any) -> Sitting:
    """A sitting of a body in a quarter; the rest as given."""
    base: dict[str, Any] = {
        "id": name, "body": body, "quarter": quarter, "date": (1924 + quarter // 4, month, 10), "seats": 0,
        "opening": False, "source_cells": False, "tiers": 1, "conscience": 350, "grip": 500, "cc": 0, "ccc": 0,
        "politburo": 0, "candidates": 0, "agenda": (),
    }  # fmt: skip
    return Sitting(**{**base, **more})


def a_vector(**words: int) -> tuple[int, ...]:
    """What a paper does, by the names of HARMS."""
    return tuple(words.get(word, 0) for word in HARMS)


def some_documents(of: Callable[[int], int] = int) -> tuple[Document, ...]:
    """A letter against whoever holds the first office, a platform, minutes, and room for two records."""
    letter = Document(
        "letter", 0, 0, 5, (of(2),), ((-100, a_vector(mantle=-180)), (of(2), a_vector(mantle=-60))),
        a_vector(exposure=80), a_vector(exposure=150),
    )  # fmt: skip
    talks = ((-6, a_vector(exposure=200, trust=-60)),)
    return (
        letter,
        Document("minutes", 2, -1, hurts=((-6, a_vector(cells=-60, reputation=-60)),)),
        Document("platform", 3, -1, hurts=((-6, a_vector(pages=2, cells=20)),)),
        Document("record-1", 1, -1, hurts=talks),
        Document("record-2", 1, -1, hurts=talks),
    )


def a_scenario(
    *,
    figures: int = 25,
    regions: int = 14,
    quarters: int = 24,
    numbers: int = 3,
    order: tuple[int, ...] = (0, 1, 2, 3, 4),
    **more: Any,
) -> Scenario:
    """A whole scenario made from a fixed generator; `order` permutes the contenders without changing who is who."""
    rng = np.random.default_rng(numbers)
    c = 5
    secretaries = rng.integers(0, 200, (regions, c + 1))
    secretaries[:, 0] += 300
    cells = rng.integers(50, 200, (regions, c + 1))
    for table in (secretaries, cells):
        table[:] = table * 1000 // table.sum(1, keepdims=True)
        table[:, -1] += 1000 - table.sum(1)
    bases, persona, pages = (
        rng.integers(100, 800, (c, 3)),
        rng.integers(200, 800, (c, 6)),
        rng.integers(0, 5, (c, 3)),
    )
    trust = rng.integers(-500, 600, (c, c)) * (1 - np.eye(c, dtype=int))
    positions, lean = rng.integers(-600, 600, (c + figures, 3)), rng.integers(-300, 700, (figures, c))
    members, towns = rng.integers(100, 800, regions), rng.integers(0, 6, regions)
    growth = np.stack([rng.integers(100, 900, regions)] * (quarters // 4 + 1))
    if regions > 12:
        towns[12] = 8
    place = {old: new for new, old in enumerate(order)}

    def of(k: int) -> int:
        return place[k]

    rows = np.array(order)
    cols = np.array([*order, c])
    everywhere = tuple(range(regions))
    army = (12,) if regions > 12 else (regions - 1,)
    offices = (
        Office(
            "gs", of(0), 1, ("prepare", "place"), everywhere, 0, 1, (Effect("drift", (-3, -100), 25),), ()
        ),
        Office("chair", of(3), 0, ("chair", "run"), (), 4, 1, (), ((GOODS, -30),)),
        Office("report", of(2), 0, ("report",), (), -1, 0, (), ()),
        Office("war", of(1), 1, ("court",), army, -1, 1, (Effect("army", (-103,), 10),), ()),
        Office("pravda", of(4), 1, ("printing",), (), 1, 1, (Effect("press", (-104,), 15),), ()),
        Office("sovnarkom", c if figures else of(3), 1, ("run",), (), -1, 1, (), ((GOODS, -20),)),
    )
    sittings: list[Sitting] = []
    for q in range(quarters):
        month = (q % 4) * 3 + 3
        sittings.append(a_sitting(2 if q % 2 else 1, q, "joint.1" if q % 2 else "cc.1", month))
        if q in (1, 7, 15):
            size = {1: 748, 7: 665, 15: 898}[q]
            report = Agenda(int(Motion.REPORT), -1, -1, 0, -1)
            sittings.append(
                a_sitting(
                    4,
                    q,
                    f"congress.{q}",
                    month,
                    seats=size,
                    cc=53,
                    ccc=151,
                    politburo=7,
                    candidates=6,
                    agenda=(report,),
                )
            )
        sittings.append(a_sitting(0, q, "politburo.1", month, date=(1924 + q // 4, month, 20)))
    verdict = Agenda(int(Motion.SANCTION), of(1), -1, 2, of(0))
    sittings.append(
        a_sitting(
            3,
            0,
            "conference.13",
            1,
            seats=128,
            opening=True,
            source_cells=True,
            tiers=2,
            grip=620,
            agenda=(verdict,),
        )
    )
    events = (
        Event("news", (1924, 1, 21), 0, 0, 1000, False, (), (Effect("mantle", (of(0),), 20),), None, (), (), "", "C", False),
        Event(
            "question", (1924, 1, 22), 0, 0, 1000, False, (), (), -103,
            (Choice("stay", ()), Choice("go", (Effect("mantle", (-2,), 40), Effect("health", (-2,), -150)))), (), "", "C", False,
        ),
        Event(
            "hazard", (1925, 1, 22), 4, 8, 200, False, (Condition("exposure", (of(1),), ">=", 100),),
            (Effect("lean", (-3, of(0)), 10),) if figures else (), None, (), (), "", "C", False,
        ),
    )  # fmt: skip
    rung = [7, 7, 7, 7, 6]
    values: dict[str, Any] = {
        "id": "small", "first_quarter": 1924 * 4, "quarters": quarters,
        "contenders": tuple(CONTENDERS[k] for k in order), "figures": tuple(f"figure-{n}" for n in range(figures)),
        "regions": tuple(f"region-{n}" for n in range(regions)), "offices": offices, "sittings": tuple(sittings),
        "events": events, "parameters": tuple(DEFAULTS.items()),
        "bases": i32(bases[rows]), "manner": i32([500] * c), "oratory": i32(np.array([350, 900, 850, 500, 700])[rows]),
        "health": i32(np.array([700, 350, 600, 700, 750])[rows]), "capital": i32(np.array([4, 3, 5, 5, 3])[rows]),
        "exposure": i32(np.array([0, 280, 0, 0, 0])[rows]), "reputation": i32([500] * c), "persona": i32(persona[rows]),
        "pages": i32(pages[rows]), "trust": i32(trust[np.ix_(rows, rows)]),
        "rung": i32([rung[k] for k in order] + ([7] * 2 + [6] * 5 + [5] * (figures - 7))[:figures]),
        "positions": i32(np.concatenate([positions[rows], positions[c:]])), "lean": i32(lean[:, rows]),
        "secretaries": i32(secretaries[:, cols]), "cells": i32(cells[:, cols]), "members": i32(members), "growth": i32(growth),
        "first": i32([of(0)] + [5] * (regions - 1)), "grip": i32([500] * regions), "towns": i32(towns),
        "line": i32([-300, -300, -300]), "ownership": i32(np.full((3, c), 100)),
        "dials": i32([1000, 1000, 500, 100, 450, 500, 500, 100, 0, 0, 500, 500]),
        "wants": i32([[n % 8, (n + 1 + n // 8) % 8] for n in range(figures)]).reshape(figures, 2),
        "red": i32([n % 12 - 1 for n in range(figures)]),
        "blocs": i32(np.array([[14, 3, 8, 6, 2, 2], [20, 2, 8, 6, 4, 10]])[:, cols]),
        "documents": some_documents(of),
    }  # fmt: skip
    return Scenario(**{**values, **more})


def with_parameter(scenario: Scenario, **changed: int) -> Scenario:
    """The same scenario with some parameters changed (dots written as two underscores)."""
    new = {k.replace("__", "."): v for k, v in changed.items()}
    return dataclasses.replace(scenario, parameters=tuple((k, new.get(k, v)) for k, v in scenario.parameters))


def with_contenders(scenario: Scenario, many: int) -> Scenario:
    """The same scenario with 2 to 8 contenders: fewer are cut, more are copied from the first ones; without events."""
    old = len(scenario.contenders)
    who = np.arange(many) % old
    names = tuple(scenario.contenders[k] + ("-second" if n >= old else "") for n, k in enumerate(who))
    columns = np.append(who, old)

    def person(p: int) -> int:
        return p if p < 0 else p % many if p < old else p - old + many

    def shares(table: Any) -> np.ndarray:
        out = np.asarray(table)[:, columns]
        out = out * 1000 // out.sum(axis=1, keepdims=True)
        out[:, -1] += 1000 - out.sum(axis=1)
        return i32(out)

    trust = np.asarray(scenario.trust)[np.ix_(who, who)] * (1 - np.eye(many, dtype=int))
    first = np.asarray(scenario.first)
    people = np.append(who, np.arange(old, len(scenario.people)))
    by_contender = (
        "bases",
        "manner",
        "oratory",
        "health",
        "capital",
        "exposure",
        "reputation",
        "persona",
        "pages",
    )
    sittings = tuple(
        dataclasses.replace(
            s,
            agenda=tuple(
                dataclasses.replace(a, subject=(a.mover + 1) % many if a.severity else a.subject)
                for a in (dataclasses.replace(a, mover=person(a.mover)) for a in s.agenda)
            ),
        )
        for s in scenario.sittings
    )
    papers = tuple(
        dataclasses.replace(
            d,
            keeper=d.keeper if d.keeper is None else person(d.keeper),
            copies=tuple(sorted({person(k) for k in d.copies})),
            hurts=tuple({person(k): (person(k), how) for k, how in d.hurts}.values()),
        )
        for d in scenario.documents
    )
    return dataclasses.replace(
        scenario,
        contenders=names,
        offices=tuple(dataclasses.replace(o, holder=person(o.holder)) for o in scenario.offices),
        documents=papers,
        sittings=sittings,
        events=(),
        trust=i32(trust),
        rung=i32(np.asarray(scenario.rung)[people]),
        positions=i32(np.asarray(scenario.positions)[people]),
        lean=i32(np.asarray(scenario.lean)[:, who]),
        secretaries=shares(scenario.secretaries),
        cells=shares(scenario.cells),
        first=i32(np.where(first < old, first % many, many)),
        ownership=i32(np.asarray(scenario.ownership)[:, who]),
        blocs=i32(np.asarray(scenario.blocs)[:, columns]),
        **{name: i32(np.asarray(getattr(scenario, name))[who]) for name in by_contender},
    )


def with_outsiders(scenario: Scenario) -> Scenario:
    """The same scenario with its last two contenders out of the party from the start, one expelled and one abroad."""
    c = len(scenario.contenders)
    rung = np.array(scenario.rung)
    rung[c - 2], rung[c - 1] = int(Rung.EXPELLED), int(Rung.ABROAD)
    offices = tuple(
        dataclasses.replace(o, holder=-1) if o.holder in (c - 2, c - 1) else o for o in scenario.offices
    )
    return dataclasses.replace(scenario, id=f"{scenario.id}-outside", rung=i32(rung), offices=offices)
