"""One game being played: who sits where, what must be decided, what has happened; saved after every stage.

The window and the text mode both talk to a Session and to nothing below it.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import numpy as np

from game import __version__, players
from game.places import own_folder
from game.record import Line, Record, RecordError, read, resume, write
from game.record.file import VERSION, Trouble
from game.record.notation import fragment, lines_of, merge
from game.rules import ambitions, dice, endings, grades, orders, quarter
from game.rules.quarter import News, Play
from game.rules.scenario import Scenario
from game.rules.terms import ENDINGS, LUCK, IntArray
from game.rules.view import View, look

AUTOSAVE = "autosave.game"


@dataclass
class Step:
    """Something that happened while the game went on: the stage that was resolved and its news."""

    quarter: str
    stage: str
    news: list[News]


@dataclass
class Session:
    """A game of one history with its record. `loaded` is what content read: scenario, texts, names, looks."""

    loaded: Any
    play: Play
    record: Record
    levels: dict[str, str]
    path: Path | None = None
    chronicle: list[Step] = field(default_factory=list)
    warning: str = ""
    _given: dict[int, IntArray] = field(default_factory=dict)
    _seats: dict[int, players.Player] = field(default_factory=dict)

    # Beginning ----------------------------------------------------------------------------------------------

    @classmethod
    def new(
        cls, loaded: Any, levels: dict[str, str], seed: str, luck: str = "smoothed", path: Path | None = None
    ) -> Session:
        """Start a game. `levels` gives each contender's id a level or "human"; unnamed seats are politicians.

        Raises ValueError naming what is unknown.
        """
        s: Scenario = loaded.scenario
        full = {name: levels.get(name, "politician") for name in s.contenders}
        for name in levels:
            if name not in s.contenders:
                raise ValueError(f"there is no contender '{name}'; there are {', '.join(s.contenders)}")
        play = quarter.start(s, dice.seed_of(seed), LUCK.index(luck), ledger=True)
        record = Record(
            [("Record", (VERSION,)), ("Scenario", (f"{s.id} {s.digest}",)), ("Rules", (__version__,))]
        )
        record.tags += [("Seed", (seed,)), ("Luck", (luck,))]
        record.tags += [("Seat", (name, level)) for name, level in full.items()]
        record.tags.append(("Ending", ("*",)))
        if s.opening is not None:
            record.lines.append(Line(s.quarter_id(0), "opening"))
        session = cls(loaded, play, record, full, path)
        session._sit()
        session.chronicle.append(Step(s.quarter_id(0), "opening", play.news))
        return session

    @classmethod
    def load(cls, path: Path, load_scenario: Any, autosave: Path | None = None) -> Session:
        """Open a saved game where it was left. `load_scenario` turns a scenario id into what content loads.

        Raises RecordError with one line when the file is no record, of another version, or does not fit.
        """
        return cls.of(read(path), load_scenario, autosave)

    @classmethod
    def of(cls, record: Record, load_scenario: Any, autosave: Path | None = None, until: str = "") -> Session:
        """As `load`, from a record already read; with `until`, only to the start of that quarter."""
        name = record.tag("Scenario").split(" ")[0]
        if not name:
            raise RecordError(Trouble(record.name, 1, 1, "names no scenario", '[Scenario "moscow-1924 ..."]'))
        loaded = load_scenario(name)
        play, wrong, news, used = resume(record, loaded.scenario, True, until)
        kept = Record(list(record.tags), used, list(record.troubles), record.name)
        levels = {**dict.fromkeys(loaded.scenario.contenders, "politician"), **record.seats()}
        session = cls(loaded, play, kept, levels, autosave)
        session.warning = "; ".join(str(t) for t in record.troubles)
        if wrong:
            session.warning += f"{record.name}:{wrong[0].line}:1 these rules differ from the record from {wrong[0].quarter} on"
            session.warning += f" ({', '.join(wrong[0].tables[:4])})" if wrong[0].tables else ""
        session._sit()
        session.chronicle.append(Step(loaded.scenario.quarter_id(play.quarter), play.stage.kind, news))
        return session

    def _sit(self) -> None:
        s = self.scenario
        for k, name in enumerate(s.contenders):
            if self.levels[name] != "human":
                self._seats[k] = players.level(self.levels[name], s, k)

    # Looking ------------------------------------------------------------------------------------------------

    @property
    def scenario(self) -> Scenario:
        """The scenario that is played."""
        return self.play.scenario

    @property
    def quarter(self) -> str:
        """The present quarter, such as 1925Q4."""
        return self.scenario.quarter_id(self.play.quarter)

    @property
    def stage(self) -> str:
        """The kind of the stage that is due."""
        return self.play.stage.kind

    @property
    def over(self) -> bool:
        """Whether the last quarter is done."""
        return self.play.over

    def humans(self) -> list[int]:
        """Seats of persons."""
        return [k for k, name in enumerate(self.scenario.contenders) if self.levels[name] == "human"]

    def waiting(self) -> list[int]:
        """Seats of persons who must decide now and have not yet."""
        due = self.play.due()[0]
        return [k for k in self.humans() if due[k] and k not in self._given]

    def view(self, seat: int) -> View:
        """What a seat may know now."""
        return look(self.play.world, seat)

    def facts(self, seat: int) -> players.Facts:
        """What lies on the table before a seat: offers to it, the docket, its choices."""
        return players.facts(self.play, seat)

    def options(self, seat: int) -> list[tuple[str, str, int]]:
        """Every order with its name, the reason why it is closed ("open" where it is not) and its cost."""
        closed = orders.reasons(self.view(seat))[0]
        return [
            (o.token, orders.REASONS[int(closed[n])], orders.cost(self.scenario, n))
            for n, o in enumerate(orders.options(self.scenario))
        ]

    def ending(self) -> tuple[str, list[str], str]:
        """How it stands by the test of endings: the ending, who leads, who heads a collective."""
        judged = endings.judge(self.play.world)
        who = [n for k, n in enumerate(self.scenario.contenders) if judged.who[0, k]]
        head = int(judged.head[0])
        return ENDINGS[int(judged.kind[0])], who, self.scenario.people[head] if head >= 0 else ""

    def ambition(self, seat: int) -> str:
        """The id of the ambition a seat holds: its own secret until the end."""
        return ambitions.name(self.play.world, seat)

    def grades(self) -> dict[str, tuple[str, str, bool]]:
        """What it comes to for each contender as things stand: grade, ambition, whether that is met."""
        w = self.play.world
        judged, met = grades.judge(w)[0], ambitions.met(w)[0]
        return {
            name: (grades.GRADES[int(judged[k])], ambitions.name(w, k), bool(met[k]))
            for k, name in enumerate(self.scenario.contenders)
        }

    def causes(self, table: str, *cell: int) -> list[Any]:
        """The ledger of one cell: every cause that moved it, oldest first."""
        ledger = self.play.world.ledger
        return ledger.of(table, *cell) if ledger is not None else []

    # Deciding -----------------------------------------------------------------------------------------------

    def submit(self, seat: int, decision: IntArray | str) -> str | None:
        """Take a decision of a person, as an array or as words of a record line without its first two.

        Returns None, or the key of the reason why it is refused. Raises NotationError for words it cannot read.
        """
        given = (
            fragment(self.play, seat, decision.split()) if isinstance(decision, str) else np.asarray(decision)
        )
        given = merge(self.play, seat, self._given.get(seat), given)
        why = self.play.problem(seat, given)
        if why is None:
            self._given[seat] = given
        return why

    def undo(self, seat: int) -> bool:
        """Take back one's own decision while the stage is not resolved."""
        return self._given.pop(seat, None) is not None

    def advance(self) -> Iterator[Step]:
        """Go on until a person must decide or the game is over; one Step for each stage resolved."""
        while not self.play.over and not self.waiting():
            yield self.resolve()

    def resolve(self) -> Step:
        """Resolve the stage that is due, write its lines, save."""
        play = self.play
        stage = play.stage
        now = self.quarter
        seated = [self._seats.get(k) for k in range(len(self.scenario.contenders))]
        decisions = players.decide_all(play, seated)
        for k, given in self._given.items():
            decisions[k] = given
        lawful = play.lawful(decisions)
        lines = [Line(now, text) for text in lines_of(play, lawful)]
        ended = play.ended
        play.submit(lawful, lawful=True)
        self.record.lines += lines
        if play.ended is not ended and play.ended is not None:
            self.record.lines.append(Line(now, f"end #{play.ended[1]}", f"tables {play.ended[2]}"))
        if play.over:
            kind, who, _ = self.ending()
            self.record.set("Ending", " ".join([kind, *who]))
        self._given = {}
        step = Step(now, stage.kind, play.news)
        self.chronicle.append(step)
        self.save()
        return step

    def save(self, path: Path | None = None) -> None:
        """Write the record to `path`, or to where the game saves itself. Raises WriteError in one line."""
        target = path or self.path
        if target is not None:
            write(target, str(self.record))

    def branch(self, until: str, load_scenario: Any, path: Path | None = None) -> Session:
        """A new game that shares this one up to the start of `until`: other decisions from there."""
        trunk = Record([*self.record.tags], list(self.record.lines), [], self.record.name or "game")
        trunk.set("From", f"{trunk.name} {until}")
        trunk.set("Ending", "*")
        return Session.of(trunk, load_scenario, path, until)


def saves() -> Path:
    """The folder of this person's saved games."""
    return own_folder() / "saves"


def latest() -> Path | None:
    """The game that was saved last, if there is one."""
    try:
        found = sorted(saves().glob("*.game"), key=lambda p: p.stat().st_mtime)
    except OSError:
        return None
    return found[-1] if found else None
