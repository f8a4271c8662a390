"""Playing in the terminal: a whole game, a seat by number, leaving and coming back, no display."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.cli.run import who_whom
from tests.content.builder import written


@pytest.fixture(scope="module")
def tiny(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of the smallest scenario that has one of everything."""
    return written(tmp_path_factory.mktemp("scenario"))


def test_a_whole_game_can_be_played_with_empty_lines(tiny: Path, tmp_path: Path) -> None:
    done = who_whom(f"play --text --scenario {tiny} --seat anna --seed 5", home=tmp_path, typed_in="\n" * 200)
    assert done.returncode == 0, done.stderr
    assert done.stderr == ""
    record = (tmp_path / "saves" / "anna-5.game").read_text(encoding="utf-8")
    assert '[Seat "anna" "human"]' in record
    assert '[Ending "*"]' not in record
    assert "1924Q4 end #" in record
    # What he wants is told to him at every order; at the end each seat has one line.
    assert done.stdout.count("Your secret ambition: ") == 4
    assert done.stdout.count("Ambition: ") == 2
    assert (
        who_whom(f"verify {tmp_path / 'saves' / 'anna-5.game'} --scenario {tiny}", home=tmp_path).returncode
        == 0
    )


def test_the_terminal_asks_whose_place_is_taken(tiny: Path, tmp_path: Path) -> None:
    done = who_whom(f"play --text --scenario {tiny} --seed 5", home=tmp_path, typed_in="9\n2\nquit\n")
    assert done.returncode == 0, done.stderr
    assert (tmp_path / "saves" / "boris-5.game").is_file()


def test_a_decision_is_kept_and_a_wrong_one_is_answered(tiny: Path, tmp_path: Path) -> None:
    typed = "1\n\nno-such-order\n?\n??\nexpound:industry rest\nquit\n"
    done = who_whom(f"play --text --scenario {tiny} --seat anna --seed 5", home=tmp_path, typed_in=typed)
    assert done.returncode == 0, done.stderr
    assert "no-such-order" in done.stdout
    record = (tmp_path / "saves" / "anna-5.game").read_text(encoding="utf-8")
    assert "1924Q1 orders anna expound:industry rest" in record


def test_the_bulletin_has_a_public_voice_a_minute_and_what_historians_say(tiny: Path, tmp_path: Path) -> None:
    done = who_whom(
        f"play --text --scenario {tiny} --seat anna --seed 5", home=tmp_path, typed_in="!\n1\nquit\n"
    )
    assert done.returncode == 0, done.stderr
    public = done.stdout.index("is away.")
    minute = done.stdout.index("[Politburo minute] You may come back.")
    assert public < minute < done.stdout.index("A title (confirmed)")


def test_a_game_that_was_left_is_found_again_where_it_stood(tiny: Path, tmp_path: Path) -> None:
    who_whom(f"play --text --scenario {tiny} --seat anna --seed 5", home=tmp_path, typed_in="1\n\n\nquit\n")
    saved = tmp_path / "saves" / "anna-5.game"
    before = saved.read_text(encoding="utf-8")
    assert '[Ending "*"]' in before
    done = who_whom(f"play --text --load {saved} --scenario {tiny}", home=tmp_path, typed_in="\n" * 200)
    assert done.returncode == 0, done.stderr
    after = saved.read_text(encoding="utf-8")
    assert after.split("\n\n", 1)[1].startswith(before.split("\n\n", 1)[1].rstrip("\n"))
    assert '[Ending "*"]' not in after


def test_a_second_game_overwrites_nothing(tiny: Path, tmp_path: Path) -> None:
    for _ in range(2):
        who_whom(f"play --text --scenario {tiny} --seat anna --seed 5", home=tmp_path, typed_in="1\nquit\n")
    assert sorted(p.name for p in (tmp_path / "saves").iterdir()) == ["anna-5-2.game", "anna-5.game"]


def test_without_a_display_the_game_says_so_in_one_line_and_goes_on(tiny: Path, tmp_path: Path) -> None:
    done = who_whom(f"play --scenario {tiny} --seat anna --seed 5", home=tmp_path, typed_in="quit\n")
    assert done.returncode == 0, done.stderr
    assert done.stdout.splitlines()[0] == "There is no display; the game goes on in this terminal."


def test_machines_alone_play_to_the_end(tiny: Path, tmp_path: Path) -> None:
    seats = "--seat anna=novice --seat boris=random"
    done = who_whom(f"play --text --scenario {tiny} {seats} --seed 5", home=tmp_path)
    assert done.returncode == 0, done.stderr
    assert (tmp_path / "saves" / "machines-5.game").is_file()


def test_the_terminal_speaks_russian(tmp_path: Path) -> None:
    done = who_whom("play --text --seed 5 --language ru", home=tmp_path, typed_in="1\n\n\n\n\n\nquit\n")
    assert done.returncode == 0, done.stderr
    assert "капитал" in done.stdout
    assert "[cli." not in done.stdout
    assert "[news." not in done.stdout


def test_a_records_own_lines_over_a_pipe_play_its_game_again(tmp_path: Path) -> None:
    from game.content import load
    from game.session import Session

    session = Session.new(load("moscow-1924"), {}, "1924")
    for _ in session.advance():
        pass
    text = str(session.record)
    done = who_whom("play --text --seat trotsky --seed 1924", home=tmp_path, typed_in=text)
    assert done.returncode == 0, done.stderr
    saved = next((tmp_path / "saves").glob("*.game")).read_text(encoding="utf-8")
    assert [x for x in saved.splitlines() if not x.startswith("[")] == [
        x for x in text.splitlines() if not x.startswith("[")
    ]


def test_leaving_a_game_that_cannot_be_saved_says_so_in_one_line(tmp_path: Path) -> None:
    # A file where the folder of saves would have to be: nothing can be written there, not even by root.
    (tmp_path / "home").write_text("in the way", encoding="utf-8")
    done = who_whom("play --text --seat stalin=human", home=tmp_path / "home", typed_in="quit\n")
    assert done.returncode == 2
    assert len(done.stderr.strip().splitlines()) == 1
    assert "cannot be written" in done.stderr
    assert (tmp_path / "home").read_text(encoding="utf-8") == "in the way"
