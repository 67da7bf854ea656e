"""The static site in a browser: from a disk and below a path of a plain server of files."""

import functools
import json
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import numpy as np
import pytest
from playwright.sync_api import Browser, Page, expect

from experiment import Experiment, decode, run
from lessons import LESSONS
from losses import CATALOGUE
from publish.site import Content, write_site
from publish.where import Where
from tests.browser.visitor import PLAYER

RIDGE, SCALE = LESSONS["land-ridge"], LESSONS["data-scale"]


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    found = tmp_path_factory.mktemp("served") / "a path" / "site"
    content = Content([RIDGE, SCALE], [CATALOGUE["quadratic_1d"]])
    assert write_site(found, content, Where(), str) == []
    return found


class Quiet(SimpleHTTPRequestHandler):
    def log_message(self, *words: object) -> None:
        """Say nothing."""


@contextmanager
def served(folder: Path) -> Iterator[str]:
    """Serve files until the end of the block."""
    handler = functools.partial(Quiet, directory=str(folder))
    with ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}"
        server.shutdown()


@contextmanager
def opened(browser: Browser, root: str, *, offline: bool) -> Iterator[Page]:
    """Yield a page; in the end it asked only for what is below the root, and nothing complained."""
    context = browser.new_context(offline=offline, viewport={"width": 1280, "height": 800})
    page, asked, heard = context.new_page(), list[str](), list[str]()
    page.on("request", lambda request: asked.append(request.url))
    page.on("console", lambda message: heard.append(message.text))
    page.on("pageerror", lambda error: heard.append(str(error)))
    yield page
    context.close()
    assert [url for url in asked if not url.startswith((root, "data:", "blob:"))] == []
    assert heard == []


def drawn(page: Page) -> None:
    expect(page.locator(".sb-player.sb-ready")).to_be_visible()


def shows(page: Page, e: Experiment) -> None:
    """Hold the last points of the picture to NumPy's."""
    ends = [path.points[-1].tolist() for path in run(e)]
    page.wait_for_function(
        f"""wanted => {{
          const ends = JSON.parse(document.querySelector("{PLAYER}").dataset.ends);
          return ends.every((end, k) => end.every((x, i) => Math.abs(x - wanted[k][i]) < 1e-9));
        }}""",
        arg=ends,
    )


def test_a_lesson_opened_from_a_disk_asks_answers_and_plays(browser: Browser, folder: Path) -> None:
    with opened(browser, folder.as_uri(), offline=True) as page:
        page.goto((folder / "index.html").as_uri())
        pictures = page.locator("img")
        expect(pictures).to_have_count(2)
        assert pictures.evaluate_all("all => all.every((one) => one.decode && one.naturalWidth)")
        page.get_by_role("link", name=RIDGE.title).click()
        drawn(page)
        player = page.locator(PLAYER)
        expect(player).to_have_attribute("data-step", "0")
        answer, settings = (
            page.get_by_text(RIDGE.answer),
            page.get_by_role("button", name="Settings"),
        )
        for kept_back in (answer, settings):
            expect(kept_back).to_be_hidden()
        wrong = page.get_by_role("button", name=RIDGE.choices[0])
        wrong.click()
        expect(wrong).to_have_attribute("aria-pressed", "true")
        page.get_by_label("Speed").select_option("8")
        page.get_by_role("button", name="Show the paths and the answer").click()
        expect(answer).to_be_visible()
        right = RIDGE.choices[RIDGE.right - 1]
        expect(page.locator(".guess")).to_have_text(
            f"You said: {RIDGE.choices[0]}. It is not so. Right is: {right}."
        )
        expect(player).to_have_attribute("data-step", str(RIDGE.experiment.steps))  # it plays
        shows(page, RIDGE.experiment)
        # The engine is there, too: a rate that is typed moves the end of its run.
        settings.click()
        knobs = page.locator(".sb-knobs").get_by_role("group", name="Adam")
        knobs.get_by_role("spinbutton", name="Learning rate", exact=True).fill("0.2")
        changed = decode(RIDGE.link.replace("adam+lr+0.1", "adam+lr+0.2"))[0]
        shows(page, changed)
        page.get_by_role("button", name="Hide the answer").click()
        expect(answer).to_be_hidden()
        expect(player).to_have_attribute("data-step", "0")
        start = json.loads(player.get_attribute("data-ends") or "")
        np.testing.assert_allclose(start, [one.start for one in RIDGE.experiment.runs])
        expect(page.get_by_role("button", name="Show the paths and the answer")).to_be_focused()
        # A loss of the catalogue has nothing to keep back.
        page.get_by_role("link", name="Catalogue").click()
        page.get_by_role("link", name=CATALOGUE["quadratic_1d"].title).click()
        drawn(page)
        expect(player).to_have_attribute("data-step", "200")
        expect(settings).to_be_visible()


def test_below_a_path_variants_are_compared_and_a_frame_leads_out(
    browser: Browser, folder: Path
) -> None:
    with served(folder.parents[1]) as address, opened(browser, address, offline=False) as page:
        page.goto(f"{address}/a%20path/site/lessons/{RIDGE.key}.html")
        drawn(page)
        page.get_by_role("link", name="Next").click()
        expect(page.get_by_role("heading", name=SCALE.title)).to_be_visible()
        drawn(page)
        variant = page.get_by_role("button", name="Standardised")
        expect(variant).to_be_hidden()
        page.get_by_role("button", name="Show the paths and the answer").press("Enter")
        expect(page.get_by_role("button", name="Raw")).to_have_attribute("aria-pressed", "true")
        shows(page, SCALE.experiment)
        variant.click()
        expect(variant).to_have_attribute("aria-pressed", "true")
        shows(page, decode(SCALE.variants["Standardised"])[0])
        # In a frame of another page there is a way out, and no other page is in the way.
        out = page.get_by_role("link", name="Open this page")
        expect(out).to_be_hidden()
        inside = f"a%20path/site/lessons/{RIDGE.key}.html"
        blog = f'<link rel="icon" href="data:,"><iframe src="{inside}" width="800" height="450">'
        (folder.parents[1] / "blog.html").write_text(blog, "utf-8")
        page.goto(f"{address}/blog.html")
        frame = page.frame_locator("iframe")
        expect(frame.get_by_role("link", name="Open this page")).to_be_visible()
        expect(frame.get_by_role("link", name="Catalogue")).to_be_hidden()
        with page.context.expect_page() as waiting:
            frame.get_by_role("link", name="Open this page").click()
        expect(waiting.value.get_by_role("heading", name=RIDGE.title)).to_be_visible()
