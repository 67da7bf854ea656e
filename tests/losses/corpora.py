"""The corpora of texts, read once."""

import json
from pathlib import Path
from typing import Any

_DATA = Path(__file__).parents[1] / "data"


def read(name: str) -> list[dict[str, Any]]:
    """Return the rows of a corpus. Some texts are lone surrogates: they only live in JSON."""
    rows = json.loads((_DATA / name).read_text(encoding="utf-8"))
    return rows["losses"] if isinstance(rows, dict) else rows


HOSTILE = read("hostile.json")
BENIGN = read("benign.json")
FACTS = {row["id"]: row for row in read("catalogue.json")}
