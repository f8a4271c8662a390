"""Motions: what can be moved, in which body, on whom; and what carrying one does.

The catalogue lists every motion that an order can table. Its place in the list is an index of state, its
name (`sanction-5:trotsky`) is what records say.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from game.rules.scenario import Scenario
from game.rules.terms import CC, COMINTERN, CONFERENCE, CONGRESS, ISSUES, JOINT, POLITBURO, UNIONS, Motion

SEVERITIES = ("note", "reprimand", "warning", "office", "rung", "cc", "party", "exile")
"""The ladder of sanctions, severity 1 to 8."""


@dataclass(frozen=True)
class MotionKind:
    """One motion that can be tabled: what it is about and its severity.

    `subject` is a contender for sanctions and returns, an office for `fill`, a region for `secretary`, an issue
    for `line`, a document for `publish`; `direction` is +1 or -1 for a line. The person to be put in comes with the order.
    """

    token: str
    kind: Motion
    subject: int
    severity: int = 0
    direction: int = 0
    bodies: tuple[int, ...] = ()


SANCTION_BODIES: dict[int, tuple[int, ...]] = {
    1: (POLITBURO, CC, JOINT, CONFERENCE, CONGRESS),
    2: (POLITBURO, CC, JOINT, CONFERENCE, CONGRESS),
    3: (CC, JOINT, CONFERENCE, CONGRESS),
    4: (CC, JOINT, CONGRESS),
    5: (CC, JOINT, CONGRESS),
    6: (JOINT, CONGRESS),
    7: (JOINT, CONGRESS),
    8: (POLITBURO,),
}
"""Which bodies may pass a sanction of each severity."""

BODIES_FOR: dict[Motion, tuple[int, ...]] = {
    Motion.LINE: (POLITBURO, CONFERENCE, CONGRESS),
    Motion.SECRETARY: (POLITBURO, CC, JOINT, CONGRESS),
    Motion.RETURN: (CC, JOINT, CONGRESS),
    Motion.DELEGATION: (CC, JOINT, CONGRESS),
    Motion.COMMISSION: (POLITBURO, CC, JOINT),
    Motion.PUBLISH: (POLITBURO, CC, JOINT, CONFERENCE, CONGRESS),
    Motion.SEAT: (CC, JOINT, CONGRESS),
    Motion.RELIEVE: (CC, JOINT, CONGRESS),
}

PERSONAL = frozenset({Motion.FILL, Motion.SECRETARY, Motion.SEAT, Motion.RELIEVE})
"""Motions that name a person beside what they are about."""
SEATS = ("politburo", "candidates")
"""What a contested seat may be: full member of the Politburo, or its candidate."""


@dataclass(frozen=True)
class Statute:
    """One structural motion: its name, the bodies that may pass it, whether it hits the Secretariat, what it does."""

    id: str
    bodies: tuple[int, ...]
    hits: bool
    """Whether it takes something from who answers for the Secretariat."""
    once: bool
    """Whether it works at once and leaves nothing in force, so that it may be carried again."""
    about: str


HIGH = (CC, JOINT, CONGRESS)
STATUTES: tuple[Statute, ...] = (
    Statute("collegial-secretariat", HIGH, True, False, "three share what the Secretariat's drift brings"),
    Statute(
        "subordinate-secretariat",
        HIGH,
        True,
        False,
        "the Secretariat appoints only with a Politburo behind it",
    ),
    Statute("abolish-general-secretary", HIGH, True, False, "the post of General Secretary is no more"),
    Statute(
        "secret-ballot", (CC, JOINT, CONFERENCE, CONGRESS), True, False, "delegates are elected in secret"
    ),
    Statute("rotation", HIGH, True, True, "secretaries are moved from post to post"),
    Statute("tenure", (*HIGH, CONFERENCE), False, True, "secretaries keep their posts"),
    Statute("enlarge-politburo", HIGH, False, True, "two more full members"),
    Statute("enlarge-committee", (CONGRESS,), False, True, "a tenth more seats in the Central Committee"),
    Statute("lift-ban", (CONFERENCE, CONGRESS), True, False, "factions are no offence in themselves"),
    Statute("enforce-ban", (*HIGH, CONFERENCE), False, False, "factions are pursued with twice the zeal"),
    Statute("close-discussion", (POLITBURO, CC, JOINT), False, True, "the party discussion is closed"),
    Statute("enlarge-candidates", HIGH, False, True, "three more candidates of the Politburo"),
)
"""Every structural motion; its place is an index of the World's table `statute`."""

STATUTE: dict[str, int] = {statute.id: n for n, statute in enumerate(STATUTES)}
COUNTERPART = {"lift-ban": "enforce-ban", "enforce-ban": "lift-ban"}
"""A statute that ends another."""


ELECTORS: dict[int, tuple[int, ...]] = {
    POLITBURO: (POLITBURO, CC, JOINT, CONGRESS),
    CC: (CC, JOINT, CONGRESS),
    CONGRESS: (CONGRESS,),
    UNIONS: (UNIONS,),
    COMINTERN: (COMINTERN,),
}
"""Which bodies may fill an office, by the body that elects to it."""


@lru_cache(maxsize=8)
def catalogue(scenario: Scenario) -> tuple[MotionKind, ...]:
    """Every motion that can be tabled by order, in a fixed order."""
    out = [
        MotionKind(f"sanction-{severity}:{name}", Motion.SANCTION, c, severity, 0, SANCTION_BODIES[severity])
        for severity in range(1, 9)
        for c, name in enumerate(scenario.contenders)
    ]
    for i, issue in enumerate(ISSUES):
        for direction, sign in (("up", 1), ("down", -1)):
            out.append(
                MotionKind(f"line:{issue}-{direction}", Motion.LINE, i, 0, sign, BODIES_FOR[Motion.LINE])
            )
    for o, office in enumerate(scenario.offices):
        out.append(MotionKind(f"fill:{office.id}", Motion.FILL, o, 0, 0, ELECTORS.get(office.body, (CC,))))
    for r, region in enumerate(scenario.regions):
        out.append(MotionKind(f"secretary:{region}", Motion.SECRETARY, r, 0, 0, BODIES_FOR[Motion.SECRETARY]))
    for c, name in enumerate(scenario.contenders):
        out.append(MotionKind(f"return:{name}", Motion.RETURN, c, 0, 0, BODIES_FOR[Motion.RETURN]))
    for n, statute in enumerate(STATUTES):
        out.append(MotionKind(f"statute:{statute.id}", Motion.STATUTE, n, 0, 0, statute.bodies))
    for r, region in enumerate(scenario.regions):
        out.append(
            MotionKind(f"delegation:{region}", Motion.DELEGATION, r, 0, 0, BODIES_FOR[Motion.DELEGATION])
        )
    for c, name in enumerate(scenario.contenders):
        out.append(
            MotionKind(f"commission:{name}", Motion.COMMISSION, c, 0, 0, BODIES_FOR[Motion.COMMISSION])
        )
    for d, document in enumerate(scenario.documents):
        out.append(MotionKind(f"publish:{document.id}", Motion.PUBLISH, d, 0, 0, BODIES_FOR[Motion.PUBLISH]))
    for n, move in enumerate(("postpone:congress", "postpone:plenum", "convene:congress", "convene:plenum")):
        bodies = (POLITBURO, CC, JOINT) if move.endswith("plenum") else (CC, JOINT)
        out.append(MotionKind(move, Motion.CALENDAR, n, 0, 0, bodies))
    for n, seat in enumerate(SEATS):
        out.append(MotionKind(f"seat:{seat}", Motion.SEAT, n, 0, 0, BODIES_FOR[Motion.SEAT]))
    if scenario.figures:
        out.append(MotionKind("relieve", Motion.RELIEVE, 0, 4, 0, BODIES_FOR[Motion.RELIEVE]))
    return tuple(out)


@lru_cache(maxsize=8)
def by_name(scenario: Scenario) -> NDArray[np.int64]:
    """Places of all motions in the order of their names, so that the order of a file decides nothing: int64[m]."""
    tokens = [m.token for m in catalogue(scenario)]
    return np.array(sorted(range(len(tokens)), key=tokens.__getitem__), dtype=np.int64)


def naming(contender: int) -> int:
    """The bit by which an order that tables a sanction names one more contender; the lowest bit is for the penalty.

    >>> naming(0), naming(2)
    (2, 8)
    """
    return 2 << contender


def others_named(extra: int, contenders: int) -> tuple[int, ...]:
    """Whom the order of a sanction names beside its first: contenders in the order of the scenario.

    >>> others_named(naming(2) | naming(0) | 1, 5)
    (0, 2)
    """
    return tuple(k for k in range(contenders) if extra > 0 and extra & naming(k))


def competent(scenario: Scenario, quarter: int, motion: MotionKind) -> tuple[int, ...]:
    """Places, among the quarter's sittings in date order, of the written ones that may pass `motion`."""
    there = scenario.sittings_by_quarter[quarter]
    return tuple(n for n, s in enumerate(there) if s.body in motion.bodies and not s.spare)
