"""The command that plays: in a window, or in the terminal where there is no display or it was asked for."""

from __future__ import annotations

import os
import secrets
import sys
from argparse import Namespace
from pathlib import Path
from typing import TYPE_CHECKING

from game.cli import values
from game.cli.tongue import Nonsense, Tongue
from game.rules.terms import LUCK

if TYPE_CHECKING:
    from game.content import Loaded
    from game.session import Session


def play(arguments: Namespace, tongue: Tongue) -> int:
    """Play a game; without options the window opens with its title."""
    session = begun(arguments)
    if not arguments.text:
        if has_display() and _window(session, tongue):
            return 0
        print(tongue("cli.no-display"), flush=True)
    return _terminal(session, arguments, tongue)


def has_display() -> bool:
    """Whether there may be a screen to draw on; elsewhere than on Linux there always may."""
    if not sys.platform.startswith("linux") or os.environ.get("SDL_VIDEODRIVER"):
        return True
    return bool(os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"))


def begun(arguments: Namespace) -> Session | None:
    """The game that the options describe, or None when they leave everything open."""
    if arguments.load is not None:
        for option, name in (("seed", "seed"), ("seat", "seat"), ("trunk", "from"), ("at", "at")):
            if getattr(arguments, option):
                raise Nonsense("cli.play-load", option=f"--{name}")
    if arguments.chapters is not None and (arguments.load is not None or arguments.trunk is not None):
        raise Nonsense("cli.chapters-new")
    luck = values.luck(arguments.luck)
    if arguments.load is not None:
        return _loaded(arguments.load, arguments.scenario)
    seed = None if arguments.seed is None else values.seed(arguments.seed)
    others = values.level("--players", arguments.players)
    if arguments.trunk is not None:
        return _branched(arguments, seed, others, LUCK[luck])
    if arguments.at is not None:
        raise Nonsense("cli.at-alone")
    open_ = seed is None and not arguments.seat and arguments.scenario is None and arguments.chapters is None
    if open_ and not arguments.text:
        return None
    loaded = values.scenario(arguments.scenario)
    seats = values.seats(loaded.scenario, arguments.seat, others, human=True)
    values.recorded(loaded, seats)
    if "human" not in seats:
        return None
    return new_game(loaded, seats, seed, LUCK[luck], values.chapters(loaded, arguments.chapters))


def new_game(
    loaded: Loaded, seats: tuple[str, ...], seed: str | None, luck: str, chapters: str = ""
) -> Session:
    """A game from the opening that saves itself under a name of its own."""
    from game.session import Session

    seed = seed or str(secrets.randbelow(1_000_000))
    levels = dict(zip(loaded.scenario.contenders, seats, strict=True))
    who = next((name for name, level in levels.items() if level == "human"), "machines")
    path = free_name(f"{who}-{seed.replace('/', '-')}")
    return Session.new(loaded, levels, seed, luck, path, chapters)


def _branched(arguments: Namespace, seed: str | None, others: str, luck: str) -> Session:
    """A game that shares a record up to the start of a quarter and goes on from there with luck of its own."""
    from game.record import RecordError
    from game.session import Session

    if arguments.at is None:
        raise Nonsense("cli.from-alone")
    name = Path(arguments.trunk).name
    text = values.record_text(arguments.trunk, arguments.scenario)
    loaded = values.scenario_of_record(text, name, arguments.scenario)
    seats = values.seats(loaded.scenario, arguments.seat, others, human=True)
    values.recorded(loaded, seats)
    at = values.quarter("--at", loaded.scenario, arguments.at)
    seed = seed or str(secrets.randbelow(1_000_000))
    record = values.record_of(text, name)
    levels = dict(zip(loaded.scenario.contenders, seats, strict=True))
    record.tags = [(tag, given) for tag, given in record.tags if tag != "Seat"]
    record.tags += [("Seat", pair) for pair in levels.items()]
    record.set("From", f"{name} {arguments.at}")
    record.set("Reseed", f"{arguments.at} {seed}", luck)
    record.set("Ending", "*")
    who = next((name for name, level in levels.items() if level == "human"), "machines")
    path = free_name(f"{who}-{arguments.at}-{seed.replace('/', '-')}".lower())
    try:
        if at == 0:
            return new_game(loaded, seats, seed, luck)
        return Session.of(record, lambda _: loaded, path, arguments.at)
    except RecordError as error:
        raise values.broken(error) from None


def free_name(stem: str) -> Path:
    """A file name among the saved games that is not taken: nothing is ever overwritten."""
    from game import session

    return session.free_name(session.saves() / f"{stem}.game")


def _loaded(name: str, instead: str | None) -> Session:
    from game.record import RecordError
    from game.session import Session

    text = values.text_file(name)
    loaded = values.scenario_of_record(text, name, instead)
    try:
        return Session.of(values.record_of(text, name), lambda _: loaded, Path(name))
    except RecordError as error:
        raise values.broken(error) from None


def _window(session: Session | None, tongue: Tongue) -> bool:
    """Open the window and stay until it is closed; False when there is nowhere to open one."""
    from game.ui.app import App, NoDisplay, read_settings

    settings = read_settings()
    settings.language = tongue.language
    try:
        app = App(settings)
    except NoDisplay:
        return False
    from game.ui.screens.flow import begin
    from game.ui.screens.title import Title, speak

    app.push(Title(app))
    if session is not None:
        speak(app, session.loaded)
        begin(app, session)
    app.run()
    return True


def _terminal(session: Session | None, arguments: Namespace, tongue: Tongue) -> int:
    """Play here; when nobody said for whom, ask first."""
    from game.cli.ensembles import at_home
    from game.cli.terminal import Closed, run

    if session is not None:
        return run(session, at_home(session.loaded, tongue).words)
    loaded = values.scenario(arguments.scenario)
    speaker = at_home(loaded, tongue)
    seats = list(values.seats(loaded.scenario, arguments.seat, arguments.players, human=True))
    values.recorded(loaded, tuple(seats))
    # A person who gave every seat to the machine wants to watch.
    watching = len(arguments.seat) == len(seats)
    if not watching:
        try:
            seats[_asked_for(loaded, speaker)] = "human"
        except Closed:
            return 0
    luck = LUCK[values.luck(arguments.luck)]
    seed = None if arguments.seed is None else values.seed(arguments.seed)
    return run(new_game(loaded, tuple(seats), seed, luck), speaker.words)


def _asked_for(loaded: Loaded, speaker: Tongue) -> int:
    """The seat that a person takes, by number or by id."""
    from game.cli.terminal import answer

    contenders = loaded.scenario.contenders
    numbers = [str(n + 1) for n in range(len(contenders))]
    print(speaker("cli.text.seats"))
    for n, name in enumerate(contenders):
        print(f"  {n + 1}  {speaker.words.name(name)}")
    while True:
        text = answer()
        if text in contenders:
            return contenders.index(text)
        if text in numbers:
            return numbers.index(text)
        print(speaker("cli.text.seat-again", most=str(len(contenders))))
