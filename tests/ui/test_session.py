"""The visitor's experiment: what changes it, what is refused, what is kept while it is broken."""

from dataclasses import replace

import pytest

from experiment import DEFAULT, Experiment, ExperimentError
from losses import LossError
from optimizers import DialError
from tests.visiting import in_link, opened, player, shown, state, with_options
from ui import session
from ui.state import Key, State

LINK = "loss=x^2&run=gd+lr+0.25+at+1&steps=8"


@pytest.fixture
def visit(monkeypatch: pytest.MonkeyPatch) -> State:
    """A visit outside of any page."""
    kept = State()
    monkeypatch.setattr("streamlit.session_state", {Key.STATE: kept})
    return kept


def test_a_change_replaces_the_experiment_and_closes_what_was_said_before(visit: State) -> None:
    visit.refusal = "Something was refused."
    session.edit(replace, steps=7)
    assert visit.experiment == replace(DEFAULT, steps=7)
    assert visit.refusal == ""


@pytest.mark.parametrize("refusal", [ExperimentError, DialError, LossError])
def test_what_our_own_limits_refuse_changes_nothing_and_is_said(
    visit: State, refusal: type[ValueError]
) -> None:
    def change(_: Experiment) -> Experiment:
        raise refusal("That is too much.")

    session.edit(change)
    assert visit.experiment == DEFAULT
    assert visit.refusal == "That is too much."


def test_a_value_beyond_a_limit_is_refused_with_the_sentence_of_the_limit(visit: State) -> None:
    session.edit(replace, steps=0)
    assert visit.refusal == ("The number of steps is 0; it is a whole number from 1 to 10,000.")


def test_a_mistake_in_the_program_is_not_taken_for_a_refusal(visit: State) -> None:
    def broken(_: Experiment) -> Experiment:
        raise ValueError("not enough values to unpack (expected 2, got 0)")

    with pytest.raises(ValueError, match="not enough values to unpack"):
        session.edit(broken)
    assert visit.experiment == DEFAULT
    assert visit.refusal == ""


def test_the_paths_cannot_be_brought_into_view_while_the_loss_cannot_be_read() -> None:
    app = opened("loss=x^2&run=gd+lr+0.25+at+1")
    for key, text in {"loss": "x^2 +", "run": "gd"}.items():
        app.query_params[key] = text
    app.run()  # as if Back had led to a link whose loss was never readable
    with_options(app).button(key="fit").click().run()
    assert not app.exception
    assert shown(app).window == ()
    assert state(app).refusal.startswith("The loss is unfinished")


def test_a_broken_loss_keeps_the_last_picture_with_everything_else_as_it_is(visit: State) -> None:
    assert session.drawable() == DEFAULT
    visit.experiment = replace(DEFAULT, loss="x^2 +", steps=9)
    assert session.loss() is None
    assert session.drawable() == replace(DEFAULT, steps=9)


def test_a_loss_of_other_variables_keeps_the_last_picture_as_it_was(visit: State) -> None:
    assert session.drawn() == DEFAULT  # of two variables
    alone = replace(DEFAULT.runs[0], start=(1.0,))
    visit.experiment = Experiment("x^2 +", runs=(alone,))
    assert session.drawn() == DEFAULT


def test_without_runs_there_is_nothing_to_draw(visit: State) -> None:
    visit.experiment = replace(DEFAULT, runs=())
    assert session.drawable() == visit.experiment
    assert session.drawn() is None


def test_the_playhead_is_at_the_end_until_somebody_says_where(visit: State) -> None:
    assert session.playhead() is None
    session.take_playhead(None)
    assert session.playhead() is None
    session.take_playhead(3)
    assert session.playhead() == 3
    session.edit(replace, steps=50)
    assert session.playhead() == 3
    session.edit(replace, loss="x^2 + 2y^2")
    assert session.playhead() is None  # another picture is shown complete


def test_a_step_in_the_link_puts_the_playhead_there() -> None:
    assert player(opened(f"{LINK}&step=3"))["step"] == 3
    assert player(opened(LINK))["step"] == 8


def test_a_change_is_written_to_the_link_once() -> None:
    app = opened(LINK)
    app.number_input(key="steps").set_value(5).run()
    app.run()
    assert in_link(app) == shown(app)
    assert state(app).times_written == 1


def test_another_link_in_the_address_is_loaded_and_its_own_is_not() -> None:
    app = opened(LINK)
    app.number_input(key="steps").set_value(5).run()
    assert shown(app).steps == 5
    app.query_params["steps"] = "6"
    app.run()
    assert shown(app).steps == 6


def test_a_plus_sign_typed_into_the_address_bar_is_read_and_the_page_says_so() -> None:
    app = opened("loss=x^2%20y^2&run=gd+lr+0.1+at+1+2")  # as a server decodes x^2+y^2
    assert shown(app).loss == "x^2+y^2"
    assert [problem.key for problem in state(app).problems] == ["loss"]


def test_a_product_written_with_a_space_survives_a_change_of_something_else() -> None:
    app = opened("loss=x+y&run=gd+lr+0.1+at+1+2&v=2")
    assert shown(app).loss == "x y"
    app.number_input(key="steps").set_value(61).run()
    assert (in_link(app).loss, in_link(app).steps) == ("x y", 61)
