import numpy as np

from experiment import decode, fit_paths, run


def test_every_point_of_the_paths_lies_in_the_window_that_fits_them() -> None:
    e, _ = decode("loss=x^2%2B3y^2&window=-1+1+-1+1&run=gd+lr+0.1+at+3+1&steps=20")
    low, high = np.array(fit_paths(e).window).T
    (seen,) = run(e)
    assert np.all((seen.points >= low) & (seen.points <= high))
    assert np.all(high - low < 1.3 * np.ptp(seen.points, axis=0))


def test_a_path_that_blew_up_is_left_out_where_it_is_far_away() -> None:
    e, _ = decode("loss=x^2&window=-2+2&run=gd+lr+3+at+1&steps=50")
    ((low, high),) = fit_paths(e).window
    assert -100 < low < high < 100


def test_a_link_can_carry_the_window_that_fits() -> None:
    e, _ = decode("loss=beale&run=gd+lr+0.001&steps=20")
    fitted = fit_paths(e)
    assert max(len(f"{edge:.12g}") for ends in fitted.window for edge in ends) <= 9
