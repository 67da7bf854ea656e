"""Tasks within a link: what a worksheet goes on with."""

from experiment import decode, encode
from experiment.link.tasks_part import task


def test_a_task_keeps_what_its_link_says_and_no_task_of_its_own() -> None:
    first = (
        "https://a.b/?loss=x%5E2%2By%5E2&run=gd+lr+0.1+at+1+1&goal=loss+%3C+1&step=7&next=loss%3Dx"
    )
    kept = task(first)
    assert decode(kept) == decode("loss=x%5E2%2By%5E2&run=gd+lr+0.1+at+1+1&goal=loss+%3C+1")
    assert task(kept) == kept
    assert task("loss=x^2&run=gd") == ""


def test_spaces_of_a_loss_stay_spaces() -> None:
    kept = task("loss=x y&goal=loss < 1&v=2")
    assert decode(kept)[0].loss == "x y"
    assert task(kept) == kept


def test_tasks_travel_in_a_link() -> None:
    first, second = "loss=x^2&goal=loss+%3C+1", "loss=beale&goal=do+not+diverge"
    e, problems = decode({"loss": ["quartic"], "next": [first, second]})
    assert problems == ()
    assert e.following == (task(first), task(second))
    assert decode(encode(e)) == (e, ())


def test_what_is_no_task_and_what_is_too_much_is_left_out() -> None:
    e, problems = decode({"loss": ["x^2"], "next": ["loss=x^2", *["loss=x&goal=loss < 1"] * 20]})
    assert len(e.following) == 19
    assert list(map(str, problems)) == [
        "next: there are 21 tasks, so only the first 20 are kept.",
        "next: “loss=x^2” is no link with a goal, so it is left out.",
    ]
