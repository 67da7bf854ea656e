"""Measure the static site: `python benchmarks/site.py`.

Writes the whole site to a folder of its own and prints one table: how long that takes, the largest
page, and in headless Chromium the time from a lesson's file on the disk to its still picture and to
its player, for a browser that has opened nothing of the site before. A site that is there already
can be named: `python benchmarks/site.py FOLDER`.
"""

import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from playwright.sync_api import Browser, sync_playwright

from player import FLAGS, ROOT, chromium, say  # this folder's

ROUNDS = 5
LESSONS = ("rate-edge", "land-rosenbrock", "data-outlier")
# Gives the moment of the frame after something is there.
WHEN = """() => new Promise((done) => {
  const look = () => requestAnimationFrame(%s ? () => done(performance.now()) : look);
  look();
})"""
STOOD = WHEN % "document.querySelector('.before')?.naturalWidth"
DRAWN = WHEN % "document.querySelector('.sb-ready')"


def written(folder: Path) -> float:
    """Write the site; return the seconds that it took."""
    begin = time.perf_counter()
    command = [sys.executable, "-m", "experiment", "site", str(folder)]
    subprocess.run([*command, "--address", "https://site.example/"], cwd=ROOT, check=True)
    return time.perf_counter() - begin


def until_drawn(browser: Browser, file: Path) -> tuple[float, float, float]:
    """Return the milliseconds from the navigation to the frame after the lesson with its still
    picture stands, to the one after the player has drawn, and the CPU of the page's thread then.
    """
    context = browser.new_context(viewport={"width": 1400, "height": 900}, offline=True)
    page = context.new_page()
    glass = context.new_cdp_session(page)
    glass.send("Performance.enable", {"timeDomain": "threadTicks"})
    page.goto(file.as_uri(), wait_until="commit")
    stood, drawn = float(page.evaluate(STOOD)), float(page.evaluate(DRAWN))
    metrics = glass.send("Performance.getMetrics")["metrics"]
    (busy,) = (row["value"] for row in metrics if row["name"] == "ThreadTime")
    context.close()
    return stood, drawn, 1_000 * busy


def main() -> None:
    """Print the table."""
    with tempfile.TemporaryDirectory() as name, sync_playwright() as playwright:
        folder = Path(sys.argv[1] if sys.argv[1:] else name)
        seconds = 0.0 if sys.argv[1:] else written(folder)
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
            times = (until_drawn(browser, file) for _ in range(ROUNDS))
            stood, drawn, busy = zip(*times, strict=True)
            for kind, found in (("still picture", stood), ("player", drawn)):
                shown = f"{statistics.median(found):.0f} / {max(found):.0f} ms"
                say(f"from disk to {kind}, {lesson}, median / worst", shown, "1000")
            say("    the page's thread, CPU", f"{statistics.median(busy):.0f} ms")
        browser.close()


if __name__ == "__main__":
    main()
