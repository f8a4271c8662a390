"""Records: read and written the same, replayed to the same digests, and safe against whatever befalls a file."""

from __future__ import annotations

import os
import random
import signal
import subprocess
import sys
import time
from pathlib import Path
from types import SimpleNamespace

import pytest

from game.record import RecordError, WriteError, parse, read, replay, write
from game.session import Session
from tests.builders import a_scenario

ROOT = Path(__file__).resolve().parents[2]
LOADED = SimpleNamespace(scenario=a_scenario(quarters=4), texts={}, names={}, looks={})


def machines(seed="7", path=None):
    """A whole game of machines."""
    session = Session.new(LOADED, {}, seed, path=path)
    for _ in session.advance():
        pass
    return session


def test_a_record_reads_back_as_it_was_written_and_replays_to_the_same_digests(tmp_path):
    session = machines(path=tmp_path / "a.game")
    text = (tmp_path / "a.game").read_text(encoding="utf-8")
    assert str(parse(text)) == text
    play, wrong = replay(read(tmp_path / "a.game"), LOADED.scenario)
    assert wrong == []
    assert play.over
    assert play.world.digests() == session.play.world.digests()


def test_a_branch_without_a_change_equals_its_trunk():
    trunk = machines()
    branch = trunk.branch("1924Q3", lambda name: LOADED)
    for _ in branch.advance():
        pass
    assert branch.play.world.digests() == trunk.play.world.digests()
    assert branch.record.tag("From").endswith("1924Q3")


def test_other_rules_show_as_a_mismatch_that_names_quarter_and_table():
    record = machines().record
    other = a_scenario(quarters=4, numbers=3, security=500)
    _, wrong = replay(record, other)
    assert wrong[0].quarter == "1924Q1"
    assert "security" in wrong[0].tables


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("PNG\x00", "not a record"),
        ('[Record "9"]\n', "version 9"),
        ("", "begins with"),
        ('[Record ""]\n', "version"),
        ('[Event "x"]\n', "not a record"),
    ],
)
def test_a_foreign_or_newer_file_is_refused_in_one_line(tmp_path, text, word):
    path = tmp_path / "b.game"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(RecordError) as caught:
        read(path)
    assert word in str(caught.value)
    assert "\n" not in str(caught.value)
    assert path.read_text(encoding="utf-8") == text


def test_a_torn_last_line_is_told_and_the_rest_loads(tmp_path):
    path = tmp_path / "c.game"
    machines(path=path)
    whole = path.read_text(encoding="utf-8")
    path.write_text(whole[: len(whole) * 2 // 3], encoding="utf-8")
    record = read(path)
    assert "torn" in str(record.troubles[-1])
    session = Session.load(path, lambda name: LOADED)
    assert session.warning
    assert not session.over


def test_a_place_that_cannot_be_written_gives_one_line_and_keeps_what_was_there(tmp_path):
    blocked = tmp_path / "file"
    blocked.write_text("kept", encoding="utf-8")
    with pytest.raises(WriteError) as caught:
        write(blocked / "d.game", "new")
    assert "\n" not in str(caught.value)
    assert blocked.read_text(encoding="utf-8") == "kept"
    with pytest.raises(WriteError):
        write(Path("/proc/self/none/d.game"), "new")


def test_a_full_disk_leaves_the_old_file_whole(tmp_path):
    path = tmp_path / "e.game"
    path.write_text("old", encoding="utf-8")
    code = (
        "import resource, signal, sys; from pathlib import Path; from game.record import write, WriteError\n"
        "signal.signal(signal.SIGXFSZ, signal.SIG_IGN); resource.setrlimit(resource.RLIMIT_FSIZE, (1000, 1000))\n"
        "try:\n    write(Path(sys.argv[1]), 'x' * 100000)\nexcept WriteError as error:\n    print(error)"
    )
    done = subprocess.run(
        [sys.executable, "-c", code, str(path)], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    assert "cannot be written" in done.stdout
    assert path.read_text(encoding="utf-8") == "old"
    assert [p.name for p in tmp_path.iterdir()] == ["e.game"]


@pytest.mark.slow
def test_a_game_killed_at_any_moment_loads_again_with_at_most_its_last_stage_lost(tmp_path):
    code = (
        "import sys; from pathlib import Path; from tests.record.test_record import LOADED, Session\n"
        "s = Session.new(LOADED, {}, '3', path=Path(sys.argv[1]))\n"
        "for step in s.advance():\n    print(len(s.record.lines), flush=True)"
    )
    lots = random.Random(11)
    whole = [str(line) for line in machines("3").record.lines]
    for n in range(50):
        path = tmp_path / f"{n}.game"
        process = subprocess.Popen(
            [sys.executable, "-c", code, str(path)],
            cwd=ROOT,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            text=True,
        )
        assert process.stdout is not None
        told = int(process.stdout.readline())
        time.sleep(lots.random() * 0.4)
        os.kill(process.pid, signal.SIGKILL)
        rest = process.communicate()[0].split()
        told = int(rest[-1]) if rest else told
        session = Session.load(path, lambda name: LOADED)
        lines = [str(line) for line in session.record.lines]
        assert len(lines) >= told
        assert lines == whole[: len(lines)]
        assert not session.warning
