"""Random trees, of losses and of rules."""

from hypothesis import strategies as st

from language.tree import Binary, Call, Constant, Name, Negative, Node, Number, walk

LITERALS = st.one_of(
    st.integers(0, 10**15).map(str),
    st.decimals(0, 1000, places=3).map(lambda d: str(d).rstrip("0").rstrip(".")),
    st.sampled_from(("1e3", "2.5e-7", "1e15")),
)
CONSTANTS = st.sampled_from((Constant("pi"), Constant("e")))


def trees(
    names: tuple[str, ...], single: tuple[str, ...], double: tuple[str, ...]
) -> st.SearchStrategy[Node]:
    """Return trees of these names and functions of one and of two arguments."""
    leaves = st.one_of(st.sampled_from(names).map(Name), LITERALS.map(Number), CONSTANTS)

    def branches(inner: st.SearchStrategy[Node]) -> st.SearchStrategy[Node]:
        return st.one_of(
            st.builds(Binary, st.sampled_from(tuple("+-*/^")), inner, inner),
            st.builds(Negative, inner),
            st.builds(Call, st.sampled_from(single), st.tuples(inner)),
            st.builds(Call, st.sampled_from(double), st.tuples(inner, inner)),
        )

    return st.recursive(leaves, branches, max_leaves=12)


_OF_LOSSES = trees(
    ("x", "y", "theta", "x1", "w2", "x_a", "alpha3"),
    ("sin", "exp", "log", "abs", "sqrt", "relu", "floor", "sigmoid", "asinh", "log10", "elu"),
    ("max", "hypot", "logaddexp"),
)


def _is_root(node: Node) -> bool:
    """Whether a power is read as that of a root: x^(2/3)."""
    if not isinstance(node, Binary) or node.sign != "^" or not isinstance(node.right, Binary):
        return False
    return all(isinstance(leaf, Number | Negative | Binary) for leaf in walk(node.right))


_VALUES = _OF_LOSSES.filter(lambda node: not any(map(_is_root, walk(node))))
_COMPARED = st.builds(Binary, st.sampled_from(("<", "<=", ">", ">=", "==", "!=")), _VALUES, _VALUES)
_CONDITIONS = st.one_of(
    _COMPARED, st.builds(Binary, st.sampled_from(("and", "or")), _COMPARED, _COMPARED)
)
# A formula, sometimes a choice with or without its last part.
OF_LOSSES = st.one_of(
    _VALUES,
    st.builds(Call, st.just("where"), st.tuples(_CONDITIONS, _VALUES, _VALUES)),
    st.builds(Call, st.just("where"), st.tuples(_CONDITIONS, _VALUES)),
)
_PLAIN_VALUES = trees(
    ("x", "g", "m", "v_hat", "beta1", "weight_decay", "lr", "t", "initial_accumulator"),
    ("sqrt", "abs", "sign", "exp", "log", "cos", "floor", "ceil"),
    ("max", "min"),
)
COMPARISONS = st.builds(
    Binary, st.sampled_from(("<", "<=", ">", ">=")), _PLAIN_VALUES, _PLAIN_VALUES
)
# The right side of a line, sometimes a choice.
OF_RULES = st.one_of(
    _PLAIN_VALUES,
    st.builds(Call, st.just("where"), st.tuples(COMPARISONS, _PLAIN_VALUES, _PLAIN_VALUES)),
)
