"""How sure one can be of a share that was counted: Wilson's interval, and Newcombe's for paired shares.

Wilson, JASA 22, 1927; Newcombe, Statistics in Medicine 17, 1998, 2635-2650, method 10. Both stay inside the
possible range and are honest at 0 and at 1, where the textbook interval has no width at all.
"""

from __future__ import annotations

from math import sqrt
from typing import Final

Z95: Final = 1.959963984540054
"""Two-sided 95 % of the normal distribution."""


def wilson(count: int, total: int) -> tuple[float, float]:
    """The 95 % interval of a share: `count` of `total`.

    Raises ValueError when `count` is not between 0 and `total`, or `total` is 0.

    >>> low, high = wilson(81, 263)
    >>> round(low, 4), round(high, 4)
    (0.2553, 0.3662)
    """
    if not 0 <= count <= total or total <= 0:
        raise ValueError(f"{count} of {total} is not a share")
    z2 = Z95 * Z95
    middle = 2 * count + z2
    reach = Z95 * sqrt(z2 + 4 * count * (total - count) / total)
    below = 2 * (total + z2)
    # The ends are exact by algebra; rounding must not leave a residue of 1e-17 there.
    low = 0.0 if count == 0 else max(0.0, (middle - reach) / below)
    high = 1.0 if count == total else min(1.0, (middle + reach) / below)
    return low, high


def paired_difference(both: int, first: int, second: int, neither: int) -> tuple[float, float, float]:
    """How much more often something happens in the second of two paired runs, with its 95 % interval.

    Arguments count pairs: in which it happened in both runs, in the first alone, in the second alone, in
    neither. Returns (difference, low, high), the share in the second run less the share in the first.
    Raises ValueError for negative counts or no pairs.

    >>> [round(x, 4) for x in paired_difference(36, 2, 12, 0)]
    [0.2, 0.0569, 0.3404]
    """
    total = both + first + second + neither
    if min(both, first, second, neither) < 0 or total == 0:
        raise ValueError("pairs are counted from zero up, and there must be one")
    before, after = (both + first) / total, (both + second) / total
    low1, high1 = wilson(both + first, total)
    low2, high2 = wilson(both + second, total)
    spread = (both + first) * (second + neither) * (both + second) * (first + neither)
    phi = 0.0
    if spread:
        cross = both * neither - first * second
        if cross > 0:
            cross_corrected = max(cross - total / 2, 0.0)
        else:
            cross_corrected = float(cross)
        phi = cross_corrected / sqrt(spread)
    down, up = after - low2, high2 - after
    other_down, other_up = before - low1, high1 - before
    difference = (second - first) / total
    low = difference - sqrt(max(0.0, down * down - 2 * phi * down * other_up + other_up * other_up))
    high = difference + sqrt(max(0.0, up * up - 2 * phi * up * other_down + other_down * other_down))
    return difference, max(-1.0, low), min(1.0, high)


def verdict(low: float, high: float) -> str:
    """What an interval of a difference allows one to say: more likely, less likely, or cannot tell.

    >>> verdict(0.01, 0.2), verdict(-0.1, 0.1)
    ('more likely', 'cannot tell')
    """
    if low > 0:
        return "more likely"
    return "less likely" if high < 0 else "cannot tell"
