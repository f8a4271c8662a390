"""The first screens: title, a new game, settings, the content note."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import Any

import pygame

from game.record import RecordError
from game.session import Session, latest, saves
from game.ui.app import write_settings
from game.ui.art import parts, poster, raster
from game.ui.art.look import read_look
from game.ui.art.portraits import portrait_for
from game.ui.kit import WIDTH, Canvas, Screen, Widget
from game.ui.labels import person
from game.words import available_languages

SEED = "1924"
"""The luck one begins with."""
DIGITS = 9
"""Digits a seed typed in may have."""
_DIGITS = {getattr(pygame, f"K_{n}"): str(n) for n in range(10)} | {
    getattr(pygame, f"K_KP{n}"): str(n) for n in range(10)
}


def load_scenario(name: str) -> Any:
    """What content reads of a scenario; numpy and yaml are loaded only now, after the first frame."""
    from game.content import load

    return load(name)


def speak(app: Any, loaded: Any) -> None:
    """Give the window the words of a scenario in the language in use."""
    language = app.settings.language
    texts = {**loaded.texts.get("en", {}), **loaded.texts.get(language, {})}
    app.set_language(language, texts, loaded.names.get(language, {}))


def card(
    c: Canvas, look: Any, x: float, y: float, w: float, angle: float = 0, expression: str = "calm"
) -> None:
    """A portrait on a card, centred on a logical point, turned by some degrees."""
    pw = max(8, round(w * c.k))
    ph = round(pw * 280 / 240)
    border = max(2, round(4 * c.k))
    face = raster.picture(portrait_for(pw, look, expression, palette=c.palette), pw, ph)
    sheet = pygame.Surface((pw + 2 * border, ph + 2 * border), pygame.SRCALPHA)
    sheet.fill(pygame.Color(c.palette["cream"]))
    sheet.blit(face, (border, border))
    if angle:
        sheet = pygame.transform.rotozoom(sheet, angle, 1)
    c.surface.blit(sheet, sheet.get_rect(center=c.at(x, y)))


def look_of(loaded: Any, name: str) -> Any:
    """The look of a person, or None for a silhouette."""
    kept = getattr(loaded, "looks", {}) or {}
    return read_look(kept[name], name) if name in kept else None


class Title(Screen):
    """Where the program begins."""

    def __init__(self, app: Any) -> None:
        super().__init__(app)
        self.loaded: Any = None
        self.late = 3

    def build(self) -> None:
        """New game, continue, settings, quit: only what works."""
        rows = [("new", "ui.title.new", self.new), ("continue", "ui.title.continue", self.go_on)]
        rows += [("settings", "ui.title.settings", self.set_up), ("quit", "ui.title.quit", self.quit)]
        for n, (name, key, press) in enumerate(rows):
            self.widgets.append(Widget(name, (64, 496 + n * 44, 340, 38), self.say(key), press))
        if latest() is None:
            self.widgets[1].enabled = False
            self.widgets[1].reason = self.say("ui.title.nothing-saved")

    def tick(self) -> bool:
        """After the first frames the scenario is read, so that the window is there at once."""
        if self.late:
            self.late -= 1
            if self.late == 0:
                self.loaded = load_scenario("moscow-1924")
                speak(self.app, self.loaded)
                self.refresh()
                if not self.app.settings.seen_note:
                    self.app.push(Note(self.app))
                return True
        return False

    @property
    def moving(self) -> bool:
        """Until the scenario is read."""
        return self.late > 0

    def paint(self, c: Canvas) -> None:
        """The poster."""
        c.picture(poster.title(c.palette), 0, 0, WIDTH, 720, opaque=True)
        if self.loaded is not None:
            spots = ((800, 205, 140), (955, 160, 140), (1085, 215, 136), (1175, 330, 128), (935, 390, 205))
            people = self.loaded.scenario.contenders
            order = [*people[1:], people[0]]
            for name, (x, y, w) in zip(order, spots, strict=False):
                card(c, look_of(self.loaded, name), x, y, w, 7)
        from game.ui.kit import font

        for text, face, size, x, y, colour in (
            (self.say("ui.title.name"), "title", 88, 44, 180, "cream"),
            (self.say("ui.title.years"), "head", 34, 84, 344, "ink"),
        ):
            image = font(face, c.size(face, size, False)).render(text, True, pygame.Color(c.palette[colour]))
            limit = round(620 * c.k)
            if image.get_width() > limit:
                image = pygame.transform.smoothscale_by(image, limit / image.get_width())
            c.surface.blit(pygame.transform.rotozoom(image, 7, 1), c.at(x, y))
        c.text(self.say("ui.title.keys"), WIDTH - 24, 682, 15, c.palette["ink"], "text", "right")

    def new(self) -> None:
        """Open the choice of a seat."""
        if self.loaded is None:
            self.loaded = load_scenario("moscow-1924")
            speak(self.app, self.loaded)
        self.app.push(NewGame(self.app, self.loaded))

    def go_on(self) -> None:
        """Open the game that was saved last."""
        path = latest()
        if path is None:
            return
        try:
            session = Session.load(path, load_scenario, path)
        except RecordError as error:
            self.app.tell(str(error))
            return
        speak(self.app, session.loaded)
        from game.ui.screens.flow import begin

        begin(self.app, session)
        if session.warning:
            self.app.tell(session.warning)

    def set_up(self) -> None:
        """Open the settings."""
        self.app.push(SettingsScreen(self.app, self.loaded))

    def quit(self) -> None:
        """Leave."""
        self.app.running = False

    def back(self) -> None:
        """Escape does not throw anybody out."""


class Note(Screen):
    """The content note, shown on the first start."""

    def build(self) -> None:
        """One button."""
        self.widgets = [Widget("ok", (470, 590, 340, 42), self.say("ui.note.ok"), self.accept)]

    def accept(self) -> None:
        """Remember that it was read."""
        self.app.settings.seen_note = True
        write_settings(self.app.settings)
        self.app.pop()

    def paint(self, c: Canvas) -> None:
        """Plain paper."""
        c.picture(poster.ending(c.palette), 0, 0, WIDTH, 720, opaque=True)
        c.box(190, 110, 900, 450, c.palette["cream"])
        c.text(self.say("ui.note.title"), 230, 130, 34, c.palette["dark_red"], "title", room=820)
        c.block(self.say("ui.note.text"), 230, 200, 820, 21, c.palette["ink"], room=340)


class SettingsScreen(Screen):
    """Language, text size, palette, motion."""

    def __init__(self, app: Any, loaded: Any) -> None:
        super().__init__(app)
        self.loaded = loaded

    def build(self) -> None:
        """A row for each setting; pressing goes to the next value."""
        st = self.app.settings
        rows = [
            ("language", self.say("ui.settings.language"), self.say("language.name"), self.language),
            ("text", self.say("ui.settings.text"), f"{st.text} %", self.text),
            ("palette", self.say("ui.settings.palette"), self.say(f"ui.palette.{st.palette}"), self.palette),
            (
                "still",
                self.say("ui.settings.still"),
                self.say("common.yes" if st.still else "common.no"),
                self.still,
            ),
            ("back", self.say("common.back"), "", self.back),
        ]
        for n, (name, text, value, press) in enumerate(rows):
            self.widgets.append(
                Widget(name, (340, 200 + n * 64, 600, 46), f"{text}: {value}" if value else text, press)
            )

    def paint(self, c: Canvas) -> None:
        """A page."""
        c.picture(poster.page(c.palette), 0, 0, WIDTH, 720, opaque=True)
        c.text(self.say("ui.title.settings"), 40, 12, 32, c.palette["cream"], "title")

    def _changed(self) -> None:
        write_settings(self.app.settings)
        raster.forget()
        self.refresh()

    def language(self) -> None:
        """The next language, at once."""
        known = list(available_languages())
        at = known.index(self.app.settings.language) if self.app.settings.language in known else -1
        self.app.settings.language = known[(at + 1) % len(known)]
        if self.loaded is not None:
            speak(self.app, self.loaded)
        else:
            self.app.set_language(self.app.settings.language)
        self._changed()

    def text(self) -> None:
        """The next text size."""
        self.app.settings.text = {100: 125, 125: 150, 150: 200}.get(self.app.settings.text, 100)
        self._changed()

    def palette(self) -> None:
        """The next palette."""
        names = ["standard", "okabe-ito", "high-contrast"]
        self.app.settings.palette = names[(names.index(self.app.settings.palette) + 1) % 3]
        self._changed()

    def still(self) -> None:
        """Motion or not."""
        self.app.settings.still = not self.app.settings.still
        self._changed()


class NewGame(Screen):
    """Choose a seat, the strength of the machine, the seed."""

    def __init__(self, app: Any, loaded: Any) -> None:
        super().__init__(app)
        self.loaded = loaded
        self.seat = 0
        self.level = "politician"
        self.seed = SEED
        self.typing = False

    def build(self) -> None:
        """Five cards, three rows, start."""
        people = self.loaded.scenario.contenders
        for n, name in enumerate(people):
            label = person(self.app.words, name)
            self.widgets.append(
                Widget(
                    f"seat:{name}",
                    (60 + n * 236, 110, 216, 300),
                    label,
                    partial(self.choose, n),
                    "choice",
                    look="none",
                    chosen=n == self.seat,
                )
            )
        self.widgets.append(
            Widget(
                "level",
                (60, 470, 560, 42),
                self.say("ui.new.level", level=self.say(f"ui.level.{self.level}")),
                self.next_level,
            )
        )
        self.widgets.append(
            Widget(
                "seed",
                (660, 470, 560, 42),
                self.say("ui.new.seed", seed=self.seed + ("_" if self.typing else "")),
                self.next_seed,
                "entry",
                note=self.say("ui.new.seed-how"),
                value=self.seed,
            )
        )
        self.widgets.append(
            Widget("start", (380, 590, 520, 50), self.say("ui.new.start", who=label_of(self)), self.start)
        )
        self.widgets.append(Widget("back", (60, 650, 200, 38), self.say("common.back"), self.back))

    def choose(self, n: int) -> None:
        """Take a seat."""
        self.seat = n
        self.refresh()

    def next_level(self) -> None:
        """The next strength."""
        names = ["random", "novice", "politician"]
        self.level = names[(names.index(self.level) + 1) % 3]
        self.refresh()

    def next_seed(self) -> None:
        """Another seed: another luck."""
        self.typing = False
        self.seed = str((int(self.seed or SEED) + 1) % 10**DIGITS)
        self.refresh()

    def handle(self, event: pygame.event.Event) -> None:
        """Digits write the seed while it has the focus; the first one begins anew."""
        if event.type == pygame.KEYDOWN and self.focus == "seed":
            digit = _DIGITS.get(event.key)
            if digit is not None or event.key == pygame.K_BACKSPACE:
                kept = self.seed if self.typing or digit is None else ""
                self.seed = kept[:-1] if digit is None else (kept + digit)[:DIGITS]
                self.typing = True
                self.refresh()
                return
        super().handle(event)
        if self.typing and self.focus != "seed":
            self.typing = False
            self.seed = self.seed or SEED
            self.refresh()

    def paint(self, c: Canvas) -> None:
        """The five, with their dates."""
        c.picture(poster.page(c.palette), 0, 0, WIDTH, 720, opaque=True)
        c.text(self.say("ui.new.title"), 40, 12, 32, c.palette["cream"], "title", room=1100)
        for n, name in enumerate(self.loaded.scenario.contenders):
            x = 60 + n * 236
            card(c, look_of(self.loaded, name), x + 108, 238, 176)
            fill = c.palette["red"] if n == self.seat else c.palette["ink"]
            c.picture(parts.plate(200, 34, fill), x + 8, 348, 200, 34)
            c.text(
                person(self.app.words, name).upper(),
                x + 108,
                350,
                21,
                c.palette["cream"],
                "plate",
                "centre",
                room=180,
            )
            life = f"person.{name}.life"
            if self.app.words.has(life):
                c.text(self.say(life), x + 108, 385, 15, c.palette["ink"], "text", "centre")
            if n == self.seat:
                c.picture(parts.star(26, c.palette["red"]), x + 95, 412, 26, 26)
        if self.focus == "seed":
            c.text(self.say("ui.new.seed-how"), 1220, 514, 14, c.palette["ink"], "italic", "right", room=560)
        c.block(self.say("ui.new.about"), 60, 534, 1160, 17, c.palette["ink"], room=50)

    def start(self) -> None:
        """Begin."""
        people = self.loaded.scenario.contenders
        levels = {name: ("human" if n == self.seat else self.level) for n, name in enumerate(people)}
        seed = self.seed or SEED
        path = free_name(f"{people[self.seat]}-{seed}")
        session = Session.new(self.loaded, levels, seed, path=path)
        from game.ui.screens.flow import begin

        self.app.stack.pop()
        begin(self.app, session)


def label_of(screen: NewGame) -> str:
    """The surname of the chosen seat."""
    return person(screen.app.words, screen.loaded.scenario.contenders[screen.seat])


def free_name(stem: str) -> Path:
    """A file name for a new game that is not taken: nothing is ever overwritten."""
    n = 1
    path = saves() / f"{stem}.game"
    while path.exists():
        n += 1
        path = saves() / f"{stem}-{n}.game"
    return path
