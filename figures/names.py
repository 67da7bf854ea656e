"""What the pictures call a variable: text that a visitor typed, and a Plotly label reads HTML."""

import re
import unicodedata
from functools import lru_cache
from html import escape

from losses import Loss


def variable(loss: Loss, place: int) -> str:
    """Return the name of a variable for a label: `theta1` as θ with a small 1 below."""
    return _spelt(loss.variables[place])


@lru_cache(64)  # a figure has many labels, and unicodedata is slow
def _spelt(variable: str) -> str:
    name, _, below = re.split(r"(_?(\d*)$)", variable, maxsplit=1)[:3]
    shown = escape(greek(name)).replace("%{", "%&#123;")
    return f"{shown}<sub>{below}</sub>" if below and name else shown + below


def greek(name: str) -> str:
    """Return the letter that a name such as `theta` spells, else the name."""
    spelt = {"lambda": "lamda"}.get(name.lower(), name)  # as Unicode calls it
    size = "SMALL" if name.islower() else "CAPITAL"
    try:
        return unicodedata.lookup(f"GREEK {size} LETTER {spelt.upper()}")
    except KeyError:
        return name
