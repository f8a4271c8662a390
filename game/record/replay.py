"""Replay: feed a record's decisions to the rules and compare digests. No player is ever called."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from game.record.file import Line, Record, RecordError, Trouble
from game.record.notation import NONE_OF, STAGE_OF, NotationError, decide, merge
from game.rules import dice, quarter
from game.rules.quarter import News, Play
from game.rules.scenario import Scenario
from game.rules.terms import LUCK, IntArray
from game.rules.world import TABLES


@dataclass(frozen=True)
class Mismatch:
    """Where a record and these rules part: the quarter and the tables that differ."""

    quarter: str
    tables: tuple[str, ...]
    line: int


def opening(record: Record, scenario: Scenario, ledger: bool = False) -> Play:
    """The game a record begins with, before any of its lines."""
    luck = record.tag("Luck") or "full"
    if luck not in LUCK:
        raise RecordError(Trouble(record.name, 1, 1, f"there is no luck '{luck}'", "none, smoothed or full"))
    return quarter.start(scenario, dice.seed_of(record.tag("Seed")), LUCK.index(luck), ledger)


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
    record: Record, scenario: Scenario, ledger: bool = False, until: str = ""
) -> tuple[Play, list[Mismatch], list[News], list[Line]]:
    """Play a record as far as it goes, or to the start of quarter `until`.

    Returns the game, the digest mismatches, the news of its last stage, and the lines that were used. Raises
    RecordError with file and line when a decision cannot be read or is not allowed.
    """
    play = opening(record, scenario, ledger)
    wrong: list[Mismatch] = []
    used: list[Line] = []
    news = play.news
    for block in blocks(record):
        first = block[0]
        if until and first.quarter >= until:
            break
        if first.text == "opening":
            used += block
            continue
        if first.text.startswith("end"):
            mismatch = check(play, first)
            if mismatch is not None:
                wrong.append(mismatch)
            used += block
            continue
        if play.over:
            raise _bad(record, first, 0, "the game is already over")
        now = scenario.quarter_id(play.quarter)
        if first.quarter != now:
            raise _bad(record, first, 0, f"the game stands in {now}, the line in {first.quarter}")
        if not _settled(play, _stage_of(first)):
            raise _bad(record, first, 0, f"the stage that is due is '{play.stage.kind}', not this one")
        decisions = [play.default(k) for k in range(len(scenario.contenders))]
        seen: dict[int, IntArray] = {}
        for line in block:
            if (
                line.text.endswith(" none") and not line.text.startswith(("orders ", "offer "))
            ) or line.text in NONE_OF.values():
                continue
            try:
                seat, given = decide(play, line.text)
            except NotationError as error:
                raise _bad(record, line, error.word, error.message, error.hint) from error
            seen[seat] = merge(play, seat, seen.get(seat), given)
            why = play.problem(seat, seen[seat])
            if why is not None:
                raise _bad(record, line, 2, "this decision is not allowed here")
        for seat, given in seen.items():
            decisions[seat] = given
        play.submit(decisions)
        news = play.news
        used += block
    return play, wrong, news, used


def _settled(play: Play, stage: tuple[str, str]) -> bool:
    kind, sitting = stage
    if play.stage.kind != kind:
        return False
    return kind != "floor" or not sitting or (play.sitting is not None and play.sitting.id == sitting)


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


def _bad(record: Record, line: Line, word: int, message: str, hint: str = "") -> RecordError:
    words = f"{line.quarter} {line.text}".split(" ")
    column = len(" ".join(words[: word + 1])) + 2 if word + 1 < len(words) else 1
    return RecordError(Trouble(record.name, line.number, column, message, hint))


def replay(record: Record, scenario: Scenario, until: str = "") -> tuple[Play, list[Mismatch]]:
    """Run a record without a ledger: the game it leads to and where its digests differ."""
    play, wrong, _, _ = resume(record, scenario, False, until)
    return play, wrong
