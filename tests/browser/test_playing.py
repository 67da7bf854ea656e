"""The main job in a real browser: look, play, scrub, type, share."""

import re

import numpy as np
from playwright.sync_api import Page, expect

from experiment import decode, local_model, run
from tests.browser.visitor import PLAYER, TWO, Visitor


def step(page: Page) -> int:
    return int(page.get_attribute(PLAYER, "data-step") or -1)


def expect_step(page: Page, number: int) -> None:
    expect(page.locator(PLAYER)).to_have_attribute("data-step", str(number))


def contours(page: Page) -> int:
    """Return the number of level lines and areas in the drawn landscape, once there are any."""
    levels = page.locator(f"{PLAYER} .contourlayer path")
    expect(levels.first).to_be_attached()
    return levels.count()


def test_the_first_frame_shows_a_landscape_four_paths_and_a_play_button(visitor: Visitor) -> None:
    page = visitor.open()
    expect(page.locator(PLAYER)).to_be_visible()
    expect(page.get_by_role("button", name=re.compile("^Play"))).to_be_visible()
    expect(page.locator(".sb-verdict")).to_have_count(4)
    assert contours(page) > 0
    lowest = page.locator(".sb-verdict").last.bounding_box()
    assert lowest is not None
    assert lowest["y"] + lowest["height"] <= 900


def test_the_animation_reaches_the_last_step_and_leaves_the_contour_alone(visitor: Visitor) -> None:
    page = visitor.open("/?loss=rosenbrock&run=adam+lr+0.1&run=gd+lr+0.001&steps=30")
    before = contours(page)
    page.get_by_label("Speed").select_option("4")
    page.get_by_role("button", name=re.compile("^Play")).click()
    expect(page.locator(PLAYER)).to_have_attribute("data-playing", "true")
    expect(page.locator(PLAYER)).to_have_attribute("data-playing", "false", timeout=20_000)
    expect_step(page, 30)
    assert contours(page) == before > 0


def test_the_bar_and_the_keyboard_move_the_playhead_and_the_address_follows_without_history(
    visitor: Visitor,
) -> None:
    page = visitor.open("/?loss=x^2&run=gd+lr+0.1&steps=40")
    entries = page.evaluate("history.length")
    page.locator(f"{PLAYER} input[type=range]").first.fill("25")
    expect_step(page, 25)
    page.locator(PLAYER).focus()
    for key, number in (("End", 40), ("Home", 0), ("ArrowRight", 1), ("ArrowRight", 2)):
        page.keyboard.press(key)
        expect_step(page, number)
    page.wait_for_function("location.search.includes('step=2')")
    assert page.evaluate("history.length") == entries


def test_a_path_that_is_still_ahead_is_faint(visitor: Visitor) -> None:
    page = visitor.open("/?loss=x^2%2By^2&run=gd+lr+0.1+at+3+1&steps=40&step=0")
    for area in ("picture", "chart"):
        trace = page.locator(f".sb-{area} .scatterlayer .trace").first
        expect(trace).to_have_css("opacity", "0.42")


INKED = """points => {
  const [plot, canvas] = [".sb-plot", "canvas"].map((part) => (
    document.querySelector(`.sb-picture > ${part}`)));
  const { xaxis, yaxis } = plot._fullLayout;
  const ratio = canvas.width / canvas.clientWidth;
  const ink = canvas.getContext("2d");
  return points.filter(([x, y]) => {
    const [u, v] = [xaxis._offset + xaxis.d2p(x), yaxis._offset + yaxis.d2p(y)];
    const around = ink.getImageData(Math.round(u * ratio) - 1, Math.round(v * ratio) - 1, 3, 3);
    return around.data.some((value) => value > 0);
  }).length;
}"""
HEARD = """() => {
  window.written = [];
  const write = CanvasRenderingContext2D.prototype.fillText;
  CanvasRenderingContext2D.prototype.fillText = function (text, ...place) {
    window.written.push(text);
    write.call(this, text, ...place);
  };
}"""


def test_the_local_model_goes_with_the_playhead(visitor: Visitor) -> None:
    query = (
        "loss=x^2%2Bx*y%2B9y^2&window=-4+4+-2+2&run=gd+lr+0.05+at+3+1&steps=9&view=overlay+model"
    )
    page = visitor.open(f"/?{query}&step=2")
    page.locator(".sb-ready").wait_for()
    e, _ = decode(query)
    (seen,) = run(e)
    outlines = [local_model(e, seen.points[step]).outline.tolist() for step in (2, 1)]
    assert page.evaluate(INKED, outlines[0]) == len(outlines[0])
    page.evaluate(HEARD)
    page.keyboard.press("ArrowLeft")
    expect_step(page, 1)
    assert page.evaluate(INKED, outlines[1]) == len(outlines[1])
    assert page.evaluate(INKED, outlines[0]) < len(outlines[0]) / 2
    low, high = np.linalg.eigvalsh([[2, 1], [1, 18]])
    assert f"condition {high / low:.3f}" in page.evaluate("window.written")


PRESSED_AT_ONCE = f"""
new MutationObserver((_, observer) => {{
  const player = document.querySelector("{PLAYER}");
  if (!player) return;
  observer.disconnect();
  player.dispatchEvent(new KeyboardEvent("keydown", {{ key: "ArrowLeft", bubbles: true }}));
}}).observe(document, {{ attributes: true, childList: true, subtree: true }});
"""


def test_a_key_counts_from_the_moment_that_the_player_is_there(visitor: Visitor) -> None:
    visitor.page.add_init_script(PRESSED_AT_ONCE)
    page = visitor.open("/?loss=x^2&run=gd+lr+0.1&steps=40&step=12")
    expect_step(page, 11)
    page.wait_for_function("location.search.includes('step=11')")


def test_where_the_loss_bends_both_ways_the_local_model_is_a_saddle(visitor: Visitor) -> None:
    query = "loss=x^2-y^2&window=-4+4+-2+2&run=gd+lr+0.05+at+3+1&steps=9&view=overlay+model&step=2"
    page = visitor.open(f"/?{query}")
    page.locator(".sb-ready").wait_for()
    model = local_model(decode(query)[0], np.array([2.43, 1.21]))
    around = model.outline[12::24].tolist()  # between the eigen-directions
    axes = [
        (model.point + 0.17 * part * model.axes[:, k]).tolist()
        for k in (0, 1)
        for part in range(1, 5)
    ]
    assert page.evaluate(INKED, around) == 0
    assert page.evaluate(INKED, axes) > len(axes) / 2  # dashed
    page.evaluate(HEARD)
    page.locator(PLAYER).focus()
    page.keyboard.press("ArrowRight")
    expect_step(page, 3)
    assert "saddle" in page.evaluate("window.written")


def test_a_typed_loss_is_drawn_and_read_back_as_a_formula(visitor: Visitor) -> None:
    page = visitor.open()
    field = page.get_by_label("Loss", exact=True)
    field.fill("x^2 + 3y^2")
    field.press("Enter")
    expect(page.locator(".st-key-reading .katex").first).to_contain_text("3")
    page.wait_for_function("new URLSearchParams(location.search).get('loss') === 'x^2 + 3y^2'")


def test_a_broken_loss_keeps_the_picture_and_its_text_and_shows_the_place(
    visitor: Visitor,
) -> None:
    page = visitor.open()
    before = contours(page)
    field = page.get_by_label("Loss", exact=True)
    field.fill("x^2 + )y")
    field.press("Enter")
    expect(page.locator(".st-key-fault")).to_contain_text("^")
    expect(field).to_have_value("x^2 + )y")
    assert contours(page) == before
    page.wait_for_function("new URLSearchParams(location.search).get('loss') === 'x^2 + )y'")


def test_a_divergence_is_told_with_its_step(visitor: Visitor) -> None:
    link = "/?loss=x^4-2x^2%2Bx&run=gd+lr+0.5+at+0.3&run=gd+lr+0.8+at+0.1&steps=8"
    page = visitor.open(link)
    expect(page.locator(".sb-verdict").nth(1)).to_contain_text("iverge")
    expect(page.locator(".sb-verdict").nth(1)).to_contain_text(re.compile(r"step \d"))


def test_dials_lead_to_the_picture_that_their_link_shows(visitor: Visitor) -> None:
    page = visitor.drawn(f"{TWO}&step=12")
    page.get_by_role("button", name=re.compile("^Gradient descent")).click()
    slider = page.locator("[class*=st-key-lr-] input[type=range]")
    slider.wait_for()
    visitor.ready()
    for rate in ("0.11", "0.12"):
        slider.press("ArrowRight")
        page.wait_for_function(f"location.search.includes('lr+{rate}')")
        visitor.ready()
    page.mouse.move(700, 890)  # away from the cards, which dim other runs
    wanted = visitor.sees_what_its_link_shows()
    assert [layer.split()[0] for layer in wanted[:3]] == [
        "contourlayer",
        "scatterlayer",
        "scatterlayer",
    ]


def test_a_dial_moves_slider_and_field_together_and_keeps_the_playhead(visitor: Visitor) -> None:
    page = visitor.open("/?loss=x^2&run=gd+lr+0.1&steps=40&step=12")
    page.get_by_role("button", name=re.compile("^Gradient descent")).click()
    slider = page.locator("[class*=st-key-lr-] input[type=range]")
    slider.focus()
    page.keyboard.press("ArrowRight")
    expect(page.get_by_label("Learning rate", exact=True)).to_have_value("0.11")
    page.wait_for_function("location.search.includes('lr+0.11')")
    expect_step(page, 12)
    assert "step=12" in visitor.query()
