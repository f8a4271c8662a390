"""A person at the window hears what his man may know, and nothing else."""

from __future__ import annotations

from game.content import load
from game.session import Session, trace
from game.ui.screens.news import told


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
