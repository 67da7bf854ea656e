"""From lines to comparisons: what is read, what is refused, and what a sheet says before a link."""

from experiment import decode
from experiment.classroom.lines import lines_of, question_of
from experiment.classroom.readable import Refused, heads, loss_in, read_line

LINK = "?loss=x^2&run=gd+lr+0.1+at+1&steps=50"


def test_two_spellings_of_a_loss_are_one_and_another_text_is_none() -> None:
    assert loss_in(LINK) == loss_in("loss=x**2&run=adam") != loss_in("loss=x^4")
    assert loss_in("https://a.example/?q=1") is None


def test_lines_beyond_the_most_are_left_out_in_one_sentence() -> None:
    refused: list[Refused] = []
    text = "\n".join(f"Task {k} {LINK}" for k in range(5))
    kept = list(heads(lines_of(text), refused, most=3, what="a sheet"))
    assert [head.line.name for head in kept] == ["Task 0", "Task 1", "Task 2"]
    reason = "a sheet has at most 3 lines, so this and all after it are left out"
    assert refused == [Refused(4, "Task 3", reason)]


def test_a_question_before_a_link_is_kept_whole() -> None:
    asked = "From 10:30 to 2, which run is in front, and why is it so far ahead of all the others?"
    (line,) = lines_of(f"3. {asked} {LINK}", question_of)
    assert line.name == asked
    (above,) = lines_of(f"- {asked}\n{LINK}", question_of)
    assert (above.number, above.name) == (2, asked)


def test_a_line_is_the_comparison_of_its_link() -> None:
    refused: list[Refused] = []
    (line,) = lines_of(LINK)
    entry = read_line(line, refused)
    assert entry is not None
    assert entry.experiment == decode(LINK)[0]
    assert decode(entry.link) == (entry.experiment, ())
    assert refused == []
