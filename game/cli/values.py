"""What may stand after an option: numbers, seeds, levels, quarters, files. Everything else is Nonsense."""

from __future__ import annotations

import os
import re
from collections.abc import Iterable, Mapping
from difflib import get_close_matches
from pathlib import Path
from typing import TYPE_CHECKING, Final

from game.cli.tongue import Nonsense
from game.places import shipped
from game.rules.terms import LUCK, quarter_of

if TYPE_CHECKING:
    from game.content import Loaded
    from game.record import Record, RecordError
    from game.rules.scenario import Scenario

DEFAULT_SCENARIO: Final = "moscow-1924"
MOST_HISTORIES: Final = 1_000_000
MOST_JOBS: Final = 256
LARGEST_FILE: Final = 64_000_000
"""Bytes of a record or a result; a device without end is none."""
LATER_LEVELS: Final = ("master",)
"""Levels that are agreed on and do not exist yet; they are refused by name."""

_SEED: Final = re.compile(r"[A-Za-z0-9._/-]{1,64}")


def number(option: str, text: str, low: int, high: int) -> int:
    """A whole number from `low` to `high`."""
    if not re.fullmatch(r"[+-]?\d{1,18}", text, re.ASCII):
        raise Nonsense("cli.number", option=option, value=text)
    value = int(text)
    if not low <= value <= high:
        raise Nonsense("cli.number-range", option=option, value=text, low=str(low), high=str(high))
    return value


def seed(text: str) -> str:
    """A seed as it is kept in records: letters, digits and ``. _ / -``."""
    if not _SEED.fullmatch(text):
        raise Nonsense("cli.seed", value=text)
    return text


def luck(text: str) -> int:
    """The place of a word of the luck dial."""
    if text not in LUCK:
        raise Nonsense("cli.luck", value=text, known=", ".join(LUCK))
    return LUCK.index(text)


def level(option: str, text: str, *, human: bool = False) -> str:
    """A level that exists."""
    from game.players import LEVELS, RECORDED

    known = [*LEVELS, RECORDED, "human"] if human else [*LEVELS, RECORDED]
    if text in LATER_LEVELS or text.startswith("script:"):
        raise Nonsense("cli.level-later", option=option, level=text, known=", ".join(known))
    if text not in known:
        raise Nonsense("cli.level", option=option, level=text, known=", ".join(known))
    return text


def chapters(loaded: Loaded, id: str | None) -> str:
    """Chapters that the scenario has; empty for the whole of it."""
    if id is None:
        return ""
    known = [one.id for one in loaded.scenario.chapters]
    if not known:
        raise Nonsense("cli.chapters-none")
    if id not in known:
        raise Nonsense("cli.chapters-unknown", word=id, known=", ".join(known))
    return id


def lens(loaded: Loaded, id: str) -> Mapping[str, int]:
    """The numbers of a lens that the scenario has."""
    if not loaded.lenses:
        raise Nonsense("cli.no-lenses")
    if id not in loaded.lenses:
        raise Nonsense("cli.no-lens", word=id, known=", ".join(loaded.lenses))
    return loaded.lenses[id]


def seats(
    scenario: Scenario, given: Iterable[str], otherwise: str, *, human: bool = False
) -> tuple[str, ...]:
    """The level of every seat in the scenario's order, from ``NAME=LEVEL`` words.

    In play a bare NAME is a seat for a person; elsewhere the level must be said.
    """
    out = dict.fromkeys(scenario.contenders, otherwise)
    named: set[str] = set()
    for text in given:
        name, mark, word = text.partition("=")
        if name not in out:
            raise _near("cli.seat", name, list(out))
        if name in named:
            raise Nonsense("cli.seat-twice", name=name)
        named.add(name)
        if not mark and not human:
            raise Nonsense("cli.seat-level", name=name)
        out[name] = level("--seat", word, human=human) if mark else "human"
    return tuple(out.values())


def recorded(loaded: Loaded, seats: tuple[str, ...]) -> None:
    """Refuse seats that are to follow a record where the scenario has none."""
    from game.players import RECORDED

    if RECORDED in seats and loaded.history is None:
        raise Nonsense("cli.level-record", scenario=loaded.scenario.id)


def quarter(option: str, scenario: Scenario, text: str) -> int:
    """A quarter of the scenario, counted from 0."""
    try:
        at = int(quarter_of(text, scenario.first_quarter))
    except ValueError:
        raise Nonsense("cli.quarter", option=option, value=text) from None
    if not 0 <= at < scenario.quarters:
        first, last = scenario.quarter_id(0), scenario.quarter_id(scenario.quarters - 1)
        raise Nonsense("cli.quarter-outside", option=option, value=text, first=first, last=last)
    return at


def pairs(option: str, given: Iterable[str]) -> dict[str, int]:
    """``NAME=VALUE`` words with whole numbers."""
    out: dict[str, int] = {}
    for text in given:
        name, mark, value = text.partition("=")
        if not mark or not name:
            raise Nonsense("cli.pair", option=option, value=text)
        if name in out:
            raise Nonsense("cli.pair-twice", option=option, name=name)
        out[name] = number(f"{option} {name}", value, -1_000_000, 1_000_000)
    return out


def scenario(text: str | None) -> Loaded:
    """A scenario by its id or its folder."""
    from game.content import ContentError, load

    name = text or DEFAULT_SCENARIO
    folder = Path(name)
    known = scenario_ids()
    if name not in known and not folder.is_dir():
        raise _near("cli.scenario", name, known)
    try:
        return load(name if name in known else folder)
    except ContentError as error:
        worst = error.problems[0]
        raise Nonsense(
            "cli.scenario-broken",
            name=folder.name,
            file=worst.file,
            line=str(worst.line),
            column=str(worst.column),
            message=worst.message,
        ) from None


def record_of(text: str, name: str) -> Record:
    """A record whose lines can all be read."""
    from game.record import RecordError, parse

    try:
        record = parse(text, Path(name).name)
        if record.troubles:
            raise RecordError(record.troubles[0])
    except RecordError as error:
        raise broken(error) from None
    return record


def broken(error: RecordError) -> Nonsense:
    """What is wrong in a record, with its place."""
    t = error.trouble
    return Nonsense("cli.record-broken", file=t.file, line=str(t.line), column=str(t.column), message=t.text)


def scenario_of_record(text: str, name: str, instead: str | None = None) -> Loaded:
    """The scenario that a record was played in, or the one that a person names instead."""
    record = record_of(text, name)
    if instead is not None:
        return scenario(instead)
    wanted = record.tag("Scenario").split(" ")[0]
    if not wanted:
        raise Nonsense("cli.record-tag", file=record.name)
    if wanted not in scenario_ids():
        raise Nonsense("cli.record-scenario", file=record.name, name=wanted)
    return scenario(wanted)


def scenario_ids() -> list[str]:
    """The scenarios that came with the program."""
    root = shipped("scenarios")
    return sorted(f.name for f in root.iterdir() if (f / "scenario.yaml").is_file()) if root.is_dir() else []


def record_text(name: str, instead: str | None = None) -> str:
    """The text of a record that a person named; ``history.game`` is the scenario's own where no such file lies here."""
    own = scenario(instead).history if not Path(name).exists() else None
    return text_file(str(own) if own is not None and own.name == name else name)


def text_file(name: str) -> str:
    """The text of a file that a person named."""
    path = Path(name)
    try:
        with path.open("rb") as stream:
            raw = stream.read(LARGEST_FILE + 1)
        if len(raw) > LARGEST_FILE:
            raise Nonsense("cli.file-large", file=name, most=LARGEST_FILE)
        return raw.decode("utf-8-sig")
    except FileNotFoundError:
        raise _missing(path) from None
    except IsADirectoryError:
        raise Nonsense("cli.file-folder", file=name) from None
    except UnicodeDecodeError:
        raise Nonsense("cli.file-binary", file=name) from None
    except (OSError, ValueError):
        raise Nonsense("cli.file-closed", file=name) from None


def _missing(path: Path) -> Nonsense:
    try:
        others = [p.name for p in path.parent.iterdir()]
    except (OSError, ValueError):
        return Nonsense("cli.file-missing", file=str(path))
    near = get_close_matches(path.name, others, n=1)
    if near:
        return Nonsense("cli.file-near", file=str(path), near=near[0])
    return Nonsense("cli.file-missing", file=str(path))


def targets(wanted: dict[str, str | None], *, streams: tuple[str, ...] = ("--json",)) -> dict[str, Path]:
    """Where results are to be written, checked before the long work begins; ``-`` is standard output.

    Raises Nonsense for a folder that does not exist, a folder in place of a file, or two results in one file.
    """
    out: dict[str, Path] = {}
    for option, text in wanted.items():
        if text is None:
            continue
        if text == "-":
            if option not in streams:
                raise Nonsense("cli.target-stream", option=option)
            out[option] = Path("-")
            continue
        path = Path(text)
        try:
            if not text or path.is_dir():
                raise Nonsense("cli.target-folder", option=option, file=text)
            if not path.parent.is_dir():
                raise Nonsense("cli.target-parent", option=option, file=text, folder=str(path.parent))
            if not os.access(path.parent, os.W_OK):
                raise Nonsense("cli.target-closed", option=option, file=text)
        except (OSError, ValueError):
            raise Nonsense("cli.target-closed", option=option, file=text) from None
        for other, taken in out.items():
            if taken != Path("-") and taken.resolve() == path.resolve():
                raise Nonsense("cli.target-twice", option=option, other=other, file=text)
        out[option] = path
    return out


def _near(key: str, word: str, known: list[str]) -> Nonsense:
    near = get_close_matches(word, known, n=1, cutoff=0.5)
    if near:
        return Nonsense(f"{key}-near", name=word, near=near[0])
    return Nonsense(key, name=word, known=", ".join(known))
