"""Sentences that are already said in English and can be said again in another language.

What is wrong in a file is found far below anybody who knows the reader's language. There it is a `Said`: plain
English text to compare, sort and print, with the key and the values it was made from.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from typing import Any

from game.words.say import ENGLISH, Words


class Said(str):
    """An English sentence that remembers its key and its values; values may be sentences themselves.

    >>> hint = said("hint.near", near="orders")
    >>> hint, told(hint, Words("ru"))
    ("did you mean 'orders'?", 'может быть, «orders»?')
    """

    key: str
    values: Mapping[str, Any]

    def __new__(cls, text: str, key: str, values: Mapping[str, Any]) -> Said:
        """The sentence `text`, which is the English one of `key` with `values`."""
        made = super().__new__(cls, text)
        made.key, made.values = key, dict(values)
        return made

    def __getnewargs__(self) -> tuple[str, str, Mapping[str, Any]]:  # type: ignore[override]
        return str(self), self.key, self.values


def said(key: str, /, **values: Any) -> Said:
    """The sentence of a key in English, to be told in another language later."""
    return Said(_english().say(key, **values), key, values)


def told(text: str, words: Words) -> str:
    """A sentence in the language of `words`; a plain text stays as it is."""
    if not isinstance(text, Said):
        return text
    values = {name: told(v, words) if isinstance(v, str) else v for name, v in text.values.items()}
    return words.say(text.key, **values)


@lru_cache(maxsize=1)
def _english() -> Words:
    return Words(ENGLISH)
