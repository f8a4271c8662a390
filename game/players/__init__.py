"""The players of the machine: one utility, many temperaments. They act on a View and never see the World."""

from game.players.facts import Facts, facts
from game.players.history import NAME as RECORDED
from game.players.history import History, Script
from game.players.levels import LEVELS, Player, decide_all, instructed, level

__all__ = [
    "LEVELS",
    "RECORDED",
    "Facts",
    "History",
    "Player",
    "Script",
    "decide_all",
    "facts",
    "instructed",
    "level",
]
