"""The politician: one utility of named terms, weighed by temperament, scored analytically without rollouts.

Option utilities are in points of about one per mille of a power base. Terms are added in place; asked why, the
same sums are made again for one history. Best target inside a kind first, then a little noise between kinds.
"""

from __future__ import annotations

import numpy as np

from game.players.facts import Facts
from game.players.random import orders_with_extras
from game.players.talks import answer_offers, make_offer, take_counters
from game.rules import dice, motions, orders
from game.rules.quarter import Stage
from game.rules.scenario import Scenario
from game.rules.terms import (
    INDUSTRY,
    JOINT,
    OUTPUT,
    POLITBURO,
    REGION,
    IntArray,
    LongArray,
    Motion,
    Stance,
)
from game.rules.view import View


class Politician:
    """Plays for power, doctrine and safety as his temperament has it. `noise` is how much he misjudges."""

    def __init__(self, scenario: Scenario, seat: int, noise: int) -> None:
        self.scenario = scenario
        self.seat = seat
        self.noise = noise
        self.persona = np.asarray(scenario.persona)[seat]

    def decide(self, facts: Facts, stage: Stage) -> IntArray:
        """The decision that promises most, as this temperament sees it."""
        out = facts.default.copy()
        if not facts.due.any():
            return out
        if stage.kind in ("before", "after"):
            return self._choose(facts, out)
        if stage.kind == "offers":
            return make_offer(facts.view, self.persona, self.noise, out)
        if stage.kind == "answers":
            return answer_offers(facts, self.persona, self.noise, out)
        if stage.kind == "counters":
            return take_counters(facts, out)
        if stage.kind == "orders":
            return self._orders(facts.view, out)
        if stage.kind == "floor":
            return self._floor(facts, out)
        return out

    def _noise(self, view: View, question: str, names: tuple[str, ...]) -> IntArray:
        return dice.bell(view.mind, view.quarter, question, self.noise, names)

    def _choose(self, facts: Facts, out: IntArray) -> IntArray:
        view = facts.view
        n = facts.choices.shape[1]
        score = np.zeros((view.histories, n), dtype=np.int64)
        words = dict(
            zip(("tempo", "caution", "pride", "doctrine", "loyalty", "patience"), self.persona, strict=True)
        )
        for e in np.unique(view.asked):
            if e == 0:
                continue
            here = view.asked == e
            for k, choice in enumerate(self.scenario.events[e - 1].choices):
                total = np.zeros(view.histories, dtype=np.int64)
                for word, weight in choice.urge:
                    if word == "base":
                        total += weight
                    elif word == "menace":
                        total += weight * np.minimum(view.menace[:, self.seat], 3000) // 3000
                    elif word == "exposure":
                        total += weight * view.exposure[:, self.seat] // 1000
                    else:
                        total += weight * int(words[word]) // 1000
                score[:, k] = np.where(here, total, score[:, k])
        noise = self._noise(view, "choice", tuple(str(k) for k in range(n)))
        # A question is nearer to a toss than an order is: people are of two minds.
        score = np.where(
            facts.choices,
            score
            + noise
            + 4 * dice.bell(view.mind, view.quarter, "mood", 40, tuple(str(k) for k in range(n))),
            -(10**9),
        )
        out[:, 0] = score.argmax(axis=1)
        return out

    def _orders(self, view: View, out: IntArray) -> IntArray:
        s = self.scenario
        closed = orders.reasons(view)
        score = np.where(closed == 0, utilities(view, self.persona), -(10**6))
        span = orders.spans(s)
        best_score = np.full((view.histories, len(orders.KINDS)), -(10**6), dtype=np.int64, order="F")
        best_option = np.full((view.histories, len(orders.KINDS)), -1, dtype=np.int64, order="F")
        for k, where in enumerate(span):
            part = score[:, where]
            n = part.shape[1]
            tie = _option_tie(s, where.start, where.stop)
            key = (part * 512 + tie) * 256 + np.arange(n)
            top = key.max(axis=1)
            best_option[:, k] = where.start + (top & 255)
            best_score[:, k] = (top >> 8) >> 9
        legal = best_score > -(10**5)
        best_score += self._noise(view, "orders", tuple(k.id for k in orders.KINDS))
        group = np.array([_group(k) for k in range(len(orders.KINDS))])
        room = orders.extra_places(view).copy()
        purse = view.capital[:, self.seat].astype(np.int64)
        price = orders.costs(s)
        rows = np.arange(view.histories)
        sitting_ahead = 1 if _big_sitting(s, view.quarter) else 0
        for slot in range(3):
            cost = price[np.maximum(best_option, 0)]
            open_ = legal & (cost <= purse[:, None]) & (room[:, group] > 0)
            # Capital kept for the floor is worth something, most of all before a congress.
            worth = best_score - cost * (14 + 10 * sitting_ahead)
            worth = np.where(open_, worth, -(10**6))
            kind = worth.argmax(axis=1)
            go = worth[rows, kind] > 0
            out[:, slot, 0] = np.where(go, best_option[rows, kind], -1)
            purse = purse - np.where(go, cost[rows, kind], 0)
            room[rows, group[kind]] -= go
            legal[rows, kind] &= ~go
        orders_with_extras(view, out)
        return out

    def _floor(self, facts: Facts, out: IntArray) -> IntArray:
        view = facts.view
        docket = facts.docket
        me = self.seat
        best = np.full(view.histories, 25, dtype=np.int64)
        purse = view.capital[:, me]
        for slot in range(docket.slots):
            live = docket.motion[:, slot] != Motion.NONE
            if not live.any():
                continue
            want, weight = stand(view, docket, slot)
            strength = np.abs(want) * weight // 100
            lost_cause = (want < 0) & (view.won[:, me] == 0)
            # Speaking alone against a leadership exposes: the cautious keep silent.
            strength = strength - np.where(
                lost_cause, int(self.persona[1]) // 12 + view.exposure[:, me] // 15, 0
            )
            take = live & (strength > best)
            best = np.where(take, strength, best)
            stance = np.where(want > 0, int(Stance.SPEAK_FOR), int(Stance.SPEAK_AGAINST))
            stake = np.clip(strength // 110, 0, 3)
            stake = np.minimum(stake, np.maximum(purse - 1, 0))
            out[:, 0] = np.where(take, slot, out[:, 0])
            out[:, 1] = np.where(take, stance, out[:, 1])
            out[:, 2] = np.where(take, stake, out[:, 2])
        return out


def stand(view: View, docket, slot: int) -> tuple[LongArray, LongArray]:  # type: ignore[no-untyped-def]
    """What he wants of a motion (-1000..1000) and how much it matters (per cent): int64[h] each."""
    s = view.scenario
    me = view.me
    c = len(s.contenders)
    rows = np.arange(view.histories)
    kind = docket.motion[:, slot]
    subject = docket.subject[:, slot]
    obj = docket.object[:, slot]
    mover = docket.mover[:, slot]
    regard = view.trust[:, me].astype(np.int64).copy()
    regard[:, me] = 1000
    hate = regard - view.menace // 8 - view.dominance // 2

    def of(who: IntArray, values: LongArray) -> LongArray:
        return np.where(who >= 0, values[rows, np.clip(who, 0, c - 1)], 0)

    want = np.zeros(view.histories, dtype=np.int64)
    weight = np.full(view.histories, 40, dtype=np.int64)
    sanction = kind == Motion.SANCTION
    severity = docket.severity[:, slot]
    want = np.where(sanction, of(mover, regard) // 3 - of(subject, hate), want)
    weight = np.where(sanction, 40 + 10 * severity, weight)
    own = sanction & (subject == me)
    want = np.where(own, -1000, want)
    want = np.where(sanction & (mover == me), 800, want)
    person = (kind == Motion.FILL) | (kind == Motion.SECRETARY)
    who = np.where(obj < c, obj, -1)
    if view.patron.shape[1]:
        who = np.where(
            (kind == Motion.FILL) & (obj >= c),
            view.patron[rows, np.clip(obj - c, 0, view.patron.shape[1] - 1)],
            who,
        )
    holder = np.where(kind == Motion.FILL, view.boss[rows, np.clip(subject, 0, view.boss.shape[1] - 1)], -1)
    first = view.first[rows, np.clip(subject, 0, view.first.shape[1] - 1)]
    holder = np.where(kind == Motion.SECRETARY, np.where(first < c, first, -1), holder)
    want = np.where(person, of(who, regard) - of(holder, regard), want)
    weight = np.where(person, 70, weight)
    line = kind == Motion.LINE
    issue = np.where(line, subject, 0)
    position = view.position[rows, me, issue]
    now = view.line[rows, issue]
    step = docket.direction[:, slot] * s.parameter["line.step"]
    want = np.where(
        line, 4 * (np.abs(position - now) - np.abs(position - np.clip(now + step, -1000, 1000))), want
    )
    weight = np.where(line, 60, weight)
    want = np.where(kind == Motion.REPORT, of(mover, regard), want)
    weight = np.where(kind == Motion.REPORT, 70, weight)
    want = np.where(kind == Motion.RESIGN, -of(mover, hate), want)
    want = np.where(kind == Motion.RETURN, of(subject, regard), want)
    # A promise to vote together weighs more than taste.
    bound = view.allied[:, me]
    friend = np.where(mover >= 0, bound[rows, np.clip(mover, 0, c - 1)], False) & (mover != me)
    want = np.where(friend & ~own, np.maximum(want, 300), want)
    victim = sanction & np.where(subject >= 0, bound[rows, np.clip(subject, 0, c - 1)], False)
    want = np.where(victim & (mover != me), np.minimum(want, -400), want)
    return np.clip(want, -1000, 1000), weight


def _group(kind: int) -> int:
    from game.rules.terms import GROUPS

    return GROUPS.index(orders.KINDS[kind].group)


def _option_tie(scenario: Scenario, start: int, stop: int) -> IntArray:
    """Places drawn by option names that break ties inside a kind, no two alike: int32[n] below 512."""
    key = (scenario.digest, start)
    if key not in _TIES:
        tokens = tuple(o.token for o in orders.options(scenario)[start:stop])
        _TIES[key] = dice.places("option", tokens, 512)
    return _TIES[key]


_TIES: dict[tuple[str, int], IntArray] = {}


def _big_sitting(scenario: Scenario, quarter: int) -> bool:
    return any(x.body >= 3 for x in scenario.sittings_by_quarter[quarter])


def support_for(view: View, me: int, target: int, body: int) -> LongArray:
    """The margin, per mille of a body, he expects for a blow of `me` against `target`: int64[h].

    Each contender's following goes with what he thinks of the two; pacts and fear of a harsh motion are counted
    by the caller.
    """
    c = len(view.scenario.contenders)
    votes = view.politburo if body == POLITBURO else view.plenum
    size = np.maximum(view.politburo_size if body == POLITBURO else view.plenum_size, 1)
    total = np.zeros(view.histories, dtype=np.int64)
    for k in range(c):
        regard = view.trust[:, k].astype(np.int64)
        if k == me:
            lean = np.full(view.histories, 1000)
        elif k == target:
            lean = np.full(view.histories, -1000)
        else:
            lean = regard[:, me] - regard[:, target]
            lean = lean + 600 * view.allied[:, k, me] - 600 * view.allied[:, k, target]
        total += np.clip(lean * 3, -1000, 1000) * votes[:, k]
    return total // size


def utilities(view: View, persona: IntArray) -> LongArray:
    """The utility of every option to this seat: int64[h, n]."""
    s = view.scenario
    me = view.me
    h = view.histories
    c = len(s.contenders)
    r = len(s.regions)
    p = s.parameter
    tempo, caution, pride, doctrine_w, loyalty, patience = (int(x) for x in persona)
    out = np.zeros((h, len(orders.options(s))), dtype=np.int64, order="F")
    span = orders.spans(s)
    at = {k: span[n] for k, n in orders.KIND.items()}
    bases = view.all_bases[:, me].astype(np.int64)
    menace = view.menace.astype(np.int64)
    regard = view.trust[:, me].astype(np.int64)
    commands = view.commanding[:, me]
    exposure = view.exposure[:, me].astype(np.int64)
    share = (
        view.members.astype(np.int64)
        * r
        * 1000
        // np.maximum(view.members.sum(axis=1, dtype=np.int64), 1)[:, None]
    )
    ahead = (
        1200
        if any(_big_sitting(s, q) for q in range(view.quarter, min(view.quarter + 2, s.quarters)))
        else 900
    )

    own = view.secretaries[:, :, me].astype(np.int64)
    free = view.secretaries[:, :, c].astype(np.int64)
    place = 30 + p["place.gain"] * (1000 - own) // 1000 * share // 1000 + free // 25
    place = place * ahead // 1000 - np.where(view.security < 400, 40, 0)[:, None]
    often = sum((view.placed[:, me] >> n) & 1 for n in range(6))
    place = place - 8 * often
    for slot in range(view.pact_state.shape[1]):
        bound = (view.pact_in[:, slot, me] > 0) & (view.pact_clause[:, slot, REGION] > 0)
        if bound.any():
            left = np.maximum(view.pact_clause[:, slot, REGION] - 1, 0)
            place[np.arange(h), left] -= np.where(bound, 100 + loyalty // 3, 0)
    out[:, at["place"]] = place
    out[:, at["prepare"]] = (
        (20 + (80 if _big_sitting(s, view.quarter) else 0)) * (view.first == me).sum(axis=1)[:, None] // 4
    )
    hold = np.abs(view.position[:, me]).astype(np.int64)
    out[:, at["expound"]] = (
        25 + (1000 - bases[:, 3:4]) // 18 + hold * doctrine_w // 40_000 - view.pages[:, me] * 2
    )
    feared = menace // 28 - regard // 9 - 60 - caution // 25 + view.dominance // 8
    feared = feared - 500 * view.allied[:, me] * (300 + loyalty) // 1000
    polemic = feared + tempo // 20 - np.where(commands, 0, 20 + exposure // 12)[:, None]
    polemic = np.where(view.rung[:, :c] >= 5, polemic, polemic - 120)
    out[:, at["polemic"]] = polemic
    oratory = int(np.asarray(s.oratory)[me])
    reach = view.cells[:, :, me].astype(np.int64)
    tour = 15 + p["tour.cells"] * (300 + oratory) // 1000 * (1000 - reach) // 1000 * share // 1500
    tour = (
        tour
        - np.where(view.health[:, me] < 450, 50, 0)[:, None]
        - np.where(commands, 0, exposure // 25)[:, None]
    )
    out[:, at["tour"]] = tour
    out[:, at["levy"]] = 28 + oratory // 60
    out[:, at["court"]] = (38 - caution // 40 + np.where(menace[:, me] < 1500, 12, -25))[:, None]
    last_throw = (exposure > 600) & (view.army[:, me] > 820)
    out[:, at["garrisons"]] = np.where(last_throw, tempo // 4 - caution // 2 - patience // 4, -1000)[:, None]

    # Blows at persons: what would be gained, and whether the body would follow.
    table = at["table"]
    listed = orders.options(s)
    catalogue = motions.catalogue(s)
    sitting = {n: x.body for n, x in enumerate(s.sittings_by_quarter[view.quarter])}
    hostility = np.clip(menace // 3 - regard + view.dominance, 0, 2000)
    allied = view.allied[:, me]
    mine_cc = view.plenum[:, me].astype(np.int64) * 1000 // np.maximum(view.plenum_size, 1)
    margins: dict[int, LongArray] = {}

    def expected(body: int) -> LongArray:
        """The margin he expects against each contender in a body: int64[h, c]."""
        key = min(body, 1)
        if key not in margins:
            margins[key] = np.stack([support_for(view, me, k, body) for k in range(c)], axis=1)
        return margins[key]

    for kind, first, many in orders.blocks(s):
        where = slice(table.start + first, table.start + first + many)
        listed_here = [listed[n].target for n in range(where.start, where.stop)]
        m = catalogue[listed_here[0]]
        subjects = [catalogue[n].subject for n in listed_here]
        body_of = [(motions.competent(s, view.quarter, catalogue[n]) or (-1,))[-1] for n in listed_here]
        bodies = {sitting[n] for n in body_of if n >= 0}
        if not bodies:
            continue
        body = max(bodies)
        margin = expected(body)
        if kind is Motion.SANCTION:
            gap = np.maximum(0, 100 * (m.severity - 1) - view.exposure[:, subjects].astype(np.int64))
            hope = margin[:, subjects] - gap * 3 - 40
            if body == JOINT and m.severity >= 6:
                hope = hope - 333
            chance = np.clip(500 + hope, 20, 980)
            prize = hostility[:, subjects] * (20 + 12 * m.severity) // 600
            prize = prize - (300 + loyalty // 2) * allied[:, subjects]
            # The mild man is the clever one: patience holds the harsh motion back.
            prize = prize - (gap > 0) * (patience // 20)
            prize = np.where(view.rung[:, subjects] < 4, prize // 3, prize)
            out[:, where] = chance * prize // 1000 - (1000 - chance) * 55 // 1000 - 18
        elif kind in (Motion.FILL, Motion.SECRETARY):
            if kind is Motion.FILL:
                boss = view.boss[:, subjects]
                offices = [s.offices[n] for n in subjects]
                worth = [60 + 35 * o.capital + 25 * len(o.powers) + (60 if o.domain else 0) for o in offices]
                prize = np.broadcast_to(np.array(worth, dtype=np.int64), boss.shape)
                nobody = (orders.nominee(view, listed_here[0]) < 0)[:, None]
            else:
                patron = view.first[:, subjects]
                boss = np.where(patron < c, patron, -1)
                prize = 60 + 250 * (1000 - own[:, subjects]) // 1000 * share[:, subjects] // 2000
                nobody = np.zeros((h, 1), dtype=bool)
            at_boss = np.maximum(boss, 0)
            hope = np.where(boss < 0, 2 * mine_cc[:, None] - 300, np.take_along_axis(margin, at_boss, axis=1))
            hope = np.where(boss == me, -1000, hope)
            chance = np.clip(400 + hope, 20, 950)
            friend = np.take_along_axis(allied, at_boss, axis=1) & (boss >= 0)
            warmth = np.clip(np.take_along_axis(regard, at_boss, axis=1), -500, 1000) // 10 * (boss >= 0)
            value = chance * prize // 1000 - (1000 - chance) * 55 // 1000 - warmth - 150 * friend - 25
            out[:, where] = np.where(nobody, -1000, value)
        elif kind is Motion.RETURN:
            out[:, where] = regard[:, subjects] // 8 - 40 + 150 * (np.array(subjects) == me)
    lean = view.lean[:, :, me].astype(np.int64)
    manner = int(np.asarray(s.manner)[me])
    rank = np.where(
        view.rung[:, c:] == 7,
        100,
        np.where(view.rung[:, c:] == 6, 60, np.where(view.rung[:, c:] == 5, 35, 5)),
    )
    open_mind = np.clip(700 - np.abs(lean - 250), 0, 700)
    held = orders.posts(view)[:, c:] * 15
    out[:, at["lobby"]] = (rank + held) * open_mind // 900 * (500 + manner) // 1000 - 5
    for way in range(6):
        issue, down = divmod(way, 2)
        sign = -1 if down else 1
        now = view.line[:, issue].astype(np.int64)
        mine = view.position[:, me, issue].astype(np.int64)
        gain = np.abs(mine - now) - np.abs(mine - np.clip(now + sign * p["line.step"], -1000, 1000))
        votes = np.zeros(h, dtype=np.int64)
        for k in range(c):
            theirs = view.position[:, k, issue]
            votes += np.where(np.sign(theirs - now) == sign, 1, -1) * view.politburo[:, k]
        chance = np.clip(500 + votes * 160, 30, 970)
        need = np.zeros(h, dtype=np.int64)
        if issue == INDUSTRY:
            hungry = np.clip(750 - view.dial[:, 1], 0, 400)
            need = (hungry * sign // 4).astype(np.int64)
        out[:, at["line"].start + way] = (
            chance * (gain * doctrine_w // 1500 + need) // 1000 - (1000 - chance) * 40 // 1000 - 15
        )
        exposed = np.where(commands, 0, exposure) // 8
        toward = (np.abs(mine - now) - np.abs(mine + sign * 300 - now)) // 40
        wind = (now - mine) * sign // 60
        out[:, at["shift"].start + way] = (
            toward + wind + np.where(np.abs(mine - now) > 600, exposed, 0) - doctrine_w // 8
            - view.pages[:, me, issue] * 5 - 10
        )  # fmt: skip
    need_help = np.where(view.dial[:, OUTPUT] < 600, 10, 0)
    out[:, at["run"]] = (26 + need_help)[:, None]
    useful = view.plenum.astype(np.int64) * 1000 // np.maximum(view.plenum_size, 1)[:, None]
    sound = 18 + useful // 9 + np.where(regard < 200, 12, 0) - np.where(commands, 0, exposure // 15)[:, None]
    sound = sound - np.where(regard < -500, 45, 0) - np.maximum(view.trust[:, :c, me], 0) // 10
    beaten = (view.beaten[:, me] >= 2)[:, None] & (view.beaten >= 2)
    out[:, at["sound"]] = sound + np.where(beaten, 70, 0)
    for n, (a, b) in enumerate(orders.pairs(s)):
        if me in (a, b):
            continue
        tied = view.allied[:, a, b]
        both = np.minimum(hostility[:, a], hostility[:, b])
        out[:, at["rumour"].start + n] = 5 + np.where(tied, both // 14, 0) - caution // 30 - loyalty // 25
    out[:, at["charge"]] = hostility // 14 - 40 - np.where(commands, 0, 60)[:, None] - patience // 30
    tired = np.maximum(0, 550 - view.health[:, me]) // 3
    out[:, at["rest"]] = (4 + tired + np.clip(menace[:, me] - 2000, 0, 1000) // 40)[:, None]
    besieged = np.clip(menace[:, me] - 1800, 0, 800) // 16
    safe = np.where(
        commands & (view.shield[:, me] == 0) & (view.offered[:, me] == 0), besieged + 10 + caution // 40, -50
    )
    out[:, at["resign"]] = -200
    if (post := s.office_with("prepare")) >= 0:
        strong = view.politburo[:, me] * 2 + 1 >= view.politburo_size
        out[:, at["resign"].start + post] = np.where(strong, safe, -200)
    out[:, at["recant"]] = (
        np.where(commands, -200, exposure // 6) - pride // 8 - doctrine_w // 10 + caution // 15
    )[:, None]
    out[:, at["recant"]] += np.where(view.rung[:, me] < 4, 90, 0)[:, None]
    return out
