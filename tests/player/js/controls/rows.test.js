// Rows under the hand: three rows at u = 30, 10 and 20, an axis of 100 pixels for values from 0 to 10.

import assert from "node:assert/strict";
import test from "node:test";

import { PretendElement, pretendBrowser } from "../pretend.js";

pretendBrowser();
const { Rows } = await import("../../../../player/js/controls/rows.js");
const { Preview } = await import("../../../../player/js/live/preview.js");

const TARGET = { column: 1, name: "mass", classes: false, least: null };
const ROWS = { meta: { role: "rows" }, x: [30, 10, 20], y: [1, 2, 3], customdata: [[1, 1], [2, 2], [3, 3]] };

/** Return rows of an area, and what its hand was told. */
function rows(target = TARGET, able = true) {
  const told = [];
  const preview = new Preview();
  if (able) preview.first = { runs: [], table: { columns: [[30, 10, 20], [1, 2, 3]] } };
  const area = {
    element: new PretendElement("div"), preview, own: [ROWS], scale: 1,
    views: [{
      panel: { fit: { target } }, frame: { left: 40, top: 20, width: 200, height: 100 }, spans: [40, 10],
      rulers: [(x) => 5 * x, (y) => 100 - 10 * y], readings: [(x) => x / 5, (y) => (100 - y) / 10],
    }],
  };
  const hand = {
    show: (lift) => {
      const shown = preview.change({ kind: "row", ...lift });
      if (shown) preview.compute();
      return shown;
    },
    send: (lift) => told.push(lift),
    giveUp: (lift) => preview.drop({ kind: "row", ...lift }),
  };
  const found = new Rows(area, hand);
  Object.assign(found.pad, {
    getBoundingClientRect: () => ({ left: 40, top: 20 }), setPointerCapture() {},
  });
  found.show("");
  found.toggle.onclick();
  return { found, told, preview };
}
const at = (x, y) => ({ clientX: 40 + x, clientY: 20 + y, isPrimary: true, button: 0, pointerId: 1 });
const press = (found, key, shiftKey = false) => (
  found.press({ key, shiftKey, preventDefault() {}, stopPropagation() {} }));

test("the nearest row follows the pointer and is told once, in the digits of a link", () => {
  const { found, told, preview } = rows();
  found.grab(at(52, 78));
  assert.equal(found.row, 1);
  for (const y of [70, 45.678, 45.6781]) found.drag(at(90, y));
  assert.deepEqual(preview.now.table.columns, [[30, 10, 20], [1, 5.432, 3]]);
  assert.equal(preview.ground, false);
  found.drop();
  assert.deepEqual(told, [{ row: 1, column: 1, value: 5.432 }]);
  found.drop();
  assert.equal(told.length, 1);
});

test("a pointer far from every row takes none, and the panel's edge holds one", () => {
  const { found, told } = rows();
  found.grab(at(150, 20));
  found.drag(at(150, 10));
  found.drop();
  assert.deepEqual(told, []);
  found.grab(at(100, 70));
  found.drag(at(100, -500));
  found.drop();
  assert.deepEqual(told, [{ row: 2, column: 1, value: 10 }]);
});

test("keys choose rows from left to right and move them, and leaving tells", () => {
  const { found, told } = rows();
  press(found, "ArrowLeft");
  assert.equal(found.row, 2);
  press(found, "ArrowUp");
  press(found, "ArrowUp", true);
  assert.match(found.handle.attributes["aria-label"], /^Row 3: mass 3\.6\. Up and down move it, left and right choose another row\.$/);
  found.handle.onblur();
  assert.deepEqual(told, [{ row: 2, column: 1, value: 3.6 }]);
});

test("what is given up is back where it was, and nobody is told", () => {
  const { found, told, preview } = rows();
  press(found, "ArrowUp");
  press(found, "Escape");
  assert.deepEqual([found.value, preview.edits.size, told], [1, 0, []]);
});

test("a class is 0 or 1, and a count is not below 0", () => {
  const { found } = rows({ ...TARGET, classes: true });
  for (const value of [0.7, 0.2]) {
    found.move(value);
    assert.equal(found.value, Math.round(value));
  }
  const counts = rows({ ...TARGET, least: 0 }).found;
  counts.move(-3);
  assert.equal(counts.value, 0);
});

test("without a target to move, a browser that can run, or a free picture there is no switch", () => {
  assert.deepEqual([rows().found.toggle.hidden, rows().found.pad.hidden], [false, false]);
  assert.equal(rows(null).found.toggle.hidden, true);
  assert.equal(rows(TARGET, false).found.toggle.hidden, true);
  const { found } = rows();
  found.show("The starts of this link are fixed.");
  assert.deepEqual([found.toggle.hidden, found.pad.hidden, found.handle.hidden], [true, true, true]);
});
