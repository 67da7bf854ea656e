"""A tree as text that parses to the same tree; nothing of the user's own text passes."""

from language.tree import Binary, Call, Constant, Name, Negative, Node, Number

OR, AND, COMPARISON, SUM, PRODUCT, MINUS, POWER, ATOM = 2, 3, 5, 10, 20, 30, 40, 50
COMPARED = dict.fromkeys(("<", "<=", ">", ">=", "==", "!="), COMPARISON)
_STRENGTH = (
    COMPARED | {"or": OR, "and": AND} | {"+": SUM, "-": SUM, "*": PRODUCT, "/": PRODUCT, "^": POWER}
)


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
        function = "sum" if node.function == "total" else node.function
        return f"{function}({', '.join(to_text(a) for a in node.arguments)})"
    own = _STRENGTH[node.sign]
    if node.sign == "^":
        return f"{_text(node.left, POWER + 1)}^{_text(node.right, POWER)}"
    # a sign on the right, as in a - -b, is legal but hard to read
    right = ATOM if isinstance(node.right, Negative) else own + 1
    gap = " " if own <= SUM else ""
    return f"{_text(node.left, own)}{gap}{node.sign}{gap}{_text(node.right, right)}"


def _text(node: Node, floor: int) -> str:
    return to_text(node) if strength(node) >= floor else f"({to_text(node)})"
