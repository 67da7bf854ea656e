"""Whether a run that has come to a minimum would stay there if it went on.

Rules that divide by their past gradients lengthen their steps where gradients vanish, so at a
fixed rate many are thrown out of a minimum again. Nothing in the run itself foretells when; so it
is run once more, twice as long.
"""

from collections.abc import Sequence
from dataclasses import replace

import numpy as np

from experiment.model import Experiment
from experiment.scene import Scene
from experiment.verdict import Verdict
from optimizers import Lane, Record, race

LONGEST = 1000  # steps of a run beyond which one still looks
FAR = 10.0  # times the distance that counts as one point: there a run has left


def with_outlook(
    e: Experiment, lanes: Sequence[Lane], verdicts: Sequence[Verdict], scene: Scene
) -> tuple[Verdict, ...]:
    """Return the verdicts, those of converged runs with what the next as many steps would bring.

    Not asked of linear rules, which stay, nor under noise, which never lets a run rest.
    """
    if e.noise or not e.steps <= LONGEST:
        return tuple(verdicts)
    asked = [
        i
        for i, verdict in enumerate(verdicts)
        if verdict.kind == "converged" and lanes[i].rule.edge is None
    ]
    records = race(scene.loss, [lanes[i] for i in asked], steps=2 * e.steps)
    told = {
        i: _told(verdicts[i], record, scene, first=e.steps + 1)
        for i, record in zip(asked, records, strict=True)
    }
    return tuple(told.get(i, verdict) for i, verdict in enumerate(verdicts))


def _told(verdict: Verdict, record: Record, scene: Scene, *, first: int) -> Verdict:
    assert verdict.minimum is not None
    later = np.asarray(record.points[first:])
    gaps = np.linalg.norm(later - np.asarray(verdict.minimum.point), axis=-1)
    far = np.flatnonzero(gaps > FAR * scene.near)
    if not far.size:
        return verdict
    step = first + int(far[0])
    sentence = f"{verdict.sentence} With more steps it leaves again, at step {step}."
    return replace(verdict, sentence=sentence, leaves=step)
