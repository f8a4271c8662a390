"""Saying something to a person in his language."""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping
from types import MappingProxyType
from typing import Any, Final

from game.words import forms
from game.words.catalogue import catalogue
from game.words.templates import parsed, pieces
from game.words.values import Sentence

ENGLISH: Final = "en"
_NOTHING: Final[Mapping[str, Any]] = MappingProxyType({})


class Unsaid(KeyError):
    """A text or a name that no catalogue has, or a text that cannot be filled; only raised when strict."""

    def __str__(self) -> str:
        return str(self.args[0])


def _under_test() -> bool:
    return "PYTEST_VERSION" in os.environ or "PYTEST_CURRENT_TEST" in os.environ


class Words:
    """The words of one language.

    `extra` adds texts to the catalogues or replaces them (a scenario's own); `names` gives for an id its
    forms: ``nom gen dat acc ins pre`` (a missing one is the nominative), ``gender`` (``m f n p``) and any
    other, such as ``full``. Names may also stand in the texts as ``name.ID.FORM``. When `strict`, as it is
    under test, a missing text or value raises Unsaid; otherwise the English text is given, or the key in
    brackets: a player is never stopped by a word. Raises CatalogueError for an unknown language.

    >>> from game.words import Name
    >>> words = Words("en", {"demo.vote": "{who} has {n:vote|votes}."}, {"k": {"nom": "Kamenev"}})
    >>> words.say("demo.vote", who=Name("k"), n=1)
    'Kamenev has 1 vote.'
    """

    def __init__(
        self,
        language: str,
        extra: Mapping[str, str] = _NOTHING,
        names: Mapping[str, Mapping[str, str]] = _NOTHING,
        *,
        strict: bool | None = None,
    ) -> None:
        self.language = language
        self._texts = {**catalogue(language), **extra}
        self._names: dict[str, dict[str, str]] = {}
        for key, text in self._texts.items():
            if key.startswith("name."):
                id, _, form = key.removeprefix("name.").partition(".")
                self._names.setdefault(id, {})[form or "nom"] = text
        for id, given in names.items():
            self._names[id] = {**self._names.get(id, {}), **given}
        self._strict = _under_test() if strict is None else strict

    @property
    def locale(self) -> str:
        """Babel's name for the habits of this language, from the text ``language.locale``."""
        return self._texts.get("language.locale", self.language)

    @property
    def strict(self) -> bool:
        """Whether something missing is an error."""
        return self._strict

    def has(self, key: str) -> bool:
        """Whether this language itself has a text for the key."""
        return key in self._texts

    def keys(self) -> Iterator[str]:
        """Every key that has a text, sorted."""
        return iter(sorted(self._texts))

    def say(self, key: str, /, **values: Any) -> str:
        """The text of a key, filled. See `game.words.templates` for how a text is written.

        Raises Unsaid when strict and the text is missing, a value is not given or cannot be written so.
        """
        text = self._texts.get(key)
        if text is not None:
            return self._filled(key, text, values)
        if self._strict:
            raise Unsaid(f"no text '{key}' in language '{self.language}'")
        if self.language != ENGLISH and key in catalogue(ENGLISH):
            return Words(ENGLISH, names=self._names, strict=False).say(key, **values)
        return f"[{key}]"

    def tell(self, sentence: Sentence) -> str:
        """A sentence that was made before its reader was known."""
        return self.say(sentence.key, **sentence.values)

    def show(self, value: object, spec: str = "") -> str:
        """One value alone, as a text with ``{value:spec}`` would show it.

        >>> from game.words import Name
        >>> Words("en").show(12345), Words("en").show([Name("congress"), Name("politburo")], "^")
        ('12,345', 'The congress and the Politburo')
        """
        return self._filled("", f"{{value:{spec}}}", {"value": value})

    def name(self, id: str, form: str = "nom") -> str:
        """A name in a form; a form that is not given falls back from ``full.gen`` to ``full`` to ``nom``."""
        known = self._names.get(id)
        if known is None:
            if self._strict:
                raise Unsaid(f"no name '{id}' in language '{self.language}'")
            return f"[{id}]"
        while form and form not in known:
            form = form.rpartition(".")[0]
        return known[form] if form else known.get("nom", id)

    def gender(self, id: str) -> str:
        """The gender of a name: m, f, n or p; m when nothing is said."""
        return self._names.get(id, _NOTHING).get("gender", "m")

    def _filled(self, key: str, text: str, values: Mapping[str, Any]) -> str:
        out = []
        try:
            parts = pieces(text)
        except ValueError as error:
            if self._strict:
                raise Unsaid(f"'{key}': {error}") from None
            return text
        for piece in parts:
            out.append(piece.text)
            if piece.field is None:
                continue
            try:
                if piece.field not in values:
                    raise ValueError("no value was given")
                out.append(forms.shown(values[piece.field], parsed(piece.spec), self))
            except ValueError as error:
                if self._strict:
                    raise Unsaid(f"'{key}', {{{piece.field}}}: {error}") from None
                out.append(str(values.get(piece.field, f"[{piece.field}]")))
        return "".join(out)
