"""Portraits: every look of every scenario draws, differs, and is made of what the rasteriser knows."""

from __future__ import annotations

import itertools
from pathlib import Path

import numpy as np
import pygame
import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from game.ui.art import look as looks_of
from game.ui.art import raster
from game.ui.art.look import Look, LookError, read_look
from game.ui.art.palette import HIGH_CONTRAST, OKABE_ITO, STANDARD
from game.ui.art.portraits import portrait, portrait_for
from game.ui.art.svg import unsupported

LOOK_FILES = sorted((Path(__file__).resolve().parents[2] / "scenarios").glob("*/looks.yaml"))


def looks() -> dict[str, Look]:
    """Every look of every scenario, by `scenario/person`."""
    found = {}
    for path in LOOK_FILES:
        for name, values in yaml.safe_load(path.read_text(encoding="utf-8"))["looks"].items():
            where = f"{path.parent.name}/{name}"
            found[where] = read_look(values, where)
    return found


LOOKS = looks()
CONTENDERS = ("stalin", "trotsky", "zinoviev", "kamenev", "bukharin")


def pixels(text: str, width: int, height: int) -> np.ndarray:
    return pygame.surfarray.array3d(raster.draw(text, width, height)).astype(int)


@pytest.mark.parametrize("size", [(48, 56), (240, 280)])
@pytest.mark.parametrize("name", LOOKS)
def test_every_look_fills_its_picture(name: str, size: tuple[int, int]) -> None:
    surface = raster.picture(portrait_for(size[0], LOOKS[name]), *size)
    assert surface.get_size() == size
    alpha = pygame.surfarray.array_alpha(surface)
    assert alpha.min() == 255
    assert len(np.unique(pygame.surfarray.array2d(surface))) > 60


@pytest.mark.parametrize("name", LOOKS)
@pytest.mark.parametrize("expression", looks_of.EXPRESSIONS)
def test_no_portrait_uses_what_the_rasteriser_lacks(name: str, expression: str) -> None:
    for fine in (True, False):
        assert unsupported(portrait(LOOKS[name], expression, fine=fine)) == []


def test_the_contenders_of_the_main_scenario_have_looks() -> None:
    assert {f"moscow-1924/{name}" for name in CONTENDERS} <= LOOKS.keys()


def test_no_two_people_look_alike_even_when_small() -> None:
    drawn = {name: pixels(portrait_for(48, look), 48, 56) for name, look in LOOKS.items()}
    for one, other in itertools.combinations(drawn, 2):
        assert np.abs(drawn[one] - drawn[other]).mean() > 4, f"{one} and {other}"


@pytest.mark.parametrize("name", LOOKS)
def test_an_expression_changes_the_face_and_leaves_the_dress(name: str) -> None:
    calm = pixels(portrait(LOOKS[name]), 240, 280)
    for expression in ("stern", "worried"):
        change = np.abs(pixels(portrait(LOOKS[name], expression), 240, 280) - calm).max(axis=2)
        assert (change[:, :215] > 40).sum() > 150
        assert change[:, 240:].max() == 0


def test_whoever_has_no_look_gets_a_silhouette() -> None:
    assert unsupported(portrait(None)) == []
    assert pygame.surfarray.array_alpha(raster.draw(portrait(None), 48, 56)).min() == 255


def test_a_palette_changes_the_ground_and_spares_the_face() -> None:
    look = LOOKS["moscow-1924/stalin"]
    standard, other = (pixels(portrait(look, palette=p), 240, 280) for p in (STANDARD, OKABE_ITO))
    assert tuple(standard[3, 3]) != tuple(other[3, 3])
    assert (standard[95:140, 100:180] == other[95:140, 100:180]).all()
    assert unsupported(portrait(look, palette=HIGH_CONTRAST)) == []


def test_the_drained_portrait_has_hardly_any_colour() -> None:
    drained = pixels(portrait(LOOKS["moscow-1924/stalin"], grey=True), 120, 140)
    assert (drained.max(axis=2) - drained.min(axis=2)).max() < 40


def test_an_unknown_expression_is_named() -> None:
    with pytest.raises(ValueError, match="'angry' is unknown; known: calm, stern, worried"):
        portrait(None, "angry")


@pytest.mark.parametrize(
    ("values", "message"),
    [
        ({"hairs": {}}, "here: 'hairs' is unknown; nearest: 'hair'"),
        ({"hair": {"style": "sweept"}}, "here.hair.style: 'sweept' is unknown; nearest: 'swept'"),
        ({"face": {"jaw": "wide"}}, "here.face.jaw: expected a number, found 'wide'"),
        ({"face": {"jaw": True}}, "here.face.jaw: expected a number, found True"),
        ({"face": {"jaw": float("nan")}}, "here.face.jaw: expected a number, found nan"),
        ({"glasses": {"cord": 1}}, "here.glasses.cord: expected yes or no, found 1"),
        ({"hair": None}, "here.hair: expected a mapping, found None"),
        ({"hair": {"lift": None}}, "here.hair.lift: expected a number, found None"),
        ({"ground": "pink"}, "here.ground: 'pink' is unknown"),
        ({"ground": ["red"]}, r"here.ground: .*unknown"),
    ],
)
def test_a_wrong_look_says_where_and_what_is_nearest(values: dict[str, object], message: str) -> None:
    with pytest.raises(LookError, match=message):
        read_look(values, "here")


STYLES = st.fixed_dictionaries(
    {
        "hair": st.fixed_dictionaries(
            {"style": st.sampled_from(looks_of.HAIR_STYLES), "tone": st.sampled_from(list(looks_of.HAIRS))}
        ),
        "moustache": st.fixed_dictionaries({"style": st.sampled_from(looks_of.MOUSTACHE_STYLES)}),
        "beard": st.fixed_dictionaries({"style": st.sampled_from(looks_of.BEARD_STYLES)}),
        "glasses": st.fixed_dictionaries(
            {"style": st.sampled_from(looks_of.GLASSES_STYLES), "cord": st.booleans()}
        ),
        "hat": st.fixed_dictionaries({"style": st.sampled_from(looks_of.HAT_STYLES)}),
        "dress": st.fixed_dictionaries(
            {"style": st.sampled_from(looks_of.DRESS_STYLES), "cloth": st.sampled_from(list(looks_of.CLOTHS))}
        ),
        "face": st.fixed_dictionaries(
            {
                "cheek": st.floats(42, 58),
                "jaw": st.floats(28, 50),
                "chin": st.floats(196, 216),
                "turn": st.floats(-8, 8),
            }
        ),
        "ground": st.sampled_from(list(looks_of.GROUNDS)),
    }
)


@settings(max_examples=60, deadline=None)
@given(STYLES, st.sampled_from(looks_of.EXPRESSIONS), st.booleans())
def test_any_combination_of_styles_draws(values: dict[str, object], expression: str, fine: bool) -> None:
    look = read_look(values)
    assert isinstance(look, Look)
    text = portrait(look, expression, fine=fine)
    assert unsupported(text) == []
    assert raster.draw(text, 48, 56).get_size() == (48, 56)
