"""The codex: read only when asked for, filled from the scenario's data, every mistake told with its place."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path

import pytest

from game.content import Loaded, Problem, check, entries, load
from game.content import load as loading
from game.content.codex import Codex, codex
from game.content.entries import Page
from game.content.filling import PLACES, USAGE
from game.places import shipped
from game.words import Words
from tests.cli.run import who_whom
from tests.content.builder import FILES, written

CODEX: dict[str, str] = {
    "codex/people.yaml": """\
anna:
  kind: person
  see: [boris, funeral]
  sources: ["KEY: page 9", "S: A Book of the Codex"]
  grade: C
boris:
  kind: person
vera:
  kind: person
""",
    "codex/other.yaml": """\
chair:
  kind: office
  see: [myth-one]
cc:
  kind: body
politburo:
  kind: body
conference:
  kind: body
congress:
  kind: body
congress-13:
  kind: congress
  date: 1924-05-23
myth-one:
  kind: claim
  verdict: myth
  see: [anna]
""",
    "text/en/codex-all.yaml": """\
anna:
  title: Anna
  short: The first of the two.
  record: >-
    She knew [[boris|the other man]] and the [[chair]].

    A second paragraph.
  model: >-
    Caution {start:caution:anna}, army {base:anna:army}; {size:congress.13:delegate|delegates} come.
    The chair is held by {held:chair}.
  readings:
    - {who: One, text: She was right.}
    - {who: Another, text: She was wrong.}
boris: {title: Boris, short: The second., record: He spoke.}
vera: {title: Véra Petrov, short: She votes., record: A voter.}
chair: {title: Chair, short: A post., record: A post with a key.}
cc: {title: Central Committee, short: It sits., record: It sits.}
politburo: {title: Politburo, short: It sits., record: It sits.}
conference: {title: Conference, short: It meets., record: It meets.}
congress: {title: Congress, short: It meets., record: It meets.}
congress-13: {title: XIII Congress, short: In May., record: It met.}
myth-one: {title: A tale, short: It is told., record: Nobody saw it.}
""",
    "text/ru/codex-all.yaml": """\
anna:
  title: Анна
  short: Первая из двоих.
  record: >-
    Она знала [[boris|другого]] и [[chair|должность]].

    Второй абзац.
  model: >-
    Осторожность {start:caution:anna}, армия {base:anna:army}; приходит {size:congress.13:делегат|делегата|делегатов}.
    Должность занимает {held:chair}.
  readings:
    - {who: Один, text: Она была права.}
    - {who: Другой, text: Она ошибалась.}
boris: {title: Борис, short: Второй., record: Он говорил.}
vera: {title: Вера Петрова, short: Голосует., record: Избирательница Пётр.}
chair: {title: Должность, short: Пост., record: Пост с ключом.}
cc: {title: Центральный комитет, short: Заседает., record: Заседает.}
politburo: {title: Политбюро, short: Заседает., record: Заседает.}
conference: {title: Конференция, short: Собирается., record: Собирается.}
congress: {title: Съезд, short: Собирается., record: Собирается.}
congress-13: {title: XIII съезд, short: В мае., record: Собрался.}
myth-one: {title: Рассказ, short: Его рассказывают., record: Никто не видел.}
""",
}


def a_codex(folder: Path, changes: Mapping[str, tuple[str, str]] | None = None) -> Path:
    """The tiny scenario with a codex; `changes` are (file, (old, new))."""
    files = dict(CODEX)
    for name, (old, new) in (changes or {}).items():
        assert old in files[name], (name, old)
        files[name] = files[name].replace(old, new, 1)
    return written(folder, {**FILES, **files})


@pytest.fixture(scope="module")
def tiny(tmp_path_factory: pytest.TempPathFactory) -> Loaded:
    """The tiny scenario with a codex, loaded."""
    return load(a_codex(tmp_path_factory.mktemp("tiny")))


@pytest.fixture(scope="module")
def book(tiny: Loaded) -> Codex:
    """Its codex."""
    return codex(tiny)


def words(loaded: Loaded, language: str = "en") -> Words:
    """Words that know the scenario."""
    return Words(language, loaded.texts[language], loaded.names[language])


def part(page: Page, name: str) -> list[str]:
    """The lines of a part of a page."""
    return ["".join(span.text for span in line) for s in page.sections if s.name == name for line in s.lines]


def found(folder: Path) -> list[Problem]:
    """What `check` finds beyond the tiny scenario's own."""
    return check(folder)


def test_a_whole_codex_has_no_problems(tmp_path: Path) -> None:
    assert [str(p) for p in found(a_codex(tmp_path))] == []


def test_a_claim_may_be_true(tmp_path: Path) -> None:
    folder = a_codex(tmp_path, {"codex/other.yaml": ("verdict: myth", "verdict: true")})
    assert found(folder) == []
    loaded = load(folder)
    assert entries.page(codex(loaded), "myth-one", words(loaded)).about == "Claim · true"


def test_playing_does_not_read_the_codex(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = a_codex(tmp_path)
    read: list[str] = []
    from game.content import folder as folders

    real = folders.read

    def watched(path: Path, name: str) -> object:
        read.append(name)
        return real(path, name)

    monkeypatch.setattr(folders, "read", watched)
    loading(folder)
    assert read
    assert not [name for name in read if "codex" in name]


def test_a_broken_codex_does_not_keep_a_scenario_from_being_played(tmp_path: Path) -> None:
    folder = a_codex(tmp_path, {"codex/people.yaml": ("kind: person", "kind: horse")})
    assert load(folder).scenario.id == "tiny"
    assert any("not a kind of entry" in p.message for p in found(folder))


def test_numbers_come_from_the_scenario(tiny: Loaded, book: Codex) -> None:
    lines = part(entries.page(book, "anna", words(tiny)), "model")
    assert lines == ["Caution 700, army 100; 748 delegates come. The chair is held by Anna."]


def test_a_changed_number_changes_the_page(tmp_path: Path) -> None:
    files = {**FILES, **CODEX}
    files["people.yaml"] = files["people.yaml"].replace("caution: 700", "caution: 123")
    loaded = load(written(tmp_path, files))
    assert part(entries.page(codex(loaded), "anna", words(loaded)), "model")[0].startswith("Caution 123,")


def test_links_lead_somewhere_and_carry_their_own_words(tiny: Loaded, book: Codex) -> None:
    page = entries.page(book, "anna", words(tiny))
    spans = [span for s in page.sections if s.name == "record" for line in s.lines for span in line]
    assert [(s.text, s.link) for s in spans if s.link] == [("the other man", "boris"), ("Chair", "chair")]
    assert len(next(s for s in page.sections if s.name == "record").lines) == 2


def test_a_page_names_who_mentions_it(tiny: Loaded, book: Codex) -> None:
    assert part(entries.page(book, "anna", words(tiny)), "mentioned") == ["A tale"]
    assert part(entries.page(book, "boris", words(tiny)), "mentioned") == ["Anna"]
    assert part(entries.page(book, "funeral", words(tiny)), "mentioned") == ["Anna"]


def test_facts_follow_from_the_data(tiny: Loaded, book: Codex) -> None:
    facts = part(entries.page(book, "anna", words(tiny)), "facts")
    assert facts[0] == "Born 18 December 1878, died 5 March 1953."
    assert any("Lenin's mantle 500" in line for line in facts)
    leans = part(entries.page(book, "vera", words(tiny)), "facts")
    assert any("+300" in line and "-100" in line for line in leans)
    office = part(entries.page(book, "chair", words(tiny)), "facts")
    assert office[0] == "Held at the start by: Anna."
    sitting = part(entries.page(book, "congress-13", words(tiny)), "facts")
    assert "748 delegates with a vote." in sitting


def test_every_page_can_be_written_in_both_languages(tiny: Loaded, book: Codex) -> None:
    for language in ("en", "ru"):
        for id in book.ids:
            page = entries.page(book, id, words(tiny, language))
            assert page.title, id
            assert all(line and line[0].text for s in page.sections for line in s.lines), id


def test_search_finds_titles_before_texts(tiny: Loaded, book: Codex) -> None:
    assert entries.search(book, "chair", words(tiny))[0] == "chair"
    assert entries.search(book, "KEY", words(tiny)) == ["chair"]
    assert entries.search(book, "paragraph second", words(tiny)) == ["anna"]
    assert entries.search(book, "  ", words(tiny)) == []


def test_search_minds_neither_case_nor_accents_nor_yo(tiny: Loaded, book: Codex) -> None:
    assert entries.search(book, "VERA petrov", words(tiny)) == ["vera"]
    assert entries.search(book, "петр", words(tiny, "ru")) == ["vera"]
    assert entries.search(book, "ПЁТР", words(tiny, "ru")) == ["vera"]


def test_what_is_nearest_is_offered(tiny: Loaded, book: Codex) -> None:
    assert entries.nearest_ids(book, "bors", words(tiny))[0] == "boris"
    assert entries.nearest_ids(book, "Бориз", words(tiny, "ru"))[0] == "boris"
    assert entries.nearest_ids(book, "zzzzzzzz", words(tiny)) == []


def test_a_place_that_cannot_be_filled_stops_no_reader(tmp_path: Path) -> None:
    for new in ("{held chair}", "{hold:chair}", "{held:stool}"):
        folder = a_codex(
            tmp_path / new.strip("{}").replace(":", "-"), {"text/en/codex-all.yaml": ("{held:chair}", new)}
        )
        loaded = load(folder)
        assert new.strip("{}") in part(entries.page(codex(loaded), "anna", words(loaded)), "model")[0]


@pytest.mark.parametrize(
    ("file", "old", "new", "expected"),
    [
        ("codex/people.yaml", "boris, funeral", "bors", "codex/people.yaml:3:9 error the codex has no entry 'bors' (did you mean 'boris'?)"),
        ("codex/people.yaml", "KEY: page", "KAY: page", "codex/people.yaml:4:13 error there is no source 'KAY'"),
        ("codex/other.yaml", "verdict: myth", "verdict: lie", "codex/other.yaml:17:12 error 'codex.myth-one.verdict': 'lie' is not a verdict"),
        ("codex/other.yaml", "  verdict: myth\n", "", "codex/other.yaml:16:3 error 'codex.myth-one': a claim has no verdict"),
        ("codex/other.yaml", "kind: office", "kind: person", "codex/other.yaml:2:9 error 'chair' is a thing of the scenario"),
        ("codex/people.yaml", "vera:\n  kind: person\n", "", "people.yaml:40:3 warning the codex has no entry on the person 'vera'"),
        ("text/en/codex-all.yaml", "[[chair]]", "[[chiar]]", "text/en/codex-all.yaml:5:46 error the codex has no entry 'chiar' (did you mean 'chair'?)"),
        ("text/en/codex-all.yaml", "[[chair]]", "[[chair", "error '[[' stands here without its other half"),
        ("text/en/codex-all.yaml", "start:caution", "strat:caution", "text/en/codex-all.yaml:9:13 error there is no place to fill called 'strat' (did you mean 'start'?)"),
        ("text/en/codex-all.yaml", "caution:anna", "caution:ana", "error 'start' does not know 'ana' (did you mean 'anna'?)"),
        ("text/en/codex-all.yaml", "base:anna:army", "base:anna", "error 'base' is followed by 2 words with colons between them"),
        ("text/en/codex-all.yaml", "{held:chair}", "{held chair}", "error the places of this text cannot be read"),
        ("text/ru/codex-all.yaml", "делегат|делегата|делегатов", "делегат|делегаты", "error {size:congress.13:делегат|делегаты} cannot be written so"),
        ("text/ru/codex-all.yaml", "{base:anna:army}", "0", "text/ru/codex-all.yaml:8:3 warning 'anna.model' has other places to fill in 'ru' than in 'en' (in one of them only: base:anna:army)"),
        ("text/ru/codex-all.yaml", "[[boris|другого]]", "другого", "warning 'anna.record' has other links in 'ru' than in 'en' (in one of them only: boris)"),
        ("text/ru/codex-all.yaml", "boris: {title: Борис, short: Второй., record: Он говорил.}\n", "", "codex/people.yaml:6:1 warning there is no text 'boris' in 'ru'"),
        ("text/ru/codex-all.yaml", "short: Пост., ", "", "warning there is no text 'chair.short' in 'ru'"),
        ("text/en/codex-all.yaml", "boris: {", "borya: {title: X, short: X, record: X}\nboris: {", "text/en/codex-all.yaml:14:1 error the codex has no entry 'borya'"),
        ("text/en/codex-all.yaml", "A post.", "A post " + "very " * 20 + "long.", "warning 'short' of 'chair' has 112 characters, 90 fit (shorten it by 22)"),
        ("text/en/codex-all.yaml", "    - {who: Another, text: She was wrong.}\n", "", "warning 'anna' has 1 reading"),
    ],
)  # fmt: skip
def test_a_mistake_is_told_with_its_place(
    tmp_path: Path, file: str, old: str, new: str, expected: str
) -> None:
    told = [str(p) for p in found(a_codex(tmp_path, {file: (old, new)}))]
    assert any(expected in line for line in told), told


def test_a_scenario_without_a_codex_is_not_asked_for_one(tmp_path: Path) -> None:
    folder = written(tmp_path, FILES)
    assert found(folder) == []
    book = codex(load(folder))
    assert "funeral" in book.ids
    assert entries.page(book, "chair", words(book.loaded)).title


def test_every_place_says_how_it_is_written() -> None:
    assert set(USAGE) == set(PLACES)


def test_a_work_that_only_the_codex_cites_may_be_called_otherwise_in_another_language(tmp_path: Path) -> None:
    folder = a_codex(tmp_path)
    (folder / "text/ru/sources.yaml").write_text("sources:\n  A Book of the Codex: Книга\n", encoding="utf-8")
    assert [str(p) for p in found(folder)] == []
    loaded = load(folder)
    assert "Книга" in part(entries.page(codex(loaded), "anna", words(loaded, "ru")), "sources")[0]


def test_every_kind_of_place_reads_the_shipped_scenario() -> None:
    loaded = load("moscow-1924")
    book = codex(loaded)
    said = {
        "size:politburo": "6", "size:congress.13:delegate|delegates": "748 delegates", "elects:congress.13:cc": "53",
        "date:congress.13:day": "23 May", "param:belief.army": "1,000", "default:belief.army": "1,500",
        "cost:charge": "2", "slots:congress": "5", "count:figures": "25", "start:caution:stalin": "750",
        "start:exposure:trotsky:+": "+310", "base:trotsky:army": "850", "lean:molotov:stalin": "950",
        "rung:molotov": "candidate of the Politburo", "held:gs": "Stalin", "held:sovnarkom": "nobody",
        "person:stalin": "Stalin", "office:war": "Commissar for War", "heard:politburo:share": "20 %",
        "anchor:conference-13-for": "125", "anchor:start-gs": "Stalin", "anchor:congress-13-report": "Yes",
    }  # fmt: skip
    for place, expected in said.items():
        found = book.filler.filled("{" + place + "}", words(loaded)).replace("\N{NO-BREAK SPACE}", " ")
        assert found == expected, place
    russian = words(loaded, "ru")
    assert book.filler.filled("{held:gs:gen}", russian) == "Сталина"
    assert book.filler.filled("{size:politburo:место|места|мест}", russian) == "6 мест"
    for anchor in loaded.anchors:
        assert "(" not in book.filler.filled("{anchor:" + anchor.id + "}", words(loaded)), anchor.id


def test_the_shipped_codex_has_every_page_in_both_languages() -> None:
    loaded = load("moscow-1924")
    book = codex(loaded)
    assert set(loaded.scenario.people) <= set(book.ids)
    for language in ("en", "ru"):
        for id in book.ids:
            assert entries.page(book, id, words(loaded, language)).title


def test_the_shipped_codex_has_no_errors() -> None:
    wrong = [str(p) for p in check("moscow-1924") if p.severity == "error"]
    assert wrong == []


# The command ------------------------------------------------------------------------------------------------------


def test_the_command_prints_index_entry_and_search(tmp_path: Path) -> None:
    folder = a_codex(tmp_path)
    index = who_whom(f"codex --scenario {folder}", home=tmp_path)
    assert index.returncode == 0
    assert "Claims, checked" in index.stdout
    assert "A tale. It is told." in index.stdout
    entry = who_whom(f"codex anna --scenario {folder} --language ru", home=tmp_path)
    assert entry.returncode == 0, entry.stderr
    assert "ЧТО ПРИНИМАЕТ МОДЕЛЬ" in entry.stdout
    assert "Осторожность 700" in entry.stdout
    assert "другого [boris]" in entry.stdout
    search = who_whom(f"codex nobody saw --scenario {folder}", home=tmp_path)
    assert search.returncode == 0
    assert "myth-one" in search.stdout


def test_the_command_writes_json(tmp_path: Path) -> None:
    answer = who_whom(f"codex anna --json - --scenario {a_codex(tmp_path)}", home=tmp_path)
    entry = json.loads(answer.stdout)["entry"]
    assert entry["title"] == "Anna"
    assert "chair" in entry["links"]
    assert [s["name"] for s in entry["sections"]][:3] == ["record", "model", "readings"]


def test_the_command_says_what_is_nearest_when_it_finds_nothing(tmp_path: Path) -> None:
    folder = a_codex(tmp_path)
    answer = who_whom(f"codex borish --scenario {folder}", home=tmp_path)
    assert answer.returncode == 2
    assert answer.stdout == ""
    assert answer.stderr == "who-whom: the codex has nothing on 'borish'; nearest: boris\n"


def test_a_codex_that_cannot_be_read_is_bad_input(tmp_path: Path) -> None:
    folder = a_codex(tmp_path, {"codex/people.yaml": ("kind: person", "kind: horse")})
    answer = who_whom(f"codex --scenario {folder}", home=tmp_path)
    assert answer.returncode == 2
    assert "codex/people.yaml:2:9" in answer.stderr


def test_the_shipped_scenarios_lie_where_they_are_looked_for() -> None:
    assert (shipped("scenarios") / "moscow-1924").is_dir()
