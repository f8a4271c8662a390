"""The hall: nobody is lost, nobody sits on another, delegations stay together."""

from __future__ import annotations

import itertools
import math
from collections import Counter

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from game.ui.art import hemicycle, raster
from game.ui.art.hemicycle import hall_marks, hall_scene, seat, sweep_order
from game.ui.art.svg import document, unsupported

COUNTS = st.tuples(st.integers(0, 90), st.integers(0, 40), st.integers(0, 12))
DELEGATIONS = st.lists(COUNTS, min_size=1, max_size=12).map(
    lambda rows: [(f"d{i}", *counts) for i, counts in enumerate(rows)]
)


def closest(hall: hemicycle.Hall) -> float:
    places = np.array([(one.x, one.y) for one in hall.seats])
    gaps = np.hypot(*(places[:, None, :] - places[None, :, :]).transpose(2, 0, 1))
    np.fill_diagonal(gaps, np.inf)
    return float(gaps.min())


@settings(max_examples=80, deadline=None)
@given(DELEGATIONS)
def test_every_delegate_gets_one_seat_and_keeps_the_vote(
    delegations: list[tuple[str, int, int, int]],
) -> None:
    hall = seat(delegations)
    counted = Counter((one.delegation, one.vote) for one in hall.seats)
    for number, (_, agree, refuse, abstain) in enumerate(delegations):
        assert (counted[number, "for"], counted[number, "against"], counted[number, "abstain"]) == (
            agree,
            refuse,
            abstain,
        )
    assert len(hall.seats) == sum(sum(counts) for _, *counts in delegations)


@settings(max_examples=60, deadline=None)
@given(DELEGATIONS)
def test_no_two_marks_overlap_and_all_lie_in_the_hall(delegations: list[tuple[str, int, int, int]]) -> None:
    hall = seat(delegations)
    if len(hall.seats) > 1:
        assert closest(hall) >= hall.mark
    for one in hall.seats:
        assert hall.inner <= math.hypot(one.x, one.y) <= hall.outer
        assert one.y < 0


@pytest.mark.parametrize("total", [1, 6, 7, 9, 25, 52, 63, 105, 183, 295, 430, 641, 665, 912, 1300])
def test_one_delegation_of_any_size_sits_apart(total: int) -> None:
    hall = seat([("all", total, 0, 0)])
    assert len(hall.seats) == total
    assert hall.mark >= 5
    if total > 1:
        assert closest(hall) >= hall.mark


@settings(max_examples=60, deadline=None)
@given(DELEGATIONS)
def test_delegations_sit_in_their_order_without_gaps(delegations: list[tuple[str, int, int, int]]) -> None:
    hall = seat(delegations)
    angles = [one.angle for one in hall.seats]
    numbers = [one.delegation for one in hall.seats]
    assert numbers == sorted(numbers)
    for sector, number in zip(hall.sectors, dict.fromkeys(numbers), strict=True):
        mine = [angle for angle, owner in zip(angles, numbers, strict=True) if owner == number]
        assert sector.count == len(mine)
        assert sector.end - 1e-9 <= min(mine) <= max(mine) <= sector.start + 1e-9
    for left, right in zip(hall.sectors, hall.sectors[1:], strict=False):
        assert left.end == right.start


def test_the_same_votes_give_the_same_hall() -> None:
    votes = [("a", 30, 4, 1), ("b", 2, 40, 3)]
    assert seat(votes) == seat(votes)


def test_labels_stand_outside_the_rim_and_never_upside_down() -> None:
    hall = seat([(f"d{i}", 30, 2, 1) for i in range(9)])
    for sector in hall.sectors:
        assert math.hypot(sector.label_x, sector.label_y) > hall.outer + 22
        assert abs(sector.label_turn) <= 90


def test_a_roll_call_goes_delegation_by_delegation_from_the_front() -> None:
    hall = seat([("a", 40, 2, 1), ("b", 60, 0, 0)])
    order = sweep_order(hall)
    assert sorted(order) == list(range(len(hall.seats)))
    assert [hall.seats[i].delegation for i in order] == [0] * 43 + [1] * 60
    rows = [hall.seats[i].row for i in order[:43]]
    assert rows == sorted(rows)


def test_an_empty_hall_is_a_hall() -> None:
    assert seat([]).seats == ()
    assert seat([("nobody", 0, 0, 0)]).sectors == ()
    assert unsupported(hall_scene(seat([]), 1280, 720)) == []


def test_a_negative_count_is_refused_by_name() -> None:
    with pytest.raises(ValueError, match="delegation 'kiev' has a negative count"):
        seat([("moscow", 3, 0, 0), ("kiev", 3, -1, 0)])


def test_the_scene_and_the_marks_draw() -> None:
    hall = seat([("a", 400, 100, 30), ("b", 100, 30, 5)])
    for text in (hall_scene(hall, 1280, 720), document(1280, 720, hall_marks(hall, x=640, y=530))):
        assert unsupported(text) == []
        assert raster.draw(text, 640, 360).get_size() == (640, 360)


@given(st.lists(st.integers(1, 120), min_size=1, max_size=16), st.integers(30, 150))
def test_names_round_the_rim_do_not_touch_each_other_nor_the_floor(counts, width):
    hall = hemicycle.seat([(f"region {n}", count, 0, 0) for n, count in enumerate(counts)], 396)
    spots = hemicycle.names(hall, [width] * len(counts))
    assert spots[counts.index(max(counts))] is not None
    for a, b in itertools.combinations([s for s in spots if s is not None], 2):
        if a.ring == b.ring:
            radius = math.hypot(a.x, a.y)
            assert abs(math.radians(a.turn - b.turn)) * radius >= width
    for spot in spots:
        if spot is not None:
            assert spot.y + math.sin(math.radians(abs(spot.turn))) * width / 2 <= 8
            assert spot.y >= -396 - 38 - 25


def test_the_names_of_a_congress_all_find_room():
    counts = [9, 12, 14, 10, 6, 5, 6, 4, 4, 9, 3, 8, 2]
    hall = hemicycle.seat([(f"region {n}", count, 0, 0) for n, count in enumerate(counts)], 396)
    spots = hemicycle.names(hall, [90.0] * len(counts))
    assert None not in spots
    assert {s.ring for s in spots if s} <= {0, 1, 2}


@given(st.lists(st.tuples(st.integers(1, 60), st.integers(40, 230)), min_size=2, max_size=10))
def test_straight_names_of_different_rings_do_not_run_into_each_other(named):
    hall = hemicycle.seat([(f"bloc {n}", count, 0, 0) for n, (count, _) in enumerate(named)], 396)
    spots = hemicycle.names(hall, [width for _, width in named])
    placed = [(spot, width) for spot, (_, width) in zip(spots, named, strict=True) if spot is not None]
    for (a, long), (b, other) in itertools.permutations(placed, 2):
        turn, back = math.radians(a.turn), math.radians(b.turn)
        for n in range(41):
            # A point of the middle line of one name, seen along and across the other.
            far = long * (n / 40 - 0.5)
            dx = a.x + far * math.cos(turn) - b.x
            dy = a.y + far * math.sin(turn) - b.y
            along = dx * math.cos(back) + dy * math.sin(back)
            across = -dx * math.sin(back) + dy * math.cos(back)
            assert abs(along) >= other / 2 or abs(across) >= 13
