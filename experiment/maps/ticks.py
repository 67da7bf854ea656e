"""Round numbers along an axis, and how they are written; player/js/maps/ticks.js has the same."""

import math
from typing import NamedTuple

from experiment.maps.axes import Kind
from language.wording import readable

STEPS = (1, 2, 5, 10)
DECADES = 1.2  # an axis of fewer powers of ten than this has ticks like any other
ROUNDING = 1e-9


class Tick(NamedTuple):
    """Where a tick stands, from 0 to 1, and what it says."""

    part: float
    text: str


def ticks(low: float, high: float, kind: Kind, most: int) -> list[Tick]:
    """Return the ticks of an axis from `low` to `high` on which there is room for `most`."""
    if kind == "logarithmic":
        first, last = math.log10(low), math.log10(high)
        if last - first > DECADES:
            return [Tick((math.log10(x) - first) / (last - first), readable(x))
                    for x in _powers(low, high, most)]  # fmt: skip
        return [Tick((math.log10(x) - first) / (last - first), text)
                for x, text in _even(low, high, most)]  # fmt: skip
    return [Tick((x - low) / (high - low), text)
            for x, text in _even(low, high, most, whole=kind == "whole")]  # fmt: skip


def _powers(low: float, high: float, most: int) -> list[float]:
    first, last = math.ceil(math.log10(low) - ROUNDING), math.floor(math.log10(high) + ROUNDING)
    step = max(1, math.ceil((last - first + 1) / max(most, 1)))
    digits = (1, 3) if step == 1 and (last - first + 1) * 2 <= most else (1,)
    powers = [power for power in range(first - 1, last + 1) if (power - first) % step == 0]
    if step > 1:
        powers = [power for power in powers if power >= first]
    found = [float(f"{digit}e{power}") for power in powers for digit in digits]
    return [x for x in found if low * (1 - ROUNDING) <= x <= high * (1 + ROUNDING)]


def _even(
    low: float, high: float, most: int, *, whole: bool = False
) -> list[tuple[float, str]]:  # fmt: skip
    rough = (high - low) / max(most, 1)
    power = 10.0 ** math.floor(math.log10(rough))
    fitting = (one for one in STEPS if one * power >= rough * (1 - ROUNDING))
    unit = next(fitting, 10) * power
    step = max(1, round(unit)) if whole else unit
    decimals = max(0, -math.floor(math.log10(step) + ROUNDING))
    first, last = math.ceil(low / step - ROUNDING), math.floor(high / step + ROUNDING)
    values = [round(k * step, decimals) + 0.0 for k in range(first, last + 1)]
    return [(x, _written(x, min(decimals, 12))) for x in values]


def _written(value: float, decimals: int) -> str:
    """Write a number with as many decimals as its neighbours need."""
    if value and not 1e-4 <= abs(value) < 1e6:
        return readable(value)
    return f"{value:.{decimals}f}".replace("-", "−")
