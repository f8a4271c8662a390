"""A game in the terminal: what happened as lines, what is due as a list, decisions in a record's words."""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator
from typing import Any

from game.content.citing import cited
from game.players import standing
from game.record import NotationError, WriteError
from game.record.file import shown
from game.record.notation import STAGE_OF, VERBS, offer_text
from game.rules import orders, pacts, votes
from game.rules.quarter import News
from game.rules.terms import LEVEL_IDS, RUNG_IDS, STANCE_IDS, Motion
from game.session import Session
from game.ui.labels import (
    ambition,
    graded,
    instruction_label,
    label,
    motion_label,
    order_label,
    paper_lines,
    person,
    wants_of,
)
from game.words import Name, Words, told

LEAVE = ("quit", "exit", "q")


class Closed(Exception):
    """Nobody is there to answer any more, or the person leaves."""


def run(session: Session, words: Words) -> int:
    """Play until the end or until the person leaves; the game saves itself after every stage."""
    print(words.say("cli.text.how"))
    for trouble in session.troubles[:3]:
        print(trouble.told(words))
    if len(session.troubles) > 3:
        print(words.say("record.more", n=len(session.troubles) - 3))
    for step in session.chronicle[-1:]:
        _tell(session, words, session.heard(step))
    try:
        try:
            _played(session, words)
        except Closed:
            if session.path is not None:
                session.save()
                print(words.say("cli.text.saved", file=session.path.name))
        return 0
    except WriteError as error:
        print(f"who-whom: {told(error.text, words)}", file=sys.stderr)
        return 2


def _played(session: Session, words: Words) -> None:
    """The game from here to its ending."""
    held: list[str] = []
    while True:
        for step in session.advance():
            _tell(session, words, session.heard(step))
        if session.over:
            _ending(session, words)
            return
        for seat in session.instructing():
            _instruct(session, words, seat)
        for seat in session.waiting():
            _decide(session, words, seat, held)


def _instruct(session: Session, words: Words, seat: int) -> None:
    """Ask one person what his seat should lean to until the next chapter; an empty line is ``wait``."""
    listed = standing.written(session.scenario, seat)
    print()
    who = person(words, session.scenario.contenders[seat])
    print(words.say("cli.text.standing", quarter=session.quarter, who=who))
    for n, text in enumerate(listed):
        print(f"  {n + 1:2} {instruction_label(words, text)} ({text})")
    while True:
        text = answer() or "wait"
        if re.fullmatch("[0-9]{1,3}", text) and 0 < int(text) <= len(listed):
            text = listed[int(text) - 1]
        if session.instruct(seat, text):
            return
        print(words.say("cli.text.standing-no", word=shown(text)))


def _decide(session: Session, words: Words, seat: int, held: list[str]) -> None:
    """Ask one person until he has decided what is due.

    Whole lines of a record may be typed or piped in: those of other seats are passed over, one of a later stage is
    held back and this stage takes its default. So a record's own lines play its game again.
    """
    name = session.scenario.contenders[seat]
    capital = int(session.play.world.capital[0, seat])
    who = person(words, name)
    print()
    stage = words.say(f"cli.stage.{session.stage}")
    print(words.say("cli.text.head", quarter=session.quarter, who=who, stage=stage, capital=str(capital)))
    for line in _table(session, words, seat):
        print(line)
    while True:
        text = held.pop() if held else answer()
        if text.startswith("["):
            held += [line for line in [_after_tags()] if line]
            continue
        if _RECORD.match(text):
            try:
                if _from_record(session, seat, text, held):
                    return
            except NotationError as error:
                print(told(error.text, words))
            continue
        if text == "?":
            for line in _options(session, words, seat, closed=False):
                print(line)
            continue
        if text == "!!":
            for line in _papers(session, words, seat):
                print(line)
            continue
        if text == "??":
            for line in _options(session, words, seat, closed=True):
                print(line)
            continue
        if text == "!":
            for line in _historians(session, words):
                print(line)
            continue
        try:
            why = session.submit(seat, _meant(session, seat, text) if text else session.play.default(seat))
        except NotationError as error:
            print(told(error.text, words))
            continue
        if why is None:
            return
        print(words.say(why) if words.has(why) else words.say("cli.text.not-allowed"))


_RECORD = re.compile(r"^\d{4}Q[1-4] ")


def _after_tags() -> str:
    """The first line after a record's tags and the blank line below them."""
    while True:
        text = answer()
        if text and not text.startswith("["):
            return text


def _from_record(session: Session, seat: int, text: str, held: list[str]) -> bool:
    """Take a whole record line: True when this seat has now decided, False when the line is passed over."""
    body = text.partition(" ;")[0].split()
    quarter, verb, name = body[0], body[1], body[2] if len(body) > 2 else ""
    if verb not in VERBS or name != session.scenario.contenders[seat]:
        return False
    sitting = session.play.sitting
    here = quarter == session.quarter and STAGE_OF[verb] == session.stage
    if here and verb == "floor":
        here = sitting is not None and body[3:4] == [sitting.id]
    if not here:
        held.append(text)
        return session.submit(seat, session.play.default(seat)) is None
    if session.submit(seat, " ".join(body[3:])) is not None:
        return False
    if verb == "answer":
        following = answer()
        if following.startswith(f"{quarter} answer {name} "):
            return _from_record(session, seat, following, held)
        held.append(following)
    return True


def answer() -> str:
    """One line from the person; raises Closed when he leaves or nobody is there."""
    try:
        text = input("> ").strip()
    except (EOFError, OSError):
        print()
        raise Closed from None
    if text in LEAVE:
        raise Closed
    return text


def _meant(session: Session, seat: int, text: str) -> str:
    """Numbers as what they stand for in the list that was shown."""
    play = session.play
    head, _, rest = text.partition(" ")
    if not re.fullmatch("[0-9]{1,4}", head):
        return text
    n = int(head) - 1
    if session.stage in ("before", "after"):
        choices = play.scenario.events[int(play.world.asked[0, seat]) - 1].choices
        return choices[n].id if 0 <= n < len(choices) else text
    if session.stage == "floor" and 0 <= n < play.docket.slots:
        parts = [f"stake:{word}" if re.fullmatch("[0-9]+", word) else word for word in rest.split()]
        return " ".join([f"motion:{votes.token(play.scenario, play.docket, n)}", *parts])
    return text


def _table(session: Session, words: Words, seat: int) -> Iterator[str]:
    """What lies before a seat at this stage, and how to answer."""
    play, s = session.play, session.scenario
    stage = session.stage
    if stage in ("before", "after"):
        event = s.events[int(play.world.asked[0, seat]) - 1]
        yield label(words, "event", f"{event.id}.title")
        allowed = play.choices_open(seat)[0]
        for n, choice in enumerate(event.choices):
            key = f"event.{event.id}.choice.{choice.id}"
            text = words.say(key) if words.has(key) else choice.id
            mark = "" if allowed[n] else f" ({words.say('cli.text.not-allowed')})"
            yield f"  {n + 1}  {text}{mark}"
    elif stage in ("answers", "counters"):
        facts = session.facts(seat)
        members = pacts.members_of(facts.offers)[0]
        for a, proposer in enumerate(s.contenders):
            if facts.offers[0, a, 0] and members[a, seat]:
                offer = offer_text(s, a, facts.offers[0, a])
                yield f"  {person(words, proposer)}: {offer}"
        if stage == "counters":
            for k, reply in enumerate(facts.replies[0]):
                if reply[0] == pacts.COUNTER:
                    term = words.say("count.quarters", n=int(reply[5]))
                    yield f"  {person(words, s.contenders[k])}: {term}"
    elif stage == "floor":
        assert play.sitting is not None
        yield label(words, "sitting", play.sitting.id)
        for n in range(play.docket.slots):
            if play.docket.motion[0, n] != Motion.NONE:
                token = votes.token(s, play.docket, n)
                text = motion_label(words, s, token)
                if play.docket.off[0, n]:
                    text = words.say("ui.floor.kept-off", who=text)
                yield f"  {n + 1}  {text}  [{token}]"
    elif stage == "orders":
        who, aim = s.contenders[seat], session.ambition(seat)
        title, about = (ambition(words, who, aim, part) for part in ("title", "about"))
        yield words.say("cli.text.ambition", what=title, about=about)
    yield words.say(f"cli.hint.{stage}", stances=", ".join(STANCE_IDS))


def _options(session: Session, words: Words, seat: int, *, closed: bool) -> Iterator[str]:
    """Every order that is open, or every one that is closed with its reason."""
    if session.stage != "orders":
        yield words.say(f"cli.hint.{session.stage}", stances=", ".join(STANCE_IDS))
        return
    for token, reason, cost in session.options(seat):
        if (reason == "open") == closed:
            continue
        text = order_label(words, session.scenario, token, session.view(seat))
        if closed:
            key = f"reason.{reason}"
            yield f"  {text}: {words.say(key) if words.has(key) else reason}"
        else:
            yield f"  {cost}  {text}  [{_written(session, token)}]"
            if token.startswith("lobby:"):
                for line in wants_of(
                    words, session.scenario, token.removeprefix("lobby:"), session.view(seat)
                ):
                    yield f"       {line}"


def _papers(session: Session, words: Words, seat: int) -> Iterator[str]:
    """What a seat knows of each document."""
    view, s = session.view(seat), session.scenario
    known = [d for d in range(len(s.documents)) if view.document[0, d] >= 0]
    if not known:
        yield words.say("ui.papers.none")
    for d in known:
        yield f"{label(words, 'document', s.documents[d].id)}  [{s.documents[d].id}]"
        for line in paper_lines(words, s, view, d):
            yield f"  {line}"


def _written(session: Session, token: str) -> str:
    """An order as it must be typed: a motion goes to a sitting of this quarter."""
    if not token.startswith("table:"):
        return token
    from game.rules import calendar, motions

    s = session.scenario
    place = orders.by_token(s)[token]
    motion = motions.catalogue(s)[orders.options(s)[place].target]
    whom = "/NAME" if motion.kind in motions.PERSONAL else ""
    able = int(calendar.last_of(session.play.world, motion.bodies)[0])
    body = s.sittings_by_quarter[session.play.quarter][able].id if able >= 0 else "?"
    return f"table:{body}:{token.removeprefix('table:')}{whom}"


def _tell(session: Session, words: Words, news: list[News]) -> None:
    for item in news:
        line = _line(session, words, item)
        if line:
            print(line)
        if item.kind == "news.event":
            for voice in ["public"] + ["secret"] * session.minutes():
                key = f"event.{item.values['event']}.{voice}"
                if words.has(key):
                    said = words.say(key, **_asked(session, item.values["event"]))
                    print(
                        f"  {said}" if voice == "public" else f"  {words.say('cli.text.minute', text=said)}"
                    )


def _historians(session: Session, words: Words) -> Iterator[str]:
    """Where historians differ over this quarter's events, and the works the events are taken from."""
    world = session.play.world
    for event, fired in zip(session.scenario.events, world.fired[0].tolist(), strict=True):
        if fired != world.quarter + 1:
            continue
        facts = session.loaded.event_facts[event.id]
        yield label(words, "event", f"{event.id}.title")
        if words.has(f"event.{event.id}.dissent"):
            yield f"  {words.say(f'event.{event.id}.dissent')}"
        works = cited(facts["source"], session.loaded.sources, words)
        grade = words.say(f"source.grade.{facts['grade'].lower()}")
        yield f"  {words.say('ui.bulletin.source', source=works, grade=grade)}"


def _asked(session: Session, event: str) -> dict[str, Name]:
    """Whom an event's question is put to, for its text."""
    s = session.scenario
    waiting = session.play.world.asked[0].tolist()
    place = s.event_index[event] + 1
    return {"who": Name(s.contenders[waiting.index(place)])} if place in waiting else {}


def _line(session: Session, words: Words, news: News) -> str:
    """One piece of news as a sentence of the catalogues."""
    s = session.scenario
    if news.kind == "news.event":
        return label(words, "event", f"{news.values['event']}.title")
    if not words.has(news.kind):
        return ""
    out: dict[str, Any] = {}
    for name, value in news.values.items():
        if name in ("who", "mover", "enemy", "by"):
            out[name] = person(words, value) if value else words.say("common.none")
        elif name in ("members", "known"):
            out[name] = ", ".join(person(words, one) for one in value)
        elif name in ("office", "sitting"):
            out[name] = label(words, name, value)
        elif name == "token":
            out[name] = order_label(words, s, value)
        elif name == "motion":
            out[name] = motion_label(words, s, value)
        elif name in ("old", "new"):
            out[name] = words.say(f"rung.{RUNG_IDS[value]}")
        elif name == "document":
            out[name] = label(words, "document", value)
        elif name == "level":
            out[name] = words.say(f"level.{LEVEL_IDS[value]}")
        elif name == "event":
            out[name] = label(words, "event", f"{value}.title")
        elif name == "red":
            out[name] = words.say(f"red.{value}")
        elif name == "choice":
            key = f"event.{news.values['event']}.choice.{value}"
            out[name] = words.say(key) if words.has(key) else value
        elif isinstance(value, int | str):
            out[name] = value
    return words.say(news.kind, **out)


def _ending(session: Session, words: Words) -> None:
    from game.rules import endings

    kind, who, head = session.ending()
    names = ", ".join(person(words, name) for name in who)
    title = words.say(f"cli.ending.{kind}")
    print()
    print(f"{title}: {names}" if names else title)
    if head:
        print(words.say("cli.text.head-of", who=person(words, head)))
    s = session.scenario
    for key, found in endings.causes(session.play.world):
        if words.has(key):
            values = {k: person(words, s.people[v]) if k == "who" else v for k, v in found.items()}
            print("  " + words.say(key, **values))
    print()
    for name, row in session.grades().items():
        print("  " + graded(words, name, *row))
    if words.has("scenario.epilogue"):
        print()
        print(words.say("scenario.epilogue"))
