"""What a page shows of an experiment: its runs, the figure for the player, and its pictures."""

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from typing import Any

import figures
import player
from experiment import Experiment, KnownMinimum, Trajectory, decode, live, load, minima, run
from experiment.export import in_words
from figures.preview import preview
from figures.thumbnail import thumbnail
from losses import Loss
from player.contract import PlayerData

LOCKED = "Starts can be moved once the paths are shown."


@dataclass(frozen=True, eq=False)
class Seen:
    """An experiment with what its runs did."""

    e: Experiment
    loss: Loss
    paths: Sequence[Trajectory]
    minima: Sequence[KnownMinimum]

    @property
    def caption(self) -> str:
        """The loss in words."""
        return in_words(self.e)[0]

    def thumbnail(self, *, begun: bool = False) -> str:
        """Return the small picture; where it has only `begun`, before the first step."""
        paths = [path.at_start() for path in self.paths] if begun else self.paths
        return thumbnail(self.e, self.loss, paths, self.minima)

    def preview(self) -> bytes:
        """Return the picture for wherever the page's link is pasted, as PNG."""
        return preview(self.e, self.loss, self.paths, self.minima)


def see(link: str) -> Seen:
    """Run a link. Raises LossError."""
    return seen_of(decode(link)[0])


def seen_of(e: Experiment) -> Seen:
    """Run an experiment. Raises LossError."""
    return Seen(e, load(e), run(e), minima(e))


def told(seen: Seen) -> dict[str, Any]:
    """Return what the player is called with, as plain data."""
    able = live(seen.e)
    packed = player.pack_live(able) if able else ""
    return _called(seen, seen.paths, {"step": seen.e.steps, "live": packed})


def veiled(seen: Seen) -> dict[str, Any]:
    """Return the same before the first step: a lesson shows it until its question is answered."""
    return _called(seen, [path.at_start() for path in seen.paths], {"step": 0, "locked": LOCKED})


def stood_in_for(picture: str) -> str:
    """Return HTML that shows a small picture, stretched, until the player has drawn its own."""
    stretched = "#svgView(preserveAspectRatio(none))"
    return f'<img class="before" src="../{picture}{stretched}" alt="">'


def _called(seen: Seen, paths: Sequence[Trajectory], more: dict[str, Any]) -> dict[str, Any]:
    e, look = seen.e, seen.e.look
    figure = player.pack(figures.drawing(e, seen.loss, paths, seen.minima))
    played = look.speed, look.loop, look.without
    playback = player.Playback(
        look.comet, look.race, look.marks, *played, look.vectors, look.batches
    )
    return asdict(PlayerData(figure, e.steps, playback=playback, **more))
