"""Whatever is typed: one line on standard error, exit code 2, never a traceback, nothing written."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.cli.run import ROOT, who_whom

NONSENSE: list[tuple[str, str]] = [
    # (what is typed, a word that must stand in the answer)
    ("simulat", "simulate"),
    ("xyzzy", "xyzzy"),
    ("--language", "--language"),
    ("--language xx simulate", "en, ru"),
    ("--language=", "en, ru"),
    ("--nonsense", "--nonsense"),
    ("attribute", "attribute"),
    ("league", "league"),
    ("sensitivity", "sensitivity"),
    ("exercise list", "exercise"),
    ("class-report .", "class-report"),
    ("turning-points x.game", "turning-points"),
    # handbook
    ("handbook extra", "extra"),
    ("handbook --out", "--out"),
    ("handbook --out ''", "--out"),
    ("handbook --out no/such/folder", "no/such/folder"),
    ("handbook --out README.md", "README.md"),
    ("handbook --scenario moscow-1942", "moscow-1924"),
    ("handbook --json x.json", "--json"),
    # play
    ("play extra", "extra"),
    ("play --seat", "--seat"),
    ("play --sead 3", "--seed"),
    ("play --text=yes", "--text"),
    ("play --text --seed", "--seed"),
    ("play --text --seed ''", "seed"),
    ("play --text --seed 'a b'", "seed"),
    ("play --text --luck good", "smoothed"),
    ("play --text --scenario no-such-place", "no-such-place"),
    ("play --text --seat nobody-here", "nobody-here"),
    ("play --text --seat =politician", "--seat"),
    ("play --text --load no-such.game", "no-such.game"),
    ("play --text --load .", "."),
    # replay
    ("replay --until 1930Q1", "1930Q1"),
    ("replay no-such.game", "no-such.game"),
    ("replay .", "folder"),
    ("replay pyproject.toml", "pyproject.toml"),
    ("replay a.game b.game", "b.game"),
    ("replay pyproject.toml --until", "--until"),
    # simulate
    ("simulate extra", "extra"),
    ("simulate --histories", "--histories"),
    ("simulate --histories 0", "--histories"),
    ("simulate --histories -5", "--histories"),
    ("simulate --histories ten", "ten"),
    ("simulate --histories 1e3", "1e3"),
    ("simulate --histories 1000001", "1000000"),
    ("simulate --histories 99999999999999999999999999", "--histories"),
    ("simulate --histories ２", "--histories"),
    ("simulate --jobs 0", "--jobs"),
    ("simulate --jobs many", "many"),
    ("simulate --seed ''", "seed"),
    ("simulate --seed ../../../../etc/passwd;", "seed"),
    ("simulate --players genius", "politician"),
    ("simulate --players master", "master"),
    ("simulate --players human", "human"),
    ("simulate --players script:x.py", "script:x.py"),
    ("simulate --luck bad", "full"),
    ("simulate --at 1925Q4", "--from"),
    ("simulate --from no-such.game", "no-such.game"),
    ("simulate --from README.md", "README.md"),
    ("simulate --from . --at 1925Q4", "folder"),
    ("simulate --scenario moscow-1942", "moscow-1924"),
    ("simulate --scenario moscow-1924 --from a.game", "--from"),
    ("simulate --json .", "--json"),
    ("simulate --json no/such/folder/a.json", "folder"),
    ("simulate --json ''", "--json"),
    ("simulate --csv -", "--csv"),
    ("simulate --series -", "--series"),
    ("simulate --json same.x --csv same.x", "same.x"),
    ("simulate --parquet a.parquet", "--parquet"),
    ("simulate --lens x", "x"),
    ("simulate --params x", "--params"),
    ("simulate --lens", "--lens"),
    ("simulate --lens machien", "machine"),
    ("compare --lens nobody", "nobody"),
    ("simulate --without", "--without"),
    ("simulate --without plaec", "place"),
    ("simulate --without everything-at-all", "everything-at-all"),
    ("simulate --param", "--param"),
    ("simulate --param place.gain", "NAME=VALUE"),
    ("simulate --param =3", "NAME=VALUE"),
    ("simulate --param place.gain=high", "high"),
    ("simulate --param place.gain=100000", "place.gain"),
    ("simulate --param place.gian=3", "place.gain"),
    ("simulate --param place.gain=3 --param place.gain=4", "place.gain"),
    ("simulate --no-timing=yes", "--no-timing"),
    ("simulate --seat nobody-here=novice", "nobody-here"),
    # compare
    ("compare --pin a=b", "--pin"),
    ("compare --prediction x", "--prediction"),
    ("compare --change ''", "record"),
    ("compare --change rubbish", "rubbish"),
    ("compare --change '1924Q9 orders x rest'", "1924Q9"),
    ("compare --change '1999Q1 orders x rest'", "1999Q1"),
    ("compare --change '1924Q1 ordres x rest'", "orders"),
    ("compare --change '1924Q1 orders nobody-here rest'", "nobody-here"),
    ("compare --csv a.csv", "--csv"),
    ("compare --at soon", "soon"),
    ("compare --at 1931Q1", "1931Q1"),
    ("compare --histories 0", "--histories"),
    # check
    ("check", "DIR"),
    ("check no/such/folder", "no/such/folder"),
    ("check pyproject.toml", "pyproject.toml"),
    ("check tests", "scenario.yaml"),
    ("check scenarios/moscow-1924 more", "more"),
    # verify
    ("verify", "FILE"),
    ("verify no-such.json", "no-such.json"),
    ("verify .", "folder"),
    ("verify pyproject.toml", "pyproject.toml"),
    ("verify assets/fonts/PTSans-Bold.ttf", "UTF-8"),
    # coalitions
    ("coalitions", "N"),
    ("coalitions a b", "a"),
    ("coalitions 1.5 2", "1.5"),
    ("coalitions -1 2", "negative"),
    ("coalitions 0 0", "zero"),
    ("coalitions " + "1 " * 17, "16"),
    ("coalitions 3 4 --majority", "--majority"),
    ("coalitions 3 4 --majority half", "half"),
    ("coalitions 3 4 --majority 1/3", "1/3"),
    ("coalitions 3 4 --majority 2/2", "2/2"),
    ("coalitions 3 4 --majority 1/0", "--majority"),
    ("coalitions 3 4 --majority 0.5", "0.5"),
    ("coalitions 3 4 --json no/such/folder/a.json", "folder"),
    ("coalitions 3 4 --histories 5", "--histories"),
    ("coalitions 99999999999999999999 1", "99999999999999999999"),
]


@pytest.mark.parametrize(("typed", "word"), NONSENSE, ids=[typed for typed, _ in NONSENSE])
def test_nonsense_is_answered_in_one_line(typed: str, word: str, tmp_path: Path) -> None:
    before = sorted(p.name for p in ROOT.iterdir())
    done = who_whom(typed, home=tmp_path)
    assert done.returncode == 2, done.stderr
    assert done.stdout == ""
    lines = done.stderr.splitlines()
    assert len(lines) == 1, done.stderr
    assert lines[0].startswith("who-whom: ")
    assert word in lines[0]
    assert "Traceback" not in done.stderr
    assert "[cli." not in done.stderr
    assert sorted(p.name for p in ROOT.iterdir()) == before


RUSSIAN = [
    ("simulat", "команды"),
    ("simulate --histories 0", "лежать между"),
    ("check no/such/folder", "папка"),
    ("coalitions 0 0", "больше нуля"),
    ("replay no-such.game", "файл"),
]


@pytest.mark.parametrize(("typed", "word"), RUSSIAN, ids=[typed for typed, _ in RUSSIAN])
def test_nonsense_is_answered_in_russian_too(typed: str, word: str, tmp_path: Path) -> None:
    done = who_whom(f"{typed} --language ru", home=tmp_path)
    assert done.returncode == 2
    assert len(done.stderr.splitlines()) == 1
    assert word in done.stderr


def test_what_is_there_is_not_overwritten_by_nonsense(tmp_path: Path) -> None:
    target = tmp_path / "kept.json"
    target.write_text("mine", encoding="utf-8")
    done = who_whom(f"simulate --histories 0 --json {target}", home=tmp_path)
    assert done.returncode == 2
    assert target.read_text(encoding="utf-8") == "mine"


def test_a_strange_word_cannot_break_the_line(tmp_path: Path) -> None:
    done = who_whom("simulate --players 'a\nb\x1b[31m'", home=tmp_path)
    assert done.returncode == 2
    assert len(done.stderr.splitlines()) == 1
    assert "\x1b" not in done.stderr


def test_the_mistakes_of_a_scenario_are_told_in_russian_with_their_places(tmp_path: Path) -> None:
    from tests.content.builder import written

    folder = written(tmp_path / "spoilt")
    people = folder / "people.yaml"
    people.write_text(people.read_text(encoding="utf-8").replace("manner: ", "maner: ", 1), encoding="utf-8")
    english = who_whom(f"check {folder}", home=tmp_path)
    russian = who_whom(f"check {folder} --language ru", home=tmp_path)
    assert english.returncode == russian.returncode == 1
    mine, theirs = english.stdout.splitlines(), russian.stdout.splitlines()
    assert len(mine) == len(theirs)
    wrong = next(n for n, line in enumerate(mine) if "has no key 'maner' (did you mean 'manner'?)" in line)
    assert theirs[wrong].split(" ")[0] == mine[wrong].split(" ")[0]
    assert "ошибка" in theirs[wrong]
    assert "ключа «maner» здесь не бывает (может быть, «manner»?)" in theirs[wrong]
