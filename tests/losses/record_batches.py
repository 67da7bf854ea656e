"""Records losses of batches and their gradients from PyTorch's autograd, for test_models.py.

python -m tests.losses.record_batches   (with torch installed; writes batches.json beside this file)
"""

import json
from itertools import product
from pathlib import Path

import numpy as np
import torch
from torch.nn import functional

from losses.tables import TABLES

CASES = (
    ("cars", "speed", "distance", ("squared", "absolute", "huber", "logcosh", "poisson")),
    ("penguins", "flipper", "mass", ("squared", "huber")),
    ("orings", "temperature", "distress", ("logistic", "hinge")),
    ("galton", "parent", "child", ("squared", "logcosh")),
)
POINTS = ((0.02, 0.1), (-0.03, 0.7))
ROWS = ((0,), (3, 1, 4, 1, 5), tuple(range(20)))

MEASURES = {
    "squared": functional.mse_loss,
    "absolute": functional.l1_loss,
    "huber": functional.huber_loss,
    "logcosh": lambda p, t: _logcosh(p - t),
    "logistic": functional.binary_cross_entropy_with_logits,
    "hinge": lambda p, t: functional.relu(1 - (2 * t - 1) * p).mean(),
    "poisson": lambda p, t: functional.poisson_nll_loss(p, t, log_input=True),
}


def _logcosh(u):
    return (torch.logaddexp(u, -u) - np.log(2.0)).mean()


def record():
    torch.set_default_dtype(torch.float64)
    found = []
    for table, column, target, measures in CASES:
        u, v = (torch.tensor(TABLES[table].column(name).copy()) for name in (column, target))
        for measure, point, rows in product(measures, POINTS, ROWS):
            x = torch.tensor(point, requires_grad=True)
            loss = MEASURES[measure](x[0] * u[list(rows)] + x[1], v[list(rows)])
            loss.backward()
            case = {"table": table, "column": column, "target": target, "measure": measure}
            case |= {"point": point, "rows": rows}
            found.append(case | {"value": loss.item(), "gradient": x.grad.tolist()})
    return {"torch": torch.__version__, "cases": found}


if __name__ == "__main__":
    path = Path(__file__).with_name("batches.json")
    path.write_text(json.dumps(record(), indent=None) + "\n", encoding="utf-8")
