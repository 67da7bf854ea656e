"""How the picture is drawn, played and presented."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, fields, replace
from typing import Any

from experiment.limits import MOST_RUNS, known, whole
from experiment.numerals import write_number
from experiment.views import CURVES, SECOND_CURVES

SPEEDS = (0.25, 0.5, 1.0, 2.0, 4.0, 8.0)  # times as fast
MOST_APART = 1000  # steps between two marks


@dataclass(frozen=True)
class Look:
    """What is drawn besides the paths, and how they are played; the fields are the link's words."""

    comet: bool = False  # a short tail behind each head instead of the whole path
    race: bool = False  # ten steps a second, however many there are
    arrows: bool = False  # the field of downhill directions
    values: bool = False  # the losses of the level lines, written on them
    model: bool = False  # the local quadratic model at the minima and at the playhead
    cobweb: bool = False  # one variable: x against the next x
    logsteps: bool = False  # the axis of steps by decades
    present: bool = False  # large type and the keyboard alone, for a projector
    curve: str = "auto"  # what the chart beside shows
    second: str = "none"  # what a second chart shows below it
    marks: int = 0  # steps between two marks on a path; 0: where they keep apart
    speed: float = 1.0  # one of SPEEDS
    loop: bool = False  # begin again after the last step
    without: tuple[int, ...] = ()  # places of runs that are not drawn; a link counts them from 1

    def __post_init__(self) -> None:
        for name, curves in CHARTS.items():
            known(getattr(self, name), curves, "curve")
        whole(self.marks, "The distance of marks", 0, MOST_APART)
        known(write_number(self.speed), map(write_number, SPEEDS), "speed")
        for place in self.without:
            whole(place + 1, "The number of a run that is not drawn", 1, MOST_RUNS)
        object.__setattr__(self, "without", tuple(sorted(set(self.without))))

    @property
    def words(self) -> Iterator[str]:
        """The words that a link writes: what is at its default is left out."""
        for field in fields(self):
            value = getattr(self, field.name)
            if value != field.default:
                yield field.name if value is True else f"{field.name} {_written(value)}"

    @property
    def still(self) -> "Look":
        """The look without what the player alone knows: two that are equal have the same figure."""
        played = Look()
        names = ("comet", "race", "marks", "present", "speed", "loop", "without")
        return replace(self, **{name: getattr(played, name) for name in names})

    def at(self, places: Iterable[int | None]) -> "Look":
        """Return the look for other runs: each was at one of these places, None where it is new."""
        hidden = (new for new, old in enumerate(places) if old in self.without)
        return replace(self, without=tuple(hidden))


def _written(value: Any) -> str:
    if isinstance(value, tuple):
        return ",".join(str(place + 1) for place in value)
    return value if isinstance(value, str) else write_number(value)


CHARTS = {"curve": CURVES, "second": SECOND_CURVES}
