"""A stranger's text is shown as text: nothing is fetched, linked or run because of it."""

from urllib.parse import urlencode

import pytest
from playwright.sync_api import Page, expect

from tests.browser.visitor import Visitor

LABELS = (
    "![a](http://127.0.0.1:9/x.png) <img src=x onerror=document.title='run'>",
    "[here](https://example.org) <a href=https://example.org>here</a>",
    "x^2 + $\\href{https://example.org}{x}$ :red[a](b) <script>document.title='run'</script>",
)

IN_LINK = "text => new URLSearchParams(location.search).get('loss') === text"


def expect_harmless(visitor: Visitor) -> None:
    """The fixture itself asserts that no request left the server."""
    links = visitor.page.eval_on_selector_all("a[href]", "links => links.map(link => link.href)")
    assert [link for link in links if not link.startswith(visitor.address)] == []
    assert visitor.page.title() != "run"
    assert visitor.page.locator("img[src=x]").count() == 0


def type_in(page: Page, label: str, text: str) -> None:
    field = page.get_by_label(label, exact=True)
    field.fill(text)
    field.press("Enter")


def test_a_hostile_text_in_the_loss_field_stays_text(visitor: Visitor) -> None:
    page = visitor.open("/")
    for label in LABELS:
        type_in(page, "Loss", label)
        page.wait_for_function(
            "t => new URLSearchParams(location.search).get('loss') === t", arg=label
        )
        expect(page.locator(".st-key-fault")).to_be_visible()
        visitor.ready()
        expect_harmless(visitor)


@pytest.mark.parametrize("label", LABELS[:2])
def test_a_hostile_text_in_every_part_of_a_link_stays_text(visitor: Visitor, label: str) -> None:
    keys = ("loss", "where", "window", "run", "steps", "noise", "seed", "view", "step", "hide")
    visitor.open("/?" + urlencode([*((key, label) for key in keys), (label, label)]))
    expect(visitor.page.locator(".st-key-notice")).to_be_visible()
    expect_harmless(visitor)
