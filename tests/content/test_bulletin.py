"""The bulletin as it is shipped: two voices for every event, in two languages, short enough to be read."""

from __future__ import annotations

import re
from functools import cache

import numpy as np
import pytest

from game import players
from game.content import load
from game.content.citing import cited, work
from game.rules import dice, quarter
from game.rules.terms import Rung
from game.session import Session
from game.words import Words

WORDS_A_QUARTER = 120
DISPUTED = ("letter", "telegram", "turn-back", "frunze-operation", "leak", "july-talk", "grain", "notes")


@cache
def shipped():
    return load("moscow-1924")


@cache
def played(games=200):
    """In which quarter each event came, in games of politicians: int[h, events], one more than the quarter."""
    s = shipped().scenario
    game = quarter.start(s, dice.seeds("bulletin", games))
    seats = [players.level("politician", s, k) for k in range(len(s.contenders))]
    while not game.over:
        game.submit(players.decide_all(game, seats), lawful=True)
    return game.world.fired


def test_there_are_seventy_events_or_more_each_with_a_day_or_a_window_a_source_and_a_grade():
    events = shipped().scenario.events
    assert len(events) >= 70
    assert sum(not e.id.startswith(("harvest", "other-harvest")) for e in events) >= 70
    for event in events:
        facts = shipped().event_facts[event.id]
        assert facts["source"], event.id
        assert facts["grade"] in "CSUE", event.id


def test_ten_events_or_more_depend_on_earlier_acts():
    acts = {
        "exposure",
        "ruling",
        "pact",
        "rung",
        "chose",
        "holder",
        "line",
        "trust",
        "lean",
        "dial",
        "position",
    }
    events = shipped().scenario.events
    moved = [e.id for e in events if {c.quantity for c in e.conditions} & acts]
    hazards = [e.id for e in events if any(c.quantity in acts for known, _ in e.modifiers for c in known)]
    assert len(moved) >= 10
    assert len(hazards) >= 3


@pytest.mark.parametrize("language", ["en", "ru"])
def test_every_event_speaks_in_two_voices(language):
    texts = shipped().texts[language]
    for event in shipped().scenario.events:
        for voice in ("title", "public", "secret"):
            assert texts.get(f"event.{event.id}.{voice}"), (event.id, voice)
        assert texts[f"event.{event.id}.public"] != texts[f"event.{event.id}.secret"]


@pytest.mark.parametrize("language", ["en", "ru"])
def test_where_scholars_differ_it_is_said(language):
    texts = shipped().texts[language]
    for name in DISPUTED:
        assert f"event.{name}.dissent" in texts


@pytest.mark.parametrize("language", ["en", "ru"])
def test_the_public_page_of_a_quarter_is_read_in_a_minute(language):
    fired = played()
    texts = shipped().texts[language]
    events = shipped().scenario.events
    words = np.array([len(texts[f"event.{e.id}.public"].split()) for e in events])
    for q in range(shipped().scenario.quarters):
        here = fired == q + 1
        default = here.mean(axis=0) >= 0.5
        assert words[default].sum() < WORDS_A_QUARTER, q
        # Nor is it long in a game that goes its own way.
        assert np.percentile((here * words).sum(axis=1), 99) < WORDS_A_QUARTER, q


def test_the_village_writes_in_each_first_quarter_and_gives_no_number():
    s = shipped().scenario
    for year in range(1924, 1930):
        event = s.events[s.event_index[f"letters-{year}"]]
        assert s.quarter_id(event.first) == f"{year}Q1"
        assert not event.effects
        for language in ("en", "ru"):
            for voice in ("public", "secret"):
                assert not re.search(r"\d", shipped().texts[language][f"event.letters-{year}.{voice}"])


def test_nobody_gains_by_a_reported_fall_or_death():
    s = shipped().scenario
    for name in ("joffe", "fall-trotsky", "fall-zinoviev", "fall-kamenev", "fall-bukharin", "alma-ata"):
        event = s.events[s.event_index[name]]
        assert not event.effects
        assert not event.choices
    frunze = s.events[s.event_index["frunze-operation"]]
    assert frunze.asks is None


def test_a_russian_reader_is_told_every_work_in_russian():
    loaded = shipped()
    words = Words("ru", loaded.texts["ru"])
    for facts in [*loaded.event_facts.values(), *loaded.people_facts.values()]:
        said = cited(facts["source"], loaded.sources, words)
        # Names of sites and encyclopedias keep their letters.
        assert re.search("[а-яё]", said), said
        for line in facts["source"]:
            assert work(line) == "E" or words.has(f"source.{work(line)}"), line


def test_a_reader_without_a_translation_is_told_the_title_of_sources_yaml_and_no_remark():
    sources = {"KEY": {"title": "A Reference"}}
    lines = ["KEY: page 7", "S: A Book: chapter 2", "KEY", "E: a guess"]
    said = cited(lines, sources, Words("en"))
    assert said == "A Reference; A Book; a judgement of this game"


def test_only_who_sits_in_the_politburo_reads_its_minutes():
    session = Session.new(shipped(), {"trotsky": "human"}, "1", path=None)
    assert session.minutes()
    session.play.world.rung[0, session.scenario.contenders.index("trotsky")] = Rung.CC
    assert not session.minutes()
    session.play.world.rung[0, session.scenario.contenders.index("trotsky")] = Rung.CANDIDATE
    assert session.minutes()
    assert Session.new(shipped(), {}, "1", path=None).minutes()
