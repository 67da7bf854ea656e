import numpy as np
from numpy.testing import assert_allclose

from tests.figures.pictures import drawn, traces

WEB = "loss=quartic&steps=12&view=overlay+cobweb"


def test_the_function_of_gradient_descent_is_x_minus_rate_times_slope() -> None:
    (one,) = traces(drawn(f"{WEB}&run=gd+lr+0.3+at+-1.6"), "map")
    x = np.asarray(one.x)
    assert_allclose(one.y, x - 0.3 * (4 * x**3 - 4 * x + 1), rtol=1e-12, atol=1e-12)


def test_the_web_goes_up_to_the_function_and_across_to_the_diagonal() -> None:
    (web,) = traces(drawn(f"{WEB}&run=gd+lr+0.1+at+-1.6"), "trail")
    x, y, steps = np.asarray(web.x), np.asarray(web.y), np.asarray(web.customdata)[:, 0]
    whole = steps % 1 == 0
    assert_allclose(x[whole], y[whole])
    ups = np.flatnonzero(~whole)
    assert_allclose(x[ups], x[ups - 1])
    after = x[ups] - 0.1 * (4 * x[ups] ** 3 - 4 * x[ups] + 1)
    assert_allclose(y[ups], after, rtol=1e-5, atol=1e-6)
    assert steps[-1] == web.meta["last"] == 12


def test_a_rule_with_memory_has_a_way_but_no_function() -> None:
    figure = drawn(f"{WEB}&run=momentum+lr+0.02+at+0.3&run=gd+lr+0.1+at+0.3")
    assert [t.meta["run"] for t in traces(figure, "trail")] == [0, 1]
    assert [t.meta["run"] for t in traces(figure, "map")] == [1]


def test_two_variables_have_no_cobweb() -> None:
    figure = drawn("loss=beale&run=gd+lr+0.001&steps=5&view=overlay+cobweb")
    assert traces(figure, "landscape")[0].type == "contour"
