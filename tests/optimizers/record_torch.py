"""Run again what PyTorch recorded in tests/data/reference.json, with the PyTorch that is installed.

    PYTHONPATH=. python tests/optimizers/record_torch.py

Needs torch (CPU), which the project itself does not need. Writes the version and, of cases whose
numbers changed, the new ones; says how far these are from the old.
"""

import json
import math
import sys
from importlib.metadata import version
from pathlib import Path

import numpy as np
import torch

REFERENCE = Path(__file__).parents[1] / "data" / "reference.json"
FUNCTIONS = {name: getattr(torch, name) for name in ("sin", "cos", "exp", "log")}
CLIPS = {
    "clip_grad_norm": torch.nn.utils.clip_grad_norm_,
    "clip_grad_value": torch.nn.utils.clip_grad_value_,
}


def loss(case: dict, x: torch.Tensor) -> torch.Tensor:
    names = dict(zip(case["variables"], x, strict=True))
    found: torch.Tensor = eval(case["loss"], {"__builtins__": {}, "pi": math.pi}, FUNCTIONS | names)
    return found


def schedule(optimizer: torch.optim.Optimizer, name: str, dials: dict) -> object:
    return getattr(torch.optim.lr_scheduler, name)(optimizer, **dials)


def walked(case: dict) -> tuple[np.ndarray, list[float]]:
    """The points of a case and the learning rate of each of its updates."""
    x = torch.tensor(case["start"], requires_grad=True)
    dials = dict(case["hyperparameters"])
    clips = [(CLIPS[name], dials.pop(name)) for name in CLIPS if name in dials]
    if case["optimizer"] == "AdamW":  # its default says so too, but it takes no such argument
        dials.pop("decoupled_weight_decay")
    planned = dict(case.get("schedule", {}))
    dials["lr"] /= planned.get("start_factor", 1)  # a case names the rate of its first update
    optimizer = getattr(torch.optim, case["optimizer"])([x], **dials)
    plan = schedule(optimizer, planned.pop("name"), planned) if planned else None
    averaged = case["optimizer"] == "ASGD"
    points, rates = [x.detach().numpy().copy()], []
    for _ in range(case["steps"]):
        optimizer.zero_grad()
        loss(case, x).backward()
        for clip, most in clips:
            clip([x], most)
        rates.append(optimizer.param_groups[0]["lr"])
        optimizer.step()
        if plan:
            plan.step()
        points.append((optimizer.state[x]["ax"] if averaged else x).detach().numpy().copy())
    return np.array(points), rates


def scheduled(case: dict) -> list[float]:
    """The learning rates of a schedule alone."""
    dials = dict(case["hyperparameters"])
    optimizer = torch.optim.SGD([torch.zeros(1, requires_grad=True)], lr=dials.pop("lr"))
    plan = schedule(optimizer, case["schedule"], dials)
    values = []
    for _ in case["values"]:
        values.append(optimizer.param_groups[0]["lr"])
        optimizer.step()
        plan.step()
    return values


def plain(values: np.ndarray) -> list:
    """Numbers as the file has them: what is not finite is a word."""
    return [plain(v) if v.ndim else float(v) if np.isfinite(v) else str(float(v)) for v in values]


def anew(case: dict) -> dict:
    """The case with the numbers of this PyTorch."""
    if case["kind"] == "schedule":
        return case | {"values": scheduled(case)}
    points, rates = walked(case)
    changed = {"points": plain(points)} | ({"rates": rates} if "rates" in case else {})
    if changed["points"] != case["points"]:
        at = torch.tensor(points)
        values = [float(f"{loss(case, x).item():.9g}") for x in at]
        changed["losses"] = plain(np.array(values))
    return case | changed


def gap(one: dict, other: dict) -> float:
    """The largest difference between the numbers of two records, as a share."""
    key = "values" if one["kind"] == "schedule" else "points"
    a, b = (np.array(case[key], float) for case in (one, other))
    same = (a == b) | (np.isnan(a) & np.isnan(b))
    with np.errstate(invalid="ignore"):
        return float(np.max(np.where(same, 0, np.abs(a - b) / np.maximum(1, np.abs(a)))))


def main() -> int:
    torch.set_default_dtype(torch.float64)
    source = f"torch {version('torch').partition('+')[0]}"
    cases = json.loads(REFERENCE.read_text("utf-8"))
    for place, case in enumerate(cases):
        if case["source"].startswith("torch "):
            cases[place] = anew(case) | {"source": source}
            if (apart := gap(case, cases[place])) > 0:
                print(f"{case['id']}: {apart:.2g}")
    lines = ",\n".join(json.dumps(case) for case in cases)
    REFERENCE.write_text(f"[\n{lines}\n]\n", "utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
