"""The table of all runs: their numbers, and the order it puts them in."""

from experiment import decode, run, summary
from tests.visiting import checked, opened, shown
from ui.panels import summary as panel


def test_the_summary_holds_the_numbers_of_the_runs() -> None:
    e, _ = decode("loss=x^2&run=gd+lr+0.25+at+1&run=gd+lr+2+at+1&steps=600")
    paths = run(e)
    table = panel.table(summary(e, paths), paths)
    assert table["Run"] == ["1  Gradient descent 0.25", "2  Gradient descent 2"]
    assert table["Final loss"] == [paths[0].losses[-1], None]  # the second grows without end
    # The loss shrinks by 4 a step: 1 % takes 4 of them, 0.1 % 5, a millionth 10.
    assert [table[f"Steps to {share}"][0] for share in panel.SHARES] == [4, 5, 10]
    assert table["Verdict"] == ["converged", "diverged"]


def test_what_has_no_number_is_sorted_last() -> None:
    assert sorted([None, 3.0, float("nan"), 1.0], key=panel._rank)[:2] == [1.0, 3.0]


def test_a_run_that_would_leave_its_minimum_is_told_of() -> None:
    run_of = "rmsprop+lr+0.1+eps_place+inside+at+0.1"
    e, _ = decode(f"loss=x^4-2x^2%2Bx&window=-3+3&run={run_of}&run=gd+lr+0.1+at+0.1&steps=25")
    assert panel.outlooks(e, run(e)) == [
        "RMSProp 0.1 has converged but would not stay: "
        "with more steps it leaves the minimum again at step 42."
    ]


def test_one_click_sorts_the_runs() -> None:
    app = opened("loss=x^2&run=gd+lr+0.01+at+1&run=gd+lr+0.4+at+1&steps=20")
    app.session_state["part"] = "Summary"
    app.run()
    menu = next(m for m in app.main.get("menu_button") if m.key == "sort")
    checked(menu.set_value("final loss").run())
    assert [one.rate for one in shown(app).runs] == [0.4, 0.01]
