"""The politician: one utility of named terms, weighed by temperament, scored analytically without rollouts.

All seats that politicians hold think side by side. Best target inside a kind first, then a little noise between
kinds; ties go by numbers made from names.
"""

from __future__ import annotations

from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from game.players import promises, without, wooing
from game.players.appraise import big_sitting, i32, utilities
from game.players.facts import Facts, Table
from game.players.floor import speak
from game.players.standing import Standing, bias
from game.players.talks import answer_offers, make_offers, take_counters
from game.rules import dice, motions, orders
from game.rules.choose import equals
from game.rules.nominees import nominees, relieved, seated
from game.rules.power import precedence
from game.rules.quarter import Stage
from game.rules.scenario import Scenario
from game.rules.terms import GROUPS, PERSONA, BoolArray, IntArray, Motion
from game.rules.view import Views

CLOSED = -1_000_000
"""What a closed option scores."""
TOSS = 160
"""How far a mood goes in answering a question of the bulletin: people are of two minds (assumption)."""


class Politician:
    """Plays for power, doctrine and safety as his temperament has it. `noise` is how much he misjudges.

    `standing` is the instruction that a person has left him, who plays this seat himself in other quarters.
    """

    def __init__(self, scenario: Scenario, seat: int, noise: int, standing: Standing | None = None) -> None:
        self.scenario = scenario
        self.seat = seat
        self.noise = noise
        self.standing = standing

    def decide(self, facts: Facts, stage: Stage) -> IntArray:
        """The decision that promises most, as this temperament sees it."""
        return decide_table(facts.alone, stage, (self.noise,), (self.standing,))[:, 0]


def decide_table(
    table: Table, stage: Stage, noise: tuple[int, ...], standing: tuple[Standing | None, ...] = ()
) -> IntArray:
    """The decisions of several politicians at once: int32[h, v, ...]; `noise` is how much each misjudges.

    `standing` is the instruction that each follows, empty where none follows one.
    """
    out = table.default.copy(order="F")
    if not table.due.any():
        return out
    persona = table.persona
    blur = np.array(noise, dtype=np.int32)
    if stage.kind in ("before", "after"):
        return answer_question(table, persona, blur, out)
    if stage.kind in ("offers", "answers", "counters") and without.does_without(
        table.scenario, without.PACTS
    ):
        return out
    if stage.kind == "offers":
        return without.drop(table.scenario, make_offers(table.views, persona, blur, out))
    if stage.kind == "answers":
        return answer_offers(table, persona, blur, out)
    if stage.kind == "counters":
        return take_counters(table, out)
    if stage.kind == "orders":
        return give_orders(table.views, persona, blur, out, standing)
    if stage.kind == "floor":
        return speak(table, persona, out, standing)
    return out


def misjudged(views: Views, question: str, names: tuple[str, ...], noise: IntArray) -> IntArray:
    """How each viewer misjudges each of several things, within his `noise` int32[v]: int32[h, v, n]."""
    flat = dice.blur(views.mind, views.quarter, question, 1023, names)
    out: IntArray = flat.reshape(views.histories, len(views.seats), len(names), order="F") * noise[:, None]
    out >>= i32(10)
    return out


def answer_question(table: Table, persona: IntArray, noise: IntArray, out: IntArray) -> IntArray:
    """Answers to the bulletin: the urge of the temperament, and a good deal of mood."""
    scenario, quarter = table.scenario, table.quarter
    for v, seat in enumerate(table.seats):
        asked = table.asked[:, v]
        if not (asked > 0).any():
            continue
        choices = table.choices[v]
        n = choices.shape[1]
        score = np.zeros((len(asked), n), dtype=np.int32, order="F")
        words = dict(zip(PERSONA, persona[v], strict=True))
        for e in np.unique(asked[asked > 0]):
            here = asked == e
            for k, choice in enumerate(scenario.events[e - 1].choices):
                total = np.zeros(len(asked), dtype=np.int32)
                for word, weight in choice.urge:
                    if word == "base":
                        total += i32(weight)
                    elif word == "menace":
                        total += weight * np.minimum(table.menace[:, seat], 3000) // 3000
                    elif word == "exposure":
                        total += weight * table.exposure[:, v] // 1000
                    else:
                        total += i32(weight * int(words[word]) // 1000)
                total += wooing.of_choice(table.views, int(e) - 1, k, v)
                score[here, k] = total[here]
        names = tuple(str(k) for k in range(n))
        mind = table.minds[:, v]
        # A question is nearer to a toss than an order is.
        score += dice.bell(mind, quarter, "choice", int(noise[v]), names)
        score += TOSS * dice.bell(mind, quarter, "mood", 40, names) // 40
        out[:, v, 0] = np.where(choices, score, CLOSED).argmax(axis=1)
    return out


@lru_cache(maxsize=8)
def _shape_of(scenario: Scenario) -> tuple[IntArray, IntArray, IntArray]:
    """Precedence of every option as a packed key, the option of each place, the group of each kind."""
    tokens = tuple(o.token for o in orders.options(scenario))
    if len(tokens) >= 512:
        raise ValueError("a machine weighs fewer than 512 options")
    keys = precedence("option", tokens, 512) >> 9
    option = np.empty(len(tokens), dtype=np.int32)
    option[keys] = np.arange(len(tokens), dtype=np.int32)
    group = np.array([GROUPS.index(kind.group) for kind in orders.KINDS], dtype=np.int32)
    return keys, option, group


def give_orders(
    views: Views,
    persona: IntArray,
    noise: IntArray,
    out: IntArray,
    standing: tuple[Standing | None, ...] = (),
) -> IntArray:
    """The orders each would give: int32[h, v, 3, 3] (option, extra, sitting), -1 for none."""
    s = views.scenario
    precede, option_at, group = _shape_of(s)
    score = utilities(views, persona)
    for v, instruction in enumerate(standing):
        if instruction is not None:
            score[:, v] += bias(s, instruction)
    codes = orders.closed(views)
    left = without.options(s)
    if left is not None:
        codes[:, :, left] = 1
    top = np.empty((*score.shape[:2], len(orders.KINDS)), dtype=np.int32, order="F")
    for n, where in enumerate(orders.spans(s)):
        if where.start == where.stop:
            # A scenario without documents has no orders about them.
            top[:, :, n] = CLOSED << 9
            continue
        # Score above, precedence of the option's name below: one maximum finds the best target, no seat number.
        part = (codes[:, :, where] != 0) * i32(CLOSED)
        part += score[:, :, where]
        part <<= i32(9)
        part += precede[where]
        top[:, :, n] = part.max(axis=2)
    best_option = option_at[top & i32(511)]
    best = top >> i32(9)
    legal = best > CLOSED // 2
    best += misjudged(views, "orders", tuple(k.id for k in orders.KINDS), noise)
    room = orders.room(views)
    purse = views.own(views.capital).copy()
    cost = orders.costs(s)[best_option]
    shift = orders.KIND["shift"]
    issue = (best_option[:, :, shift] - orders.spans(s)[shift].start) // 2
    pages = views.mine(views.pages)
    cost[:, :, shift] += orders.words_price(np.take_along_axis(pages, issue[:, :, None], axis=2)[:, :, 0])
    # Capital kept for the floor is worth something, most of all before a congress.
    best -= cost * i32(24 if big_sitting(s, views.quarter) else 14)
    order = precedence("kind", tuple(k.id for k in orders.KINDS), 64) // i32(64)
    kind_at = np.argsort(order, kind="stable").astype(np.int32)
    # The kind's precedence lies below its score, so that the maximum names the kind.
    best = (best << i32(6)) + order
    free = legal & (room[:, :, group] > 0)
    best *= free
    rows, seat = np.arange(views.histories)[:, None], views.order
    for slot in range(3):
        top = (best * (cost <= purse[:, :, None])).max(axis=2)
        go = top > 0
        kind = kind_at[top & i32(63)]
        out[:, :, slot, 0] = np.where(go, best_option[rows, seat, kind], -1)
        purse -= cost[rows, seat, kind] * go
        best[rows, seat, kind] *= ~go
        # A group is closed once its places are taken.
        its = group[kind]
        left = room[rows, seat, its] - go
        room[rows, seat, its] = left
        full = go & (left <= 0)
        if full.any():
            best *= ~equals(np.where(full, its, i32(-1)), group)
    complete(views, out)
    _name_others(views, score, codes, out)
    return out


def _name_others(views: Views, score: IntArray, codes: NDArray[np.int8], out: IntArray) -> None:
    """Add to a sanction that takes a post, a seat or a party card the accused's open partners, where it promises gain."""
    s = views.scenario
    c = len(s.contenders)
    listed = orders.slate(s, views.quarter)
    first = orders.spans(s)[orders.KIND["table"]].start + listed.sanctions.start
    low, high = first + 3 * c, first + 7 * c
    h, v, slot = np.nonzero((out[:, :, :, 0] >= low) & (out[:, :, :, 0] < high))
    if not len(h):
        return
    option = out[h, v, slot, 0]
    target = (option - first) % c
    for k in range(c):
        other = option - target + k
        also = (score[h, v, other] > 0) & (codes[h, v, other] == 0)
        also &= views.allied[h, v, target, k] & (target != k)
        out[h, v, slot, 1] += np.int32(motions.naming(k)) * also


def complete(views: Views, out: IntArray) -> None:
    """Fill in, for every tabled motion, the person it puts forward and the sitting it goes to."""
    s = views.scenario
    span = orders.spans(s)[orders.KIND["table"]]
    listed = orders.slate(s, views.quarter)
    places = orders.places(views)
    option = out[:, :, :, 0]
    given = option >= 0
    out[:, :, :, 1:] = (given - 1)[:, :, :, None]
    tabled = (option >= span.start) & (option < span.stop)
    if not tabled.any():
        return
    n = np.clip(option - span.start, 0, len(listed.kind) - 1)
    kind = listed.kind[n]
    every = np.arange(len(n))[:, None, None] if len(places) > 1 else 0
    place = places[every, n]
    out[:, :, :, 2] += place * tabled
    who = nominees(views)[:, :, None]
    fills = tabled & (kind == Motion.FILL)
    promised = promises.nominee_of(views)
    if promised is not None:
        # Who has promised an office to somebody puts him forward, and not his own man.
        office = np.where(fills, listed.subject[n], 0)
        named = np.take_along_axis(promised, office, axis=2)
        who = np.where(named >= 0, named, who)
    out[:, :, :, 1] += np.maximum(who, 0) * fills
    gone: BoolArray = (fills & (who < 0)) | (tabled & (place < 0))
    named, freed = tabled & (kind == Motion.SEAT), tabled & (kind == Motion.RELIEVE)
    if named.any():
        at = np.clip(listed.subject[n], 0, 1)
        put = np.take_along_axis(seated(views), at, axis=2)
        out[:, :, :, 1] += np.maximum(put, 0) * named
        gone |= named & (put < 0)
    if freed.any():
        man = relieved(views)[:, :, None] - i32(len(s.contenders))
        out[:, :, :, 1] += np.maximum(man, 0) * freed
        gone |= freed & (man < 0)
    out[:, :, :, 1] += views.seats[:, None].astype(np.int32) * (tabled & (kind == Motion.SECRETARY))
    if gone.any():
        out[gone] = -1
        out[...] = orders.close_up(out)
