"""What several rules share: dials, the lines of moving means, the place of eps."""

from dataclasses import replace

from optimizers.dial import Dial
from optimizers.rule import Dials, Term

MEAN = "m = beta1 m + (1 - beta1) g"
AVERAGE = "m = momentum m + (1 - momentum) g"
SQUARE = "v = beta2 v + (1 - beta2) g^2"
MEANS = {
    "m": Term("fading mean of the gradients", "mean"),
    "v": Term("fading mean of the squared gradients", "mean_square"),
    "m_hat": Term("m made up for its start at zero"),
    "v_hat": Term("v made up for its start at zero"),
}


LAST = {
    "s": Term("last step"),
    "y": Term("change of the gradient over the last step"),
    "curve": Term("last step times the change of the gradient", latex=r"s^\top y"),
    "last_x": Term("point before this one", latex=r"x_{t-1}"),
    "last_g": Term("gradient before this one", latex=r"g_{t-1}"),
}


def corrected(name: str, share: str, top: str = "") -> str:
    """The line of a mean made up for its start at zero.

    share   the dial that says how much of the mean is kept each step
    top     what is divided, if it is not the mean of that name
    """
    return f"{name}_hat = {top or name} / (1 - {share}^t)"


def divisor(dials: Dials, square: str, correction: str = "") -> str:
    """What divides a step: the root of a mean square with eps in its place.

    correction   what the square was divided by: "hat" has eps at the root before that
    """
    under = f"{square} + eps_root" if dials.get("eps_root") else square
    eps = f"eps / sqrt({correction})" if correction else "eps"
    return {
        "outside": f"sqrt({under}) + eps",
        "inside": f"sqrt({under} + eps)",
        "hat": f"sqrt({under}) + {eps}",
    }[str(dials.get("eps_place", "outside"))]


def moments(dials: Dials, square: str) -> str:
    """The lines that correct m and the square of that name, where the switch is on, and the step.

    The end of Adam and of the rules that differ from it in their squares.
    """
    if not dials["bias_correction"]:
        return f"""
            rate = lr / ({divisor(dials, square)})
            x = x - rate m
        """
    return f"""
        {corrected("m", "beta1")}
        {corrected(square, "beta2")}
        rate = lr / ({divisor(dials, f"{square}_hat", "1 - beta2^t")})
        x = x - rate m_hat
    """


def lr(default: float = 0.1) -> Dial:
    """The learning rate, first dial of every rule."""
    return Dial(
        "lr", r"\eta", default, "learning rate: the length of a step for a given gradient",
        low=0.0, high=1e3, low_open=True, logarithmic=True,
    )  # fmt: skip


def replaced_lr(default: float, meaning: str) -> Dial:
    """The first dial of a rule that finds its rate by itself, or only begins with it."""
    return replace(lr(default), meaning=meaning)


def share(name: str, symbol: str, default: float, meaning: str) -> Dial:
    """A weight from 0 up to, not including, 1."""
    return Dial(name, symbol, default, meaning, low=0.0, high=1.0, high_open=True)


def part(name: str, symbol: str, default: float, mean: str = "mean gradient") -> Dial:
    """How much of a step follows a mean, the rest follows the newest value."""
    meaning = f"share of the {mean} in the step; the rest is of the gradient alone"
    return Dial(name, symbol, default, meaning, low=0.0, high=1.0)


def beta1(default: float = 0.9) -> Dial:
    return share("beta1", r"\beta_1", default, "how much of the mean gradient is kept each step")


def beta2(default: float = 0.999) -> Dial:
    return share("beta2", r"\beta_2", default, "how much of the mean square is kept each step")


def eps(default: float) -> Dial:
    meaning = "small number that keeps the division defined"
    return Dial("eps", r"\epsilon", default, meaning, low=0.0, high=1.0, logarithmic=True)


def eps_root(default: float) -> Dial:
    """Optax's second small number; inside the root where `eps` stands outside."""
    return Dial(
        "eps_root", r"\epsilon_r", default, "small number added under the root",
        low=0.0, high=1.0, convention=True, zero_is_off=True,
    )  # fmt: skip


def choice(
    name: str, default: str, choices: tuple[str, ...], meaning: str, *, needs: str = ""
) -> Dial:
    """A convention: one word of several."""
    return Dial(
        name, "", default, meaning, kind="choice", choices=choices, convention=True, needs=needs
    )


def switch(
    name: str, default: bool, meaning: str, *, convention: bool = True, needs: str = ""
) -> Dial:
    return Dial(name, "", default, meaning, kind="switch", convention=convention, needs=needs)


def eps_place(default: str, choices: tuple[str, ...]) -> Dial:
    return choice("eps_place", default, choices, "where ε stands relative to the root")


def accumulator(default: float) -> Dial:
    meaning = "value of the accumulated squares before the first step"
    return Dial("initial_accumulator", "s_0", default, meaning, low=0.0, high=1e3)


def lr_place() -> Dial:
    meaning = "the learning rate multiplies the velocity (outside) or what enters it (inside)"
    return choice("lr_place", "outside", ("outside", "inside"), meaning, needs="momentum")


def weight_decay(default: float = 0.0, decay: str = "coupled") -> tuple[Dial, Dial]:
    """The two dials of weight decay: how much, and whether it passes through the rule."""
    meaning = "pull towards zero, as a share of the point"
    place = "coupled: added to the gradient; decoupled: the point shrinks before the step"
    return (
        Dial("weight_decay", r"\lambda", default, meaning, low=0.0, high=10.0, zero_is_off=True),
        choice("decay", decay, ("coupled", "decoupled"), place, needs="weight_decay"),
    )
