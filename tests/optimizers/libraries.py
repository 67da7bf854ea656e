"""The reference cases, and what they are called here."""

import json
from pathlib import Path

from experiment.parity.libraries import translated
from experiment.parity.schedules import scheduled, with_schedule

DATA = Path(__file__).parents[1] / "data" / "reference.json"
ENTRIES = json.loads(DATA.read_text())
TRAJECTORIES = [entry for entry in ENTRIES if entry["kind"] == "trajectory"]
CURVES = [entry for entry in ENTRIES if entry["kind"] == "schedule"]

__all__ = [
    "CURVES",
    "ENTRIES",
    "TRAJECTORIES",
    "scheduled",
    "translated",
    "with_schedule",
]
