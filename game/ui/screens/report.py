"""What happened: the newspaper page of a quarter, and the roll call with its X-ray."""

from __future__ import annotations

import math
from typing import Any

from game.rules.quarter import News
from game.rules.terms import STANCE_IDS
from game.rules.votes import TERMS
from game.session import Session
from game.ui.art import hemicycle, parts, poster, raster
from game.ui.kit import WIDTH, Canvas, Screen, Widget
from game.ui.labels import label, motion_label, person
from game.ui.screens.flow import news_line


class Bulletin(Screen):
    """The newspaper page; S turns to the secret minute of the same facts."""

    def __init__(self, app: Any, session: Session, news: list[News]) -> None:
        super().__init__(app)
        self.session = session
        self.events = [n for n in news if n.kind == "news.event"][:3]
        self.rest = [
            line for line in (news_line(self, session, n) for n in news if n.kind != "news.event") if line
        ]
        self.secret = False

    def build(self) -> None:
        """On, and the secret minute."""
        self.widgets = [Widget("continue", (980, 660, 270, 42), self.say("common.continue"), self.app.pop)]
        if any(self.app.words.has(f"event.{n.values['event']}.secret") for n in self.events):
            text = self.say("ui.bulletin.public" if self.secret else "ui.bulletin.secret")
            self.widgets.append(Widget("secret", (660, 660, 300, 42), text, self.turn, key="S"))

    def turn(self) -> None:
        """The other side of the page."""
        self.secret = not self.secret
        self.refresh()

    def back(self) -> None:
        """On."""
        self.app.pop()

    def paint(self, c: Canvas) -> None:
        """Columns of a page."""
        page = poster.minute if self.secret else poster.bulletin
        c.picture(page(c.palette), 0, 0, WIDTH, 720, opaque=True)
        ink = c.palette["ink"]
        c.text(
            self.say("ui.bulletin.minute" if self.secret else "ui.bulletin.name"),
            760,
            38,
            46,
            ink,
            "title",
            "centre",
            room=600,
        )
        c.text(self.session.quarter, 100, 128, 17, c.palette["dark_red"], "head")
        for n, news in enumerate(self.events[:3]):
            self._column(c, news, 92 + n * 372, 352)
        top = 438 if self.events else 190
        many = 8 if self.events else 24
        third = max(1, (len(self.rest[:many]) + 2) // 3)
        for n in range(3):
            text = "\n".join(self.rest[n * third : min(many, (n + 1) * third)])
            c.block(text, 92 + n * 372, top, 352, 16, ink, room=200 if self.events else 440)

    def _column(self, c: Canvas, news: News, x: float, width: float) -> None:
        """One event: headline, text, source."""
        name = news.values["event"]
        high = c.block(
            label(self.app.words, "event", f"{name}.title"),
            x,
            184,
            width,
            21,
            c.palette["dark_red"],
            "head",
            room=58,
        )
        key = f"event.{name}.{'secret' if self.secret else 'public'}"
        if not self.app.words.has(key):
            key = f"event.{name}.public"
        text = self.say(key) if self.app.words.has(key) else ""
        c.block(text, x, 190 + high, width, 16, c.palette["ink"], room=190 - high)
        facts = getattr(self.session.loaded, "event_facts", {}).get(name)
        if facts:
            get = facts.get if isinstance(facts, dict) else lambda k, d="": getattr(facts, k, d)
            line = self.say("ui.bulletin.source", source=str(get("source", "")), grade=str(get("grade", "")))
            c.text(line, x, 380, 13, c.palette["ink"], "italic", room=width)


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
        if made is not None:
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
                    person(words, s.contenders[x])
                    if x < len(s.contenders)
                    else self.say("ui.votes.unaligned")
                )
                out.append((self.say("ui.votes.bloc", who=name), f, a, n))
        members = [int(v) for v in count.persons[0] if v != -9]
        if members:
            out.append((self.say("ui.votes.members"), members.count(1), members.count(-1), members.count(0)))
        return out

    def paint(self, c: Canvas) -> None:
        """The hall above, the count below."""
        news = self.votes[self.at].values
        if self.xray:
            self._xray(c)
        else:
            groups = self.delegations()
            hall = hemicycle.seat(groups)
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
            import pygame

            from game.ui.kit import font

            for sector in hall.sectors:
                # A name must fit beside its neighbours: smaller where the sector is narrow, left out where hopeless.
                arc = abs(sector.end - sector.start) * 450 * c.k
                size = c.size("plate", 17, scaled=False)
                image = font("plate", size).render(
                    sector.name.upper(), True, pygame.Color(c.palette["cream"])
                )
                if image.get_width() > arc * 1.15:
                    size = max(8, round(size * arc * 1.15 / image.get_width()))
                    image = font("plate", size).render(
                        sector.name.upper(), True, pygame.Color(c.palette["cream"])
                    )
                if size < 9 * c.k:
                    continue
                image = pygame.transform.rotozoom(image, -sector.label_turn, 1)
                c.surface.blit(image, image.get_rect(center=c.at(640 + sector.label_x, 530 + sector.label_y)))
        c.picture(parts.plate(520, 78, c.palette["red"]), -20, 0, 520, 78)
        c.text(
            label(self.app.words, "sitting", news["sitting"]),
            24,
            12,
            27,
            c.palette["cream"],
            "title",
            room=440,
        )
        c.text(
            self.say("ui.votes.of", n=self.at + 1, all=len(self.votes)),
            24,
            48,
            16,
            c.palette["cream"],
            "plate",
            room=430,
        )
        c.box(0, 534, WIDTH, 186, c.palette["cream"])
        c.box(0, 530, WIDTH, 5, c.palette["red"])
        self._tally(c, news)

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
            )
        result = self.say("ui.votes.carried" if news["carried"] else "ui.votes.lost")
        c.text(result, 1250, 616, 21, c.palette["dark_red"], "head", "right", room=300)
        if self.at + 1 >= len(self.votes) and self.lines:
            c.block("\n".join(self.lines[:3]), 330, 644, 380, 14, c.palette["ink"], room=70)

    def _xray(self, c: Canvas) -> None:
        """Each voter's sum, term by term."""
        news = self.votes[self.at].values
        count, s = news["count"], self.session.scenario
        c.box(0, 0, WIDTH, 720, c.palette["paper"])
        shown = [t for t in TERMS if t in count.terms and (count.terms[t][0] != 0).any()][:9]
        c.text(self.say("ui.votes.voter"), 24, 90, 15, c.palette["dark_red"], "bold")
        for n, t in enumerate(shown):
            c.text(
                self.say(f"vote.term.{t}"),
                330 + n * 92,
                90,
                13,
                c.palette["dark_red"],
                "bold",
                "right",
                room=88,
            )
        c.text(self.say("ui.votes.sum"), 1250, 90, 15, c.palette["dark_red"], "bold", "right")
        rows = [p for p in range(len(s.people)) if count.persons[0, p] != -9]
        rows.sort(key=lambda p: -int(count.score[0, p]))
        step = min(24.0, 410 / max(1, len(rows)))
        for n, p in enumerate(rows):
            y = 114 + n * step
            kind = {1: "for", -1: "against", 0: "abstain"}[int(count.persons[0, p])]
            c.picture(parts.mark(kind, 14, c.palette), 24, y + 2, 12, 12)
            size = min(15.0, step * 0.72)
            c.text(person(self.app.words, s.people[p]), 44, y, size, c.palette["ink"], room=190)
            for m, t in enumerate(shown):
                value = int(count.terms[t][0, p])
                if value:
                    c.text(f"{value:+d}", 330 + m * 92, y, size, c.palette["ink"], "text", "right")
            c.text(f"{int(count.score[0, p]):+d}", 1250, y, size, c.palette["ink"], "bold", "right")
        if not rows:
            c.text(self.say("ui.votes.blocs-only"), 24, 120, 18, c.palette["ink"])
            for n in range(count.bloc_score.shape[1]):
                name = (
                    person(self.app.words, s.contenders[n])
                    if n < len(s.contenders)
                    else self.say("ui.votes.unaligned")
                )
                f, a, z = (int(v) for v in count.blocs[0, n])
                c.text(name, 44, 156 + n * 44, 19, c.palette["ink"], "bold", room=240)
                c.text(f"{f} / {a} / {z}", 460, 156 + n * 44, 19, c.palette["ink"], "text", "right")
                for m, t in enumerate(shown):
                    if t in count.bloc_terms:
                        value = int(count.bloc_terms[t][0, n])
                        if value:
                            c.text(
                                f"{self.say('vote.term.' + t)} {value:+d}",
                                500 + (m % 6) * 125,
                                150 + n * 44 + (m // 6) * 20,
                                13,
                                c.palette["ink"],
                                room=120,
                            )
                c.text(
                    f"{int(count.bloc_score[0, n]):+d}",
                    1250,
                    156 + n * 44,
                    19,
                    c.palette["ink"],
                    "bold",
                    "right",
                )
