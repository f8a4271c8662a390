"""Numbers, lists, dates and names as a language writes them, with babel's tables."""

from __future__ import annotations

import datetime
import re
from collections.abc import Callable, Sequence
from decimal import Decimal
from fractions import Fraction
from functools import lru_cache
from numbers import Integral
from typing import TYPE_CHECKING, Any, Final, Protocol

from game.words.templates import DATE_FORMS, NUMBER_FORMS, QUARTER_FORMS, Spec
from game.words.values import Date, Name, Quarter, Sentence, Share

if TYPE_CHECKING:
    from babel import Locale

NO_BREAK: Final = "\N{NO-BREAK SPACE}"
_CLDR_ORDER: Final = ("zero", "one", "two", "few", "many", "other")
_ROMAN: Final = (
    (1000, "M"), (900, "CM"), (500, "D"), (400, "CD"), (100, "C"), (90, "XC"),
    (50, "L"), (40, "XL"), (10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I"),
)  # fmt: skip

# Before what a Russian preposition takes its longer form: со Сталиным, об Угланове, во Владивостоке.
_HARD: Final = "бвгджзйклмнпрстфхцчшщ"
LONGER: Final = {
    "с": ("со", re.compile(f"[сзшж][{_HARD}]|щ|вс|мн", re.IGNORECASE)),
    "о": ("об", re.compile("[аоуиэ]", re.IGNORECASE)),
    "в": ("во", re.compile(f"[вф][{_HARD}]", re.IGNORECASE)),
    "к": ("ко", re.compile("вс|мн", re.IGNORECASE)),
}


class Speaker(Protocol):
    """What the forms need of a `Words`."""

    @property
    def locale(self) -> str: ...

    @property
    def strict(self) -> bool: ...

    def say(self, key: str, /, **values: Any) -> str: ...

    def name(self, id: str, form: str = "nom") -> str: ...

    def gender(self, id: str) -> str: ...


@lru_cache(maxsize=16)
def locale_of(code: str) -> Locale:
    """Babel's tables for a language; babel is only loaded when something is first printed."""
    from babel import Locale

    return Locale.parse(code)


@lru_cache(maxsize=16)
def plural_classes(code: str) -> tuple[str, ...]:
    """The kinds of plural that whole numbers have, in the order in which forms are written.

    >>> plural_classes("en"), plural_classes("ru")
    (('one', 'other'), ('one', 'few', 'many'))
    """
    rule = locale_of(code).plural_form
    used = {rule(n) for n in range(201)}
    return tuple(kind for kind in _CLDR_ORDER if kind in used)


def roman(number: int) -> str:
    """A number in Roman figures.

    >>> roman(14)
    'XIV'
    """
    if not 0 < number < 4000:
        raise ValueError(f"{number} has no Roman figure")
    out = ""
    for value, letters in _ROMAN:
        while number >= value:
            out += letters
            number -= value
    return out


def decimal(number: int | Decimal, speaker: Speaker) -> str:
    """A number with its thousands grouped and at most one decimal."""
    from babel.numbers import format_decimal

    return format_decimal(number, format="#,##0.#", locale=speaker.locale)


def percentage(per_mille: Decimal, speaker: Speaker) -> str:
    """Per mille as a percentage with at most one decimal."""
    return decimal(per_mille / 10, speaker) + NO_BREAK + "%"


def _number(value: Integral, spec: Spec, speaker: Speaker) -> str:
    number = int(value)
    if spec.forms:
        kinds = plural_classes(speaker.locale)
        if len(spec.forms) != len(kinds):
            raise ValueError(f"{len(kinds)} forms are needed: {', '.join(kinds)}")
        noun = spec.forms[kinds.index(locale_of(speaker.locale).plural_form(abs(number)))]
        return noun if spec.bare else f"{decimal(number, speaker)} {noun}"
    if spec.word in QUARTER_FORMS:
        return _quarter(Quarter.at(number), spec, speaker)
    if spec.word == "share":
        return percentage(Decimal(number), speaker)
    if spec.word == "plain":
        return str(number)
    if spec.word == "roman":
        return roman(number)
    sign = "+" if spec.word == "+" and number > 0 else ""
    if spec.word not in ("", "+"):
        raise ValueError(f"a number is written {', '.join(NUMBER_FORMS)}, not '{spec.word}'")
    return sign + decimal(number, speaker)


def _fraction(value: Fraction, spec: Spec, speaker: Speaker) -> str:
    if spec.word == "share":
        return percentage(Decimal(round(value * 1000)), speaker)
    return str(value)


def _date(value: Date, spec: Spec, speaker: Speaker) -> str:
    from babel.dates import format_date, format_skeleton

    if spec.word not in ("", *DATE_FORMS):
        raise ValueError(f"a date is written {', '.join(DATE_FORMS)}, not '{spec.word}'")
    if not value.month:
        return str(value.year)
    day = datetime.date(value.year, value.month, value.day or 1)
    if not value.day or spec.word == "month":
        return format_skeleton("yMMMM", day, locale=speaker.locale)
    if spec.word == "day":
        return format_skeleton("MMMMd", day, locale=speaker.locale)
    return format_date(day, format="long", locale=speaker.locale)


def _day(value: datetime.date, spec: Spec, speaker: Speaker) -> str:
    return _date(Date(value.year, value.month, value.day), spec, speaker)


def _quarter(value: Quarter, spec: Spec, speaker: Speaker) -> str:
    form = "words" if spec.word in ("", "quarter") else spec.word
    return speaker.say(f"quarter.{form}.q{value.part}", year=value.year)


def _share(value: Share, spec: Spec, speaker: Speaker) -> str:
    return percentage(Decimal(value.per_mille), speaker)


def _sentence(value: Sentence, spec: Spec, speaker: Speaker) -> str:
    return speaker.say(value.key, **value.values)


def _yes_no(value: bool, spec: Spec, speaker: Speaker) -> str:
    return speaker.say("common.yes" if value else "common.no")


def _text(value: str, spec: Spec, speaker: Speaker) -> str:
    if spec.word in QUARTER_FORMS:
        return _quarter(Quarter.of(value), spec, speaker)
    if spec.word in DATE_FORMS:
        return _date(Date.of(value), spec, speaker)
    if (spec.word or spec.forms) and speaker.strict:
        raise ValueError(f"'{value}' is plain text and cannot be declined; pass a Name")
    return value


def _named(text: str, preposition: str) -> str:
    """A name behind its preposition, which is lengthened where Russian wants it."""
    if not preposition:
        return text
    longer, before = LONGER[preposition]
    return f"{longer if before.match(text) else preposition} {text}"


def _chosen(gender: str, spec: Spec) -> str:
    """The form for a gender; one that is not offered takes the first, as the masculine does in Russian."""
    if len(spec.genders) != len(spec.forms):
        raise ValueError(f"{len(spec.genders)} forms are needed: {'/'.join(spec.genders)}")
    return spec.forms[spec.genders.index(gender) if gender in spec.genders else 0]


def _name(value: Name, spec: Spec, speaker: Speaker) -> str:
    if spec.genders:
        return _chosen(speaker.gender(value.id), spec)
    if spec.forms:
        raise ValueError(f"a name has no plural forms {'|'.join(spec.forms)}")
    return _named(speaker.name(value.id, spec.word or "nom"), spec.preposition)


def _list(value: Sequence[Any], spec: Spec, speaker: Speaker) -> str:
    from babel.lists import format_list

    if not value:
        return _name(Name("nobody"), spec, speaker)
    if spec.genders and len(value) > 1:
        return _chosen("p", spec)
    inner = spec._replace(capital=False, style="")
    rest = inner._replace(preposition="")
    items = [shown(item, rest if place else inner, speaker) for place, item in enumerate(value)]
    return format_list(items, style="or" if spec.style else "standard", locale=speaker.locale)


_PRINTED: Final[tuple[tuple[type, Callable[[Any, Spec, Speaker], str]], ...]] = (
    (bool, _yes_no),
    (Name, _name),
    (Integral, _number),
    (str, _text),
    (Date, _date),
    (datetime.date, _day),
    (Quarter, _quarter),
    (Share, _share),
    (Sentence, _sentence),
    (Fraction, _fraction),
    (list, _list),
    (tuple, _list),
)


def shown(value: object, spec: Spec, speaker: Speaker) -> str:
    """A value as it stands in a sentence. Raises ValueError when it cannot be written so.

    Lists join their members; an empty one is "nobody". A bare float is refused: say what it means.
    """
    for kind, printed in _PRINTED:
        if isinstance(value, kind):
            # Narrow no-break blanks are in few fonts; the ordinary one keeps a date together as well.
            text = printed(value, spec, speaker).replace("\N{NARROW NO-BREAK SPACE}", NO_BREAK)
            return text[:1].upper() + text[1:] if spec.capital else text
    raise ValueError(f"{value!r} is nothing a sentence can be filled with")
