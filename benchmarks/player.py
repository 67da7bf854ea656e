"""Measure the player in a real browser: `python benchmarks/player.py`.

Starts the app, opens it in headless Chromium and prints, for 4 runs of 200 and of 1,000 steps:
frames per second while playing (median and 5th percentile), bytes of the component's data, and
milliseconds from a key press on a learning-rate slider to the new picture (median and worst).
"""

import os
import shutil
import socket
import statistics
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from playwright.sync_api import Browser, Page, sync_playwright
from streamlit.testing.v1 import AppTest

ROOT = Path(__file__).parents[1]
FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-sync"]
FLAGS += ["--disable-background-networking", "--disable-component-update"]
CHANGES = 15  # of the slider; the first warms up
LINK = "loss=rosenbrock&run=gd+lr+0.001&run=adagrad+lr+0.5&run=rmsprop+lr+0.01&run=adam+lr+0.1"

PLAY = """async () => {
  const root = document.querySelector("[data-testid=player]");
  const frames = [];
  let before = 0;
  root.querySelector(".sb-play").click();
  await new Promise((done) => {
    const tick = (now) => {
      if (before) frames.push(now - before);
      before = now;
      if (root.dataset.playing === "true") requestAnimationFrame(tick);
      else done();
    };
    requestAnimationFrame(tick);
  });
  return frames;
}"""
# Set before the key is pressed; resolves at the first frame that shows other paths.
WATCH = """() => {
  const paths = () => [...document.querySelectorAll(".sb-picture .scatterlayer path.js-line")]
    .map((path) => path.getAttribute("d")).join();
  const old = paths();
  window.changed = new Promise((done) => {
    const begin = performance.now();
    const look = () => {
      if (paths() !== old) done(performance.now() - begin);
      else requestAnimationFrame(look);
    };
    look();
  });
}"""


@contextmanager
def served() -> Iterator[str]:
    """Yield the address of the app, started here and ended by its own process id."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    address = f"http://127.0.0.1:{port}"
    command = [sys.executable, "-m", "streamlit", "run", "app.py"]
    command += ["--server.address", "127.0.0.1", "--server.port", str(port)]
    server = subprocess.Popen(command, cwd=ROOT, stdout=subprocess.DEVNULL)
    try:
        wait_for(f"{address}/_stcore/health")
        yield address
    finally:
        server.terminate()
        server.wait(10)


def wait_for(url: str) -> None:
    """Return when the server answers; give up after a minute."""
    for _ in range(300):
        try:
            urllib.request.urlopen(url, timeout=2).close()
            return
        except OSError:
            time.sleep(0.2)
    raise TimeoutError(f"No answer from {url} within a minute.")


def opened(browser: Browser, address: str, query: str) -> Page:
    """Return a page that shows the picture and has come to rest."""
    page = browser.new_page(viewport={"width": 1400, "height": 900})
    page.goto(f"{address}/?{query}")
    page.wait_for_selector(".sb-ready", timeout=60_000)
    page.wait_for_timeout(1_500)
    return page


def frames_per_second(page: Page) -> tuple[float, float]:
    """Play once from the start; return the median and the 5th percentile."""
    page.locator(".sb-first").click()
    page.wait_for_timeout(1_000)  # the server hears of the step, the page runs once
    times = sorted(page.evaluate(PLAY))
    return 1_000 / statistics.median(times), 1_000 / times[int(0.95 * len(times))]


def slider_to_picture(page: Page) -> list[float]:
    """Press an arrow key on the first run's learning rate; return milliseconds, one a change."""
    page.locator("[class*=st-key-card-] button, [class*=st-key-run-] button").first.click()
    slider = page.locator("[class*=st-key-lr-] input[type=range]").first
    slider.wait_for()
    times = []
    for change in range(CHANGES + 1):
        page.wait_for_timeout(700)
        page.evaluate(WATCH)
        slider.press("ArrowLeft" if change % 2 else "ArrowRight")
        times.append(float(page.evaluate("window.changed")))
    return times[1:]


def bytes_sent(query: str) -> int:
    """Return the size of the data that the page hands the component."""
    sys.path[0] = str(ROOT)  # instead of this folder, whose `player` is this script
    at = AppTest.from_file(str(ROOT / "pages" / "main.py"), default_timeout=60)
    for part in query.split("&"):
        key, _, value = part.partition("=")
        found = at.query_params.get(key, [])
        at.query_params[key] = [*found, value.replace("+", " ")]
    at.run()
    players = [c.proto for c in at.get("bidi_component") if "player" in c.proto.component_name]
    return len(players[0].json.encode())


def main() -> None:
    """Print one line for each number of steps."""
    names = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
    found = [
        path for name in (os.environ.get("CHROMIUM"), *names) if (path := shutil.which(name or ""))
    ]
    print("work            fps median    5th pct   data MB   slider to picture: median, worst ms")
    with served() as address, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=found[0], args=FLAGS)
        for steps in (200, 1_000):
            query = f"{LINK}&steps={steps}"
            page = opened(browser, address, query)
            median, low = frames_per_second(page)
            times = slider_to_picture(page)
            page.close()
            print(
                f"4 runs x {steps:<5} {median:10.1f} {low:10.1f} {bytes_sent(query) / 1e6:9.3f}"
                f" {statistics.median(times):14.0f} {max(times):8.0f}",
                flush=True,
            )
        browser.close()


if __name__ == "__main__":
    main()
