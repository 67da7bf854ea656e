"""Gradient descent that looks for the length of each step: exactly, or by halving."""

from optimizers.rule import Dials, Rule, Term
from optimizers.rules import shared

WHOLE = shared.replaced_lr(1.0, "share of the step found that is taken")


def steepest(dials: Dials) -> str:
    return """
        p = -g
        rate = lr exact(p)
        x = x + rate p
    """


def armijo(dials: Dials) -> str:
    return """
        p = -lr g
        rate = lr armijo(p)
        x = x - rate g
    """


RULE = Rule(
    name="steepest",
    title="Steepest descent",
    dials=(WHOLE,),
    text=steepest,
    source="Cauchy 1847, Comptes Rendus 25, 536",
    convention=(
        "Every step goes to the lowest point along the gradient, so that each gradient is at right "
        "angles to the one before. No library has it: real losses are too dear to search."
    ),
    terms={"p": Term("direction of the step")},
)

ARMIJO = Rule(
    name="armijo",
    title="Backtracking descent (Armijo)",
    dials=(shared.replaced_lr(1.0, "longest learning rate, which is tried first"),),
    text=armijo,
    source="Armijo 1966: https://doi.org/10.2140/pjm.1966.16.1",
    convention=(
        "The rate is halved until the loss falls by at least a ten-thousandth of what the slope "
        "promises; each step begins again with the longest one."
    ),
    terms={"p": Term("longest step")},
)
