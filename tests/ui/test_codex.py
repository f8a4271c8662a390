"""The codex in the window: opened from the title and by F1, read and searched by keys alone, and room for it all."""

from __future__ import annotations

import pygame
import pytest

from game.content import load
from game.content.codex import codex
from game.session import Session
from game.ui.screens.codex import PAGE_TALL, PAGE_TOP, CodexScreen
from game.ui.screens.papers import Papers
from game.ui.screens.title import Title, speak
from tests.content.builder import FILES, written
from tests.ui.driving import keydown, opened, press, widget
from tests.ui.test_fit import faults


def the_codex(language="en", text=100):
    """A window with the codex open."""
    app = opened(language, text=text, still=True)
    widget(app, "codex").press()
    app.step()
    return app


def write(app, text):
    """Letters typed one by one."""
    for letter in text:
        app.take(pygame.event.Event(pygame.TEXTINPUT, text=letter))
    app.step()


def key(app, code, mod=0):
    """One key pressed."""
    app.take(keydown(code, mod))
    app.step()


def test_the_title_opens_it_and_escape_leads_back(home):
    app = the_codex()
    assert isinstance(app.top, CodexScreen)
    assert app.top.focus == "search"
    key(app, pygame.K_ESCAPE)
    assert isinstance(app.top, Title)


def test_f1_opens_it_over_a_screen_of_the_game_and_leaves_that_as_it_was(home):
    session = Session.new(load("moscow-1924"), {"zinoviev": "human"}, "5")
    app = opened(still=True)
    speak(app, session.loaded)
    papers = Papers(app, session, session.scenario.contenders.index("zinoviev"))
    app.push(papers)
    focus = app.top.focus
    key(app, pygame.K_F1)
    assert isinstance(app.top, CodexScreen)
    key(app, pygame.K_F1)
    assert len([s for s in app.stack if isinstance(s, CodexScreen)]) == 1
    key(app, pygame.K_ESCAPE)
    assert app.top is papers
    assert app.top.focus == focus


def test_f1_opens_the_entry_of_what_has_the_focus(home):
    app = opened(still=True)
    app.top.widgets[0].name = "seat:kamenev"
    app.top.focus = "seat:kamenev"
    key(app, pygame.K_F1)
    assert app.top.shown == "kamenev"
    assert widget(app, "entry:kamenev").chosen


def test_typing_searches_and_enter_opens_what_is_found_first(home):
    app = the_codex()
    write(app, "ZINOV")
    rows = [w.name for w in app.top.widgets if w.role == "option"]
    assert rows[0] == "entry:zinoviev"
    press(["Return"])
    app.step()
    assert app.top.shown == "zinoviev"
    key(app, pygame.K_BACKSPACE)
    assert app.top.query == "ZINO"


def test_a_blank_in_the_field_is_written_and_presses_nothing(home):
    app = the_codex()
    write(app, "lenin")
    key(app, pygame.K_SPACE)
    write(app, " ")
    assert app.top.query == "lenin "
    assert app.top.shown == ""


def test_every_link_is_reached_by_tab_opened_by_enter_and_left_by_back(home):
    app = the_codex()
    app.top.open("telegram")
    app.top.open("stalin")
    app.step()
    links = [w.name for w in app.top.widgets if w.role == "link"]
    assert links
    reached = []
    for _ in range(len(app.top.widgets) + 2):
        press(["Tab"])
        app.step()
        here = app.top.focused()
        if here.role == "link":
            reached.append(here.name)
            _, y, _, h = here.rect
            assert y >= PAGE_TOP - 2
            assert y + h <= PAGE_TOP + PAGE_TALL + 2
            assert here.look == "none"
    assert set(links) <= set(reached)
    while app.top.focused().role != "link":
        press(["Tab"])
        app.step()
    target = app.top.focus.split(":")[1]
    press(["Return"])
    app.step()
    assert app.top.shown == target
    key(app, pygame.K_ESCAPE)
    assert app.top.shown == "stalin"
    key(app, pygame.K_ESCAPE)
    assert app.top.shown == "telegram"


def test_a_click_on_a_link_opens_it(home):
    app = the_codex()
    app.top.open("stalin")
    app.step()
    link = next(w for w in app.top.widgets if w.role == "link" and w.look == "none")
    x, y, w, h = link.rect
    app.take(pygame.event.Event(pygame.MOUSEBUTTONDOWN, button=1, pos=(round(x + w / 2), round(y + h / 2))))
    assert app.top.shown == link.name.split(":")[1]


def test_page_down_moves_a_long_entry_to_its_end(home):
    app = the_codex(text=200)
    app.top.open("stalin")
    app.step()
    assert app.top.tall > PAGE_TALL
    for _ in range(40):
        key(app, pygame.K_PAGEDOWN)
    assert app.top.down == pytest.approx(app.top.tall - PAGE_TALL)
    for _ in range(40):
        key(app, pygame.K_PAGEUP)
    assert app.top.down == 0


def test_another_language_says_the_same_entry(home):
    app = the_codex("ru")
    app.top.open("stalin")
    assert app.top.runs[0].text == "Сталин"


def test_a_codex_that_cannot_be_read_says_why_and_can_be_left(home, tmp_path):
    folder = written(tmp_path, {**FILES, "codex/people.yaml": "anna: {kind: horse}\n"})
    app = opened(still=True)
    app.push(CodexScreen(app, load(folder)))
    app.step()
    assert any("horse" in p.text for p in app.placed)
    write(app, "anna")
    press(["Return"])
    key(app, pygame.K_ESCAPE)
    key(app, pygame.K_ESCAPE)
    assert isinstance(app.top, Title)


@pytest.mark.slow
@pytest.mark.parametrize(("language", "text"), [("en", 100), ("ru", 150)])
def test_every_entry_fits_wherever_it_is_scrolled_to(home, language, text):
    app = the_codex(language, text)
    found = faults(app)
    book = codex(app.top.loaded)
    for kind in dict.fromkeys(book.ids.values()):
        app.top.choose(f"kind:{kind}")
        while True:
            found += faults(app)
            if not any(w.name == "list-down" for w in app.top.widgets):
                break
            widget(app, "list-down").press()
    for id in list(book.ids)[::3]:
        app.top.open(id)
        while True:
            found += faults(app)
            if not any(w.name == "page-down" for w in app.top.widgets):
                break
            widget(app, "page-down").press()
    assert found == []
