"""A class in a real browser: from a task to everybody's links, with hostile names among them."""

from playwright.sync_api import expect

from tests.browser.test_accessible import expect_nothing_grave
from tests.browser.visitor import Visitor

TASK = "loss=x^2%2By^2&window=-2+2+-2+2&run=gd+lr+0.1+at+1+1&steps=50&goal=loss+%3C+0.001+in+25"
HOSTILE = "<img src=x onerror=document.title='run'>"


def test_a_task_is_done_at_the_playhead_and_a_class_is_compared(visitor: Visitor) -> None:
    page = visitor.drawn(f"/?{TASK}&step=10")
    line = page.locator(".sb-goal-state")
    expect(line).to_contain_text("Not yet at step 10: the lowest loss is 0.02306")
    page.locator(".sb-last").click()
    expect(line).to_contain_text("Done at step 18 by Gradient descent 0.1.")
    expect_nothing_grave(page)

    page.get_by_role("link", name="Class").click()
    field = page.get_by_role("textbox", name="Everybody’s links")
    rates = {"Ada": 0.1, "Ben": 0.2, "Cy": 1.5, HOSTILE: 0.05, "![a](//127.0.0.1:9/x.png)": 0.06}
    links = [f"{name} {visitor.address}/?{TASK.replace('0.1+', f'{rate}+')}"
             for name, rate in rates.items()]  # fmt: skip
    field.fill("\n".join([*links, "nothing", f"Eve {visitor.address}/?loss=x^4&run=gd"]))
    field.press("Control+Enter")
    expect(page.get_by_text("2 of 5 links reached the goal.")).to_be_visible()
    expect(page.get_by_text("Line 7 (Eve): it has another loss.")).to_be_visible()
    for picture in ("class-paths", "class-rates"):
        drawn = page.locator(f".st-key-{picture} .js-plotly-plot")
        expect(drawn.get_by_text("reached the goal (2)")).to_be_visible()
        expect(drawn.get_by_text("diverged or unbounded (1)")).to_be_visible()
    visitor.ready()
    expect_nothing_grave(page)
    page.get_by_text("Hide names").click()
    expect(page.get_by_text("Line 7: it has another loss.")).to_be_visible()
    assert page.title() != "run"
    assert visitor.errors == []
    assert not [
        url for url in visitor.requests if not url.startswith((visitor.address, "data:", "blob:"))
    ]
