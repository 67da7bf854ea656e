"""A window that suits a loss shows something: no flat colour, no cliff, starts that can move."""

import numpy as np
import pytest

from landscape import Landscape
from landscape.landscape import survey
from landscape.search import find_minima, grid
from landscape.window import contained, good_starts, suited_window
from losses import CATALOGUE, parse_loss
from losses.catalogue import Window
from tests.landscape.test_search import NONE
from tests.losses.corpora import BENIGN

TYPED = [(row["text"], row.get("parameters")) for row in BENIGN if not row.get("error")]
MORE = ("(x-100)^2", "(x-1e4)^2 + y^2", "exp(x)", "log(x)", "sqrt(x-100)", "exp(x^2)", "1/x",
        "exp(exp(x))", "tan(x)", "x + y", "relu(x)", "-exp(-(x-5)^2-(y+5)^2)", "sin(50x) + x^2",
        "x^2/1e6 + sin(x/100)", "|x-1.3| + |y+0.7|", "max(x,y)", "log(x) + log(y)", "1e6x^2",
        "1e-6x^2", "(x^2+y^2)^10", "asin(x)", "x^2 + 1e5", "log(x-50)", "sqrt(1-x^2-y^2)",
        "x y", "(x y - 1)^2", "1/x^2 + x^2", "x/10 + sin(x)")  # fmt: skip
FLAT = ("sin^2 x + cos^2 x",)  # is 1 everywhere
LOSSES = [
    *((text, given) for text, given in TYPED if text not in FLAT),
    *((text, None) for text in MORE),
    *((entry.text, None) for entry in CATALOGUE.values()),
]
SEEN: dict[str, Landscape] = {}
every_loss = pytest.mark.parametrize(("text", "constants"), LOSSES, ids=[t for t, _ in LOSSES])


def _seen(text: str, constants: dict[str, float] | None) -> Landscape:
    """Return what a loss looks like, found once for all tests."""
    if text not in SEEN:
        SEEN[text] = survey(parse_loss(text, constants))
    return SEEN[text]


def _values(view: Landscape) -> np.ndarray:
    values = view.loss.value(grid(view.window, 41 if len(view.window) == 2 else 401))
    return values[np.isfinite(values)]


@every_loss
def test_the_window_shows_a_landscape(text: str, constants: dict[str, float] | None) -> None:
    view = _seen(text, constants)
    assert all(low < high for low, high in view.window)
    values = _values(view)
    everywhere = 41**2 if len(view.window) == 2 else 401
    assert len(values) > 0.4 * everywhere
    low, below, above, high = np.quantile(values, (0.03, 0.2, 0.8, 0.97))
    assert high > low
    assert view.log_colour or above - below > 0.01 * (high - low)


@every_loss
def test_a_start_has_a_loss_and_somewhere_to_go(
    text: str, constants: dict[str, float] | None
) -> None:
    view = _seen(text, constants)
    loss = view.loss
    assert 1 <= len(view.starts) <= 3
    limits = np.array(view.window)
    for start in view.starts:
        assert np.isfinite(loss.value(start))
        assert np.isfinite(loss.gradient(start)).all()
        assert np.linalg.norm(loss.gradient(start)) > 0
        assert ((limits[:, 0] <= start) & (start <= limits[:, 1])).all()
        for minimum in view.minima:
            gap = np.abs(np.array(start) - minimum.point) / (limits[:, 1] - limits[:, 0])
            assert gap.max() > 0.05


@every_loss
def test_a_found_minimum_is_the_lowest_nearby(
    text: str, constants: dict[str, float] | None
) -> None:
    view = _seen(text, constants)
    loss = view.loss
    assert sorted(minimum.value for minimum in view.minima) == [m.value for m in view.minima]
    for minimum in view.minima:
        around = grid(tuple((c - 1e-3, c + 1e-3) for c in minimum.point), 9)
        assert loss.value(minimum.point) == minimum.value
        assert np.nanmin(loss.value(around)) >= minimum.value - 1e-9 * (1 + abs(minimum.value))


# as text they have deeper minima outside the catalogue's window, or a whole curve of them
ELSEWHERE = {"forrester_1d", "gramacy_lee_1d", "michalewicz", "dropwave", "two_layer_linear"}
FOUND = [e.key for e in CATALOGUE.values() if e.minima and e.key not in ELSEWHERE]


@pytest.mark.parametrize("key", FOUND)
def test_the_best_known_minimum_is_found_from_the_text_alone(key: str) -> None:
    entry = CATALOGUE[key]
    view = _seen(entry.text, None)
    gaps = [
        np.abs(np.array(best.point) - found.point).max()
        for best in entry.minima
        for found in view.minima
    ]
    assert min(gaps) < 1e-4


ENDLESS = ("x - 2y", "x^3", "exp(-x)", "x^2 - y^2", "log(x)", "1/x", "tan(x)", "floor(x)", "-x^2")


@pytest.mark.parametrize("text", [*ENDLESS, "sign(x)"])
def test_a_loss_without_minimum_gets_none(text: str) -> None:
    assert survey(parse_loss(text)).minima == ()


def test_what_is_found_of_a_loss_never_changes() -> None:
    text = "sin(3x) cos(2y) + (x^2+y^2)/10"
    one, two = survey(parse_loss(text)), survey(parse_loss(text))
    assert (one.window, one.starts, one.minima) == (two.window, two.starts, two.minima)
    assert (one.lowest, one.log_colour) == (two.lowest, two.log_colour)


def test_the_window_of_the_article_s_quartic_holds_its_minima_and_starts() -> None:
    view = survey(parse_loss("x^4 - 2x^2 + x"))
    assert view.window == ((-2.2, 2.0),)
    assert [round(minimum.point[0], 6) for minimum in view.minima] == [-1.10716, 0.837565]


def test_the_window_does_not_follow_a_tail_into_the_distance() -> None:
    for text in NONE:
        window = np.array(survey(parse_loss(text)).window)
        assert np.abs(window).max() <= 5.0, text


@pytest.mark.filterwarnings("ignore::RuntimeWarning")
@pytest.mark.parametrize(
    ("text", "window"),
    [
        ("sqrt(1-x^2-y^2)", ((-1.0, 1.0), (-1.0, 1.0))),
        ("log(x) + log(y)", ((0.0, 5.0), (0.0, 5.0))),
    ],
)
def test_limits_are_round_and_cut_to_where_the_loss_has_values(text: str, window: Window) -> None:
    loss = parse_loss(text)
    assert suited_window(loss, find_minima(loss)[0]) == window


def test_starts_keep_away_from_minima_and_from_one_another() -> None:
    loss, window = parse_loss("x^2 + y^2"), ((-4.0, 4.0), (-1.0, 1.0))
    starts = np.array(good_starts(loss, window, np.zeros((1, 2))))
    assert contained(starts, np.array(window)).all()
    shares = starts / [8.0, 2.0]
    assert np.abs(shares).max(axis=1).min() > 0.05
    gaps = [np.abs(shares[i] - shares[j]).max() for i, j in ((0, 1), (0, 2), (1, 2))]
    assert min(gaps) > 0.1
