"""Adagrad with the whole matrix of the gradients' products: it turns with the landscape."""

from optimizers.rule import Dials, Rule, Term
from optimizers.rules import shared


def text(dials: Dials) -> str:
    return """
        g1 = dot(g, axis1)
        g2 = dot(g, axis2)
        a = a + g1^2
        b = b + g1 g2
        c = c + g2^2
        q = sqrt(max(a c - b^2, 0))
        w = sqrt(a + c + 2 q) + 1e-30
        r1 = (a + q) / w + eps
        r2 = b / w
        r3 = (c + q) / w + eps
        p = axis1 (r3 g1 - r2 g2) + axis2 (r1 g2 - r2 g1)
        x = x - lr p / (q + eps w + eps^2)
    """


RULE = Rule(
    name="full_adagrad",
    title="Full-matrix Adagrad",
    dials=(shared.lr(0.5), shared.eps(1e-8)),
    text=text,
    source="Duchi, Hazan, Singer 2011: https://www.jmlr.org/papers/v12/duchi11a.html",
    convention=(
        "The root of the matrix of two variables is written out. Where the landscape is turned, "
        "the path turns with it, which no rule does that works on each coordinate alone."
    ),
    terms={
        "a": Term("sum of the squares of the first partial derivative", latex="G_{11}"),
        "b": Term("sum of the products of both", latex="G_{12}"),
        "c": Term("sum of the squares of the second", latex="G_{22}"),
        "g1": Term("first partial derivative", latex="g_1"),
        "g2": Term("second partial derivative", latex="g_2"),
        "q": Term("root of the determinant"),
        "w": Term("trace of the matrix's root"),
        "r1": Term("first entry of the root", latex="R_{11}"),
        "r2": Term("entry beside it", latex="R_{12}"),
        "r3": Term("last entry", latex="R_{22}"),
        "p": Term("gradient times the root's adjugate"),
    },
)
