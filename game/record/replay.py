"""Replay: feed a record's decisions to the rules and compare digests. No player is ever called."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from game.record.file import Line, Record, RecordError, Trouble, shown
from game.record.notation import NONE_OF, STAGE_OF, VERBS, NotationError, decide, merge, nearest, wrong_stage
from game.rules import dice, pins, quarter
from game.rules.anchors import Watch
from game.rules.quarter import News, Play
from game.rules.scenario import Scenario
from game.rules.terms import LUCK, IntArray, quarter_of
from game.rules.world import TABLES, World
from game.words import Said, said


@dataclass(frozen=True)
class Mismatch:
    """Where a record and these rules part: the quarter and the tables that differ."""

    quarter: str
    tables: tuple[str, ...]
    line: int


def opening(record: Record, scenario: Scenario, ledger: bool = False, *, watch: Watch | None = None) -> Play:
    """The game a record begins with, before any of its lines; its pins fix the luck that they name."""
    luck = record.tag("Luck") or "full"
    if luck not in LUCK:
        what = said("record.luck", word=shown(luck))
        raise RecordError(Trouble(record.name, record.line_of("Luck"), 1, what, nearest(luck, LUCK)))
    if not record.tag("Seed"):
        what = said("record.tag-missing", tag="Seed")
        hint = said("record.tag-missing-hint", line='[Seed "1924"]')
        raise RecordError(Trouble(record.name, 1, 1, what, hint))
    fixed = pins.FREE
    named = [(v[0], v[1] if len(v) > 1 else "") for k, v in record.tags if k == "Pin"]
    if named:
        try:
            fixed = pins.read(scenario, named)
        except ValueError as error:
            word = str(error)
            line = next(record.places.get(("Pin", q), 1) for q, value in named if word in (q, value))
            what = said("record.pin", word=shown(word))
            raise RecordError(Trouble(record.name, line, 1, what, said("record.pin-hint"))) from None
    seed = dice.seed_of(record.tag("Seed"))
    return quarter.start(scenario, seed, LUCK.index(luck), ledger, pins=fixed, watch=watch)


def blocks(record: Record) -> Iterator[list[Line]]:
    """The lines of a record, stage by stage: the lines of one stage follow each other."""
    kept: list[Line] = []
    mark = ("", "", "")
    for line in record.lines:
        here = (line.quarter, *_stage_of(line))
        if kept and here != mark:
            yield kept
            kept = []
        mark = here
        kept.append(line)
    if kept:
        yield kept


def _stage_of(line: Line) -> tuple[str, str]:
    words = line.text.split()
    if words[0] == "floor":
        return "floor", words[2] if len(words) > 2 else ""
    if words[0] == "floors":
        return "floor", words[1] if len(words) > 1 else ""
    for kind, text in NONE_OF.items():
        if line.text == text:
            return kind, ""
    return STAGE_OF.get(words[0], words[0]), ""


def resume(
    record: Record,
    scenario: Scenario,
    ledger: bool = False,
    until: str = "",
    *,
    watch: Watch | None = None,
) -> tuple[Play, list[Mismatch], list[News], list[Line]]:
    """Play a record as far as it goes, or to the start of quarter `until`.

    Returns the game, the digest mismatches, the news of its last stage, and the lines that were used. Raises
    RecordError with file and line when a decision cannot be read or is not allowed.
    """
    play = opening(record, scenario, ledger, watch=watch)
    play.at_turn = _reseeding(record, scenario)
    wrong: list[Mismatch] = []
    used: list[Line] = []
    news = play.news
    for block in blocks(record):
        first = block[0]
        if until and first.quarter >= until:
            break
        if first.text == "opening":
            if used or len(block) > 1 or scenario.opening is None or first.quarter != scenario.quarter_id(0):
                raise _bad(record, block[-1], 0, said("record.opening"))
            used += block
            continue
        if first.text.split()[0] == "end":
            _check_end(record, play, block, used)
            mismatch = check(play, first)
            if mismatch is not None:
                wrong.append(mismatch)
            used += block
            continue
        if play.over:
            raise _bad(record, first, 0, said("record.over"))
        word = first.text.split()[0]
        if word not in (*VERBS, "floors") and first.text not in NONE_OF.values():
            what = said("record.no-decision", word=shown(word))
            raise _bad(record, first, 0, what, nearest(word, VERBS))
        now = scenario.quarter_id(play.quarter)
        if first.quarter != now:
            what = said("record.wrong-quarter", now=now, quarter=first.quarter)
            raise _bad(record, first, -1, what, said("record.not-in-order"))
        _check_stage(record, play, first)
        decisions = [play.default(k) for k in range(len(scenario.contenders))]
        seen: dict[int, IntArray] = {}
        for line in block:
            if line.text in NONE_OF.values() or line.text.split()[0] == "floors":
                if len(block) > 1:
                    raise _bad(record, line, 0, said("record.line"), said("record.twice-hint"))
                continue
            try:
                seat, given = decide(play, line.text)
            except NotationError as error:
                raise _bad(record, line, error.word, error.message, error.hint) from error
            if _again(play, seen.get(seat), given):
                what = said("record.twice", seat=scenario.contenders[seat])
                raise _bad(record, line, 1, what, said("record.twice-hint"))
            seen[seat] = merge(play, seat, seen.get(seat), given)
            why = play.problem(seat, seen[seat])
            if why is not None:
                raise _bad(record, line, 2, said(why))
        for seat, given in seen.items():
            decisions[seat] = given
        play.submit(decisions)
        news = play.news
        used += block
    return play, wrong, news, used


def _reseeding(record: Record, scenario: Scenario) -> Callable[[World], None] | None:
    """What gives a branch its own luck from the quarter that ``[Reseed "1925Q4 SEED" "LUCK"]`` names on."""
    at: dict[int, tuple[str, str]] = {}
    for name, values in record.tags:
        if name != "Reseed":
            continue
        place, _, seed = values[0].partition(" ")
        luck = values[1] if len(values) > 1 else record.tag("Luck") or "full"
        try:
            q = int(quarter_of(place, scenario.first_quarter))
        except ValueError:
            q = -1
        if q < 0 or not seed or luck not in LUCK:
            line = record.places.get(("Reseed", values[0]), 1)
            what = said("record.reseed", word=shown(" ".join(values)))
            raise RecordError(Trouble(record.name, line, 1, what, said("record.reseed-hint")))
        at[q] = (seed, luck)
    if not at:
        return None

    def turn(world: World) -> None:
        if world.quarter in at:
            seed, luck = at[world.quarter]
            world.seed, world.luck, world.pins = dice.seed_of(seed), LUCK.index(luck), pins.FREE
            world.memo.clear()

    return turn


def _check_stage(record: Record, play: Play, line: Line) -> None:
    """A line must belong to the stage that is due, on the floor to the very sitting."""
    words = line.text.split()
    kind, sitting = _stage_of(line)
    if play.stage.kind != kind:
        raise _bad(record, line, 0, wrong_stage(play), said("record.not-in-order"))
    if kind == "floor":
        assert play.sitting is not None
        whole = words[0] != "floors" or words[2:] == ["none"]
        if sitting != play.sitting.id or not whole:
            what = said("record.wrong-sitting", sitting=play.sitting.id)
            at = 1 if words[0] == "floors" else 2
            raise _bad(record, line, at, what, said("record.not-in-order"))


def _check_end(record: Record, play: Play, block: list[Line], used: list[Line]) -> None:
    """A quarter's last line stands once, and behind everything else of its quarter."""
    line = block[0]
    ended = "" if play.ended is None else play.scenario.quarter_id(play.ended[0])
    before = any(old.quarter == line.quarter and old.text.split()[0] == "end" for old in used)
    if before or len(block) > 1:
        what = said("record.end-twice", quarter=line.quarter)
        raise _bad(record, block[-1], 0, what, said("record.twice-hint"))
    if line.quarter != ended:
        what = said("record.end-early", quarter=line.quarter)
        raise _bad(record, line, 0, what, said("record.end-hint"))


def _again(play: Play, old: IntArray | None, new: IntArray) -> bool:
    """Whether a seat decides a second time; answers to different offers are not one decision."""
    if old is None or play.stage.kind != "answers":
        return old is not None
    return bool(((old[:, :, 0] != 0) & (new[:, :, 0] != 0)).any())


def check(play: Play, line: Line) -> Mismatch | None:
    """Compare the digest on a quarter's last line with the game: None when they agree."""
    want = line.text.partition("#")[2].split()
    if not want or play.ended is None or want[0] == play.ended[1]:
        return None
    marks = line.comment.partition("tables ")[2].strip()
    now = play.ended[2]
    tables = tuple(
        t.name for n, t in enumerate(TABLES) if marks and marks[2 * n : 2 * n + 2] != now[2 * n : 2 * n + 2]
    )
    return Mismatch(line.quarter, tables, line.number)


def _bad(record: Record, line: Line, word: int, message: Said, hint: Said | str = "") -> RecordError:
    """What is wrong with a word of a line: 0 is the first after the quarter, -1 the quarter itself."""
    starts = [m.start() for m in re.finditer(r"\S+", f"{line.quarter} {line.text}")]
    column = starts[min(word + 1, len(starts) - 1)] + 1
    return RecordError(Trouble(record.name, line.number, column, message, hint))


def replay(record: Record, scenario: Scenario, until: str = "") -> tuple[Play, list[Mismatch]]:
    """Run a record without a ledger: the game it leads to and where its digests differ."""
    play, wrong, _, _ = resume(record, scenario, False, until)
    return play, wrong
