"""The calendar of sittings: those that are written, and the Politburo's, which meets every quarter anyway."""

from __future__ import annotations

import calendar
import re
from dataclasses import replace

from game.content import schema
from game.content.draft import Draft
from game.rules.dockets import SLOTS
from game.rules.motions import BODIES_FOR, SANCTION_BODIES, SEVERITIES
from game.rules.scenario import Agenda, Sitting
from game.rules.terms import BODIES, CELLS, CONFERENCE, CONGRESS, ISSUES, NOBODY, POLITBURO, Motion
from game.words import said as say

_REPORT = Agenda(int(Motion.REPORT), NOBODY, NOBODY, 0, NOBODY)
_REPORTER = Agenda(int(Motion.REPORTER), NOBODY, NOBODY, 0, NOBODY)
_THESES = Agenda(int(Motion.THESES), NOBODY, NOBODY, 0, NOBODY)


def sittings(draft: Draft) -> tuple[Sitting, ...]:
    """Every sitting of the scenario in order of date, the generated ones included."""
    written = [_sitting(draft, n, sitting) for n, sitting in enumerate(draft.bodies.sittings)]
    _check_ids(draft, written)
    _check_opening(draft)
    sits = {s.quarter for s in written if s.body == POLITBURO}
    made = [_politburo(draft, q) for q in range(draft.names.quarters) if q not in sits]
    before_congress = {s.quarter - 1 for s in written if s.body == CONGRESS}
    out = sorted([*written, *made], key=lambda s: (s.date, s.id))
    for q in sorted(before_congress):
        # The last Politburo of the quarter names who will report, unless the scenario has it named already.
        there = [n for n, s in enumerate(out) if s.body == POLITBURO and s.quarter == q]
        if there and not any(a.motion == Motion.REPORTER for n in there for a in out[n].agenda):
            last = there[-1]
            out[last] = replace(out[last], agenda=(*out[last].agenda, _REPORTER))
    return tuple(out)


def last_day(quarter: int, first: int) -> tuple[int, int, int]:
    """The last day of a quarter.

    >>> last_day(0, 1924 * 4)
    (1924, 3, 31)
    """
    year, part = divmod(first + quarter, 4)
    month = part * 3 + 3
    return year, month, calendar.monthrange(year, month)[1]


def _politburo(draft: Draft, quarter: int) -> Sitting:
    year, month, day = last_day(quarter, draft.first)
    return Sitting(
        id="politburo.1",
        body=POLITBURO,
        quarter=quarter,
        date=(year, month, day - 10),
        seats=0,
        opening=False,
        source_cells=False,
        tiers=1,
        conscience=350,
        grip=500,
        cc=0,
        ccc=0,
        politburo=0,
        candidates=0,
        agenda=(),
    )


def _sitting(draft: Draft, n: int, sitting: schema.Sitting) -> Sitting:
    at = ("sittings", n)
    body = BODIES.index(sitting.body)
    draft.sourced("bodies", at, sitting.source)
    quarter = draft.quarter_of_day(sitting.date)
    if not 0 <= quarter < draft.names.quarters:
        day = "-".join(f"{part:02}" for part in sitting.date)
        draft.wrong(
            "bodies",
            (*at, "date"),
            say("check.the-sitting-of-lies-outside-the-scenario", sitting=sitting.id, day=day),
            draft.span(),
        )
    if not re.fullmatch(rf"{sitting.body}\.[1-9][0-9]?", sitting.id):
        message = say("check.is-not-the-id-of-a-sitting-of", sitting=sitting.id, body=sitting.body)
        draft.wrong("bodies", (*at, "id"), message, say("check.write-sitting", body=sitting.body))
    _check_sizes(draft, n, sitting)
    agenda = tuple(
        a for k, item in enumerate(sitting.agenda) if (a := _item(draft, (*at, "agenda", k), item, sitting))
    )
    if body == CONGRESS and not sitting.agenda:
        agenda = (_REPORT,)
    if body == CELLS and not sitting.agenda:
        agenda = (_THESES,)
    if len([a for a in agenda if a.motion != Motion.REPORTER]) > SLOTS[body]:
        message = say("check.the-agenda-of-has-items", sitting=sitting.id, n=str(len(agenda)))
        draft.wrong(
            "bodies",
            (*at, "agenda"),
            message,
            say("check.find-a-place-in-a", n=str(SLOTS[body]), body=sitting.body),
            key=True,
        )
    return Sitting(
        id=sitting.id,
        body=body,
        quarter=max(quarter, 0),
        date=sitting.date,
        seats=sitting.seats,
        opening=sitting.opening,
        source_cells=sitting.from_ == "cells",
        tiers=sitting.tiers,
        conscience=sitting.conscience,
        grip=sitting.grip,
        cc=sitting.cc,
        ccc=sitting.ccc,
        politburo=sitting.politburo,
        candidates=sitting.candidates,
        agenda=agenda,
    )


def _check_sizes(draft: Draft, n: int, sitting: schema.Sitting) -> None:
    at = ("sittings", n)
    delegates = sitting.body in {BODIES[CONFERENCE], BODIES[CONGRESS], BODIES[CELLS]}
    if delegates and not sitting.seats:
        draft.wrong(
            "bodies",
            at,
            say("check.the-sitting-has-no-seats", sitting=sitting.id),
            say("check.add-the-delegates-with-a-vote-such-as-seats"),
        )
    if not delegates and sitting.seats:
        hint = say("check.delete-it-only-congress-and-conference-have-delegates")
        draft.wrong(
            "bodies",
            (*at, "seats"),
            say("check.the-sitting-cannot-have-seats", sitting=sitting.id),
            hint,
            key=True,
        )
    for key in ("cc", "ccc", "politburo", "candidates"):
        if getattr(sitting, key) and sitting.body != BODIES[CONGRESS]:
            hint = say("check.delete-it-only-a-congress-elects")
            draft.wrong(
                "bodies",
                (*at, key),
                say("check.the-sitting-cannot-have", sitting=sitting.id, key=key),
                hint,
                key=True,
            )
    top = sitting.politburo + sitting.candidates
    if sitting.cc and top > sitting.cc:
        message = say(
            "check.elects-to-the-cc-but-to-the-politburo-and",
            sitting=sitting.id,
            cc=str(sitting.cc),
            top=str(top),
        )
        draft.wrong("bodies", (*at, "cc"), message, say("check.members-of-the-politburo-sit-in-the-cc"))


def _check_ids(draft: Draft, written: list[Sitting]) -> None:
    """A congress or conference is named once; plenums are numbered anew each quarter."""
    seen: dict[tuple[str, int], int] = {}
    days: dict[tuple[int, tuple[int, int, int]], str] = {}
    for n, sitting in enumerate(written):
        key = (sitting.id, -1 if sitting.body in {CONFERENCE, CONGRESS} else sitting.quarter)
        if key in seen:
            line = draft.place("bodies", "sittings", seen[key], "id").line
            hint = say("check.number-it-on-such-as", n=sitting.id.partition(".")[0], n2=str(len(written) + 1))
            draft.wrong(
                "bodies",
                ("sittings", n, "id"),
                say("check.the-sitting-stands-already-in-line", sitting=sitting.id, line=str(line)),
                hint,
            )
        seen.setdefault(key, n)
        day = (sitting.body, sitting.date)
        if day in days and days[day] != sitting.id:
            message = say("check.sits-on-the-same-day-as", sitting=sitting.id, other=days[day])
            draft.wrong("bodies", ("sittings", n, "date"), message, say("check.give-one-of-them-another-day"))
        days.setdefault(day, sitting.id)


def _check_opening(draft: Draft) -> None:
    opening = [n for n, sitting in enumerate(draft.bodies.sittings) if sitting.opening]
    for n in opening[1:]:
        line = draft.place("bodies", "sittings", opening[0]).line
        hint = say("check.only-one-sitting-opens-a-scenario-see-line", line=str(line))
        draft.wrong(
            "bodies",
            ("sittings", n, "opening"),
            say("check.is-a-second-opening", sitting=draft.bodies.sittings[n].id),
            hint,
        )
    for n in opening:
        if draft.quarter_of_day(draft.bodies.sittings[n].date) != 0:
            message = say(
                "check.the-opening-sitting-is-not-in-the-first-quarter", sitting=draft.bodies.sittings[n].id
            )
            draft.wrong(
                "bodies",
                ("sittings", n, "date"),
                message,
                say("check.the-scenario-begins-with", first=draft.scenario.first),
            )


def _item(
    draft: Draft, at: tuple[str | int, ...], item: schema.Item, sitting: schema.Sitting
) -> Agenda | None:
    """A motion of the calendar; for a line the object is +1 or -1."""
    contenders = draft.names.contenders
    body = BODIES.index(sitting.body)
    if item.motion == "report":
        if body != CONGRESS:
            draft.wrong(
                "bodies",
                (*at, "motion"),
                say("check.hears-no-political-report", sitting=sitting.id),
                say("check.only-a-congress-does"),
            )
        return _REPORT
    if item.motion == "reporter":
        if body != POLITBURO:
            draft.wrong(
                "bodies",
                (*at, "motion"),
                say("check.names-no-reporter", sitting=sitting.id),
                say("check.only-the-politburo-does"),
            )
        return _REPORTER
    if item.motion == "theses":
        if body != CELLS:
            draft.wrong(
                "bodies",
                (*at, "motion"),
                say("check.votes-on-no-theses", sitting=sitting.id),
                say("check.only-the-cells-do"),
            )
        return _THESES
    if body == CELLS:
        draft.wrong(
            "bodies",
            (*at, "motion"),
            say("check.the-cells-vote-on-theses-only", sitting=sitting.id),
            say("check.write-motion-theses"),
        )
        return None
    mover = draft.index("contender", item.mover or "", contenders, "bodies", (*at, "mover"))
    if item.motion == "line":
        if body not in BODIES_FOR[Motion.LINE]:
            able = ", ".join(BODIES[b] for b in BODIES_FOR[Motion.LINE])
            draft.wrong(
                "bodies",
                (*at, "motion"),
                say("check.cannot-move-the-line", sitting=sitting.id),
                say("check.these-can", able=able),
            )
        return Agenda(
            int(Motion.LINE), ISSUES.index(item.issue or ""), 1 if item.direction == "up" else -1, 0, mover
        )
    person = draft.index("contender", item.person or "", contenders, "bodies", (*at, "person"))
    severity = item.severity or 1
    if body not in SANCTION_BODIES[severity]:
        able = ", ".join(BODIES[b] for b in SANCTION_BODIES[severity])
        message = say(
            "check.cannot-pass-a-sanction-of-severity",
            sitting=sitting.id,
            severity=str(severity),
            name=SEVERITIES[severity - 1],
        )
        draft.wrong("bodies", (*at, "severity"), message, say("check.these-can", able=able))
    return Agenda(int(Motion.SANCTION), person, NOBODY, severity, mover)
