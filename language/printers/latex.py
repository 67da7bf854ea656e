"""A tree as LaTeX for KaTeX; nothing of the user's own text passes."""

import re
from collections.abc import Callable, Collection

from language.dialect import OVER_ROWS
from language.printers.text import POWER, PRODUCT, SUM, strength
from language.tree import Binary, Call, Constant, Name, Negative, Node, Number
from language.words import GREEK_NAMES, each

_COMMANDS = {
    **{name: f"\\{name}" for name in each("sin cos tan sec csc cot sinh cosh tanh coth exp")},
    "asin": "\\arcsin", "acos": "\\arccos", "atan": "\\arctan", "max": "\\max", "min": "\\min",
    "maximum": "\\max", "minimum": "\\min", "log": "\\ln", "log2": "\\log_{2}",
    "log10": "\\log_{10}", "sigmoid": "\\sigma", "absolute": "", "rounded": "\\operatorname{round}",
}  # fmt: skip
_OPERATORS = {
    "sign": "sgn", "asinh": "arsinh", "acosh": "arcosh", "atanh": "artanh", "asec": "arcsec",
    "acsc": "arccsc", "acot": "arccot", "leaky_relu": "leakyReLU", "relu": "ReLU",
    "relu6": "ReLU6", "heaviside": "step", "above": "step", "elu": "ELU", "gelu": "GELU",
    "selu": "SELU", "silu": "swish", "sinc1": "sinc'", "sinc2": "sinc''", "elu1": "ELU'",
    "elu2": "ELU''", "logcosh": "log\\,cosh", "logaddexp": "logaddexp", "odd_root": "root",
}  # fmt: skip
_FENCES = {
    "abs": ("\\left|", "\\right|"), "absolute": ("\\left|", "\\right|"),
    "floor": ("\\left\\lfloor ", "\\right\\rfloor"), "ceil": ("\\left\\lceil ", "\\right\\rceil"),
    "sqrt": ("\\sqrt{", "}"), "cbrt": ("\\sqrt[3]{", "}"), "exp2": ("2^{", "}"),
    "norm": ("\\left\\lVert ", "\\right\\rVert"),
    "grad": ("\\nabla f\\left(", "\\right)"), "loss": ("f\\left(", "\\right)"),
}  # fmt: skip
# What stands before the vector that a matrix is multiplied by, {} the point.
_MATRICES = {
    "hess": "\\nabla^{{2}} f({})\\, ",
    "solve": "\\left[\\nabla^{{2}} f({})\\right]^{{-1}} ",
    "solve_abs": "\\left|\\nabla^{{2}} f({})\\right|^{{-1}} ",
}


# A mean and a sum over the rows of a table, as told apart from a sum with bounds of its own.
_IN_FRONT = _MATRICES | {
    "mean": "\\frac{{1}}{{n}}\\sum_{{\\text{{rows}}}} ",
    "total": "\\sum_{{\\text{{rows}}}} ",
}
Names = Callable[[str], str]


def to_latex(node: Node, names: Names | None = None, *, numbers: bool = False) -> str:
    """Return LaTeX for KaTeX: fractions, roots, powers, products without needless dots.

    names     the LaTeX of a name, where it is not `latex_name`
    numbers   whether numbers stand for the names, so that every product needs its dot
    """
    return _Latex(names or latex_name, numbers).of(node)


def latex_name(name: str) -> str:
    """Return a variable's name: theta1 is \\theta_{1}, x_a is x_{a}, weight is upright."""
    letters, _, index = name.partition("_")
    stem = letters.rstrip("0123456789")
    index = letters[len(stem) :] + index.replace("_", r"\_")
    shown = f"\\{stem}" if stem in GREEK_NAMES else stem if len(stem) == 1 else _upright(stem)
    return f"{shown}_{{{index}}}" if index else shown


def latex_names(columns: Collection[str]) -> Names:
    """Return how names are printed where some are columns of a table: as one upright word."""

    def named(name: str) -> str:
        long = len(name) > 1 and name in columns
        return _upright(name.replace("_", r"\_")) if long else latex_name(name)

    return named


def _upright(word: str) -> str:
    return f"\\mathrm{{{word}}}"


def _strength(node: Node) -> int:
    """How tightly a node binds; products of vectors stand in brackets beside other factors."""
    joined = isinstance(node, Call) and node.function in ("dot", "exact", *OVER_ROWS, *_MATRICES)
    return SUM + 1 if joined else strength(node)


def _ends_in_vector(node: Node) -> bool:
    """Whether a vector behind its matrix is the last factor; another would seem to belong to it."""
    if isinstance(node, Binary) and node.sign == "*":
        return _ends_in_vector(node.right)
    return isinstance(node, Call) and node.function in _MATRICES


def _brackets(inside: str) -> str:
    return f"\\left({inside}\\right)"


class _Latex:
    def __init__(self, names: Names, numbers: bool) -> None:
        self.names, self.numbers = names, numbers

    def of(self, node: Node, floor: int = 0) -> str:
        """Return the node's LaTeX, in brackets where it binds more loosely than `floor`."""
        inside = self.bare(node)
        return inside if _strength(node) >= floor else _brackets(inside)

    def bare(self, node: Node) -> str:
        if isinstance(node, Number):
            return self.number(node.text)
        if isinstance(node, Constant):
            return "\\pi" if node.name == "pi" else "e"
        if isinstance(node, Name):
            return self.names(node.name)
        if isinstance(node, Negative):
            operand = self.of(node.operand, PRODUCT)
            return f"-{_brackets(operand) if isinstance(node.operand, Negative) else operand}"
        return self.call(node) if isinstance(node, Call) else self.binary(node)

    def number(self, text: str) -> str:
        mantissa, _, power = text.partition("e")
        if not power:
            return mantissa
        front = "" if self.numbers and mantissa == "1" else f"{mantissa} \\cdot "
        return f"{front}10^{{{power}}}"

    def binary(self, node: Binary) -> str:
        if node.sign == "/":
            return f"\\frac{{{self.bare(node.left)}}}{{{self.bare(node.right)}}}"
        if node.sign == "^":
            return self.power(node)
        if node.sign == "*":
            return self.product(node)
        right = self.of(node.right, strength(node) + 1)
        if isinstance(node.right, Negative):
            right = _brackets(self.bare(node.right))
        return f"{self.bare(node.left)} {_SIGNS.get(node.sign, node.sign)} {right}"

    def power(self, node: Binary) -> str:
        base, exponent = node.left, self.bare(node.right)
        if isinstance(base, Call) and len(base.arguments) == 1 and base.function in _RAISED:
            inside = _brackets(self.bare(base.arguments[0]))
            return f"{_COMMANDS[base.function]}^{{{exponent}}}{inside}"
        number = isinstance(base, Number) and "e" not in base.text
        fenced = isinstance(base, Call) and base.function in _FENCED
        inside = self.bare(base)
        plain = isinstance(base, Constant | Name) or number or fenced
        return f"{inside if plain else _brackets(inside)}^{{{exponent}}}"

    def product(self, node: Binary) -> str:
        left, right = self.of(node.left, PRODUCT), self.of(node.right, PRODUCT + 1)
        if _ends_in_vector(node.left) and not isinstance(node.left, Call):
            left = _brackets(left)
        # A bar is bracket enough, and so is the end of the product.
        fraction = isinstance(node.right, Binary) and node.right.sign == "/"
        if fraction or _ends_in_vector(node.right):
            right = self.bare(node.right)
        if isinstance(node.right, Negative):
            right = _brackets(self.bare(node.right))
        if self.numbers and isinstance(node.left, Negative):
            left = _brackets(left)
        mixed = left[-1].isdigit() and right.startswith("\\frac")  # 2 1/3 would be 7/3
        joint = " \\cdot " if self.numbers or mixed or right[0].isdigit() else " "
        if joint == " " and (right.startswith("\\mathrm") or _ENDS_IN_WORD.search(left)):
            joint = " \\, "  # a name and an upright word would be one
        return f"{left}{joint}{right}"

    def call(self, node: Call) -> str:
        name, arguments = node.function, [self.bare(argument) for argument in node.arguments]
        if name in _FENCES and len(arguments) == 1:
            left, right = _FENCES[name]
            return f"{left}{arguments[0]}{right}"
        if name in ("root", "odd_root"):
            return f"\\sqrt[{arguments[1]}]{{{arguments[0]}}}"
        if name == "dot":
            left, right = (self.of(argument, POWER) for argument in node.arguments)
            simple = isinstance(node.arguments[0], Name)
            return f"{left if simple else _brackets(arguments[0])}^\\top {right}"
        if name in _IN_FRONT:
            floor = PRODUCT if name in OVER_ROWS else POWER
            return _IN_FRONT[name].format(self.names("x")) + self.of(node.arguments[0], floor)
        if name == "exact":
            direction = self.of(node.arguments[0], POWER)
            return f"\\arg\\min_{{a > 0}} f\\left({self.names('x')} + a {direction}\\right)"
        if name == "where":
            rows = " \\\\ ".join(self.rows(node))
            return f"\\begin{{cases}}{rows}\\end{{cases}}"
        if name == "log" and len(arguments) == 2:
            return f"\\log_{{{arguments[1]}}}{_brackets(arguments[0])}"
        command = _COMMANDS.get(name) or f"\\operatorname{{{_OPERATORS.get(name, name)}}}"
        return f"{command}{_brackets(', '.join(arguments))}"

    def rows(self, node: Node) -> list[str]:
        """Return the rows of cases; a choice inside the last one has its rows here too."""
        if not isinstance(node, Call) or node.function != "where":
            return [f"{self.bare(node)} & \\text{{otherwise}}"]
        condition, then, *otherwise = node.arguments
        first = f"{self.bare(then)} & {self.bare(condition)}"
        return [first, *(row for part in otherwise for row in self.rows(part))]


_FENCED = frozenset(each("abs absolute floor ceil norm"))
_ENDS_IN_WORD = re.compile(r"\\mathrm\{\w+\}(_\{[^{}]*\})?$")
_RAISED = frozenset(each("sin cos tan sec csc cot sinh cosh tanh coth"))
_SIGNS = {
    "<=": "\\le", ">=": "\\ge", "==": "=", "!=": "\\ne", "and": "\\text{ and }",
    "or": "\\text{ or }",
}  # fmt: skip
