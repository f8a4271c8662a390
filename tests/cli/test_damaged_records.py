"""A damaged record on the command line: one line on standard error, the right exit code, the file as it was."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path

import pytest

from game.content import load
from game.session import Session
from tests.cli.run import who_whom


@cache
def whole() -> str:
    """The record of the first quarters of a game of machines."""
    session = Session.new(load("moscow-1924"), {}, "1924")
    for step in session.advance():
        if step.quarter == "1924Q3":
            break
    return str(session.record)


def damaged() -> dict[str, tuple[bytes, str, str]]:
    text = whole()
    number = next(n for n, line in enumerate(text.split("\n"), 1) if " orders " in line)
    orders = re.search("1924Q1 orders .*\n", text)
    assert orders is not None
    return {
        "torn": (text.encode()[:-30], "the last line is torn", "последняя строка оборвана"),
        "zero": (text.replace("orders", "ord\0ers", 1).encode(), f":{number}:8 there is no decision 'ord?ers'", "нет решения"),
        "twice": (text.replace(orders[0], orders[0] * 2, 1).encode(), f":{number + 1}:15 the seat ", "уже решило"),
        "swapped": ("\n".join(reversed(text.split("\n"))).encode(), ":1:1 this is not a record", "это не запись партии"),
        "binary": (text.encode() + b"\xff\xfe", "", ""),
        "long": (text.encode() + b"1924Q3 orders " + b"x" * 50_000_000, "too large", "слишком велик"),
        "empty": (b"", "this is not a record", "это не запись партии"),
        "digits": (text.replace(" term ", " term " + "9" * 9000, 1).encode(), "is not a whole number from 2 to 8", "не целое число"),
    }  # fmt: skip


@pytest.mark.parametrize("kind", ["torn", "zero", "twice", "swapped", "binary", "long", "empty", "digits"])
def test_a_damaged_record_is_told_in_one_line_and_left_as_it_is(kind: str, tmp_path: Path) -> None:
    raw, english, russian = damaged()[kind]
    path = tmp_path / f"{kind}.game"
    path.write_bytes(raw)
    # Whatever does not begin like a record is taken for a result by `verify`.
    result = kind in ("empty", "swapped")
    for typed, words, language in (
        (f"replay {path}", english, "en"),
        (f"verify {path}", "" if result else russian, "ru"),
        (f"play --text --load {path}", russian, "ru"),
        (f"simulate --from {path} --at 1924Q3 --histories 2 --jobs 1", english, "en"),
    ):
        done = who_whom(f"{typed} --language {language}", home=tmp_path)
        assert done.returncode == 2, (typed, done.stderr)
        assert len(done.stderr.splitlines()) == 1, done.stderr
        assert words in done.stderr
        assert "Traceback" not in done.stderr
        assert path.read_bytes() == raw


def test_a_mark_before_the_text_and_windows_line_ends_do_no_harm(tmp_path: Path) -> None:
    path = tmp_path / "windows.game"
    path.write_bytes(b"\xef\xbb\xbf" + whole().replace("\n", "\r\n").encode())
    for command in (f"replay {path} --strict", f"verify {path}"):
        done = who_whom(command, home=tmp_path)
        assert done.returncode == 0, done.stderr


def test_a_changed_order_that_can_be_read_shows_as_a_difference(tmp_path: Path) -> None:
    path = tmp_path / "changed.game"
    # Late orders that put nothing before a sitting: every later line can still be read.
    given = re.finditer(r"((\d+Q\d) orders \S+) (.*)\n", whole())
    order = [m for m in given if not re.search("table|line|resign", m[3])][-1]
    path.write_text(whole().replace(order[0], f"{order[1]} none\n"), encoding="utf-8")
    assert who_whom(f"replay {path}", home=tmp_path).returncode == 0
    assert who_whom(f"replay {path} --strict", home=tmp_path).returncode == 1
    done = who_whom(f"verify {path}", home=tmp_path)
    assert done.returncode == 1
    assert order[2] in done.stdout
