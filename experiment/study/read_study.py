"""A TOML file -> the study it asks for; every refusal names the key and what is allowed."""

import tomllib
from itertools import product
from pathlib import Path
from typing import Any

from experiment import limits
from experiment.limits import MAX_RULES_TEXT, MIN_RATE, ExperimentError, Limit
from experiment.model import Run, ScheduleChoice
from experiment.study.fields import (
    Section,
    StudyError,
    amount,
    complain,
    numbers,
    refuse,
    several,
    within,
)
from experiment.study.plan import GOAL, Method, Study
from experiment.study.read_losses import read_losses
from experiment.study.read_starts import Beginning, read_starts
from language.errors import Refusal
from language.wording import shown
from optimizers import DialError, Typed
from optimizers.engine.simulate import named

KEYS = (
    "title", "steps", "budgets", "goal", "noise", "seeds", "rates", "starts", "rules", "losses",
)  # fmt: skip
RULE_KEYS = ("rule", "name", "text", "dials", "schedule", "rates")
MAX_BYTES = 200_000
MAX_RULES, MAX_COMBINATIONS, MAX_RATES, MAX_BUDGETS, MAX_SEEDS = 100, 1000, 1000, 12, 1000
MAX_TITLE, MAX_RULE_NAME, MAX_DECADES = 120, 40, 40
RATE = Limit("A rate", MIN_RATE, 10**6)
PER_DECADE = Limit("Rates a decade", 1, 100, whole=True)
RATES_ALLOWED = (
    f"{several(RATE, MAX_RATES)}, or a table with `from`, `to` and `per_decade`, "
    f"{amount(PER_DECADE)}"
)
DEFAULT_RATES = {"from": 1e-4, "to": 10.0, "per_decade": 4}


def read_file(path: Path) -> Study:
    """Return the study of a file. Raises StudyError."""
    try:
        with path.open("rb") as file:
            content = file.read(MAX_BYTES + 1)
    except OSError as error:
        raise StudyError(f"{shown(path.name)} cannot be read ({error.strerror}).") from None
    if len(content) > MAX_BYTES:
        raise StudyError(f"{shown(path.name)} is longer than {MAX_BYTES:,} bytes.")
    try:
        return read_study(content.decode("utf-8"), path.parent)
    except UnicodeDecodeError:
        raise StudyError(f"{shown(path.name)} is not a text in UTF-8.") from None


def read_study(toml: str, folder: Path = Path()) -> Study:
    """Return the study that a text asks for; `folder` holds the files that it names.

    Raises StudyError.
    """
    try:
        values = tomllib.loads(toml)
    except tomllib.TOMLDecodeError as error:
        raise StudyError(f"This is not TOML: {str(error).removesuffix('.')}.") from None
    except RecursionError:
        raise StudyError("This is not TOML of a study: its lists are nested too deeply.") from None
    section = Section(values, KEYS)
    for key in ("rules", "losses"):
        if key not in section:
            raise StudyError(f"A study needs the key `{key}`.")
    steps = int(section.number("steps", limits.STEPS, 1000))
    methods = _methods(section, _rates(section, _decades(DEFAULT_RATES) or ()))
    noise = section.number("noise", limits.NOISE, 0.0)
    losses = read_losses(values["losses"], read_starts(section, Beginning()), folder)
    seeds = _seeds(section)
    if len(seeds) > 1 and not noise and not any(loss.batch for loss in losses):
        complain("seeds", "there is neither noise nor a batch, so a second seed changes nothing.")
    return Study(
        section.text("title", MAX_TITLE, "A study"), losses, methods, steps,
        budgets=_budgets(section, steps), goal=section.number("goal", GOAL, 1e-3),
        noise=noise, seeds=seeds,
    )  # fmt: skip


def _budgets(section: Section, steps: int) -> tuple[int, ...]:
    """Return the budgets, rising; powers of ten where none are named."""
    own = [10**power for power in range(1, 5) if 10**power < steps]
    if "budgets" in section:
        limit = limits.STEPS._replace(high=steps)
        allowed = several(limit, MAX_BUDGETS)
        own = [int(n) for n in section.take("budgets", numbers(limit, MAX_BUDGETS), allowed)]
    return tuple(sorted({*own, steps}))


def _seeds(section: Section) -> tuple[int, ...]:
    if "seeds" not in section:
        return (0,)
    read, allowed = numbers(limits.SEED, MAX_SEEDS), several(limits.SEED, MAX_SEEDS)
    return tuple(map(int, section.take("seeds", read, allowed)))


def _rates(section: Section, usual: tuple[float, ...]) -> tuple[float, ...]:
    """Return the learning rates of a table, rising."""
    if "rates" not in section:
        return usual
    listing = numbers(RATE, MAX_RATES)
    read = section.take(
        "rates", lambda v: _decades(v) if isinstance(v, dict) else listing(v), RATES_ALLOWED
    )
    return tuple(sorted(read))


def _decades(value: Any) -> tuple[float, ...] | None:
    """Return the rates from one to another, so many a decade."""
    if set(value) != {"from", "to", "per_decade"}:
        return None
    low, high = (within(RATE)(value[key]) for key in ("from", "to"))
    count = within(PER_DECADE)(value["per_decade"])
    if low is None or high is None or count is None or not low <= high:
        return None
    rates: list[float] = []
    while len(rates) <= MAX_RATES:
        rate = float(f"{low * 10 ** (len(rates) / count):.6g}")
        if rate > high * (1 + 1e-6):
            return tuple(rates)
        rates.append(rate)
    return None


def _methods(section: Section, rates: tuple[float, ...]) -> tuple[Method, ...]:
    values = section.values["rules"]
    if not isinstance(values, list) or not 0 < len(values) <= MAX_RULES:
        refuse("rules", values, f"a list of 1 to {MAX_RULES} rules: names or tables")
    found: dict[str, Method] = {}
    for place, value in enumerate(values, start=1):
        method = _method(value, f"rules[{place}]", rates)
        if method.name in found:
            complain(
                f"rules[{place}]",
                f"the name {shown(method.name)} is taken; give the rule another `name`.",
            )
        found[method.name] = method
    return tuple(found.values())


def _method(value: Any, place: str, rates: tuple[float, ...]) -> Method:
    if isinstance(value, str):
        value = {"rule": value}
    if not isinstance(value, dict):
        refuse(place, value, "the name of a rule or a table")
    section = Section(value, RULE_KEYS, place)
    if "rule" not in section:
        raise StudyError(f"`{place}` needs the key `rule`, the name of a rule.")
    rule = section.text("rule", MAX_RULE_NAME)
    rates = _rates(section, rates)
    combinations, schedule = _combinations(section), _schedule(section)
    try:
        lines = section.text("text", MAX_RULES_TEXT).replace(";", "\n")
        typed = Typed(rule, lines) if lines else None
        known = typed.rule if typed else named(rule)
        runs = tuple(
            Run(rule, {"lr": rates[0], **dials}, schedule, typed=typed) for dials in combinations
        )
        runs[0].at_rate(rates[-1])  # refused here where the largest rate cannot be
    except Refusal as error:
        complain(place, error)
    name = section.text("name", MAX_RULE_NAME, known.name)
    return Method(name, runs, rates)


def _schedule(section: Section) -> ScheduleChoice | None:
    """Return the schedule: its name, or a table with its `name` and its dials."""
    if "schedule" not in section:
        return None
    value = section.values["schedule"]
    dials = dict(value) if isinstance(value, dict) else {"name": value}
    name = dials.pop("name", None)
    if not isinstance(name, str):
        refuse(section.at("schedule"), value, "the name of a schedule, or a table with `name`")
    try:
        return ScheduleChoice(name, dials)
    except (DialError, ExperimentError) as error:
        complain(section.at("schedule"), error)


def _combinations(section: Section) -> list[dict[str, Any]]:
    """Return the dials of a rule: each value of a list with each of the others."""
    given = section.values.get("dials", {})
    if not isinstance(given, dict):
        refuse(section.at("dials"), given, "a table of dials, each a value or a list of values")
    if "lr" in given:
        complain(section.at("dials"), "the learning rate `lr` is set by `rates`.")
    lists = [value if isinstance(value, list) else [value] for value in given.values()]
    count = 1
    for values in lists:
        count *= len(values)
    if not 0 < count <= MAX_COMBINATIONS:
        refuse(section.at("dials"), given, f"1 to {MAX_COMBINATIONS:,} combinations of values")
    return [dict(zip(given, values, strict=True)) for values in product(*lists)]
