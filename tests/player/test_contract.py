"""The table of what Python and the browser tell each other, held from both sides.

Figures of every kind say in `meta` what the table declares and nothing else. JavaScript declares
the same table, and the compiler holds its code to that. JavaScript reads what Python has packed.
"""

import json
from collections.abc import Iterator
from dataclasses import asdict, fields, is_dataclass
from types import UnionType
from typing import Any, Literal, NotRequired, get_args, get_origin, is_typeddict

import numpy as np
import pytest

import figures
import player
from experiment import decode, load, minima, run
from figures import theme
from player import assets, contract
from tests.player.declared import hints, in_javascript, in_python
from tests.player.node import evaluate

TWO = "loss=beale&run=gd+lr+0.001+at+1+1&run=adam+lr+0.1+at+1+1&run=gd+lr+1+at+3+3&steps=30"
ONE = "loss=x^4-2x^2%2Bx&run=gd+lr+0.05+at+1&run=gd+lr+2+at+-1&steps=20"
LINKS = [
    f"{TWO}&view=overlay+arrows+values+model+second+gradient",
    f"{TWO}&view=side+model+evaluations",
    f"{TWO}&view=surface",
    f"{ONE}&view=overlay+model+curve+gradient",
    f"{ONE}&view=overlay+cobweb",
    "loss=log(x)&run=gd+lr+0.1+at+-1&steps=3",
    "data=cars&batch=8&run=gd+lr+0.001+at+0+0&steps=20",
    "data=collinear&run=gd+lr+0.001+at+0+0&steps=3",
]
DECLARED = assets.HERE / "js" / "contract.d.ts"


def tables() -> Iterator[type]:
    """Yield the classes of the contract."""
    for value in vars(contract).values():
        if isinstance(value, type) and value.__module__ == contract.__name__:
            yield value


def test_both_languages_declare_the_same() -> None:
    assert in_javascript(DECLARED) == {table.__name__: in_python(table) for table in tables()}


def fits(value: Any, hint: Any) -> bool:
    """Say whether a value read from JSON is what a type says."""
    if get_origin(hint) is NotRequired:
        return fits(value, get_args(hint)[0])
    if get_origin(hint) is Literal:
        return value in get_args(hint)
    if get_origin(hint) is UnionType:
        return any(fits(value, one) for one in get_args(hint))
    if get_origin(hint) is dict:
        return isinstance(value, dict) and all(
            fits(one, get_args(hint)[1]) for one in value.values()
        )
    if get_origin(hint) in (list, tuple):
        return isinstance(value, list) and all(fits(one, get_args(hint)[0]) for one in value)
    if is_typeddict(hint) or is_dataclass(hint):
        if not isinstance(value, dict):
            return False
        known = hints(hint)
        optional = {name for name, one in known.items() if get_origin(one) is NotRequired}
        return set(known) - optional <= set(value) <= set(known) and all(
            fits(one, known[name]) for name, one in value.items()
        )
    return type(value) is hint or (hint is float and type(value) is int)


TRACES = contract.LandscapeMeta | contract.TrackMeta | contract.StartMeta | contract.SignMeta


@pytest.fixture(scope="module")
def packed() -> list[str]:
    """Figures of every kind as the browser gets them."""
    given = [decode(link)[0] for link in LINKS]
    return [player.pack(figures.drawing(e, load(e), run(e), minima(e))) for e in given]


def metas(packed: list[str]) -> list[dict[str, Any]]:
    return [trace["meta"] for text in packed for trace in json.loads(text)["data"]]


def test_every_trace_says_what_is_declared_and_nothing_else(packed: list[str]) -> None:
    assert [meta for meta in metas(packed) if not fits(meta, TRACES)] == []


def test_every_layout_says_what_is_declared_and_nothing_else(packed: list[str]) -> None:
    for text in packed:
        assert fits(json.loads(text)["layout"]["meta"], contract.FigureMeta)


def test_nothing_is_declared_that_no_figure_says(packed: list[str]) -> None:
    said = {(meta["role"], name) for meta in metas(packed) for name in meta}
    declared = {
        (role, name)
        for table in get_args(TRACES)
        for role in get_args(hints(table)["role"])
        for name, hint in hints(table).items()
        if get_origin(hint) is not NotRequired
    }
    optional = {name for table in get_args(TRACES) for name in hints(table)}
    assert declared <= said
    assert optional == {name for _, name in said}


def test_a_key_too_much_or_too_few_and_a_wrong_type_are_noticed() -> None:
    meta = {"role": "start", "panel": "landscape", "runs": [0], "names": ["Adam"], "at": [1.0]}
    assert fits(meta, TRACES)
    assert not fits(meta | {"color": "red"}, TRACES)
    assert not fits(meta | {"at": "1"}, TRACES)
    assert not fits({"role": "start", "panel": "landscape"}, TRACES)


def test_the_palettes_of_figures_are_those_that_are_declared() -> None:
    assert [field.name for field in fields(theme.Palette)] == list(hints(contract.Palette))


def test_what_the_player_is_called_with_is_declared() -> None:
    data = contract.PlayerData("{}", 3, 1, playback=contract.Playback(hidden=(1, 2)))
    assert fits(json.loads(json.dumps(asdict(data))), contract.PlayerData)


def test_javascript_reads_the_tracks_that_python_has_packed() -> None:
    e, _ = decode(f"{ONE}&view=overlay+model")
    seen = run(e)
    drawing = figures.drawing(e, load(e), seen, minima(e))
    tracks = evaluate(
        "tracks.tracksOf(new figure.Reader().read(text, { mode: 'dark', font: 'x' }).traces)"
        ".map(({ meta, colour, steps, slopes, bends, x }) => ({ meta, colour, steps: [...steps],"
        " slopes: slopes && [...slopes], bends: bends && bends.length, x: [...x] }))",
        "figure/figure",
        "figure/tracks",
        text=player.pack(drawing),
    )
    trails = [track for track in tracks if track["meta"]["role"] == "trail"]
    assert [track["colour"] for track in trails] == list(theme.DARK.runs[:2])
    assert [track["meta"]["last"] for track in trails] == [len(one.points) - 1 for one in seen]
    first = trails[0]
    whole = [k for k, step in enumerate(first["steps"]) if step == round(step)]
    steps = [round(first["steps"][k]) for k in whole]
    np.testing.assert_allclose(
        [first["slopes"][k] for k in whole], seen[0].gradients[steps, 0], rtol=1e-6
    )
    np.testing.assert_allclose([first["x"][k] for k in whole], seen[0].points[steps, 0], rtol=1e-6)
    assert first["bends"] == len(first["steps"])
    assert [t["slopes"] for t in tracks if t["meta"]["role"] == "curve"] == [None, None]
