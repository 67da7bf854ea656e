"""A TOML file is read into a study; a bad one is refused in one sentence with its key."""

from pathlib import Path

import pytest

from experiment.limits import MAX_STEPS
from experiment.study.fields import StudyError
from experiment.study.read_study import MAX_BYTES, read_file, read_study
from tests.experiment.study.small import SMALL, small

TWO = 'rules = ["gd"]\nlosses = ["x^2"]\n'


def refused(toml: str) -> str:
    with pytest.raises(StudyError) as error:
        read_study(toml)
    return str(error.value)


def test_a_study_has_defaults() -> None:
    study = read_study(TWO)
    assert (study.title, study.steps, study.budgets) == ("A study", 1000, (10, 100, 1000))
    assert (study.goal, study.noise, study.seeds) == (1e-3, 0.0, (0,))
    (method,) = study.methods
    assert (len(method.rates), method.rates[0], method.rates[-1]) == (21, 1e-4, 10.0)


def test_what_is_written_is_what_is_read() -> None:
    study = small()
    assert (study.steps, study.budgets, study.seeds) == (60, (5, 20, 60), (3, 4))
    gd, adam = study.methods
    assert gd.rates == (0.01, 0.0316228, 0.1, 0.316228, 1.0)
    assert [(run.dials["beta1"], run.dials["amsgrad"]) for run in adam.runs] == [
        (0.8, False), (0.8, True), (0.9, False), (0.9, True),
    ]  # fmt: skip


def test_a_rule_may_have_rates_a_schedule_a_name_or_a_text_of_its_own() -> None:
    toml = """
    losses = ["x^2"]
    rules = [
      { rule = "gd", rates = [1, 0.1], schedule = "constant" },
      { rule = "gd", name = "gd cosine", schedule = { name = "cosine", decay_steps = 30 } },
      { rule = "mine", text = "m = beta*m + (1-beta)*g; x = x - lr*m", dials = { beta = 0.5 } },
    ]
    """
    first, second, mine = read_study(toml).methods
    assert (first.name, first.rates, second.name) == ("gd", (0.1, 1.0), "gd cosine")
    assert first.runs[0].schedule is not None
    assert second.runs[0].schedule is not None
    assert (first.runs[0].schedule.name, second.runs[0].schedule.dials["decay_steps"]) == (
        "constant", 30,
    )  # fmt: skip
    assert mine.runs[0].typed is not None
    assert mine.runs[0].dials["beta"] == 0.5


@pytest.mark.parametrize(
    ("toml", "sentence"),
    [
        ("= 3", "This is not TOML: Invalid statement (at line 1, column 1)."),
        ("a = " + "[" * 5000, "This is not TOML of a study: its lists are nested too deeply."),
        ("steps = 3", "A study needs the key `rules`."),
        ('rules = ["gd"]', "A study needs the key `losses`."),
        (
            TWO + "setps = 3",
            "A study has no key “setps” (did you mean steps?); there are title, steps, budgets, "
            "goal, noise, seeds, rates, starts, rules and losses.",
        ),
        (
            TWO + "steps = 0",
            f"`steps` is 0, but it must be a whole number from 1 to {MAX_STEPS:,}.",
        ),
        (TWO + 'steps = "3"', "`steps` is “3”, but it must be a whole number from 1 to 10,000."),
        (TWO + "steps = true", "`steps` is true, but it must be a whole number from 1 to 10,000."),
        (
            TWO + "steps = 50\nbudgets = [60]",
            "`budgets` is a list of 1 value, but it must be a list of 1 to 12 different whole "
            "numbers from 1 to 50.",
        ),
        (TWO + "goal = 2", "`goal` is 2, but it must be a number from 1e-12 to 0.5."),
        (
            TWO + "noise = -1",
            "`noise` is -1, but it must be 0 or a number from 1e-30 to 1000000.",
        ),
        (
            TWO + "seeds = [1, 2]",
            "`seeds`: there is neither noise nor a batch, so a second seed changes nothing.",
        ),
        (
            TWO + "seeds = 3",
            "`seeds` is 3, but it must be a list of 1 to 1,000 different whole numbers from 0 to "
            "4,294,967,295.",
        ),
        *(
            (
                f"{TWO}rates = {rates}",
                f"`rates` is {found}, but it must be a list of 1 to 1,000 different numbers from "
                "1e-30 to 1000000, or a table with `from`, `to` and `per_decade`, a whole number "
                "from 1 to 100.",
            )
            for rates, found in (
                ("[]", "a list of 0 values"), ("[0]", "a list of 1 value"), ("0.1", "0.1"),
                ("[0.1, 0.1]", "a list of 2 values"), ("{from = 1, to = 2}", "a table"),
                ("{from = 2, to = 1, per_decade = 2}", "a table"),
                ("{from = 1e-30, to = 1, per_decade = 100}", "a table"),
            )
        ),
        (
            TWO + "title = 3",
            "`title` is 3, but it must be a text of 1 to 120 characters.",
        ),
        (
            'losses = ["x^2"]\nrules = []',
            "`rules` is a list of 0 values, but it must be a list of 1 to 100 rules: names or "
            "tables.",
        ),
        (
            'losses = ["x^2"]\nrules = [3]',
            "`rules[1]` is 3, but it must be the name of a rule or a table.",
        ),
        (
            'losses = ["x^2"]\nrules = ["gd", "gd"]',
            "`rules[2]`: the name “gd” is taken; give the rule another `name`.",
        ),
        (
            'losses = ["x^2"]\nrules = [{name = "a"}]',
            "`rules[1]` needs the key `rule`, the name of a rule.",
        ),
        (
            'losses = ["x^2"]\nrules = [{rule = "gd", lr = 3}]',
            "`rules[1]` has no key “lr”; there are rule, name, text, dials, schedule and rates.",
        ),
        (
            'losses = ["x^2"]\nrules = [{rule = "adam", dials = {beta1 = [0.9, 2]}}]',
            "`rules[1]`: `beta1` is 2, but it must be a number at least 0 and below 1.",
        ),
        (
            'losses = ["x^2"]\nrules = [{rule = "gd", dials = {beta1 = 0.9}}]',
            "`rules[1]`: `gd` has no dial `beta1`; it has lr, weight_decay and decay.",
        ),
        (
            'losses = ["x^2"]\nrules = [{rule = "gd", dials = {lr = 0.9}}]',
            "`rules[1].dials`: the learning rate `lr` is set by `rates`.",
        ),
        (
            'losses = ["x^2"]\nrules = [{rule = "gd", dials = 3}]',
            "`rules[1].dials` is 3, but it must be a table of dials, each a value or a list of "
            "values.",
        ),
        (
            'losses = ["x^2"]\nrules = [{rule = "adam", dials = {beta1 = []}}]',
            "`rules[1].dials` is a table, but it must be 1 to 1,000 combinations of values.",
        ),
        (
            'losses = ["x^2"]\nrules = [{rule = "gd", schedule = {decay_steps = 3}}]',
            "`rules[1].schedule` is a table, but it must be the name of a schedule, or a table "
            "with `name`.",
        ),
        (
            'losses = ["x^2"]\nrules = [{rule = "gd", schedule = {name = "cosine"}}]',
            "`rules[1].schedule`: `cosine` needs the dial `decay_steps`: a whole number at least 1 "
            "and at most 100000.",
        ),
    ],
)  # fmt: skip
def test_a_bad_study_is_refused_with_its_key(toml: str, sentence: str) -> None:
    assert refused(toml) == sentence


def test_an_unknown_rule_is_refused_with_those_there_are() -> None:
    sentence = refused('losses = ["x^2"]\nrules = ["adan2"]')
    assert sentence.startswith(
        "`rules[1]`: The optimizer is 'adan2', but it must be gd, momentum, nesterov, adagrad,"
    )
    assert sentence.endswith("sophia or full_adagrad.")


def test_a_rule_that_cannot_be_read_is_refused() -> None:
    sentence = refused('losses = ["x^2"]\nrules = [{rule = "mine", text = "x = x - lr*foo("}]')
    assert sentence.startswith("`rules[1]`: ")
    assert sentence.count("\n") == 0


def test_a_file_is_read_and_one_that_cannot_be_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "a.toml"
    path.write_text(SMALL)
    assert read_file(path).fingerprint == small().fingerprint
    for content, sentence in (
        (b"\xff", "“a.toml” is not a text in UTF-8."),
        (b"#" * (MAX_BYTES + 1), "“a.toml” is longer than 200,000 bytes."),
    ):
        path.write_bytes(content)
        with pytest.raises(StudyError) as error:
            read_file(path)
        assert str(error.value) == sentence
    with pytest.raises(StudyError) as error:
        read_file(tmp_path / "none.toml")
    assert str(error.value) == "“none.toml” cannot be read (No such file or directory)."
