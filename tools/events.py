"""Measure every choice of the bulletin: who takes it, and which table it moves by more than noise in four quarters.

    python tools/events.py                       2,000 games, docs/events.md is written
    python tools/events.py --games 100           fewer games
    python tools/events.py SCENARIO --out FILE   another scenario, another page

Games are played by politicians in every seat. Where an event asks somebody, each temperament of the scenario says
what it would answer in his place (the same game, the same mood), and the game is played on four quarters several
times with the same luck: once for each open answer, once with the question passed over. A table is moved when the
paired difference to the game in which the question was passed over is larger than four standard errors.

The games are played in chunks of 100; each finished chunk is kept in a folder, so that a run that was stopped goes on
where it was (``--keep``, build/events by default; chunks of another version of the rules are not mixed in).
"""

from __future__ import annotations

import argparse
import hashlib
import sys
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

import numpy as np

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from game import __version__, players
from game.content import Loaded, load
from game.players.facts import table as table_of
from game.players.levels import NOISE
from game.players.politician import answer_question
from game.rules import dice, quarter, roles, terms
from game.rules.orders import options
from game.rules.quarter import Play
from game.rules.scenario import Event, Scenario
from game.rules.world import TABLES, World

ROOT = Path(__file__).resolve().parent.parent
CHUNK = 100
SPAN = 4
"""Quarters that a choice is followed, its own included."""
ERRORS = 4
"""How many standard errors a difference must be away from nothing."""
LEAST = 20
"""Pairs below which nothing is said of a table."""
STAGED = "~"
"""What a tally of staged questions has behind the event's id."""
RARE = 50
"""A choice that no temperament takes in this many per mille of the cases is named in the summary."""
UNTOLD = {
    "fired", "answer", "asked", "barred", "placed", "pact_in", "pact_enemy", "pact_clause", "pact_term",
    "pact_state", "pact_known", "pact_menace", "absent", "won", "delegate_of", "members", "holder", "first",
}  # fmt: skip
"""Tables that only keep books, or whose values are names."""
TOLD = tuple(t for t in TABLES if t.name not in UNTOLD)


@dataclass
class Tally:
    """What was counted for one question so far; arrays add up over chunks."""

    asked: np.ndarray
    """[c] how often each contender was asked"""
    taken: np.ndarray
    """[c, choices] how often each temperament takes each answer, the answer that is given among them"""
    pairs: np.ndarray
    """[choices] pairs of games"""
    moved: np.ndarray
    """[choices, SPAN, cells] summed differences to the game in which the question was passed over"""
    square: np.ndarray
    """[choices, SPAN, cells] their squares"""
    level: np.ndarray
    """[2, SPAN, cells] sums and squares of the cells where the question was passed over"""
    games: np.ndarray
    """[1] games in which the event came at all"""

    def add(self, other: Tally) -> None:
        """Another chunk of the same question."""
        for name in Tally.__dataclass_fields__:
            getattr(self, name)[...] += getattr(other, name)


def cells(world: World) -> np.ndarray:
    """Every told cell of a World side by side: int64[h, cells]."""
    parts = [getattr(world, t.name).reshape(world.histories, -1) for t in TOLD]
    return np.concatenate(parts, axis=1).astype(np.int64)


def places(scenario: Scenario) -> list[tuple[str, str, int, int]]:
    """For each cell its table, the names of its place, and the bounds of the table."""
    names: dict[str, list[str]] = {
        "c": list(scenario.contenders), "d": list(scenario.contenders), "p": list(scenario.people),
        "f": list(scenario.figures), "r": list(scenario.regions), "x": [*scenario.contenders, "unaligned"],
        "b": ["army", "mantle", "press"], "u": ["control", "support", "army", "mantle", "press"],
        "i": list(terms.ISSUES), "k": list(terms.DIALS), "o": [o.id for o in scenario.offices],
        "t": ["cc", "ccc"], "z": ["full", "candidates"],
    }  # fmt: skip
    out = []
    for table in TOLD:
        lengths = World.shape(scenario, table)
        for at in np.ndindex(*lengths):
            words = [
                names[axis][n] if axis in names else str(n + 1)
                for axis, n in zip(table.axes, at, strict=True)
            ]
            out.append((table.name, " ".join(words), table.low, table.high))
    return out


def empty(scenario: Scenario, event: Event, wide: int) -> Tally:
    """A tally in which nothing is counted yet."""
    c, n = len(scenario.contenders), max(len(event.choices), 1)
    return Tally(
        np.zeros(c, np.int64), np.zeros((c, n), np.int64), np.zeros(n, np.int64), np.zeros((n, SPAN, wide), np.int64),
        np.zeros((n, SPAN, wide), np.float64), np.zeros((2, SPAN, wide), np.float64), np.zeros(1, np.int64),
    )  # fmt: skip


@dataclass
class Chunk:
    """One batch of games under way, and what is counted in it."""

    scenario: Scenario
    seeds: np.ndarray
    follow: bool = True
    tallies: dict[str, Tally] = field(default_factory=dict)

    def play(self) -> dict[str, Tally]:
        """Play the games to their end; the tally of every event that came."""
        s = self.scenario
        game = quarter.start(s, self.seeds)
        seats = [players.level("politician", s, k) for k in range(len(s.contenders))]
        while not game.over:
            if game.stage.kind in ("before", "after") and (game.world.asked > 0).any():
                self._questions(game, seats)
            game.submit(players.decide_all(game, seats), lawful=True)
        for e, event in enumerate(s.events):
            self._of(event).games[0] += int((game.world.fired[:, e] > 0).sum())
        rare = [
            e for e, event in enumerate(s.events)
            if event.choices and int(self._of(event).asked.sum()) < max(len(self.seeds) // 5, LEAST)
        ]  # fmt: skip
        if rare:
            self._stage(rare, seats)
        return self.tallies

    def _stage(self, rare: list[int], seats: list[players.Player]) -> None:
        """Play the games once more and put the rare questions on their day, each in games of its own."""
        s = self.scenario
        game = quarter.start(s, self.seeds)
        while not game.over:
            for e in rare:
                event = s.events[e]
                if game.quarter == event.first and game.stage.kind == ("after" if event.after else "before"):
                    assert event.asks is not None
                    who = roles.contender(game.world, event.asks)
                    rung = game.world.rung[np.arange(len(who)), np.maximum(who, 0)]
                    rows = np.flatnonzero((who >= 0) & (rung > terms.Rung.DEAD))
                    asked = game.take(rows)
                    asked.world.asked[np.arange(len(rows)), who[rows]] = e + 1
                    asked.world.memo.clear()
                    if len(rows):
                        self._questions(asked, seats, e + 1)
            game.submit(players.decide_all(game, seats), lawful=True)

    def _of(self, event: Event, staged: bool = False) -> Tally:
        id = event.id + STAGED * staged
        if id not in self.tallies:
            shapes = [World.shape(self.scenario, t) for t in TOLD]
            wide = sum(int(np.prod(shape)) for shape in shapes)
            self.tallies[id] = empty(self.scenario, event, wide)
        return self.tallies[id]

    def _questions(self, game: Play, seats: list[players.Player], only: int = 0) -> None:
        """Count the answers to every question of this stage, or to the staged one, and follow each of them."""
        asked = game.world.asked
        c = len(self.scenario.contenders)
        looked = table_of(game, tuple(range(c)))
        tempers = np.asarray(self.scenario.persona)
        noise = np.full(c, NOISE["politician"], dtype=np.int32)
        answers = []
        for k in range(c):
            out = looked.default.copy(order="F")
            answers.append(
                answer_question(looked, np.repeat(tempers[k : k + 1], c, axis=0), noise, out)[:, :, 0]
            )
        for seat in range(c):
            for e in np.unique(asked[:, seat]):
                if e == 0 or (only and e != only):
                    continue
                event = self.scenario.events[e - 1]
                rows = np.flatnonzero(asked[:, seat] == e)
                tally = self._of(event, only > 0)
                tally.asked[seat] += len(rows)
                for k in range(c):
                    tally.taken[k] += np.bincount(answers[k][rows, seat], minlength=tally.taken.shape[1])
                if self.follow:
                    self._follow(game, seats, seat, rows, event, tally)

    def _follow(
        self, game: Play, seats: list[players.Player], seat: int, rows: np.ndarray, event: Event, tally: Tally
    ) -> None:
        """Play on from here with the question passed over and with each answer, same luck in all."""
        plain = self._onward(game.take(rows), seats, seat, None)
        for at, found in enumerate(plain):
            tally.level[0, at] += found.sum(axis=0)
            tally.level[1, at] += (found.astype(np.float64) ** 2).sum(axis=0)
        allowed = game.choices_open(seat)[rows]
        for n in range(len(event.choices)):
            can = np.flatnonzero(allowed[:, n])
            if not len(can):
                continue
            other = self._onward(game.take(rows[can]), seats, seat, n)
            tally.pairs[n] += len(can)
            for at, (found, base) in enumerate(zip(other, plain, strict=True)):
                by = found - base[can]
                tally.moved[n, at] += by.sum(axis=0)
                tally.square[n, at] += (by.astype(np.float64) ** 2).sum(axis=0)

    def _onward(
        self, game: Play, seats: list[players.Player], seat: int, answer: int | None
    ) -> list[np.ndarray]:
        """The cells at the end of each quarter that is followed; what lies past the end repeats the last."""
        out: list[np.ndarray] = []
        game.at_turn = lambda world: out.append(cells(world))
        first = True
        while not game.over and len(out) < SPAN:
            decisions = players.decide_all(game, seats)
            if first and answer is None:
                game.world.asked[:, seat] = 0
            elif first:
                decisions[seat] = np.full_like(decisions[seat], answer)
            first = False
            game.submit(decisions, lawful=True)
        if game.over:
            out.append(cells(game.world))
        return [*out, *([out[-1]] * (SPAN - len(out)))]


def mark(scenario: Scenario) -> str:
    """Eight hex digits for the rules and the scenario, so that chunks of others are not mixed in."""
    digest = hashlib.blake2b(
        repr((__version__, scenario.events, scenario.parameters)).encode(), digest_size=4
    )
    for folder in ("rules", "players"):
        for path in sorted((ROOT / "game" / folder).glob("*.py")):
            digest.update(path.read_bytes())
    digest.update(repr((len(options(scenario)), SPAN, [t.name for t in TOLD])).encode())
    return digest.hexdigest()


def measure(scenario: Scenario, games: int, seed: str, keep: Path | None) -> dict[str, Tally]:
    """Play the games in chunks, or read those that are kept, and add them up."""
    seeds = dice.seeds(seed, games)
    sums: dict[str, Tally] = {}
    for first in range(0, games, CHUNK):
        part = seeds[first : first + CHUNK]
        path = (
            None if keep is None else keep / f"{scenario.id}-{mark(scenario)}-{seed}-{first}-{len(part)}.npz"
        )
        if path is not None and path.exists():
            found = _read(path)
        else:
            found = Chunk(scenario, part).play()
            if path is not None:
                _write(path, found)
                print(f"{first + len(part)} of {games}", file=sys.stderr)
        for id, tally in found.items():
            if id in sums:
                sums[id].add(tally)
            else:
                sums[id] = tally
    return sums


def _write(path: Path, tallies: dict[str, Tally]) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    arrays = {
        f"{id}/{name}": getattr(t, name) for id, t in tallies.items() for name in t.__dataclass_fields__
    }
    half = path.with_suffix(".half.npz")
    np.savez_compressed(half, **arrays)
    half.replace(path)


def _read(path: Path) -> dict[str, Tally]:
    with np.load(path) as kept:
        ids = sorted({key.partition("/")[0] for key in kept.files})
        return {id: Tally(*(kept[f"{id}/{name}"] for name in Tally.__dataclass_fields__)) for id in ids}


@dataclass(frozen=True)
class Moved:
    """The cell that a choice moves most for its spread, at the last quarter end at which it moves any."""

    table: str
    place: str
    mean: float
    error: float
    after: int

    def __str__(self) -> str:
        shown = f"{self.mean:+.1f}" if abs(self.mean) < 10 else f"{self.mean:+.0f}"
        where = f"{self.table} {self.place}".strip()
        return f"{where} {shown} (± {2 * self.error:.1f}, after {self.after})"


def strongest(tally: Tally, n: int, where: list[tuple[str, str, int, int]], most: int = 3) -> list[Moved]:
    """The tables that answer number `n` moves by more than noise, the clearest first, one cell a table."""
    pairs = int(tally.pairs[n])
    asked = int(tally.asked.sum())
    if pairs < LEAST:
        return []
    for at in reversed(range(SPAN)):
        mean = tally.moved[n, at] / pairs
        error = np.sqrt(np.maximum(tally.square[n, at] / pairs - mean**2, 0) / pairs)
        spread = np.sqrt(np.maximum(tally.level[1, at] / asked - (tally.level[0, at] / asked) ** 2, 0))
        reach = np.array([min(high - low, 1000) for _, _, low, high in where])
        clear = np.where(
            np.abs(mean) > ERRORS * error + 1e-9, np.abs(mean) / np.maximum(spread, reach / 50), 0
        )
        out: dict[str, Moved] = {}
        for cell in np.argsort(-clear, kind="stable")[:60]:
            table, place, _, _ = where[cell]
            if clear[cell] > 0 and table not in out:
                out[table] = Moved(table, place, float(mean[cell]), float(error[cell]), at + 1)
        if out:
            return list(out.values())[:most]
    return []


def best_of(sums: dict[str, Tally], event: Event) -> tuple[Tally, bool]:
    """The tally of an event's question, and whether it is the staged one: the natural one where it came often enough."""
    plain, staged = sums[event.id], sums.get(event.id + STAGED)
    came = int(plain.asked.sum())
    if staged is not None and came < 5 * LEAST and int(staged.asked.sum()) > came:
        return staged, True
    return plain, False


def weak(scenario: Scenario, sums: dict[str, Tally]) -> list[str]:
    """What the measurement finds wanting: choices nobody takes, choices that move nothing."""
    where = places(scenario)
    out = []
    for event in scenario.events:
        if not event.choices:
            continue
        tally, _ = best_of(sums, event)
        asked = int(tally.asked.sum())
        if asked < LEAST:
            out.append(f"{event.id}: asked in {asked} games only")
            continue
        for n, choice in enumerate(event.choices):
            if (tally.taken[:, n] * 1000 < RARE * asked).all():
                share = tally.taken[:, n].max() * 100 / asked
                out.append(
                    f"{event.id} {choice.id}: no temperament takes it in 5 % of the cases (at most {share:.1f} %)"
                )
            if not strongest(tally, n, where):
                out.append(f"{event.id} {choice.id}: moves no table by more than noise")
    return out


def page(loaded: Loaded, sums: dict[str, Tally], games: int, seed: str, day: str) -> Iterator[str]:
    """The page as lines of Markdown."""
    s = loaded.scenario
    where = places(s)
    asks = [e for e in s.events if e.choices]
    yield "# Events, measured"
    yield ""
    yield f"{len(s.events)} events and hazards, {len(asks)} of them with a question, {sum(len(e.choices) for e in asks)} answers."
    yield f"Measured {day} with version {__version__} ({mark(s)}), scenario {s.id}, {games:,} games, seeds {seed}/0 to {seed}/{games - 1}, politicians in every seat."
    yield "Made by `python tools/events.py`; `--games` says how many games."
    yield ""
    yield "*Taken*: in how many of the cases each temperament gives this answer when it is put in the place of whoever is asked."
    yield f"*Moves*: the tables that stand apart from the same game with the question passed over, same luck, by more than {ERRORS} standard errors: mean difference, twice the standard error, and at the end of which quarter (1 is the quarter of the answer, {SPAN} the last that is followed)."
    yield ""
    found = weak(s, sums)
    yield "## Wanting"
    yield ""
    for text in found or ["nothing"]:
        yield f"- {text}"
    yield ""
    yield "## Questions"
    yield ""
    yield f"| Event | asked | answer | {' | '.join(s.contenders)} | moves |"
    yield f"| --- | --- | --- | {' | '.join('--:' for _ in s.contenders)} | --- |"
    for event in asks:
        tally, staged = best_of(sums, event)
        asked = max(int(tally.asked.sum()), 1)
        whom = ", ".join(
            f"{name} {k * 100 / games:.0f} %" for name, k in zip(s.contenders, tally.asked, strict=True) if k
        )
        for n, choice in enumerate(event.choices):
            shares = " | ".join(f"{k * 100 / asked:.0f} %" for k in tally.taken[:, n])
            moves = "; ".join(str(m) for m in strongest(tally, n, where)) or "-"
            head = f"{event.id} | {'staged: ' * staged}{whom or 'nobody'}" if n == 0 else " | "
            yield f"| {head} | {choice.id} | {shares} | {moves} |"
    yield ""
    yield "## Reports"
    yield ""
    yield "| Event | quarters | comes in | conditions |"
    yield "| --- | --- | --: | --- |"
    for event in s.events:
        if not event.choices:
            came = int(sums[event.id].games[0]) * 100 / games
            span = s.quarter_id(event.first) + (
                "" if event.last == event.first else f" to {s.quarter_id(event.last)}"
            )
            depends = "depends on earlier acts" if event.conditions or event.modifiers else ""
            yield f"| {event.id} | {span} | {came:.0f} % | {depends} |"


def main(given: list[str] | None = None) -> int:
    """Measure and write the page; 1 when something is wanting."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("scenario", nargs="?", default="moscow-1924")
    parser.add_argument("--games", type=int, default=2000)
    parser.add_argument("--seed", default="1")
    parser.add_argument("--out", type=Path, default=ROOT / "docs" / "events.md")
    parser.add_argument("--keep", type=Path, default=ROOT / "build" / "events")
    parser.add_argument("--date", default=date.today().isoformat(), help="the date that the page carries")
    a = parser.parse_args(given)
    loaded = load(a.scenario)
    sums = measure(loaded.scenario, a.games, a.seed, a.keep)
    a.out.parent.mkdir(parents=True, exist_ok=True)
    a.out.write_text("\n".join(page(loaded, sums, a.games, a.seed, a.date)) + "\n", encoding="utf-8")
    found = weak(loaded.scenario, sums)
    print(f"{a.out}: {len(found)} wanting")
    return 1 if found else 0


if __name__ == "__main__":
    raise SystemExit(main())
