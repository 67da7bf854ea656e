"""Nonlinear conjugate gradients, with exact line search."""

from optimizers.rule import Dials, Rule, Term
from optimizers.rules import shared
from optimizers.rules.line_search import WHOLE


def text(dials: Dials) -> str:
    kept = {
        "fletcher_reeves": "dot(g, g) / dot(last_g, last_g)",
        "polak_ribiere": "max(dot(g, g - last_g) / dot(last_g, last_g), 0)",
    }[str(dials["form"])]
    return f"""
        beta = where(t > 1, {kept}, 0)
        d = beta p - g
        p = where(dot(d, g) < 0, d, -g)
        last_g = g
        rate = lr exact(p)
        x = x + rate p
    """


RULE = Rule(
    name="conjugate_gradients",
    title="Conjugate gradients",
    dials=(
        WHOLE,
        shared.choice("form", "polak_ribiere", ("fletcher_reeves", "polak_ribiere"),
                      "how much of the last direction is kept"),
    ),
    text=text,
    source="Fletcher, Reeves 1964: https://doi.org/10.1093/comjnl/7.2.149; Polak, Ribière 1969",
    convention=(
        "On a quadratic loss of two variables two steps reach the minimum. Polak–Ribière's share "
        "is held at 0 from below, and a direction that does not go down is replaced by the slope."
    ),
    presets={
        "Fletcher–Reeves": {"form": "fletcher_reeves"},
        "Polak–Ribière+": {"form": "polak_ribiere"},
    },
    terms={
        "beta": Term("share of the last direction that is kept"),
        "d": Term("new direction"),
        "p": Term("direction of the step"),
        "last_g": shared.LAST["last_g"],
    },
)  # fmt: skip
