import json
from base64 import b64decode

import numpy as np
import plotly.graph_objects as go

from player import pack


def landscape(height: float) -> go.Contour:
    """A landscape as figures build one."""
    z = np.full((2, 3), height, dtype=np.float32)
    x, y = np.arange(3.0), np.arange(2.0)
    return go.Contour(x=x, y=y, z=z, meta={"role": "landscape", "panel": "landscape"})


def test_an_array_travels_as_its_bytes_with_its_shape() -> None:
    (trace,) = json.loads(pack(go.Figure(landscape(0.1))))["data"]
    assert (trace["x"]["dtype"], trace["z"]["dtype"], trace["z"]["shape"]) == ("f8", "f4", "2, 3")
    assert np.frombuffer(b64decode(trace["x"]["bdata"]), "<f8").tolist() == [0.0, 1.0, 2.0]


def test_a_landscape_like_an_earlier_one_has_its_place_instead_of_arrays() -> None:
    figure = go.Figure([landscape(1.0), landscape(2.0), landscape(1.0)])
    first, other, again = json.loads(pack(figure))["data"]
    assert "like" not in first["meta"] | other["meta"]
    assert first["meta"]["stamp"] != other["meta"]["stamp"]
    assert again["meta"] == first["meta"] | {"like": 0}
    assert not {"x", "y", "z"} & set(again)


def test_numbers_that_json_has_no_word_for_become_null() -> None:
    figure = go.Figure(go.Scatter(x=[0.0, float("nan"), float("inf")]))
    assert json.loads(pack(figure))["data"][0]["x"] == [0.0, None, None]


def test_a_figure_that_was_packed_stays_as_it_is() -> None:
    text = pack(go.Figure(landscape(0.5)))
    assert pack(text) is text
