"""What a scenario's files may contain: one model for each file, strict, with no key that is not named here.

Models say what shape a thing has; whether the names in it exist is for `compile` and `check`.
"""

from __future__ import annotations

from typing import Annotated, Any, Literal

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, model_validator

from game import words
from game.content.kinds import (
    N1000,
    S1000,
    TOWNS,
    Day,
    Grade,
    Id,
    LifeDay,
    Name,
    QuarterId,
    Rung,
    Seats,
    Source,
    Text,
    fault,
    word,
)
from game.rules.grades import GRADES
from game.rules.orders import POWERS
from game.rules.terms import BODIES, DIALS, GROUPS, HARMS, ISSUES, LEVEL_IDS, PAPERS, RED_LINES, WANTS
from game.words import said as say


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

    industry: dict[Name, N1000] = Field(default_factory=dict)
    revolution: dict[Name, N1000] = Field(default_factory=dict)
    democracy: dict[Name, N1000] = Field(default_factory=dict)


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
    old_guard: list[Name] = Field(default_factory=list)
    empty: Annotated[int, Field(ge=0, le=99)] = 2


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


Temper = Literal["tempo", "caution", "pride", "doctrine", "loyalty", "patience"]


class Ambition(Part):
    """What a contender may secretly want: all of ``if``, or else all of ``or-if``, at the end of the game."""

    id: Id
    if_: Annotated[list[Text], Field(min_length=1)]
    or_if: list[Text] = Field(default_factory=list)
    urge: dict[Temper, S1000] = Field(default_factory=dict)


class Collective(Part):
    """The grade of who is in the party when a collective leadership rules; perhaps under conditions."""

    grade: Annotated[str, word("final-grade", GRADES)]
    if_: list[Text] = Field(default_factory=list)

    @model_validator(mode="before")
    @classmethod
    def _short(cls, value: Any) -> Any:
        return {"grade": value} if isinstance(value, str) else value


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
    ambitions: list[Ambition] = Field(default_factory=list)
    collective: Collective | None = None
    source: Source
    grade: Grade


def _different(wants: list[str]) -> list[str]:
    """Refuse one want written twice: it would count double."""
    if len(set(wants)) < len(wants):
        raise fault(say("check.wanted-twice", want=wants[0]), say("check.name-two-wants"))
    return wants


class Figure(Part):
    """Somebody who votes and is wooed, but does not rule."""

    born: LifeDay
    died: LifeDay | None = None
    rung: Rung
    lean: dict[Name, S1000]
    positions: Issues
    wants: Annotated[
        list[Annotated[str, word("want", WANTS)]], Field(max_length=2), AfterValidator(_different)
    ] = Field(default_factory=list)
    red: Annotated[str, word("red-line", (*RED_LINES, "none"))] = "none"
    claim: N1000 = 0
    source: Source
    grade: Grade


class PeopleFile(Part):
    """people.yaml"""

    contenders: Annotated[dict[Id, Contender], Field(min_length=2, max_length=8)]
    figures: Annotated[dict[Id, Figure], Field(max_length=90)] = Field(default_factory=dict)


class Office(Part):
    """A post."""

    holder: Name
    elected_by: Annotated[str, word("elector", ("politburo", "cc", "congress", "unions", "comintern"))]
    powers: list[Annotated[str, word("power", POWERS)]] = Field(default_factory=list)
    domain: Literal["all"] | list[Name] = Field(default_factory=list)
    group: Annotated[str, word("group", GROUPS)] | None = None
    capital: Annotated[int, Field(ge=0, le=2)] = 0
    seat: N1000 = 0
    opens: QuarterId | None = None
    drift: list[Text] = Field(default_factory=list)
    dials: dict[Annotated[str, word("dial", DIALS)], Annotated[int, Field(ge=-1000, le=1000)]] = Field(
        default_factory=dict
    )
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
    towns: list[Annotated[str, word("town", TOWNS)]] = Field(default_factory=list)
    source: Source
    grade: Grade | None = None


class RegionsFile(Part):
    """regions.yaml"""

    regions: Annotated[dict[Id, Region], Field(min_length=1, max_length=60)]


def _written_with(keys: set[str]) -> words.Said:
    """The hint that says which keys a motion has."""
    if not keys:
        return say("check.it-is-written-alone")
    return say("check.it-is-written-with", keys=", ".join(sorted(keys)))


class Item(Part):
    """A motion that the calendar brings."""

    motion: Annotated[str, word("calendar-motion", ("sanction", "line", "report", "reporter", "theses"))]
    person: Name | None = None
    severity: Annotated[int, Field(ge=1, le=8)] | None = None
    issue: Annotated[str, word("issue", ISSUES)] | None = None
    direction: Annotated[str, word("direction", ("up", "down"))] | None = None
    mover: Name | None = None

    @model_validator(mode="after")
    def _whole(self) -> Item:
        wanted = {"sanction": {"person", "severity", "mover"}, "line": {"issue", "direction", "mover"}}.get(
            self.motion, set()
        )
        for key in ("person", "severity", "issue", "direction", "mover"):
            given = getattr(self, key) is not None
            if key in wanted and not given:
                raise fault(
                    say("check.the-motion-needs", motion=self.motion, key=key),
                    _written_with(wanted),
                )
            if given and key not in wanted:
                needs = _written_with(wanted)
                raise fault(say("check.the-motion-has-no", motion=self.motion, key=key), needs)
        return self


class Sitting(Part):
    """A meeting of a body."""

    body: Annotated[str, word("body", BODIES)]
    id: str
    date: Day
    seats: Annotated[int, Field(ge=0, le=2_000_000)] = 0
    opening: bool = False
    from_: Literal["cells", "secretaries"] = "secretaries"
    tiers: Annotated[int, Field(ge=1, le=4)] = 1
    conscience: N1000 = 350
    grip: N1000 = 500
    cc: Seats = 0
    ccc: Seats = 0
    politburo: Annotated[int, Field(ge=0, le=40)] = 0
    candidates: Annotated[int, Field(ge=0, le=40)] = 0
    agenda: list[Item] = Field(default_factory=list)
    source: Source
    grade: Grade | None = None


class BodiesFile(Part):
    """bodies.yaml"""

    sittings: Annotated[list[Sitting], Field(min_length=1, max_length=300)]


class Said(Part):
    """One effect sentence, perhaps under conditions."""

    do: Text
    if_: list[Text] = Field(default_factory=list)

    @model_validator(mode="before")
    @classmethod
    def _short(cls, value: Any) -> Any:
        return {"do": value} if isinstance(value, str) else value


Urge = Literal["tempo", "caution", "pride", "doctrine", "loyalty", "patience", "base", "menace", "exposure"]


class Choice(Part):
    """One answer to a question."""

    id: Id
    effects: list[Said] = Field(default_factory=list)
    urge: dict[Urge, S1000] = Field(default_factory=dict)
    if_: list[Text] = Field(default_factory=list)
    tries: N1000 = 1000
    fails: list[Said] = Field(default_factory=list)


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
    if_: list[Text] = Field(default_factory=list)
    effects: list[Said] = Field(default_factory=list)
    asks: Name | None = None
    choices: Annotated[list[Choice], Field(max_length=9)] = Field(default_factory=list)
    odds_if: list[Odds] = Field(default_factory=list)
    pinned: bool = False
    source: Source
    grade: Grade


class EventsFile(Part):
    """events/*.yaml"""

    events: Annotated[list[Event], Field(max_length=998)] = Field(default_factory=list)


_Harm = Annotated[int, Field(ge=-1000, le=1000)]
Blow = dict[Annotated[str, word("harm", HARMS)], _Harm]


class Document(Part):
    """A paper that can hurt. Its harm holds at full, that is in print."""

    comes: Annotated[str, word("paper", PAPERS)] = "archive"
    level: Annotated[str, word("level", (*LEVEL_IDS, "none"))] | None = None
    keeper: Name | None = None
    copies: list[Name] = Field(default_factory=list)
    hurts: dict[Name, Blow] = Field(default_factory=dict)
    backfire: Blow = Field(default_factory=dict)
    abroad: Blow = Field(default_factory=dict)
    disputed: bool = False
    source: Source
    grade: Grade


class DocumentsFile(Part):
    """documents.yaml"""

    documents: Annotated[dict[Id, Document], Field(max_length=30)] = Field(default_factory=dict)


class Beat(Part):
    """A turn of the struggle: so at the end of a quarter (``at``), or of any up to it (``by``), in one of two ways."""

    id: Id
    at: QuarterId | None = None
    by: QuarterId | None = None
    if_: Annotated[list[Text], Field(min_length=1)]
    or_if: list[Text] = Field(default_factory=list)
    band: Annotated[list[Annotated[int, Field(ge=0, le=100)]], Field(min_length=2, max_length=2)]
    averted: list[Text] = Field(default_factory=list)
    source: Source
    grade: Grade


class BeatsFile(Part):
    """beats.yaml"""

    beats: Annotated[list[Beat], Field(max_length=60)] = Field(default_factory=list)


class Chapters(Part):
    """Parts of a game that people play, by quarters; between them it runs on standing instructions."""

    id: Id
    minutes: Annotated[int, Field(ge=5, le=600)]
    spans: Annotated[
        list[Annotated[list[QuarterId], Field(min_length=1, max_length=2)]],
        Field(min_length=1, max_length=40),
    ]
    source: Source
    grade: Grade


class ChaptersFile(Part):
    """chapters.yaml"""

    chapters: Annotated[list[Chapters], Field(max_length=12)] = Field(default_factory=list)


class LensNumber(Part):
    """A number of the rules as one school of historians would have it, and whose reading that is."""

    value: int
    source: Source


class Lens(Part):
    """A reading of the struggle: numbers of the rules that differ from the scenario's own."""

    parameters: Annotated[dict[str, LensNumber], Field(min_length=5, max_length=40)]
    source: Source
    grade: Grade


class LensesFile(Part):
    """lenses/*.yaml"""

    lenses: Annotated[dict[Id, Lens], Field(max_length=20)] = Field(default_factory=dict)


class StandingFile(Part):
    """standing.yaml: how the record of the base had things stand; ``standing.py`` reads the cells."""

    tables: dict[str, Any] = Field(default_factory=dict)


class Departure(Part):
    """Cells of a start that are not as the record of its base has them by then, and why."""

    set: dict[str, Any]
    why: Text
    source: Source
    grade: Grade


class DepartsFile(Part):
    """departs.yaml"""

    departs: Annotated[list[Departure], Field(max_length=300)] = Field(default_factory=list)


class SourceEntry(Part):
    """A work that facts are taken from."""

    title: Text
    kind: Text
    note: str = ""


class SourcesFile(Part):
    """sources.yaml"""

    sources: dict[str, SourceEntry] = Field(default_factory=dict)


class LooksFile(Part):
    """looks.yaml: parameters of drawn faces; the window knows their names."""

    looks: dict[Name, dict[str, Any]] = Field(default_factory=dict)
