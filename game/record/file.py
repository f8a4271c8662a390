"""The record file: tags in brackets, then a line for each decision. Unknown tags are kept."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from pathlib import Path

VERSION = "1"
LIMIT = 8_000_000
"""Bytes beyond which a file is no record of a game."""
_TAG = re.compile(r'^\[([A-Za-z][A-Za-z0-9-]*)((?: "(?:[^"\\]|\\.)*")+)\]$')
_VALUE = re.compile(r'"((?:[^"\\]|\\.)*)"')
_LINE = re.compile(r"^(\d{4}Q[1-4]) (.+)$")


@dataclass(frozen=True)
class Trouble:
    """One thing wrong in a file: where, what, and what would be right."""

    file: str
    line: int
    column: int
    message: str
    hint: str = ""

    def __str__(self) -> str:
        tail = f" ({self.hint})" if self.hint else ""
        return f"{self.file}:{self.line}:{self.column} {self.message}{tail}"


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
    rows = text.split("\n")
    torn = rows[-1] != ""
    for number, raw in enumerate(rows, 1):
        row = raw.rstrip("\r")
        if not row.strip():
            continue
        if number == 1 and not row.startswith("[Record "):
            raise RecordError(
                Trouble(name, 1, 1, "is not a record of a game", 'a record begins with [Record "1"]')
            )
        last = torn and number == len(rows)
        if row.startswith("["):
            match = _TAG.match(row)
            if match is None:
                out.troubles.append(Trouble(name, number, 1, "is not a whole tag", 'write [Name "value"]'))
                continue
            out.tags.append((match[1], tuple(_unescape(v) for v in _VALUE.findall(match[2]))))
            continue
        body, semi, comment = row.partition(" ;")
        match = _LINE.match(body.rstrip())
        if match is None or last:
            what = "the last line is torn and was left out" if last else "is not a line of a record"
            out.troubles.append(Trouble(name, number, 1, what, "a line reads: 1924Q1 orders ..."))
            continue
        out.lines.append(Line(match[1], match[2], comment.strip() if semi else "", number))
    version = out.tag("Record")
    if version != VERSION:
        raise RecordError(
            Trouble(
                name,
                1,
                10,
                f"is a record of version {version or '?'}, which this program does not know",
                f"it reads version {VERSION}",
            )
        )
    return out


def read(path: Path) -> Record:
    """Read a record from a file. Raises RecordError with one line for whatever is wrong with the file itself."""
    name = path.name

    def no(message: str, hint: str = "") -> RecordError:
        return RecordError(Trouble(name, 1, 1, message, hint))

    try:
        if path.is_dir():
            raise no("is a folder, not a record")
        if path.stat().st_size > LIMIT:
            raise no("is too large to be a record of a game")
        raw = path.read_bytes()
    except FileNotFoundError as error:
        raise no("there is no such file") from error
    except OSError as error:
        raise no(f"cannot be read: {error.strerror}") from error
    try:
        text = raw.decode("utf-8")
    except UnicodeDecodeError as error:
        raise no("is not a record of a game: it is not UTF-8 text") from error
    return parse(text, name)
