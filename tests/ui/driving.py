"""What the tests of the window share: a window without a display, and key presses."""

from __future__ import annotations

import os

os.environ.setdefault("SDL_VIDEODRIVER", "dummy")
os.environ.setdefault("SDL_AUDIODRIVER", "dummy")

from functools import cache

import numpy as np
import pygame

from game import players
from game.content import load
from game.rules import dice, quarter
from game.rules.terms import LUCK
from game.session import Session
from game.ui.app import App
from game.ui.kit import Settings
from game.ui.screens.title import Title

KEYS = {
    "Tab": (pygame.K_TAB, 0),
    "shift+Tab": (pygame.K_TAB, pygame.KMOD_SHIFT),
    "Return": (pygame.K_RETURN, 0),
} | {str(n): (getattr(pygame, f"K_{n}"), 0) for n in range(10)}


def opened(language="en", text=100, seen=True, still=False):
    """A window with the title on it, its scenario read."""
    app = App(Settings(language=language, text=text, seen_note=seen, still=still), (1280, 720))
    app.push(Title(app))
    for _ in range(5):
        app.step()
    return app


def keydown(key, mod=0):
    """A key that goes down."""
    return pygame.event.Event(pygame.KEYDOWN, key=key, mod=mod, unicode="", scancode=0)


def press(keys):
    """Post real key events."""
    for name in keys:
        key, mod = KEYS[name]
        pygame.event.post(keydown(key, mod))
        pygame.event.post(pygame.event.Event(pygame.KEYUP, key=key, mod=mod, unicode="", scancode=0))


def widget(app, name):
    """A widget of the screen on top."""
    return next(w for w in app.top.widgets if w.name == name)


def reference(seed="1924"):
    """The record of a game that machines play in every seat."""
    loaded = load("moscow-1924")
    session = Session.new(loaded, {}, seed, path=None)
    for _ in session.advance():
        pass
    return session.record


@cache
def talked(seat="trotsky"):
    """The first seed whose game, played by machines, has offers to `seat` and an offer of his met with a counter."""
    scenario = load("moscow-1924").scenario
    texts = [str(n) for n in range(1, 201)]
    seeds = np.array([dice.word("seed", text) for text in texts], dtype=np.uint64)
    play = quarter.start(scenario, seeds, LUCK.index("smoothed"))
    seats = [players.level("politician", scenario, k) for k in range(len(scenario.contenders))]
    me = scenario.contenders.index(seat)
    met = {stage: np.zeros(len(texts), dtype=bool) for stage in ("answers", "counters")}
    while not play.over:
        if play.stage.kind in met:
            met[play.stage.kind] |= play.due()[:, me]
        play.submit(players.decide_all(play, seats))
    return texts[int(np.flatnonzero(met["answers"] & met["counters"])[0])]
