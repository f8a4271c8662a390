"""Sittings: what comes on the docket, the floor, the roll call, and what carrying a motion does."""

from __future__ import annotations

import numpy as np

from game.rules import (
    appeals,
    calendar,
    clauses,
    dockets,
    documents,
    elections,
    pacts,
    power,
    reactions,
    redlines,
    reports,
    statutes,
    wants,
)
from game.rules.changes import Changes
from game.rules.halls import ids_of
from game.rules.scenario import Sitting
from game.rules.terms import (
    CC,
    CELLS,
    CONFERENCE,
    CONGRESS,
    JOINT,
    NOBODY,
    POLITBURO,
    BoolArray,
    IntArray,
    LongArray,
    Motion,
    Rung,
    Stance,
)
from game.rules.votes import Count, Docket, Floor, count
from game.rules.world import World


def floor_of(decisions: IntArray, slot: int) -> Floor:
    """What each contender does with one slot: from int32[h, c, 3] (slot, stance, stake)."""
    here = decisions[:, :, 0] == slot
    return Floor(
        np.where(here, decisions[:, :, 1], 0).astype(np.int32),
        np.where(here, decisions[:, :, 2], 0).astype(np.int32),
    )


def run(
    world: World,
    sitting: Sitting,
    docket: Docket,
    decisions: IntArray,
    explain: bool = False,
    held: BoolArray | None = None,
) -> list[tuple[int, Count, Floor]]:
    """Hold a sitting: take the stakes, vote slot by slot, carry out what passes; the counts for the X-ray.

    A count has a row for each history that had something in the slot.

    `decisions` int32[h, c, 3]; `held` bool[h] where the sitting is held, everywhere if left out. What is adopted first binds what follows.
    """
    from game.rules.halls import delegates as seat

    s = world.scenario
    c = len(s.contenders)
    made = seat(world, sitting)
    held = np.ones(world.histories, dtype=bool) if held is None else held
    commands: BoolArray = power.commanding(world)
    size = world.size.copy()
    reactions.open_sitting(world, decisions)
    ch = Changes(world)
    h, k = np.nonzero((decisions[:, :, 0] >= 0) & (decisions[:, :, 2] > 0))
    ch.rows("capital", h, (k,), -decisions[h, k, 2], "cost.stake", k)
    ch.apply()
    counts = []
    respect = Changes(world)
    walked = (decisions[:, :, 0] >= 0) & (decisions[:, :, 1] == Stance.WALK_OUT)
    last = docket.slots - 1
    if docket.off[:, last].any():
        dockets.force(world, sitting, docket, last, floor_of(decisions, last), made)
    for slot in range(docket.slots):
        if not (docket.motion[:, slot] != Motion.NONE).any():
            continue
        floor = floor_of(decisions, slot)
        withdrawn = (floor.stance == Stance.WITHDRAW) & (np.arange(c) == docket.mover[:, slot : slot + 1])
        gone = withdrawn.any(axis=1)
        if gone.any():
            docket.motion[:, slot] = np.where(gone, 0, docket.motion[:, slot])
            ch = Changes(world)
            h, k = np.nonzero(withdrawn)
            ch.rows("reputation", h, (k,), -20, "floor.withdraw", k)
            ch.apply()
        live = np.flatnonzero(docket.motion[:, slot] != Motion.NONE)
        if not len(live):
            # Its mover has taken it back wherever it stood.
            continue
        if len(live) == world.histories:
            ch = Changes(world)
            result = count(world, sitting, docket, slot, floor, made, explain)
            _aftermath(ch, sitting, docket, slot, result, floor, commands)
        else:
            # Later items are on few dockets: only those histories vote.
            ch = Changes(world, live)
            part = Floor(floor.stance[live], floor.stake[live])
            delegations = made[live] if made is not None else None
            few = docket.take(live)
            result = count(ch.world, sitting, few, slot, part, delegations, explain)
            _aftermath(ch, sitting, few, slot, result, part, commands[live])
        result.rows = live
        counts.append((slot, result, floor))
        ch.apply()
        _overtaken(docket, slot, live, result)
        _respect(respect, live, decisions, slot, result)
    respect.apply()
    reactions.close_sitting(world, decisions)
    if sitting.body == CONGRESS:
        assert made is not None
        _walk_out(world, made, walked)
        ch = Changes(world)
        elections.elect_central_committee(ch, sitting, made, held)
        ch.apply()
        if sitting.politburo:
            ch = Changes(world)
            full = np.full(world.histories, sitting.politburo, dtype=np.int32)
            candidates = np.full(world.histories, sitting.candidates, dtype=np.int32)
            elections.elect_politburo(ch, full, candidates, False, held)
            ch.apply()
    elif sitting.body in (CC, JOINT):
        there = (world.rung == Rung.CANDIDATE).sum(axis=1)
        missing = (power.politburo_size(world) < world.size[:, 0]) | (there < world.size[:, 1])
        missing &= held
        if missing.any():
            ch = Changes(world)
            elections.elect_politburo(
                ch, world.size[:, 0], world.size[:, 1], True, missing, world.size - size
            )
            ch.apply()
    elif sitting.body == POLITBURO:
        ch = Changes(world)
        congress = calendar.sits(world, (CONGRESS,), world.quarter + 1)
        if congress.any():
            elections.choose_reporter(ch, congress)
        ch.apply()
    if sitting.body in (CONFERENCE, CONGRESS):
        _lesson(world, made, held)
    return counts


def _lesson(world: World, made: LongArray | None, held: BoolArray) -> None:
    """A sitting that one man's appointments decided teaches what the Secretariat is worth."""
    assert made is not None
    s = world.scenario
    general = power.secretary_general(world)
    blocs = made.sum(axis=1)
    mine = np.take_along_axis(blocs, np.maximum(general, 0)[:, None], axis=1)[:, 0]
    learnt = (
        held
        & (general >= 0)
        & (2 * mine > blocs.sum(axis=1))
        & (world.belief[:, 0] < s.parameter["belief.ceiling"])
    )
    ch = Changes(world)
    ch.add("belief", (0,), np.where(learnt, s.parameter["belief.lesson"], 0), "lesson.congress")
    ch.apply()


def _walk_out(world: World, made: LongArray, walked: BoolArray) -> None:
    """Rival congresses: contenders holding a third of the mandates walk out and a third remains."""
    if not walked.any():
        return
    blocs = made.sum(axis=1)
    total = np.maximum(blocs.sum(axis=1), 1)
    out = (blocs[:, :-1] * walked).sum(axis=1)
    ch = Changes(world)
    ch.put("split", (), 1, (3 * out >= total) & (3 * (total - out) >= total), "floor.walk-out")
    h, k = np.nonzero(walked)
    ch.rows("exposure", h, (k,), 150, "floor.walk-out", k)
    ch.apply()


def _aftermath(
    ch: Changes,
    sitting: Sitting,
    docket: Docket,
    slot: int,
    result: Count,
    floor: Floor,
    commands: BoolArray,
) -> None:
    """What follows a count: for the mover, the speakers, the partners; and the motion itself if carried.

    `commands` bool[h, c]: who was of the leadership when the sitting opened.
    """
    world = ch.world
    s = world.scenario
    p = s.parameter
    c = len(s.contenders)
    kind = docket.motion[:, slot]
    live = kind != Motion.NONE
    mover = docket.mover[:, slot]
    place = docket.catalogue[:, slot]
    beaten = live & ~result.carried
    his = mover[:, None] == np.arange(c)
    gave = np.flatnonzero(live & (kind == Motion.REPORT) & (mover >= 0))
    ch.rows("reports", gave, (mover[gave],), 1, "vote.report", mover[gave])
    lost = beaten & ((place >= 0) | (kind == Motion.REPORT) | (kind == Motion.THESES))
    if lost.any():
        h = np.flatnonzero(lost & (mover >= 0))
        ch.rows("bases", h, (mover[h], 1), -30, "vote.defeated", mover[h])
    # Who spoke against what the majority wanted is marked.
    spoke = floor.against & (result.carried & live)[:, None]
    if spoke.any():
        # Before the cells, and while the discussion is open, one may say so.
        shut = (world.discussion == 0) & (sitting.body != CELLS)
        h, k = np.nonzero(spoke & ~his & ~commands & shut[:, None])
        ch.rows("exposure", h, (k,), p["exposure.floor"], "floor.against", k)
    reports.settle(ch, docket, slot, floor, result.carried)
    waits = appeals.lodge(ch, sitting, docket, slot, result, floor)
    again = result.appealed if len(result.appealed) else np.zeros_like(beaten)
    h = np.flatnonzero(beaten & (place >= 0) & ~again)
    ch.put_rows("barred", h, (place[h],), 3, "vote.defeated")
    side = result.persons[:, :c]
    if (world.pact_state > 0).any():
        served = np.where(live & (kind != Motion.RESIGN), result.plus, -1)
        hit = np.where(live, result.minus, -1)
        pacts.breaches_of_votes(ch, served, hit, side, clauses.promised(world, docket, slot))
    _grudges(ch, docket, slot, side, result.minus)
    if sitting.body == POLITBURO:
        won = np.where(result.carried[:, None], side == 1, side == -1)
        here = live[:, None] & (side != -9)
        h, k = np.nonzero(here)
        ch.put_rows("won", h, (k,), won[h, k].astype(np.int32), "vote.politburo")
        h, k = np.nonzero(here & ~won)
        ch.rows("beaten", h, (k,), 1, "vote.politburo", k)
    carry(ch, sitting, docket, slot, result.carried & live & ~waits, commands)
    offered = live & (kind == Motion.RESIGN) & (mover >= 0)
    h = np.flatnonzero(offered & ~result.carried)
    if len(h):
        who = mover[h]
        full = p["resign.shield"]
        held = np.where(world.offered[h, who] > 0, full // 2, full)
        ch.rows("shield", h, (who,), held, "resign.refused", who)
        for f in range(len(s.figures)):
            ch.rows("lean", h, (f, who), p["resign.lean"], "resign.refused", who)
    h = np.flatnonzero(offered)
    ch.put_rows("offered", h, (mover[h],), 6, "resign.refused")


def _grudges(ch: Changes, docket: Docket, slot: int, side: IntArray, hit: IntArray) -> None:
    """Who moves against a man loses his trust; a recorded vote on the line divides those who differ.

    `side` int32[h, c] +1, 0, -1 or -9 where he has no vote, `hit` int32[h] whom the motion hits. Source: assumption.
    """
    world = ch.world
    p = world.scenario.parameter
    kind, mover = docket.motion[:, slot], docket.mover[:, slot]
    against = (kind == Motion.SANCTION) | (kind == Motion.FILL) | (kind == Motion.SECRETARY)
    against |= (kind == Motion.SEAT) | (kind == Motion.RELIEVE)
    h = np.flatnonzero(against & (mover >= 0) & (hit >= 0) & (hit != mover))
    harsh = np.maximum(docket.severity[h, slot], 2)
    ch.rows("trust", h, (hit[h], mover[h]), -p["trust.attack"] * harsh, "vote.attacked", mover[h])
    lines = np.flatnonzero(kind == Motion.LINE)
    if len(lines):
        voted = side[lines] * (np.abs(side[lines]) == 1)
        same = voted[:, :, None] * voted[:, None, :]
        same[:, np.arange(side.shape[1]), np.arange(side.shape[1])] = 0
        row, a, b = np.nonzero(same)
        by = np.where(same[row, a, b] > 0, p["trust.line"] // 3, -p["trust.line"])
        ch.rows("trust", lines[row], (a, b), by, "vote.line-trust", b)


def _overtaken(docket: Docket, slot: int, live: LongArray, result: Count) -> None:
    """A commission that passes beats the harsher motions on the same man that are still on the docket."""
    h = live[result.carried & (docket.motion[live, slot] == Motion.COMMISSION)]
    for later in range(slot + 1, docket.slots):
        same = (docket.motion[h, later] == Motion.SANCTION) & (
            docket.subject[h, later] == docket.subject[h, slot]
        )
        docket.motion[h[same], later] = Motion.NONE


def _respect(ch: Changes, live: LongArray, decisions: IntArray, slot: int, result: Count) -> None:
    """Who spoke against what was carried is respected for it in the works; settled when the sitting closes."""
    stance = decisions[live, :, 1]
    spoke = (stance == Stance.SPEAK_AGAINST) | (stance == Stance.CO_REPORT)
    spoke &= decisions[live, :, 0] == slot
    row, k = np.nonzero(spoke & result.carried[:, None])
    works = np.flatnonzero(np.asarray(ch.world.scenario.towns) & 2)
    n = len(works)
    ch.share_rows(
        "cells",
        "gain",
        np.repeat(live[row], n),
        (np.tile(works, len(row)), np.repeat(k, n)),
        30,
        "floor.honest",
        np.repeat(k, n),
    )


def carry(
    ch: Changes, sitting: Sitting, docket: Docket, slot: int, carried: BoolArray, leaders: BoolArray
) -> None:
    """Do what a carried motion says; `leaders` bool[h, c] who was of the leadership when the sitting opened."""
    world = ch.world
    s = world.scenario
    p = s.parameter
    c = len(s.contenders)
    kind = docket.motion[:, slot]
    subject = docket.subject[:, slot]
    obj = docket.object[:, slot]
    severity = docket.severity[:, slot]
    mover = docket.mover[:, slot]
    hit = carried & (kind == Motion.SANCTION)
    if hit.any():
        punish(ch, hit, subject, severity, obj)
        redlines.note_sanctions(ch, hit, mover, subject, severity)
    line = carried & (kind == Motion.LINE)
    h = np.flatnonzero(line)
    if len(h):
        ch.rows("line", h, (subject[h],), docket.direction[h, slot] * p["line.step"], "vote.line")
        owner = h[mover[h] >= 0]
        ch.rows("ownership", owner, (subject[owner], mover[owner]), p["line.ownership"], "vote.line")
    gone_post = statutes.in_force(world, "abolish-general-secretary") & (subject == s.office_with("prepare"))
    fill = np.flatnonzero(carried & (kind == Motion.FILL) & (obj >= 0) & ~gone_post)
    judge = s.office_with("inspect")
    if len(fill) and judge >= 0:
        # Who judges the leaders is none of them.
        fill = fill[(subject[fill] != judge) | (world.rung[fill, obj[fill]] < Rung.POLITBURO)]
        elections.judges(ch, fill[subject[fill] == judge], obj[fill[subject[fill] == judge]])
    if len(fill):
        ch.put_rows("holder", fill, (subject[fill],), obj[fill], "vote.fill")
        wants.note_posts(ch, fill, mover[fill], subject[fill], obj[fill])
    swap = np.flatnonzero(carried & (kind == Motion.SECRETARY) & (obj >= 0) & (obj < c))
    if len(swap):
        ch.put_rows("first", swap, (subject[swap],), obj[swap], "vote.secretary")
        ch.share_rows(
            "secretaries", "gain", swap, (subject[swap], obj[swap]), 250, "vote.secretary", obj[swap]
        )
        old = world.first[swap, subject[swap]]
        had = swap[old < c]
        ch.share_rows(
            "secretaries", "loss", had, (subject[had], world.first[had, subject[had]]), 200, "vote.secretary"
        )
        ch.rows("security", swap, (), -30, "vote.secretary")
        for o, office in enumerate(s.offices):
            if len(office.domain) == 1 and "place" in office.powers:
                # The man of the old patron goes, too: his post is free.
                here = swap[(subject[swap] == office.domain[0]) & (world.holder[swap, o] >= 0)]
                other = power.boss(world)[here, o] != obj[here]
                ch.put_rows("holder", here[other], (o,), NOBODY, "vote.secretary")
        redlines.note_removals(ch, swap, mover[swap], subject[swap])
    back = np.flatnonzero(carried & (kind == Motion.RETURN))
    if len(back):
        now = world.rung[back, subject[back]]
        ch.put_rows(
            "rung",
            back,
            (subject[back],),
            np.where(now < Rung.MEMBER, int(Rung.MEMBER), int(Rung.CC)),
            "vote.return",
        )
        ch.rows("exposure", back, (subject[back],), -200, "vote.return")
    law = np.flatnonzero(carried & (kind == Motion.STATUTE))
    if len(law):
        statutes.carry(ch, law, subject[law], mover[law])
    moved = np.flatnonzero(carried & (kind == Motion.CALENDAR))
    if len(moved):
        calendar.carry(ch, sitting, moved, subject[moved], mover[moved])
    sent = np.flatnonzero(carried & (kind == Motion.DELEGATION))
    if len(sent):
        statutes.send(ch, sent, subject[sent], mover[sent])
    mild = np.flatnonzero(carried & (kind == Motion.COMMISSION))
    if len(mild):
        statutes.commission(ch, mild, subject[mild], mover[mild])
    seated = np.flatnonzero(carried & (kind == Motion.SEAT) & (obj >= 0))
    if len(seated):
        elections.take_seat(ch, seated, subject[seated], obj[seated])
    relieved = np.flatnonzero(carried & (kind == Motion.RELIEVE) & (obj >= c))
    for o in range(len(s.offices)) if len(relieved) else ():
        held = relieved[world.holder[relieved, o] == obj[relieved]]
        ch.put_rows("holder", held, (o,), NOBODY, "vote.relieve")
    paper = np.flatnonzero(carried & (kind == Motion.PUBLISH))
    if len(paper):
        documents.publish(ch, paper, subject[paper], mover[paper], leaders)
    gone = np.flatnonzero(carried & (kind == Motion.RESIGN))
    if len(gone):
        ch.put_rows("holder", gone, (subject[gone],), NOBODY, "vote.resign")
    theses = np.flatnonzero(carried & (kind == Motion.THESES) & (mover >= 0))
    ch.rows("bases", theses, (mover[theses], 1), p["theses.mantle"], "vote.theses", mover[theses])
    lost = np.flatnonzero(~carried & (kind == Motion.CONFIRM))
    if len(lost):
        ch.put_rows("holder", lost, (subject[lost],), NOBODY, "vote.not-confirmed")
    report = np.flatnonzero(carried & (kind == Motion.REPORT) & (mover >= 0))
    ch.rows("bases", report, (mover[report], 1), 40, "vote.report", mover[report])


def punish(ch: Changes, hit: BoolArray, who: IntArray, severity: IntArray, obj: IntArray) -> None:
    """Carry out a sanction of the ladder on `who` [h] where `hit`: punished is punished."""
    world = ch.world
    s = world.scenario
    p = s.parameter
    c = len(s.contenders)
    h = np.flatnonzero(hit & (who >= 0) & (who < c))
    who_h, sev = who[h], severity[h]
    ch.rows("exposure", h, (who_h,), -p["exposure.punished"], "sanction")
    ch.rows("bases", h, (who_h, np.ones_like(who_h)), -10 * np.minimum(sev, 5), "sanction")
    hard = h[sev >= 6]
    ch.rows("fear", hard, (), p["fear.sanction"], "sanction")
    office = h[sev >= 4]
    for o in range(len(s.offices)):
        held = office[world.holder[office, o] == who[office]]
        ch.put_rows("holder", held, (np.full(len(held), o),), NOBODY, "sanction")
    rung = world.rung[h, who_h]
    to = np.full(len(h), -1)
    to = np.where(
        (sev == 5) & (rung >= Rung.CANDIDATE), np.where(obj[h] == 1, int(Rung.CANDIDATE), int(Rung.CC)), to
    )
    to = np.where((sev == 5) & (rung == Rung.CANDIDATE), int(Rung.CC), to)
    to = np.where((sev == 6) & (rung >= Rung.CC), int(Rung.MEMBER), to)
    to = np.where((sev == 7) & (rung >= Rung.MEMBER), int(Rung.EXPELLED), to)
    to = np.where((sev == 8) & (rung == Rung.EXPELLED), int(Rung.BANISHED), to)
    to = np.where((sev == 8) & (rung == Rung.BANISHED), int(Rung.ABROAD), to)
    m = to >= 0
    ch.put_rows("rung", h[m], (who_h[m],), to[m], "sanction")
    expelled = h[(sev == 7) & (rung == Rung.POLITBURO)]
    ch.put_rows("purge", expelled, (), 4, "sanction")
    unseated = h[m & (rung == Rung.POLITBURO) & (to < Rung.POLITBURO)]
    ch.rows("precedent", unseated, (), 1, "sanction")


def fallen(world: World, before: IntArray) -> None:
    """What leaving the Politburo, or the party, does to a contender's people: bloc seats stray, cells are inherited."""
    s = world.scenario
    p = s.parameter
    c = len(s.contenders)
    ch = Changes(world)
    if (before == world.rung).all():
        elections.vacate(ch)
        ch.apply()
        return
    for k in range(c):
        left = (before[:, k] == Rung.POLITBURO) & (world.rung[:, k] < Rung.POLITBURO)
        if left.any():
            for body in range(2):
                stray = np.where(left, world.bloc[:, body, k] * p["succession.unaligned"] // 1000, 0)
                ch.add("bloc", (body, k), -stray, "fall.bloc", k)
                ch.add("bloc", (body, c), stray, "fall.bloc", k)
        out = (before[:, k] >= Rung.MEMBER) & (world.rung[:, k] < Rung.MEMBER)
        h = np.flatnonzero(out)
        if len(h):
            far = np.abs(world.position[h, :c] - world.position[h, k : k + 1]).sum(axis=2)
            far[:, k] = 100_000
            far = np.where(world.rung[h, :c] >= Rung.MEMBER, far, 50_000)
            heir = (far * 1024 + ids_of(s.contenders)).argmin(axis=1)
            for r in range(len(s.regions)):
                held = world.cells[h, r, k].astype(np.int64) * p["inheritance"] // 1000
                ch.share_rows(
                    "cells", "loss", h, (np.full(len(h), r), np.full(len(h), k)), held, "fall.cells", k
                )
                ch.share_rows(
                    "cells",
                    "gain",
                    h,
                    (np.full(len(h), r), heir),
                    held,
                    "fall.inherited",
                    heir.astype(np.int64),
                )
    elections.vacate(ch)
    ch.apply()
