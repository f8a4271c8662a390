"""What is wrong in a scenario, said so that its author can mend it: where, what, the nearest right thing."""

from __future__ import annotations

import difflib
from collections.abc import Iterable
from typing import Final, NamedTuple

from game.words import Said, Words, told
from game.words import said as say

ERROR: Final = "error"
WARNING: Final = "warning"


class Place(NamedTuple):
    """A spot in a file; lines and columns are counted from 1, columns in characters."""

    file: str
    line: int = 1
    column: int = 1


class Problem(NamedTuple):
    """One thing wrong in a scenario. `file` is named from the scenario's folder.

    >>> print(Problem("people.yaml", 3, 5, "error", "'bron' is not a key here", "did you mean 'born'?"))
    people.yaml:3:5 error 'bron' is not a key here (did you mean 'born'?)
    """

    file: str
    line: int
    column: int
    severity: str
    """error: the scenario cannot be played; warning: it can, but its author will want to know."""
    message: str
    hint: str = ""

    @classmethod
    def at(cls, place: Place, message: Said, hint: Said, severity: str = ERROR) -> Problem:
        """A problem at a place."""
        return cls(place.file, place.line, place.column, severity, message, hint)

    def __str__(self) -> str:
        hint = f" ({self.hint})" if self.hint else ""
        return f"{self.file}:{self.line}:{self.column} {self.severity} {self.message}{hint}"

    def told(self, words: Words) -> str:
        """The whole line in the language of `words`."""
        hint = f" ({told(self.hint, words)})" if self.hint else ""
        severity = words.say(f"check.{self.severity}")
        return f"{self.file}:{self.line}:{self.column} {severity} {told(self.message, words)}{hint}"


class ContentError(ValueError):
    """A scenario that cannot be loaded; `problems` says why, one line each."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems = sorted(problems)
        super().__init__("\n".join(map(str, self.problems)))


def nearest(word: str, options: Iterable[str]) -> Said:
    """The hint for a wrong word: the most similar right one, or all of them when none is similar.

    >>> nearest("borys", ["anna", "boris"]), nearest("xyz", ["up", "down"]), nearest("x", [])
    ("did you mean 'boris'?", 'there are: up, down', 'there are none yet')
    """
    known = list(dict.fromkeys(options))
    if close := difflib.get_close_matches(word[:60].lower(), known, n=1, cutoff=0.6):
        return say("hint.near", near=close[0])
    if not known:
        return say("hint.none")
    return say("hint.among-more" if len(known) > 12 else "hint.among", known=", ".join(known[:12]))


def shown(value: object) -> str:
    """A wrong value as a message names it, cut when it is long.

    >>> shown("abc"), shown(True), shown([1]), shown({}), shown(None)
    ("'abc'", 'true', 'a list', 'a mapping', 'nothing')
    """
    if value is None:
        return say("check.nothing")
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, dict):
        return say("check.a-mapping")
    if isinstance(value, list | tuple):
        return say("check.a-list")
    text = str(value)
    if not isinstance(value, str):
        return text if len(text) <= 60 else text[:57] + "..."
    return say("check.a-text", text=text if len(text) <= 58 else text[:55] + "...")
