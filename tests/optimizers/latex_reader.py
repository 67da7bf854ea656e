r"""A reader of the LaTeX that rules print, written apart from them: text in, number out.

Knows numbers, symbols, + - \cdot, products by standing together, ^{...}, \frac, \sqrt, \max,
\min, \exp, \ln, \operatorname{sgn}, \left(...\right), \left|...\right|, and cases of comparisons
and the rest.
"""

import operator
import re

import numpy as np

TOKEN = re.compile(
    r"\\(?:begin|end)\{cases\}|\\text\{otherwise\}|\\operatorname\{sgn\}|\\(?:left|right)[()|]"
    r"|\\(?:hat|bar) [a-z]|[a-z]_(?:\{[^}]*\}|\w)|\\\\|\\[a-z]+(?:_(?:\{[^}]*\}|\\infty|\w))?"
    r"|x_\{k\+1\}|x_k|\d+(?:\.\d+)?|[a-z]|[-+^{},&<>]|\s",
    re.IGNORECASE,
)
COMPARISONS = {"<": operator.lt, ">": operator.gt, r"\le": operator.le, r"\ge": operator.ge}
AFTER_A_PRODUCT = {
    *"+-},&", r"\right)", r"\right|", r"\\", r"\end{cases}", r"\text{otherwise}", *COMPARISONS,
}  # fmt: skip


def tokens(text):
    found = TOKEN.findall(text)
    assert "".join(found) == text, text
    return [token for token in found if not token.isspace()]


def read(text, symbols):
    """The value of a formula; `symbols` maps LaTeX to numbers."""
    reader = Reader(tokens(text), symbols)
    found = reader.sum()
    assert not reader.left, reader.left
    return found


class Reader:
    def __init__(self, left, symbols):
        self.left, self.symbols = left, symbols

    def next_is(self, *wanted):
        return bool(self.left) and self.left[0] in wanted

    def take(self, *wanted):
        assert self.left, "the formula ends too early"
        assert not wanted or self.next_is(*wanted), (wanted, self.left)
        return self.left.pop(0)

    def sum(self):
        negative = self.next_is("-") and self.take()
        found = self.product()
        found = -found if negative else found
        while self.next_is("+", "-"):
            found = found + self.product() if self.take() == "+" else found - self.product()
        return found

    def product(self):
        found = self.power()
        while self.left and self.left[0] not in AFTER_A_PRODUCT:
            if self.next_is(r"\cdot"):
                self.take()
            found = found * self.power()
        return found

    def power(self):
        base = self.atom()
        if not self.next_is("^"):
            return base
        self.take()
        return base ** self.group("{", "}")

    def group(self, opening, closing):
        self.take(opening)
        found = self.sum()
        self.take(closing)
        return found

    def bracket(self):
        return self.group(r"\left(", r"\right)")

    def atom(self):
        if self.next_is(r"\left("):
            return self.bracket()
        if self.next_is(r"\left|"):
            return abs(self.group(r"\left|", r"\right|"))
        token = self.take()
        known = {r"\frac": self.fraction, r"\sqrt": self.root, r"\max": self.larger,
                 r"\min": self.smaller, r"\exp": self.power_of_e, r"\ln": self.logarithm,
                 r"\operatorname{sgn}": self.sign, r"\begin{cases}": self.cases}  # fmt: skip
        if token in known:
            return known[token]()
        return self.symbols[token] if token in self.symbols else np.float64(token)

    def fraction(self):
        top = self.group("{", "}")
        return top / self.group("{", "}")

    def root(self):
        return np.sqrt(self.group("{", "}"))

    def sign(self):
        return np.sign(self.bracket())

    def power_of_e(self):
        return np.exp(self.bracket())

    def logarithm(self):
        return np.log(self.bracket())

    def pair(self):
        self.take(r"\left(")
        first, _, second = self.sum(), self.take(","), self.sum()
        self.take(r"\right)")
        return first, second

    def larger(self):
        return np.maximum(*self.pair())

    def smaller(self):
        return np.minimum(*self.pair())

    def cases(self):
        found = None
        while True:
            value, _ = self.sum(), self.take("&")
            if self.next_is(r"\text{otherwise}"):
                break
            left = self.sum()
            holds = COMPARISONS[self.take(*COMPARISONS)](left, self.sum())
            found = value if holds and found is None else found
            self.take(r"\\")
        for token in (r"\text{otherwise}", r"\end{cases}"):
            self.take(token)
        return value if found is None else found
