"""How the picture is drawn, played and presented: a row for each option beside a view's name."""

from collections.abc import Callable, Collection, Iterable, Iterator
from dataclasses import dataclass, field, fields, replace
from typing import Any, NamedTuple

from experiment.limits import HIDDEN_RUN, MARKS, MAX_RUNS, known
from experiment.views import CURVES, SECOND_CURVES
from language.wording import exact, listed, read_list, read_number, read_whole, setting

SPEEDS = (0.25, 0.5, 1.0, 2.0, 4.0, 8.0)  # times as fast


class Option(NamedTuple):
    """What a link says of an option after its name.

    read     the value that a word gives, None where it gives none
    allowed  what the word may be; empty for a switch, whose name alone turns it on
    check    raises ExperimentError for a value that the option cannot have
    write    the word that gives a value
    drawn    whether the static figure shows it; the others are the player's alone
    """

    read: Callable[[str], Any] = str
    allowed: str = ""
    check: Callable[[Any], object] = bool
    write: Callable[[Any], str] = setting
    drawn: bool = True


def _row(default: Any, **option: Any) -> Any:
    return field(default=default, metadata={"option": Option(**option)})


def _curve(default: str, curves: Collection[str]) -> Any:
    return _row(
        default,
        read=lambda word: word if word in curves else None,
        allowed=listed(curves),
        check=lambda name: known(name, curves, "curve"),
    )


def _read_marks(word: str) -> int | None:
    number = read_whole(word)
    return number if number is not None and MARKS.holds(number) else None


def _read_speed(word: str) -> float | None:
    number = read_number(word)
    return number if number in SPEEDS else None


def _read_places(word: str) -> tuple[int, ...] | None:
    numbers = read_list(word, read_whole)
    fit = numbers is not None and all(map(HIDDEN_RUN.holds, numbers))
    return tuple(number - 1 for number in numbers) if numbers and fit else None


@dataclass(frozen=True)
class Look:
    """What is drawn besides the paths, and how they are played; the fields are the link's words."""

    comet: bool = _row(False, drawn=False)  # a short tail behind each head, not the whole path
    race: bool = _row(False, drawn=False)  # ten steps a second, however many there are
    arrows: bool = _row(False)  # the field of downhill directions
    vectors: bool = _row(False, drawn=False)  # gradient, momentum and step at each marker
    batches: bool = _row(False, drawn=False)  # gradient and level lines of the current batch
    values: bool = _row(False)  # the losses of the level lines, written on them
    model: bool = _row(False)  # the local quadratic model at the minima and at the playhead
    cobweb: bool = _row(False)  # one variable: x against the next x
    logsteps: bool = _row(False)  # a logarithmic axis of steps
    evaluations: bool = _row(False)  # charts over gradient evaluations instead of steps
    present: bool = _row(False, drawn=False)  # large type and the picture alone, for a projector
    curve: str = _curve("auto", CURVES)  # what the chart beside shows
    second: str = _curve("none", SECOND_CURVES)  # what a second chart shows below it
    marks: int = _row(  # steps between two marks on a path; 0: wherever there is room
        0, read=_read_marks, allowed=MARKS.allowed, check=MARKS.check, drawn=False
    )
    speed: float = _row(
        1.0,
        read=_read_speed,
        allowed=listed(map(exact, SPEEDS)),
        check=lambda speed: known(exact(speed), map(exact, SPEEDS), "speed"),
        drawn=False,
    )
    loop: bool = _row(False, drawn=False)  # begin again after the last step
    without: tuple[int, ...] = _row(  # places of runs that are not drawn; a link counts from 1
        (),
        read=_read_places,
        allowed=f"numbers of runs from 1 to {MAX_RUNS}, such as 2,3",
        check=lambda places: [HIDDEN_RUN.check(place + 1) for place in places],
        write=lambda places: setting(place + 1 for place in places),
        drawn=False,
    )

    def __post_init__(self) -> None:
        for name, option in OPTIONS.items():
            option.check(getattr(self, name))
        object.__setattr__(self, "without", tuple(sorted(set(self.without))))

    @property
    def words(self) -> Iterator[str]:
        """The words that a link writes: what is at its default is left out."""
        for name, option in OPTIONS.items():
            value = getattr(self, name)
            if value != getattr(Look, name):
                yield name if value is True else f"{name} {option.write(value)}"

    @property
    def still(self) -> "Look":
        """The look without what only the player uses: equal ones have the same figure."""
        played = (name for name, option in OPTIONS.items() if not option.drawn)
        return replace(self, **{name: getattr(Look, name) for name in played})

    def at(self, places: Iterable[int | None]) -> "Look":
        """Return the look for other runs: each was at one of these places, None where it is new."""
        hidden = (new for new, old in enumerate(places) if old in self.without)
        return replace(self, without=tuple(hidden))


OPTIONS: dict[str, Option] = {row.name: row.metadata["option"] for row in fields(Look)}
