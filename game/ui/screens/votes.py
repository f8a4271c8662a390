"""A roll call: the hall with its delegations, the count, and the X-ray of every vote."""

from __future__ import annotations

import math
from typing import Any, NamedTuple

import pygame

from game.rules.quarter import News
from game.rules.terms import STANCE_IDS
from game.rules.votes import TERMS
from game.session import Session
from game.ui.art import hemicycle, parts, raster
from game.ui.canvas import WIDTH, Canvas, font
from game.ui.kit import Screen, Widget
from game.ui.labels import label, motion_label, person
from game.ui.screens.news import news_line

HALL = 396.0
"""The radius of the hall: leaves room for two rings of names below the heading."""


class Row(NamedTuple):
    """A voter's line of the X-ray: the name, the mark of the vote, the terms and their sum."""

    name: str
    mark: str
    terms: list[int]
    score: int


class Votes(Screen):
    """The hemicycle, one vote after another; X opens the sum of terms of each voter."""

    def __init__(self, app: Any, session: Session, votes: list[News], rest: list[News]) -> None:
        super().__init__(app)
        self.session = session
        self.votes = votes
        self.lines = [line for line in (news_line(self, session, n) for n in rest) if line]
        self.at = 0
        self.xray = False

    def build(self) -> None:
        """On, X-ray."""
        last = self.at + 1 >= len(self.votes)
        self.widgets = [
            Widget(
                "continue",
                (1000, 652, 260, 40),
                self.say("common.continue" if last else "ui.votes.next"),
                self.onward,
            ),
            Widget(
                "x-ray",
                (724, 652, 260, 40),
                self.say("ui.votes.hall" if self.xray else "ui.votes.x-ray"),
                self.turn,
                key="X",
            ),
        ]

    def onward(self) -> None:
        """The next vote, or on with the game."""
        if self.at + 1 < len(self.votes):
            self.at += 1
            self.refresh()
        else:
            self.app.pop()

    def turn(self) -> None:
        """Hall or X-ray."""
        self.xray = not self.xray
        self.refresh()

    def back(self) -> None:
        """On."""
        self.app.pop()

    def delegations(self) -> list[tuple[str, int, int, int]]:
        """Groups of voters with their votes: regions in a congress, blocs and persons elsewhere."""
        news = self.votes[self.at].values
        count = news["count"]
        s = self.session.scenario
        words = self.app.words
        made = news.get("delegates")
        out: list[tuple[str, int, int, int]] = []
        if made is not None and made.shape[1] == len(s.regions):
            made = made // self.voters_a_mark()
            for r, region in enumerate(s.regions):
                total = [0.0, 0.0, 0.0]
                for x in range(made.shape[2]):
                    seats = int(made[0, r, x])
                    all_ = max(1, int(count.blocs[0, x].sum()))
                    for n in range(3):
                        total[n] += seats * int(count.blocs[0, x, n]) / all_
                whole = [math.floor(t) for t in total]
                rest = int(made[0, r].sum()) - sum(whole)
                for n in sorted(range(3), key=lambda n: whole[n] - total[n])[:rest]:
                    whole[n] += 1
                out.append((label(words, "region", region), whole[0], whole[1], whole[2]))
            return [d for d in out if sum(d[1:])]
        for x in range(count.blocs.shape[1]):
            f, a, n = (int(v) for v in count.blocs[0, x])
            if f + a + n:
                name = (
                    self.say("ui.votes.bloc", who=person(words, s.contenders[x]))
                    if x < len(s.contenders)
                    else self.say("ui.votes.unaligned")
                )
                out.append((name, f, a, n))
        members = [int(v) for v in count.persons[0] if v != -9]
        if members:
            out.append((self.say("ui.votes.members"), members.count(1), members.count(-1), members.count(0)))
        return out

    def voters_a_mark(self) -> int:
        """How many voters one mark of the hall stands for: 1 but for the party-wide vote."""
        made = self.votes[self.at].values.get("delegates")
        return 1 if made is None else 1 + int(made.sum()) // 1500

    def paint(self, c: Canvas) -> None:
        """The hall above, the count below."""
        news = self.votes[self.at].values
        if self.xray:
            self._xray(c)
        else:
            groups = self.delegations()
            hall = hemicycle.seat(groups, HALL)
            c.picture(hemicycle.hall_scene(hall, WIDTH, 720, c.palette), 0, 0, WIDTH, 720, opaque=True)
            size = max(2, math.ceil(hall.mark * c.k))
            marks = {
                kind: raster.picture(parts.mark(kind, hall.mark, c.palette), size, size)
                for kind in parts.MARKS
            }
            c.surface.fblits(
                [
                    (marks[seat.vote], c.at(640 + seat.x - hall.mark / 2, 530 + seat.y - hall.mark / 2))
                    for seat in hall.seats
                ]
            )
            self._names(c, hall)
        c.picture(parts.plate(520, 78, c.palette["red"]), -20, 0, 520, 78)
        c.text(
            label(self.app.words, "sitting", news["sitting"]),
            24,
            12,
            27,
            c.palette["cream"],
            "title",
            room=440,
            tall=42,
        )
        c.text(
            self.say("ui.votes.of", n=self.at + 1, all=len(self.votes)),
            24,
            48,
            16,
            c.palette["cream"],
            "plate",
            room=430,
            tall=26,
        )
        if not self.xray and (many := self.voters_a_mark()) > 1:
            c.text(
                self.say("ui.votes.hands", n=many),
                1256,
                12,
                16,
                c.palette["cream"],
                "italic",
                "right",
                room=620,
            )
        c.box(0, 534, WIDTH, 186, c.palette["cream"])
        c.box(0, 530, WIDTH, 5, c.palette["red"])
        self._tally(c, news)

    def _names(self, c: Canvas, hall: hemicycle.Hall) -> None:
        """The delegations' names round the rim; those that do not fit beside each other stand in a second ring."""
        pixels = c.size("plate", 16, scaled=False)
        ink = pygame.Color(c.palette["cream"])
        images = [font("plate", pixels).render(s.name.upper(), True, ink) for s in hall.sectors]
        for image, spot in zip(
            images, hemicycle.names(hall, [i.get_width() / c.k for i in images]), strict=True
        ):
            if spot is not None:
                turned = pygame.transform.rotozoom(image, -spot.turn, 1)
                c.surface.blit(turned, turned.get_rect(center=c.at(640 + spot.x, 530 + spot.y)))

    def _tally(self, c: Canvas, news: dict[str, Any]) -> None:
        motion = motion_label(self.app.words, self.session.scenario, news["motion"])
        c.text(motion, 330, 545, 22, c.palette["ink"], "bold", room=910)
        mover = person(self.app.words, news["mover"]) if news["mover"] else self.say("ui.votes.calendar")
        c.text(self.say("ui.votes.mover", who=mover), 24, 548, 16, c.palette["dark_red"], "bold", room=290)
        spoke = [
            f"{person(self.app.words, k)}: {self.say('stance.' + STANCE_IDS[v])}"
            + (f" ({news['stakes'][k]})" if news["stakes"][k] else "")
            for k, v in news["stances"].items()
            if v
        ]
        c.block(
            "\n".join(spoke) or self.say("ui.votes.nobody-spoke"),
            24,
            574,
            290,
            15,
            c.palette["ink"],
            "italic",
            room=126,
        )
        total = max(1, news["for_"] + news["against"] + news["abstain"])
        x = 330.0
        for name, colour in (("for_", "for"), ("against", "against"), ("abstain", "abstain")):
            w = 920 * news[name] / total
            if w:
                c.box(x, 582, w, 26, c.palette[colour])
            x += w
        c.box(330 + 920 * 0.5 - 1, 576, 3, 38, c.palette["ink"])
        for n, (name, kind) in enumerate((("for_", "for"), ("against", "against"), ("abstain", "abstain"))):
            c.picture(parts.mark(kind, 18, c.palette), 330 + n * 190, 620, 18, 18)
            c.text(
                self.say(f"ui.votes.{kind}", n=news[name]),
                354 + n * 190,
                616,
                19,
                c.palette["ink"],
                "plate",
                room=160,
                tall=28,
            )
        result = self.say("ui.votes.carried" if news["carried"] else "ui.votes.lost")
        if news.get("appealed"):
            result = self.say("ui.votes.appealed", result=result)
        c.text(result, 1250, 616, 21, c.palette["dark_red"], "head", "right", room=300, tall=34)
        if self.at + 1 >= len(self.votes) and self.lines:
            c.block("\n".join(self.lines[:3]), 330, 648, 380, 14, c.palette["ink"], room=66)

    def _xray(self, c: Canvas) -> None:
        """Each voter's sum, term by term: one table, or two beside each other where there are many voters."""
        news = self.votes[self.at].values
        count, s = news["count"], self.session.scenario
        c.box(0, 0, WIDTH, 720, c.palette["paper"])
        shown = [t for t in TERMS if t in count.terms and (count.terms[t][0] != 0).any()][:9]
        marks = {1: "for", -1: "against", 0: "abstain"}
        voters = [p for p in range(len(s.people)) if count.persons[0, p] != -9]
        rows = [
            Row(
                person(self.app.words, s.people[p]), marks[int(count.persons[0, p])],
                [int(count.terms[t][0, p]) for t in shown], int(count.score[0, p]),
            )
            for p in voters
        ]  # fmt: skip
        if not voters:
            shown = [t for t in shown if t in count.bloc_terms]
            c.text(self.say("ui.votes.blocs-only"), 24, 500, 15, c.palette["ink"], "italic", room=1230)
            names = [person(self.app.words, k) for k in s.contenders] + [self.say("ui.votes.unaligned")]
            for n in range(count.bloc_score.shape[1]):
                split = " / ".join(str(int(v)) for v in count.blocs[0, n])
                terms = [int(count.bloc_terms[t][0, n]) for t in shown]
                rows.append(
                    Row(f"{names[min(n, len(names) - 1)]}: {split}", "", terms, int(count.bloc_score[0, n]))
                )
        rows.sort(key=lambda row: -row.score)
        many = len(rows) if len(rows) <= 16 else (len(rows) + 1) // 2
        for part in range(0, len(rows), max(1, many)):
            x, right = (24.0, 1250.0) if many == len(rows) else ((24.0, 622.0), (658.0, 1256.0))[part // many]
            self._table(c, rows[part : part + many], shown, x, right)

    def _table(self, c: Canvas, rows: list[Row], shown: list[str], left: float, right: float) -> None:
        """Voters line by line, terms column by column, the sum at the right."""
        ink, dark = c.palette["ink"], c.palette["dark_red"]
        first = left + (150 if right - left < 700 else 250)
        pitch = min(104.0, (right - 62 - first) / max(1, len(shown)))
        c.text(self.say("ui.votes.voter"), left, 104, 14, dark, "bold", room=140)
        small = 12 / c.text_scale  # the columns are as narrow as their names: one size for all of them
        for m, t in enumerate(shown):
            c.block(self.say(f"vote.term.{t}"), first + m * pitch + 4, 86, pitch - 4, small, dark, room=38)
        c.text(self.say("ui.votes.sum"), right, 104, 14, dark, "bold", "right", room=58)
        step = min(24.0, 396 / max(1, len(rows)))
        size = min(15.0, step * 0.72)
        for n, row in enumerate(rows):
            y = 128 + n * step
            if row.mark:
                c.picture(parts.mark(row.mark, 14, c.palette), left, y + 2, 12, 12)
            x = left + (20 if row.mark else 0)
            c.text(row.name, x, y, size, ink, room=first - x, tall=step)
            for m, value in enumerate(row.terms):
                if value:
                    at = first + (m + 0.8) * pitch
                    c.text(f"{value:+d}", at, y, size, ink, "text", "right", room=pitch - 4, tall=step)
            c.text(f"{row.score:+d}", right, y, size, ink, "bold", "right", room=58, tall=step)
