"""Running text with links in it: words set in lines of a width, so that every link has a place that can be pressed."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from game.content.entries import Line, Page, Section
from game.ui.canvas import Canvas


class Run(NamedTuple):
    """Words on one line in one face: where they lie in the text, and where they lead."""

    text: str
    x: float
    y: float
    width: float
    height: float
    size: float
    face: str
    colour: str
    link: str


class Setter:
    """Sets a page line by line; `runs` lie below each other from 0 to `y`."""

    def __init__(self, c: Canvas, width: float) -> None:
        self.c, self.width = c, width
        self.y = 0.0
        self.runs: list[Run] = []

    def paragraph(self, line: Line, size: float, colour: str, face: str = "text", indent: float = 0) -> None:
        """One paragraph. Words stay whole; a link may go on in the next line."""
        tall = self.tall(size)
        blank = self.c.measure(" ", size, face)
        x, text, start, target = indent, "", indent, ""

        def put() -> None:
            if text:
                wide = self.c.measure(text, size, face)
                paint = "dark_red" if target else colour
                self.runs.append(Run(text, start, self.y, wide, tall, size, face, paint, target))

        for word, link, glued in _words(line):
            wide = self.c.measure(word, size, face)
            gap = 0.0 if glued or x == indent else blank
            if x + gap + wide > self.width and x > indent:
                put()
                self.y += tall
                x, text, start, target, gap = indent, "", indent, link, 0.0
            if text and link == target:
                text += ("" if glued else " ") + word
            else:
                put()
                text, start, target = word, x + gap, link
            x = start + self.c.measure(text, size, face)
        put()
        self.y += tall

    def tall(self, size: float) -> float:
        """The height of a line, in logical units."""
        return size * self.c.text_scale * 1.32

    def gap(self, by: float) -> None:
        """Room between paragraphs."""
        self.y += by * self.c.text_scale


def _words(line: Line) -> list[tuple[str, str, bool]]:
    """The words of a line: each with where it leads and whether it stands close to the one before."""
    out: list[tuple[str, str, bool]] = []
    close = True
    for span in line:
        pieces = span.text.split(" ")
        for n, word in enumerate(pieces):
            if n:
                close = False
            if word:
                out.append((word, span.link, close))
                close = True
    return out


def set_page(c: Canvas, page: Page, width: float) -> tuple[list[Run], float]:
    """An entry set in a width: its runs and its height in logical units."""
    setter = Setter(c, width)
    setter.paragraph(_plain(page.title), 27, "dark_red", "title")
    if page.short:
        setter.paragraph(_plain(page.short), 18, "ink", "bold")
    setter.paragraph(_plain(page.about), 15, "ink", "italic")
    for section in page.sections:
        _set_section(setter, section)
    return setter.runs, setter.y


def _plain(text: str) -> Line:
    from game.content.entries import Span

    return (Span(text),)


def _set_section(setter: Setter, section: Section) -> None:
    small: Sequence[str] = ("facts", "dates", "votes", "sources", "mentioned", "see")
    setter.gap(10)
    setter.paragraph(_plain(section.head), 17, "red", "head")
    setter.gap(2)
    for n, line in enumerate(section.lines):
        if n and section.name not in small:
            setter.gap(6)
        setter.paragraph(line, 16 if section.name in small else 18, "ink", "text", 10)
