"""A film: a video stopped early, given up, or impossible; a GIF as it was chosen."""

from base64 import b64encode
from pathlib import Path

from PIL import Image, ImageSequence
from playwright.sync_api import Download, expect

from tests.browser.dialogs import LINK, NAME, opened, saved
from tests.browser.visitor import PLAYER, Visitor

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


def test_a_gif_has_the_size_and_the_speed_that_were_chosen(visitor: Visitor) -> None:
    dialog = opened(visitor, "Export")  # 8 steps
    dialog.get_by_role("combobox", name="Size of the GIF").select_option("480")
    dialog.get_by_role("combobox", name="How long the GIF plays").select_option("3 seconds")
    file = saved(visitor.page, "Make a GIF")
    assert file.suggested_filename == f"{NAME}.gif"
    with Image.open(file.path()) as gif:
        assert (gif.format, gif.width, gif.n_frames) == ("GIF", 480, 9)
        assert gif.info["loop"] == 0  # for ever
        frames = [frame.convert("RGB") for frame in ImageSequence.Iterator(gif)]
        delays = []
        for place in range(9):
            gif.seek(place)
            delays.append(gif.info["duration"])
    assert delays == [330] * 8 + [1500]  # 3 s / 9, in hundredths of a second
    shown = visitor.page.locator(PLAYER).bounding_box()
    assert shown is not None
    assert 0.4 < frames[0].height / 480 / (shown["height"] / shown["width"]) < 1.6
    assert len({frame.tobytes() for frame in frames}) == 9  # every step looks different
    corner = frames[0].getpixel((1, 1))
    assert isinstance(corner, tuple)
    assert min(corner) > 245  # the page is white


def test_a_gif_is_stopped_early_and_saved_so_far(visitor: Visitor) -> None:
    dialog = opened(visitor, "Export", LONG)
    page = visitor.page
    dialog.get_by_role("combobox", name="How long the GIF plays").select_option("24 seconds")
    dialog.get_by_role("button", name="Make a GIF").click()
    expect(dialog.get_by_role("progressbar", name="Recorded")).to_be_visible()
    expect(dialog.get_by_role("button", name="Record a video")).to_be_disabled()
    page.wait_for_function("document.querySelector('.sb-filmed').value > 0.02")
    with page.expect_download() as waiting:
        dialog.get_by_role("button", name="Stop and save").click()
    with Image.open(waiting.value.path()) as gif:
        assert 1 < gif.n_frames < 300
