"""Measure the player in a real browser: `python benchmarks/player.py`.

Starts the app, opens it in headless Chromium and prints, for each work: frames per second while
playing (median and 5th percentile), bytes of the component's data, and milliseconds from a key
press on a learning-rate slider to the new picture (median and worst); then how long a dragged start
takes, and the frames per second of the naive version, Plotly's own frames, on the same machine.
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
FOUR = f"{LINK}&steps={{}}"
TWELVE = "loss=rosenbrock" + "".join(f"&run=adam+lr+0.00{k}" for k in range(1, 10))
TWELVE += "&run=gd+lr+0.0005&run=gd+lr+0.001&run=momentum+lr+0.0001&steps=10000"
WORK = {
    "4 runs x 200, overlay": FOUR.format(200),
    "4 runs x 1,000, overlay": FOUR.format(1_000),
    "4 runs x 1,000, side by side": FOUR.format(1_000) + "&view=side",
    "12 runs x 10,000, overlay": TWELVE,
}
NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
NAIVE = Path(__file__).with_name("naive.py")

FOLLOW = """() => {
  window.followed = [];
  const handle = document.querySelector(".sb-start");
  let at = handle.style.translate;
  document.addEventListener("pointermove", () => {
    const begin = performance.now();
    requestAnimationFrame(() => {
      if (handle.style.translate !== at) window.followed.push(performance.now() - begin);
      at = handle.style.translate;
    });
  }, true);
}"""
# Counts what is shown, not what is asked for: a frame is new when the paths are.
COUNT = """() => {
  window.frames = [];
  const shown = () => [...document.querySelectorAll(".scatterlayer path.js-line")]
    .map((path) => path.getAttribute("d")?.length).join();
  let [old, before] = [shown(), 0];
  const look = (now) => {
    const fresh = shown();
    if (fresh !== old) {
      if (before) window.frames.push(now - before);
      [old, before] = [fresh, now];
    }
    requestAnimationFrame(look);
  };
  look();
}"""
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
def served(script: Path = ROOT / "app.py") -> Iterator[str]:
    """Yield the address of an app as long as it runs."""
    with started(script) as (address, _):
        yield address


@contextmanager
def started(script: Path = ROOT / "app.py") -> Iterator[tuple[str, int]]:
    """Yield address and process id of an app, started here and ended by that id."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    address = f"http://127.0.0.1:{port}"
    command = [sys.executable, "-m", "streamlit", "run", str(script)]
    command += ["--server.address", "127.0.0.1", "--server.port", str(port)]
    server = subprocess.Popen(command, cwd=ROOT, stdout=subprocess.DEVNULL)
    try:
        wait_for(f"{address}/_stcore/health")
        yield address, server.pid
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


def drag(page: Page) -> tuple[list[float], list[float]]:
    """Drag the start; return milliseconds from a move to its handle, and from release to paths."""
    moves, releases = [], []
    for turn in range(6):
        page.wait_for_timeout(700)
        box = page.locator(".sb-start").first.bounding_box()
        x, y = box["x"] + box["width"] / 2, box["y"] + box["height"] / 2
        page.mouse.move(x, y)
        page.mouse.down()
        page.evaluate(FOLLOW)
        page.mouse.move(x + (30 if turn % 2 else -30), y + 12, steps=5)
        moves += page.evaluate("window.followed")
        page.evaluate(WATCH)
        page.mouse.up()
        releases.append(float(page.evaluate("window.changed")))
    return moves[1:], releases[1:]


def naive(browser: Browser) -> tuple[float, float]:
    """Play four runs of 200 steps as Plotly frames in `st.plotly_chart`; return as above."""
    with served(NAIVE) as address:
        page = browser.new_page(viewport={"width": 1400, "height": 900})
        page.goto(address)
        page.wait_for_selector(".updatemenu-button", timeout=60_000)
        page.wait_for_timeout(2_000)
        page.evaluate(COUNT)
        page.locator(".updatemenu-button").first.click()
        page.wait_for_timeout(12_000)
        times = sorted(page.evaluate("window.frames"))
        page.close()
    return 1_000 / statistics.median(times), 1_000 / times[int(0.95 * len(times))]


def measured(browser: Browser, address: str, query: str) -> str:
    """Return one line of the table."""
    page = opened(browser, address, query)
    median, low = frames_per_second(page)
    times = slider_to_picture(page)
    page.close()
    return (
        f"{median:8.1f} {low:8.1f} {bytes_sent(query) / 1e6:10.3f}"
        f" {statistics.median(times):9.0f} {max(times):8.0f}"
    )


def chromium() -> str:
    """Return where Chromium is."""
    names = (os.environ.get("CHROMIUM"), *NAMES)
    return next(path for name in names if (path := shutil.which(name or "")))


def main() -> None:
    """Print the table, then the drag, then the naive version beside."""
    print(f"{'':26}  fps median  5th pct    data MB    slider to picture: median, worst ms")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium(), args=FLAGS)
        with served() as address:
            for name, query in WORK.items():
                print(f"{name:28} {measured(browser, address, query)}", flush=True)
            page = opened(browser, address, WORK["4 runs x 200, overlay"])
            fast, _ = frames_per_second(page)
            moves, releases = drag(page)
            page.close()
        print(f"drag: move to handle {statistics.median(moves):.0f} ms, ", end="")
        print(f"release to paths {statistics.median(releases):.0f} ms, worst {max(releases):.0f}")
        slow, _ = naive(browser)
        print(
            f"Plotly frames, 4 x 200: {slow:.1f} fps; the player shows {fast / slow:.1f} x as many"
        )
        browser.close()


if __name__ == "__main__":
    main()
