"""A person at the window hears what his man may know, and nothing else."""

from __future__ import annotations

from game.content import load
from game.rules.quarter import News
from game.rules.terms import Rung
from game.session import Session, trace
from game.ui.screens.bulletin import Bulletin
from game.ui.screens.news import told
from tests.ui.driving import opened


def played(levels, quarters=8):
    session = Session.new(load("moscow-1924"), levels, "1924", path=None)
    while not session.over and session.play.quarter < quarters:
        for seat in session.waiting():
            session.submit(seat, session.play.default(seat))
        session.resolve()
    return session


def of(steps, kind):
    return [(q, n) for q, news in steps for n in news if n.kind == kind]


def test_secret_orders_of_others_are_not_told_and_placings_a_quarter_later(home):
    session = played({"trotsky": "human"})
    everything = [(s.quarter, s.news) for s in session.chronicle]
    heard = of([(s.quarter, told(session, s)) for s in session.chronicle], "news.order")
    by_trace = {"secret": 0, "later": 0, "public": 0}
    for _, news in of(everything, "news.order"):
        by_trace[trace(news.values["token"].partition(":")[0])] += news.values["who"] != "trotsky"
    assert all(by_trace.values())
    kinds = [trace(n.values["token"].partition(":")[0]) for _, n in heard if n.values["who"] != "trotsky"]
    assert "secret" not in kinds
    assert kinds.count("public") == by_trace["public"]
    placed = [(q, n.values["who"], n.values["token"]) for q, n in of(everything, "news.order")]
    quarters = sorted({q for q, _, _ in placed})
    for quarter, news in heard:
        row = (news.values["who"], news.values["token"])
        if trace(row[1].partition(":")[0]) == "later" and row[0] != "trotsky":
            assert (quarters[quarters.index(quarter) - 1], *row) in placed


def test_a_pact_is_news_only_to_members_and_to_those_who_know_of_it(home):
    session = played({"trotsky": "human"})
    everything = of([(s.quarter, s.news) for s in session.chronicle], "news.pact")
    heard = of([(s.quarter, told(session, s)) for s in session.chronicle], "news.pact")
    assert any("trotsky" not in {*n.values["members"], *n.values["known"]} for _, n in everything)
    assert all("trotsky" in {*n.values["members"], *n.values["known"]} for _, n in heard)
    done = of([(s.quarter, told(session, s)) for s in session.chronicle], "news.pact-done")
    known = [n.values["members"] for _, n in heard]
    assert all("trotsky" in n.values["members"] or n.values["members"] in known for _, n in done)


def test_who_watches_machines_hears_everything(home):
    session = played({}, quarters=2)
    assert all(told(session, s) == s.news for s in session.chronicle)


def sides(levels, rung=None):
    """The sides of the first bulletin of a game with these seats, beside the public page."""
    app = opened()
    session = Session.new(load("moscow-1924"), levels, "1924", path=None)
    if rung is not None:
        session.play.world.rung[0, session.scenario.contenders.index("trotsky")] = rung
    news = [n for n in session.play.news if n.kind == "news.event"]
    news = news or [News("news.event", {"event": "lenin-dies"})]
    page = Bulletin(app, session, news)
    app.push(page)
    app.step()
    return page


def test_the_minute_is_for_who_sits_in_the_politburo_and_historians_for_all(home):
    member = sides({"trotsky": "human"})
    assert [w.name for w in member.widgets] == ["continue", "secret", "historians"]
    outside = sides({"trotsky": "human"}, Rung.CC)
    assert [w.name for w in outside.widgets] == ["continue", "historians"]
    assert "secret" in [w.name for w in sides({}).widgets]


def test_the_public_page_comes_first_and_each_side_says_its_own(home):
    page = sides({"trotsky": "human"})
    texts = load("moscow-1924").texts["en"]
    shown = {}
    for side in ("public", "secret", "historians"):
        if side != "public":
            page.turn(side)
        page.app.dirty = True
        page.app.step()
        shown[side] = " ".join(p.text for p in page.app.placed)
    for n in page.events:
        name = n.values["event"]
        assert texts[f"event.{name}.public"] in shown["public"]
        assert texts[f"event.{name}.secret"] in shown["secret"]
        assert texts[f"event.{name}.secret"] not in shown["public"]
        dissent = texts.get(f"event.{name}.dissent")
        assert dissent is None or dissent in shown["historians"]
