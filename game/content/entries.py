"""The codex as pages to read: an entry's texts with its places filled, and what follows from the scenario's data."""

from __future__ import annotations

import difflib
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any, Final

from game.content.citing import cited
from game.content.codex import AUTOMATIC, KINDS, LINK, Codex, Vote
from game.content.filling import Filler
from game.rules import ambitions, power
from game.rules.scenario import Sitting
from game.rules.terms import (
    BASES,
    BODIES,
    CONFERENCE,
    CONGRESS,
    ISSUES,
    NOBODY,
    PERSONA,
    RED_LINES,
    RUNG_IDS,
    WANTS,
    Motion,
)
from game.words import Date, Name, Quarter, Sentence, Words
from game.words.templates import Piece, fields

ORDER: Final = (*KINDS, *AUTOMATIC)
"""The kinds of entries in the order in which they are listed."""


@dataclass(frozen=True)
class Span:
    """Words of a line; where `link` names an entry they lead to it."""

    text: str
    link: str = ""


Line = tuple[Span, ...]


@dataclass(frozen=True)
class Section:
    """A part of a page under its heading."""

    name: str
    """facts, record, model, readings, dates, votes, see, mentioned or sources."""
    head: str
    lines: tuple[Line, ...]


@dataclass(frozen=True)
class Page:
    """An entry as it is read."""

    id: str
    kind: str
    title: str
    short: str
    about: str
    """Kind, day, verdict and grade in one line."""
    sections: tuple[Section, ...]

    @property
    def links(self) -> tuple[str, ...]:
        """Every entry that the page leads to, once, in the order of reading."""
        spans = (span.link for section in self.sections for line in section.lines for span in line)
        return tuple(dict.fromkeys(link for link in spans if link))


def folded(text: str) -> str:
    """A text as it is searched: small letters, no accents, ``ё`` as ``е``.

    >>> folded("Пётр Čapek"), folded("Троцкий")
    ('петр capek', 'троцкий')
    """
    out = []
    for letter in text.casefold():
        if letter == "й":
            out.append(letter)
        else:
            out += [c for c in unicodedata.normalize("NFKD", letter) if not unicodedata.combining(c)]
    return "".join(out)


def title(codex: Codex, id: str, words: Words) -> str:
    """What an entry is called."""
    if id in codex.entries and (text := codex.text(id, words.language).title):
        return codex.filler.filled(text, words)
    if id in codex.events and words.has(f"event.{id}.title"):
        return words.say(f"event.{id}.title")
    if id in codex.votes:
        vote = codex.votes[id]
        where, when = _sitting(words, vote.sitting), _quarter(codex, vote.quarter)
        return words.say("codex.vote-title", what=_motion(words, vote.motion), where=where, when=when)
    keys = (f"person.{id}", f"office.{id}", f"ui.body.{id}", f"codex.body.{id}")
    named = next((words.say(key) for key in keys if words.has(key)), id)
    return named[:1].upper() + named[1:]


def brief(codex: Codex, id: str, words: Words) -> str:
    """What an entry is called in a narrow list."""
    if id in codex.votes and id not in codex.entries:
        vote = codex.votes[id]
        when = _quarter(codex, vote.quarter)
        return words.say("codex.vote-brief", what=_motion(words, vote.motion), when=when)
    return title(codex, id, words)


def short(codex: Codex, id: str, words: Words) -> str:
    """An entry in one line."""
    if id in codex.entries:
        text = codex.text(id, words.language).short
        return codex.filler.filled(text, words) if text else ""
    if id in codex.events:
        return _when(codex, id, words)
    return words.show(_quarter(codex, codex.votes[id].quarter)) if id in codex.votes else ""


def index(codex: Codex, words: Words) -> list[tuple[str, list[str]]]:
    """Every entry by kind, each kind by title; events and votes as they came."""
    key = f"index {words.language}"
    if key not in codex.found:
        out = []
        for kind in ORDER:
            ids = [id for id, its in codex.ids.items() if its == kind]
            if kind not in AUTOMATIC:
                ids.sort(key=lambda id: (folded(title(codex, id, words)), id))
            if ids:
                out.append((kind, ids))
        codex.found[key] = out
    found: list[tuple[str, list[str]]] = codex.found[key]  # type: ignore[assignment]
    return found


def search(codex: Codex, text: str, words: Words) -> list[str]:
    """The entries in which every word of `text` stands: first those that have them in the title, then short, text."""
    wanted = folded(text).split()
    if not wanted:
        return []
    out = []
    for id, parts in _searched(codex, words).items():
        so_far = ""
        for rank, part in enumerate(parts):
            so_far += "\n" + part
            if all(word in so_far for word in wanted):
                exact = rank or parts[0] != " ".join(wanted)
                begins = rank or not parts[0].startswith(wanted[0])
                out.append((rank, exact, begins, ORDER.index(codex.ids[id]), parts[0], id))
                break
    return [row[-1] for row in sorted(out)]


def nearest_ids(codex: Codex, text: str, words: Words, many: int = 5) -> list[str]:
    """The entries whose ids or titles look most like `text`."""
    wanted = folded(text.strip())[:60]
    names: dict[str, str] = {}
    for id, parts in _searched(codex, words).items():
        names[id] = id
        names.setdefault(parts[0], id)
    near = difflib.get_close_matches(wanted, names, n=2 * many, cutoff=0.55)
    return list(dict.fromkeys(names[name] for name in near))[:many]


def _searched(codex: Codex, words: Words) -> dict[str, tuple[str, str, str]]:
    """Title, short and text of every entry, folded: worked out once for each language."""
    key = f"search {words.language}"
    if key not in codex.found:
        rows = {}
        for id in codex.ids:
            text = ""
            if id in codex.entries:
                said = codex.text(id, words.language)
                parts = [said.record or "", said.model or "", *(f"{r.who} {r.text}" for r in said.readings)]
                text = LINK.sub(lambda m: m[2] or title(codex, m[1], words), "\n".join(parts))
            if id in codex.events:
                text += "\n" + "\n".join(_event_texts(codex, id, words))
            rows[id] = (
                folded(title(codex, id, words)),
                folded(f"{id} {short(codex, id, words)}"),
                folded(text),
            )
        codex.found[key] = rows
    found: dict[str, tuple[str, str, str]] = codex.found[key]  # type: ignore[assignment]
    return found


def page(codex: Codex, id: str, words: Words) -> Page:
    """An entry as a page. `words` know the scenario's texts and names."""
    return _Writer(codex, words).page(id)


# What the scenario's data say ---------------------------------------------------------------------------------


def _quarter(codex: Codex, quarter: int) -> Quarter:
    return Quarter.at(quarter, codex.loaded.scenario.first_quarter)


def _sitting(words: Words, id: str) -> str:
    if words.has(f"sitting.{id}"):
        return words.say(f"sitting.{id}")
    body = id.partition(".")[0]
    return words.say(f"ui.body.{body}") if words.has(f"ui.body.{body}") else id


def _motion(words: Words, token: str) -> str:
    """A motion of the record in words."""
    head, _, subject = token.partition(":")
    if head == "line":
        issue, _, way = subject.rpartition("-")
        what = words.say(f"issue.{issue}.{'high' if way == 'up' else 'low'}")
        return words.say(f"motion.line-{way}", what=what)
    if head == "statute":
        return words.say(f"motion.statute-{subject}")
    who = words.say(f"person.{subject}") if words.has(f"person.{subject}") else ""
    office = words.say(f"office.{subject}") if words.has(f"office.{subject}") else subject
    key = f"motion.{head}"
    if not words.has(key):
        return token
    return words.say(key, who=who, office=office, region=subject, what=subject).strip()


def _when(codex: Codex, id: str, words: Words) -> str:
    """The day of an event, or the quarters in which it may come."""
    event = codex.loaded.scenario.events[codex.events[id]]
    if event.first == event.last and codex.loaded.event_facts[id]["date"][2] and event.odds == 1000:
        return words.show(Date(*event.date))
    if event.first == event.last:
        return words.show(_quarter(codex, event.first))
    first, last = _quarter(codex, event.first), _quarter(codex, event.last)
    return words.say("codex.from-to", first=first, last=last)


def _event_texts(codex: Codex, id: str, words: Words) -> list[str]:
    """What newspapers could print of an event and where scholars differ, unless it names whom only a game knows."""
    s = codex.loaded.scenario
    asked = s.events[codex.events[id]].asks
    values = {"who": Name(f"person.{s.contenders[asked]}")} if asked is not None and asked >= 0 else {}
    out = []
    for what in ("public", "dissent"):
        key = f"event.{id}.{what}"
        language = words.language if key in codex.loaded.texts.get(words.language, {}) else "en"
        text = codex.loaded.texts.get(language, {}).get(key, "")
        if text and fields(text) <= values.keys():
            out.append(words.say(key, **values))
    return out


class _Writer:
    """Writes pages of one codex in one language. Lines are made as text with links in brackets, then cut."""

    def __init__(self, codex: Codex, words: Words) -> None:
        self.codex, self.words = codex, words
        self.loaded = codex.loaded
        self.s = codex.loaded.scenario
        self.filler: Filler = codex.filler

    def page(self, id: str) -> Page:
        codex, words = self.codex, self.words
        entry = codex.entries.get(id)
        kind = codex.ids[id]
        about = [words.say(f"codex.kind.{kind}")]
        sections: list[tuple[str, Iterable[str]]] = []
        sources: tuple[str, ...] = ()
        grade: str | None = None
        if entry is not None:
            text = codex.text(id, words.language)
            if entry.date is not None:
                about.append(words.show(Date(*entry.date)))
            if entry.verdict is not None:
                about.append(words.say(f"codex.verdict.{entry.verdict}"))
            sections.append(("record", self._paragraphs(text.record)))
            sections.append(("model", self._paragraphs(text.model)))
            readings = [
                words.say("codex.reading", who=self._fill(r.who), text=self._fill(r.text))
                for r in text.readings
            ]
            sections.append(("readings", readings))
            sources, grade = tuple(entry.sources), entry.grade
        if id in codex.events:
            name = "record" if entry is None else "event"
            sections.append((name, _event_texts(codex, id, words)))
            if entry is None:
                facts = self.loaded.event_facts[id]
                sources, grade = facts["source"], facts["grade"]
        sections += [("facts", self.facts(id)), ("dates", self.dates(id)), ("votes", self.votes(id))]
        if entry is not None:
            sections.append(("see", filter(None, [self._list(entry.see)])))
        sections.append(("mentioned", filter(None, [self._list(codex.mentions.get(id, ()))])))
        if id in codex.votes and id not in codex.entries:
            anchors = [a for _, a in codex.votes[id].tally]
            sources, grade = tuple(dict.fromkeys(s for a in anchors for s in a.source)), anchors[0].grade
        if grade is not None:
            about.append(words.say("codex.graded", grade=Sentence.of(f"source.grade.{grade.lower()}")))
        if sources:
            # A title may be that of a book with brackets in it: it is no text of the codex.
            sections.append(("sources", [cited(sources, self.loaded.sources, words)]))
        return Page(
            id,
            kind,
            title(codex, id, words),
            short(codex, id, words),
            " · ".join(about),
            tuple(
                Section(name, words.say(f"codex.part.{name}"), lines)
                for name, said in sections
                if (lines := tuple(self._line(text) for text in said))
            ),
        )

    def _paragraphs(self, text: str | None) -> list[str]:
        return [p.strip() for p in self._fill(text).split("\n") if p.strip()] if text else []

    def _fill(self, text: str) -> str:
        return self.filler.filled(text, self.words)

    def _line(self, text: str) -> Line:
        """A text with its links as spans."""
        # A sentence that ends in an abbreviation, as Russian dates do, has its full stop already.
        text = text[:-1] if text.endswith("..") and not text.endswith("...") else text
        out: list[Span] = []
        at = 0
        for found in LINK.finditer(text):
            if found.start() > at:
                out.append(Span(text[at : found.start()]))
            target = self.codex.known(found[1])
            shown = found[2] or (title(self.codex, target, self.words) if target else found[1])
            out.append(Span(shown, target))
            at = found.end()
        if at < len(text) or not out:
            out.append(Span(text[at:]))
        return tuple(out)

    def _link(self, id: str, shown: str) -> str:
        return f"[[{id}|{shown}]]" if self.codex.known(id) else shown

    def _list(self, ids: Iterable[str]) -> str:
        known = dict.fromkeys(filter(None, map(self.codex.known, ids)))
        return ", ".join(self._link(id, title(self.codex, id, self.words)) for id in known)

    def _name(self, kind: str, id: str) -> str:
        key = f"{kind}.{id}"
        return self._link(id, self.words.say(key) if self.words.has(key) else id)

    def _pairs(self, pairs: Iterable[tuple[str, int, bool]]) -> str:
        """Names with their numbers: ``caution 700, pride 500``; with a sign where asked."""
        return ", ".join(
            self.words.say("codex.signed" if signed else "codex.pair", what=what, n=n)
            for what, n, signed in pairs
        )

    def facts(self, id: str) -> Iterator[str]:
        """What the data say of a thing, in lines."""
        s, codex = self.s, self.codex
        if id in s.people and codex.ids[id] == "person":
            yield from self._person(id)
        if id in s.office_index:
            yield from self._office(id)
        if id in BODIES and any(BODIES[x.body] == id for x in s.sittings):
            yield from self._body(id)
        if (sitting := codex.sitting(id)) is not None:
            yield from self._meeting(sitting)
        if id in codex.events:
            yield from self._event(id)
        if id in codex.votes and id not in codex.entries:
            yield self._counted(codex.votes[id])

    def _person(self, id: str) -> Iterator[str]:
        s, say, p = self.s, self.words.say, self.s.person_index[id]
        facts = self.loaded.people_facts[id]
        born = Date.of(facts["born"])
        if facts["died"]:
            yield say("codex.fact.lived", born=born, died=Date.of(facts["died"]))
        else:
            yield say("codex.fact.born", born=born)
        posts = ", ".join(self._name("office", o.id) for o in s.offices if o.holder == p)
        rung = Sentence.of(f"rung.{RUNG_IDS[int(s.rung[p])]}")
        yield say("codex.fact.rung", rung=rung)
        if posts:
            yield say("codex.fact.posts", posts=posts)
        if p < len(s.contenders):
            yield from self._contender(id, p)
        else:
            yield from self._figure(p - len(s.contenders))
        stand = [
            (say(f"issue.{issue}.title"), int(s.positions[p, n]), True) for n, issue in enumerate(ISSUES)
        ]
        yield say("codex.fact.stand", what=self._pairs(stand))

    def _contender(self, id: str, c: int) -> Iterator[str]:
        s, say = self.s, self.words.say
        bases = power.all_bases(self.filler.world)[0, c]
        named = [(say(f"base.{base}"), int(bases[n]), False) for n, base in enumerate(BASES)]
        yield say("codex.fact.bases", what=self._pairs(named))
        temper = [
            (say(f"codex.temper.{word}"), int(s.persona[c, n]), False) for n, word in enumerate(PERSONA)
        ]
        yield say("codex.fact.temper", what=self._pairs(temper))
        titles = []
        for aim in ambitions.of(s)[c]:
            keys = (f"ambition.{id}.{aim.id}.title", f"ambition.{aim.id}.title")
            titles.append(next((say(key) for key in keys if self.words.has(key)), aim.id))
        if titles:
            yield say("codex.fact.aims", what="; ".join(titles))

    def _figure(self, f: int) -> Iterator[str]:
        s, say = self.s, self.words.say
        leans = [(self._name("person", who), int(s.lean[f, c]), True) for c, who in enumerate(s.contenders)]
        yield say("codex.fact.leans", what=self._pairs(leans))
        wants = [say(f"want.{WANTS[w]}") for w in s.wants[f] if w >= 0] if len(s.wants) else []
        if wants:
            yield say("codex.fact.wants", what=", ".join(wants))
        if len(s.red) and s.red[f] >= 0:
            yield say("codex.fact.red", what=say(f"red.{RED_LINES[int(s.red[f])]}"))

    def _office(self, id: str) -> Iterator[str]:
        say, office = self.words.say, self.s.offices[self.s.office_index[id]]
        if office.holder == NOBODY:
            yield say("codex.fact.vacant")
        else:
            yield say("codex.fact.holder", who=self._name("person", self.s.people[office.holder]))
        yield say("codex.fact.elector", body=self._body_name(office.body))
        powers = [
            say(f"codex.power.{word}") for word in office.powers if self.words.has(f"codex.power.{word}")
        ]
        if powers:
            yield say("codex.fact.powers", what="; ".join(powers))

    def _body_name(self, body: int) -> str:
        word = BODIES[body]
        keys = (f"ui.body.{word}", f"codex.body.{word}")
        return self._link(word, next((self.words.say(key) for key in keys if self.words.has(key)), word))

    def _body(self, id: str) -> Iterator[str]:
        say = self.words.say
        if id in ("politburo", "cc"):
            n = self.filler.value(_size_of(id))[0]
            yield say("codex.fact.seats", n=n)
        days = []
        for sitting in self.s.sittings:
            if BODIES[sitting.body] == id:
                entry = self.codex.of_sitting(sitting)
                day = self.words.show(Date(*sitting.date))
                days.append(f"[[{entry}|{day}]]" if entry and entry != id else day)
        yield say("codex.fact.calendar", days="; ".join(days))

    def _meeting(self, sitting: Sitting) -> Iterator[str]:
        say = self.words.say
        yield say("codex.fact.sitting", body=self._body_name(sitting.body), day=Date(*sitting.date))
        if sitting.seats:
            yield say("codex.fact.delegates", n=sitting.seats)
        if sitting.body == CONGRESS and sitting.cc:
            sizes = [
                (self.words.say(f"codex.seat.{what}"), int(getattr(sitting, what)), False)
                for what in ("cc", "ccc", "politburo", "candidates")
                if getattr(sitting, what)
            ]
            yield say("codex.fact.elects", what=self._pairs(sizes))
        if sitting.body in (CONGRESS, CONFERENCE) or sitting.agenda:
            items = [text for item in sitting.agenda if (text := self._item(item))]
            if items:
                yield say("codex.fact.agenda", what="; ".join(items))

    def _item(self, item: Any) -> str:
        kind = Motion(item.motion)
        if kind is Motion.SANCTION:
            return _motion(self.words, f"sanction-{item.severity}:{self.s.people[item.subject]}")
        return ""

    def _event(self, id: str) -> Iterator[str]:
        say, event = self.words.say, self.s.events[self.codex.events[id]]
        yield say("codex.fact.when", when=_when(self.codex, id, self.words))
        if event.odds < 1000:
            yield say("codex.fact.odds", odds=event.odds)
        if event.asks is not None and 0 <= event.asks < len(self.s.contenders):
            yield say("codex.fact.asks", who=self._name("person", self.s.contenders[event.asks]))
        if event.choices:
            keys = [f"event.{id}.choice.{choice.id}" for choice in event.choices]
            said = [say(key) for key in keys if self.words.has(key)]
            if said:
                yield say("codex.fact.choices", what="; ".join(said))

    def dates(self, id: str) -> Iterator[str]:
        """Dated facts of the record on a person or an office by quarter, each where it changes."""
        s = self.s
        person, office = id in s.people and self.codex.ids[id] == "person", id in s.office_index
        before: dict[str, str] = {}
        for a in self.loaded.anchors:
            if person and a.measure == "rung" and a.subject == id:
                said = self.words.say(f"rung.{a.expected}") if a.expected in RUNG_IDS else a.expected
            elif person and a.measure == "holder" and a.expected == id:
                said = self._name("office", a.subject)
            elif office and a.measure == "holder" and a.subject == id:
                known = a.expected in s.people
                said = self._name("person", a.expected) if known else self.words.show(Name("nobody"))
            else:
                continue
            if before.get(key := f"{a.measure} {a.subject}") != said:
                before[key] = said
                yield self.words.say("codex.dated", quarter=_quarter(self.codex, a.quarter), what=said)

    def votes(self, id: str) -> Iterator[str]:
        """Votes of the record at a congress, or on a person or an office."""
        sitting = self.codex.sitting(id)
        for vote in dict.fromkeys(self.codex.votes.values()):
            here = vote.id == id and id in self.codex.entries
            if sitting is not None and (vote.sitting, vote.quarter) == (sitting.id, sitting.quarter):
                here = True
            if here:
                name = _motion(self.words, vote.motion)
            elif vote.motion.partition(":")[2] == id:
                name = self._link(vote.id, title(self.codex, vote.id, self.words))
            else:
                continue
            yield self.words.say("codex.voted", what=name, count=self._counted(vote))

    def _counted(self, vote: Vote) -> str:
        """How a vote went: numbers where the record has them."""
        out = []
        for measure, anchor in vote.tally:
            if measure == "carried":
                out.append(self.words.say(f"codex.carried.{anchor.expected}"))
            else:
                out.append(self.words.say(f"codex.count.{measure}", n=int(anchor.wanted[0])))
        return ", ".join(out)


def _size_of(body: str) -> Piece:
    return Piece("", "size", body)
