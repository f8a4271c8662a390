"""Counting coalitions by weight and size without listing them.

A table maps a sum of weights to a number of coalitions. With `bits` above zero the number is packed:
the count of coalitions of s members lies in the s-th group of `bits` bits of one large integer, so that a
shift adds a member, a sum adds two tables and a product joins two halves of a coalition, all exactly.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

Table = dict[int, int]


def ways(weights: Iterable[int], below: int, bits: int = 0) -> Table:
    """How many coalitions have each weight under `below`: the product of (1 + y x**w), packed.

    >>> ways([1, 2, 3], 7)
    {0: 1, 1: 1, 2: 1, 3: 2, 4: 1, 5: 1, 6: 1}
    """
    table: Table = {0: 1}
    for weight in weights:
        for held, count in list(table.items()):
            if held + weight < below:
                table[held + weight] = table.get(held + weight, 0) + (count << bits)
    return table


def without(table: Table, weight: int, bits: int = 0) -> Table:
    """The same table after one voter of this weight has left: divided by (1 + y x**w).

    >>> without(ways([1, 2, 3], 7), 3)
    {0: 1, 1: 1, 2: 1, 3: 1}
    """
    out: Table = {}
    for held in sorted(table):
        count = table[held] - (out.get(held - weight, 0) << bits)
        if count:
            out[held] = count
    return out


def by_size(packed: int, bits: int) -> Iterator[tuple[int, int]]:
    """The pairs (members, count) of a packed number, smallest coalitions first.

    >>> list(by_size(5 + (2 << 16), 8))
    [(0, 5), (1, 0), (2, 2)]
    """
    size = 0
    while packed:
        yield size, packed & ((1 << bits) - 1)
        packed >>= bits
        size += 1


def minimal_memberships(weights: list[int], quota: int, bits: int = 0) -> tuple[dict[int, int], int]:
    """Minimal winning coalitions that a voter of each weight belongs to, and how many there are in all.

    `weights` are positive. Take voters from the heaviest to the lightest: a coalition is minimal exactly
    when its last and lightest member carries it over the quota. So it is a part of heavier voters below
    the quota, a member, and lighter voters that close it; the two outer tables are multiplied. One pass
    from the lightest voter up keeps both.
    """
    order = sorted(weights)
    heavier = ways(reversed(order), quota, bits)
    closing: Table = {}
    member: dict[int, int] = {}
    for weight in order:
        heavier = without(heavier, weight, bits)
        ends = {held: 1 if held + weight >= quota else closing.get(held + weight, 0) for held in heavier}
        if weight not in member:
            joined = sum(count * ends[held] for held, count in heavier.items() if ends[held])
            member[weight] = joined << bits
        closing = {held: closing.get(held, 0) + (ways_on << bits) for held, ways_on in ends.items()}
    return member, closing.get(0, 0)
