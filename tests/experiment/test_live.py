"""The browser's engine against the one in Python, and the table of what the one tells the other."""

import json
import random
from dataclasses import replace
from typing import Any

import numpy as np
import pytest

from experiment import Experiment, Run, ScheduleChoice, Trajectory, decode, run
from experiment.knobs import Knob
from experiment.live import Live, LiveRun, LiveSchedule, LiveTable, live
from landscape import look_at
from language.printers.javascript import RuleCode, ScheduleCode, StateCode
from losses import CATALOGUE, Loss
from losses.symbolic.compiler import LossCode
from optimizers import RULES, DialError, race
from player import assets, pack_live
from tests.optimizers.lanes_tried import ELEMENTWISE
from tests.player.declared import in_javascript, in_python
from tests.player.node import evaluate

RATIONAL = ("rosenbrock", "quartic")
ROUNDED = "ackley"  # its functions are rounded otherwise in the browser
SCHEDULES_TRIED = (  # of + - * / alone, and with a cosine, which is rounded otherwise there
    ScheduleChoice("inverse_time", {"decay_rate": 0.3, "decay_steps": 40, "warmup_steps": 5}),
    ScheduleChoice("cosine", {"decay_steps": 40, "warmup_steps": 5}),
)


def settings(rule: str, count: int) -> list[dict[str, Any]]:
    """Random dials of a rule that do not contradict each other, the default ones first."""
    chance, found = random.Random(rule), [{"lr": 0.01}]
    while len(found) < count:
        dials: dict[str, Any] = {"lr": 10 ** chance.uniform(-3, -1)}
        for dial in RULES[rule].own[1:]:
            options = dial.choices or ((True, False) if dial.kind == "switch" else ())
            low, high = (dial.low, dial.low + 16) if dial.low >= 1 else (0.0, 0.99)
            number = chance.uniform(low, min(high, dial.high))
            number = 20.0 if dial.whole else number
            dials[dial.name] = chance.choice(options) if options else number
        try:
            RULES[rule].complete(dials)
        except DialError:
            continue
        found.append(dials)
    return found


def experiments() -> list[Experiment]:
    """Every rule with some of its dials, under noise and a schedule too."""

    def runs(name: str, schedule: ScheduleChoice) -> tuple[Run, ...]:
        """Every other one with the schedule."""
        return tuple(
            Run(name, dials, schedule if k % 2 else None)
            for k, dials in enumerate(settings(name, 4))
        )

    return [
        Experiment(
            key, runs=runs(name, SCHEDULES_TRIED[key == ROUNDED]), steps=100, noise=noise, seed=3
        )
        for key, noise in zip((*RATIONAL, ROUNDED), (0.0, 0.1, 0.0), strict=True)
        for name in RULES
    ]


RUN_ALL = (
    "figure.decodeAll(lives).map((one) => one.runs.map((own) => {"
    " const rows = run.simulate(one, own);"
    " const cut = (part, size) => [...part.slice(0, rows.kept * size)];"
    " const d = own.start.length; return {} }))"
)


def in_browser(given: list[Experiment], wanted: str) -> list[list[Any]]:
    """Run experiments in the browser's engine; return an expression's value for each run."""
    lives = [json.loads(pack_live(live(e))) for e in given]
    found: list[list[Any]] = evaluate(
        RUN_ALL.replace("{}", wanted), "engine/run", "figure/figure", lives=lives
    )
    return found


@pytest.fixture(scope="module")
def pairs() -> list[tuple[Experiment, Trajectory, dict[str, Any]]]:
    """Every run as Python and as the browser have it."""
    given = experiments()
    found = in_browser(
        given,
        "{ kept: rows.kept, points: cut(rows.points, d),"
        " losses: cut(rows.losses, 1), gradients: cut(rows.gradients, d),"
        " rates: cut(rows.rates, d), states: Object.fromEntries(own.rule.states.map("
        "({ name, before }, i) => [name, cut(rows.states[i], before.length)])) }",
    )
    return [
        (e, path, rows)
        for e, many in zip(given, found, strict=True)
        for path, rows in zip(run(e), many, strict=True)
    ]


def table(flat: list[float], path: Trajectory) -> np.ndarray:
    return np.reshape(np.array(flat, float), (len(path.points), -1))


def written(part: np.ndarray) -> np.ndarray:
    """Numbers as JSON has them: it knows neither infinity nor what is no number."""
    return np.where(np.isfinite(part), part, np.nan)


Pairs = list[tuple[Experiment, Trajectory, dict[str, Any]]]


def test_on_a_rational_loss_every_number_is_the_same_bits(pairs: Pairs) -> None:
    for e, path, rows in pairs:
        # The warm-up of AdEMAMix has exp and log, which the browser rounds otherwise.
        if e.loss not in RATIONAL or path.run.dials.get("mix_steps"):
            continue
        assert rows["kept"] == len(path.points), path.run
        for name in ("points", "gradients", "rates"):
            np.testing.assert_array_equal(
                table(rows[name], path), written(getattr(path, name)), str(path.run)
            )
        np.testing.assert_array_equal(np.array(rows["losses"], float), path.losses)
        for name, part in path.internals.items():
            np.testing.assert_array_equal(
                np.broadcast_to(table(rows["states"][name], path), part.shape), written(part)
            )


def test_elsewhere_the_paths_agree_as_long_as_rounding_stays_small(pairs: Pairs) -> None:
    rounded = [(path, rows) for e, path, rows in pairs if e.loss == ROUNDED]
    assert len(rounded) == 4 * len(RULES)
    for path, rows in rounded:
        # Quotients of differences make more of a last bit than means do.
        steps = 20 if path.run.update in ELEMENTWISE else 5
        gaps = np.abs(table(rows["points"], path) - path.points)[:steps]
        assert gaps.max() <= 1e-9, path.run


def test_a_run_that_blows_up_ends_at_the_same_row(pairs: Pairs) -> None:
    assert any(len(path.points) <= 100 for _, path, _ in pairs)  # some do
    assert all(rows["kept"] == len(path.points) for _, path, rows in pairs)


# At the minimum RMSProp leaps to and fro, each leap as long as the learning rate; on these ripples
# the leaps double the last bit of a sine or cosine again and again.
CHAOTIC = {("bohachevsky1", "rmsprop"), ("flower", "rmsprop")}
SAME = 1e-9  # of the window's diagonal
EPS = float(np.finfo(float).eps)


def test_on_every_loss_of_the_catalogue_the_browser_draws_what_numpy_draws() -> None:
    given = [decode(f"loss={key}")[0] for key in CATALOGUE]
    apart = set()
    for e, many in zip(given, in_browser(given, "cut(rows.points, d)"), strict=True):
        land = look_at(e)
        low, high = np.transpose(e.window)
        for path, flat in zip(run(e), many, strict=True):
            theirs = table(flat, path)
            inside = ((low <= path.points) & (path.points <= high)).all(axis=1)
            gaps = np.linalg.norm(theirs - path.points, axis=1)[inside]
            if gaps.max(initial=0.0) > SAME * land.diagonal:
                apart.add((e.loss, path.run.rule))
    assert apart <= CHAOTIC


class Rounded:
    """A loss that is rounded otherwise: taken, at random, one bit beside the point."""

    def __init__(self, loss: Loss) -> None:
        self.loss, self.chance, self.variables = loss, np.random.default_rng(0), loss.variables

    def value_and_gradient(self, x: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
        bits = self.chance.choice((-EPS, 0, EPS), x.shape)
        return self.loss.value_and_gradient(x + bits * np.maximum(np.abs(x), 0.01))


@pytest.mark.parametrize(("key", "rule"), sorted(CHAOTIC))
def test_what_is_called_chaotic_is_so_in_numpy_alone(key: str, rule: str) -> None:
    e = decode(f"loss={key}")[0]
    (own,) = (run for run in e.runs if run.rule == rule)
    land = look_at(e)
    plain, other = (
        race(loss, [own.lane], steps=e.steps)[0].points  # type: ignore[arg-type]
        for loss in (land.loss, Rounded(land.loss))
    )
    gaps = np.linalg.norm(plain - other, axis=1) / land.diagonal
    assert gaps[:50].max() <= SAME < gaps.max()


def test_both_languages_declare_what_the_server_tells_the_engine() -> None:
    declared = in_javascript(assets.HERE / "js" / "engine" / "live.d.ts")
    codes = (LossCode, StateCode, RuleCode, ScheduleCode)
    for kind in (*codes, LiveSchedule, LiveRun, LiveTable, Knob, Live):
        assert declared[kind.__name__] == in_python(kind)


def test_the_browser_is_told_the_seed_and_not_what_it_gives() -> None:
    e, _ = decode("data=cars&batch=8&run=gd+lr+0.1&steps=200&noise=1&seed=5")
    told = pack_live(live(e))
    more = pack_live(live(replace(e, steps=2000)))
    assert len(more) == len(told) + 2 * len("0")  # of the steps and of their knob
    assert json.loads(told)["seed"] == 5


OF_DATA = (
    "data=collinear&model=a*u%2Bc*v&target=z&measure=squared&batch=7",
    "data=outlier&model=w*u%2Bb&target=v&measure=squared+ridge+0.1&batch=4&order=drawn&scale=standard",
    "data=orings&model=w*temperature%2Bb&target=distress&measure=logistic&scale=standard&batch=5",
    "data=cars&loss=mean((w*speed-distance)^2)%2B(sum(w*speed))^2/1e5&batch=8",
)


def test_on_data_every_rule_walks_the_same_batches() -> None:
    given = []
    for link in OF_DATA:
        e, problems = decode(f"{link}&steps=30&run=gd+lr+0.01")
        assert not problems
        runs = [replace(e.runs[0], rule=rule, dials={"lr": 0.01}) for rule in RULES]
        runs += [replace(run, batch=batch) for run in runs[:4] for batch in (0, 1, 3)]
        given += [replace(e, runs=tuple(runs[k : k + 12])) for k in range(0, len(runs), 12)]
    wanted = (
        "{ kept: rows.kept, points: cut(rows.points, d), losses: cut(rows.losses, 1),"
        " batch: rows.batchLosses && cut(rows.batchLosses, 1) }"
    )
    for e, many in zip(given, in_browser(given, wanted), strict=True):
        rational = e.data and not (e.data.model and e.data.model.of_classes)
        for path, rows in zip(run(e), many, strict=True):
            assert rows["kept"] == len(path.points), path.run
            assert (rows["batch"] is None) == (path.batch_losses is None)
            parts = {"points": path.points.ravel(), "losses": path.losses}
            if path.batch_losses is not None:
                parts["batch"] = path.batch_losses
            for name, part in parts.items():
                there = np.array(rows[name], float)
                if rational and not path.run.dials.get("mix_steps"):
                    np.testing.assert_array_equal(there, part, str(path.run))
                else:
                    np.testing.assert_allclose(there, part, rtol=1e-9, atol=1e-9)
