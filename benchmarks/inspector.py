"""What the playhead and the curves cost: CPU milliseconds, best of several.

`python benchmarks/inspector.py`, from the project's folder. Targets: under 20 ms of CPU for what
follows the playhead of one run, under 1 s for the verdicts and curves of 12 runs of 10,000 steps.
"""

import sys
import time
from collections.abc import Callable
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent.parent))

from experiment import (
    Experiment,
    Run,
    explain,
    load,
    local_model,
    quantities,
    run,
    stability,
    summary,
    tune,
)
from experiment.rates import _ends
from experiment.verdicts import judge
from landscape import look_at
from optimizers import RULES, race

NAMES = [name for name, rule in RULES.items() if rule.listed][:12]


def cost(work: Callable[[], object], repeats: int = 7) -> float:
    """CPU milliseconds of the fastest of several calls."""
    times = []
    for _ in range(repeats):
        start = time.process_time()
        work()
        times.append(time.process_time() - start)
    return 1e3 * min(times)


def measure(loss: str, steps: int) -> None:
    runs = tuple(Run(name, {"lr": 0.01}) for name in NAMES)
    e = Experiment(loss, runs=runs, steps=steps)
    trajectories = run(e)
    records = race(load(e), [r.lane for r in e.runs], steps=steps)
    scene = look_at(e)
    one, middle = trajectories[5], steps // 2

    def tuned_afresh() -> None:
        _ends.cache_clear()
        tune(e)

    print(f"{loss}, {len(runs)} runs of {steps} steps")
    report("explain one run", lambda: explain(e, one, middle))
    report("explain all runs", lambda: [explain(e, t, middle) for t in trajectories])
    report("stability of one run", lambda: stability(e, one.run, one, middle))
    report("local model", lambda: local_model(e, one.points[middle]))
    report("curves of all", lambda: [quantities(t) for t in trajectories])
    report(
        "verdicts of all",
        lambda: [judge(r, scene, run=one) for one, r in zip(runs, records, strict=True)],
    )
    report("summary", lambda: summary(e, trajectories))
    report("running all, with verdicts", lambda: run(e), repeats=2)
    report("tuning all", tuned_afresh, repeats=2)


def report(what: str, work: Callable[[], object], repeats: int = 7) -> None:
    print(f"  {what:30} {cost(work, repeats):9.2f} ms")


if __name__ == "__main__":
    measure("rosenbrock", 200)
    measure("ackley", 10_000)
