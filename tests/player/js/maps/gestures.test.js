import assert from "node:assert/strict";
import { test } from "node:test";

import { hear, pressed, ZOOM } from "../../../../player/js/maps/gestures.js";

const element = () => {
  const heard = {};
  return {
    heard, setPointerCapture() {}, getBoundingClientRect: () => ({ left: 0, top: 0 }),
    addEventListener: (name, what) => { heard[name] = what; }, removeEventListener: (name) => { delete heard[name]; },
  };
};
const at = (clientX, clientY, more = {}) => ({ clientX, clientY, pointerId: 1, pointerType: "mouse", button: 0, preventDefault() {}, ...more });

function hands() {
  const told = [];
  const one = element();
  const tell = (name) => (...what) => told.push([name, ...what]);
  const end = hear(one, () => ({ left: 0, top: 0, width: 100, height: 50 }), {
    zoom: tell("zoom"), move: tell("move"), rest: tell("rest"), point: tell("point"), take: tell("take"),
  });
  return { one, told, end };
}

test("a click takes a place, a drag moves and takes none", () => {
  const { one, told, end } = hands();
  one.heard.pointerdown(at(50, 25));
  one.heard.pointerup(at(50, 25, { type: "pointerup" }));
  assert.deepEqual(told.splice(0), [["take", [0.5, 0.5], false]]);
  one.heard.pointerdown(at(50, 25));
  one.heard.pointermove(at(70, 25));
  one.heard.pointerup(at(70, 25, { type: "pointerup" }));
  assert.deepEqual(told.splice(0), [["move", [-0.2, 0]]]);
  end();
  assert.deepEqual(one.heard, {});
});

test("the wheel zooms about the pointer, two fingers about their middle; one finger leaves the page its scrolling", () => {
  const { one, told, end } = hands();
  one.heard.wheel(at(25, 10, { deltaY: -100, deltaMode: 0 }));
  assert.deepEqual(told[0][1], [0.25, 0.8]);
  assert.ok(told.splice(0)[0][2] < 1);
  const finger = (x, id) => at(x, 25, { pointerId: id, pointerType: "touch" });
  one.heard.pointerdown(finger(40, 1));
  one.heard.pointermove(finger(48, 1));
  assert.deepEqual(told.splice(0), []);
  one.heard.pointerdown(finger(60, 2));
  one.heard.pointermove(finger(72, 2));
  assert.deepEqual(told.splice(0)[0], ["zoom", [0.6, 0.5], 0.5]);
  one.heard.pointerup({ ...finger(72, 2), type: "pointerup" });
  one.heard.pointerup({ ...finger(48, 1), type: "pointerup" });
  assert.deepEqual(told.splice(0), []);
  end();
});

test("keys move the cursor, pan, zoom, open and leave; the browser's own stay its own", () => {
  const key = (name, more = {}) => pressed({ key: name, shiftKey: false, ctrlKey: false, metaKey: false, altKey: false, ...more });
  assert.deepEqual(key("ArrowUp"), { step: [0, 1], pan: false });
  assert.deepEqual(key("ArrowLeft", { shiftKey: true }), { step: [-1, 0], pan: true });
  assert.deepEqual(key("ArrowRight", { ctrlKey: true }).step, [10, 0]);
  assert.deepEqual([key("+").factor, key("-").factor], [ZOOM, 1 / ZOOM]);
  assert.deepEqual([key("0"), key("Enter"), key("Escape")], [{ whole: true }, { take: true }, { leave: true }]);
  assert.deepEqual([key("a"), key("+", { ctrlKey: true }), key("ArrowUp", { altKey: true })], [null, null, null]);
});
