"""Exporting in a real browser: what is saved says the same as the page."""

import csv
import io
import json
import re
import struct
from dataclasses import replace
from pathlib import Path
from xml.etree import ElementTree

import numpy as np
import pytest
from playwright.sync_api import Browser, BrowserContext, expect

from experiment import Run, decode, run
from experiment.export import LIBRARIES
from tests.browser.dialogs import LINK, NAME, opened, saved, text_of
from tests.browser.visitor import PLAYER, Visitor


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
    for chosen, size, name in (
        ("slide, 1920 × 1080", (1920, 1080), "1920x1080"),
        ("paper, 180 mm at 300 dpi", (2126, None), "2126"),
    ):
        visitor.page.get_by_label("Size of the PNG").select_option(chosen)
        large = saved(visitor.page, "Save as PNG")
        assert large.suggested_filename == f"{NAME}-step-3-{name}.png"
        width, height = struct.unpack(">II", Path(large.path()).read_bytes()[16:24])
        assert (width, height) == (size[0], size[1] or height)
    svg = saved(visitor.page, "Save as SVG")
    assert svg.suggested_filename == f"{NAME}-step-3.svg"
    words = re.sub(r"<[^>]+>", "", text_of(svg))
    assert "Step 3 of 8." in words
    assert "run=adam+lr+0.1+at+-1.5+2" in words
    assert "Adam0.1" in words  # a name, and its learning rate beside it
    assert "gradient norm" in words
    video = saved(visitor.page, "Record a video")
    assert re.fullmatch(rf"{NAME}\.(mp4|webm)", video.suggested_filename)
    assert Path(video.path()).stat().st_size > 10_000


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
    small = {"width": 640, "height": 480}  # without a graphics card every pixel takes time
    context: BrowserContext = browser.new_context(offline=True, viewport=small)
    page, asked, said = context.new_page(), list[str](), list[str]()
    page.on("request", lambda request: asked.append(request.url))
    page.on("console", lambda message: message.type == "error" and said.append(message.text))
    page.on("pageerror", lambda error: said.append(str(error)))
    page.goto(file.as_uri())
    expect(page.locator(".sb-player.sb-ready")).to_be_visible()
    expect(page.locator(PLAYER)).to_have_attribute("data-step", "3")
    page.keyboard.press(" ")
    expect(page.locator(PLAYER)).to_have_attribute("data-step", "8")
    back = page.get_by_role("button", name="Reset to what was shared")
    expect(back).to_be_hidden()
    page.get_by_role("slider", name="Learning rate of Adam 0.1").focus()
    page.keyboard.press("ArrowRight")
    page.keyboard.press("Enter")
    expect(page.locator(PLAYER)).to_have_attribute("data-live", "true")
    shown, e = page.locator(PLAYER), decode(LINK)[0]
    rates = json.loads(shown.get_attribute("data-rates") or "")
    assert rates[-1] == 0.126
    changed = replace(e, runs=tuple(map(Run.at_rate, e.runs, rates)))
    ends = json.loads(shown.get_attribute("data-ends") or "")
    np.testing.assert_allclose(ends, [path.points[-1] for path in run(changed)], atol=1e-9)
    back.click()
    expect(page.locator(PLAYER)).to_have_attribute("data-live", "false")
    expect(page.locator("footer code")).to_contain_text("run=adam+lr+0.1")
    assert {url for url in asked if not url.startswith(("data:", "blob:"))} == {file.as_uri()}
    assert said == []
    context.close()
