"""What axe says of every page, in light and in dark, and whether formulas keep to their cards."""

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

from lessons import LESSONS
from tests.browser.visitor import TWO, Visitor

# Parts of Streamlit's own frame that we neither draw nor can change, each by its name.
FRAME = [
    "[data-testid=stHeader]",
    "[data-testid=stToolbar]",
    "[data-testid=stSidebarCollapseButton]",
    "[data-testid=stTooltipIcon]",
    ".katex-display",  # a long formula scrolls, and its markup takes no tabindex from us
]


COMPARE = ["/", "/?view=side", "/?view=surface", "/?loss=quartic"]


PAGES = [*COMPARE, "/about", "/gallery", "/catalogue", "/mathematics"]


def expect_nothing_grave(page: Page) -> None:
    """Run axe on the page as it is; in the dark only what colours can change."""
    # While a change is on its way to the server, what it will say anew is dimmed.
    expect(page.locator(".sb-player[data-live=true]")).to_have_count(0)
    wanted = {"resultTypes": ["violations"]}  # to tell of what passes takes as long again
    contrast = wanted | {"runOnly": {"type": "rule", "values": ["color-contrast"]}}
    for scheme, options in (("light", wanted), ("dark", contrast)):
        page.emulate_media(color_scheme=scheme)
        expect(page.locator(".stApp")).to_have_css("color-scheme", scheme)
        found = Axe().run(page, {"exclude": [[part] for part in FRAME]}, options)
        grave = [
            (one["id"], node["target"], node["failureSummary"])
            for one in found.response["violations"]
            if one["impact"] in ("serious", "critical")
            for node in one["nodes"]
        ]
        assert grave == []


@pytest.mark.parametrize("place", PAGES)
def test_axe_finds_nothing_serious_in_what_we_draw(visitor: Visitor, place: str) -> None:
    expect_nothing_grave(visitor.drawn(place) if place in COMPARE else visitor.open(place))


@pytest.mark.parametrize("kind", ["rates", "starts", "dials"])
def test_axe_finds_nothing_serious_on_a_map(visitor: Visitor, kind: str) -> None:
    page = visitor.open(f"/maps?{TWO.partition('?')[2]}&map={kind}")
    page.locator(".sb-maps[data-state=ready] .sb-maps-table td").first.wait_for()
    expect_nothing_grave(page)


def test_axe_finds_nothing_serious_in_a_lesson_before_and_after_its_answer(
    visitor: Visitor,
) -> None:
    page = visitor.drawn(f"/?{LESSONS['article-escape'].link}&lesson=article-escape")
    expect_nothing_grave(page)
    page.get_by_role("button", name="Show the paths and the answer").click()
    expect(page.locator(".sb-answer")).to_be_visible()
    expect_nothing_grave(page)


def test_axe_finds_nothing_serious_in_an_open_dialog(visitor: Visitor) -> None:
    page = visitor.drawn(TWO)
    for name in ("Share", "Export"):
        page.get_by_role("button", name=name).click()
        expect(page.get_by_role("dialog").get_by_role("heading", name=name)).to_be_visible()
        expect_nothing_grave(page)
        page.keyboard.press("Escape")
        expect(page.get_by_role("dialog")).to_have_count(0)
        visitor.ready()


def test_nothing_is_lost_in_the_colours_of_the_visitors_system(visitor: Visitor) -> None:
    page = visitor.drawn(TWO)
    page.emulate_media(forced_colors="active")
    ground = "element => getComputedStyle(element).backgroundColor"
    views = page.get_by_role("radiogroup", name="View").get_by_role("radio")
    assert views.nth(0).evaluate(ground) != views.nth(1).evaluate(ground)
    play, back = page.locator(".sb-play"), page.locator(".sb-back")
    assert play.evaluate(ground) != back.evaluate(ground)
    for place in (".sb-scrub", ".sb-verdict .sb-mark"):
        own = "element => getComputedStyle(element).forcedColorAdjust"
        assert page.locator(place).first.evaluate(own) == "none"


def test_whatever_has_the_focus_in_the_player_shows_it(visitor: Visitor) -> None:
    page = visitor.drawn(TWO)
    player = page.locator("[data-testid=player]")
    player.focus()
    stops = player.locator("button:visible, input, select").count()
    seen = []
    for _ in range(stops):
        page.keyboard.press("Tab")
        focused = page.locator(":focus")
        seen.append(focused.evaluate("one => one.className"))
        assert focused.evaluate("one => getComputedStyle(one).outline").endswith("solid 2px")
        bar = page.locator(".modebar:focus-within")
        if bar.count():
            expect(bar).to_have_css("opacity", "1")
    assert {"sb-scrub", "sb-speed", "modebar-btn", "sb-start"} <= set(seen)


def test_no_formula_of_the_catalogue_leaves_its_card(visitor: Visitor) -> None:
    page = visitor.open("/catalogue")
    tiles = page.locator("[class*=st-key-tile-loss-]")
    tiles.locator(".katex").last.wait_for()
    out = """tiles => tiles.flatMap(tile => [...tile.querySelectorAll('.katex .base')].filter(
      part => part.getBoundingClientRect().right > tile.getBoundingClientRect().right
    ).map(() => tile.className))"""
    for width in (1400, 390):
        page.set_viewport_size({"width": width, "height": 844})
        page.wait_for_function(f"document.querySelector('.stApp').clientWidth === {width}")
        visitor.ready()
        assert tiles.evaluate_all(out) == []
