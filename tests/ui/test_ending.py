"""The ending: the window and the terminal give the same figures for what it rested on."""

from __future__ import annotations

import pytest

from game.content import load
from game.rules import endings, power
from game.session import Session
from game.ui.labels import person
from game.ui.screens.ending import EndingScreen
from game.ui.screens.title import speak
from tests.ui.driving import opened


@pytest.mark.parametrize("language", ["en", "ru"])
def test_window_and_terminal_say_the_same_share_of_the_secretaries(home, language, capsys):
    from game.cli.terminal import _ending
    from game.words import Words

    loaded = load("moscow-1924")
    session = Session.new(loaded, {}, "7", path=None)
    while not session.over and session.play.quarter < 2:
        session.resolve()
    app = opened(language)
    speak(app, loaded)
    app.push(EndingScreen(app, session))
    app.step()
    shown = [p.text for p in app.placed]
    world = session.play.world
    said = []
    for key, values in endings.causes(world):
        filled = dict(values) | {"who": person(app.words, session.scenario.contenders[values["who"]])}
        said.append(app.words.say(key, **filled))
    assert set(said) <= set(shown)
    share = int(power.control(world)[0].max())
    assert 0 < share <= 1000
    number = f"{share / 10:.1f}".removesuffix(".0").replace(".", "," if language == "ru" else ".")
    assert f"{number}\N{NO-BREAK SPACE}%" in said[2]
    texts = {**loaded.texts["en"], **loaded.texts[language]}
    _ending(session, Words(language, texts, loaded.names.get(language, {})))
    printed = capsys.readouterr().out
    assert all(line in printed for line in said)
