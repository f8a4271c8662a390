"""From a draft to the Scenario: index tables that the rules read.

Everything that is wrong is noted in the draft; a table is only of use when nothing was.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import numpy as np

from game.content import aims, happenings, meetings, papers, parts, schema, standing, turns
from game.content.draft import Draft
from game.content.kinds import TOWNS
from game.content.sentences import SentenceError, read_effect
from game.rules import roles
from game.rules.scenario import Effect, Office, Scenario
from game.rules.terms import (
    BODIES,
    DIALS,
    GROUPS,
    ISSUES,
    NOBODY,
    PERSONA,
    RED_LINES,
    RUNG_IDS,
    STANDING,
    WANTS,
    IntArray,
)
from game.words import said as say


def compiled(draft: Draft, folder: Path) -> Scenario:
    """The Scenario of a draft. Arrays are int32 and cannot be written to."""
    people = list(draft.people.contenders.values())
    everybody: list[schema.Contender | schema.Figure] = [*people, *draft.people.figures.values()]
    regions = list(draft.regions.regions.values())
    for kind, group in (("contenders", draft.people.contenders), ("figures", draft.people.figures)):
        for id, person in group.items():
            draft.sourced("people", (kind, id), person.source)
    both = draft.people.contenders.keys() & draft.people.figures.keys()
    for id in sorted(both):
        draft.wrong(
            "people",
            ("figures", id),
            say("check.is-a-contender-and-a-figure", id=id),
            say("check.delete-one-of-the-two"),
            key=True,
        )
    for id, region in draft.regions.regions.items():
        draft.sourced("regions", ("regions", id), region.source)
    growth = _growth(draft)
    start = draft.scenario
    made = Scenario(
        id=start.id,
        first_quarter=draft.first,
        quarters=draft.names.quarters,
        contenders=draft.names.contenders,
        figures=draft.names.figures,
        regions=draft.names.regions,
        offices=tuple(_office(draft, n, id) for n, id in enumerate(draft.offices.offices)),
        sittings=meetings.sittings(draft),
        events=happenings.events(draft),
        parameters=tuple(draft.parameters.items()),
        bases=fixed([[p.bases.army, p.bases.mantle, p.bases.press] for p in people]),
        manner=fixed([p.manner for p in people]),
        oratory=fixed([p.oratory for p in people]),
        health=fixed([p.health for p in people]),
        capital=fixed([p.capital for p in people]),
        exposure=fixed([p.exposure for p in people]),
        reputation=fixed([p.reputation for p in people]),
        persona=fixed([[getattr(p.persona, word) for word in PERSONA] for p in people]),
        pages=fixed([[getattr(p.pages, issue) for issue in ISSUES] for p in people]),
        trust=_trust(draft),
        rung=fixed([RUNG_IDS.index(p.rung) for p in everybody]),
        positions=fixed([_stand(p.positions) for p in everybody]),
        lean=_lean(draft),
        secretaries=_shares(draft, "secretaries"),
        cells=_shares(draft, "cells"),
        members=fixed(growth[0]),
        growth=fixed(growth),
        first=fixed([_patron(draft, id) for id in draft.names.regions]),
        grip=fixed([region.grip for region in regions]),
        towns=fixed([sum(TOWNS[town] for town in set(region.towns)) for region in regions]),
        line=fixed(_stand(start.line)),
        ownership=_ownership(draft),
        dials=fixed([getattr(start.dials, dial) for dial in DIALS]),
        blocs=_blocs(draft),
        wants=_wants(draft),
        claim=fixed([f.claim for f in draft.people.figures.values()]),
        red=fixed([_place(RED_LINES, f.red) for f in draft.people.figures.values()]),
        fear=start.fear,
        security=start.security,
        empty=start.empty,
        ambitions=aims.ambitions(draft),
        collective=aims.collective(draft),
        old_guard=aims.old_guard(draft),
        documents=papers.documents(draft),
        beats=turns.beats(draft),
        chapters=parts.chapters(draft),
        origin=str(folder),
    )
    return standing.applied(draft, made)


def fixed(rows: Sequence[Any] | IntArray) -> IntArray:
    """An int32 array that nobody can write to.

    >>> fixed([1, 2]).flags.writeable
    False
    """
    out: IntArray = np.array(rows, dtype=np.int32)
    out.flags.writeable = False
    return out


def _stand(issues: schema.Issues) -> list[int]:
    return [getattr(issues, issue) for issue in ISSUES]


def _towards(
    draft: Draft, kind: str, id: str, key: str, given: Mapping[str, int], wanted: Sequence[str]
) -> list[int]:
    """A row of attitudes to contenders: each one that is wanted must be there, and no other."""
    at = (kind, id, key)
    for name in given:
        if name == id:
            draft.wrong(
                "people",
                (*at, name),
                say("check.has-in-himself", id=id, key=key),
                say("check.delete-the-entry"),
                key=True,
            )
        else:
            draft.index("contender", name, draft.names.contenders, "people", (*at, name), key=True)
    for name in wanted:
        if name not in given:
            draft.wrong(
                "people",
                at,
                say("check.the-of-lacks", key=key, id=id, name=name),
                say("check.add-entry", name=name),
                key=True,
            )
    return [given.get(name, 0) for name in draft.names.contenders]


def _trust(draft: Draft) -> IntArray:
    names = draft.names.contenders
    return fixed(
        [
            _towards(draft, "contenders", id, "trust", person.trust, [n for n in names if n != id])
            for id, person in draft.people.contenders.items()
        ]
    )


def _lean(draft: Draft) -> IntArray:
    names = draft.names.contenders
    rows = [
        _towards(draft, "figures", id, "lean", person.lean, names)
        for id, person in draft.people.figures.items()
    ]
    return fixed(np.array(rows, dtype=np.int32).reshape(len(rows), len(names)))


def _place(words: Sequence[str], word: str) -> int:
    """The place of a word in its list, or -1 for one that is not there."""
    return words.index(word) if word in words else NOBODY


def _wants(draft: Draft) -> IntArray:
    """The two wants of every figure: [f, 2], places in WANTS."""
    rows = [[_place(WANTS, w) for w in (*f.wants, "", "")[:2]] for f in draft.people.figures.values()]
    return fixed(np.array(rows, dtype=np.int32).reshape(len(rows), 2))


def _shares(draft: Draft, key: str) -> IntArray:
    """Shares of every region by contender, the rest unaligned: [r, x], rows sum to 1000."""
    names = draft.names.contenders
    rows = []
    for id, region in draft.regions.regions.items():
        at = ("regions", id, key)
        given: Mapping[str, int] = getattr(region, key)
        for name in given:
            if name != "unaligned":
                draft.index("contender", name, (*names, "unaligned"), "regions", (*at, name), key=True)
        total = sum(given.values())
        if total > 1000:
            draft.wrong(
                "regions",
                at,
                say("check.the-of-add-up-to", key=key, id=id, total=str(total)),
                say("check.take-away-1000-are-all", n=str(total - 1000)),
                key=True,
            )
        elif "unaligned" in given and total != 1000:
            hint = say(
                "check.write-unaligned-or-leave-it-out-it-is-the", n=str(given["unaligned"] + 1000 - total)
            )
            draft.wrong(
                "regions",
                at,
                say("check.the-of-add-up-to-not-to-1000", key=key, id=id, total=str(total)),
                hint,
                key=True,
            )
        rows.append(
            [*(given.get(name, 0) for name in names), 1000 - sum(given.get(name, 0) for name in names)]
        )
    return fixed(rows)


def _growth(draft: Draft) -> list[list[int]]:
    """Members by 1 January of each year, hundreds: a row for each year."""
    first = draft.first // 4
    last = (draft.first + draft.names.quarters - 1) // 4
    years = last - first + 1
    # A series of the base begins in the base's first year.
    over = first - (draft.first - draft.names.before) // 4
    series = {
        id: region.members[over if draft.inherited("regions", "regions", id, "members") else 0 :]
        for id, region in draft.regions.regions.items()
    }
    for id, region in draft.regions.regions.items():
        if len(series[id]) not in {years, years + 1}:
            hint = say(
                "check.give-numbers-1-january-of-each-year-from-to",
                n=str(years + 1),
                first=str(first),
                n2=str(last + 1),
            )
            message = say(
                "check.the-members-of-are-numbers-for-years",
                id=id,
                n=str(len(region.members)),
                years=str(years),
            )
            draft.wrong("regions", ("regions", id, "members"), message, hint, key=True)
    rows = min(len(members) for members in series.values())
    if rows == 0:
        return [[0] * len(series)]
    return [[(members[y] + 50) // 100 for members in series.values()] for y in range(rows)]


def _patron(draft: Draft, id: str) -> int:
    """The patron of a region's first secretary; the number of contenders for nobody."""
    among = (*draft.names.contenders, "nobody")
    return draft.index(
        "contender", draft.regions.regions[id].first, among, "regions", ("regions", id, "first")
    )


def _ownership(draft: Draft) -> IntArray:
    rows = []
    for issue in ISSUES:
        given: Mapping[str, int] = getattr(draft.scenario.ownership, issue)
        for name in given:
            draft.index(
                "contender", name, draft.names.contenders, "scenario", ("ownership", issue, name), key=True
            )
        rows.append([given.get(name, 0) for name in draft.names.contenders])
    return fixed(rows)


def _blocs(draft: Draft) -> IntArray:
    names = (*draft.names.contenders, "unaligned")
    rows = []
    for body in STANDING:
        given: Mapping[str, int] = getattr(draft.scenario.blocs, body)
        for name in given:
            draft.index("contender", name, names, "scenario", ("blocs", body, name), key=True)
        if not sum(given.values()):
            draft.wrong(
                "scenario",
                ("blocs", body),
                say("check.the-bloc-has-no-seats", body=body),
                say("check.give-seats-such-as-unaligned-10"),
                key=True,
            )
        elif sum(given.values()) > 400:
            message = say("check.the-seats-of-add-up-to", body=body, n=str(sum(given.values())))
            draft.wrong("scenario", ("blocs", body), message, say("check.at-most-400"), key=True)
        rows.append([given.get(name, 0) for name in names])
    return fixed(rows)


def _office(draft: Draft, place: int, id: str) -> Office:
    office = draft.offices.offices[id]
    names, at = draft.names, ("offices", id)
    people = (*names.contenders, *names.figures)
    holder = NOBODY
    if office.holder != "nobody":
        holder = draft.index("person", office.holder, (*people, "nobody"), "offices", (*at, "holder"))
    draft.sourced("offices", at, office.source)
    if office.domain == "all":
        domain = tuple(range(len(names.regions)))
    else:
        found = (
            draft.index("region", name, names.regions, "offices", (*at, "domain", n))
            for n, name in enumerate(office.domain)
        )
        domain = tuple(sorted({n for n in found if n >= 0}))
    return Office(
        id=id,
        holder=holder,
        body=BODIES.index(office.elected_by),
        powers=tuple(office.powers),
        domain=domain,
        group=-1 if office.group is None else GROUPS.index(office.group),
        capital=office.capital,
        drift=tuple(e for n, text in enumerate(office.drift) if (e := _drift(draft, place, id, n, text))),
        dials=tuple((DIALS.index(dial), amount) for dial, amount in office.dials.items()),
        seat=office.seat,
        opens=0 if office.opens is None else max(0, draft.quarter("offices", (*at, "opens"), office.opens)),
    )


def _drift(draft: Draft, place: int, id: str, n: int, text: str) -> Effect | None:
    """What an office gives its holder each quarter."""
    at = ("offices", id, "drift", n)
    return draft.sentence(
        "offices", at, text, lambda t: _mine(read_effect(t, draft.names, this=place), place)
    )


def _mine(effect: Effect, office: int) -> Effect:
    """A drift of secretaries goes to the office's own holder; the rules give it to nobody else."""
    if effect.table == "drift" and effect.args[1] != roles.holder_of(office):
        raise SentenceError(
            say("check.secretaries-drift-to-the-holder-of-the-office-only"),
            say("check.write-drift-region-all-holder-this-n"),
        )
    return effect
