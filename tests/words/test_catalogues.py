"""The shipped catalogues are whole, and the check finds what an author gets wrong."""

from __future__ import annotations

from pathlib import Path

import pytest

from game.words import CatalogueError, catalogue, check_catalogues


def test_the_shipped_catalogues_have_no_problem() -> None:
    problems = check_catalogues()
    assert not problems, "\n".join(map(str, problems))


def written(folder: Path, **files: str) -> Path:
    """Catalogues of one file or more: ``en_common="..."`` is en/common.toml."""
    for name, text in files.items():
        language, _, area = name.partition("_")
        (folder / language).mkdir(exist_ok=True)
        (folder / language / f"{area}.toml").write_text(text, encoding="utf-8")
    return folder


GOOD_EN = '[a]\nb = "{who} has {n:vote|votes}."\n'


@pytest.mark.parametrize(
    ("english", "russian", "expected"),
    [
        (GOOD_EN, '[a]\nb = "У {who:gen} {n:голос|голоса|голосов}."\n', None),
        (GOOD_EN, '[a]\nc = "да"\n', "en/a.toml:2 a.b: is missing in 'ru'"),
        (
            GOOD_EN,
            '[a]\nb = "{n:голос|голоса|голосов} {who}"\nc = "да"\n',
            "ru/a.toml:3 a.c: is missing in 'en'",
        ),
        (
            GOOD_EN,
            '[a]\nb = "{n:голос|голоса|голосов} {x}"\n',
            "ru/a.toml:2 a.b: other placeholders than English: lacks who, adds x",
        ),
        (
            GOOD_EN,
            '[a]\nb = "{who} {n:голос|голосов}"\n',
            "ru/a.toml:2 a.b: {n:голос|голосов} gives 2 forms; this language counts with 3",
        ),
        (
            '[a]\nb = "{who} {n:vote|votes|voten}"\n',
            '[a]\nb = "{who} {n:голос|голоса|голосов}"\n',
            "en/a.toml:2 a.b: {n:vote|votes|voten} gives 3 forms; this language counts with 2",
        ),
        (GOOD_EN, '[a]\nb = "{who:gne} {n:а|б|в}"\n', "ru/a.toml:2 a.b: {who:gne}: 'gne' is no form"),
        (
            GOOD_EN,
            '[a]\nb = "{who:m/f:был} {n:а|б|в}"\n',
            "ru/a.toml:2 a.b: {who:m/f:был} gives 1 of 2 genders",
        ),
        (GOOD_EN, '[a]\nb = "{who {n:а|б|в}"\n', "ru/a.toml:2 a.b: the braces cannot be read"),
        (
            '[a]\nb = "{who:с+ins} {n:vote|votes}"\n',
            '[a]\nb = "{who:с+ins} {n:а|б|в}"\n',
            "en/a.toml:2 a.b: {who:с+ins}: this preposition is Russian",
        ),
        ('[a]\nb = "yes"\n', '[a]\nb = ""\n', "ru/a.toml:2 a.b: the text is empty"),
        ('[a]\nb = "yes"\n', '[a]\nb = "да "\n', "ru/a.toml:2 a.b: the text begins or ends with a blank"),
        (
            '[a]\nb = "the whole text"\n',
            '[a]\nb = "the whole text"\n',
            "ru/a.toml:2 a.b: is still in English",
        ),
        ('[a]\nb = "yes"\n', "[a]\nb = 3\n", "ru/a.toml:2 a.b: a text is needed, not 3"),
        (
            '[a]\nb = "yes"\n',
            '[a]\nb = "да"\nC = "x"\n',
            "ru/a.toml:3 a.C: a key is two or more lower-case words",
        ),
        ('[a]\nb = "yes"\n', '[a]\nb = "да\n', "ru/a.toml:2 is not TOML"),
        (
            '[name.cc]\nnom = "the CC"\n',
            '[name.cc]\nnom = "комитет"\ngen = "комитета"\n',
            "ru/a.toml:2 name.cc: lacks dat, acc, ins, pre",
        ),
        (
            '[name.cc]\nnom = "the CC"\n',
            '[name.cc]\nshort = "ЦК"\n',
            "ru/a.toml:2 name.cc: the nominative is missing",
        ),
        (
            '[name.cc]\nnom = "the CC"\n',
            '[name.cc]\nnom = "ЦК"\ngender = "x"\n',
            "ru/a.toml:2 name.cc: a gender is one of m, f, n, p",
        ),
    ],
)
def test_a_mistake_is_found_and_its_place_named(
    tmp_path: Path, english: str, russian: str, expected: str | None
) -> None:
    told = [str(p) for p in check_catalogues(written(tmp_path, en_a=english, ru_a=russian))]
    if expected is None:
        assert told == []
    else:
        assert any(line.startswith(expected) for line in told), told


def test_one_key_in_two_files_is_an_error_that_names_both(tmp_path: Path) -> None:
    folder = written(tmp_path, en_a='[a]\nb = "one"\n', en_b='# two\na.b = "two"\n')
    told = "en/b.toml:2 a.b: stands already in en/a.toml:2"
    assert [str(p) for p in check_catalogues(folder)] == [told]
    with pytest.raises(CatalogueError, match=f"^{told}$"):
        catalogue("en", folder)


def test_any_file_found_is_merged(tmp_path: Path) -> None:
    folder = written(tmp_path, en_a='[a]\nb = "one"\n', en_zed='[z.y]\nx = "two"\n')
    assert dict(catalogue("en", folder)) == {"a.b": "one", "z.y.x": "two"}


def test_another_language_is_a_folder_and_nothing_else(tmp_path: Path) -> None:
    german = '[language]\nlocale = "de"\n[a]\nb = "{who} hat {n:Stimme|Stimmen}."\n'
    english = '[language]\nlocale = "en_GB"\n' + GOOD_EN
    assert check_catalogues(written(tmp_path, en_a=english, de_a=german)) == []
