"""The libraries' own optimizers: which runs they fit, and what is said where none does."""

import ast
import string

import pytest

from experiment import Run, decode
from experiment.export import code
from experiment.export.natives import KERAS, OPTAX, TORCH, matters
from optimizers import RULES


@pytest.mark.parametrize(
    ("library", "run", "wanted"),
    [
        ("pytorch", "adam lr 0.1", "optimizer = torch.optim.Adam([x], lr=0.1, betas=(0.9, 0.999), "
         "eps=1e-08, amsgrad=False, weight_decay=0.0)"),
        ("pytorch", "adam lr 0.1 eps_place inside",
         "# torch.optim.Adam cannot do this: eps_place inside. So by hand:"),
        ("pytorch", "lion lr 0.1", "# PyTorch has no Lion: the update by hand."),
        ("optax", "rprop lr 0.1", "# Optax steps otherwise in its Rprop: the update by hand."),
        ("keras", "adam lr 0.1", "# keras.optimizers.Adam cannot do this: eps_place outside. "
         "So by hand:"),
        ("keras", "adam lr 0.1 eps_place hat", "optimizer = keras.optimizers.Adam(0.1, beta_1=0.9, "
         "beta_2=0.999, epsilon=1e-08, weight_decay=0.0)"),
        ("optax", "gd lr 0.1 weight_decay 0.2",
         "optimizer = optax.chain(optax.add_decayed_weights(0.2), optax.sgd(0.1))"),
        ("optax", "adam lr 0.1 amsgrad on",
         "# optax.adam cannot do this: amsgrad on. So by hand:"),
    ],
)  # fmt: skip
def test_the_librarys_own_optimizer_stands_there_or_the_reason_why_not(library, run, wanted):
    e, _ = decode({"loss": ["x^2+y^2"], "run": [f"{run} at 1 1"]})
    text = code(e, 0, library)
    assert wanted in (*text.splitlines(), *ast.unparse(ast.parse(text)).splitlines())


LIBRARIES = {"torch": TORCH, "keras": KERAS, "optax": OPTAX}
NATIVES = [
    (f"{library}/{rule}/{number}", rule, native)
    for library, table in LIBRARIES.items()
    for rule, natives in table.items()
    for number, native in enumerate(natives)
]
every_native = pytest.mark.parametrize(
    ("rule", "native"), [row[1:] for row in NATIVES], ids=[row[0] for row in NATIVES]
)


@every_native
def test_a_native_names_dials_of_its_rule(rule, native):
    dials = {dial.name for dial in RULES[rule].dials}
    used = {field for _, field, _, _ in string.Formatter().parse(native.call) if field}
    assert used | set(native.demands(rule)) <= dials
    assert native.positive in ("", *dials)


@every_native
def test_a_run_with_the_demanded_dials_fits_and_each_other_setting_does_not(rule, native):
    needed = {"momentum": 0.5, "amsgrad": True, "weight_decay": 0.1}
    names = {dial.name for dial in RULES[rule].dials}
    base = {name: value for name, value in needed.items() if name in names} | native.demands(rule)
    assert native.misfits(Run(rule, base)) == ()
    for name, wanted in native.demands(rule).items():
        dial = RULES[rule].dial(name)
        if dial.kind == "choice":
            other = next(choice for choice in dial.choices if choice != wanted)
        else:
            other = (
                (not wanted) if dial.kind == "switch" else max(1.0 if dial.whole else 0.5, dial.low)
            )
        if name == "form":
            base = {**base, "dampening": 0.0}
        run = Run(rule, {**base, name: other})
        misfits = native.misfits(run)
        assert any(text.startswith(name) for text in misfits) == matters(run, name)


def test_a_rate_that_never_changes_may_stand_inside_or_outside_the_velocity():
    run = Run("nesterov", {"lr_place": "inside"})
    assert not matters(run, "lr_place")
    assert TORCH["nesterov"][0].misfits(run) == ()


def test_rules_of_the_tables_exist():
    assert set(TORCH) | set(KERAS) | set(OPTAX) <= set(RULES)
