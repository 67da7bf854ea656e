"""A component that comes and goes takes all of itself along."""

from dataclasses import asdict

import pytest

import figures
import player
from experiment import decode, load, run
from player import assets
from player.contract import PlayerData
from tests.browser.visitor import BOWL, TWO, Visitor

MOUNT = """async ({ script, html, data }) => {
  const url = URL.createObjectURL(new Blob([script], { type: "text/javascript" }));
  const { default: mount } = await import(url);
  let listeners = 0, sent = 0;
  const contexts = new Set();
  const get = HTMLCanvasElement.prototype.getContext;
  HTMLCanvasElement.prototype.getContext = function (kind, ...more) {
    const context = get.call(this, kind, ...more);
    if (context && kind.startsWith("webgl")) contexts.add(context);
    return context;
  };
  // The context and all that a drawing needs are real; only software need not paint the pixels.
  for (const draw of ["drawArrays", "drawElements"]) {
    WebGLRenderingContext.prototype[draw] = () => {};
  }
  for (const target of [document, window]) {
    const [add, drop] = [target.addEventListener, target.removeEventListener];
    target.addEventListener = (...all) => {
      listeners += 1;
      all[2]?.signal?.addEventListener("abort", () => { listeners -= 1; });  // it removes them
      add.apply(target, all);
    };
    target.removeEventListener = (...all) => { listeners -= 1; drop.apply(target, all); };
  }
  const once = async () => {
    const parent = new DOMParser().parseFromString(html, "text/html").body;
    const place = document.createElement("div");
    place.style.width = "320px";
    place.append(...parent.children);
    document.body.append(place);
    const tell = () => { sent += 1; };
    const given = { data, parentElement: place, setStateValue: tell, setTriggerValue: tell };
    const done = mount(given);
    while (!place.querySelector(".sb-ready")) await new Promise((go) => setTimeout(go, 5));
    for (const part of [".sb-legend button", ".sb-loop", ".sb-back", ".sb-play"]) {
      place.querySelector(part).click();  // a report and a frame are due when it goes
    }
    done();
    const left = place.querySelectorAll(".main-svg, .gl-container canvas, button.sb-start").length;
    place.remove();
    return left;
  };
  await once();
  const before = [listeners, document.querySelectorAll("*").length];
  let left = 0;
  const held = () => [...contexts].filter((context) => !context.isContextLost()).length;
  const least = held();
  for (let k = 0; k < 20; k++) left += await once();
  await new Promise((go) => setTimeout(go, 600));  // longer than any report waits
  const after = [listeners, document.querySelectorAll("*").length];
  return { before, after, left, sent, contexts: held() - least, made: contexts.size };
}"""


# Streamlit may call a component anew on elements that it has used before.
AGAIN = """async ({ script, html, data }) => {
  const url = URL.createObjectURL(new Blob([script], { type: "text/javascript" }));
  const { default: mount } = await import(url);
  const parent = new DOMParser().parseFromString(html, "text/html").body;
  const place = document.createElement("div");
  place.append(...parent.children);
  document.body.append(place);
  const given = { data, parentElement: place, setStateValue() {}, setTriggerValue() {} };
  const drawn = async () => {
    const done = mount(given);
    while (!place.querySelector(".sb-ready") && place.querySelector(".sb-trouble").hidden) {
      await new Promise((go) => setTimeout(go, 5));
    }
    return done;
  };
  (await drawn())();
  const between = place.querySelectorAll(".sb-ready, [data-testid], .main-svg").length;
  (await drawn())();
  const trouble = place.querySelector(".sb-trouble").textContent;
  place.remove();
  return { between, trouble };
}"""


def given(link: str) -> dict[str, object]:
    """What a component is mounted with that shows the picture of a link."""
    e, _ = decode(link)
    figure = player.pack(figures.compare(e, load(e), run(e)))
    data = asdict(PlayerData(figure, steps=40, step=0, library=assets.library_path()))
    return {"script": assets.script(), "html": assets.text("player.html"), "data": data}


def test_mounting_again_on_the_same_elements_draws_the_picture_again(visitor: Visitor) -> None:
    page = visitor.drawn(BOWL)
    found = page.evaluate(AGAIN, given("loss=x^2&run=gd+lr+0.1&steps=40"))
    assert found == {"between": 0, "trouble": ""}


@pytest.mark.parametrize("view", ["overlay", "surface"])
def test_mounting_twenty_times_leaves_nothing_behind(visitor: Visitor, view: str) -> None:
    page = visitor.drawn(BOWL)
    found = page.evaluate(MOUNT, given(f"{TWO[2:]}&view={view}"))
    assert found["after"] == found["before"]
    assert found["left"] == 0
    assert found["sent"] == 0
    assert found["contexts"] <= 0
    assert (found["made"] > 0) == (view == "surface")
