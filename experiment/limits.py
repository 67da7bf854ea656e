"""What an experiment may hold: a row for each limit, which value, link and widgets ask."""

import math
import re
from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple, TypeVar

from language.errors import Refusal
from language.wording import counted, did_you_mean, exact, listed, shown
from losses.catalogue import Point, Window

T = TypeVar("T")

DEFAULT_STEPS = 200  # of a link without `steps`; old links rest on it, so it never changes
MAX_STEPS = 10_000
MAX_RUNS = 12
MAX_VARIABLES = 2
MIN_RATE = 1e-30  # a smaller learning rate moves no point; a rule's dial says what is too large
MAX_TEXT = 4096  # characters of a loss: with more than 400 it cannot be read, yet is kept to be cut
HIDEABLE: Mapping[str, str] = {  # parts of the page by their names in a link
    "title": "the title",
    "controls": "the controls",
    "curves": "the curves",
    "inspector": "the inspector",
    "text": "the text",
}
MAX_RULES_TEXT = 2400  # characters of all typed rules: a link has room for them
MAX_LABEL = 24  # characters of a name that somebody gave to a run
LABEL_SIGNS = " -.,=+"  # besides letters and digits: none that markup of any kind would read
_LESSON = re.compile(r"[a-z0-9-]{1,40}", re.ASCII)


class ExperimentError(Refusal):
    """A value outside the limits; the message is one sentence."""


class Limit(NamedTuple):
    """From where to where a number of an experiment may lie, both ends included.

    name, says   the sentence that refuses a number, around it; {} is the span
    whole        it counts something
    or_zero      0 is allowed besides
    """

    name: str
    low: float
    high: float
    says: str = "it is a whole number {}"
    whole: bool = False
    or_zero: bool = False

    def holds(self, number: float) -> bool:
        inside = self.low <= number <= self.high or (self.or_zero and number == 0)
        return inside and (not self.whole or number % 1 == 0)

    def span(self, separator: str = "") -> str:
        """Return `from 1 to 10000`, or with a comma as separator `from 1 to 10,000`."""
        return f"from {self.low:{separator}} to {self.high:{separator}}"

    @property
    def allowed(self) -> str:
        """What a link may say: "a whole number from 1 to 10000"."""
        return f"{'a whole' if self.whole else '0 or a'} number {self.span()}"

    def check(self, number: float) -> float:
        """Return the number. Raises ExperimentError."""
        if not self.holds(number):
            says = self.says.format(self.span(","))
            raise ExperimentError(f"{self.name} is {number!r}; {says}.")
        return int(number) if self.whole else float(number)


STEPS = Limit("The number of steps", 1, MAX_STEPS, whole=True)
SEARCHED = Limit("The number of steps", 1, 2000, "with runs that search lines it is {}", whole=True)
PLAYHEAD = Limit("The step shown", 0, MAX_STEPS, whole=True)  # at most the number of steps
SEED = Limit("The seed", 0, 2**32 - 1, whole=True)
NOISE = Limit("The noise", 1e-30, 10**6, "it is 0 or {}", or_zero=True)  # standard deviation
START = Limit("A start", -(10**6), 10**6, "its numbers lie {}")  # each coordinate
SIZE = Limit("A constant", 1e-30, 10**6, or_zero=True)  # without its sign
MARKS = Limit("The distance of marks", 0, 1000, whole=True)  # in steps; 0: wherever there is room
HIDDEN_RUN = Limit("The number of a run that is not drawn", 1, MAX_RUNS, whole=True)
MARK = Limit("The mark of a run", 1, MAX_RUNS, whole=True)
LABEL_ALLOWED = f"it has at most {MAX_LABEL} letters, digits and {LABEL_SIGNS.strip()}"


def known(name: str, names: Iterable[str], kind: str) -> str:
    """Return the name. Raises ExperimentError where it is not one of the known ones."""
    names = tuple(names)
    if name not in names:
        raise ExperimentError(
            f"There is no {kind} {shown(name)}{did_you_mean(name, names)}; "
            f"there are {listed(names, 'and')}."
        )
    return name


def rate(number: float) -> None:
    if number < MIN_RATE:
        least = f"a number of at least {exact(MIN_RATE)}"
        raise ExperimentError(f"`lr` is {exact(number)}, but it must be {least}.")


def start(point: Iterable[float]) -> Point:
    point = tuple(START.check(float(number)) for number in point)
    if len(point) > MAX_VARIABLES:
        raise ExperimentError(f"A start has {len(point)} numbers; it needs 1 or 2.")
    return point


def label(name: str) -> str:
    """Return the name of a run with single spaces, which a link writes as underscores."""
    name = " ".join(name.replace("_", " ").split())
    fits = all(character.isalnum() or character in LABEL_SIGNS for character in name)
    if not fits or len(name) > MAX_LABEL or (not name[:1].isalnum() and name):
        raise ExperimentError(f"The name of a run is {shown(name)}; {LABEL_ALLOWED}.")
    return name


def window(pairs: Iterable[Iterable[float]]) -> Window:
    done: list[tuple[float, float]] = []
    for pair in pairs:
        low, high = (float(edge) for edge in pair)
        if not (low < high and math.isfinite(high - low)):
            needed = "it needs two finite numbers, low first"
            raise ExperimentError(f"The window runs from {low!r} to {high!r}; {needed}.")
        done.append((low, high))
    if len(done) > MAX_VARIABLES:
        raise ExperimentError(f"The window has {len(done)} axes; a loss has 1 or 2 variables.")
    return tuple(done)


def fits(found: str, each: int, variables: Sequence[str], *, count: int) -> None:
    """Refuse a wrong count of numbers for each variable; `found` says what was given."""
    if count != each * len(variables):
        needed = f"{counted(each * len(variables), 'number')} ({', '.join(variables)})"
        raise ExperimentError(f"{found}; the loss needs {needed}.")


def text(loss: str) -> str:
    if len(loss) > MAX_TEXT or loss.encode("utf-8", "replace").decode() != loss:
        raise ExperimentError("The loss is not a text that a link can carry.")
    return loss


def constants(given: Mapping[str, float]) -> dict[str, float]:
    for name, number in given.items():
        if not SIZE.holds(abs(number)):
            allowed = f"0 or {SIZE.span(',')} in size"
            raise ExperimentError(f"The constant {name} is {number!r}; it is {allowed}.")
    return {name: float(number) for name, number in given.items()}


def runs(given: Iterable[T]) -> tuple[T, ...]:
    kept = tuple(given)
    if len(kept) > MAX_RUNS:
        raise ExperimentError(f"There are {len(kept)} runs; at most {MAX_RUNS} fit.")
    return kept


def is_lesson(name: str) -> bool:
    """Return whether a lesson could have this name; `lessons` knows which there are."""
    return bool(_LESSON.fullmatch(name))


def lesson(name: str) -> str:
    if name and not is_lesson(name):
        allowed = "its name has at most 40 of a-z, 0-9 and -"
        raise ExperimentError(f"The lesson is {shown(name)}; {allowed}.")
    return name


def hide(parts: Iterable[str]) -> tuple[str, ...]:
    """Return the parts in the order of HIDEABLE, each once."""
    parts = [known(part, HIDEABLE, "part called") for part in parts]
    return tuple(part for part in HIDEABLE if part in parts)
