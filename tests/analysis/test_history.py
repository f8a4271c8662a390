"""The record of what happened: it is played by the rules alone, and seats that follow it do so while it makes sense."""

from __future__ import annotations

import dataclasses
import json
import re
from collections import Counter
from pathlib import Path

import numpy as np
import pytest

from game.analysis.ensemble import simulate
from game.analysis.follow import script_of
from game.analysis.plan import Plan
from game.content import Loaded, load
from game.players import History
from game.record import Record, parse, read, resume
from game.rules.anchors import Watch
from game.rules.terms import LUCK
from game.session import Session
from tests.cli.run import who_whom


@pytest.fixture(scope="module")
def loaded() -> Loaded:
    return load("moscow-1924")


@pytest.fixture(scope="module")
def record(loaded: Loaded) -> Record:
    assert loaded.history is not None
    return read(loaded.history)


@pytest.fixture(scope="module")
def watch(loaded: Loaded, record: Record) -> Watch:
    watch = Watch(loaded.scenario, loaded.anchors)
    play, wrong, _, used = resume(record, loaded.scenario, watch=watch)
    assert play.over
    assert not wrong, f"make the record again: python tools/history.py ({wrong[0]})"
    assert len(used) == len(record.lines)
    return watch


def test_the_record_is_played_to_its_end_without_a_line_that_is_not_allowed(watch: Watch) -> None:
    assert {a.id for a in watch.anchors} == set(watch.seen)


@pytest.mark.parametrize(
    "anchor",
    ["conference-13-for", "conference-13-against", "congress-14-for", "congress-14-against", "congress-14-neither",
     "congress-14-leningrad", "gs-offer-1924", "expel-trotsky-1925", "war-1925", "zinoviev-out", "trotsky-out",
     "trotsky-expelled", "trotsky-banished", "trotsky-abroad", "bukharin-out", "ending-1929", "leader-1929"],
)  # fmt: skip
def test_what_decided_the_struggle_comes_out_as_it_was(anchor: str, watch: Watch) -> None:
    found = next(a for a in watch.anchors if a.id == anchor)
    assert watch.held(found)[0], f"{watch.actual(found)}, record {found.expected}"


def test_every_order_of_the_record_names_its_source_and_few_are_rests(record: Record) -> None:
    orders = [line for line in record.lines if line.text.startswith("orders ") and line.text != "orders none"]
    words = Counter(word for line in orders for word in line.text.split()[2:])
    assert all(line.comment for line in orders)
    assert words["rest"] < 0.15 * sum(words.values())
    assert len({line.quarter for line in orders}) == 24


def test_every_work_that_the_record_names_is_listed(loaded: Loaded, record: Record) -> None:
    for line in record.lines:
        if not line.comment or line.text.startswith("end"):
            continue
        for part in line.comment.split("; "):
            named = part.partition(":")[0]
            works = [named] if named in ("S", "E") else named.split(", ")
            for work in works:
                known = work in ("S", "E") or work in loaded.sources
                assert known, f"{line.quarter} {line.text} ; {line.comment}"


def test_nothing_but_decisions_and_pins_of_luck_stands_in_the_record(record: Record) -> None:
    assert {name for name, _ in record.tags} == {
        "Record",
        "Scenario",
        "Rules",
        "Seed",
        "Luck",
        "Pin",
        "Seat",
        "Ending",
    }
    verbs = {line.text.split()[0] for line in record.lines}
    assert verbs <= {"opening", "bulletin", "later", "offer", "offers", "answer", "answers", "take", "counters",
                     "orders", "floor", "floors", "end"}  # fmt: skip


def test_seats_that_all_follow_the_record_play_it_again(loaded: Loaded, record: Record) -> None:
    from game.rules import pins

    session = Session.new(loaded, dict.fromkeys(loaded.scenario.contenders, "history"), "1924", "none")
    session.play.world.pins = pins.read(loaded.scenario, [v for k, v in record.tags if k == "Pin"])  # type: ignore[misc]
    left = [n for step in session.advance() for n in step.news if n.kind.startswith("news.left")]
    assert left == []
    assert [str(a) for a in session.record.lines if not a.text.startswith("end")] == [
        f"{a.quarter} {a.text}" for a in record.lines if not a.text.startswith("end")
    ]


def a_session(loaded: Loaded, leave: int, until: str) -> tuple[Session, list[str]]:
    parameters = tuple((k, leave if k == "record.leave" else v) for k, v in loaded.scenario.parameters)
    other = dataclasses.replace(loaded, scenario=dataclasses.replace(loaded.scenario, parameters=parameters))
    session = Session.new(other, dict.fromkeys(loaded.scenario.contenders, "history"), "5", "full")
    told: list[str] = []
    for step in session.advance():
        told += [
            f"{step.quarter} {n.values['who']} {n.kind}" for n in step.news if n.kind.startswith("news.left")
        ]
        if session.quarter >= until:
            break
    return session, told


def test_a_seat_leaves_for_what_promises_more_and_after_two_quarters_in_a_row_for_good(
    loaded: Loaded,
) -> None:
    session, told = a_session(loaded, 0, "1924Q4")
    assert any(t.endswith("news.left-worse") for t in told)
    assert "1924Q2 stalin news.left-good" in told
    assert not any(re.match(r"1924Q3 stalin", t) for t in told)
    again = Session.of(parse(str(session.record)), lambda _: loaded)
    gone = {
        again.scenario.contenders[k]
        for k, p in again._seats.items()
        if isinstance(p, History) and p.gone is not None and p.gone[0]
    }
    assert "stalin" in gone


def test_what_is_not_allowed_in_another_world_is_left_and_told(loaded: Loaded) -> None:
    _, told = a_session(loaded, 5000, "1926Q3")
    assert all(kind not in t for t in told for kind in ("worse",))
    assert told == sorted(told, key=lambda t: t[:6])


def test_a_batch_of_followers_plays_as_they_do_one_by_one(loaded: Loaded) -> None:
    players = ("history",) * 5
    many = simulate(Plan(loaded.scenario, players, "9", 3, LUCK.index("full"), None, 0, (), False, (), ""))
    for i in range(3):
        session = Session.new(loaded, dict.fromkeys(loaded.scenario.contenders, "history"), f"9/{i}", "full")
        for _ in session.advance():
            pass
        assert session.play.world.digests()[0] == many.digests[i]


def test_a_seat_can_be_taken_over_at_any_quarter_and_the_branch_replays_the_same(
    loaded: Loaded, record: Record
) -> None:
    trunk = Record([t for t in record.tags if t[0] != "Seat"], list(record.lines), [], "history.game")
    trunk.tags += [("Seat", (name, "politician")) for name in loaded.scenario.contenders]
    trunk.set("Reseed", "1925Q4 77", "full")
    session = Session.of(trunk, lambda _: loaded, until="1925Q4")
    assert session.quarter == "1925Q4"
    assert not session.play.world.pins.events
    for _ in session.advance():
        pass
    play, wrong, _, _ = resume(parse(str(session.record)), loaded.scenario)
    assert not wrong
    assert play.world.digests() == session.play.world.digests()


def test_replay_alone_prints_the_anchors_and_strict_fails_on_a_missed_one(tmp_path: Path) -> None:
    done = who_whom(f"replay --json {tmp_path / 'r.json'}", home=tmp_path)
    assert done.returncode == 0, done.stderr
    assert "congress-14-for" in done.stdout
    told = json.loads((tmp_path / "r.json").read_text(encoding="utf-8"))
    assert told["total"] == sum(1 for a in told["anchors"] if a["weight"])
    assert told["held"] == sum(1 for a in told["anchors"] if a["weight"] and a["held"])
    assert {
        "id",
        "date",
        "what",
        "expected",
        "actual",
        "tolerance",
        "held",
        "source",
        "weight",
        "set",
        "grade",
    } <= set(told["anchors"][0])
    assert told["ending"] == "sole-leader"
    assert told["who"] == ["stalin"]
    assert told["same"] is True
    missed = told["held"] < told["total"]
    assert who_whom("replay --strict", home=tmp_path).returncode == (1 if missed else 0)
    part = who_whom("replay --until 1925Q1 --strict --json -", home=tmp_path)
    early = json.loads(part.stdout)
    assert early["quarter"] == "1925Q1"
    assert all(a["date"] < "1925Q1" for a in early["anchors"])


def test_play_from_the_record_gives_a_seat_to_a_person(tmp_path: Path) -> None:
    done = who_whom(
        "play --text --from history.game --at 1925Q4 --seat trotsky --players history --seed 3",
        home=tmp_path,
        typed_in="quit\n",
    )
    assert done.returncode == 0, done.stderr
    assert "1925Q4" in done.stdout
    saved = next(tmp_path.rglob("*.game")).read_text(encoding="utf-8")
    assert '[Reseed "1925Q4 3" "smoothed"]' in saved
    assert '[Seat "stalin" "history"]' in saved
    assert who_whom("play --from history.game", home=tmp_path).returncode == 2


def test_a_script_is_read_once_and_a_scenario_without_a_record_has_none(loaded: Loaded) -> None:
    assert script_of(loaded.scenario) is script_of(loaded.scenario)
    assert script_of(dataclasses.replace(loaded.scenario, origin="")) is None
    assert np.array_equal(loaded.scenario.bases, load("moscow-1924").scenario.bases)


def test_validation_tells_both_sets_apart_and_free_play_with_its_band(tmp_path: Path) -> None:
    page = tmp_path / "page.md"
    done = who_whom(
        f"validate --histories 12 --seed 4 --out {page} --json {tmp_path / 'v.json'}", home=tmp_path
    )
    assert done.returncode == 0, done.stderr
    told = json.loads((tmp_path / "v.json").read_text(encoding="utf-8"))
    assert set(told["replay"]["sets"]) == {"calibration", "validation"}
    assert all(line["low"] <= line["median"] <= line["high"] for line in told["lines"])
    assert told["lines"][-1]["record"] == told["replay"]["agreement"]
    assert told["lines"][-1]["record"] > told["lines"][-1]["high"]
    assert sum(n for _, n in told["partings"]) <= 12
    text = page.read_text(encoding="utf-8")
    assert "congress-14-against" in text
    again = who_whom("validate --histories 12 --seed 4 --language ru", home=tmp_path)
    assert again.stdout.startswith("# Проверка")
    assert who_whom("validate --histories 0", home=tmp_path).returncode == 2
