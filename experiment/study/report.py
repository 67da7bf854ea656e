"""The report of a study: one HTML page that needs nothing else, for eyes and for screen readers.

Every figure stands beside the table of its numbers, and every statement says what it rests on.
"""

from html import escape
from pathlib import Path

import numpy as np

from experiment.study import report_parts as parts
from experiment.study.profiles import profile, ratios, winners
from experiment.study.result import Result
from experiment.study.store import write_text
from experiment.study.words import asked, losses, some, steps
from language.wording import exact, readable

REPORT = "report.html"
FACTORS = (1.0, 2.0, 4.0, 10.0)
CURVE = tuple(2 ** (k / 8) for k in range(49))  # to 64 times the steps of the fastest


def write(found: Result, folder: Path) -> Path:
    """Write the page as `report.html`."""
    return write_text(folder / REPORT, page(found))


def page(found: Result) -> str:
    """Return the whole page."""
    study = found.study
    title = escape(study.title)
    if found.known:
        sections = [
            _winners(found), _performance(found), _sensitivity(found), _by_loss(found),
            _trouble(found),
        ]  # fmt: skip
    else:
        sections = ["<p>No loss of this study has a known lowest value, so no gap is measured.</p>"]
    return parts.document(title, f"<h1>{title}</h1>{asked(study)}{''.join(sections)}")


def _winners(found: Result) -> str:
    """Return who wins at which budget."""
    study, count = found.study, len(found.known)
    head = ["rule", *map(steps, study.budgets)]
    cells = []
    for place in range(len(study.budgets)):
        won = winners(found.gaps(place))
        alone = won & (won.sum(axis=1, keepdims=True) == 1)
        still = np.array([[not one.moved[place] for one in found.found[k]] for k in found.known])
        cells.append((won.sum(axis=0), alone.sum(axis=0), (still & ~won).sum(axis=0)))
    rows = []
    for s, method in enumerate(study.methods):
        row = [escape(method.name)]
        for won, alone, still in cells:
            tied = int(won[s] - alone[s])
            text = f"{alone[s]} alone" + (f", {tied} tied" if tied else "")
            row.append(text + (f"; not moved yet on {still[s]}" if still[s] else ""))
        rows.append(row)
    caption = f"On how many of {losses(count)} each rule has the smallest gap"
    return f"<h2>Who wins at which budget</h2>{_who_leads(found)}{parts.table(caption, head, rows)}"


def _who_leads(found: Result) -> str:
    """Return a sentence for each budget: who has the smallest gap most often."""
    names, lines = [escape(m.name) for m in found.study.methods], []
    for place, budget in enumerate(found.study.budgets):
        counts = winners(found.gaps(place)).sum(axis=0)
        most = int(counts.max())
        best = some([names[s] for s in np.flatnonzero(counts == most)])
        each = " each" if (counts == most).sum() > 1 else ""
        lines.append(
            f"<li>After {steps(budget)} the smallest gap is most often that of {best}: on {most} "
            f"of {losses(len(found.known))}{each}, ties included.</li>"
            if most
            else f"<li>After {steps(budget)} no rule has a run left.</li>"
        )
    return f"<ul>{''.join(lines)}</ul>"


def _performance(found: Result) -> str:
    """Return the performance profiles with respect to the steps to the goal."""
    study, costs = found.study, found.steps
    shares = ratios(costs)
    solved = np.isfinite(costs)
    rows = []
    at = profile(shares, FACTORS)
    names = [escape(method.name) for method in study.methods]
    for s, name in enumerate(names):
        cells = [f"{share:.0%}" for share in at[s]]
        rows.append([name, *cells, f"{solved[:, s].sum()} of {len(costs)}"])
    head = ["rule", "fastest", *(f"within {exact(f)} times" for f in FACTORS[1:]), "reaches it"]
    curves = profile(shares, CURVE)
    panels = [parts.Curve(name, np.log2(CURVE), curves[s]) for s, name in enumerate(names)]
    nobody = int((~solved).all(axis=1).sum())
    fastest, arrived = (shares <= 1).sum(axis=0), solved.sum(axis=0)
    best = some([names[s] for s in np.flatnonzero(fastest == fastest.max())])
    sure = some([names[s] for s in np.flatnonzero(arrived == arrived.max())])
    said = f" On {nobody} of them no rule reaches it." if nobody else ""
    return (
        "<h2>How fast the goal is reached</h2>"
        f"<p>Of {losses(len(costs))} the goal is reached in the fewest steps most often by {best} "
        f"({fastest.max()}, ties included), and at all most often by {sure} ({arrived.max()})."
        f"{said}</p>"
        "<p>Each curve is a performance profile (Dolan and Moré 2002): the share of losses on "
        "which the rule needs at most so many times the steps of the fastest one. Its left end "
        "says how often it is the fastest, its right end how often it arrives at all; a profile "
        "compares each rule with the best of these rules, so leaving one out changes the others."
        "</p>"
        + parts.panels(panels, ("1", "8", "64 times"), "share of losses")
        + parts.table("Share of losses by steps to the goal", head, rows)
    )


def _sensitivity(found: Result) -> str:
    """Return how wide the good rates of each rule lie."""
    study = found.study
    several = [s for s, method in enumerate(study.methods) if len(method.rates) > 1]
    if not several:
        return "<h2>Sensitivity to the learning rate</h2><p>Each rule had a single rate.</p>"
    rows, panels = [], []
    least = [found.least_tuning(loss) for loss in found.known]
    for s in several:
        method, own = study.methods[s], [found.found[loss][s] for loss in found.known]
        widths = [one.good.decades if one.good else 0.0 for one in own]
        near = float(np.median([one.near for one in own]))
        first = sum(s in places for places in least)
        cut = sum(bool(one.good and one.good.cut) for one in own)
        share = near / sum(method.widths)
        rows.append([
            escape(method.name), f"{np.median(widths):.2f}", f"{near:.2f} ({share:.0%})",
            f"{first}", f"{cut}",
        ])  # fmt: skip
        solved = np.mean([one.solved for one in own], axis=0)
        panels.append(parts.Curve(escape(method.name), np.log10(method.rates), solved))
    head = [
        "rule", "decades of good rates, median",
        "decades that end within 10 times its smallest gap, median",
        "widest on so many losses", "cut off by the rates tried",
    ]  # fmt: skip
    low = min(study.methods[s].rates[0] for s in several)
    high = max(study.methods[s].rates[-1] for s in several)
    return (
        "<h2>Sensitivity to the learning rate</h2><p>A rate is good where the median run stands at "
        f"the goal or below it after {steps(study.steps)}; to have touched it on the way is not "
        "enough. The wider the unbroken range of good rates, in powers of ten, the less tuning a "
        "rule needs; a range at the edge of the rates that were tried may be wider than it is "
        "shown. The curves show the share of losses on which each rate, from "
        f"{exact(low)} to {exact(high)}, is good.</p>"
        + parts.panels(panels, (exact(low), "", exact(high)), "share of losses")
        + parts.table("Good learning rates", head, rows)
    )


def _by_loss(found: Result) -> str:
    """Return who is best and who needs least tuning on each loss."""
    study, last = found.study, len(found.study.budgets) - 1
    names = [escape(method.name) for method in study.methods]
    won, rows = winners(found.gaps(last)), []
    for row, loss in enumerate(found.known):
        best = [names[s] for s in np.flatnonzero(won[row])]
        gap = min(one.gaps[last] for one in found.found[loss])
        own = found.steps[row]
        fast = [names[s] for s in np.flatnonzero(own == own.min()) if np.isfinite(own[s])]
        rows.append([
            escape(study.losses[loss].name),
            some(best) + f": {readable(gap, 2)}" if best else "no run left",
            f"{some(fast)}: {own.min():,.0f}" if fast else "nobody",
            _least(found, loss, names),
        ])  # fmt: skip
    head = ["loss", f"smallest gap after {steps(study.steps)}", "first at the goal, steps",
            "needs least tuning, decades of good rates"]  # fmt: skip
    return f"<h2>Loss by loss</h2>{parts.table('The best on each loss', head, rows)}"


def _least(found: Result, loss: int, names: list[str]) -> str:
    """Return the rules that need least tuning on a loss, and how wide their good rates lie."""
    places = found.least_tuning(loss)
    good = found.found[loss][places[0]].good if places else None
    if not good:
        return "nobody"
    return f"{some([names[s] for s in places])}: {'≥ ' if good.cut else ''}{good.decades:.2f}"


def _trouble(found: Result) -> str:
    """Return how often settings ended early, which the comparisons above leave out."""
    names = [escape(method.name) for method in found.study.methods]
    rows = [
        [name, f"{np.mean([row[s].over for row in found.found]):.0%}"]
        for s, name in enumerate(names)
    ]
    return "<h2>Runs that ended early</h2>" + parts.table(
        "Share of settings whose median run diverged or left the domain", ["rule", "share"], rows
    )
