"""Print what reading a loss costs: everyday losses, the worst accepted ones, and one step.

    python benchmarks/losses.py

CPU time of parse + derive + compile with SymPy warm and every cache cleared.
"""

import sys
import time
from pathlib import Path
from random import Random

import numpy as np
from sympy.core.cache import clear_cache

ROOT = Path(__file__).parents[1]
sys.path[:0] = [str(ROOT), str(ROOT / "tests" / "losses")]

from corpora import BENIGN  # noqa: E402
from texts import written  # noqa: E402

from landscape.landscape import survey  # noqa: E402
from losses import CATALOGUE, Loss, LossError, parse_loss  # noqa: E402
from losses.symbolic import derivatives  # noqa: E402

parsing = sys.modules["losses.parse_loss"]  # the package has a function of this name

EVERYDAY = [row["text"] for row in BENIGN if row["must"] and not row.get("error")][::3][:30]
EVERYDAY += [entry.text for entry in CATALOGUE.values()][::3][:20]
SEARCH_SECONDS = 20.0


def _forget() -> None:
    parsing._loss.cache_clear()
    parsing.read.cache_clear()
    derivatives.derive.cache_clear()
    clear_cache()


def cold(text: str) -> tuple[float, Loss | None]:
    """Return the CPU seconds that a text takes, and its loss if it is one."""
    _forget()
    started = time.process_time()
    try:
        loss = parse_loss(text)
    except LossError:
        loss = None
    return time.process_time() - started, loss


def best_of(count: int, text: str) -> float:
    return min(cold(text)[0] for _ in range(count))


def structured() -> list[str]:
    """Return families of text that are as heavy as the bounds allow."""
    texts = []
    for pattern in ("({}+y)^0.3", "sin({}*y)", "sqrt({}*y+1)", "|{}-y|", "1/({}+y)", "exp({}*y)",
                    "atan2({},y+x)", "hypot({},y)", "logaddexp({},x*y)", "gelu({})*y"):  # fmt: skip
        text = "x"
        for _ in range(22):
            text = pattern.format(text) if len(text) < 370 else text
        texts.append(text)
    for pattern in ("(x+{}y)", "sin(x+{}y)", "log(x+{}y)", "sqrt(x+{}y)", "(x+{}y)^0.3"):
        factors = [pattern.format(k) for k in range(1, 45)]
        for joint in "*/":
            while len(joint.join(factors)) > 400:
                factors.pop()
            texts.append(joint.join(factors))
    return texts


def worst(seconds: float) -> list[tuple[float, str]]:
    """Return the ten most expensive accepted texts that a hill climb finds in some CPU seconds."""
    random, found = Random(1), [(cold(text), text) for text in structured()]
    heavy = sorted(((cost, text) for (cost, loss), text in found if loss), reverse=True)[:10]
    until = time.process_time() + seconds
    while time.process_time() < until:
        base = random.choice(heavy)[1]
        places = [place for place, letter in enumerate(base) if letter in "xy"]
        place = random.choice(places)
        grown = base[:place] + written(random, random.randrange(1, 4)) + base[place + 1 :]
        text = grown if random.random() < 0.7 else written(random, 6)
        if len(text) <= 400:
            cost, loss = cold(text)
            if loss is not None:
                heavy = sorted([*heavy, (cost, text)], reverse=True)[:10]
    return heavy


def step(text: str, lanes: int) -> float:
    """Return microseconds of one call of value and gradient."""
    loss = parse_loss(text)
    x = np.random.default_rng(0).normal(size=(len(loss.variables), lanes))
    with np.errstate(all="ignore"):
        times = []
        for _ in range(200):
            started = time.perf_counter()
            loss.value_and_gradient(x)
            times.append(time.perf_counter() - started)
    return 1e6 * float(np.median(times))


def viewed(text: str) -> float:
    loss = cold(text)[1]
    assert loss is not None
    started = time.process_time()
    survey(loss)
    return time.process_time() - started


def main() -> None:
    cold("x^3 + sin(x) / y")  # SymPy loads its printers late
    everyday = [1e3 * best_of(3, text) for text in EVERYDAY]
    print(f"{len(everyday)} everyday losses, cold: median {np.median(everyday):.1f} ms (bound 15), "
          f"worst {max(everyday):.1f} ms (bound 100)")  # fmt: skip
    print("ten worst accepted losses found (bound 1 s):")
    for cost, text in worst(SEARCH_SECONDS):
        print(f"  {1e3 * cost:6.0f} ms  {len(text):3d} characters  {text[:60]}")
    views = [1e3 * viewed(text) for text in EVERYDAY]
    print(
        f"suggested views: median {np.median(views):.1f} ms, worst {max(views):.1f} ms (bound 50)"
    )
    for key in ("quartic", "rosenbrock", "ackley"):
        text = CATALOGUE[key].text
        times = ", ".join(
            f"{lanes} lanes {step(text, lanes):.1f} us" for lanes in (1, 4, 256, 4096)
        )
        print(f"value and gradient of {key}: {times}")


if __name__ == "__main__":
    main()
