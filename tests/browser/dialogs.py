"""The share and the export dialog, opened as a keyboard does, and what they save."""

from pathlib import Path

from playwright.sync_api import Download, Locator, Page, expect

from tests.browser.visitor import Visitor

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


def saved(page: Page, button: str) -> Download:
    with page.expect_download() as waiting:
        page.get_by_role("dialog").get_by_role("button", name=button).click()
    return waiting.value


def text_of(download: Download) -> str:
    return Path(download.path()).read_text("utf-8")
