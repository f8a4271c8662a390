"""Between chapters: what one's people should lean to until the next one."""

from __future__ import annotations

from functools import partial

from game.players import standing
from game.ui.canvas import Canvas
from game.ui.kit import Widget
from game.ui.labels import instruction_label
from game.ui.screens.decision import Decision


class Standing(Decision):
    """Three plain instructions, and two that name a contender; one press leaves it and the game goes on."""

    heading = "ui.standing.title"

    def build(self) -> None:
        """A row for each plain instruction, a column of names for each of the other two."""
        listed = standing.written(self.session.scenario, self.seat)
        plain = [t for t in listed if ":" not in t]
        for n, text in enumerate(plain):
            self.put(text, (60, 210 + n * 58, 1160, 48), str(n + 1))
        for column, kind in enumerate(standing.PERSONAL):
            named = [t for t in listed if t.startswith(kind + ":")]
            for n, text in enumerate(named):
                self.put(text, (60 + column * 590, 400 + n * 58, 570, 48))

    def put(self, text: str, box: tuple[int, int, int, int], key: str = "") -> None:
        """One instruction."""
        label = instruction_label(self.app.words, text)
        self.widgets.append(Widget(text, box, label, partial(self.leave, text), "choice", key=key))

    def leave(self, text: str) -> None:
        """Leave the instruction."""
        if self.session.instruct(self.seat, text):
            self.app.pop()

    def paint(self, c: Canvas) -> None:
        """When the next chapter begins."""
        super().paint(c)
        begins = self.session.next_chapter
        first = self.say("ui.standing.next", quarter=begins) if begins else self.say("ui.standing.last")
        c.text(first, 60, 96, 27, c.palette["dark_red"], "title", room=1160)
        c.block(self.say("ui.standing.how"), 60, 146, 1160, 19, c.palette["ink"], room=56)
