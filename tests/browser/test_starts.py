"""Starts in hand: dragged or moved by keys, on a landscape and on a surface."""

import re
from urllib.parse import parse_qs

import pytest
from playwright.sync_api import Page, expect

from tests.browser.visitor import PLAYER, TWO, Visitor, middle


def link(page: Page) -> dict[str, list[str]]:
    return parse_qs(str(page.evaluate("location.search")).lstrip("?"))


def starts(page: Page) -> list[str]:
    """Where the runs start, as the link says it."""
    return [run.partition(" at ")[2] for run in link(page)["run"]]


def test_a_start_is_dragged_and_all_its_runs_move(visitor: Visitor) -> None:
    page = visitor.drawn(TWO)
    x, y = middle(page.locator(".sb-start"))
    page.mouse.move(x, y)
    page.mouse.down()
    page.mouse.move(x - 120, y + 60, steps=4)
    expect(page.locator(".sb-where")).to_contain_text("x ")
    page.mouse.up()
    page.wait_for_function("!location.search.includes('at+3+1')")
    first, second = starts(page)
    assert first == second
    assert all(abs(float(word)) <= 4 for word in first.split())


CAMERA = """() => {
  const { scene } = document.querySelector(".sb-picture .sb-plot")._fullLayout;
  const { eye } = scene._scene.getCamera();
  return [eye.x, eye.y, eye.z].map((value) => value.toFixed(3)).join();
}"""


def test_on_a_surface_a_start_follows_the_mouse_and_the_camera_stays(visitor: Visitor) -> None:
    page = visitor.drawn(f"{TWO}&view=surface")
    start, words = page.locator(".sb-start"), page.locator(".sb-where")
    expect(start).to_be_visible()
    before = page.evaluate(CAMERA)
    x, y = middle(start)
    page.mouse.move(x, y)
    page.mouse.down()
    page.mouse.move(x + 1, y)
    found = [float(n) for n in re.findall(r"[\d.]+", words.inner_text())]
    assert found == pytest.approx([3, 1], abs=0.05)  # it does not jump when it is taken
    page.mouse.move(x - 150, y + 20, steps=4)
    assert middle(start) == pytest.approx((x - 150, y + 20), abs=3)  # it is under the mouse
    page.mouse.move(5, 5, steps=4)  # beside the surface it stays where it was last
    said = words.inner_text()
    page.mouse.up()
    page.wait_for_function("!location.search.includes('at+3+1')")
    place = " ".join(re.findall(r"[−\d.]+", said)).replace("−", "-")
    assert starts(page) == [place, place]
    assert all(abs(float(n)) <= 4 for n in place.split())
    assert page.evaluate(CAMERA) == before


def test_on_a_surface_arrow_keys_move_a_start_and_a_drag_elsewhere_turns_it(
    visitor: Visitor,
) -> None:
    page = visitor.drawn(f"{TWO}&view=surface")
    start = page.locator(".sb-start")
    start.focus()
    page.keyboard.press("ArrowLeft")
    page.keyboard.press("ArrowDown")
    expect(start).to_have_attribute("aria-label", re.compile(r"at x 2\.92, y 0\.96\. Arrow keys"))
    page.keyboard.press("Enter")
    page.wait_for_function("location.search.includes('at+2.92+0.96')")
    visitor.ready()
    before, place = page.evaluate(CAMERA), middle(start)
    x, y = middle(page.locator(".sb-picture"))
    page.mouse.move(x - 60, y + 90)
    page.mouse.down()
    page.mouse.move(x + 60, y + 60, steps=6)
    page.mouse.up()
    assert page.evaluate(CAMERA) != before
    assert middle(start) != place  # the handle turns with the surface


def test_escape_gives_a_move_up_and_enter_makes_it_and_keeps_the_focus(visitor: Visitor) -> None:
    page = visitor.drawn(TWO)
    page.locator(".sb-start").focus()
    page.keyboard.press("ArrowLeft")
    page.keyboard.press("Escape")
    expect(page.locator(".sb-where")).to_be_hidden()
    page.wait_for_timeout(900)  # longer than a report waits
    assert starts(page) == ["3 1", "3 1"]
    page.keyboard.press("ArrowLeft")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    page.wait_for_function("!location.search.includes('at+3+1')")
    assert starts(page) == ["2.92 0.96", "2.92 0.96"]  # a hundredth of each axis
    visitor.ready()
    expect(page.locator(".sb-start")).to_be_focused()
    assert page.locator(PLAYER).get_attribute("data-step") == "40"


def test_a_click_on_the_landscape_offers_to_start_there(visitor: Visitor) -> None:
    page = visitor.drawn(TWO)
    x, y = middle(page.locator(".sb-picture"))
    page.mouse.click(x - 100, y - 50)
    page.get_by_role("button", name="Start all runs here").click()
    page.wait_for_function("!location.search.includes('at+3+1')")
    first, second = starts(page)
    assert first == second
    assert float(first.split()[0]) < 0 < float(first.split()[1])


def test_starts_that_are_fixed_say_so_and_stay(visitor: Visitor) -> None:
    page = visitor.drawn(f"{TWO}&hide=controls")
    start = page.locator(".sb-start")
    expect(start).to_have_attribute("aria-disabled", "true")
    start.focus()
    page.keyboard.press("ArrowLeft")
    expect(page.locator(".sb-where")).to_have_text("The starts of this link are fixed.")
    assert starts(page) == ["3 1", "3 1"]
