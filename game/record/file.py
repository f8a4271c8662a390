"""The record file: tags in brackets, then a line for each decision. Unknown tags are kept."""

from __future__ import annotations

import re
import stat
from dataclasses import dataclass, field
from pathlib import Path

from game.words import Said, Words, said, told

VERSION = "1"
LIMIT = 8_000_000
"""Bytes beyond which a file is no record of a game."""
_TAG = re.compile(r'^\[([A-Za-z][A-Za-z0-9-]*)((?: "(?:[^"\\]|\\.)*")+)\]$')
_VALUE = re.compile(r'"((?:[^"\\]|\\.)*)"')
_LINE = re.compile(r"^([0-9]{4}Q[1-4]) (.+)$")
_ONCE = ("Record", "Scenario", "Rules", "Seed", "Luck", "Ending")
"""Tags that can stand only once."""


@dataclass(frozen=True)
class Trouble:
    """One thing wrong in a file: where, what, and what would be right; English, and told in any language."""

    file: str
    line: int
    column: int
    message: str
    hint: str = ""

    @property
    def text(self) -> str:
        """What is wrong, with the hint in brackets, without the place."""
        return said("record.with-hint", message=self.message, hint=self.hint) if self.hint else self.message

    def told(self, words: Words) -> str:
        """The whole line in the language of `words`."""
        return f"{self.file}:{self.line}:{self.column} {told(self.text, words)}"

    def __str__(self) -> str:
        return f"{self.file}:{self.line}:{self.column} {self.text}"


class RecordError(Exception):
    """A file that cannot be read as a record at all, in one line."""

    def __init__(self, trouble: Trouble) -> None:
        super().__init__(str(trouble))
        self.trouble = trouble


@dataclass(frozen=True)
class Line:
    """One line of the game: quarter, words, comment, and where it stood."""

    quarter: str
    text: str
    comment: str = ""
    number: int = 0

    def __str__(self) -> str:
        body = f"{self.quarter} {self.text}"
        return f"{body:<58} ; {self.comment}" if self.comment else body


@dataclass
class Record:
    """A game as it was decided: tags and lines. Everything else can be worked out again."""

    tags: list[tuple[str, tuple[str, ...]]] = field(default_factory=list)
    lines: list[Line] = field(default_factory=list)
    troubles: list[Trouble] = field(default_factory=list, compare=False)
    name: str = field(default="", compare=False)
    places: dict[tuple[str, str], int] = field(default_factory=dict, compare=False)
    """In which line a tag with its first value stands."""

    def line_of(self, tag: str) -> int:
        """The line in which a tag stands; 1 when it is nowhere."""
        return self.places.get((tag, self.tag(tag)), 1)

    def tag(self, name: str) -> str:
        """The first value of a tag, or an empty text."""
        return next((v[0] for k, v in self.tags if k == name), "")

    def seats(self) -> dict[str, str]:
        """Who sits where: contender to level."""
        return {v[0]: v[1] for k, v in self.tags if k == "Seat" and len(v) > 1}

    def set(self, name: str, *values: str) -> None:
        """Set a tag, keeping its place if it is there already."""
        for n, (k, _) in enumerate(self.tags):
            if k == name:
                self.tags[n] = (name, values)
                return
        self.tags.append((name, values))

    def __str__(self) -> str:
        head = "\n".join(
            f"[{k} " + " ".join(f'"{_escape(v)}"' for v in values) + "]" for k, values in self.tags
        )
        body = "\n".join(str(line) for line in self.lines)
        return f"{head}\n\n{body}\n" if body else f"{head}\n"


def _escape(text: str) -> str:
    return text.replace("\\", "\\\\").replace('"', '\\"')


def _unescape(text: str) -> str:
    return re.sub(r"\\(.)", r"\1", text)


def parse(text: str, name: str = "record") -> Record:
    """Read a record; what cannot be read is listed in `troubles` and the rest stays readable.

    Raises RecordError when it is not a record, or one of a version this program does not know.

    >>> str(parse('[Record "1"]\\n[Seed "7"]\\n\\n1924Q1 offers none\\n'))
    '[Record "1"]\\n[Seed "7"]\\n\\n1924Q1 offers none\\n'
    """
    out = Record(name=name)
    if len(text) > LIMIT:
        raise RecordError(Trouble(name, 1, 1, said("record.large"), said("record.large-hint", most=LIMIT)))
    rows = text.removeprefix("\ufeff").split("\n")
    torn = rows[-1] != ""
    for number, raw in enumerate(rows, 1):
        row = raw.rstrip("\r")
        if number == 1 and not row.startswith("[Record "):
            raise RecordError(Trouble(name, 1, 1, said("record.not-a-record"), said("record.begins")))
        if not row.strip():
            continue
        last = torn and number == len(rows)
        if row.startswith("["):
            _take_tag(out, row, number)
            continue
        body, semi, comment = row.partition(" ;")
        match = _LINE.match(body.rstrip())
        if match is None or last:
            what = said("record.torn") if last else said("record.line")
            out.troubles.append(Trouble(name, number, 1, what, said("record.line-hint")))
            continue
        out.lines.append(Line(match[1], match[2], comment.strip() if semi else "", number))
    version = out.tag("Record")
    if version != VERSION:
        what = said("record.version", version=shown(version)) if version else said("record.version-missing")
        raise RecordError(Trouble(name, 1, 10, what, said("record.reads-version", version=VERSION)))
    return out


def _take_tag(out: Record, row: str, number: int) -> None:
    match = _TAG.match(row)
    if match is None:
        out.troubles.append(Trouble(out.name, number, 1, said("record.tag"), said("record.tag-hint")))
        return
    tag, values = match[1], tuple(_unescape(v) for v in _VALUE.findall(match[2]))
    known = {name: line for (name, _), line in out.places.items()}
    if tag in _ONCE and tag in known:
        what = said("record.tag-twice", tag=tag, first=str(known[tag]))
        out.troubles.append(Trouble(out.name, number, 1, what, said("record.tag-twice-hint")))
        return
    out.places.setdefault((tag, values[0]), number)
    out.tags.append((tag, values))


def shown(word: str) -> str:
    """A word of a file as a message names it: cut when it is long, without letters that cannot be seen.

    >>> shown("a\\x00b"), len(shown("x" * 1000))
    ('a?b', 41)
    """
    seen = "".join(c if c.isprintable() else "?" for c in word[:41])
    return seen[:40] + "\N{HORIZONTAL ELLIPSIS}" if len(seen) > 40 else seen


def read(path: Path) -> Record:
    """Read a record from a file. Raises RecordError with one line for whatever is wrong with the file itself."""
    name = shown(path.name)

    def no(message: Said, hint: Said | str = "") -> RecordError:
        return RecordError(Trouble(name, 1, 1, message, hint))

    large = no(said("record.large"), said("record.large-hint", most=LIMIT))
    try:
        about = path.stat()
        if stat.S_ISDIR(about.st_mode):
            raise no(said("record.folder"))
        if about.st_size > LIMIT:
            raise large
        with path.open("rb") as stream:
            raw = stream.read(LIMIT + 1)
    except FileNotFoundError as error:
        raise no(said("record.missing")) from error
    except (OSError, ValueError) as error:
        raise no(said("record.closed"), said("record.rights-hint")) from error
    if len(raw) > LIMIT:
        raise large
    try:
        text = raw.decode("utf-8")
    except UnicodeDecodeError as error:
        line = raw.count(b"\n", 0, error.start) + 1
        column = error.start - raw.rfind(b"\n", 0, error.start)
        raise RecordError(
            Trouble(name, line, column, said("record.not-utf8"), said("record.not-utf8-hint"))
        ) from error
    return parse(text, name)
