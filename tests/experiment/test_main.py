"""`python -m experiment`: the numbers of a link without a browser."""

import csv
import io
import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from experiment import decode, run
from experiment.__main__ import main
from losses.tables import read_table

OVERFLOW = "loss=x^4-2x^2%2Bx&run=gd+lr+0.5+at+0.3&run=gd+lr+0.8+at+0.1&steps=8"


def refused(token: str) -> None:
    raise AssertionError(f"{token} is not JSON")


def printed(capsys: pytest.CaptureFixture[str], *arguments: str) -> Any:
    assert main(arguments) == 0
    return json.loads(capsys.readouterr().out, parse_constant=refused)


def test_json_holds_the_very_numbers_of_the_run(capsys: pytest.CaptureFixture[str]) -> None:
    document = printed(capsys, "loss=beale&run=adam+lr+0.1+at+1+1&run=gd+lr+0.01+at+1+1&steps=20")
    for row, t in zip(document["runs"], run(decode(document["link"])[0]), strict=True):
        assert row["points"] == t.points.tolist()
        assert row["losses"] == t.losses.tolist()
        assert row["gradients"] == t.gradients.tolist()
        assert row["rates"] == t.rates.tolist()
        assert row["internals"] == {name: part.tolist() for name, part in t.internals.items()}
        assert row["verdict"]["sentence"] == t.verdict.sentence


def test_json_says_what_was_run(capsys: pytest.CaptureFixture[str]) -> None:
    document = printed(capsys, OVERFLOW)
    assert document["link"] == OVERFLOW.replace("^", "%5E")
    assert (document["loss"], document["variables"]) == ("x^4-2x^2+x", ["x"])
    assert document["problems"] == []
    first, second = document["runs"]
    assert (first["rule"], first["dials"]["lr"], first["start"]) == ("gd", 0.5, [0.3])
    assert second["verdict"] == {
        "kind": "diverged",
        "step": 7,
        "sentence": "Diverged: the loss overflows at step 7.",
    }
    assert second["ending"] == {"kind": "diverged", "minimum": None, "steps": 7}
    assert len(second["points"]) == 7


def test_json_stays_strict_where_numbers_overflow(capsys: pytest.CaptureFixture[str]) -> None:
    # The last kept loss is finite, the gradient there is not.
    document = printed(capsys, "loss=exp(x^2)&run=gd+lr+1e-3+at+26.6&steps=3")
    assert document["runs"][0]["verdict"]["kind"] == "diverged"


def test_a_table_has_one_row_a_step_with_exact_numbers(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--csv", OVERFLOW + "&run=momentum+lr+0.1+at+0.1"]) == 0
    rows = list(csv.DictReader(io.StringIO(capsys.readouterr().out)))
    assert list(rows[0]) == ["run", "rule", "step", "x", "loss", "gradient_x", "rate_x", "v_x"]
    assert [row["run"] for row in rows] == ["1"] * 9 + ["2"] * 7 + ["3"] * 9
    first, _, third = run(decode(OVERFLOW + "&run=momentum+lr+0.1+at+0.1")[0])
    assert [float(row["x"]) for row in rows[:9]] == first.points[:, 0].tolist()
    assert [row["v_x"] for row in rows[:2]] == ["", ""]
    assert [float(row["v_x"]) for row in rows[16:]] == third.internals["v"][:, 0].tolist()


def test_problems_are_sentences_on_stderr(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["loss=x^2&run=gd+lr+1+at+1&steps=1&setps=3"]) == 0
    assert capsys.readouterr().err == (
        "“setps” is not a part of a link (did you mean steps?), so it is left out; there are "
        "loss, where, data, model, target, measure, batch, order, scale, window, rule, run, "
        "steps, noise, seed, view, step, hide, map, goal, next and lesson.\n"
    )


def test_a_loss_that_cannot_be_read_is_one_sentence_and_status_2() -> None:
    done = subprocess.run(
        [sys.executable, "-m", "experiment", "loss=x^2+%2B&run=gd"],
        capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr.count("\n") == 1
    assert done.stderr.strip().endswith(".")


@pytest.mark.parametrize(
    "text", ["", "x^2+y^2", "http://127.0.0.1:8501/", "https://a.example/?url=https-3A__b.example"]
)
def test_a_text_that_holds_no_experiment_is_one_sentence_and_status_2(
    text: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main([text]) == 2
    assert capsys.readouterr() == (
        "",
        "The text holds no part of an experiment, such as loss=x^2 or run=gd.\n",
    )


def test_an_address_that_a_mail_filter_wrapped_is_run(capsys: pytest.CaptureFixture[str]) -> None:
    inner = "https%3A%2F%2Fa.example%2F%3Floss%3Dx%5E2%26run%3Dgd%2Blr%2B0.1%2Bat%2B1"
    document = printed(capsys, f"https://eur02.safelinks.protection.outlook.com/?url={inner}&r=0")
    assert document["link"] == "loss=x%5E2&run=gd+lr+0.1+at+1"


def test_real_spaces_are_spaces(capsys: pytest.CaptureFixture[str]) -> None:
    document = printed(capsys, "loss=x^2 + y^2&run=gd lr 0.1 at 1 2")
    assert (document["loss"], document["problems"]) == ("x^2 + y^2", [])
    assert document["runs"][0]["start"] == [1.0, 2.0]


def test_a_reader_who_stops_early_sees_no_traceback() -> None:
    command = [sys.executable, "-m", "experiment", "loss=x^2&run=gd+lr+0.1&steps=10000", "--csv"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as shell:
        assert shell.stdout is not None
        assert shell.stderr is not None
        assert shell.stdout.readline().startswith(b"run,rule,step")
        shell.stdout.close()
        assert shell.stderr.read() == b""
        assert shell.wait() == 0


LONG = "\n".join(["u,v", *(f"{k},{3 * k % 7}" for k in range(70))])


def test_a_table_that_does_not_travel_is_given_as_a_file(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    file = tmp_path / "long.csv"
    file.write_text(LONG)
    fingerprint = read_table(LONG, "long.csv").table.fingerprint
    link = f"data=long.csv+{fingerprint}&model=w*u&target=v&run=gd+lr+1e-4+at+0&steps=3"
    document = printed(capsys, link, "--table", str(file))
    assert document["data"] == f"long.csv {fingerprint}"
    assert main([link]) == 2
    assert "the table “long.csv” does not travel in a link" in capsys.readouterr().err
    assert main([link, "--table", str(tmp_path / "none.csv")]) == 2
    file.write_bytes(b"PK\x03\x04")
    assert main([link, "--table", str(file)]) == 2
    assert "This is a ZIP or Excel file" in capsys.readouterr().err
