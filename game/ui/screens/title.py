"""The first screens: the title and the content note, and what other screens take from them."""

from __future__ import annotations

from typing import Any

import pygame

from game.record import RecordError
from game.session import Session, latest
from game.ui.app import write_settings
from game.ui.art import poster, raster
from game.ui.art.look import read_look
from game.ui.art.portraits import portrait_for
from game.ui.canvas import WIDTH, Canvas
from game.ui.kit import Screen, Widget


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
        rows += [("codex", "codex.title", self.look_up), ("settings", "ui.title.settings", self.set_up)]
        rows.append(("quit", "ui.title.quit", self.quit))
        for n, (name, key, press) in enumerate(rows):
            self.widgets.append(Widget(name, (64, 484 + n * 44, 340, 38), self.say(key), press))
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
        from game.ui.canvas import font

        for text, face, size, x, y, colour in (
            (self.say("ui.title.name"), "title", 88, 44, 180, "cream"),
            (self.say("ui.title.years"), "head", 34, 84, 344, "cream"),
        ):
            image = font(face, c.size(face, size, False)).render(text, True, pygame.Color(c.palette[colour]))
            limit = round(620 * c.k)
            if image.get_width() > limit:
                image = pygame.transform.smoothscale_by(image, limit / image.get_width())
            c.surface.blit(pygame.transform.rotozoom(image, 7, 1), c.at(x, y))
        keys = self.say("ui.title.keys")
        wide = min(c.measure(keys, 15), 720)
        c.box(WIDTH - 40 - wide, 678, wide + 24, 30, c.palette["cream"])
        c.text(keys, WIDTH - 28, 682, 15, c.palette["ink"], "text", "right", room=720)

    def new(self) -> None:
        """Open the choice of a seat."""
        if self.loaded is None:
            self.loaded = load_scenario("moscow-1924")
            speak(self.app, self.loaded)
        from game.ui.screens.newgame import NewGame

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

    def look_up(self) -> None:
        """Open the codex."""
        if self.loaded is None:
            self.loaded = load_scenario("moscow-1924")
            speak(self.app, self.loaded)
        self.app.look_up()

    def set_up(self) -> None:
        """Open the settings."""
        from game.ui.screens.settings import SettingsScreen

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
