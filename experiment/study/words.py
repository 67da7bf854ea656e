"""What a study asks for, in words."""

from collections.abc import Sequence
from html import escape

from experiment.study.plan import Study
from language.wording import counted, exact, listed

NAMED = 3  # rules in a sentence or a cell before the rest is only counted


def asked(study: Study) -> str:
    """Return as HTML what was run, and what the words of the report mean."""
    seeds = f", {counted(len(study.seeds), 'seed')}" if len(study.seeds) > 1 else ""
    noise = f", noise of {exact(study.noise)} on every gradient" if study.noise else ""
    on = losses(len(study.losses))
    lines = [
        f"{counted(len(study.methods), 'rule')} on {on}{seeds}{noise}: {study.runs:,} runs of "
        f"{steps(study.steps)}. {_settings(study)}",
        "A <dfn>gap</dfn> is the lowest loss so far above the lowest value known, as a share of "
        "that height at the start. A setting (a learning rate with its dials) is judged by its "
        "median run over all starts and seeds, a rule by its best setting; a run that has ended "
        "because it diverged or left the domain counts as failed.",
        f"The <dfn>goal</dfn> is a gap of {exact(study.goal)}. Gaps that rounding cannot tell "
        "apart are ties, and everybody in a tie is named. A run that stands within a hundredth of "
        "the window of its start, less than a tenth of the height below it, <dfn>has not moved "
        "yet</dfn>.",
        *_left_out(study),
    ]
    return "".join(f"<p>{line}</p>" for line in lines)


def _settings(study: Study) -> str:
    """Return how many rates and dials each rule had."""
    counts = {method.settings for method in study.methods}
    rates = {method.rates for method in study.methods}
    if len(counts) == 1 and len(rates) == 1:
        (own,) = rates
        (count,) = counts
        span = f"from {exact(own[0])} to {exact(own[-1])}"
        dials = f", {counted(count // len(own), 'choice')} of dials" if count > len(own) else ""
        return f"Each rule had the same {counted(len(own), 'learning rate')} {span}{dials}."
    told = (
        f"{escape(m.name)} {counted(len(m.rates), 'rate')} x {counted(len(m.runs), 'choice')} of "
        "dials"
        for m in study.methods
    )
    return f"Whoever tries more settings finds better ones: {listed(told, 'and')}."


def _left_out(study: Study) -> list[str]:
    """Return a sentence on the losses of which no lowest value is known."""
    names = [escape(one.name) for one in study.losses if not one.known]
    if not names:
        return []
    has = "has" if len(names) == 1 else "have"
    return [
        f"{listed(names, 'and')} {has} no minimum that is known, so nothing below is said of them."
    ]


def some(names: Sequence[str]) -> str:
    """Return names in a sentence, only the first few of many: `a, b, c and 2 others`."""
    more = len(names) - NAMED
    return listed(names if more <= 1 else [*names[:NAMED], counted(more, "other")], "and")


def losses(count: int) -> str:
    """Return `1 loss`, `1,200 losses`."""
    return f"{count:,} loss" if count == 1 else f"{count:,} losses"


def steps(count: int) -> str:
    """Return `1 step`, `10,000 steps`."""
    return f"{count:,} step" if count == 1 else f"{count:,} steps"
