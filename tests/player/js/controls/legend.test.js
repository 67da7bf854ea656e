import assert from "node:assert/strict";
import test from "node:test";

import { PretendElement, pretendBrowser } from "../pretend.js";

pretendBrowser();
const { Legend, parted, says } = await import("../../../../player/js/controls/legend.js");

const track = (name, meta = {}) => ({
  name, colour: "red", dash: [], steps: [0, 1, 2], x: [0, 1, 2], losses: [4, 1, 0.25],
  meta: { run: 0, symbol: "circle", last: 2, fate: "moving", ...meta },
});

const note = (rate) => ({ start: [0], rate, limit: null, end: [0] });

/** Return a legend of two runs, and how often it was told that one was hidden. */
function shown() {
  const told = [];
  const legend = new Legend(new PretendElement("ul"), () => told.push([...legend.hidden]), {});
  legend.show([track("Adam 0.1"), track("gradient descent 1", { fate: "lost", ended: 3 })], [note(0.1), note(1)], "");
  return { legend, told };
}

test("a run tells its loss, or how it ended", () => {
  assert.deepEqual([0, 1, 9].map((step) => says(track("Adam"), step)), ["4.000", "1.000", "0.2500"]);
  assert.deepEqual([2, 3].map((step) => says(track("Adam", { fate: "lost", ended: 3 }), step)), ["0.2500", "ended at step 3"]);
  assert.equal(says(track("Adam", { last: -1 }), 3), "no loss at its start");
  assert.equal(says({ ...track("Adam"), x: [0, NaN, NaN] }, 1), "off the chart");
});

test("a name is parted where the learning rate stands in it", () => {
  assert.deepEqual(parted("Adam 0.1", "0.1"), ["Adam", ""]);
  assert.deepEqual(parted("Adam 0.1, β₁ 0.15", "0.1"), ["Adam", ", β₁ 0.15"]);
  assert.deepEqual(parted("Adam 0.15, β₁ 0.1", "0.1"), ["Adam 0.15, β₁", ""]);
  assert.deepEqual(parted("My run", "0.1"), ["My run", ""]);
  assert.deepEqual(parted("RMSProp 1e−6", "1e−6"), ["RMSProp", ""]);
});

test("a screen reader hears all of it as one sentence", () => {
  const { legend } = shown();
  assert.equal(legend.summary(1, 2), "Step 1 of 2. Adam 0.1: loss 1.000; gradient descent 1: loss 1.000.");
  assert.equal(
    legend.summary(9, 9), "Step 9 of 9. Adam 0.1: loss 0.2500; gradient descent 1: ended at step 3.",
  );
});

test("a run that is pressed is hidden, pressed again it is back", () => {
  const { legend, told } = shown();
  legend.rows[1].button.onclick();
  assert.equal(legend.rows[1].button.attributes["aria-pressed"], "false");
  assert.equal(legend.summary(0, 2), "Step 0 of 2. Adam 0.1: loss 4.000.");
  legend.rows[1].button.onclick();
  assert.deepEqual(told, [[1], []]);
});

test("to hide what is hidden is nothing new", () => {
  const { legend } = shown();
  assert.deepEqual([[1], [1], [0], []].map((runs) => legend.hide(runs)), [true, false, true, true]);
});

test("a row keeps its element when its run changes, and a run that is gone is not hidden", () => {
  const { legend } = shown();
  const { button } = legend.rows[0];
  legend.hide([0, 1]);
  legend.show([track("RMSProp 0.1")], [note(0.1)], "");
  assert.equal(legend.rows[0].button, button);
  assert.deepEqual([legend.rows.length, [...legend.hidden]], [1, [0]]);
  assert.equal(button.attributes["aria-label"], "Show RMSProp 0.1");
});
