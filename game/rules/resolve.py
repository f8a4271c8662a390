"""What orders do. Rows (h, contender, target) are grouped by kind; every kind is one function of rows.

All effects are computed from the state in which the orders were given and summed: nobody goes first.
"""

from __future__ import annotations

import itertools
from collections.abc import Callable
from functools import lru_cache

import numpy as np

from game.rules import dice, documents, orders, power, redlines, wishes, word
from game.rules.changes import Changes
from game.rules.rows import Rows
from game.rules.rows import chance as _chance
from game.rules.rows import detect as _detect
from game.rules.rows import everywhere as _everywhere
from game.rules.rows import parameter as _par
from game.rules.scenario import Scenario
from game.rules.terms import DEMOCRACY, INDUSTRY, IntArray, LongArray, Rung
from game.rules.world import World


@lru_cache(maxsize=8)
def _aims(scenario: Scenario) -> tuple[LongArray, LongArray]:
    """Kind and target of every option: int64[n] each."""
    options = orders.options(scenario)
    return np.array([o.kind for o in options]), np.array([o.target for o in options])


def rows_by_kind(world: World, given: IntArray) -> dict[str, Rows]:
    """Orders int32[h, c, 3, 3] (option, extra, sitting) as rows by kind."""
    kinds, targets = _aims(world.scenario)
    h, c, slot = np.nonzero(given[:, :, :, 0] >= 0)
    option = given[h, c, slot, 0]
    kind = kinds[option]
    order = np.argsort(kind, kind="stable")
    h, c, target = h[order], c[order], targets[option[order]]
    extra = given[h, c, slot[order], 1].astype(np.int64)
    ends = np.searchsorted(kind[order], np.arange(len(orders.KINDS) + 1))
    return {
        orders.KINDS[k].id: Rows(h[a:b], c[a:b], target[a:b], extra[a:b])
        for k, (a, b) in enumerate(itertools.pairwise(ends))
        if b > a
    }


def resolve(ch: Changes, given: IntArray, by_kind: dict[str, Rows]) -> None:
    """Propose what all orders of a quarter do, and take their cost. Motions go to dockets elsewhere."""
    world = ch.world
    price = orders.costs(world.scenario)
    h, c, slot = np.nonzero(given[:, :, :, 0] >= 0)
    ch.rows("capital", h, (c,), -price[given[h, c, slot, 0]], "cost.order", c)
    for kind, rows in by_kind.items():
        rule = RULES.get(kind)
        if rule is not None:
            rule(ch, rows)


def _place(ch: Changes, rows: Rows) -> None:
    world = ch.world
    bits = world.placed[rows.h, rows.c, rows.t]
    often = sum((bits >> n) & 1 for n in range(6))
    gain = np.where(often >= 3, _par(world, "place.gain") // 2, _par(world, "place.gain"))
    ch.share_rows("secretaries", "gain", rows.h, (rows.t, rows.c), gain, "order.place", rows.c)
    ch.share_rows(
        "cells", "loss", rows.h, (rows.t, rows.c), _par(world, "place.cells"), "order.place", rows.c
    )
    ch.rows("security", rows.h, (), -_par(world, "place.security"), "order.place", rows.c)
    ch.rows("placed", rows.h, (rows.c, rows.t), np.where(bits & 1, 0, 1), "order.place", rows.c)


def _prepare(ch: Changes, rows: Rows) -> None:
    world = ch.world
    # The grip tightens where his own first secretaries sit, and only there.
    mine = world.first[rows.h] == rows.c[:, None]
    r, region = np.nonzero(mine)
    ch.rows("grip", rows.h[r], (region,), _par(world, "prepare.grip"), "order.prepare", rows.c[r])


def _tour(ch: Changes, rows: Rows) -> None:
    world = ch.world
    oratory = np.asarray(world.scenario.oratory)[rows.c]
    gain = _par(world, "tour.cells") * (300 + oratory) // 1000
    ch.share_rows("cells", "gain", rows.h, (rows.t, rows.c), gain, "order.tour", rows.c)
    ch.rows("health", rows.h, (rows.c,), -_par(world, "tour.health"), "order.tour", rows.c)
    opposing = ~power.commanding(world)[rows.h, rows.c]
    ch.rows("exposure", rows.h, (rows.c,), np.where(opposing, 10, 0), "order.tour", rows.c)


def _levy(ch: Changes, rows: Rows) -> None:
    world = ch.world
    all_, r = _everywhere(world, rows, np.flatnonzero(np.asarray(world.scenario.towns) & 1))
    ch.share_rows("cells", "gain", all_.h, (r, all_.c), _par(world, "levy.cells"), "order.levy", all_.c)


def _court(ch: Changes, rows: Rows) -> None:
    world = ch.world
    gain = _par(world, "court.army") * (1000 - world.bases[rows.h, rows.c, 0]) // 500
    ch.rows("bases", rows.h, (rows.c, np.zeros_like(rows.c)), gain, "order.court", rows.c)
    for r in np.flatnonzero(np.asarray(world.scenario.towns) & 8):
        ch.share_rows(
            "secretaries", "gain", rows.h, (np.full_like(rows.c, r), rows.c), _par(world, "court.secretaries"),
            "order.court", rows.c,
        )  # fmt: skip
    seen = _chance(world, "court.seen", rows) < _par(world, "court.seen") + _detect(world, rows)
    ch.rows("alarm", rows.h, (rows.c,), np.where(seen, _par(world, "court.alarm"), 0), "order.court", rows.c)
    redlines.note_courting(ch, rows.h[seen], rows.c[seen])


def _garrisons(ch: Changes, rows: Rows) -> None:
    world = ch.world
    odds = np.maximum(0, world.bases[rows.h, rows.c, 0] - _par(world, "garrisons.base")) // 4
    done = _chance(world, "garrisons", rows) < odds
    ch.rows("exposure", rows.h, (rows.c,), 1000, "order.garrisons", rows.c)
    n = len(world.scenario.contenders)
    for a in range(n):
        for b in range(n):
            if a != b:
                other = (rows.c != a) & (rows.c != b)
                ch.rows(
                    "trust",
                    rows.h[other],
                    (np.full(other.sum(), a), np.full(other.sum(), b)),
                    200,
                    "order.garrisons",
                )
    ch.rows("coup", rows.h[done], (), 1, "order.garrisons", rows.c[done])


def _lobby(ch: Changes, rows: Rows) -> None:
    world = ch.world
    manner = np.asarray(world.scenario.manner)[rows.c]
    meets = wishes.meets_rows(world, rows.h, rows.c, rows.t)
    gain = np.where(meets, _par(world, "lobby.want"), _par(world, "lobby.lean")) * (500 + manner) // 1000
    ch.rows("lean", rows.h, (rows.t, rows.c), gain, "order.lobby", rows.c)
    n = len(world.scenario.contenders)
    for k in range(n):
        other = rows.c != k
        # Courting one man costs his other friends, not his enemies.
        warm = other & (world.lean[rows.h, rows.t, k] > 0)
        ch.rows(
            "lean", rows.h[warm], (rows.t[warm], np.full(warm.sum(), k)), -(_par(world, "lobby.rivals") // 2),
            "order.lobby", rows.c[warm],
        )  # fmt: skip


def _run(ch: Changes, rows: Rows) -> None:
    world = ch.world
    for o, office in enumerate(world.scenario.offices):
        here = rows.where(rows.t == o)
        for dial, amount in office.dials:
            ch.rows("dial", here.h, (np.full_like(here.c, dial),), amount, "order.run", here.c)
        if len(here.h):
            ch.rows("bases", here.h, (here.c, np.ones_like(here.c)), 4, "order.run", here.c)
            ch.rows("ownership", here.h, (np.full_like(here.c, INDUSTRY), here.c), 20, "order.run", here.c)


def _sound(ch: Changes, rows: Rows) -> None:
    world = ch.world
    gain = _par(world, "sound.trust")
    ch.rows("trust", rows.h, (rows.c, rows.t), gain // 2, "order.sound", rows.c)
    ch.rows("trust", rows.h, (rows.t, rows.c), gain, "order.sound", rows.c)
    seen = _chance(world, "sound.seen", rows) < _par(world, "sound.seen") + _detect(world, rows)
    outside = ~power.commanding(world)[rows.h, rows.c]
    ch.rows(
        "exposure",
        rows.h,
        (rows.c,),
        np.where(seen & outside, _par(world, "sound.exposure"), 0),
        "order.sound",
        rows.c,
    )


def _rumour(ch: Changes, rows: Rows) -> None:
    world = ch.world
    pair = np.array(orders.pairs(world.scenario))
    a, b = pair[rows.t, 0], pair[rows.t, 1]
    ch.rows("trust", rows.h, (a, b), -_par(world, "rumour.trust"), "order.rumour")
    ch.rows("trust", rows.h, (b, a), -_par(world, "rumour.trust"), "order.rumour")
    traced = _chance(world, "rumour.seen", rows) < _par(world, "rumour.seen") + _detect(world, rows)
    loss = np.where(traced, _par(world, "rumour.reputation"), 0)
    ch.rows("reputation", rows.h, (rows.c,), -loss, "order.rumour", rows.c)
    for who in (a, b):
        ch.rows("trust", rows.h, (who, rows.c), -loss, "order.rumour", rows.c)


def _charge(ch: Changes, rows: Rows) -> None:
    world = ch.world
    proven = world.exposure[rows.h, rows.t] >= _par(world, "charge.needs")
    ch.put_rows("charged", rows.h[proven], (rows.t[proven],), 2, "order.charge")
    ch.rows(
        "reputation",
        rows.h[~proven],
        (rows.c[~proven],),
        -_par(world, "charge.reputation"),
        "order.charge",
        rows.c[~proven],
    )
    ch.rows("trust", rows.h, (rows.t, rows.c), -_par(world, "polemic.trust"), "order.charge", rows.c)


def _rest(ch: Changes, rows: Rows) -> None:
    world = ch.world
    ch.rows("health", rows.h, (rows.c,), _par(world, "rest.health"), "order.rest", rows.c)
    ch.rows("alarm", rows.h, (rows.c,), -_par(world, "rest.alarm"), "order.rest", rows.c)


def _shift(ch: Changes, rows: Rows) -> None:
    world = ch.world
    issue, down = rows.t // 2, rows.t % 2
    step = np.where(down == 1, -300, 300)
    quarter_pages = orders.words_price(world.pages[rows.h, rows.c, issue])
    ch.rows("position", rows.h, (rows.c, issue), step, "order.shift", rows.c)
    # Only who has written something has something to go back on.
    written = (world.pages[rows.h, rows.c, issue] > 0).astype(np.int32)
    ch.rows("reversals", rows.h, (rows.c,), written, "order.shift", rows.c)
    ch.rows("capital", rows.h, (rows.c,), -quarter_pages, "order.shift", rows.c)
    ch.rows("bases", rows.h, (rows.c, np.ones_like(rows.c)), -15 * quarter_pages, "order.shift", rows.c)
    now = world.position[rows.h, rows.c, issue] + step
    for k in range(len(world.scenario.contenders)):
        far = (rows.c != k) & (np.abs(world.position[rows.h, k, issue] - now) > 600)
        ch.rows("trust", rows.h[far], (np.full(far.sum(), k), rows.c[far]), -20, "order.shift", rows.c[far])


def recant(ch: Changes, rows: Rows) -> None:
    """He renounces what he stood for: cleared in part, believed by few, bound to the line."""
    world = ch.world
    n = len(world.scenario.contenders)
    ch.rows("exposure", rows.h, (rows.c,), -_par(world, "recant.exposure"), "order.recant", rows.c)
    ch.rows(
        "bases", rows.h, (rows.c, np.ones_like(rows.c)), -_par(world, "recant.mantle"), "order.recant", rows.c
    )
    all_, r = _everywhere(world, rows)
    ch.share_rows("cells", "loss", all_.h, (r, all_.c), _par(world, "recant.cells"), "order.recant", all_.c)
    allies = power.allied(world)
    for k in range(n):
        m = allies[rows.h, rows.c, k]
        ch.rows(
            "trust",
            rows.h[m],
            (np.full(m.sum(), k), rows.c[m]),
            -_par(world, "recant.trust"),
            "order.recant",
            rows.c[m],
        )
    for i in range(DEMOCRACY + 1):
        at = np.full_like(rows.c, i)
        ch.put_rows("position", rows.h, (rows.c, at), world.line[rows.h, i], "order.recant")
    ch.put_rows("recanted", rows.h, (rows.c,), 3, "order.recant")
    ch.rows("reversals", rows.h, (rows.c,), 1, "order.recant", rows.c)
    back = world.rung[rows.h, rows.c] == Rung.EXPELLED
    ch.put_rows("rung", rows.h[back], (rows.c[back],), int(Rung.MEMBER), "order.recant")


def _transfer(ch: Changes, rows: Rows) -> None:
    """A first secretary is moved: the new one answers to who moved him, and the others feel the draught."""
    world = ch.world
    ch.share_rows(
        "secretaries",
        "gain",
        rows.h,
        (rows.t, rows.c),
        _par(world, "transfer.gain"),
        "order.transfer",
        rows.c,
    )
    ch.put_rows("first", rows.h, (rows.t,), rows.c, "order.transfer")
    ch.rows("security", rows.h, (), -_par(world, "transfer.security"), "order.transfer", rows.c)
    old = world.first[rows.h, rows.t]
    lost = (old < len(world.scenario.contenders)) & (old != rows.c)
    ch.rows(
        "trust",
        rows.h[lost],
        (old[lost], rows.c[lost]),
        -_par(world, "polemic.trust"),
        "order.transfer",
        rows.c[lost],
    )


def _inspect(ch: Changes, rows: Rows) -> None:
    """The Control Commission looks into a man's regions: the grip loosens; who has a case already gets more of one."""
    world = ch.world
    his = world.first[rows.h] == rows.t[:, None]
    r, region = np.nonzero(his)
    ch.rows("grip", rows.h[r], (region,), -_par(world, "inspect.grip"), "order.inspect", rows.c[r])
    known = world.exposure[rows.h, rows.t] >= 200
    ch.rows(
        "exposure",
        rows.h[known],
        (rows.t[known],),
        _par(world, "inspect.exposure"),
        "order.inspect",
        rows.c[known],
    )
    ch.rows("trust", rows.h, (rows.t, rows.c), -40, "order.inspect", rows.c)


def _demonstrate(ch: Changes, rows: Rows) -> None:
    """His people in the street: it may win the works or lose them, and it is never forgotten."""
    world = ch.world
    chance = _par(world, "demonstrate.luck") - _detect(world, rows)
    won = _chance(world, "demonstrate", rows) < chance
    towns = np.flatnonzero(np.asarray(world.scenario.towns) & 4)
    for way, mask in (("gain", won), ("loss", ~won)):
        here, r = _everywhere(world, rows.where(mask), towns)
        ch.share_rows(
            "cells", way, here.h, (r, here.c), _par(world, "demonstrate.cells"), "order.demonstrate", here.c
        )
    ch.rows("exposure", rows.h, (rows.c,), _par(world, "demonstrate.exposure"), "order.demonstrate", rows.c)


def _circle(ch: Changes, rows: Rows) -> None:
    """A circle and a hidden press: his word goes on in two towns, and the police may sit among the readers."""
    world = ch.world
    own = world.cells[rows.h, :, rows.c] * 64 + dice.places("region", world.scenario.regions, 1)
    for nth in (1, 2):
        region = np.argsort(own, axis=1, kind="stable")[:, -nth]
        ch.share_rows(
            "cells", "gain", rows.h, (region, rows.c), _par(world, "circle.cells"), "order.circle", rows.c
        )
    seen = _chance(world, "circle.seen", rows) < _par(world, "circle.seen") + _detect(world, rows)
    ch.rows(
        "exposure",
        rows.h[seen],
        (rows.c[seen],),
        _par(world, "circle.exposure"),
        "order.circle",
        rows.c[seen],
    )


def _aim(ch: Changes, rows: Rows) -> None:
    ch.put_rows("ambition", rows.h, (rows.c,), rows.t, "order.aim")


def _ambition(ch: Changes, rows: Rows) -> None:
    ch.put_rows("ambition", rows.h, (rows.c,), rows.t, "order.ambition")
    ch.put_rows("ambition_changed", rows.h, (rows.c,), 1, "order.ambition")


RULES: dict[str, Callable[[Changes, Rows], None]] = {
    "place": _place,
    "prepare": _prepare,
    "expound": word.expound,
    "polemic": word.polemic,
    "tour": _tour,
    "levy": _levy,
    "court": _court,
    "garrisons": _garrisons,
    "lobby": _lobby,
    "run": _run,
    "sound": _sound,
    "rumour": _rumour,
    "charge": _charge,
    "rest": _rest,
    "shift": _shift,
    "recant": recant,
    "transfer": _transfer,
    "inspect": _inspect,
    "platform": word.platform,
    "demonstrate": _demonstrate,
    "circle": _circle,
    "letters": word.letters,
    "discussion": word.discussion,
    "aim": _aim,
    "ambition": _ambition,
    "document": documents.disclose,
    "leak": documents.leak,
    "bury": documents.bury,
}
"""What each kind does; `table`, `line` and `resign` put a motion on a docket instead."""
