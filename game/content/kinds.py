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
from game.words import Said
from game.words import said as say

RESERVED: Final = frozenset({"all", "asked", "feared", "nobody", "not", "strongest", "this", "unaligned"})
"""Words of the sentences; no person, region, office or event may be called so."""
TOWNS: Final = {"university": 1, "industrial": 2, "capital": 4, "army": 8}
"""What a region may be, and its bit in ``Scenario.towns``."""
STANDARD_GRADES: Final = ("C", "S", "U", "E")
"""Confirmed on a page, standard scholarship, uncertain, editorial."""


def fault(message: Said, hint: Said) -> PydanticCustomError:
    """An error with words of our own; pydantic carries it to where the place is known."""
    return PydanticCustomError("content", "{message}", {"message": message, "hint": hint})


def word(what: str, options: Iterable[str]) -> AfterValidator:
    """One of a few words; `what` ends the key of the sentence that says it is none of them."""
    known = tuple(options)

    def check(value: str) -> str:
        if value not in known:
            raise fault(say(f"check.not-{what}", word=value), nearest(value, known))
        return value

    return AfterValidator(check)


def _id(value: Any) -> Any:
    if isinstance(value, int | float) and not isinstance(value, bool):
        raise fault(
            say("check.is-not-an-id", got=shown(value)),
            say("check.an-id-begins-with-a-letter-small-letters-digits"),
        )
    if isinstance(value, str):
        if not re.fullmatch(r"[a-z][a-z0-9]*(-[a-z0-9]+)*", value) or len(value) > 60:
            near = re.sub(r"[^a-z0-9]+", "-", value.lower()).strip("-")[:60]
            raise fault(
                say("check.is-not-an-id", got=shown(value)),
                say("check.small-letters-digits-and-hyphens-such-as", n=near or "war"),
            )
        if value in RESERVED:
            raise fault(
                say("check.cannot-be-an-id-it-is-a-word-of", value=str(value)),
                say("check.such-as-1", value=str(value)),
            )
    return value


def _date(value: Any) -> Any:
    if not isinstance(value, str) or not (m := re.fullmatch(r"([0-9]{4})-([0-9][0-9])-([0-9][0-9])", value)):
        raise fault(say("check.is-not-a-date", got=shown(value)), say("check.write-it-like-1924-05-23"))
    year, month, day = (int(part) for part in m.groups())
    try:
        datetime.date(year, month, day)
    except ValueError:
        raise fault(
            say("check.there-is-no-day", value=str(value)),
            say("check.write-year-month-day-such-as-1924-05-23"),
        ) from None
    if not 1800 <= year <= 2000:
        raise fault(
            say("check.the-date-is-out-of-range", value=str(value)), say("check.years-go-from-1800-to-2000")
        )
    return year, month, day


def _life(value: Any) -> Any:
    """A day, a month or only a year of a life: ``1878-12-18``, ``1878-12``, ``1878``."""
    text = str(value) if isinstance(value, int) and not isinstance(value, bool) else value
    if isinstance(text, str) and (m := re.fullmatch(r"([0-9]{4})(?:-([0-9][0-9]))?(?:-([0-9][0-9]))?", text)):
        year, month, day = int(m[1]), int(m[2] or 1), int(m[3] or 1)
        _date(f"{year:04}-{month:02}-{day:02}")
        return text
    raise fault(
        say("check.is-not-a-date-of-a-life", got=shown(value)),
        say("check.write-it-like-1878-12-18-1878-12-or"),
    )


def _quarter(value: str) -> str:
    if not re.fullmatch(r"[0-9]{4}Q[1-4]", value):
        raise fault(say("check.is-not-a-quarter", value=str(value)), say("check.write-it-like-1925q4"))
    if not 1800 <= int(value[:4]) <= 2000:
        raise fault(
            say("check.the-quarter-is-out-of-range", value=str(value)),
            say("check.years-go-from-1800-to-2000"),
        )
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
Rung = Annotated[str, word("rung", RUNG_IDS)]
Grade = Annotated[str, word("grade", STANDARD_GRADES)]
Source = Annotated[list[Text], BeforeValidator(_listed), Field(min_length=1)]
"""``KEY``, ``KEY: detail``, ``S: book`` or ``E``; one or a list of them."""
