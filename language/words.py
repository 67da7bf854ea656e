"""The words of the language: functions with their aliases, Greek names, modules, refused words."""

import difflib


def each(text: str) -> list[str]:
    """Return the words of a table that is written as text."""
    return text.split()


# canonical name -> other ways to type it
ALIASES: dict[str, str] = {
    "sin": "sine", "cos": "cosine", "tan": "tangent tg", "sec": "secant",
    "csc": "cosec cosecant", "cot": "ctg cotan cotangent",
    "sinh": "sh", "cosh": "ch", "tanh": "th", "sech": "", "csch": "cosech", "coth": "",
    "asin": "arcsin arcsine", "acos": "arccos arccosine", "atan": "arctan arctg arctangent",
    "asec": "arcsec", "acsc": "arccsc arccosec", "acot": "arccot arcctg",
    "asinh": "arcsinh arsinh argsinh", "acosh": "arccosh arcosh argcosh",
    "atanh": "arctanh artanh argtanh", "asech": "arcsech arsech", "acsch": "arccsch arcsch",
    "acoth": "arccoth arcoth",
    "exp": "", "exp2": "", "expm1": "", "log": "ln", "log2": "", "log10": "lg", "log1p": "",
    "sqrt": "squareroot", "cbrt": "cuberoot", "root": "nthroot real_root", "power": "pow",
    "square": "sqr sq", "abs": "absolute fabs", "sign": "sgn signum",
    "floor": "", "ceil": "ceiling", "round": "rint", "mod": "", "frac": "",
    "heaviside": "step unitstep", "max": "maximum fmax amax", "min": "minimum fmin amin",
    "clip": "clamp", "hypot": "", "atan2": "arctan2", "sinc": "",
    "sigmoid": "logistic expit sigm", "logsigmoid": "log_sigmoid log_expit", "softplus": "",
    "relu": "rectifier", "leaky_relu": "leakyrelu lrelu", "relu6": "", "elu": "", "selu": "",
    "silu": "swish", "gelu": "", "mish": "", "softsign": "", "hardtanh": "", "erf": "", "erfc": "",
    "logaddexp": "logsumexp", "where": "iif ifelse If", "norm": "",
    "logcosh": "", "logit": "", "huber": "smooth_l1 huber_loss",
    "rational": "",
}  # fmt: skip
FUNCTIONS: dict[str, str] = {
    typed: name for name, others in ALIASES.items() for typed in (name, *others.split())
}
CONSTANTS = {"pi": "pi", "PI": "pi", "Pi": "pi", "e": "e"}

GREEK_LETTERS = {
    "alpha": "α", "beta": "β", "gamma": "γ", "delta": "δ", "epsilon": "εϵ", "zeta": "ζ",
    "eta": "η", "theta": "θϑ", "iota": "ι", "kappa": "κϰ", "lambda": "λ", "mu": "μµ", "nu": "ν",
    "xi": "ξ", "pi": "πϖ", "rho": "ρϱ", "sigma": "σς", "tau": "τ", "upsilon": "υ", "phi": "φϕ",
    "chi": "χ", "psi": "ψ", "omega": "ω", "Gamma": "Γ", "Delta": "Δ", "Theta": "Θ",
    "Lambda": "Λ", "Xi": "Ξ", "Sigma": "Σ", "Upsilon": "Υ", "Phi": "Φ", "Psi": "Ψ", "Omega": "Ω",
}  # fmt: skip
GREEK = {letter: name for name, letters in GREEK_LETTERS.items() for letter in letters}
GREEK_NAMES = frozenset(GREEK_LETTERS) - {"pi"}

# what may stand before a dot, as in np.sin
MODULES = frozenset(
    each(
        "np numpy math sp sympy torch jnp jax tf nn functional F special scipy Math onp cmath "
        "keras activations xp cp mpmath mp ops linalg"
    )
)
INVERSES = {
    name: f"a{name}" for name in each("sin cos tan sec csc cot sinh cosh tanh sech csch coth")
}
# words that are names although they have several letters
NAMES = frozenset({"weight", "bias", "slope", "intercept", "weights"})

# Words that stand between the parts of a choice or of a sum; alone they are refused.
KEYWORDS = frozenset(each("if else otherwise and or for in range when"))
SERIES = {"sum": "sum", "Sum": "sum", "prod": "prod", "Product": "prod", "product": "prod"}
SERIES |= {"summation": "sum"}
MATRICES = (
    "Vectors and matrices are not available; write the product out, "
    "as in 2x_1^2 + 2x_1x_2 + 3x_2^2 for x^T Q x."
)
_ARRAYS = (
    "Sums and means over arrays are not available; write the terms out, as in (x-1)^2 + (y-2)^2, "
    "or the bounds, as in sum(x_i^2, i, 1, 2)."
)
_CASES = "For cases write where(x > 0, x^2, -x)."
# Functions that people may expect, with what to write instead.
UNAVAILABLE: dict[str, str] = {
    **dict.fromkeys(
        each("mean average avg nanmean nansum reduce_sum reduce_mean var std median cumsum"),
        _ARRAYS,
    ),
    **dict.fromkeys(
        each("dot matmul vdot inner outer einsum det trace transpose inv diag array matrix Matrix"),
        MATRICES,
    ),
    **dict.fromkeys(("Piecewise", "piecewise", "select", "cond"), _CASES),
    **{
        name: f"The function {name} is not available; for a product write {name}*x."
        for name in each("gamma Gamma zeta")
    },
    **dict.fromkeys(
        each("gammaln loggamma lgamma digamma besselj factorial fibonacci binomial comb"),
        "This function is not available. Known are sin, cos, exp, log, sqrt, abs and many more.",
    ),
}
_COMPLEX = "is the imaginary unit; losses here are real."
REFUSED: dict[str, str] = {
    **dict.fromkeys(("i", "j", "I", "1j"), _COMPLEX),
    "E": "could be a name or Euler's number; write e for Euler's number.",
    **dict.fromkeys(
        each("inf Inf INF infinity Infinity infty oo zoo nan NaN NAN"),
        "is not a number a loss can use; every number must be finite.",
    ),
    **dict.fromkeys(
        each("True False None true false null undefined"),
        "is not a number; write 1 or 0.",
    ),
    **dict.fromkeys(
        each(
            "if else for while and or not in is return def class import from lambda print with "
            "yield try except raise pass"
        ),
        f"is a word of a programming language; a loss is one formula. {_CASES}",
    ),
    **dict.fromkeys(
        each("minimise minimize Minimise Minimize"), "is no part of a loss; leave it out."
    ),
    **dict.fromkeys(
        each("maximise maximize Maximise Maximize"),
        "is no part of a loss, which is minimised; leave it out and write the negative.",
    ),
    **dict.fromkeys(
        ("dx", "dy", "dt", "dz", "diff", "Derivative"),
        "looks like a derivative; write the loss itself, the gradient is derived for you.",
    ),
    **dict.fromkeys(
        each("integral Integral integrate lim limit gamma_"),
        "is not available; a loss is one formula without integrals or limits.",
    ),
}
del REFUSED["lambda"]


def function_named(word: str) -> str | None:
    """Return the canonical function of a typed word: as listed, Capitalised or UPPER CASE."""
    if word in FUNCTIONS:
        return FUNCTIONS[word]
    lower = word.lower()
    usual = word in (lower.capitalize(), lower.upper()) or lower in _MIXED
    return FUNCTIONS.get(lower) if usual and len(word) > 2 else None


_MIXED = frozenset(
    each(
        "relu leakyrelu leaky_relu gelu elu selu silu softplus sigmoid logsigmoid hardtanh "
        "softsign logsumexp arcsin arccos arctan arcsinh arccosh arctanh"
    )
)


def nearest(word: str, *, function: bool) -> str | None:
    """Return what a word most resembles: a function, or a constant or Greek name as well."""
    pool = [*FUNCTIONS, *SERIES, *([] if function else [*GREEK_NAMES, "pi"])]
    swapped = [name for name in pool if sorted(name) == sorted(word.lower()) and name != word]
    if swapped:
        return swapped[0]
    found = difflib.get_close_matches(word.lower()[:24], pool, n=1, cutoff=0.65)
    return found[0] if found else None
