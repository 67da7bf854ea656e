"""Tables and JSON for other programs, and the names of files."""

import csv
import io
import json
import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from experiment import MAX_RUNS, decode, run
from experiment.export import code_file_name, file_name, to_csv, to_json
from losses import LossError
from optimizers import RULES

LINK = "loss=rosenbrock&run=gd+lr+0.001+at+-1.5+2&run=adam+lr+0.1+at+-1.5+2&steps=12"


def test_the_table_has_a_row_for_every_step_of_every_run_with_its_internals():
    e, _ = decode(LINK)
    rows = list(csv.DictReader(io.StringIO(to_csv(e))))
    assert len(rows) == 2 * 13
    gd, adam = run(e)
    assert [float(row["x"]) for row in rows[:13]] == gd.points[:, 0].tolist()
    assert [float(row["loss"]) for row in rows[13:]] == adam.losses.tolist()
    assert [float(row["v_y"]) for row in rows[13:]] == adam.internals["v"][:, 1].tolist()


def test_json_opens_the_same_experiment_again():
    e, _ = decode(LINK)
    document = json.loads(to_json(e))
    assert decode(document["link"]) == (e, ())
    assert document["runs"][1]["internals"]["m"] == run(e)[1].internals["m"].tolist()


def test_trajectories_at_hand_are_not_run_again():
    e, _ = decode(LINK)
    assert to_csv(e, run(e)[:1]).count("\n") == 1 + 13
    assert len(json.loads(to_json(e, run(e)[:1]))["runs"]) == 1


@pytest.mark.parametrize("export", [to_csv, to_json])
def test_a_loss_that_cannot_be_read_has_no_table(export):
    with pytest.raises(LossError) as caught:
        export(decode("loss=x^2%2B&run=gd+lr+0.1+at+1")[0])
    assert str(caught.value) == ("The loss is unfinished: something is missing after + at the end.")


@pytest.mark.parametrize(
    ("link", "name"),
    [
        (LINK, "switchback-rosenbrock-gd-adam-12.csv"),
        ("loss=x^2-x&run=gd+lr+0.1+at+1&run=gd+lr+0.2+at+1", "switchback-own-loss-gd-200.csv"),
        ("loss=quartic&run=", "switchback-quartic-200.csv"),
        # The formula of the catalogue, typed out.
        ("loss=x^4-2x^2%2Bx&run=gd+lr+0.1+at+1", "switchback-quartic-gd-200.csv"),
        (
            "loss=beale" + "".join(f"&run={rule}" for rule in list(RULES)[:MAX_RUNS]),
            "switchback-beale-gd-momentum-nesterov-adagrad-8-more-200.csv",
        ),
    ],
)
def test_a_files_name_says_what_is_inside(link, name):
    assert file_name(decode(link)[0], ".csv") == name


def test_a_scripts_name_says_its_run_and_its_library():
    e, _ = decode(LINK)
    assert code_file_name(e, 1, "pytorch") == "switchback-rosenbrock-adam-12-pytorch.py"


@settings(max_examples=40)
@given(st.text())
def test_no_text_of_a_stranger_gets_into_a_files_name(text):
    e, _ = decode({"loss": [text], "run": ["gd lr 0.1"]})
    assert re.fullmatch(r"switchback-[a-z0-9_]+(-loss)?-gd-200\.csv", file_name(e, ".csv"))


def test_a_typed_rule_has_its_text_in_the_numbers_and_small_letters_in_the_file_name() -> None:
    e, _ = decode("loss=beale&rule=My-Rule:x=x-lr*g&run=My-Rule+lr+0.01&run=gd&steps=2")
    first, second = json.loads(to_json(e))["runs"]
    assert (first["rule"], first["text"]) == ("My-Rule", "x = x - lr*g")
    assert "text" not in second
    assert first["points"][-1] == run(e)[0].points[-1].tolist()
    assert file_name(e, ".csv") == "switchback-beale-my-rule-gd-2.csv"
