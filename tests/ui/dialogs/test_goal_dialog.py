"""Task: the dialog writes the goal that its fields say."""

from streamlit.testing.v1 import AppTest

from experiment.goal.choice import Goal
from tests.visiting import checked, opened, shown, state

LINK = "loss=beale&run=gd+lr+0.01+at+1+1&run=adam+lr+0.1+at+1+1&steps=20"


def dialog(more: str = "") -> AppTest:
    app = opened(LINK + more)
    app.button(key="share").click().run()
    return checked(app.button(key="share-task").click().run())


def test_a_task_is_set_field_by_field() -> None:
    app = dialog()
    checked(app.segmented_control(key="task-kind").set_value("loss").run())
    assert shown(app).goal == Goal("loss", 1e-3)
    app.number_input(key="task-below").set_value(0.5).run()
    app.number_input(key="task-steps").set_value(15).run()
    app.selectbox(key="task-rule").set_value("adam").run()
    app.checkbox(key="task-start").check().run()
    checked(app.pills(key="task-change").set_value(["rates", "starts"]).run())
    goal = Goal("loss", 0.5, steps=15, rule="adam", start=(1.0, 1.0), change=("starts", "rates"))
    assert shown(app).goal == goal
    assert "Reach a loss below 0.5 within 15 steps with Adam from (1, 1)." in app.text[0].value
    checked(app.button(key="remove-task").click().run())
    assert shown(app).goal is None


def test_a_point_begins_at_the_lowest_minimum_and_is_typed_as_numbers() -> None:
    app = dialog("&goal=do+not+diverge+change+rates")
    checked(app.segmented_control(key="task-kind").set_value("reach").run())
    assert shown(app).goal == Goal("reach", point=(3.0, 0.5), change=("rates",))
    app.text_input(key="task-point").set_value("(1; 2)".replace(";", ",")).run()
    assert shown(app).goal == Goal("reach", point=(1.0, 2.0), change=("rates",))
    app.text_input(key="task-point").set_value("here").run()
    assert state(app).refusal == "The point is “here”; it is 1 or 2 numbers, such as 1, 1."
    app.text_input(key="task-point").set_value("1").run()
    assert state(app).refusal == ("A point of the goal is 1; the loss needs 2 numbers (x, y).")


def test_tasks_that_follow_are_pasted_as_links() -> None:
    app = dialog("&goal=do+not+diverge")
    links = "http://a.b/?loss=x%5E2&goal=loss+%3C+1\nhello"
    app.text_area(key="task-following").set_value(links.splitlines()[0]).run()
    assert shown(app).following == ("loss=x^2&goal=loss+%3C+1",)
    app.text_area(key="task-following").set_value(links).run()
    assert state(app).refusal == "“hello” is no task; a task is a link with a goal."
