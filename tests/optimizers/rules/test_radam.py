"""RAdam: it waits until the mean square can be trusted."""

import numpy as np
from numpy.testing import assert_allclose

from tests.optimizers.rules.walks import Slope, walked


def test_it_steps_along_the_corrected_mean_until_rho_passes_the_threshold():
    record = walked("radam", steps=8)
    assert_allclose(record.rates[:5, 0], 0.01, rtol=1e-12)
    m_hat = record.internals["m"][1:6] / (1 - 0.9 ** np.arange(1, 6))[:, None]
    assert_allclose(np.diff(record.points[:6], axis=0), -0.01 * m_hat, rtol=1e-10)
    assert record.rates[5, 0] < 1e-3


def test_the_rectification_is_that_of_the_paper():
    record = walked("radam", Slope(), (0.0, 0.0), 40, eps=0.0)
    t, longest = np.arange(1, 41), 2 / (1 - 0.999) - 1
    length = longest - 2 * t * 0.999**t / (1 - 0.999**t)
    waits = length <= 5
    trust = np.sqrt(
        np.where(waits, 1, (length - 4) * (length - 2) * longest)
        / np.where(waits, 1, (longest - 4) * (longest - 2) * length)
    )
    assert waits.sum() == 5
    # Both corrected means of a gradient of 1 are 1.
    assert_allclose(-np.diff(record.points[:, 0]), 0.01 * trust, rtol=1e-8)


def test_a_higher_threshold_waits_longer():
    runs = [walked("radam", Slope(), (0.0,), 60, threshold=at) for at in (5, 20)]
    assert [(run.rates == 0.01).sum() for run in runs] == [5, 20]
