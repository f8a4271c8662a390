"""Games of the historical scenario, played by machines but for the decisions a test fixes."""

from __future__ import annotations

from functools import cache

import numpy as np

from game import players
from game.content import load
from game.rules import dice, orders, quarter
from game.rules.quarter import Play
from game.rules.scenario import Scenario


@cache
def history() -> Scenario:
    """The historical scenario."""
    return load("moscow-1924").scenario


def seat(name: str) -> int:
    """The number of a contender."""
    return history().contenders.index(name)


@cache
def games(
    until: str,
    choose: tuple[tuple[str, str], ...] = (),
    order: tuple[tuple[str, str, str], ...] = (),
    histories: int = 60,
) -> Play:
    """The same histories up to the start of a quarter; `choose` fixes answers, `order` a seat's first order.

    choose: (event, choice) ...; order: (quarter, contender, token) ...
    """
    s = history()
    seats = [players.level("politician", s, k) for k in range(len(s.contenders))]
    play = quarter.start(s, dice.seeds("outline", histories))
    fixed = dict(choose)
    while not play.over and s.quarter_id(play.quarter) != until:
        now = s.quarter_id(play.quarter)
        decisions = players.decide_all(play, seats)
        if play.stage.kind in ("before", "after"):
            for k in range(len(seats)):
                for e in np.unique(play.world.asked[:, k]):
                    event = s.events[e - 1] if e else None
                    if event is not None and event.id in fixed:
                        answers = [c.id for c in event.choices]
                        decisions[k][play.world.asked[:, k] == e, 0] = answers.index(fixed[event.id])
        if play.stage.kind == "orders":
            for when, who, token in order:
                if when == now:
                    decisions[seat(who)][...] = -1
                    decisions[seat(who)][:, 0, 0] = orders.by_token(s)[token]
                    decisions[seat(who)][:, 0, 1:] = 0
        play.submit(decisions)
    return play
