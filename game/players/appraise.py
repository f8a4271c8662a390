"""Appraisal: what every order is worth to a seat, as a sum of terms weighed by temperament.

Utilities are in points of about one per mille of a power base. All seats are appraised side by side; terms are
added in place and branch-free, so that odd masks cost no time. Weights are assumptions, tuned by play.
"""

from __future__ import annotations

from functools import lru_cache
from typing import Any

import numpy as np

from game.players import aims, inclination, papers, seats, wooing
from game.rules import calendar, motions, orders, redlines, wants, wishes
from game.rules.choose import by_viewer, spread
from game.rules.nominees import nominees
from game.rules.scenario import Scenario
from game.rules.terms import (
    CONFERENCE,
    CONGRESS,
    GOODS,
    INDUSTRY,
    JOINT,
    OUTPUT,
    POLITBURO,
    PROCUREMENT,
    REGION,
    BoolArray,
    IntArray,
    Rung,
)
from game.rules.view import Views

i32 = np.int32
_OFTEN = np.array([-8 * bin(n).count("1") for n in range(64)], dtype=np.int32)

CARE = 12
"""A case by this: what an attack costs who does not rule, for every attack adds to it (assumption)."""
PATIENT = 2000
"""What is missing in a case times patience, by this: how far a patient man puts a harsh motion off (assumption)."""
UNSEATS = 5
"""The mildest sanction that takes a seat in the Politburo."""
SPOILS = np.array([2, 4, 10, 90, 200, 160, 120, 30], dtype=np.int32)
"""What a sanction of severity 1 to 8 takes from its target, in parts of 600 of one's hostility.

Words cost little and clear a hundred of the case; a post or a seat is a prize; who is out of the room has nothing
left that is worth taking (assumption).
"""


def big_sitting(scenario: Scenario, quarter: int) -> bool:
    """Whether a conference or a congress sits in a quarter."""
    return any(
        x.body in (CONFERENCE, CONGRESS) and not x.spare for x in scenario.sittings_by_quarter[quarter]
    )


def margins(views: Views) -> tuple[IntArray, IntArray]:
    """The margin, per mille of Politburo and plenum, each expects for a blow against each contender: int32[h, v, c].

    Each contender's following goes with what he thinks of the two; members of one pact stand together.
    """
    h, many, c = views.trust.shape[:3]
    feeling = views.trust + i32(600) * views.allied
    for k in range(c):
        feeling[:, :, k, k] = 5000
    for v, k in enumerate(views.seats):
        feeling[:, v, k] = -1000
        feeling[:, v, k, k] = 1000
    inner = np.zeros((h, many, c), dtype=np.int32, order="F")
    outer = np.zeros((h, many, c), dtype=np.int32, order="F")
    for k in range(c):
        theirs = feeling[:, :, k]
        side = views.own(theirs)[:, :, None] - theirs
        side *= i32(3)
        np.clip(side, -1000, 1000, out=side)
        inner += side * views.politburo[:, :, k, None]
        outer += side * views.plenum[:, :, k, None]
    inner //= np.maximum(views.politburo_size, 1)[:, None, None]
    outer //= np.maximum(views.plenum_size, 1)[:, None, None]
    return inner, outer


def utilities(views: Views, persona: IntArray) -> IntArray:
    """The utility of every option to every viewer: int32[h, v, n]; `persona` int32[v, 6]."""
    a = _Appraisal(views, persona)
    for part in (
        _apparatus,
        _words,
        _outside,
        _mass_and_army,
        _motions,
        _committee,
        _lines,
        _intrigue,
        _self,
    ):
        part(a)
    papers.add(views, persona, a.out, a.at)
    aims.add(views, a.out, a.at)
    return a.out


class _Appraisal:
    """What several parts of the appraisal need: worked out once."""

    def __init__(self, views: Views, persona: IntArray) -> None:
        s = views.scenario
        self.views, self.scenario = views, s
        h, many, c = views.histories, len(views.seats), len(s.contenders)
        self.out: IntArray = np.zeros((h, many, len(orders.options(s))), dtype=np.int32, order="F")
        span = orders.spans(s)
        self.at = {k: span[n] for k, n in orders.KIND.items()}
        # Temperaments as [v], and as [v, 1] against targets.
        self.tempo, self.caution, self.pride, self.doctrine, self.loyalty, self.patience = persona.T
        self.bases: IntArray = views.mine(views.all_bases)
        self.menace = views.menace
        self.regard: IntArray = views.own(views.trust)
        self.commands = views.own(views.commanding)
        self.out_of_power = (~self.commands).astype(np.int32)
        self.exposure: IntArray = views.own(views.exposure)
        self.allied: IntArray = views.own(views.allied).astype(np.int32)
        self.rung: IntArray = views.mine(views.rung)
        total = np.maximum(views.members.sum(axis=1, dtype=np.int32), 1)[:, None]
        self.share: IntArray = views.members * i32(1000 * len(s.regions)) // total
        self.hostility: IntArray = np.clip(
            inclination.dreaded(views) // i32(3) - self.regard + views.dominance, 0, 2000
        )
        # Who has sworn with others against him is met with the same coin.
        self.hostility += i32(400) * views.own(views.sworn.transpose(0, 1, 3, 2))
        self.me = (np.arange(c) == views.seats[:, None])[None]


def _wide(values: Any) -> Any:
    """[v] or [h, v] as a column against targets."""
    return values[..., None]


def _apparatus(a: _Appraisal) -> None:
    views, s, p = a.views, a.scenario, a.scenario.parameter
    near = any(big_sitting(s, q) for q in range(views.quarter, min(views.quarter + 2, s.quarters)))
    own = views.secretaries[:, :, views.seats].transpose(0, 2, 1)
    free = views.secretaries[:, :, -1]
    place = (i32(1000) - own) * i32(p["place.gain"]) // i32(1000) * a.share[:, None] // i32(1000)
    place += (i32(30) + free // i32(25))[:, None]
    place = place * i32(1200 if near else 900) // i32(1000)
    place -= (i32(40) * (views.security < 400))[:, None, None]
    place += _OFTEN[views.mine(views.placed)]
    # What he promised to leave alone costs him more the more loyal he is.
    left = views.pact_clause[:, :, :, REGION] * views.own(views.pact_in.transpose(0, 1, 3, 2))
    h, v, slot = np.nonzero(left)
    np.subtract.at(place, (h, v, left[h, v, slot] - 1), (i32(100) + a.loyalty // i32(3))[v])
    a.out[:, :, a.at["place"]] = place
    # To move a first secretary is a stronger blow than to place people, and a louder one.
    rival = np.zeros(place.shape, dtype=np.int32, order="F")
    for k in range(len(a.scenario.contenders)):
        his = (views.first == k)[:, None]
        if his.any():
            rival += his * (a.hostility[:, :, k, None] // i32(20) - i32(250) * a.allied[:, :, k, None])
    a.out[:, :, a.at["transfer"]] = place // i32(2) - i32(25) + rival
    look = a.hostility // i32(18) + i32(25) * (views.exposure >= 200) - i32(300) * a.allied - i32(75)
    a.out[:, :, a.at["inspect"]] = look
    worth = i32(20 + (80 if big_sitting(s, views.quarter) else 0))
    seats = (views.first[:, None] == views.seats[:, None]).sum(axis=2, dtype=np.int32)
    a.out[:, :, a.at["prepare"]] = _wide(worth * seats // i32(4))


def _words(a: _Appraisal) -> None:
    views = a.views
    hold = np.abs(views.mine(views.position)) * _wide(a.doctrine) // i32(40_000)
    expound = hold - i32(2) * views.mine(views.pages)
    expound += _wide(i32(25) + (i32(1000) - a.bases[:, :, 3]) // i32(18))
    a.out[:, :, a.at["expound"]] = expound
    polemic = (a.menace // i32(28))[:, None] - a.regard // i32(9) + views.dominance // i32(8)
    polemic -= a.allied * _wide(i32(500) * (i32(300) + a.loyalty) // i32(1000))
    polemic += _wide(
        a.tempo // i32(20)
        - i32(60)
        - a.caution // i32(25)
        - a.out_of_power * (i32(20) + a.exposure // i32(CARE))
    )
    fallen = views.rung[:, None, : polemic.shape[2]] < 5
    a.out[:, :, a.at["polemic"]] = polemic - i32(120) * fallen


def _outside(a: _Appraisal) -> None:
    """Platform, street, circle and letters: what is left to who does not rule."""
    views = a.views
    free = calendar.before_congress(views)[:, None]
    loud = a.tempo // i32(16) + a.doctrine // i32(20)
    silence = views.discussion[:, None] == 0
    platform = loud + i32(25) - i32(90) * (silence & ~free) - i32(70) * a.commands - a.exposure // i32(20)
    a.out[:, :, a.at["platform"]] = _wide(platform)
    # Who has more friends in the works than among the secretaries gains by open words.
    below = (a.bases[:, :, 1] - a.bases[:, :, 0]) // i32(4) + a.doctrine // i32(16)
    # The junior partner of a man who is about to rule alone appeals to the party, too.
    pressed = views.dominance.max(axis=2) // i32(11) * (views.own(views.dominance) == 0)
    talk = below + pressed - i32(60) * a.commands + i32(10) + i32(35) * free - i32(25)
    a.out[:, :, a.at["discussion"]] = _wide(talk - i32(200) * views.holds("prepare"))
    street = a.tempo // i32(10) - a.caution // i32(8) - i32(120) * a.commands - i32(20)
    a.out[:, :, a.at["demonstrate"]] = _wide(street + (a.exposure > 500) * i32(30))
    a.out[:, :, a.at["circle"]] = _wide(i32(40) + a.doctrine // i32(40) - a.exposure // i32(40))
    a.out[:, :, a.at["appeal"]] = _wide(i32(60) + a.doctrine // i32(40) + i32(0) * a.exposure)
    a.out[:, :, a.at["letters"]] = _wide(i32(45) + a.doctrine // i32(40) + i32(0) * a.exposure)


def _mass_and_army(a: _Appraisal) -> None:
    views, s, p = a.views, a.scenario, a.scenario.parameter
    oratory = np.asarray(s.oratory)[views.seats]
    reach = views.cells[:, :, views.seats].transpose(0, 2, 1)
    tour = (i32(1000) - reach) * _wide(i32(p["tour.cells"]) * (i32(300) + oratory) // i32(1000)) // i32(1000)
    tour = tour * a.share[:, None] // i32(1500)
    weak = i32(50) * (views.mine(views.health) < 450)
    tour += _wide(i32(15) - weak - a.out_of_power * (a.exposure // i32(25)))
    a.out[:, :, a.at["tour"]] = tour
    a.out[:, :, a.at["levy"]] = _wide(i32(28) + oratory // i32(60))
    feared = views.mine(a.menace)
    a.out[:, :, a.at["court"]] = _wide(
        i32(13) - a.caution // i32(40) + i32(37) * (feared < 1500) - wooing.meddling(views)
    )
    # With the army behind him and nothing before him but his case: only the boldest tempers come to it.
    last = (a.exposure > 250) & (a.out_of_power > 0)
    last &= a.bases[:, :, 2] > i32(p["garrisons.base"] + 100)
    throw = i32(40) + a.tempo // i32(3) - a.caution // i32(2) - a.patience // i32(4)
    a.out[:, :, a.at["garrisons"]] = _wide(np.where(last, throw, i32(-1000)))


@lru_cache(maxsize=128)
def _bodies(scenario: Scenario, quarter: int) -> tuple[IntArray, IntArray, IntArray]:
    """For severities 1 to 8: whether the Politburo judges (0/1), whether two thirds are needed, severity: int32[8]."""
    listed = orders.slate(scenario, quarter)
    body = listed.body[listed.sanctions].reshape(8, -1)[:, 0]
    severity = np.arange(1, 9, dtype=np.int32)
    return (
        (body == POLITBURO).astype(np.int32),
        ((body == JOINT) & (severity >= 6)).astype(np.int32),
        severity,
    )


@lru_cache(maxsize=8)
def _post_worth(scenario: Scenario) -> IntArray:
    """What an office is worth: int32[o]."""
    return np.array(
        [60 + 35 * o.capital + 25 * len(o.powers) + (60 if o.domain else 0) for o in scenario.offices],
        dtype=np.int32,
    )


def _motions(a: _Appraisal) -> None:
    """Blows at persons and posts: what would be gained, and whether the body would follow."""
    views, s = a.views, a.scenario
    listed = orders.slate(s, views.quarter)
    table = a.at["table"].start
    inner, outer = margins(views)
    in_politburo, thirds, severity = _bodies(s, views.quarter)
    # Sanctions as [h, v, c, severity].
    gap = spread(-views.exposure, i32(100) * (severity - i32(1)), np.add)
    np.clip(gap, 0, 1000, out=gap)
    chance = spread(outer, i32(1) - in_politburo, np.multiply)
    if in_politburo.any():
        chance += spread(inner, in_politburo, np.multiply)
    chance -= i32(3) * gap
    chance += i32(460) - i32(333) * thirds
    seated = (views.rung[:, : inner.shape[2]] == Rung.POLITBURO).astype(np.int32)
    first = i32(s.parameter["vote.precedent"]) // (i32(1) + views.precedent)
    chance[:, :, :, UNSEATS - 1 :] -= (seated * first[:, None])[:, None, :, None]
    wavering = wooing.waverers(views)
    # Who wants peace among comrades and is nobody's man holds a hard motion up.
    chance[:, :, :, wants.HARD - 1 :] -= (i32(25) * wavering[:, :, wooing.PEACE])[:, :, None, None]
    np.clip(chance, 20, 980, out=chance)
    prize = spread(a.hostility, SPOILS, np.multiply)
    prize //= i32(600)
    prize -= _wide(a.allied * _wide(i32(300) + a.loyalty // i32(2)))
    # The mild man is the clever one: patience holds the motion back for which the case does not suffice.
    prize -= gap * a.patience[:, None, None] // i32(PATIENT)
    low = views.rung[:, None, : inner.shape[2]] < 4
    if low.any():
        prize -= prize * 2 // i32(3) * low[:, :, :, None]
    value = _hoped(chance, prize) - i32(18)
    again = np.any(views.rung[:, : inner.shape[2]] < Rung.MEMBER, axis=1)
    if again.any():
        # One expulsion after another is not forgiven by all.
        bulk = wooing.cost(views, wooing.BULK) * again[:, None]
        value[:, :, :, redlines.EXPULSION - 1] -= bulk[:, :, None]
    span = slice(table + listed.sanctions.start, table + listed.sanctions.stop)
    a.out[:, :, span] = value.reshape(*value.shape[:2], -1, order="F")
    own_share = views.own(views.plenum) * i32(1000) // np.maximum(views.plenum_size, 1)[:, None]
    vacant = _wide(i32(2) * own_share - i32(300))
    warmth = np.clip(a.regard, -500, 1000) // i32(10) + i32(150) * a.allied
    if (listed.body[listed.fills] >= 0).any():
        margin = inner if listed.body[listed.fills].max() == POLITBURO else outer
        # Without a case against its holder few will take his post from him.
        missing = np.clip(i32(s.parameter["fill.case"]) - views.exposure, 0, 1000)
        margin = margin - missing * i32(2)
        value = _post(views.boss, views.boss == views.seats[:, None], margin, vacant, warmth, _post_worth(s))
        nobody = (nominees(views) < 0).astype(np.int32)
        a.out[:, :, table + listed.fills.start : table + listed.fills.stop] = value - i32(1000) * _wide(
            nobody
        )
    if (listed.body[listed.secretaries] >= 0).any():
        margin = inner if listed.body[listed.secretaries].max() == POLITBURO else outer
        own = views.secretaries[:, :, views.seats].transpose(0, 2, 1)
        prize = i32(60) + (i32(1000) - own) * i32(250) // i32(1000) * a.share[:, None] // i32(2000)
        patron = views.first - (views.first == inner.shape[2]) * i32(inner.shape[2] + 1)
        value = _post(patron[:, None], by_viewer(views.first, views.seats), margin, vacant, warmth, prize)
        a.out[:, :, table + listed.secretaries.start : table + listed.secretaries.stop] = value
    if (listed.body[listed.statutes] >= 0).any():
        _milder(a, own_share)
    if listed.place[listed.statutes][motions.STATUTE["tenure"]] >= 0:
        _structural(a, outer, own_share)
    seats.add(views, a.out, table, outer, a.hostility, own_share)
    value = a.regard // i32(8) - i32(40) + i32(150) * a.me
    a.out[:, :, table + listed.returns.start : table + listed.returns.stop] = value


STATUTE_SPOILS = {
    "collegial-secretariat": 120, "subordinate-secretariat": 90, "abolish-general-secretary": 170,
    "secret-ballot": 110, "rotation": 50,
}  # fmt: skip
"""What a blow at the Secretariat is worth, in parts of 600 of one's hostility to its head (assumption)."""


def _structural(a: _Appraisal, outer: IntArray, own_share: IntArray) -> None:
    """Structural motions: against the Secretariat, for more seats by who has the plenum, for or against the ban."""
    views, s = a.views, a.scenario
    listed = orders.slate(s, views.quarter)
    table = a.at["table"].start
    start = table + listed.statutes.start
    c = outer.shape[2]
    office = s.office_with("prepare")
    shape = outer.shape[:2]
    hope, prize = (np.zeros(shape, dtype=np.int32, order="F") for _ in range(2))
    mine = np.zeros(shape, dtype=bool, order="F")
    if office >= 0:
        general = views.boss[:, :, office]
        for k in range(c):
            his = (general == k).astype(np.int32)
            hope += outer[:, :, k] * his
            prize += a.hostility[:, :, k] * his
        mine = general == views.seats
    chance = np.clip(hope + i32(340), 20, 950)
    for name, weight in STATUTE_SPOILS.items():
        value = _hoped(chance, prize * i32(weight) // i32(600)) - i32(25)
        a.out[:, :, start + motions.STATUTE[name]] = value - i32(1000) * mine
    short = i32(2) * views.own(views.politburo) <= views.politburo_size[:, None]
    packs = (own_share > 500) & short & (views.size[:, 0] < 11)[:, None]
    a.out[:, :, start + motions.STATUTE["enlarge-politburo"]] = np.where(packs, i32(80), i32(-60))
    a.out[:, :, start + motions.STATUTE["enlarge-committee"]] = np.where(own_share > 500, i32(30), i32(-60))
    safer = np.clip(i32(560) - views.security, 0, 400) // i32(5)
    glad = i32(wooing.VOTE) * wooing.waverers(views)[:, :, wooing.TENURE]
    a.out[:, :, start + motions.STATUTE["tenure"]] = np.where(mine, safer[:, None], i32(25)) + glad
    a.out[:, :, start + motions.STATUTE["rotation"]] -= glad
    free = a.out_of_power * (a.exposure // i32(5)) - i32(300) * a.commands
    a.out[:, :, start + motions.STATUTE["lift-ban"]] = free - i32(20)
    a.out[:, :, start + motions.STATUTE["enforce-ban"]] = np.where(a.commands, i32(22), i32(-200))
    if (listed.body[listed.delegations] >= 0).any():
        hope = np.zeros((*shape, len(s.regions)), dtype=np.int32, order="F")
        prize = np.zeros_like(hope, order="F")
        for k in range(c):
            his = (views.first == k) & (views.secretaries[:, :, k] >= s.parameter["fortress"])
            if his.any():
                held = his.astype(np.int32)[:, None]
                hope += held * outer[:, :, k, None]
                prize += held * (a.hostility[:, :, k] - i32(500) * a.allied[:, :, k])[:, :, None]
        value = _hoped(np.clip(hope + i32(340), 20, 950), prize * i32(70) // i32(600)) - i32(25)
        a.out[:, :, table + listed.delegations.start : table + listed.delegations.stop] = value


def _milder(a: _Appraisal, own_share: IntArray) -> None:
    """What the Politburo may do, too: close a discussion, move the calendar, a commission in place of a sentence."""
    views = a.views
    listed = orders.slate(a.scenario, views.quarter)
    table = a.at["table"].start
    start = table + listed.statutes.start
    shut = np.where(a.commands, i32(20) + a.patience // i32(25), i32(-100))
    a.out[:, :, start + motions.STATUTE["close-discussion"]] = shut
    _calendar(a, own_share)
    friend = a.allied * np.clip(views.exposure - i32(250), 0, 400) // i32(5)
    own = a.me * np.clip(views.exposure - i32(200), 0, 500) // i32(4)
    a.out[:, :, table + listed.commissions.start : table + listed.commissions.stop] = friend + own - i32(25)


def _calendar(a: _Appraisal, own_share: IntArray) -> None:
    """Who has the plenum and not the secretaries wants no congress; who has the secretaries wants it soon.

    Others' congresses are feared, too: of whoever has more secretaries than votes in the plenum.
    """
    views = a.views
    listed = orders.slate(a.scenario, views.quarter)
    start = a.at["table"].start + listed.moves.start
    size = np.maximum(views.plenum_size, 1)[:, None]
    share = views.plenum * i32(1000) // size[:, :, None]
    rising = views.control[:, None] - share
    friends = (a.allied * share).sum(axis=2, dtype=np.int32)
    chance = np.clip((own_share + friends) * i32(3) // i32(2), 20, 950)
    threat = (rising * (a.allied == 0) * (a.hostility > 300)).max(axis=2)
    ahead = -views.own(rising)
    # Who rules and gains nothing by a congress is in no hurry.
    calm = i32(60) * (a.commands & (ahead > 0))
    postpone = calm + (np.clip(ahead, 0, 500) + np.clip(threat, 0, 500)) * i32(2) // i32(5)
    a.out[:, :, start + calendar.POSTPONE_CONGRESS] = _hoped(chance, postpone) - i32(20)
    a.out[:, :, start + calendar.CONVENE_CONGRESS] = _hoped(chance, np.clip(-ahead, 0, 500)) - i32(10)
    in_politburo = views.own(views.politburo) * i32(1000) // np.maximum(views.politburo_size, 1)[:, None]
    stronger = own_share - in_politburo
    # In the Politburo only who carries it calls a plenum or does without one.
    inside = np.clip(in_politburo * i32(3) // i32(2), 20, 950)
    call = np.clip(stronger, -100, 500) // i32(3)
    a.out[:, :, start + calendar.CONVENE_PLENUM] = _hoped(inside, call) - i32(10)
    a.out[:, :, start + calendar.POSTPONE_PLENUM] = _hoped(
        inside, np.clip(-stronger, 0, 500) // i32(3)
    ) - i32(20)


def _hoped(chance: IntArray, prize: IntArray) -> IntArray:
    """A prize at a chance per mille, and what a defeat costs."""
    out: IntArray = chance * (prize + i32(55)) // i32(1000)
    out -= i32(55)
    return out


def _post(
    boss: IntArray, mine: BoolArray, margin: IntArray, vacant: IntArray, warmth: IntArray, prize: IntArray
) -> IntArray:
    """The worth of taking posts from whoever answers for them: int32[h, v, n]; `boss` int32[h, v or 1, n], `mine` where it is he."""
    none = boss < 0
    hope = vacant * none
    cost = np.zeros(hope.shape, dtype=np.int32, order="F")
    for k in range(margin.shape[2]):
        his = (boss == k).astype(np.int32)
        hope += margin[:, :, k, None] * his
        cost += warmth[:, :, k, None] * his
    hope -= mine * i32(3000)
    hope += i32(400)
    np.clip(hope, 20, 950, out=hope)
    out: IntArray = _hoped(hope, prize)
    out -= cost
    out -= i32(25)
    return out


_RANK = np.array([5, 5, 5, 5, 5, 35, 60, 100], dtype=np.int32)


def _committee(a: _Appraisal) -> None:
    views, s = a.views, a.scenario
    c = len(s.contenders)
    manner = np.asarray(s.manner)[views.seats]
    weight = _RANK[views.rung[:, c:]] + i32(15) * views.posts[:, c:]
    can = wishes.meets(views.boss, views.seats, s)
    p = s.parameter
    extra = 1000 * p["lobby.want"] // max(p["lobby.lean"], 1) - 1000
    for v, k in enumerate(views.seats):
        # The undecided are worth a visit; who is won or lost is not.
        open_mind = np.clip(i32(700) - np.abs(views.lean[:, v, :, k] - i32(250)), 0, 700)
        lobby = weight * open_mind // i32(900) * i32(500 + int(manner[v])) // i32(1000)
        # Who can offer what a man wants wins nearly twice as much of him.
        lobby += lobby * i32(extra) // i32(1000) * can[:, v]
        lobby -= i32(5)
        a.out[:, v, a.at["lobby"]] = lobby
    a.out[:, :, a.at["run"]] = (i32(26) + i32(10) * (views.dial[:, OUTPUT] < 600))[:, None, None]


def _lines(a: _Appraisal) -> None:
    """Motions on the line, and changing one's own mind, as [h, v, down, issue]."""
    views, s = a.views, a.scenario
    c = len(s.contenders)
    step = s.parameter["line.step"]
    now = views.line[:, None, None]
    mine = views.mine(views.position)[:, :, None]
    sign = np.array([1, -1], dtype=np.int32)[None, None, :, None]
    moved = np.empty((len(now), 1, 2, now.shape[3]), dtype=np.int32, order="F")
    np.add(now, sign * i32(step), out=moved)
    np.clip(moved, -1000, 1000, out=moved)
    gain = np.abs(mine - now) - np.abs(mine - moved)
    ahead = views.position[:, :c] - views.line[:, None]
    side = np.empty((*ahead.shape[:2], 2, ahead.shape[2]), dtype=np.int32, order="F")
    side[:, :, 0] = i32(2) * (ahead > 0) - i32(1)
    side[:, :, 1] = i32(2) * (ahead < 0) - i32(1)
    votes = np.zeros(gain.shape, dtype=np.int32, order="F")
    for k in range(c):
        votes += side[:, k][:, None] * views.politburo[:, :, k, None, None]
    chance = np.clip(i32(500) + i32(160) * votes, 30, 970)
    prize = gain * a.doctrine[:, None, None] // i32(1500)
    hungry = np.clip(i32(750) - views.dial[:, PROCUREMENT], 0, 400)
    prize[:, :, :, INDUSTRY] += hungry[:, None, None] * sign[:, :, :, 0] // i32(4)
    pressed = _pressed(a)
    prize[:, :, :, INDUSTRY] += pressed[:, :, None] * sign[:, :, :, 0] // i32(2)
    prize[:, :, :, INDUSTRY] += i32(wooing.VOTE) * (wooing.pulled(views)[:, :, None] * sign[:, :, :, 0])
    value = chance * (prize + i32(40)) // i32(1000) - i32(55)
    shape = (*value.shape[:2], 6)
    a.out[:, :, a.at["line"]] = value.reshape(shape, order="F")
    away = (mine - now)[:, :, 0]
    exposed = (a.out_of_power * a.exposure // i32(8))[:, :, None] * (np.abs(away) > 600)
    fixed = exposed - i32(5) * views.mine(views.pages) - (i32(10) + a.doctrine // i32(8))[:, None]
    shift = np.empty(gain.shape, dtype=np.int32, order="F")
    for down, way in ((0, 1), (1, -1)):
        toward = (np.abs(away) - np.abs(away + i32(300 * way))) // i32(40)
        shift[:, :, down] = toward - away * i32(way) // i32(60) + fixed
        shift[:, :, down, INDUSTRY] += pressed * i32(way)
    a.out[:, :, a.at["shift"]] = shift.reshape(shape, order="F")


def _pressed(a: _Appraisal) -> IntArray:
    """How much empty shelves and short deliveries drive who rules to a faster tempo, doctrine apart: int32[h, v].

    A leader answers for both; in 1928 more grain by force and more goods by plan looked like one way out of them.
    """
    dial = a.views.dial
    lack = np.clip(i32(850) - dial[:, PROCUREMENT], 0, 400) + np.clip(dial[:, GOODS] - i32(200), 0, 400)
    out: IntArray = lack[:, None] * (i32(1000) - a.doctrine) // i32(1000)
    out *= a.commands
    return out


def _intrigue(a: _Appraisal) -> None:
    views = a.views
    useful = views.plenum * i32(1000) // np.maximum(views.plenum_size, 1)[:, None, None]
    sound = i32(18) + useful // i32(9) + i32(12) * (a.regard < 200) - i32(45) * (a.regard < -500)
    sound -= _wide(a.out_of_power * (a.exposure // i32(15)))
    for v, k in enumerate(views.seats):
        sound[:, v] -= np.maximum(views.trust[:, v, :, k], 0) // i32(10)
    lost = views.beaten >= 2
    sound += i32(70) * (lost[:, views.seats, None] & lost[:, None])
    a.out[:, :, a.at["sound"]] = sound
    pairs = np.array(orders.pairs(a.scenario)).reshape(-1, 2)
    first, second = pairs[:, 0], pairs[:, 1]
    both = np.minimum(a.hostility[:, :, first], a.hostility[:, :, second]) // i32(14)
    rumour = both * views.allied[:, :, first, second]
    rumour += _wide(i32(5) - a.caution // i32(30) - a.loyalty // i32(25))
    a.out[:, :, a.at["rumour"]] = rumour
    charge = a.hostility // i32(14) - _wide(i32(40) + i32(60) * a.out_of_power + a.patience // i32(30))
    a.out[:, :, a.at["charge"]] = charge


def _self(a: _Appraisal) -> None:
    views, s = a.views, a.scenario
    feared = views.mine(a.menace)
    tired = np.clip(i32(550) - views.mine(views.health), 0, 550) // i32(3)
    a.out[:, :, a.at["rest"]] = _wide(i32(4) + tired + np.clip(feared - i32(2000), 0, 1000) // i32(40))
    a.out[:, :, a.at["resign"]] = -200
    if (post := s.office_with("prepare")) >= 0:
        besieged = np.clip(feared - i32(1800), 0, 800) // i32(16) + i32(10) + a.caution // i32(40)
        calm = a.commands & (views.mine(views.shield) == 0) & (views.mine(views.offered) == 0)
        calm &= i32(2) * views.own(views.politburo) + i32(1) >= views.politburo_size[:, None]
        a.out[:, :, a.at["resign"].start + post] = np.where(calm, besieged, i32(-200))
    recant = np.where(a.commands, i32(-200), a.exposure // i32(6)) + i32(90) * (a.rung < 4)
    recant += a.caution // i32(15) - a.pride // i32(8) - a.doctrine // i32(10)
    a.out[:, :, a.at["recant"]] = _wide(recant)


__all__ = ["big_sitting", "margins", "utilities"]
