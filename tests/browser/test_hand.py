"""What is dragged moves at once, without the server, and the server's numbers take its place."""

import json
import re
from dataclasses import replace

import numpy as np
import pytest
from playwright.sync_api import Page, expect

from experiment import decode, run
from tests.browser.visitor import PLAYER, Visitor, middle

VALLEY = "loss=rosenbrock&run=gd+lr+0.001&run=adam+lr+0.1&steps=120"
CURVE = "loss=x^4-2x^2%2Bx&run=gd+lr+0.05+at+1.2&run=momentum+lr+0.02+at+1.2&steps=40"


def said(page: Page, name: str) -> list[object]:
    text = page.locator(PLAYER).get_attribute(f"data-{name}")
    assert text is not None
    found: list[object] = json.loads(text)
    return found


def ends_by_numpy(link: str, page: Page) -> list[list[float]]:
    """Where the runs of a link end from the starts and at the rates that are shown now."""
    e, _ = decode(link)
    starts, rates = said(page, "starts"), said(page, "rates")
    shown = [
        replace(one, start=tuple(start), dials={**one.dials, "lr": rate})  # type: ignore[arg-type]
        for one, start, rate in zip(e.runs, starts, rates, strict=True)
    ]
    return [path.points[-1].tolist() for path in run(replace(e, runs=tuple(shown)))]


def ends_as_in_numpy(link: str, page: Page) -> None:
    gap = np.abs(np.array(said(page, "ends")) - np.array(ends_by_numpy(link, page)))
    assert gap.max() <= 1e-9


def waits_for(page: Page, live: bool) -> None:
    expect(page.locator(PLAYER)).to_have_attribute("data-live", str(live).lower())


@pytest.mark.parametrize(
    "link",
    [
        VALLEY,
        f"{VALLEY}&view=side",
        f"{VALLEY}&view=surface",
        CURVE,
        f"{CURVE}&view=overlay+cobweb",
    ],
)
def test_a_start_is_dragged_and_every_end_is_that_of_the_place_under_the_pointer(
    visitor: Visitor, link: str
) -> None:
    page = visitor.drawn(f"/?{link}")
    waits_for(page, False)
    np.testing.assert_allclose(said(page, "ends"), ends_by_numpy(link, page), rtol=0, atol=1e-12)
    entries = page.evaluate("history.length")
    visitor.ready()
    before = len(visitor.requests), len(visitor.sent)
    x, y = middle(page.locator(".sb-start").first)
    page.mouse.move(x, y)
    page.mouse.down()
    seen = []
    for k in range(1, 5):
        page.mouse.move(x + 15 * k, y + 12 * k)
        page.evaluate("() => new Promise((done) => requestAnimationFrame(() => setTimeout(done)))")
        waits_for(page, True)
        seen.append(said(page, "starts")[0])
        ends_as_in_numpy(link, page)
    assert len({str(start) for start in seen}) == 4
    assert page.evaluate("history.length") == entries
    assert (len(visitor.requests), len(visitor.sent)) == before
    page.mouse.up()
    waits_for(page, False)
    page.wait_for_function("(n) => history.length === n", arg=entries + 1)
    assert said(page, "starts") == [seen[-1]] * 2
    assert ends_by_numpy("?" + page.url.partition("?")[2], page) == said(page, "ends")


def test_a_learning_rate_is_dragged_where_it_is_read(visitor: Visitor) -> None:
    page = visitor.drawn(f"/?{VALLEY}")
    rate = page.get_by_role("slider", name="Learning rate of Adam 0.1")
    entries = page.evaluate("history.length")
    x, y = middle(rate)
    page.mouse.move(x, y)
    page.mouse.down()
    page.mouse.move(x + 20, y, steps=5)
    waits_for(page, True)
    assert said(page, "rates") == [0.001, 0.316]
    expect(rate).to_have_attribute("aria-valuetext", "0.316")
    ends_as_in_numpy(VALLEY, page)
    page.mouse.up()
    page.wait_for_function("location.search.includes('adam+lr+0.316')")
    waits_for(page, False)
    visitor.ready()
    first = page.get_by_role("slider", name=re.compile("Learning rate of Gradient descent"))
    first.focus()
    page.keyboard.press("ArrowUp")
    page.keyboard.press("Shift+ArrowUp")
    expect(page.locator(PLAYER)).to_have_attribute("data-rates", "[0.00129,0.316]")
    waits_for(page, True)
    page.keyboard.press("Escape")
    waits_for(page, False)
    assert said(page, "rates") == [0.001, 0.316]
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    page.wait_for_function("location.search.includes('gd+lr+0.000794')")
    assert page.evaluate("history.length") == entries + 2


def test_without_a_connection_a_start_is_dragged_and_told_when_it_is_back(
    visitor: Visitor,
) -> None:
    page = visitor.drawn(f"/?{VALLEY}")
    state = "document.querySelector('[data-testid=stApp]').setAttribute('{}', '{}')"
    page.evaluate(state.format("data-test-connection-state", "DISCONNECTED"))
    start = page.locator(".sb-start").first
    start.focus()
    page.keyboard.press("ArrowRight")
    page.keyboard.press("Enter")
    notice = page.get_by_text("Not connected. This will be saved when the connection is back.")
    expect(notice).to_be_visible()
    waits_for(page, True)
    page.evaluate(state.format("data-test-connection-state", "CONNECTED"))
    page.wait_for_function("location.search.includes('-1.46')")
    expect(notice).to_be_hidden()
    waits_for(page, False)


RANGE = "document.querySelector('.sb-chart .sb-plot')._fullLayout.yaxis2.range.map(Number)"
OPACITY = "part => Number(getComputedStyle(part).opacity)"


def test_while_a_start_is_dragged_the_chart_follows_and_the_verdicts_step_back(
    visitor: Visitor,
) -> None:
    near = VALLEY.replace("lr+0.001", "lr+0.001+at+0.9+0.9").replace("lr+0.1", "lr+0.1+at+0.9+0.9")
    page = visitor.drawn(f"/?{near}")
    waits_for(page, False)
    visitor.ready()
    before = page.evaluate(RANGE)
    verdicts = page.locator(".sb-verdicts")
    assert verdicts.evaluate(OPACITY) == 1
    x, y = middle(page.locator(".sb-start").first)
    page.mouse.move(x, y)
    page.mouse.down()
    page.mouse.move(x - 200, y - 120, steps=5)
    waits_for(page, True)
    page.wait_for_function(f"top => {RANGE}[1] > top + 1", arg=before[1])
    page.wait_for_function("getComputedStyle(document.querySelector('.sb-verdicts')).opacity < 0.5")
    assert page.evaluate(RANGE)[0] == before[0]
    e, _ = decode(near)
    starts = [tuple(start) for start in said(page, "starts")]  # type: ignore[arg-type]
    runs = tuple(replace(one, start=start) for one, start in zip(e.runs, starts, strict=True))
    highest = max(path.losses.max() for path in run(replace(e, runs=runs)))
    assert page.evaluate(RANGE)[1] > np.log10(highest)
    page.keyboard.press("Escape")  # it is given up: the axes are those of the figure
    page.mouse.up()
    waits_for(page, False)
    page.wait_for_function(f"range => String({RANGE}) === String(range)", arg=before)
    page.wait_for_function("getComputedStyle(document.querySelector('.sb-verdicts')).opacity == 1")
    visitor.sees_what_its_link_shows()


def test_after_the_release_the_chart_has_the_axes_of_its_link(visitor: Visitor) -> None:
    near = VALLEY.replace("lr+0.001", "lr+0.001+at+0.9+0.9").replace("lr+0.1", "lr+0.1+at+0.9+0.9")
    page = visitor.drawn(f"/?{near}")
    waits_for(page, False)
    before = page.evaluate(RANGE)
    x, y = middle(page.locator(".sb-start").first)
    page.mouse.move(x, y)
    page.mouse.down()
    page.mouse.move(x - 200, y - 120, steps=5)
    page.wait_for_function(f"top => {RANGE}[1] > top + 1", arg=before[1])
    page.mouse.up()
    waits_for(page, False)
    page.mouse.move(5, 5)
    visitor.sees_what_its_link_shows()
