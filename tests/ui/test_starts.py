"""In the screen of a new game one chooses where history begins."""

from __future__ import annotations

import pytest

from game.content.load import by_date
from game.ui.screens.newgame import NewGame
from tests.ui.driving import opened, widget
from tests.ui.test_fit import faults


def choosing(language="en", text=100):
    """A window with the choice of a seat on top."""
    app = opened(language, text=text)
    app.top.new()
    app.step()
    assert isinstance(app.top, NewGame)
    return app


@pytest.mark.parametrize("language", ["en", "ru"])
@pytest.mark.parametrize("text", [100, 150])
def test_every_start_can_be_chosen_and_its_words_fit(language, text):
    app = choosing(language, text)
    seen = []
    for _ in by_date():
        seen.append(app.top.loaded.scenario.id)
        assert not faults(app)
        assert app.top.say("scenario.title") in widget(app, "scenario").label
        app.top.next_scenario()
        app.step()
    assert sorted(seen) == sorted(by_date())
    assert app.top.loaded.scenario.id == seen[0]


def test_a_game_from_a_later_start_begins_in_its_quarter_with_the_same_seat(home):
    app = choosing()
    app.top.choose(3)
    while app.top.loaded.scenario.id != "july-1928":
        widget(app, "scenario").press()
        app.step()
    assert app.top.seat == 3
    app.top.start()
    for _ in range(4):
        app.step()
    assert app.tree()["quarter"] == "1928Q3"


def test_the_starts_stand_in_the_order_of_their_dates():
    ids = by_date()
    assert ids.index("moscow-1924") < ids.index("november-1924") < ids.index("january-1926")
    assert ids[-1] == "july-1928"
