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
    "logaddexp": "logsumexp", "logcosh": "", "logit": "", "huber": "smooth_l1 huber_loss",
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
        "keras activations xp cp mpmath mp ops"
    )
)
INVERSES = {
    name: f"a{name}" for name in each("sin cos tan sec csc cot sinh cosh tanh sech csch coth")
}
# words that are names although they have several letters
NAMES = frozenset({"weight", "bias", "slope", "intercept", "weights"})

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
        "is a word of a programming language; a loss is one formula. "
        "For cases use max, min, abs or heaviside.",
    ),
    **dict.fromkeys(
        ("dx", "dy", "dt", "dz", "diff", "Derivative"),
        "looks like a derivative; write the loss itself, the gradient is derived for you.",
    ),
    **dict.fromkeys(
        each("sum Sum prod integral Integral integrate lim limit factorial gamma_ binomial"),
        "is not available; a loss is one formula without sums, integrals or limits.",
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


def nearest(word: str) -> str | None:
    """Return the function, constant or Greek name that a word most resembles."""
    pool = [*FUNCTIONS, *GREEK_NAMES, "pi"]
    swapped = [name for name in pool if sorted(name) == sorted(word.lower()) and name != word]
    if swapped:
        return swapped[0]
    found = difflib.get_close_matches(word.lower()[:24], pool, n=1, cutoff=0.65)
    return found[0] if found else None
