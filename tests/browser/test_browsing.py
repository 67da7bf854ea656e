"""Browsing as a teacher does: find a loss, take it, open a lesson, guess, see, go on."""

import re

from playwright.sync_api import Page, expect

from tests.browser.visitor import PLAYER, Visitor

TILES = "[class*=st-key-tile-loss-]"


def trails(page: Page) -> int:
    """Return how many points of paths the picture holds."""
    return int(
        page.evaluate(
            "document.querySelector('.sb-picture .sb-plot').data"
            ".filter((t) => t.meta.role === 'trail').reduce((n, t) => n + t.x.length, 0)"
        )
    )


def test_a_loss_is_found_in_the_catalogue_and_takes_the_runs(visitor: Visitor) -> None:
    page = visitor.open("/?loss=x^2%2By^2&run=momentum+lr+0.01+at+1+1&steps=60")
    page.get_by_role("link", name="Catalogue").click()
    expect(page.locator(TILES)).to_have_count(61)
    picture = page.locator(f"{TILES} img").first
    assert picture.evaluate("(image) => image.complete && image.naturalWidth") > 0
    page.get_by_label("Search the catalogue").press_sequentially("rosenbrock")
    tile = page.locator(".st-key-tile-loss-rosenbrock")
    expect(page.locator(TILES)).not_to_have_count(61)
    expect(tile.locator(".katex").first).to_be_visible()
    tile.get_by_role("button", name="Compare on this loss").click()
    expect(page.locator(f"{PLAYER}.sb-ready")).to_be_visible()
    page.wait_for_function("new URLSearchParams(location.search).get('loss') === 'rosenbrock'")
    assert "run=momentum" in visitor.query()
    expect(page.get_by_text("of ten learning rates each has the best one here")).to_be_visible()
    page.go_back()
    expect(page.get_by_role("heading", name="Catalogue")).to_be_visible()


def test_what_is_searched_for_stays_words(visitor: Visitor) -> None:
    page = visitor.open("/catalogue")
    search = page.get_by_label("Search the catalogue")
    search.fill("![a](http://127.0.0.1:9/x.png) <img src=x onerror=alert(1)>")
    expect(page.locator(TILES)).to_have_count(0)
    search.fill("")
    expect(page.locator(TILES)).to_have_count(61)


def test_a_lesson_hides_its_paths_until_they_are_asked_for(visitor: Visitor) -> None:
    page = visitor.open("/gallery")
    page.get_by_role("link", name="Four minima, four starts").click()
    question = page.get_by_text("How many different minima do the four runs find?")
    expect(question).to_be_visible()
    expect(page.locator(f"{PLAYER}.sb-ready")).to_be_visible()
    assert trails(page) == 4
    expect(page.get_by_role("button", name="Play", exact=True)).to_be_hidden()
    reveal = page.get_by_role("button", name="Show the paths and the answer")
    for late in (reveal, page.get_by_role("button", name="Next"), page.get_by_role("radio").first):
        expect(late).to_be_visible()  # Streamlit fetches widgets after the page
    place = page.locator(".sb-picture").bounding_box()
    reveal.click()
    expect(page.get_by_text("Four, one each")).to_be_visible()
    assert page.locator(".sb-picture").bounding_box() == place  # nothing moves
    page.wait_for_function(
        "document.querySelector('.sb-picture .sb-plot').data.some((t) => t.x.length > 20)"
    )
    expect(page.locator(PLAYER)).to_have_attribute("data-playing", "true")
    page.get_by_role("button", name="Next").click()
    expect(page.get_by_text(re.compile("of 9$"))).to_have_text(re.compile("6 of 9"))
    page.wait_for_function("location.search.includes('lesson=land-many')")
    page.go_back()
    expect(question).to_be_visible()
    page.get_by_role("link", name="All lessons").click()
    expect(page.get_by_role("heading", name="Gallery")).to_be_visible()


def test_a_zoomed_picture_becomes_the_window_at_a_press(visitor: Visitor) -> None:
    page = visitor.open("/?loss=x^2%2By^2&window=-4+4+-4+4&run=gd+lr+0.1+at+3+3&steps=20")
    expect(page.locator(f"{PLAYER}.sb-ready")).to_be_visible()
    button = page.get_by_role("button", name="Use this view")
    expect(button).to_be_hidden()
    box = page.locator(".sb-picture .nsewdrag").bounding_box()
    assert box is not None
    page.mouse.move(box["x"] + box["width"] * 0.5, box["y"] + box["height"] * 0.5)
    page.mouse.down()
    page.mouse.move(box["x"] + box["width"] * 0.75, box["y"] + box["height"] * 0.25, steps=5)
    page.mouse.up()
    button.click()
    page.wait_for_function("/window=(-?0|-?0[.]0)/.test(location.search)")
    low, high, bottom, top = (
        float(number) for number in re.findall(r"window=([^&]*)", visitor.query())[0].split("+")
    )
    assert (round(low), round(high), round(bottom), round(top)) == (0, 2, 0, 2)
    expect(button).to_be_hidden()
    assert page.evaluate("document.querySelector('.sb-plot')._fullLayout.xaxis.range[1]") == high
