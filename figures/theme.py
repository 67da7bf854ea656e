"""Every colour, dash and symbol of the pictures, for light and for dark: the one place for them.

A colour means a run, so the landscape keeps to one muted hue, and every run's colour reaches a
contrast of 3:1 (WCAG 2.2, 1.4.11) against the page and against each level of the landscape. The
colours stay apart for people with protanopia, deuteranopia and tritanopia: they were found by a
search in OKLab over the simulations of Machado et al. 2009,
https://doi.org/10.1109/TVCG.2009.113. Dash and symbol repeat what the colour says.
"""

from dataclasses import asdict, dataclass


@dataclass(frozen=True)
class Palette:
    """The colours of one theme, as `#rrggbb`; none appears twice, so a player can swap themes."""

    page: str
    ink: str  # text, starts, minima
    quiet: str  # tick labels and axis titles
    line: str  # grid and axis lines
    low: str  # landscape where the loss is smallest: close to the page, where paths end
    high: str  # landscape where the loss is largest
    level: str  # thin lines between the levels of the landscape
    void: str  # where the loss has no value
    slope: str  # the curve of a loss of one variable
    runs: tuple[str, ...]  # one for each run that an experiment may have


LIGHT = Palette(
    page="#ffffff",
    ink="#1c2430",
    quiet="#566171",
    line="#dde2ea",
    low="#f9fbfd",
    high="#adc3e3",
    level="#86a1c8",
    void="#eae8e4",
    slope="#7d8da3",
    runs=(
        "#0e5cee", "#c52f00", "#005e63", "#841fae", "#885f4a", "#483773",
        "#a10042", "#4b1a0d", "#1e0280", "#5e62a5", "#a82b85", "#0000eb",
    ),
)  # fmt: skip
DARK = Palette(
    page="#0f131a",
    ink="#e8ecf2",
    quiet="#a3adbb",
    line="#2a313c",
    low="#121821",
    high="#344b6b",
    level="#5a7597",
    void="#262321",
    slope="#8090a6",
    runs=(
        "#5d99ff", "#ff7927", "#4ddc92", "#cdade9", "#f7e851", "#b3f1bf",
        "#fb8dbd", "#c59572", "#ab8dd2", "#c4cefc", "#90e0cd", "#fec600",
    ),
)  # fmt: skip
# Lengths in pixels, because a canvas has no names for dashes; short gaps keep a bent path whole.
DASHES = (
    "solid", "9px,3px", "4px,3px", "10px,3px,3px,3px", "15px,4px",
    "5px,3px", "12px,3px,2px,3px,2px,3px", "2px,2px", "18px,3px,6px,3px", "7px,2px,7px,5px",
    "6px,2px,2px,2px", "16px,3px,4px,3px,4px,3px",
)  # fmt: skip
SYMBOLS = (
    "circle", "square", "diamond", "triangle-up", "triangle-down",
    "pentagon", "cross", "x", "hexagram", "star-diamond", "bowtie", "hourglass",
)  # fmt: skip

# Both palettes as plain data, for `layout.meta`: the browser switches by itself.
PALETTES = {"light": asdict(LIGHT), "dark": asdict(DARK)}
