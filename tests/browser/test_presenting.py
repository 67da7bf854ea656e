"""A presentation in a real browser: keys, mouse and finger play it, and it fills the screen."""

import pytest
from playwright.sync_api import Page, expect

from lessons import LESSONS
from tests.browser.dialogs import LINK
from tests.browser.test_accessible import expect_nothing_grave
from tests.browser.test_finger import Finger
from tests.browser.visitor import PLAYER, TWO, Visitor, middle

LESSON = LESSONS["rate-four"]
WHOLE = "document.fullscreenElement !== null"


@pytest.fixture
def projector(visitor: Visitor) -> Visitor:
    visitor.page.set_viewport_size({"width": 1280, "height": 720})
    return visitor


def in_view(page: Page, *parts: str) -> None:
    """Make sure that these are inside the window, and above each other in this order."""
    below = 0.0
    for part in parts:
        box = page.locator(part).bounding_box()
        assert box is not None
        assert below <= box["y"] + 1
        below = box["y"] + box["height"]
    assert below <= 720


def test_the_button_takes_the_whole_screen_and_escape_gives_it_back(visitor: Visitor) -> None:
    page = visitor.drawn(f"/?{LINK}")
    page.get_by_role("button", name="Present").click()
    page.wait_for_function("location.search.includes('present')")
    page.wait_for_function(WHOLE)
    for hidden in ("[data-testid=stSidebar]", ".stAppHeader"):
        expect(page.locator(hidden)).to_be_hidden()
    page.keyboard.press("ArrowRight")
    expect(page.locator(PLAYER)).to_have_attribute("data-step", "4")
    expect(page.get_by_text("Space plays")).to_have_text(
        "Space plays · ← → one step · with Shift ten · Home and End · Esc leaves"
    )
    page.keyboard.press("Escape")  # while the step is still on its way to the server
    page.wait_for_function("!location.search.includes('present')")
    page.wait_for_function(f"!({WHOLE})")
    expect(page.locator("[data-testid=stSidebar]")).to_be_visible()


def test_the_mouse_plays_drags_and_learns_the_endings_at_the_end(projector: Visitor) -> None:
    page = projector.drawn(f"{TWO}&view=overlay+present&step=0")
    in_view(page, ".st-key-heading", ".sb-legend", ".sb-picture", ".sb-transport", ".sb-verdicts")
    expect(page.locator(".st-key-heading .katex").first).to_be_visible()
    ending = page.locator(".sb-verdict span").first
    expect(ending).to_be_hidden()
    expect(page.locator("[data-role=trail]").first).to_be_hidden()
    sharp = page.locator(".sb-picture canvas").evaluate(
        "canvas => canvas.width / canvas.getBoundingClientRect().width"
    )
    assert sharp == pytest.approx(1, abs=0.01)  # a pixel of the canvas is one of the screen
    x, y = middle(page.locator(".sb-start"))
    page.mouse.move(x, y)
    page.mouse.down()
    page.mouse.move(x - 120, y - 40, steps=4)
    assert middle(page.locator(".sb-start")) == pytest.approx((x - 120, y - 40), abs=3)
    page.mouse.up()
    page.wait_for_function("!location.search.includes('at+3+1')")
    page.locator(".sb-play").click()
    page.wait_for_function(f"Number(document.querySelector('{PLAYER}').dataset.step) > 2")
    expect(ending).to_be_hidden()
    page.locator(".sb-last").click()
    expect(ending).to_be_visible()
    page.get_by_role("button", name="Leave the presentation (Escape)").click()
    page.wait_for_function("!location.search.includes('present')")


def test_a_lesson_is_presented_whole_and_revealed_by_a_click(projector: Visitor) -> None:
    page = projector.drawn(f"/?{LESSON.link}&lesson={LESSON.key}&view=overlay+present")
    in_view(page, ".st-key-lesson", ".st-key-heading", ".sb-legend", ".sb-picture")
    expect_nothing_grave(page)
    page.get_by_role("button", name="Show the paths and the answer").click()
    expect(page.get_by_text(LESSON.answer)).to_be_visible()
    expect(page.locator(PLAYER)).to_have_attribute("data-ended", "true")
    projector.ready()
    in_view(page, ".sb-transport")


def test_a_finger_plays_scrubs_and_leaves(phone: Visitor) -> None:
    page = phone.drawn(f"{TWO}&view=overlay+present&step=0")
    play = page.locator(".sb-play")
    expect(play).to_be_in_viewport(ratio=1)
    finger = Finger(page)
    finger.tap(*middle(play))
    page.wait_for_function(f"Number(document.querySelector('{PLAYER}').dataset.step) > 2")
    box = page.locator(".sb-scrub").bounding_box()
    assert box is not None
    finger.tap(box["x"] + box["width"] - 2, box["y"] + box["height"] / 2)
    expect(page.locator(PLAYER)).to_have_attribute("data-step", "40")
    finger.tap(*middle(page.get_by_role("button", name="Leave the presentation (Escape)")))
    page.wait_for_function("!location.search.includes('present')")
