"""How the picture is drawn, played and presented: the words beside the view's name in a link."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, fields, replace
from typing import Any, NamedTuple

from experiment.limits import MOST_RUNS, known, whole
from experiment.numerals import read_number, read_whole, write_number
from experiment.problems import listed, shown
from experiment.reading import NOTHING, Part, Words

MEASURED = (
    *("gradient", "step", "distance"),
    *("rate", "rate2", "mean", "mean2", "square", "square2"),  # 2: of the second coordinate
)
CURVES = ("auto", "linear", "log", "best", *MEASURED)  # the first four show the loss
SECOND_CURVES = ("none", *MEASURED)
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
    curve: str = CURVES[0]  # what the chart beside shows
    second: str = SECOND_CURVES[0]  # what a second chart shows below it
    marks: int = 0  # steps between two marks on a path; 0: where they keep apart
    speed: float = 1.0  # one of SPEEDS
    loop: bool = False  # begin again after the last step
    without: tuple[int, ...] = ()  # places of runs that are not drawn; a link counts them from 1

    def __post_init__(self) -> None:
        for name, curves in _CHARTS.items():
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


class Option(NamedTuple):
    """A word of the link that a value follows: `read` returns None for what is none."""

    read: Callable[[str], Any]
    allowed: str


def read_look(words: Words, part: Part, view: str) -> Look:
    """Read the options that follow the name of a view; what is none is noted and left out."""
    given: dict[str, Any] = {}
    while words:
        name = words.take()
        if name in _FLAGS:
            given[name] = True
        elif name in _OPTIONS:
            value = _read_option(name, words, part)
            given |= {} if value is None else {name: value}
        else:
            part.note(f"{shown(name)} is not an option of {view}, so it is left out.")
    return Look(**given)


def _read_option(name: str, words: Words, part: Part) -> Any:
    """Return what the next word gives the option, None where it gives nothing."""
    word = NOTHING if words.peek() in (*_FLAGS, *_OPTIONS) else words.take()
    value = _OPTIONS[name].read(word)
    if value is None:
        found = f"is {shown(word)}" if word else "has no value"
        allowed = _OPTIONS[name].allowed
        part.note(f"`{name}` {found}, but it must be {allowed}, so it is left out.")
    return value


def _among(names: Sequence[str]) -> Option:
    return Option(lambda word: word if word in names else None, listed(names))


def _read_marks(word: str) -> int | None:
    number = read_whole(word)
    return number if number is not None and number <= MOST_APART else None


def _read_speed(word: str) -> float | None:
    number = read_number(word)
    return number if number in SPEEDS else None


def _read_places(word: str) -> tuple[int, ...] | None:
    numbers = [read_whole(piece) for piece in word.split(",")]
    places = tuple(n - 1 for n in numbers if n is not None and 1 <= n <= MOST_RUNS)
    return places if len(places) == len(numbers) else None


_CHARTS = {"curve": CURVES, "second": SECOND_CURVES}
_FLAGS = frozenset(field.name for field in fields(Look) if isinstance(field.default, bool))
_OPTIONS = {
    **{name: _among(names) for name, names in _CHARTS.items()},
    "marks": Option(_read_marks, f"a whole number from 0 to {MOST_APART}"),
    "speed": Option(_read_speed, listed(map(write_number, SPEEDS))),
    "without": Option(_read_places, f"numbers of runs from 1 to {MOST_RUNS}, such as 2,3"),
}
