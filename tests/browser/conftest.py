"""One server and one Chromium for all browser tests; each test gets a fresh visitor."""

import os
import shutil
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, expect, sync_playwright

from tests.browser.visitor import Visitor

ROOT = Path(__file__).parents[2]
NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
# A container has no user namespaces and no GPU; the rest keeps Chromium itself from calling home.
FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--process-per-site",  # what one page has compiled is there for the next: half of its loading
]

# A machine that builds and tests at once is slow; a passing test does not wait for this.
expect.set_options(timeout=60_000)

LONGEST = ("test_mounting", "test_accessible", "test_export")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Run the browser tests last: Playwright keeps an event loop that no other may run beside.

    The longest of them come first, so that in the end no worker is alone with one of them.
    """
    items.sort(key=lambda item: ("browser" in item.path.parts, item.path.stem not in LONGEST))


@pytest.fixture(scope="session")
def address() -> Iterator[str]:
    """The address of a server started for these tests and ended by its own process id."""
    port = free_port()
    with serving(port):
        yield f"http://127.0.0.1:{port}"


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@contextmanager
def serving(port: int, *options: str, path: str = "") -> Iterator[None]:
    """Run a server until the end of the block."""
    command = [sys.executable, "-m", "streamlit", "run", "app.py", *options]
    command += ["--server.address", "127.0.0.1", "--server.port", str(port)]
    server = subprocess.Popen(command, cwd=ROOT, stdout=subprocess.DEVNULL)
    try:
        answers(f"http://127.0.0.1:{port}{path}", server)
        yield
    finally:
        server.terminate()
        server.wait(10)


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    wanted = [os.environ.get("CHROMIUM"), *NAMES]
    paths = [path for name in wanted if name and (path := shutil.which(name))]
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=paths[0], args=FLAGS)
        yield chromium
        chromium.close()


@pytest.fixture(scope="session")
def laptop(browser: Browser, address: str) -> BrowserContext:
    """A context that all tests share: what the browser has cached, it need not fetch again."""
    context = browser.new_context(viewport={"width": 1400, "height": 900})
    context.new_page().goto(f"{address}/_stcore/health")  # as long as it is open, the process stays
    return context


@pytest.fixture
def visitor(laptop: BrowserContext, address: str) -> Iterator[Visitor]:
    """A visitor; in the end the console is clean and no request left the server."""
    person = Visitor(laptop, address)
    yield person
    person.page.close()
    assert person.errors == []
    assert person.foreign() == []


@pytest.fixture
def phone(visitor: Visitor) -> Visitor:
    """A visitor with a phone: of the same context, because a new one has nothing cached."""
    visitor.take_phone()
    return visitor


def answers(address: str, server: subprocess.Popen[bytes]) -> None:
    """Wait until a server answers."""
    for _ in range(300):
        assert server.poll() is None, "the server ended before it answered"
        try:
            urllib.request.urlopen(f"{address}/_stcore/health", timeout=1).close()
            return
        except OSError:
            time.sleep(0.1)
    raise AssertionError("the server did not answer within 30 s")
