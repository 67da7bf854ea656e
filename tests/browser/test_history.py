"""The address bar: it is the experiment, and Back and Forward undo and redo."""

from playwright.sync_api import Browser, Page, expect

from tests.browser.visitor import PLAYER, Visitor

# What the server says arrives late, as over a slow network.
SLOW = """
window.WebSocket = class extends WebSocket {
  addEventListener(type, listen, ...rest) {
    const late = (event) => setTimeout(() => listen(event), 400);
    super.addEventListener(type, type === "message" ? late : listen, ...rest);
  }
};
"""


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


def test_the_address_tells_the_step_on_the_screen_whatever_is_typed(visitor: Visitor) -> None:
    page = visitor.open("/?loss=x^2&run=gd+lr+0.1+at+2&steps=30&step=12")
    player, field = page.locator(PLAYER), page.get_by_role("textbox", name="Loss")
    field.fill("x^2 + sin(")
    field.press("Enter")
    expect(page.get_by_text("The loss is unfinished")).to_be_visible()
    expect(player).to_have_attribute("data-step", "12")  # of the last good picture
    field.fill("x^2")
    field.press("Enter")
    set_steps(page, 40)
    expect(player).to_have_attribute("data-step", "12")
    page.wait_for_function("location.search.includes('step=12')")
    field.fill("x^4")
    field.press("Enter")
    expect(player).to_have_attribute("data-step", "40")  # of a new loss, the complete picture
    set_steps(page, 50)
    expect(player).to_have_attribute("data-step", "50")
    assert "step=" not in visitor.query().replace("steps=", "")
    page.get_by_role("button", name="To the start").click()
    page.wait_for_function("location.search.includes('step=0')")
    set_steps(page, 60)
    expect(player).to_have_attribute("data-step", "0")
    page.wait_for_function("location.search.includes('step=0')")


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


def test_a_change_stays_though_the_next_message_still_carries_the_address_before_it(
    visitor: Visitor,
) -> None:
    visitor.page.add_init_script(SLOW)
    page = visitor.open("/")
    steps = page.get_by_label("Steps", exact=True)
    steps.fill("50")
    steps.press("Enter")
    page.wait_for_timeout(200)  # the server has made the change, the browser has not heard of it
    page.get_by_label("One step back").click()
    page.wait_for_function("location.search.includes('step=')")
    visitor.ready()
    expect(steps).to_have_value("50")
    assert "steps=50" in visitor.query()


# At once: how long a click takes is up to the machine.
THREE_CLICKS = """() => {
  document.querySelectorAll(".sb-legend button")[1].click();
  const speed = document.querySelector("select.sb-speed");
  speed.value = "2";
  speed.dispatchEvent(new Event("change", { bubbles: true }));
  document.querySelector(".sb-loop").click();
}"""


def test_a_hidden_run_the_speed_and_the_loop_are_in_the_address(visitor: Visitor) -> None:
    page = visitor.open("/?loss=x^2&run=gd+lr+0.1&run=gd+lr+0.2&steps=40")
    page.locator(".sb-ready").wait_for()
    before, entries = visitor.query(), page.evaluate("history.length")
    page.evaluate(THREE_CLICKS)
    page.wait_for_function("location.search.includes('view=overlay+speed+2+loop+without+2')")
    assert page.evaluate("history.length") == entries + 1  # three clicks, one report
    other = Visitor(page.context, visitor.address)
    seen = other.open("/" + visitor.query())
    expect_played(seen, speed="2", loop="true", shown=["true", "false"])
    expect(seen.locator(".sb-picture .scatterlayer path.js-line")).to_have_count(2)
    assert other.errors == []
    seen.close()
    visitor.ready()
    page.go_back()
    page.wait_for_function("query => location.search === query", arg=before)
    expect_played(page, speed="1", loop="false", shown=["true", "true"])
    page.go_forward()
    expect_played(page, speed="2", loop="true", shown=["true", "false"])


def expect_played(page: Page, *, speed: str, loop: str, shown: list[str]) -> None:
    """Wait until the player says this of itself; `shown` goes by the legend."""
    expect(page.get_by_label("Speed")).to_have_value(speed)
    expect(page.get_by_role("button", name="Loop")).to_have_attribute("aria-pressed", loop)
    for place, pressed in enumerate(shown):
        entry = page.locator(".sb-legend button").nth(place)
        expect(entry).to_have_attribute("aria-pressed", pressed)
