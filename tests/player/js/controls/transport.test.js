import assert from "node:assert/strict";
import test from "node:test";

import { Transport } from "../../../../player/js/controls/transport.js";
import { PretendElement, pretendBrowser } from "../pretend.js";

/** Return a transport over a bare clock at step 20 of 50, and where keys have moved it. */
function transport() {
  pretendBrowser();
  const parts = {};
  const root = Object.assign(new PretendElement("div"), {
    querySelector: (selector) => (parts[selector] ??= new PretendElement(selector)),
    contains: (element) => element === root,
  });
  const moves = [];
  const clock = {
    step: 20, position: 20.4, steps: 50, playing: false, speed: 1, loop: false,
    seek: (step) => moves.push(step), onRest: () => moves.push("rest"),
    play: () => moves.push("play"), pause: () => moves.push("pause"),
  };
  document.querySelector = () => root;
  const made = new Transport(root, clock, () => moves.push("choice"));
  const press = (key, more = {}) => {
    const target = { closest: (selector) => more.inside && selector.includes(more.inside) };
    made.press({ key, target, preventDefault() {}, ...more });
    return moves.splice(0);
  };
  return { made, clock, parts, moves, press };
}

test("keys move the playhead: by one step, with Shift by ten, and to both ends", () => {
  const { press } = transport();
  assert.deepEqual(press("ArrowRight"), [21, "rest"]);
  assert.deepEqual(press("ArrowLeft"), [20, "rest"]); // it was between 20 and 21
  assert.deepEqual(press("ArrowRight", { shiftKey: true }), [30, "rest"]);
  assert.deepEqual(press("Home"), [0, "rest"]);
  assert.deepEqual(press("End"), [50, "rest"]);
  assert.deepEqual(press(" "), ["play"]);
});

test("keys of the browser, of fields and of buttons belong to them", () => {
  const { press } = transport();
  assert.deepEqual(press("ArrowLeft", { altKey: true }), []);
  assert.deepEqual(press("a"), []);
  assert.deepEqual(press("Home", { inside: "textarea" }), []);
  assert.deepEqual(press(" ", { inside: "a[href]" }), []);
  assert.deepEqual(press("End", { defaultPrevented: true }), []);
});

test("the buttons do what the keys do", () => {
  const { parts, moves } = transport();
  for (const name of ["first", "back", "forward", "last"]) parts[`.sb-${name}`].onclick();
  assert.deepEqual(moves, [0, "rest", 20, "rest", 21, "rest", 50, "rest"]);
});

test("a chosen speed and the loop go to the clock, and are told once each", () => {
  const { clock, parts, moves } = transport();
  parts[".sb-speed"].value = "4";
  parts[".sb-speed"].onchange();
  parts[".sb-loop"].onclick();
  assert.deepEqual([clock.speed, clock.loop, moves], [4, true, ["choice", "choice"]]);
  assert.equal(parts[".sb-loop"].attributes["aria-pressed"], "true");
});

test("the player says whether the playhead is at the end", () => {
  const { made, clock } = transport();
  made.update();
  assert.equal(made.root.dataset.ended, "false");
  clock.step = 50;
  made.update();
  assert.equal(made.root.dataset.ended, "true");
});
