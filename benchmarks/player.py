"""Measure the player in a real browser: `python benchmarks/player.py`.

Starts the app, opens it in headless Chromium and prints one table, a line for each work: what was
measured, and what it may be. Frames per second are the median and the 5th percentile. The last
line is the naive version, Plotly's own frames, on the same machine.
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

import hand  # this folder's
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
ROWS = "data={}&scale=standard&batch=16&run=gd+lr+0.1+at+0+0&run=adam+lr+3+at+0+0"
ROWS += "&run=adagrad+lr+30+at+0+0&run=rmsprop+lr+3+at+0+0&steps=1000"
WORK = {
    "4 runs x 200, overlay": FOUR.format(200),
    "4 runs x 1,000, overlay": FOUR.format(1_000),
    "4 runs x 1,000, side by side": FOUR.format(1_000) + "&view=side",
    "12 runs x 10,000, overlay": TWELVE,
    "342 rows, batch 16, 4 runs x 1,000": ROWS.format("penguins"),
    "928 rows, batch 16, 4 runs x 1,000": ROWS.format("galton"),
}
DATA = {name: "0.6" if "rows" in name else "0.4" for name in WORK}  # MB
DRAGGED = {
    "4 runs x 200, overlay": "58 / 50",
    "4 runs x 1,000, overlay": "58 / 50",
    "12 runs x 10,000, overlay": "30 / 20",
    "928 rows, batch 16, 4 runs x 1,000": "30",
}
NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
NAIVE = Path(__file__).with_name("naive.py")

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


def first_paint(browser: Browser, address: str) -> float:
    """Return the seconds until the picture stands, for somebody who has nothing cached."""
    page = browser.new_context(viewport={"width": 1400, "height": 900}).new_page()
    begin = time.perf_counter()
    page.goto(f"{address}/?{WORK['4 runs x 200, overlay']}")
    page.wait_for_selector(".sb-ready", timeout=60_000)
    seconds = time.perf_counter() - begin
    page.context.close()
    return seconds


def say(work: str, measured: str, bound: str = "") -> None:
    """Print one line of the table."""
    print(f"{work:52} {measured:>20}   {bound}", flush=True)


def played(browser: Browser, address: str) -> float:
    """Print what playing and a slider of the page take; return the fps of the first work."""
    first = 0.0
    for name, query in WORK.items():
        page = opened(browser, address, query)
        median, low = frames_per_second(page)
        first = first or median
        say(f"play, {name}", f"{median:.1f} / {low:.1f} fps", "59")
        say("    data of the component", f"{bytes_sent(query) / 1e6:.3f} MB", DATA[name])
        times = slider_to_picture(page)
        say("    slider to picture, median / worst", f"{ms(times)} ms")
        page.close()
    return first


def dragged(browser: Browser, address: str, process: int) -> None:
    """Print what dragging a start takes."""
    for name, bound in DRAGGED.items():
        page = opened(browser, address, WORK[name])
        median, low, cost = hand.frames_per_second(page)
        say(f"drag a start, {name}", f"{median:.1f} / {low:.1f} fps", bound)
        say("    the page's thread, CPU a frame", f"{cost:.1f} ms")
        page.close()
    query = WORK["4 runs x 200, overlay"]
    page = opened(browser, address, query)
    frames = hand.frames_until_shown(page)
    shown = f"{statistics.median(frames):.0f} / {max(frames)} frames"
    say("pointer to ends on the screen, median / worst", shown, "2")
    say(
        "ends against NumPy at 30 places, largest gap",
        f"{hand.largest_gap(page, query):.1e}",
        "1e-9",
    )
    say("release to verdicts, median / worst", f"{ms(hand.release_to_verdicts(page))} ms", "300")
    during, after = hand.server_time(page, process)
    say("server during 5 s of dragging, CPU", f"{during:.0f} ms", "0")
    say("server after the release, CPU", f"{after:.0f} ms", "30")
    page.close()


def ms(times: list[float]) -> str:
    """Write the median and the longest of some times."""
    return f"{statistics.median(times):.0f} / {max(times):.0f}"


def chromium() -> str:
    """Return where Chromium is."""
    names = (os.environ.get("CHROMIUM"), *NAMES)
    return next(path for name in names if (path := shutil.which(name or "")))


def main() -> None:
    """Print the table."""
    say("work", "measured", "bound")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium(), args=FLAGS)
        with started() as (address, process):
            opened(browser, address, WORK["4 runs x 200, overlay"]).close()  # the server warms up
            say("first paint, nothing cached", f"{first_paint(browser, address):.1f} s", "2.5")
            dragged(browser, address, process)
            fast = played(browser, address)
        slow, low = naive(browser)
        say("play, Plotly's own frames, 4 runs x 200", f"{slow:.1f} / {low:.1f} fps")
        say("    the player shows as many, times", f"{fast / slow:.1f}")
        browser.close()


if __name__ == "__main__":
    main()
