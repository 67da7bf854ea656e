"""What moves, what is said of it, and what does not move for who asks for less motion."""

import itertools
import re

import pytest
from playwright.sync_api import expect

from tests.browser.visitor import PLAYER, TWO, Visitor


@pytest.fixture
def calm(visitor: Visitor) -> Visitor:
    """A visitor who asks for less motion."""
    visitor.page.emulate_media(reduced_motion="reduce")
    return visitor


def test_a_picture_opens_complete_and_plays_from_its_start(visitor: Visitor) -> None:
    page = visitor.drawn(TWO)
    player = page.locator(PLAYER)
    expect(player).to_have_attribute("data-step", "40")
    page.get_by_role("button", name=re.compile("^Play")).click()
    page.wait_for_function(f"Number(document.querySelector('{PLAYER}').dataset.step) < 30")
    expect(player).to_have_attribute("data-step", "40")
    expect(player).to_have_attribute("data-playing", "false")
    page.keyboard.press("Home")
    page.wait_for_function("location.search.includes('step=0')")


def test_a_visit_without_a_link_begins_in_motion_once(visitor: Visitor) -> None:
    page = visitor.open()
    player = page.locator(PLAYER)
    expect(player).to_have_attribute("data-playing", "true")
    page.wait_for_function(f"Number(document.querySelector('{PLAYER}').dataset.step) < 100")
    expect(page.locator(".st-key-welcome")).to_have_text(
        "Four optimizers walk down the same loss. Drag the start, and all paths follow."
    )
    page.get_by_role("button", name=re.compile("^Pause")).click()
    page.get_by_role("link", name="Gallery").click()
    page.get_by_role("link", name="Compare").click()
    page.locator(".sb-ready").wait_for()
    visitor.ready()
    expect(player).to_have_attribute("data-playing", "false")


def test_the_key_says_what_the_marks_are(visitor: Visitor) -> None:
    page = visitor.drawn(f"{TWO}&view=overlay+vectors&step=3")
    key = page.locator(".sb-key")
    key.get_by_text("Key").press("Enter")
    for words in ("lowest minimum", "start: drag it", "the path leaves the picture here"):
        expect(key.get_by_text(words)).to_be_visible()
    expect(key.get_by_text("where the momentum pushes")).to_be_visible()
    page.goto(f"{visitor.address}{TWO}&step=3")
    page.locator(".sb-ready").wait_for()
    key.get_by_text("Key").click()
    expect(key.get_by_text("start: drag it")).to_be_visible()
    expect(key.get_by_text("where the momentum pushes")).to_be_hidden()


def test_a_pause_is_spoken_with_every_run(visitor: Visitor) -> None:
    page = visitor.drawn(TWO)
    page.locator(PLAYER).focus()
    page.keyboard.press("ArrowLeft")
    said = page.locator(".sb-says")
    expect(said).to_have_text(
        re.compile(r"^Step 39 of 40\. Gradient descent 0\.1: loss \S+; Adam 0\.3: loss \S+\.$")
    )
    expect(said).to_have_attribute("aria-live", "polite")


def test_with_reduced_motion_the_end_state_is_shown_and_nothing_moves(calm: Visitor) -> None:
    page = calm.drawn(TWO)
    expect(page.locator(PLAYER)).to_have_attribute("data-step", "40")
    expect(page.locator(PLAYER)).to_have_attribute("data-playing", "false")


PICTURES = """async () => {
  const root = document.querySelector("[data-testid=player]");
  const canvas = root.querySelector(".sb-picture canvas");
  const seen = [];
  root.querySelector(".sb-play").click();
  do {
    await new Promise(requestAnimationFrame);
    const picture = canvas.toDataURL();
    if (picture !== seen.at(-1)?.picture) {
      seen.push({ picture, step: Number(root.dataset.step), at: performance.now() });
    }
  } while (root.dataset.playing === "true");
  return seen.map(({ step, at }) => [step, at]);
}"""


def test_with_reduced_motion_play_leaps_from_step_to_step(calm: Visitor) -> None:
    page = calm.drawn(f"{TWO}&view=overlay+speed+4&step=0")
    seen = page.evaluate(PICTURES)
    assert seen[-1][0] == 40  # it plays to the end
    assert 3 <= len(seen) <= 7  # in 2.5 seconds: two pictures a second, not sixty
    leaps = [
        (later[0] - sooner[0], later[1] - sooner[1]) for sooner, later in itertools.pairwise(seen)
    ]
    assert all(steps >= 1 for steps, _ in leaps)
    waits = [wait for _, wait in leaps[1:]]
    assert sum(waits) / len(waits) > 300  # one that comes late is nearer to the next
    page.locator(PLAYER).focus()
    page.keyboard.press("ArrowLeft")
    expect(page.locator(PLAYER)).to_have_attribute("data-step", "39")
