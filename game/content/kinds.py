"""The kinds of values in a scenario's files: ids, dates, quarters, numbers, words from a list.

Each says in its own words what is wrong with a value and what would be right.
"""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterable
from typing import Annotated, Any, Final

from pydantic import AfterValidator, BeforeValidator, Field
from pydantic_core import PydanticCustomError

from game.content.problems import nearest, shown
from game.rules.terms import RUNG_IDS

RESERVED: Final = frozenset({"all", "asked", "feared", "nobody", "not", "strongest", "this", "unaligned"})
"""Words of the sentences; no person, region, office or event may be called so."""
TOWNS: Final = {"university": 1, "industrial": 2, "capital": 4, "army": 8}
"""What a region may be, and its bit in ``Scenario.towns``."""
STANDARD_GRADES: Final = ("C", "S", "U", "E")
"""Confirmed on a page, standard scholarship, uncertain, editorial."""


def fault(message: str, hint: str) -> PydanticCustomError:
    """An error with words of our own; pydantic carries it to where the place is known."""
    return PydanticCustomError("content", "{message}", {"message": message, "hint": hint})


def word(what: str, options: Iterable[str]) -> AfterValidator:
    """One of a few words."""
    known = tuple(options)

    def check(value: str) -> str:
        if value not in known:
            raise fault(f"'{value}' is not {what}", nearest(value, known))
        return value

    return AfterValidator(check)


def _id(value: Any) -> Any:
    if isinstance(value, int | float) and not isinstance(value, bool):
        raise fault(
            f"{shown(value)} is not an id", "an id begins with a letter: small letters, digits and hyphens"
        )
    if isinstance(value, str):
        if not re.fullmatch(r"[a-z][a-z0-9]*(-[a-z0-9]+)*", value) or len(value) > 60:
            near = re.sub(r"[^a-z0-9]+", "-", value.lower()).strip("-")[:60]
            raise fault(
                f"{shown(value)} is not an id",
                f"small letters, digits and hyphens, such as '{near or 'war'}'",
            )
        if value in RESERVED:
            raise fault(f"'{value}' cannot be an id: it is a word of the sentences", f"such as '{value}-1'")
    return value


def _date(value: Any) -> Any:
    if not isinstance(value, str) or not (m := re.fullmatch(r"([0-9]{4})-([0-9][0-9])-([0-9][0-9])", value)):
        raise fault(f"{shown(value)} is not a date", "write it like 1924-05-23")
    year, month, day = (int(part) for part in m.groups())
    try:
        datetime.date(year, month, day)
    except ValueError:
        raise fault(f"there is no day '{value}'", "write year-month-day, such as 1924-05-23") from None
    if not 1800 <= year <= 2000:
        raise fault(f"the date '{value}' is out of range", "years go from 1800 to 2000")
    return year, month, day


def _life(value: Any) -> Any:
    """A day, a month or only a year of a life: ``1878-12-18``, ``1878-12``, ``1878``."""
    text = str(value) if isinstance(value, int) and not isinstance(value, bool) else value
    if isinstance(text, str) and (m := re.fullmatch(r"([0-9]{4})(?:-([0-9][0-9]))?(?:-([0-9][0-9]))?", text)):
        year, month, day = int(m[1]), int(m[2] or 1), int(m[3] or 1)
        _date(f"{year:04}-{month:02}-{day:02}")
        return text
    raise fault(f"{shown(value)} is not a date of a life", "write it like 1878-12-18, 1878-12 or 1878")


def _quarter(value: str) -> str:
    if not re.fullmatch(r"[0-9]{4}Q[1-4]", value):
        raise fault(f"'{value}' is not a quarter", "write it like 1925Q4")
    if not 1800 <= int(value[:4]) <= 2000:
        raise fault(f"the quarter '{value}' is out of range", "years go from 1800 to 2000")
    return value


def _listed(value: Any) -> Any:
    return [value] if isinstance(value, str) else value


N1000 = Annotated[int, Field(ge=0, le=1000)]
S1000 = Annotated[int, Field(ge=-1000, le=1000)]
Seats = Annotated[int, Field(ge=0, le=400)]
Id = Annotated[str, BeforeValidator(_id)]
Name = str
"""A name of something defined elsewhere; whether it exists is checked later."""
Day = Annotated[tuple[int, int, int], BeforeValidator(_date)]
LifeDay = Annotated[str, BeforeValidator(_life)]
QuarterId = Annotated[str, AfterValidator(_quarter)]
Text = Annotated[str, Field(min_length=1, max_length=20_000)]
Rung = Annotated[str, word("a rung", RUNG_IDS)]
Grade = Annotated[str, word("a grade", STANDARD_GRADES)]
Source = Annotated[list[Text], BeforeValidator(_listed), Field(min_length=1)]
"""``KEY``, ``KEY: detail``, ``S: book`` or ``E``; one or a list of them."""
