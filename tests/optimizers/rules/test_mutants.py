"""Deliberate mistakes in the rules: the comparison with the libraries must notice each."""

from dataclasses import replace

import numpy as np
import pytest
from hand_losses import LOSSES
from libraries import with_schedule
from test_references import COVERED, worst

from optimizers import RULES, simulate
from optimizers.rule import Plan


def late(plan):
    """A plan whose bias corrections are one step behind."""
    slow = Plan(plan.dials, plan.lr)
    slow.powers = lambda base: np.concatenate([plan.powers(base)[:1], plan.powers(base)[:-1]])
    return slow


def with_dials(**forced):
    """A run with some dials overruled."""
    return lambda rule, dials: (rule, {**dials, **forced})


def rewritten(update):
    """A rule with another update: update(the right rule, plan)."""
    return lambda rule, dials: (replace(rule, update=lambda plan: update(rule, plan)), dials)


def with_plan(change):
    """The rule told something else than the truth."""
    return rewritten(lambda rule, plan: rule.update(change(plan)))


@rewritten
def after_the_step(rule, plan):
    """Decoupled decay that shrinks the point after the step instead of before it."""
    step, keep = rule.update(plan), 1 - plan.lr * plan["weight_decay"]

    def mutant(k, x, g, state):
        following, state, rate = step(k, x / keep[k], g, state)
        return following * keep[k], state, rate

    return mutant


@rewritten
def gradient_twice(rule, plan):
    step = rule.update(plan)
    return lambda k, x, g, state: step(k, x, g * np.abs(g), state)


@rewritten
def first_step_dampened(rule, plan):
    step, kept = rule.update(plan), 1 - plan["dampening"]
    return lambda k, x, g, state: step(k, x, g * kept if k == 0 else g, state)


@rewritten
def heavy_ball(rule, plan):
    """Nesterov's rule without its look ahead."""
    forced = {"form": "heavy_ball", "dampening": np.zeros(1)}
    return RULES["momentum"].update(Plan({**plan.dials, **forced}, plan.lr))


def swapped_betas(plan):
    dials = {**plan.dials, "beta1": plan["beta2"], "beta2": plan["beta1"]}
    return Plan(dials, plan.lr)


def one_step_ahead(plan):
    """A plan whose schedule is one step ahead."""
    return Plan(plan.dials, np.concatenate([plan.lr[1:], plan.lr[-1:]]))


MUTANTS = {
    "Adam's bias correction one step late": ("torch/adam", with_plan(late)),
    "Adam without bias correction": ("torch/adam", with_dials(bias_correction=False)),
    "Adam's eps inside the root": ("torch/adam-eps-visible", with_dials(eps_place="inside")),
    "Adam's eps at the uncorrected root": ("torch/adam-eps-visible", with_dials(eps_place="hat")),
    "Keras's Adam with PyTorch's eps": ("keras/adam-eps-visible", with_dials(eps_place="outside")),
    "Adam's betas swapped": ("torch/adam", with_plan(swapped_betas)),
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
    "dampening on the first step": ("torch/sgd-momentum-dampening", first_step_dampened),
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
    "a schedule one step ahead": ("torch/sgd-momentum+ExponentialLR", with_plan(one_step_ahead)),
    "a gradient used a second time": ("torch/adam", gradient_twice),
    "Adadelta's memory too long": ("torch/adadelta", with_dials(rho=0.91)),
    "Lion's memories exchanged": ("optax/lion", with_plan(swapped_betas)),
    "Yogi without bias correction": ("optax/yogi", with_dials(bias_correction=False)),
    "AdaBelief's eps_root forgotten": ("optax/adabelief-eps-visible", with_dials(eps_root=0.0)),
}


def cases(group):
    return [entry for entry in COVERED if entry["id"].rsplit("/", 1)[0] == group]


def gap_with(mutate, entry):
    """Largest gap over the comparable prefix, with the mistake in."""
    name, dials, schedule = with_schedule(entry)
    rule, dials = mutate(RULES[name], dials)
    loss = LOSSES[entry["loss_name"]]
    record = simulate(
        rule, loss, entry["start"], steps=entry["steps"], dials=dials, schedule=schedule
    )
    return worst(entry, record)[0]


@pytest.mark.parametrize(("group", "mutate"), MUTANTS.values(), ids=MUTANTS.keys())
def test_the_comparison_notices(group, mutate):
    assert cases(group)
    assert max(gap_with(mutate, entry) for entry in cases(group)) > 1e-9


def test_the_comparison_is_silent_without_a_mistake():
    untouched = with_dials()
    groups = {group for group, _ in MUTANTS.values()}
    assert all(gap_with(untouched, entry) <= 1e-9 for group in groups for entry in cases(group))
