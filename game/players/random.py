"""A player who draws lots among what is legal: the floor against which the others are measured."""

from __future__ import annotations

import numpy as np

from game.players import without
from game.players.facts import Facts
from game.players.politician import complete
from game.rules import dice, orders
from game.rules.quarter import Stage
from game.rules.scenario import Scenario
from game.rules.terms import IntArray, Motion, Stance


class Random:
    """Draws lots with dice of his own."""

    def __init__(self, scenario: Scenario, seat: int) -> None:
        self.scenario = scenario
        self.seat = seat

    def decide(self, facts: Facts, stage: Stage) -> IntArray:
        """One legal decision, drawn."""
        out = facts.default.copy()
        if not facts.due.any():
            return out
        view = facts.view
        s = self.scenario
        c = len(s.contenders)
        asks = f"random.{stage.kind}.{stage.sitting}"
        if stage.kind in ("before", "after"):
            names = tuple(str(n) for n in range(facts.choices.shape[1]))
            lots = dice.per_mille(view.mind, view.quarter, asks, names) + 1
            out[:, 0] = np.where(facts.choices, lots, 0).argmax(axis=1)
        elif stage.kind == "offers":
            names = ("go", "who", "enemy", "term")
            lots = dice.per_mille(view.mind, view.quarter, asks, names)
            # Lots fall on ids, not on places in the file.
            by_id = np.argsort(dice.places("offers", s.contenders, 1), kind="stable")
            partner, enemy = by_id[lots[:, 1] % c], by_id[lots[:, 2] % c]
            go = (lots[:, 0] < 250) & (partner != self.seat) & (enemy != self.seat) & (enemy != partner)
            rung = view.rung[np.arange(view.histories), partner]
            go &= rung >= 4
            out[:, 0] = np.where(go, 1 << partner, 0)
            out[:, 1] = np.where(go, enemy, -1)
            out[:, 2] = go
            out[:, 6] = np.where(go, 2 + lots[:, 3] % 7, 0)
            if without.does_without(s, without.PACTS):
                return facts.default.copy()
            without.drop(s, out)
        elif stage.kind == "answers":
            lots = dice.per_mille(view.mind, view.quarter, asks, s.contenders)
            out[:, :, 0] = np.where(lots < 350, 1, 0)
        elif stage.kind == "orders":
            closed = orders.reasons(view)
            left = without.options(s)
            if left is not None:
                closed[:, left] = 1
            names = tuple(o.token for o in orders.options(s))
            drawn = dice.per_mille(view.mind, view.quarter, asks, names).astype(np.int64) + 1
            lots = np.where(closed == 0, drawn * 1024 + dice.places("option", names, 1), 0)
            for slot in range(3):
                best = lots.argmax(axis=1)
                out[:, slot, 0] = np.where(lots.max(axis=1) > 0, best, -1)
                lots[np.arange(len(best)), best] = 0
            complete(view.views, out[:, None])
        elif stage.kind == "floor":
            lots = dice.per_mille(view.mind, view.quarter, asks, ("slot", "stance", "stake"))
            live = facts.docket.motion != Motion.NONE
            slot = np.where(live, 1, 0).argmax(axis=1)
            go = live.any(axis=1) & (lots[:, 0] < 500)
            out[:, 0] = np.where(go, slot, -1)
            out[:, 1] = np.where(
                go, np.where(lots[:, 1] < 500, int(Stance.SPEAK_FOR), int(Stance.SPEAK_AGAINST)), 0
            )
        return out
