"""The catalogue of orders: every kind with its group, cost, trace and counter; what is open to a seat and why not.

An option is a (kind, target) pair with a fixed place in ``options(scenario)``; state and players use the place,
records use the name (`place:urals`). An order is an option plus, where the kind needs it, an extra index.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

import numpy as np

from game.rules import motions
from game.rules.scenario import Scenario
from game.rules.terms import GROUPS, ISSUES, NOBODY, IntArray, Motion, Rung
from game.rules.view import View

POWERS = (
    "place", "prepare", "court", "chair", "report", "run", "detect", "second", "levy", "printing",
)  # fmt: skip
"""What an office can unlock."""


@dataclass(frozen=True)
class OrderKind:
    """One kind of order: its group, cost in capital, what its target is, who sees it, what counters it."""

    id: str
    group: str
    cost: int
    target: str
    """none, region, issue, way (issue and direction), contender, pair, figure, office, motion."""
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
    OrderKind("recant", "self", 0, "none", "public", "exposure that rises again"),
)
KIND: dict[str, int] = {k.id: n for n, k in enumerate(KINDS)}

REASONS = (
    "open",
    "dead",
    "outside",
    "capital",
    "no-office",
    "fortress",
    "self",
    "not-there",
    "no-sitting",
    "no-right",
    "barred",
    "rung",
    "exposure",
    "army",
    "abroad",
    "grace",
    "pact",
    "ill",
    "pages",
    "held",
)
"""Why an option is closed; each has a sentence in the catalogues (`reason.fortress`)."""
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
        "motion": [m.token for m in motions.catalogue(s) if m.kind is not Motion.LINE],
    }
    places = {
        "motion": [n for n, m in enumerate(motions.catalogue(s)) if m.kind is not Motion.LINE],
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
    return tuple(slice(kinds.index(k), kinds.index(k) + kinds.count(k)) for k in range(len(KINDS)))


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
        return 2 if m.severity >= 5 or m.kind in (Motion.FILL, Motion.SECRETARY) else 1
    return kind.cost


@lru_cache(maxsize=8)
def costs(scenario: Scenario) -> IntArray:
    """The cost of every option: int32[n]."""
    return np.array([cost(scenario, n) for n in range(len(options(scenario)))], dtype=np.int32)


@lru_cache(maxsize=8)
def groups(scenario: Scenario) -> IntArray:
    """The group of every option: int32[n], places in GROUPS."""
    return np.array([GROUPS.index(KINDS[o.kind].group) for o in options(scenario)], dtype=np.int32)


def extra_places(view: View) -> IntArray:
    """How many orders of each group his offices allow: int32[h, groups], 1 or 2."""
    out = np.ones((view.histories, len(GROUPS)), dtype=np.int32)
    for o, office in enumerate(view.scenario.offices):
        if office.group >= 0:
            out[:, office.group] += view.boss[:, o] == view.me
    return np.minimum(out, 2)


def domain(view: View) -> np.ndarray:
    """Regions in which his offices let him place people: bool[h, r]."""
    out = np.zeros((view.histories, len(view.scenario.regions)), dtype=bool)
    for o, office in enumerate(view.scenario.offices):
        if office.domain:
            mine = view.boss[:, o] == view.me
            for r in office.domain:
                out[:, r] |= mine
    return out


def reasons(view: View) -> IntArray:
    """Why each option is closed to him, 0 where it is open: int32[h, n], places in REASONS.

    It asks only what he may know. `rest` is open to everybody alive, so some order always is.
    """
    s = view.scenario
    me = view.me
    h = view.histories
    span = spans(s)
    out = np.zeros((h, len(options(s))), dtype=np.int32, order="F")
    rung = view.rung[:, me]
    mine = view.capital[:, me]

    def close(where: slice | int, mask: np.ndarray, why: str) -> None:
        part = out[:, where]
        if part.ndim == 2 and mask.ndim == 1:
            mask = mask[:, None]
        np.copyto(part, REASON[why], where=mask & (part == 0))

    # Who is outside the room has only words to cells, talks, and himself.
    outside = rung < Rung.MEMBER
    for kind in (
        "place",
        "prepare",
        "levy",
        "court",
        "garrisons",
        "table",
        "line",
        "run",
        "charge",
        "resign",
    ):
        close(span[KIND[kind]], outside, "outside")
    away = rung < Rung.BANISHED + 1
    for kind in ("tour", "lobby"):
        close(span[KIND[kind]], away, "abroad")
    for kind in ("table", "line", "charge"):
        close(span[KIND[kind]], rung < Rung.CC, "rung")
    place = span[KIND["place"]]
    close(place, ~domain(view), "no-office")
    shut = (
        view.secretaries[
            np.arange(h)[:, None],
            np.arange(len(s.regions))[None, :],
            np.minimum(view.first, len(s.contenders)),
        ]
        >= s.parameter["fortress"]
    )
    close(place, shut & (view.first != me) & (view.first < len(s.contenders)), "fortress")
    close(span[KIND["prepare"]], ~view.holds("prepare") & ~view.holds("chair"), "no-office")
    for kind in ("polemic", "sound", "charge"):
        part = span[KIND[kind]]
        close(part.start + me, np.ones(h, dtype=bool), "self")
    gone = view.rung[:, : len(s.contenders)] <= Rung.DEAD
    for kind in ("polemic", "sound"):
        close(span[KIND[kind]], gone, "not-there")
    close(span[KIND["charge"]], view.rung[:, : len(s.contenders)] < Rung.MEMBER, "not-there")
    close(span[KIND["charge"]], view.exposure < s.parameter["charge.needs"], "exposure")
    close(span[KIND["tour"]], (view.absent[:, me] > 0), "ill")
    close(span[KIND["court"]], view.army[:, me] < 100, "army")
    close(span[KIND["garrisons"]], view.army[:, me] < 500, "army")
    close(span[KIND["lobby"]], view.rung[:, len(s.contenders) :] < Rung.MEMBER, "not-there")
    run = span[KIND["run"]]
    resign = span[KIND["resign"]]
    close(run, view.boss != me, "no-office")
    close(run, np.array([["run" not in o.powers and not o.dials for o in s.offices]] * h), "no-right")
    close(resign, view.holder != me, "no-office")
    rumour = span[KIND["rumour"]]
    for n, (a, b) in enumerate(pairs(s)):
        if me in (a, b):
            close(rumour.start + n, np.ones(h, dtype=bool), "self")
        close(
            rumour.start + n, (view.rung[:, a] < Rung.MEMBER) | (view.rung[:, b] < Rung.MEMBER), "not-there"
        )
    close(
        span[KIND["recant"]],
        (view.exposure[:, me] < s.parameter["charge.needs"]) & (rung >= Rung.MEMBER),
        "exposure",
    )
    close(span[KIND["recant"]], view.recanted[:, me] > 0, "grace")
    ways = span[KIND["shift"]]
    for n in range(6):
        issue, sign = divmod(n, 2)
        edge = view.position[:, me, issue] >= 1000 if sign == 0 else view.position[:, me, issue] <= -1000
        close(ways.start + n, edge, "held")
        need = view.pages[:, me, issue] // 4
        close(ways.start + n, mine < need, "capital")
    _close_motions(view, close)
    price = costs(s)
    short = mine[:, None] < price[None, :]
    np.copyto(out, REASON["capital"], where=short & (out == 0))
    # A contract not to denounce is a promise, not a wall: breaking it is allowed and has its price.
    dead = rung == Rung.DEAD
    if dead.any():
        rest = span[KIND["rest"]]
        np.copyto(out, REASON["dead"], where=dead[:, None] & (np.arange(out.shape[1]) != rest.start)[None, :])
    return out


def _close_motions(view: View, close) -> None:  # type: ignore[no-untyped-def]
    """Close motions that no body of this quarter may pass, or that make no sense of their target."""
    s = view.scenario
    h = view.histories
    always = np.ones(h, dtype=bool)
    table = spans(s)[KIND["table"]]
    line = spans(s)[KIND["line"]]
    all_options = options(s)
    catalogue = motions.catalogue(s)
    c = len(s.contenders)
    held = posts(view)[:, :c] > 0
    for kind, first, many in blocks(s):
        where = slice(table.start + first, table.start + first + many)
        listed = [all_options[n].target for n in range(where.start, where.stop)]
        m = catalogue[listed[0]]
        subjects = [catalogue[n].subject for n in listed]
        possible = np.array([bool(motions.competent(s, view.quarter, catalogue[n])) for n in listed])
        if not possible.any():
            close(where, always, "no-sitting")
            continue
        close(where, np.broadcast_to(~possible, (h, many)), "no-sitting")
        close(where, view.barred[:, listed] > 0, "barred")
        rung = view.rung[:, subjects] if kind in (Motion.SANCTION, Motion.RETURN) else view.rung[:, :1]
        if kind is Motion.SANCTION:
            close(where, np.broadcast_to(np.array(subjects) == view.me, (h, many)), "self")
            if m.severity == 8:
                close(where, (rung > Rung.EXPELLED) | (rung <= Rung.ABROAD), "rung")
            else:
                close(where, rung < {5: Rung.CANDIDATE, 6: Rung.CC}.get(m.severity, Rung.MEMBER), "rung")
            if m.severity == 4:
                close(where, ~held[:, subjects], "held")
        elif kind is Motion.SECRETARY:
            close(where, view.first[:, subjects] == view.me, "held")
        elif kind is Motion.RETURN:
            close(where, (rung >= Rung.CC) | (rung == Rung.DEAD) | (rung == Rung.ABROAD), "rung")
        elif kind is Motion.FILL:
            close(where, view.boss[:, subjects] == view.me, "held")
    for n in range(line.start, line.stop):
        m = catalogue[line_motion(s, n - line.start)]
        if not motions.competent(s, view.quarter, m):
            close(n, always, "no-sitting")
            continue
        edge = view.line[:, m.subject] >= 1000 if m.direction > 0 else view.line[:, m.subject] <= -1000
        close(n, edge, "held")
        close(n, view.barred[:, line_motion(s, n - line.start)] > 0, "barred")


@lru_cache(maxsize=8)
def blocks(scenario: Scenario) -> tuple[tuple[Motion, int, int], ...]:
    """Motions that can be judged together, as (kind, first place among `table` options, how many).

    Sanctions are grouped by severity; the catalogue lists them so.
    """
    catalogue = motions.catalogue(scenario)
    listed = [catalogue[o.target] for o in options(scenario) if KINDS[o.kind].id == "table"]
    out: list[tuple[Motion, int, int]] = []
    for n, m in enumerate(listed):
        old = listed[n - 1] if n else None
        if old is not None and (old.kind, old.severity) == (m.kind, m.severity):
            kind, first, many = out[-1]
            out[-1] = (kind, first, many + 1)
        else:
            out.append((m.kind, n, 1))
    return tuple(out)


@lru_cache(maxsize=64)
def line_motion(scenario: Scenario, way: int) -> int:
    """The motion that an order `line` with target `way` puts on a docket."""
    first = next(n for n, m in enumerate(motions.catalogue(scenario)) if m.kind is Motion.LINE)
    return first + way


def posts(view: View) -> IntArray:
    """How many offices each person holds: int32[h, p]."""
    if "posts" not in view.kept:
        out = np.zeros(view.rung.shape, dtype=np.int32, order="F")
        rows = np.arange(view.histories)
        for o in range(view.holder.shape[1]):
            who = view.holder[:, o]
            out[rows, np.maximum(who, 0)] += who >= 0
        view.kept["posts"] = out
    kept: IntArray = view.kept["posts"]
    return kept


def nominee(view: View, motion: int) -> IntArray:
    """Whom he would put forward where a motion needs a person: int32[h] of persons, -1 for nobody.

    Himself for an office he does not hold and may hold; else his most devoted client of CC rank. A secretary
    is named by his patron's number.
    """
    s = view.scenario
    m = motions.catalogue(s)[motion]
    if m.kind is Motion.SECRETARY:
        return np.full(view.histories, view.me, dtype=np.int32)
    if m.kind is not Motion.FILL:
        return np.full(view.histories, NOBODY, dtype=np.int32)
    if "nominee" not in view.kept:
        view.kept["nominee"] = _nominee(view)
    out: IntArray = view.kept["nominee"]
    return out


def _nominee(view: View) -> IntArray:
    """Whom he would put forward for any office: int32[h]."""
    s = view.scenario
    c = len(s.contenders)
    offices = (view.holder == view.me).sum(axis=1)
    if not s.figures:
        return np.full(view.histories, view.me, dtype=np.int32)
    from game.rules.dice import word

    ids = np.array([word("nominee", name) % 1024 for name in s.figures], dtype=np.int64)
    free = posts(view)[:, c:]
    able = (view.rung[:, c:] >= Rung.CC) & (view.patron == view.me)
    key = (view.lean[:, :, view.me].astype(np.int64) + 2000 - 300 * free) * 1024 + ids
    key = np.where(able, key, -1) * 64 + np.arange(len(s.figures))
    top = key.max(axis=1)
    client = np.where(top >= 0, c + (top & 63), NOBODY)
    own = (offices < 2) & (view.rung[:, view.me] >= Rung.CC)
    return np.where(own, view.me, client).astype(np.int32)
