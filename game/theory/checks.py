"""What may be asked: whole numbers, not negative, not all zero, and a majority that makes sense."""

from __future__ import annotations

from collections.abc import Sequence
from operator import index
from typing import Final

MOST_ACTORS: Final = 16
"""Ruling coalitions look at every group of actors, and there are 65,536 groups of sixteen."""

MOST_VOTERS: Final = 600
"""Voters a power index accepts; the largest congress vote of the period is given by delegations."""

MOST_SUMS: Final = 2_000_000
"""Voters times different sums of weights that a power index will count."""

SENTENCES: Final = {
    "theory.empty": "at least one number is needed",
    "theory.whole": "only whole numbers are accepted; number {place} of the list is {value}",
    "theory.negative": "no number may be negative; number {place} of the list is {value}",
    "theory.zero": "at least one number must be above zero",
    "theory.actors": "ruling coalitions are exact for up to {most} actors; {given} were given",
    "theory.voters": "power indices are exact for up to {most} voters; {given} were given",
    "theory.sums": "these weights are too large for so many voters; divide them all by a common number",
    "theory.majority": "a majority is at least 1/2 and less than 1; {numerator}/{denominator} is not",
    "theory.quota": "the quota must lie between 1 and the total weight {total}; {quota} does not",
    "theory.listing": "there are {given} minimal winning coalitions, more than the {most} that can be listed",
}
"""The English of every refusal; the same keys stand in the catalogues of both languages."""


class Refused(ValueError):
    """A question that theory cannot answer, with the reason: `key` and `values` name the sentence.

    >>> str(Refused("theory.quota", total=10, quota=11))
    'the quota must lie between 1 and the total weight 10; 11 does not'
    """

    def __init__(self, key: str, **values: object) -> None:
        super().__init__(SENTENCES[key].format(**values))
        self.key = key
        # Whatever is no whole number is quoted as it was given.
        self.values = {
            name: value if isinstance(value, int) else str(value) for name, value in values.items()
        }


def amounts(numbers: Sequence[int]) -> list[int]:
    """The numbers as Python integers, after checking that they can be powers or weights."""
    out = []
    for place, value in enumerate(numbers, start=1):
        try:
            number = index(value)
        except TypeError:
            raise Refused("theory.whole", place=place, value=value) from None
        if number < 0:
            raise Refused("theory.negative", place=place, value=number)
        out.append(number)
    if not out:
        raise Refused("theory.empty")
    if not any(out):
        raise Refused("theory.zero")
    return out


def actors(powers: Sequence[int]) -> list[int]:
    """The powers of a society small enough to look at every coalition of it."""
    out = amounts(powers)
    if len(out) > MOST_ACTORS:
        raise Refused("theory.actors", most=MOST_ACTORS, given=len(out))
    return out


def majority(numerator: int, denominator: int) -> tuple[int, int]:
    """The share that must be exceeded, as two whole numbers; between 1/2 and 1, without the 1."""
    try:
        top, bottom = index(numerator), index(denominator)
    except TypeError:
        raise Refused("theory.majority", numerator=numerator, denominator=denominator) from None
    if bottom <= 0 or 2 * top < bottom or top >= bottom:
        raise Refused("theory.majority", numerator=numerator, denominator=denominator)
    return top, bottom


def game(weights: Sequence[int], quota: int) -> tuple[list[int], int]:
    """A weighted vote whose quota can be reached and is not reached by nobody."""
    out = amounts(weights)
    try:
        bar = index(quota)
    except TypeError:
        raise Refused("theory.quota", total=sum(out), quota=quota) from None
    if not 1 <= bar <= sum(out):
        raise Refused("theory.quota", total=sum(out), quota=bar)
    return out, bar


def countable(weights: list[int], quota: int) -> None:
    """Refuse a vote whose sums are too many to count."""
    if len(weights) > MOST_VOTERS:
        raise Refused("theory.voters", most=MOST_VOTERS, given=len(weights))
    sums = min(2 ** min(len(weights), 64), quota)
    if len(weights) * sums > MOST_SUMS:
        raise Refused("theory.sums")
