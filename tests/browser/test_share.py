"""Sharing, presenting and exporting in a real browser: what leaves the page says the same."""

import csv
import io
import json
import re
from base64 import b64encode
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import parse_qs, urlencode, urlsplit
from xml.etree import ElementTree

import numpy as np
import pytest
from playwright.sync_api import Browser, BrowserContext, Download, Locator, Page, expect
from visitor import Visitor

from experiment import decode, run
from experiment.export import LIBRARIES
from lessons import LESSONS

PLAYER = "[data-testid=player]"
LINK = "loss=rosenbrock&run=gd+lr+0.001+at+-1.5+2&run=adam+lr+0.1+at+-1.5+2&steps=8&step=3"
NAME = "switchback-rosenbrock-gd-adam-8"


def opened(visitor: Visitor, dialog: str, link: str = LINK) -> Locator:
    """Return one of the dialogs, opened by the keyboard."""
    page = visitor.open(f"/?{link}")
    expect(page.locator(".sb-player.sb-ready, .sb-empty")).to_be_visible()
    return by_key(page, dialog)


def by_key(page: Page, dialog: str) -> Locator:
    page.get_by_role("button", name=dialog).focus()
    page.keyboard.press("Enter")
    found = page.get_by_role("dialog")
    expect(found.get_by_role("heading", name=dialog)).to_be_visible()
    return found


def query(address: str) -> dict[str, list[str]]:
    return parse_qs(urlsplit(address).query)


def test_the_dialog_shows_the_address_its_qr_code_and_its_words(visitor: Visitor) -> None:
    dialog = opened(visitor, "Share")
    address = dialog.locator("[data-testid=stCode]").first.inner_text().replace("\n", "")
    assert query(address) == query(visitor.page.url) == parse_qs(LINK)
    code = dialog.get_by_role("img", name="QR code of this link").bounding_box()
    assert code is not None
    assert code["width"] == code["height"] >= 350
    snippet = dialog.locator("[data-testid=stCode]").nth(1).inner_text()
    assert snippet.startswith("<iframe")
    assert "embed=true" in snippet
    dialog.get_by_text("What is in this link").click()
    expect(dialog.get_by_text("Each run takes 8 steps.")).to_be_visible()


def test_escape_closes_a_dialog_and_gives_the_focus_back(visitor: Visitor) -> None:
    page = visitor.open(f"/?{LINK}")
    for name in ("Share", "Export"):
        dialog = by_key(page, name)
        page.keyboard.press("Escape")
        expect(dialog).to_have_count(0)
        visitor.ready()
        expect(page.get_by_role("button", name=name)).to_be_focused()
        expect(dialog).to_have_count(0)


def test_a_strangers_loss_stays_text(visitor: Visitor) -> None:
    hostile = "x^2+![a](http://127.0.0.1:9/x.png)<img src=x onerror=document.title='run'>"
    dialog = opened(visitor, "Share", f"{urlencode({'loss': hostile})}&run=gd")
    expect(dialog.locator("[data-testid=stCode]").first).to_contain_text("onerror")
    assert dialog.locator("img[src=x]").count() == 0
    assert visitor.page.title() != "run"


def test_a_checkbox_hides_a_part_in_the_link_and_on_the_page(visitor: Visitor) -> None:
    dialog = opened(visitor, "Share")
    page = visitor.page
    for part in ("Controls", "Curves", "Text around the picture"):
        dialog.get_by_text(part, exact=True).click()
        visitor.ready()
    first = dialog.locator("[data-testid=stCode]").first
    expect(first).to_contain_text("hide=controls+curves+text")
    page.keyboard.press("Escape")
    page.wait_for_function("location.search.includes('hide=controls')")
    expect(page.locator("[data-testid=stSidebar]")).to_be_hidden()
    expect(page.locator(".sb-chart")).to_be_hidden()
    expect(page.locator(".sb-verdict").first).to_be_hidden()
    expect(page.locator(".sb-picture")).to_be_visible()


def test_what_a_link_hides_is_not_there(visitor: Visitor) -> None:
    gone = (".stAppHeader", "[data-testid=stSidebar]", ".sb-chart", ".st-key-why", ".sb-verdicts")
    page = visitor.open(f"/?{LINK}")
    for selector in gone:
        expect(page.locator(selector)).to_be_visible()
    page = visitor.open(f"/?{LINK}&hide=title+controls+curves+inspector+text")
    expect(page.locator(PLAYER)).to_be_visible()
    for selector in gone:
        expect(page.locator(selector)).to_be_hidden()


def test_a_presentation_is_played_by_keys_and_left_by_escape(visitor: Visitor) -> None:
    page = visitor.open(f"/?{LINK}")
    page.get_by_role("button", name="Present").click()
    page.wait_for_function("location.search.includes('present')")
    for hidden in ("[data-testid=stSidebar]", ".stAppHeader", ".sb-transport button >> nth=2"):
        expect(page.locator(hidden)).to_be_hidden()
    page.mouse.click(900, 300)
    page.mouse.click(900, 720)
    expect(page.locator(PLAYER)).to_have_attribute("data-step", "3")
    page.keyboard.press("ArrowRight")
    expect(page.locator(PLAYER)).to_have_attribute("data-step", "4")
    expect(page.get_by_role("button", name="Leave the presentation (Escape)")).to_be_visible()
    page.keyboard.press("Escape")  # while the step is still on its way to the server
    page.wait_for_function("!location.search.includes('present')")
    expect(page.locator("[data-testid=stSidebar]")).to_be_visible()


@pytest.fixture
def frame(browser: Browser, address: str) -> Iterator[Visitor]:
    """A visitor whose window is as large as the frame that the dialog writes."""
    context = browser.new_context(viewport={"width": 800, "height": 450})
    yield Visitor(context, address)
    context.close()


def fits(page: Page, *parts: str) -> None:
    """Make sure that nothing scrolls and that these parts are inside the frame."""
    expect(page.locator(".sb-player.sb-ready")).to_be_visible()
    bars = """[...document.querySelectorAll("*")].filter((element) =>
      element.scrollHeight > element.clientHeight + 1 && element.clientHeight > 0
      && /auto|scroll/.test(getComputedStyle(element).overflowY)).length"""
    assert page.evaluate(bars) == 0
    assert page.evaluate("document.documentElement.scrollHeight") == 450
    for part in (".sb-legend", ".sb-picture", ".sb-chart", *parts):
        box = page.locator(part).bounding_box()
        assert box is not None
        assert box["y"] >= 0
        assert box["y"] + box["height"] <= 450


@pytest.mark.parametrize("runs", ["", "&run=adagrad+lr+0.1" * 10])
def test_an_embedded_page_fits_its_frame_without_a_scroll_bar(frame: Visitor, runs: str) -> None:
    fits(frame.open(f"/?{LINK}{runs}&embed=true"), ".sb-play")


@pytest.mark.parametrize("key", ["article-adagrad", "noise-decay"])  # the most words
def test_an_embedded_lesson_fits_too_before_and_after_its_answer(frame: Visitor, key: str) -> None:
    lesson = LESSONS[key]
    page = frame.open(f"/?{lesson.link}&lesson={key}&embed=true")
    words = page.locator(".st-key-lesson .stHtml").first
    expect(words).to_contain_text(lesson.question)
    fits(page, ".st-key-lesson", ".st-key-reveal")
    place = page.locator(".sb-picture").bounding_box()
    page.get_by_role("button", name="Show the paths and the answer").click()
    expect(words).to_contain_text(lesson.answer)
    frame.ready()
    fits(page, ".st-key-lesson", ".sb-play")
    assert page.locator(".sb-picture").bounding_box() == place
    shown, room = (page.locator(part).bounding_box() for part in (".sb-answer", ".st-key-lesson"))
    assert shown is not None
    assert room is not None
    assert room["y"] <= shown["y"] <= shown["y"] + shown["height"] <= room["y"] + room["height"]
    page.get_by_role("button", name="Lesson").click()
    expect(page.get_by_text(lesson.text)).to_be_visible()


def saved(page: Page, button: str) -> Download:
    with page.expect_download() as waiting:
        page.get_by_role("dialog").get_by_role("button", name=button).click()
    return waiting.value


def text_of(download: Download) -> str:
    return Path(download.path()).read_text("utf-8")


def test_tables_hold_the_trajectories_and_code_is_complete(visitor: Visitor) -> None:
    opened(visitor, "Export")
    paths = run(decode(LINK)[0])
    table = saved(visitor.page, "Every step (CSV)")
    assert table.suggested_filename == f"{NAME}.csv"
    rows = list(csv.DictReader(io.StringIO(text_of(table))))
    assert [float(row["loss"]) for row in rows] == [x for p in paths for x in p.losses]
    numbers = saved(visitor.page, "Every step (JSON)")
    assert numbers.suggested_filename == f"{NAME}.json"
    for found, path in zip(json.loads(text_of(numbers))["runs"], paths, strict=True):
        np.testing.assert_array_equal(found["points"], path.points)
    for name, library in LIBRARIES.items():
        visitor.page.get_by_role("tab", name=library.title).click()
        script = saved(visitor.page, f"-{name}.py")
        assert script.suggested_filename == f"switchback-rosenbrock-gd-8-{name}.py"
        compile(text_of(script), script.suggested_filename, "exec")


def test_pictures_carry_step_caption_and_link_and_a_video_is_recorded(visitor: Visitor) -> None:
    opened(visitor, "Export", f"{LINK}&view=overlay+second+gradient")
    png = saved(visitor.page, "Save as PNG")
    assert png.suggested_filename == f"{NAME}-step-3.png"
    assert Path(png.path()).read_bytes().startswith(b"\x89PNG")
    svg = saved(visitor.page, "Save as SVG")
    assert svg.suggested_filename == f"{NAME}-step-3.svg"
    words = re.sub(r"<[^>]+>", "", text_of(svg))
    assert "Step 3 of 8." in words
    assert "run=adam+lr+0.1+at+-1.5+2" in words
    assert "Adam 0.1" in words
    assert "gradient norm" in words
    video = saved(visitor.page, "Record a video")
    assert re.fullmatch(rf"{NAME}\.(mp4|webm)", video.suggested_filename)
    assert Path(video.path()).stat().st_size > 10_000


LONG = LINK.replace("steps=8", "steps=2000")


def test_a_video_is_stopped_early_and_saved_so_far(visitor: Visitor) -> None:
    dialog = opened(visitor, "Export", LONG)
    page = visitor.page
    dialog.get_by_role("button", name="Record a video").click()
    stop = dialog.get_by_role("button", name="Stop and save")
    expect(dialog.get_by_role("progressbar", name="Recorded")).to_be_visible()
    page.wait_for_function(f"document.querySelector('{PLAYER}').dataset.step > 40")
    with page.expect_download() as waiting:
        stop.click()
    expect(page.locator(PLAYER)).to_have_attribute("data-playing", "false")
    assert int(page.locator(PLAYER).get_attribute("data-step") or 0) < 1500
    expect(dialog.get_by_role("progressbar")).to_be_hidden()
    seconds = page.evaluate(SECONDS, b64encode(Path(waiting.value.path()).read_bytes()).decode())
    assert 0.2 < seconds < 9  # the whole run plays for ten


SECONDS = """(bytes) => new Promise((resolve, reject) => {
  const film = document.createElement("video");
  film.onerror = () => reject(new Error("this is no video"));
  film.onloadedmetadata = () => { film.currentTime = 1e6; };  // a webm tells its length at its end
  film.onseeked = () => resolve(film.currentTime);
  film.src = `data:video/mp4;base64,${bytes}`;
})"""


def test_a_dialog_that_is_closed_ends_the_video_without_a_file(visitor: Visitor) -> None:
    dialog = opened(visitor, "Export", LONG)
    page, files = visitor.page, list[Download]()
    page.on("download", lambda file: files.append(file))  # noqa: PLW0108 - wants a function
    dialog.get_by_role("button", name="Record a video").click()
    page.wait_for_function(f"document.querySelector('{PLAYER}').dataset.playing === 'true'")
    page.keyboard.press("Escape")
    expect(dialog).to_have_count(0)
    expect(page.locator(PLAYER)).to_have_attribute("data-playing", "false", timeout=5_000)
    page.wait_for_timeout(500)
    assert files == []


def test_without_a_recorder_the_dialog_says_what_a_video_needs(visitor: Visitor) -> None:
    visitor.page.add_init_script("delete window.MediaRecorder")
    dialog = opened(visitor, "Export")
    expect(dialog.get_by_role("button", name="Record a video")).to_be_disabled()
    needs = "A video needs a browser that has MediaRecorder and writes MP4 or WebM."
    expect(dialog.get_by_text(needs)).to_be_visible()


SVG = "{http://www.w3.org/2000/svg}"


def inked(root: ElementTree.Element, area: int) -> list[np.ndarray]:
    """Return the corners of every line of the ink in an area: the trails, then what runs along."""
    own = f"url(#sb-clip-{area})"
    lines = [
        path.get("d", "")
        for path in root.findall(f"{SVG}path")
        if path.get("clip-path") == own and path.get("stroke-width") == "2"
    ]
    return [np.array(re.findall(r"[ML](\S+) ([^ML]+)", d), dtype=float) for d in lines]


@pytest.mark.parametrize(("view", "rasters"), [("overlay", 0), ("side", 0), ("surface", 1)])
def test_a_saved_svg_is_drawn_in_vectors(
    visitor: Visitor, view: str, rasters: int, tmp_path: Path
) -> None:
    opened(visitor, "Export", f"{LINK}&view={view}")
    file = tmp_path / "picture.svg"
    saved(visitor.page, "Save as SVG").save_as(file)
    root = ElementTree.parse(file).getroot()
    assert len(list(root.iter(f"{SVG}image"))) == rasters  # a surface is WebGL's
    areas = range(len(list(root.findall(f"{SVG}clipPath"))))
    paths = [path for area in areas for path in inked(root, area)]
    runs = run(decode(LINK)[0])
    assert [len(path) for path in paths] == [4] * 2 * len(runs)  # on the landscape and its chart
    if view == "overlay":
        for path, trajectory in zip(paths, runs, strict=False):
            for drawn, computed in zip(path.T, trajectory.points[:4].T, strict=True):
                scale = np.polyfit(computed, drawn, 1)
                np.testing.assert_allclose(np.polyval(scale, computed), drawn, atol=0.02)
    page = visitor.page.context.new_page()
    page.goto(file.as_uri())
    box = page.locator("path[stroke-width='2'][clip-path]").first.bounding_box()
    assert box is not None
    assert box["width"] * box["height"] > 0
    page.close()


@pytest.mark.parametrize("view", ["overlay", "surface"])
def test_the_html_file_plays_offline_and_asks_for_nothing(
    visitor: Visitor, browser: Browser, tmp_path: Path, view: str
) -> None:
    opened(visitor, "Export", f"{LINK}&view={view}")
    file = tmp_path / f"{NAME}.html"
    download = saved(visitor.page, "Page that plays offline (HTML)")
    assert download.suggested_filename == file.name
    download.save_as(file)
    context: BrowserContext = browser.new_context(offline=True)
    page, asked, said = context.new_page(), list[str](), list[str]()
    page.on("request", lambda request: asked.append(request.url))
    page.on("console", lambda message: message.type == "error" and said.append(message.text))
    page.on("pageerror", lambda error: said.append(str(error)))
    page.goto(file.as_uri())
    expect(page.locator(".sb-player.sb-ready")).to_be_visible()
    expect(page.locator(PLAYER)).to_have_attribute("data-step", "3")
    page.keyboard.press(" ")
    expect(page.locator(PLAYER)).to_have_attribute("data-step", "8")
    expect(page.locator("footer code")).to_contain_text("run=adam+lr+0.1")
    assert [url for url in asked if not url.startswith(("data:", "blob:"))] == [file.as_uri()]
    assert said == []
    context.close()
