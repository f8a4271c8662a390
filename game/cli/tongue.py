"""In which language the command line speaks, and how it says that something makes no sense."""

from __future__ import annotations

import json
import locale
import os
from typing import Any, Final

from game.words import Words, available_languages, told

LANGUAGES: Final = available_languages()


class Nonsense(Exception):
    """Bad input: a catalogue key and the values of its sentence. It ends the command with exit code 2."""

    def __init__(self, key: str, **values: object) -> None:
        super().__init__(key)
        self.key = key
        self.values = values


class Tongue:
    """The words of the command line in one language; `extra` and `names` come from a scenario."""

    def __init__(self, language: str, extra: Any = None, names: Any = None) -> None:
        self.language = language
        self.words = Words(language, extra or {}, names or {})

    def __call__(self, key: str, **values: Any) -> str:
        """The text of a key."""
        return self.words.say(key, **values)

    def sentence(self, error: Nonsense) -> str:
        """What is wrong, in one line, whatever a person typed."""
        values = {k: told(v, self.words) if isinstance(v, str) else v for k, v in error.values.items()}
        text = self.words.say(error.key, **values)
        return " ".join("".join(c if c.isprintable() else " " for c in text).split())


def chosen_language(words: list[str]) -> tuple[str, list[str]]:
    """The language of ``--language``, else of the settings, else of the system; and the other words.

    Raises Nonsense for a language that there is no catalogue for.
    """
    rest: list[str] = []
    asked = None
    place = 0
    while place < len(words):
        word = words[place]
        if word == "--language":
            if place + 1 == len(words):
                raise Nonsense("cli.needs-value", option="--language")
            asked = words[place + 1]
            place += 2
            continue
        if word.startswith("--language="):
            asked = word.partition("=")[2]
        else:
            rest.append(word)
        place += 1
    if asked is not None and asked not in LANGUAGES:
        raise Nonsense("cli.language", language=asked, known=", ".join(LANGUAGES))
    return asked or _saved() or _of_the_system(), rest


def _saved() -> str | None:
    """The language that was chosen in the window, if its settings can be read."""
    from game.places import own_folder

    try:
        settings = json.loads((own_folder() / "settings.json").read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return None
    language = settings.get("language") if isinstance(settings, dict) else None
    return language if language in LANGUAGES else None


def _of_the_system() -> str:
    asked = next((os.environ[k] for k in ("LC_ALL", "LC_MESSAGES", "LANG") if os.environ.get(k)), None)
    asked = asked or locale.getlocale()[0] or ""
    return "ru" if asked.lower().startswith(("ru", "russian")) else "en"
