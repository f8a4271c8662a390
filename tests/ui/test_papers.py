"""The page of papers: only what one knows, and room for it in large type and both languages."""

from __future__ import annotations

import pytest

from game.content import load
from game.session import Session
from game.ui.labels import paper_lines
from game.ui.screens.papers import Papers
from game.ui.screens.title import speak
from tests.ui.driving import opened, widget
from tests.ui.test_fit import faults


def a_session() -> Session:
    """A game at its opening, with a person in Zinoviev's seat."""
    return Session.new(load("moscow-1924"), {"zinoviev": "human"}, "5")


@pytest.mark.parametrize(("language", "text"), [("en", 100), ("ru", 100), ("ru", 150)])
def test_every_paper_fits_on_its_page_in_large_type(home, language, text):
    session = a_session()
    world = session.play.world
    # All are out and locked, about everybody and held by everybody: the longest page there can be.
    world.document[...], world.sealed[...], world.party[...], world.copied[...] = 3, 4, 1, 1
    world.memo.clear()
    app = opened(language, text=text, still=True)
    speak(app, session.loaded)
    seat = session.scenario.contenders.index("zinoviev")
    app.push(Papers(app, session, seat))
    found = []
    for d in app.top.known:
        app.top.show(d)
        found += faults(app)
    assert len(app.top.known) == len(session.scenario.documents)
    assert found == []


def test_a_paper_one_does_not_know_is_not_on_the_page(home):
    session = a_session()
    app = opened(still=True)
    speak(app, session.loaded)
    seats = session.scenario.contenders
    app.push(Papers(app, session, seats.index("zinoviev")))
    names = {w.name for w in app.top.widgets}
    assert "paper:letter" in names
    assert "paper:october" not in names
    assert widget(app, "paper:letter").chosen
    bukharin = Papers(app, session, seats.index("bukharin"))
    assert [session.scenario.documents[d].id for d in bukharin.known] == ["antonov"]


def test_the_lines_of_a_paper_name_whom_it_would_hurt_and_who_holds_it(home):
    session = a_session()
    app = opened(still=True)
    speak(app, session.loaded)
    view = session.view(session.scenario.contenders.index("zinoviev"))
    lines = paper_lines(app.words, session.scenario, view, session.scenario.document_index["letter"])
    assert "Copies: Zinoviev, Kamenev" in lines
    assert "General Secretary (Stalin): Lenin's mantle -180" in lines
    assert "Its authorship is disputed." in lines
