"""The country: grain, goods, industry, moods. The line moves it, it moves the party.

Deliveries follow the harvest, prices, the goods famine, the war scare, the peasants' mood and measures
(rulebook 1.3; the weights are assumptions that a lens may change).
"""

from __future__ import annotations

import numpy as np

from game.rules import terms as t
from game.rules.changes import Changes
from game.rules.terms import LongArray
from game.rules.world import World


def procurement(world: World) -> LongArray:
    """Grain deliveries in per mille of plan: int64[h]."""
    p = world.scenario.parameter
    d = world.dial.astype(np.int64)
    out = (
        1000
        + (d[:, t.HARVEST] - 1000) * p["country.harvest"] // 1000
        + (d[:, t.PRICE] - 500)
        - d[:, t.GOODS] * p["country.goods"] // 1000
        - d[:, t.SCARE] * p["country.scare"] // 1000
        + (d[:, t.PEASANTS] - 500) * p["country.peasants"] // 1000
        + d[:, t.MEASURES]
        + d[:, t.IMPORTS] // 2
    )
    found: LongArray = np.clip(out, 0, 2000)
    return found


def reckon(ch: Changes) -> None:
    """One quarter of the country, and what it charges to those who own the line."""
    world = ch.world
    s = world.scenario
    p = s.parameter
    d = world.dial.astype(np.int64)
    now = procurement(world)
    autumn = (s.first_quarter + world.quarter) % 4 in (3, 0)
    ch.add("dial", (t.PROCUREMENT,), now - d[:, t.PROCUREMENT], "country.deliveries")
    tempo = world.line[:, t.INDUSTRY].astype(np.int64)
    hurry = np.maximum(tempo + 200, 0) * p["country.tempo"] // 4000
    relief = (d[:, t.OUTPUT] - 500) // 60
    ch.add("dial", (t.GOODS,), hurry - relief - d[:, t.GOODS] // 40, "country.tempo")
    ch.add("dial", (t.OUTPUT,), 6 + np.maximum(tempo, -400) // 60, "country.industry")
    ch.add(
        "dial",
        (t.PEASANTS,),
        (500 - d[:, t.PEASANTS]) // 20 - d[:, t.MEASURES] // 6 + (d[:, t.PRICE] - 500) // 20 - hurry // 2,
        "country.village",
    )
    ch.add("dial", (t.WORKERS,), (500 - d[:, t.WORKERS]) // 20 - d[:, t.GOODS] // 60, "country.goods")
    ch.add("dial", (t.SCARE,), -(d[:, t.SCARE] // 5), "country.calm")
    ch.add("dial", (t.MEASURES,), -(d[:, t.MEASURES] // 3), "country.measures")
    ch.add("dial", (t.IMPORTS,), -(d[:, t.IMPORTS] // 2), "country.imports")
    ch.add("dial", (t.PRICE,), (500 - d[:, t.PRICE]) // 10, "country.price")
    crisis = now < p["country.crisis"]
    if autumn and crisis.any():
        depth = np.where(crisis, p["country.crisis"] - now, 0)
        _charge(ch, depth)
    secure = -(d[:, t.MEASURES] // 40) - np.where(crisis, 4, 0)
    ch.add("security", (), secure, "country.levy")


def _charge(ch: Changes, depth: LongArray) -> None:
    """Poor deliveries are laid at the door of who owns the line; who had written otherwise is vindicated."""
    world = ch.world
    p = world.scenario.parameter
    c = len(world.scenario.contenders)
    owned = world.ownership[:, t.INDUSTRY].astype(np.int64)
    total = np.maximum(owned.sum(axis=1), 1)
    slow = world.line[:, t.INDUSTRY] < 0
    for k in range(c):
        share = owned[:, k] * 1000 // total
        blame = depth * p["country.blame"] // 1000 * share // 1000
        ch.add("bases", (k, 1), -blame, "country.blame", k)
        other = np.where(
            slow, world.position[:, k, t.INDUSTRY] > 200, world.position[:, k, t.INDUSTRY] < -200
        )
        right = np.where(other, np.minimum(world.pages[:, k, t.INDUSTRY], 10) * depth // 60, 0)
        ch.add("bases", (k, 1), right, "country.vindicated", k)
        for r in range(len(world.scenario.regions)):
            ch.share("cells", "gain", (r, k), right // 2, "country.vindicated", k)
            ch.share("cells", "loss", (r, k), blame // 3, "country.blame", k)
    # The party's middle moves: hunger toward tempo.
    n = world.position.shape[1]
    ch.add(
        "position",
        (slice(c, n), t.INDUSTRY),
        np.where(slow, 40, -40)[:, None] * (depth > 0)[:, None],
        "country.crisis",
    )
