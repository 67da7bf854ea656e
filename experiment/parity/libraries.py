"""What a library calls a rule and its settings, in this project's words."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

Settings = Mapping[str, Any]  # as in the reference data
Dials = dict[str, Any]
Entry = Mapping[str, Any]  # a reference case

# Optimizers, settings and schedules that this project does not have.
NOT_COVERED = {
    "Rprop": "steps by the sign alone with sizes of their own; not a rule here",
    "sign_sgd": "is Lion without memory, not a rule here",
    "clip_grad_norm": "nothing is clipped here",
    "clip_grad_value": "nothing is clipped here",
    "clip_by_global_norm": "nothing is clipped here",
    "CyclicLR": "not a schedule here",
}


def gap_in_cover(entry: Entry) -> str | None:
    """The name in NOT_COVERED that an entry falls under, or None."""
    names = {entry.get("optimizer"), entry.get("schedule") if "values" in entry else None}
    names |= set(entry["hyperparameters"])
    found = [name for name in NOT_COVERED if name in names]
    return found[0] if found else None


COMMON = {
    "lr": "lr", "learning_rate": "lr", "alpha": "lr", "eps": "eps", "epsilon": "eps",
    "b1": "beta1", "b2": "beta2", "beta_1": "beta1", "beta_2": "beta2", "beta1": "beta1",
    "beta2": "beta2", "rho": "rho", "momentum": "momentum", "dampening": "dampening",
    "lr_decay": "lr_decay", "initial_accumulator_value": "initial_accumulator",
    "amsgrad": "amsgrad", "centered": "centered", "momentum_decay": "momentum_decay",
    "eps_root": "eps_root", "threshold": "threshold", "weight_decay": "weight_decay",
}  # fmt: skip
TORCH_RMSPROP = {**COMMON, "alpha": "rho"}
OPTAX_RMSPROP = {**COMMON, "decay": "rho", "initial_scale": "initial_accumulator",
                 "bias_correction": "bias_correction", "nesterov": "nesterov"}  # fmt: skip
ARTICLE_RMSPROP = {**COMMON, "beta": "rho"}
IGNORED = {"nesterov", "decoupled_weight_decay", "betas", "epsilon_place", "eps_in_sqrt",
           "bias_correction_mu", "bias_correction_nu"}  # fmt: skip


def renamed(settings: Settings, names: Mapping[str, str] = COMMON) -> Dials:
    """The settings under our names; None (a library's "absent") left out."""
    unknown = set(settings) - set(names) - IGNORED
    if unknown:
        raise KeyError(f"settings without a dial here: {sorted(unknown)}")
    dials = {names[key]: value for key, value in settings.items()
             if key in names and value is not None}  # fmt: skip
    if "betas" in settings:
        dials["beta1"], dials["beta2"] = settings["betas"]
    return dials


def sgd(settings: Settings) -> tuple[str, Dials]:
    dials = renamed(settings)
    momentum = dials.get("momentum", 0)
    if not momentum:
        return "gd", without(dials, "momentum", "dampening")
    if settings["nesterov"]:
        return "nesterov", without(dials, "dampening")
    return "momentum", dials


def without(dials: Dials, *names: str) -> Dials:
    return {name: value for name, value in dials.items() if name not in names}


def torch(name: str, settings: Settings) -> tuple[str, Dials]:
    decay = "decoupled" if settings.get("decoupled_weight_decay") else "coupled"
    if name == "SGD":
        return sgd(settings)
    names = TORCH_RMSPROP if name == "RMSprop" else COMMON
    return name.lower(), {**renamed(settings, names), "decay": decay}


def optax(name: str, settings: Settings) -> tuple[str, Dials]:
    if name == "sgd":
        return sgd(settings)
    if name == "rmsprop":
        dials = renamed(settings, OPTAX_RMSPROP)
        place = "inside" if settings["eps_in_sqrt"] else "outside"
        return name, {**dials, "eps_place": place, "lr_place": "inside"}
    dials = renamed(settings)
    choices: dict[str, Dials] = {
        "adagrad": {"eps_place": "inside"},
        "radam": {"eps_place": "outside"},
        "nadam": {"momentum_schedule": False},
        "nadamw": {"momentum_schedule": False, "decay": "decoupled"},
        "amsgrad": {"amsgrad": True, "amsgrad_max": "after"},
    }
    ours = {"nadamw": "nadam", "amsgrad": "adam"}
    return ours.get(name, name), {**dials, **choices.get(name, {})}


def keras(name: str, settings: Settings) -> tuple[str, Dials]:
    if name == "SGD":
        rule, dials = sgd(settings)
        place = {} if rule == "gd" else {"lr_place": "inside"}
        return rule, {**dials, **place, "decay": "decoupled"}
    choices: dict[str, Dials] = {
        "RMSprop": {"eps_place": "inside"},
        "Adagrad": {"eps_place": "inside"},
        "Adam": {"eps_place": "hat"},
        "AdamW": {"eps_place": "hat"},
        "Nadam": {"momentum_decay": 1.0},
        "Adamax": {"eps_place": "outside"},
    }
    return name.lower(), {**renamed(settings), **choices.get(name, {})}


def article(name: str, settings: Settings) -> tuple[str, Dials]:
    names = ARTICLE_RMSPROP if name == "rmsprop" else COMMON
    dials = renamed(settings, names)
    if name == "fixed":
        return "gd", dials
    if name == "seed_adam_literal":
        return "article_adam", dials
    return name, {**dials, "eps_place": "inside"}


def translated(entry: Entry) -> tuple[str, Dials]:
    """(rule, dials) of a reference trajectory."""
    library = {"torch": torch, "optax": optax, "keras": keras, "article": article}
    return library[entry["source"].split()[0]](entry["optimizer"], dict(entry["hyperparameters"]))
