"""Scenarios: folders of YAML read, checked and compiled to the tables of the rules.

`load` gives a playable scenario or raises ContentError; `check` gives every problem as
``file:line:column severity message (hint)`` and never raises.
"""

from game.content.load import Loaded, available, check, find, load
from game.content.problems import ContentError, Problem
from game.content.sentences import (
    Names,
    SentenceError,
    read_condition,
    read_effect,
    write_condition,
    write_effect,
)

__all__ = [
    "ContentError",
    "Loaded",
    "Names",
    "Problem",
    "SentenceError",
    "available",
    "check",
    "find",
    "load",
    "read_condition",
    "read_effect",
    "write_condition",
    "write_effect",
]
