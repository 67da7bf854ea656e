"""Maps in the browser: with the mouse, a finger and the keyboard; with workers and without."""

import json
import re

from playwright.sync_api import Page, expect

from experiment import decode, run
from tests.browser.visitor import Visitor, middle

LINK = "loss=himmelblau&run=gd+lr+0.01+at+0+0&run=adam+lr+0.1+at+0+0&steps=60"
MAPS = ".sb-maps"
READY = f"{MAPS}[data-state=ready]"
READING = "document.querySelector('.sb-maps-reading').textContent"


def mapped(visitor: Visitor, more: str) -> Page:
    """Open the page of maps and wait until its map is whole."""
    page = visitor.open(f"/maps?{LINK}&map={more}")
    page.locator(f"{READY} .sb-maps-table td").first.wait_for()
    return page


def axes(page: Page) -> list[list[float]]:
    found: list[list[float]] = json.loads(str(page.locator(MAPS).get_attribute("data-axes")))
    return found


def colours(page: Page) -> int:
    """How many colours the first map has: a picture has many."""
    count = page.locator(".sb-map-base").first.evaluate(
        "canvas => new Set(new Uint32Array(canvas.getContext('2d').getImageData("
        "70, 20, 200, 150).data.buffer)).size"
    )
    return int(count)


def inset(page: Page) -> int:
    """How many pixels are drawn above the map: few are a cursor, thousands an inset."""
    count = page.locator(".sb-map-above:visible").first.evaluate(
        "canvas => new Uint32Array(canvas.getContext('2d').getImageData("
        "0, 0, canvas.width, canvas.height).data.buffer).filter(Boolean).length"
    )
    return int(count)


def test_from_compare_to_a_map_and_by_a_click_back_to_the_run_of_its_pixel(
    visitor: Visitor,
) -> None:
    page = visitor.drawn(f"/?{LINK}")
    page.get_by_role("button", name="Maps", exact=True).click()
    page.locator(f"{READY}[data-kind=rates] .sb-maps-table td").first.wait_for()
    page.get_by_role("radio", name="Starts").click()
    page.locator(f"{READY}[data-kind=starts] .sb-maps-table td").first.wait_for()
    expect(page.locator(".sb-maps-words")).to_contain_text("reaches the minimum at")
    assert colours(page) > 5
    x, y = middle(page.locator(".sb-map-above").first)
    page.mouse.move(x + 40, y + 30)
    expect(page.locator(".sb-maps-reading")).to_contain_text(re.compile("^x = .*Gradient descent"))
    said = page.locator(".sb-maps-reading").inner_text()
    page.mouse.click(x + 40, y + 30)
    page.locator(".sb-ready").wait_for()
    expect(page).to_have_url(re.compile(r"/\?.*map=starts"))
    e, problems = decode(page.evaluate("location.search"))
    assert problems == ()
    start = e.runs[0].start
    assert said.startswith(f"x = {start[0]:g}, y = {start[1]:g}:".replace("-", "−"))
    (path, _) = run(e)
    minimum = path.verdict.minimum
    assert (minimum is not None) == ("reaches the minimum" in said)


def test_zooming_by_wheel_drag_and_keys_computes_anew_and_ends_in_the_link(
    visitor: Visitor,
) -> None:
    page = mapped(visitor, "starts")
    first = axes(page)
    x, y = middle(page.locator(".sb-map-above").first)
    page.mouse.move(x, y)
    page.mouse.wheel(0, -300)
    page.wait_for_function("location.search.includes('map=starts+x')")
    near = axes(page)
    assert first[0][0] < near[0][0] < near[0][1] < first[0][1]
    page.mouse.down()
    page.mouse.move(x + 80, y, steps=4)
    page.mouse.up()
    page.wait_for_function("before => location.search !== before", arg=visitor.query())
    assert axes(page)[0][0] < near[0][0]
    page.locator(".sb-map-above").first.focus()
    for key in ("Enter", "ArrowRight", "ArrowUp"):
        page.keyboard.press(key)
    expect(page.locator(".sb-maps-reading")).to_contain_text("Gradient descent")
    before = visitor.query()
    page.keyboard.press("+")
    page.wait_for_function("before => location.search !== before", arg=before)
    page.locator(READY).wait_for()
    page.get_by_role("button", name="Whole map").click()
    page.wait_for_function("location.search.endsWith('map=starts')")
    page.wait_for_function("first => document.querySelector('.sb-maps').dataset.axes === first",
                           arg=json.dumps(first).replace(" ", "").replace(".0", ""))  # fmt: skip
    page.go_back()
    page.wait_for_function("location.search.includes('map=starts+x')")


def test_the_best_rates_are_used_at_a_click_and_an_inset_shows_what_a_rate_does(
    visitor: Visitor,
) -> None:
    page = mapped(visitor, "rates")
    assert inset(page) == 0
    x, y = middle(page.locator(".sb-map-above").first)
    page.mouse.move(x, y)
    expect(page.locator(".sb-maps-reading")).to_contain_text("learning rate = ")
    assert inset(page) > 20_000
    page.mouse.move(x, 5)
    page.wait_for_function(f"{READING}.startsWith('Point at')")
    assert inset(page) == 0
    page.locator(".sb-map-above").first.focus()
    page.keyboard.press("Enter")
    expect(page.locator(".sb-maps-reading")).to_contain_text("learning rate = ")
    assert inset(page) > 20_000
    page.keyboard.press("Escape")
    page.get_by_role("button", name=re.compile("^Use the rate .* for Adam")).click()
    page.wait_for_function("!location.search.includes('adam+lr+0.1+')")
    page.get_by_role("button", name="Use the best for all").click()
    page.wait_for_function("!location.search.includes('gd+lr+0.01+')")
    page.get_by_role("button", name="Back to Compare").click()
    page.locator(".sb-ready").wait_for()
    e, _ = decode(page.evaluate("location.search"))
    assert all(rate not in (0.01, 0.1) for rate in (one.rate for one in e.runs))


def test_a_map_can_be_stopped_and_goes_on_and_leaves_no_worker(visitor: Visitor) -> None:
    page = visitor.page
    page.add_init_script(
        "window.open_ = 0; const W = window.Worker; window.Worker = class extends W {"
        "constructor(...all) { super(...all); window.open_ += 1; }"
        "terminate() { super.terminate(); window.open_ -= 1; } }"
    )
    slow = LINK.replace("steps=60", "steps=8000")
    visitor.open(f"/maps?{slow}&map=starts")
    page.locator(".sb-maps-stop:visible").click()
    page.locator(f"{MAPS}[data-state=stopped]").wait_for()
    known = int(str(page.locator(MAPS).get_attribute("data-known")))
    page.wait_for_timeout(300)
    assert int(str(page.locator(MAPS).get_attribute("data-known"))) == known
    assert page.evaluate("window.open_") > 0
    page.get_by_role("button", name="Go on").click()
    page.wait_for_function(
        "known => Number(document.querySelector('.sb-maps').dataset.known) !== known", arg=known
    )
    page.get_by_role("link", name="About").click()
    page.get_by_role("heading", name="About Switchback").wait_for()
    page.wait_for_function("window.open_ === 0")


def test_without_workers_the_server_computes(visitor: Visitor) -> None:
    visitor.page.add_init_script("window.Worker = undefined")
    page = mapped(visitor, "starts")
    expect(page.locator(".sb-maps-words")).to_contain_text("reaches the minimum at")
    assert colours(page) > 5


def test_a_phone_shows_one_map_two_fingers_zoom_and_one_reads_before_it_opens(
    phone: Visitor,
) -> None:
    page = mapped(phone, "starts")
    expect(page.locator(".sb-map:visible")).to_have_count(1)
    page.get_by_role("button", name="Adam 0.1").click()
    expect(page.locator(".sb-map:visible .sb-map-title")).to_have_text("Adam 0.1")
    x, y = middle(page.locator(".sb-map-above:visible"))
    y = min(y, 600)
    wide = [high - low for low, high in axes(page)]
    touch(phone, "touchStart", (x - 20, y), (x + 20, y))
    for apart in range(25, 45, 5):
        touch(phone, "touchMove", (x - apart, y + apart), (x + apart, y + apart))
        page.wait_for_timeout(16)
    touch(phone, "touchEnd")
    page.wait_for_function("location.search.includes('map=starts+x')")
    near = [high - low for low, high in axes(page)]
    assert all(0.45 < after / before < 0.7 for before, after in zip(wide, near, strict=True))
    assert page.evaluate("visualViewport.scale") == 1  # it is the map that grows
    expect(page.get_by_role("button", name="Open this run")).to_be_hidden()
    touch(phone, "touchStart", (x, y))
    touch(phone, "touchEnd")
    expect(page.locator(".sb-maps-reading")).to_contain_text("Adam 0.1")
    page.get_by_role("button", name="Open this run").click()
    page.locator(".sb-ready").wait_for()


def touch(phone: Visitor, kind: str, *fingers: tuple[float, float]) -> None:
    """Put fingers on the glass, move them or take all away."""
    points = [{"x": x, "y": y, "id": k} for k, (x, y) in enumerate(fingers)]
    phone.glass.send("Input.dispatchTouchEvent", {"type": kind, "touchPoints": points})


def test_in_the_colours_of_the_visitors_system_a_map_keeps_its_own(phone: Visitor) -> None:
    page = mapped(phone, "rates")
    x, y = middle(page.locator(".sb-map-above:visible"))
    touch(phone, "touchStart", (x, y))
    touch(phone, "touchEnd")
    expect(page.locator(".sb-maps-reading")).to_contain_text("learning rate = ")
    assert inset(page) > 8_000
    page.get_by_text("Starts", exact=True).click()
    page.locator(f"{READY}[data-kind=starts] .sb-maps-table td").first.wait_for()
    page.emulate_media(forced_colors="active")
    ground = "element => getComputedStyle(element).backgroundColor"
    kinds = page.get_by_role("radio")
    chosen = [kind.evaluate(ground) for kind in kinds.all()]
    assert chosen[1] not in (chosen[0], chosen[2])
    first, second = (run.evaluate(ground) for run in page.locator(".sb-maps-run").all())
    assert first != second
    for place in (".sb-map-base", ".sb-map-swatch", ".sb-map-mark"):
        own = page.locator(place).first
        assert own.evaluate("one => getComputedStyle(one).forcedColorAdjust") == "none"
    assert colours(page) > 5
    page.emulate_media(forced_colors="none")


def test_picture_and_table_are_saved(visitor: Visitor) -> None:
    page = mapped(visitor, "starts")
    with page.expect_download() as download:
        page.get_by_role("button", name="Save as CSV").click()
    rows = download.value.path().read_text("utf-8").splitlines()
    assert rows[0] == "run,x,y,ending,minimum,steps,gap,loss,end x,end y"
    assert len(rows) - 1 == int(str(page.locator(MAPS).get_attribute("data-known")))
    with page.expect_download() as download:
        page.get_by_role("button", name="Save as PNG").click()
    assert download.value.suggested_filename == "switchback-himmelblau-gd-adam-60-starts.png"
    assert download.value.path().read_bytes().startswith(b"\x89PNG")
