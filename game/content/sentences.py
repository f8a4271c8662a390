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
from game.rules.terms import BASES, DIALS, ISSUES, NOBODY, RED_LINES, RUNG_IDS, quarter_id
from game.rules.world import TABLE

_TOKEN: Final = re.compile(r"(>=|<=|!=|=|<|>)|([+-]?[0-9][^\s=<>!]*)|[^\s=<>!]+|\S")
_OPPOSITE: Final = {">=": "<", "<": ">=", "<=": ">", ">": "<=", "=": "!=", "!=": "="}
_SHARES: Final = ("secretaries", "cells", "drift")
_EQUAL_ONLY: Final = ("person", "contender", "rung")


class SentenceError(ValueError):
    """A sentence that cannot be read; `start` is where in it, counted from 0."""

    def __init__(self, message: str, hint: str, start: int = 0) -> None:
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
            "base": numbered(BASES),
            "event": numbered(self.events),
            "rung": numbered(RUNG_IDS),
            "quarter": {quarter_id(q, self.first): q for q in range(self.quarters)},
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
    if kind == "person":
        return NOBODY, len(names.contenders) + len(names.figures) - 1
    if kind == "contender":
        return 0, len(names.contenders)
    if kind == "quarter":
        return 0, names.quarters - 1
    table = TABLE.get(
        {"army": "bases", "mantle": "bases", "press": "bases", "drift": "secretaries"}.get(name, name)
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
        self.usage = ""

    def peek(self) -> str:
        return self.tokens[self.place][0] if self.place < len(self.tokens) else ""

    def next(self) -> tuple[str, int]:
        """The next word and where it stands; an empty one at the end."""
        if self.place < len(self.tokens):
            self.place += 1
            return self.tokens[self.place - 1]
        return "", len(self.text.rstrip())

    def fail(self, message: str, hint: str = "", start: int | None = None) -> NoReturn:
        at = self.tokens[self.place - 1][1] if start is None and self.place else start or 0
        raise SentenceError(message, hint or f"write: {self.usage}", at)

    def end(self) -> None:
        """Nothing may follow."""
        if self.place < len(self.tokens):
            word, start = self.tokens[self.place]
            self.fail(f"'{word}' is too much here", start=start)

    def argument(self, kind: str, every: bool, role: bool, before: list[int]) -> int:
        """One argument as an index or a role."""
        word, start = self.next()
        if not word or word in OPS or word[0] in "+-" or (word.isdigit() and kind != "event"):
            found = f", not '{word}'" if word else ""
            self.fail(f"{_a(kind)} is missing here{found}", start=start)
        if word == "all":
            if not every:
                self.fail("'all' cannot stand here", start=start)
            if roles.ALL in before:
                self.fail("only one 'all' can stand in a sentence", start=start)
            return roles.ALL
        if kind == "choice":
            event = list(self.names.events)[before[-1]]
            choices = self.names.events[event]
            if word not in choices:
                self.fail(f"the event '{event}' has no choice '{word}'", nearest(word, choices), start)
            return choices.index(word)
        if role and (code := self.role(word, start)) is not None:
            return code
        table = self.names.tables[kind]
        if word not in table:
            hint = nearest(word, table)
            if kind == "contender" and word in self.names.figures:
                hint = f"'{word}' is a figure, not a contender; {hint}"
            if kind == "figure" and word in self.names.contenders:
                hint = f"'{word}' is a contender; write 'trust', or name a figure; {hint}"
            self.fail(f"there is no {kind} '{word}'", hint, start)
        return table[word]

    def role(self, word: str, start: int) -> int | None:
        """The code of a role such as ``asked`` or ``holder:war``, or None for any other word."""
        if word == "asked":
            if not self.asked:
                self.fail("nobody is asked here, so 'asked' means nobody", "name a contender", start)
            return roles.ASKED
        if word in roles.WORDS and word != "all":
            return roles.WORDS[word]
        if word.startswith("holder:"):
            office = word.removeprefix("holder:")
            if office == "this" and self.this is not None:
                return roles.holder_of(self.this)
            offices = self.names.tables["office"]
            if office not in offices:
                self.fail(f"there is no office '{office}'", nearest(office, offices), start + len("holder:"))
            return roles.holder_of(offices[office])
        return None

    def number(self, name: str) -> int:
        """A whole number within the bounds of a quantity."""
        word, start = self.next()
        if not re.fullmatch(r"[+-]?[0-9]{1,7}", word):
            self.fail(f"a whole number is missing here{_not(word)}", start=start)
        low, high = bounds(name, self.names)
        if not low <= int(word) <= high:
            near = low if int(word) < low else high
            self.fail(
                f"'{name}' goes from {low} to {high}, never to {int(word)}", f"the nearest is {near}", start
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
                span = f"it runs from {quarter_id(0, self.names.first)} to {last}"
                self.fail(f"the quarter '{word}' lies outside the scenario", span, start)
            if not word:
                self.fail(f"{_a(kind)} is missing here", start=start)
            more = ("nobody",) if kind in {"person", "contender"} else ()
            self.fail(f"there is no {kind} '{word}'", nearest(word, (*table, *more)), start)
        return table[word]


def read_condition(text: str, names: Names, *, asked: bool = False) -> Condition:
    """A condition from its sentence; raises SentenceError. `asked`: whether somebody is asked here.

    >>> names = Names(("anna", "boris"), (), ("north",), ("chair",))
    >>> read_condition("not exposure anna >= 300", names)
    Condition(quantity='exposure', args=(0,), op='<', value=300)
    """
    r = _Reader(text, names, asked, None)
    r.usage = "a condition, such as: exposure CONTENDER >= 300"
    negated = r.peek() == "not"
    if negated:
        r.next()
    word, start = r.next()
    if word not in QUANTITIES:
        said = f"'{word}' is not a word of conditions" if word else "a condition is missing here"
        r.fail(said, nearest(word, QUANTITIES) if word else "", start)
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
        r.fail(f"a comparison is missing here{_not(op)}", start=start)
    if quantity.value in {"person", "contender"} and op not in {"=", "!="}:
        r.fail(f"'{word}' is {_a(quantity.value)}: '{op}' cannot compare it", "write = or !=", start)
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
    r.usage = "an effect, such as: mantle CONTENDER +40"
    word, start = r.next()
    if word not in EFFECTS:
        said = f"'{word}' is not a word of effects" if word else "an effect is missing here"
        hint = nearest(word, EFFECTS) if word else ""
        if word in QUANTITIES:
            hint = f"'{word}' can only be asked for, not changed; {hint}"
        r.fail(said, hint, start)
    entry = EFFECTS[word]
    r.usage = usage(word, effect=True)
    args: list[int] = []
    for arg in entry.args:
        kind, every = kind_of(arg)
        args.append(r.argument(kind, every, kind in {"contender", "person"}, args))
    sign, start = r.next()
    if sign == "=":
        if word in _SHARES:
            r.fail(f"'{word}' is a share of a whole: it can gain or lose but not be set", start=start)
        amount = r.value(entry.value, word, role=True)
        r.end()
        return Effect(word, tuple(args), amount, True, conditions)
    if entry.sets:
        r.fail(f"'{word}' can only be set{_not(sign)}", start=start)
    if not re.fullmatch(r"[+-][0-9]{1,7}", sign):
        if sign in {"+", "-"}:
            r.fail(f"the number must follow '{sign}' at once", start=start)
        r.fail(f"+n, -n or = n is missing here{_not(sign)}", start=start)
    amount = int(sign)
    low, high = bounds(word, names)
    if amount == 0:
        r.fail(f"'{sign}' changes nothing", "delete the effect, or write another number", start)
    if abs(amount) > high - low:
        r.fail(
            f"'{word}' goes from {low} to {high}: '{sign}' is more than all of it",
            f"at most {high - low}",
            start,
        )
    if word == "drift" and amount < 0:
        r.fail("'drift' only gains", "write +n; for a loss write 'secretaries'", start)
    r.end()
    return Effect(word, tuple(args), amount, False, conditions)


def read_seat(text: str, names: Names) -> int:
    """Whom an event asks: a contender's index or the code of a role; raises SentenceError."""
    r = _Reader(text, names, False, None)
    r.usage = "a contender, strongest, feared or holder:OFFICE"
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


def _a(kind: str) -> str:
    return f"an {kind}" if kind[0] in "aeio" else f"a {kind}"


def _not(word: str) -> str:
    return f", not '{word}'" if word else ""
