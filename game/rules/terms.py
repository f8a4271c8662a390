"""The page of terms: one thing, one word, everywhere (code, scenario files, screen, tests).

Axes of the arrays: h history, c contender, p person (contenders first, then figures), f figure,
r region, x contender or nobody (``contenders + 1``, the last column is the unaligned), o office,
i issue, k dial of the country, e event, m motion.
"""

from __future__ import annotations

from enum import IntEnum
from typing import Final, NewType, TypeVar

import numpy as np
from numpy.typing import NDArray

IntArray = NDArray[np.int32]
LongArray = NDArray[np.int64]
BoolArray = NDArray[np.bool_]
SeedArray = NDArray[np.uint64]

Quarter = NewType("Quarter", int)
"""Quarters are counted from the scenario's first one, which is 0."""

WHOLE: Final = 1000
"""Shares and dials are per mille of this."""

NOBODY: Final = -1


E = TypeVar("E", bound=type[IntEnum])


def plainly(kind: E) -> E:
    """An enumeration whose names stand for plain whole numbers: ``Rung.CC`` is 5.

    Beside an array numpy knows a plain number at once, and asks an enumeration's member four questions first; that
    was a tenth of all the time a quarter takes.

    >>> type(Rung.CC).__name__, Rung(5).name
    ('int', 'CC')
    """
    for name, member in kind.__members__.items():
        type.__setattr__(kind, name, int(member))
    return kind


@plainly
class Rung(IntEnum):
    """The ladder a person stands on; a lost rung costs its rights."""

    DEAD = 0
    ABROAD = 1
    BANISHED = 2
    EXPELLED = 3
    MEMBER = 4
    CC = 5
    CANDIDATE = 6
    POLITBURO = 7


RUNG_IDS: Final = ("dead", "abroad", "banished", "expelled", "member", "cc", "candidate", "politburo")

ISSUES: Final = ("industry", "revolution", "democracy")
"""Each is named by its +1000 pole; the -1000 poles are NEP, socialism in one country, apparatus rule."""
INDUSTRY, REVOLUTION, DEMOCRACY = range(3)

BASES: Final = ("control", "support", "army", "mantle", "press")
"""The five power bases. The first two are derived from regions and cells; the last three are stored."""
CONTROL, SUPPORT, ARMY, MANTLE, PRESS = range(5)

DIALS: Final = (
    "harvest",
    "procurement",
    "price",
    "goods",
    "industry",
    "workers",
    "peasants",
    "scare",
    "measures",
    "imports",
    "china",
    "europe",
)
"""The country. `goods` is the famine of goods (0 = none), `scare` the war scare, `measures` coercion."""
(HARVEST, PROCUREMENT, PRICE, GOODS, OUTPUT, WORKERS, PEASANTS, SCARE, MEASURES, IMPORTS, CHINA, EUROPE) = (
    range(12)
)

BODIES: Final = ("politburo", "cc", "joint", "conference", "congress", "cells", "unions", "comintern")
"""The bodies that sit and vote. `joint` is the Central Committee with the Central Control Commission, `cells` the party-wide vote;
`unions` the trade-union congress, `comintern` the executive of the Communist International."""
POLITBURO, CC, JOINT, CONFERENCE, CONGRESS, CELLS, UNIONS, COMINTERN = range(8)

STANDING: Final = ("cc", "ccc")
"""The bodies whose bloc seats last from one congress to the next."""

PERSONA: Final = ("tempo", "caution", "pride", "doctrine", "loyalty", "patience")
"""Temperament of a contender as a machine plays him: sourced attributes, 0..1000."""

CLAUSES: Final = (
    "vote", "peace", "region", "report", "silence", "collateral", "nominate", "intelligence", "favour", "tenure",
    "shield",
)  # fmt: skip
"""What a pact binds to: vote together, do not denounce, leave a region alone, back a member's report, keep silent on
a document, what is read out when the pact is broken, an office for somebody, to share what one hears, a favour to be
returned, safe posts for secretaries, and nobody's hard punishment."""
VOTE, PEACE, REGION, REPORT, SILENCE, COLLATERAL, NOMINATE, INTELLIGENCE, FAVOUR, TENURE, SHIELD = range(11)

PACT_SLOTS: Final = 8

LEVEL_IDS: Final = ("archive", "politburo", "cc", "delegations", "print", "abroad")
"""How far a document has gone: the places in this list are its levels; -1 is a document that does not exist."""
ARCHIVE, TO_POLITBURO, TO_CC, TO_DELEGATIONS, PRINT, FOREIGN = range(6)

HEARD: Final = (0, 200, 400, 600, 1000, 700)
"""How much of its harm a document has done once it is read at each level, per mille."""

PAPERS: Final = ("archive", "record", "minutes", "platform")
"""How a document comes into being: it was there; by a secret pact; by a secret pact that rules; by a platform."""

HARMS: Final = ("mantle", "exposure", "alarm", "cells", "reputation", "lean", "trust", "pages")
"""What a document can do to a contender: figures' `lean` and other contenders' `trust` are those toward him."""

STATUTE_COUNT: Final = 12
"""How many structural motions there are: the length of ``statutes.STATUTES``."""
WANTS: Final = ("post", "tenure", "peace", "peasants", "industry", "orthodoxy", "army", "workers")
"""The eight words for what a figure wants; `army` is a quiet army, `peace` peace among comrades (rulebook 3.6)."""

RED_LINES: Final = (
    "extraordinary-measures",
    "commissar-in-unions",
    "bulk-expulsion",
    "mutiny",
    "broken-truce",
    "faction-in-cc",
    "letter-buried",
    "patron-falls",
    "men-removed",
    "politics-in-staff",
    "one-man-secretariat",
)
"""What a figure does not forgive (rulebook 3.6)."""


@plainly
class Motion(IntEnum):
    """What can be voted on."""

    NONE = 0
    SANCTION = 1
    LINE = 2
    FILL = 3
    SECRETARY = 4
    RETURN = 5
    RESIGN = 6
    RECANT = 7
    REPORT = 8
    REPORTER = 9
    STATUTE = 10
    DELEGATION = 11
    COMMISSION = 12
    THESES = 13
    PUBLISH = 14
    CALENDAR = 15
    CONFIRM = 16
    SEAT = 17
    RELIEVE = 18


MOTION_IDS: Final = (
    "none",
    "sanction",
    "line",
    "fill",
    "secretary",
    "return",
    "resign",
    "recant",
    "report",
    "reporter",
    "statute",
    "delegation",
    "commission",
    "theses",
    "publish",
    "calendar",
    "confirm",
    "seat",
    "relieve",
)


@plainly
class Stance(IntEnum):
    """What a contender does on the floor of a sitting."""

    SILENT = 0
    SPEAK_FOR = 1
    SPEAK_AGAINST = 2
    AMEND = 3
    WITHDRAW = 4
    WALK_OUT = 5
    APPEAL = 6
    FORCE = 7
    CO_REPORT = 8
    ILL = 9
    PROXY = 10
    ANSWER = 11


STANCE_IDS: Final = (
    "silent",
    "speak-for",
    "speak-against",
    "amend",
    "withdraw",
    "walk-out",
    "appeal",
    "force",
    "co-report",
    "ill",
    "proxy",
    "answer",
)

ENDINGS: Final = (
    "sole-leader",
    "duumvirate",
    "triumvirate",
    "collective-leadership",
    "party-split",
    "military-rule",
    "unresolved",
)

GROUPS: Final = ("apparatus", "word", "mass", "army", "committee", "intrigue", "self")

LUCK: Final = ("none", "smoothed", "full")


def quarter_id(quarter: int, first: int = 1924 * 4) -> str:
    """The name of a quarter, as in a record.

    `first` is the scenario's first quarter counted as ``4 * year + quarter - 1``.

    >>> quarter_id(0), quarter_id(7)
    ('1924Q1', '1925Q4')
    """
    year, part = divmod(first + quarter, 4)
    return f"{year}Q{part + 1}"


def quarter_of(text: str, first: int = 1924 * 4) -> Quarter:
    """The index of a named quarter; raises ValueError when it is not written like ``1925Q4``.

    >>> quarter_of("1925Q4")
    7
    """
    year, mark, part = text.partition("Q")
    if not (mark and year.isdigit() and len(year) == 4 and part in {"1", "2", "3", "4"}):
        raise ValueError(f"'{text}' is not a quarter; write it like 1925Q4")
    return Quarter(int(year) * 4 + int(part) - 1 - first)
