"""The article's "Adam": a slip worth seeing, and not Adam.

The code behind the article "Adaptive learning rates for gradient descent" takes m^ into the
learning rate and then multiplies by the gradient once more. While m^ and g agree in sign it
moves towards smaller x whatever the slope. Kept so that it can be shown beside Adam.
"""

from optimizers.rule import Dials, Rule
from optimizers.rules import shared


def text(dials: Dials) -> str:
    return f"""
        {shared.MEAN}
        {shared.SQUARE}
        {shared.corrected("m", "beta1")}
        {shared.corrected("v", "beta2")}
        rate = lr m_hat / sqrt(v_hat + eps)
        x = x - rate g
    """


RULE = Rule(
    name="article_adam",
    title="The article's Adam",
    dials=(shared.lr(), shared.beta1(), shared.beta2(), shared.eps(1e-8)),
    text=text,
    source='The code of the article "Adaptive learning rates for gradient descent"',
    convention="Not Adam: it multiplies by the gradient once too often. Shown as a known mistake.",
    terms=shared.MEANS,
    listed=False,
)
