"""How a study scales: `python benchmarks/study.py [lane-steps]`, a hundred million where none.

The same study on one core, on two, and on Dask with two workers, by the wall clock: ratios, and
the most memory that a worker ever had. Starting the workers counts, as it does for whoever waits.
"""

from __future__ import annotations

import resource
import sys
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))

from experiment.study import pools
from experiment.study.plan import Study
from experiment.study.pools import computed
from experiment.study.read_study import read_study
from experiment.study.tasks import Rows, Task, run_task, tasks

STUDY = """
steps = 1000
rates = {{ from = 1e-4, to = 1, per_decade = 12 }}
starts = {{ grid = {grid} }}
rules = ["gd", "momentum", "rmsprop", "adam"]
losses = ["rosenbrock", "beale", "himmelblau", "ackley"]
"""


def study(lane_steps: int) -> Study:
    """Return a study of about so many steps of all runs together."""
    grid = max(1, round((lane_steps / (1000 * 49 * 16)) ** 0.5))
    return read_study(STUDY.format(grid=min(grid, 100)))


def peak(task: Task) -> tuple[Rows, int]:
    """Return the rows of a task, and the most memory that its process ever had, in KiB."""
    return run_task(task), resource.getrusage(resource.RUSAGE_SELF).ru_maxrss


def measured(asked: Study, workers: int, cluster: str) -> tuple[float, int, int]:
    """Return the seconds of a study, its rows, and the most memory of a worker in MiB."""
    begin, rows, most = time.perf_counter(), 0, 0
    for _, found in computed(tasks(asked), workers, cluster):
        part, memory = found  # type: ignore[misc]
        rows, most = rows + len(part), max(most, memory)  # type: ignore[call-overload]
    return time.perf_counter() - begin, rows, most // 1024


def main() -> None:
    asked = study(int(float(sys.argv[1])) if len(sys.argv) > 1 else 100_000_000)
    pools.run_task = peak  # type: ignore[assignment]
    print(f"{asked.runs:,} runs, {asked.lane_steps:,} steps, {sum(1 for _ in tasks(asked))} tasks")
    times = {}
    for title, workers, cluster in (
        ("1 core", 1, ""), ("2 cores", 2, ""), ("Dask, 2 workers", 2, "local"),
    ):  # fmt: skip
        seconds, rows, most = measured(asked, workers, cluster)
        times[title] = seconds
        speed = asked.lane_steps / seconds / 1e6
        print(f"  {title:16s} {seconds:8.1f} s {speed:8.1f} million steps a second, "
              f"{rows:,} rows, a worker at most {most} MiB  (at most 500)")  # fmt: skip
    one, two, dask = times.values()
    print(f"  2 cores against 1: x {one / two:.2f}  (at least 1.8, at 1e9 steps on idle cores)")
    print(f"  Dask against 2 cores: x {two / dask:.2f}  (at least 0.9)")


if __name__ == "__main__":
    main()
