"""Measure the static site: `python benchmarks/site.py`.

Writes the whole site to a folder of its own and prints one table: how long that takes, the largest
page, and in headless Chromium the time from a lesson's file on the disk to its picture, for a
browser that has opened nothing of the site before.
"""

import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from playwright.sync_api import Browser, sync_playwright

from player import FLAGS, ROOT, chromium, say  # this folder's

ROUNDS = 7
LESSONS = ("rate-edge", "land-rosenbrock", "data-outlier")
DRAWN = """() => new Promise((done) => {
  const look = () => requestAnimationFrame(
    document.querySelector(".sb-ready") ? () => done(performance.now()) : look);
  look();
})"""


def written(folder: Path) -> float:
    """Write the site; return the seconds that it took."""
    begin = time.perf_counter()
    command = [sys.executable, "-m", "experiment", "site", str(folder)]
    subprocess.run([*command, "--address", "https://site.example/"], cwd=ROOT, check=True)
    return time.perf_counter() - begin


def until_drawn(browser: Browser, file: Path) -> float:
    """Return the milliseconds from the navigation to the frame after the picture stands."""
    context = browser.new_context(viewport={"width": 1400, "height": 900}, offline=True)
    page = context.new_page()
    page.goto(file.as_uri(), wait_until="commit")
    found = float(page.evaluate(DRAWN))
    context.close()
    return found


def main() -> None:
    """Print the table."""
    with tempfile.TemporaryDirectory() as name, sync_playwright() as playwright:
        folder = Path(name)
        seconds = written(folder)
        say("work", "measured", "bound")
        say("the whole site written", f"{seconds:.0f} s")
        sizes = {page: page.stat().st_size for page in folder.rglob("*.html")}
        largest = max(sizes, key=lambda page: sizes[page])
        say(
            f"largest of {len(sizes)} pages, {largest.stem}",
            f"{sizes[largest] / 1e3:.0f} KB",
            "600",
        )
        say("median page", f"{statistics.median(sizes.values()) / 1e3:.0f} KB")
        size = sum(file.stat().st_size for file in folder.rglob("*") if file.is_file())
        say("all files", f"{size / 1e6:.0f} MB")
        browser = playwright.chromium.launch(executable_path=chromium(), args=FLAGS)
        for lesson in LESSONS:
            file = folder / "lessons" / f"{lesson}.html"
            times = [until_drawn(browser, file) for _ in range(ROUNDS)]
            shown = f"{statistics.median(times):.0f} / {max(times):.0f} ms"
            say(f"from disk to picture, {lesson}, median / worst", shown, "1000")
        browser.close()


if __name__ == "__main__":
    main()
