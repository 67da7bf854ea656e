"""What the pictures call things: text that a visitor typed, where a Plotly label reads HTML."""

import re
import unicodedata
from functools import lru_cache
from html import escape

from losses import Loss


def variable(loss: Loss, place: int) -> str:
    """Return the name of a variable for a label: `theta1` as θ with a small 1 below."""
    return _spelt(loss.variables[place])


def plain(text: str) -> str:
    """Return a text that a label shows to the letter; Plotly knows no `&quot;`."""
    return escape(text, quote=False).replace("%{", "%&#123;")


@lru_cache(64)  # a figure has many labels, and unicodedata is slow
def _spelt(variable: str) -> str:
    name, _, below = re.split(r"(_?(\d*)$)", variable, maxsplit=1)[:3]
    shown = plain(greek(name))
    return f"{shown}<sub>{below}</sub>" if below and name else shown + below


def greek(name: str) -> str:
    """Return the letter that a name such as `theta` spells, else the name."""
    spelt = {"lambda": "lamda"}.get(name.lower(), name)  # as Unicode calls it
    size = "SMALL" if name.islower() else "CAPITAL"
    try:
        return unicodedata.lookup(f"GREEK {size} LETTER {spelt.upper()}")
    except KeyError:
        return name
