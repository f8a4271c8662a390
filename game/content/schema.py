"""What a scenario's files may contain: one model for each file, strict, with no key that is not named here.

Models say what shape a thing has; whether the names in it exist is for `compile` and `check`.
"""

from __future__ import annotations

import datetime
import math
import re
from collections.abc import Iterable
from typing import Annotated, Any, Final, Literal

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, Field, model_validator
from pydantic_core import PydanticCustomError

from game.content.problems import nearest, shown
from game.rules.orders import POWERS
from game.rules.terms import BODIES, DIALS, GROUPS, ISSUES, RUNG_IDS

RESERVED: Final = frozenset({"all", "asked", "feared", "nobody", "not", "strongest", "this", "unaligned"})
"""Words of the sentences; no person, region, office or event may be called so."""
TOWNS: Final = {"university": 1, "industrial": 2, "capital": 4, "army": 8}
"""What a region may be, and its bit in ``Scenario.towns``."""
STANDARD_GRADES: Final = ("C", "S", "U", "E")
"""Confirmed on a page, standard scholarship, uncertain, editorial."""


def fault(message: str, hint: str) -> PydanticCustomError:
    """An error with words of our own; pydantic carries it to where the place is known."""
    return PydanticCustomError("content", "{message}", {"message": message, "hint": hint})


def _word(what: str, options: Iterable[str]) -> AfterValidator:
    """One of a few words."""
    known = tuple(options)

    def check(value: str) -> str:
        if value not in known:
            raise fault(f"'{value}' is not {what}", nearest(value, known))
        return value

    return AfterValidator(check)


def _id(value: Any) -> Any:
    if isinstance(value, int | float) and not isinstance(value, bool):
        raise fault(f"{shown(value)} is not an id", "an id begins with a letter: small letters, digits and hyphens")
    if isinstance(value, str):
        if not re.fullmatch(r"[a-z][a-z0-9]*(-[a-z0-9]+)*", value) or len(value) > 60:
            near = re.sub(r"[^a-z0-9]+", "-", value.lower()).strip("-")[:60]
            raise fault(f"{shown(value)} is not an id", f"small letters, digits and hyphens, such as '{near or 'war'}'")
        if value in RESERVED:
            raise fault(f"'{value}' cannot be an id: it is a word of the sentences", f"such as '{value}-1'")
    return value


def _date(value: Any) -> Any:
    if not isinstance(value, str) or not (m := re.fullmatch(r"(\d{4})-(\d\d)-(\d\d)", value)):
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
    if isinstance(text, str) and (m := re.fullmatch(r"(\d{4})(?:-(\d\d))?(?:-(\d\d))?", text)):
        year, month, day = int(m[1]), int(m[2] or 1), int(m[3] or 1)
        _date(f"{year:04}-{month:02}-{day:02}")
        return text
    raise fault(f"{shown(value)} is not a date of a life", "write it like 1878-12-18, 1878-12 or 1878")


def _quarter(value: str) -> str:
    if not re.fullmatch(r"\d{4}Q[1-4]", value):
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
Rung = Annotated[str, _word("a rung", RUNG_IDS)]
Grade = Annotated[str, _word("a grade", STANDARD_GRADES)]
Source = Annotated[list[Text], BeforeValidator(_listed), Field(min_length=1)]
"""``KEY``, ``KEY: detail``, ``S: book`` or ``E``; one or a list of them."""


def _hyphened(name: str) -> str:
    return name.removesuffix("_").replace("_", "-")


class Part(BaseModel):
    """The habits of every model: strict, closed, keys written with hyphens."""

    model_config = ConfigDict(strict=True, extra="forbid", frozen=True, alias_generator=_hyphened)


class Issues(Part):
    """A stand on each issue; +1000 is the pole the issue is named by."""

    industry: S1000
    revolution: S1000
    democracy: S1000


class Pages(Part):
    """How much a contender has put in writing on each issue."""

    industry: Annotated[int, Field(ge=0, le=99)] = 0
    revolution: Annotated[int, Field(ge=0, le=99)] = 0
    democracy: Annotated[int, Field(ge=0, le=99)] = 0


class Ownership(Part):
    """Who answers for the line on each issue, by contender."""

    industry: dict[Name, N1000] = {}
    revolution: dict[Name, N1000] = {}
    democracy: dict[Name, N1000] = {}


_Dial = Annotated[int, Field(ge=0, le=2000)]


class Dials(Part):
    """The country at the start."""

    harvest: _Dial
    procurement: _Dial
    price: _Dial
    goods: _Dial
    industry: _Dial
    workers: _Dial
    peasants: _Dial
    scare: _Dial
    measures: _Dial
    imports: _Dial
    china: _Dial
    europe: _Dial


class Blocs(Part):
    """Bloc seats of the standing bodies beside the named persons, by patron or ``unaligned``."""

    cc: dict[Name, Seats]
    ccc: dict[Name, Seats]


class ScenarioFile(Part):
    """scenario.yaml"""

    id: Id
    base: str | None = None
    first: QuarterId
    last: QuarterId
    line: Issues
    ownership: Ownership
    dials: Dials
    fear: N1000
    security: N1000
    blocs: Blocs


class Bases(Part):
    """The three power bases that are stored; the others follow from regions."""

    army: N1000
    mantle: N1000
    press: N1000


class Persona(Part):
    """Temperament of a contender as a machine plays him."""

    tempo: N1000
    caution: N1000
    pride: N1000
    doctrine: N1000
    loyalty: N1000
    patience: N1000


class Contender(Part):
    """Somebody who may rule."""

    born: LifeDay
    died: LifeDay | None = None
    rung: Rung
    bases: Bases
    manner: N1000
    oratory: N1000
    health: N1000
    capital: Annotated[int, Field(ge=0, le=9)]
    exposure: N1000
    reputation: N1000
    positions: Issues
    pages: Pages = Pages()
    trust: dict[Name, S1000]
    persona: Persona
    source: Source
    grade: Grade


class Figure(Part):
    """Somebody who votes and is wooed, but does not rule."""

    born: LifeDay
    died: LifeDay | None = None
    rung: Rung
    lean: dict[Name, S1000]
    positions: Issues
    source: Source
    grade: Grade


class PeopleFile(Part):
    """people.yaml"""

    contenders: Annotated[dict[Id, Contender], Field(min_length=2, max_length=8)]
    figures: Annotated[dict[Id, Figure], Field(max_length=90)] = {}


class Office(Part):
    """A post."""

    holder: Name
    elected_by: Annotated[str, _word("a body that elects", ("politburo", "cc", "congress"))]
    powers: list[Annotated[str, _word("a power", POWERS)]] = []
    domain: Literal["all"] | list[Name] = []
    group: Annotated[str, _word("a group of orders", GROUPS)] | None = None
    capital: Annotated[int, Field(ge=0, le=2)] = 0
    drift: list[Text] = []
    dials: dict[
        Annotated[str, _word("a dial", DIALS)], Annotated[int, Field(ge=-1000, le=1000)]
    ] = {}
    source: Source
    grade: Grade | None = None


class OfficesFile(Part):
    """offices.yaml: the order of the file is the rank of the offices."""

    offices: Annotated[dict[Id, Office], Field(min_length=1, max_length=40)]


class Region(Part):
    """A party organisation."""

    members: Annotated[list[Annotated[int, Field(ge=50, le=5_000_000)]], Field(min_length=1, max_length=100)]
    secretaries: dict[Name, N1000]
    cells: dict[Name, N1000]
    first: Name
    grip: N1000
    towns: list[Annotated[str, _word("a kind of town", TOWNS)]] = []
    source: Source
    grade: Grade | None = None


class RegionsFile(Part):
    """regions.yaml"""

    regions: Annotated[dict[Id, Region], Field(min_length=1, max_length=60)]


class Item(Part):
    """A motion that the calendar brings."""

    motion: Annotated[str, _word("a motion of the calendar", ("sanction", "line", "report", "reporter"))]
    person: Name | None = None
    severity: Annotated[int, Field(ge=1, le=8)] | None = None
    issue: Annotated[str, _word("an issue", ISSUES)] | None = None
    direction: Annotated[str, _word("a direction", ("up", "down"))] | None = None
    mover: Name | None = None

    @model_validator(mode="after")
    def _whole(self) -> Item:
        wanted = {"sanction": {"person", "severity", "mover"}, "line": {"issue", "direction", "mover"}}.get(
            self.motion, set()
        )
        for key in ("person", "severity", "issue", "direction", "mover"):
            given = getattr(self, key) is not None
            if key in wanted and not given:
                raise fault(f"the motion '{self.motion}' needs '{key}'", f"it is written with: {', '.join(sorted(wanted))}")
            if given and key not in wanted:
                needs = f"it is written with: {', '.join(sorted(wanted))}" if wanted else "it is written alone"
                raise fault(f"the motion '{self.motion}' has no '{key}'", needs)
        return self


class Sitting(Part):
    """A meeting of a body."""

    body: Annotated[str, _word("a body", BODIES)]
    id: str
    date: Day
    seats: Annotated[int, Field(ge=0, le=3000)] = 0
    opening: bool = False
    from_: Literal["cells", "secretaries"] = "secretaries"
    tiers: Annotated[int, Field(ge=1, le=4)] = 1
    conscience: N1000 = 350
    grip: N1000 = 500
    cc: Seats = 0
    ccc: Seats = 0
    politburo: Annotated[int, Field(ge=0, le=40)] = 0
    candidates: Annotated[int, Field(ge=0, le=40)] = 0
    agenda: list[Item] = []
    source: Source
    grade: Grade | None = None


class BodiesFile(Part):
    """bodies.yaml"""

    sittings: Annotated[list[Sitting], Field(min_length=1, max_length=300)]


class Said(Part):
    """One effect sentence, perhaps under conditions."""

    do: Text
    if_: list[Text] = []

    @model_validator(mode="before")
    @classmethod
    def _short(cls, value: Any) -> Any:
        return {"do": value} if isinstance(value, str) else value


Urge = Literal["tempo", "caution", "pride", "doctrine", "loyalty", "patience", "base", "menace", "exposure"]


class Choice(Part):
    """One answer to a question."""

    id: Id
    effects: list[Said] = []
    urge: dict[Urge, S1000] = {}
    if_: list[Text] = []
    tries: N1000 = 1000
    fails: list[Said] = []


class Odds(Part):
    """What makes a hazard likelier or less likely."""

    if_: Annotated[list[Text], Field(min_length=1)]
    odds: S1000


class Event(Part):
    """Something the bulletin reports."""

    id: Id
    date: Day | None = None
    quarters: Annotated[list[QuarterId], Field(min_length=1, max_length=2)] | None = None
    odds: N1000 = 1000
    after: bool = False
    if_: list[Text] = []
    effects: list[Said] = []
    asks: Name | None = None
    choices: Annotated[list[Choice], Field(max_length=9)] = []
    odds_if: list[Odds] = []
    pinned: bool = False
    source: Source
    grade: Grade


class EventsFile(Part):
    """events/*.yaml"""

    events: Annotated[list[Event], Field(max_length=998)] = []


class SourceEntry(Part):
    """A work that facts are taken from."""

    title: Text
    kind: Text
    note: str = ""


class SourcesFile(Part):
    """sources.yaml"""

    sources: dict[str, SourceEntry] = {}


def _look(value: Any, depth: int = 0) -> Any:
    if isinstance(value, dict) and depth < 4:
        return {key: _look(inner, depth + 1) for key, inner in value.items()}
    if isinstance(value, float) and not math.isfinite(value):
        raise fault(f"{value} is not a number", "write a number such as 0.5")
    if value is None or isinstance(value, dict | list):
        raise fault(f"{shown(value)} cannot stand in a look", "a look is made of numbers, words and mappings of them")
    return value


class LooksFile(Part):
    """looks.yaml: parameters of drawn faces; the window knows their names."""

    looks: dict[Name, Annotated[dict[str, Any], AfterValidator(_look)]] = {}
