"""A window half as wide as a screen: nothing lies over anything else."""

import pytest
from playwright.sync_api import Locator, expect

from tests.browser.visitor import TWO, Visitor, middle


def ends(part: Locator) -> tuple[float, float]:
    """Return where something begins and ends from left to right."""
    box = part.bounding_box()
    assert box is not None
    return box["x"], box["x"] + box["width"]


@pytest.fixture
def narrow(visitor: Visitor) -> Visitor:
    visitor.page.set_viewport_size({"width": 900, "height": 900})
    visitor.drawn(TWO)
    return visitor


def test_the_formulas_stand_below_the_table_as_wide_as_it_is(narrow: Visitor) -> None:
    table = narrow.page.locator(".st-key-explained table")
    expect(table).to_be_visible()
    formula = narrow.page.locator(".st-key-explained .katex-display").first
    assert middle(formula)[1] > middle(table)[1]
    assert ends(formula)[0] == ends(table)[0]
    assert ends(formula)[1] >= ends(table)[1]


def test_the_buttons_of_the_page_leave_the_navigation_free(narrow: Visitor) -> None:
    pages = narrow.page.get_by_role("navigation", name="App pages")
    last = pages.get_by_role("button", name="more")  # the pages for which there is no room
    expect(last).to_be_visible()
    assert ends(narrow.page.locator(".st-key-actions"))[0] >= ends(last)[1]


def test_on_a_phone_the_sidebar_can_be_closed_again(phone: Visitor) -> None:
    page = phone.open(TWO)
    page.get_by_test_id("stExpandSidebarButton").click()
    page.get_by_test_id("stSidebarCollapseButton").get_by_role("button").click(timeout=5_000)
    expect(page.get_by_test_id("stExpandSidebarButton")).to_be_visible()
    page.get_by_role("button", name="Share").click(timeout=5_000)
    expect(page.get_by_role("dialog")).to_be_visible()
