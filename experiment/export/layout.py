"""Where the lines of a script break."""

import re
import textwrap
from collections.abc import Iterator

from losses.printing.python import Source

WIDTH = 96


def returned(expression: str) -> str:
    """Return a return statement, a long sum on several lines."""
    line = f"    return {expression}"
    if len(line) <= WIDTH:
        return line
    # Broken before a plus or a minus, nowhere else.
    joined = re.sub("\0([-+])\0", " \\1\0", expression.replace(" ", "\0"))
    inside = textwrap.wrap(joined, WIDTH - 8, break_long_words=False, break_on_hyphens=False)
    inside = [line.replace("\0", " ") for line in inside]
    return "\n".join(["    return (", *(f"        {part}" for part in inside), "    )"])


def exact_gradient(given: str, source: Source) -> str:
    """Return the function `gradient` of NumPy, with the parts that the derivatives share."""
    lines = [f"def gradient({given}):"]
    lines += [f"    {name} = {text}" for name, text in source.parts]
    short = f"    return np.array([{', '.join(source.gradient)}])"
    if len(short) <= WIDTH:
        return "\n".join([*lines, short])
    partials = [f"            {partial}," for partial in source.gradient]
    return "\n".join([*lines, "    return np.array(", "        [", *partials, "        ]", "    )"])


def broken(line: str) -> Iterator[str]:
    """Yield a call, its arguments on a line of their own where it is long."""
    if len(line) <= WIDTH:
        yield line
        return
    head, _, inside = line.partition("(")
    yield f"{head}("
    parts = textwrap.wrap(inside[:-1], WIDTH - 4, break_long_words=False, break_on_hyphens=False)
    yield from (f"    {part}" for part in parts)
    yield ")"
