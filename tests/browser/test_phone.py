"""A phone: the controls are a sheet below the picture, and play is always in reach."""

from playwright.sync_api import expect

from tests.browser.test_accessible import expect_nothing_grave
from tests.browser.visitor import PLAYER, TWO, Visitor


def test_the_sheet_leaves_picture_and_play_in_sight(phone: Visitor) -> None:
    page = phone.drawn(TWO)
    expect(page.locator(".st-key-heading")).to_contain_text("Your own loss")
    page.get_by_test_id("stExpandSidebarButton").click()
    sheet = page.get_by_test_id("stSidebar")
    expect(sheet.get_by_label("Loss", exact=True)).to_be_in_viewport()
    phone.ready()
    top = sheet.bounding_box()
    assert top is not None
    assert top["x"] == 0
    assert top["width"] == 390
    assert top["y"] >= 844 * 0.45
    for part in (".st-key-heading", ".sb-picture", ".sb-play", ".sb-scrub"):
        box = page.locator(part).bounding_box()
        assert box is not None
        assert box["y"] >= 0
        assert box["y"] + box["height"] <= top["y"]
    plot = page.locator(".sb-picture").bounding_box()
    assert plot is not None
    assert plot["height"] >= 150
    sheet.get_by_label("Steps").fill("7")
    page.keyboard.press("Enter")
    expect(page.locator(PLAYER)).to_have_attribute("data-steps", "7")
    sheet.get_by_role("link", name="Gallery").scroll_into_view_if_needed()
    expect(sheet.get_by_role("link", name="Gallery")).to_be_in_viewport()
    phone.ready()
    expect_nothing_grave(page)
    page.get_by_test_id("stSidebarCollapseButton").get_by_role("button").click()
    expect(page.locator(".sb-chart")).to_be_visible()


def test_play_stays_in_reach_while_the_picture_scrolls_by(phone: Visitor) -> None:
    page = phone.drawn(f"{TWO}&view=side")
    main = page.get_by_test_id("stMain")
    for share in (0, 0.1, 0.2):
        main.evaluate("(main, share) => { main.scrollTop = share * main.scrollHeight; }", share)
        expect(page.locator(".sb-play")).to_be_in_viewport(ratio=1)
