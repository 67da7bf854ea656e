"""The same mathematics in a form that neither overflows nor cancels.

log(1 + exp(u)) is softplus(u), 1/(1 + exp(-u)) is sigmoid(u), log(cosh(u)) and log(sigmoid(u))
have functions of their own: far from zero the typed form would give infinity or zero by zero.
"""

from language.tree import Binary, Call, Constant, Negative, Node, Number


def rewritten(node: Node) -> Node | None:
    """Return an equal tree that is stable, or None where the typed one is good enough."""
    if isinstance(node, Call) and node.function in ("log", "log1p") and len(node.arguments) == 1:
        return _logarithm(node)
    return None


def reciprocal(node: Binary) -> Node | None:
    """Return sigmoid(u) for 1/(1 + exp(-u)), else None."""
    inner = _one_plus_exponential(node.right)
    if node.sign != "/" or node.left != Number("1") or inner is None:
        return None
    return Call("sigmoid", (_opposite(inner),), node.at)


def _logarithm(node: Call) -> Node | None:
    argument = node.arguments[0]
    inner = _exponent(argument) if node.function == "log1p" else _one_plus_exponential(argument)
    if inner is not None:
        return Call("softplus", (inner,), node.at)
    if node.function != "log" or not isinstance(argument, Call):
        return _complement(node)
    if argument.function == "cosh":
        return Call("logcosh", argument.arguments, node.at)
    if argument.function == "sigmoid":
        return Call("logsigmoid", argument.arguments, node.at)
    return None


def _complement(node: Call) -> Node | None:
    """Return the stable form of log(1 - sigmoid(u)) and log(1/(1 + exp(-u)))."""
    argument = node.arguments[0]
    if node.function != "log" or not isinstance(argument, Binary):
        return None
    direct = reciprocal(argument)
    if isinstance(direct, Call):
        return Call("logsigmoid", direct.arguments, node.at)
    right = argument.right
    if isinstance(right, Binary):
        right = reciprocal(right) or right
    sigmoid = isinstance(right, Call) and right.function == "sigmoid"
    if argument.sign != "-" or argument.left != Number("1") or not sigmoid:
        return None
    assert isinstance(right, Call)
    return Negative(Call("softplus", right.arguments, node.at), node.at)


def _one_plus_exponential(node: Node) -> Node | None:
    if not isinstance(node, Binary) or node.sign != "+":
        return None
    if node.left == Number("1"):
        return _exponent(node.right)
    return _exponent(node.left) if node.right == Number("1") else None


def _exponent(node: Node) -> Node | None:
    """Return u for exp(u) and e^u."""
    if isinstance(node, Call) and node.function == "exp":
        return node.arguments[0]
    if isinstance(node, Binary) and node.sign == "^" and node.left == Constant("e"):
        return node.right
    return None


def _opposite(node: Node) -> Node:
    if isinstance(node, Negative):
        return node.operand
    if isinstance(node, Binary) and node.sign in "*/":
        left = _opposite(node.left)
        if not isinstance(left, Negative):
            return Binary(node.sign, left, node.right, node.at)
    return Negative(node, node.at)
