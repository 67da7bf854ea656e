"""Paper: blanks where pupils write, and on the answers what `experiment.run` says."""

import re
from html import unescape

import pytest

from experiment import decode, run
from language.wording import readable
from publish.paper import paper
from publish.picture import see
from publish.tasks import Question, Task
from publish.tips import Tips
from tests.publish.reading import Read

LINKS = (
    "loss=x^2%2By^2&run=gd+lr+0.25+at+1+1&run=adam+lr+0.1+at+1+1&steps=40",
    "loss=x^4-2x^2%2Bx&run=rmsprop+lr+0.1+at+0.1&run=gd+lr+0.8+at+0.1+name+too_far&steps=30",
    "loss=x^2&run=gd+lr+0.1+at+1&steps=20",
)
TIPS = Tips("Goal.", [("Wrong.", "So.")], [(10, "Look.")])


def of(link: str) -> Task:
    question = Question("Which & why?", "The < first.", "One", ("One", "<Two>"))
    return Task("A <title>", "A & text", question, see(link), "", "", link)


@pytest.fixture(scope="module")
def page() -> str:
    return paper("Title & more", "A <note>", [of(link) for link in LINKS], TIPS)


def parts(page: str) -> list[str]:
    """Return what is asked, what is watched, the tip sheet and the answers."""
    return page.split('<section class="leaf')


def cells(part: str) -> list[list[str]]:
    """Return what stands in the cells of each row of losses."""
    rows = re.findall(r"<tr><th scope=\"row\".*?</tr>", part, re.DOTALL)
    return [[unescape(cell) for cell in re.findall(r"<td>(.*?)</td>", row)] for row in rows]


def test_the_answers_are_the_losses_of_the_runs(page: str) -> None:
    found = cells(parts(page)[3])
    wanted = []
    for link in LINKS:
        e = decode(link)[0]
        paths, steps = run(e), (0, e.steps // 4, e.steps // 2, e.steps)
        for path in paths:
            known = [path.losses[k] if k < len(path.losses) else None for k in steps]
            ended = f"{path.verdict.word} at step {path.verdict.step}"
            wanted.append([ended if loss is None else readable(loss) for loss in known])
        if len(paths) > 1:
            wanted.append([_lowest(paths, step) for step in steps[1:]])
    assert found == wanted
    assert ["diverged at step" in row[-1] for row in found].count(True) == 1


def _lowest(paths, step) -> str:
    losses = [path.losses[step] if step < len(path.losses) else float("inf") for path in paths]
    best = readable(min(losses))
    return " and ".join(str(k + 1) for k, loss in enumerate(losses) if readable(loss) == best)


def test_the_worksheet_gives_the_start_and_leaves_the_rest_blank(page: str) -> None:
    answers, blanks = cells(parts(page)[3]), cells(parts(page)[1])
    for filled, blank in zip(answers, blanks, strict=True):
        start = filled[:1] if len(filled) == 4 else [""]
        assert blank == start + [""] * (len(filled) - 1)


def test_a_frame_stands_above_every_blank_and_the_start_beside_the_question(page: str) -> None:
    asked, watched, tips, answers = parts(page)
    assert asked.count('role="img"') == len(LINKS)
    labels = re.findall(r'role="img" aria-label="(.*?)"', watched)
    assert labels == [f"Step {k}" for n in (40, 30, 20) for k in (n // 4, n // 2, n)]
    assert 'role="img"' not in tips + answers
    assert re.findall(r'<g id="(.*?)"', page) == ["land-1", "land-2", "land-3"]


def test_nothing_is_answered_before_the_answers(page: str) -> None:
    *before, answers = parts(page)
    assert not any("The &lt; first." in part for part in before)
    assert "<b>One</b>. The &lt; first." in answers


def test_all_texts_are_text_and_nothing_is_fetched_or_run(page: str) -> None:
    found = Read(page.replace("<use ", "<img "))
    assert found.asked == []
    assert found.leads == ["#look", "#tips", "#answers"]
    assert found.words["h1"] == "Title & more"
    assert "A <title>" in found.words["h3"]
    assert "A & text" in found.words["p"]
    assert "<Two>" in found.words["li"]
    assert "too far" in found.words["li"]
    assert not {"script", "link", "iframe", "object"} & set(found.tags)
    assert page.count('<section class="leaf') == 3
