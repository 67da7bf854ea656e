"""Record trajectories of other people's optimizers as lines of tests/data/reference.json.

    PYTHONPATH=. python tests/optimizers/record_references.py NAME ... >> lines.txt

Needs torch (CPU), optax, pytorch_optimizer, prodigyopt, schedulefree and qhoptim, which the
project itself does not need; each NAME is a key of CASES. The gradients are of the library's own
automatic differentiation. A run with the gradients that are written by hand in hand_losses.py, and
one whose start differs in the last bit, say how far two right programs agree: `agreement`.
"""

import json
import sys
import warnings
from collections.abc import Callable
from functools import partial
from importlib import import_module
from importlib.metadata import version

import numpy as np

from tests.optimizers.hand_losses import LOSSES

warnings.filterwarnings("ignore")
TEXTS = {
    "quartic": ("x**4 - 2*x**2 + x", [0.1]),
    "ravine": ("0.5*(x**2 + 25*y**2)", [8.0, 1.5]),
    "rosenbrock": ("(1 - x)**2 + 100*(y - x**2)**2", [-1.2, 1.0]),
    "styblinski": ("0.5*(x**4 - 16*x**2 + 5*x + y**4 - 16*y**2 + 5*y)", [0.5, -1.0]),
}
Gradient = Callable[[np.ndarray], np.ndarray]


def value(name: str, point):
    return eval(TEXTS[name][0], {"__builtins__": {}}, dict(zip("xy", point, strict=False)))


def by_hand(name: str) -> Gradient:
    return lambda x: LOSSES[name].value_and_gradient(x)[1]


def torch_walk(make, name, steps, gradient: Gradient | None, *, shown=None, start=None):
    """The points of a walk; `shown(optimizer, x)` is what of it counts as the path."""
    import torch  # noqa: PLC0415 - not among the project's own

    torch.set_default_dtype(torch.float64)
    x = torch.tensor(start or TEXTS[name][1], requires_grad=True)
    optimizer = make([x])
    if shown is judged:
        optimizer.train()
    points = [x.detach().numpy().copy()]
    for _ in range(steps):
        if gradient is None:
            optimizer.zero_grad()
            value(name, x).backward()
        else:
            x.grad = torch.tensor(gradient(x.detach().numpy().copy()))
        optimizer.step()
        point = x if shown is None else shown(optimizer, x)
        points.append(point.detach().numpy().copy())
    return points


def averaged(optimizer, x):
    """The mean that torch's ASGD keeps beside its point."""
    return optimizer.state[x]["ax"]


def judged(optimizer, x):
    """The point that schedulefree shows while a model is judged."""
    optimizer.eval()
    point = x.detach().clone()
    optimizer.train()
    return point


def optax_walk(make, name, steps, gradient: Gradient | None, *, shown=None, start=None):
    import jax  # noqa: PLC0415
    import optax  # noqa: PLC0415
    import optax.contrib  # noqa: PLC0415

    jax.config.update("jax_enable_x64", True)
    x = jax.numpy.array(start or TEXTS[name][1])
    optimizer = optax.with_extra_args_support(make())
    exact = jax.grad(lambda x: value(name, x))

    def slope(x, _=None):
        return exact(x) if gradient is None else jax.numpy.array(gradient(np.array(x)))

    state = optimizer.init(x)
    points = [np.array(x)]
    for _ in range(steps):
        try:  # an optimizer may refuse what it does not ask for
            updates, state = optimizer.update(slope(x), state, x, grad_fn=slope)
        except TypeError:
            updates, state = optimizer.update(slope(x), state, x, value=value(name, x))
        x = optax.apply_updates(x, updates)
        points.append(np.array(x if shown is None else shown(state, x)))
    return points


def sharpness_aware(learning_rate, momentum, rho):
    import optax  # noqa: PLC0415
    import optax.contrib  # noqa: PLC0415

    uphill = optax.chain(optax.contrib.normalize(), optax.sgd(rho))
    descent = optax.sgd(learning_rate, momentum=momentum)
    return optax.contrib.sam(descent, uphill, opaque_mode=True)


def looking_ahead(fast, sync_period, slow_step_size, **settings):
    """Optax's Lookahead around one of its optimizers, at its fast point."""
    import optax  # noqa: PLC0415

    inner = optax.lookahead(getattr(optax, fast)(**settings), sync_period, slow_step_size)

    def init(x):
        both = optax.LookaheadParams.init_synced(x)
        return both, inner.init(both)

    def update(gradient, state, x=None):
        both, rest = state
        updates, rest = inner.update(gradient, rest, both)
        return updates.fast, (optax.apply_updates(both, updates), rest)

    return optax.GradientTransformation(init, update)


def sophia(**settings):
    """Optax's Sophia, told the exact diagonal of the Hessian in place of an estimate."""
    import jax  # noqa: PLC0415
    import optax  # noqa: PLC0415
    import optax.contrib  # noqa: PLC0415

    name = settings.pop("loss_name")

    def diagonal(updates, state, params=None, **_):
        return jax.numpy.diag(jax.hessian(lambda x: value(name, x))(params)), state

    exact = optax.GradientTransformationExtraArgs(lambda params: None, diagonal)
    return optax.contrib.sophia(**settings, hessian_diagonal_fn=exact)


def schedule_free_point(state, y):
    import optax.contrib  # noqa: PLC0415

    return optax.contrib.schedule_free_eval_params(state, y)


def agreement(one: np.ndarray, other: np.ndarray) -> dict[str, float]:
    gap = (np.abs(one - other) / np.maximum(1, np.abs(one))).max(axis=1)

    def within(most: float) -> int:
        beyond = np.flatnonzero(gap > most)
        return int(beyond[0]) - 1 if len(beyond) else len(gap) - 1

    ends = {f"steps_within_1e-{digits}": within(10.0**-digits) for digits in (12, 9, 6)}
    return {"finite_steps": len(gap) - 1, "max_gap": float(gap.max()), **ends}


def entry(case: str, name: str, steps: int) -> dict:
    library, optimizer, settings, _ = CASES[case]
    walk = optax_walk if library == "optax" else torch_walk
    given = settings | ({"loss_name": name} if optimizer == "sophia" else {})
    make = partial(found(library, optimizer), **given)
    shown = SHOWN.get((library, optimizer))
    text, start = TEXTS[name]
    moved = np.nextafter(start, np.inf).tolist()
    one = np.array(walk(make, name, steps, None, shown=shown))
    two = np.array(walk(make, name, steps, by_hand(name), shown=shown))
    three = np.array(walk(make, name, steps, None, shown=shown, start=moved))
    near = agreement(one, max(two, three, key=lambda other: np.abs(other - one).max()))
    return {
        "id": f"{library}/{case}/{name}",
        "kind": "trajectory",
        "source": f"{library} {version(library).partition('+')[0]}",
        "loss": text,
        "loss_name": name,
        "variables": list("xy"[: len(start)]),
        "optimizer": optimizer,
        "hyperparameters": settings,
        "start": start,
        "steps": steps,
        "points": one.tolist(),
        "losses": [float(f"{value(name, point):.9g}") for point in one],
        "core": near["max_gap"] <= 1e-12,
        "agreement": near,
    }


def found(library: str, optimizer: str):
    """The optimizer of that name, wherever in the library it stands."""
    if optimizer in OURS:
        return OURS[optimizer]
    if library == "optax":
        import optax  # noqa: PLC0415
        import optax.contrib  # noqa: PLC0415

        return getattr(optax, optimizer, None) or getattr(optax.contrib, optimizer)
    if library == "torch":
        import torch  # noqa: PLC0415

        return getattr(torch.optim, optimizer)
    if library == "qhoptim":
        return qhoptim(optimizer)
    return getattr(import_module(library), optimizer)


def qhoptim(optimizer: str):
    """The authors' code, which calls torch's functions as they were in 2019."""
    import torch  # noqa: PLC0415
    from qhoptim import pyt  # noqa: PLC0415

    def add_(self, *values, **names):
        return (
            ADD(self, values[1], alpha=values[0])
            if len(values) > 1
            else ADD(self, *values, **names)
        )

    def addcdiv_(self, value, top, below):
        return ADDCDIV(self, top, below, value=value)

    ADD, ADDCDIV = ORIGINAL.setdefault("pair", (torch.Tensor.add_, torch.Tensor.addcdiv_))
    torch.Tensor.add_, torch.Tensor.addcdiv_ = add_, addcdiv_
    return getattr(pyt, optimizer)


OURS = {
    "sharpness_aware": sharpness_aware,
    "sophia": sophia,
    "lookahead_sgd": partial(looking_ahead, "sgd"),
    "lookahead_adam": partial(looking_ahead, "adam"),
}
SHOWN = {
    ("torch", "ASGD"): averaged,
    ("schedulefree", "SGDScheduleFree"): judged,
    ("schedulefree", "AdamWScheduleFree"): judged,
    ("optax", "schedule_free_sgd"): schedule_free_point,
    ("optax", "schedule_free_adamw"): schedule_free_point,
}
ORIGINAL: dict[str, tuple] = {}
# Case: (library, optimizer, settings, {loss: steps}).
LONG = {"quartic": 300, "ravine": 300, "rosenbrock": 100}
SHORT = {"quartic": 300, "ravine": 100}
CASES = {
    "signum": ("optax", "signum", {"learning_rate": 0.01, "beta": 0.9}, LONG),
    "signum-weight-decay": (
        "pytorch_optimizer", "SignSGD",
        {"lr": 0.01, "momentum": 0.8, "weight_decay": 0.1, "weight_decouple": True},
        {"styblinski": 100},
    ),
    "qhm": ("qhoptim", "QHM", {"lr": 0.02, "momentum": 0.9, "nu": 0.7}, SHORT),
    "qhm-weight-decay": (
        "qhoptim", "QHM",
        {"lr": 0.01, "momentum": 0.8, "nu": 0.6, "weight_decay": 0.1}, {"styblinski": 100},
    ),
    "qhadam": (
        "qhoptim", "QHAdam",
        {"lr": 0.05, "betas": [0.995, 0.999], "nus": [0.7, 1.0], "eps": 1e-8}, LONG,
    ),
    "qhadam-nus": (
        "qhoptim", "QHAdam",
        {"lr": 0.05, "betas": [0.9, 0.99], "nus": [0.6, 0.8], "eps": 0.1}, {"styblinski": 100},
    ),
    "aggmo": ("pytorch_optimizer", "AggMo", {"lr": 0.01, "betas": [0.0, 0.9, 0.99]}, SHORT),
    "aggmo-betas": (
        "pytorch_optimizer", "AggMo",
        {"lr": 0.01, "betas": [0.5, 0.8, 0.95], "weight_decay": 0.1}, {"ravine": 300},
    ),
    "adan": (
        "optax", "adan",
        {"learning_rate": 0.05, "b1": 0.98, "b2": 0.92, "b3": 0.99, "eps": 1e-8, "eps_root": 1e-8},
        LONG,
    ),
    "adan-weight-decay": (
        "pytorch_optimizer", "Adan",
        {"lr": 0.05, "betas": [0.9, 0.8, 0.95], "eps": 0.1, "weight_decay": 0.1,
         "weight_decouple": True},
        {"styblinski": 100},
    ),
    "adopt": (
        "optax", "adopt",
        {"learning_rate": 0.05, "b1": 0.9, "b2": 0.9999, "eps": 1e-6, "use_clipping": True}, LONG,
    ),
    "adopt-bare": (
        "optax", "adopt",
        {"learning_rate": 0.05, "b1": 0.8, "b2": 0.99, "eps": 0.1, "use_clipping": False},
        {"styblinski": 100},
    ),
    "ademamix": (
        "optax", "ademamix",
        {"learning_rate": 0.02, "b1": 0.9, "b2": 0.999, "b3": 0.9999, "alpha": 5.0, "eps": 1e-8},
        LONG,
    ),
    "ademamix-warm": (
        "pytorch_optimizer", "AdEMAMix",
        {"lr": 0.02, "betas": [0.9, 0.99, 0.999], "alpha": 4.0, "t_alpha_beta3": 80, "eps": 0.01,
         "weight_decay": 0.1, "weight_decouple": True},
        {"ravine": 300, "styblinski": 100},
    ),
    "rprop-bounds": (
        "torch", "Rprop", {"lr": 0.02, "etas": [0.6, 1.1], "step_sizes": [0.003, 0.1]},
        {"ravine": 300},
    ),
    "dog": (
        "optax", "dog",
        {"learning_rate": 1.0, "init_step": ["distance", 1e-6], "eps": 1e-8}, LONG,
    ),
    "dog-wide": (
        "optax", "dog", {"learning_rate": 0.7, "init_step": ["distance", 0.1], "eps": 0.01},
        {"ravine": 300, "styblinski": 100},
    ),
    "prodigy": (
        "optax", "prodigy",
        {"learning_rate": 1.0, "betas": [0.9, 0.999], "eps": 1e-8, "estim_lr0": 1e-6}, LONG,
    ),
    "prodigy-weight-decay": (
        "optax", "prodigy",
        {"learning_rate": 0.5, "betas": [0.8, 0.99], "eps": 1e-4, "estim_lr0": 1e-3,
         "weight_decay": 0.1},
        {"styblinski": 100},
    ),
    "prodigy-authors": (
        "prodigyopt", "Prodigy", {"lr": 1.0, "betas": [0.9, 0.999], "eps": 1e-8, "d0": 1e-6}, LONG,
    ),
    "d-adaptation": (
        "optax", "dadapt_adamw",
        {"learning_rate": 1.0, "betas": [0.9, 0.999], "eps": 1e-8, "estim_lr0": 1e-6}, LONG,
    ),
    "d-adaptation-betas": (
        "optax", "dadapt_adamw",
        {"learning_rate": 0.5, "betas": [0.8, 0.99], "eps": 1e-3, "estim_lr0": 1e-2},
        {"styblinski": 100},
    ),
    "averaged-sgd": (
        "torch", "ASGD", {"lr": 0.02, "lambd": 0.0, "alpha": 0.0, "t0": 0}, SHORT,
    ),
    "averaged-sgd-late": (
        "torch", "ASGD", {"lr": 0.02, "lambd": 0.0, "alpha": 0.0, "t0": 20}, {"ravine": 100},
    ),
    "schedule-free": (
        "schedulefree", "SGDScheduleFree", {"lr": 0.02, "momentum": 0.9}, SHORT,
    ),
    "schedule-free-optax": (
        "optax", "schedule_free_sgd", {"learning_rate": 0.02, "b1": 0.8}, SHORT,
    ),
    "schedule-free-adamw": (
        "schedulefree", "AdamWScheduleFree",
        {"lr": 0.05, "betas": [0.9, 0.999], "eps": 1e-8, "weight_decay": 0.0}, LONG,
    ),
    "schedule-free-adamw-decay": (
        "schedulefree", "AdamWScheduleFree",
        {"lr": 0.05, "betas": [0.8, 0.99], "eps": 1e-3, "weight_decay": 0.1}, {"styblinski": 100},
    ),
    "schedule-free-adamw-optax": (
        "optax", "schedule_free_adamw",
        {"learning_rate": 0.05, "b1": 0.9, "b2": 0.999, "eps": 1e-8}, SHORT,
    ),
    "polyak": (
        "optax", "polyak_sgd", {"max_learning_rate": 1.0, "f_min": 0.0, "variant": "sps+"},
        {"ravine": 300, "rosenbrock": 100},
    ),
    "polyak-short": (
        "optax", "polyak_sgd",
        {"max_learning_rate": 0.02, "f_min": -2.1, "eps": 0.01, "variant": "sps+"},
        {"quartic": 300},
    ),
    "sophia": (
        "optax", "sophia",
        {"learning_rate": 0.05, "b1": 0.965, "b2": 0.99, "eps": 1e-8, "gamma": 0.01,
         "weight_decay": 0.0},
        LONG,
    ),
    "sophia-decay": (
        "optax", "sophia",
        {"learning_rate": 0.1, "b1": 0.9, "b2": 0.5, "eps": 1e-4, "gamma": 0.5,
         "weight_decay": 0.1, "update_interval": 3},
        {"styblinski": 100, "ravine": 300},
    ),
    "sam": (
        "optax", "sharpness_aware", {"learning_rate": 0.01, "momentum": 0.9, "rho": 0.05}, SHORT,
    ),
    "lookahead": (
        "optax", "lookahead_sgd",
        {"learning_rate": 0.01, "momentum": 0.9, "sync_period": 5, "slow_step_size": 0.5}, SHORT,
    ),
    "lookahead-adam": (
        "optax", "lookahead_adam",
        {"learning_rate": 0.05, "b1": 0.8, "b2": 0.99, "eps": 1e-4, "sync_period": 7,
         "slow_step_size": 0.8},
        {"styblinski": 100, "ravine": 300},
    ),
    "lion-cautious": (
        "pytorch_optimizer", "Lion", {"lr": 0.01, "betas": [0.9, 0.99], "cautious": True}, LONG,
    ),
    "adopt-cautious": (
        "pytorch_optimizer", "ADOPT",
        {"lr": 0.05, "betas": [0.9, 0.99], "eps": 1e-6, "cautious": True},
        {"styblinski": 100, "ravine": 300},
    ),
}  # fmt: skip


def main(names: list[str]) -> None:
    for name in names or list(CASES):
        for loss, steps in CASES[name][-1].items():
            print(json.dumps(entry(name, loss, steps)))


if __name__ == "__main__":
    main(sys.argv[1:])
