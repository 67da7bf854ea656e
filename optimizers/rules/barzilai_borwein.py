"""Barzilai and Borwein: a rate that fits the last step to the change of the gradient."""

from optimizers.rule import Dials, Rule
from optimizers.rules import shared


def text(dials: Dials) -> str:
    long, short = "dot(s, s) / curve", "curve / dot(y, y)"
    found = {
        "long": long,
        "short": short,
        "alternating": f"where(t - 2 floor(t / 2) > 0.5, {short}, {long})",
    }[str(dials["form"])]
    return f"""
        s = x - last_x
        y = g - last_g
        curve = where(t > 1, dot(s, y), 0)
        rate = where(curve > 0, {found}, lr)
        last_x = x
        last_g = g
        x = x - rate g
    """


RULE = Rule(
    name="barzilai_borwein",
    title="Barzilai–Borwein",
    dials=(
        shared.replaced_lr(0.01, "learning rate of the first step, and where the curvature met is "
                                 "not upward"),
        shared.choice("form", "long", ("long", "short", "alternating"),
                      "which of the two quotients of the paper is the rate"),
    ),
    text=text,
    source="Barzilai, Borwein 1988: https://doi.org/10.1093/imanum/8.1.141",
    convention=(
        "The loss may rise for a while: that is how the rule is meant. Where the last step met no "
        "upward curvature the paper says nothing; here the first rate is used."
    ),
    presets={"As in the paper": {"form": "long"}, "Short steps": {"form": "short"}},
    terms=shared.LAST,
)  # fmt: skip
