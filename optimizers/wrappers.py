"""What can be put around any rule: lines before its update, or after it.

Each is off until its first dial is set, and then leaves no trace in the text.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from optimizers.dial import Dial, Value

Dials = Mapping[str, Value]


@dataclass(frozen=True)
class Wrapper:
    """Lines around an update.

    dials   the first switches it on
    usual   what that one is set to when somebody chooses the wrapper
    before  lines in front of all others, which may change g
    point   a line in front of the rule, behind its weight decay
    after   lines behind the rule
    """

    title: str
    dials: tuple[Dial, ...]
    usual: Value
    meaning: str
    source: str
    before: str = ""
    point: str = ""
    after: str = ""

    @property
    def switch(self) -> str:
        """The name of the dial that switches it on."""
        return self.dials[0].name


def _off_at_zero(name: str, index: str, meaning: str, *, whole: bool = False) -> Dial:
    symbol = rf"c_{{\mathrm{{{index}}}}}"
    return Dial(name, symbol, 0.0, meaning, low=0.0, high=1e6, whole=whole, zero_is_off=True)


WRAPPERS = (
    Wrapper(
        "Reduce on plateau",
        (
            Dial("plateau_factor", r"c_{\mathrm{fall}}", 0.0,
                 "what the learning rate is multiplied by where the loss stays; 0 is off",
                 low=0.0, high=1.0, high_open=True, zero_is_off=True),
            Dial("plateau_patience", r"c_{\mathrm{wait}}", 10.0,
                 "updates without a better loss before the rate falls", low=0.0, high=1e4,
                 whole=True, needs="plateau_factor"),
        ),
        0.5,
        "lowers the learning rate where the loss has stopped falling",
        "PyTorch, ReduceLROnPlateau: https://docs.pytorch.org/docs/stable/optim.html",
        before="""
            start rate_share = 1
            lr = lr rate_share
            to_beat = where(t > 1, best_loss (1 - 0.0001), f + 1)
            best_loss = where(f < to_beat, f, best_loss)
            worse = where(f < to_beat, 0, worse + 1)
            rate_share = where(worse > plateau_patience, plateau_factor rate_share, rate_share)
            worse = where(worse > plateau_patience, 0, worse)
        """,
    ),
    Wrapper(
        "Sharpness-aware (SAM)",
        (_off_at_zero("sam_radius", "SAM", "how far uphill the gradient is taken; 0 is off"),),
        0.05,
        "takes the gradient a little way uphill, so that narrow valleys repel",
        "Foret et al. 2021: https://arxiv.org/abs/2010.01412",
        before="g = grad(x + sam_radius g / max(norm(g), 1e-12))",
    ),
    Wrapper(
        "Clip by norm",
        (
            _off_at_zero("clip_norm", "norm", "longest gradient, others are shortened; 0 is off"),
            Dial("clip_eps", r"\epsilon_{\mathrm{norm}}", 0.0,
                 "added to the norm: 1e-6 in PyTorch, 0 in Optax", low=0.0, high=1.0,
                 convention=True, zero_is_off=True, needs="clip_norm"),
        ),
        1.0,
        "shortens a long gradient and keeps its direction",
        "Pascanu et al. 2013: https://arxiv.org/abs/1211.5063",
        before="g = g min(1, clip_norm / (norm(g) + clip_eps))",
    ),
    Wrapper(
        "Clip by value",
        (_off_at_zero("clip_value", "value", "largest partial derivative in size; 0 is off"),),
        1.0,
        "cuts each partial derivative alone, which turns the gradient",
        "Mikolov 2012: https://www.fit.vut.cz/study/phd-thesis/283/",
        before="g = min(max(g, -clip_value), clip_value)",
    ),
    Wrapper(
        "Cautious",
        (
            Dial("cautious", "", False, "move only where the step goes down the slope",
                 kind="switch"),
            Dial("cautious_plus", r"c_{\mathrm{plus}}", 0.0,
                 "added to the number of coordinates that move: 0 in the authors’ code, 1 in "
                 "pytorch-optimizer", low=0.0, high=1.0, convention=True, zero_is_off=True,
                 needs="cautious"),
        ),
        True,
        "leaves out the coordinates in which the step goes against the gradient",
        "Liang et al. 2024: https://arxiv.org/abs/2411.16085",
        point="held_point = x",
        after="""
            full_step = held_point - x
            mask = where(full_step g > 0, 1, 0)
            moving = dot(mask, axis1 + axis2) + cautious_plus
            down_share = moving / dot(axis1 + axis2, axis1 + axis2)
            x = held_point - full_step mask / max(down_share, 0.001)
        """,
    ),
    Wrapper(
        "Lookahead",
        (
            _off_at_zero("lookahead_steps", "steps", "updates between two looks back; 0 is off",
                         whole=True),
            Dial("lookahead_share", r"\alpha_{\mathrm{slow}}", 0.5,
                 "how far the slow point goes to the fast one", low=0.0, high=1.0, low_open=True,
                 needs="lookahead_steps"),
        ),
        5.0,
        "goes back part of the way every few updates",
        "Zhang et al. 2019: https://arxiv.org/abs/1907.08610",
        before="slow_point = where(t > 1, slow_point, x)",
        after="""
            turn_at = floor(t / lookahead_steps)
            back = lookahead_share (x - slow_point)
            slow_point = slow_point + where(t > lookahead_steps turn_at, 0, back)
            x = where(t > lookahead_steps turn_at, x, slow_point)
        """,
    ),
)  # fmt: skip
DIALS = tuple(dial for wrapper in WRAPPERS for dial in wrapper.dials)
QUANTITIES = {  # name: what it is, its LaTeX
    "rate_share": ("share of the learning rate that is left", r"s_{\mathrm{rate}}"),
    "to_beat": ("loss that counts as better", r"f_{\mathrm{beat}}"),
    "best_loss": ("best loss so far", r"f_{\mathrm{best}}"),
    "worse": ("updates since the loss was better", r"n_{\mathrm{worse}}"),
    "slow_point": ("slow point of Lookahead", r"x_{\mathrm{slow}}"),
    "turn_at": ("looks back so far", r"n_{\mathrm{slow}}"),
    "back": ("how far the slow point follows at a look back", r"\Delta_{\mathrm{slow}}"),
    "held_point": ("point before the step", r"x_{\mathrm{held}}"),
    "full_step": ("the rule's step, with its sign turned", r"u_{\mathrm{full}}"),
    "mask": ("1 where the step goes down the slope, else 0", r"\chi"),
    "moving": ("number of coordinates that go down the slope", r"n_{\mathrm{down}}"),
    "down_share": ("share of the coordinates that go down the slope", r"\bar\chi"),
}


def on(dials: Dials) -> Iterator[Wrapper]:
    """The wrappers that are on."""
    return (wrapper for wrapper in WRAPPERS if dials.get(wrapper.switch))


def wrapped(dials: Dials, decay: str, rule: str) -> str:
    """The lines of an update with those of the wrappers that are on around them."""
    chosen = tuple(on(dials))
    parts = [*(one.before for one in chosen), decay]
    parts += [*(one.point for one in chosen), rule, *(one.after for one in chosen)]
    lines = (line.strip() for part in parts for line in part.splitlines())
    return "\n".join(filter(None, lines))
