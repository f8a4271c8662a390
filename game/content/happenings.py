"""Events: dated ones and hazards, whom they ask, what the answers do, and which of them can never happen."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from game.content import schema
from game.content.draft import Draft
from game.content.problems import WARNING
from game.content.sentences import bounds, read_seat, write_condition
from game.rules.scenario import Choice, Condition, Event
from game.rules.terms import quarter_id
from game.words import Said
from game.words import said as say


def events(draft: Draft) -> tuple[Event, ...]:
    """Every event of the scenario in the order of its files."""
    seen: dict[str, int] = {}
    for n, event in enumerate(draft.events.events):
        if event.id in seen:
            first = draft.place("events", "events", seen[event.id], "id")
            message = say(
                "check.the-event-stands-already-in", event=event.id, file=first.file, line=str(first.line)
            )
            draft.wrong(
                "events",
                ("events", n, "id"),
                message,
                say("check.call-event-else", event=event.id),
            )
        seen.setdefault(event.id, n)
    return tuple(_event(draft, ("events", n), event) for n, event in enumerate(draft.events.events))


def _event(draft: Draft, at: tuple[str | int, ...], event: schema.Event) -> Event:
    draft.sourced("events", at, event.source)
    date, first, last = _when(draft, at, event)
    asks = None
    if event.asks is not None:
        asks = draft.sentence("events", (*at, "asks"), event.asks, lambda text: read_seat(text, draft.names))
    asked = event.asks is not None
    if asked and not event.choices:
        message = say("check.the-event-asks-but-gives-no-choices", event=event.id, asks=event.asks)
        draft.wrong("events", (*at, "asks"), message, say("check.add-choices-or-delete-asks"), key=True)
    if event.choices and not asked:
        message = say("check.the-event-has-choices-but-asks-nobody", event=event.id)
        hint = say("check.add-asks-contender-strongest-feared-or-holder-office")
        draft.wrong("events", (*at, "choices"), message, hint, key=True)
    if len(event.choices) == 1:
        hint = say("check.add-another-answer-or-write-its-effects-under-the")
        draft.wrong(
            "events",
            (*at, "choices"),
            say("check.the-event-leaves-no-choice", event=event.id),
            hint,
            key=True,
            severity=WARNING,
        )
    return Event(
        id=event.id,
        date=date,
        first=first,
        last=last,
        odds=event.odds,
        after=event.after,
        conditions=draft.conditions("events", (*at, "if"), event.if_),
        effects=draft.effects("events", (*at, "effects"), event.effects, asked),
        asks=asks,
        choices=tuple(_choice(draft, (*at, "choices", n), event, n) for n in range(len(event.choices))),
        modifiers=tuple(
            (draft.conditions("events", (*at, "odds-if", n, "if"), odds.if_), odds.odds)
            for n, odds in enumerate(event.odds_if)
        ),
        source="; ".join(event.source),
        grade=event.grade,
        pinned=event.pinned,
    )


def _when(
    draft: Draft, at: tuple[str | int, ...], event: schema.Event
) -> tuple[tuple[int, int, int], int, int]:
    """Date and window; what is left out follows from the other."""
    if event.date is None and event.quarters is None:
        draft.wrong(
            "events",
            at,
            say("check.the-event-has-neither-date-nor-quarters", event=event.id),
            say("check.add-date-1924-01-21"),
        )
        return (1900, 1, 1), 0, 0
    quarter = None if event.date is None else draft.quarter_of_day(event.date)
    if event.quarters is None:
        assert quarter is not None
        over = quarter < 0 and draft.inherited("events", *at)
        if not (over or 0 <= quarter < draft.names.quarters):
            draft.wrong(
                "events",
                (*at, "date"),
                say("check.the-event-lies-outside-the-scenario", event=event.id),
                draft.span(),
            )
        return event.date or (1900, 1, 1), quarter, quarter
    window = [draft.quarter("events", (*at, "quarters", n), text) for n, text in enumerate(event.quarters)]
    first, last = window[0], window[-1]
    if -1 < last < first:
        message = say(
            "check.the-window-of-ends-before-it-begins",
            event=event.id,
            quarter=event.quarters[-1],
            quarter2=event.quarters[0],
        )
        draft.wrong("events", (*at, "quarters"), message, say("check.write-the-earlier-quarter-first"))
    elif quarter is not None and min(window) >= 0 and not first <= quarter <= last:
        message = say("check.date-outside", event=event.id, first=event.quarters[0], last=event.quarters[-1])
        own = quarter_id(quarter, draft.first)
        draft.wrong("events", (*at, "date"), message, say("check.the-date-is-in", own=own))
    year, part = divmod(draft.first + max(first, 0), 4)
    return event.date or (year, part * 3 + 1, 1), first, last


def _choice(draft: Draft, at: tuple[str | int, ...], event: schema.Event, n: int) -> Choice:
    choice = event.choices[n]
    if choice.id in {other.id for other in event.choices[:n]}:
        message = say("check.the-choice-of-stands-there-twice", choice=choice.id, event=event.id)
        draft.wrong("events", (*at, "id"), message, say("check.call-choice-else", choice=choice.id))
    if choice.fails and choice.tries == 1000:
        message = say("check.the-choice-never-fails", choice=choice.id)
        draft.wrong("events", (*at, "fails"), message, say("check.add-tries-600-or-delete-fails"), key=True)
    return Choice(
        id=choice.id,
        effects=draft.effects("events", (*at, "effects"), choice.effects, True),
        urge=tuple(choice.urge.items()),
        conditions=draft.conditions("events", (*at, "if"), choice.if_, True),
        tries=choice.tries,
        fails=draft.effects("events", (*at, "fails"), choice.fails, True),
    )


def dead(draft: Draft, compiled: Sequence[Event]) -> None:
    """Warn of events that can never happen, and of questions that may find no answer open."""
    never: set[str] = set()
    for n, event in enumerate(compiled):
        at = ("events", n)
        if event.last < 0:
            # Over before the first quarter: how it went is how things stand.
            continue
        if event.odds == 0 and not any(amount > 0 for _, amount in event.modifiers):
            _never(
                draft,
                (*at, "odds"),
                event.id,
                say("check.its-odds-are-0"),
                say("check.give-it-odds-or-odds-if-above-0"),
                never,
            )
        elif (why := _impossible(draft, event.conditions, event.first, event.last)) is not None:
            _never(draft, (*at, "if"), event.id, why, say("check.change-the-conditions-or-the-window"), never)
        if event.choices and all(choice.conditions for choice in event.choices):
            message = say("check.every-choice-of-has-conditions-none-may-be-open", event=event.id)
            draft.wrong(
                "events",
                (*at, "choices"),
                message,
                say("check.leave-one-without-if"),
                key=True,
                severity=WARNING,
            )
        for k, choice in enumerate(event.choices):
            if (why := _impossible(draft, choice.conditions, event.first, event.last + 1)) is not None:
                message = say("check.the-choice-of-is-never-open", choice=choice.id, event=event.id, why=why)
                where = (*at, "choices", k, "if")
                draft.wrong(
                    "events", where, message, say("check.change-its-conditions"), key=True, severity=WARNING
                )
    _circles(draft, compiled, never)


def _never(draft: Draft, at: tuple[str | int, ...], id: str, why: Said, hint: Said, never: set[str]) -> None:
    never.add(id)
    draft.wrong(
        "events",
        at,
        say("check.the-event-can-never-happen", id=id, why=why),
        hint,
        key=True,
        severity=WARNING,
    )


def _impossible(draft: Draft, conditions: Iterable[Condition], first: int, last: int) -> Said | None:
    """Why these conditions cannot all hold, or None when they can, each quantity looked at by itself."""
    conditions = tuple(conditions)
    asked: dict[tuple[str, tuple[int, ...]], list[Condition]] = {}
    for condition in conditions:
        asked.setdefault((condition.quantity, condition.args), []).append(condition)
    for (quantity, args), said in asked.items():
        low, high = (max(first, 0), last) if quantity == "quarter" else bounds(quantity, draft.names)
        without: set[int] = set()
        for condition in said:
            value = condition.value
            if condition.op == "!=":
                without.add(value)
            else:
                low = max(low, {">=": value, ">": value + 1, "=": value}.get(condition.op, low))
                high = min(high, {"<=": value, "<": value - 1, "=": value}.get(condition.op, high))
        while low in without:
            low += 1
        while high in without and high >= low:
            high -= 1
        if low > high:
            one, *rest = [write_condition(c, draft.names) for c in said]
            if not rest:
                return say("check.never-holds", condition=one)
            return say("check.not-both", conditions=", ".join(f"'{text}'" for text in (one, *rest)))
        if quantity in {"happened", "chose"} and low == 1:
            other = draft.events.events[args[0]]
            begins = _begins(draft, other)
            if begins > last:
                return say("check.comes-later", other=other.id)
    return None


def _begins(draft: Draft, event: schema.Event) -> int:
    if event.quarters:
        year, part = event.quarters[0].split("Q")
        return int(year) * 4 + int(part) - 1 - draft.first
    return 0 if event.date is None else draft.quarter_of_day(event.date)


def _circles(draft: Draft, compiled: Sequence[Event], never: set[str]) -> None:
    """Events that wait for each other, or for one that never comes."""
    needs = [
        {
            c.args[0]
            for c in event.conditions
            if c.quantity in {"happened", "chose"} and (c.op, c.value) == ("=", 1)
        }
        for event in compiled
    ]
    possible = {n for n, event in enumerate(compiled) if event.id not in never}
    # What can come, comes one after the other; what is left waits for ever.
    come: set[int] = set()
    while more := {n for n in possible - come if needs[n] <= come}:
        come |= more
    for n in sorted(possible - come):
        waits = ", ".join(f"'{compiled[k].id}'" for k in sorted(needs[n] - come))
        why = (
            say("check.waits-for-itself") if needs[n] - come == {n} else say("check.waits-for", events=waits)
        )
        _never(
            draft,
            ("events", n, "if"),
            compiled[n].id,
            why,
            say("check.let-one-of-them-come-by-itself"),
            never,
        )
