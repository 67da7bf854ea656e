"""A rule is typed: refused at its place, mended, drawn, and its dials move the picture at once."""

import re

import numpy as np
from playwright.sync_api import Page, expect

from experiment import decode, run
from tests.browser.test_hand import said, waits_for
from tests.browser.visitor import Visitor

LINK = "loss=x^2%2B3y^2&window=-4+4+-2+2&run=gd+lr+0.1+at+3+1&steps=40"
FORMULAS = ".st-key-runs .katex-display"


def settled(visitor: Visitor) -> tuple[str, list[float]]:
    """Wait until the picture shows the runs of the address; return it, and where the first ends."""
    visitor.ready()
    waits_for(visitor.page, False)
    query = visitor.query()
    e, problems = decode(query)
    assert problems == ()
    end = run(e)[0].points[-1].tolist()
    np.testing.assert_allclose(said(visitor.page, "ends")[0], end, atol=1e-9)  # type: ignore[arg-type]
    return query, end


def typed(page: Page, text: str) -> None:
    field = page.locator(".st-key-text-0 textarea")
    field.fill(text)
    field.press("Control+Enter")


def test_a_rule_is_typed_mended_and_moved(visitor: Visitor) -> None:
    page = visitor.drawn(f"/?{LINK}")
    page.locator(".st-key-card-0 button").click()
    page.locator(".st-key-rule-0 input").click()
    page.locator(".st-key-rule-0 input").fill("your own")
    page.keyboard.press("Enter")
    expect(page.locator(".st-key-text-0 textarea")).to_have_value(re.compile(r"m = beta\*m"))
    begun, _ = settled(visitor)

    typed(page, "m = beta m + foo(g)\nx = x - lr m")
    fault = page.locator(".st-key-rule-fault-0")
    expect(fault).to_contain_text("A rule has no function “foo”")
    expect(fault.locator("pre")).to_have_text("m = beta m + foo(g)\n             ^")
    assert settled(visitor)[0] == begun

    typed(page, "m = beta m + sign(g)\nx = x - lr m")
    expect(fault).to_have_count(0)
    expect(page.locator(FORMULAS)).to_contain_text("sgn")
    query, end = settled(visitor)
    assert "rule=mine+with+beta+0.9%3Am%3Dbeta*m%2Bsign%28g%29%3Bx%3Dx-lr*m" in query

    moved = slid(page, ".st-key-slide-0-beta-share")
    assert moved != end
    query, end = settled(visitor)
    assert "beta+0.9%3A" in query
    assert "+beta+0.895" in query.partition("run=")[2]
    np.testing.assert_allclose(moved, end, atol=1e-9)

    moved = slid(page, ".st-key-lr-0")
    query, end = settled(visitor)
    assert "run=mine+lr+" in query
    np.testing.assert_allclose(moved, end, atol=1e-9)


def slid(page: Page, widget: str) -> list[float]:
    """Hold a slider one step lower until the browser has drawn it; return where the run ends."""
    page.locator(f"{widget} input[type=range]").focus()
    page.keyboard.down("ArrowLeft")
    waits_for(page, True)
    found = said(page, "ends")[0]
    page.keyboard.up("ArrowLeft")
    assert isinstance(found, list)
    return found
