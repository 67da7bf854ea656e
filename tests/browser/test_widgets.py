"""Widgets beside the picture: while they are moved the picture moves along, without the server."""

import io
import json

import numpy as np
from PIL import Image
from playwright.sync_api import Page, expect

from experiment import decode, run
from tests.browser.test_hand import ends_as_in_numpy, said, waits_for
from tests.browser.visitor import PLAYER, Visitor, middle

CONSTANTS = "loss=(a-x)^2%2Bb(y-x^2)^2&where=a+1+b+5&run=adam+lr+0.1+at+-1+1&steps=60"
PICTURE = "document.querySelector('.sb-picture > canvas').toDataURL()"


def pixels(page: Page) -> np.ndarray:
    """What is seen of the landscape, (height, width, 3)."""
    shot = page.locator(".sb-picture").screenshot()
    return np.asarray(Image.open(io.BytesIO(shot)).convert("RGB"), int)


def drag(page: Page, key: str, by: int) -> str:
    """Drag the thumb of a slider; return what it shows. The pointer stays down."""
    thumb = page.locator(f".st-key-{key} [data-testid=stSliderThumbValue]").locator("..")
    x, y = middle(thumb)
    page.mouse.move(x, y)
    page.mouse.down()
    page.mouse.move(x + by, y, steps=6)
    waits_for(page, True)
    shown = page.locator(f".st-key-{key} input[type=range]").get_attribute("aria-valuetext")
    assert shown is not None
    return shown.replace("−", "-")


def moves_as_it_is_typed(
    page: Page, key: str, number: str, shown: tuple[str, str], *, written: str
) -> None:
    """Type a number into a field: the paths are there at once, and at Enter it is in the link.

    shown  what the player says it draws, by the name of the attribute
    """
    field = page.locator(f".st-key-{key} input")
    field.fill("")
    field.press_sequentially(number)
    name, value = shown
    expect(page.locator(PLAYER)).to_have_attribute(f"data-{name}", value)
    waits_for(page, True)
    ends_as_in_numpy(CONSTANTS, page)
    field.press("Enter")
    page.wait_for_function("text => location.search.includes(text)", arg=written)
    waits_for(page, False)


def test_the_slider_of_a_constant_moves_the_paths_before_it_is_let_go(visitor: Visitor) -> None:
    page = visitor.drawn(f"/?{CONSTANTS}")
    visitor.ready()
    entries, address = page.evaluate("history.length"), page.url
    shown = drag(page, "slide-1", 40)
    assert float(shown) > 5
    e, _ = decode(CONSTANTS.replace("b+5", f"b+{shown}"))
    np.testing.assert_allclose(said(page, "ends")[0], run(e)[0].points[-1], rtol=0, atol=1e-9)
    assert page.url == address
    page.mouse.up()
    page.wait_for_function("text => location.search.includes(`b+${text}`)", arg=shown)
    waits_for(page, False)
    assert page.evaluate("history.length") == entries + 1
    assert said(page, "ends")[0] == run(e)[0].points[-1].tolist()


def test_the_slider_and_the_field_of_a_learning_rate_move_the_paths_at_once(
    visitor: Visitor,
) -> None:
    page = visitor.drawn(f"/?{CONSTANTS}")
    visitor.ready()
    page.locator("[class*=st-key-card-] button").first.click()
    page.locator(".st-key-lr-0").wait_for()
    visitor.ready()
    shown = drag(page, "lr-0", -30)
    assert said(page, "rates") == [float(shown)]
    assert float(shown) < 0.1
    ends_as_in_numpy(CONSTANTS, page)
    page.mouse.up()
    page.wait_for_function("text => location.search.includes(`adam+lr+${text}+`)", arg=shown)
    waits_for(page, False)
    visitor.ready()
    moves_as_it_is_typed(page, "rate-0", "0.25", ("rates", "[0.25]"), written="adam+lr+0.25+")


def test_what_the_server_refuses_is_given_up(visitor: Visitor) -> None:
    page = visitor.drawn(f"/?{CONSTANTS}")
    visitor.ready()
    before = json.dumps(said(page, "ends"))
    field = page.locator(".st-key-steps input")
    field.fill("30")
    waits_for(page, True)
    assert json.dumps(said(page, "ends")) != before
    field.fill("60")
    field.press("Enter")  # the same as before: the server has nothing to draw
    waits_for(page, False)
    assert json.dumps(said(page, "ends")) == before


def test_the_coordinates_of_a_start_move_its_paths_as_they_are_typed(visitor: Visitor) -> None:
    page = visitor.drawn(f"/?{CONSTANTS}")
    visitor.ready()
    page.locator("[class*=st-key-card-] button").first.click()
    page.locator(".st-key-start-0-0 input").wait_for()
    visitor.ready()
    moves_as_it_is_typed(page, "start-0-0", "0.5", ("starts", "[[0.5,1]]"), written="at+0.5+1")


def test_an_arrow_key_in_a_field_moves_the_paths_and_is_told(visitor: Visitor) -> None:
    page = visitor.drawn(f"/?{CONSTANTS}")
    visitor.ready()
    page.evaluate(
        f"""() => {{
          const root = document.querySelector("{PLAYER}");
          window.seen = [];
          new MutationObserver(() => window.seen.push(root.dataset.live))
            .observe(root, {{ attributeFilter: ["data-live"] }});
        }}"""
    )
    field = page.locator(".st-key-steps input")
    field.press("ArrowUp")
    page.wait_for_function("location.search.includes('steps=61')")
    waits_for(page, False)
    assert "true" in page.evaluate("window.seen")
    e, _ = decode(CONSTANTS.replace("steps=60", "steps=61"))
    assert said(page, "ends")[0] == run(e)[0].points[-1].tolist()


# How much of the canvas is opaque.
PAINTED = """() => {
  const canvas = document.querySelector(".sb-picture > canvas");
  const { data } = canvas.getContext("2d").getImageData(0, 0, canvas.width, canvas.height);
  let opaque = 0;
  for (let k = 3; k < data.length; k += 4) opaque += data[k] === 255;
  return opaque / (data.length / 4);
}"""
STAR = "getComputedStyle(document.querySelector('.sb-picture [data-role=minimum]')).opacity"


def test_while_a_constant_is_moved_its_landscape_moves_along(visitor: Visitor) -> None:
    page = visitor.drawn(f"/?{CONSTANTS}")
    visitor.ready()
    ground = page.locator(PLAYER)
    assert page.evaluate(PAINTED) < 0.1
    drag(page, "slide-0", 20)
    expect(ground).to_have_attribute("data-ground", "drawn")
    assert page.evaluate(PAINTED) > 0.5
    assert page.evaluate(STAR) == "0"
    before = page.evaluate(PICTURE)
    thumb = page.locator(".st-key-slide-0 [data-testid=stSliderThumbValue]").locator("..")
    x, y = middle(thumb)
    page.mouse.move(x + 25, y, steps=3)
    page.wait_for_function(f"before => ({PICTURE}) !== before", arg=before)
    page.wait_for_timeout(400)  # it is at rest: all of it is worked out
    at_hand = pixels(page)
    page.mouse.up()
    waits_for(page, False)
    expect(ground).to_have_attribute("data-ground", "now")
    assert page.evaluate(PAINTED) < 0.1
    visitor.sees_what_its_link_shows()
    visitor.ready()
    # Plotly's lines are smooth, and there may be a star now: all else has the same colours.
    apart = np.abs(at_hand - pixels(page)).max(axis=2)
    assert np.mean(apart > 12) < 0.03


def test_the_curve_of_a_loss_of_one_variable_moves_along_with_its_starts(visitor: Visitor) -> None:
    page = visitor.drawn("/?loss=x^2%2Bb*x&where=b+1&window=-4+4&run=gd+lr+0.1+at+3&steps=20")
    visitor.ready()
    start = page.locator(".sb-start")
    _, before = middle(start)
    line = "getComputedStyle(document.querySelector('[data-role=landscape]')).opacity"
    assert page.evaluate(line) != "0"
    drag(page, "slide-0", 10)
    assert page.evaluate(line) == "0"
    assert middle(start)[1] < before - 5
    page.mouse.up()
    waits_for(page, False)
    page.wait_for_function(f"{line} != 0")
    visitor.sees_what_its_link_shows()


CHANCE = "loss=rosenbrock&run=gd+lr+0.001+schedule+cosine+decay_steps+40&run=adam+lr+0.1&steps=60"
BATCHES = "data=cars&scale=standard&batch=8&run=gd+lr+0.1+at+0+0&run=adam+lr+0.1+at+0+0&steps=60"


def shows(page: Page, link: str, *, live: bool) -> None:
    """Wait until the last points are those of a link in NumPy, drawn by the browser or sent."""
    e, problems = decode(link)
    assert problems == ()
    page.wait_for_function(
        f"""wanted => {{
          const ends = JSON.parse(document.querySelector("{PLAYER}").dataset.ends);
          return ends.every((end, k) => end.every((x, i) => Math.abs(x - wanted[k][i]) < 1e-9));
        }}""",
        arg=[path.points[-1].tolist() for path in run(e)],
    )
    waits_for(page, live)


def test_noise_seed_schedule_and_steps_are_drawn_before_the_server_is_told(
    visitor: Visitor,
) -> None:
    page = visitor.drawn(f"/?{CHANCE}")
    visitor.ready()
    page.locator("[class*=st-key-card-] button").first.click()
    page.locator(".st-key-more summary").click()
    page.locator(".st-key-seed input").wait_for()
    visitor.ready()
    link = CHANCE
    for key, number, change in (
        ("noise", "0.5", lambda link: f"{link}&noise=0.5"),  # from 0
        ("seed", "4294967295", lambda link: f"{link}&seed=4294967295"),
        ("factor-0-decay_steps", "25", lambda link: link.replace("steps+40", "steps+25")),
        ("factor-0-warmup_steps", "6", lambda link: link.replace("+25", "+25+warmup_steps+6")),
        ("steps", "90", lambda link: link.replace("&steps=60", "&steps=90")),
    ):
        field = page.locator(f".st-key-{key} input")
        field.click()
        visitor.ready()
        before, address = len(visitor.sent), page.url
        field.press("Control+A")
        field.press_sequentially(number)
        link = change(link)
        shows(page, link, live=True)
        assert (len(visitor.sent), page.url) == (before, address)
        field.press("Enter")
        shows(page, link, live=False)
        visitor.ready()
        assert decode(visitor.query().lstrip("?"))[0] == decode(link)[0]
    assert visitor.errors == []


def test_another_seed_is_another_order_of_batches(visitor: Visitor) -> None:
    page = visitor.drawn(f"/?{BATCHES}")
    visitor.ready()
    page.locator(".st-key-more summary").click()
    field = page.locator(".st-key-seed input")
    field.wait_for()
    visitor.ready()
    page.evaluate(
        f"""() => {{
          const root = document.querySelector("{PLAYER}");
          window.seen = [];
          new MutationObserver(() => window.seen.push(root.dataset.ends))
            .observe(root, {{ attributeFilter: ["data-ends", "data-live"] }});
        }}"""
    )
    field.press("ArrowUp")
    page.wait_for_function("location.search.includes('seed=1')")
    shows(page, f"{BATCHES}&seed=1", live=False)
    first = json.loads(page.evaluate("window.seen[0]"))
    np.testing.assert_allclose(first, said(page, "ends"), rtol=0, atol=1e-9)
