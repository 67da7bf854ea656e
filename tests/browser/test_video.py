"""A video: stopped early, given up, or impossible."""

from base64 import b64encode
from pathlib import Path

from playwright.sync_api import Download, expect

from tests.browser.dialogs import LINK, opened
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
