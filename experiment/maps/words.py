"""A map in words: for a reader without a picture, and for the terminal.

player/js/maps/shares.js says the same in the browser.
"""

from collections.abc import Iterator, Sequence

from experiment.export import in_words
from experiment.maps.axes import seeds
from experiment.maps.choice import Map
from experiment.maps.notes import notes
from experiment.maps.plan import Plan
from experiment.maps.summary import Panel, Summary
from experiment.model import Experiment
from experiment.naming import run_names
from experiment.verdicts.evidence import at
from landscape import look_at
from language.wording import listed, readable

TITLES = {"rates": "learning rates", "starts": "starts", "dials": "settings"}
OTHERS = {"diverged": "diverges", "cycling": "cycles", "unfinished": "is unfinished"}


def caption(e: Experiment) -> str:
    """Return what the map is of, for below a picture: plain text, names may be a stranger's."""
    return f"Map of {TITLES[(e.map or Map()).kind]}, {e.steps} steps. {in_words(e)[0]}"


def words(of: Plan, found: Summary) -> Iterator[str]:
    """Yield a sentence or more for each panel, what is left out, whether a lower value was found.

    Raises LossError.
    """
    names = run_names(of.experiment.runs)
    say = {"rates": _rates, "starts": _starts, "dials": _dials}[of.chosen.kind]
    for panel in found.panels:
        yield say(names[panel.place], of, panel)
    yield from notes(of.experiment, seeds(of.experiment))
    if found.lower:
        yield f"A run ended below {readable(found.value)}, the lowest value that was known."


def percent(share: float) -> str:
    """Return a share in per cent, so that none that there is reads as none."""
    if share == 0:
        return "0 %"
    if share < 0.001:
        return "under 0.1 %"
    if 0.999 < share < 1:
        return "over 99.9 %"
    hundred = 100 * share
    fine = share < 0.1 or share > 0.9
    return f"{f'{hundred:.1f}'.removesuffix('.0') if fine else f'{hundred:.0f}'} %"


def shares(of: Plan, panel: Panel) -> str:
    """Return where starts lead: `reaches the minimum at (1, 1) from 62 % of the starts ...`."""
    land, minima = look_at(of.experiment), of.frame.minima
    pairs = [
        (f"{'reaches the minimum' if not k else 'that'} at {at(minima[b.minimum], land)}", b.share)
        for k, b in enumerate(panel.basins)
    ]
    stuck = "rests elsewhere" if len(minima) else "comes to rest"
    others = {**OTHERS, "stuck": stuck}
    pairs += [(word, panel.shares[kind]) for kind, word in others.items() if panel.shares[kind]]
    parts = [
        f"{what} from {percent(share)}{'' if k else ' of the starts'}"
        for k, (what, share) in enumerate(pairs)
    ]
    return listed(parts, "and")


def _starts(name: str, of: Plan, panel: Panel) -> str:
    return f"{name} {shares(of, panel)}."


def _rates(name: str, of: Plan, panel: Panel) -> str:
    rate = of.experiment.runs[panel.place].rate
    if panel.best is None:
        return f"{name} diverges at every rate of the map."
    best = of.values[0][panel.best[1]]
    low, high = map(readable, panel.band)
    band = f" ({low} to {high} by seed)" if panel.band[0] < panel.band[1] else ""
    parts = [
        f"ends lowest at the rate {readable(best)}, "
        f"{readable(panel.gap)}{band} above the best known value"
    ]
    if panel.reaching is not None:
        parts.append(f"still reaches a minimum at {readable(panel.reaching)}")
    if panel.leaving is not None:
        parts.append(f"diverges from {readable(panel.leaving)} on")
    limit = panel.limit
    stable = f" It is stable at the minimum below {readable(limit)}." if limit is not None else ""
    return f"{name} {listed(parts, 'and')}.{stable} Its rate is {readable(rate)}."


def _dials(name: str, of: Plan, panel: Panel) -> str:
    if panel.best is None:
        return f"{name} has no setting on this map that gets there."
    row, column = panel.best
    how = {
        "gap": f"ends lowest, {readable(panel.gap)} above the best known value,",
        "steps": f"takes the fewest steps to a gap of {readable(of.chosen.to)}",
        "ending": "reaches a minimum soonest",
    }[of.chosen.by]
    lost = panel.shares["diverged"]
    more = f" It diverges at {percent(lost)} of the settings." if lost else ""
    return f"{name} {how} at {listed(_setting(of, (column, row)), 'and')}.{more}"


def _setting(of: Plan, places: Sequence[int]) -> list[str]:
    triples = zip(of.axes, of.values, places, strict=True)
    return [f"{axis.label} {readable(values[place])}" for axis, values, place in triples]
