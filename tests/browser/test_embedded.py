"""An embedded page fits the frame that the share dialog writes for it."""

import re

import pytest
from playwright.sync_api import Page, expect

from lessons import LESSONS
from tests.browser.dialogs import LINK
from tests.browser.visitor import Visitor


@pytest.fixture
def frame(visitor: Visitor) -> Visitor:
    """A visitor whose window is as large as the frame that the dialog writes."""
    visitor.page.set_viewport_size({"width": 800, "height": 450})
    return visitor


def fits(page: Page, *parts: str) -> None:
    """Make sure that nothing scrolls and that these parts are inside the frame."""
    expect(page.locator(".sb-player.sb-ready")).to_be_visible()
    bars = """[...document.querySelectorAll("*")].filter((element) =>
      element.scrollHeight > element.clientHeight + 1 && element.clientHeight > 0
      && /auto|scroll/.test(getComputedStyle(element).overflowY)).length"""
    assert page.evaluate(bars) == 0
    assert page.evaluate("document.documentElement.scrollHeight") == 450
    for part in (".sb-legend", ".sb-picture", ".sb-chart", *parts):
        box = page.locator(part).bounding_box()
        assert box is not None
        assert box["y"] >= 0
        assert box["y"] + box["height"] <= 450


@pytest.mark.parametrize("runs", ["", "&run=adagrad+lr+0.1" * 10])
def test_an_embedded_page_fits_its_frame_without_a_scroll_bar(frame: Visitor, runs: str) -> None:
    page = frame.open(f"/?{LINK}{runs}&embed=true")
    fits(page, ".sb-play")
    expect(page.get_by_role("button", name=re.compile("^Play"))).to_be_visible()
    assert "embed=true" in frame.query()
    # The way out leads to the same page without its frame.
    out, key = page.get_by_role("link", name="Open", exact=True), page.locator(".sb-key summary")
    expect(out).to_be_visible()
    at, beside = out.bounding_box(), key.bounding_box()
    assert at is not None
    assert beside is not None
    assert beside["x"] + beside["width"] <= at["x"] <= at["x"] + at["width"] <= 800
    with page.context.expect_page() as opening:
        out.click()
    whole = opening.value
    assert whole.url == page.url.replace("&embed=true", "")
    expect(whole.get_by_role("button", name="Share")).to_be_visible()
    whole.close()


@pytest.mark.parametrize("key", ["article-adagrad", "noise-decay"])  # the most words
def test_an_embedded_lesson_fits_too_before_and_after_its_answer(frame: Visitor, key: str) -> None:
    lesson = LESSONS[key]
    page = frame.open(f"/?{lesson.link}&lesson={key}&embed=true")
    words = page.locator(".st-key-lesson .stHtml").first
    expect(words).to_contain_text(lesson.question)
    fits(page, ".st-key-lesson", ".st-key-reveal")
    place = page.locator(".sb-picture").bounding_box()
    page.get_by_role("button", name="Show the paths and the answer").click()
    expect(words).to_contain_text(lesson.answer)
    frame.ready()
    fits(page, ".st-key-lesson", ".sb-play")
    assert page.locator(".sb-picture").bounding_box() == place
    shown, room = (page.locator(part).bounding_box() for part in (".sb-answer", ".st-key-lesson"))
    assert shown is not None
    assert room is not None
    assert room["y"] <= shown["y"] <= shown["y"] + shown["height"] <= room["y"] + room["height"]
    page.get_by_role("button", name="Lesson").click()
    expect(page.get_by_text(lesson.text)).to_be_visible()
