"""How fast the engine is, as ratios in one process: `python benchmarks/engine.py [repeats]`.

Always against a naive NumPy loop (one run after the other) and against Python floats; against
torch.optim (eager, one run after the other, as it is used) and a numba scalar loop where they are
installed. Repeats of all candidates are interleaved, times are CPU times of the process, and a
ratio is taken between the best repeats.
"""

from __future__ import annotations

import sys
import time
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))

import numpy as np
import sympy
from rivals import NUMBA, NumbaAdam, floats, naive, torch_eager

from language.operations import BESIDE
from losses import parse_loss
from losses.models import standardised
from losses.tables import TABLES
from optimizers import RULES, Lane, finish, race, simulate

ROSENBROCK = "(1-x)^2 + 100(y-x^2)^2"
ACKLEY = "-20exp(-0.2sqrt(0.5(x^2+y^2))) - exp(0.5(cos(2pi x)+cos(2pi y))) + e + 20"
RATES = {"momentum": 1e-4, "adagrad": 0.1, "rmsprop": 0.01, "adam": 0.05}
START = (-1.2, 1.0)

Candidates = dict[str, Callable[[], object]]


def best(candidates: Candidates, repeats: int) -> dict[str, float]:
    """Best CPU time of each candidate in seconds, repeats interleaved.

    Twice in a row each time, so that nobody pays for the caches that another left behind.
    """
    times: dict[str, float] = {}
    for name, work in candidates.items():
        work()  # warm
        times[name] = float("inf")
    for _ in range(repeats):
        for name, work in [item for item in candidates.items() for _ in range(2)]:
            begin = time.process_time()
            work()
            times[name] = min(times[name], time.process_time() - begin)
    return times


def report(title: str, times: dict[str, float], against: dict[str, str]) -> None:
    """Print a line per candidate with its ratio to ours and the ratio asked for."""
    print(f"\n{title}")
    ours = times["switchback"]
    for name, seconds in times.items():
        ratio = "" if name == "switchback" else f"x {seconds / ours:7.2f}"
        print(f"  {name:26s} {seconds * 1e3:10.2f} ms  {ratio}  {against.get(name, '')}")


def screen(text: str, title: str, rules: list[str], *, repeats: int, wanted: str) -> None:
    """Four lanes, everything kept: what the interactive screen asks for."""
    loss = parse_loss(text)
    lanes = [Lane(RULES[name], START, {"lr": RATES[name]}) for name in rules]
    work: Candidates = {
        "switchback": lambda: race(loss, lanes, steps=200),
        "naive NumPy, run by run": lambda: naive(loss, rules, RATES, START),
        "Python floats, run by run": lambda: floats(title, rules, RATES, START),
    }
    if torch_eager is not None:
        work["torch.optim eager"] = lambda: torch_eager(title, rules, RATES, START)
    report(f"{title}: {', '.join(rules)}, 200 steps", best(work, repeats),
           {"torch.optim eager": wanted})  # fmt: skip


def many(repeats: int) -> None:
    """Thousands of Adam lanes, everything kept, against a compiled scalar loop."""
    loss = parse_loss(ROSENBROCK)
    starts = np.random.default_rng(0).uniform(-2.0, 2.0, (4096, 2))
    work: Candidates = {
        "switchback": lambda: simulate("adam", loss, starts, steps=50, internals=False)
    }
    if NUMBA:
        adam = NumbaAdam()
        work["numba scalar loop"] = lambda: adam(starts, 50, 0.1)
    report("Rosenbrock: 4,096 Adam lanes, 50 steps, everything kept", best(work, repeats),
           {"numba scalar loop": "at least 0.8"})  # fmt: skip


def lanes(repeats: int) -> None:
    """What a thousand lanes cost against one."""
    loss = parse_loss(ROSENBROCK)
    starts = np.random.default_rng(0).uniform(-2.0, 2.0, (1000, 2))
    times = best(
        {
            "1 lane": lambda: simulate("adam", loss, starts[:1], steps=200),
            "1,000 lanes": lambda: simulate("adam", loss, starts, steps=200),
        },
        repeats,
    )
    ratio = times["1,000 lanes"] / times["1 lane"]
    print(f"\n1,000 Adam lanes against 1, 200 steps, everything kept: x {ratio:.2f}  (at most 8)")


def elementwise(repeats: int) -> None:
    """Every rule that asks for no gradient but its own, against Adam."""
    loss = parse_loss(ROSENBROCK)
    graphs = {name: rule.graph(rule.defaults) for name, rule in RULES.items()}
    starts = [(-1.2 + 0.1 * lane, 1.0) for lane in range(4)]

    def work(name: str) -> Callable[[], object]:
        lanes = [Lane(RULES[name], start, {"lr": 1e-3}) for start in starts]
        return lambda: race(loss, lanes, steps=200)

    times = best(
        {n: work(n) for n, g in graphs.items() if not BESIDE & {op.sign for op in g.operations}},
        repeats,
    )
    print("\n4 lanes x 200 steps, against Adam: at most x 1.3")
    for name, seconds in sorted(times.items(), key=lambda item: item[1]):
        print(f"  {name:20s} x {seconds / times['adam']:.2f}")


def batches(repeats: int) -> None:
    """Four rules on batches of a table against the same on Rosenbrock."""
    rosenbrock = parse_loss(ROSENBROCK)
    rows = standardised(TABLES["penguins"], keep=("mass",))
    data = parse_loss("mean((w*flipper + b - mass)^2)", table=rows)
    plain = [Lane(RULES[name], START, {"lr": lr}) for name, lr in RATES.items()]
    batched = [replace(lane, batch=16) for lane in plain]
    times = best(
        {
            "Rosenbrock": lambda: race(rosenbrock, plain, steps=200),
            "rows": lambda: race(data, batched, steps=200),
        },
        repeats,
    )
    ratio = times["rows"] / times["Rosenbrock"]
    print(f"\n342 rows, batch 16, 4 runs x 200, against Rosenbrock: x {ratio:.2f}  (at most 3)")


def call(repeats: int) -> None:
    """One call of value and gradient on many points, against SymPy's own printing of powers."""
    x = sympy.Symbol("x", real=True)
    f = x**4 - 2 * x**2 + x
    plain, loss = sympy.lambdify(x, [f, f.diff(x)], cse=True), parse_loss("x^4 - 2x^2 + x")
    points = np.random.default_rng(0).uniform(-2.0, 2.0, (1, 4096))
    work: Candidates = {
        "switchback": lambda: [loss.value_and_gradient(points) for _ in range(50)],
        "plain lambdify": lambda: [plain(points[0]) for _ in range(50)],
    }
    report("quartic: 50 times value and gradient of 4,096 points", best(work, repeats),
           {"plain lambdify": "at least 8"})  # fmt: skip


def reading() -> None:
    """What it takes to read a loss that was never seen, once SymPy is warm."""
    parse_loss(ROSENBROCK)
    print()
    for text in ("(x^2+y-11)^2 + (x+y^2-7)^2", "x^2 + y^2 + sin(3x)cos(2y)", "log(1+e^(-x))"):
        begin = time.process_time()
        parse_loss(text)
        taken = (time.process_time() - begin) * 1e3
        print(f"  a new loss: {taken:6.1f} ms  (at most 100)  {text}")


def record() -> None:
    """Bytes kept of point, loss, gradient and effective rate, a lane-step."""
    kept = simulate("gd", parse_loss(ROSENBROCK), np.zeros((100, 2)), steps=199)
    parts = (kept.points, kept.losses, kept.gradients, kept.rates)
    size = sum(part.nbytes for part in parts) / kept.losses.size
    print(f"\nrecord in 2-D: {size:.0f} bytes a lane-step  (at most 64)")


def field() -> None:
    """A map of starts: 200 x 200 starts, 200 steps, four rules, final points alone."""
    loss = parse_loss(ROSENBROCK)
    axes = np.meshgrid(np.linspace(-2, 2, 200), np.linspace(-1, 3, 200))
    starts, begin = np.stack(axes, axis=-1), time.process_time()
    for name, lr in RATES.items():
        finish(name, loss, starts, steps=200, dials={"lr": lr})
    print(f"\nmap of 200 x 200 starts, 4 rules: {time.process_time() - begin:.2f} s  (at most 1)")


def main() -> None:
    repeats = int(sys.argv[1]) if len(sys.argv) > 1 else 7
    four = list(RATES)
    for text, title in ((ROSENBROCK, "Rosenbrock"), (ACKLEY, "Ackley")):
        screen(text, title, four, repeats=repeats, wanted="at least 20")
        screen(text, title, ["adam"] * 4, repeats=repeats, wanted="at least 50")
    many(repeats)
    call(repeats)
    reading()
    lanes(repeats)
    elementwise(repeats)
    batches(repeats)
    record()
    field()


if __name__ == "__main__":
    main()
