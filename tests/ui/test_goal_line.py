"""The line of a task: what is asked, how it stands, what is kept, and what comes next."""

from experiment import decode, encode
from tests.visiting import checked, html, in_link, opened, shown, state
from ui.goal import following

TASK = "loss=x^2&run=gd+lr+0.1+at+1&steps=50&goal=loss+%3C+0.001+in+25+change+rates"


def test_the_task_and_its_state_at_the_playhead_are_said() -> None:
    said = html(opened(TASK))
    assert (
        "Reach a loss below 0.001 within 25 steps. Only the learning rates may be changed." in said
    )
    assert "Done at step 16 by Gradient descent 0.1." in said
    assert "Not yet at step 10: the lowest loss is 0.01153" in html(opened(f"{TASK}&step=10"))


def test_without_a_goal_there_is_no_line() -> None:
    assert "sb-goal" not in html(opened("loss=x^2&run=gd+lr+0.1+at+1")).replace(".sb-goal", "")


def test_what_the_task_keeps_is_not_changed_and_one_sentence_says_why() -> None:
    app = opened(TASK)
    checked(app.number_input(key="steps").set_value(60).run())
    assert shown(app).steps == 50
    assert state(app).refusal == (
        "This task keeps the number of steps as given; the learning rates may be changed."
    )


def test_a_task_can_be_left_and_then_everything_may_be_changed() -> None:
    app = opened(TASK)
    checked(app.button(key="leave-task").click().run())
    assert in_link(app).goal is None
    checked(app.number_input(key="steps").set_value(60).run())
    assert in_link(app).steps == 60


def test_next_leads_through_the_tasks_of_a_worksheet() -> None:
    second, third = "loss=x^4&goal=do+not+diverge", "loss=quartic&goal=loss+%3C+9"
    tasks = "".join(f"&next={t.replace('%', '%25').replace('&', '%26').replace('+', '%2B')}"
                    for t in (second, third))  # fmt: skip
    app = opened(TASK + tasks)
    checked(app.button(key="next-task").click().run())
    assert (shown(app).loss, len(shown(app).following)) == ("x^4", 1)
    checked(app.button(key="next-task").click().run())
    assert encode(shown(app)) == encode(decode(third)[0])
    assert not [button for button in app.button if button.key == "next-task"]


def test_the_tasks_after_the_next_go_with_it() -> None:
    e, _ = decode({"loss": ["x^2"], "next": ["loss=x&goal=loss < 1", "loss=x^4&goal=loss < 2"]})
    found, problems = decode(following(e))
    assert problems == ()
    assert (found.loss, found.following) == ("x", e.following[1:])
