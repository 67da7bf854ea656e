"""What a map costs in NumPy: `python benchmarks/maps.py [repeats]`.

A map of 200 x 200 starts, 200 steps and four rules on Rosenbrock: CPU seconds, the bound is 0.5.
Then Adam alone, in nanoseconds a step of a run, beside a scalar loop of numba that keeps as much of
each run, where numba is installed; the two take turns, so a machine that slows down slows both.
"""

from __future__ import annotations

import importlib.util
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).parents[1]))

import numpy as np

from experiment import decode
from experiment.maps.compute import sheets
from experiment.maps.plan import Plan, plan

BOUND = 0.5
FOUR = "loss=rosenbrock&run=gd&run=momentum&run=rmsprop&run=adam&steps=200&map=starts"
ADAM = "loss=rosenbrock&run=adam&steps=200&map=starts"


def seconds(work: Callable[[], Any]) -> float:
    begin = time.process_time()
    work()
    return time.process_time() - begin


def numba_map(of: Plan) -> Callable[[], Any]:
    """Return Adam from every start, one run after the other, as a person would write it."""
    import numba  # noqa: PLC0415 - it need not be installed

    run = of.experiment.runs[0]
    beta1, beta2, eps = (float(run.dials[name]) for name in ("beta1", "beta2", "eps"))
    (mx, my), near = of.frame.minima[0].tolist(), of.frame.near**2
    xs, ys = of.columns
    rate, steps = run.rate, of.experiment.steps

    @numba.njit(cache=False)  # type: ignore[untyped-decorator]
    def walk(xs, ys):  # type: ignore[no-untyped-def]
        ends, losses = np.empty((len(xs), 2)), np.empty(len(xs))
        since, kept = np.zeros(len(xs), np.int64), np.zeros(len(xs), np.int64)
        tail = np.empty((96, 2))
        for lane in range(len(xs)):
            x, y = xs[lane], ys[lane]
            m0 = m1 = v0 = v1 = 0.0
            p1 = p2 = 1.0
            for k in range(steps + 1):
                a, b = 1 - x, y - x * x
                f = a * a + 100 * b * b
                if not np.isfinite(f):
                    break
                kept[lane] = k + 1
                losses[lane] = f
                tail[k % 96, 0], tail[k % 96, 1] = x, y
                if (x - mx) * (x - mx) + (y - my) * (y - my) > near:
                    since[lane] = k + 1
                ends[lane, 0], ends[lane, 1] = x, y
                g0, g1 = -2 * a - 400 * x * b, 200 * b
                m0, m1 = beta1 * m0 + (1 - beta1) * g0, beta1 * m1 + (1 - beta1) * g1
                v0, v1 = beta2 * v0 + (1 - beta2) * g0 * g0, beta2 * v1 + (1 - beta2) * g1 * g1
                p1, p2 = p1 * beta1, p2 * beta2
                x -= rate / (np.sqrt(v0 / (1 - p2)) + eps) * (m0 / (1 - p1))
                y -= rate / (np.sqrt(v1 / (1 - p2)) + eps) * (m1 / (1 - p1))
        return ends, losses, since, kept

    return lambda: walk(xs, ys)


def main(repeats: int) -> None:
    four, adam = plan(decode(FOUR)[0]), plan(decode(ADAM)[0])
    sheets(four)
    best = min(seconds(lambda: sheets(four)) for _ in range(repeats))
    print(f"200 x 200 starts x 200 steps x 4 rules: {best:.2f} s of CPU; the bound is {BOUND} s")
    steps = adam.size.across * adam.size.up * adam.experiment.steps
    works: dict[str, Callable[[], Any]] = {"NumPy": lambda: sheets(adam)}
    if importlib.util.find_spec("numba"):
        works["numba"] = numba_map(adam)
        works["numba"]()  # compiled
    times = {name: [seconds(work)] for name, work in works.items()}
    for _ in range(repeats):
        for name, work in works.items():
            times[name].append(seconds(work))
    each = {name: 1e9 * min(found) / steps for name, found in times.items()}
    print(*(f"Adam, {name}: {ns:.1f} ns a step of a run" for name, ns in each.items()), sep="\n")
    if "numba" in each:
        print(f"NumPy is {each['numba'] / each['NumPy']:.2f} times as fast; the bound is 0.9")
    else:
        print("numba is not installed: nothing to compare with")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 7)
