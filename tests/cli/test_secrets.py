"""Text mode tells a person what his man may know, like the window: no secret order of another seat."""

from __future__ import annotations

from game.content import load
from game.rules import orders
from game.session import Session, trace

SECRET = {kind.id for kind in orders.KINDS if trace(kind.id) == "secret"}


def test_a_person_hears_no_secret_order_of_another_seat_and_no_pact_he_is_not_told_of():
    session = Session.new(load("moscow-1924"), {"trotsky": "human"}, "1924", path=None)
    kept_back = 0
    for _ in range(60):
        for seat in session.waiting():
            session.submit(seat, session.play.default(seat))
        step = session.resolve()
        heard = session.heard(step)
        for news in step.news:
            if news.kind == "news.order" and news.values["token"].partition(":")[0] in SECRET:
                assert (news in heard) == (news.values["who"] == "trotsky")
                kept_back += news not in heard
            if news.kind == "news.pact" and "trotsky" not in {*news.values["members"], *news.values["known"]}:
                assert news not in heard
                kept_back += 1
    assert kept_back > 5
