"""A figure as text for the browser: every landscape once, however many panels show it."""

import json
from base64 import b64encode
from collections.abc import Mapping
from hashlib import blake2b
from typing import Any

import plotly.graph_objects as go
from plotly.io.json import to_json_plotly

# What figures are made of; other kinds go as lists.
KINDS = {
    "float64": "f8", "float32": "f4", "uint16": "u2", "uint8": "u1", "int16": "i2", "int32": "i4",
}  # fmt: skip


def pack(figure: go.Figure | tuple[list[dict[str, Any]], dict[str, Any]] | str) -> str:
    """Return the JSON of a figure, or of its traces and layout, as the player reads it.

    As text, for a figure may hold NaN. A text is taken for one that was packed before.
    A landscape's `meta` gets a `stamp`, by which the browser knows one that it has drawn before.
    A landscape like an earlier one has no arrays of its own, but the place of that in `like`.
    """
    if isinstance(figure, str):
        return figure
    first: dict[str, int] = {}
    traces, layout = _plain(figure) if isinstance(figure, go.Figure) else figure
    slim = [_slim(trace, place, first) for place, trace in enumerate(traces)]
    whole = {"data": slim, "layout": layout}
    # Plotly's own writer asks of every array whether it comes from a table: five times as long.
    try:
        return json.dumps(whole, default=_encoded, allow_nan=False, separators=(",", ":"))
    except ValueError:  # a number outside an array that JSON has no word for
        return str(to_json_plotly(whole))


def pack_live(experiment: Mapping[str, Any]) -> str:
    """Return what the browser's engine runs, see `experiment.live`, as the player reads it."""
    return json.dumps(experiment, default=_encoded, allow_nan=False, separators=(",", ":"))


def _plain(figure: go.Figure) -> tuple[list[dict[str, Any]], dict[str, Any]]:
    return [trace.to_plotly_json() for trace in figure.data], figure.layout.to_plotly_json()


def _encoded(array: Any) -> Any:
    """Return a NumPy array as Plotly writes it: its bytes, little-endian, and its shape."""
    kind = KINDS.get(array.dtype.name)
    if kind is None:
        return array.tolist()
    text = b64encode(array.astype(f"<{kind}", copy=False).tobytes()).decode()
    spec = {"dtype": kind, "bdata": text}
    return spec if array.ndim == 1 else spec | {"shape": ", ".join(map(str, array.shape))}


def _slim(trace: dict[str, Any], place: int, first: dict[str, int]) -> dict[str, Any]:
    meta = trace.get("meta") or {}
    if meta.get("role") != "landscape":
        return trace
    stamp = _stamp(_arrays(trace))
    owner = first.setdefault(stamp, place)
    if owner == place:
        return trace | {"meta": meta | {"stamp": stamp}}
    slim = {key: value for key, value in trace.items() if key not in _arrays(trace)}
    return slim | {"meta": meta | {"stamp": stamp, "like": owner}}


def _stamp(arrays: dict[str, Any]) -> str:
    digest = blake2b(digest_size=8)
    for key, array in arrays.items():
        digest.update(f"{key} {array.dtype} {array.shape} ".encode())
        digest.update(array.tobytes())
    return digest.hexdigest()


def _arrays(trace: dict[str, Any]) -> dict[str, Any]:
    return {key: trace[key] for key in ("x", "y", "z") if key in trace}
