"""What counts in a class, and the reason why the rest does not."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from experiment import decode
from experiment.classroom.entries import Roll, read_class
from experiment.classroom.lines import MAX_LINES, MAX_LINK

BASE = "?loss=x^2&run=gd+lr+{}+at+{}&steps=50&goal=loss+%3C+1e-3+in+25+change+rates"
TASK, _ = decode(BASE.format(0.01, 1))


def link(rate: float = 0.1, start: float = 1) -> str:
    return BASE.format(rate, start)


def reasons(roll: Roll) -> list[str]:
    return [one.reason for one in roll.refused]


def test_what_a_task_allows_counts_and_is_named() -> None:
    roll = read_class(f"Ada {link(0.1)}\nBen {link(0.01)}", TASK)
    assert [(one.name, one.changed) for one in roll.entries] == [("Ada", ("rates",)), ("Ben", ())]
    assert roll.refused == ()


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        ("hello", "the line holds no link of a comparison"),
        ("http://a.b/?q=1", "the line holds no link of a comparison"),
        (link().replace("x^2", "x^4"), "it has another loss"),
        (link().replace("x^2", "((((" * 90), "it has another loss"),
        (link(start=2), "the starts changed, which the task keeps"),
        (link().replace("steps=50", "steps=500&noise=0.1"),
         "the noise and the number of steps changed, which the task keeps"),
        (link().replace("in+25", "in+50"), "it has another goal"),
        (link().replace("+in+25", "+in+2500000"),
         "the link cannot be read (goal: `in` is “2500000”, but it must be a whole number from 1 "
         "to 10000, so there is no goal)"),
        ("?loss=x^2&run=gd+lr+0.", "the link cannot be read (run 1: `lr` is “0.”, but it must be a "
         "number above 0 and at most 1000, so 0.3 is used)"),
        ("?loss=x^2&run=", "the link cannot be read (it has no run)"),
        (link() + "&lesson=" + "x" * 9000,
         "the link has 9,083 characters, but at most 8,192 are read"),
    ],
)  # fmt: skip
def test_what_does_not_count_says_why_and_the_rest_goes_on(line: str, reason: str) -> None:
    roll = read_class(f"Ada {line}\nBen {link()}", TASK)
    assert [one.name for one in roll.entries] == ["Ben"]
    assert reasons(roll) == [reason]


def test_the_goal_of_the_task_holds_for_a_link_without_one() -> None:
    roll = read_class("?loss=x*x&run=gd+lr+0.1+at+1&steps=50", TASK)
    assert reasons(roll) == ["it has another loss"]  # another tree, though the same function
    roll = read_class("?loss=x**2&run=gd+lr+0.1+at+1&steps=50", TASK)
    assert [entry.experiment.goal for entry in roll.entries] == [TASK.goal]


def test_constants_are_compared_by_their_values() -> None:
    rows = ["?loss=a*x^2%2Bb*y^2&run=gd+lr+0.1+at+1+1&where=" + where
            for where in ("a+1+b+100", "b+1e2+a+1.0", "a+1+b+99")]  # fmt: skip
    roll = read_class("\n".join(rows))
    assert [entry.number for entry in roll.entries] == [1]
    assert reasons(roll) == ["the same comparison as in line 1", "it has another loss"]


def test_without_a_task_it_is_what_most_links_have_in_common() -> None:
    rows = [link(0.1), link(0.2, start=3), link(0.3, start=3), "?loss=x^4&run=gd+lr+1+at+1"]
    roll = read_class("\n".join(rows))
    assert roll.task
    assert roll.task.runs[0].start == (3.0,)
    assert [entry.number for entry in roll.entries] == [2, 3]
    assert reasons(roll) == ["the starts changed, which the task keeps", "it has another loss"]


def test_a_comparison_counts_once_for_each_name() -> None:
    looked_at = link() + "&view=overlay+comet&step=3&window=-2+2"
    roll = read_class(
        "\n".join([f"Ada {link()}", f"Ada {looked_at}", f"Ben {link()}", link()]), TASK
    )
    assert [(one.name, one.note) for one in roll.entries] == [
        ("Ada", ""),
        ("Ben", "the same comparison as in line 1"),
    ]
    assert [(one.number, one.reason) for one in roll.refused] == [
        (2, "the same comparison as in line 1"),
        (4, "the same comparison as in line 1"),
    ]


def test_a_class_has_its_bounds() -> None:
    roll = read_class(f"{link()}\n" * (MAX_LINES + 50), TASK)
    assert len(roll.entries) + len(roll.refused) == MAX_LINES + 1
    assert roll.refused[-1].reason == (
        "a class has at most 500 lines, so this and all after it are left out"
    )
    assert MAX_LINK == 8192


def test_no_link_is_no_class() -> None:
    assert read_class("") == Roll(None, given=False)
    assert read_class("hello").task is None


def test_links_over_a_table_are_compared_by_it() -> None:
    data = "?data=u+v;1+2;2+4&loss=mean((w*u-v)^2)&run=gd+lr+0.1+at+0"
    roll = read_class(f"{data}\n{data.replace('2+4', '2+5')}\n{data.replace('0.1', '0.2')}")
    assert [entry.number for entry in roll.entries] == [1, 3]
    assert reasons(roll) == ["it has another loss"]


@settings(max_examples=60)
@given(st.text(max_size=60), st.sampled_from(["run", "steps", "goal", "rule", "loss", "next"]))
def test_any_text_within_a_link_is_read_or_refused(text: str, key: str) -> None:
    roll = read_class(f"{link()}&{key}={text}", TASK)
    assert len(roll.entries) + len(roll.refused) >= 1
