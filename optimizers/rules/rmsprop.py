"""RMSProp: Adagrad with a memory that fades.

Centered: Graves 2013, https://arxiv.org/abs/1308.0850
"""

from dataclasses import replace

from optimizers.dial import DialError, Value
from optimizers.rule import Dials, Rule, Term
from optimizers.rules import shared
from optimizers.rules.momentum import MOMENTUM


def text(dials: Dials) -> str:
    hat = "_hat" if dials["bias_correction"] else ""
    lines = ["start s = initial_accumulator", "s = rho s + (1 - rho) g^2"]
    square = f"s{hat}"
    if hat:
        lines.append(shared.corrected("s", "rho"))
    if dials["centered"]:
        lines.append("m = rho m + (1 - rho) g")
        lines += [shared.corrected("m", "rho")] if hat else []
        # Rounding alone can take the difference below 0.
        lines.append(f"variance = max({square} - m{hat}^2, 0)")
        square = "variance"
    below = shared.divisor(dials, square)
    return "\n".join([*lines, f"rate = lr / ({below})", *moved(dials, below)])


def moved(dials: Dials, below: str) -> tuple[str, ...]:
    """The lines of the step, through the velocity where there is one."""
    if not dials["momentum"]:
        return ("x = x - rate g",)
    entering = f"g / ({below})"
    if dials["lr_place"] == "inside":
        entering = f"lr ({entering})"
    step = f"({entering} + momentum b)" if dials["nesterov"] else "b"
    leaving = step if dials["lr_place"] == "inside" else f"lr {step}"
    return f"b = momentum b + {entering}", f"x = x - {leaving}"


def check(dials: Dials) -> None:
    """Nesterov's step looks along a velocity, so there must be one."""
    if dials["nesterov"] and not dials["momentum"]:
        raise DialError("`momentum` is 0, but with `nesterov` on it must be above 0 and below 1.")


USUAL: dict[str, Value] = {
    "rho": 0.9, "nesterov": False, "bias_correction": False, "initial_accumulator": 0.0,
}  # fmt: skip
BARE: dict[str, Value] = {"momentum": 0.0, "centered": False, "weight_decay": 0.0}

RULE = Rule(
    name="rmsprop",
    title="RMSProp",
    dials=(
        shared.lr(),
        shared.share("rho", r"\rho", 0.9, "how much of the mean square is kept each step"),
        shared.eps(1e-8),
        shared.switch("centered", False, "subtract the squared mean: divide by the spread",
                      convention=False),
        replace(MOMENTUM, default=0.0, zero_is_off=True),
        shared.eps_place("outside", ("outside", "inside")),
        shared.switch("bias_correction", False, "make up for means that start at zero"),
        shared.switch("nesterov", False, "look ahead along the velocity", needs="momentum"),
        shared.lr_place(),
        shared.accumulator(0.0),
        *shared.weight_decay(),
    ),
    text=text,
    source=(
        "Tieleman, Hinton 2012, lecture 6.5: "
        "https://www.cs.toronto.edu/~tijmen/csc321/slides/lecture_slides_lec6.pdf"
    ),
    convention=(
        "PyTorch adds ε outside the root, Keras and Optax inside it; Optax multiplies by the "
        "learning rate before the velocity. The centered form's variance is held at 0 or above."
    ),
    presets={
        "As in PyTorch": {**USUAL, "rho": 0.99, "eps": 1e-8, "eps_place": "outside",
                          "lr_place": "outside", "decay": "coupled"},
        "As in Keras": {**USUAL, "eps": 1e-7, "eps_place": "inside", "lr_place": "outside",
                        "decay": "decoupled"},
        "As in Optax": {"rho": 0.9, "eps": 1e-8, "eps_place": "inside", "lr_place": "inside",
                        "decay": "coupled"},
        "As in the paper": {**USUAL, **BARE, "eps_place": "outside"},
        "As in the article": {**USUAL, **BARE, "eps_place": "inside", "eps": 1e-8},
    },
    terms={
        "s": Term("fading mean of the squared gradients", "mean_square"),
        "m": shared.MEANS["m"],
        "s_hat": Term("s made up for its start at zero"),
        "m_hat": shared.MEANS["m_hat"],
        "variance": Term("spread of the gradients: mean square less squared mean", latex="w"),
        "b": Term("velocity: the decayed sum of the scaled gradients"),
    },
    check=check,
)  # fmt: skip
