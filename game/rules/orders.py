"""The catalogue of orders: every kind with its group, cost, trace and counter; what is open to a seat and why not.

An option is a (kind, target) pair with a fixed place in ``options(scenario)``; state and players use the place,
records use the name (`place:urals`). An order is an option plus, where the kind needs it, an extra index.
"""

from __future__ import annotations

import itertools
from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from game.rules import calendar, motions
from game.rules.choose import by_viewer, equals
from game.rules.scenario import Scenario
from game.rules.terms import (
    BODIES,
    COMINTERN,
    CONGRESS,
    GROUPS,
    ISSUES,
    PRINT,
    BoolArray,
    IntArray,
    Motion,
    Rung,
)
from game.rules.view import View, Views

Codes = NDArray[np.int8]

POWERS = (
    "place", "prepare", "court", "chair", "report", "run", "detect", "second", "levy", "printing", "inspect",
)  # fmt: skip
"""What an office can unlock."""


@dataclass(frozen=True)
class OrderKind:
    """One kind of order: its group, cost in capital, what its target is, who sees it, what counters it."""

    id: str
    group: str
    cost: int
    target: str
    """none, region, issue, way (issue and direction), contender, pair, figure, office, ambition, document, motion."""
    trace: str
    counter: str


KINDS: tuple[OrderKind, ...] = (
    OrderKind("place", "apparatus", 1, "region", "public a quarter later", "fortress"),
    OrderKind("prepare", "apparatus", 2, "none", "secret 300", "appeal to a higher body"),
    OrderKind("expound", "word", 1, "issue", "public", "rival exposition"),
    OrderKind("polemic", "word", 1, "contender", "public", "silence, or a pact that forbids it"),
    OrderKind("tour", "mass", 1, "region", "public", "tour back, grip"),
    OrderKind("levy", "mass", 1, "none", "public", "dilution by the levy"),
    OrderKind("court", "army", 1, "none", "secret 400", "commissars"),
    OrderKind("garrisons", "army", 4, "none", "public", "everybody"),
    OrderKind("table", "committee", 1, "motion", "public", "docket, amendment, withdrawal"),
    OrderKind("lobby", "committee", 1, "figure", "secret 250", "counter-lobby"),
    OrderKind("line", "committee", 1, "way", "public", "amendment"),
    OrderKind("run", "committee", 1, "office", "public", "loss of the office"),
    OrderKind("sound", "intrigue", 0, "contender", "secret 200", "silence"),
    OrderKind("rumour", "intrigue", 1, "pair", "secret 300", "asking openly"),
    OrderKind("charge", "intrigue", 2, "contender", "public", "recantation"),
    OrderKind("rest", "self", 0, "none", "public", "none"),
    OrderKind("shift", "self", 0, "way", "public", "his own pages"),
    OrderKind("resign", "self", 0, "office", "public", "being taken at one's word"),
    OrderKind("transfer", "apparatus", 2, "region", "public", "Politburo, tenure"),
    OrderKind("inspect", "apparatus", 1, "contender", "members of the Politburo see", "a clean record"),
    OrderKind("platform", "word", 2, "none", "public", "the ban, a counter-platform"),
    OrderKind("demonstrate", "mass", 2, "none", "public", "a commission"),
    OrderKind("circle", "mass", 1, "none", "secret 500", "police"),
    OrderKind("letters", "word", 1, "none", "public", "silence"),
    OrderKind("recant", "self", 0, "none", "public", "exposure that rises again"),
    OrderKind("aim", "self", 0, "ambition", "secret", "none"),
    OrderKind("discussion", "mass", 2, "none", "public", "closure"),
    OrderKind("appeal", "committee", 1, "none", "public", "the majority"),
    OrderKind("ambition", "self", 3, "ambition", "secret", "none"),
    OrderKind(
        "document", "word", 1, "document", "as far as it has gone", "a lock, a dispute over authorship"
    ),
    OrderKind("bury", "word", 2, "document", "as far as it has gone", "a leak, a body's decision"),
    OrderKind("leak", "intrigue", 1, "document", "secret 400", "silence"),
)
KIND: dict[str, int] = {k.id: n for n, k in enumerate(KINDS)}

REASONS = (
    "open", "capital", "held", "barred", "pages", "grace", "exposure", "pact", "ill", "army", "no-right",
    "late", "changed", "no-congress", "sealed", "no-road", "no-copy", "unknown",
    "third", "no-sitting", "not-there", "self", "fortress", "no-office", "rung", "abroad", "outside", "dead",
)  # fmt: skip
"""Why an option is closed; of several reasons the last in this list is given (`reason.fortress`)."""
REASON: dict[str, int] = {name: n for n, name in enumerate(REASONS)}


@dataclass(frozen=True)
class Option:
    """One kind aimed at one target."""

    kind: int
    target: int
    token: str


@lru_cache(maxsize=8)
def options(scenario: Scenario) -> tuple[Option, ...]:
    """Every option of a scenario in a fixed order."""
    s = scenario
    # A pair is named in alphabetical order, so that its name does not depend on who is listed first.
    pairs = ["-".join(sorted((a, b))) for i, a in enumerate(s.contenders) for b in s.contenders[i + 1 :]]
    targets: dict[str, list[str]] = {
        "none": [""],
        "region": list(s.regions),
        "issue": list(ISSUES),
        "way": [f"{issue}-{way}" for issue in ISSUES for way in ("up", "down")],
        "contender": list(s.contenders),
        "pair": pairs,
        "figure": list(s.figures),
        "office": [o.id for o in s.offices],
        "ambition": ["1", "2", "3"],
        "document": [d.id for d in s.documents],
        "motion": [m.token for m in motions.catalogue(s) if m.kind != Motion.LINE],
    }
    places = {
        "motion": [n for n, m in enumerate(motions.catalogue(s)) if m.kind != Motion.LINE],
    }
    out = []
    for n, kind in enumerate(KINDS):
        for t, name in enumerate(targets[kind.target]):
            target = places["motion"][t] if kind.target == "motion" else t
            out.append(Option(n, target, f"{kind.id}:{name}" if name else kind.id))
    return tuple(out)


@lru_cache(maxsize=8)
def by_token(scenario: Scenario) -> dict[str, int]:
    """The place of every option by its name."""
    return {o.token: n for n, o in enumerate(options(scenario))}


@lru_cache(maxsize=8)
def spans(scenario: Scenario) -> tuple[slice, ...]:
    """Where the options of each kind lie in ``options``."""
    kinds = [o.kind for o in options(scenario)]
    first = {k: kinds.index(k) if k in kinds else 0 for k in range(len(KINDS))}
    return tuple(slice(first[k], first[k] + kinds.count(k)) for k in range(len(KINDS)))


@lru_cache(maxsize=8)
def pairs(scenario: Scenario) -> tuple[tuple[int, int], ...]:
    """The two contenders of each `pair` target."""
    c = len(scenario.contenders)
    return tuple((a, b) for a in range(c) for b in range(a + 1, c))


def cost(scenario: Scenario, option: int) -> int:
    """Capital an option costs; a sanction of severity 5 or more, and a change of office, cost 2."""
    o = options(scenario)[option]
    kind = KINDS[o.kind]
    if kind.id == "table":
        m = motions.catalogue(scenario)[o.target]
        dear = (
            Motion.FILL,
            Motion.SECRETARY,
            Motion.STATUTE,
            Motion.DELEGATION,
            Motion.CALENDAR,
            Motion.RELIEVE,
        )
        return 2 if m.severity >= 5 or m.kind in dear else 1
    return kind.cost


@lru_cache(maxsize=8)
def costs(scenario: Scenario) -> IntArray:
    """The cost of every option: int32[n]."""
    return np.array([cost(scenario, n) for n in range(len(options(scenario)))], dtype=np.int32)


@lru_cache(maxsize=8)
def groups(scenario: Scenario) -> IntArray:
    """The group of every option: int32[n], places in GROUPS."""
    return np.array([GROUPS.index(KINDS[o.kind].group) for o in options(scenario)], dtype=np.int32)


@dataclass(frozen=True)
class Slate:
    """The motions that orders can table in a quarter, as arrays over the `table` options."""

    kind: IntArray
    subject: IntArray
    severity: IntArray
    place: IntArray
    """The last sitting of the quarter that may pass it, or -1."""
    body: IntArray
    """That sitting's body, or -1."""
    catalogue: IntArray
    sanctions: slice
    """Severities one after the other, contenders inside; places within the `table` options."""
    fills: slice
    secretaries: slice
    returns: slice
    statutes: slice
    delegations: slice
    commissions: slice
    published: slice
    moves: slice
    seats: slice
    relieves: slice
    right: BoolArray
    """[bodies, n] which body may pass what"""


@lru_cache(maxsize=128)
def slate(scenario: Scenario, quarter: int) -> Slate:
    """What can be tabled in a quarter, and where it would go."""
    catalogue = motions.catalogue(scenario)
    listed = [o.target for o in options(scenario)[spans(scenario)[KIND["table"]]]]
    kinds = [catalogue[n].kind for n in listed]
    places = [(motions.competent(scenario, quarter, catalogue[n]) or (-1,))[-1] for n in listed]
    bodies = [scenario.sittings_by_quarter[quarter][p].body if p >= 0 else -1 for p in places]

    def span(kind: Motion) -> slice:
        return (
            slice(kinds.index(kind), kinds.index(kind) + kinds.count(kind)) if kind in kinds else slice(0, 0)
        )

    columns = (
        kinds,
        [catalogue[n].subject for n in listed],
        [catalogue[n].severity for n in listed],
        places,
        bodies,
        listed,
    )
    array = [np.array([int(x) for x in column], dtype=np.int32) for column in columns]
    kinds_of = (Motion.SANCTION, Motion.FILL, Motion.SECRETARY, Motion.RETURN)
    sanction, fill, secretary, back = (span(kind) for kind in kinds_of)
    law, sent, mild = (span(kind) for kind in (Motion.STATUTE, Motion.DELEGATION, Motion.COMMISSION))
    published = span(Motion.PUBLISH)
    right = np.array([[b in catalogue[n].bodies for n in listed] for b in range(len(BODIES))])
    return Slate(
        array[0],
        array[1],
        array[2],
        array[3],
        array[4],
        array[5],
        sanction,
        fill,
        secretary,
        back,
        law,
        sent,
        mild,
        published,
        span(Motion.CALENDAR),
        span(Motion.SEAT),
        span(Motion.RELIEVE),
        right,
    )


def close_up(given: IntArray) -> IntArray:
    """Orders int32[..., 3, 3] with no empty place before a given one: where a line of a record would put them.

    >>> close_up(np.array([[-1, -1, -1], [4, 0, 0], [-1, -1, -1]]))[:, 0].tolist()
    [4, -1, -1]
    """
    there = given[..., 0] >= 0
    if not ((~there[..., 0] & (there[..., 1] | there[..., 2])) | (~there[..., 1] & there[..., 2])).any():
        return given
    place = np.argsort(~there, axis=-1, kind="stable")
    found: IntArray = np.take_along_axis(given, place[..., None], axis=-2)
    return found


def places(views: Views) -> IntArray:
    """The last sitting of the quarter that may pass each motion of the slate: int32[h or 1, n], -1 for none."""
    listed = slate(views.scenario, views.quarter)
    if calendar.as_written(views):
        return listed.place[None]
    if "places" not in views.scratch:
        views.scratch["places"] = calendar.last_places(views, listed.right)
    found: IntArray = views.scratch["places"]
    return found


def extra_places(view: View) -> IntArray:
    """How many orders of each group his offices allow: int32[h, groups], 1 or 2."""
    return room(view.views)[:, 0]


def room(views: Views) -> IntArray:
    """How many orders of each group each viewer's offices allow: int32[h, v, groups], 1 or 2."""
    out = np.ones((views.histories, len(views.seats), len(GROUPS)), dtype=np.int32, order="F")
    for o, office in enumerate(views.scenario.offices):
        if office.group >= 0:
            out[:, :, office.group] += views.boss[:, :, o] == views.seats
    return np.minimum(out, 2)


def domain(views: Views) -> BoolArray:
    """Regions in which his offices let each viewer place people: bool[h, v, r]."""
    out = np.zeros((views.histories, len(views.seats), len(views.scenario.regions)), dtype=bool, order="F")
    for o, office in enumerate(views.scenario.offices):
        if office.domain:
            mine = views.boss[:, :, o] == views.seats
            for r in office.domain:
                out[:, :, r] |= mine
    return out


def words_price(pages: IntArray) -> IntArray:
    """What it costs in capital to change one's mind on what one has written `pages` about: a quarter of them."""
    found: IntArray = pages // np.int32(4)
    return found


def reasons(view: View) -> Codes:
    """Why each option is closed to him, 0 where it is open: int8[h, n], places in REASONS."""
    return closed(view.views)[:, 0]


def closed(views: Views) -> Codes:
    """Why each option is closed to each viewer, 0 where it is open: int8[h, v, n], places in REASONS.

    It asks only what he may know. `rest` is open to everybody alive, so some order always is. A promise in a
    pact is no wall: breaking it is allowed and has its price.
    """
    s = views.scenario
    h, many, c = views.histories, len(views.seats), len(s.contenders)
    seats, span = views.seats, spans(s)
    out: Codes = np.zeros((h, many, len(options(s))), dtype=np.int8, order="F")
    rung = views.mine(views.rung)
    purse = views.own(views.capital)
    everybody = views.rung[:, None, :c]

    def close(where: slice | str, mask: np.ndarray, why: str) -> None:
        """Give `why` where `mask` bool[h or 1, v or 1, n or 1] holds and nothing weightier was said."""
        part = out[:, :, span[KIND[where]] if isinstance(where, str) else where]
        if mask.any():
            np.maximum(part, mask.astype(np.int8) * np.int8(REASON[why]), out=part)

    me = (np.arange(c) == seats[:, None])[None]
    for kinds, low, why in _STANDING:
        shut = (rung < low)[:, :, None]
        if shut.any():
            for kind in kinds:
                close(kind, shut, why)
    close("place", ~domain(views), "no-office")
    full = s.parameter["fortress"]
    first = views.first
    shut = np.zeros(first.shape, dtype=bool, order="F")
    for k in range(c):
        shut |= (first == k) & (views.secretaries[:, :, k] >= full)
    free = views.statute[:, motions.STATUTE["subordinate-secretariat"]] == 0
    if not free.all():
        # The Secretariat appoints only with a Politburo behind it.
        alone = 2 * views.own(views.politburo) <= views.politburo_size[:, None]
        general = views.holds("prepare")
        close("place", (alone & general & ~free[:, None])[:, :, None], "no-right")
    close("place", shut[:, None] & ~by_viewer(first, seats), "fortress")
    # Who is moved by the Secretariat sits in a region that no fortress guards and no man of his own holds.
    close("transfer", ~views.holds("prepare")[:, :, None], "no-office")
    close("transfer", shut[:, None] & ~by_viewer(first, seats), "fortress")
    close("transfer", by_viewer(first, seats), "held")
    close("inspect", ~views.holds("inspect")[:, :, None], "no-office")
    close("inspect", me, "self")
    close("inspect", everybody < Rung.MEMBER, "not-there")
    close("demonstrate", (_capitals(views) < s.parameter["demonstrate.needs"])[:, :, None], "held")
    close("discussion", (views.discussion > 0)[:, None, None], "held")
    close("discussion", ~(views.own(views.commanding) | third(views))[:, :, None], "third")
    inside = (rung >= Rung.MEMBER)[:, :, None]
    close("circle", inside | (rung != Rung.EXPELLED)[:, :, None], "rung")
    close("letters", inside, "rung")
    close("appeal", inside, "rung")
    close("appeal", ~calendar.sits(views, (CONGRESS, COMINTERN), views.quarter)[:, None, None], "no-congress")
    close("prepare", ~(views.holds("prepare") | views.holds("chair"))[:, :, None], "no-office")
    for kind in ("polemic", "sound", "charge"):
        close(kind, me, "self")
    for kind in ("polemic", "sound"):
        close(kind, everybody <= Rung.DEAD, "not-there")
    close("charge", everybody < Rung.MEMBER, "not-there")
    close("charge", views.exposure < s.parameter["charge.needs"], "exposure")
    close("tour", (views.mine(views.absent) > 0)[:, :, None], "ill")
    army = views.mine(views.all_bases)[:, :, 2]
    close("court", (army < 100)[:, :, None], "army")
    close("garrisons", (army < 500)[:, :, None], "army")
    close("lobby", views.rung[:, None, c:] < Rung.MEMBER, "not-there")
    close("run", views.boss != seats[:, None], "no-office")
    close("run", _no_work(s)[None, None], "no-right")
    close("resign", ~by_viewer(views.holder, seats), "no-office")
    a, b = np.array(pairs(s)).reshape(-1, 2).T
    close("rumour", ((a == seats[:, None]) | (b == seats[:, None]))[None], "self")
    gone = views.rung[:, :c] < Rung.MEMBER
    close("rumour", (gone[:, a] | gone[:, b])[:, None], "not-there")
    low = (views.own(views.exposure) < s.parameter["charge.needs"]) & (rung >= Rung.MEMBER)
    close("recant", low[:, :, None], "exposure")
    close("recant", (views.mine(views.recanted) > 0)[:, :, None], "grace")
    stand = views.mine(views.position)
    shift = span[KIND["shift"]].start
    need = words_price(views.mine(views.pages))
    for issue in range(len(ISSUES)):
        for down in range(2):
            at = slice(shift + 2 * issue + down, shift + 2 * issue + down + 1)
            edge = stand[:, :, issue] <= -1000 if down else stand[:, :, issue] >= 1000
            close(at, edge[:, :, None], "held")
            close(at, (purse < need[:, :, issue])[:, :, None], "capital")
    _close_ambitions(views, close)
    _close_motions(views, close)
    if s.documents:
        _close_documents(views, close)
    for where, amount in _prices(s):
        close(where, (purse < amount)[:, :, None], "capital")
    dead = rung == Rung.DEAD
    if dead.any():
        rest = np.full(out.shape[2], REASON["dead"], dtype=np.int8)
        rest[span[KIND["rest"]]] = 0
        np.maximum(out, dead.astype(np.int8)[:, :, None] * rest, out=out)
    return out


def _close_ambitions(views: Views, close: Callable[[slice | str, np.ndarray, str], None]) -> None:
    """One aims in the first quarter; once more one may change one's mind, where a congress sits."""
    always = np.ones((1, 1, 1), dtype=bool)
    held = equals(views.ambition, np.arange(3, dtype=np.int32))
    if views.quarter:
        close("aim", always, "late")
    else:
        close("aim", held, "held")
    congress = calendar.sits(views, (CONGRESS,), views.quarter)
    close("ambition", ~congress[:, None, None], "no-congress")
    if not congress.any():
        return
    close("ambition", held, "held")
    close("ambition", (views.ambition_changed > 0)[:, :, None], "changed")
    close("ambition", (views.mine(views.rung) < Rung.MEMBER)[:, :, None], "outside")


def _close_documents(views: Views, close: Callable[[slice | str, np.ndarray, str], None]) -> None:
    """Papers one does not know, has no copy of, or cannot carry further this quarter."""
    s = views.scenario
    level = views.document
    listed = slate(s, views.quarter).published
    table = spans(s)[KIND["table"]].start
    motion = slice(table + listed.start, table + listed.stop)
    unknown, out, none = level < 0, level >= PRINT, ~views.may_disclose
    for where in ("document", "bury", "leak", motion):
        close(where, unknown, "unknown")
        close(where, out, "held")
    close("document", none, "no-copy")
    close("leak", none, "no-copy")
    close("document", views.step < 0, "no-road")
    locked = views.sealed > 0
    if locked.any():
        close("document", locked, "sealed")
        close("bury", locked, "sealed")
    # Papers are put away by who keeps them, or by who keeps the party's papers or its docket.
    keys = views.holds("prepare") | views.holds("chair")
    close("bury", none & ~keys[:, :, None], "no-copy")


@lru_cache(maxsize=8)
def _prices(scenario: Scenario) -> tuple[tuple[slice, int], ...]:
    """Stretches of options of one price, where they cost anything."""
    price = [int(x) for x in costs(scenario)]
    edges = [n for n in range(len(price)) if n == 0 or price[n] != price[n - 1]] + [len(price)]
    return tuple((slice(a, b), price[a]) for a, b in itertools.pairwise(edges) if price[a])


_STANDING = (
    (("place", "prepare", "levy", "court", "garrisons", "table", "line", "run", "charge", "resign", "transfer", "inspect",
      "platform", "demonstrate", "discussion", "bury"), Rung.MEMBER, "outside"),
    (("tour", "lobby"), Rung.EXPELLED, "abroad"),
    (("table", "line", "charge", "platform", "discussion"), Rung.CC, "rung"),
)  # fmt: skip
"""The rung below which kinds of order are closed, and why: who is outside the room has words, talks and himself."""


def third(views: Views) -> BoolArray:
    """Who carries a third of the plenum, his partners counted: bool[h, v]."""
    mine = views.own(views.plenum) + (views.own(views.allied) * views.plenum).sum(axis=2, dtype=np.int32)
    found: BoolArray = 3 * mine >= views.plenum_size[:, None]
    return found


def _capitals(views: Views) -> IntArray:
    """Each viewer's best share of the cells in a capital: int32[h, v]."""
    towns = np.flatnonzero(np.asarray(views.scenario.towns) & 4)
    if not len(towns):
        return np.zeros((views.histories, len(views.seats)), dtype=np.int32)
    found: IntArray = views.cells[:, towns][:, :, views.seats].max(axis=1)
    return found


@lru_cache(maxsize=8)
def _no_work(scenario: Scenario) -> BoolArray:
    """Offices that have no work to run: bool[o]."""
    return np.array(["run" not in o.powers and not o.dials for o in scenario.offices], dtype=bool)


_LEAST_RUNG = {5: Rung.CANDIDATE, 6: Rung.CC}
"""The rung a target must have for a sanction of a severity; a party member's for the others, 8 apart."""


def _close_motions(views: Views, close: Callable[[slice, np.ndarray, str], None]) -> None:
    """Close motions that no body of this quarter may pass, or that make no sense of their target."""
    s = views.scenario
    c = len(s.contenders)
    table, line = spans(s)[KIND["table"]], spans(s)[KIND["line"]]
    listed = slate(s, views.quarter)
    seats = views.seats

    def part(where: slice) -> slice:
        return slice(table.start + where.start, table.start + where.stop)

    close(table, (places(views) < 0)[:, None], "no-sitting")
    close(table, (views.barred[:, listed.catalogue] > 0)[:, None], "barred")
    rung = views.rung[:, None, :c]
    me = (np.arange(c) == seats[:, None])[None]
    idle = (views.posts[:, :c] == 0)[:, None]
    for severity in range(1, 9):
        first = listed.sanctions.start + (severity - 1) * c
        at = part(slice(first, first + c))
        close(at, me, "self")
        if severity == 8:
            close(at, (rung > Rung.EXPELLED) | (rung <= Rung.ABROAD), "rung")
        else:
            close(at, rung < _LEAST_RUNG.get(severity, Rung.MEMBER), "rung")
        if severity == 4:
            close(at, idle, "held")
    close(part(listed.secretaries), by_viewer(views.first, seats), "held")
    close(part(listed.fills), views.holder[:, None] == seats[:, None], "held")
    close(part(listed.returns), (rung >= Rung.CC) | (rung == Rung.DEAD) | (rung == Rung.ABROAD), "rung")
    # What is in force is not moved again; a delegation goes to a fortress of another; a case needs an accused.
    closure = listed.statutes.start + motions.STATUTE["close-discussion"]
    close(part(slice(closure, closure + 1)), (views.discussion == 0)[:, None, None], "held")
    standing = [n for n, law in enumerate(motions.STATUTES) if not law.once]
    for n in standing:
        at = slice(listed.statutes.start + n, listed.statutes.start + n + 1)
        close(part(at), (views.statute[:, n] > 0)[:, None, None], "held")
    own = by_viewer(views.first, seats)
    close(
        part(listed.delegations), own | (views.first >= c)[:, None] | (views.delegated > 0)[:, None], "held"
    )
    close(part(listed.commissions), (rung < Rung.MEMBER) | (views.exposure < 100), "exposure")
    close(part(listed.moves), ~calendar.moves(views)[0][:, None], "held")
    for n in range(line.start, line.stop):
        at = slice(n, n + 1)
        place = line_motion(s, n - line.start)
        m = motions.catalogue(s)[place]
        if not motions.competent(s, views.quarter, m):
            close(at, np.ones((1, 1, 1), dtype=bool), "no-sitting")
            continue
        now = views.line[:, m.subject]
        edge = now >= 1000 if m.direction > 0 else now <= -1000
        close(at, edge[:, None, None], "held")
        close(at, (views.barred[:, place] > 0)[:, None, None], "barred")


@lru_cache(maxsize=64)
def line_motion(scenario: Scenario, way: int) -> int:
    """The motion that an order `line` with target `way` puts on a docket."""
    first = next(n for n, m in enumerate(motions.catalogue(scenario)) if m.kind == Motion.LINE)
    return first + way
