"""The settings of the page that plays offline: opened as a file, without a network."""

import json
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Locator, Page, expect

import figures
from experiment import Experiment, decode, live, load, minima, run
from player import pack_live, standalone
from tests.browser.test_hand import said, waits_for
from tests.browser.visitor import PLAYER

LINK = (
    "loss=(a-x)^2%2Bb(y-x^2)^2&where=a+1+b+5&run=gd+lr+0.01+at+-1.5+2"
    "&run=adam+lr+0.1+schedule+cosine+decay_steps+30+at+-1+1&steps=40&noise=0.1"
)
E, _ = decode(LINK)
SCREENS = {"laptop": {"width": 1280, "height": 800}, "phone": {"width": 390, "height": 844}}
Opened = Callable[..., Page]


@pytest.fixture(scope="module")
def file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    found = tmp_path_factory.mktemp("stick") / "page.html"
    figure = figures.drawing(E, load(E), run(E), minima(E))
    found.write_text(
        standalone(
            figure, steps=E.steps, step=E.steps, title="Switchback",
            link=f"https://example.org/?{LINK}", live=pack_live(live(E)),
        ),
        "utf-8",
    )  # fmt: skip
    return found


@pytest.fixture
def opened(browser: Browser, file: Path) -> Iterator[Opened]:
    """Opens the file; in the end nothing was asked for, and nothing complained."""
    contexts, asked, heard = [], list[str](), list[str]()

    def open_it(screen: str = "laptop", **options: Any) -> Page:
        context = browser.new_context(offline=True, viewport=SCREENS[screen], **options)
        contexts.append(context)
        page = context.new_page()
        page.on("request", lambda request: asked.append(request.url))
        page.on("console", lambda message: heard.append(message.text))
        page.on("pageerror", lambda error: heard.append(str(error)))
        page.goto(file.as_uri())
        expect(page.locator(".sb-player.sb-ready")).to_be_visible()
        return page

    yield open_it
    for context in contexts:
        context.close()
    assert {url for url in asked if not url.startswith(("data:", "blob:"))} == {file.as_uri()}
    assert heard == []


def knob(page: Page, group: str, label: str) -> tuple[Locator, Locator]:
    """Return the field and the slider of a knob; a run's group is named with its rate as it is."""
    within = page.locator(".sb-knobs").get_by_role("group", name=group)
    return (
        within.get_by_role("spinbutton", name=label, exact=True),
        within.get_by_role("slider", name=label, exact=True),
    )


def ends(e: Experiment) -> list[list[float]]:
    return [path.points[-1].tolist() for path in run(e)]


def shows(page: Page, e: Experiment) -> None:
    """Wait until the picture shows an experiment, and hold its last points to NumPy's."""
    expect(page.locator(PLAYER)).to_have_attribute("data-steps", str(e.steps))
    page.wait_for_function(
        f"""wanted => {{
          const ends = JSON.parse(document.querySelector("{PLAYER}").dataset.ends);
          return ends.every((end, k) => end.every((x, i) => Math.abs(x - wanted[k][i]) < 1e-9));
        }}""",
        arg=ends(e),
    )


def with_adam(**dials: float) -> Experiment:
    gd, adam = E.runs
    return replace(E, runs=(gd, replace(adam, dials={**adam.dials, **dials})))


def test_every_number_can_be_typed_and_the_paths_are_those_of_numpy(opened: Opened) -> None:
    page = opened()
    expect(page.locator(".sb-knobs")).to_be_hidden()
    page.get_by_role("button", name="Settings").press("Enter")
    wanted = [
        ("Adam", "Learning rate", "0.3", with_adam(lr=0.3)),
        ("Adam", "β₂", "0.5", with_adam(lr=0.3, beta2=0.5)),
        ("Loss", "b", "-2", replace(with_adam(lr=0.3, beta2=0.5), constants={"a": 1.0, "b": -2.0})),
    ]
    for group, label, text, e in wanted:
        field, slider = knob(page, group, label)
        field.fill(text)
        shows(page, e)
        expect(slider).to_have_attribute("aria-valuetext", text.replace("-", "−"))
    assert said(page, "rates") == [0.01, 0.3]
    for name, number in (("decay_steps", 25.0), ("warmup_steps", 6.0), ("end_factor", 0.5)):
        knob(page, "Adam", name.capitalize().replace("_", " "))[0].fill(str(number))
        gd, adam = e.runs
        schedule = replace(adam.schedule, dials={**adam.schedule.dials, name: number})
        shows(page, e := replace(e, runs=(gd, replace(adam, schedule=schedule))))
    shared = (("noise", 0.2), ("seed", 7), ("steps", 55), ("noise", 0.0), ("noise", 3.0))
    for name, number in shared:
        knob(page, "All runs", name.capitalize())[0].fill(str(number))
        shows(page, e := replace(e, **{name: number}))
    # In the dark it is drawn anew, and is still what was typed.
    page.emulate_media(color_scheme="dark")
    expect(page.locator("body")).to_have_css("color", "rgb(232, 236, 242)")
    shows(page, e)


def test_what_is_not_allowed_is_refused_in_words_and_changes_nothing(opened: Opened) -> None:
    page = opened()
    page.get_by_role("button", name="Settings").click()
    before = said(page, "ends")
    field, slider = knob(page, "Adam", "β₁")
    for text in ("1", "-0.1", ""):
        field.fill(text)
        expect(field).to_have_attribute("aria-invalid", "true")
        expect(field).to_have_accessible_description(
            "This must be a number at least 0 and below 1."
        )
        assert said(page, "ends") == before
    slider.focus()  # a field that is left shows what counts
    expect(field).to_have_value("0.9")
    expect(field).to_have_accessible_description("")
    waits_for(page, False)


def test_sliders_follow_the_keys_and_reset_puts_all_back(opened: Opened) -> None:
    page = opened()
    before = said(page, "ends"), said(page, "starts")
    reset = page.get_by_role("button", name="Reset to what was shared")
    expect(reset).to_be_hidden()
    start = page.locator(".sb-start").first
    start.press("ArrowRight")
    page.get_by_role("button", name="Settings").press("Enter")
    field, slider = knob(page, "Adam", "Learning rate")
    slider.press("ArrowRight")
    expect(field).to_have_value("0.102")  # a hundredth of a decade
    gd, adam = with_adam(lr=0.102).runs
    moved = tuple(said(page, "starts")[0])  # type: ignore[call-overload]
    assert moved != gd.start
    shows(page, replace(E, runs=(replace(gd, start=moved), adam)))
    field.fill("0.1")  # what was shared: only the start is changed still
    assert said(page, "rates") == [0.01, 0.1]
    waits_for(page, True)
    knob(page, "All runs", "Steps")[1].press("PageDown")
    expect(page.locator(PLAYER)).not_to_have_attribute("data-steps", "40")
    place = start.bounding_box()
    reset.press("Enter")
    waits_for(page, False)
    expect(reset).to_be_hidden()
    expect(page.get_by_role("button", name="Settings")).to_be_focused()
    assert (said(page, "ends"), said(page, "starts")) == before
    expect(knob(page, "All runs", "Steps")[0]).to_have_value("40")
    assert start.bounding_box() != place
    link = page.get_by_role("link")
    expect(link).to_have_attribute("href", f"https://example.org/?{LINK}")


def test_a_learning_rate_of_the_legend_and_its_knob_are_one(opened: Opened) -> None:
    page = opened()
    page.get_by_role("button", name="Settings").click()
    page.get_by_role("slider", name="Learning rate of Adam 0.1").press("ArrowRight")
    expect(knob(page, "Adam 0.126", "Learning rate")[0]).to_have_value("0.126")
    knob(page, "Adam 0.126", "Learning rate")[0].fill("0.2")
    legend = page.get_by_role("slider", name="Learning rate of Adam 0.1")
    expect(legend).to_have_attribute("aria-valuetext", "0.2")


@pytest.mark.parametrize("screen", SCREENS)
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_settings_stand_beside_the_picture_and_fit_the_hand(
    opened: Opened, screen: str, scheme: str
) -> None:
    page = opened(screen, color_scheme=scheme, has_touch=screen == "phone")
    wide = SCREENS[screen]["width"]
    assert page.evaluate("document.documentElement.scrollWidth") == wide
    page.get_by_role("button", name="Settings").click()
    field, slider = knob(page, "Adam", "β₁")
    slider.scroll_into_view_if_needed()
    assert page.evaluate("document.documentElement.scrollWidth") == wide
    handle = page.locator(".sb-picture .sb-start").first.bounding_box()
    box = slider.bounding_box()
    assert handle is not None
    assert box is not None
    assert handle["y"] + handle["height"] <= SCREENS[screen]["height"]  # the picture is in sight
    if screen == "phone":
        parts = [field, slider, page.get_by_role("button", name="Settings")]
        assert all((part.bounding_box() or box)["height"] >= 44 for part in parts)
        assert handle["y"] + handle["height"] <= box["y"]
        page.touchscreen.tap(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
    else:
        page.mouse.click(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
    expect(field).not_to_have_value("0.9")
    shows(page, with_adam(beta1=float(field.input_value())))
    found = Axe().run(page).response["violations"]
    assert [
        (one["id"], one["nodes"]) for one in found if one["impact"] in ("serious", "critical")
    ] == []


def test_a_page_without_an_engine_offers_no_settings(browser: Browser, tmp_path: Path) -> None:
    figure = figures.drawing(E, load(E), run(E), minima(E))
    broken = json.loads(pack_live(live(E)))
    broken["loss"]["step"] = "alert(1)"  # nothing the engine takes
    for name, engine in (("none", ""), ("broken", json.dumps(broken))):
        file = tmp_path / f"{name}.html"
        file.write_text(standalone(figure, steps=40, step=40, title="", live=engine), "utf-8")
        page = browser.new_page()
        page.goto(file.as_uri())
        expect(page.locator(".sb-player.sb-ready")).to_be_visible()
        if engine:
            page.get_by_role("button", name="Settings").click()
            knob(page, "Loss", "a")[0].fill("3")
        expect(page.get_by_role("button", name="Settings")).to_be_hidden()
        page.close()
