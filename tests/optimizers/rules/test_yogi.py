"""Yogi: a mean square that grows and shrinks by the gradient alone."""

from numpy.testing import assert_allclose

from tests.optimizers.rules.walks import by_hand


def test_the_mean_square_moves_by_a_share_of_the_square():
    record = by_hand("yogi", (2.0, 1.0, 0.5, 0.0), beta2=0.75, initial_accumulator=0.0)
    assert_allclose(record.internals["v"][:, 0], [0.0, 1.0, 1.0, 0.9375])


def test_both_means_start_where_optax_starts_them_or_the_mean_at_zero():
    optax = by_hand("yogi", (1.0, 0.0), initial_accumulator=0.5)
    paper = by_hand("yogi", (1.0, 0.0), initial_accumulator=0.5, initial_mean="zero")
    assert (optax.internals["m"][0, 0], paper.internals["m"][0, 0]) == (0.5, 0.0)
    assert optax.internals["v"][0, 0] == paper.internals["v"][0, 0] == 0.5


def test_a_step_without_correction_is_that_of_the_paper():
    dials = {"initial_mean": "zero", "bias_correction": False, "initial_accumulator": 1.0}
    record = by_hand("yogi", (2.0, 0.0), lr=1.0, beta1=0.5, beta2=0.5, eps=0.5, **dials)
    # v = 1 + 0.5 * 4
    assert_allclose(record.points[1], -1.0 / (3.0**0.5 + 0.5), rtol=1e-14)
