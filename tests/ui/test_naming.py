"""Whom a motion is about: chosen from a list on the page of orders, by keys, and written into the record."""

from __future__ import annotations

from game.content import load
from game.rules import orders
from game.session import Session
from game.ui.screens.orders import OrdersScreen
from game.ui.screens.title import speak
from tests.ui.driving import keydown, opened, press, widget

ESCAPE = 27


def at_orders(seat="zinoviev", language="en"):
    """The page of orders of a quarter in which the plenum may act, with capital for anything."""
    session = Session.new(load("moscow-1924"), {seat: "human"}, "5")
    for _ in session.advance():
        pass
    while session.play.stage.kind != "orders":
        session.submit(session.scenario.contenders.index(seat), session.play.default(2))
        for _ in session.advance():
            pass
    session.play.world.capital[...] = 9
    session.play.world.memo.clear()
    app = opened(language, still=True)
    speak(app, session.loaded)
    app.push(OrdersScreen(app, session, session.scenario.contenders.index(seat)))
    app.step()
    return app


def tabled(app, token):
    """Choose a motion on the page."""
    app.top.open(4)
    app.top.choose(next(n for n in app.top.listed() if token == token_of(app, n)))
    app.step()


def token_of(app, place):
    """The token of an option."""
    return orders.options(app.top.session.scenario)[place].token


def reach(app, name):
    """Tab to a widget and press it."""
    order = [w.name for w in app.top.widgets if w.focusable]
    assert name in order, order
    for _ in range(len(order)):
        if app.tree()["focus"] == name:
            break
        press(["Tab"])
        app.step()
    press(["Return"])
    app.step()


def open_motion(app, start):
    """The first open motion of the page that begins so."""
    app.top.open(4)
    listed = [token_of(app, n) for n in app.top.listed() if app.top.closed[n] == 0]
    return next(t for t in listed if t.startswith(start))


def test_another_man_is_put_forward_for_a_post_than_the_one_who_is_proposed():
    app = at_orders()
    token = open_motion(app, "table:fill:")
    tabled(app, token)
    before = app.top.given[0][1][1]
    people = app.top.session.scenario.people
    other = next(w for w in app.top.persons(app.top.given[0][1]) if people.index(w) != before)
    reach(app, f"whom:{token}")
    assert widget(app, f"who:{people[before]}").chosen
    reach(app, f"who:{other}")
    assert app.top.naming is None
    assert people[app.top.given[0][1][1]] == other
    assert widget(app, f"whom:{token}").value == other
    assert app.words.say(f"person.{other}") in widget(app, f"drop:{token}").label


def test_escape_closes_the_list_of_persons_and_leaves_what_was_named():
    app = at_orders()
    token = open_motion(app, "table:fill:")
    tabled(app, token)
    before = list(app.top.given[0][1])
    reach(app, f"whom:{token}")
    assert any(w.name.startswith("who:") for w in app.top.widgets)
    app.take(keydown(ESCAPE))
    app.step()
    assert isinstance(app.top, OrdersScreen)
    assert app.top.naming is None
    assert app.top.given[0][1] == before


def test_a_sanction_names_several_and_lets_one_go_again():
    app = at_orders("stalin")
    token = open_motion(app, "table:sanction-3:")
    tabled(app, token)
    reach(app, f"whom:{token}")
    others = [w.name for w in app.top.widgets if w.name.startswith("who:")]
    assert f"who:{token.rpartition(':')[2]}" not in others
    assert "who:stalin" not in others
    assert others
    reach(app, others[0])
    assert widget(app, others[0]).chosen
    assert app.top.named(app.top.given[0][1]) == [others[0].removeprefix("who:")]
    reach(app, others[0])
    assert app.top.named(app.top.given[0][1]) == []
    reach(app, others[0])
    reach(app, "who-done")
    session = app.top.session
    reach(app, "commit")
    for _ in session.advance():
        pass
    named = ",".join([token.removeprefix("table:"), others[0].removeprefix("who:")])
    assert any(named in str(line) for line in session.record.lines)
