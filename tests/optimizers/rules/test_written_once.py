"""Adam's update is written in one place: no other file of ours spells it, in any language."""

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[3]
ASIDE = {"tests", "benchmarks", "docs", "node_modules"}
HOME = ROOT / "optimizers" / "rules"

_BETA = r"""(?:\w+(?:\.|\[["'])|\\)*(?:beta|b|β)_?\{?[12₁₂]\}?(?:["']\])?"""
SPELLINGS = {
    "what a new gradient weighs": rf"\b1(?:\.0?)?\s*[-−]\s*(?:[\w.]+\()?{_BETA}(?!\d)",
    "what is kept of a mean": rf"(?<![\w.]){_BETA}(?:\s*(?:\*|\\cdot|·)\s*|\s+)(?:\w+\.)?[mvs]\b",
    "the same from the right": rf"\b[mvs]\s*\*\s*{_BETA}",
    "the step": r"\bm_?hat\s*/|/\s*\(?\s*(?:\w+\.)?sqrt\(\s*v_?(?:hat|t)?\b",
    "the step in LaTeX": r"\\frac\{\\hat\{?\s*m|\\sqrt\{\\hat\{?\s*v",
}  # fmt: skip


def found(text):
    """The names of the spellings that a text holds."""
    return {name for name, pattern in SPELLINGS.items() if re.search(pattern, text)}


def production():
    for ending in ("py", "js", "mjs", "toml"):
        for path in ROOT.rglob(f"*.{ending}"):
            parts = path.relative_to(ROOT).parts
            hidden = any(part.startswith(".") for part in parts)
            if not hidden and not ASIDE & set(parts):
                yield path


@pytest.mark.parametrize(
    "text",
    [
        "m = beta1 * m + (1 - beta1) * g",
        "m = beta1 m + (1 - beta1) g",
        "m = beta_1*m",
        "m.mul(beta1)\nm = 1.0 - beta1",
        "v = self.beta_2 * self.v",
        "m *= 1; x = m * dials['beta1']",
        "m_hat = m / (1 - beta1**t)",
        "v / (1 - Math.pow(beta2, t))",
        "1 - beta2 ^ t",
        "1-b2**t",
        "(1 - dials['beta1'])",
        "β₁ m + (1 − β₁) g",
        r"m = \beta_1 m",
        r"1 - \beta_{2}^t",
        "x -= lr * m_hat / (sqrt(v_hat) + eps)",
        "g / (np.sqrt(v) + eps)",
        r"\frac{\hat m}{\sqrt{\hat v}}",
    ],
)
def test_a_second_spelling_would_be_found(text):
    assert found(text)


@pytest.mark.parametrize(
    "text",
    [
        "betas=({beta1}, {beta2}), eps={eps}",
        '"b1": "beta1", "b2": "beta2"',
        "run=adam+lr+0.1+beta1+0.8",
        "r_hat is m_hat made up for its start",
        "x = x - lr v",
        "v = mu v + g",
    ],
)
def test_a_name_alone_is_no_spelling(text):
    assert not found(text)


def test_adams_update_stands_among_the_rules_and_nowhere_else():
    files = list(production())
    assert len(files) > 100
    holders = {path: found(path.read_text("utf-8")) for path in files}
    # A lesson shows how somebody types it.
    typed = {path for path in files if path.name == "ideas.toml"}
    assert {path for path, names in holders.items() if names and path.parent != HOME} <= typed
    assert any(names for path, names in holders.items() if path.parent == HOME)


@pytest.mark.parametrize(
    "line",
    [
        "m = beta1 m + (1 - beta1) g",
        "v = beta2 v + (1 - beta2) g^2",
        "_hat = {top or name} / (1 - {share}^t)",
    ],
)  # fmt: skip
def test_a_line_that_several_rules_have_is_written_once(line):
    texts = {path.name: path.read_text("utf-8") for path in HOME.glob("*.py")}
    assert {name: text.count(line) for name, text in texts.items() if line in text} == {
        "shared.py": 1,
    }  # fmt: skip
