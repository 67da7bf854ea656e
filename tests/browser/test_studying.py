"""A lesson in a real browser: an answer is chosen, the truth plays, and play stays in view."""

import pytest
from playwright.sync_api import expect

from lessons import LESSONS
from tests.browser.visitor import PLAYER, TWO, Visitor

LESSON = LESSONS["article-adam"]  # among the longest answers
SHOW = "Show the paths and the answer"


@pytest.mark.parametrize("motion", ["no-preference", "reduce"])
def test_a_chosen_answer_stands_beside_the_truth(visitor: Visitor, motion: str) -> None:
    page = visitor.page
    page.emulate_media(reduced_motion=motion)  # type: ignore[arg-type]
    page.set_viewport_size({"width": 1366, "height": 657})
    visitor.drawn(f"/?{LESSON.link}&lesson={LESSON.key}")
    page.get_by_text("None", exact=True).click()
    visitor.ready()
    page.get_by_role("button", name=SHOW).click()
    expect(page.locator(".sb-guess")).to_have_text("You said: None. It is not so. Right is: Adam.")
    expect(page.get_by_text(LESSON.answer)).to_be_visible()
    visitor.ready()
    if motion == "reduce":
        page.wait_for_timeout(300)
        expect(page.locator(PLAYER)).to_have_attribute("data-step", "0")
    else:
        page.wait_for_function(f"Number(document.querySelector('{PLAYER}').dataset.step) > 2")
    box = page.locator(".sb-transport").bounding_box()
    assert box is not None
    assert box["y"] + box["height"] <= 657
    page.emulate_media(reduced_motion="no-preference")


def test_on_a_wide_screen_the_steps_stand_beside_the_picture_and_follow(visitor: Visitor) -> None:
    page = visitor.page
    page.set_viewport_size({"width": 1680, "height": 900})
    visitor.drawn(f"{TWO}&step=3")
    why, picture = (page.locator(part).bounding_box() for part in (".st-key-why", PLAYER))
    assert why is not None
    assert picture is not None
    assert why["x"] >= picture["x"] + picture["width"]
    assert why["y"] < 200
    expect(page.locator(".st-key-explained")).to_contain_text("Update 4")
    page.keyboard.press("ArrowRight")
    expect(page.locator(".st-key-explained")).to_contain_text("Update 5")
