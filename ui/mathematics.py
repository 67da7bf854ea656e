"""The rules as they are computed, their libraries, and what an update sees of data."""

from collections.abc import Iterator, Mapping
from typing import Any

import streamlit as st

from experiment.parity import Table, parity
from language.limits import RULE_CHARACTERS, RULE_DIALS, RULE_LINES, RULE_STATES
from language.printers.latex import to_latex
from lessons import LESSONS
from losses.models import MEASURES, Form
from losses.parse_loss import read
from optimizers import RULES, SCHEDULES, Dial, Rule
from optimizers.engine.batches import ORDERS
from optimizers.rules import GROUPS
from optimizers.wrappers import WRAPPERS
from ui import lesson, widgets, wording

OURS = "Switchback"
# What a rule is written in.
WORDS = (
    ("`x`, `g`, `f`", "the point, the gradient and the loss there"),
    ("`t`, `lr`", "the number of the update, from 1, and its learning rate"),
    ("`axis1`, `axis2`", "unit vectors of the coordinates"),
    ("`+ - * / ^`, `pi`, `e`", "arithmetic, for each coordinate by itself"),
    ("`sqrt`, `abs`, `sign`, `exp`, `log`, `sin`, `cos`, `tanh`, `floor`, `ceil`",
     "for each coordinate by itself, as are the next two lines"),
    ("`max(u, v)`, `min(u, v)`, `clip(u, low, high)`", "the larger, the smaller, u within bounds"),
    ("`where(u > v, a, b)`", "a where the comparison holds, b elsewhere"),
    ("`norm(u)`, `dot(u, v)`", "a length and a product across the coordinates"),
    ("`grad(p)`, `loss(p)`", "the gradient, with its noise, and the loss at another point"),
    ("`hess(u)`, `solve(u)`, `solve_abs(u)`",
     "the Hessian times u, its inverse times u, the same with eigenvalues made positive"),
    ("`exact(p)`, `armijo(p)`",
     "a step length along p: to the first minimum, or halved from 1 until the loss falls enough"),
)  # fmt: skip


def show() -> None:
    """Show every rule of the menus: equation, source, convention, and its dials by library."""
    st.markdown("\n".join(_contents()))
    for rule in _listed():
        st.subheader(rule.title, anchor=rule.name)
        st.latex(rule.equation)
        st.markdown(f"{rule.convention}\n\nSource: {rule.source}")
        _dials(rule)


def _contents() -> Iterator[str]:
    """Yield the rules of each group, a line of Markdown, in the order of menus."""
    for group in dict.fromkeys(GROUPS[rule.name] for rule in _listed()):
        rules = (f"[{one.title}](#{one.name})" for one in _listed() if GROUPS[one.name] == group)
        yield f"- **{group}:** {', '.join(rules)}"


def _listed() -> list[Rule]:
    return [rule for rule in RULES.values() if rule.listed]


def own_rules() -> None:
    """Say how a rule is typed."""
    st.markdown(
        f"""
On the card of a run, *Your own rule* at the end of the menu begins a rule, and *Edit as text* takes
the text of any other one. A rule is one assignment a line, read from top to bottom at every update:

```
m = beta*m + (1 - beta)*g
x = x - lr*m
```

A name that is read before it is assigned, here `m`, is kept from one update to the next; it is 0 at
first, or what a line such as `start m = 1` says. A name that is only read, here `beta`, becomes a
dial with a slider. `rate`, where there is one, is told as the effective learning rate. The link
carries the rule's name, text and dials; a text has at most {RULE_LINES} lines and {RULE_CHARACTERS}
characters, {RULE_STATES} names that are kept and {RULE_DIALS} dials.

| written | means |
|---|---|
"""
        + "\n".join(f"| {written} | {meaning} |" for written, meaning in WORDS)
    )


def _dials(rule: Rule) -> None:
    """Show the defaults of the dials, and what each library or paper sets."""
    heads: dict[str, Mapping[str, Any]] = {OURS: rule.defaults}
    heads |= {label.removeprefix("As in "): preset for label, preset in rule.presets.items()}
    lines = ["| |" + "|".join(heads) + "|", "|---|" + "---:|" * len(heads)]
    for dial in rule.own:
        cells = (_value(dial, preset, bold=head != OURS) for head, preset in heads.items())
        lines.append(f"| {_named(dial)} |" + "|".join(cells) + "|")
    with st.container(key=f"dials-{rule.name}"):
        st.markdown("\n".join(lines))


def _named(dial: Dial) -> str:
    told = not dial.symbol or "mathrm" in dial.symbol or not dial.label.isascii()
    return dial.label if told else f"{dial.label} ${dial.symbol}$"


def _value(dial: Dial, preset: Mapping[str, Any], *, bold: bool) -> str:
    """Return what a library sets; what differs from this project's default is bold."""
    if dial.name not in preset:
        return ""
    value = preset[dial.name]
    said = _said(value)
    return f"**{said}**" if bold and value != dial.default else said


def _said(value: Any) -> str:
    if isinstance(value, bool):
        return "on" if value else "off"
    return wording.number(value) if isinstance(value, float | int) else wording.spoken(str(value))


def wrappers() -> None:
    """Show what can be put around any rule, as its lines stand around gradient descent."""
    rule = RULES["gd"]
    for wrapper in WRAPPERS:
        dials = rule.complete({wrapper.switch: wrapper.usual})
        st.markdown(f"**{wrapper.title}** {wrapper.meaning}. Source: {wrapper.source}")
        st.latex(rule.block(dials))


def muon() -> None:
    """Say why an optimizer of matrices is no rule here, and lead to the lesson that shows it."""
    st.markdown(
        """
Muon is made for the weight matrices of a network: it replaces the momentum by the nearest
matrix with orthonormal rows or columns, so that all singular values become 1. A point of one or two
coordinates is no matrix but a vector, and of a vector only its direction is left: the momentum
divided by its length, or for a single number its sign. That is a rule of two lines, which a lesson
runs beside Signum. Source: Jordan et al. 2024: https://kellerjordan.github.io/posts/muon/
"""
    )
    lesson.leads_to(LESSONS["idea-muon"], "Open the lesson: ")


def schedules() -> None:
    """Show every schedule: the factor on the learning rate at step k, counted from 0."""
    for schedule in SCHEDULES.values():
        st.markdown(f"**{schedule.title}** {schedule.meaning}")
        st.latex(schedule.equation)


def data() -> None:
    """Say what an update sees of a table, and show each measure with its formula."""
    orders = " ".join(f"*{name.capitalize()}*, {how}." for name, how in ORDERS.items())
    st.markdown(
        f"""
A loss may go over the $n$ rows of a table. The loss of a model is the mean of a measure over the
rows, plus a ridge or lasso term where one is set. A typed loss may also take a sum: `mean(...)`
divides by the number of rows, `sum(...)` does not, so its gradient grows with that number and the
learning rates that are stable get smaller.

An update sees a batch of $b$ rows: the mean goes over these rows only, a sum is $n$ times that
mean, so that the loss of a batch estimates the whole one, and the gradient $g$ of the update is the
exact gradient of that. A term that names no column is in every batch as
it is. With $b = n$ this is the full batch, with $b = 1$ stochastic gradient descent in the first
sense of the word. Verdicts, minima and the landscape are those of the loss over all rows.

All runs see the rows in one order, from NumPy's `default_rng(seed)` with the seed of the link. Each
batch takes the next $b$ rows. {orders} Shuffled rows come from a call of
`permutation(n)` for each epoch, and the last batch of an epoch is smaller where $b$ does not divide
$n$; drawn rows come from `integers(n)`.

*Standardise the columns* subtracts from each column its mean and divides by its standard deviation
$\\sqrt{{\\tfrac1n\\sum_i (u_i - \\bar u)^2}}$. What the model predicts stays as it is, and so does
a column that is the same in all rows; where the loss is typed, columns of two values stay as well.

The measures of a row, with $p$ for the prediction and $t$ for what was seen:
"""
    )
    lines = (f"| {m.title} | ${_measured(m)}$ | {m.meaning} |" for m in MEASURES.values())
    st.markdown("\n".join(("| measure | loss of a row | meaning |", "|---|---|---|", *lines)))


def _measured(form: Form) -> str:
    """Return the formula of a measure in LaTeX; a bar would part the cells of a table."""
    tree, _ = read(form.formula.format(p="p", t="t"), (), ())
    return (
        to_latex(tree).replace("\\left|", "\\left\\lvert ").replace("\\right|", "\\right\\rvert ")
    )


def parities() -> None:
    """Show how far each rule is from each library, as the command last computed it."""
    found = parity()
    widgets.table(
        parity_table(found),
        key="parity",
        height="content",
        alt="The largest difference between each optimizer here and in each library",
    )
    versions = ", ".join(f"{name} {version}" for name, version in found.versions.items())
    told = f"Computed on {found.date} against trajectories recorded from {versions}."
    st.markdown(f"{told} {found.note}")


def parity_table(found: Table) -> dict[str, list[Any]]:
    """Return the parity column by column."""
    return {
        "Optimizer": [RULES[row.rule].title for row in found.rows],
        "Library": [row.library for row in found.rows],
        "Cases": [row.cases for row in found.rows],
        "Steps": [row.steps for row in found.rows],
        "Largest gap": [row.gap for row in found.rows],
        "In the case": [row.case for row in found.rows],
    }
