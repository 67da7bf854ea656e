"""The tip sheet: its minutes add up, and all that it says is text."""

from publish.tips import Tips, links, tipped
from tests.publish.reading import Read
from tests.publish.test_tasks import task

TIPS = Tips("Say <why>.", [("Wrong & wrong.", "It is < 1.")], [(3, "Ask."), (7, "Look & see.")])


def test_the_minutes_of_a_plan_follow_on_each_other() -> None:
    found = Read(tipped(TIPS))
    assert found.words["th"] == "0 to 3 min3 to 10 min"
    assert "Plan for 10 minutes" in found.words["h3"]


def test_what_pupils_get_wrong_stands_beside_what_is_so() -> None:
    found = Read(tipped(TIPS))
    assert (found.words["p"], found.words["b"]) == ("Say <why>.", "Wrong & wrong.")
    assert "It is < 1." in found.words["li"]


def test_without_mistakes_there_is_no_heading_for_them() -> None:
    assert "What pupils get wrong" not in tipped(Tips("Goal.", [], []))


def test_every_link_stands_on_the_sheet_with_its_code_where_it_has_one() -> None:
    with_code = Read(links([task("A", "https://a.example/?loss=x%5E2"), task("B")]))
    assert with_code.leads == ["https://a.example/?loss=x%5E2"]
    assert with_code.words["code"] == "loss=x^2loss=x^2"
    assert with_code.tags.count("svg") == 1
