"""Who of the named voters casts a deciding vote in games between politicians: a table by person.

    python tools/deciders.py                 1,000 games of the shipped scenario, prints a Markdown table
    python tools/deciders.py --games 100     less
    python tools/deciders.py --seed NAME     other games

A vote decides when the motion would have gone the other way had he alone voted the other way. The example is the first
that was met; its game can be played again from its seed.
"""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

import numpy as np  # noqa: E402

from game import players  # noqa: E402
from game.analysis.deciders import Deciders, watching  # noqa: E402
from game.content import load  # noqa: E402
from game.rules import dice, quarter  # noqa: E402
from game.rules.scenario import Scenario  # noqa: E402

BATCH = 250
"""Games that go side by side."""


def tables(
    scenario: Scenario, games: int, seed: str, level: str = "politician"
) -> list[tuple[int, Deciders]]:
    """The games, in batches: the number of the first game of each, and who decided what in it."""
    seats = [players.level(level, scenario, k) for k in range(len(scenario.contenders))]
    seeds = dice.seeds(seed, games)
    out = []
    for first in range(0, games, BATCH):
        watch = watching(scenario)
        play = quarter.start(scenario, seeds[first : first + BATCH], watch=watch)
        while not play.over:
            play.submit(players.decide_all(play, seats), lawful=True)
        out.append((first, watch))
    return out


def page(scenario: Scenario, found: list[tuple[int, Deciders]], seed: str) -> list[str]:
    """The table, figures first, and below it who never decides."""
    total = sum(len(w.games) for _, w in found)
    votes = np.sum([w.votes for _, w in found], axis=0)
    games = np.sum([w.games.sum(axis=0) for _, w in found], axis=0)
    c = len(scenario.contenders)
    lines = [
        f"{total} games, seed {seed}, all seats politicians.",
        "",
        "| Who | Games with a deciding vote | Deciding votes | For example (game, quarter, sitting, motion, for:against:abstaining) |",
        "|---|---:|---:|---|",
    ]
    for p in (*range(c, len(scenario.people)), *range(c)):
        example = ""
        for first, watch in found:
            if p in watch.first:
                case = watch.first[p]
                example = (
                    f"{seed}/{first + case.game}, {case.quarter}, {case.sitting}, {case.motion}, {case.tally}"
                )
                break
        lines.append(f"| {scenario.people[p]} | {games[p]} | {votes[p]} | {example} |")
    never = [scenario.people[p] for p in range(c, len(scenario.people)) if not votes[p]]
    lines += ["", f"Never: {', '.join(never) or 'nobody'}."]
    return lines


def main(args: list[str] | None = None) -> int:
    """Play and print."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--games", type=int, default=1000)
    parser.add_argument("--seed", default="deciders")
    given = parser.parse_args(args)
    scenario = load("moscow-1924").scenario
    print("\n".join(page(scenario, tables(scenario, given.games, given.seed), given.seed)))
    return 0


if __name__ == "__main__":
    sys.exit(main())
