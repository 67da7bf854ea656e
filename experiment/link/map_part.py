"""The part of a link about its map: `map=dials of 2 lr 0.001 1 beta1 0.5 0.99 by steps to 1e-6`."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any

from experiment.limits import Limit
from experiment.link.words import Words
from experiment.maps.axes import Axis, available
from experiment.maps.choice import BY, GAP, KINDS, MAX_AXES, SEEDS, USUAL_GAP, Map, Span
from experiment.model import Experiment
from experiment.problems import Part
from experiment.synonyms import DIAL_NAMES, same_name
from language.wording import exact, listed, looks_like_number, read_number, read_whole, shown
from losses import LossError
from optimizers.wrappers import DIALS as WRAPPERS

GAP_ALLOWED = f"a number from {exact(GAP.low)} to {exact(GAP.high)}"
OF, BY_WORD, TO, SEEDS_WORD = "of", "by", "to", "seeds"
_USUAL = Map()
_AROUND = {dial.name for dial in WRAPPERS}  # any rule has them: too many for a sentence


def write_map(chosen: Map) -> tuple[str, ...]:
    """Return the words of a map; what is as usual is left out."""
    words = [chosen.kind]
    if chosen.of is not None:
        words += [OF, str(chosen.of + 1)]
    for axis in chosen.axes:
        words += [axis.name, *map(exact, axis.ends or ())]
    if chosen.by != _USUAL.by:
        words += [BY_WORD, chosen.by]
    if chosen.to != USUAL_GAP:
        words += [TO, exact(chosen.to)]
    if chosen.seeds != 1:
        words += [SEEDS_WORD, str(chosen.seeds)]
    return tuple(words)


def read_map(text: str, part: Part, e: Experiment, places: Sequence[int]) -> Map:
    """Return the map that the text spells; what cannot be read of it is noted, and as usual.

    e        the experiment without it
    places   which of the runs that the link names each run of the experiment is, from 0
    """
    words = Words(text)
    name = words.take()
    kind = same_name(name, KINDS)
    if kind not in KINDS:
        part.unknown("map", name, KINDS, so="rates are shown")
        return Map()
    return _Reader(kind, words, part, places).read(e)


class _Reader:
    """Reads the words after the kind."""

    def __init__(self, kind: str, words: Words, part: Part, places: Sequence[int]) -> None:
        self.kind, self.words, self.part, self.places = kind, words, part, places

    def read(self, e: Experiment) -> Map:
        said: dict[str, Any] = {}
        spans: list[tuple[str, list[str]]] = []
        readers: Mapping[str, Callable[[], dict[str, Any]]] = {
            OF: self.of, BY_WORD: self.by, TO: self.to, SEEDS_WORD: self.seeds,
        }  # fmt: skip
        while self.words:
            word = self.words.take()
            if word in readers:
                said |= readers[word]()
            else:
                spans.append((word, list(self._numbers())))
        chosen = Map(self.kind, **said)
        return Map(self.kind, **said, axes=tuple(self.axes(spans, _known(e, chosen))))

    def _numbers(self) -> Iterator[str]:
        while looks_like_number(self.words.peek()):
            yield self.words.take()

    def of(self) -> dict[str, Any]:
        number = read_whole(word := self.words.take())
        if number is not None and number - 1 in self.places:
            return {"of": self.places.index(number - 1)}
        self.part.note(f"there is no run {shown(word)}, so all runs are shown.")
        return {}

    def by(self) -> dict[str, Any]:
        word = self.words.take()
        name = same_name(word, BY)
        if name in BY:
            return {"by": name}
        self.part.note(f"{shown(word)} is not {listed(BY)}, so {_USUAL.by} is shown.")
        return {}

    def to(self) -> dict[str, Any]:
        return self._limited("to", GAP, read_number, GAP_ALLOWED)

    def seeds(self) -> dict[str, Any]:
        return self._limited("seeds", SEEDS, read_whole, SEEDS.allowed)

    def _limited(
        self, name: str, limit: Limit, read: Callable[[str], Any], allowed: str
    ) -> dict[str, Any]:
        number = read(word := self.words.take())
        if number is not None and limit.holds(number):
            return {name: number}
        found, usual = f"`{name}` is {shown(word)}", exact(getattr(_USUAL, name))
        self.part.note(f"{found}, but it must be {allowed}, so {usual} is used.")
        return {}

    def axes(
        self, spans: Sequence[tuple[str, list[str]]], known: Mapping[str, Axis] | None
    ) -> Iterator[Span]:
        """Yield the axes that there are, each once; nothing of them is sure without a loss."""
        taken: set[str] = set()
        for word, numbers in spans:
            name = word if known is None else same_name(word, known, DIAL_NAMES)
            if known is not None and name not in known:
                named = [axis for axis in known if axis not in _AROUND]
                axes = listed([f"`{axis}`" for axis in named], "and") or "none"
                found = f"{self.kind} have no axis {shown(word)}"
                self.part.note(f"{found}, so it is left out; there are {axes}.")
            elif name in taken or len(taken) == MAX_AXES:
                few = "each counts once" if name in taken else f"at most {MAX_AXES} fit"
                self.part.note(f"the axis {shown(word)} is left out, because {few}.")
            else:
                taken.add(name)
                axis = known[name] if known else None
                yield Span(name, self.ends(name, numbers, axis))

    def ends(self, name: str, words: list[str], axis: Axis | None) -> tuple[float, float] | None:
        numbers = [read_number(word) for word in words]
        ends = [number for number in numbers if number is not None]
        if not words:
            return None
        fits = len(ends) == len(words) == 2 and ends[0] < ends[1]
        if fits and (axis is None or axis.holds(*ends)):
            return ends[0], ends[1]
        span = f" from {exact(axis.least)} to {exact(axis.most)}" if axis else ""
        narrow = " that are not too close" if fits and axis and _within(axis, ends) else ""
        self.part.note(
            f"the axis `{name}` has {shown(' '.join(words))}, but it needs a low and a higher "
            f"number{span}{narrow}, so its usual ends are shown."
        )
        return None


def _within(axis: Axis, ends: Sequence[float]) -> bool:
    return axis.least <= ends[0] and ends[1] <= axis.most


def _known(e: Experiment, chosen: Map) -> Mapping[str, Axis] | None:
    """Return the axes that there are; None where the loss cannot be read."""
    try:
        return available(e, chosen)
    except LossError:
        return None
