"""The views and what hands can do in them: panels, a surface, starts that are dragged, playback."""

import itertools
import re
from dataclasses import asdict
from urllib.parse import parse_qs

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Locator, Page, expect
from visitor import Visitor

import figures
import player
from experiment import decode, load, run
from lessons import LESSONS
from player import assets

PLAYER = "[data-testid=player]"
BOWL = "/?loss=x^2%2B3y^2&window=-4+4+-2+2&steps=40"
TWO = f"{BOWL}&run=gd+lr+0.1+at+3+1&run=adam+lr+0.3+at+3+1"

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


def link(page: Page) -> dict[str, list[str]]:
    return parse_qs(str(page.evaluate("location.search")).lstrip("?"))


def starts(page: Page) -> list[str]:
    """Where the runs start, as the link says it."""
    return [run.partition(" at ")[2] for run in link(page)["run"]]


def drawn(page: Page) -> Page:
    page.locator(".sb-ready").wait_for()
    return page


def middle(place: Locator) -> tuple[float, float]:
    box = place.bounding_box()
    assert box is not None
    return box["x"] + box["width"] / 2, box["y"] + box["height"] / 2


@pytest.mark.parametrize("count", [12])
def test_side_by_side_has_a_panel_for_every_run_under_one_playhead(
    visitor: Visitor, count: int
) -> None:
    page = drawn(visitor.open(f"{BOWL}&view=side" + "&run=gd+lr+0.1+at+3+1" * count))
    expect(page.locator(f"{PLAYER} .sb-picture .contourlayer")).to_have_count(count)
    expect(page.locator(".sb-start:visible")).to_have_count(count)
    page.locator(PLAYER).focus()
    page.keyboard.press("Home")
    expect(page.locator(PLAYER)).to_have_attribute("data-step", "0")


def test_changing_the_view_keeps_the_playhead_and_is_in_the_link(visitor: Visitor) -> None:
    page = drawn(visitor.open(f"{TWO}&step=12"))
    for name, word in (("Side by side", "side"), ("Surface", "surface")):
        page.get_by_role("radio", name=name).click()
        page.wait_for_function(f"location.search.includes('view={word}')")
        visitor.ready()
        expect(page.locator(PLAYER)).to_have_attribute("data-step", "12")
    expect(page.locator(f"{PLAYER} .gl-container canvas").first).to_be_attached()


def test_a_start_is_dragged_and_all_its_runs_move(visitor: Visitor) -> None:
    page = drawn(visitor.open(TWO))
    x, y = middle(page.locator(".sb-start"))
    page.mouse.move(x, y)
    page.mouse.down()
    page.mouse.move(x - 120, y + 60, steps=4)
    expect(page.locator(".sb-where")).to_contain_text("x ")
    page.mouse.up()
    page.wait_for_function("!location.search.includes('at+3+1')")
    first, second = starts(page)
    assert first == second
    assert all(abs(float(word)) <= 4 for word in first.split())


CAMERA = """() => {
  const { scene } = document.querySelector(".sb-picture .sb-plot")._fullLayout;
  const { eye } = scene._scene.getCamera();
  return [eye.x, eye.y, eye.z].map((value) => value.toFixed(3)).join();
}"""


def test_on_a_surface_a_start_follows_the_mouse_and_the_camera_stays(visitor: Visitor) -> None:
    page = drawn(visitor.open(f"{TWO}&view=surface"))
    start, words = page.locator(".sb-start"), page.locator(".sb-where")
    expect(start).to_be_visible()
    before = page.evaluate(CAMERA)
    x, y = middle(start)
    page.mouse.move(x, y)
    page.mouse.down()
    page.mouse.move(x + 1, y)
    found = [float(n) for n in re.findall(r"[\d.]+", words.inner_text())]
    assert found == pytest.approx([3, 1], abs=0.05)  # it does not jump when it is taken
    page.mouse.move(x - 150, y + 20, steps=4)
    assert middle(start) == pytest.approx((x - 150, y + 20), abs=3)  # it is under the mouse
    page.mouse.move(5, 5, steps=4)  # beside the surface it stays where it was last
    said = words.inner_text()
    page.mouse.up()
    page.wait_for_function("!location.search.includes('at+3+1')")
    place = " ".join(re.findall(r"[−\d.]+", said)).replace("−", "-")
    assert starts(page) == [place, place]
    assert all(abs(float(n)) <= 4 for n in place.split())
    assert page.evaluate(CAMERA) == before


def test_on_a_surface_arrow_keys_move_a_start_and_a_drag_elsewhere_turns_it(
    visitor: Visitor,
) -> None:
    page = drawn(visitor.open(f"{TWO}&view=surface"))
    start = page.locator(".sb-start")
    start.focus()
    page.keyboard.press("ArrowLeft")
    page.keyboard.press("ArrowDown")
    expect(start).to_have_attribute("aria-label", re.compile(r"at x 2\.92, y 0\.96\. Arrow keys"))
    page.keyboard.press("Enter")
    page.wait_for_function("location.search.includes('at+2.92+0.96')")
    visitor.ready()
    before, place = page.evaluate(CAMERA), middle(start)
    x, y = middle(page.locator(".sb-picture"))
    page.mouse.move(x - 60, y + 90)
    page.mouse.down()
    page.mouse.move(x + 60, y + 60, steps=6)
    page.mouse.up()
    assert page.evaluate(CAMERA) != before
    assert middle(start) != place  # the handle turns with the surface


def test_a_start_moves_with_the_arrow_keys_and_keeps_the_focus(visitor: Visitor) -> None:
    page = drawn(visitor.open(TWO))
    page.locator(".sb-start").focus()
    page.keyboard.press("ArrowLeft")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    page.wait_for_function("!location.search.includes('at+3+1')")
    assert starts(page) == ["2.92 0.96", "2.92 0.96"]  # a hundredth of each axis
    visitor.ready()
    expect(page.locator(".sb-start")).to_be_focused()
    assert page.locator(PLAYER).get_attribute("data-step") == "40"


def test_escape_gives_a_move_up(visitor: Visitor) -> None:
    page = drawn(visitor.open(TWO))
    page.locator(".sb-start").focus()
    page.keyboard.press("ArrowLeft")
    page.keyboard.press("Escape")
    expect(page.locator(".sb-where")).to_be_hidden()
    page.wait_for_timeout(900)
    assert starts(page) == ["3 1", "3 1"]


def test_a_click_on_the_landscape_offers_to_start_there(visitor: Visitor) -> None:
    page = drawn(visitor.open(TWO))
    x, y = middle(page.locator(".sb-picture"))
    page.mouse.click(x - 100, y - 50)
    page.get_by_role("button", name="Start all runs here").click()
    page.wait_for_function("!location.search.includes('at+3+1')")
    first, second = starts(page)
    assert first == second
    assert float(first.split()[0]) < 0 < float(first.split()[1])


def test_starts_that_are_fixed_say_so_and_stay(visitor: Visitor) -> None:
    page = drawn(visitor.open(f"{TWO}&hide=controls"))
    start = page.locator(".sb-start")
    expect(start).to_have_attribute("aria-disabled", "true")
    start.focus()
    page.keyboard.press("ArrowLeft")
    expect(page.locator(".sb-where")).to_have_text("The starts of this link are fixed.")
    assert starts(page) == ["3 1", "3 1"]


def test_the_legend_hides_a_run_and_shows_it_again(visitor: Visitor) -> None:
    page = drawn(visitor.open(TWO))
    lines = page.locator(".sb-picture .scatterlayer path.js-line")
    expect(lines).to_have_count(2)
    entry = page.locator(".sb-legend button").nth(1)
    entry.click()
    expect(entry).to_have_attribute("aria-pressed", "false")
    expect(lines).to_have_count(1)
    entry.click()
    expect(lines).to_have_count(2)


def test_a_card_under_the_mouse_dims_the_other_runs(visitor: Visitor) -> None:
    page = drawn(visitor.open(TWO))
    page.locator("[class*=st-key-run-]").first.hover()
    faint = "nodes => nodes.filter(node => node.style.opacity === '0.15').length"
    away = page.locator(".sb-picture .scatterlayer > .trace")
    expect(page.locator(".sb-picture .scatterlayer > .trace[style*='0.15']").first).to_be_attached()
    assert away.evaluate_all(faint) == 2  # the path and the end of the other run


def test_a_path_under_the_mouse_tells_step_place_loss_and_gradient(visitor: Visitor) -> None:
    page = drawn(visitor.open(f"{BOWL}&run=gd+lr+0.02+at+3+1"))
    spot = page.evaluate(
        """() => {
        const plot = document.querySelector(".sb-picture .sb-plot");
        const { xaxis, yaxis } = plot._fullLayout;
        const box = plot.getBoundingClientRect();
        const [x, y] = [3 * 0.96 ** 10, 0.88 ** 10];
        return [box.x + xaxis._offset + xaxis.d2p(x), box.y + yaxis._offset + yaxis.d2p(y)];
        }"""
    )
    page.mouse.move(spot[0] - 3, spot[1])
    page.mouse.move(*spot)
    words = page.locator(".sb-picture .hoverlayer .hovertext")
    for part in ("step 10", "x = 1.99", "y = 0.27", "loss", "gradient"):
        expect(words).to_contain_text(part)


# For each chart: of the rows of its panel, the share that the ink above it covers at a step.
COVERED = """step => {
  const area = document.querySelector(".sb-chart");
  const { _fullLayout: full } = area.querySelector(".sb-plot");
  const canvas = area.querySelector(":scope > canvas");
  const ratio = canvas.width / area.clientWidth;
  return [["xaxis2", "yaxis2"], ["xaxis14", "yaxis14"]].map(([x, y]) => {
    const across = full[x]._offset + Math.round(full[x].d2p(step));
    const column = Math.floor((across + 0.5) * ratio);
    const [top, height] = [full[y]._offset, full[y]._length].map((at) => Math.round(at * ratio));
    const { data } = canvas.getContext("2d").getImageData(column, top, 1, height);
    return data.filter((alpha, at) => at % 4 === 3 && alpha > 0).length / height;
  });
}"""


def test_the_playhead_stands_at_the_same_step_in_both_charts(visitor: Visitor) -> None:
    page = drawn(visitor.open(f"{TWO}&view=overlay+second+rate&step=10"))
    chart = page.locator(".sb-chart")
    expect(chart).to_have_attribute(
        "aria-label", "By step, for each run: loss; below it effective learning rate, x"
    )
    expect(chart.locator(".scatterlayer path.js-line")).to_have_count(4)
    assert all(share > 0.9 for share in page.evaluate(COVERED, 10))
    assert all(share < 0.3 for share in page.evaluate(COVERED, 30))
    page.locator(PLAYER).focus()
    page.keyboard.press("End")
    for _ in range(10):
        page.keyboard.press("ArrowLeft")
    expect(page.locator(PLAYER)).to_have_attribute("data-step", "30")
    assert all(share > 0.9 for share in page.evaluate(COVERED, 30))
    assert all(share < 0.3 for share in page.evaluate(COVERED, 10))


def test_two_charts_are_zoomed_apart_and_lose_a_hidden_run_together(visitor: Visitor) -> None:
    page = drawn(visitor.open(f"{TWO}&view=overlay+second+rate"))
    expect(page.locator(".sb-legend li")).to_have_count(2)
    lines = page.locator(".sb-chart .scatterlayer path.js-line")
    page.locator(".sb-legend button").nth(1).click()
    expect(lines).to_have_count(2)
    page.locator(".sb-legend button").nth(1).click()
    expect(lines).to_have_count(4)
    box = page.locator(".sb-chart .nsewdrag[data-subplot=x14y14]").bounding_box()
    assert box is not None
    page.mouse.move(box["x"] + box["width"] / 2, box["y"] + 20)
    page.mouse.down()
    page.mouse.move(box["x"] + box["width"] - 20, box["y"] + box["height"] - 20, steps=4)
    page.mouse.up()
    ends = "x => document.querySelector('.sb-chart .sb-plot')._fullLayout[x].range.map(Number)"
    page.wait_for_function(f"({ends})('xaxis14')[0] > 10")
    assert page.evaluate(ends, "xaxis2") == [0, 40]


def test_a_picture_opens_complete_and_plays_from_its_start(visitor: Visitor) -> None:
    page = drawn(visitor.open(TWO))
    player = page.locator(PLAYER)
    expect(player).to_have_attribute("data-step", "40")
    page.get_by_role("button", name=re.compile("^Play")).click()
    page.wait_for_function(f"Number(document.querySelector('{PLAYER}').dataset.step) < 30")
    expect(player).to_have_attribute("data-step", "40")
    expect(player).to_have_attribute("data-playing", "false")
    page.keyboard.press("Home")
    page.wait_for_function("location.search.includes('step=0')")


def test_a_pause_is_spoken_with_every_run(visitor: Visitor) -> None:
    page = drawn(visitor.open(TWO))
    page.locator(PLAYER).focus()
    page.keyboard.press("ArrowLeft")
    said = page.locator(".sb-says")
    expect(said).to_have_text(
        re.compile(r"^Step 39 of 40\. Gradient descent 0\.1: loss \S+; Adam 0\.3: loss \S+\.$")
    )
    expect(said).to_have_attribute("aria-live", "polite")


def test_with_reduced_motion_the_end_state_is_shown_and_nothing_moves(
    browser: Browser, address: str
) -> None:
    context = browser.new_context(reduced_motion="reduce")
    page = Visitor(context, address).open(TWO)
    expect(drawn(page).locator(PLAYER)).to_have_attribute("data-step", "40")
    expect(page.locator(PLAYER)).to_have_attribute("data-playing", "false")
    context.close()


PICTURES = """async () => {
  const root = document.querySelector("[data-testid=player]");
  const canvas = root.querySelector(".sb-picture canvas");
  const seen = [];
  root.querySelector(".sb-play").click();
  do {
    await new Promise(requestAnimationFrame);
    const picture = canvas.toDataURL();
    if (picture !== seen.at(-1)?.picture) {
      seen.push({ picture, step: Number(root.dataset.step), at: performance.now() });
    }
  } while (root.dataset.playing === "true");
  return seen.map(({ step, at }) => [step, at]);
}"""


def test_with_reduced_motion_play_leaps_from_step_to_step(browser: Browser, address: str) -> None:
    context = browser.new_context(reduced_motion="reduce")
    page = drawn(Visitor(context, address).open(f"{TWO}&view=overlay+speed+4&step=0"))
    seen = page.evaluate(PICTURES)
    assert seen[-1][0] == 40  # it plays to the end
    assert 3 <= len(seen) <= 7  # in 2.5 seconds: two pictures a second, not sixty
    leaps = [
        (later[0] - sooner[0], later[1] - sooner[1]) for sooner, later in itertools.pairwise(seen)
    ]
    assert all(steps >= 1 for steps, _ in leaps)
    assert min(wait for _, wait in leaps[1:]) > 300
    page.locator(PLAYER).focus()
    page.keyboard.press("ArrowLeft")
    expect(page.locator(PLAYER)).to_have_attribute("data-step", "39")
    context.close()


def test_on_a_phone_panels_stand_below_each_other(browser: Browser, address: str) -> None:
    context = browser.new_context(viewport={"width": 390, "height": 844}, has_touch=True)
    page = drawn(Visitor(context, address).open(f"{TWO}&view=side"))
    expect(page.locator(".sb-start:visible")).to_have_count(2)
    (x0, y0), (x1, y1) = (middle(page.locator(".sb-start").nth(k)) for k in (0, 1))
    assert abs(x0 - x1) < 2
    assert y1 - y0 > 150
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
    context.close()


def test_many_panels_stand_two_and_two_on_a_phone(browser: Browser, address: str) -> None:
    context = browser.new_context(viewport={"width": 390, "height": 844}, has_touch=True)
    page = drawn(Visitor(context, address).open(f"{BOWL}&view=side" + "&run=gd+at+3+1" * 6))
    expect(page.locator(".sb-start:visible")).to_have_count(6)
    places = [middle(page.locator(".sb-start").nth(k)) for k in range(6)]
    assert len({round(x) for x, _ in places}) == 2
    assert len({round(y) for _, y in places}) == 3
    context.close()


def test_the_names_above_panels_are_cut_before_the_next_and_keep_their_rates(
    visitor: Visitor,
) -> None:
    page = drawn(visitor.open(f"{BOWL}&view=side" + "&run=nesterov+lr+0.0005+at+3+1" * 12))
    names = page.locator(".sb-picture .annotation-text")
    expect(names).to_have_count(12)
    for text in names.all_text_contents():
        assert re.fullmatch(r"Nes.*… 0\.0005", text)
    boxes = [box for k in range(12) if (box := names.nth(k).bounding_box())]
    for left, right in itertools.pairwise(boxes):
        assert left["x"] + left["width"] < right["x"] or right["y"] > left["y"]


def test_an_embedded_page_shows_picture_and_player(visitor: Visitor) -> None:
    page = drawn(visitor.open(f"{TWO}&embed=true"))
    expect(page.get_by_role("button", name=re.compile("^Play"))).to_be_visible()
    assert "embed=true" in visitor.query()


def expect_nothing_grave(page: Page) -> None:
    """Run axe on the page as it is, in light and in dark."""
    for scheme in ("light", "dark"):
        page.emulate_media(color_scheme=scheme)
        expect(page.locator(".stApp")).to_have_css("color-scheme", scheme)
        found = Axe().run(page, context={"exclude": [[part] for part in FRAME]})
        grave = [
            (one["id"], node["target"], node["failureSummary"])
            for one in found.response["violations"]
            if one["impact"] in ("serious", "critical")
            for node in one["nodes"]
        ]
        assert grave == []


@pytest.mark.parametrize("place", PAGES)
def test_axe_finds_nothing_serious_in_what_we_draw(visitor: Visitor, place: str) -> None:
    page = visitor.open(place)
    if place in COMPARE:
        drawn(page)
    expect_nothing_grave(page)


def test_axe_finds_nothing_serious_in_a_lesson_before_and_after_its_answer(
    visitor: Visitor,
) -> None:
    page = drawn(visitor.open(f"/?{LESSONS['article-escape'].link}&lesson=article-escape"))
    expect_nothing_grave(page)
    page.get_by_role("button", name="Show the paths and the answer").click()
    expect(page.locator(".sb-answer")).to_be_visible()
    expect_nothing_grave(page)


@pytest.mark.parametrize("name", ["Share", "Export"])
def test_axe_finds_nothing_serious_in_an_open_dialog(visitor: Visitor, name: str) -> None:
    page = drawn(visitor.open(TWO))
    page.get_by_role("button", name=name).click()
    expect(page.get_by_role("dialog").get_by_role("heading", name=name)).to_be_visible()
    expect_nothing_grave(page)


@pytest.mark.parametrize("width", [1400, 390])
def test_no_formula_of_the_catalogue_leaves_its_card(visitor: Visitor, width: int) -> None:
    visitor.page.set_viewport_size({"width": width, "height": 844})
    page = visitor.open("/catalogue")
    page.locator("[class*=st-key-tile-loss-] .katex").last.wait_for()
    out = """tiles => tiles.flatMap(tile => [...tile.querySelectorAll('.katex .base')].filter(
      part => part.getBoundingClientRect().right > tile.getBoundingClientRect().right
    ).map(() => tile.className))"""
    assert page.locator("[class*=st-key-tile-loss-]").evaluate_all(out) == []


MOUNT = """async ({ script, html, data }) => {
  const url = URL.createObjectURL(new Blob([script], { type: "text/javascript" }));
  const { default: mount } = await import(url);
  let listeners = 0, sent = 0;
  const contexts = new Set();
  const get = HTMLCanvasElement.prototype.getContext;
  HTMLCanvasElement.prototype.getContext = function (kind, ...more) {
    const context = get.call(this, kind, ...more);
    if (context && kind.startsWith("webgl")) contexts.add(context);
    return context;
  };
  for (const target of [document, window]) {
    const [add, drop] = [target.addEventListener, target.removeEventListener];
    target.addEventListener = (...all) => { listeners += 1; add.apply(target, all); };
    target.removeEventListener = (...all) => { listeners -= 1; drop.apply(target, all); };
  }
  const once = async () => {
    const parent = new DOMParser().parseFromString(html, "text/html").body;
    const place = document.createElement("div");
    place.style.width = "320px";  // few pixels: software draws the surface
    place.append(...parent.children);
    document.body.append(place);
    const tell = () => { sent += 1; };
    const given = { data, parentElement: place, setStateValue: tell, setTriggerValue: tell };
    const done = mount(given);
    while (!place.querySelector(".sb-ready")) await new Promise((go) => setTimeout(go, 5));
    for (const part of [".sb-legend button", ".sb-loop", ".sb-back", ".sb-play"]) {
      place.querySelector(part).click();  // a report and a frame are due when it goes
    }
    done();
    const left = place.querySelectorAll(".main-svg, .gl-container canvas, button.sb-start").length;
    place.remove();
    return left;
  };
  await once();
  const before = [listeners, document.querySelectorAll("*").length];
  let left = 0;
  const held = () => [...contexts].filter((context) => !context.isContextLost()).length;
  const least = held();
  for (let k = 0; k < 50; k++) left += await once();
  await new Promise((go) => setTimeout(go, 600));  // longer than any report waits
  const after = [listeners, document.querySelectorAll("*").length];
  return { before, after, left, sent, contexts: held() - least, made: contexts.size };
}"""


@pytest.mark.parametrize("view", ["overlay", "surface"])
def test_mounting_fifty_times_leaves_nothing_behind(visitor: Visitor, view: str) -> None:
    page = drawn(visitor.open(BOWL))
    e, _ = decode(f"{TWO[2:]}&view={view}")
    data = {
        "figure": player.pack(figures.compare(e, load(e), run(e))),
        "library": assets.library_path(),
        "playback": asdict(player.Playback()),
    } | {"steps": 40, "step": 0, "serial": 0, "heard": 0, "locked": "", "cards": ""}
    given = {"script": assets.script(), "html": assets.text("player.html"), "data": data}
    found = page.evaluate(MOUNT, given)
    assert found["after"] == found["before"]
    assert found["left"] == 0
    assert found["sent"] == 0
    assert found["contexts"] <= 0
    assert (found["made"] > 0) == (view == "surface")
