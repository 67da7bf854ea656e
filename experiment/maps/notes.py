"""What a map does not show, or shows by chance, in a sentence each: for whoever reads it."""

from collections.abc import Iterator, Sequence

from experiment.maps.axes import axes, by_chance, panels
from experiment.maps.choice import Map
from experiment.model import Experiment
from experiment.naming import run_names
from language.wording import listed


def notes(e: Experiment, tried: Sequence[int]) -> Iterator[str]:
    """Yield which runs the map leaves out and why, then which seeds it counts. Raises LossError.

    tried   the seeds that are counted: some of `seeds(e)`
    """
    if groups := _left_out(e):
        yield "; ".join(_without(names, missing) for missing, names in groups.items()) + "."
    if by_chance(e):
        yield _by_seeds(e, tried)


def _left_out(e: Experiment) -> dict[tuple[str, ...], list[str]]:
    """Return the names of the runs that lack a setting of the axes, by what they lack."""
    chosen, names, drawn = e.map or Map(), run_names(e.runs), panels(e)
    dials = [axis for axis in axes(e) if axis.role == "dial"]
    groups: dict[tuple[str, ...], list[str]] = {}
    for place, run in enumerate(e.runs):
        if chosen.of is None and place not in drawn:
            missing = tuple(axis.label for axis in dials if axis.name not in run.dials)
            groups.setdefault(missing, []).append(names[place])
    return groups


def _without(names: Sequence[str], missing: Sequence[str]) -> str:
    """Return `GD 0.1 and Lion 0.1 are left out: they have no momentum`."""
    is_, has = ("is", "it has") if len(names) == 1 else ("are", "they have")
    return f"{listed(names, 'and')} {is_} left out: {has} no {listed(missing)}"


def _by_seeds(e: Experiment, tried: Sequence[int]) -> str:
    all_seeds = listed(map(str, tried), "and")
    if len(tried) == 1:
        return f"Chance is that of one seed, {all_seeds}."
    if (e.map or Map()).kind == "rates":
        return (
            f"Each curve is the middle of {len(tried)} seeds, {all_seeds}; its band reaches from "
            "the lowest to the highest that does not diverge."
        )
    return f"{len(tried)} seeds count: {all_seeds}."
