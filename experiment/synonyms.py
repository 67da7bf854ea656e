"""Other spellings of names in a link: `Adam`, `SGD`, `learning_rate`, `β₁`, `ExponentialLR`."""

import re
from collections.abc import Iterable, Mapping

from optimizers import RULES

# Names of dials in libraries and papers.
DIAL_NAMES: Mapping[str, str] = {
    "learning_rate": "lr", "step_size": "lr", "alpha": "lr", "eta": "lr", "epsilon": "eps",
    "b1": "beta1", "b2": "beta2", "b3": "beta3", "beta_1": "beta1", "beta_2": "beta2",
    "mu": "momentum", "beta": "momentum", "wd": "weight_decay", "discounting_factor": "rho",
    "initial_accumulator_value": "initial_accumulator",
    "min_step_size": "min_step", "max_step_size": "max_step",
}  # fmt: skip
# What stands in a link for the name of a rule: another name, then dials.
_RULES = {
    "gradientdescent": "gd", "vanilla": "gd", "heavyball": "momentum", "sgdmomentum": "momentum",
    "nag": "nesterov", "nesterovmomentum": "nesterov", "amsgrad": "adam amsgrad on",
    "signsgd": "signum momentum 0",
}  # fmt: skip
_LETTERS = str.maketrans(
    {"η": "eta", "α": "alpha", "β": "beta", "ε": "epsilon", "ϵ": "epsilon", "ρ": "rho", "μ": "mu",
     "₁": "1", "₂": "2", "_": "", "-": ""}
)  # fmt: skip
_ENDINGS = re.compile(r"(?:optimi[sz]er|annealing|decay|schedule|lr)+\Z")
_BETAS = re.compile(r"(?<= )betas \(?([^ ,)]+),([^ )]+)\)?")
_NESTEROV = re.compile(r" nesterov (?:on|true)(?= |\Z)", re.IGNORECASE)


def same_name(word: str, names: Iterable[str], others: Mapping[str, str] | None = None) -> str:
    """Return the name that a word spells in another way, the word itself where there is none."""
    known = set(names)
    if word in known:
        return word
    meant = {_plain(name): ours for name, ours in (others or {}).items() if ours in known}
    meant |= {_plain(name): name for name in known}
    plain = _plain(word)
    return meant.get(plain) or meant.get(_ENDINGS.sub("", plain)) or word


def common_run(text: str, rules: Iterable[str]) -> str:
    """Return a run's text with the rule's name as it is here, and PyTorch's `betas` as two dials.

    An SGD with a momentum is the rule momentum, or nesterov.
    """
    name, space, rest = text.strip().partition(" ")
    meant = same_name(name.rpartition(".")[2], rules)
    if _plain(meant) == "sgd":
        rest, nesterov = _NESTEROV.subn("", f" {rest}")
        meant = "nesterov" if nesterov else "momentum" if " momentum " in rest else "gd"
    meant = _RULES.get(_plain(meant), meant)
    return _BETAS.sub(r"beta1 \1 beta2 \2", f"{meant}{space}{rest.strip()}")


def built_in(name: str) -> str:
    """Return the built-in rule that a name means, nothing where it means none."""
    meant = common_run(name, RULES).partition(" ")[0]
    return meant if meant in RULES else ""


def _plain(name: str) -> str:
    return name.translate(_LETTERS).lower()
