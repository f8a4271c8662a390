"""Sentences made where nobody knows the reader's language: English at once, any language later."""

from __future__ import annotations

import pickle
import re
from pathlib import Path

import pytest

from game.rules.parameters import DEFAULTS
from game.words import Said, Words, catalogue, said, told

GAME = Path(__file__).resolve().parents[2] / "game"
RUSSIAN = Words("ru")
_KEY = re.compile(r"""(?<=["'])(?:check|record|hint)\.[a-z0-9-]+(?=["'])""")
_MADE = re.compile(r"""f"(check|record|hint)\.([a-z0-9-]*)\{[^}]*\}([a-z0-9-]*)\"""")


def test_a_sentence_is_plain_english_that_can_be_told_in_another_language() -> None:
    hint = said("hint.near", near="urals")
    sentence = said("record.with-hint", message=said("record.no-region", word="ural"), hint=hint)
    assert sentence == "there is no region 'ural' (did you mean 'urals'?)"
    assert told(sentence, RUSSIAN) == "нет области «ural» (может быть, «urals»?)"
    assert told(sentence, Words("en")) == sentence
    assert told("only words", RUSSIAN) == "only words"


def test_a_sentence_survives_the_way_to_another_process() -> None:
    sentence = said("record.partners", kind="triumvirate", need=2)
    again = pickle.loads(pickle.dumps(sentence))
    assert isinstance(again, Said)
    assert again == sentence
    assert told(again, RUSSIAN) == "для triumvirate нужны 2 союзника"


@pytest.mark.parametrize("area", ["check", "record", "hint"])
def test_every_sentence_about_a_file_is_used_and_every_one_used_is_there(area: str) -> None:
    sources = [path.read_text(encoding="utf-8") for path in GAME.rglob("*.py")]
    used = {key for text in sources for key in _KEY.findall(text) if key.startswith(area)} - DEFAULTS.keys()
    there = {key for key in catalogue("en") if key.startswith(f"{area}.")}
    assert used <= there
    # Keys whose last word is worked out, such as `check.no-{kind}`, and the hints of YAML.
    made = [(m[1], m[2], m[3]) for text in sources for m in _MADE.finditer(text)]
    made.append(("check", "yaml-", ""))
    made += [("record", "no-", "")]
    patterns = [re.compile(rf"{a}\.{re.escape(b)}[a-z0-9-]+{re.escape(c)}") for a, b, c in made if b or c]
    left = {key for key in there - used if not any(p.fullmatch(key) for p in patterns)}
    assert left <= {"check.error", "check.warning"}
