"""What is copied along with a formula and is no part of it: the span of the text that is read."""

import re

_AROUND = (
    ("$$", "$$"),
    ("$", "$"),
    ("\\(", "\\)"),
    ("\\[", "\\]"),
    ("{\\displaystyle", "}"),
    *(
        (f"\\begin{{{name}}}", f"\\end{{{name}}}")
        for base in ("equation", "align", "aligned", "gather", "displaymath", "split", "math")
        for name in (base, f"{base}*")
    ),
)
_SPACE = r"(?:\s|~|\\[,;:! ]|\\q?quad\b)"
_LABEL = r"\(\s*[A-Z]?\.?\d{1,3}(?:\.\d{1,3})*[a-z]?\s*\)"
_NUMBER = rf"(?:{_LABEL}|\\(?:text|mbox|mathrm)\{{\s*{_LABEL}\s*\}})"
# An equation's number stands apart: after a wide space, or after the mark that ends the sentence.
_BEHIND = re.compile(
    rf"(?:{_SPACE}|[;,]|\\\\|\\(?:tag\*?|label)\{{[^{{}}]{{0,40}}\}}|\\(?:nonumber|notag)\b"
    rf"|(?:\s{{2,}}|\t|[.,]\s*|\\q?quad\s*){_NUMBER})$"
)
_NO_SENTENCE = re.compile(r"[A-Za-z]?\w*\.|.*\.\.", re.DOTALL)
_STYLES = r"(?:\s|\\q?quad\b|\\(?:display|text)style\b)*"
_OPERATOR = re.compile(
    rf"{_STYLES}(?:\\mathop\s*|(?P<under>\\underset\s*\{{[^{{}}]{{1,30}}\}}\s*))?"
    r"(?:\\arg\s*\\min(?![A-Za-z])|\{?\\min(?![A-Za-z])\}?|\\operatorname\*?\{(?:arg\s?)?min\}"
    r"|\{?\\(?:text|mathrm)\{\s?(?:arg\s?)?(?:min|[Mm]inimi[sz]e)\s?\}\}?|(?:arg\s?)?min(?![A-Za-z0-9.]))"
    r"(?:\s*\\(?:no)?limits)?"
    r"(?P<index>\s*_\s*(?:\{(?:[^{}]|\{[^{}]*\}){1,60}\}|\\?[A-Za-z]+|\([^()]{1,40}\)))?"
)


def formula(text: str, *, program: bool = False) -> tuple[int, int]:
    """Return where the formula begins and ends in a text.

    Left out are dollar signs and LaTeX's environments around it, spaces, marks of the sentence, the
    equation's number and tag behind it, and an operator in front of a loss, as in \\min_x.
    """
    start, stop, before = 0, len(text), None
    while before != (start, stop):
        before = (start, stop)
        start, stop = _trimmed(text, start, stop)
    return (start if program else _after_minimum(text, start, stop)), stop


def _trimmed(text: str, start: int, stop: int) -> tuple[int, int]:
    start += len(text[start:stop]) - len(text[start:stop].lstrip())
    stop = start + len(text[start:stop].rstrip())
    inside = text[start:stop]
    for left, right in _AROUND:
        wide = len(inside) > len(left) + len(right)
        if wide and inside.startswith(left) and inside.endswith(right):
            return start + len(left), stop - len(right)
    found = _BEHIND.search(inside)
    if found is not None:
        return start, start + found.start()
    # A name and a dot alone look like the beginning of an attribute.
    if inside.endswith(".") and not _NO_SENTENCE.fullmatch(inside):
        return start, stop - 1
    return start, stop


def _after_minimum(text: str, start: int, stop: int) -> int:
    """Return the place behind min, argmin or \\min_{x} in front, where it is no function's name."""
    found = _OPERATOR.match(text, start, stop)
    if found is None or found.end() == stop:
        return start
    rest = text[found.end() : stop]
    body = rest.lstrip()
    opening = re.match(r"(?:\\left\s*)?\\?[(\[{]", body)
    if found.group("index") or found.group("under") or not opening:
        return found.end()
    apart = len(rest) > len(body) and not _has_comma(body[opening.end() :])
    return found.end() if apart else start


def _has_comma(inside: str) -> bool:
    """Say whether a comma stands in a bracket that has just been opened, not in an inner one."""
    depth = 0
    for character in inside:
        depth += (character in "([{") - (character in ")]}")
        if depth < 0:
            return False
        if character == "," and not depth:
            return True
    return False
