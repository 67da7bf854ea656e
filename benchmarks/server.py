"""What a rerun costs the server: CPU milliseconds. `python benchmarks/server.py`.

The playhead moves, a dial goes where it was before, or to a new value. Counted is the process time
of the whole server, all of its threads, less what it takes when nothing happens; it is read from
/proc, so on Linux only. Before and after stands what a million additions take on the same machine.
"""

import time
from collections.abc import Callable

from hand import spent  # this and the next are this folder's
from playwright.sync_api import Page, sync_playwright

from player import FLAGS, WORK, chromium, opened, started

RERUNS = 20
APART = 600  # milliseconds between two, longer than any takes


def idle(page: Page, process: int) -> float:
    """Return what the server uses of every millisecond while the page rests."""
    page.wait_for_timeout(1_000)
    before = spent(process)
    page.wait_for_timeout(3_000)
    return (spent(process) - before) / 3_000


def measured(page: Page, process: int, act: Callable[[int], None]) -> float:
    """Do something again and again; return milliseconds of CPU for one time."""
    act(0)
    rest = idle(page, process)
    before, begin = spent(process), time.perf_counter()
    for turn in range(RERUNS):
        act(turn + 1)
        page.wait_for_timeout(APART)
    passed = (time.perf_counter() - begin) * 1_000
    return (spent(process) - before - rest * passed) / RERUNS


def additions() -> float:
    """Return the milliseconds of CPU for a million additions: the machine's own speed."""
    begin, total = time.process_time(), 0
    for number in range(1_000_000):
        total += number
    return (time.process_time() - begin) * 1_000


def say(what: str, milliseconds: float) -> None:
    """Print one line."""
    print(f"{what:34} {milliseconds:6.1f} ms", flush=True)


def main() -> None:
    """Print a line for each kind of rerun."""
    say("a million additions", additions())
    with sync_playwright() as playwright, started() as (address, process):
        browser = playwright.chromium.launch(executable_path=chromium(), args=FLAGS)
        page = opened(browser, address, f"{WORK['4 runs x 200, overlay']}&step=50")
        step = measured(page, process, lambda _: page.keyboard.press("ArrowRight"))
        say("the playhead moves", step)
        page.locator("[class*=st-key-card-] button").first.click()
        slider = page.locator("[class*=st-key-lr-] input[type=range]").first
        slider.wait_for()
        keys = ("ArrowLeft", "ArrowRight")
        known = measured(page, process, lambda turn: slider.press(keys[turn % 2]))
        say("a dial goes where it was before", known)
        say("a dial goes to a new value", measured(page, process, lambda _: slider.press(keys[0])))
        browser.close()
    say("a million additions", additions())


if __name__ == "__main__":
    main()
