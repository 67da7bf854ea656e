"""The tables below the picture: numbers of the runs, and words that fit them."""

from experiment import decode, minima, run, summary
from experiment.verdicts.evidence import KINDS
from optimizers import RULES
from ui import run_edits, wording
from ui.panels import minima as known
from ui.panels import summary as shown
from ui.panels import verdicts


def test_the_summary_holds_the_numbers_of_the_runs() -> None:
    e, _ = decode("loss=x^2&run=gd+lr+0.25+at+1&run=gd+lr+2+at+1&steps=600")
    paths = run(e)
    table = shown.table(summary(e, paths), paths)
    assert table["Run"] == ["1  Gradient descent 0.25", "2  Gradient descent 2"]
    assert table["Final loss"] == [paths[0].losses[-1], None]  # the second grows without end
    # The loss shrinks by 4 a step: 1 % takes 4 of them, 0.1 % 5, a millionth 10.
    assert [table[f"Steps to {share}"][0] for share in shown.SHARES] == [4, 5, 10]
    assert table["Verdict"] == ["converged", "diverged"]


def test_what_has_no_number_is_sorted_last() -> None:
    assert sorted([None, 3.0, float("nan"), 1.0], key=shown._rank)[:2] == [1.0, 3.0]


def test_every_ending_has_a_word() -> None:
    kinds = "converged stationary plateau cycling moving diverged left_domain unbounded"
    assert sorted(KINDS) == sorted(kinds.split())


def test_a_run_whose_steps_are_lost_is_not_said_to_move() -> None:
    (path,) = run(decode("loss=x^2&run=gd+lr+1e-30+at+1&steps=20")[0])
    assert path.verdict.sentence.startswith("Stuck (its steps are lost to rounding)")
    assert wording.ending(path.verdict) == "stuck"


def test_a_sentence_that_begins_with_its_word_does_not_say_it_twice() -> None:
    assert verdicts._with_word("diverged", "Diverged: the loss overflows.") == (
        "<em>Diverged</em>: the loss overflows."
    )
    assert verdicts._with_word("converged", "Reached (0, 0).") == (
        "<em>Converged:</em> reached (0, 0)."
    )


def test_minima_are_classed_by_the_curvatures_there() -> None:
    e, _ = decode("loss=x^2%2B10y^2&run=gd")
    table = known.table(e, minima(e))
    assert table["By the Hessian"] == ["strict minimum, curvatures 2 and 20"]
    assert table["Known from"] == ["found"]
    flat, _ = decode("loss=x^4%2By^2&run=gd")
    assert known.table(flat, minima(flat))["By the Hessian"][0].startswith("undecided")


def test_where_minima_are_known_from_is_said() -> None:
    for link, begins in (
        ("loss=rosenbrock", "From the catalogue"),
        ("loss=3x^2%2Bx", "Found by a search"),
        ("loss=x^3", "No minimum of this loss is known"),
    ):
        e, _ = decode(link)
        assert known.sentence(minima(e)).startswith(begins)


def test_runs_are_put_in_an_order_with_their_names() -> None:
    e, _ = decode("loss=x^2&run=gd+lr+0.1&run=adam&run=adagrad")
    sorted_, names = run_edits.reorder([2, 0, 1], e, (5, 6, 7))
    assert [one.rule for one in sorted_.runs] == ["adagrad", "gd", "adam"]
    assert names == (7, 5, 6)


def test_rates_are_made_alike_or_each_the_rules_own() -> None:
    e, _ = decode("loss=x^2&run=gd+lr+0.3&run=adam+lr+0.2&run=adadelta+lr+5")
    assert {one.rate for one in run_edits.same_rate(e).runs} == {0.3}
    own = [RULES[one.rule].defaults["lr"] for one in e.runs]
    assert [one.rate for one in run_edits.default_rates(e).runs] == own


def test_a_run_that_would_leave_its_minimum_is_told_of() -> None:
    run_of = "rmsprop+lr+0.1+eps_place+inside+at+0.1"
    e, _ = decode(f"loss=x^4-2x^2%2Bx&window=-3+3&run={run_of}&run=gd+lr+0.1+at+0.1&steps=25")
    assert shown.outlooks(e, run(e)) == [
        "RMSProp 0.1 has converged, but would not stay: "
        "going on, it leaves the minimum again at step 42."
    ]
