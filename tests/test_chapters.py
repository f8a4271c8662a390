"""Chapters: people play some quarters, the others run on the instruction that they leave."""

from __future__ import annotations

import numpy as np
import pytest

from game import players
from game.content import load
from game.players import standing
from game.record import RecordError
from game.record.file import parse
from game.rules import dice, orders, quarter
from game.session import Session


def to_the_end(session, instruction):
    """Play on by defaults, leaving one instruction; the quarters in which the person was asked to decide."""
    asked, left = [], []
    while not session.over:
        for _ in session.advance():
            pass
        for seat in session.instructing():
            assert session.instruct(seat, instruction)
            left.append(session.quarter)
        for seat in session.waiting():
            asked.append(session.quarter)
            assert session.submit(seat, session.play.default(seat)) is None
    return asked, left


@pytest.fixture(scope="module")
def moscow():
    return load("moscow-1924")


def test_a_person_decides_in_the_chapters_and_nowhere_else(moscow):
    session = Session.new(moscow, {"stalin": "human"}, "7", chapters="eight-sittings")
    asked, left = to_the_end(session, "wait")
    assert session.chapters is not None
    played = {moscow.scenario.quarter_id(q) for q in range(24) if session.chapters.at(q) >= 0}
    assert set(asked) == played
    assert left == ["1924Q3", "1925Q2", "1926Q1", "1927Q1", "1928Q1", "1928Q4"]


def test_between_chapters_the_seat_acts_by_itself_and_every_act_is_in_the_record(moscow):
    session = Session.new(moscow, {"zinoviev": "human"}, "3", chapters="three-sittings")
    to_the_end(session, "build")
    ordered = {line.quarter for line in session.record.lines if line.text.startswith("orders zinoviev ")}
    played = {"1924Q2", "1925Q4", "1929Q2"}
    assert len(ordered - played) > 8
    again = Session.of(parse(str(session.record), "again"), lambda _: moscow)
    assert again.troubles == []
    assert again.over
    assert again.ending() == session.ending()


def test_a_saved_game_knows_its_chapters_and_what_was_left(moscow, tmp_path):
    path = tmp_path / "chapters.game"
    session = Session.new(moscow, {"stalin": "human"}, "7", path=path, chapters="three-sittings")
    assert session.instructing() == [moscow.scenario.contenders.index("stalin")]
    assert session.waiting() == []
    assert session.instruct(session.instructing()[0], "attack:trotsky")
    for _ in session.advance():
        pass
    assert session.quarter == "1924Q2"
    again = Session.load(path, lambda _: moscow, path)
    assert again.chapters == session.chapters
    assert again.standing == session.standing
    assert again.waiting() == session.waiting()
    branched = again.branch("1924Q1", lambda _: moscow)
    assert branched.standing == {}


def test_an_instruction_that_is_none_is_not_taken(moscow):
    session = Session.new(moscow, {"stalin": "human"}, "7", chapters="three-sittings")
    seat = session.instructing()[0]
    for wrong in ("", "sleep", "attack", "attack:stalin", "attack:nobody", "wait:trotsky"):
        assert not session.instruct(seat, wrong)
    assert session.instruct(seat, "defend:kamenev")
    assert not session.instruct(seat, "wait")


@pytest.mark.parametrize(
    ("line", "part"),
    [
        ('[Chapters "nine-sittings"]', "nine-sittings"),
        ('[Chapters "three-sittings"]\n[Standing "1924Q1 stalin sleep"]', "1924Q1 stalin sleep"),
    ],
)
def test_a_record_with_chapters_or_instructions_that_do_not_exist_is_refused_with_a_reason(
    moscow, line, part
):
    session = Session.new(moscow, {"stalin": "human"}, "7")
    text = str(session.record).replace('[Ending "*"]', f'{line}\n[Ending "*"]')
    with pytest.raises(RecordError, match=part):
        Session.of(parse(text, "wrong"), lambda _: moscow)


def test_without_chapters_nothing_is_asked_and_nothing_is_written(moscow):
    session = Session.new(moscow, {"stalin": "human"}, "7")
    assert not session.between
    assert session.instructing() == []
    assert "Chapters" not in str(session.record)


def test_chapters_leave_the_digest_alone_and_a_start_that_would_cut_them_has_none(moscow):
    import dataclasses

    bare = dataclasses.replace(moscow.scenario, chapters=())
    assert bare.digest == moscow.scenario.digest
    assert load("july-1928").scenario.chapters == ()
    assert [c.id for c in load("december-1922").scenario.chapters] == ["eight-sittings", "three-sittings"]


def ordered(scenario, seat, instruction, histories=40):
    """How often a seat gives each kind of order, and at whom, in two years under an instruction."""
    left = standing.read(scenario, seat, instruction)
    assert left is not None
    play = quarter.start(scenario, dice.seeds("standing", histories))
    seated = [players.level("politician", scenario, k) for k in range(len(scenario.contenders))]
    seated[seat] = players.instructed(scenario, seat, left)
    out: dict[str, int] = {}
    while not play.over and play.quarter < 8:
        given = players.decide_all(play, seated)
        if play.stage.kind == "orders":
            for option in given[seat][:, :, 0].ravel():
                if option >= 0:
                    token = orders.options(scenario)[option].token
                    for name in {token, token.partition(":")[0]}:
                        out[name] = out.get(name, 0) + 1
        play.submit(given)
    return out


def test_who_is_told_to_build_places_people_and_who_is_told_to_wait_rests(moscow):
    s = moscow.scenario
    seat = s.contenders.index("stalin")
    build, wait = ordered(s, seat, "build"), ordered(s, seat, "wait")
    assert build.get("place", 0) + build.get("tour", 0) > wait.get("place", 0) + wait.get("tour", 0)
    assert wait["rest"] > 2 * build.get("rest", 0)
    assert wait.get("table", 0) < build.get("table", 0)


def test_who_is_told_to_attack_a_man_goes_at_him_and_who_is_told_to_defend_him_does_not(moscow):
    s = moscow.scenario
    seat = s.contenders.index("stalin")

    def at(man, given):
        blows = [n for t, n in given.items() if t.endswith(f":{man}") and not t.startswith("sound")]
        return sum(blows)

    attack, defend = ordered(s, seat, "attack:trotsky"), ordered(s, seat, "defend:trotsky")
    assert at("trotsky", attack) > 4 * at("trotsky", defend)
    assert at("trotsky", attack) > at("zinoviev", attack)


def test_every_instruction_can_be_written_and_read(moscow):
    s = moscow.scenario
    for seat in range(len(s.contenders)):
        for text in standing.written(s, seat):
            left = standing.read(s, seat, text)
            assert left is not None
            assert np.any(standing.bias(s, left))
