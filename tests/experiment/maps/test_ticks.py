"""Ticks: round numbers, as many as there is room for, the same as in the browser."""

import pytest

from experiment.maps.ticks import ticks
from tests.player.node import evaluate

AXES = [
    (-2, 2, "linear", 6), (0, 1, "linear", 7), (-1e-7, 3e-7, "linear", 5), (1e6, 3e7, "linear", 4),
    (0.123456, 0.123471, "linear", 6), (1, 333, "whole", 8), (1, 5, "whole", 9),
    (1e-5, 10, "logarithmic", 6), (1e-5, 10, "logarithmic", 14), (0.02, 0.09, "logarithmic", 5),
    (1e-9, 1e3, "logarithmic", 5), (0.5, 40, "logarithmic", 8), (1e-16, 1e2, "logarithmic", 6),
]  # fmt: skip


def test_python_and_the_browser_have_the_same() -> None:
    asked = "all.map(([low, high, kind, most]) => ticks.ticksOf({ low, high, kind }, most))"
    found = evaluate(asked, "maps/ticks", all=AXES)
    for axis, theirs in zip(AXES, found, strict=True):
        ours = ticks(*axis)  # type: ignore[arg-type]
        assert [tick.text for tick in ours] == [one["text"] for one in theirs], axis
        parts = [one["part"] for one in theirs]
        assert [tick.part for tick in ours] == pytest.approx(parts, abs=1e-9)


@pytest.mark.parametrize("axis", AXES)
def test_they_stand_within_the_axis_in_their_order_and_are_not_too_many(axis) -> None:
    found = ticks(*axis)
    parts = [tick.part for tick in found]
    assert parts == sorted(parts)
    assert -1e-6 <= min(parts) <= max(parts) <= 1 + 1e-6
    assert 2 <= len(found) <= axis[3] + 1
    assert len({tick.text for tick in found}) == len(found)
