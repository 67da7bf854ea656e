"""Every lesson is run, and everything that it states is checked: no lesson can lie."""

import dataclasses
import re
from decimal import Decimal
from functools import cache

import numpy as np
import pytest

from experiment import Experiment, decode, encode, run
from lessons import CHAPTERS, LESSONS, Chapter, Lesson, place
from tests.lessons.prose import numbers, stray

ALL = list(LESSONS.values())
TOPICS = (
    "article",
    "rate",
    "adaptive",
    "momentum",
    "landscapes",
    "schedules",
    "noise",
    "curvature",
    "ideas",
    "data",
    "maps",
    "conventions",
)

each = pytest.mark.parametrize("one", ALL, ids=[one.key for one in ALL])


@cache
def final_distance(key: str, number: int) -> float:
    return float(np.linalg.norm(run(LESSONS[key].experiment)[number - 1].points[-1]))


def outside(e: Experiment) -> list[tuple[float, ...]]:
    """The starts that do not lie in the window."""
    return [
        run.start
        for run in e.runs
        if any(not low <= x <= high for x, (low, high) in zip(run.start, e.window, strict=True))
    ]


@each
def test_every_claim_of_a_lesson_holds(one: Lesson) -> None:
    assert one.claims
    assert one.failures() == ()


@each
def test_every_number_in_the_prose_stands_in_a_claim_or_in_the_link(one: Lesson) -> None:
    assert stray(one) == []


@each
def test_a_lesson_is_an_ordinary_link_without_problems(one: Lesson) -> None:
    experiment, problems = decode(one.link)
    assert problems == ()
    assert decode(encode(experiment)) == (experiment, ())
    assert experiment.step == 0
    assert experiment.hide == ()


@pytest.mark.parametrize(
    ("one", "label"), [(one, label) for one in ALL for label in [*one.variants][1:]]
)
def test_a_variant_is_a_link_without_problems_and_backs_a_claim(one: Lesson, label: str) -> None:
    experiment, problems = decode(one.variants[label])
    assert problems == ()
    assert decode(encode(experiment)) == (experiment, ())
    assert experiment != one.experiment
    assert experiment.steps == one.experiment.steps
    assert len(experiment.runs) == len(one.experiment.runs)
    assert outside(experiment) == []
    assert label in {claim.variant for claim in one.claims}


@pytest.mark.parametrize("one", [one for one in ALL if one.variants])
def test_the_first_of_a_few_short_variants_is_the_lesson_itself(one: Lesson) -> None:
    assert next(iter(one.variants.values())) == one.link
    assert 2 <= len(one.variants) <= 3
    assert max(map(len, one.variants)) <= 16


def test_a_variant_replaces_parts_of_the_link_and_keeps_the_others() -> None:
    one = LESSONS["data-scale"]
    link = "data=cars&steps=200&scale=standard&run=gd+lr+0.45+at+0+0&run=adam+lr+1+at+0+0"
    assert one.variants == {"Raw": one.link, "Standardised": link}


@each
def test_a_lesson_fits_on_the_page(one: Lesson) -> None:
    assert 2 <= len(one.experiment.runs) <= 4
    assert 30 <= one.experiment.steps <= 400
    assert len(one.link) < 500
    assert len(one.title) <= 40
    assert len(one.text) <= 420
    assert len(one.question) <= 120
    assert len(one.answer) <= 260


@each
def test_one_of_a_few_short_choices_answers_the_question(one: Lesson) -> None:
    assert 2 <= len(set(one.choices)) == len(one.choices) <= 4
    assert 1 <= one.right <= len(one.choices)
    assert all(len(choice) <= 36 and not choice.endswith(".") for choice in one.choices)
    assert not set("*_`#<>[]~$\\:") & set("".join(one.choices))  # a label is Markdown


@pytest.mark.parametrize("one", [one for one in ALL if set(one.choices) >= {"Yes", "No"}])
def test_yes_and_no_are_what_the_answer_says(one: Lesson) -> None:
    said = one.answer.split()[0].strip(",:")
    assert (one.choices[one.right - 1] == "No") == (said in ("No", "Not"))


@each
def test_the_texts_are_sentences(one: Lesson) -> None:
    ends = re.compile(r"[.?](?= |$)")
    assert 2 <= len(ends.findall(one.text)) <= 4
    assert one.question.endswith("?")
    assert ends.findall(one.answer) == ["."]
    assert not set("*_`#<>[]~$\\") & set(one.text + one.question + one.answer + one.title)


@each
def test_the_prose_has_true_minus_signs(one: Lesson) -> None:
    prose = one.text + one.question + one.answer
    assert re.findall(r"(?<![\de])-\d", prose) == []


@each
def test_every_start_lies_in_the_window(one: Lesson) -> None:
    assert outside(one.experiment) == []


@each
def test_the_runs_of_a_lesson_can_be_told_apart(one: Lesson) -> None:
    runs = one.experiment.runs
    assert len(set(runs)) == len(runs)


def test_a_number_that_drifts_away_from_its_claim_is_noticed() -> None:
    one = LESSONS["article-smaller"]
    drifted = dataclasses.replace(one, answer=one.answer.replace("0.4891", "0.4892"))
    assert stray(drifted) == [Decimal("0.4892")]


def test_there_are_enough_lessons_in_the_chapters_in_order() -> None:
    assert len(ALL) >= 24
    assert tuple(chapter.key for chapter in CHAPTERS) == TOPICS
    assert all(len(chapter.lessons) >= 4 for chapter in CHAPTERS)


each_chapter = pytest.mark.parametrize("one", CHAPTERS, ids=[one.key for one in CHAPTERS])


@each_chapter
def test_what_pupils_get_wrong_is_met_by_the_answer_of_a_lesson(one: Chapter) -> None:
    keys = [lesson.key for lesson in one.lessons]
    assert 2 <= len(one.beliefs) <= 3
    assert len({belief.lesson for belief in one.beliefs}) == len(one.beliefs)
    assert [belief for belief in one.beliefs if belief.lesson not in keys] == []


@each_chapter
def test_a_plan_takes_ten_minutes_and_shows_lessons_of_its_chapter(one: Chapter) -> None:
    assert sum(minutes for minutes, _ in one.plan) == 10
    assert all(minutes > 0 for minutes, _ in one.plan)
    named = re.findall("“(.*?)”", " ".join(done for _, done in one.plan))
    assert set(named) <= {lesson.title for lesson in one.lessons}
    assert len(named) >= 2


@each_chapter
def test_tips_are_short_sentences_without_a_number_of_their_own(one: Chapter) -> None:
    texts = [one.goal, *(text for text, _ in one.beliefs), *(done for _, done in one.plan)]
    assert [text for text in texts if len(text) > 120] == []
    assert [text for text in texts if text.count(".") != 1 or text[-1] != "."] == []
    # A title may have a number; what is said beside it may not.
    assert numbers(re.sub("“.*?”", "", " ".join(texts))) == []
    assert not set("*_`#<>[]~$\\") & set("".join(texts))


def test_keys_and_titles_are_unique_and_keys_are_short_slugs() -> None:
    rows = [one for chapter in CHAPTERS for one in chapter.lessons]
    assert [one.key for one in rows] == list(LESSONS)
    assert len({one.title for one in rows}) == len(rows)
    assert [one.key for one in rows if not re.fullmatch(r"[a-z]+(-[a-z]+)+", one.key)] == []
    assert max(len(one.key) for one in rows) <= 20


def test_next_and_previous_walk_through_all_lessons() -> None:
    walked, here = [], ALL[0]
    while here is not None:
        walked.append(here)
        here = place(here).after
    assert walked == ALL
    assert [place(one).before for one in ALL] == [None, *ALL[:-1]]


def test_a_lesson_is_found_by_its_key_and_knows_its_chapter() -> None:
    assert LESSONS.get("article-rates") is ALL[0]
    assert LESSONS.get("no such lesson") is None
    assert [place(one).chapter for one in ALL] == [c for c in CHAPTERS for _ in c.lessons]
    for one in ALL:
        assert place(one).chapter.lessons[place(one).number - 1] is one


def test_the_turned_ravine_costs_adagrad_most() -> None:
    losses = [
        final_distance("adaptive-turned", number) / final_distance("adaptive-ravine", number)
        for number in (1, 2, 3, 4)
    ]
    assert max(losses) == losses[1]
    assert losses[0] == pytest.approx(1.0, abs=1e-3)


@pytest.mark.parametrize(("number", "keeps"), [(1, False), (2, True), (3, True)])
def test_a_turn_of_the_ravine_turns_the_paths_of_rules_that_know_no_axes(
    number: int, keeps: bool
) -> None:
    """Adam's is another one; those of full-matrix Adagrad and Newton turn with the landscape."""
    keys = ("curve-straight", "curve-rotated")
    straight, turned = (run(LESSONS[key].experiment)[number - 1].points for key in keys)
    turn = np.array([[0.8, -0.6], [0.6, 0.8]])
    gap = float(np.abs(straight @ turn.T - turned).max())
    assert gap < 1e-6 if keeps else gap > 1


def test_of_a_single_number_muon_leaves_the_sign_as_signum_does() -> None:
    runs = "&run=muon+lr+0.2+at+3.3&run=signum+lr+0.2+at+3.3&steps=100"
    rule = next(part for part in LESSONS["idea-muon"].link.split("&") if part.startswith("rule="))
    typed, signum = run(decode(f"loss=x^2&{rule}{runs}")[0])
    np.testing.assert_allclose(typed.points, signum.points, rtol=0, atol=1e-12)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("at −1.1022 after 8 steps", ["-1.1022", "8"]),
        ("eps 1e-8, 25.3; (3, 2.2)", ["1e-8", "25.3", "3", "2.2"]),
        ("x^2 and beta2", ["2"]),
    ],
)
def test_numbers_are_found_in_prose(text: str, found: list[str]) -> None:
    assert numbers(text) == [Decimal(number) for number in found]
