"""View: what one contender may know. Players, screens, options and errors see this and never the World.

Public: offices, rungs, the line, positions, pages, secretaries, delegates, the country. Known with an error
that shrinks with contact: leans, trust between others. Seen only roughly: exposure (to a hundred), others'
purses (low, middle, full). Secret: pacts he is not told of, others' orders, the seed. Two worlds that look
alike to a contender give him equal Views (rulebook 2.3).

`Views` holds what several contenders know side by side, with a viewer axis v: a machine thinks for all its
seats at once. No slice along v ever depends on another.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, cast

import numpy as np

from game.rules import documents, hearsay, power
from game.rules.hearsay import locked as _locked
from game.rules.hearsay import minds
from game.rules.scenario import Scenario
from game.rules.terms import ARMY, BoolArray, IntArray, SeedArray
from game.rules.world import World

PUBLIC = (
    "bases", "secretaries", "cells", "members", "first", "grip", "fear", "belief", "alarm", "shield", "rung",
    "absent", "holder", "position", "line", "pages", "ownership", "dial", "health", "reputation", "bloc", "size",
    "beaten", "won", "barred", "placed", "offered", "recanted", "charged", "purge", "precedent", "fired", "answer", "statute",
    "delegated", "reports", "reversals", "hungry", "discussion", "calendar", "attacked", "wish", "crossed",
)  # fmt: skip
"""Tables every contender may read as they are."""

_PACTS = ("pact_in", "pact_state", "pact_known", "pact_enemy", "pact_clause", "pact_term")
_PAPERS = ("document", "read", "copied", "party", "sealed", "rung")
_DEPENDS: dict[str, tuple[str, ...]] = {
    **{name: (name,) for name in ("lean", "trust", "exposure", "capital")},
    **{name: _PACTS for name in (*_PACTS, "sealed clauses") if name != "pact_known"},
}
"""From which tables each derived part of a view is made."""


def _seen(*tables: str) -> Callable[[Callable[[Views], Any]], Any]:
    """A part of a view that is worked out when first asked for and outlives changes to other tables."""

    def wrap(f: Callable[[Views], Any]) -> Any:
        name = f.__name__
        _DEPENDS[name] = tables

        def get(self: Views) -> Any:
            if name not in self.kept:
                self.kept[name] = f(self)
            return self.kept[name]

        get.__doc__ = f.__doc__
        return property(get)

    return wrap


class Public:
    """The tables that everybody may read as they are: arrays as in World, read-only."""

    bases: IntArray
    secretaries: IntArray
    cells: IntArray
    members: IntArray
    first: IntArray
    grip: IntArray
    fear: IntArray
    belief: IntArray
    alarm: IntArray
    shield: IntArray
    rung: IntArray
    absent: IntArray
    holder: IntArray
    position: IntArray
    line: IntArray
    pages: IntArray
    ownership: IntArray
    dial: IntArray
    health: IntArray
    reputation: IntArray
    bloc: IntArray
    size: IntArray
    beaten: IntArray
    won: IntArray
    barred: IntArray
    placed: IntArray
    offered: IntArray
    recanted: IntArray
    charged: IntArray
    purge: IntArray
    precedent: IntArray
    fired: IntArray
    answer: IntArray
    statute: IntArray
    delegated: IntArray
    reports: IntArray
    reversals: IntArray
    hungry: IntArray
    discussion: IntArray
    calendar: IntArray
    attacked: IntArray
    wish: IntArray
    crossed: IntArray

    scenario: Scenario
    quarter: int
    histories: int


LEAN = ("lean",)
BALLOT = ("lean", "position", "holder", "security", "rung")


class Views(Public):
    """What the contenders `seats` may know, side by side, in each of H histories.

    `mind` uint64[h, v] seeds each one's own imagination; it is made from the seed in one direction and tells
    nothing of it. Derived parts that no change has touched are taken over from `old`, the Views before.
    """

    mind: SeedArray

    def __init__(self, world: World, seats: tuple[int, ...], old: Views | None = None) -> None:
        self.scenario = world.scenario
        self.seats = np.array(seats)
        self.order = np.arange(len(seats))
        self.quarter = world.quarter
        self.histories = world.histories
        self.kept: dict[str, Any] = {}
        self.scratch: dict[str, Any] = {}
        """What a player has worked out from these views, for as long as they last."""
        self.stamps = dict(world.stamps)
        self.sharing = hearsay.sharing(world, seats)
        if old is not None and old.quarter == world.quarter:
            self.mind = old.mind
            same = {t for t in self.stamps if old.stamps[t] == self.stamps[t]}
            if not hearsay.alike(old.sharing, self.sharing):
                # Who begins to share what he hears sees minds anew.
                same -= {"lean", "trust"}
            for name, value in old.kept.items():
                if same.issuperset(_DEPENDS[name]):
                    self.kept[name] = value
        else:
            self.mind = minds(world, seats)
        for name in PUBLIC:
            setattr(self, name, _locked(getattr(world, name)))
        if "lean" not in self.kept:
            self.kept["lean"] = _locked(hearsay.lean(world, self))
        if "trust" not in self.kept:
            self.kept["trust"] = _locked(hearsay.trust(world, self))
        if "exposure" not in self.kept:
            rough = (world.exposure // 100) * 100 + 50
            self.kept["exposure"] = _locked(self._own_exact(rough, world.exposure))
        if "capital" not in self.kept:
            self.kept["capital"] = _locked(self._own_exact((world.capital // 3) * 3 + 1, world.capital))
        self.security: IntArray = _locked(world.security // 100 * 100 + 50)
        self.asked: IntArray = _locked(world.asked[:, self.seats])
        # One's own ambition is all that one knows of ambitions.
        self.ambition: IntArray = _locked(world.ambition[:, self.seats])
        self.ambition_changed: IntArray = _locked(world.ambition_changed[:, self.seats])
        self._hear(world)
        # Worked out when first asked for, from what lies here under a seal: most stages have no use for papers.
        self._slips = (power.paper_summary(world), power.paper_holders(world), power.paper_heard_from(world))
        self.near: IntArray = _locked(power.near(world))

    def _own_exact(self, rough: IntArray, exact: IntArray) -> IntArray:
        """[h, v, c]: everybody's number roughly, one's own exactly."""
        out = np.empty((self.histories, len(self.seats), rough.shape[1]), dtype=np.int32, order="F")
        out[...] = rough[:, None]
        out[:, self.order, self.seats] = exact[:, self.seats]
        return out

    def _hear(self, world: World) -> None:
        """The pacts each has been told of; of the rest he sees nothing."""
        names = ("pact_in", "pact_state", "pact_enemy", "pact_term")
        if "pact_in" in self.kept:
            return
        known = world.pact_known[:, :, self.seats].transpose(0, 2, 1) * (world.pact_state > 0)[:, None]
        for name in names:
            table = getattr(world, name)[:, None]
            mask = known.reshape(known.shape + (1,) * (table.ndim - 3))
            blank = 1 if name == "pact_enemy" else 0
            # A blank enemy is nobody (-1), everything else 0.
            self.kept[name] = _locked((table + blank) * mask - blank)
        # Clauses are many and seldom asked for: they lie under a seal until they are.
        self.kept["sealed clauses"] = (world.pact_clause.copy(order="F"), known.astype(np.int32))

    @_seen(*_PACTS)
    def pact_clause(self) -> IntArray:
        """Clauses of the pacts he knows of: int32[h, v, s, l]."""
        clauses, known = self.kept["sealed clauses"]
        return _locked(clauses[:, None] * known[:, :, :, None])

    @_seen(*_PAPERS)
    def _papers(self) -> tuple[IntArray, IntArray, IntArray]:
        """What each knows of documents: `power.paper_summary`, 0 where unknown; own copy; holders as bits.

        One knows the papers one has a copy of, and by one's rung those that were read where one sits. Only who has a
        copy knows who else has one.
        """
        summary, copies, need = self._slips
        shape = (self.histories, len(self.seats), summary.shape[1])
        own, known = (np.empty(shape, dtype=np.int32, order="F") for _ in range(2))
        if not shape[2]:
            return own, own, own
        for v, k in enumerate(self.seats):
            own[:, v] = (copies >> np.int32(k)) & np.int32(1)
            known[:, v] = self.rung[:, k, None] >= need
        known |= own
        known *= summary[:, None]
        known *= (known & np.int32(7)) > 0
        return _locked(known), _locked(own), _locked(copies[:, None] * own)

    # What one sees of others, with one's own error.
    @_seen(*_PAPERS)
    def document(self) -> IntArray:
        """How far each document has gone, -1 where he knows of none: int32[h, v, d]."""
        return cast(IntArray, (self._papers[0] & np.int32(7)) - np.int32(1))

    @_seen(*_PAPERS)
    def read(self) -> IntArray:
        """How much of its harm each document he knows has done: int32[h, v, d]."""
        return cast(IntArray, (self._papers[0] >> np.int32(power.SHIFT_READ)) & np.int32(1023))

    @_seen(*_PAPERS)
    def sealed(self) -> IntArray:
        """Quarters in which each document he knows lies under lock and key: int32[h, v, d]."""
        return cast(IntArray, (self._papers[0] >> np.int32(power.SHIFT_SEALED)) & np.int32(15))

    @_seen(*_PAPERS)
    def party(self) -> IntArray:
        """Whom each document he knows is about, a bit a contender: int32[h, v, d]."""
        return cast(IntArray, self._papers[0] >> np.int32(power.SHIFT_PARTY))

    @property
    def has_copy(self) -> IntArray:
        """Whether he has a copy of each document: int32[h, v, d] 0/1."""
        return cast(IntArray, self._papers[1])

    @property
    def copied(self) -> IntArray:
        """Who holds each document, a bit a contender, where he holds it himself: int32[h, v, d]."""
        return cast(IntArray, self._papers[2])

    @property
    def may_disclose(self) -> BoolArray:
        """Whether he can bring a document out, for he has a copy: bool[h, v, d]."""
        return self.has_copy > 0

    @_seen(*_PAPERS, "lean", "holder")
    def step(self) -> IntArray:
        """To which level he could bring each document openly this quarter, -1 for nowhere: int32[h, v, d]."""
        rung = self.mine(self.rung)[:, :, None]
        prints = self.holds("printing")[:, :, None]
        return documents.step(self.scenario, self.quarter, self.document, rung, prints)

    @property
    def lean(self) -> IntArray:
        """Leans as each sees them: int32[h, v, f, c]."""
        return cast(IntArray, self.kept["lean"])

    @property
    def trust(self) -> IntArray:
        """Trust of the first in the second as each sees it: int32[h, v, c, c]."""
        return cast(IntArray, self.kept["trust"])

    @property
    def exposure(self) -> IntArray:
        """The case against everybody, to a hundred; one's own exactly: int32[h, v, c]."""
        return cast(IntArray, self.kept["exposure"])

    @property
    def capital(self) -> IntArray:
        """Purses as low, middle, full; one's own exactly: int32[h, v, c]."""
        return cast(IntArray, self.kept["capital"])

    @property
    def pact_in(self) -> IntArray:
        """Members of the pacts he knows of: int32[h, v, s, c]."""
        return cast(IntArray, self.kept["pact_in"])

    @property
    def pact_state(self) -> IntArray:
        """State of the pacts he knows of: int32[h, v, s]."""
        return cast(IntArray, self.kept["pact_state"])

    @property
    def pact_enemy(self) -> IntArray:
        """Enemies of the pacts he knows of: int32[h, v, s], -1 for nobody."""
        return cast(IntArray, self.kept["pact_enemy"])

    @property
    def pact_term(self) -> IntArray:
        """Quarters left of the pacts he knows of: int32[h, v, s]."""
        return cast(IntArray, self.kept["pact_term"])

    def mine(self, table: Any) -> Any:
        """Each viewer's own entry of a table all read alike: [h, v, ...] of [h, c, ...]."""
        return table[:, self.seats]

    def own(self, table: Any) -> Any:
        """Each viewer's own entry of what he sees: [h, v, ...] of [h, v, c, ...]."""
        return table[:, self.order, self.seats]

    @_seen("secretaries", "members")
    def control(self) -> IntArray:
        """General Secretary control of each contender: int32[h, c]."""
        return power.weighted(self.secretaries, self.members)

    @_seen("cells", "members")
    def support(self) -> IntArray:
        """Party support of each contender: int32[h, c]."""
        return power.weighted(self.cells, self.members)

    @_seen("secretaries", "cells", "members", "bases")
    def all_bases(self) -> IntArray:
        """The five power bases: int32[h, c, 5]."""
        out = np.empty((self.histories, self.bases.shape[1], 5), dtype=np.int32, order="F")
        out[:, :, 0] = self.control
        out[:, :, 1] = self.support
        out[:, :, 2:] = self.bases
        return out

    @_seen("secretaries", "cells", "members", "bases", "belief", "alarm", "rung")
    def menace(self) -> IntArray:
        """Strength as feared: int32[h, c]."""
        return power.by_standing(power.menace_of(self.all_bases, self.belief, self.alarm), self.rung)

    @_seen(*BALLOT, "bloc", "belief")
    def dominance(self) -> IntArray:
        """How near each contender is to ruling alone, 0 where he is far from it: int32[h, v, c].

        Twice the share of the plenum above 350 per mille, and 300 for half of the Politburo; and all of it only
        so far as experience has taught what the Secretariat is worth (belief against `belief.plain`).
        """
        size = np.maximum(self.plenum_size, 1)[:, None, None]
        share = self.plenum * np.int32(1000) // size
        out = np.maximum(share - np.int32(350), 0) * np.int32(2)
        half = 2 * self.politburo >= self.politburo_size[:, None, None]
        plain = np.int32(self.scenario.parameter["belief.plain"])
        taught = np.minimum(self.belief[:, 0], plain)[:, None, None]
        return cast(IntArray, (out + np.int32(300) * half).astype(np.int32) * taught // plain)

    @_seen(*LEAN)
    def patron(self) -> IntArray:
        """Whose client he takes each figure for: int32[h, v, f]."""
        s = self.scenario
        return power.patrons_of(self.lean, s.parameter["client"], s.contenders)

    @_seen("lean", "holder")
    def boss(self) -> IntArray:
        """Who answers for each office, as he sees it: int32[h, v, o]."""
        return power.bosses(self.holder[:, None], self.patron, len(self.scenario.contenders))

    @_seen(*_PACTS)
    def allied(self) -> BoolArray:
        """Who sits with whom in a pact he knows of: bool[h, v, c, c]."""
        c = len(self.scenario.contenders)
        out: BoolArray = np.zeros((self.histories, len(self.seats), c, c), dtype=bool, order="F")
        inside = self.pact_in
        if inside.any():
            for a in range(c):
                for b in range(a + 1, c):
                    out[:, :, a, b] = out[:, :, b, a] = (inside[..., a] & inside[..., b]).any(axis=2)
        return out

    @_seen(*_PACTS)
    def sworn(self) -> BoolArray:
        """Who has a pact against whom, as far as he knows: bool[h, v, c, c] (member, enemy)."""
        c = len(self.scenario.contenders)
        out: BoolArray = np.zeros((self.histories, len(self.seats), c, c), dtype=bool, order="F")
        for slot in np.flatnonzero((self.pact_enemy >= 0).any(axis=(0, 1))):
            inside = self.pact_in[:, :, slot] > 0
            for k in range(c):
                against = (self.pact_enemy[:, :, slot] == k) & (self.pact_state[:, :, slot] > 0)
                if against.any():
                    out[..., k] |= inside & against[:, :, None]
        return out

    @_seen(*BALLOT)
    def follows(self) -> IntArray:
        """Whom he expects each person to follow on a motion of confidence: int32[h, v, p]."""
        office = self.scenario.office_with("prepare")
        general = self.boss[:, :, office] if office >= 0 else None
        security = np.broadcast_to(self.security[:, None], (self.histories, len(self.seats)))
        return power.ballot_of(
            self.scenario, self.near[:, None], self.lean, self.rung[:, None], general, security
        )

    @_seen(*BALLOT)
    def politburo(self) -> IntArray:
        """Politburo votes he expects each contender to carry, pacts aside: int32[h, v, c]."""
        return power.tally(self.follows, (self.rung == 7)[:, None], len(self.scenario.contenders))

    @_seen(*BALLOT, "bloc")
    def plenum(self) -> IntArray:
        """Central Committee votes he expects each contender to carry: int32[h, v, c]."""
        c = len(self.scenario.contenders)
        seated = power.tally(self.follows, (self.rung >= 5)[:, None], c)
        return cast(IntArray, seated + self.bloc[:, None, 0, :c])

    @_seen("rung")
    def politburo_size(self) -> IntArray:
        """Full members: int32[h]."""
        return cast(IntArray, (self.rung == 7).sum(axis=1, dtype=np.int32))

    @_seen("rung", "bloc")
    def plenum_size(self) -> IntArray:
        """Votes in the Central Committee: int32[h]."""
        seated = (self.rung >= 5).sum(axis=1, dtype=np.int32)
        return cast(IntArray, seated + self.bloc[:, 0].sum(axis=1, dtype=np.int32))

    @_seen(*BALLOT, *_PACTS)
    def commanding(self) -> BoolArray:
        """Who is of the leadership, as far as he knows: bool[h, v, c]."""
        size = self.politburo_size[:, None, None]
        found: BoolArray = 2 * self.politburo > size
        inside = self.pact_in
        for slot in np.flatnonzero(inside.any(axis=(0, 1, 3))):
            member = inside[:, :, slot]
            pooled = (member * self.politburo).sum(axis=2, dtype=np.int32)
            found = found | ((2 * pooled > size[:, :, 0])[:, :, None] & (member > 0))
        return found

    @_seen("holder")
    def posts(self) -> IntArray:
        """How many offices each person holds: int32[h, p]."""
        out = np.zeros(self.rung.shape, dtype=np.int32, order="F")
        rows = np.arange(self.histories)
        for o in range(self.holder.shape[1]):
            who = self.holder[:, o]
            out[rows, np.maximum(who, 0)] += who >= 0
        return out

    def holds(self, power_word: str) -> BoolArray:
        """Whether he answers for an office that unlocks `power_word`: bool[h, v]."""
        out: BoolArray = np.zeros((self.histories, len(self.seats)), dtype=bool, order="F")
        for o, office in enumerate(self.scenario.offices):
            if power_word in office.powers:
                out |= self.boss[:, :, o] == self.seats
        return out


class View(Public):
    """What contender `me` may know, in each of H histories: `Views` of one seat without the viewer axis."""

    def __init__(self, world: World, me: int) -> None:
        self.views = views = look_together(world, (me,))
        self.me = me
        self.scenario = world.scenario
        self.quarter, self.histories = views.quarter, views.histories
        for name in PUBLIC:
            setattr(self, name, getattr(views, name))
        self.mind: SeedArray = views.mind[:, 0]
        self.lean: IntArray = views.lean[:, 0]
        self.trust: IntArray = views.trust[:, 0]
        self.exposure: IntArray = views.exposure[:, 0]
        self.capital: IntArray = views.capital[:, 0]
        self.security: IntArray = views.security
        self.asked: IntArray = views.asked[:, 0]
        self.ambition: IntArray = views.ambition[:, 0]
        self.ambition_changed: IntArray = views.ambition_changed[:, 0]
        self.pact_in: IntArray = views.pact_in[:, 0]
        self.pact_state: IntArray = views.pact_state[:, 0]
        self.pact_enemy: IntArray = views.pact_enemy[:, 0]
        self.pact_clause: IntArray = views.pact_clause[:, 0]
        self.pact_term: IntArray = views.pact_term[:, 0]
        self.near: IntArray = views.near

    @property
    def document(self) -> IntArray:
        """How far each document has gone, -1 where he knows of none: int32[h, d]."""
        return cast(IntArray, self.views.document[:, 0])

    @property
    def read(self) -> IntArray:
        """How much of its harm each document he knows has done: int32[h, d]."""
        return cast(IntArray, self.views.read[:, 0])

    @property
    def sealed(self) -> IntArray:
        """Quarters in which each document he knows lies under lock and key: int32[h, d]."""
        return cast(IntArray, self.views.sealed[:, 0])

    @property
    def party(self) -> IntArray:
        """Whom each document he knows is about, a bit a contender: int32[h, d]."""
        return cast(IntArray, self.views.party[:, 0])

    @property
    def copied(self) -> IntArray:
        """Who holds each document, a bit a contender, where he holds it himself: int32[h, d]."""
        return self.views.copied[:, 0]

    @property
    def may_disclose(self) -> BoolArray:
        """Whether he can bring a document out: bool[h, d]."""
        return self.views.may_disclose[:, 0]

    @property
    def step(self) -> IntArray:
        """To which level he could bring each document openly this quarter, -1 for nowhere: int32[h, d]."""
        return cast(IntArray, self.views.step[:, 0])

    @property
    def all_bases(self) -> IntArray:
        """The five power bases: int32[h, c, 5]."""
        return cast(IntArray, self.views.all_bases)

    @property
    def menace(self) -> IntArray:
        """Strength as feared: int32[h, c]."""
        return cast(IntArray, self.views.menace)

    @property
    def dominance(self) -> IntArray:
        """How near each contender is to ruling alone: int32[h, c]."""
        return cast(IntArray, self.views.dominance[:, 0])

    @property
    def patron(self) -> IntArray:
        """Whose client he takes each figure for: int32[h, f]."""
        return cast(IntArray, self.views.patron[:, 0])

    @property
    def boss(self) -> IntArray:
        """Who answers for each office, as he sees it: int32[h, o]."""
        return cast(IntArray, self.views.boss[:, 0])

    @property
    def allied(self) -> BoolArray:
        """Who sits with whom in a pact he knows of: bool[h, c, c]."""
        return cast(BoolArray, self.views.allied[:, 0])

    @property
    def sworn(self) -> BoolArray:
        """Who has a pact against whom, as far as he knows: bool[h, c, c]."""
        return cast(BoolArray, self.views.sworn[:, 0])

    @property
    def politburo(self) -> IntArray:
        """Politburo votes he expects each contender to carry, pacts aside: int32[h, c]."""
        return cast(IntArray, self.views.politburo[:, 0])

    @property
    def plenum(self) -> IntArray:
        """Central Committee votes he expects each contender to carry: int32[h, c]."""
        return cast(IntArray, self.views.plenum[:, 0])

    @property
    def politburo_size(self) -> IntArray:
        """Full members: int32[h]."""
        return cast(IntArray, self.views.politburo_size)

    @property
    def plenum_size(self) -> IntArray:
        """Votes in the Central Committee: int32[h]."""
        return cast(IntArray, self.views.plenum_size)

    @property
    def commanding(self) -> BoolArray:
        """Who is of the leadership, as far as he knows: bool[h, c]."""
        return cast(BoolArray, self.views.commanding[:, 0])

    @property
    def army(self) -> IntArray:
        """Everybody's army prestige: int32[h, c]."""
        return self.all_bases[:, :, ARMY]


def look(world: World, me: int) -> View:
    """What contender number `me` may know of `world`."""
    return View(world, me)


def look_together(world: World, seats: tuple[int, ...]) -> Views:
    """What several contenders may know, side by side; kept while the World does not change."""
    key = "views." + ".".join(str(k) for k in seats)
    old: Views | None = world.memo.get(key)
    if old is not None and old.quarter == world.quarter and old.stamps == world.stamps:
        return old
    new = Views(world, seats, old)
    world.memo[key] = new
    return new
