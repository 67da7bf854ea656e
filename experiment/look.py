"""How the picture is drawn, played and presented: the words beside the view's name in a link."""

from collections.abc import Iterator
from dataclasses import dataclass, fields

from experiment.limits import known, whole
from experiment.numerals import read_whole
from experiment.problems import shown
from experiment.reading import Part, Words

MEASURED = (
    *("gradient", "step", "distance"),
    *("rate", "rate2", "mean", "mean2", "square", "square2"),  # 2: of the second coordinate
)
CURVES = ("auto", "linear", "log", "best", *MEASURED)  # the first four show the loss
SECOND_CURVES = ("none", *MEASURED)
MOST_APART = 1000  # steps between two marks


@dataclass(frozen=True)
class Look:
    """What is drawn besides the paths, and how they are played; the fields are the link's words."""

    comet: bool = False  # a short tail behind each head instead of the whole path
    race: bool = False  # ten steps a second, however many there are
    arrows: bool = False  # the field of downhill directions
    values: bool = False  # the losses of the level lines, written on them
    model: bool = False  # the local quadratic model at the minima
    cobweb: bool = False  # one variable: x against the next x
    logsteps: bool = False  # the axis of steps by decades
    present: bool = False  # large type and the keyboard alone, for a projector
    curve: str = CURVES[0]  # what the chart beside shows
    second: str = SECOND_CURVES[0]  # what a second chart shows below it
    marks: int = 0  # steps between two marks on a path; 0: where they keep apart

    def __post_init__(self) -> None:
        for name, curves in _CHARTS.items():
            known(getattr(self, name), curves, "curve")
        whole(self.marks, "The distance of marks", 0, MOST_APART)

    @property
    def words(self) -> Iterator[str]:
        """The words that a link writes: what is at its default is left out."""
        for field in fields(self):
            value = getattr(self, field.name)
            if value != field.default:
                yield field.name if value is True else f"{field.name} {value}"


def read_look(words: Words, part: Part, view: str) -> Look:
    """Read the options that follow the name of a view; what is none is noted and left out."""
    given: dict[str, bool | str | int] = {}
    while words:
        name = words.take()
        value = _value(name, words)
        if value is None:
            part.note(f"{shown(name)} is not an option of {view}, so it is left out.")
        else:
            given[name] = value
    return Look(**given)  # type: ignore[arg-type]


def _value(name: str, words: Words) -> bool | str | int | None:
    """Return what the link gives the option, None where there is no such option or value."""
    if name in _FLAGS:
        return True
    if words.peek() in _CHARTS.get(name, ()):
        return words.take()
    number = read_whole(words.peek()) if name == "marks" else None
    if number is None or number > MOST_APART:
        return None
    words.take()
    return number


_CHARTS = {"curve": CURVES, "second": SECOND_CURVES}
_FLAGS = frozenset(field.name for field in fields(Look) if isinstance(field.default, bool))
