"""The players of the machine: one utility, many temperaments. They act on a View and never see the World."""

from game.players.facts import Facts, facts
from game.players.levels import LEVELS, Player, decide_all, level

__all__ = ["LEVELS", "Facts", "Player", "decide_all", "facts", "level"]
