"""Sheets in a browser: they ask nobody for anything, fit the paper, and each part has its page."""

import re
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

from publish.links import page, read_links
from publish.where import Where

BOWL = "?loss=x^2%2By^2&run=gd+lr+0.25+at+1+1&run=adam+lr+0.1+at+1+1&steps=40"
MANY = "&".join(f"run=gd+lr+0.{k}+at+{k}+1" for k in range(1, 10))
LINKS = f"""
Which run is in front, and why is it? {BOWL}
{"A name that goes on and on " * 7} ?loss=x^4%2By^2&{MANY}&run=adam+at+3+3&run=adagrad+at+-3+3
?loss=x^2&run=gd+lr+0.01+at+1&steps=50&goal=loss+%3C+1e-3+in+25+change+rates
"""
PAPERS = {"A4": (210, 297), "Letter": (216, 279)}  # millimetres
# What reaches beyond the edge of the paper.
BEYOND = """() => [...document.querySelectorAll("main *:not(svg *)")]
  .filter((one) => one.getBoundingClientRect().right > document.documentElement.clientWidth + 1)
  .map((one) => one.outerHTML.slice(0, 80))"""


@pytest.fixture(scope="module")
def file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    found = tmp_path_factory.mktemp("sheets") / "sheet.html"
    tasks = read_links(LINKS, Where(server="https://app.example/")).tasks
    assert len(tasks) == 3
    found.write_text(page("Bowls", tasks), "utf-8")
    return found


def pages_of(opened: Page, paper: str) -> int:
    """Return how many pages the PDF of a page has."""
    pdf = opened.pdf(format=paper, print_background=False, prefer_css_page_size=False)
    return len(re.findall(rb"/Type\s*/Page\b", pdf))


@pytest.mark.parametrize("paper", PAPERS)
def test_a_sheet_prints_and_asks_nobody_for_anything(
    browser: Browser, file: Path, paper: str
) -> None:
    context = browser.new_context(offline=True, color_scheme="dark")
    opened, asked, heard = context.new_page(), list[str](), list[str]()
    opened.on("request", lambda request: asked.append(request.url))
    opened.on("console", lambda message: heard.append(message.text))
    opened.goto(file.as_uri())
    parts = opened.locator("main > h2, .leaf").count()
    assert parts == 4
    assert parts <= pages_of(opened, paper) <= 8
    # As wide as the paper between its margins, in light colours even for who likes it dark.
    millimetre = 96 / 25.4
    width, height = ((side - 24) * millimetre for side in PAPERS[paper])
    opened.set_viewport_size({"width": int(width), "height": int(height)})
    opened.emulate_media(media="print")
    assert opened.evaluate(BEYOND) == []
    assert (
        opened.locator(".leaf").evaluate_all(
            "all => all.map((one) => getComputedStyle(one).breakBefore)"
        )
        == ["page"] * 3
    )
    style = opened.evaluate("() => getComputedStyle(document.body).color")
    assert style == "rgb(28, 36, 48)"
    taller = """(all, most) => all.filter((one) => one.offsetHeight > most).length"""
    assert opened.locator("main li").evaluate_all(taller, int(height)) == 0
    # Every code is square and large enough, and the landscape that frames repeat is there.
    codes = opened.locator(".qr svg").evaluate_all(
        "all => all.map((one) => one.getBoundingClientRect()).map((one) => [one.width, one.height])"
    )
    assert len(codes) == 6
    assert all(abs(w - h) < 0.5 and w >= 18 * millimetre - 0.5 for w, h in codes)
    uses = opened.locator("use").evaluate_all("all => all.map((one) => one.getBBox().width)")
    assert len(uses) == 9
    assert all(wide > 400 for wide in uses)
    assert [url for url in asked if not url.startswith(("file:", "data:"))] == []
    assert heard == []
    context.close()
