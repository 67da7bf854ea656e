"""The picture changes its kind while it is on the screen: nothing of the one before stays."""

import re

import pytest
from playwright.sync_api import Page, expect

from tests.browser.visitor import Visitor

THREE = "&run=gd+lr+0.01+at+3+1&run=adam+lr+0.3+at+-3+1&run=rmsprop+lr+0.1+at+2+-1&steps=40&step=12"
BOWL = f"/?loss=x^2%2B3y^2&window=-4+4+-2+2{THREE}"


def switch(page: Page, view: str) -> None:
    page.get_by_role("radio", name=view).click()
    word = {"Overlay": None, "Side by side": "side"}[view]
    page.wait_for_function(
        "(word) => new URLSearchParams(location.search).get('view') === word", arg=word
    )


def drawn_as_its_link(visitor: Visitor) -> None:
    """Wait until the picture is that of its link opened afresh, without a word of trouble."""
    visitor.ready()
    assert len(visitor.sees_what_its_link_shows()) > 5
    expect(visitor.page.locator(".sb-trouble")).to_be_hidden()


def test_a_picture_side_by_side_becomes_one_again(visitor: Visitor) -> None:
    page = visitor.drawn(f"{BOWL}&view=side")
    switch(page, "Overlay")
    drawn_as_its_link(visitor)
    switch(page, "Side by side")
    drawn_as_its_link(visitor)


def test_a_run_is_removed_side_by_side(visitor: Visitor) -> None:
    page = visitor.drawn(f"{BOWL}&view=side")
    page.get_by_role("button", name=re.compile("^Adam")).click()
    page.get_by_role("button", name="Remove").click()
    page.wait_for_function("!location.search.includes('adam')")
    page.mouse.move(700, 890)  # away from the cards, which dim other runs
    drawn_as_its_link(visitor)


@pytest.mark.parametrize("view", ["", "&view=surface"])
def test_a_loss_of_one_variable_comes_between_two_of_two(visitor: Visitor, view: str) -> None:
    page = visitor.drawn(f"{BOWL}{view}")
    field = page.get_by_role("textbox", name="Loss")
    for typed in ("x^4-2x^2+x", "a^2+b^4"):
        field.fill(typed)
        field.press("Enter")
        page.wait_for_function(f"new URLSearchParams(location.search).get('loss') === '{typed}'")
        visitor.ready()
    expect(page.locator(".sb-trouble")).to_be_hidden()
    expect(page.locator(".sb-start")).to_have_count(3)
    if not view:
        drawn_as_its_link(visitor)
