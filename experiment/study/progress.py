"""How far a study is, on a terminal as a bar, elsewhere as a line now and then."""

import time
from collections.abc import Callable, Iterable
from itertools import islice
from typing import TextIO

from experiment.study.tasks import Block, Task, run_task
from language.wording import counted

BAR = 30  # characters
EVERY = 15.0  # seconds between two lines where there is no terminal
OFTEN = 0.2  # ... and where there is one
TRIED, TRIAL_STEPS = 6, 40  # blocks and steps of the trial that tells how long it will take


class Progress:
    """Tells on a stream how much of a whole is done.

    whole, done   in any unit
    """

    def __init__(self, stream: TextIO, whole: float, done: float = 0.0) -> None:
        self.stream, self.whole, self.done = stream, whole, done
        self.began, self.first, self.told = time.monotonic(), done, 0.0
        self.bar = stream.isatty()

    def add(self, part: float) -> None:
        """Tell that so much more is done, where it is time to tell."""
        self.done += part
        now = time.monotonic()
        if now - self.told >= (OFTEN if self.bar else EVERY) or self.done >= self.whole:
            self.told = now
            self.stream.write(f"\r{self.line(now)}\x1b[K" if self.bar else f"{self.line(now)}\n")
            self.stream.flush()

    def end(self) -> None:
        """Leave the bar's line."""
        if self.bar and self.told:
            self.stream.write("\n")

    def line(self, now: float) -> str:
        """Return `[#####     ] 51 %, about 2 minutes left`."""
        share = min(1.0, self.done / self.whole) if self.whole else 1.0
        fresh = self.done - self.first
        left = (self.whole - self.done) * (now - self.began) / fresh if fresh > 0 else 0.0
        filled = int(share * BAR)
        bar = f"[{'#' * filled}{' ' * (BAR - filled)}] " if self.bar else ""
        rest = f", {duration(left)} left" if share < 1 else ""
        return f"{bar}{100 * share:.0f} %{rest}"


def duration(seconds: float) -> str:
    """Return `less than a second`, `about 40 seconds`, `about 3 minutes`, `about 5 hours`."""
    if seconds < 1:
        return "less than a second"
    for size, noun, most in ((1, "second", 100), (60, "minute", 100), (3600, "hour", 72)):
        if seconds / size < most:
            return f"about {counted(max(1, round(seconds / size)), noun)}"
    return f"about {counted(round(seconds / 86_400), 'day')}"


def trial(tasks: Iterable[Task], count: int, clock: Callable[[], float]) -> float:
    """Return the seconds that a unit of cost takes on one core, from a few blocks and steps.

    count   how many tasks there are; some are picked, evenly
    """
    spent, cost = 0.0, 0.0
    for task in islice(tasks, 0, None, max(1, count // TRIED)):
        block: Block = task.blocks[len(task.blocks) // 2]
        steps = min(task.shared.steps, TRIAL_STEPS)
        short = task.shared._replace(steps=steps, budgets=(steps,))
        part = Task(task.number, short, (block,))
        run_task(part)  # reads the loss and the rule
        began = clock()
        run_task(part)
        spent, cost = spent + clock() - began, cost + part.cost
    return spent / cost if cost else 0.0
