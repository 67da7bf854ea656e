"""The libraries' own optimizers: which runs each can reproduce, and how it is called.

`demands` are the dials that the library has fixed. A run that differs gets the update by hand.
PyTorch 2.13, Keras 3.15, Optax 0.2.8; where they differ is in the rules' own files.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field

from experiment.model import Run, Value
from optimizers import RULES
from optimizers.dial import show


@dataclass(frozen=True)
class Native:
    """A call with dials in braces; {lr} may be a schedule. `positive` dials must not be 0."""

    call: str
    demands: Mapping[str, Value] = field(default_factory=dict)
    positive: tuple[str, ...] = ()

    @property
    def name(self) -> str:
        return self.call.partition("(")[0]

    def misfits(self, run: Run) -> tuple[str, ...]:
        """Return what the library cannot do of the run: "eps_place inside"; none where it can."""
        wrong = [name for name, wanted in self.demands.items() if run.dials[name] != wanted]
        wrong = [name for name in wrong if matters(run, name)]
        wrong += [name for name in self.positive if not run.dials[name]]
        return tuple(f"{name} {show(run.dials[name]).strip(chr(39))}" for name in wrong)


def matters(run: Run, name: str) -> bool:
    """Say whether a dial has a part in the run."""
    needs = RULES[run.rule].dial(name).needs
    # Inside or outside the velocity, a rate that never changes gives the same steps.
    changes = run.schedule is not None or name != "lr_place"
    return changes and (not needs or bool(run.dials[needs]))


COUPLED: Mapping[str, Value] = {"decay": "coupled"}
DECOUPLED: Mapping[str, Value] = {"decay": "decoupled"}
HEAVY: Mapping[str, Value] = {"form": "heavy_ball"}
OUTSIDE: Mapping[str, Value] = {"lr_place": "outside"}
FULL: Mapping[str, Value] = {"eps_root": 0.0, "bias_correction": True}
RMS: Mapping[str, Value] = {
    "bias_correction": False,
    "nesterov": False,
    "initial_accumulator": 0.0,
    "centered": False,  # the variance may fall below 0 by rounding; here it is held at 0
    **OUTSIDE,
}
OUTER: Mapping[str, Value] = {"eps_place": "outside"}
INNER: Mapping[str, Value] = {"eps_place": "inside"}
BEFORE: Mapping[str, Value] = {"amsgrad_max": "before"}

_TORCH = "torch.optim.{}([x], lr={{lr}}, {}weight_decay={{weight_decay}})"
_BETAS = "betas=({beta1}, {beta2}), eps={eps}, "


def torch(name: str, arguments: str, *demands: Mapping[str, Value], positive: str = "") -> Native:
    fixed = {key: value for part in demands for key, value in part.items()}
    return Native(_TORCH.format(name, arguments), fixed, tuple(positive.split()))


TORCH: Mapping[str, tuple[Native, ...]] = {
    "gd": (torch("SGD", "", COUPLED),),
    "momentum": (
        torch("SGD", "momentum={momentum}, dampening={dampening}, ", COUPLED, HEAVY, OUTSIDE,
              positive="momentum"),
    ),
    "nesterov": (
        torch("SGD", "momentum={momentum}, nesterov=True, ", COUPLED, OUTSIDE, positive="momentum"),
    ),
    "adagrad": (
        torch("Adagrad", "lr_decay={lr_decay}, eps={eps}, "
              "initial_accumulator_value={initial_accumulator}, ", COUPLED, OUTER),
    ),
    "rmsprop": (
        torch("RMSprop", "alpha={rho}, eps={eps}, momentum={momentum}, ", COUPLED, OUTER, RMS),
    ),
    "adam": (torch("Adam", _BETAS + "amsgrad={amsgrad}, ", COUPLED, OUTER, FULL, BEFORE),),
    "adamw": (torch("AdamW", _BETAS + "amsgrad={amsgrad}, ", DECOUPLED, OUTER, FULL, BEFORE),),
    "nadam": (
        torch("NAdam", _BETAS + "momentum_decay={momentum_decay}, ", COUPLED, OUTER,
              {"momentum_schedule": True, "eps_root": 0.0}),
    ),
    "radam": (
        torch("RAdam", _BETAS, COUPLED, {"threshold": 5.0, "eps_place": "hat", "eps_root": 0.0}),
    ),
    "adamax": (torch("Adamax", _BETAS, COUPLED, INNER),),
    "adadelta": (torch("Adadelta", "rho={rho}, eps={eps}, ", COUPLED),),
}  # fmt: skip

_KERAS = "keras.optimizers.{}({{lr}}, {}weight_decay={{weight_decay}})"
_KERAS_BETAS = "beta_1={beta1}, beta_2={beta2}, "
_HAT: Mapping[str, Value] = {"eps_place": "hat", "amsgrad": False, **FULL}


def keras(name: str, arguments: str, *demands: Mapping[str, Value]) -> Native:
    fixed = {key: value for part in (DECOUPLED, *demands) for key, value in part.items()}
    return Native(_KERAS.format(name, arguments), fixed)


# AMSGrad and Adamax take a maximum, which Keras 3.15 rounds to float32: by hand.
KERAS: Mapping[str, tuple[Native, ...]] = {
    "gd": (keras("SGD", ""),),
    "momentum": (
        keras("SGD", "momentum={momentum}, ", HEAVY, {"dampening": 0.0, "lr_place": "inside"}),
    ),
    "nesterov": (keras("SGD", "momentum={momentum}, nesterov=True, ", {"lr_place": "inside"}),),
    "adagrad": (
        keras("Adagrad", "initial_accumulator_value={initial_accumulator}, epsilon={eps}, ", INNER,
              {"lr_decay": 0.0}),
    ),
    "rmsprop": (keras("RMSprop", "rho={rho}, momentum={momentum}, epsilon={eps}, ", INNER, RMS),),
    "adam": (keras("Adam", _KERAS_BETAS + "epsilon={eps}, ", _HAT),),
    "adamw": (keras("AdamW", _KERAS_BETAS + "epsilon={eps}, ", _HAT),),
    "nadam": (
        keras("Nadam", _KERAS_BETAS + "epsilon={eps}, ", OUTER,
              {"momentum_schedule": True, "momentum_decay": 1.0, "eps_root": 0.0}),
    ),
    "adadelta": (keras("Adadelta", "rho={rho}, epsilon={eps}, "),),
    "lion": (keras("Lion", _KERAS_BETAS),),
}  # fmt: skip

_B = "b1={beta1}, b2={beta2}"


def optax(call: str, *demands: Mapping[str, Value]) -> Native:
    fixed = {key: value for part in demands for key, value in part.items()}
    return Native(f"optax.{call}", fixed)


_PLAIN: Mapping[str, Value] = {**OUTER, "bias_correction": True, "amsgrad": False}
_RMS: Mapping[str, Value] = {"centered": False, "lr_place": "inside"}
_ADAMW = "adamw({lr}, " + _B + ", eps={eps}, eps_root={eps_root}, weight_decay={weight_decay})"
_ADAM = (
    optax("adam({lr}, " + _B + ", eps={eps}, eps_root={eps_root})", COUPLED, _PLAIN),
    optax(_ADAMW, DECOUPLED, _PLAIN),
)

OPTAX: Mapping[str, tuple[Native, ...]] = {
    "gd": (optax("sgd({lr})", COUPLED),),
    "momentum": (
        optax("sgd({lr}, momentum={momentum})", COUPLED, HEAVY, OUTSIDE, {"dampening": 0.0}),
    ),
    "nesterov": (optax("sgd({lr}, momentum={momentum}, nesterov=True)", COUPLED, OUTSIDE),),
    "adagrad": (
        optax("adagrad({lr}, initial_accumulator_value={initial_accumulator}, eps={eps})", COUPLED,
              INNER, {"lr_decay": 0.0}),
    ),
    "rmsprop": tuple(
        optax("rmsprop({lr}, decay={rho}, eps={eps}, initial_scale={initial_accumulator}, "
              f"eps_in_sqrt={place == 'inside'}, momentum={{momentum}}, nesterov={{nesterov}}, "
              "bias_correction={bias_correction})", COUPLED, _RMS, {"eps_place": place})
        for place in ("inside", "outside")
    ),
    "adam": _ADAM,
    "adamw": _ADAM,
    "nadam": (
        optax("nadam({lr}, " + _B + ", eps={eps}, eps_root={eps_root})", COUPLED, OUTER,
              {"momentum_schedule": False}),
    ),
    "radam": (
        optax("radam({lr}, " + _B + ", eps={eps}, eps_root={eps_root}, threshold={threshold})",
              COUPLED, OUTER),
    ),
    "adamax": (optax("adamax({lr}, " + _B + ", eps={eps})", COUPLED, INNER),),
    "adadelta": (optax("adadelta({lr}, rho={rho}, eps={eps})", COUPLED),),
    "lion": (optax("lion({lr}, " + _B + ", weight_decay={weight_decay})", DECOUPLED),),
    "adabelief": (
        optax("adabelief({lr}, " + _B + ", eps={eps}, eps_root={eps_root})", COUPLED,
              {"bias_correction": True}),
    ),
    "yogi": (
        optax("yogi({lr}, " + _B + ", eps={eps})", COUPLED, {
            "initial_accumulator": 1e-6, "initial_mean": "accumulator", "bias_correction": True,
        }),
    ),
}  # fmt: skip
