"""What a reader sees: sentences, names in their cases, counted nouns, dates and quarters."""

from __future__ import annotations

import datetime
import os
import subprocess
import sys
from fractions import Fraction

import numpy as np
import pytest

from game.theory import Refused, banzhaf
from game.theory.checks import SENTENCES
from game.words import (
    CatalogueError,
    Date,
    Name,
    Quarter,
    Sentence,
    Share,
    Unsaid,
    Words,
    available_languages,
    catalogue,
)

PEOPLE_RU = {
    "s": {
        "nom": "Сталин",
        "gen": "Сталина",
        "dat": "Сталину",
        "acc": "Сталина",
        "ins": "Сталиным",
        "pre": "Сталине",
        "gender": "m",
        "full": "Иосиф Сталин",
        "full.gen": "Иосифа Сталина",
    },
    "z": {"nom": "Зиновьев", "gen": "Зиновьева", "ins": "Зиновьевым", "pre": "Зиновьеве", "gender": "m"},
    "k": {"nom": "Крупская", "gen": "Крупской", "ins": "Крупской", "gender": "f"},
    "u": {"nom": "Угланов", "pre": "Угланове", "gender": "m"},
}
PEOPLE_EN = {"s": {"nom": "Stalin"}, "z": {"nom": "Zinoviev"}, "k": {"nom": "Krupskaya"}}


def ru(text: str, **values: object) -> str:
    """A Russian text, filled."""
    return Words("ru", {"a.text": text}, PEOPLE_RU).say("a.text", **values)


def en(text: str, **values: object) -> str:
    """An English text, filled."""
    return Words("en", {"a.text": text}, PEOPLE_EN).say("a.text", **values)


def test_english_and_russian_are_there_and_call_themselves_by_their_own_names() -> None:
    assert set(available_languages()) >= {"en", "ru"}
    assert [Words(code).say("language.name") for code in ("en", "ru")] == ["English", "Русский"]


def test_a_language_nobody_wrote_is_refused_with_those_that_are() -> None:
    with pytest.raises(CatalogueError, match="no language 'xx'; there are: en, ru"):
        Words("xx")


@pytest.mark.parametrize(
    ("spec", "expected"),
    [
        ("", "Сталин"),
        (":gen", "Сталина"),
        (":dat", "Сталину"),
        (":acc", "Сталина"),
        (":ins", "Сталиным"),
        (":pre", "Сталине"),
        (":full", "Иосиф Сталин"),
        (":full.gen", "Иосифа Сталина"),
        (":full.dat", "Иосиф Сталин"),
    ],
)
def test_a_russian_name_is_declined_and_an_english_one_is_not(spec: str, expected: str) -> None:
    assert ru(f"{{who{spec}}}", who=Name("s")) == expected
    assert en(f"{{who{spec}}}", who=Name("s")) == "Stalin"


def test_a_form_that_is_not_given_is_the_nominative() -> None:
    assert ru("{who:dat}", who=Name("u")) == "Угланов"


def test_the_verb_agrees_with_him_with_her_and_with_them() -> None:
    text = "{who} {who:m/f/p:голосовал|голосовала|голосовали} против."
    assert ru(text, who=Name("s")) == "Сталин голосовал против."
    assert ru(text, who=Name("k")) == "Крупская голосовала против."
    assert ru(text, who=[Name("k")]) == "Крупская голосовала против."
    assert ru(text, who=[Name("k"), Name("z")]) == "Крупская и Зиновьев голосовали против."
    assert en("{who} {who:m/f:voted|voted}.", who=Name("k")) == "Krupskaya voted."


@pytest.mark.parametrize(
    ("spec", "id", "expected"),
    [
        ("с+ins", "s", "со Сталиным"),
        ("с+ins", "z", "с Зиновьевым"),
        ("с+ins", "k", "с Крупской"),
        ("о+pre", "u", "об Угланове"),
        ("о+pre", "z", "о Зиновьеве"),
    ],
)
def test_a_russian_preposition_suits_the_name_behind_it(spec: str, id: str, expected: str) -> None:
    assert ru(f"{{who:{spec}}}", who=Name(id)) == expected


def test_a_list_is_joined_as_the_language_joins_and_every_member_is_declined() -> None:
    three = [Name("s"), Name("z"), Name("k")]
    assert en("{who}", who=three) == "Stalin, Zinoviev and Krupskaya"
    assert en("{who:or}", who=three) == "Stalin, Zinoviev or Krupskaya"
    assert ru("{who:gen}", who=three) == "Сталина, Зиновьева и Крупской"
    assert ru("{who:or:gen}", who=tuple(three[:2])) == "Сталина или Зиновьева"
    assert ru("{who:с+ins}", who=three[:2]) == "со Сталиным и Зиновьевым"
    assert (en("{who}", who=[]), ru("{who:gen}", who=[])) == ("nobody", "никого")


def test_a_capital_letter_can_be_asked_for() -> None:
    assert en("{body:^} met.", body=Name("cc")) == "The Central Committee met."
    assert ru("{body:^gen} нет.", body=Name("congress")) == "Съезда нет."


@pytest.mark.parametrize(
    ("n", "russian", "english"),
    [
        (0, "0 голосов", "0 votes"),
        (1, "1 голос", "1 vote"),
        (3, "3 голоса", "3 votes"),
        (5, "5 голосов", "5 votes"),
        (11, "11 голосов", "11 votes"),
        (21, "21 голос", "21 votes"),
        (1234, "1\N{NO-BREAK SPACE}234 голоса", "1,234 votes"),
        (-2, "-2 голоса", "-2 votes"),
    ],
)
def test_a_noun_agrees_with_its_number(n: int, russian: str, english: str) -> None:
    assert ru("{n:голос|голоса|голосов}", n=n) == russian
    assert en("{n:vote|votes}", n=n) == english
    assert Words("ru").say("count.votes", n=n) == russian


def test_the_noun_can_stand_without_its_number() -> None:
    assert ru("{n:form:Остался|Осталось|Осталось} {n:голос|голоса|голосов}", n=21) == "Остался 21 голос"


@pytest.mark.parametrize(
    ("value", "spec", "english", "russian"),
    [
        (12345, "", "12,345", "12 345"),
        (np.int32(12345), "", "12,345", "12 345"),
        (1924, "plain", "1924", "1924"),
        (14, "roman", "XIV", "XIV"),
        (5, "+", "+5", "+5"),
        (-5, "+", "-5", "-5"),
        (0, "+", "0", "0"),
        (625, "share", "62.5 %", "62,5 %"),
        (600, "share", "60 %", "60 %"),
        (Share(1), "", "0.1 %", "0,1 %"),
        (Fraction(1, 3), "share", "33.3 %", "33,3 %"),
        (Fraction(5, 12), "", "5/12", "5/12"),
        (True, "", "Yes", "Да"),
        (Date(1924, 1, 21), "", "21 January 1924", "21 января 1924 г."),
        (datetime.date(1924, 1, 21), "", "21 January 1924", "21 января 1924 г."),
        ("1924-01-21", "date", "21 January 1924", "21 января 1924 г."),
        (Date(1924, 1, 21), "day", "21 January", "21 января"),
        (Date(1924, 1, 21), "month", "January 1924", "январь 1924 г."),
        (Date(1924, 5), "", "May 1924", "май 1924 г."),
        (Date(1924), "", "1924", "1924"),
        (Quarter(1924, 1), "", "1924, first quarter", "1924, I квартал"),
        ("1924Q1", "quarter", "1924, first quarter", "1924, I квартал"),
        (7, "quarter", "1925, fourth quarter", "1925, IV квартал"),
        ("1925Q2", "in", "in the second quarter of 1925", "во II квартале 1925 года"),
        ("1925Q2", "short", "Q2 1925", "II кв. 1925"),
        ("plain text", "", "plain text", "plain text"),
        (Sentence.of("count.votes", n=2), "", "2 votes", "2 голоса"),
        ([1, 2], "", "1 and 2", "1 и 2"),
    ],
)
def test_every_kind_of_value_is_written_as_the_language_writes_it(
    value: object, spec: str, english: str, russian: str
) -> None:
    def plain(text: str) -> str:
        return text.replace("\N{NO-BREAK SPACE}", " ")

    assert plain(Words("en").show(value, spec)) == english
    assert plain(Words("ru").show(value, spec)) == russian


def test_no_blank_is_of_a_kind_that_few_fonts_have() -> None:
    for language in ("en", "ru"):
        words = Words(language)
        for shown in (words.show(Date(1924, 1, 21)), words.show(1234567), words.show(625, "share")):
            assert "\N{NARROW NO-BREAK SPACE}" not in shown


@pytest.mark.parametrize("text", ["1924Q5", "24Q1", "1924-1"])
def test_what_is_no_quarter_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match="write it like 1925Q4"):
        Quarter.of(text)
    with pytest.raises(ValueError, match="write it like 1924-01-21"):
        Date.of("21.1.1924")


def test_a_scenario_adds_texts_and_names_and_may_replace_ours() -> None:
    words = Words("en", {"common.yes": "Aye", "name.urals.nom": "the Urals", "a.b": "{r}"})
    assert words.say("common.yes") == "Aye"
    assert words.say("a.b", r=Name("urals")) == "the Urals"
    assert Words("en").say("common.yes") == "Yes"
    assert words.has("a.b")
    assert not words.has("a.c")
    assert "a.b" in list(words.keys())


def test_braces_are_written_twice() -> None:
    assert en("{{{n}}}", n=1) == "{1}"


def test_under_test_something_missing_is_an_error_that_names_it() -> None:
    words = Words("ru")
    with pytest.raises(Unsaid, match=r"^no text 'nowhere.at.all' in language 'ru'$"):
        words.say("nowhere.at.all")
    with pytest.raises(Unsaid, match=r"^no name 'q' in language 'ru'$"):
        words.show(Name("q"))
    with pytest.raises(Unsaid, match=r"^'count.votes', \{n\}: no value was given$"):
        words.say("count.votes")
    with pytest.raises(Unsaid, match="pass a Name"):
        words.show("Сталин", "gen")
    with pytest.raises(Unsaid, match="nothing a sentence can be filled with"):
        words.show(0.5)
    with pytest.raises(Unsaid, match="3 forms are needed: one, few, many"):
        words.show(5, "голос|голоса")


def test_a_player_is_never_stopped_by_a_missing_word() -> None:
    words = Words("ru", {"a.b": "{who} {n} {x:a|b}", "a.c": "{"}, strict=False)
    assert words.say("nowhere.at.all") == "[nowhere.at.all]"
    assert words.say("a.b", who=Name("q"), x=3) == "[q] [n] 3"
    assert words.say("a.c") == "{"


def test_a_player_reads_english_where_the_translation_is_missing(monkeypatch: pytest.MonkeyPatch) -> None:
    words = Words("ru", names=PEOPLE_RU, strict=False)
    monkeypatch.delitem(words._texts, "count.votes")
    assert words.say("count.votes", n=3) == "3 votes"


def outside_tests(code: str) -> str:
    """What a program prints that does not run under test."""
    environment = {key: value for key, value in os.environ.items() if not key.startswith("PYTEST")}
    environment["PYTHONPATH"] = os.pathsep.join(filter(None, sys.path))
    done = subprocess.run([sys.executable, "-c", code], env=environment, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    return done.stdout.strip()


def test_a_program_that_is_not_under_test_is_not_strict() -> None:
    code = "from game.words import Words; print(Words('en').say('no.such.key'))"
    assert outside_tests(code) == "[no.such.key]"


def test_words_load_no_heavy_library_until_something_is_said() -> None:
    heavy = "{'babel', 'pydantic', 'yaml', 'pygame', 'numpy'}"
    code = f"import sys; from game.words import Words; Words('ru'); print({heavy} & set(sys.modules))"
    assert outside_tests(code) == "set()"


def test_every_refusal_of_theory_can_be_said_in_both_languages() -> None:
    english = catalogue("en")
    assert {key: english[key] for key in SENTENCES} == SENTENCES
    assert {key for key in english if key.startswith("theory.")} == set(SENTENCES)
    with pytest.raises(Refused) as caught:
        banzhaf([3, 2], 6)
    refused = caught.value
    assert Words("en").say(refused.key, **refused.values) == str(refused)
    assert (
        Words("ru").say(refused.key, **refused.values)
        == "квота должна быть от 1 до общего веса 5; 6 не подходит"
    )
    with pytest.raises(Refused) as caught:
        banzhaf([3, 2.5], 6)  # type: ignore[list-item]
    assert Words("ru").say(caught.value.key, **caught.value.values).endswith("число 2 в списке — 2.5")
