"""The steps of every rule as a person would write them down: text, the same for all libraries.

The words `xp.sqrt` and the like become the library's own. A step is told x, g, lr, k (from 0) and
t = k + 1 and the dials by their names. The tests run each against the engine.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from optimizers import Value

Dials = Mapping[str, Value]
Lines = tuple[str, ...]


@dataclass(frozen=True)
class Recipe:
    """What is kept between steps, as name and first value, and the lines of one step."""

    state: Mapping[str, str]
    lines: Lines


ZERO = "xp.zeros_like(x)"
MEAN = "m = beta1 * m + (1 - beta1) * g"
SQUARE = "v = beta2 * v + (1 - beta2) * g**2"
M_HAT = "m_hat = m / (1 - beta1**t)"
V_HAT = "v_hat = v / (1 - beta2**t)"


def decay(d: Dials) -> Lines:
    """Return the lines of weight decay, which come before the rule's own."""
    if not d.get("weight_decay"):
        return ()
    if d["decay"] == "coupled":
        return ("g = g + weight_decay * x",)
    return ("x = x * (1 - lr * weight_decay)",)


def root(d: Dials, square: str, correction: str = "1") -> str:
    """Return what divides: the square's root with eps in its place."""
    under = f"{square} + eps_root" if d.get("eps_root") else square
    hat = "eps" if correction == "1" else f"eps / ({correction}) ** 0.5"
    return {
        "outside": f"(xp.sqrt({under}) + eps)",
        "inside": f"xp.sqrt({under} + eps)",
        "hat": f"(xp.sqrt({under}) + {hat})",
    }[str(d["eps_place"])]


def accumulated(d: Dials) -> str:
    return f"{ZERO} + initial_accumulator" if d["initial_accumulator"] else ZERO


def gd(d: Dials) -> Recipe:
    return Recipe({}, ("x = x - lr * g",))


def momentum(d: Dials) -> Recipe:
    inside = d["lr_place"] == "inside"
    entering = "lr * g" if inside else "g"
    weight = "(1 - momentum) * " if d["form"] == "moving_mean" else ""
    lines = [f"v = momentum * v + {weight}{entering}"]
    if d["dampening"]:
        # PyTorch takes the first gradient whole.
        lines = [
            "share = 1 - dampening if k > 0 else 1.0",
            f"v = momentum * v + share * {entering}",
        ]
    return Recipe({"v": ZERO}, (*lines, "x = x - v" if inside else "x = x - lr * v"))


def nesterov(d: Dials) -> Recipe:
    if d["lr_place"] == "inside":
        return Recipe({"v": ZERO}, ("v = momentum * v + lr * g", "x = x - lr * g - momentum * v"))
    return Recipe({"v": ZERO}, ("v = momentum * v + g", "x = x - lr * (g + momentum * v)"))


def adagrad(d: Dials) -> Recipe:
    rate = "lr / (1 + k * lr_decay)" if d["lr_decay"] else "lr"
    return Recipe({"s": accumulated(d)}, ("s = s + g**2", f"x = x - {rate} * g / {root(d, 's')}"))


def rmsprop(d: Dials) -> Recipe:
    state, square = {"s": accumulated(d)}, "s"
    lines = ["s = rho * s + (1 - rho) * g**2"]
    if d["bias_correction"]:
        square = "s_hat"
        lines += ["correction = 1 / (1 - rho**t)", "s_hat = correction * s"]
    if d["centered"]:
        state["m"] = ZERO
        mean = "(correction * m)" if d["bias_correction"] else "m"
        if d["bias_correction"]:
            lines.append("# Where all gradients were alike, only rounding is left of the variance.")
        # Rounding alone can take a variance below 0.
        lines += [
            "m = rho * m + (1 - rho) * g",
            f"variance = {square} - {mean}**2",
            "variance = xp.maximum(variance, xp.zeros_like(variance))",
        ]
        square = "variance"
    step = f"g / {root(d, square)}"
    if not d["momentum"]:
        return Recipe(state, (*lines, f"x = x - lr * {step}"))
    inside = d["lr_place"] == "inside"
    lines += [f"u = lr * {step}" if inside else f"u = {step}", "b = momentum * b + u"]
    jump = "(u + momentum * b)" if d["nesterov"] else "b"
    return Recipe(
        {**state, "b": ZERO}, (*lines, f"x = x - {jump}" if inside else f"x = x - lr * {jump}")
    )


def adam(d: Dials) -> Recipe:
    state, lines = {"m": ZERO, "v": ZERO}, [MEAN, SQUARE]
    m, v, correction = "m", "v", "1"
    if d["amsgrad"]:
        state["v_max"] = ZERO
    if d["amsgrad"] and d["amsgrad_max"] == "before":
        lines.append("v_max = xp.maximum(v_max, v)")
        v = "v_max"
    if d["bias_correction"]:
        lines += [M_HAT, f"v_hat = {v} / (1 - beta2**t)"]
        m, v, correction = "m_hat", "v_hat", "1 - beta2**t"
    if d["amsgrad"] and d["amsgrad_max"] == "after":
        lines.append(f"v_max = xp.maximum(v_max, {v})")
        v = "v_max"
    return Recipe(state, (*lines, f"x = x - lr * {m} / {root(d, v, correction)}"))


def nadam(d: Dials) -> Recipe:
    grows = d["momentum_schedule"]
    mu = "beta1 * (1 - 0.5 * 0.96 ** ({} * momentum_decay))" if grows else "beta1"
    lines = (
        MEAN,
        SQUARE,
        f"mu = {mu.format('t')}",
        f"mu_next = {mu.format('(t + 1)')}",
        "product = product * mu",
        "m_bar = (1 - mu) / (1 - product) * g + mu_next / (1 - product * mu_next) * m",
        V_HAT,
        f"x = x - lr * m_bar / {root(d, 'v_hat', '1 - beta2**t')}",
    )
    return Recipe({"m": ZERO, "v": ZERO, "product": "1.0"}, lines)


def radam(d: Dials) -> Recipe:
    lines = (
        MEAN,
        SQUARE,
        M_HAT,
        "rho_inf = 2 / (1 - beta2) - 1",
        "rho = rho_inf - 2 * t * beta2**t / (1 - beta2**t)",
        "if rho > threshold:",
        f"    {V_HAT}",
        "    r = (rho - 4) * (rho - 2) * rho_inf / ((rho_inf - 4) * (rho_inf - 2) * rho)",
        f"    x = x - lr * r**0.5 * m_hat / {root(d, 'v_hat', '1 - beta2**t')}",
        "else:  # too early to trust v",
        "    x = x - lr * m_hat",
    )
    return Recipe({"m": ZERO, "v": ZERO}, lines)


def adamax(d: Dials) -> Recipe:
    near, far = ("xp.absolute(g) + eps", "u")
    if d["eps_place"] == "outside":
        near, far = "xp.absolute(g)", "(u + eps)"
    lines = (MEAN, f"u = xp.maximum(beta2 * u, {near})", M_HAT, f"x = x - lr * m_hat / {far}")
    return Recipe({"m": ZERO, "u": ZERO}, lines)


def adadelta(d: Dials) -> Recipe:
    lines = (
        "s = rho * s + (1 - rho) * g**2",
        "d = xp.sqrt(a + eps) / xp.sqrt(s + eps) * g",
        "a = rho * a + (1 - rho) * d**2",
        "x = x - lr * d",
    )
    return Recipe({"s": ZERO, "a": ZERO}, lines)


def lion(d: Dials) -> Recipe:
    lines = (
        "c = beta1 * m + (1 - beta1) * g",
        "x = x - lr * xp.sign(c)",
        "m = beta2 * m + (1 - beta2) * g",
    )
    return Recipe({"m": ZERO}, lines)


def corrected(d: Dials, mean: str, square: str) -> tuple[Lines, str]:
    """Return the lines that correct both means, where they do, and the update."""
    if not d["bias_correction"]:
        return (), f"x = x - lr * {mean} / (xp.sqrt({square}) + eps)"
    lines = (M_HAT, f"{square}_hat = {square} / (1 - beta2**t)")
    return lines, f"x = x - lr * m_hat / (xp.sqrt({square}_hat) + eps)"


def adabelief(d: Dials) -> Recipe:
    lines, update = corrected(d, "m", "s")
    square = "s = beta2 * s + (1 - beta2) * (g - m) ** 2 + eps_root"
    return Recipe({"m": ZERO, "s": ZERO}, (MEAN, square, *lines, update))


def yogi(d: Dials) -> Recipe:
    lines, update = corrected(d, "m", "v")
    square = "v = v - (1 - beta2) * xp.sign(v - g**2) * g**2"
    first = accumulated(d) if d["initial_mean"] == "accumulator" else ZERO
    return Recipe({"m": first, "v": accumulated(d)}, (MEAN, square, *lines, update))


def article_adam(d: Dials) -> Recipe:
    # One gradient too many: not Adam, and shown for that.
    lines = (MEAN, SQUARE, M_HAT, V_HAT, "x = x - lr * m_hat / xp.sqrt(v_hat + eps) * g")
    return Recipe({"m": ZERO, "v": ZERO}, lines)


RECIPES: Mapping[str, Callable[[Dials], Recipe]] = {
    "gd": gd,
    "momentum": momentum,
    "nesterov": nesterov,
    "adagrad": adagrad,
    "rmsprop": rmsprop,
    "adam": adam,
    "adamw": adam,
    "nadam": nadam,
    "radam": radam,
    "adamax": adamax,
    "adadelta": adadelta,
    "lion": lion,
    "adabelief": adabelief,
    "yogi": yogi,
    "article_adam": article_adam,
}
