"""Pages on paper: what is on the screen, on white, and nothing to be pressed."""

from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from figures.theme import DARK, LIGHT
from tests.browser.visitor import PLAYER, TWO, Visitor

# Everything that is seen and could be pressed, moved or typed into, but for what opens a text.
PRESSED = """() => [...document.querySelectorAll("button, input, select, textarea, nav, header")]
  .filter((one) => one.checkVisibility({ visibilityProperty: true }) && one.offsetHeight > 0)
  .filter((one) => !one.closest(".sb-legend, [role=tab], .st-key-lesson"))
  .map((one) => one.outerHTML.slice(0, 200))"""
# How bright the ground of an element is painted, and its ink, from 0 to 255.
BRIGHT = """(name) => {
  const style = getComputedStyle(document.querySelector(name));
  const pen = document.createElement("canvas").getContext("2d");
  return ["backgroundColor", "color"].map((part) => {
    pen.fillStyle = "#fff"; pen.fillRect(0, 0, 1, 1);
    pen.fillStyle = style[part]; pen.fillRect(0, 0, 1, 1);
    return pen.getImageData(0, 0, 1, 1).data[1];
  });
}"""

INK = """() => {
  const pen = document.createElement("canvas").getContext("2d");
  pen.fillStyle = getComputedStyle(document.querySelector(".sb-picture .xtick text")).fill;
  return pen.fillStyle;
}"""


def on_paper(page: Page) -> None:
    """Show a page as it is printed: the browser's own event, then the style of paper."""
    page.evaluate("dispatchEvent(new Event('beforeprint'))")
    page.emulate_media(media="print", color_scheme="dark")
    page.wait_for_timeout(300)


def is_white_and_quiet(page: Page) -> None:
    assert page.evaluate(PRESSED) == []
    assert page.evaluate(BRIGHT, "body")[0] == 255
    ground, ink = page.evaluate(BRIGHT, ".stApp")
    assert (ground, ink < 60) == (255, True)


@pytest.fixture
def dark(visitor: Visitor) -> Visitor:
    visitor.page.emulate_media(color_scheme="dark")
    return visitor


def test_a_comparison_is_printed_at_its_step_in_the_light_palette(
    dark: Visitor, tmp_path: Path
) -> None:
    page = dark.drawn(f"{TWO}&step=12")
    page.get_by_role("tab", name="Key moments").click()
    expect(page.locator(".sb-moments")).to_be_visible()
    landscape = page.locator(f"{PLAYER} .sb-picture .main-svg").first
    before = landscape.bounding_box()
    assert page.evaluate(BRIGHT, ".stApp")[0] < 60
    on_paper(page)
    is_white_and_quiet(page)
    # What the plot itself has drawn: its ink is that of the light palette, as wide as a sheet.
    assert LIGHT.quiet == page.evaluate(INK)
    assert landscape.get_attribute("width") == "690"
    assert page.locator(f"{PLAYER} .sb-picture .contourlayer path").count() > 5
    count = page.locator(f"{PLAYER} .sb-count")
    expect(count).to_have_text("12 / 40")
    assert page.evaluate(
        "getComputedStyle(document.querySelector('.sb-count'), '::before').content"
    ) == ('"Step "')
    expect(page.locator(".st-key-heading .katex").first).to_be_visible()
    expect(page.get_by_role("tab")).to_have_text(["Key moments"])
    expect(page.get_by_role("row", name="1 Gradient descent")).to_be_visible()
    page.emulate_media(media="screen", color_scheme="dark")
    page.evaluate("dispatchEvent(new Event('afterprint'))")
    page.wait_for_timeout(300)
    assert landscape.bounding_box() == before
    assert DARK.quiet == page.evaluate(INK)
    page.pdf(path=tmp_path / "page.pdf", format="A4")
    pages = (tmp_path / "page.pdf").read_bytes().count(b"/Type /Page\n")
    assert 1 <= pages <= 2


def test_maps_and_pages_of_words_are_printed_on_white(dark: Visitor) -> None:
    page = dark.open(TWO.replace("/?", "/maps?") + "&map=starts")
    page.locator(".sb-maps[data-state=ready]").wait_for()
    on_paper(page)
    is_white_and_quiet(page)
    light = "(canvas) => canvas.getContext('2d').getImageData(2, 2, 1, 1).data[3]"
    assert page.locator(".sb-map-base").first.evaluate(light) == 0
    assert page.locator(".sb-map-base").first.evaluate(
        "(c) => getComputedStyle(c).backgroundColor"
    ) == ("rgb(255, 255, 255)")
    expect(page.locator("[data-testid=stSidebar] .katex").first).to_be_visible()  # whose map it is
    for path in ("class", "catalogue", "mathematics"):
        page.emulate_media(media="screen", color_scheme="dark")
        dark.open(f"/{path}")
        page.locator("h1").wait_for()
        on_paper(page)
        is_white_and_quiet(page)
        expect(page.locator("h1")).to_be_visible()


def test_a_table_that_scrolls_has_all_its_rows_on_paper(dark: Visitor) -> None:
    page = dark.open("/class")
    field = page.get_by_role("textbox", name="Everybody’s links")
    field.fill("\n".join(f"?loss=x^2&run=gd lr {k / 20} at 1&steps=9" for k in range(1, 16)))
    field.press("Control+Enter")
    expect(page.locator("[data-testid=stDataFrame]")).to_be_visible()
    paper = page.locator(".sb-paper")
    expect(paper).to_be_hidden()
    on_paper(page)
    expect(paper).to_be_visible()
    expect(page.locator("[data-testid=stDataFrame]")).to_be_hidden()
    assert paper.locator("tr").count() == 16
    assert "Open" not in paper.locator("th").all_inner_texts()
