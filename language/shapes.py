"""Which values of a rule are vectors, one number a coordinate, and where one is needed."""

from collections.abc import Collection, Iterable, Mapping

from language.dialect import ACROSS, EVALUATIONS, VECTORS, Dialect
from language.errors import RuleError
from language.tree import Call, Name, Node, parts_of, walk

POINT = ("x", "g")  # of the given names, those that are vectors


def check_vectors(
    lines: Iterable[tuple[str, Node]], starts: Mapping[str, Node], dialect: Dialect
) -> None:
    """Refuse a number where a function works on a vector.

    lines   name and value of every line, in order; a state is a vector if its start or its last
            value is one
    """
    lines, fixed = list(lines), {*POINT, *dialect.vectors}
    states = {name for name, value in starts.items() if _is_vector(value, fixed)}
    while True:
        vectors = fixed | states
        for name, value in lines:
            (vectors.add if _is_vector(value, vectors) else vectors.discard)(name)
        if vectors - fixed <= states:
            break
        states |= vectors - fixed
    vectors = fixed | states
    for name, value in lines:
        for node in walk(value):
            _check(node, vectors)
        (vectors.add if _is_vector(value, vectors) else vectors.discard)(name)


def _check(node: Node, vectors: Collection[str]) -> None:
    if not isinstance(node, Call) or node.function not in {**ACROSS, **EVALUATIONS}:
        return
    for argument in node.arguments:
        if not _is_vector(argument, vectors):
            raise RuleError(
                f"{node.function}(...) works on a vector, such as x or g, and this is one number.",
                argument.at,
            )


def _is_vector(node: Node, vectors: Collection[str]) -> bool:
    if isinstance(node, Name):
        return node.name in vectors
    if isinstance(node, Call) and node.function in {**ACROSS, **EVALUATIONS}:
        return node.function in VECTORS
    return any(_is_vector(part, vectors) for part in parts_of(node))
