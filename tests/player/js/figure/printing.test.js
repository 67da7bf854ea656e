// Printing: drawn once for paper, once for the screen again, and never after its end.

import assert from "node:assert/strict";
import { test } from "node:test";

import { printing } from "../../../../player/js/figure/printing.js";

function pretend() {
  const held = new Set();
  const classList = {
    contains: (name) => held.has(name),
    toggle: (name, on) => (on ? held.add(name) : held.delete(name)),
  };
  return { root: { classList }, page: new EventTarget(), held };
}

test("what is printed is drawn for paper and then for the screen", () => {
  const { root, page, held } = pretend();
  const drawn = [];
  const end = printing(root, () => drawn.push(held.has("sb-printing")), page);
  page.dispatchEvent(new Event("beforeprint"));
  page.dispatchEvent(new Event("beforeprint")); // some browsers tell twice
  assert.deepEqual(drawn, [true]);
  page.dispatchEvent(new Event("afterprint"));
  assert.deepEqual(drawn, [true, false]);
  end();
  page.dispatchEvent(new Event("beforeprint"));
  assert.deepEqual(drawn, [true, false]);
});
