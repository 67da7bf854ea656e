"""Rprop: a step size for each coordinate, which grows while the slope keeps its sign.

Without backtracking it is iRprop-: Igel, Huesken 2003, https://doi.org/10.1016/S0925-2312(01)00700-7
"""

from optimizers.dial import Dial, DialError, Value, show
from optimizers.rule import Dials, Rule, Term
from optimizers.rules import shared


def text(dials: Dials) -> str:
    moved = "x = x - rate sign(g)"
    if dials["backtracking"]:
        moved = """
            d = where(turn < 0, d, rate sign(g))
            x = x - where(turn < 0, -d, d)
        """
    return f"""
        turn = g p
        last = where(t > 1, size, lr)
        change = where(turn > 0, eta_plus, where(turn < 0, eta_minus, 1))
        size = min(max(change last, min_step), max_step)
        rate = where(turn < 0, 0, size)
        p = where(turn < 0, 0, g)
        {moved}
    """


def check(dials: Dials) -> None:
    """The bounds of a step size leave something between them."""
    low, high = dials["min_step"], dials["max_step"]
    if float(low) > float(high):  # type: ignore[arg-type]
        raise DialError(
            f"`min_step` is {show(low)}, but it must be at most `max_step`, {show(high)}."
        )


USUAL: dict[str, Value] = {"eta_minus": 0.5, "eta_plus": 1.2, "min_step": 1e-6, "max_step": 50.0}

RULE = Rule(
    name="rprop",
    title="Rprop",
    dials=(
        shared.replaced_lr(0.01, "learning rate: the length of the first step"),
        Dial("eta_minus", r"\eta_{-}", 0.5, "what a step size shrinks by when the slope turns",
             low=0.0, high=1.0, low_open=True, high_open=True),
        Dial("eta_plus", r"\eta_{+}", 1.2, "what a step size grows by while the slope keeps on",
             low=1.0, high=10.0, low_open=True),
        Dial("min_step", r"\Delta_{\min}", 1e-6, "smallest step size",
             low=0.0, high=1.0, logarithmic=True),
        Dial("max_step", r"\Delta_{\max}", 50.0, "largest step size",
             low=0.0, high=1e3, low_open=True, logarithmic=True),
        shared.switch("backtracking", False, "take the last step back where the slope has turned"),
    ),
    text=text,
    source="Riedmiller, Braun 1993: https://doi.org/10.1109/ICNN.1993.298623",
    convention=(
        "Where the slope turns, PyTorch stays for one update, the paper takes the last step back. "
        "A schedule changes nothing but the first step. Optax takes every step one update late, "
        "which is not followed; Keras has no Rprop."
    ),
    presets={
        "As in PyTorch": {**USUAL, "backtracking": False},
        "As in the paper": {**USUAL, "backtracking": True},
    },
    terms={
        "turn": Term("below 0 where the slope has turned", latex=r"\tau"),
        "last": Term("step size before this update", latex=r"\Delta_{t-1}"),
        "change": Term("what the step size is multiplied by", latex=r"\phi"),
        "size": Term("step size", latex=r"\Delta"),
        "p": Term("gradient before this one; 0 after a turn"),
        "d": Term("step, with its sign turned"),
    },
    check=check,
)  # fmt: skip
