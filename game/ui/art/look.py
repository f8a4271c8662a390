"""What a face is made of: the parameters of a portrait, read from a plain mapping of a scenario file.

    >>> look = read_look({"ground": "teal", "hair": {"style": "wild"}, "glasses": {"style": "round"}})
    >>> look.hair.style, look.face.jaw
    ('wild', 40.0)

Lengths are units of a 240 x 280 picture, x from the middle of the face outwards, y from the top edge down.
"""

from __future__ import annotations

import difflib
from collections.abc import Mapping
from dataclasses import dataclass, field, fields, is_dataclass
from typing import Any, get_type_hints


class LookError(ValueError):
    """A look names something a portrait does not have; the message says where and what is nearest."""


# Light, shaded and darkest tone of skin.
SKINS: Mapping[str, tuple[str, str, str]] = {
    "pale": ("#f3e5ca", "#d2b388", "#9b7750"),
    "warm": ("#eed7b4", "#c79e6c", "#8f6238"),
    "ruddy": ("#f0d4b6", "#cc9a74", "#96593f"),
    "sallow": ("#ecdcb4", "#c3a673", "#8b6f45"),
    "dusky": ("#e2c397", "#b4854f", "#7a5028"),
}

# Body, lit strand and shaded half of hair.
HAIRS: Mapping[str, tuple[str, str, str]] = {
    "black": ("#1b1512", "#5f554b", "#0d0907"),
    "dark": ("#33261d", "#6f5b49", "#1d1510"),
    "brown": ("#553824", "#8c6647", "#382314"),
    "red": ("#8e4a28", "#c07a4a", "#612f18"),
    "fair": ("#ab8348", "#d6b277", "#7c5a2c"),
    "grey": ("#79726a", "#b7b0a4", "#565049"),
    "iron": ("#4d4842", "#8d867b", "#35312c"),
    "white": ("#b9b1a2", "#e4ddcd", "#8d8577"),
}

# The colour behind the head; `None` means it is taken from the palette by the same name.
GROUNDS: Mapping[str, str | None] = {
    "red": None,
    "dark_red": None,
    "teal": None,
    "ochre": None,
    "graphite": "#3b3834",
    "rust": "#a8452a",
    "olive": "#5c6b4c",
    "stone": "#80756a",
    "slate": "#4a5a6b",
    "moss": "#3f5141",
    "plum": "#5d3f48",
    "clay": "#9a6a45",
    "steel": "#6c7f86",
    "umber": "#57442f",
}

# Lit and shaded tone of cloth.
CLOTHS: Mapping[str, tuple[str, str]] = {
    "khaki": ("#565640", "#3d3e2e"),
    "drab": ("#6b6048", "#4c4433"),
    "black": ("#2c2622", "#191411"),
    "leather": ("#3d2b22", "#211611"),
    "navy": ("#3a4a5c", "#26323f"),
    "charcoal": ("#45423e", "#2d2a27"),
    "brown": ("#5a4532", "#3c2d20"),
    "grey": ("#6e6a63", "#4d4a45"),
    "cream": ("#e6d8b8", "#bfab83"),
    "white": ("#f3ead6", "#cbbb98"),
    "red": ("#b3241b", "#7c120d"),
    "rust": ("#8a4a32", "#5f301f"),
    "teal": ("#3c6269", "#284549"),
    "ochre": ("#b98a3e", "#8a642a"),
}


@dataclass(frozen=True)
class Face:
    """The outline of the head and its planes."""

    crown: float = 60.0  # y of the top of the skull
    cheek: float = 50.0  # half width at the cheekbones
    jaw: float = 40.0  # half width at the corner of the jaw
    chin: float = 208.0  # y of the chin
    broad: float = 26.0  # how square the chin is
    hollow: float = 0.0  # 0-1, sunken cheeks
    folds: float = 0.4  # 0-1, lines from nose to mouth
    furrows: int = 0  # lines across the forehead
    cleft: bool = False  # a dimple in the chin
    pocks: bool = False  # pock-marked cheeks
    turn: float = 3.0  # features moved towards the light, -8..8
    ears: float = 1.0  # size of the ears


@dataclass(frozen=True)
class Brow:
    """The eyebrows."""

    weight: float = 6.0
    length: float = 29.0
    tilt: float = 2.0  # how much lower the outer end lies
    arch: float = 5.0
    y: float = 115.0


@dataclass(frozen=True)
class Eyes:
    """The eyes."""

    y: float = 129.0
    spread: float = 21.0
    width: float = 11.0  # half width
    open: float = 4.7  # half height
    tilt: float = 0.0  # how much higher the outer corner lies
    bags: float = 0.4  # 0-1
    colour: str = "dark"  # dark or light


@dataclass(frozen=True)
class Nose:
    """The nose."""

    width: float = 10.0
    base: float = 159.0
    hook: float = 0.0  # -3 (snub) .. 6 (aquiline)


@dataclass(frozen=True)
class Mouth:
    """The mouth."""

    y: float = 178.0
    width: float = 16.0
    full: float = 4.0
    smile: float = 0.0  # corners up (+) or down (-)


@dataclass(frozen=True)
class Hair:
    """The hair of the head."""

    style: str = "parted"
    tone: str = "dark"
    lift: float | None = None  # height above the skull; None: what the style has
    side: float | None = None  # breadth beyond the cheek
    ear: float | None = None  # y of the end at the temple
    line: float = 0.0  # moves the hairline down (+) or up (-)
    left: bool = False  # mirror the style


@dataclass(frozen=True)
class Moustache:
    """The moustache."""

    style: str = "none"
    tone: str = ""  # empty: as the hair
    width: float | None = None
    weight: float | None = None


@dataclass(frozen=True)
class Beard:
    """The beard."""

    style: str = "none"
    tone: str = ""  # empty: as the hair
    length: float = 0.0  # below the chin, added to what the style has
    width: float = 1.0  # a factor


@dataclass(frozen=True)
class Glasses:
    """Spectacles."""

    style: str = "none"
    size: float = 17.0
    cord: bool = False


@dataclass(frozen=True)
class Hat:
    """Something on the head."""

    style: str = "none"
    cloth: str = "charcoal"


@dataclass(frozen=True)
class Dress:
    """What is worn; `trim` colours the tie, the tabs or the embroidery."""

    style: str = "suit"
    cloth: str = "charcoal"
    trim: str = "black"
    shoulders: float = 92.0


@dataclass(frozen=True)
class Look:
    """Everything a portrait needs to know."""

    ground: str = "stone"
    skin: str = "pale"
    rays: int = 14
    face: Face = field(default_factory=Face)
    brow: Brow = field(default_factory=Brow)
    eyes: Eyes = field(default_factory=Eyes)
    nose: Nose = field(default_factory=Nose)
    mouth: Mouth = field(default_factory=Mouth)
    hair: Hair = field(default_factory=Hair)
    moustache: Moustache = field(default_factory=Moustache)
    beard: Beard = field(default_factory=Beard)
    glasses: Glasses = field(default_factory=Glasses)
    hat: Hat = field(default_factory=Hat)
    dress: Dress = field(default_factory=Dress)


HAIR_STYLES = (
    "none", "swept", "wild", "curls", "parted", "brush", "wave", "fringe", "receding", "mane", "bun",
    "slick", "tuft",
)  # fmt: skip
MOUSTACHE_STYLES = ("none", "walrus", "thin", "brush", "chevron", "heavy", "drooping")
BEARD_STYLES = ("none", "goatee", "spade", "wedge", "full", "short")
GLASSES_STYLES = ("none", "round", "pince-nez", "oval")
HAT_STYLES = ("none", "cap", "peaked")
DRESS_STYLES = ("suit", "tunic", "leather", "blouse", "uniform", "greatcoat", "gown", "open")
EXPRESSIONS = ("calm", "stern", "worried")

_CHOICES: Mapping[str, tuple[str, ...]] = {
    "ground": tuple(GROUNDS),
    "skin": tuple(SKINS),
    "hair.style": HAIR_STYLES,
    "hair.tone": tuple(HAIRS),
    "moustache.style": MOUSTACHE_STYLES,
    "moustache.tone": ("", *HAIRS),
    "beard.style": BEARD_STYLES,
    "beard.tone": ("", *HAIRS),
    "glasses.style": GLASSES_STYLES,
    "hat.style": HAT_STYLES,
    "hat.cloth": tuple(CLOTHS),
    "dress.style": DRESS_STYLES,
    "dress.cloth": tuple(CLOTHS),
    "dress.trim": tuple(CLOTHS),
    "eyes.colour": ("dark", "light"),
}


def read_look(values: Mapping[str, Any], where: str = "look") -> Look:
    """The look a mapping describes; whatever it leaves out keeps its ordinary value.

    Raises LookError with the place, the wrong word and the nearest right one:

    >>> read_look({"hair": {"style": "sweept"}}, "looks.one")
    Traceback (most recent call last):
    game.ui.art.look.LookError: looks.one.hair.style: 'sweept' is unknown; nearest: 'swept'
    """
    look = _read(Look, values, where, "")
    assert isinstance(look, Look)
    return look


def _read(kind: type[Any], values: Mapping[str, Any], where: str, inner: str) -> Any:
    if not isinstance(values, Mapping):
        raise LookError(f"{where}: expected a mapping, found {values!r}")
    hints = get_type_hints(kind)
    names = [entry.name for entry in fields(kind)]
    given: dict[str, Any] = {}
    for key, value in values.items():
        if key not in names:
            raise LookError(f"{where}: {_nearest(str(key), names)}")
        place, short, hint = f"{where}.{key}", f"{inner}{key}", hints[key]
        if is_dataclass(hint):
            given[key] = _read(hint, value, place, f"{short}.")  # type: ignore[arg-type]
        elif short in _CHOICES:
            if value not in _CHOICES[short]:
                raise LookError(f"{place}: {_nearest(str(value), _CHOICES[short])}")
            given[key] = value
        elif hint is bool:
            if not isinstance(value, bool):
                raise LookError(f"{place}: expected yes or no, found {value!r}")
            given[key] = value
        elif isinstance(value, bool) or not isinstance(value, int | float) or not -1000 < value < 1000:
            raise LookError(f"{place}: expected a number, found {value!r}")
        else:
            given[key] = int(value) if hint is int else float(value)
    return kind(**given)


def _nearest(word: str, known: list[str] | tuple[str, ...]) -> str:
    close = difflib.get_close_matches(word, known, 1, 0.5)
    tail = f"nearest: {close[0]!r}" if close else "known: " + ", ".join(name for name in known if name)
    return f"{word!r} is unknown; {tail}"
