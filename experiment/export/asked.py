"""Functions of a script for what a rule asks of the loss, in the functions of one library.

They read `loss` and `gradient`, and `noise[k]` where there is any, from the script; the line
searches take the steps of optimizers/engine/line_search.py. xp stands for the module.
"""

from collections.abc import Collection, Iterator

from experiment.export.libraries import Library

_SUMS = {
    "norm": """
def norm(u):
    return xp.sqrt(sum(u * u))
""",
    "dot": """
def dot(u, v):
    return sum(u * v)
""",
}
_GRAD = """
def grad(p):
    return {gradient}
"""
_SOLVE = {
    1: """
def solve(h, u):  # the inverse of the Hessian times u
    return u / h[0][0]
""",
    2: """
def solve(h, u):  # the inverse of the Hessian times u
    (a, b), (_, c) = h
    return xp.stack([c * u[0] - b * u[1], a * u[1] - b * u[0]]) / (a * c - b * b)
""",
}
_SOLVE_ABS = {
    1: """
def solve_abs(h, u):  # the same with the Hessian's eigenvalues without sign
    return u / abs(h[0][0])
""",
    2: """
def solve_abs(h, u):  # the same with the Hessian's eigenvalues without sign: |h| = sqrt(h h)
    (a, b), (_, c) = h
    size = abs(a * c - b * b)
    root = xp.sqrt(a * a + b * b + b * b + c * c + size + size)
    p, q, r = (a * a + b * b + size) / root, (a * b + b * c) / root, (b * b + c * c + size) / root
    return xp.stack([r * u[0] - q * u[1], p * u[1] - q * u[0]]) / size
""",
}
_EXACT = """
def exact(x, g, p):  # the step length along p to the first minimum; 0 where p does not lead down
    def slope(length):
        return float(sum(grad(x + length * p) * p))

    first = float(sum(g * p))
    if not first < 0:
        return xp.asarray(0.0)
    low, high, at_low, at_high, used = 0.0, 1.0, first, slope(1.0), 1
    while at_high < 0 and used <= 30:
        low, high, at_low = high, 2 * high, at_high
        at_high, used = slope(high), used + 1
    if at_high <= 0:
        return xp.asarray(high)
    # The secant, its end that stays counting half; a bisection where it is slow.
    grain = min((2.0**-53 * abs(float(a) / float(b)) for a, b in zip(x, p) if b), default=0.0)
    side, slow, width = 0, 0, high - low
    while True:
        middle = low - at_low * (high - low) / (at_high - at_low)
        if not (low < middle < high and slow < 3):
            middle = low + (high - low) / 2
        inside, there, used = low < middle < high, slope(middle), used + 1
        if there < 0:
            at_high = at_high / 2 if side < 0 else at_high
            low, at_low, side = middle, there, -1
        else:
            at_low = at_low / 2 if side > 0 else at_low
            high, at_high, side = middle, there, 1
        flat = abs(there) <= -(2.0**-46) * first
        if flat or not inside or high - low <= grain or used >= 60:
            return xp.asarray(middle)
        halved = high - low <= width / 2
        slow, width = (0, high - low) if halved else (slow + 1, width)
"""
_ARMIJO = """
def armijo(x, g, p):  # the step length along p, halved from 1 until the loss falls enough
    here, slope, length = loss(*x), sum(g * p), 1.0
    for _ in range(41 if slope < 0 else 0):
        if loss(*(x + length * p)) <= here + 1e-4 * length * slope:
            return xp.asarray(length)
        length /= 2
    return xp.asarray(0.0)
"""


def asked_functions(
    asked: Collection[str], library: Library, size: int, *, noise: bool
) -> Iterator[str]:
    """Yield the functions that the lines of a rule call, but for `loss` and `hessian`.

    asked   names of the language's functions in these lines
    size    of the point: one or two coordinates
    noise   whether gradients have noise
    """
    module = "torch" if library.module == "ops" else library.module
    texts = {**_SUMS, "solve": _SOLVE[size], "solve_abs": _SOLVE_ABS[size]}
    texts |= {"exact": _EXACT, "armijo": _ARMIJO}
    if {"grad", "exact"} & set(asked):
        gradient = f"gradient({'p' if library.autograd else '*p'})"
        yield _GRAD.format(gradient=gradient + " + noise[k]" * noise).strip()
    for name, text in texts.items():
        if name in asked:
            yield text.strip().replace("xp.", f"{module}.")
