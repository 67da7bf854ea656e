"""How fast the engine is against another commit: `python benchmarks/against.py REV [repeats]`.

Two processes, one in each tree, do the same work in turn; the ratio is that of their best CPU
times, so a machine that slows down slows both.
"""

from __future__ import annotations

import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).parents[1]
WORKER = """
import sys, time
sys.path.insert(0, ".")
import numpy as np
from losses import parse_loss
from optimizers import RULES, Lane, finish, race, simulate

loss = parse_loss("(1-x)^2 + 100(y-x^2)^2")
RATES = {"momentum": 1e-4, "adagrad": 0.1, "rmsprop": 0.01, "adam": 0.05}
four = [Lane(RULES[name], (-1.2, 1.0), {"lr": lr}) for name, lr in RATES.items()]
alike = [Lane(RULES["adam"], (-1.2, 1.0), {"lr": 0.05})] * 4
starts = np.random.default_rng(0).uniform(-2.0, 2.0, (4096, 2))
axes = np.meshgrid(np.linspace(-2, 2, 200), np.linspace(-1, 3, 200))
field = np.stack(axes, axis=-1)
WORKS = {
    "4 rules x 4 lanes x 200 steps": lambda: race(loss, four, steps=200),
    "4 Adam lanes, 200 steps": lambda: race(loss, alike, steps=200),
    "4,096 Adam lanes, 50 steps": lambda: simulate("adam", loss, starts, steps=50, internals=False),
    "map of 200 x 200 starts x 200 steps x 4 rules": lambda: [
        finish(name, loss, field, steps=200, dials={"lr": lr}) for name, lr in RATES.items()
    ],
    **{
        f"one {name} lane, 200 steps": lambda name=name: simulate(
            name, loss, (-1.2, 1.0), steps=200, dials={"lr": 1e-4}
        )
        for name in RULES
    },
}
print(*WORKS, sep="|", flush=True)
for line in sys.stdin:
    work = WORKS[line.strip()]
    begin = time.process_time()
    work()
    print(time.process_time() - begin, flush=True)
"""


class Tree:
    """A process that does the work in one checkout."""

    def __init__(self, folder: Path) -> None:
        self.process = subprocess.Popen(
            [sys.executable, "-c", WORKER],
            cwd=folder, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True,
        )  # fmt: skip
        self.works = self.read().split("|")

    def read(self) -> str:
        assert self.process.stdout is not None
        return self.process.stdout.readline().strip()

    def seconds(self, work: str) -> float:
        """CPU time of one repeat."""
        assert self.process.stdin is not None
        print(work, file=self.process.stdin, flush=True)
        return float(self.read())


def main() -> None:
    rev, repeats = sys.argv[1], int(sys.argv[2]) if len(sys.argv) > 2 else 15
    with tempfile.TemporaryDirectory() as folder:
        other = Path(folder) / "other"
        git = ["git", "-C", str(ROOT), "worktree"]
        subprocess.run([*git, "add", "--quiet", "--detach", str(other), rev], check=True)
        trees = Tree(ROOT), Tree(other)
        try:
            print(f"CPU time at {rev} over the time here, best of {repeats} in turn")
            for work in trees[0].works:
                count = max(3, repeats // 3) if "map" in work else repeats
                turns = [[tree.seconds(work) for tree in trees] for _ in range(count)]
                here, there = (min(times) for times in zip(*turns, strict=True))
                print(f"  {work:48s} {here * 1e3:9.2f} ms   x {there / here:5.2f}", flush=True)
        finally:
            for tree in trees:
                tree.process.kill()
            subprocess.run([*git, "remove", "--force", str(other)], check=True)


if __name__ == "__main__":
    main()
