"""How the tables that we made up were made: `python -m tests.losses.tables.made` writes them."""

from pathlib import Path

import numpy as np

import losses.tables

DATA = Path(losses.tables.__file__).with_name("data")


def collinear() -> str:
    """Return rows whose columns u and v differ by noise of a tenth of their spread."""
    generator = np.random.default_rng(17)
    u = generator.uniform(-2, 2, 40).round(2)
    v = (u + generator.normal(0, 0.2, 40)).round(2)
    z = (u + v + generator.normal(0, 0.5, 40)).round(2)
    return written({"u": u, "v": v, "z": z})


def outlier() -> str:
    """Return rows along v = 1 + u/2, the last but one far below."""
    generator = np.random.default_rng(17)
    u = np.linspace(-3, 6, 19)
    v = (1 + u / 2 + generator.normal(0, 0.3, 19)).round(2)
    v[-2] = -8
    return written({"u": u, "v": v})


def written(columns: dict[str, np.ndarray]) -> str:
    rows = np.column_stack(list(columns.values())).tolist()
    lines = [",".join(columns), *(",".join(f"{value:g}" for value in row) for row in rows)]
    return "\n".join([*lines, ""])


MADE = {"collinear": collinear, "outlier": outlier}

if __name__ == "__main__":
    for name, make in MADE.items():
        (DATA / f"{name}.csv").write_text(make(), encoding="utf-8")
