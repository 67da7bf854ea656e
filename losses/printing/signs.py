"""What can be said of the sign of a tree from its shape alone. A "no" only means "not known"."""

from language.tree import Binary, Call, Constant, Negative, Node, Number

_POSITIVE = frozenset(("exp", "exp2", "cosh", "sech", "sigmoid", "softplus"))
_NOT_NEGATIVE = frozenset(("abs", "sqrt", "hypot", "relu", "relu6", "logcosh", "frac", "huber"))


def positive(node: Node, *, strictly: bool = True) -> bool:
    """Return whether a tree is above zero (or at least not below, if not strictly) everywhere."""
    if isinstance(node, Number):
        return float(node.text) > 0 or not strictly
    if isinstance(node, Constant):
        return node.name in ("pi", "e")
    if isinstance(node, Call):
        if node.function == "max":
            return any(positive(a, strictly=strictly) for a in node.arguments)
        return node.function in _POSITIVE or (not strictly and node.function in _NOT_NEGATIVE)
    if isinstance(node, Binary):
        return _binary(node, strictly=strictly)
    return False


def _binary(node: Binary, *, strictly: bool) -> bool:
    left, right = node.left, node.right
    if node.sign == "+":
        weak = positive(left, strictly=False) and positive(right, strictly=False)
        return weak and (not strictly or positive(left) or positive(right))
    if node.sign == "*" and left == right:
        return not strictly
    if node.sign in "*/":
        return positive(left, strictly=strictly) and positive(right, strictly=strictly)
    if node.sign == "^":
        return positive(left, strictly=strictly) or (not strictly and _even(right))
    return False


def _even(node: Node) -> bool:
    return isinstance(node, Number) and node.text.isdigit() and int(node.text) % 2 == 0


def never_zero(node: Node) -> bool:
    """Return whether a tree has one sign everywhere."""
    if isinstance(node, Negative):
        return never_zero(node.operand)
    if isinstance(node, Binary) and node.sign in "*/":
        return never_zero(node.left) and never_zero(node.right)
    if isinstance(node, Binary) and node.sign == "^":
        return never_zero(node.left)
    return positive(node)
