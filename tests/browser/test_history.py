"""The address bar: it is the experiment, and Back and Forward undo and redo."""

from playwright.sync_api import Browser, Page, expect
from visitor import Visitor


def set_steps(page: Page, number: int) -> None:
    field = page.get_by_label("Steps", exact=True)
    field.fill(str(number))
    field.press("Enter")
    page.wait_for_function(f"location.search.includes('steps={number}')")


def test_opening_the_page_writes_nothing_to_the_address(visitor: Visitor) -> None:
    page = visitor.open("/")
    assert visitor.query() == ""
    assert page.evaluate("history.length") == 2  # the blank page before, and this


def test_back_and_forward_undo_and_redo(visitor: Visitor) -> None:
    page = visitor.open("/")
    set_steps(page, 50)
    set_steps(page, 60)
    steps = page.get_by_label("Steps", exact=True)
    for move, shown in ((page.go_back, "50"), (page.go_back, "200"), (page.go_forward, "50")):
        move()
        expect(steps).to_have_value(shown)
        visitor.ready()


def test_a_page_switch_keeps_the_experiment_in_the_address(visitor: Visitor) -> None:
    page = visitor.open("/")
    set_steps(page, 50)
    edited = visitor.query()
    page.get_by_role("link", name="About").click()
    page.wait_for_url("**/about?*")
    assert visitor.query() == edited
    page.get_by_role("link", name="Compare").click()
    page.wait_for_function(f"location.search === {edited!r} && location.pathname === '/'")
    page.go_back()
    expect(page.get_by_role("heading", name="About Switchback")).to_be_visible()
    page.go_back()
    expect(page.get_by_label("Steps", exact=True)).to_have_value("50")


def test_a_link_opened_by_somebody_else_shows_the_same(
    visitor: Visitor, browser: Browser, address: str
) -> None:
    page = visitor.open("/")
    set_steps(page, 50)
    link = visitor.query()
    context = browser.new_context(viewport={"width": 1400, "height": 900})
    other = Visitor(context, address)
    other.open("/" + link)
    expect(other.page.get_by_label("Steps", exact=True)).to_have_value("50")
    assert other.query() == link
    verdicts = [tab.locator(".sb-verdict").all_inner_texts() for tab in (page, other.page)]
    context.close()
    assert verdicts[0] == verdicts[1] != []


def test_a_deep_link_to_another_page_opens_it(visitor: Visitor) -> None:
    page = visitor.open("/about")
    expect(page.get_by_role("heading", name="About Switchback")).to_be_visible()
