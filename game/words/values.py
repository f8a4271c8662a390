"""What a sentence may be filled with: names, dates, quarters, shares and other sentences.

They carry no words themselves; a `Words` of some language prints them.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

_QUARTER = re.compile(r"(\d{4})Q([1-4])")
_DATE = re.compile(r"(\d{4})(?:-(\d\d?)(?:-(\d\d?))?)?")


@dataclass(frozen=True)
class Name:
    """A person, office, body, region or term by its id; it is declined where it stands."""

    id: str


@dataclass(frozen=True)
class Date:
    """A day; with `day` 0 only a month is known, with `month` 0 only a year.

    >>> Date.of("1924-01-21")
    Date(year=1924, month=1, day=21)
    """

    year: int
    month: int = 0
    day: int = 0

    @classmethod
    def of(cls, text: str) -> Date:
        """The date written like 1924-01-21, 1924-01 or 1924; ValueError otherwise."""
        found = _DATE.fullmatch(text)
        if not found:
            raise ValueError(f"'{text}' is not a date; write it like 1924-01-21")
        return cls(*(int(part or 0) for part in found.groups()))


@dataclass(frozen=True)
class Quarter:
    """A quarter of a year, 1 to 4.

    >>> Quarter.of("1925Q4") == Quarter.at(7)
    True
    """

    year: int
    part: int

    @classmethod
    def of(cls, text: str) -> Quarter:
        """The quarter written like 1925Q4; ValueError otherwise."""
        found = _QUARTER.fullmatch(text)
        if not found:
            raise ValueError(f"'{text}' is not a quarter; write it like 1925Q4")
        return cls(int(found[1]), int(found[2]))

    @classmethod
    def at(cls, index: int, first: int = 1924 * 4) -> Quarter:
        """The quarter of an index; `first` is the scenario's first one as ``4 * year + quarter - 1``."""
        year, part = divmod(first + index, 4)
        return cls(year, part + 1)


@dataclass(frozen=True)
class Share:
    """A part of a whole in per mille, printed as a percentage."""

    per_mille: int


@dataclass(frozen=True)
class Sentence:
    """A sentence that is not said yet: its key and what fills it, so that each reader hears his language."""

    key: str
    values: Mapping[str, Any] = field(default_factory=dict)

    @classmethod
    def of(cls, key: str, /, **values: Any) -> Sentence:
        """The sentence of this key with these values."""
        return cls(key, values)
