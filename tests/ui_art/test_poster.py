"""Backdrops, parts, the board and the palettes."""

from __future__ import annotations

import hashlib
import math
from pathlib import Path

import pygame
import pytest
from hypothesis import given
from hypothesis import strategies as st

from game.ui.art import board, parts, poster, raster
from game.ui.art.palette import GRAPHIC_PAIRS, PALETTES, STANDARD, TEXT_PAIRS, contrast, mix, readable_on
from game.ui.art.svg import document, polygon, unsupported

FONTS = Path(__file__).resolve().parents[2] / "assets" / "fonts"
COLOURS = st.integers(0, 0xFFFFFF).map(lambda value: f"#{value:06x}")


@pytest.mark.parametrize("palette", PALETTES)
@pytest.mark.parametrize("name", poster.BACKDROPS)
def test_every_backdrop_covers_its_screen_in_every_palette(name: str, palette: str) -> None:
    text = poster.BACKDROPS[name](PALETTES[palette])
    assert unsupported(text) == []
    surface = raster.draw(text, 320, 180)
    assert pygame.surfarray.array_alpha(surface).min() == 255


@pytest.mark.parametrize("size", [(1024.0, 768.0), (1706.7, 720.0), (1280.0, 1024.0)])
@pytest.mark.parametrize("name", poster.BACKDROPS)
def test_backdrops_fill_windows_of_other_shapes(name: str, size: tuple[float, float]) -> None:
    text = poster.BACKDROPS[name](STANDARD, *size)
    assert (
        pygame.surfarray.array_alpha(raster.cover(text, round(size[0] / 4), round(size[1] / 4))).min() == 255
    )


def all_parts() -> dict[str, str]:
    p = STANDARD
    found = {f"mark {kind}": parts.mark(kind, 18) for kind in parts.MARKS}
    found |= {f"hatch {kind}": parts.hatch(80, 60, kind, p["ink"]) for kind in parts.HATCHES}
    found |= {f"arrow {way}": parts.arrow(20, p["ink"], way) for way in ("left", "right", "up", "down")}
    found |= {
        "star": parts.star(20, p["red"]),
        "plate": parts.plate(200, 36, p["red"], focus=p["cream"], tail=p["red"]),
        "wedge": parts.plate(200, 36, p["ink"], wedge=True),
        "frame": parts.frame(100, 60, p["ink"], inside=p["paper"], shadow=p["sand"]),
        "panel": parts.panel(200, 100),
        "dark panel": parts.panel(200, 100, dark=True),
        "seal": parts.seal(80),
        "tick": parts.tick(20, p["gain"]),
        "cross": parts.cross(20, p["loss"]),
        "lock": parts.lock(20, p["ink"]),
        "key-cap": parts.key_cap(30, 30),
        "bar": parts.bar(108, 9, 0.63, full=p["red"], empty=p["rule"]),
        "ribbon": parts.ribbon(160, 28, p["red"], p["cream"]),
        "icon": parts.icon(),
        "table": document(1280, 720, board.table()),
    }
    return found


@pytest.mark.parametrize("name", all_parts())
def test_every_part_draws_with_what_the_rasteriser_knows(name: str) -> None:
    text = all_parts()[name]
    assert unsupported(text) == []
    painted = pygame.surfarray.array_alpha(raster.draw(text, 64, 64))
    assert (painted.max() > 0) == (name != "hatch none")


def test_the_check_finds_what_the_rasteriser_lacks() -> None:
    bad = '<text>a</text><g opacity="0.5"/><use href="#a"/><rect fill="#abc"/><path fill="rgba(1,2,3,1)"/>'
    assert len(unsupported(bad)) == 5


def test_votes_are_told_apart_by_shape_alone() -> None:
    silhouettes = set()
    for kind in parts.MARKS:
        painted = pygame.surfarray.array_alpha(
            raster.draw(parts.mark(kind, 20, {**STANDARD, "cream": "none"}), 20, 20)
        )
        silhouettes.add((painted > 127).tobytes())
    assert len(silhouettes) == len(parts.MARKS)


@pytest.mark.parametrize("name", PALETTES)
def test_type_reaches_four_and_a_half_and_graphics_three(name: str) -> None:
    palette = PALETTES[name]
    for one, other in TEXT_PAIRS:
        assert contrast(palette[one], palette[other]) >= 4.5, f"{one} on {other}"
    for one, other in GRAPHIC_PAIRS:
        assert contrast(palette[one], palette[other]) >= 3, f"{one} on {other}"


def test_palettes_name_the_same_colours() -> None:
    assert {frozenset(palette) for palette in PALETTES.values()} == {frozenset(STANDARD)}


@given(COLOURS, COLOURS)
def test_contrast_is_symmetric_and_bounded(one: str, other: str) -> None:
    assert contrast(one, other) == contrast(other, one)
    assert 1 <= contrast(one, other) <= 21
    assert mix(one, other, 0) == one
    assert mix(one, other, 1) == other


@given(COLOURS)
def test_one_of_ink_and_cream_reads_on_any_ground(ground: str) -> None:
    assert contrast(readable_on(ground), ground) >= 3.8


@pytest.mark.parametrize("count", range(1, 13))
def test_portraits_at_the_table_do_not_cover_each_other(count: int) -> None:
    seats = board.places(count)
    assert len(seats) == count
    for i, one in enumerate(seats):
        half = one.width / 2
        assert half <= one.x <= 1280 - 316 - half
        assert one.y - half * 7 / 6 >= 64
        assert one.y + half * 7 / 6 + 34 <= 636
        for other in seats[:i]:
            apart_x, apart_y = abs(one.x - other.x), abs(one.y - other.y)
            assert apart_x >= one.width or apart_y >= one.width * 7 / 6, (i, count)
            if count <= 9:  # the plate with the name is wider than the portrait and hangs below it with a bar
                assert apart_x >= one.width * 1.18 or apart_y >= one.width * 7 / 6 + 34, (i, count)


@pytest.mark.parametrize("kind", board.RELATIONS)
def test_each_relation_has_its_own_line(kind: str) -> None:
    points = board.curve((100, 100), (400, 120), (250, 300))
    text = document(500, 400, board.relation(kind, points))
    assert unsupported(text) == []
    assert ("stroke-dasharray" in text) == (kind != "pact")


def test_a_band_runs_through_its_members() -> None:
    members = [(60.0, 200.0), (200.0, 80.0), (340.0, 60.0)]
    surface = raster.draw(document(400, 300, board.band(members)), 400, 300)
    for x, y in members:
        assert surface.get_at((int(x), int(y))).a > 200
    (x, y), turn = board.band_label(members)
    assert surface.get_at((int(x), int(y))).a > 200
    assert -90 <= turn <= 90
    assert board.band(members[:1]) == ""


def test_a_fuller_bar_shows_more_of_its_colour() -> None:
    def red(share: float) -> int:
        text = parts.bar(120, 12, share, full="#ff0000", empty="#0000ff")
        return int((pygame.surfarray.array3d(raster.draw(text, 240, 24))[:, :, 0] > 128).sum())

    amounts = [red(share / 20) for share in range(21)]
    assert amounts == sorted(amounts)
    assert amounts[0] == 0
    assert len(set(amounts)) == 21


def test_a_point_along_a_line_is_on_it() -> None:
    (x, y), turn = board.along([(0, 0), (10, 0), (10, 10)], 0.75)
    assert (x, y) == (10, 5)
    assert math.isclose(turn, 90)


def test_pictures_are_drawn_once_and_forgotten_on_demand() -> None:
    text = parts.star(20, "#c4231a")
    assert raster.picture(text, 20, 20) is raster.picture(text, 20, 20)
    assert raster.picture(text, 20, 20) is not raster.picture(text, 21, 21)
    assert raster.remembered() == (2, 20 * 20 * 4 + 21 * 21 * 4)
    raster.forget()
    assert raster.remembered() == (0, 0)


def test_the_store_of_pictures_stays_within_its_bound(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(raster, "_KEPT_BYTES", 50_000)
    for size in range(10, 90):
        raster.picture(parts.star(20, "#c4231a"), size, size)
    count, weight = raster.remembered()
    assert 0 < count < 80
    assert weight <= 50_000


def test_a_cut_picture_is_clear_outside_its_shape() -> None:
    full = raster.draw(document(40, 40, polygon([(0, 0), (40, 0), (40, 40), (0, 40)], "#123456")), 40, 40)
    seen = raster.cut_to(full, parts.cut_corner_points(40, 40, 12))
    assert seen.get_at((1, 1)).a == 0
    assert seen.get_at((38, 38)).a == 0
    assert seen.get_at((38, 1)).a == 255
    assert tuple(seen.get_at((20, 20)))[:3] == (0x12, 0x34, 0x56)


def test_the_typefaces_are_those_their_checksums_name_and_carry_licences() -> None:
    lines = (FONTS / "SHA256SUMS").read_text(encoding="utf-8").splitlines()
    listed = {name: total for total, name in (line.split(maxsplit=1) for line in lines)}
    assert {path.name for path in FONTS.iterdir()} == {*listed, "SHA256SUMS"}
    for name, total in listed.items():
        assert hashlib.sha256((FONTS / name).read_bytes()).hexdigest() == total, name
    for family in ("RussoOne", "Oswald", "PTSans"):
        assert "SIL Open Font License" in (FONTS / f"{family}-OFL.txt").read_text(encoding="utf-8-sig")


@pytest.mark.parametrize("name", sorted(path.name for path in FONTS.glob("*.ttf")))
def test_every_typeface_has_the_letters_of_both_languages(name: str) -> None:
    pygame.font.init()
    font = pygame.font.Font(str(FONTS / name), 24)
    letters = (
        "ABCXYZabcxyz0123456789АБВГДЕЁЖЗИЙКЛМНОПРСТУФХЦЧШЩЪЫЬЭЮЯабвгдеёжзийклмнопрстуфхцчшщъыьэюя«»“”–—…№"
    )
    missing = [letter for letter, found in zip(letters, font.metrics(letters), strict=True) if found is None]
    assert missing == []
