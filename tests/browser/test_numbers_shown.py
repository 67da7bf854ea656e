"""The inspector in a real browser: its numbers are the trajectory's, at every step."""

import itertools
import json
import re
from contextlib import suppress

import numpy as np
from playwright.sync_api import Page, TimeoutError, expect

from experiment import decode, explain, run
from tests.browser.visitor import Visitor
from ui import wording

LINK = "loss=rosenbrock&run=adam+lr+0.1&run=rmsprop+lr+0.01&run=nesterov+lr+0.0005&run=adagrad"
TABLE = ".st-key-explained table"


def go_to(page: Page, step: int) -> None:
    page.locator("[data-testid=player] input[type=range]").first.fill(str(step))
    expect(page.locator(".st-key-explained")).to_contain_text(f"Update {step + 1},")


def choose(page: Page, name: re.Pattern[str]) -> None:
    field, option = page.locator(".st-key-inspected input"), page.get_by_role("option", name=name)
    for _ in range(5):  # a page that has just run again closes its menus
        field.press("ArrowDown")  # a click scrolls, which closes it
        with suppress(TimeoutError):
            option.click(timeout=3_000)
            return
    option.click()


def printed(page: Page) -> list[list[float]]:
    """Return the exact numbers behind those in the table, a row a quantity."""
    rows = page.locator(f"{TABLE} tbody tr").all()
    return [
        [float(str(cell.get_attribute("title"))) for cell in row.locator("td span[title]").all()]
        for row in rows
    ]


def test_the_page_shows_the_numbers_of_the_arrays(visitor: Visitor) -> None:
    page = visitor.open(f"/?{LINK}")
    e, _ = decode(LINK)
    named = zip(run(e), ("Adam", "RMSProp", "Nesterov", "Adagrad"), strict=True)
    for (path, name), step in itertools.product(named, (3, 41)):
        go_to(page, step)
        choose(page, re.compile(rf"^\d+\s+{name}"))
        found = explain(e, path, step)
        last = found.quantities[-1].values[-1]
        expect(page.locator(f"{TABLE} tbody tr").last).to_contain_text(wording.number(last, 6))
        np.testing.assert_array_equal(printed(page), [q.values for q in found.quantities])
        (following,) = (q.values for q in found.quantities if q.name == "following")
        np.testing.assert_array_equal(following, path.points[step + 1])


def test_the_exact_values_read_back_as_the_arrays(visitor: Visitor) -> None:
    page = visitor.open(f"/?{LINK}&step=12")
    page.get_by_text("Exact values").click()
    code = page.locator(".st-key-why [data-testid=stCode] code")
    expect(code).to_contain_text("following")
    (read,) = json.loads(code.inner_text())
    path = run(decode(LINK)[0])[0]
    for name, array in (("point", path.points[12]), ("m", path.internals["m"][13])):
        np.testing.assert_array_equal(read[name], array)


def test_steps_taken_slowly_all_count_and_the_numbers_follow(visitor: Visitor) -> None:
    page = visitor.open(f"/?{LINK}&step=12")
    page.locator("[data-testid=player]").focus()
    for step in (13, 14, 15, 16):
        page.keyboard.press("ArrowRight")
        expect(page.locator(".st-key-explained")).to_contain_text(f"Update {step + 1},")
        visitor.ready()
        assert page.get_attribute("[data-testid=player]", "data-step") == str(step)
