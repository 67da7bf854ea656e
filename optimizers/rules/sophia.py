"""Sophia, with the exact diagonal of the Hessian: a mean over curvature, cut to a bounded step."""

from optimizers.dial import Dial, Value
from optimizers.rule import Dials, Rule, Term
from optimizers.rules import shared


def text(dials: Dials) -> str:
    corrected = shared.corrected("m", "beta1") if dials["bias_correction"] else ""
    mean = "m_hat" if corrected else "m"
    taken = f"u = {mean} / max(gamma h, eps)"
    before = dials["curvature"] == "before"
    due = "t - 1 - interval floor((t - 1) / interval) < 0.5"
    return f"""
        {shared.MEAN}
        {corrected}
        {taken if before else ""}
        diagonal = axis1 hess(axis1) + axis2 hess(axis2)
        h = where({due}, beta2 h + (1 - beta2) diagonal, h)
        {"" if before else taken}
        x = x - lr min(max(u, -1), 1)
    """


USUAL: dict[str, Value] = {
    "beta1": 0.965, "beta2": 0.99, "gamma": 0.01, "interval": 10.0, "decay": "decoupled",
}  # fmt: skip

RULE = Rule(
    name="sophia",
    title="Sophia",
    dials=(
        shared.lr(0.05),
        shared.beta1(0.965),
        shared.beta2(0.99),
        Dial("gamma", r"\gamma", 0.01, "how early a step is cut: at 1, only beyond Newton's step",
             low=0.0, high=10.0, low_open=True),
        shared.eps(1e-8),
        Dial("interval", "k", 10.0, "updates between two looks at the curvature", low=1.0,
             high=1e4, whole=True),
        shared.switch("bias_correction", False, "make up for a mean that starts at zero"),
        shared.choice("curvature", "new", ("new", "before"),
                      "whether a step sees the curvature just measured, or what was known before"),
        *shared.weight_decay(0.0, "decoupled"),
    ),
    text=text,
    source="Liu et al. 2023: https://arxiv.org/abs/2305.14342",
    convention=(
        "The paper and Optax estimate the Hessian's diagonal by chance, here it is exact. Optax "
        "corrects the mean for its start at zero, and measures the curvature after the step."
    ),
    presets={
        "As in the paper": {**USUAL, "eps": 1e-12, "bias_correction": False, "curvature": "new"},
        "As in Optax": {**USUAL, "eps": 1e-8, "bias_correction": True, "curvature": "before"},
    },
    terms={
        "m": shared.MEANS["m"],
        "m_hat": shared.MEANS["m_hat"],
        "diagonal": Term("diagonal of the Hessian", latex=r"\hat h"),
        "h": Term("fading mean of the diagonal"),
        "u": Term("mean gradient over curvature"),
    },
)  # fmt: skip
