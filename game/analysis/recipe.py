"""Recipes: what a result was made from, so that anybody can make it again."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import PurePath
from typing import Any

from game import __version__
from game.analysis.plan import Plan
from game.rules.terms import LUCK

Recipe = dict[str, Any]
RULES = __version__
"""The version of the rules, as records have it in their tag [Rules]."""


def recipe(plan: Plan, command: str, *, compared: bool = False, finished: int | None = None) -> Recipe:
    """The recipe of an ensemble or a comparison, ready for JSON; `command` is already normalised.

    `finished` is how many histories were finished when the work was interrupted.
    """
    s = plan.scenario
    out: Recipe = {
        "program": __version__,
        "rules": RULES,
        "scenario": {"id": s.id, "digest": plan.base_digest or s.digest},
        "seeds": {"seed": plan.seed, "histories": plan.histories},
        "players": dict(zip(s.contenders, plan.players, strict=True)),
        "changes": list(plan.changes),
        "pins": [],
        "luck": LUCK[plan.luck],
        "parameters": dict(plan.parameters),
        "without": list(plan.without),
        "intervals": "Newcombe's paired method 10, 95 %" if compared else "Wilson, 95 %",
        "command": command,
    }
    if plan.trunk is not None:
        out["from"] = {"file": plan.trunk.name, "record": plan.trunk.text}
    if plan.trunk is not None or compared:
        out["at"] = s.quarter_id(plan.at)
    if finished is not None:
        out["interrupted"] = {"finished": finished}
    return out


def plain(command: str) -> Recipe:
    """The recipe of a result that no histories were played for."""
    return {"program": __version__, "rules": RULES, "command": command}


def normalised(command: str, plain: Iterable[str], options: Iterable[tuple[str, str | None]]) -> str:
    """A command as a recipe keeps it: options sorted, file names without their folders.

    `options` are (name, value) pairs, the value None for a switch; a value that names a file is given as a
    path and loses its folder.

    >>> normalised("simulate", [], [("--seed", "7"), ("--from", "/home/x/a.game"), ("--histories", "10")])
    'who-whom simulate --from a.game --histories 10 --seed 7'
    """
    words = ["who-whom", command, *plain]
    for name, value in sorted(options, key=lambda pair: (pair[0], pair[1] or "")):
        words.append(name)
        if value is not None:
            text = PurePath(value.replace("\\", "/")).name if name in FILES else value
            words.append(f'"{text}"' if " " in text or not text else text)
    return " ".join(words)


FILES = ("--from", "--json", "--csv", "--series", "--load", "--scenario")
"""Options whose value may be a path."""
