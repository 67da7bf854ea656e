"""The libraries' own optimizers: how each is called, and which runs it can reproduce.

A dial that the call lacks is fixed by the library, to what the rule's preset for it says. A run
that differs gets the update by hand. PyTorch 2.15, Keras 3.15, Optax 0.2.8.
"""

import string
from collections.abc import Mapping
from dataclasses import dataclass, field

from experiment.model import Run, Value
from optimizers import RULES
from optimizers.dial import show
from optimizers.wrappers import on


@dataclass(frozen=True)
class Native:
    """A call with dials in braces; {lr} may be a schedule.

    preset    label of what the library has fixed; `fixed` is what it does not say
    positive  a dial that must not be 0
    """

    call: str
    preset: str
    fixed: Mapping[str, Value] = field(default_factory=dict)
    positive: str = ""

    @property
    def name(self) -> str:
        return self.call.partition("(")[0]

    def demands(self, rule: str) -> dict[str, Value]:
        """Return the dials that the library has fixed, with their values."""
        given = {name for _, name, _, _ in string.Formatter().parse(self.call)} | set(self.fixed)
        preset = RULES[rule].presets[self.preset].items()
        # Any decay can stand before a call; a dial that needs a fixed one is fixed with it.
        free = {dial.name for dial in RULES[rule].dials if dial.needs in self.fixed} | given
        free.add("weight_decay")
        return {name: value for name, value in preset if name not in free} | dict(self.fixed)

    def misfits(self, run: Run) -> tuple[str, ...]:
        """Return what the library cannot do of the run: "eps_place inside"; none where it can."""
        wanted = self.demands(run.rule).items()
        wrong = [name for name, value in wanted if run.dials[name] != value and matters(run, name)]
        wrong += [self.positive] if self.positive and not run.dials[self.positive] else []
        wrong += [wrapper.switch for wrapper in on(run.dials)]
        return tuple(f"{name} {show(run.dials[name]).strip(chr(39))}" for name in wrong)


def matters(run: Run, name: str) -> bool:
    """Say whether a dial has a part in the run."""
    needs = run.update.dial(name).needs
    # Inside or outside the velocity, a rate that never changes gives the same steps.
    changes = run.schedule is not None or name != "lr_place"
    return changes and (not needs or bool(run.dials[needs]))


Natives = Mapping[str, tuple[Native, ...]]
UNCENTERED = {"centered": False}  # the variance may fall below 0 by rounding; here it is held at 0


def torch(name: str, arguments: str = "", **more: Value) -> tuple[Native]:
    call = f"torch.optim.{name}([x], lr={{lr}}, {arguments}weight_decay={{weight_decay}})"
    positive = str(more.pop("positive", ""))
    return (Native(call, "As in PyTorch", more, positive),)


_BETAS = "betas=({beta1}, {beta2}), eps={eps}, "
_START = "initial_accumulator_value={initial_accumulator}, "
TORCH: Natives = {
    "gd": torch("SGD"),
    "momentum": torch("SGD", "momentum={momentum}, dampening={dampening}, ", positive="momentum"),
    "nesterov": torch("SGD", "momentum={momentum}, nesterov=True, ", positive="momentum"),
    "adagrad": torch("Adagrad", "lr_decay={lr_decay}, eps={eps}, " + _START),
    "rmsprop": torch("RMSprop", "alpha={rho}, eps={eps}, momentum={momentum}, ", **UNCENTERED),
    "adam": torch("Adam", _BETAS + "amsgrad={amsgrad}, "),
    "adamw": torch("AdamW", _BETAS + "amsgrad={amsgrad}, "),
    "nadam": torch("NAdam", _BETAS + "momentum_decay={momentum_decay}, "),
    "radam": torch("RAdam", _BETAS),
    "adamax": torch("Adamax", _BETAS),
    "adadelta": torch("Adadelta", "rho={rho}, eps={eps}, "),
    "rprop": (
        Native(
            "torch.optim.Rprop([x], lr={lr}, etas=({eta_minus}, {eta_plus}), "
            "step_sizes=({min_step}, {max_step}))",
            "As in PyTorch",
        ),
    ),
}


def keras(name: str, arguments: str = "", **fixed: Value) -> tuple[Native]:
    call = f"keras.optimizers.{name}({{lr}}, {arguments}weight_decay={{weight_decay}})"
    return (Native(call, "As in Keras", fixed),)


_KERAS_BETAS = "beta_1={beta1}, beta_2={beta2}, "
# AMSGrad and Adamax take a maximum, which Keras 3.15 rounds to float32: by hand.
KERAS: Natives = {
    "gd": keras("SGD"),
    "momentum": keras("SGD", "momentum={momentum}, "),
    "nesterov": keras("SGD", "momentum={momentum}, nesterov=True, "),
    "adagrad": keras("Adagrad", _START + "epsilon={eps}, "),
    "rmsprop": keras("RMSprop", "rho={rho}, momentum={momentum}, epsilon={eps}, ", **UNCENTERED),
    "adam": keras("Adam", _KERAS_BETAS + "epsilon={eps}, ", amsgrad=False),
    "adamw": keras("AdamW", _KERAS_BETAS + "epsilon={eps}, ", amsgrad=False),
    "nadam": keras("Nadam", _KERAS_BETAS + "epsilon={eps}, "),
    "adadelta": keras("Adadelta", "rho={rho}, epsilon={eps}, "),
    "lion": keras("Lion", _KERAS_BETAS),
}


def optax(name: str, arguments: str = "", **fixed: Value) -> Native:
    # An optimizer without weight decay gets the coupled one put before it.
    decay: dict[str, Value] = {} if "weight_decay" in arguments else {"decay": "coupled"}
    return Native(f"optax.{name}({{lr}}{arguments})", "As in Optax", decay | fixed)


_B = ", b1={beta1}, b2={beta2}"
_B3 = _B + ", b3={beta3}"
_OPTAX_EPS = ", eps={eps}, eps_root={eps_root}"
_RMSPROP = (
    ", decay={{rho}}, eps={{eps}}, initial_scale={{initial_accumulator}}, eps_in_sqrt={}, "
    "momentum={{momentum}}, nesterov={{nesterov}}, bias_correction={{bias_correction}}"
)
_ADAM = (
    optax("adam", _B + _OPTAX_EPS, amsgrad=False),
    optax("adamw", _B + _OPTAX_EPS + ", weight_decay={weight_decay}", amsgrad=False),
)
OPTAX: Natives = {
    "gd": (optax("sgd"),),
    "momentum": (optax("sgd", ", momentum={momentum}"),),
    "nesterov": (optax("sgd", ", momentum={momentum}, nesterov=True"),),
    "adagrad": (optax("adagrad", f", {_START}eps={{eps}}"),),
    "rmsprop": (
        optax("rmsprop", _RMSPROP.format(True), eps_place="inside", **UNCENTERED),
        optax("rmsprop", _RMSPROP.format(False), eps_place="outside", **UNCENTERED),
    ),
    "adam": _ADAM,
    "adamw": _ADAM,
    "nadam": (optax("nadam", _B + _OPTAX_EPS),),
    "radam": (optax("radam", _B + _OPTAX_EPS + ", threshold={threshold}"),),
    "adamax": (optax("adamax", _B + ", eps={eps}"),),
    "adadelta": (optax("adadelta", ", rho={rho}, eps={eps}"),),
    "lion": (optax("lion", _B + ", weight_decay={weight_decay}"),),
    "signum": (optax("signum", ", beta={momentum}"),),
    "adan": (optax("adan", _B3 + _OPTAX_EPS + ", weight_decay={weight_decay}"),),
    "adopt": (optax("contrib.adopt", _B + ", eps={eps}, use_clipping={clipping}"),),
    "ademamix": (
        optax(
            "contrib.ademamix",
            _B3 + ", alpha={alpha}" + _OPTAX_EPS + ", weight_decay={weight_decay}",
        ),
    ),
    "rprop": (),  # Optax's takes every step one update late
    "adabelief": (optax("adabelief", _B + _OPTAX_EPS),),
    "yogi": (optax("yogi", _B + ", eps={eps}"),),
}
