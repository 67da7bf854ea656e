"""What it takes to drag a start, in a browser and on its server: rows of the table of player.py."""

import json
import math
import os
import statistics
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

import numpy as np
from playwright.sync_api import Page

# This folder has scripts that are called like packages, and others import those: it stays first.
sys.path.insert(0, str(Path(__file__).parents[1]))
from experiment import decode, run

del sys.path[0]

PLAYER = "[data-testid=player]"
TICKS = os.sysconf("SC_CLK_TCK")
PLACES = 30  # at which the last points are compared
MOVES, RELEASES = 30, 6  # that are timed; the first release warms up
REST = 700  # milliseconds between two drags, longer than any answer takes
SECONDS = 5.0  # of a drag whose cost to the server is counted

# A pointer that moves once a frame, as a mouse at 60 Hz does; a frame counts when its ends are new.
EVERY_FRAME = f"""async ([x, y]) => {{
  const root = document.querySelector("{PLAYER}");
  const handle = document.querySelector(".sb-start");
  handle.setPointerCapture = () => {{}};
  const tell = (type, across, down) => handle.dispatchEvent(new PointerEvent(type, {{
    clientX: x + across, clientY: y + down, button: 0, isPrimary: true, pointerId: 1, bubbles: true,
  }}));
  tell("pointerdown", 0, 0);
  const frames = [];
  let [seen, before, count] = ["", 0, 0];
  await new Promise((done) => {{
    const tick = (now) => {{
      if (root.dataset.ends !== seen) {{
        if (before) frames.push(now - before);
        [seen, before] = [root.dataset.ends, now];
      }}
      count += 1;
      if (count > 180) return done();
      tell("pointermove", 100 * Math.sin(count / 20) + count / 9, 60 * Math.sin(count / 13));
      requestAnimationFrame(tick);
    }};
    requestAnimationFrame(tick);
  }});
  tell("pointercancel", 0, 0);
  return frames;
}}"""
# Counts the frames from a move of the pointer to the first that shows other ends.
FOLLOW = f"""() => {{
  const root = document.querySelector("{PLAYER}");
  window.followed = [];
  addEventListener("pointermove", () => {{
    const old = root.dataset.ends;
    let frames = 0;
    const look = () => {{
      frames += 1;
      if (root.dataset.ends !== old) window.followed.push(frames);
      else if (frames < 60) requestAnimationFrame(look);
    }};
    requestAnimationFrame(look);
  }});
}}"""
# Resolves when the verdicts are others, in milliseconds since the pointer was let go.
JUDGED = """() => {
  const said = () => document.querySelector(".sb-verdicts").textContent;
  const old = said();
  window.judged = new Promise((done) => addEventListener("pointerup", () => {
    const begin = performance.now();
    const look = () => {
      if (said() !== old) done(performance.now() - begin);
      else requestAnimationFrame(look);
    };
    look();
  }, { once: true }));
}"""
DRAWN = "() => new Promise((done) => requestAnimationFrame(() => setTimeout(done)))"


def spent(process: int) -> float:
    """Return the milliseconds of CPU that a process has used, in its own code and the kernel's."""
    fields = Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) * 1_000 / TICKS


def middle(page: Page) -> tuple[float, float]:
    """Return where the first start is on the screen."""
    box = page.locator(".sb-start").first.bounding_box()
    assert box is not None
    return box["x"] + box["width"] / 2, box["y"] + box["height"] / 2


@contextmanager
def held(page: Page) -> Iterator[tuple[float, float]]:
    """Hold the first start with the mouse until the end of the block; yield where it is."""
    page.wait_for_timeout(REST)
    x, y = middle(page)
    page.mouse.move(x, y)
    page.mouse.down()
    yield x, y
    page.mouse.up()


def around(k: int) -> tuple[float, float]:
    """Return a place near the one where a drag begins, in pixels from it: never the same twice."""
    return 60 * math.sin(k / 3) + k, 40 * math.sin(k / 5)


def frames_per_second(page: Page) -> tuple[float, float, float]:
    """Drag for 180 frames; return the median, the 5th percentile, and milliseconds of CPU a frame.

    The CPU is that of the page's own thread: it says what a busy machine could show if it were not.
    """
    meter = page.context.new_cdp_session(page)
    meter.send("Performance.enable")

    def used() -> float:
        found = meter.send("Performance.getMetrics")["metrics"]
        return 1_000 * next(one["value"] for one in found if one["name"] == "ThreadTime")

    before = used()
    times = sorted(page.evaluate(EVERY_FRAME, list(middle(page))))
    cost = (used() - before) / len(times)
    return 1_000 / statistics.median(times), 1_000 / times[int(0.95 * len(times))], cost


def frames_until_shown(page: Page) -> list[int]:
    """Return for each move of the pointer the frames until its ends are on the screen."""
    with held(page) as (x, y):
        page.mouse.move(x + 5, y)
        page.evaluate(FOLLOW)
        for k in range(1, MOVES + 1):
            across, down = around(k)
            page.mouse.move(x + across, y + down)
            page.wait_for_timeout(50)
        return list(page.evaluate("window.followed"))


def largest_gap(page: Page, query: str) -> float:
    """Return how far the ends on the screen are from NumPy's, at the starts shown with them."""
    e, _ = decode(query)
    gap = 0.0
    with held(page) as (x, y):
        for k in range(1, PLACES + 1):
            across, down = around(k)
            page.mouse.move(x + across, y + down)
            page.evaluate(DRAWN)
            found = page.locator(PLAYER).evaluate("root => ({ ...root.dataset })")
            starts, ends = json.loads(found["starts"]), json.loads(found["ends"])
            assert found["live"] == "true"
            runs = zip(e.runs, starts, strict=True)
            moved = replace(e, runs=tuple(replace(one, start=tuple(at)) for one, at in runs))
            own = [path.points[-1] for path in run(moved)]
            gap = max(gap, float(np.abs(np.array(ends) - own).max()))
    return gap


def release_to_verdicts(page: Page) -> list[float]:
    """Return the milliseconds from letting go to the server's verdicts, one a drag."""
    times = []
    for turn in range(RELEASES + 1):
        with held(page) as (x, y):
            page.mouse.move(x + (30 if turn % 2 else -30), y + 12, steps=5)
            page.evaluate(JUDGED)
        times.append(float(page.evaluate("window.judged")))
    return times[1:]


def server_time(page: Page, process: int) -> tuple[float, float]:
    """Return milliseconds of the server's CPU: while a start is dragged, and after its release.

    What the server takes when nothing happens is not counted.
    """
    page.wait_for_timeout(3_000)
    before, begin = spent(process), time.perf_counter()
    page.wait_for_timeout(SECONDS * 1_000)
    rest = (spent(process) - before) / (time.perf_counter() - begin)
    with held(page) as (x, y):
        before, begin, k = spent(process), time.perf_counter(), 0
        while time.perf_counter() - begin < SECONDS:
            k += 1
            across, down = around(k % 60)
            page.mouse.move(x + across, y + down)
            page.wait_for_timeout(12)
        dragged = spent(process) - before - rest * (time.perf_counter() - begin)
        before, begin = spent(process), time.perf_counter()
    page.wait_for_timeout(2_000)
    answered = spent(process) - before - rest * (time.perf_counter() - begin)
    return dragged, answered
