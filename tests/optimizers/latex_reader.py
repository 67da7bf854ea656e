r"""A reader of the LaTeX that formulas print, written apart from them: text in, number out.

Knows numbers, symbols, + - / \cdot, products by standing together, ^, |a|, \frac, \sqrt, \max,
\operatorname{sign}, brackets, and one "A if B > C, else D" around a whole line.
"""

import re

import numpy as np

TOKEN = re.compile(
    r"\\(?:text|operatorname)\{[a-z]+\}|\\(?:hat|bar) [a-z]|\\mu_1 \\cdots \\mu_t"
    r"|[a-z]_\{\\max\}|\\[a-z]+(?:_(?:\{[^}]*\}|\\infty|\w))?|x_\{k\+1\}|x_k|\d+(?:\.\d+)?"
    r"|[a-z]|[-+/^{}()|,>]|\\.|\s",
    re.IGNORECASE,
)
SPACE = {r"\,", r"\ ", " "}


def tokens(text):
    found = TOKEN.findall(text)
    assert "".join(found) == text, text
    return [token for token in found if token not in SPACE]


def read(text, symbols):
    """The value of a formula; `symbols` maps LaTeX to numbers."""
    reader = Reader(tokens(text), symbols)
    found = reader.whole()
    assert not reader.left, reader.left
    return found


class Reader:
    def __init__(self, left, symbols):
        self.left, self.symbols = left, symbols

    def next_is(self, *wanted):
        return bool(self.left) and self.left[0] in wanted

    def take(self, *wanted):
        assert not wanted or self.next_is(*wanted), (wanted, self.left)
        return self.left.pop(0)

    def whole(self):
        then = self.sum()
        if not self.next_is(r"\text{if}"):
            return then
        self.take()
        left, _, right = self.sum(), self.take(">"), self.sum()
        self.take(",")
        self.take(r"\text{else}")
        otherwise = self.sum()
        return then if left > right else otherwise

    def sum(self):
        negative = self.next_is("-") and self.take()
        found = self.product()
        found = -found if negative else found
        while self.next_is("+", "-"):
            found = found + self.product() if self.take() == "+" else found - self.product()
        return found

    def product(self):
        found = self.power()
        while self.left and not self.next_is(*"+-})|,>", r"\text{if}", r"\text{else}"):
            if self.next_is("/"):
                self.take()
                found = found / self.power()
            else:
                if self.next_is(r"\cdot"):
                    self.take()
                found = found * self.power()
        return found

    def power(self):
        base = self.atom()
        if not self.next_is("^"):
            return base
        self.take()
        return base ** (self.group() if self.next_is("{") else float(self.take()))

    def group(self, opening="{", closing="}"):
        self.take(opening)
        found = self.sum()
        self.take(closing)
        return found

    def atom(self):
        if self.next_is("("):
            return self.group("(", ")")
        token = self.take()
        if token == "|":
            found = abs(self.sum())
            self.take("|")
            return found
        if token == r"\frac":
            top = self.group()
            return top / self.group()
        if token == r"\sqrt":
            return np.sqrt(self.group())
        if token == r"\operatorname{sign}":
            return np.sign(self.group("(", ")"))
        if token == r"\max":
            self.take("(")
            first, _, second = self.sum(), self.take(","), self.sum()
            self.take(")")
            return np.maximum(first, second)
        return self.symbols[token] if token in self.symbols else np.float64(token)
