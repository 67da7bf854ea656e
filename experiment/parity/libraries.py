"""What a library calls a rule and its settings, in this project's words."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from experiment.synonyms import DIAL_NAMES

Settings = Mapping[str, Any]  # as in the reference data
Dials = dict[str, Any]
Entry = Mapping[str, Any]  # a reference case

LOOKAHEAD = {"sync_period": "lookahead_steps", "slow_step_size": "lookahead_share"}
# A library's own names of dials, besides those that many have.
OWN = {
    ("torch", "RMSprop"): {"alpha": "rho"},
    ("optax", "rmsprop"): {"decay": "rho", "initial_scale": "initial_accumulator"},
    ("optax", "ademamix"): {"alpha": "alpha"},
    ("optax", "adopt"): {"use_clipping": "clipping"},
    ("optax", "dadapt_adamw"): {"estim_lr0": "d0"},
    ("optax", "polyak_sgd"): {"max_learning_rate": "lr", "variant": ""},
    ("optax", "prodigy"): {"estim_lr0": "d0"},
    ("optax", "sharpness_aware"): {"rho": "sam_radius"},
    ("optax", "lookahead_adam"): LOOKAHEAD,
    ("optax", "lookahead_sgd"): LOOKAHEAD,
    ("optax", "sophia"): {"update_interval": "interval"},
    ("pytorch_optimizer", "AdEMAMix"): {"alpha": "alpha", "t_alpha_beta3": "mix_steps"},
    ("schedulefree", "SGDScheduleFree"): {"momentum": "beta1"},
    ("torch", "ASGD"): {"t0": "burn_in", "alpha": "", "lambd": ""},
    ("article", "rmsprop"): {"beta": "rho"},
}
PAIRS = {
    "betas": ("beta1", "beta2", "beta3"), "nus": ("nu1", "nu2"),
    "etas": ("eta_minus", "eta_plus"), "init_step": ("", "first_step"),
    "step_sizes": ("min_step", "max_step"),
}  # fmt: skip
SAME = {"lr", "eps", "beta1", "beta2", "rho", "momentum", "dampening", "lr_decay", "amsgrad",
        "centered", "momentum_decay", "eps_root", "threshold", "weight_decay", "eta_minus",
        "eta_plus", "nu", "alpha", "mix_steps", "d0", "f_min", "gamma"}  # fmt: skip
IGNORED = {"nesterov", "decoupled_weight_decay", "weight_decouple", "epsilon_place",
           "eps_in_sqrt", "bias_correction", "bias_correction_mu", "bias_correction_nu",
           *PAIRS}  # fmt: skip
TORCH = ("torch", "pytorch_optimizer", "qhoptim")
WITHOUT_DECAY = ("averaged_sgd", "rprop")
# Dials of wrappers. PyTorch divides by the norm and a little more.
WRAPPED: Mapping[str, tuple[str, Dials]] = {
    "clip_by_global_norm": ("clip_norm", {}),
    "clip_grad_norm": ("clip_norm", {"clip_eps": 1e-6}),
    "clip_grad_value": ("clip_value", {}),
    "cautious": ("cautious", {"cautious_plus": 1.0}),
}
# Our rule for a library's optimizer, where the names differ, and the library's conventions.
INSIDE, OUTSIDE = {"eps_place": "inside"}, {"eps_place": "outside"}
OPTIMIZERS: Mapping[tuple[str, str], tuple[str, Dials]] = {
    ("optax", "adagrad"): ("adagrad", INSIDE),
    ("optax", "amsgrad"): ("adam", {"amsgrad": True, "amsgrad_max": "after"}),
    ("optax", "nadam"): ("nadam", {"momentum_schedule": False}),
    ("optax", "nadamw"): ("nadam", {"momentum_schedule": False, "decay": "decoupled"}),
    ("optax", "radam"): ("radam", OUTSIDE),
    ("optax", "rmsprop"): ("rmsprop", {"lr_place": "inside"}),
    ("optax", "adan"): ("adan", {"change_weight": "new"}),
    ("optax", "sign_sgd"): ("signum", {"momentum": 0.0}),
    ("keras", "Adagrad"): ("adagrad", INSIDE),
    ("keras", "Adam"): ("adam", {"eps_place": "hat"}),
    ("keras", "AdamW"): ("adamw", {"eps_place": "hat"}),
    ("keras", "Adamax"): ("adamax", OUTSIDE),
    ("keras", "Nadam"): ("nadam", {"momentum_decay": 1.0}),
    ("keras", "RMSprop"): ("rmsprop", INSIDE),
    ("optax", "dadapt_adamw"): ("d_adaptation", {}),
    ("optax", "lookahead_adam"): ("adam", {}),
    ("optax", "lookahead_sgd"): ("momentum", {}),
    ("optax", "polyak_sgd"): ("polyak", {}),
    ("optax", "schedule_free_sgd"): ("schedule_free", {}),
    ("optax", "sharpness_aware"): ("momentum", {}),
    ("optax", "sophia"): (
        "sophia",
        {"bias_correction": True, "curvature": "before", "decay": "decoupled"},
    ),
    ("prodigyopt", "Prodigy"): ("prodigy", {"bias_correction": False}),
    ("pytorch_optimizer", "SignSGD"): ("signum", {}),
    ("schedulefree", "AdamWScheduleFree"): ("schedule_free_adamw", {}),
    ("schedulefree", "SGDScheduleFree"): ("schedule_free", {}),
    ("torch", "ASGD"): ("averaged_sgd", {}),
    ("article", "adagrad"): ("adagrad", INSIDE),
    ("article", "adam"): ("adam", INSIDE),
    ("article", "fixed"): ("gd", {}),
    ("article", "rmsprop"): ("rmsprop", INSIDE),
    ("article", "seed_adam_literal"): ("article_adam", {}),
}


def translated(entry: Entry) -> tuple[str, Dials]:
    """Return rule and dials of a reference trajectory."""
    library, name = entry["source"].split()[0], entry["optimizer"]
    settings = entry["hyperparameters"]
    around: Dials = {}
    for theirs in WRAPPED.keys() & settings.keys():
        dial, more = WRAPPED[theirs]
        around = {dial: settings[theirs], **more}
    rest = {key: value for key, value in settings.items() if key not in WRAPPED}
    rule, dials = _bare(library, name, rest)
    return rule, dials | around


def _bare(library: str, name: str, settings: Settings) -> tuple[str, Dials]:
    dials = renamed(settings, {**DIAL_NAMES, **OWN.get((library, name), {})})
    if name.lower() == "sgd":
        return _sgd(library, settings, dials)
    rule, choices = OPTIMIZERS.get((library, name), (name.lower(), {}))
    if library in TORCH and rule not in WITHOUT_DECAY:
        decoupled = settings.get("decoupled_weight_decay") or settings.get("weight_decouple")
        choices = choices | {"decay": "decoupled" if decoupled else "coupled"}
    if (library, name) == ("optax", "rmsprop"):
        place = INSIDE if settings["eps_in_sqrt"] else OUTSIDE
        choices = choices | place | {key: settings[key] for key in ("bias_correction", "nesterov")}
    return rule, dials | choices


def renamed(settings: Settings, names: Mapping[str, str]) -> Dials:
    """Return the settings under our names; None, a library's "absent", is left out."""
    unknown = set(settings) - set(names) - SAME - IGNORED
    if unknown:
        raise KeyError(f"settings without a dial here: {sorted(unknown)}")
    dials = {names.get(key, key): value for key, value in settings.items()
             if key not in IGNORED and value is not None}  # fmt: skip
    for pair in set(PAIRS) & set(settings):
        dials |= zip(PAIRS[pair], settings[pair], strict=False)
    dials.pop("", None)  # what a library says and no dial needs
    if "t0" in settings:
        dials["burn_in"] += 1  # the mean of PyTorch's ASGD begins an update later
    return dials


def _sgd(library: str, settings: Settings, dials: Dials) -> tuple[str, Dials]:
    rule = "gd" if not dials.get("momentum") else "nesterov" if settings["nesterov"] else "momentum"
    gone = {"gd": ("momentum", "dampening"), "nesterov": ("dampening",), "momentum": ()}[rule]
    keras = {"decay": "decoupled"} | ({} if rule == "gd" else {"lr_place": "inside"})
    kept = {name: value for name, value in dials.items() if name not in gone}
    return rule, kept | (keras if library == "keras" else {})
