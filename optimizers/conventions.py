"""Which library's or paper's convention the dials of a run follow."""

from __future__ import annotations

from language.wording import listed
from optimizers.rule import Dials, Rule


def follows(rule: Rule, dials: Dials) -> tuple[str, ...]:
    """Labels of the rule's presets whose conventions a run's complete dials follow.

    Plain numbers (eps, beta1 ...) do not count: a convention is where things stand, not how large.
    """
    return tuple(label for label in rule.presets if agrees(rule, dials, rule.presets[label]))


def agrees(rule: Rule, dials: Dials, preset: Dials) -> bool:
    """Whether every dial that decides a convention, and is in play, is as in the preset."""
    for dial in rule.dials:
        counts = dial.convention or dial.kind != "number" or dial.zero_is_off
        idle = dial.needs and not dials[dial.needs]
        if dial.name not in preset or not counts or idle:
            continue
        wanted, found = preset[dial.name], dials[dial.name]
        # A preset with an amount above 0 gives a default; only 0, "not there at all", decides.
        if found != wanted and not (dial.zero_is_off and wanted and not dial.convention):
            return False
    return True


def convention_sentence(rule: Rule, dials: Dials) -> str:
    """One sentence for the card: "As in PyTorch and Optax."."""
    labels = [label.removeprefix("As in ") for label in follows(rule, dials)]
    if not labels:
        return "A mixture of conventions that no library offers."
    return f"As in {listed(labels, 'and')}."
