"""A phone in a hand: what a finger drags, swipes and taps, by the touches of a real browser."""

import re

from playwright.sync_api import CDPSession, Page, expect

from tests.browser.visitor import TWO, Visitor

RANGES = """() => {
  const { xaxis, yaxis } = document.querySelector(".sb-picture .sb-plot")._fullLayout;
  return [...xaxis.range, ...yaxis.range];
}"""
SCROLLED = "document.querySelector('[data-testid=stMain]').scrollTop"


class Finger:
    """One finger on the glass of a page."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.glass: CDPSession = page.context.new_cdp_session(page)

    def down(self, x: float, y: float) -> None:
        self.at = (x, y)
        self._touch("touchStart", x, y)

    def to(self, x: float, y: float, parts: int = 8) -> None:
        """Glide there."""
        (x0, y0), self.at = self.at, (x, y)
        for k in range(1, parts + 1):
            self._touch("touchMove", x0 + (x - x0) * k / parts, y0 + (y - y0) * k / parts)
            self.page.wait_for_timeout(16)

    def up(self) -> None:
        self.glass.send("Input.dispatchTouchEvent", {"type": "touchEnd", "touchPoints": []})

    def tap(self, x: float, y: float) -> None:
        self.down(x, y)
        self.up()

    def _touch(self, kind: str, x: float, y: float) -> None:
        touch = {"type": kind, "touchPoints": [{"x": x, "y": y}]}
        self.glass.send("Input.dispatchTouchEvent", touch)


def drawn(phone: Visitor) -> Page:
    page = phone.drawn(TWO)
    page.locator(".sb-picture").scroll_into_view_if_needed()
    return page


def spot(page: Page, across: float, up: float) -> tuple[float, float]:
    """Return the place at these shares of the picture, on the screen."""
    box = page.locator(".sb-picture").bounding_box()
    assert box is not None
    return box["x"] + across * box["width"], box["y"] + (1 - up) * box["height"]


def test_a_finger_drags_a_start_sees_where_it_is_and_the_address_follows(phone: Visitor) -> None:
    page = drawn(phone)
    box = page.locator(".sb-start").bounding_box()
    assert box is not None
    x, y = box["x"] + box["width"] / 2, box["y"] + box["height"] / 2
    before, scrolled = page.evaluate(RANGES), page.evaluate(SCROLLED)
    finger = Finger(page)
    finger.down(x, y)
    finger.to(x - 90, y + 50)
    expect(page.locator(".sb-where")).to_have_text(re.compile(r"^x \S+, y \S+$"))
    ghost = "document.querySelector('.sb-picture canvas').toDataURL()"
    held = page.evaluate(ghost)
    finger.to(x - 60, y + 20)
    page.wait_for_function(f"held => {ghost} !== held", arg=held)  # it follows
    said = page.locator(".sb-where").inner_text()
    finger.up()
    page.wait_for_function("!location.search.includes('at+3+1')")
    place = " ".join(word.replace("−", "-") for word in re.findall(r"[−\d.]+", said))
    assert [run.split(" at ")[1] for run in runs(page)] == [place, place]
    assert page.evaluate(RANGES) == before
    assert page.evaluate(SCROLLED) == scrolled


def test_a_swipe_over_the_picture_scrolls_the_page_and_zooms_nothing(phone: Visitor) -> None:
    page = drawn(phone)
    page.locator("[data-testid=stMain]").evaluate("main => { main.scrollTop = 0; }")
    before = page.evaluate(RANGES)
    finger = Finger(page)
    finger.down(*spot(page, 0.5, 0.3))
    finger.to(*spot(page, 0.5, 0.9))
    finger.up()
    page.wait_for_function(f"{SCROLLED} > 50")
    page.wait_for_timeout(300)
    assert page.evaluate(RANGES) == before
    expect(page.locator(".sb-offer")).to_be_hidden()


def test_a_tap_on_the_empty_landscape_offers_to_start_there(phone: Visitor) -> None:
    page = drawn(phone)
    before = page.evaluate(RANGES)
    Finger(page).tap(*spot(page, 0.35, 0.75))
    offer = page.get_by_role("button", name="Start all runs here")
    expect(offer).to_be_visible()
    box = offer.bounding_box()
    assert box is not None
    assert box["x"] >= 0
    assert box["x"] + box["width"] <= 390
    Finger(page).tap(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
    page.wait_for_function("!location.search.includes('at+3+1')")
    x, y = map(float, runs(page)[0].split(" at ")[1].split())
    assert x < 0 < y
    assert page.evaluate(RANGES) == before


def runs(page: Page) -> list[str]:
    return list(page.evaluate("new URLSearchParams(location.search).getAll('run')"))
