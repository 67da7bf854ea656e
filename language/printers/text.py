"""A tree as text that parses to the same tree, and as LaTeX.

Both are printed from the tree alone: nothing of the user's own text passes.
"""

from language.tree import Binary, Call, Constant, Name, Negative, Node, Number
from language.words import GREEK_NAMES, each

SUM, PRODUCT, MINUS, POWER, ATOM = 10, 20, 30, 40, 50
_STRENGTH = {"+": SUM, "-": SUM, "*": PRODUCT, "/": PRODUCT, "^": POWER}


def strength(node: Node) -> int:
    """Return how tightly the outermost operation of a node binds."""
    if isinstance(node, Binary):
        return _STRENGTH[node.sign]
    return MINUS if isinstance(node, Negative) else ATOM


def to_text(node: Node) -> str:
    """Return plain text such as 2*x^2 + sin(y); parsing it gives the same tree."""
    if isinstance(node, Number):
        return node.text
    if isinstance(node, Constant | Name):
        return node.name
    if isinstance(node, Negative):
        return f"-{_text(node.operand, MINUS)}"
    if isinstance(node, Call):
        return f"{node.function}({', '.join(to_text(a) for a in node.arguments)})"
    own = _STRENGTH[node.sign]
    if node.sign == "^":
        return f"{_text(node.left, POWER + 1)}^{_text(node.right, POWER)}"
    # a sign on the right, as in a - -b, is legal but hard to read
    right = ATOM if isinstance(node.right, Negative) else own + 1
    gap = " " if own == SUM else ""
    return f"{_text(node.left, own)}{gap}{node.sign}{gap}{_text(node.right, right)}"


def _text(node: Node, floor: int) -> str:
    return to_text(node) if strength(node) >= floor else f"({to_text(node)})"


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
}  # fmt: skip


def to_latex(node: Node) -> str:
    """Return LaTeX for KaTeX: fractions, roots, powers, products without needless dots."""
    if isinstance(node, Number):
        return _number(node.text)
    if isinstance(node, Constant):
        return "\\pi" if node.name == "pi" else "e"
    if isinstance(node, Name):
        return latex_name(node.name)
    if isinstance(node, Negative):
        return f"-{_latex(node.operand, PRODUCT)}"
    if isinstance(node, Call):
        return _call(node)
    return _binary(node)


def _number(text: str) -> str:
    mantissa, _, power = text.partition("e")
    return f"{mantissa} \\cdot 10^{{{power}}}" if power else mantissa


def latex_name(name: str) -> str:
    """Return a variable's name: theta1 is \\theta_{1}, x_a is x_{a}, weight is upright."""
    letters, _, index = name.partition("_")
    stem = letters.rstrip("0123456789")
    index = letters[len(stem) :] + index
    shown = f"\\{stem}" if stem in GREEK_NAMES else stem if len(stem) == 1 else _upright(stem)
    return f"{shown}_{{{index}}}" if index else shown


def _upright(word: str) -> str:
    return f"\\mathrm{{{word}}}"


def _binary(node: Binary) -> str:
    if node.sign == "/":
        return f"\\frac{{{to_latex(node.left)}}}{{{to_latex(node.right)}}}"
    if node.sign == "^":
        return _power(node)
    if node.sign == "*":
        return _product(node)
    right = _latex(node.right, SUM + 1)
    if isinstance(node.right, Negative):
        right = _brackets(to_latex(node.right))
    return f"{to_latex(node.left)} {node.sign} {right}"


def _power(node: Binary) -> str:
    base, exponent = node.left, to_latex(node.right)
    if isinstance(base, Call) and len(base.arguments) == 1 and base.function in _RAISED:
        return f"{_COMMANDS[base.function]}^{{{exponent}}}{_brackets(to_latex(base.arguments[0]))}"
    plain = isinstance(base, Constant | Name) or (isinstance(base, Number) and "e" not in base.text)
    fenced = isinstance(base, Call) and base.function in ("abs", "absolute", "floor", "ceil")
    inside = to_latex(base)
    return f"{inside if plain or fenced else _brackets(inside)}^{{{exponent}}}"


_RAISED = frozenset(each("sin cos tan sec csc cot sinh cosh tanh coth"))


def _product(node: Binary) -> str:
    left, right = _latex(node.left, PRODUCT), _latex(node.right, PRODUCT + 1)
    if isinstance(node.right, Negative):
        right = _brackets(to_latex(node.right))
    joint = " \\cdot " if right[0].isdigit() else " "
    return f"{left}{joint}{right}"


def _latex(node: Node, floor: int) -> str:
    inside = to_latex(node)
    return inside if strength(node) >= floor else _brackets(inside)


def _brackets(inside: str) -> str:
    return f"\\left({inside}\\right)"


def _call(node: Call) -> str:
    name, arguments = node.function, [to_latex(argument) for argument in node.arguments]
    if name in _FENCES and len(arguments) == 1:
        left, right = _FENCES[name]
        return f"{left}{arguments[0]}{right}"
    if name in ("root", "odd_root"):
        return f"\\sqrt[{arguments[1]}]{{{arguments[0]}}}"
    if name == "log" and len(arguments) == 2:
        return f"\\log_{{{arguments[1]}}}{_brackets(arguments[0])}"
    command = _COMMANDS.get(name) or f"\\operatorname{{{_OPERATORS.get(name, name)}}}"
    return f"{command}{_brackets(', '.join(arguments))}"
