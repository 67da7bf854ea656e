import assert from "node:assert/strict";
import test from "node:test";

import { PretendElement, pretendBrowser } from "../pretend.js";

pretendBrowser();
PretendElement.prototype.setPointerCapture = () => {};
const { moved, Rate } = await import("../../../../player/js/controls/rate.js");

/** Return a handle at 0.1, and what it told. */
function handle(locked = "") {
  const told = [];
  const say = (word) => (...given) => { told.push([word, ...given]); };
  const rate = new Rate(2, { show: say("show"), send: say("send"), giveUp: say("give up") });
  rate.show({ start: [0], rate: 0.1, limit: 0.5, end: [0] }, "Adam 0.1", locked);
  return { rate, told };
}
const event = (more) => ({ isPrimary: true, button: 0, shiftKey: false, stopPropagation() {}, preventDefault() {}, ...more });

test("a rate moves by decades in three digits and stays within its limits", () => {
  assert.deepEqual([moved(0.1, 1), moved(0.1, 0.1), moved(1e3, 1), moved(1e-9, -1)], [1, 0.126, 1e3, 1e-9]);
});

test("forty pixels are a decade, with Shift four hundred", () => {
  const { rate, told } = handle();
  rate.grab(event({ clientX: 100 }));
  rate.drag(event({ clientX: 140 }));
  rate.drag(event({ clientX: 180, shiftKey: true }));
  rate.drop();
  assert.deepEqual(told, [["show", 2, 1], ["show", 2, 1.26], ["send", 2, 1.26]]);
});

test("arrow keys move it by a tenth of a decade, Enter tells, Escape gives up", () => {
  const { rate, told } = handle();
  rate.press(event({ key: "ArrowRight" }));
  rate.press(event({ key: "Enter" }));
  rate.press(event({ key: "ArrowDown", shiftKey: true }));
  rate.press(event({ key: "Escape" }));
  assert.deepEqual(told, [["show", 2, 0.126], ["send", 2, 0.126], ["show", 2, 0.123], ["give up", 2]]);
  assert.equal(rate.rate, 0.1);
  rate.dispose();
});

test("it says to a screen reader what it is, and whether it is above the stable rate", () => {
  const { rate } = handle();
  const { attributes } = rate.element;
  assert.deepEqual([attributes.role, attributes["aria-label"], attributes["aria-valuetext"]], ["slider", "Learning rate of Adam 0.1", "0.1"]);
  rate.move(0.6);
  assert.equal(attributes["aria-valuetext"], "0.6, above the stable 0.5");
});

test("one that is fixed is plain text", () => {
  const { rate, told } = handle("fixed");
  rate.grab(event({ clientX: 0 }));
  rate.drag(event({ clientX: 40 }));
  rate.press(event({ key: "ArrowUp" }));
  assert.deepEqual([told, rate.words.textContent, rate.element.attributes.role], [[], "0.1", undefined]);
});
