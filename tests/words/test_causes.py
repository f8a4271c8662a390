"""Whatever moves has a cause, and every cause has words in every language."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

from game.rules.changes import BOUNDS
from game.rules.motions import STATUTES
from game.words import Words

RULES = Path(__file__).resolve().parents[2] / "game" / "rules"
PLACE = {"add": 3, "rows": 4, "put": 4, "put_rows": 4, "share": 4, "share_rows": 5}
"""Where the cause stands among the arguments of each way to propose a change."""


def causes() -> set[str]:
    """Every cause that the rules name, read from their source."""
    found = {BOUNDS, *("statute." + law.id for law in STATUTES)}
    for path in RULES.glob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if not (isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute)):
                continue
            at = PLACE.get(node.func.attr)
            if at is not None and len(node.args) > at and isinstance(node.args[at], ast.Constant):
                found.add(str(node.args[at].value))
    return found


def test_the_rules_name_many_causes():
    assert len(causes()) > 60
    assert {"order.place", "vote.defeated", "reckoning.warmth", "pact.made"} <= causes()


@pytest.mark.parametrize("language", ["en", "ru"])
def test_every_cause_of_a_change_has_words(language):
    words = Words(language)
    assert [cause for cause in sorted(causes()) if not words.has(f"ui.cause.{cause}")] == []
