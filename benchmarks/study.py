"""How a study scales: `python benchmarks/study.py [lane-steps]`, a hundred million where none.

The same study on one core, on two, and on Dask with two workers: ratios by the wall clock, which
means something on idle cores alone, and by the CPU time of the busiest worker, its start included;
and the most memory that a worker ever had.
"""

from __future__ import annotations

import os
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


def watched(task: Task) -> tuple[Rows, int, float, int]:
    """Return the rows of a task, and of its process: number, CPU seconds, most memory in KiB."""
    rows = run_task(task)
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return rows, os.getpid(), time.process_time(), memory


def measured(asked: Study, workers: int, cluster: str) -> tuple[float, float, int, int]:
    """Return seconds, the CPU seconds of the busiest worker, rows, and its most memory in MiB."""
    begin, busy, rows, most = time.perf_counter(), dict[int, float](), 0, 0
    before = time.process_time()
    for _, found in computed(tasks(asked), workers, cluster):
        part, process, cpu, memory = found  # type: ignore[misc]
        own = before if process == os.getpid() else 0.0
        busy[process] = max(busy.get(process, 0.0), cpu - own)  # type: ignore[operator]
        rows, most = rows + len(part), max(most, memory)  # type: ignore[call-overload]
    return time.perf_counter() - begin, max(busy.values()), rows, most // 1024


def main() -> None:
    asked = study(int(float(sys.argv[1])) if len(sys.argv) > 1 else 100_000_000)
    pools.run_task = watched  # type: ignore[assignment]
    print(f"{asked.runs:,} runs, {asked.lane_steps:,} steps, {sum(1 for _ in tasks(asked))} tasks")
    walls, cpus = [], []
    for title, workers, cluster in (
        ("1 core", 1, ""), ("2 cores", 2, ""), ("Dask, 2 workers", 2, "local"),
    ):  # fmt: skip
        wall, cpu, rows, most = measured(asked, workers, cluster)
        walls.append(wall)
        cpus.append(cpu)
        print(f"  {title:16s} {wall:8.1f} s, {cpu:8.1f} s of CPU in the busiest worker, "
              f"{rows:,} rows, a worker at most {most} MiB  (at most 500)", flush=True)  # fmt: skip
    for title, (one, two, dask) in (("by the clock", walls), ("by CPU time", cpus)):
        print(f"  {title}: 2 cores against 1 x {one / two:.2f}  (at least 1.8 on idle cores), "
              f"Dask against 2 cores x {two / dask:.2f}  (at least 0.9)")  # fmt: skip


if __name__ == "__main__":
    main()
