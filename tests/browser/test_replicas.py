"""Two servers behind nginx as in deploy/: one is killed under load, and nobody loses anything."""

import os
import shutil
import subprocess
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect

from tests.browser.conftest import ROOT, answers, free_port, serving
from tests.browser.visitor import PLAYER, TWO, Visitor

NAMES = ("app1", "app2")
OPEN = 2  # pages beside the one that is looked at
LOST = "[data-testid=stApp]:not([data-test-connection-state=CONNECTED])"


class Site:
    """Two servers and the gate before them."""

    def __init__(self, folder: Path) -> None:
        self.ports = {name: free_port() for name in NAMES}
        self.gate, self.folder = free_port(), folder
        self.servers = {name: ExitStack() for name in NAMES}

    @property
    def log(self) -> str:
        return (self.folder / "log").read_text("utf-8")

    def start(self, name: str) -> None:
        self.servers[name].enter_context(serving(self.ports[name]))

    def stop(self, name: str) -> None:
        self.servers[name].close()

    def of_first_request(self) -> str:
        """Return which server answered the first request."""
        first = next(line for line in self.log.splitlines() if " GET / " in line)
        return next(name for name, port in self.ports.items() if first.endswith(f":{port}"))

    @contextmanager
    def gated(self) -> Iterator[None]:
        """Run nginx until the end of the block, with the settings that the project ships."""
        places = {
            "/tmp/": f"{self.folder}/",  # first: the folder itself is below it
            "/dev/stdout": f"{self.folder}/log",
            "error_log stderr": f"error_log {self.folder}/errors",
            "listen 8080": f"listen 127.0.0.1:{self.gate}",
            **{f"{name}:8501": f"127.0.0.1:{port}" for name, port in self.ports.items()},
        }
        text = (ROOT / "deploy" / "nginx.conf").read_text("utf-8")
        for place, own in places.items():
            assert place in text
            text = text.replace(place, own)
        settings = self.folder / "nginx.conf"
        settings.write_text(text, "utf-8")
        program = shutil.which("nginx", path=f"{os.environ['PATH']}:/usr/sbin:/sbin")
        assert program, "make test installs nginx, or says how"
        command = [program, "-p", str(self.folder), "-c", str(settings), "-g", "daemon off;"]
        process = subprocess.Popen(command)
        try:
            answers(f"http://127.0.0.1:{self.gate}", process)
            yield
        finally:
            process.terminate()
            process.wait(10)


@pytest.fixture
def site(tmp_path: Path) -> Iterator[Site]:
    site = Site(tmp_path)
    with ExitStack() as stack:
        for name in NAMES:
            stack.enter_context(site.servers[name])
            site.start(name)
        stack.enter_context(site.gated())
        yield site


def test_a_server_dies_under_open_pages_and_nobody_loses_an_experiment(
    site: Site, browser: Browser
) -> None:
    address = f"http://127.0.0.1:{site.gate}"
    contexts = [browser.new_context(viewport={"width": 1400, "height": 900}) for _ in range(2)]
    visitor = Visitor(contexts[0], address)
    page = visitor.drawn(TWO)
    others = [Visitor(contexts[1], address) for _ in range(OPEN)]
    for number, other in enumerate(others):
        other.open(f"{TWO}&steps={30 + number}")
    assert visitor.errors == []  # nothing of the page offends the policy that nginx sends
    page.get_by_label("Steps").fill("33")
    page.keyboard.press("Enter")
    page.wait_for_url("**steps=33*")

    site.stop(site.of_first_request())
    killed = time.monotonic()
    page.wait_for_selector(LOST)
    page.wait_for_selector("[data-testid=stApp][data-test-connection-state=CONNECTED]")
    assert time.monotonic() - killed < 30  # a loaded machine: the bound of 5 s is a benchmark's
    visitor.ready()
    expect(page.locator(PLAYER)).to_have_attribute("data-steps", "33")
    page.get_by_label("Steps").fill("44")  # the first change after it is kept
    page.keyboard.press("Enter")
    page.wait_for_url("**steps=44*")
    expect(page.locator(PLAYER)).to_have_attribute("data-steps", "44")
    for number, other in enumerate(others):
        connected = "[data-testid=stApp][data-test-connection-state=CONNECTED]"
        other.page.wait_for_selector(connected)
        other.ready()
        assert f"steps={30 + number}" in other.query()
    assert "x%5E2" not in site.log  # what visitors typed is in no log
    assert "loss=" not in site.log
    for context in contexts:
        context.close()
