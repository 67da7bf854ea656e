"""What CONTRIBUTING.md adds, at work: run by test_contributing.py where all of it has been added.

Prints {kind: what went wrong} as JSON, "" where nothing did. `tests` are those of the project,
all other packages those of the copy in the working directory.
"""

import contextlib
import io
import json
import sys
import traceback
from collections.abc import Callable
from pathlib import Path
from types import ModuleType
from unittest import mock

import numpy as np
import plotly.graph_objects as go
from streamlit.testing.v1 import AppTest

import figures
from experiment import CURVES, Experiment, Run, decode, encode, explain, load, minima, run
from experiment.export import LIBRARIES, code
from experiment.link.keys import KEYS
from experiment.live import live
from experiment.rates import best_rate
from landscape import look_at
from lessons import LESSONS, place
from losses import CATALOGUE
from optimizers import RULES, SCHEDULES
from ui import catalogue

HERE = Path.cwd()
FIRST = "loss=x^2/2+%2B+2y^2&window=-5+5+-5+5&run=addsign+lr+0.2+beta1+0.75+at+1.2+2&steps=3"
# By hand: of y, the gradients are 8, -4.8, -4.8 and their means 2, 0.3, -0.975, so that the second
# step is none; x keeps its sign and shrinks by 2 lr at each step.
ADDSIGN = [[1.2, 2.0], [0.72, -1.2], [0.432, -1.2], [0.2592, 0.72]]


def read(link: str) -> Experiment:
    """Return what a link says, after making sure that it says it without a complaint."""
    e, problems = decode(link)
    assert problems == ()
    assert decode(encode(e)) == (e, ())
    return e


def opened(link: str = "") -> AppTest:
    app = AppTest.from_file(HERE / "pages" / "main.py", default_timeout=60)
    for part in filter(None, link.split("&")):
        key, _, text = part.partition("=")
        app.query_params[key] = text.replace("+", " ").replace("%2B", "+")
    return checked(app.run())


def checked(app: AppTest) -> AppTest:
    assert not app.exception, app.exception
    return app


def drawing(link: str) -> go.Figure:
    """Return the figure of a link; Plotly has checked every property of it."""
    e = read(link)
    return go.Figure(*figures.drawing(e, load(e), run(e), minima(e)))


def executed(script: str, **modules: ModuleType) -> np.ndarray:
    """Return the points that a script leaves, with these modules in place of its own."""
    left: dict[str, np.ndarray] = {}
    with mock.patch.dict(sys.modules, modules), contextlib.redirect_stdout(io.StringIO()):
        exec(compile(script, "script.py", "exec"), left)
    return left["points"]


def rule() -> None:
    e = read(FIRST)
    (path,) = run(e)
    np.testing.assert_allclose(path.points, ADDSIGN, atol=1e-12)
    assert r"\operatorname{sgn}" in RULES["addsign"].equation
    found = explain(e, path, 1)
    assert [q.name for q in found.quantities if q.name == "m"] == ["m"]
    assert all(r"\operatorname{sgn}" in numbers for numbers in found.numbers)
    for library in LIBRARIES:
        compile(code(e, 0, library), library, "exec")
    np.testing.assert_allclose(executed(code(e, 0, "numpy")), path.points, rtol=1e-14)
    in_the_browser(e, path.points)
    app = opened(FIRST)
    assert any(r"\operatorname{sgn}" in block.value for block in app.main.markdown)
    assert "AddSign" in app.button(key="card-0").label
    app.button(key="card-0").click()
    assert checked(app.run()).selectbox(key="rule-0").value == "addsign"
    assert 0.75 in [field.value for field in app.sidebar.number_input if "β" in field.label]


def in_the_browser(e: Experiment, points: np.ndarray) -> None:
    """Let the browser's engine walk too: the loss is rational, so to the same bits."""
    from tests.player.node import evaluate  # noqa: PLC0415 - of the copy's scripts

    walk = f"[...run.simulate(one, one.runs[0]).points].slice(0, {points.size})"
    assert evaluate(walk, "engine/run", one=live(e)) == points.ravel().tolist()


def loss() -> None:
    entry = CATALOGUE["zakharov"]
    e = read("loss=zakharov")
    assert (e.window, e.runs[0].start) == (entry.window, entry.starts[0])
    assert [m.point for m in minima(e)] == [(0.0, 0.0)]
    assert look_at(("(x/2 + y)^4 + x^2 + y^2 + (x/2+y)^2", {})).minima[0].point == (0.0, 0.0)
    for name, rate in entry.rates.items():
        assert best_rate(e, Run(name, start=entry.starts[0])) == rate
    bends = np.linalg.eigvalsh(load(e).hessian(np.zeros(2)))
    np.testing.assert_allclose(
        [entry.limit, entry.condition], [2 / bends[1], bends[1] / bends[0]], rtol=1e-5
    )
    assert [one.key for one in catalogue.search("Zakharov")["Valleys"]] == ["zakharov"]
    kinds = {one.run.rule: one.verdict.kind for one in run(e)}
    assert kinds.pop("rmsprop") == "moving"  # its steps do not shrink
    assert set(kinds.values()) == {"converged"}


def page() -> None:
    app = checked(opened().switch_page("glossary.py").run())
    assert app.title[0].value == "Glossary"
    assert any('"Glossary"' in line for line in (HERE / "pages/main.py").open(encoding="utf-8"))


def view() -> None:
    figure = drawing(f"{FIRST}&view=paths")
    roles = [trace.meta["role"] for trace in figure.data]
    assert "landscape" not in roles
    assert {"trail", "start", "curve"} <= set(roles)
    row = f"| `view` | {KEYS['view'].meaning} |\n"
    assert row in (HERE / "README.md").read_text("utf-8")
    options = opened(f"{FIRST}&view=paths").get("button_group")
    assert any("Paths only" in str(one.proto) for one in options)


def chart() -> None:
    (curve,) = (t for t in drawing(f"{FIRST}&view=overlay+curve+travelled").data
                if t.meta["role"] == "curve")  # fmt: skip
    # At step 0 it is 0, which a logarithmic axis leaves out.
    np.testing.assert_allclose(
        curve.y[-3:], np.cumsum(np.hypot(*np.diff(ADDSIGN, axis=0).T)), rtol=1e-6
    )
    assert CURVES["travelled"].label in opened(FIRST).selectbox(key="curve").options


def schedule() -> None:
    factors = SCHEDULES["inverse_root"].factor(np.array([0, 3, 8]), decay_steps=1)
    np.testing.assert_allclose(factors, [1, 1 / 2, 1 / 3])
    e = read("loss=x^2&run=gd+lr+0.1+schedule+inverse_root+decay_steps+1+at+1&steps=8")
    (path,) = run(e)
    np.testing.assert_allclose(path.rates[[0, 3, 8], 0], [0.1, 0.1 / 2, 0.1 / 3])
    np.testing.assert_allclose(executed(code(e, 0, "numpy")), path.points, rtol=1e-14)
    in_the_browser(e, path.points)
    assert r"\sqrt" in SCHEDULES["inverse_root"].equation


def export_target() -> None:
    assert "CuPy" in [library.title for library in LIBRARIES.values()]
    e = read("loss=a*x^2%2Bcbrt(y)^2%2Berf(x)&where=a+2&noise=0.1&run=adam+lr+0.1+at+1+2&steps=5")
    script = code(e, 0, "cupy")
    assert "cupyx.scipy.special.erf(" in script
    stand_in = special(LIBRARIES["cupy"].imports)
    np.testing.assert_allclose(executed(script, **stand_in), run(e)[0].points, rtol=1e-9)


def special(imports: tuple[str, ...]) -> dict[str, ModuleType]:
    """Return NumPy under CuPy's name: it has the same functions, but for those of SciPy."""
    from math import erf  # noqa: PLC0415

    assert "import cupy as cp" in imports
    scipy = {name: ModuleType(name) for name in ("cupyx", "cupyx.scipy", "cupyx.scipy.special")}
    scipy["cupyx"].scipy = scipy["cupyx.scipy"]  # type: ignore[attr-defined]
    scipy["cupyx.scipy"].special = scipy["cupyx.scipy.special"]  # type: ignore[attr-defined]
    scipy["cupyx.scipy.special"].erf = np.vectorize(erf)  # type: ignore[attr-defined]
    return {"cupy": np, **scipy}


def lesson() -> None:
    from tests.lessons.prose import stray  # noqa: PLC0415 - reads the copy's lessons

    one = LESSONS["rate-half"]
    assert one.failures() == ()
    assert stray(one) == []
    assert place(one).chapter.key == "rate"
    assert read(one.link) == one.experiment


KINDS: dict[str, Callable[[], None]] = {
    "A rule": rule,
    "A loss": loss,
    "A page": page,
    "A view": view,
    "A chart": chart,
    "A schedule": schedule,
    "An export target": export_target,
    "A lesson": lesson,
}


def outcome(check: Callable[[], None]) -> str:
    try:
        check()
    except Exception:
        return traceback.format_exc()
    return ""


if __name__ == "__main__":
    assert Path(figures.__file__).is_relative_to(HERE), "these are not the copy's packages"
    print(json.dumps({kind: outcome(check) for kind, check in KINDS.items()}))
