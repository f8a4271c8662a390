"""Promises a politician asks for beside the vote and peace, and what each is worth to him who is asked.

A post for one's own man, safe posts for one's secretaries, news shared, a favour, somebody shielded. Weights are
assumptions, tuned by play.
"""

from __future__ import annotations

import numpy as np

from game.rules import clauses
from game.rules.nominees import nominees
from game.rules.pacts import C_FAVOUR, C_INTELLIGENCE, C_NOMINATE, C_SHIELD, C_TENURE
from game.rules.power import precedence
from game.rules.terms import NOMINATE, SHIELD, TENURE, BoolArray, IntArray, LongArray, Motion
from game.rules.view import Views
from game.rules.votes import Docket

i32 = np.int32

CLOSE = 250
"""Trust from which two share what they hear."""
AT_STAKE = 120
"""Share of the secretaries, per mille, from which a contender asks that they be left in their posts."""
PRESSED = 300
"""Exposure from which a contender asks to be shielded."""
MILDEST = 4
"""The mildest sanction one asks to be shielded from: the loss of one's posts."""
PLENTY = 5
"""Capital from which one lends in the hope of more."""
WORTH = {
    "nominate": 45,
    "rival": 140,
    "news": 20,
    "credit": 12,
    "tenure": 40,
    "friend": 25,
    "foe": 90,
    "twice": 400,
}
"""What each is worth, in points of `talks.worth`: a post given away, to him who has it or may have it, and so on."""


def ask(views: Views, go: BoolArray, members: IntArray, enemy: IntArray, out: IntArray) -> None:
    """Into each offer that is made, the promises its maker has a use for.

    `go` bool[h, v], `members` int32[h, v] as bits, `enemy` int32[h, v], `out` int32[h, v, columns of an offer].
    """
    s = views.scenario
    c, people = len(s.contenders), len(s.people)
    seats = views.seats.astype(np.int32)
    partners = members & ~(i32(1) << seats)
    pair = go & ((partners & (partners - i32(1))) == 0)
    apart = np.zeros(go.shape, dtype=bool)
    general = s.office_with("prepare")
    for k in range(c):
        with_him = ((partners >> i32(k)) & i32(1)) > 0
        apart |= with_him & (views.trust[:, np.arange(len(seats)), seats, k] < CLOSE)
    out[:, :, C_INTELLIGENCE] = pair & ~apart
    out[:, :, C_FAVOUR] = (seats + i32(1)) * (pair & (views.own(views.capital) >= PLENTY))
    out[:, :, C_SHIELD] = (seats * i32(clauses.LADDER) + i32(MILDEST)) * (
        go & (views.own(views.exposure) >= PRESSED)
    )
    if general >= 0:
        chief = views.boss[:, :, general]
        led = go & (chief >= 0) & (((partners >> np.maximum(chief, 0)) & i32(1)) > 0)
        out[:, :, C_TENURE] = led & (views.control[:, seats] > AT_STAKE)
    # A post that is vacant or the enemy's, for the one he would put forward.
    best = nominees(views)
    order = precedence("nominate", tuple(o.id for o in s.offices), 64)
    boss = views.boss
    key = np.full(go.shape, -1, dtype=np.int32, order="F")
    for post in range(len(s.offices)):
        free = (views.holder[:, post] < 0)[:, None] | ((boss[:, :, post] == enemy) & (enemy >= 0))
        key = np.where(free, np.maximum(key, order[post]), key)
    office = np.maximum(key, i32(0)) & i32(63)
    asks = go & (key >= 0) & (best >= 0)
    given = nominee_of(views)
    if given is not None:
        before = np.take_along_axis(given, office[:, :, None], axis=2)[:, :, 0]
        asks &= (before < 0) | (before == best)
    out[:, :, C_NOMINATE] = (office * i32(people) + best + i32(1)) * asks


def _own(views: Views) -> list[tuple[BoolArray, IntArray]]:
    """Each pact of each viewer: whether he is in it and it is in force, bool[h, v], and its clauses, int32[h, v, l]."""
    out = []
    for slot in np.flatnonzero((views.pact_state > 0).any(axis=(0, 1))):
        mine: BoolArray = (views.own(views.pact_in.transpose(0, 1, 3, 2))[:, :, slot] > 0) & (
            views.pact_state[:, :, slot] > 0
        )
        out.append((mine, views.pact_clause[:, :, slot]))
    return out


def nominee_of(views: Views) -> IntArray | None:
    """Whom each viewer has promised to put forward for each office: int32[h, v, o], -1 nobody; None where none has."""
    s = views.scenario
    out = np.full((views.histories, len(views.seats), len(s.offices)), -1, dtype=np.int32, order="F")
    for mine, text in _own(views):
        office, person = clauses.nominated(s, text[:, :, NOMINATE])
        for o in range(len(s.offices)):
            np.copyto(out[:, :, o], person, where=mine & (office == o))
    return out if (out >= 0).any() else None


def way(views: Views, docket: Docket) -> IntArray | None:
    """How each viewer's own pacts bind him on each motion: int32[h, v, slots] 1 for, -1 against; None where none does."""
    s = views.scenario
    kind, subject = docket.motion[:, None], docket.subject[:, None]
    obj, severity = docket.object[:, None], docket.severity[:, None]
    out = np.zeros((views.histories, len(views.seats), docket.slots), dtype=np.int32, order="F")
    for mine, text in _own(views):
        if not (text[:, :, NOMINATE] + text[:, :, SHIELD] + text[:, :, TENURE] > 0).any():
            continue
        office, person = (x[:, :, None] for x in clauses.nominated(s, text[:, :, NOMINATE]))
        whom, least = (x[:, :, None] for x in clauses.shielded(text[:, :, SHIELD]))
        here = (kind == Motion.FILL) & (office == subject)
        bound = np.where(here, np.where(person == obj, 1, -1), 0)
        hard = (kind == Motion.SANCTION) & (whom == subject) & (severity >= least)
        moved = (kind == Motion.SECRETARY) & (text[:, :, TENURE, None] > 0)
        bound = np.where(hard | moved, -1, bound) * mine[:, :, None]
        np.copyto(out, bound, where=bound != 0)
    return out if out.any() else None


def price(views: Views, h: LongArray, v: LongArray, maker: int, offer: IntArray) -> IntArray:
    """What these promises are worth to him who is asked, one a row: int32[rows]; `maker` is the contender who asks."""
    s = views.scenario
    me = views.seats[v].astype(np.int32)
    office, person = clauses.nominated(s, offer[:, C_NOMINATE])
    holder = views.boss[h, v, np.maximum(office, 0)]
    found = np.where(person == me, i32(WORTH["nominate"]), i32(0))
    found -= np.where((office >= 0) & (person != me), i32(WORTH["nominate"] // 3), i32(0))
    found -= np.where((office >= 0) & (holder == me) & (person != me), i32(WORTH["rival"]), i32(0))
    given = nominee_of(views)
    if given is not None:
        # Nobody promises one post to two men.
        before = given[h, v, np.maximum(office, 0)]
        found -= np.where((office >= 0) & (before >= 0) & (before != person), i32(WORTH["twice"]), i32(0))
    close = views.trust[h, v, me, maker] >= CLOSE
    found += (offer[:, C_INTELLIGENCE] > 0) * np.where(close, i32(WORTH["news"]), i32(-WORTH["news"]))
    # He who is lent to has something now; he who is to lend gives first.
    lender = offer[:, C_FAVOUR] - i32(1)
    found += ((lender >= 0) & (lender != me)) * i32(WORTH["credit"])
    found -= (lender == me) * i32(WORTH["credit"])
    whom, _ = clauses.shielded(offer[:, C_SHIELD])
    guarded = np.clip(whom, 0, len(s.contenders) - 1)
    his = (whom >= 0) & (whom < len(s.contenders))
    found += his * (whom == me) * i32(WORTH["friend"])
    hated = his & (whom != me) & (views.trust[h, v, me, guarded] < 0)
    found -= hated * i32(WORTH["foe"]) * -np.minimum(views.trust[h, v, me, guarded], i32(0)) // i32(1000)
    general = s.office_with("prepare")
    if general >= 0:
        led = (views.boss[h, v, general] == me) & (offer[:, C_TENURE] > 0)
        found -= led * i32(WORTH["tenure"])
    priced: IntArray = found.astype(np.int32)
    return priced
