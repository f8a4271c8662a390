"""Looking for what is missing or wrong in the catalogues, for authors and for the tests."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from importlib.resources.abc import Traversable
from typing import Final

from game.words.catalogue import Entry, Problem, available_languages, read
from game.words.forms import plural_classes
from game.words.say import ENGLISH
from game.words.templates import (
    CASES,
    DATE_FORMS,
    GENDERS,
    NAME_FORMS,
    NUMBER_FORMS,
    QUARTER_FORMS,
    fields,
    parsed,
    pieces,
)

_SPECS: Final = {"", *NAME_FORMS, *NUMBER_FORMS, *DATE_FORMS, *QUARTER_FORMS}


def check_catalogues(folder: Traversable | None = None) -> list[Problem]:
    """Every problem of the catalogues (the shipped ones, or those of a folder of languages).

    Broken files, doubled keys, keys that one language lacks, different placeholders, a wrong number of
    forms, unknown specs, names not fully declined, texts left in English.

    >>> check_catalogues()
    []
    """
    problems: list[Problem] = []
    tables: dict[str, dict[str, Entry]] = {}
    for language in available_languages(folder):
        tables[language], broken = read(language, folder)
        problems += broken
    for language, entries in tables.items():
        locale = entries["language.locale"].text if "language.locale" in entries else language
        for key, entry in entries.items():
            problems += [Problem(entry.file, entry.line, key, what) for what in wrong_in(entry.text, locale)]
        problems += _names(entries, language)
        problems += _missing(language, entries, tables)
        if language != ENGLISH and ENGLISH in tables:
            problems += _unlike(entries, tables[ENGLISH])
    return sorted(problems, key=lambda p: (p.file, p.line, p.key, p.message))


def wrong_in(text: str, locale: str) -> Iterator[str]:
    """What is wrong with one text by itself, for the catalogues and for the texts of a scenario.

    >>> list(wrong_in("{n:vote}s of {all:votes}", "en"))
    ["{n:vote}: 'vote' is no form", "{all:votes}: 'votes' is no form"]
    """
    kinds = plural_classes(locale)
    if not text.strip():
        yield "the text is empty"
    elif text != text.strip():
        yield "the text begins or ends with a blank"
    try:
        parts = pieces(text)
    except ValueError as error:
        yield f"the braces cannot be read: {error}"
        return
    for piece in parts:
        if piece.field is None:
            continue
        spec = parsed(piece.spec)
        if spec.preposition and not locale.startswith("ru"):
            yield f"{{{piece.field}:{piece.spec}}}: this preposition is Russian"
        shown = f"{{{piece.field}:{piece.spec}}}"
        if spec.genders:
            if len(spec.genders) != len(spec.forms):
                yield f"{shown} gives {len(spec.forms)} of {len(spec.genders)} genders"
        elif spec.forms:
            if len(spec.forms) != len(kinds):
                yield f"{shown} gives {len(spec.forms)} forms; this language counts with {len(kinds)}"
        elif not {spec.word, *spec.word.split(".")} & _SPECS:
            yield f"{shown}: '{spec.word}' is no form"


def _names(entries: Mapping[str, Entry], language: str) -> Iterator[Problem]:
    """Names half declined, or of no known gender."""
    tables: dict[str, dict[str, Entry]] = {}
    for key, entry in entries.items():
        if key.startswith("name."):
            id, _, form = key.removeprefix("name.").partition(".")
            tables.setdefault(id, {})[form] = entry
    for id, forms in tables.items():
        first = next(iter(forms.values()))
        key = f"name.{id}"
        lacking = [case for case in CASES if case not in forms]
        if "nom" in lacking:
            yield Problem(first.file, first.line, key, "the nominative is missing")
        elif lacking and len(lacking) < len(CASES) - 1:
            yield Problem(first.file, first.line, key, f"lacks {', '.join(lacking)}")
        if "gender" in forms and forms["gender"].text not in GENDERS:
            yield Problem(first.file, first.line, key, f"a gender is one of {', '.join(GENDERS)}")


def _needed(key: str) -> str:
    """What another language must have for this key: a name must exist there, in whatever forms."""
    return ".".join(key.split(".")[:2]) if key.startswith("name.") else key


def _missing(
    language: str, entries: Mapping[str, Entry], tables: Mapping[str, Mapping[str, Entry]]
) -> Iterator[Problem]:
    """What other languages have and this one lacks, placed where the other one has it."""
    own = {_needed(key) for key in entries}
    told = set()
    for other in tables.values():
        for key, entry in other.items():
            need = _needed(key)
            if need not in own and need not in told:
                told.add(need)
                yield Problem(entry.file, entry.line, need, f"is missing in '{language}'")


def _unlike(entries: Mapping[str, Entry], english: Mapping[str, Entry]) -> Iterator[Problem]:
    """Texts that ask for other values than the English ones do, or that still are the English ones."""
    for key, entry in entries.items():
        if key not in english or key.startswith(("name.", "language.")):
            continue
        try:
            here, there = fields(entry.text), fields(english[key].text)
        except ValueError:
            continue  # told already
        if here != there:
            lacks = ", ".join(sorted(there - here)) or "nothing"
            adds = ", ".join(sorted(here - there)) or "nothing"
            what = f"other placeholders than English: lacks {lacks}, adds {adds}"
            yield Problem(entry.file, entry.line, key, what)
        bare = "".join(piece.text for piece in pieces(entry.text))
        if entry.text == english[key].text and re.search(r"[a-z]{3} [a-z]{3}", bare):
            yield Problem(entry.file, entry.line, key, "is still in English")
