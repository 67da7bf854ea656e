"""Of what the code may be made that the server prints for the browser."""

import re
from collections.abc import Iterator
from typing import Any

from language.dialect import EVALUATIONS
from language.printers.javascript import RuleCode
from losses.functions.numeric import NUMERIC
from losses.symbolic.compiler import LossCode

# The names of the table in player/js/engine/functions.js.
FUNCTIONS = {*NUMERIC, "square", "dial_power"}
ASKED = {*EVALUATIONS, "other"}  # of player/js/engine/beside.js, for the update of a rule alone


def tokens(functions: set[str]) -> re.Pattern[str]:
    """Return what finds the tokens of a text that may call these functions."""
    return re.compile(
        rf"[vc]\d+(?!\w)|(?:{'|'.join(sorted(functions, key=len, reverse=True))})(?=\()"
        r"|\d+(?:\.\d+)?(?:e[-+]?\d+)?(?![\w.])|>=|<=|[-+*/<>?:=;,() ]",
        re.ASCII,
    )


TOKEN, STEP_TOKEN = tokens(FUNCTIONS), tokens(FUNCTIONS | ASKED)
WORDS = ("dials", "name", "asks")  # keys of what is data, never code


def texts(code: LossCode | RuleCode) -> Iterator[str]:
    """Yield all that becomes code."""
    pending: list[Any] = [code]
    while pending:
        part = pending.pop()
        if isinstance(part, str):
            yield part
        elif isinstance(part, dict):
            pending += [value for key, value in part.items() if key not in WORDS]
        else:
            pending += part


def strangers(code: LossCode | RuleCode) -> list[str]:
    """Return what of a code is no number, v0 c0 ..., sign or function, and what opens a comment."""
    step = code["step"] if code.get("asks") else ""
    rest = [(STEP_TOKEN if text == step else TOKEN).sub("", text) for text in texts(code)]
    comments = [text for text in texts(code) if re.search(r"//|/\*|\*/|<!--|-->|\*\*", text)]
    return [text for text in rest + comments if text]
