"""The fit beside the landscape: it follows the playhead, and its rows can be moved."""

import json

import numpy as np
from playwright.sync_api import Page, expect

from experiment import decode, run, with_target
from tests.browser.visitor import PLAYER, Visitor

LINE = "data=outlier&batch=4&run=gd+lr+0.02+at+0+0&run=adam+lr+0.1+at+0+0&steps=60&step=40"
CANVAS = "document.querySelector('.sb-chart canvas').toDataURL()"


def ends(page: Page) -> np.ndarray:
    return np.array(json.loads(str(page.locator(PLAYER).get_attribute("data-ends"))))


def test_the_fit_follows_the_playhead_and_a_row_moves_the_loss_under_the_hand(
    visitor: Visitor,
) -> None:
    page = visitor.drawn(f"/?{LINE}&view=overlay+batches")
    words = page.locator(".sb-chart text").all_text_contents()
    assert {"u", "v", "step", "epoch"} <= set(words)
    before = page.evaluate(CANVAS)
    page.keyboard.press("Home")
    page.wait_for_function(f"before => {CANVAS} !== before", arg=before)

    page.get_by_role("button", name="Move rows").click()
    handle = page.locator(".sb-row")
    handle.focus()
    for _ in range(5):
        page.keyboard.press("ArrowRight")
    expect(handle).to_have_attribute(
        "aria-label", "Row 6: v 0.76. Up and down move it, left and right choose another row."
    )
    box = handle.bounding_box()
    assert box
    x, y = box["x"] + box["width"] / 2, box["y"] + box["height"] / 2
    page.mouse.move(x, y)
    page.mouse.down()
    page.mouse.move(x, y - 30, steps=3)
    expect(page.locator(PLAYER)).to_have_attribute("data-ground", "drawn")
    at_hand = ends(page)
    said = str(handle.get_attribute("aria-label"))
    page.mouse.up()
    expect(page.locator(PLAYER)).to_have_attribute("data-live", "false")
    expect(page.locator(PLAYER)).to_have_attribute("data-ground", "now")
    expect(page.locator(PLAYER)).to_have_attribute("data-step", "0")

    value = float(said.split(": v ")[1].split(". Up", maxsplit=1)[0])
    e = with_target(decode(LINE)[0], 5, value)
    wanted = np.array([one.points[-1] for one in run(e)])
    np.testing.assert_allclose(at_hand, wanted, rtol=0, atol=1e-12)
    np.testing.assert_allclose(ends(page), wanted, rtol=0, atol=1e-12)
    page.wait_for_function("location.search.includes('data=u+v')")
    shown, _ = decode(visitor.query().lstrip("?"))
    assert shown.data
    assert shown.data.table.column("v")[5] == value
    assert visitor.foreign() == []
