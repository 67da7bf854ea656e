"""A list of links as a sheet: what each asks, what is left out, and what its runs show."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from experiment import decode, run
from experiment.link import portable
from publish.links import GOALS, GUESSES, MAX_LINKS, MAX_WORDS, page, read_links, tips
from publish.where import Where
from tests.publish.reading import Read

SERVER = Where(server="https://app.example/sb/")
BOWL = "?loss=x^2&run=gd+lr+0.25+at+1&run=gd+lr+0.1+at+1&steps=20"
GOAL = "?loss=x^2&run=gd+lr+0.01+at+1&steps=50&goal=loss+%3C+1e-3+in+25+change+rates"


def test_a_link_with_a_goal_asks_for_it_and_says_how_its_own_runs_do() -> None:
    (one,) = read_links(GOAL, Where()).tasks
    assert one.question.asked == (
        "Reach a loss below 0.001 within 25 steps. Only the learning rates may be changed."
    )
    # After 25 steps x is 0.98^25, and the loss its square: 0.3642.
    assert one.question.answer.startswith("With the runs of the link: Not done in 25 steps: ")
    assert "0.3642" in one.question.answer
    assert tips([one]).goal == GOALS


def test_words_before_a_link_are_its_title_and_a_question_is_all_that_is_asked() -> None:
    text = f"1. The bowl: {BOWL}\nWho is in front?\n{BOWL}\n{BOWL}"
    bowl, asked, bare = read_links(text, Where()).tasks
    assert (bowl.title, bowl.question.asked) == (
        "The bowl", "Which run has the lowest loss at step 20?",
    )  # fmt: skip
    assert bowl.question.choices == ("Gradient descent 0.25", "Gradient descent 0.1")
    assert bowl.question.right == "Gradient descent 0.25"
    assert (asked.title, asked.question.asked, asked.question.choices) == (
        "Who is in front?", "", (),
    )  # fmt: skip
    assert bare.title == "Comparison 3"
    verdicts = [path.verdict.sentence for path in run(decode(BOWL)[0])]
    assert all(sentence in asked.question.answer for sentence in verdicts)
    assert tips([bowl]).goal == GUESSES


def test_a_link_leads_to_the_server_and_without_one_its_text_stands_alone() -> None:
    (there,), (alone,) = read_links(BOWL, SERVER).tasks, read_links(BOWL, Where()).tasks
    query = portable(decode(BOWL)[0])
    assert there.address == there.href == there.shown == f"https://app.example/sb/?{query}"
    assert (alone.address, alone.href, alone.shown) == ("", "", query)


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        ("hello", "the line holds no link of a comparison, such as ?loss=x^2&run=gd+lr+0.1"),
        ("?loss=x^&run=gd", "the link cannot be read (loss: The loss is unfinished: something is "
         "missing after ^ at the end)"),
        ("?loss=x^2&run=", "the link cannot be read (it has no run)"),
        (BOWL + "x" * 9000, "the link has 9,057 characters, but at most 8,192 are read"),
    ],
)  # fmt: skip
def test_a_line_that_cannot_be_read_says_why_and_the_rest_goes_on(line: str, reason: str) -> None:
    found = read_links(f"{line}\n\n{BOWL}", Where())
    assert found.notes == (f"Line 1 is left out: {reason}.",)
    assert (found.refused, len(found.tasks)) == (1, 1)


def test_many_words_before_a_link_are_cut_and_that_is_said() -> None:
    found = read_links(f"{'word ' * 60}{BOWL}", Where())
    assert found.notes == (
        "Line 1 has 299 characters before its link, of which at most 200 are printed.",
    )
    assert found.refused == 0
    assert len(found.tasks[0].title) <= MAX_WORDS
    assert found.tasks[0].title.endswith("word …")


def test_a_sheet_has_so_many_links_and_no_more() -> None:
    found = read_links("\n".join([BOWL] * (MAX_LINKS + 2)), Where())
    assert len(found.tasks) == MAX_LINKS
    assert found.notes == (
        "Line 41 is left out: a sheet has at most 40 lines, so this and all after it are left out.",
    )


@given(
    st.text(max_size=120), st.sampled_from(["", "?loss=x^2&run=gd+at+1&steps=3", "?loss=&run=gd"])
)
@settings(max_examples=20, deadline=None)
def test_any_text_has_a_sheet_that_is_text_alone(text: str, link: str) -> None:
    found = read_links(f"{text} {link}\n{BOWL}", SERVER)
    assert found.tasks
    read = Read(page(text, found.tasks).replace("<!doctype html>", ""))
    assert "script" not in read.tags
    assert all(to.startswith(("#", SERVER.server)) for to in read.leads)


def test_what_pupils_get_wrong_is_what_these_runs_do_otherwise() -> None:
    early = "?loss=x^4&run=adam+lr+0.3+at+3&run=gd+lr+0.04+at+3&steps=12"
    uphill = "?loss=x^4-2x^2%2Bx&run=momentum+lr+0.05+at+0.1&run=gd+lr+0.1+at+0.1&steps=300"
    wrong = dict(tips(read_links(f"{BOWL}\n{uphill}\n{early}", Where()).tasks).wrong)
    losses = [path.losses for path in run(decode(uphill)[0])]
    rises = (losses[0][1:] - losses[0][:-1] > 0.01 * (losses[0].max() - losses[0].min())).argmax()
    assert wrong["A run whose loss rises has failed."] == (
        f"In task 2, the loss of Momentum 0.05 rises at step {rises + 1}, and yet the run "
        "converges."
    )
    assert (
        "it has not converged (still moving)."
        in (wrong["The run with the lowest loss has arrived."])
    )


def test_the_page_holds_all_that_it_shows_and_runs_nothing() -> None:
    text = page("A & <b>", read_links(f"<i>Hi</i> & so on? {BOWL}\n{GOAL}", SERVER).tasks)
    found = Read(text.replace("<use ", "<img ").replace("<!doctype html>", ""))
    assert found.asked == []
    assert "script" not in found.tags
    assert "link" not in found.tags
    assert found.meta["Content-Security-Policy"].startswith("default-src 'none'; style-src")
    assert found.words["title"].startswith("A & <b>")
    assert [link for link in found.leads if not link.startswith(("#", SERVER.server))] == []
    assert text.count('<div class="qr">') == 4
