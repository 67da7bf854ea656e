"""A library's optimizers and settings in this project's words, as its own manual says."""

import pytest

from experiment.parity.libraries import translated


def case(library, optimizer, **settings):
    return {"source": f"{library} 1.0", "optimizer": optimizer, "hyperparameters": settings}


@pytest.mark.parametrize(
    ("settings", "rule", "dials"),
    [
        ({"momentum": 0, "dampening": 0, "nesterov": False}, "gd", {}),
        (
            {"momentum": 0.9, "dampening": 0.1, "nesterov": False},
            "momentum",
            {"momentum": 0.9, "dampening": 0.1},
        ),
        ({"momentum": 0.9, "dampening": 0, "nesterov": True}, "nesterov", {"momentum": 0.9}),
    ],
)
def test_sgd_is_one_of_three_rules(settings, rule, dials):
    assert translated(case("torch", "SGD", lr=0.1, **settings)) == (rule, {"lr": 0.1, **dials})


def test_keras_takes_the_rate_into_the_velocity_and_decays_apart_from_it():
    found = translated(case("keras", "SGD", learning_rate=0.1, momentum=0.9, nesterov=False))
    assert found == (
        "momentum",
        {"lr": 0.1, "momentum": 0.9, "decay": "decoupled", "lr_place": "inside"},
    )


def test_what_libraries_name_alpha_or_decay_is_the_same_share_of_the_past():
    torch = translated(case("torch", "RMSprop", lr=0.1, alpha=0.9))
    optax = translated(
        case(
            "optax", "rmsprop",
            learning_rate=0.1, decay=0.9, eps_in_sqrt=True, bias_correction=False, nesterov=False,
        )
    )  # fmt: skip
    assert torch == ("rmsprop", {"lr": 0.1, "rho": 0.9, "decay": "coupled"})
    assert {name: optax[1][name] for name in ("lr", "rho", "eps_place")} == {
        "lr": 0.1, "rho": 0.9, "eps_place": "inside",
    }  # fmt: skip


def test_betas_come_in_pairs_and_what_is_absent_is_left_out():
    found = translated(case("torch", "AdamW", lr=1e-3, betas=(0.9, 0.99), eps=None))
    assert found == ("adamw", {"lr": 1e-3, "beta1": 0.9, "beta2": 0.99, "decay": "coupled"})


def test_translating_changes_no_table():
    entry = case("optax", "rmsprop", eps_in_sqrt=False, bias_correction=True, nesterov=True)
    assert translated(entry) == translated(entry)
    plain = case("optax", "rmsprop", eps_in_sqrt=True, bias_correction=False, nesterov=False)
    assert translated(plain)[1]["nesterov"] is False


def test_a_setting_without_a_dial_is_not_passed_over():
    with pytest.raises(KeyError, match="settings without a dial here: \\['maximize'\\]"):
        translated(case("torch", "Adam", lr=0.1, maximize=True))


@pytest.mark.parametrize(
    ("theirs", "ours"),
    [
        ("clip_grad_norm", {"clip_norm": 2.0, "clip_eps": 1e-6}),
        ("clip_grad_value", {"clip_value": 2.0}),
        ("clip_by_global_norm", {"clip_norm": 2.0}),
    ],
)
def test_clipping_is_a_wrapper(theirs, ours):
    plain = translated(case("torch", "Adam", lr=0.1))
    assert translated(case("torch", "Adam", lr=0.1, **{theirs: 2.0})) == (plain[0], plain[1] | ours)
