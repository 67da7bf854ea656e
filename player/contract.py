"""What Python and the browser tell each other, in one table; js/contract.d.ts says the same.

A figure tells the player about itself in `meta`, of each trace and of its layout. Each vertex of a
track has a row of `customdata`: in a curve the loss, the length of the gradient and the point, in a
trail the step, the loss, the length of the gradient, and what `slope` and `bends` say.
"""

from dataclasses import dataclass, field
from typing import Literal, NamedTuple, NotRequired, TypedDict

Fate = Literal["settled", "lost", "moving"]


class LandscapeMeta(TypedDict):  # of what the paths lie on
    role: Literal["landscape"]
    panel: str
    levels: NotRequired[list[float]]  # losses of the level lines
    stamp: NotRequired[str]  # of its arrays: the browser knows a landscape that it has drawn by it
    like: NotRequired[int]  # place of the trace whose arrays it shares; it has none of its own


class TrackMeta(TypedDict):  # of a line that the playhead runs along
    role: Literal["trail", "curve"]
    panel: str
    run: int  # its place among the runs
    symbol: str  # Plotly's name of the mark at the playhead
    last: int  # step; -1 where the run has no finite loss at all
    fate: Fate
    ended: NotRequired[int]  # of a lost run: the step at which its verdict says so
    dots: NotRequired[bool]  # whether a trail shows its steps where they keep apart
    slope: NotRequired[int]  # column of the derivative, with one variable
    bends: NotRequired[int]  # first column of the Hessian: xx, xy, yy
    steps: NotRequired[int]  # column of the step, in a curve over evaluations


class StartMeta(TypedDict):  # of a place where runs start
    role: Literal["start"]
    panel: str
    runs: list[int]
    names: list[str]  # of these runs
    at: list[float]  # the point, in the loss's variables


class SignMeta(TypedDict):  # of all that stands still
    role: Literal[
        "end", "exit", "minimum", "wall", "arrows", "values", "model", "map",
        "rows", "answer", "batch",
    ]  # fmt: skip
    panel: str
    run: NotRequired[int]
    fate: NotRequired[Fate]
    step: NotRequired[int]  # of an exit


class CurveNote(TypedDict):  # what a chart measures: see `experiment.views.Curve`
    quantity: str
    coordinate: int | None
    floor: float  # is taken away from it
    least: float | None  # what is left on a logarithmic axis at least; None on a linear one
    evaluations: bool  # whether it counts evaluations across, not steps


class TargetNote(TypedDict):  # of the column that is predicted
    column: int  # its place in the table of `live`
    name: str
    classes: bool  # whether it is 0 or 1
    least: float | None


class FitNote(TypedDict):  # what a run predicts: see `figures.charts.fit.Fit`
    constants: list[str]  # names of the columns in the code, which is that of a LossCode
    step: str
    result: str
    columns: list[list[float]]  # what it predicts from
    across: list[float]  # where that stands
    several: bool  # whether each prediction is a point of its own, not one of a curve
    target: TargetNote | None  # where rows can be moved


class FlatPanel(TypedDict):
    name: str
    area: Literal["picture", "chart"]  # the part of the screen
    title: str
    x: str  # names of its axes in the layout
    y: str
    curve: NotRequired[CurveNote]  # of a chart
    fit: NotRequired[FitNote]  # of the rows of a table
    web: NotRequired[bool]  # whether each x is drawn against the next


class ScenePanel(TypedDict):
    name: str
    area: Literal["picture"]
    scene: str  # its name in the layout
    ladder: list[float]  # the losses at the heights 0, 1, 2 ...
    lift: float  # height of a path above the surface


class Palette(TypedDict):  # no colour appears twice: the browser exchanges them one for one
    page: str
    ink: str
    quiet: str
    line: str
    low: str
    high: str
    level: str
    void: str
    slope: str
    runs: list[str]


class Palettes(TypedDict):
    light: Palette  # figures are drawn in it
    dark: Palette


class RunNote(TypedDict):  # of a run, in all digits
    start: list[float]
    rate: float  # its learning rate
    limit: float | None  # the largest stable one, where it is known
    end: list[float] | None  # its last point; None where the loss is not finite at its start


class FigureMeta(TypedDict):  # of a layout
    panels: list[FlatPanel | ScenePanel]
    palettes: Palettes
    steps: int
    variables: list[str]
    runs: list[RunNote]
    minima: list[list[float]]  # the points of those that are known
    window: list[list[float]]  # the ends of each variable's axis


@dataclass(frozen=True)
class Playback:
    """How the playhead runs and what it leaves behind."""

    comet: bool = False  # a short tail instead of the whole path
    race: bool = False  # ten steps a second instead of every run in the same time
    marks: int = 0  # steps between two marks on a path; 0: where they keep apart
    speed: float = 1.0
    loop: bool = False
    hidden: tuple[int, ...] = ()  # places of runs that are not drawn
    vectors: bool = False  # gradient, momentum and step at each marker
    batches: bool = False  # gradient and level lines of the current batch


PLAIN = Playback()


@dataclass(frozen=True)
class PlayerData:
    """What the player is called with."""

    figure: str  # from `pack`
    steps: int
    step: int  # where the playhead is put ...
    serial: int = 0  # ... whenever this changes
    library: str = ""  # address of plotly.js; empty where the page has it already
    playback: Playback = PLAIN
    heard: int = 0  # the number of the last choice that the server heard of
    locked: str = ""  # why starts cannot be moved in the picture; empty where they can
    cards: str = ""  # CSS selector of elements outside, one a run, that single their run out
    live: str = ""  # from `pack_live`; empty where nothing moves before the server answers
    # Keys of widgets outside, with kind, place and name of the number in `live` that each shows.
    widgets: dict[str, str] = field(default_factory=dict)
    plays: int = 0  # when it grows, the next figure plays by itself where motion is welcome


@dataclass(frozen=True)
class SaverData:
    """What the buttons that save the picture are called with."""

    name: str  # of the files, without the step and the ending that the browser adds
    caption: str  # this and the link are written below the picture, as text
    link: str
    film: bool  # whether a video is offered
    library: str


class Rest(NamedTuple):
    """Where the playhead came to rest, and the last command that the browser knew then."""

    step: int
    serial: int


@dataclass(frozen=True)
class Moved:
    """A start that the visitor moved in the picture; `old` is None where all are to move."""

    old: tuple[float, ...] | None
    new: tuple[float, ...]


@dataclass(frozen=True)
class Rated:
    """A learning rate that the visitor chose in the picture, and the place of its run."""

    run: int
    rate: float


@dataclass(frozen=True)
class Lifted:
    """A row of the table whose target the visitor moved in the fit, counted from 0."""

    row: int
    value: float


@dataclass(frozen=True)
class Played:
    """What the visitor chose in the player: its speed, whether it loops, the hidden runs."""

    speed: float
    loop: bool
    hidden: tuple[int, ...]
    change: int = field(default=0, compare=False)  # the number of this choice


class Reports(TypedDict):  # by the names that the browser gives them
    step: Rest
    start: Moved
    rate: Rated
    row: Lifted
    window: list[tuple[float, float]]  # the ends of each variable's axis
    playback: Played
