"""Sharing in a real browser: what leaves the page says the same."""

from urllib.parse import parse_qs, urlencode, urlsplit

from playwright.sync_api import expect

from tests.browser.dialogs import LINK, by_key, opened
from tests.browser.visitor import PLAYER, Visitor


def query(address: str) -> dict[str, list[str]]:
    return parse_qs(urlsplit(address).query)


def test_the_dialog_shows_the_address_its_qr_code_and_its_words(visitor: Visitor) -> None:
    dialog = opened(visitor, "Share")
    address = dialog.locator("[data-testid=stCode]").first.inner_text().replace("\n", "")
    assert query(address) == query(visitor.page.url) == parse_qs(LINK)
    visitor.ready()  # a dialog that is still being filled has not its size yet
    code = dialog.get_by_role("img", name="QR code of this link").bounding_box()
    assert code is not None
    assert code["width"] == code["height"] >= 350
    snippet = dialog.locator("[data-testid=stCode]").nth(1).inner_text()
    assert snippet.startswith("<iframe")
    assert "embed=true" in snippet
    page = visitor.page
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    dialog.get_by_role("button", name="Copy the link").press("Enter")
    expect(dialog.get_by_text("Copied")).to_be_visible()
    assert page.evaluate("navigator.clipboard.readText()") == address
    dialog.get_by_role("tab", name="Markdown").click()
    markdown = dialog.locator("[data-testid=stCode]").nth(2)
    expect(markdown).to_have_text(f"[Gradient descent and Adam on Rosenbrock](<{address}>)")
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
