"""A table is chosen, a file dropped, a batch made smaller; the link is opened by somebody else."""

import re
from urllib.parse import unquote

import numpy as np
from playwright.sync_api import Page, expect

from experiment import decode, run
from losses.tables import read_table
from tests.browser.test_hand import said, waits_for
from tests.browser.visitor import SEEN, Visitor

RNG = np.random.default_rng(5)
U = RNG.uniform(0, 10, 90).round(2)
FILE = "Größe (cm),<b>mass</b>\n" + "".join(
    f"{u},{v:.2f}\n" for u, v in zip(U, 3 * U + RNG.normal(0, 2, 90), strict=True)
)
MENU = ".st-key-table-chosen input"


def settled(visitor: Visitor) -> str:
    """Wait until the picture shows the runs of the address; return the address."""
    visitor.ready()
    waits_for(visitor.page, False)
    table = read_table(FILE, "mine.csv").table
    query = visitor.query()
    e, problems = decode(query, {table.fingerprint: table})
    assert problems == ()
    wanted = [path.points[-1].tolist() for path in run(e)]
    visitor.page.wait_for_function(
        """(wanted) => JSON.parse(document.querySelector("[data-testid=player]").dataset.ends)
            .every((end, k) => Math.hypot(...end.map((x, d) => x - wanted[k][d])) < 1e-6)""",
        arg=wanted,
    )
    assert len(said(visitor.page, "ends")) == len(wanted)
    return query


def drop(page: Page, text: str) -> None:
    file = {"name": "mine.csv", "mimeType": "text/csv", "buffer": text.encode()}
    page.locator(".st-key-table-file input[type=file]").set_input_files([file])  # type: ignore[list-item]


def test_data_from_the_switch_to_somebody_elses_page(visitor: Visitor) -> None:
    page = visitor.drawn("/?loss=x^2%2B3y^2&run=gd+lr+0.1+at+3+1&run=adam+lr+0.3+at+3+1&steps=40")
    page.locator(".st-key-kind").get_by_text("Data", exact=True).click()
    expect(page.locator(MENU)).to_have_value(re.compile("Stopping distances of cars"))
    expect(page.locator(".st-key-facts")).to_contain_text("Condition number 2600 raw")
    assert "data=cars" in settled(visitor)

    page.locator(".st-key-model-kind input").fill("typed")
    page.keyboard.press("Enter")
    page.locator(".st-key-model-text input").fill("w*speed + foo(b)")
    page.keyboard.press("Enter")
    expect(page.locator(".st-key-model-fault")).to_contain_text("There is no function “foo”")

    page.locator(".st-key-own-data button").click()
    drop(page, "u,v\n1,2\n3,x\n5,6\n7,8")
    expect(page.locator(".st-key-table-fault")).to_contain_text("column 2 (v): “x” is no number")
    drop(page, FILE)
    expect(page.locator(".st-key-table-about")).to_contain_text("This table has 90 rows and stays")
    page.locator("[data-testid=stDialog] [aria-label=Close]").click()
    assert re.search(r"data=mine.csv\+[0-9a-f]{12}&", settled(visitor))

    page.locator(".st-key-batch [role=slider], .st-key-batch input[type=range]").first.focus()
    page.keyboard.press("Home")
    expect(page.locator(".st-key-batch")).to_contain_text("SGD (one row)")
    link = settled(visitor)
    assert "batch=1&" in link
    page.go_back()
    expect(page.locator(".st-key-batch")).to_contain_text("full batch")
    assert "batch=" not in settled(visitor)
    page.go_forward()
    expect(page.locator(".st-key-batch")).to_contain_text("SGD (one row)")
    assert unquote(settled(visitor)) == unquote(link)  # Streamlit encodes more than it must

    other = Visitor(page.context, visitor.address)  # to the server, somebody new
    there = other.open("/" + link)
    expect(there.locator(".st-key-notice")).to_contain_text("the table “mine.csv” does not travel")
    there.locator(".st-key-give-table button").click()
    drop(there, FILE)
    expect(there.locator(".st-key-table-about")).to_contain_text("This table has 90 rows")
    there.locator("[data-testid=stDialog] [aria-label=Close]").click()
    assert settled(other) == link
    wanted = page.evaluate(SEEN)
    there.wait_for_function(f"(wanted) => ({SEEN})().join() === wanted.join()", arg=wanted)
    assert (other.errors, other.foreign()) == ([], [])
    there.close()
