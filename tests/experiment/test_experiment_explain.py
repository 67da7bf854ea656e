"""Explanations of runs: their numbers, their noise, their curves."""

import numpy as np
import pytest
from numpy.testing import assert_array_equal

from experiment import decode, explain, load, quantities, run


def ran(link):
    e, problems = decode(link)
    assert problems == ()
    return e, run(e)


def test_with_a_constant_gradient_of_1_every_step_of_adam_is_its_learning_rate() -> None:
    for rate in ("0.1", "0.003"):
        _, (trajectory,) = ran(f"loss=x&run=adam+lr+{rate}+eps+0+at+3&steps=500")
        steps = quantities(trajectory)["step"][:, 0]
        np.testing.assert_allclose(steps, -float(rate), rtol=1e-12, atol=1e-14)
        _, (trajectory,) = ran(f"loss=x&run=adam+lr+{rate}+at+3&steps=500")
        np.testing.assert_allclose(np.diff(trajectory.points[:, 0]), -float(rate), rtol=2e-8)


def test_adagrads_steps_shrink_for_ever_where_rmsprops_do_not() -> None:
    _, (adagrad, rmsprop) = ran("loss=x&run=adagrad+lr+1+at+0&run=rmsprop+lr+1+at+0&steps=400")
    k = np.arange(1, 401)
    shrinking = -quantities(adagrad)["step"][:-1, 0]
    np.testing.assert_allclose(shrinking, 1 / np.sqrt(k), rtol=1e-8)
    assert_array_equal(quantities(adagrad)["s"][:-1, 0], k)
    np.testing.assert_allclose(quantities(rmsprop)["step"][-1], -1.0, rtol=1e-6)


def test_the_gradient_shown_under_noise_is_the_one_that_the_rule_met() -> None:
    e, (trajectory,) = ran("loss=beale&run=adam+lr+0.1&steps=20&noise=0.7&seed=3")
    found = {q.name: q for q in explain(e, trajectory, 11).quantities}
    assert_array_equal(found["gradient"].values, trajectory.gradients[11])
    assert_array_equal(found["exact_gradient"].values, load(e).gradient(trajectory.points[11]))
    assert found["gradient"].meaning == (
        "the slope of the loss there with noise, as the optimizer met it"
    )
    noise = np.random.default_rng(3).standard_normal((21, 2))[11]
    gap = found["gradient"].values - found["exact_gradient"].values
    np.testing.assert_allclose(gap, 0.7 * noise, rtol=1e-12)


def test_without_noise_there_is_one_gradient() -> None:
    e, (trajectory,) = ran("loss=beale&run=adam+lr+0.1&steps=20")
    assert "exact_gradient" not in {q.name for q in explain(e, trajectory, 11).quantities}


def test_the_numbers_of_a_coordinate_carry_its_name() -> None:
    e, (trajectory,) = ran("loss=theta^2%2Bw_1^2&run=gd+lr+0.25+at+1+2&steps=3")
    assert explain(e, trajectory, 0).numbers == (
        r"\begin{aligned}\theta &= 1 - 0.25 \cdot 2 = 0.5\end{aligned}",
        r"\begin{aligned}w_{1} &= 2 - 0.25 \cdot 4 = 1\end{aligned}",
    )


def test_a_playhead_beyond_the_last_row_explains_the_last() -> None:
    e, (trajectory,) = ran("loss=x^4-2x^2%2Bx&run=gd+lr+0.8+at+0.1&steps=50")
    assert trajectory.verdict.kind == "diverged"
    explained = explain(e, trajectory, 40)
    assert (explained.row, explained.taken) == (6, False)
    following = next(q for q in explained.quantities if q.name == "following")
    assert not np.isfinite(load(e).value(following.values))


def test_a_run_without_a_row_cannot_be_explained() -> None:
    e, (trajectory,) = ran("loss=ln(x)&run=gd+lr+0.1+at+-1&steps=5")
    sentence = "The run has no row: the loss is not finite at its start."
    with pytest.raises(ValueError, match=f"^{sentence}$"):
        explain(e, trajectory, 0)
    assert quantities(trajectory) == {}


def test_the_step_of_every_row_leads_to_the_next_row() -> None:
    _, (trajectory,) = ran("loss=himmelblau&run=momentum+lr+0.005+at+-2+0&steps=60")
    steps = quantities(trajectory)["step"][:-1]
    np.testing.assert_allclose(steps, np.diff(trajectory.points, axis=0), atol=1e-12)


ASKING = ("polyak", "armijo", "steepest", "conjugate_gradients", "bfgs", "newton", "sophia")


@pytest.mark.parametrize("order", ["shuffled", "drawn"])
@pytest.mark.parametrize("noise", [0, 0.1])
def test_with_batches_a_rule_that_asks_is_explained_by_the_loss_of_its_batch(order, noise) -> None:
    runs = "".join(f"&run={name}+lr+1+at+0+0" for name in ASKING)
    link = f"data=cars&scale=standard&batch=7&order={order}&noise={noise}&steps=60{runs}"
    _, trajectories = ran(link)
    for trajectory in trajectories:
        steps = quantities(trajectory)["step"][:-1]
        taken = np.diff(trajectory.points, axis=0)
        np.testing.assert_allclose(steps, taken, atol=1e-9, err_msg=trajectory.run.rule)
