"""Pictures of many panels: side by side, on a screen and on a phone."""

import itertools
import re

from playwright.sync_api import expect

from tests.browser.visitor import BOWL, PLAYER, TWO, Visitor, middle


def test_side_by_side_has_a_panel_for_every_run_under_one_playhead(visitor: Visitor) -> None:
    page = visitor.drawn(f"{BOWL}&view=side" + "&run=gd+lr+0.1+at+3+1" * 12)
    expect(page.locator(f"{PLAYER} .sb-picture .contourlayer")).to_have_count(12)
    expect(page.locator(".sb-start:visible")).to_have_count(12)
    page.locator(PLAYER).focus()
    page.keyboard.press("Home")
    expect(page.locator(PLAYER)).to_have_attribute("data-step", "0")


def test_changing_the_view_keeps_the_playhead_and_is_in_the_link(visitor: Visitor) -> None:
    page = visitor.drawn(f"{TWO}&step=12")
    for name, word in (("Side by side", "side"), ("Surface", "surface")):
        page.get_by_role("radio", name=name).click()
        page.wait_for_function(f"location.search.includes('view={word}')")
        visitor.ready()
        expect(page.locator(PLAYER)).to_have_attribute("data-step", "12")
    expect(page.locator(f"{PLAYER} .gl-container canvas").first).to_be_attached()


def test_on_a_phone_panels_stand_below_each_other(phone: Visitor) -> None:
    page = phone.drawn(f"{TWO}&view=side")
    expect(page.locator(".sb-start:visible")).to_have_count(2)
    (x0, y0), (x1, y1) = (middle(page.locator(".sb-start").nth(k)) for k in (0, 1))
    assert abs(x0 - x1) < 2
    assert y1 - y0 > 150
    assert page.evaluate("document.documentElement.scrollWidth") <= 390


def test_many_panels_stand_two_and_two_on_a_phone(phone: Visitor) -> None:
    page = phone.drawn(f"{BOWL}&view=side" + "&run=gd+at+3+1" * 6)
    expect(page.locator(".sb-start:visible")).to_have_count(6)
    places = [middle(page.locator(".sb-start").nth(k)) for k in range(6)]
    assert len({round(x) for x, _ in places}) == 2
    assert len({round(y) for _, y in places}) == 3


def test_the_names_above_panels_are_cut_before_the_next_and_keep_their_rates(
    visitor: Visitor,
) -> None:
    page = visitor.drawn(f"{BOWL}&view=side" + "&run=nesterov+lr+0.0005+at+3+1" * 12)
    names = page.locator(".sb-picture .annotation-text")
    expect(names).to_have_count(12)
    for text in names.all_text_contents():
        assert re.fullmatch(r"Nes.*… 0\.0005", text)
    boxes = [box for k in range(12) if (box := names.nth(k).bounding_box())]
    for left, right in itertools.pairwise(boxes):
        assert left["x"] + left["width"] < right["x"] or right["y"] > left["y"]


def test_the_slider_of_a_constant_keeps_focus_ends_and_value(visitor: Visitor) -> None:
    page = visitor.open("/?loss=a+x^2%2By^2&where=a+1&run=gd+lr+0.07+at+3+1")
    slider = page.locator("[class*=st-key-slide-0] input[type=range]")
    for value in ("1.05", "1.1"):
        slider.press("ArrowRight")
        page.wait_for_function(f"location.search.includes('where=a+{value}')")
        visitor.ready()
        expect(slider).to_be_focused()
        expect(slider).to_have_value(value)
        assert (slider.get_attribute("min"), slider.get_attribute("max")) == ("0", "10")


def test_a_picture_of_an_earlier_loss_steps_back(visitor: Visitor) -> None:
    page = visitor.drawn("/?loss=x^2&run=gd+lr+0.1+at+2&steps=30")
    field = page.get_by_role("textbox", name="Loss")
    field.fill("x^2 + sin(")
    field.press("Enter")
    expect(page.locator(".sb-outdated")).to_contain_text("the last loss that could be read: x^2")
    page.reload()
    expect(page.locator(".sb-outdated")).to_contain_text("the last loss that could be read: x^2")
    expect(page.locator(".sb-area").first).to_have_css("opacity", "0.4")
