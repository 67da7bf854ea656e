"""Newton's method, and its form that leaves saddle points."""

from functools import partial

from optimizers.rule import Dials, Rule, Term
from optimizers.rules import shared

DAMPED = shared.replaced_lr(1.0, "share of Newton's step that is taken; below 1 is damped")
TERMS = {"p": Term("Newton's step, with its sign turned")}


def text(dials: Dials, solve: str = "solve") -> str:
    return f"""
        p = {solve}(g)
        x = x - lr p
    """


RULE = Rule(
    name="newton",
    title="Newton's method",
    dials=(DAMPED,),
    text=text,
    source="Nocedal, Wright 2006, Numerical Optimization, section 3.3",
    convention=(
        "It looks for a point where the gradient is 0, and a saddle or a maximum is one as well: "
        "where the loss curves downwards, Newton's step goes up."
    ),
    terms=TERMS,
)

SADDLE_FREE = Rule(
    name="saddle_free_newton",
    title="Saddle-free Newton",
    dials=(DAMPED,),
    text=partial(text, solve="solve_abs"),
    source="Dauphin et al. 2014: https://arxiv.org/abs/1406.2572",
    convention=(
        "Newton's step with the sizes of the Hessian's eigenvalues, so that it goes down along "
        "every direction."
    ),
    terms=TERMS,
)
