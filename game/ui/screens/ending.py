"""The ending: what happened, its causes, the epilogue that is the same for everybody, and the question "what if"."""

from __future__ import annotations

from typing import Any

from game.rules import endings
from game.session import Session
from game.ui.art import poster
from game.ui.canvas import WIDTH, Canvas
from game.ui.kit import Screen, Widget
from game.ui.labels import graded, person


class EndingScreen(Screen):
    """Sober paper, no rays."""

    def __init__(self, app: Any, session: Session) -> None:
        super().__init__(app)
        self.session = session
        self.page = "ending"
        self.run: Any = None
        self.share = 0.0
        self.result: list[str] = []

    def build(self) -> None:
        """Epilogue, what if, title."""
        self.widgets = []
        if self.run is not None:
            self.widgets.append(Widget("cancel", (480, 650, 320, 44), self.say("common.cancel"), self.cancel))
            return
        if self.page != "ending":
            self.widgets.append(
                Widget("ending", (60, 650, 300, 44), self.say("ui.ending.back"), lambda: self.turn("ending"))
            )
        if self.page != "epilogue":
            self.widgets.append(
                Widget(
                    "epilogue",
                    (380, 650, 300, 44),
                    self.say("ui.ending.epilogue"),
                    lambda: self.turn("epilogue"),
                )
            )
        if self.page == "ending":
            self.widgets.append(
                Widget("what-if", (60, 650, 300, 44), self.say("ui.ending.what-if"), self.what_if)
            )
        self.widgets.append(Widget("title", (920, 650, 300, 44), self.say("ui.ending.title"), self.leave))

    def turn(self, page: str) -> None:
        """Another page."""
        self.page = page
        self.refresh()

    def leave(self) -> None:
        """Back to the title; the epilogue is shown once before."""
        if self.page == "ending":
            self.turn("epilogue")
            return
        self.app.stack = self.app.stack[:1]
        self.app.top.enter()

    def back(self) -> None:
        """As leaving."""
        self.leave()

    def what_if(self) -> None:
        """The same luck, other first steps: what if, in the first quarter, he had rested?"""
        from game.analysis.what_if import ask

        self.page = "what-if"
        seat = self.session.humans()[0] if self.session.humans() else 0
        self.run = ask(self.session.scenario, self.session.scenario.contenders[seat], 200)
        self.share = 0.0
        self.refresh()

    def cancel(self) -> None:
        """Stop the run."""
        self.run = None
        self.result = [self.say("ui.ending.cancelled")]
        self.refresh()

    def tick(self) -> bool:
        """One slice of the run a frame."""
        if self.run is None:
            return False
        try:
            self.share = next(self.run)
        except StopIteration as done:
            self.run = None
            self.result = [self._sentence(row) for row in done.value] or [self.say("ui.ending.same")]
            self.refresh()
        return True

    @property
    def moving(self) -> bool:
        """While the runs of a "what if" go on."""
        return self.run is not None

    def _sentence(self, row: dict[str, Any]) -> str:
        who = ", ".join(person(self.app.words, k) for k in row["who"])
        return self.say(
            "ui.ending.difference" if who else "ui.ending.difference-nobody", ending=self.say(f"ending.{row['ending']}.title"), who=who, verdict=self.say(f"ui.verdict.{row['verdict']}"),
            n=row["difference"], low=row["low"], high=row["high"],
        )  # fmt: skip

    def paint(self, c: Canvas) -> None:
        """The page."""
        c.picture(poster.ending(c.palette), 0, 0, WIDTH, 720, opaque=True)
        kind, who, head = self.session.ending()
        words = self.app.words
        ink = c.palette["ink"]
        c.box(60, 60, 1160, 570, c.palette["cream"])
        c.box(0, 630, WIDTH, 76, c.palette["paper"])
        if self.page == "epilogue":
            c.text(self.say("ui.ending.epilogue"), 90, 76, 34, c.palette["dark_red"], "title")
            key = "scenario.epilogue" if words.has("scenario.epilogue") else "ui.ending.epilogue-text"
            c.block(self.say(key), 90, 134, 1100, 20, ink, room=480)
            return
        if self.page == "what-if":
            c.text(self.say("ui.ending.what-if"), 90, 76, 34, c.palette["dark_red"], "title", room=1100)
            c.block(self.say("ui.ending.what-if-about"), 90, 134, 1100, 18, ink, room=90)
            if self.run is not None:
                c.bar(90, 300, 1100, 30, round(self.share * 1000), c.palette["red"], c.palette["rule"])
            for n, line in enumerate(self.result[:9]):
                c.text(line, 90, 240 + n * 40, 19, ink, room=1100, tall=38)
            return
        c.text(
            self.say(f"ending.{kind}.title"), 90, 76, 40, c.palette["dark_red"], "title", room=1100, tall=66
        )
        names = ", ".join(person(words, k) for k in who) or (person(words, head) if head else "")
        c.text(names, 90, 138, 28, ink, "head", room=1100, tall=46)
        c.block(self.say(f"ending.{kind}.about"), 90, 186, 1100, 20, ink, room=130)
        c.text(self.say("ui.ending.causes"), 90, 312, 22, c.palette["dark_red"], "head", room=1100, tall=30)
        for n, (key, values) in enumerate(endings.causes(self.session.play.world)):
            shown: dict[str, Any] = dict(values)
            shown["who"] = person(words, self.session.scenario.contenders[values["who"]])
            c.text(self.say(key, **shown), 90, 346 + n * 27, 18, ink, room=1100, tall=26)
        c.text(self.say("ui.ending.grades"), 90, 434, 22, c.palette["dark_red"], "head", room=1100, tall=30)
        lines = [graded(words, id, *row) for id, row in self.session.grades().items()]
        # Up to five lines stand below each other; a sixth opens a second column.
        wide = 1100 if len(lines) <= 5 else 540
        for n, line in enumerate(lines):
            c.text(line, 90 + n // 5 * 560, 468 + n % 5 * 26, 17, ink, room=wide, tall=25)
        c.text(
            self.say("ui.ending.file", name=self.session.path.name if self.session.path else ""),
            90,
            600,
            16,
            ink,
            "italic",
            room=1100,
        )
