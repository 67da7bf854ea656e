"""A forked child that reads texts under limits and under an audit hook that sees every escape."""

import json
import os
import re
import resource
import sys
import time
from collections.abc import Iterator
from typing import Any

import numpy as np

from landscape.landscape import survey
from losses import LossError, parse_loss
from losses.functions.numeric import NUMERIC
from losses.symbolic.in_place import ARITHMETIC

CPU_SECONDS = 60  # of a child that reads some hundred texts; it uses two
ADDRESS_SPACE = 4 << 30
_HARMLESS = frozenset(("object.__getattr__", "sys._getframe", "sys._current_frames"))
_GENERATED = "<lambdifygenerated-"
_WORDS = ("def", "return", "_lambdifygenerated", "copyto", "out")
_NAMES = frozenset((*_WORDS, *ARITHMETIC, *NUMERIC))
_TOKEN = re.compile(r"[A-Za-z_]\w*|[0-9][0-9.]*(?:e[+-]?[0-9]+)?|[\s()\[\],:=+*/-]")


def warm_up() -> None:
    """Load what SymPy and NumPy load late, so that a child imports nothing."""
    for text in ("x^2 sin(y) + |x|^0.3", "log(1+e^x)", "1/x + y^(1/3)"):
        _use(text)


def _use(text: str) -> None:
    """Read a text and use everything that a loss offers."""
    loss = parse_loss(text)
    points = np.full((3, len(loss.variables)), 0.3)
    loss.value(points), loss.gradient(points), loss.hessian(points)
    assert loss.notes
    assert loss.latex
    assert all(loss.gradient_latex)
    assert all(map(all, loss.hessian_latex))
    survey(loss)


def foreign(event: str, arguments: tuple[Any, ...]) -> bool:
    """Return whether an audit event is anything but SymPy's lambdify at its work."""
    if event in _HARMLESS:
        return False
    if event == "compile":
        source, name = arguments
        text = source.decode() if isinstance(source, bytes) else source
        return not (isinstance(text, str) and str(name).startswith(_GENERATED) and _plain(text))
    if event == "exec":
        return not arguments[0].co_filename.startswith(_GENERATED)
    return True


def _plain(source: str) -> bool:
    """Return whether generated code holds our own names, numbers and arithmetic alone."""
    tokens = _TOKEN.findall(source)
    words = (token for token in tokens if token[0].isalpha() or token[0] == "_")
    known = all(word in _NAMES or re.fullmatch(r"[vcxnbo][0-9]+", word) for word in words)
    return known and "".join(tokens) == source


def serve(texts: list[str]) -> Iterator[dict[str, Any]]:
    """Yield what became of each text: outcome, CPU seconds, foreign events, memory growth."""
    escapes: list[str] = []
    sys.addaudithook(lambda event, arguments: _note(escapes, event, arguments))
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    for place, text in enumerate(texts):
        escapes.clear()
        started = time.process_time()
        try:
            _use(text)
            outcome = "accepted"
        except LossError as error:
            outcome = "rejected" if str(error) and len(str(error)) < 400 else "wordy"
        except BaseException as error:
            outcome = f"{type(error).__name__}: {error}"[:200]
        grown = (resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before) / 1024
        yield {
            "place": place,
            "outcome": outcome,
            "seconds": time.process_time() - started,
            "escapes": list(escapes),
            "megabytes": grown,
        }


def _note(escapes: list[str], event: str, arguments: tuple[Any, ...]) -> None:
    if foreign(event, arguments):
        escapes.append(f"{event} {arguments}"[:200])


def locked_up(texts: list[str]) -> list[dict[str, Any]]:
    """Return what `serve` says, from a forked child; shorter than `texts` if the child died."""
    reading, writing = os.pipe()
    child = os.fork()
    if not child:
        os.close(reading)
        _run(texts, writing)
    os.close(writing)
    with open(reading, encoding="utf-8") as pipe:
        lines = pipe.read().splitlines()
    os.waitpid(child, 0)
    return [json.loads(line) for line in lines]


def _run(texts: list[str], writing: int) -> None:
    """Do the work of the child; it leaves without running anything of the test session."""
    try:
        resource.setrlimit(resource.RLIMIT_CPU, (CPU_SECONDS, CPU_SECONDS))
        resource.setrlimit(resource.RLIMIT_AS, (ADDRESS_SPACE, ADDRESS_SPACE))
        for answer in serve(texts):
            os.write(writing, (json.dumps(answer) + "\n").encode())
    finally:
        os._exit(0)
