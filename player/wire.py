"""A figure as text for the browser: every landscape once, however many panels show it."""

from hashlib import blake2b
from typing import Any

import plotly.graph_objects as go
from plotly.io.json import to_json_plotly


def pack(figure: go.Figure) -> str:
    """Return the figure's JSON as the player reads it.

    A landscape's `meta` gets a `stamp`, by which the browser knows one that it has drawn before.
    A landscape like an earlier one has no arrays of its own, but the place of that in `like`.
    """
    whole = figure.to_dict()
    first: dict[str, int] = {}
    whole["data"] = [_slim(trace, place, first) for place, trace in enumerate(whole["data"])]
    return str(to_json_plotly(whole))


def _slim(trace: dict[str, Any], place: int, first: dict[str, int]) -> dict[str, Any]:
    meta = trace.get("meta") or {}
    if meta.get("role") != "landscape":
        return trace
    stamp = blake2b(to_json_plotly(_arrays(trace)).encode(), digest_size=8).hexdigest()
    owner = first.setdefault(stamp, place)
    if owner == place:
        return trace | {"meta": meta | {"stamp": stamp}}
    slim = {key: value for key, value in trace.items() if key not in _arrays(trace)}
    return slim | {"meta": meta | {"stamp": stamp, "like": owner}}


def _arrays(trace: dict[str, Any]) -> dict[str, Any]:
    return {key: trace[key] for key in ("x", "y", "z") if key in trace}
