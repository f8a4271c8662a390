"""Whatever befalls a record: it loads with its troubles listed, or one line says what is wrong and where."""

from __future__ import annotations

import random
import re
from functools import cache
from types import SimpleNamespace

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from game import players
from game.record import NotationError, RecordError, decide, parse, read, resume
from game.record.file import LIMIT
from game.rules import dice, quarter
from game.rules.terms import CLAUSES, STANCE_IDS
from game.session import Session
from game.words import Words, told
from tests.builders import a_scenario

SCENARIO = a_scenario(quarters=4)
LOADED = SimpleNamespace(scenario=SCENARIO, texts={}, names={}, looks={})
RUSSIAN = Words("ru")
ONE_LINE = re.compile(r"fuzz\.game:[1-9][0-9]*:[1-9][0-9]* \S.*")


@cache
def whole() -> str:
    """The record of a game of machines."""
    session = Session.new(LOADED, {}, "7")
    for _ in session.advance():
        pass
    return str(session.record)


def outcome(raw: bytes, folder) -> str:
    """Load a file of these bytes as a person does: "loads", or the one line that is told. Anything else escapes."""
    path = folder / "fuzz.game"
    path.write_bytes(raw)
    try:
        session = Session.load(path, lambda name: LOADED, path)
    except RecordError as error:
        line = str(error)
        assert ONE_LINE.fullmatch(line), line
        assert len(line) < 600
        russian = error.trouble.told(RUSSIAN)
        assert re.search("[а-яё]{3}", russian), russian
        assert path.read_bytes() == raw
        return line
    # Whatever could not be read is listed and the damaged file is left alone.
    for trouble in session.troubles:
        assert ONE_LINE.fullmatch(str(trouble)), str(trouble)
        assert re.search("[а-яё]{3}", trouble.told(RUSSIAN))
    if session.troubles:
        assert session.path != path
    for _ in zip(range(2), session.advance(), strict=False):
        pass
    if session.troubles:
        assert path.read_bytes() == raw
    return "loads"


def mutated(lines: list[str], lots: random.Random) -> bytes:
    """A record that something has befallen."""
    lines = list(lines)
    n = lots.randrange(len(lines))
    words = lines[n].split(" ")
    w = lots.randrange(len(words))
    strange = [
        "",
        "\x00",
        "\ufeff",
        "²",
        "٣",
        "é" * 50,
        "9" * 5000,
        "-1",
        "none",
        "stalin",
        "x" * 3000,
        "2147483648",
        ":",
        "/",
        "table:",
        "\u2028",
        "[",
        ";",
        '"',
    ]
    kind = lots.randrange(12)
    if kind == 0:
        return "\n".join(lines).encode()[: lots.randrange(1, len("\n".join(lines)))]
    if kind == 1:
        lines[n], lines[(n + 1) % len(lines)] = lines[(n + 1) % len(lines)], lines[n]
    elif kind == 2:
        lines.insert(n, lines[n])
    elif kind == 3:
        del lines[n]
    elif kind == 4:
        lots.shuffle(lines)
    elif kind == 5:
        words[w] = lots.choice(strange)
        lines[n] = " ".join(words)
    elif kind == 6:
        other = lots.choice(lines).split(" ")
        words[w] = lots.choice(other)
        lines[n] = " ".join(words)
    elif kind == 7:
        raw = bytearray("\n".join(lines).encode())
        for _ in range(lots.randrange(1, 4)):
            raw[lots.randrange(len(raw))] = lots.randrange(256)
        return bytes(raw)
    elif kind == 8:
        words.insert(w, lots.choice([*strange, *lots.choice(lines).split(" ")]))
        lines[n] = " ".join(words)
    elif kind == 9:
        del words[w]
        lines[n] = " ".join(words)
    elif kind == 10:
        return ("\ufeff" * lots.randrange(2) + "\r\n".join(lines)).encode()
    else:
        word = words[w]
        at = lots.randrange(len(word) + 1)
        words[w] = word[:at] + lots.choice(strange) + word[at + 1 :]
        lines[n] = " ".join(words)
    return "\n".join(lines).encode()


@pytest.mark.parametrize("number", range(4))
def test_a_mutated_record_loads_or_is_refused_in_one_line_and_never_written_over(number, tmp_path):
    lots = random.Random(number)
    lines = whole().split("\n")
    told_ = [outcome(mutated(lines, lots), tmp_path) for _ in range(30)]
    assert "loads" in told_
    assert len(set(told_)) > 5


def test_a_record_with_a_mark_before_it_or_with_windows_line_ends_is_read_as_it_is(tmp_path):
    record = whole().encode()
    assert outcome(b"\xef\xbb\xbf" + record, tmp_path) == "loads"
    assert outcome(record.replace(b"\n", b"\r\n"), tmp_path) == "loads"
    assert parse("\ufeff" + whole().replace("\n", "\r\n")) == parse(whole())


@pytest.mark.parametrize(
    ("where", "what", "line"),
    [
        ("[Seed", '[Seed "7"]\n[Seed "8"]', "5:1 the tag [Seed] stands here twice, first in line 4"),
        ("[Luck", '[Luck "god"]', "5:1 there is no luck 'god' (there are: none, smoothed, full)"),
        ("[Seed", "", "1:1 the record has no tag [Seed]"),
        ("[Scenario", "", "1:1 the record has no tag [Scenario]"),
        ("[Seat", '[Seat "anna" "politicain"]', "there is no level 'politicain' for a seat (did you mean 'politician'?)"),
        ("[Seat", '[Seat "anne" "random"]', "there is no contender 'anne' to take a seat (did you mean 'anna'?)"),
    ],
)  # fmt: skip
def test_a_wrong_tag_is_named_with_its_line(where, what, line, tmp_path):
    text = re.sub(re.escape(where) + ".*", what, whole(), count=1)
    told_ = outcome(text.encode(), tmp_path)
    if told_ == "loads":
        told_ = Session.load(tmp_path / "fuzz.game", lambda name: LOADED).warning
    assert line in told_


@pytest.mark.parametrize(
    ("where", "what", "line"),
    [
        ("1924Q1 end .*", r"\g<0>\n\g<0>", "the quarter 1924Q1 has ended already"),
        ("1924Q2 end .*", "1924Q3 end #00000000", "the quarter 1924Q3 is not over here"),
        ("1924Q1 end .*", "1924Q1 opening", "the opening sitting stands in the first line only"),
        ("1924Q1 end .*", "1924Q1 endless", "there is no decision 'endless'"),
        (r"1924Q2 orders (\w+) .*", r"\g<0>\n\g<0>", "has decided already"),
        (r"1924Q2 orders (\w+) .*", r"1924Q2 orders \1 table:joint.1:fill:gs", "the motion 'fill:gs' names nobody (write table:joint.1:fill:gs/NAME)"),
        (r"1924Q2 orders (\w+) .*", r"1924Q2 orders \1 table:joint.1:sanction-7:anna/elena", "the motion 'sanction-7:anna' takes no name"),
        (r"1924Q2 orders (\w+) .*", r"1924Q2 orders \1 table:joint.1:sanction-5:anna/exile", "not to 'exile' (there are: cc, candidate)"),
        (r"1924Q1 offer (\w+) .*", r"1924Q1 offer \1 triumvirate elena elena", "'elena' is named twice as a partner"),
        (r"1924Q1 offer (\w+) .*", r"1924Q1 offer \1 duumvirate elena clauses vote:gs", "the clause 'vote' has no object"),
        (r"1924Q1 offer (\w+) .*", r"1924Q1 offer \1 duumvirate elena term ²", "'²' is not a whole number from 2 to 8"),
        (r"1924Q1 offer (\w+) .*", r"1924Q1 offer \1 duumvirate elena term " + "9" * 6000, "is not a whole number from 2 to 8"),
        (r"(1924Q\d floor \w+ \S+ \S+) .*", r"\1 speak-for oppose", "has no meaning on the floor (stances: "),
        (r"(1924Q\d floor \w+ \S+ \S+) .*", r"\1 speak-for stake:1 stake:2", "the floor reads: motion:NAME STANCE stake:n"),
        (r"(1924Q\d floor \w+) \S+ .*", r"\1 politburo.9 none", "the sitting that is due is"),
    ],
)  # fmt: skip
def test_a_wrong_line_is_named_with_what_would_be_right(where, what, line, tmp_path):
    text, found = re.subn(where, what, whole(), count=1)
    assert found
    told_ = outcome(text.encode(), tmp_path)
    assert line in told_
    number = int(told_.split(":")[1])
    assert text.split("\n")[number - 1] != whole().split("\n")[number - 1]


def test_too_much_is_told_and_not_read_to_its_end(tmp_path):
    long = b'[Record "1"]\n1924Q1 orders ' + b"x" * 50_000_000
    assert f"at most {LIMIT:,} bytes" in outcome(long, tmp_path)
    orders = re.sub(r"(1924Q2 orders \w+) .*", r"\1 " + "x" * 7_000_000, whole(), count=1)
    assert "there is no order 'xxx" in outcome(orders.encode(), tmp_path)
    for text in ("[" * 3_000_000, '[A "' + "\\" * 3_000_000, ";" * 3_000_000):
        assert "not a record" in outcome(text.encode(), tmp_path)
        outcome(b'[Record "1"]\n' + text.encode(), tmp_path)
    for name in ("/dev/zero", "/proc/self/mem", "a\0b"):
        with pytest.raises(RecordError) as caught:
            read(tmp_path / name)
        assert "\n" not in str(caught.value)


@cache
def tables() -> list:
    """Games that stand at every kind of stage."""
    found = {}
    seats = [players.level("politician", SCENARIO, k) for k in range(5)]
    for seed in "abc":
        play = quarter.start(SCENARIO, dice.seed_of(seed))
        while not play.over:
            kind = play.stage.kind
            if play.due().any():
                found[kind, len(found) if len(found) < 20 else 0] = play.copy()
            play.submit([p.decide(players.facts(play, k), play.stage) for k, p in enumerate(seats)])
    kinds = {kind for kind, _ in found}
    assert kinds >= {"before", "offers", "answers", "orders", "floor"}
    return [*found.values(), play]


WORDS = [
    "bulletin", "later", "offer", "answer", "take", "orders", "floor", *SCENARIO.contenders, "nobody", "none", "accept",
    "refuse", "counter", "to", "leave", "duumvirate", "triumvirate", "against", "clauses", "term", "secret", "public",
    *CLAUSES, "vote,peace", "region:region-1", "report:anna", "region:", "3", "8", "99", "place:region-1", "lobby:figure-2",
    "expound", "table:joint.1:fill:gs/anna", "table:cc.1:sanction-5:boris/cc", "table:cc.1:secretary:region-3/clara", "table:",
    "motion:report", "motion:none", "motion:", "stake:1", "stake:", *STANCE_IDS, "question:stay", "question:go", ":", "/",
]  # fmt: skip


@settings(max_examples=400, deadline=None, suppress_health_check=list(HealthCheck))
@given(
    st.integers(0, 40),
    st.lists(st.one_of(st.sampled_from(WORDS), st.text(max_size=12)), max_size=9),
)
def test_any_words_at_any_stage_are_a_decision_or_one_clear_line(n, words):
    play = tables()[n % len(tables())]
    try:
        seat, decision = decide(play, " ".join(words))
    except NotationError as error:
        wrong = error.text
    else:
        wrong = ""
    if wrong:
        assert len(wrong.splitlines()) == 1
        assert re.search("[а-яё]{3}", told(wrong, RUSSIAN))
        return
    # What can be read is lawful, or there is a reason that can be told.
    why = play.problem(seat, decision)
    assert why is None or RUSSIAN.has(why)


@settings(max_examples=200, deadline=None, suppress_health_check=list(HealthCheck))
@given(st.text())
def test_any_text_behind_a_whole_tag_is_read_with_its_troubles(text):
    record = parse('[Record "1"]\n' + text, "x.game")
    for trouble in record.troubles:
        assert "\n" not in str(trouble)
    try:
        resume(record, SCENARIO)
        lines = 1
    except RecordError as error:
        lines = len(str(error).splitlines())
    assert lines == 1
