"""A server that starts again under an open page: the next change is kept, whatever it is."""

from collections.abc import Callable, Iterator
from contextlib import ExitStack

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.conftest import free_port, serving
from tests.browser.test_hand import ends_as_in_numpy, said, waits_for
from tests.browser.visitor import TWO, Visitor, middle

STATE = "document.querySelector('[data-testid=stApp]').dataset.testScriptState"
SETTLED = f"{STATE} === 'notRunning'"
BACK = "[data-testid=stApp][data-test-connection-state=CONNECTED]"
GONE = "[data-testid=stApp]:not([data-test-connection-state=CONNECTED])"
COUNT_RUNS = f"""() => {{
    window.runs = 0
    window.observer ??= new MutationObserver(() => {{ window.runs += {STATE} === "running" }})
    const app = document.querySelector("[data-testid=stApp]")
    window.observer.observe(app, {{ attributes: true }})
}}"""


class Server:
    """A server that can be started again at its address."""

    def __init__(self) -> None:
        self.port = free_port()
        self.running = ExitStack()
        self.running.enter_context(serving(self.port))

    def stop(self) -> None:
        self.running.close()

    def start(self) -> None:
        self.running.enter_context(serving(self.port))


@pytest.fixture(scope="module")
def server() -> Iterator[Server]:
    server = Server()
    yield server
    server.running.close()


@pytest.fixture(scope="module")
def page(server: Server, browser: Browser) -> Iterator[Page]:
    """A page that stays open through all of it, with the first card open."""
    context = browser.new_context(viewport={"width": 1400, "height": 900})
    visitor = Visitor(context, f"http://127.0.0.1:{server.port}")
    page = visitor.drawn(TWO)
    page.locator(".st-key-card-0 button").click()
    page.get_by_label("Learning rate", exact=True).wait_for()
    visitor.ready()
    yield page
    context.close()


def fill(page: Page, label: str, text: str) -> None:
    field = page.get_by_role("textbox" if label == "Loss" else "spinbutton", name=label, exact=True)
    field.fill(text)
    field.press("Enter")


CHANGES: dict[str, tuple[Callable[[Page], None], str]] = {
    "steps": (lambda page: fill(page, "Steps", "55"), "steps=55"),
    "dial": (lambda page: fill(page, "Learning rate", "0.07"), "lr+0.07"),
    "view": (lambda page: page.get_by_role("radio", name="Surface").click(), "view=surface"),
    "run": (lambda page: page.locator(".st-key-duplicate-0 button").click(), "mark"),
    "loss": (lambda page: fill(page, "Loss", "x^2+5y^2"), "5y"),
}


def test_the_first_change_after_a_restart_is_kept(server: Server, page: Page) -> None:
    rate = "0.1"
    for name, (change, written) in CHANGES.items():
        page.wait_for_function(SETTLED)
        server.stop()
        page.wait_for_selector(GONE)
        page.evaluate(COUNT_RUNS)  # only now, so that no late run of the old session counts
        server.start()
        page.wait_for_selector(BACK)
        expect(page.get_by_label("Steps", exact=True)).to_be_enabled()
        if name == "run":  # the server drops a press of a part that the new session has not drawn
            page.wait_for_function(f"window.runs > 0 && {SETTLED}")
        change(page)
        page.wait_for_function("text => location.search.includes(text)", arg=written)
        if name == "dial":
            rate = "0.07"
        if name != "loss":  # the card stayed open and shows what the link says
            expect(page.get_by_label("Learning rate", exact=True).first).to_have_value(rate)


def test_without_the_server_a_start_is_dragged_and_saved_when_it_is_back(
    server: Server, browser: Browser
) -> None:
    context = browser.new_context(viewport={"width": 1400, "height": 900})
    page = Visitor(context, f"http://127.0.0.1:{server.port}").drawn(TWO)
    waits_for(page, False)
    server.stop()
    page.wait_for_selector(GONE)
    x, y = middle(page.locator(".sb-start").first)
    page.mouse.move(x, y)
    page.mouse.down()
    page.mouse.move(x - 60, y + 40, steps=5)
    waits_for(page, True)
    ends_as_in_numpy(TWO[2:], page)
    page.mouse.up()
    notice = page.get_by_text("Not connected. This will be saved when the connection is back.")
    expect(notice).to_be_visible()
    moved = said(page, "starts")
    server.start()
    page.wait_for_function("x => location.search.includes(`at+${x}`)", arg=moved[0][0])
    expect(notice).to_be_hidden()
    waits_for(page, False)
    assert said(page, "starts") == moved
    context.close()
