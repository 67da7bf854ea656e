"""What a class costs: seconds of CPU and of the clock for 200 links, and for hostile ones.

`python benchmarks/class_links.py`, from the project's folder. Target: 200 links in 2 s, and no text
that keeps a server busy for more than half a minute.
"""

import random
import sys
import time
from collections.abc import Callable
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent.parent))

from experiment import load, run
from experiment.classroom.entries import read_class
from experiment.classroom.results import Result, results
from experiment.classroom.table import names, to_csv
from experiment.link import decode
from figures.classroom import landscape_figure, rates_figure

LINK = "http://127.0.0.1:8501/?loss=rosenbrock&run={}+lr+{:.4g}+at+{:.3f}+{:.3f}&steps={}"
RULES = ("gd", "momentum", "rmsprop", "adam")


def pupils(count: int, steps: int) -> str:
    """Return the links of so many pupils, each with a rule, a rate and a start of its own."""
    chance = random.Random(1)
    return "\n".join(
        f"Pupil {k}: " + LINK.format(
            chance.choice(RULES), 10 ** chance.uniform(-4, -1), chance.uniform(-2, 2),
            chance.uniform(-1, 3), steps,
        )
        for k in range(count)
    )  # fmt: skip


def typed_rules(count: int, steps: int) -> str:
    """Return links with a typed rule each, no two of which run together."""
    rule = "&rule=r{0}:m=0.9*m%2B0.{0}1*g;x=x-lr*m/(1%2Babs(g)^{0})&run=r{0}+lr+0.001&steps={1}"
    return "\n".join("?loss=rosenbrock" + rule.format(k, steps) for k in range(1, count + 1))


def losses(count: int) -> str:
    """Return links to losses that are slow to derive, no two of them alike."""
    return "\n".join(
        f"?loss=sin(cos(sin(x*{k}%2By)))^7*exp(-x^2%2Bcos(y*x)^3)&run=gd" for k in range(count)
    )


def report(what: str, text: str, task: str = "") -> None:
    clock, cpu = time.perf_counter(), time.process_time()
    result = results(read_class(text, decode(task)[0] if task else None))
    cpu, clock = time.process_time() - cpu, time.perf_counter() - clock
    rows, rest = len(result.rows), len(result.refused)
    print(f"{what:48} {cpu:7.2f} s CPU {clock:7.2f} s   {rows} rows, {rest} left out")
    if rows and what.startswith("200"):
        shown(result)


def shown(result: Result) -> None:
    called = names(result)
    works: dict[str, Callable[[], object]] = {
        "  its landscape": lambda: landscape_figure(result, called),
        "  its chart": lambda: rates_figure(result, called),
        "  its file": lambda: to_csv(result),
    }
    for what, work in works.items():
        cpu = time.process_time()
        work()
        print(f"{what:48} {time.process_time() - cpu:7.2f} s CPU")


if __name__ == "__main__":
    run(decode("loss=rosenbrock&run=gd&run=adam")[0])  # what a server has done before anybody comes
    load(("rosenbrock", {}))
    report("200 links of 200 steps", pupils(200, 200))
    report("500 links of 10,000 steps", pupils(500, 10_000))
    report("500 typed rules of 10,000 steps", typed_rules(500, 10_000))
    report("500 losses, none of them the task's", losses(500), "loss=x^2&run=gd")
    report("500 losses without a task", losses(500))
    report("one line of 2,000,000 characters", "<a href=" * 250_000)
    report("500 lines of 4,000 characters", ("?loss=" + "(" * 3990 + "\n") * 500)
