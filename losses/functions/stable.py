"""The same mathematics in a form that neither overflows nor cancels.

log(1 + exp(u)) is softplus(u), 1/(1 + exp(-u)) is sigmoid(u), log(exp(u) + exp(v)) is
logaddexp(u, v): far from zero the typed form would give infinity or zero by zero. Whatever is made
of exponentials by + * / and powers has a logarithm that can be written without them.
"""

from language.tree import Binary, Call, Constant, Negative, Node, Number, walk

_ONE = Number("1")


def rewritten(node: Node) -> Node | None:
    """Return an equal tree that is stable, or None where the typed one is good enough."""
    if not isinstance(node, Call) or len(node.arguments) != 1:
        return None
    (argument,) = node.arguments
    if node.function == "log1p":
        argument = Binary("+", _ONE, argument, node.at)
    elif node.function != "log":
        return None
    return _complement(argument) or (_logarithm(argument) if _grows(argument) else None)


def quotient(node: Binary) -> Node | None:
    """Return the stable form of a quotient of exponentials with a sum of them below, else None."""
    top, bottom = node.left, node.right
    if not _is_sum(bottom):
        return None
    if _is_difference(top, bottom):
        assert isinstance(top, Binary)
        first, second = _logarithm(top.left), _logarithm(top.right)
        if first is not None and second is not None:
            half = Binary("/", _less(first, second), Number("2"), node.at)
            return Call("tanh", (half,), node.at)
    below = _logarithm(bottom)
    if below is None:
        return None
    above = _logarithm(top)
    if above is None or top == _ONE:
        inverse = _inverse(bottom, below)
        return inverse if top == _ONE else Binary("*", top, inverse, node.at)
    if isinstance(bottom, Binary) and top in (bottom.left, bottom.right):
        other = _logarithm(bottom.right if top == bottom.left else bottom.left)
        if other is not None:
            return Call("sigmoid", (_less(above, other),), node.at)
    return Call("exp", (_less(above, below),), node.at)


def _inverse(bottom: Node, below: Node) -> Node:
    """Return 1 over a sum whose logarithm is known: sigmoid(-u) for 1 + exp(u)."""
    if isinstance(below, Call) and below.function == "softplus":
        return Call("sigmoid", (_opposite(below.arguments[0]),), bottom.at)
    return Call("exp", (_opposite(below),), bottom.at)


def _is_sum(node: Node) -> bool:
    """Whether the whole is a sum with exponentials in it, or a power or multiple of one."""
    if isinstance(node, Binary) and node.sign == "+":
        return _grows(node)
    if isinstance(node, Binary) and node.sign in "*/":
        return _is_sum(node.left) or _is_sum(node.right)
    return isinstance(node, Binary) and node.sign == "^" and _is_sum(node.left)


def _is_difference(top: Node, bottom: Node) -> bool:
    """Whether it is (a - b) / (a + b), whichever way round."""
    if not (isinstance(top, Binary) and isinstance(bottom, Binary)):
        return False
    sides = (bottom.left, bottom.right)
    signs = top.sign == "-" and bottom.sign == "+"
    return signs and (top.left, top.right) in (sides, sides[::-1])


def _grows(node: Node) -> bool:
    return any(_exponent(part) is not None or _is_curve(part) for part in walk(node))


def _is_curve(node: Node) -> bool:
    return isinstance(node, Call) and node.function in ("cosh", "sigmoid")


def _logarithm(node: Node) -> Node | None:
    """Return the logarithm of what is made of exponentials and positive numbers, else None."""
    exponent = _exponent(node)
    if exponent is not None:
        return exponent
    if isinstance(node, Number) and float(node.text) > 0:
        return Number("0", node.at) if node == _ONE else Call("log", (node,), node.at)
    if isinstance(node, Call) and _is_curve(node):
        name = "logcosh" if node.function == "cosh" else "logsigmoid"
        return Call(name, node.arguments, node.at)
    return _of_signs(node) if isinstance(node, Binary) else None


def _of_signs(node: Binary) -> Node | None:
    if node.sign == "+":
        return _of_sum(node)
    inverse = quotient(node) if node.sign == "/" and node.left == _ONE else None
    if isinstance(inverse, Call) and inverse.function == "sigmoid":
        return Call("logsigmoid", inverse.arguments, node.at)
    left = _logarithm(node.left)
    if node.sign == "^" and isinstance(node.right, Number):
        return left and Binary("*", node.right, left, node.at)
    right = _logarithm(node.right)
    if node.sign not in "*/" or left is None or right is None:
        return None
    return Binary("+" if node.sign == "*" else "-", left, right, node.at)


def _of_sum(node: Binary) -> Node | None:
    """Return log(a + b + c) as logaddexp(log a, log b, log c), as softplus for 1 + exp(u)."""
    terms: list[Node] = [node.right]
    rest = node.left
    while isinstance(rest, Binary) and rest.sign == "+":
        terms.append(rest.right)
        rest = rest.left
    terms.append(rest)
    terms.reverse()
    found = [_logarithm(term) for term in terms]
    known = [term for term in found if term is not None]
    if len(known) < len(terms) or not _grows(node):
        return None
    if len(terms) == 2 and _ONE in terms:
        return Call("softplus", (known[terms[0] == _ONE],), node.at)
    return Call("logaddexp", tuple(known), node.at)


def _complement(argument: Node) -> Node | None:
    """Return the stable form of log(1 - sigmoid(u))."""
    if not isinstance(argument, Binary) or argument.sign != "-" or argument.left != _ONE:
        return None
    right = argument.right
    if isinstance(right, Binary) and right.sign == "/":
        right = quotient(right) or right
    if not isinstance(right, Call) or right.function != "sigmoid":
        return None
    return Negative(Call("softplus", right.arguments, argument.at), argument.at)


def _exponent(node: Node) -> Node | None:
    """Return u for exp(u) and e^u."""
    if isinstance(node, Call) and node.function == "exp":
        return node.arguments[0]
    if isinstance(node, Binary) and node.sign == "^" and node.left == Constant("e"):
        return node.right
    return None


def _less(left: Node, right: Node) -> Node:
    if right == Number("0"):
        return left
    return Binary("-", left, right, left.at)


def _opposite(node: Node) -> Node:
    if isinstance(node, Negative):
        return node.operand
    if isinstance(node, Binary) and node.sign in "*/":
        left = _opposite(node.left)
        if not isinstance(left, Negative):
            return Binary(node.sign, left, node.right, node.at)
    return Negative(node, node.at)
