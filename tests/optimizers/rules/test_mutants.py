"""Deliberate mistakes in the rules: the comparison with the libraries must notice each."""

from dataclasses import replace

import numpy as np
import pytest

from language.program import read_program
from optimizers import RULES, SCHEDULES, simulate
from tests.optimizers.hand_losses import LOSSES
from tests.optimizers.libraries import TRAJECTORIES, with_schedule
from tests.optimizers.rules.test_references import worst


def with_dials(**forced):
    """A run with some dials overruled."""
    return lambda rule, dials: (rule, {**dials, **forced})


def written(change):
    """A rule whose text is changed: change(the right text, dials)."""

    def mutant(rule, dials):
        def text(all_dials):
            found = change(rule.text(all_dials), all_dials)
            assert read_program(found) != read_program(rule.text(all_dials)), "nothing is changed"
            return found

        return replace(rule, text=text), dials

    return mutant


def rewritten(*pairs):
    """A rule in whose text each of these words stands for another."""

    def change(text, dials):
        for right, wrong in pairs:
            assert right in text, (right, text)
            text = text.replace(right, wrong)
        return text

    return written(change)


def exchanged(one, other):
    """A rule in whose text two names have changed places."""
    return rewritten((one, "\0"), (other, one), ("\0", other))


@written
def after_the_step(text, dials):
    """Decoupled decay that shrinks the point after the step instead of before it."""
    # The line of decay comes first by itself, and is undone.
    keep = "(1 - lr weight_decay)"
    return f"x = x / {keep}\n{text}\nx = x {keep}"


def heavy_ball(rule, dials):
    """Nesterov's rule without its look ahead."""
    return rewritten(("lr (g + momentum v)", "lr v"))(rule, dials)


def one_step_ahead(rule, dials):
    """A run whose schedule is one step ahead: see `gap_with`."""
    return rule, {**dials, "one step ahead": True}


MUTANTS = {
    "Adam's bias correction one step late": ("torch/adam", rewritten(("^t)", "^max(t - 1, 1))"))),
    "Adam without bias correction": ("torch/adam", with_dials(bias_correction=False)),
    "Adam's eps inside the root": ("torch/adam-eps-visible", with_dials(eps_place="inside")),
    "Adam's eps at the uncorrected root": ("torch/adam-eps-visible", with_dials(eps_place="hat")),
    "Keras's Adam with PyTorch's eps": ("keras/adam-eps-visible", with_dials(eps_place="outside")),
    "Adam's betas swapped": ("torch/adam", exchanged("beta1", "beta2")),
    "AMSGrad's maximum after correction": ("torch/adam-amsgrad", with_dials(amsgrad_max="after")),
    "Optax's AMSGrad maximum before it": ("optax/amsgrad", with_dials(amsgrad_max="before")),
    "AMSGrad forgotten": ("torch/adam-amsgrad", with_dials(amsgrad=False)),
    "AdamW's decay after the step": ("torch/adamw", after_the_step),
    "AdamW's decay coupled": ("torch/adamw", with_dials(decay="coupled")),
    "weight decay decoupled": (
        "torch/sgd-nesterov-weight-decay",
        with_dials(decay="decoupled"),
    ),
    "Keras's velocity made of raw gradients": (
        "keras/sgd-momentum+ExponentialDecay",
        with_dials(lr_place="outside"),
    ),
    "Nesterov as heavy ball": ("torch/sgd-nesterov", heavy_ball),
    "momentum as a moving mean": ("torch/sgd-momentum", with_dials(form="moving_mean")),
    "dampening on the first step": (
        "torch/sgd-momentum-dampening",
        rewritten(("where(t > 1, 1 - dampening, 1)", "(1 - dampening)")),
    ),
    "RMSProp with bias correction": ("torch/rmsprop-0.9", with_dials(bias_correction=True)),
    "RMSProp's eps inside the root": ("torch/rmsprop-eps-visible", with_dials(eps_place="inside")),
    "RMSProp not centered": ("torch/rmsprop-centered", with_dials(centered=False)),
    "Adagrad's eps inside the root": ("torch/adagrad-eps-visible", with_dials(eps_place="inside")),
    "NAdam without its momentum schedule": ("torch/nadam", with_dials(momentum_schedule=False)),
    "RAdam's eps at the corrected root": (
        "torch/radam-eps-visible",
        with_dials(eps_place="outside"),
    ),
    "AdaMax's eps outside the maximum": (
        "torch/adamax-eps-visible",
        with_dials(eps_place="outside"),
    ),
    "a schedule one step ahead": ("torch/sgd-momentum+ExponentialLR", one_step_ahead),
    "a gradient used a second time": ("torch/adam", rewritten((" g", " (g abs(g))"))),
    "Adadelta's memory too long": ("torch/adadelta", with_dials(rho=0.91)),
    "Lion's memories exchanged": ("optax/lion", exchanged("beta1", "beta2")),
    "Yogi without bias correction": ("optax/yogi", with_dials(bias_correction=False)),
    "AdaBelief's eps_root forgotten": ("optax/adabelief-eps-visible", with_dials(eps_root=0.0)),
    "Adam's mean square of raw means": ("torch/adam", rewritten(("g^2", "m^2"))),
    "Adam's step along the raw mean": ("torch/adam", rewritten(("rate m_hat", "rate m"))),
    "RMSProp's velocity of unscaled gradients": (
        "torch/rmsprop-momentum",
        rewritten(("+ g / (sqrt(s) + eps)", "+ g")),
    ),
    "Adagrad's sum that fades": ("torch/adagrad", rewritten(("s = s + g^2", "s = 0.9 s + g^2"))),
    "NAdam's look ahead corrected one step late": (
        "torch/nadam",
        rewritten(("(1 - product mu_next)", "(1 - product)")),
    ),
    "RAdam without its rectification": ("torch/radam", rewritten(("lr r /", "lr /"))),
    "AdaMax's maximum without memory": ("torch/adamax", rewritten(("max(beta2 u,", "max(0 u,"))),
    "Adadelta's steps before the gradient": ("torch/adadelta", rewritten(("d^2", "g^2"))),
    "Lion's step without a sign": ("optax/lion", rewritten(("sign(c)", "c"))),
    "AdaBelief's surprise at 0": (
        "optax/adabelief-eps-visible",
        rewritten(("(g - m)^2", "g^2")),
    ),
    "Signum without a mean": ("optax/signum", with_dials(momentum=0.0)),
    "signSGD's step without a sign": ("optax/sign-sgd", rewritten(("sign(g)", "g"))),
    "Rprop stepping where the slope turns": (
        "torch/rprop",
        rewritten(("rate = where(turn < 0, 0, size)", "rate = size")),
    ),
    "Rprop remembering the gradient of a turn": (
        "torch/rprop",
        rewritten(("p = where(turn < 0, 0, g)", "p = g")),
    ),
    "Rprop's bounds forgotten": (
        "torch/rprop-bounds",
        rewritten(("min(max(change last, min_step), max_step)", "change last")),
    ),
    "Rprop taking steps back": ("torch/rprop", with_dials(backtracking=True)),
    "QHM as momentum": ("qhoptim/qhm", with_dials(nu=1.0)),
    "QHAdam's shares exchanged": ("qhoptim/qhadam-nus", exchanged("nu1", "nu2")),
    "AggMo's velocities added up": ("pytorch_optimizer/aggmo", rewritten((" / 3", ""))),
    "Adan's first change from 0": ("optax/adan", rewritten(("where(t > 1, g - p, 0)", "(g - p)"))),
    "Adan's change weighed as in Optax": (
        "pytorch_optimizer/adan-weight-decay",
        with_dials(change_weight="new"),
    ),
    "ADOPT dividing by its own square": (
        "optax/adopt-bare",
        rewritten(("g / max(sqrt(v), eps)", "g / max(sqrt(0.99 v + 0.01 g^2), eps)")),
    ),
    "ADOPT without clipping": ("optax/adopt", with_dials(clipping=False)),
    "AdEMAMix's slow mean corrected": (
        "optax/ademamix",
        rewritten(("alpha s)", "alpha s / (1 - beta3^t))")),
    ),
    "AdEMAMix without its warm-up": (
        "pytorch_optimizer/ademamix-warm",
        with_dials(mix_steps=0.0),
    ),
    "Yogi's mean square as Adam's": (
        "optax/yogi",
        rewritten(("v = v - (1 - beta2) sign(v - g^2) g^2", "v = beta2 v + (1 - beta2) g^2")),
    ),
    "DoG's distance halved": (
        "optax/dog-wide",
        rewritten(("norm(x - first)", "0.5 norm(x - first)")),
    ),
    "DoG's gradients as in Adagrad": ("optax/dog-wide", rewritten(("dot(g, g)", "g^2"))),
    "Prodigy's means uncorrected": ("optax/prodigy", with_dials(bias_correction=False)),
    "Prodigy's means corrected": ("prodigyopt/prodigy-authors", with_dials(bias_correction=True)),
    "Prodigy's distance from the last point": (
        "optax/prodigy",
        rewritten(("first = where(t > 1, first, x)", "first = x")),
    ),
    "D-Adaptation's sum squared": ("optax/d-adaptation-betas", rewritten(("abs(s)", "s^2"))),
    "A mean that begins too early": ("torch/averaged-sgd", with_dials(burn_in=0.0)),
    "Schedule-Free's gradient at the mean": (
        "schedulefree/schedule-free",
        rewritten(("u = grad(y)", "u = g")),
    ),
    "Schedule-Free's decay at the mean": (
        "schedulefree/schedule-free-adamw-decay",
        rewritten(("weight_decay y", "weight_decay x")),
    ),
    "Polyak's step without its longest rate": (
        "optax/polyak-short",
        rewritten(("min(gap / square, lr)", "gap / square")),
    ),
    "Sophia seeing new curvature": ("optax/sophia", with_dials(curvature="new")),
    "Sophia with a raw mean": ("optax/sophia", with_dials(bias_correction=False)),
    "Sharpness sought downhill": ("optax/sam", with_dials(sam_radius=0.0)),
    "PyTorch's clipping as Optax's": ("torch/sgd-clip-norm", with_dials(clip_norm=0.999)),
    "Clipping by norm as by value": ("optax/sgd-clip-global-norm", with_dials(clip_norm=1.1)),
}


def cases(group):
    return [entry for entry in TRAJECTORIES if entry["id"].rsplit("/", 1)[0] == group]


def gap_with(mutate, entry):
    """Largest gap over the comparable prefix, with the mistake in."""
    name, dials, schedule = with_schedule(entry)
    rule, dials = mutate(RULES[name], dials)
    if dials.pop("one step ahead", False):
        schedule = ahead(schedule, entry["steps"])
    loss = LOSSES[entry["loss_name"]]
    record = simulate(
        rule, loss, entry["start"], steps=entry["steps"], dials=dials, schedule=schedule
    )
    return worst(entry, record)[0]


def ahead(schedule, steps):
    """The factors of a schedule, each one step early, as a piecewise constant schedule."""
    name, dials = schedule
    factors = SCHEDULES[name].factor(np.arange(1, steps + 2), **dials)
    pieces = {"boundaries": tuple(np.arange(1.0, steps + 1)), "factors": tuple(factors.tolist())}
    return "piecewise", {**pieces, "switch": "at"}


@pytest.mark.parametrize(("group", "mutate"), MUTANTS.values(), ids=MUTANTS.keys())
def test_the_comparison_notices(group, mutate):
    assert cases(group)
    assert max(gap_with(mutate, entry) for entry in cases(group)) > 1e-9


def test_the_comparison_is_silent_without_a_mistake():
    untouched = with_dials()
    groups = {group for group, _ in MUTANTS.values()}
    assert all(gap_with(untouched, entry) <= 1e-9 for group in groups for entry in cases(group))


def test_a_schedule_that_is_one_step_ahead_has_the_factors_of_the_next_steps():
    name, dials = ahead(("exponential", {"decay_rate": 0.5, "decay_steps": 2}), 5)
    found = SCHEDULES[name].factor(np.arange(5), **dials)
    np.testing.assert_array_equal(found, 0.5 ** (np.arange(1, 6) / 2))
