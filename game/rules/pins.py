"""Pins: chance that is fixed beforehand, as in a replay of the record: what comes when, who is ill, how a try ends.

A pin is a question and a value, as a record writes them: ``1925Q4.frunze-operation`` comes, ``illness`` nobody,
``1927Q4.demonstration.own-banners`` fails. What no pin names is drawn as ever.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Final

from game.rules.scenario import Scenario
from game.rules.terms import quarter_of

COMES, STAYS_AWAY, SUCCEEDS, FAILS, NOBODY_ILL = "comes", "stays-away", "succeeds", "fails", "nobody"
ILLNESS: Final = "illness"


@dataclass(frozen=True)
class Pins:
    """Some chance that is no longer chance."""

    events: dict[int, frozenset[int]] = field(default_factory=dict)
    """For each pinned event the quarters in which it comes; in all others it does not."""
    tries: dict[tuple[int, str], bool] = field(default_factory=dict)
    """By quarter and ``EVENT.CHOICE`` whether an answer that may fail succeeds."""
    ill: dict[int, frozenset[int]] | None = None
    """Where illness is pinned: by quarter the contenders who are ill, in all others nobody."""


FREE: Final = Pins()
"""Nothing is fixed."""


def read(scenario: Scenario, pins: Iterable[tuple[str, str]]) -> Pins:
    """What pairs of question and value pin; raises ValueError with the word that is wrong.

    A question is ``QUARTER.EVENT``, ``EVENT`` (never), ``QUARTER.EVENT.CHOICE``, ``QUARTER.illness`` or ``illness``.
    """
    events: dict[int, set[int]] = {}
    tries: dict[tuple[int, str], bool] = {}
    ill: dict[int, set[int]] = {}
    pinned_illness = False
    for question, value in pins:
        parts = question.split(".")
        at = -1
        if len(parts) > 1:
            try:
                at = int(quarter_of(parts[0], scenario.first_quarter))
            except ValueError:
                raise ValueError(question) from None
            if not 0 <= at < scenario.quarters:
                raise ValueError(question)
            parts = parts[1:]
        if parts == [ILLNESS]:
            pinned_illness = True
            names = [] if value == NOBODY_ILL else value.split(" ")
            for name in names:
                if name not in scenario.contenders or at < 0:
                    raise ValueError(value)
                ill.setdefault(at, set()).add(scenario.contenders.index(name))
        elif len(parts) == 1 and parts[0] in scenario.event_index:
            here = events.setdefault(scenario.event_index[parts[0]], set())
            if value not in ((COMES,) if at >= 0 else (STAYS_AWAY,)):
                raise ValueError(value)
            if at >= 0:
                here.add(at)
        elif len(parts) == 2 and at >= 0 and parts[0] in scenario.event_index:
            event = scenario.events[scenario.event_index[parts[0]]]
            if parts[1] not in [c.id for c in event.choices]:
                raise ValueError(question)
            if value not in (SUCCEEDS, FAILS):
                raise ValueError(value)
            tries[at, ".".join(parts)] = value == SUCCEEDS
        else:
            raise ValueError(question)
    return Pins(
        {e: frozenset(quarters) for e, quarters in events.items()},
        tries,
        {q: frozenset(who) for q, who in ill.items()} if pinned_illness else None,
    )
