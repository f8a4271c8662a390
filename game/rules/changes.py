"""Change: the only way a World moves. Rules propose, `apply` settles; in play the ledger keeps every cause.

Within a phase all effects are computed from the phase's opening state and summed. Gains and losses in
shares are claims on one whole: gains scale with what is left, take from the unaligned first and then from
the others in proportion; losses go to the unaligned; drift takes from the unaligned only.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any, Final

import numpy as np

from game.rules.terms import BoolArray, IntArray, LongArray
from game.rules.world import TABLE, World

BOUNDS: Final = "bounds"
"""The cause under which the ledger books what a bound or a whole took back."""

Index = tuple[Any, ...]
Amount = int | np.ndarray[Any, Any]


@dataclass(frozen=True)
class Entry:
    """One applied cause of one cell: what moved, by how much, why, and on whose account."""

    quarter: int
    table: str
    cell: tuple[int, ...]
    amount: int
    cause: str
    actor: int = -1


@dataclass
class Ledger:
    """Every cause of every change in one history, in order. Kept in play, never in ensembles."""

    entries: list[Entry] = field(default_factory=list)

    def of(self, table: str, *cell: int) -> list[Entry]:
        """The causes of one cell, oldest first."""
        return [e for e in self.entries if e.table == table and e.cell == cell]


class _Sum:
    """What is added to one table: rows of flat cells, and fixed cells of every history; a table of its own never."""

    def __init__(self) -> None:
        self.rows: list[tuple[LongArray, Amount]] = []
        self.cells: list[tuple[Index, Amount]] = []

    def onto(self, values: IntArray, low: int | None = None, high: int | None = None) -> None:
        """Add everything to `values` in place; the cells touched are then kept within `low` and `high`."""
        flat = values.reshape(-1, order="F")
        for at, by in self.rows:
            np.add.at(flat, at, np.int32(by) if isinstance(by, int) else by.astype(np.int32))
        for key, by in self.cells:
            values[key] += by
        if low is None or high is None:
            return
        least, most = np.int32(low), np.int32(high)
        if 2 * sum(len(at) for at, _ in self.rows) > flat.size or len(self.cells) > 3:
            np.minimum(np.maximum(values, least, out=values), most, out=values)
            return
        for at, _ in self.rows:
            flat[at] = np.minimum(np.maximum(flat[at], least), most)
        for key, _ in self.cells:
            values[key] = np.minimum(np.maximum(values[key], least), most)


def _taken(shares: IntArray, cells: LongArray) -> IntArray:
    """The rows of `shares` int32[h, n, x] at flat places: int32[rows, x], last axis slowest."""
    return shares.reshape(-1, shares.shape[2], order="F").T.take(cells, axis=1).T


class _Claims:
    """Claims on one share table: pools made when first used, and which organisations somebody lays claim to."""

    def __init__(self, shape: tuple[int, ...]) -> None:
        self.shape = shape
        self.pools: dict[str, IntArray] = {}
        self.touched: BoolArray = np.zeros(shape[:2], dtype=bool, order="F")

    def pool(self, kind: str) -> IntArray:
        """The claims of one kind: int32[h, n, c]."""
        if kind not in self.pools:
            self.pools[kind] = np.zeros(self.shape, dtype=np.int32, order="F")
        return self.pools[kind]

    def settle(self, values: IntArray) -> None:
        """Settle them on `values` int32[h, n, x] in place."""
        # Only the organisations somebody lays claim to: all of them by the calendar, few by order.
        cells = self.touched.ravel(order="F").nonzero()[0]
        gain, loss, drift = (self.pools.get(kind) for kind in ("gain", "loss", "drift"))
        if 2 * len(cells) >= self.touched.size:
            values[...] = settle(values, gain, loss, drift)
            return
        some = settle(
            _taken(values, cells), *(None if x is None else _taken(x, cells) for x in (gain, loss, drift))
        )
        values.reshape(-1, values.shape[2], order="F").T[:, cells] = some.T


class Changes:
    """What a phase's rules propose; nothing moves before `apply`.

    `where` is the index of the cell after the history axis: whole numbers, slices or int arrays [h].
    """

    def __init__(self, world: World, only: LongArray | None = None) -> None:
        self.whole = world
        # With `only` the rules see and name some histories by their place among them, from 0 on.
        self.world = world if only is None else world.excerpt(only)
        self._only = only
        self._sums: dict[str, _Sum] = {}
        self._sets: list[tuple[str, Any, Any, str, int]] = []
        self._claims: dict[str, _Claims] = {}
        self._log: list[Entry] | None = [] if world.ledger is not None else None
        self._rows = np.arange(world.histories)

    def _sum(self, table: str) -> _Sum:
        if table not in self._sums:
            self._sums[table] = _Sum()
        return self._sums[table]

    def proposed_at(self, table: str, h: LongArray, where: Index) -> IntArray | None:
        """What is added to cells so far, before bounds: int32[rows], None where the table is untouched."""
        if table not in self._sums:
            return None
        total = np.zeros(getattr(self.whole, table).shape, dtype=np.int32, order="F")
        self._sums[table].onto(total)
        found: IntArray = total[(h if self._only is None else self._only[h], *where)]
        return found

    def _note(self, table: str, delta: IntArray, cause: str, actor: int) -> None:
        """Log every non-zero cell of `delta`: int64[1, ...]."""
        assert self._log is not None
        for cell in np.argwhere(delta[0]):
            key = tuple(int(i) for i in cell)
            self._log.append(Entry(self.world.quarter, table, key, int(delta[(0, *key)]), cause, actor))

    def add(self, table: str, where: Index, by: Amount, cause: str, actor: int = -1) -> None:
        """Add `by` (a number, [h], or what broadcasts to the cells) to fixed cells of every history."""
        assert self._only is None
        key = (slice(None), *where)
        self._sum(table).cells.append((key, by))
        if self._log is not None:
            delta = np.zeros(getattr(self.whole, table).shape, dtype=np.int32, order="F")
            delta[key] += by
            self._note(table, delta, cause, actor)

    def rows(
        self,
        table: str,
        h: LongArray,
        where: Index,
        by: Amount,
        cause: str,
        actor: LongArray | IntArray | int = -1,
    ) -> None:
        """Add `by` to one cell for each row (h, where...); repeated cells add up. `actor` is [rows] or one."""
        if not len(h):
            return
        h = h if self._only is None else self._only[h]
        self._sum(table).rows.append((_flat(getattr(self.whole, table).shape, h, where), by))
        if self._log is not None:
            amounts = np.broadcast_to(by, h.shape)
            actors = np.broadcast_to(actor, h.shape)
            places = [np.broadcast_to(w, h.shape) for w in where]
            for n in range(len(h)):
                if amounts[n]:
                    cell = tuple(int(p[n]) for p in places)
                    self._log.append(
                        Entry(self.world.quarter, table, cell, int(amounts[n]), cause, int(actors[n]))
                    )

    def put(
        self, table: str, where: Index, value: Amount, mask: np.ndarray[Any, Any], cause: str, actor: int = -1
    ) -> None:
        """Set one cell to `value` where `mask` bool[h]; later puts win, so rules put only what is exclusive."""
        assert self._only is None
        self._sets.append((table, (self._rows, *where), (value, mask), cause, actor))

    def put_rows(
        self, table: str, h: LongArray, where: Index, value: Amount, cause: str, actor: int = -1
    ) -> None:
        """Set one cell for each row (h, where...)."""
        if len(h):
            h = h if self._only is None else self._only[h]
            self._sets.append((table, (h, *where), (value, None), cause, actor))

    def _claim(self, table: str) -> _Claims:
        if table not in self._claims:
            shape = getattr(self.whole, table).shape
            self._claims[table] = _Claims((*shape[:-1], shape[-1] - 1))
        return self._claims[table]

    def share(self, table: str, kind: str, where: Index, by: Amount, cause: str, actor: int = -1) -> None:
        """Claim `by` per mille (positive) in a share table. `kind`: gain, loss or drift; `where`: (region, contender)."""
        assert self._only is None
        claims = self._claim(table)
        claims.touched[:, where[0]] = True
        pool = claims.pool(kind)
        key = (slice(None), *where)
        if self._log is None:
            pool[key] += by
            return
        before = pool.copy()
        pool[key] += by
        delta = pool - before
        self._note(table, -delta if kind == "loss" else delta, cause, actor)

    def share_rows(
        self,
        table: str,
        kind: str,
        h: LongArray,
        where: Index,
        by: Amount,
        cause: str,
        actor: LongArray | IntArray | int = -1,
    ) -> None:
        """As `share`, one cell for each row."""
        if not len(h):
            return
        h = h if self._only is None else self._only[h]
        claims = self._claim(table)
        claims.touched[h, where[0]] = True
        _add_at(claims.pool(kind), h, where, by)
        if self._log is not None:
            sign = -1 if kind == "loss" else 1
            amounts = np.broadcast_to(by, h.shape)
            actors = np.broadcast_to(actor, h.shape)
            places = [np.broadcast_to(w, h.shape) for w in where]
            for n in range(len(h)):
                cell = tuple(int(p[n]) for p in places)
                self._log.append(
                    Entry(self.world.quarter, table, cell, sign * int(amounts[n]), cause, int(actors[n]))
                )

    def apply(self) -> None:
        """Settle everything proposed: sums, then shares, then settings; bounds are kept and booked."""
        world = self.whole
        if not (self._sums or self._sets or self._claims):
            return
        before = (
            {t: getattr(world, t).copy() for t in {*self._sums, *self._claims, *(s[0] for s in self._sets)}}
            if self._log is not None
            else {}
        )
        for table, total in self._sums.items():
            declared = TABLE[table]
            total.onto(getattr(world, table), declared.low, declared.high)
            world.stamps[table] += 1
        for table, claims in self._claims.items():
            claims.settle(getattr(world, table))
            world.stamps[table] += 1
        for table, key, (value, mask), cause, actor in self._sets:
            values = getattr(world, table)
            declared = TABLE[table]
            old = None if mask is None and self._log is None else values[key]
            new = value if mask is None else np.where(mask, value, old)
            if isinstance(new, int):
                values[key] = min(max(new, declared.low), declared.high)
            else:
                values[key] = np.minimum(np.maximum(new, np.int32(declared.low)), np.int32(declared.high))
            world.stamps[table] += 1
            if self._log is not None:
                assert old is not None
                changed = np.flatnonzero(values[key] != old)
                for n in changed:
                    cell = tuple(int(np.broadcast_to(k, old.shape)[n]) for k in key[1:])
                    amount = int(values[key][n]) - int(old[n])
                    self._log.append(Entry(world.quarter, table, cell, amount, cause, actor))
        if self._log is not None and world.ledger is not None:
            self._book(before)
        self._sums, self._sets, self._claims = {}, [], {}

    def _book(self, before: dict[str, IntArray]) -> None:
        """Enter the proposals and, cell by cell, what bounds and wholes took back or shifted."""
        world = self.whole
        assert self._log is not None
        assert world.ledger is not None
        claimed: dict[str, LongArray] = {
            t: np.zeros(old.shape[1:], dtype=np.int64) for t, old in before.items()
        }
        for entry in self._log:
            claimed[entry.table][entry.cell] += entry.amount
        world.ledger.entries.extend(self._log)
        for table, old in before.items():
            rest = (getattr(world, table)[0].astype(np.int64) - old[0]) - claimed[table]
            for cell in np.argwhere(rest):
                key = tuple(int(i) for i in cell)
                world.ledger.entries.append(Entry(world.quarter, table, key, int(rest[key]), BOUNDS))
        self._log = []


def _flat(shape: tuple[int, ...], h: LongArray, where: Index) -> LongArray:
    """The flat cells, first axis fastest, of one cell a row: int64[rows]."""
    at, step = h, shape[0]
    for length, index in zip(shape[1:], where, strict=True):
        at = at + step * index
        step *= length
    return at


def _add_at(total: IntArray, h: LongArray, where: Index, by: Amount) -> None:
    """Add `by` to one cell a row; repeated cells add up. Flat indices of one type are numpy's fast way."""
    flat = total.reshape(-1, order="F")
    np.add.at(
        flat, _flat(total.shape, h, where), np.int32(by) if isinstance(by, int) else by.astype(np.int32)
    )


def settle(
    shares: IntArray, gain: IntArray | None, loss: IntArray | None, drift: IntArray | None
) -> IntArray:
    """New shares after claims: int32[h, n, x] from int32[h, n, x] and claims int32[h, n, c]; every row still 1000.

    Gains are scaled by (1000 - own)/1000. What the unaligned cannot pay is taken from the other contenders
    in proportion to what they hold. Drift is paid from what the unaligned have left, in proportion.
    Whole numbers are rounded down, so nothing is created and no seat number decides.

    >>> import numpy as np
    >>> s = np.array([[[300, 200, 500]]], dtype=np.int32)
    >>> z = np.zeros((1, 1, 2), dtype=np.int32)
    >>> settle(s, z + np.int32([[[100, 0]]]), z, z).tolist()
    [[[370, 200, 430]]]
    """
    out: IntArray = shares.copy(order="F")
    own, free = out[..., :-1], out[..., -1]
    if loss is not None:
        lost = np.minimum(loss, own)
        own -= lost
        free += lost.sum(axis=-1, dtype=np.int32)
    if gain is not None:
        _gains(own, free, gain)
    if drift is not None:
        flow = np.minimum(drift, 1000 - own)
        total = flow.sum(axis=-1, dtype=np.int32)
        short = np.nonzero(total > free)
        if len(short[0]):
            flow[short] = flow[short] * free[short][:, None] // total[short][:, None]
        own += flow
    out[..., -1] = 1000 - own.sum(axis=-1, dtype=np.int32)
    return out


def _gains(own: IntArray, free: IntArray, gain: IntArray) -> None:
    """Let contenders gain, in place: what each holds [h, n, c] and what is left unaligned [h, n]."""
    want = (1000 - own) * np.minimum(gain, 1000)
    want //= np.int32(1000)
    np.minimum(want, 1000 - own, out=want)
    total = want.sum(axis=-1, dtype=np.int32)
    # Few rows want more than the unaligned have: only those press on the others.
    short = np.nonzero(total > free)
    pressed = (
        _pressed(np.asfortranarray(own[short]), free[short], np.asfortranarray(want[short]))
        if len(short[0])
        else None
    )
    own += want
    free -= total
    if pressed is not None:
        own[short], free[short] = pressed


def _pressed(own: IntArray, free: IntArray, want: IntArray) -> tuple[IntArray, IntArray]:
    """Holdings [n, c] and the unaligned [n] of rows whose gains exceed what is free."""
    total = want.sum(axis=-1, dtype=np.int32)
    from_free = want * free[:, None] // np.maximum(total, 1)[:, None]
    rest = want - from_free
    left = free - from_free.sum(axis=-1, dtype=np.int32)
    now = own + from_free
    others = np.maximum(own.sum(axis=-1, dtype=np.int32)[:, None] - own, 1)
    for giver in range(own.shape[-1]):
        # Each gainer presses on the others in proportion to what they held at the start.
        asked = rest * own[:, giver : giver + 1] // others
        asked[:, giver] = 0
        total = asked.sum(axis=-1, dtype=np.int32)
        # Few are asked for more than they hold; those pay in proportion.
        over = np.flatnonzero(total > own[:, giver])
        if len(over):
            asked[over] = asked[over] * own[over, giver, None] // total[over, None]
            total[over] = asked[over].sum(axis=-1, dtype=np.int32)
        now += asked
        now[:, giver] -= total
    return now, left
