"""Notation: decisions as words a historian can read, and back. Language-free; ids are ``[a-z0-9-]``."""

from __future__ import annotations

import re
from collections.abc import Sequence
from difflib import get_close_matches

import numpy as np

from game.record.file import shown
from game.rules import clauses as terms_of_pacts
from game.rules import motions, orders, pacts, votes
from game.rules.quarter import Play
from game.rules.reactions import ABOUT_ONESELF
from game.rules.scenario import Scenario
from game.rules.terms import CLAUSES, STANCE_IDS, IntArray, Motion, Stance
from game.words import Said, said

VERBS = ("bulletin", "later", "offer", "answer", "take", "orders", "floor")
"""The words that open a decision."""
STAGE_OF = {
    "bulletin": "before",
    "later": "after",
    "offer": "offers",
    "answer": "answers",
    "take": "counters",
    "orders": "orders",
    "floor": "floor",
}
NONE_OF = {
    "before": "bulletin none",
    "after": "later none",
    "offers": "offers none",
    "answers": "answers none",
    "counters": "counters none",
    "orders": "orders none",
}


class NotationError(ValueError):
    """A decision that cannot be read: what is wrong, which word, and the nearest right one."""

    def __init__(self, message: Said, word: int = 0, hint: Said | str = "") -> None:
        super().__init__(message)
        self.message = message
        self.word = word
        self.hint = hint

    @property
    def text(self) -> str:
        """What is wrong, with the hint in brackets."""
        return said("record.with-hint", message=self.message, hint=self.hint) if self.hint else self.message


def nearest(word: str, known: Sequence[str]) -> Said:
    """The hint for a wrong word: the most similar right one, or some of them when none is similar.

    >>> nearest("ordres", ("offer", "orders")), nearest("x", ("offer", "orders"))
    ("did you mean 'orders'?", 'there are: offer, orders')
    """
    near = get_close_matches(word[:60], known, 1)
    if near:
        return said("hint.near", near=near[0])
    if not known:
        return said("hint.none")
    return said("hint.among-more" if len(known) > 12 else "hint.among", known=", ".join(known[:12]))


def _index(name: str, names: Sequence[str], what: str, word: int) -> int:
    """The place of a name; `what` is the key of the sentence that says there is none."""
    if name in names:
        return list(names).index(name)
    raise NotationError(said(f"record.{what}", word=shown(name)), word, nearest(name, names))


def wrong_stage(play: Play) -> Said:
    """That a line is not about the stage that is due."""
    return said("record.wrong-stage", stage=said(f"record.stage-{play.stage.kind}"))


def lines_of(play: Play, decisions: list[IntArray]) -> list[str]:
    """The record lines of a stage, without the quarter, for history 0; defaults are left out.

    A stage at which all took the default is one line such as ``offers none``.
    """
    stage = play.stage
    s = play.scenario
    out: list[str] = []
    due = play.due()[0]
    for seat, name in enumerate(s.contenders):
        if not due[seat]:
            continue
        given = np.asarray(decisions[seat])[:1]
        out += _seat_lines(play, seat, name, given)
    if out:
        return out
    if stage.kind == "floor":
        assert play.sitting is not None
        return [f"floors {play.sitting.id} none"]
    return [NONE_OF[stage.kind]]


def _seat_lines(play: Play, seat: int, name: str, given: IntArray) -> list[str]:
    s = play.scenario
    kind = play.stage.kind
    if kind in ("before", "after"):
        event = s.events[int(play.world.asked[0, seat]) - 1]
        choice = event.choices[int(given[0, 0])]
        return [f"{'bulletin' if kind == 'before' else 'later'} {name} {event.id}:{choice.id}"]
    if kind == "offers":
        return [f"offer {name} {offer_text(s, seat, given[0])}"] if given[0, 0] else []
    if kind == "answers":
        many = sum(1 for a in range(len(s.contenders)) if _addressed(play, a, seat)) > 1
        lines = []
        for a, proposer in enumerate(s.contenders):
            row = given[0, a]
            if not _addressed(play, a, seat) or row[0] == 0:
                continue
            to = f" to {proposer}" if many else ""
            reply = (
                "accept"
                if row[0] == 1
                else f"counter {_clauses(s, row[list(pacts.ANSWER_CLAUSES)])} term {int(row[5])}"
            )
            lines.append(f"answer {name}{to} {reply}")
        return lines
    if kind == "counters":
        return [f"take {name}"] if given[0, 0] else []
    if kind == "orders":
        tokens = [order_text(s, play.quarter, row) for row in given[0] if row[0] >= 0]
        return [f"orders {name} {' '.join(tokens)}"] if tokens else []
    if given[0, 0] < 0:
        return []
    assert play.sitting is not None
    if int(given[0, 1]) in ABOUT_ONESELF:
        return [f"floor {name} {play.sitting.id} {STANCE_IDS[int(given[0, 1])]}"]
    motion = votes.token(s, play.docket, int(given[0, 0]))
    return [
        f"floor {name} {play.sitting.id} motion:{motion} {STANCE_IDS[int(given[0, 1])]} stake:{int(given[0, 2])}"
    ]


def _addressed(play: Play, proposer: int, seat: int) -> bool:
    mask = int(play.offers[0, proposer, 0])
    return proposer != seat and bool((mask >> seat) & 1)


OBJECTS = ("region", "report", "silence", "collateral", "favour")
"""Clauses that speak of one thing, and name it after a colon."""


def _clauses(s: Scenario, row: IntArray) -> str:
    """The clauses of an offer or an answer, given in the order of CLAUSES."""
    parts = [_clause(s, name, int(row[n])) for n, name in enumerate(CLAUSES) if row[n]]
    return "clauses " + (",".join(parts) if parts else "none")


def _clause(s: Scenario, name: str, value: int) -> str:
    """One clause as it is written, with its object: ``region:moscow``, ``nominate:gs/molotov``, ``shield:kamenev/4``."""
    if name == "nominate":
        office, person = (int(x) for x in terms_of_pacts.nominated(s, np.array(value)))
        return f"{name}:{s.offices[office].id}/{s.people[person]}"
    if name == "shield":
        person, severity = (int(x) for x in terms_of_pacts.shielded(np.array(value)))
        return f"{name}:{s.people[person]}/{severity}"
    objects = _objects(s, name)
    return f"{name}:{objects[value - 1]}" if objects else name


def _objects(s: Scenario, clause: str) -> Sequence[str]:
    """What a clause may speak of: names in the order of their numbers, none for a clause without an object."""
    if clause in ("silence", "collateral"):
        return [d.id for d in s.documents]
    return {"region": s.regions, "report": s.contenders, "favour": s.contenders}.get(clause, ())


def offer_text(s: Scenario, seat: int, row: IntArray) -> str:
    """An offer in words: ``triumvirate zinoviev kamenev against trotsky clauses vote,peace term 8 secret``."""
    partners = [n for k, n in enumerate(s.contenders) if (int(row[0]) >> k) & 1]
    kind = "duumvirate" if len(partners) == 1 else "triumvirate"
    against = f" against {s.contenders[int(row[1])]}" if row[1] >= 0 else ""
    secrecy = "secret" if row[7] else "public"
    return f"{kind} {' '.join(partners)}{against} {_clauses(s, row[list(pacts.CLAUSE_COLUMNS)])} term {int(row[6])} {secrecy}"


def order_text(s: Scenario, quarter: int, row: IntArray) -> str:
    """An order in words: ``place:urals``, ``table:cc.1:sanction-5:trotsky/candidate``."""
    option = orders.options(s)[int(row[0])]
    kind = orders.KINDS[option.kind].id
    if kind != "table":
        return option.token
    m = motions.catalogue(s)[option.target]
    text = m.token
    if m.kind == Motion.SECRETARY:
        text += f"/{s.contenders[int(row[1])]}"
    elif m.kind == Motion.RELIEVE:
        text += f"/{s.figures[int(row[1])]}"
    elif m.kind in motions.PERSONAL:
        text += f"/{s.people[int(row[1])]}"
    elif m.kind == Motion.SANCTION:
        others = motions.others_named(int(row[1]), len(s.contenders))
        text = ",".join([text, *sorted(s.contenders[k] for k in others if k != m.subject)])
        if m.severity == 5 and row[1] & 1:
            text += "/candidate"
    sitting = s.sittings_by_quarter[quarter][int(row[2])].id
    return f"table:{sitting}:{text}"


def decide(play: Play, text: str) -> tuple[int, IntArray]:
    """Read one decision line (without the quarter) for the stage that is due: the seat and its decision [1, ...].

    For ``answer`` the array holds this answer alone; several lines of one seat are joined by `merge`.
    Raises NotationError.
    """
    words = text.split()
    if len(words) < 2:
        raise NotationError(said("record.short"), 0, said("record.short-hint"))
    verb = words[0]
    _index(verb, VERBS, "no-decision", 0)
    if STAGE_OF[verb] != play.stage.kind:
        raise NotationError(wrong_stage(play), 0, said("record.not-in-order"))
    seat = _index(words[1], play.scenario.contenders, "no-contender", 1)
    return seat, fragment(play, seat, words[2:], 2)


def fragment(play: Play, seat: int, words: list[str], first: int = 0) -> IntArray:
    """Read the words of a decision of `seat` at the stage that is due; `first` counts words before them."""
    kind = play.stage.kind
    if kind == "over":
        raise NotationError(said("record.over"), first)
    reader = {
        "before": _read_choice, "after": _read_choice, "offers": _read_offer, "answers": _read_answer,
        "counters": _read_take, "orders": _read_orders, "floor": _read_floor,
    }[kind]  # fmt: skip
    return reader(play, seat, words, first)


def _read_choice(play: Play, seat: int, words: list[str], first: int) -> IntArray:
    asked = int(play.world.asked[0, seat])
    if not asked:
        raise NotationError(said("record.not-asked"), first)
    event = play.scenario.events[asked - 1]
    if len(words) != 1:
        raise NotationError(
            said("record.choice"), first, nearest("", [f"{event.id}:{c.id}" for c in event.choices])
        )
    name, colon, choice = words[0].partition(":")
    if not colon:
        name, choice = event.id, words[0]
    if name != event.id:
        raise NotationError(
            said("record.other-question", event=event.id, word=shown(name)),
            first,
            said("record.other-question-hint", event=event.id),
        )
    out = play.default(seat)[:1].copy()
    out[0, 0] = _index(choice, [c.id for c in event.choices], "no-choice", first)
    return out


def _read_clauses(play: Play, text: str, given: IntArray, columns: tuple[int, ...], word: int) -> None:
    """Write the clauses of `text` into the `columns` of an offer or an answer."""
    s = play.scenario
    row = np.zeros(len(CLAUSES), dtype=np.int32)
    for part in [] if text == "none" else text.split(","):
        name, colon, obj = part.partition(":")
        n = _index(name, CLAUSES, "no-clause", word)
        kind = {"region": "no-region", "report": "no-contender", "favour": "no-contender"}.get(
            name, "no-document"
        )
        if name in ("nominate", "shield"):
            row[n] = _read_person(s, name, obj, word)
        elif name in OBJECTS:
            row[n] = _index(obj, _objects(s, name), kind, word) + 1
        elif colon:
            raise NotationError(said("record.clause-object", word=name), word)
        else:
            row[n] = 1
    given[list(columns)] = row


def _read_person(s: Scenario, name: str, obj: str, word: int) -> int:
    """The number of ``office/person`` of a nomination or ``person/severity`` of a shield."""
    first, _, second = obj.partition("/")
    if name == "shield":
        return terms_of_pacts.shield(_index(first, s.people, "no-person", word), _number(second, 1, 8, word))
    office = _index(first, [o.id for o in s.offices], "no-office", word)
    return terms_of_pacts.nomination(s, office, _index(second, s.people, "no-person", word))


def _number(text: str, low: int, high: int, word: int) -> int:
    # Other scripts have digits, too, and a number of a million digits takes long to read.
    if not re.fullmatch("[0-9]{1,9}", text) or not low <= int(text) <= high:
        raise NotationError(said("record.number", word=shown(text), low=str(low), high=str(high)), word)
    return int(text)


def _read_offer(play: Play, seat: int, words: list[str], first: int) -> IntArray:
    s = play.scenario
    out = play.default(seat)[:1].copy()
    if words in ([], ["none"]):
        return out
    size = {"duumvirate": 1, "triumvirate": 2}
    _index(words[0], list(size), "no-pact", first)
    need = size[words[0]]
    partners = words[1 : 1 + need]
    if len(partners) < need:
        raise NotationError(said("record.partners", kind=words[0], need=need), first)
    mask = 0
    for n, name in enumerate(partners):
        bit = 1 << _index(name, s.contenders, "no-contender", first + 1 + n)
        if mask & bit:
            raise NotationError(said("record.partner-twice", word=name), first + 1 + n)
        mask |= bit
    out[0, 0], out[0, 6] = mask, 4
    n = 1 + need
    while n < len(words):
        word, at = words[n], first + n
        following = words[n + 1] if n + 1 < len(words) else ""
        if word == "against":
            out[0, 1] = _index(following, s.contenders, "no-contender", at + 1)
            n += 2
        elif word == "clauses":
            _read_clauses(play, following, out[0], pacts.CLAUSE_COLUMNS, at + 1)
            n += 2
        elif word == "term":
            out[0, 6] = _number(following, 2, 8, at + 1)
            n += 2
        elif word in ("secret", "public"):
            out[0, 7] = int(word == "secret")
            n += 1
        else:
            _index(word, ["against", "clauses", "term", "secret", "public"], "no-part", at)
    return out


def _read_answer(play: Play, seat: int, words: list[str], first: int) -> IntArray:
    s = play.scenario
    out = play.default(seat)[:1].copy()
    addressed = [a for a in range(len(s.contenders)) if _addressed(play, a, seat)]
    if words[:1] == ["to"]:
        a = _index(words[1] if len(words) > 1 else "", s.contenders, "no-contender", first + 1)
        words, first = words[2:], first + 2
        if a not in addressed:
            raise NotationError(
                said("record.offered-nothing", word=s.contenders[a]),
                first - 1,
                nearest("", [s.contenders[k] for k in addressed]),
            )
    elif len(addressed) == 1:
        a = addressed[0]
    else:
        if not addressed:
            raise NotationError(said("record.no-offer"), first)
        names = [f"to {s.contenders[k]}" for k in addressed]
        raise NotationError(said("record.several-offers"), first, nearest("", names))
    _index(words[0] if words else "", ["accept", "refuse", "counter"], "no-answer", first)
    out[0, a, 0] = ["refuse", "accept", "counter"].index(words[0])
    if words[0] == "counter":
        rest = words[1:]
        if len(rest) != 4 or rest[0] != "clauses" or rest[2] != "term":
            raise NotationError(said("record.counter"), first)
        _read_clauses(play, rest[1], out[0, a], pacts.ANSWER_CLAUSES, first + 2)
        out[0, a, 5] = _number(rest[3], 2, 8, first + 4)
    return out


def _read_take(play: Play, seat: int, words: list[str], first: int) -> IntArray:
    out = play.default(seat)[:1].copy()
    if words and words not in (["take"], ["leave"]):
        raise NotationError(said("record.take"), first)
    out[0, 0] = 0 if words == ["leave"] else 1
    return out


def _read_orders(play: Play, seat: int, words: list[str], first: int) -> IntArray:
    s = play.scenario
    out = play.default(seat)[:1].copy()
    if words == ["none"]:
        return out
    if len(words) > 3:
        raise NotationError(said("record.three-orders"), first + 3)
    tokens = orders.by_token(s)
    for n, word in enumerate(words):
        row = [0, 0, 0]
        token = word
        if word.startswith("table:"):
            parts = word.split(":", 2)
            if len(parts) < 3:
                raise NotationError(said("record.table"), first + n)
            sitting, motion = parts[1], parts[2]
            names = [x.id for x in s.sittings_by_quarter[play.quarter]]
            row[2] = _index(sitting, names, "no-sitting", first + n)
            motion, slash, extra = motion.partition("/")
            motion, *others = motion.split(",")
            token = f"table:{motion}"
            if token in tokens:
                row[1] = _nominee(s, sitting, motion, slash, extra, first + n)
                row[1] |= _others(s, motion, others, first + n)
        if token not in tokens:
            _index(token, list(tokens), "no-order", first + n)
        row[0] = tokens[token]
        out[0, n] = row
    return out


def _nominee(s: Scenario, sitting: str, motion: str, slash: str, extra: str, word: int) -> int:
    """Whom a motion puts forward, or where a sanction of severity 5 puts down to."""
    if motion == "relieve" or motion.startswith(("fill:", "secretary:", "seat:")):
        if not slash:
            hint = said("record.table-person-hint", sitting=sitting, word=motion)
            raise NotationError(said("record.table-person", word=motion), word, hint)
        if motion.startswith(("fill:", "seat:")):
            return _index(extra, s.people, "no-person", word)
        if motion == "relieve":
            return _index(extra, s.figures, "no-person", word)
        return _index(extra, s.contenders, "no-contender", word)
    if motion.startswith("sanction-5:"):
        return _index(extra, ("cc", "candidate"), "no-penalty", word) if slash else 0
    if slash:
        raise NotationError(said("record.table-extra", word=motion), word)
    return 0


def _others(s: Scenario, motion: str, names: list[str], word: int) -> int:
    """Whom a sanction names beside the first, as an order writes it: bits of contenders."""
    if names and not motion.startswith("sanction-"):
        raise NotationError(said("record.table-extra", word=motion), word)
    first = motion.partition(":")[2]
    bits = 0
    for name in names:
        k = _index(name, [n for n in s.contenders if n != first], "no-contender", word)
        bits |= motions.naming([n for n in range(len(s.contenders)) if s.contenders[n] != first][k])
    return bits


def _read_floor(play: Play, seat: int, words: list[str], first: int) -> IntArray:
    out = play.default(seat)[:1].copy()
    if words in ([], ["silent"], ["none"]):
        return out
    assert play.sitting is not None
    if words[0] == play.sitting.id:
        words, first = words[1:], first + 1
    tabled = [w.removeprefix("motion:") for w in words if w.startswith("motion:")]
    stances = [w for w in words if w in STANCE_IDS]
    stakes = [w.removeprefix("stake:") for w in words if w.startswith("stake:")]
    names = [votes.token(play.scenario, play.docket, n) for n in range(play.docket.slots)]
    live = [n for n in names if n != "none"]
    hint = said("record.stances", known=", ".join(STANCE_IDS))
    for n, w in enumerate(words):
        if not (w.startswith(("motion:", "stake:")) or w in STANCE_IDS):
            raise NotationError(said("record.floor-word", word=shown(w)), first + n, hint)
    if len(words) == 1 and stances and STANCE_IDS.index(stances[0]) in ABOUT_ONESELF:
        out[0] = [0, STANCE_IDS.index(stances[0]), 0]
        return out
    if len(tabled) != 1 or len(stances) != 1 or len(stakes) > 1:
        raise NotationError(said("record.floor"), first, hint)
    _index(tabled[0], live, "no-motion", first)
    stake = _number(stakes[0], 0, 3, first + words.index(f"stake:{stakes[0]}")) if stakes else 0
    out[0] = [names.index(tabled[0]), STANCE_IDS.index(stances[0]), stake]
    if out[0, 1] == Stance.SILENT:
        return play.default(seat)[:1].copy()
    return out


def merge(play: Play, seat: int, old: IntArray | None, new: IntArray) -> IntArray:
    """Join several answers of one seat; any other decision simply replaces the earlier one."""
    if old is None or play.stage.kind != "answers":
        return new
    return np.where(new[:, :, :1] != 0, new, old)


__all__ = ["NotationError", "decide", "fragment", "lines_of", "merge", "offer_text", "order_text", "pacts"]
