"""What a library calls a setting, in this project's words; and what is not covered, by name."""

import json
from itertools import accumulate
from operator import mul
from pathlib import Path

DATA = Path(__file__).parents[1] / "data" / "reference.json"
ENTRIES = json.loads(DATA.read_text())
TRAJECTORIES = [entry for entry in ENTRIES if entry["kind"] == "trajectory"]
CURVES = [entry for entry in ENTRIES if entry["kind"] == "schedule"]

# Optimizers, settings and schedules that this project does not have.
NOT_COVERED = {
    "Rprop": "steps by the sign alone with sizes of their own; not a rule here",
    "sign_sgd": "is Lion without memory, not a rule here",
    "clip_grad_norm": "nothing is clipped here",
    "clip_grad_value": "nothing is clipped here",
    "clip_by_global_norm": "nothing is clipped here",
    "CyclicLR": "not a schedule here",
}


def gap_in_cover(entry):
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


def renamed(settings, names=COMMON):
    """The settings under our names; None (a library's "absent") left out."""
    unknown = set(settings) - set(names) - IGNORED
    assert not unknown, unknown
    dials = {names[key]: value for key, value in settings.items()
             if key in names and value is not None}  # fmt: skip
    if "betas" in settings:
        dials["beta1"], dials["beta2"] = settings["betas"]
    return dials


def sgd(settings):
    dials = renamed(settings)
    momentum = dials.get("momentum", 0)
    if not momentum:
        return "gd", without(dials, "momentum", "dampening")
    if settings["nesterov"]:
        return "nesterov", without(dials, "dampening")
    return "momentum", dials


def without(dials, *names):
    return {name: value for name, value in dials.items() if name not in names}


def torch(name, settings):
    decay = "decoupled" if settings.get("decoupled_weight_decay") else "coupled"
    if name == "SGD":
        return sgd(settings)
    names = TORCH_RMSPROP if name == "RMSprop" else COMMON
    return name.lower(), {**renamed(settings, names), "decay": decay}


def optax(name, settings):
    if name == "sgd":
        return sgd(settings)
    if name == "rmsprop":
        dials = renamed(settings, OPTAX_RMSPROP)
        place = "inside" if settings["eps_in_sqrt"] else "outside"
        return name, {**dials, "eps_place": place, "lr_place": "inside"}
    dials = renamed(settings)
    choices = {
        "adagrad": {"eps_place": "inside"},
        "radam": {"eps_place": "outside"},
        "nadam": {"momentum_schedule": False},
        "nadamw": {"momentum_schedule": False, "decay": "decoupled"},
        "amsgrad": {"amsgrad": True, "amsgrad_max": "after"},
    }
    ours = {"nadamw": "nadam", "amsgrad": "adam"}
    return ours.get(name, name), {**dials, **choices.get(name, {})}


def keras(name, settings):
    if name == "SGD":
        rule, dials = sgd(settings)
        place = {} if rule == "gd" else {"lr_place": "inside"}
        return rule, {**dials, **place, "decay": "decoupled"}
    choices = {
        "RMSprop": {"eps_place": "inside"},
        "Adagrad": {"eps_place": "inside"},
        "Adam": {"eps_place": "hat"},
        "AdamW": {"eps_place": "hat"},
        "Nadam": {"momentum_decay": 1.0},
        "Adamax": {"eps_place": "outside"},
    }
    return name.lower(), {**renamed(settings), **choices.get(name, {})}


def article(name, settings):
    names = ARTICLE_RMSPROP if name == "rmsprop" else COMMON
    dials = renamed(settings, names)
    if name == "fixed":
        return "gd", dials
    if name == "seed_adam_literal":
        return "article_adam", dials
    return name, {**dials, "eps_place": "inside"}


def translated(entry):
    """(rule, dials) of a reference trajectory."""
    library = {"torch": torch, "optax": optax, "keras": keras, "article": article}
    return library[entry["source"].split()[0]](entry["optimizer"], dict(entry["hyperparameters"]))


def ratio(settings, part, whole):
    return settings[part] / settings[whole]


def picked(settings, **names):
    return {ours: settings[theirs] for ours, theirs in names.items()}


def warmed(steps, name="constant", **dials):
    return name, {"warmup_steps": steps, **dials}


def one_cycle(settings, total, counting):
    end = 1 / settings["final_div_factor"]
    return "one_cycle", {"total_steps": total, "peak_factor": settings["div_factor"],
                         "peak_at": settings["pct_start"], "end_factor": end,
                         "counting": counting}  # fmt: skip


DECAY = {"decay_rate": "decay_rate", "decay_steps": "decay_steps"}

# Each library schedule: its settings -> (learning rate, (our name, our dials)).
SCHEDULE_WORDS = {
    "ExponentialDecay": lambda s: (
        s["initial_learning_rate"],
        ("exponential", {**picked(s, **DECAY), "staircase": s.get("staircase", False)}),
    ),
    "InverseTimeDecay": lambda s: (
        s["initial_learning_rate"],
        ("inverse_time", {**picked(s, **DECAY), "staircase": s["staircase"]}),
    ),
    "PiecewiseConstantDecay": lambda s: (
        1.0,
        ("piecewise", {"boundaries": s["boundaries"], "factors": s["values"]}),
    ),
    "PolynomialDecay": lambda s: (
        s["initial_learning_rate"],
        ("polynomial", {**picked(s, decay_steps="decay_steps", power="power", cycle="cycle"),
                        "end_factor": ratio(s, "end_learning_rate", "initial_learning_rate")}),
    ),
    "CosineDecay": lambda s: (
        s["initial_learning_rate"],
        ("cosine", picked(s, decay_steps="decay_steps", end_factor="alpha")),
    ),
    "piecewise_constant_schedule": lambda s: (
        s["init_value"],
        ("piecewise", {
            "boundaries": [float(step) for step in s["boundaries_and_scales"]],
            "factors": list(accumulate(s["boundaries_and_scales"].values(), mul, initial=1.0)),
            "switch": "at",
        }),
    ),
    "polynomial_schedule": lambda s: (
        s["init_value"],
        ("polynomial", {**picked(s, decay_steps="transition_steps", power="power",
                                 begin="transition_begin"),
                        "end_factor": ratio(s, "end_value", "init_value")}),
    ),
    "linear_schedule": lambda s: (
        s["init_value"],
        ("polynomial", {**picked(s, decay_steps="transition_steps", begin="transition_begin"),
                        "end_factor": ratio(s, "end_value", "init_value")}),
    ),
    "cosine_decay_schedule": lambda s: (
        s["init_value"],
        ("cosine", picked(s, decay_steps="decay_steps", end_factor="alpha", power="exponent")),
    ),
    "warmup_constant_schedule": lambda s: (s["peak_value"], warmed(s["warmup_steps"])),
    "warmup_cosine_decay_schedule": lambda s: (
        s["peak_value"],
        # Optax counts the warm-up among decay_steps.
        warmed(s["warmup_steps"], "cosine", decay_steps=s["decay_steps"] - s["warmup_steps"],
               end_factor=ratio(s, "end_value", "peak_value"), power=s.get("exponent", 1.0)),
    ),
    "warmup_exponential_decay_schedule": lambda s: (
        s["peak_value"],
        warmed(s["warmup_steps"], "exponential", decay_steps=s["transition_steps"],
               decay_rate=s["decay_rate"], staircase=s["staircase"]),
    ),
    "cosine_onecycle_schedule": lambda s: (
        s["peak_value"] / s["div_factor"],
        one_cycle(s, s["transition_steps"], "optax"),
    ),
    "ExponentialLR": lambda s: (
        s["lr"],
        ("exponential", {"decay_rate": s["gamma"], "decay_steps": 1}),
    ),
    "StepLR": lambda s: (s["lr"], ("step", picked(s, step_size="step_size", gamma="gamma"))),
    "MultiStepLR": lambda s: (
        s["lr"],
        ("piecewise", {"boundaries": s["milestones"], "switch": "at",
                       "factors": [s["gamma"] ** i for i in range(len(s["milestones"]) + 1)]}),
    ),
    "LinearLR": lambda s: (s["lr"], warmed(s["total_iters"], warmup_from=s["start_factor"])),
    "CosineAnnealingLR": lambda s: (
        s["lr"],
        ("cosine", {"decay_steps": s["T_max"], "end_factor": ratio(s, "eta_min", "lr"),
                    "then": "rise"}),
    ),
    "CosineAnnealingWarmRestarts": lambda s: (
        s["lr"],
        ("cosine", {"decay_steps": s["T_0"], "cycle_factor": s["T_mult"],
                    "end_factor": ratio(s, "eta_min", "lr"), "then": "restart"}),
    ),
    "OneCycleLR": lambda s: (
        s["max_lr"] / s["div_factor"],
        one_cycle(s, s["total_steps"], "pytorch"),
    ),
}  # fmt: skip


def scheduled(name, settings):
    """(learning rate, (our schedule, its dials)) of a library's schedule."""
    return SCHEDULE_WORDS[name](settings)


def with_schedule(entry):
    """(rule, dials, schedule) of a reference trajectory, its schedule in our words."""
    rule, dials = translated(entry)
    if not entry.get("schedule"):
        return rule, dials, None
    settings = {"lr": dials.get("lr"), **entry["schedule"]}
    lr, schedule = scheduled(settings.pop("name"), settings)
    # PyTorch reports the rate that its schedule has already multiplied.
    first = entry["rates"][0] / settings["start_factor"] if "start_factor" in settings else lr
    return rule, {**dials, "lr": first}, schedule
