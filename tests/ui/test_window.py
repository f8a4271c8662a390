"""The window under a dummy display: whole games by key presses, random events, both languages, large type."""

from __future__ import annotations

import random

import pygame
import pytest

from game.session import latest, saves
from game.ui.app import App
from game.ui.kit import Settings
from game.ui.pilot import Pilot
from game.ui.screens.title import Title
from tests.ui.driving import keydown, opened, press, reference, widget


def flown(app, pilot, screens=None, limit=12000):
    """Let a pilot play until the ending; the screens that were seen."""
    seen = set()
    for _ in range(limit):
        tree = app.tree()
        seen.add(tree["screen"])
        if tree["screen"] == "EndingScreen":
            return seen
        press(pilot.keys(tree))
        app.step()
    raise AssertionError(f"the game did not end; it stands at {app.tree()['screen']}")


@pytest.mark.slow
@pytest.mark.parametrize(("seat", "seed"), [("trotsky", "1924"), ("stalin", "7")])
def test_a_pilot_with_a_records_lines_plays_the_same_game_by_key_presses_from_title_to_ending(
    home, seat, seed
):
    record = reference(seed)
    app = opened(seen=False)
    seen = flown(app, Pilot(record.lines, seat, seed))
    assert {"Title", "Note", "NewGame", "Board", "Offers", "OrdersScreen", "Votes", "Bulletin"} <= seen
    played = latest()
    assert played is not None
    assert played.parent == saves()
    lines = [x for x in played.read_text(encoding="utf-8").splitlines() if x and not x.startswith("[")]
    assert lines == [str(line) for line in record.lines]


def test_the_title_in_both_languages_offers_only_what_works(home):
    for language, word in (("en", "New game"), ("ru", "Новая игра")):
        tree = opened(language).tree()
        rows = {w["name"]: w for w in tree["widgets"]}
        assert rows["new"]["text"].startswith(word)
        assert not rows["continue"]["enabled"]


def test_continue_opens_the_game_that_was_left(home):
    app = opened()
    for name in ("new", "seat:kamenev", "start"):
        app.top.activate(next(w for w in app.top.widgets if w.name == name))
        app.step()
    for _ in range(30):
        app.step()
        pilot = Pilot([], "kamenev")
        if app.tree()["screen"] == "OrdersScreen":
            break
        press(pilot.keys(app.tree()))
    quarter, stage = app.tree()["quarter"], app.tree()["stage"]
    again = opened()
    again.top.activate(next(w for w in again.top.widgets if w.name == "continue"))
    for _ in range(30):
        again.step()
        if again.tree()["screen"] == "OrdersScreen":
            break
        press(Pilot([], "kamenev").keys(again.tree()))
    assert (again.tree()["quarter"], again.tree()["stage"]) == (quarter, stage)


@pytest.mark.parametrize("language", ["en", "ru"])
def test_thousands_of_random_events_raise_nothing_and_focus_stays_on_a_widget(home, language):
    app = opened(language, text=150)
    lots = random.Random(7)
    keys = [
        pygame.K_TAB,
        pygame.K_RETURN,
        pygame.K_SPACE,
        pygame.K_UP,
        pygame.K_DOWN,
        pygame.K_LEFT,
        pygame.K_RIGHT,
    ]
    keys += [pygame.K_1, pygame.K_4, pygame.K_n, pygame.K_x, pygame.K_s, pygame.K_t]
    for n in range(3000):
        if lots.random() < 0.8:
            event = pygame.event.Event(pygame.KEYDOWN, key=lots.choice(keys), mod=0, unicode="", scancode=0)
        else:
            event = pygame.event.Event(
                pygame.MOUSEBUTTONDOWN, button=1, pos=(lots.randrange(1280), lots.randrange(720)), touch=False
            )
        app.take(event)
        if not app.running:
            app.running = True
        if n % 10 == 0:
            app.step()
        names = [w.name for w in app.top.widgets if w.focusable]
        assert not names or app.top.focus in names


@pytest.mark.parametrize("size", [(1024, 768), (1920, 1080), (640, 480)])
def test_a_window_of_any_size_maps_its_middle_to_the_middle(home, size):
    app = App(Settings(seen_note=True), size)
    app.push(Title(app))
    app.step()
    x, y = app.logical((size[0] // 2, size[1] // 2))
    assert abs(x - 640) < 3
    assert abs(y - 360) < 3


def test_hot_keys_go_by_key_code_and_so_work_on_a_russian_layout(home):
    app = opened("ru")
    for name in ("new", "start"):
        app.top.activate(next(w for w in app.top.widgets if w.name == name))
        app.step()
    for _ in range(60):
        app.step()
        if app.tree()["screen"] == "OrdersScreen":
            break
        press(Pilot([], "stalin").keys(app.tree()))
    event = pygame.event.Event(pygame.KEYDOWN, key=pygame.K_4, mod=0, unicode=";", scancode=0)
    app.take(event)
    assert next(w for w in app.top.widgets if w.name == "group:army").chosen


def test_one_press_is_one_press_however_long_a_frame_takes(home):
    app = opened()
    assert pygame.key.get_repeat() == (0, 0)
    taken = []
    app.top.widgets[0].press = lambda: (taken.append(1), pygame.time.wait(450))
    press(["Return"])
    for _ in range(3):
        app.step()
    assert taken == [1]


def test_a_held_arrow_goes_on_and_a_held_enter_does_not(home):
    app = opened()
    chosen = []
    for w in app.top.widgets:
        w.press = lambda: chosen.append(1)
    seen = []
    pygame.event.post(keydown(pygame.K_TAB))
    until = pygame.time.get_ticks() + 700
    while pygame.time.get_ticks() < until:
        app.step()
        seen.append(app.top.focus)
    assert len(set(seen)) == len(app.top.widgets)
    pygame.event.post(keydown(pygame.K_RETURN))
    until = pygame.time.get_ticks() + 600
    while pygame.time.get_ticks() < until:
        app.step()
    assert chosen == [1]


def test_keys_pressed_before_a_new_screen_is_seen_do_not_fall_on_it(home):
    app = opened()
    press(["Return", "Return", "Return"])
    app.step()
    assert app.tree()["screen"] == "NewGame"
    press(["Return"])
    app.step()
    assert app.tree()["screen"] == "NewGame"
    assert app.tree()["presses"] == 4


def test_a_mouse_that_rests_takes_no_focus(home):
    app = opened()
    x, y, w, h = widget(app, "settings").rect
    where = (round(x + w / 2), round(y + h / 2))
    still = pygame.event.Event(pygame.MOUSEMOTION, pos=where, rel=(0, 0), buttons=(0, 0, 0), touch=False)
    app.take(still)
    assert app.top.focus == "new"
    moved = pygame.event.Event(pygame.MOUSEMOTION, pos=where, rel=(1, 0), buttons=(0, 0, 0), touch=False)
    app.take(moved)
    assert app.top.focus == "settings"


def test_a_new_screen_comes_behind_a_wedge_and_at_once_where_motion_is_reduced(home):
    for still in (False, True):
        app = opened()
        app.settings.still = still
        press(["Return"])
        app.step()
        assert app.tree()["moving"] is not still
        until = pygame.time.get_ticks() + 400
        while pygame.time.get_ticks() < until:
            app.step()
        assert not app.tree()["moving"]
        wiped = pygame.image.tobytes(app.window, "RGB")
        app.dirty = True
        app.step()
        assert pygame.image.tobytes(app.window, "RGB") == wiped


def test_the_luck_can_be_typed_in(home):
    app = opened()
    press(["Return"])
    app.step()
    app.top.focus = "seed"
    for key in (pygame.K_4, pygame.K_KP2, pygame.K_7, pygame.K_BACKSPACE):
        app.take(keydown(key))
    assert widget(app, "seed").value == "42"
    app.take(keydown(pygame.K_BACKSPACE))
    app.take(keydown(pygame.K_BACKSPACE))
    app.take(keydown(pygame.K_TAB))
    assert widget(app, "seed").value == "1924"
    for key in (pygame.K_8, pygame.K_TAB):
        app.top.focus = "seed"
        app.take(keydown(key))
    app.top.activate(widget(app, "start"))
    assert app.top.session.path.name == "stalin-8.game"
    assert ("Seed", ("8",)) in app.top.session.record.tags
