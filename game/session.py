"""One game being played: who sits where, what must be decided, what has happened; saved after every stage.

The window and the text mode both talk to a Session and to nothing below it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import numpy as np

from game import __version__, players
from game.analysis.follow import Followed, script_of
from game.content import ContentError
from game.places import own_folder
from game.players.standing import Standing
from game.players.standing import read as read_standing
from game.record import Line, Record, RecordError, read, resume, write
from game.record.file import VERSION, Trouble, shown
from game.record.notation import fragment, lines_of, merge, nearest
from game.rules import ambitions, dice, endings, grades, lawful, orders, quarter
from game.rules.quarter import News, Play
from game.rules.reactions import ABOUT_ONESELF
from game.rules.scenario import Chapters, Scenario
from game.rules.terms import CONGRESS, ENDINGS, LUCK, IntArray, Rung, Stance
from game.rules.view import View, look
from game.words import said

AUTOSAVE = "autosave.game"
MEANWHILE = ("news.rung", "news.office")
"""What is told of the quarters between chapters."""
_QUARTER = re.compile(r"\d{4}Q[1-4]")


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
    troubles: list[Trouble] = field(default_factory=list)
    """What was wrong with the record it was loaded from; each can be told in any language."""
    chapters: Chapters | None = None
    """Which quarters the persons play; None: all of them."""
    standing: dict[tuple[int, int], Standing] = field(default_factory=dict)
    """What each seat has left for each time between chapters: by the seat and how many chapters were over."""
    _given: dict[int, IntArray] = field(default_factory=dict)
    _seats: dict[int, players.Player] = field(default_factory=dict)

    # Beginning ----------------------------------------------------------------------------------------------

    @classmethod
    def new(
        cls,
        loaded: Any,
        levels: dict[str, str],
        seed: str,
        luck: str = "smoothed",
        path: Path | None = None,
        chapters: str = "",
    ) -> Session:
        """Start a game. `levels` gives each contender's id a level or "human"; unnamed seats are politicians.

        `chapters` names a division of the scenario: between its parts the game runs on standing instructions.

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
        if chapters:
            record.tags.append(("Chapters", (chapters,)))
        record.tags.append(("Ending", ("*",)))
        if s.opening is not None:
            record.lines.append(Line(s.quarter_id(0), "opening"))
        session = cls(loaded, play, record, full, path)
        session._divide()
        session._sit()
        session.chronicle.append(Step(s.quarter_id(0), "opening", play.news))
        return session

    @classmethod
    def load(cls, path: Path, load_scenario: Any, autosave: Path | None = None) -> Session:
        """Open a saved game where it was left. `load_scenario` turns a scenario id into what content loads.

        Raises RecordError with one line when the file is no record, of another version, or does not fit. A file
        in which something could not be read is never written over: the game goes on in a new one beside it.
        """
        return cls.of(read(path), load_scenario, autosave)

    @classmethod
    def of(cls, record: Record, load_scenario: Any, autosave: Path | None = None, until: str = "") -> Session:
        """As `load`, from a record already read; with `until`, only to the start of that quarter."""
        loaded = _scenario_of(record, load_scenario)
        _check_seats(record, loaded.scenario)
        play, wrong, news, used = resume(record, loaded.scenario, True, until)
        # What was left for times after the branch has yet to be left again.
        tags = [t for t in record.tags if not (until and t[0] == "Standing" and t[1][0][:6] >= until)]
        kept = Record(tags, used, list(record.troubles), record.name)
        levels = {**dict.fromkeys(loaded.scenario.contenders, "politician"), **record.seats()}
        session = cls(loaded, play, kept, levels, autosave)
        session.troubles = list(record.troubles)
        if wrong:
            where, tables = wrong[0].quarter, ", ".join(wrong[0].tables[:4])
            what = said("record.differs", quarter=where)
            if tables:
                what = said("record.differs-in", quarter=where, tables=tables)
            session.troubles.append(Trouble(record.name, wrong[0].line, 1, what))
        session._divide()
        if session.troubles and autosave is not None:
            session.path = free_name(autosave)
        session._sit()
        session.chronicle.append(Step(loaded.scenario.quarter_id(play.quarter), play.stage.kind, news))
        return session

    def _divide(self) -> None:
        """Take up the chapters that the record names, and what was left for the times between them."""
        name = self.record.tag("Chapters")
        if not name:
            return
        line = self.record.line_of("Chapters")
        known = {one.id: one for one in self.scenario.chapters}
        if name not in known:
            what = said("record.chapters", word=shown(name))
            raise RecordError(Trouble(self.record.name, line, 1, what, nearest(name, list(known))))
        self.chapters = known[name]
        for tag, values in self.record.tags:
            if tag != "Standing" or len(values) != 1:
                continue
            when, who, text = (*values[0].split(), "", "", "")[:3]
            seat = self.scenario.contenders.index(who) if who in self.scenario.contenders else -1
            left = read_standing(self.scenario, seat, text) if seat >= 0 else None
            if left is None or not _QUARTER.fullmatch(when):
                what = said("record.standing", word=shown(values[0]))
                raise RecordError(Trouble(self.record.name, line, 1, what))
            quarter_at = int(when[:4]) * 4 + int(when[5]) - 1 - self.scenario.first_quarter
            self.standing[seat, self.chapters.before(quarter_at)] = left

    def _sit(self) -> None:
        s = self.scenario
        script = script_of(s) if players.RECORDED in self.levels.values() else None
        for k, name in enumerate(s.contenders):
            if self.levels[name] != "human":
                self._seats[k] = players.level(self.levels[name], s, k, script)
                self._remember(k, script)

    def _remember(self, seat: int, script: Followed | None) -> None:
        """Let a seat that follows the record know, from this game's own lines, where it has left it."""
        player = self._seats[seat]
        if not isinstance(player, players.History) or script is None:
            return
        name, left, gone = self.scenario.contenders[seat], [False], False
        mine = {
            line.quarter: line.text for line in self.record.lines if line.text.startswith(f"orders {name} ")
        }
        for q in range(self.play.quarter):
            was = script.orders_text(q, seat)
            left.append(was is not None and was != mine.get(self.scenario.quarter_id(q), ""))
            gone |= left[-1] and left[-2]
        player.remember(left[-1], gone)

    @property
    def warning(self) -> str:
        """What was wrong with the record, in English: the first few troubles."""
        told = [str(t) for t in self.troubles[:3]]
        if len(self.troubles) > 3:
            told.append(said("record.more", n=len(self.troubles) - 3))
        return "; ".join(told)

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

    @property
    def between(self) -> bool:
        """Whether the quarter lies between chapters, so that persons do not play it."""
        return self.chapters is not None and self.chapters.at(self.play.quarter) < 0

    def unplayed(self, quarter_id: str) -> bool:
        """Whether a quarter, such as ``1925Q2``, lies between chapters."""
        if self.chapters is None:
            return False
        n = int(quarter_id[:4]) * 4 + int(quarter_id[5]) - 1 - self.scenario.first_quarter
        return self.chapters.at(n) < 0

    @property
    def next_chapter(self) -> str:
        """The first quarter of the next chapter, empty when none is left."""
        if self.chapters is None:
            return ""
        n = self.chapters.before(self.play.quarter)
        spans = self.chapters.spans
        return self.scenario.quarter_id(spans[n][0]) if n < len(spans) else ""

    def instructing(self) -> list[int]:
        """Seats of persons who must leave a standing instruction before the game goes on to its next chapter."""
        if self.chapters is None or not self.between or self.over:
            return []
        gap = self.chapters.before(self.play.quarter)
        alive = self.play.world.rung[0] > Rung.DEAD
        return [k for k in self.humans() if alive[k] and (k, gap) not in self.standing]

    def instruct(self, seat: int, text: str) -> bool:
        """Leave a standing instruction, ``wait`` or ``attack:NAME``; False where it is none. It is saved."""
        left = read_standing(self.scenario, seat, text)
        if left is None or seat not in self.instructing() or self.chapters is None:
            return False
        self.standing[seat, self.chapters.before(self.play.quarter)] = left
        written = f"{self.quarter} {self.scenario.contenders[seat]} {text}"
        self.record.tags.append(("Standing", (written,)))
        self.save()
        return True

    def waiting(self) -> list[int]:
        """Seats of persons who must decide now and have not yet; nobody between chapters."""
        if self.between:
            return []
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

    def stances(self, seat: int, slot: int) -> list[Stance]:
        """What a seat may do on the floor about one motion; a walk-out is for congresses."""
        sitting = self.play.sitting
        if sitting is None:
            return [Stance.SILENT]
        at = np.array([slot], dtype=np.int32)
        return [
            stance
            for stance in Stance
            if (stance != Stance.WALK_OUT or sitting.body == CONGRESS)
            and lawful.allowed(
                self.play.world,
                sitting,
                self.play.docket,
                seat,
                at * (stance not in ABOUT_ONESELF),
                at * 0 + stance,
            )[0]
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

    def heard(self, step: Step) -> list[News]:
        """The news of a step that the persons at this table may hear; where machines play every seat, all of it.

        Secret orders of others stay secret, people placed in an organisation are noticed a quarter later, and a
        pact is news only to its members and to those who have learnt of it. Of the quarters between chapters it is
        told only where men stand.
        """
        if self.unplayed(step.quarter):
            return [n for n in step.news if n.kind in MEANWHILE]
        seats = {self.scenario.contenders[k] for k in self.humans()}
        if not seats:
            return list(step.news)
        out = [n for n in step.news if self._hears(seats, n)]
        if step.stage == "orders":
            before = [s for s in self.chronicle if s.stage == "orders" and s.quarter < step.quarter][-1:]
            late = [n for s in before for n in s.news if n.kind == "news.order" and _trace(n) == "later"]
            out += [n for n in late if n.values["who"] not in seats]
        return out

    def minutes(self) -> bool:
        """Whether the persons at this table may read the Politburo's minutes: one of them sits there, or all watch."""
        seats = self.humans()
        return not seats or bool((self.play.world.rung[0, seats] >= Rung.CANDIDATE).any())

    def _hears(self, seats: set[str], news: News) -> bool:
        if news.kind == "news.document":
            return self._knows(seats, news.values["document"])
        if news.kind == "news.order":
            kind, _, paper = str(news.values["token"]).partition(":")
            if kind in ("document", "bury") and news.values["who"] not in seats:
                return self._knows(seats, paper)
            return news.values["who"] in seats or _trace(news) == "public"
        if news.kind == "news.pact":
            return bool(seats & {*news.values["members"], *news.values["known"]})
        if news.kind == "news.pact-done":
            members = list(news.values["members"])
            made = (n for s in self.chronicle for n in s.news if n.kind == "news.pact")
            return bool(seats & {*members}) or any(
                list(n.values["members"]) == members and seats & {*n.values["known"]} for n in made
            )
        return True

    def _knows(self, seats: set[str], paper: str) -> bool:
        """Whether one of the persons at this table knows of a document."""
        s = self.scenario
        d = s.document_index[paper]
        return any(self.view(k).document[0, d] >= 0 for k, name in enumerate(s.contenders) if name in seats)

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
        while not self.play.over and not self.waiting() and not self.instructing():
            yield self.resolve()

    def resolve(self) -> Step:
        """Resolve the stage that is due, write its lines, save."""
        play = self.play
        stage = play.stage
        now = self.quarter
        seated = [self._seats.get(k) for k in range(len(self.scenario.contenders))]
        if self.between and self.chapters is not None:
            gap = self.chapters.before(play.quarter)
            for k in self.humans():
                if (k, gap) in self.standing:
                    seated[k] = players.instructed(self.scenario, k, self.standing[k, gap])
        decisions = players.decide_all(play, seated)
        for k, given in self._given.items():
            decisions[k] = given
        lawful = play.lawful(decisions)
        lines = [Line(now, text) for text in lines_of(play, lawful)]
        ended = play.ended
        play.submit(lawful, lawful=True)
        news = self._leavings(stage.kind) + play.news
        self.record.lines += lines
        if play.ended is not ended and play.ended is not None:
            self.record.lines.append(Line(now, f"end #{play.ended[1]}", f"tables {play.ended[2]}"))
        if play.over:
            kind, who, _ = self.ending()
            self.record.set("Ending", " ".join([kind, *who]))
        self._given = {}
        step = Step(now, stage.kind, news)
        self.chronicle.append(step)
        self.save()
        return step

    def _leavings(self, stage: str) -> list[News]:
        """Where seats that follow the record have just left it, as news."""
        out = []
        options = orders.options(self.scenario)
        for k, player in self._seats.items():
            if not isinstance(player, players.History):
                continue
            for left in player.leavings:
                who = self.scenario.contenders[k]
                if left.option >= 0:
                    token = options[left.option].token
                    out.append(News(f"news.left-{left.why}", {"who": who, "token": token}))
                else:
                    out.append(News(f"news.left-{left.why}", {"who": who}))
            player.leavings = []
        return out

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


def _scenario_of(record: Record, load_scenario: Any) -> Any:
    """What content loads for the scenario that a record names."""
    name = record.tag("Scenario").split(" ")[0]
    if not name:
        hint = said("record.tag-missing-hint", line='[Scenario "moscow-1924"]')
        raise RecordError(Trouble(record.name, 1, 1, said("record.tag-missing", tag="Scenario"), hint))
    try:
        return load_scenario(name)
    except ContentError as error:
        first = error.problems[0]
        what = said("record.scenario-unknown", name=shown(name), why=first.message)
        line = record.line_of("Scenario")
        raise RecordError(Trouble(record.name, line, 1, what, first.hint)) from error


def _check_seats(record: Record, scenario: Scenario) -> None:
    """Every seat that a record names must exist and have a level that exists."""
    known = [*players.LEVELS, "human"]
    if script_of(scenario) is not None:
        known.append(players.RECORDED)
    for name, level in record.seats().items():
        line = record.places.get(("Seat", name), 1)
        if name not in scenario.contenders:
            what, hint = said("record.seat", word=shown(name)), nearest(name, scenario.contenders)
            raise RecordError(Trouble(record.name, line, 1, what, hint))
        if level not in known:
            what, hint = said("record.level", word=shown(level)), nearest(level, known)
            raise RecordError(Trouble(record.name, line, 1, what, hint))


def free_name(path: Path) -> Path:
    """A name like `path` that no file has: nothing is ever overwritten."""
    n = 1
    out = path
    while out.exists():
        n += 1
        out = path.with_name(f"{path.stem}-{n}{path.suffix}")
    return out


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


def trace(kind: str) -> str:
    """Who notices an order of a kind: `public`, `later` (a quarter later) or `secret`."""
    text = orders.KINDS[orders.KIND[kind]].trace
    return "secret" if text.startswith("secret") else "later" if "later" in text else "public"


def _trace(news: News) -> str:
    return trace(str(news.values["token"]).partition(":")[0])
