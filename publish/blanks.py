"""What a worksheet leaves blank and its answers fill in: the losses of the runs at a few steps."""

from collections.abc import Sequence

from experiment import Trajectory
from language.wording import listed, readable

START = 0


def chosen_steps(paths: Sequence[Trajectory]) -> tuple[int, ...]:
    """Return the start, a quarter, half and the end of the longest run; each once, in order."""
    last = max([START, *(len(path.losses) - 1 for path in paths)])
    return tuple(sorted({START, last // 4, last // 2, last}))


def loss_at(path: Trajectory, step: int) -> str:
    """Return a run's loss at a step in four digits, or how it had ended by then."""
    if step < len(path.losses):
        return readable(float(path.losses[step]) + 0.0)  # no minus before a zero
    return f"{path.verdict.word} at step {path.verdict.step}" if len(path.losses) else "no loss"


def in_front(paths: Sequence[Trajectory], step: int) -> tuple[int, ...]:
    """Return the places from 0 of the runs with the lowest loss at a step, as four digits tell."""
    losses = {k: loss_at(path, step) for k, path in enumerate(paths) if step < len(path.losses)}
    if not losses:
        return ()
    best = min(losses, key=lambda k: float(paths[k].losses[step]))
    return tuple(k for k, loss in losses.items() if loss == losses[best])


def front_in_words(paths: Sequence[Trajectory], step: int) -> str:
    """Return the numbers of these runs, as a table has them."""
    return listed([str(place + 1) for place in in_front(paths, step)], "and") or "none"
