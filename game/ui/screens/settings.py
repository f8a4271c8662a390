"""The settings: language, text size, palette, motion; every change takes effect at once."""

from __future__ import annotations

from typing import Any

from game.ui.app import write_settings
from game.ui.art import poster, raster
from game.ui.canvas import WIDTH, Canvas
from game.ui.kit import Screen, Widget
from game.ui.screens.title import speak
from game.words import available_languages


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
        c.text(self.say("ui.title.settings"), 352, 13, 29, c.palette["cream"], "title", room=900, tall=56)

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
