"""The reckoning: everything that moves by itself at a quarter's end.

Drift of offices, capital, health, exposure, trust, pacts, statutes, the country, standing.
"""

from __future__ import annotations

import numpy as np

from game.rules import (
    appeals,
    clauses,
    country,
    dice,
    documents,
    effects,
    elections,
    grades,
    pacts,
    power,
    reactions,
    redlines,
    roles,
    sittings,
    statutes,
    wants,
)
from game.rules.changes import Changes
from game.rules.choose import ranks
from game.rules.terms import BoolArray, IntArray, LongArray, Rung
from game.rules.world import World


def reckon(world: World) -> None:
    """Everything that moves by itself at a quarter's end."""
    s = world.scenario
    p = s.parameter
    c = len(s.contenders)
    before = world.rung.copy()
    ch = Changes(world)
    drift(ch)
    _capital(ch)
    ch.add("alarm", (), -(world.alarm * p["alarm.fade"] // 1000), "reckoning.alarm")
    commands = power.commanding(world)
    faction = (
        np.einsum("hsc,hs->hc", world.pact_in, (world.pact_state > 0).astype(np.int32)) > 0
    ) & ~commands
    quiet = ~faction
    ch.add("exposure", (), np.where(quiet, -p["exposure.decay"], 0), "reckoning.exposure")
    shut = world.discussion[:, None] == 0
    for i in range(3):
        far = np.abs(world.position[:, :c, i] - world.line[:, i : i + 1]) > 700
        voted = world.ownership[:, i].max(axis=1) >= 400
        spoken = world.pages[:, :, i] >= 4
        ch.add(
            "exposure",
            (),
            np.where(far & voted[:, None] & spoken & ~commands & shut, p["exposure.deviation"], 0),
            "reckoning.deviation",
        )
    ch.add("health", (), (700 - world.health) // 12, "reckoning.health")
    # A name won with the army fades for who commands nobody there any more.
    soldier = _answers_for(world, "court")
    army = world.bases[:, :, 0]
    ch.add("bases", (slice(None), 0), -(army * p["army.fade"] // 1000) * ~soldier, "reckoning.army")
    ch.add("fear", (), -p["fear.calm"], "reckoning.fear")
    level = p["security.level"] + clauses.calm(world)
    ch.add(
        "security",
        (),
        np.clip(level - world.security, -p["security.rest"], p["security.rest"]),
        "reckoning.security",
    )
    ch.add("discussion", (), -(world.discussion > 0).astype(np.int64), "reckoning.time")
    ch.add("shield", (), -(world.shield > 0).astype(np.int64), "reckoning.shield")
    for name in ("offered", "recanted", "charged", "purge", "barred"):
        values: IntArray = getattr(world, name)
        ch.add(name, (), -(values > 0).astype(np.int64), "reckoning.time")
    ch.add("placed", (), ((world.placed << 1) & 63) - world.placed, "reckoning.time")
    ch.add("beaten", (), np.where(world.won > 0, -world.beaten, 0), "reckoning.beaten")
    for k in range(c):
        ch.put(
            "won",
            (k,),
            commands[:, k].astype(np.int32),
            np.ones(world.histories, dtype=bool),
            "reckoning.won",
            k,
        )
    ch.add("ownership", (), -(world.ownership // 20), "reckoning.ownership")
    _trust(ch, commands)
    _come_over(ch)
    pacts.reckon(ch)
    statutes.reckon(ch)
    appeals.reckon(ch)
    documents.reckon(ch)
    reactions.reckon(ch)
    country.reckon(ch)
    wants.reckon(ch)
    redlines.reckon(ch)
    grades.reckon(ch)
    elections.fill_offices(ch)
    ch.apply()
    sittings.fallen(world, before)


def _trust(ch: Changes, commands: BoolArray) -> None:
    """What a quarter does to trust: old warmth and grudges fade, the strong are watched, mistrust is answered.

    Partners watch each other, too, as soon as one of them is more to be feared than anybody outside their pacts: the
    balance of threat turns inward once the common enemy is weak. Source: assumption, after Walt's balance of threat.
    """
    world = ch.world
    p = world.scenario.parameter
    c = len(world.scenario.contenders)
    oneself = np.arange(c)
    # The enemy of my enemy: who is shut out together comes nearer.
    ruled = np.any(commands, axis=1)[:, None]
    shut = (world.rung[:, :c] >= Rung.BANISHED) & ~commands & ruled
    together: BoolArray = shut[:, :, None] & shut[:, None, :]
    together[:, oneself, oneself] = False
    ch.add("trust", (), together * p["trust.shared"], "reckoning.shared")
    # Gratitude fades faster than a grudge; the strong are watched by all who are not with them.
    warm = np.maximum(world.trust, 0)
    ch.add("trust", (), -(warm * p["trust.warmth"] // 1000), "reckoning.warmth")
    ch.add("trust", (), (warm - world.trust) * p["trust.grudge"] // 1000, "reckoning.grudge")
    menace, allied = power.menace(world), power.allied(world)
    # The most feared of those with whom one has no pact.
    threat = (menace[:, None] * ~(allied | np.eye(c, dtype=bool))).max(axis=2)
    excess = np.maximum(menace[:, None] - threat[:, :, None], 0)
    watched = menace[:, None] * p["trust.rivalry"] // 1000 * ~allied
    watched += excess * p["trust.envy"] // 1000 * allied
    watched[:, oneself, oneself] = 0
    ch.add("trust", (), -watched, "reckoning.rivalry")
    # Who is trusted less than he trusts draws back.
    colder = np.minimum(world.trust.transpose(0, 2, 1) - world.trust, 0)
    ch.add("trust", (), colder * p["trust.answer"] // 1000, "reckoning.answer")


def _come_over(ch: Changes) -> None:
    """Whoever carries the Politburo by himself draws the unattached of the Central Committee over, one at a time.

    Nobody is elected between congresses; people change sides. Source: assumption, after the plenums of 1928-29.
    """
    world = ch.world
    c = len(world.scenario.contenders)
    own = power.politburo_own(world)
    rules = 2 * own > power.politburo_size(world)[:, None]
    lot = dice.per_mille(world.seed, world.quarter, "plenum.drift")[:, 0]
    free = world.bloc[:, 0, c] > 0
    h, k = np.nonzero(rules & (free & (lot < world.scenario.parameter["plenum.drift"]))[:, None])
    ch.rows("bloc", h, (0, c), -1, "reckoning.drift", k)
    ch.rows("bloc", h, (0, k), 1, "reckoning.drift", k)


def _answers_for(world: World, power_word: str) -> BoolArray:
    """Who answers for an office that unlocks `power_word`: bool[h, c]."""
    s = world.scenario
    boss = power.boss(world)
    out: BoolArray = np.zeros((world.histories, len(s.contenders)), dtype=bool, order="F")
    for o, office in enumerate(s.offices):
        if power_word in office.powers:
            for k in range(len(s.contenders)):
                out[:, k] |= boss[:, o] == k
    return out


def drift(ch: Changes) -> None:
    """What offices bring their holders each quarter."""
    world = ch.world
    boss = power.boss(world)
    cap = world.scenario.parameter["drift.cap"]
    for o, office in enumerate(world.scenario.offices):
        who = boss[:, o]
        held = who >= 0
        for effect in office.drift:
            if effect.table == "drift":
                h = np.flatnonzero(held)
                n = len(world.scenario.regions)
                where = np.arange(n) if effect.args[0] == roles.ALL else np.array(effect.args[:1])
                hh, kk, rr = np.repeat(h, len(where)), np.repeat(who[h], len(where)), np.tile(where, len(h))
                own = world.secretaries[hh, rr, kk]
                by = effect.amount * (1000 - own) // 1000 * (own < cap)
                if (
                    "prepare" in office.powers
                    and (shared := statutes.in_force(world, "collegial-secretariat")).any()
                ):
                    by = np.where(shared[hh], by // 3, by)
                    _second_and_third(ch, h[shared[h]], who, effect.amount // 3, where, "office." + office.id)
                ch.share_rows("secretaries", "drift", hh, (rr, kk), by, "office." + office.id, kk)
            else:
                effects.propose(ch, (effect,), held, "office." + office.id)


def _second_and_third(
    ch: Changes, h: LongArray, first: IntArray, amount: int, where: LongArray, cause: str
) -> None:
    """Where the Secretariat is collegial, the two next best in the plenum share what it brings."""
    world = ch.world
    c = len(world.scenario.contenders)
    score = power.cc_own(world)[h].copy()
    score[np.arange(len(h)), first[h]] = -1
    score = np.where(world.rung[h, :c] >= Rung.CC, score, -1)
    place = ranks(world, score, "collegial", world.scenario.contenders, h)
    for n in range(2):
        row, who = np.nonzero((place == n) & (score >= 0))
        hh, kk, rr = np.repeat(h[row], len(where)), np.repeat(who, len(where)), np.tile(where, len(row))
        by = amount * (1000 - world.secretaries[hh, rr, kk]) // 1000
        ch.share_rows("secretaries", "drift", hh, (rr, kk), by, cause, kk)


def _capital(ch: Changes) -> None:
    """Income of a quarter, at most 5: rung, offices, being in the bloc that won; outside the party, cells."""
    world = ch.world
    s = world.scenario
    c = len(s.contenders)
    boss = power.boss(world)
    support = power.support(world)
    for k in range(c):
        rung = world.rung[:, k]
        income = np.where(rung == Rung.POLITBURO, 2, np.where(rung >= Rung.CC, 1, 0))
        posts = sum(
            (boss[:, o] == k) * office.capital for o, office in enumerate(s.offices) if office.capital
        )
        income = income + np.minimum(posts, 2) + (world.won[:, k] > 0)
        outside = np.minimum(support[:, k] // 100, 2)
        income = np.where(rung >= Rung.MEMBER, np.minimum(income, 5), np.where(rung > Rung.DEAD, outside, 0))
        ch.add("capital", (k,), income, "income", k)
