"""Record trajectories of other people's optimizers as lines of tests/data/reference.json.

    PYTHONPATH=. python tests/optimizers/record_references.py NAME ... >> lines.txt

Needs torch (CPU), optax, pytorch_optimizer and qhoptim, which the project itself does not need;
each NAME is a key of CASES. The gradients are of the library's own automatic differentiation.
A second run, with the gradients that are written by hand in hand_losses.py, says how far two right
programs agree: `agreement`.
"""

import json
import sys
import warnings
from collections.abc import Callable
from functools import partial
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


def torch_walk(make, name, steps, gradient: Gradient | None):
    import torch  # noqa: PLC0415 - not among the project's own

    torch.set_default_dtype(torch.float64)
    x = torch.tensor(TEXTS[name][1], requires_grad=True)
    optimizer = make([x])
    points = [x.detach().numpy().copy()]
    for _ in range(steps):
        if gradient is None:
            optimizer.zero_grad()
            value(name, x).backward()
        else:
            x.grad = torch.tensor(gradient(x.detach().numpy().copy()))
        optimizer.step()
        points.append(x.detach().numpy().copy())
    return points


def optax_walk(make, name, steps, gradient: Gradient | None):
    import jax  # noqa: PLC0415
    import optax  # noqa: PLC0415

    jax.config.update("jax_enable_x64", True)
    x = jax.numpy.array(TEXTS[name][1])
    optimizer = make()
    state, slope = optimizer.init(x), jax.grad(lambda x: value(name, x))
    points = [np.array(x)]
    for _ in range(steps):
        g = slope(x) if gradient is None else jax.numpy.array(gradient(np.array(x)))
        updates, state = optimizer.update(g, state, x)
        x = optax.apply_updates(x, updates)
        points.append(np.array(x))
    return points


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
    make = partial(found(library, optimizer), **settings)
    one, two = (np.array(walk(make, name, steps, gradient)) for gradient in (None, by_hand(name)))
    near = agreement(one, two)
    text, start = TEXTS[name]
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
    if library == "optax":
        import optax  # noqa: PLC0415
        import optax.contrib  # noqa: PLC0415

        return getattr(optax, optimizer, None) or getattr(optax.contrib, optimizer)
    if library == "torch":
        import torch  # noqa: PLC0415

        return getattr(torch.optim, optimizer)
    if library == "qhoptim":
        return qhoptim(optimizer)
    import pytorch_optimizer  # noqa: PLC0415

    return getattr(pytorch_optimizer, optimizer)


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
}  # fmt: skip


def main(names: list[str]) -> None:
    for name in names or list(CASES):
        for loss, steps in CASES[name][-1].items():
            print(json.dumps(entry(name, loss, steps)))


if __name__ == "__main__":
    main(sys.argv[1:])
