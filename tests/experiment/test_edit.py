"""Changes that a person makes in one move."""

from dataclasses import replace

import numpy as np
import pytest

from experiment import (
    DEFAULT,
    Experiment,
    ExperimentError,
    Run,
    ScheduleChoice,
    decode,
    default_run,
    encode,
    fit_paths,
    minima,
    move_start,
    rates_sentence,
    run,
    same_start,
    with_edited_loss,
    with_loss,
    with_playback,
    with_rate,
    with_runs,
    with_steps,
    with_target,
)
from experiment.edit import KEPT, NEW_RUNS
from losses import LossError


def test_another_loss_keeps_the_runs_and_gives_them_starts_and_rates_that_suit_it() -> None:
    e, sentence = with_loss(replace(DEFAULT, step=37, steps=150), "beale")
    assert sentence == NEW_RUNS
    assert [run.rule for run in e.runs] == ["gd", "adagrad", "rmsprop", "adam"]
    assert {run.start for run in e.runs} == {(1.0, 1.5)}
    assert (e.window, e.step, e.steps) == (((-4.5, 4.5), (-4.5, 4.5)), 0, 150)
    assert "the best of ten" in rates_sentence(e)
    assert decode(encode(e)) == (e, ())


def test_another_loss_is_no_longer_the_lesson() -> None:
    e = replace(DEFAULT, lesson="momentum-well")
    assert with_loss(e, "beale")[0].lesson == ""


def test_a_loss_of_another_number_of_variables_is_no_obstacle() -> None:
    e, _ = with_loss(DEFAULT, "quartic")
    assert {len(run.start) for run in e.runs} == {1}
    back, _ = with_loss(e, "bounded_saddle")
    assert back.runs == DEFAULT.runs


def test_runs_of_one_rule_keep_the_ratio_of_their_rates() -> None:
    e = decode("loss=x^2&run=gd+lr+0.5+at+1&run=gd+lr+0.25+at+1&run=gd+lr+0.05+at+1")[0]
    first, second, third = with_loss(e, "x^2 + 5y^2")[0].runs
    assert (second.rate, third.rate) == (first.rate / 2, first.rate / 10)


def test_runs_that_began_apart_begin_apart() -> None:
    e = decode("loss=x^2&run=gd+at+1&run=adam+at+2&run=gd+at+1")[0]
    one, two, three = with_loss(e, "beale")[0].runs
    assert one.start == three.start != two.start


def test_dials_and_schedules_survive_another_loss() -> None:
    schedule = ScheduleChoice("cosine", {"decay_steps": 100})
    e = Experiment("x^2", runs=(Run("adam", {"beta1": 0.5}, schedule, (1.0,)),))
    (moved,) = with_loss(e, "beale")[0].runs
    assert (moved.dials["beta1"], moved.schedule) == (0.5, schedule)


def test_a_text_that_cannot_be_read_is_kept_with_everything_else_as_it_was() -> None:
    e, sentence = with_loss(DEFAULT, "x^2 + (")
    assert (e, sentence) == (replace(DEFAULT, loss="x^2 + ("), "")
    assert with_loss(e, "bounded_saddle")[0] == DEFAULT


def test_constants_go_with_the_loss_that_has_them() -> None:
    e = Experiment("a x^2 + b y^2", {"a": 2.0, "b": 3.0})
    assert with_loss(e, "a x^2 + y^2")[0].constants == {"a": 2.0}
    assert with_loss(e, "x^2")[0].constants == {}


def test_a_new_run_starts_where_the_first_does_with_a_rate_that_suits() -> None:
    assert default_run(DEFAULT, "gd") == DEFAULT.runs[0]
    moved = same_start(DEFAULT, (1.0, 2.0))
    assert default_run(moved, "lion").start == (1.0, 2.0)
    assert default_run(Experiment("x +"), "gd") == Run("gd")


def test_one_button_gives_every_run_the_same_start() -> None:
    assert {run.start for run in same_start(DEFAULT, (1.0, 2.0)).runs} == {(1.0, 2.0)}


def test_dragging_a_start_moves_the_runs_that_share_it() -> None:
    apart = replace(DEFAULT, runs=(*DEFAULT.runs[:2], replace(DEFAULT.runs[2], start=(0.0, 1.0))))
    moved = move_start(apart, (4.0, 0.05), (2.0, 2.0))
    assert [run.start for run in moved.runs] == [(2.0, 2.0), (2.0, 2.0), (0.0, 1.0)]


def test_a_rate_is_that_of_one_run_and_of_none_that_is_gone() -> None:
    assert [one.rate for one in with_rate(DEFAULT, 1, 0.5).runs] == [
        0.5 if place == 1 else one.rate for place, one in enumerate(DEFAULT.runs)
    ]
    assert with_rate(DEFAULT, 7, 0.5) == DEFAULT


def test_what_the_player_chose_is_taken_over_but_for_runs_that_are_gone() -> None:
    e = with_playback(DEFAULT, 2.0, loop=True, hidden=(7, 3, 1))
    assert (e.look.speed, e.look.loop, e.look.without) == (2.0, True, (1, 3))
    with pytest.raises(ExperimentError) as caught:
        with_playback(DEFAULT, 3.0, loop=True, hidden=())
    assert str(caught.value) == "There is no speed “3”; there are 0.25, 0.5, 1, 2, 4 and 8."


def test_every_point_of_the_paths_lies_in_the_window_that_fits_them() -> None:
    e, _ = decode("loss=x^2%2B3y^2&window=-1+1+-1+1&run=gd+lr+0.1+at+3+1&steps=20")
    low, high = np.array(fit_paths(e).window).T
    (seen,) = run(e)
    assert np.all((seen.points >= low) & (seen.points <= high))
    assert np.all(high - low < 1.3 * np.ptp(seen.points, axis=0))


def test_a_path_that_blew_up_is_left_out_where_it_is_far_away() -> None:
    e, _ = decode("loss=x^2&window=-2+2&run=gd+lr+3+at+1&steps=50")
    ((low, high),) = fit_paths(e).window
    assert -100 < low < high < 100


def test_a_link_can_carry_the_window_that_fits() -> None:
    e, _ = decode("loss=beale&run=gd+lr+0.001&steps=20")
    fitted = fit_paths(e)
    assert max(len(f"{edge:.12g}") for ends in fitted.window for edge in ends) <= 9


def test_the_paths_of_a_loss_that_cannot_be_read_are_asked_for_in_vain() -> None:
    with pytest.raises(LossError, match=r"^The loss is unfinished"):
        fit_paths(Experiment("x +"))


def test_a_run_keeps_its_mark_for_its_life() -> None:
    e = Experiment("x^2", runs=tuple(map(Run, ("gd", "adagrad", "rmsprop", "adam"))))
    three = with_runs(e, (e.runs[0], *e.runs[2:]), (0, 2, 3))
    assert three.marks == (0, 2, 3)
    four = with_runs(three, (*three.runs, Run("lion")), (0, 1, 2, None))
    assert four.marks == (0, 2, 3, 1)
    back = with_runs(four, (four.runs[0], four.runs[3], *four.runs[1:3]), (0, 3, 1, 2))
    assert [run.mark for run in back.runs] == [None] * 4


def test_fewer_steps_than_the_playhead_move_the_playhead() -> None:
    e = Experiment("x^2", runs=(Run("gd"),), step=150)
    assert with_steps(e, 100).step == 100
    assert with_steps(e, 180).step == 150


SET = "loss=x^2%2B4y^2&run=gd+lr+0.07+at+3+1&run=adam+lr+0.3+at+3+1"


@pytest.mark.parametrize("text", ["x^2+5y^2", "x^2 + 4.5y^2", "x^2 + 4y^2 + x", "x^4 + 4y^2"])
def test_an_edit_of_the_loss_keeps_starts_and_rates_that_were_set_by_hand(text: str) -> None:
    before = decode(SET)[0]
    e, sentence = with_edited_loss(before, text)
    assert (e.loss, e.runs, sentence) == (text, before.runs, KEPT)
    zoomed = replace(before, window=((-4.0, 4.0), (-2.0, 2.0)))
    assert with_edited_loss(zoomed, text)[0].window == zoomed.window


def test_an_edit_of_the_loss_fits_what_nobody_set_and_what_cannot_be_kept() -> None:
    for before, text in [(DEFAULT, "x^2 + 5y^2"), (decode(SET)[0], "x^2"), (DEFAULT, "x + (")]:
        assert with_edited_loss(before, text) == with_loss(before, text)
    e, _ = with_edited_loss(with_loss(DEFAULT, "x^2+4y^2")[0], "x^2+5y^2")
    assert e.runs == with_loss(DEFAULT, "x^2+5y^2")[0].runs


def test_a_moved_target_makes_the_table_a_visitors_own_and_keeps_all_else() -> None:
    before, _ = decode("data=cars&batch=8&run=gd+lr+0.001+at+0+0&steps=9&step=4")
    e = with_target(before, 48, 60.0)
    assert e.data
    assert e.data.table.name == ""
    assert e.data.table.column("distance")[48] == 60.0
    assert e.data.table.column("distance").sum() == 2149 - 120 + 60
    assert (e.loss, e.runs, e.window, e.step) == (before.loss, before.runs, before.window, 4)
    assert decode(encode(e)) == (e, ())
    assert minima(e)[0].value < minima(before)[0].value


def test_a_row_that_no_table_has_changes_nothing_and_a_strange_target_is_refused() -> None:
    for link in ("data=cars&run=gd+at+0+0", "loss=x^2&run=gd+at+1"):
        e, _ = decode(link)
        assert with_target(e, 50, 1.0) is e
    classes, _ = decode("data=orings&run=gd+lr+0.001+at+0+0")
    with pytest.raises(LossError, match="needs a target of 0 and 1"):
        with_target(classes, 0, 0.5)
