"""The sentences of a scenario: ``exposure anna >= 300`` and ``mantle anna +40``, read and written.

The words are those of ``rules.conditions.QUANTITIES`` and ``rules.effects.EFFECTS``; nothing is listed twice.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Final, NoReturn

from game.content.problems import nearest
from game.rules import roles
from game.rules.conditions import OPS, QUANTITIES
from game.rules.effects import EFFECTS, kind_of
from game.rules.scenario import Condition, Effect, Scenario
from game.rules.terms import (
    BASES,
    DIALS,
    ENDINGS,
    ISSUES,
    LEVEL_IDS,
    NOBODY,
    RED_LINES,
    RUNG_IDS,
    WANTS,
    quarter_id,
)
from game.rules.world import TABLE
from game.words import Said
from game.words import said as say

_TOKEN: Final = re.compile(r"(>=|<=|!=|=|<|>)|([+-]?[0-9][^\s=<>!]*)|[^\s=<>!]+|\S")
_OPPOSITE: Final = {">=": "<", "<": ">=", "<=": ">", ">": "<=", "=": "!=", "!=": "="}
_SHARES: Final = ("secretaries", "cells", "drift")
_EQUAL_ONLY: Final = ("person", "contender", "rung", "ending")
_UNRANKED: Final = ("person", "contender", "ending")
"""What is one or another but never more or less."""


class SentenceError(ValueError):
    """A sentence that cannot be read; `start` is where in it, counted from 0."""

    def __init__(self, message: Said, hint: Said, start: int = 0) -> None:
        super().__init__(message)
        self.message, self.hint, self.start = message, hint, start


@dataclass(frozen=True)
class Names:
    """What the sentences of a scenario may speak of."""

    contenders: tuple[str, ...]
    figures: tuple[str, ...]
    regions: tuple[str, ...]
    offices: tuple[str, ...]
    events: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """Ids of events in their order, each with the ids of its choices."""
    first: int = 1924 * 4
    """``4 * year + quarter - 1`` of the first quarter."""
    quarters: int = 24
    documents: tuple[str, ...] = ()
    before: int = 0
    """Quarters of a base that lie before the first."""

    @classmethod
    def of(cls, scenario: Scenario) -> Names:
        """The names of a compiled scenario, to write its sentences."""
        return cls(
            scenario.contenders,
            scenario.figures,
            scenario.regions,
            tuple(o.id for o in scenario.offices),
            {e.id: tuple(c.id for c in e.choices) for e in scenario.events},
            scenario.first_quarter,
            scenario.quarters,
            tuple(d.id for d in scenario.documents),
        )

    @cached_property
    def tables(self) -> dict[str, dict[str, int]]:
        """For each kind of argument its words and their indices."""
        people = self.contenders + self.figures
        figures = {name: i for i, name in enumerate(people) if i >= len(self.contenders)}

        def numbered(words: Iterable[str]) -> dict[str, int]:
            return {word: i for i, word in enumerate(words)}

        return {
            "contender": numbered(self.contenders),
            "person": numbered(people),
            "figure": figures,
            "region": numbered(self.regions),
            "office": numbered(self.offices),
            "issue": numbered(ISSUES),
            "dial": numbered(DIALS),
            "red-line": numbered(RED_LINES),
            "want": numbered(WANTS),
            "base": numbered(BASES),
            "event": numbered(self.events),
            "rung": numbered(RUNG_IDS),
            "ending": numbered(ENDINGS),
            "document": numbered(self.documents),
            "level": numbered(LEVEL_IDS),
            "quarter": {quarter_id(q, self.first): q for q in range(-self.before, self.quarters)},
        }

    @cached_property
    def words(self) -> dict[str, dict[int, str]]:
        """For each kind of argument the word of an index."""
        return {kind: {i: word for word, i in table.items()} for kind, table in self.tables.items()}


def bounds(name: str, names: Names) -> tuple[int, int]:
    """The least and the greatest value of a quantity or effect word."""
    kind = QUANTITIES[name].value if name in QUANTITIES else EFFECTS[name].value
    if kind == "truth":
        return 0, 1
    if kind == "rung":
        return 0, len(RUNG_IDS) - 1
    if kind == "ending":
        return 0, len(ENDINGS) - 1
    if kind == "level":
        return 0, len(LEVEL_IDS) - 1
    if kind == "person":
        return NOBODY, len(names.contenders) + len(names.figures) - 1
    if kind == "contender":
        return 0, len(names.contenders)
    if kind == "quarter":
        return 0, names.quarters - 1
    table = TABLE.get(
        {
            "army": "bases",
            "mantle": "bases",
            "press": "bases",
            "drift": "secretaries",
            "copy": "copied",
            "author": "party",
            "want": "wish",
        }.get(name, name)
    )
    if table is not None:
        return table.low, table.high
    return (0, 1000) if name in {"control", "support"} else (-1_000_000, 1_000_000)


class _Reader:
    """A sentence taken apart, read from left to right."""

    def __init__(self, text: str, names: Names, asked: bool, this: int | None) -> None:
        self.text, self.names, self.asked, self.this = text, names, asked, this
        self.tokens = [(m[0], m.start()) for m in _TOKEN.finditer(text)]
        self.place = 0
        self.usage: str = ""

    def peek(self) -> str:
        return self.tokens[self.place][0] if self.place < len(self.tokens) else ""

    def next(self) -> tuple[str, int]:
        """The next word and where it stands; an empty one at the end."""
        if self.place < len(self.tokens):
            self.place += 1
            return self.tokens[self.place - 1]
        return "", len(self.text.rstrip())

    def fail(self, message: Said, hint: Said | None = None, start: int | None = None) -> NoReturn:
        at = self.tokens[self.place - 1][1] if start is None and self.place else start or 0
        raise SentenceError(message, hint or say("check.write", usage=self.usage), at)

    def end(self) -> None:
        """Nothing may follow."""
        if self.place < len(self.tokens):
            word, start = self.tokens[self.place]
            self.fail(say("check.is-too-much-here", word=word), start=start)

    def argument(self, kind: str, every: bool, role: bool, before: list[int]) -> int:
        """One argument as an index or a role."""
        word, start = self.next()
        if not word or word in OPS or word[0] in "+-" or (word.isdigit() and kind != "event"):
            self.fail(_instead(say(f"check.missing-{kind}"), word), start=start)
        if word == "all":
            if not every:
                self.fail(say("check.all-cannot-stand-here"), start=start)
            if roles.ALL in before:
                self.fail(say("check.only-one-all-can-stand-in-a-sentence"), start=start)
            return roles.ALL
        if kind == "choice":
            event = list(self.names.events)[before[-1]]
            choices = self.names.events[event]
            if word not in choices:
                self.fail(
                    say("check.the-event-has-no-choice", event=event, word=word),
                    nearest(word, choices),
                    start,
                )
            return choices.index(word)
        if role and (code := self.role(word, start)) is not None:
            return code
        table = self.names.tables[kind]
        if word not in table:
            hint = nearest(word, table)
            if kind == "contender" and word in self.names.figures:
                hint = say("check.is-a-figure-not-a-contender", word=word, hint=hint)
            if kind == "figure" and word in self.names.contenders:
                hint = say("check.is-a-contender-write-trust-or-name-a-figure", word=word, hint=hint)
            self.fail(say(f"check.no-{kind}", word=word), hint, start)
        return table[word]

    def role(self, word: str, start: int) -> int | None:
        """The code of a role such as ``asked`` or ``holder:war``, or None for any other word."""
        if word == "asked":
            if not self.asked:
                self.fail(
                    say("check.nobody-is-asked-here-so-asked-means-nobody"),
                    say("check.name-a-contender"),
                    start,
                )
            return roles.ASKED
        if word in roles.WORDS and word != "all":
            return roles.WORDS[word]
        if word.startswith("holder:"):
            office = word.removeprefix("holder:")
            if office == "this" and self.this is not None:
                return roles.holder_of(self.this)
            offices = self.names.tables["office"]
            if office not in offices:
                self.fail(
                    say("check.there-is-no-office", office=office),
                    nearest(office, offices),
                    start + len("holder:"),
                )
            return roles.holder_of(offices[office])
        return None

    def number(self, name: str) -> int:
        """A whole number within the bounds of a quantity."""
        word, start = self.next()
        if not re.fullmatch(r"[+-]?[0-9]{1,7}", word):
            self.fail(_instead(say("check.missing-whole-number"), word), start=start)
        low, high = bounds(name, self.names)
        if not low <= int(word) <= high:
            near = low if int(word) < low else high
            self.fail(
                say(
                    "check.goes-from-to-never-to",
                    name=name,
                    low=str(low),
                    high=str(high),
                    word=str(int(word)),
                ),
                say("check.the-nearest-is", near=str(near)),
                start,
            )
        return int(word)

    def value(self, kind: str, name: str, role: bool) -> int:
        """What a quantity is compared with or set to."""
        if kind == "number":
            return self.number(name)
        word, start = self.next()
        table = self.names.tables[kind]
        if word == "nobody" and kind in {"person", "contender"}:
            return NOBODY if kind == "person" else len(self.names.contenders)
        if role and word and kind in {"person", "contender"} and (code := self.role(word, start)) is not None:
            return code
        if word not in table:
            if kind == "quarter" and re.fullmatch(r"[0-9]{4}Q[1-4]", word):
                last = quarter_id(self.names.quarters - 1, self.names.first)
                span = say("check.it-runs-from-to", first=quarter_id(0, self.names.first), last=str(last))
                self.fail(say("check.the-quarter-lies-outside-the-scenario", word=word), span, start)
            if not word:
                self.fail(say(f"check.missing-{kind}"), start=start)
            more = ("nobody",) if kind in {"person", "contender"} else ()
            self.fail(say(f"check.no-{kind}", word=word), nearest(word, (*table, *more)), start)
        return table[word]


def read_condition(text: str, names: Names, *, asked: bool = False) -> Condition:
    """A condition from its sentence; raises SentenceError. `asked`: whether somebody is asked here.

    >>> names = Names(("anna", "boris"), (), ("north",), ("chair",))
    >>> read_condition("not exposure anna >= 300", names)
    Condition(quantity='exposure', args=(0,), op='<', value=300)
    """
    r = _Reader(text, names, asked, None)
    r.usage = say("check.a-condition-such-as-exposure-contender-300")
    negated = r.peek() == "not"
    if negated:
        r.next()
    word, start = r.next()
    if word not in QUANTITIES:
        what = (
            say("check.is-not-a-word-of-conditions", word=word)
            if word
            else say("check.a-condition-is-missing-here")
        )
        r.fail(what, nearest(word, QUANTITIES) if word else None, start)
    quantity = QUANTITIES[word]
    r.usage = usage(word)
    args: list[int] = []
    for kind in quantity.args:
        args.append(r.argument(kind, False, kind in {"contender", "person"}, args))
    if quantity.value == "truth":
        r.end()
        return Condition(word, tuple(args), "=", 0 if negated else 1)
    op, start = r.next()
    if op not in OPS:
        r.fail(_instead(say("check.missing-comparison"), op), start=start)
    if quantity.value in _UNRANKED and op not in {"=", "!="}:
        r.fail(say(f"check.compare-{quantity.value}", word=word, op=op), say("check.write-or"), start)
    value = r.value(quantity.value, word, role=False)
    r.end()
    return Condition(word, tuple(args), _OPPOSITE[op] if negated else op, value)


def read_effect(
    text: str,
    names: Names,
    *,
    asked: bool = False,
    this: int | None = None,
    conditions: tuple[Condition, ...] = (),
) -> Effect:
    """An effect from its sentence; raises SentenceError. `this`: the office that ``holder:this`` means.

    >>> names = Names(("anna", "boris"), (), ("north",), ("chair",))
    >>> read_effect("mantle holder:chair +40", names)
    Effect(table='mantle', args=(-100,), amount=40, absolute=False, conditions=())
    """
    r = _Reader(text, names, asked, this)
    r.usage = say("check.an-effect-such-as-mantle-contender-40")
    word, start = r.next()
    if word not in EFFECTS:
        what = (
            say("check.is-not-a-word-of-effects", word=word)
            if word
            else say("check.an-effect-is-missing-here")
        )
        hint = nearest(word, EFFECTS) if word else None
        if word in QUANTITIES:
            hint = say("check.can-only-be-asked-for-not-changed", word=word, hint=hint)
        r.fail(what, hint, start)
    entry = EFFECTS[word]
    r.usage = usage(word, effect=True)
    args: list[int] = []
    for arg in entry.args:
        kind, every = kind_of(arg)
        args.append(r.argument(kind, every, kind in {"contender", "person"}, args))
    sign, start = r.next()
    if sign == "=":
        if word in _SHARES:
            r.fail(say("check.is-a-share-of-a-whole-it-can-gain", word=word), start=start)
        amount = r.value(entry.value, word, role=True)
        r.end()
        return Effect(word, tuple(args), amount, True, conditions)
    if entry.sets:
        r.fail(_instead(say("check.only-set", word=word), sign), start=start)
    if not re.fullmatch(r"[+-][0-9]{1,7}", sign):
        if sign in {"+", "-"}:
            r.fail(say("check.the-number-must-follow-at-once", sign=sign), start=start)
        r.fail(_instead(say("check.missing-amount"), sign), start=start)
    amount = int(sign)
    low, high = bounds(word, names)
    if amount == 0:
        r.fail(
            say("check.changes-nothing", sign=sign),
            say("check.delete-the-effect-or-write-another-number"),
            start,
        )
    if abs(amount) > high - low:
        r.fail(
            say(
                "check.goes-from-to-is-more-than-all-of-it",
                word=word,
                low=str(low),
                high=str(high),
                sign=sign,
            ),
            say("check.at-most-n", n=str(high - low)),
            start,
        )
    if word == "drift" and amount < 0:
        r.fail(say("check.drift-only-gains"), say("check.write-n-for-a-loss-write-secretaries"), start)
    r.end()
    return Effect(word, tuple(args), amount, False, conditions)


def read_seat(text: str, names: Names) -> int:
    """Whom an event asks: a contender's index or the code of a role; raises SentenceError."""
    r = _Reader(text, names, False, None)
    r.usage = say("check.a-contender-strongest-feared-or-holder-office")
    out = r.argument("contender", False, True, [])
    r.end()
    return out


def write_condition(condition: Condition, names: Names) -> str:
    """The sentence of a condition: what `read_condition` reads back as the same.

    >>> write_condition(Condition("rung", (1,), "<", 7), Names(("anna", "boris"), (), (), ()))
    'rung boris < politburo'
    """
    quantity = QUANTITIES[condition.quantity]
    said = " ".join([condition.quantity, *_arguments(quantity.args, condition.args, names)])
    if quantity.value == "truth":
        return said if (condition.value == 1) == (condition.op == "=") else f"not {said}"
    return f"{said} {condition.op} {_written(quantity.value, condition.value, names)}"


def write_effect(effect: Effect, names: Names) -> str:
    """The sentence of an effect, without its conditions.

    >>> write_effect(Effect("trust", (-3, 1), -50), Names(("anna", "boris"), (), (), ()))
    'trust all boris -50'
    """
    entry = EFFECTS[effect.table]
    said = " ".join([effect.table, *_arguments(entry.args, effect.args, names)])
    if effect.absolute:
        return f"{said} = {_written(entry.value, effect.amount, names)}"
    return f"{said} {effect.amount:+d}"


def usage(word: str, effect: bool = False) -> str:
    """How a sentence with this word is written.

    >>> usage("exposure"), usage("rung", effect=True)
    ('exposure CONTENDER >= NUMBER', 'rung PERSON = RUNG')
    """
    entry = EFFECTS[word] if effect else QUANTITIES[word]
    parts = [word, *(arg.upper().replace(" OR ALL", "|all") for arg in entry.args)]
    value = entry.value.upper()
    if isinstance(entry, type(EFFECTS["army"])):
        parts.append(f"= {value}" if entry.sets else "+n or -n")
    elif value != "TRUTH":
        parts.append(f"= {value}" if entry.value in _EQUAL_ONLY else f">= {value}")
    return " ".join(parts)


def _arguments(kinds: tuple[str, ...], args: tuple[int, ...], names: Names) -> list[str]:
    out: list[str] = []
    for n, (kind, code) in enumerate(zip(kinds, args, strict=True)):
        if kind == "choice":
            event = list(names.events)[args[n - 1]]
            out.append(names.events[event][code])
        else:
            out.append(_written(kind_of(kind)[0], code, names))
    return out


def _written(kind: str, code: int, names: Names) -> str:
    if kind == "number":
        return str(code)
    if (kind == "person" and code == NOBODY) or (kind == "contender" and code == len(names.contenders)):
        return "nobody"
    if code < NOBODY:
        office = roles.office_of(code)
        if office is not None:
            return f"holder:{names.offices[office]}"
        return next(word for word, role in roles.WORDS.items() if role == code)
    return names.words[kind][code]


def _instead(what: Said, word: str) -> Said:
    """That something is missing, and what stands in its place."""
    return say("check.instead", what=what, word=word) if word else what
