"""Files as they come from strangers: what is not plain YAML is refused, and where it stands is told."""

from __future__ import annotations

import os
import tracemalloc
from pathlib import Path

import pytest

from game.content import check
from game.content.source import LARGEST_FILE, Node, parse, read
from tests.content.builder import FILES, changed, written


def refused(raw: bytes, part: str, line: int, column: int) -> None:
    """The bytes are refused at one place with one message."""
    node, problems = parse(raw, "some.yaml")
    assert node is None
    first = problems[0]
    assert part in first.message
    assert (first.file, first.line, first.column) == ("some.yaml", line, column)
    assert first.severity == "error"
    assert first.hint


@pytest.mark.parametrize(
    ("raw", "part", "line", "column"),
    [
        (b"a: 1\nb:\t2", "tab", 2, 3),
        (b"a: 1\n\tb: 2", "tab", 2, 1),
        (b"a: \xff", "UTF-8", 1, 4),
        ("а: 1\nбв: ".encode() + b"\xc3", "UTF-8", 2, 5),
        ("a: 1".encode("utf-16"), "UTF-8", 1, 1),
        (b"a: x\x00y", "U+0000", 1, 5),
        (b"a: x\x07y", "U+0007", 1, 5),
        ("a: x\u2028y".encode(), "U+2028", 1, 5),
        (b"a: 1\rb: 2", "U+000D", 1, 5),
        (b"", "empty", 1, 1),
        (b"# nothing\n", "empty", 1, 1),
        (b"a: [1, 2\nb: 3", "not YAML", 2, 2),
        (b"a: 'x", "not YAML", 1, 6),
        (b"a: S: book", "not YAML", 1, 5),
        (b"a: @x", "not YAML", 1, 4),
        (b"a: 1\n  b: 2", "not YAML", 2, 4),
        (b"- a\nb: c", "not YAML", 2, 1),
        (b"a: 1\nb: 2\na: 3", "'a' stands here twice, first in line 1", 3, 1),
        (b"a: {x: 1, x: 2}", "'x' stands here twice", 1, 11),
        (b"a: !!python/object:os.system x", "tag", 1, 4),
        (b"a: !mine x", "tag", 1, 4),
        (b"!!map {a: 1}", "tag", 1, 1),
        (b"a: 1\n---\nb: 2", "second document", 2, 1),
        (b"{a: 1}: 2", "key must be a word", 1, 1),
        (b"? [a]\n: 2", "key must be a word", 1, 3),
        (b"a: {<<: 1}", "merge", 1, 5),
        (b"a: *b", "'*b' means nothing", 1, 4),
        (b"a: &x {b: *x}", "inside an anchor", 1, 11),
        (b"a: &x 1\n*x : 2", "is an alias", 2, 1),
        (b"a: 1234567890123456789012", "22 digits", 1, 4),
        (b"a: -" + b"9" * 5000, "digits", 1, 4),
        (b"a" * 200 + b": 1", "too long", 1, 1),
        (b"[" * 5000, "nested", 1, 25),
        (b"{a: " * 5000, "nested", 1, 97),
        (b"- " * 5000, "nested", 1, 49),
    ],
    ids=lambda value: repr(value[:24]) if isinstance(value, bytes) else None,
)
def test_what_is_not_plain_yaml_is_refused_at_its_place(
    raw: bytes, part: str, line: int, column: int
) -> None:
    refused(raw, part, line, column)


def test_an_alias_bomb_does_not_go_off() -> None:
    bomb = "a: &a [x, x, x, x, x, x, x, x, x]\n"
    for before, name in zip("abcdefgh", "bcdefghi", strict=True):
        bomb += f"{name}: &{name} [{', '.join(['*' + before] * 9)}]\n"
    refused(bomb.encode(), "inside an anchor", 2, 8)


def test_many_aliases_are_refused_but_a_few_are_not() -> None:
    few = b"a: &a [1]\n" + b"".join(b"b%d: *a\n" % n for n in range(8))
    node, problems = parse(few, "some.yaml")
    assert not problems
    assert node is not None
    assert node.plain()["b7"] == [1]
    assert node.at("b7", 0).line == 1 + 0
    refused(few + b"c: *a\n", "more than 8 aliases", 10, 4)


def test_many_values_are_refused() -> None:
    _, problems = parse(b"[" + b"1," * 200_000 + b"]", "some.yaml")
    assert "more than 150,000 values" in problems[0].message


def test_scalars_mean_only_what_everybody_reads() -> None:
    said = {
        "7": 7, "+200": 200, "-5": -5, "1.5": 1.5, "true": True, "no": "no", "1924-01-21": "1924-01-21",
        "1924Q1": "1924Q1", "12:30": "12:30", "0x1f": "0x1f", "007": "007", "'7'": "7", "": None, "~": None,
        "1e3": 1000.0, "null": None, "False": "False", "1_000": "1_000",
    }  # fmt: skip
    node, _ = parse("".join(f"- {text}\n" for text in said).encode(), "some.yaml")
    assert node is not None
    assert node.plain() == list(said.values())
    assert [type(value) for value in node.plain()] == [type(value) for value in said.values()]


def test_places_are_counted_in_letters_from_one() -> None:
    node, _ = parse("имя: {полное: 'Анна', ё: [1, два]}\r\nвторое: x\r\n".encode(), "f")
    assert node is not None
    assert node.at("имя", "полное")[1:] == (1, 15)
    assert node.key_at("имя", "ё")[1:] == (1, 23)
    assert node.at("имя", "ё", 1)[1:] == (1, 30)
    assert node.at("второе")[1:] == (2, 9)
    assert node.at("второе", "gone", 3)[1:] == (2, 9)


def test_a_text_knows_where_its_first_letter_stands() -> None:
    node, _ = parse(b"a: plain\nb: 'one'\nc: \"two\"\nd: \"\\u0041\"\ne: >\n  folded\nf: 'it''s'", "f")
    assert node is not None
    starts = {key: child.start for key, child in node.value.items() if isinstance(child, Node)}
    assert starts == {"a": 4, "b": 5, "c": 5, "d": 0, "e": 0, "f": 0}


def test_a_byte_order_mark_is_no_mistake() -> None:
    node, problems = parse(b"\xef\xbb\xbfa: 1", "f")
    assert not problems
    assert node is not None
    assert node.at("a")[1:] == (1, 4)


def test_a_file_of_fifty_megabytes_is_refused_unread(tmp_path: Path) -> None:
    path = tmp_path / "people.yaml"
    with path.open("wb") as stream:
        stream.truncate(50_000_000)
    tracemalloc.start()
    try:
        node, problems = read(path, "people.yaml")
        assert tracemalloc.get_traced_memory()[1] < 1_000_000
    finally:
        tracemalloc.stop()
    assert node is None
    assert "50,000,000 bytes" in problems[0].message
    assert problems[0].hint


def test_a_file_just_over_the_limit_is_refused(tmp_path: Path) -> None:
    (tmp_path / "a.yaml").write_bytes(b"a: " + b"x" * LARGEST_FILE)
    assert "2,000,003 bytes" in read(tmp_path / "a.yaml", "a.yaml")[1][0].message
    assert "more than 2,000,000" in parse(b"#" * (LARGEST_FILE + 1), "a.yaml")[1][0].message


def test_a_folder_over_twenty_megabytes_is_refused(tmp_path: Path) -> None:
    home = written(tmp_path)
    for n in range(11):
        with (home / "text" / f"{n}.bin").open("wb") as stream:
            stream.truncate(1_900_000)
    problems = check(home)
    assert ["too large" in p.message for p in problems] == [True]
    assert "20,000,000" in problems[0].hint


def test_a_folder_of_very_many_files_is_refused(tmp_path: Path) -> None:
    home = written(tmp_path)
    (home / "more").mkdir()
    for n in range(2_001):
        (home / "more" / str(n)).touch()
    assert "too large" in check(home)[0].message


def test_a_missing_folder_names_the_nearest(tmp_path: Path) -> None:
    written(tmp_path)
    problem = check(tmp_path / "tinny")[0]
    assert "there is no folder 'tinny'" in problem.message
    assert "tiny" in problem.hint
    assert (problem.line, problem.column) == (1, 1)


def test_a_file_instead_of_a_folder_is_told(tmp_path: Path) -> None:
    problem = check(written(tmp_path) / "people.yaml")[0]
    assert "'people.yaml' is a file, not a folder" in problem.message


def test_an_empty_folder_lacks_every_file(tmp_path: Path) -> None:
    problems = check(tmp_path)
    assert {p.file for p in problems} == {
        "scenario.yaml", "people.yaml", "offices.yaml", "regions.yaml", "bodies.yaml"
    }  # fmt: skip


def test_odd_paths_are_problems_and_not_accidents() -> None:
    for odd in ("a\0b", "x" * 5000, "/", "", "/dev/null", "no such scenario"):
        assert check(odd)
        assert check(Path(odd))


def test_a_folder_in_place_of_a_file_is_told(tmp_path: Path) -> None:
    home = written(tmp_path)
    (home / "people.yaml").unlink()
    (home / "people.yaml").mkdir()
    assert any(p.file == "people.yaml" and "not a file" in p.message for p in check(home))


def test_a_file_in_place_of_a_folder_is_told(tmp_path: Path) -> None:
    home = written(tmp_path, {k: v for k, v in FILES.items() if not k.startswith("events")})
    (home / "events").write_text("events: []")
    assert any("'events' is not a folder" in p.message for p in check(home))


def test_a_pipe_does_not_make_the_check_wait(tmp_path: Path) -> None:
    home = written(tmp_path)
    (home / "people.yaml").unlink()
    os.mkfifo(home / "people.yaml")
    assert any(p.file == "people.yaml" and "not a file" in p.message for p in check(home))


def test_a_link_out_of_the_folder_is_not_followed(tmp_path: Path) -> None:
    home = written(tmp_path)
    (tmp_path / "secret.yaml").write_text("password: 1")
    (home / "events" / "x.yaml").symlink_to(tmp_path / "secret.yaml")
    assert any(p.file == "events/x.yaml" and "leads out" in p.message for p in check(home))


def test_a_link_to_nothing_or_to_itself_is_told(tmp_path: Path) -> None:
    home = written(tmp_path)
    (home / "events" / "x.yaml").symlink_to(home / "events" / "gone.yaml")
    (home / "events" / "y.yaml").symlink_to(home / "events" / "y.yaml")
    files = {p.file for p in check(home) if p.severity == "error"}
    assert files == {"events/x.yaml", "events/y.yaml"}


def test_a_file_that_may_not_be_read_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    home = written(tmp_path)

    def refuse(self: Path, *rest: object, **more: object) -> object:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Path, "open", refuse)
    problems = check(home)
    assert {p.file for p in problems} >= {"people.yaml", "text/ru/all.yaml"}
    assert all("permission denied" in p.message and "permissions" in p.hint for p in problems)


@pytest.mark.parametrize("file", sorted(FILES))
@pytest.mark.parametrize(
    "raw", [b"", b"- a\n- b\n", b"word", b"42", b"~", b"\xff\xfe\x00", b"a: [", b"\t"], ids=repr
)
def test_every_file_may_be_rubbish(tmp_path: Path, file: str, raw: bytes) -> None:
    problems = check(written(tmp_path, {**FILES, file: raw}))
    assert any(p.file == file and p.line > 0 and p.column > 0 and p.hint for p in problems)


@pytest.mark.parametrize("file", sorted(FILES))
def test_a_bad_byte_in_any_file_is_found(tmp_path: Path, file: str) -> None:
    first = FILES[file].splitlines()[0]
    problems = check(written(tmp_path, changed(file, first, first.encode() + b" # \xe9")))
    assert [(p.file, p.line, p.column) for p in problems] == [(file, 1, len(first) + 4)]


def test_a_yaml_file_that_nobody_reads_is_worth_a_warning(tmp_path: Path) -> None:
    home = written(tmp_path, {**FILES, "peple.yaml": "a: 1", "events/old.yml": "a: 1"})
    found = {p.file: p for p in check(home)}
    assert found["peple.yaml"].severity == "warning"
    assert "people.yaml" in found["peple.yaml"].hint
    assert "old.yaml" in found["events/old.yml"].hint


def test_a_misnamed_file_is_shown_to_be_the_missing_one(tmp_path: Path) -> None:
    files = dict(FILES)
    files["region.yaml"] = files.pop("regions.yaml")
    found = {p.file: p for p in check(written(tmp_path, files))}
    assert "region.yaml" in found["regions.yaml"].hint
