"""Lenses: what is wrong with one, and what it changes where it is looked through."""

from __future__ import annotations

import json
from pathlib import Path

from game.content import check, load
from game.rules.parameters import PARAMETERS
from tests.cli.run import who_whom
from tests.content.builder import FILES, written

GOOD = """\
lenses:
  deeds:
    parameters:
      place.gain: {value: 80, source: E}
      prepare.grip: {value: 85, source: E}
      vote.appoint: {value: 200, source: E}
      discipline.floor: {value: 620, source: E}
      drift.cap: {value: 900, source: E}
    source: E
    grade: E
"""
WORDS = """
lenses:
  deeds:
    title: Deeds
    about: What is done counts.
    why:
      place.gain: Posts count.
"""


def with_lens(folder: Path, text: str = GOOD, words: str = "") -> Path:
    texts = {"text/en/lenses.yaml": words.lstrip()} if words else {}
    return written(folder, {**FILES, **texts, "lenses/schools.yaml": text})


def wrong(folder: Path, text: str = GOOD, words: str = "") -> list[str]:
    return [str(p) for p in check(with_lens(folder, text, words)) if p.severity == "error"]


def test_a_good_lens_is_read_as_numbers_by_name(tmp_path):
    loaded = load(with_lens(tmp_path))
    assert wrong(tmp_path / "a") == []
    assert loaded.lenses["deeds"]["place.gain"] == 80
    assert len(loaded.lenses["deeds"]) == 5


def test_a_number_that_is_no_number_of_the_rules_is_told_with_the_nearest(tmp_path):
    found = wrong(tmp_path, GOOD.replace("place.gain", "place.gian"))
    assert len(found) == 1
    assert found[0].startswith("lenses/schools.yaml:4:")
    assert "place.gain" in found[0]


def test_a_number_out_of_its_range_is_told_with_the_range(tmp_path):
    (parameter,) = (p for p in PARAMETERS if p.name == "place.gain")
    found = wrong(tmp_path, GOOD.replace("value: 80", f"value: {parameter.high + 1}"))
    assert len(found) == 1
    assert str(parameter.high) in found[0]


def test_a_lens_that_repeats_the_scenarios_own_number_is_told(tmp_path):
    (parameter,) = (p for p in PARAMETERS if p.name == "place.gain")
    found = wrong(tmp_path, GOOD.replace("value: 80", f"value: {parameter.value}"))
    assert len(found) == 1
    assert found[0].startswith("lenses/schools.yaml:4:")


def test_a_lens_of_fewer_than_five_numbers_is_refused(tmp_path):
    assert len(wrong(tmp_path, GOOD.replace("      drift.cap: {value: 900, source: E}\n", ""))) == 1


def test_texts_of_a_lens_or_a_number_that_is_not_there_are_told(tmp_path):
    assert wrong(tmp_path / "a", GOOD, WORDS) == []
    assert len(wrong(tmp_path / "b", GOOD, WORDS.replace("  deeds:", "  deedz:"))) == 1
    assert len(wrong(tmp_path / "c", GOOD, WORDS.replace("place.gain", "lobby.lean"))) == 1


def test_the_shipped_lenses_are_five_and_each_number_says_why_in_both_languages():
    loaded = load("moscow-1924")
    assert len(loaded.lenses) == 5
    for language in ("en", "ru"):
        words = loaded.texts[language]
        for id, numbers in loaded.lenses.items():
            assert words[f"lens.{id}.title"]
            assert words[f"lens.{id}.about"]
            for name in numbers:
                assert words[f"lens.{id}.why.{name}"], (id, name)


def shares(home: Path, typed: str = "") -> object:
    done = who_whom(f"simulate --histories 6 --seed 1 --no-timing --json - {typed}", home=home)
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)["outcomes"]


def test_a_lens_is_the_same_as_its_numbers_named_one_by_one_and_what_is_named_counts_before_it(tmp_path):
    loaded = load("moscow-1924")
    numbers = loaded.lenses["machine"]
    own = dict(loaded.scenario.parameters)
    through = shares(tmp_path, "--lens machine")
    assert through == shares(tmp_path, " ".join(f"--param {name}={n}" for name, n in numbers.items()))
    back = " ".join(f"--param {name}={own[name]}" for name in numbers)
    assert shares(tmp_path, f"--lens machine {back}") == shares(tmp_path)
    assert through != shares(tmp_path)


def test_what_was_seen_through_a_lens_is_made_again_from_its_recipe(tmp_path):
    made = tmp_path / "seen.json"
    done = who_whom(f"simulate --histories 4 --seed 1 --lens skill --json {made}", home=tmp_path)
    assert done.returncode == 0, done.stderr
    again = who_whom(f"verify {made}", home=tmp_path)
    assert again.returncode == 0, again.stderr
