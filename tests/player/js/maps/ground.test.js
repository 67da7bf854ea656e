import assert from "node:assert/strict";
import { test } from "node:test";

import { Ground, heights, levels } from "../../../../player/js/maps/ground.js";
import { PretendElement, pretendBrowser } from "../pretend.js";

const LOSS = { constants: ["c0"], step: "", results: ["c0*v0+v1", "c0", "1"] };
const loss = (more = {}) => ({ live: { loss: LOSS, constants: [2], ...more }, window: [[0, 4], [0, 2]], work: 1 });

test("heights are those of the loss in the middle of each cell, the highest row first", () => {
  assert.deepEqual([...heights(loss(), { across: 2, up: 2 })], [3.5, 7.5, 2.5, 6.5]);
  assert.deepEqual([...heights(loss({ constants: [0] }), { across: 1, up: 2 })], [1.5, 0.5]);
});

test("every shade has as many cells, and what has no value has none", () => {
  const found = levels(Float64Array.from([NaN, ...Array.from({ length: 90 }, (_, k) => 2 ** k), Infinity]));
  assert.deepEqual([found[0], found[91]], [-1, -1]);
  assert.deepEqual([...found.slice(1, 91)], Array.from({ length: 90 }, (_, k) => Math.floor(k / 10)));
  assert.deepEqual([...levels(Float64Array.from([NaN]))], [-1]);
});

test("a ground is worked out again only where loss, place or colours are others", () => {
  pretendBrowser();
  const drawn = [];
  globalThis.ImageData = class {
    constructor(width, height) { Object.assign(this, { width, data: new Uint8ClampedArray(4 * width * height) }); }
  };
  PretendElement.prototype.getContext = () => ({ putImageData: (image) => drawn.push([...image.data.slice(0, 4)]) });
  const ground = new Ground();
  const colours = { low: "#000000", high: "#ff0000", void: "#00ff00" };
  const size = { width: 80, height: 40 };
  const given = loss();
  for (let k = 0; k < 3; k += 1) ground.picture(given, size, colours);
  assert.equal(drawn.length, 1);
  ground.picture({ ...given, live: { ...given.live, constants: [-9] } }, size, colours);
  ground.picture(given, size, { ...colours, high: "#0000ff" }); // there a seventh of the window is lower
  assert.deepEqual(drawn.slice(1), [[255, 0, 0, 255], [0, 0, 32, 255]]);
  assert.deepEqual([ground.canvas.width, ground.canvas.height], [20, 10]);
  ground.picture({ ...given, work: 1e4 }, size, colours); // a table with very many rows
  assert.ok(ground.canvas.width * ground.canvas.height <= 6);
});
