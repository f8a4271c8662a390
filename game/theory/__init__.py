"""Pure functions on small whole numbers: ruling coalitions, power indices, minimal winning coalitions.

It can be used without the game. Nothing is rounded: powers are integers, indices are fractions.

>>> from game.theory import ruling_coalitions
>>> ruling_coalitions([3, 4, 5, 10], 1, 2)
[(0, 1, 2)]
"""

from game.theory.batch import ruling_batch
from game.theory.checks import Refused
from game.theory.coalitions import next_out, ruling_coalitions, self_enforcing
from game.theory.indices import (
    banzhaf,
    deegan_packel,
    holler,
    majority_quota,
    minimal_winning,
    shapley_shubik,
)

__all__ = [
    "Refused",
    "banzhaf",
    "deegan_packel",
    "holler",
    "majority_quota",
    "minimal_winning",
    "next_out",
    "ruling_batch",
    "ruling_coalitions",
    "self_enforcing",
    "shapley_shubik",
]
