// The ground under a hand that changes c0 of c0 x^2 + y^2, and what becomes of it.

import assert from "node:assert/strict";
import { test } from "node:test";

import { Ground, lowest, reliefOf } from "../../../../player/js/areas/ground.js";
import { PretendElement, pretendBrowser, pretendInk } from "../pretend.js";

const PLANE = { constants: ["c0"], step: "", results: ["c0*v0*v0+v1*v1", "2*c0*v0", "2*v1"] };
const CURVE = { constants: ["c0"], step: "", results: ["c0*v0*v0", "2*c0*v0"] };
const COLOURS = { low: "#000000", high: "#ffffff", level: "#888888", void: "#00ff00", slope: "grey" };

/** What a ground needs of its area. */
function area({ loss = PLANE, base = { type: "contour", name: "loss", meta: { levels: [1] } }, window = [[-1, 1], [-1, 1]] } = {}) {
  const rulers = [(x) => 50 * (x + 1), (y) => 100 - 50 * (y + 1)];
  return {
    base, drawn: 0, ratio: 1, colours: COLOURS, views: [{ frame: { left: 10.2, top: 20.7, width: 100, height: 100 }, rulers }],
    picture: { meta: { window }, colours: COLOURS },
    preview: { ground: true, now: { loss, constants: [1] }, lifted: new Map(), rows: new Map() },
    draw() { this.drawn += 1; },
  };
}

/** Change the constant. */
function hold(place, value) {
  Object.assign(place.preview, { ground: false, now: { ...place.preview.now, constants: [value] } });
}

pretendBrowser();
const painted = [];
globalThis.ImageData = class {
  constructor(width, height) { Object.assign(this, { width, height, data: new Uint8ClampedArray(4 * width * height) }); }
};
PretendElement.prototype.getContext = () => ({ putImageData: ({ data }) => painted.push(data.slice()) });

test("a plane is painted where the axes show it, with its own levels, until the loss is that of the figure", () => {
  const here = area();
  const ground = new Ground(here);
  ground.follow();
  assert.deepEqual([ground.on, painted.length], [false, 0]);
  hold(here, 9);
  ground.follow();
  assert.ok(ground.on);
  assert.deepEqual(ground.now.meta.levels, [1, 2, 3, 4, 5, 6, 7, 8, 9]);
  const shade = (x, y) => painted.at(-1)[4 * (100 * y + x)];
  assert.ok(shade(1, 50) > 200 && shade(50, 10) === 0 && shade(50, 50) === 0); // 9 at the left, below 1 on the way up
  const ink = pretendInk();
  ground.draw(ink, here.views[0]);
  assert.deepEqual(ink.calls.map(({ name, values }) => [name, ...values.slice(1)]), [["drawImage", 10, 21, 100, 100]]);
  here.preview.ground = true;
  ground.follow();
  assert.deepEqual([ground.on, ground.image], [false, null]);
});

test("it is worked out again for another loss alone, and not before the paths had their share of time", () => {
  const here = area();
  const ground = new Ground(here);
  hold(here, 2);
  ground.follow();
  const first = ground.now;
  ground.follow();
  assert.equal(ground.now, first);
  ground.next = performance.now() + 1000;
  hold(here, 3);
  ground.follow();
  assert.equal(ground.now, first);
  ground.next = 0;
  ground.follow();
  assert.notEqual(ground.now, first);
  const count = painted.length;
  here.views[0].rulers[0] = (x) => 80 * (x + 1); // zoomed
  ground.follow();
  assert.equal(painted.length, count + 1);
  here.picture = { ...here.picture, meta: { window: [[-2, 2], [-1, 1]] } }; // another figure
  ground.clear();
  ground.follow();
  assert.equal(ground.relief.heights[0], ground.relief.top + 1); // 13, the highest
  ground.clear();
});

test("over many rows it is coarse at first, and whole once the hand rests", async () => {
  const rows = { columns: ["v2"], before: "", step: "", means: ["v3"], terms: ["v2"] };
  const here = area({ loss: { ...PLANE, results: ["c0*v0*v0*v0*v0+v1*v3", "0", "0"], rows } });
  here.preview.now.table = { columns: [new Float64Array(200).fill(1)], count: 200 };
  const ground = new Ground(here);
  hold(here, 1);
  ground.follow();
  const first = ground.relief;
  assert.ok(!ground.full);
  await new Promise((done) => setTimeout(done, 400));
  assert.ok(ground.full && ground.relief !== first && here.drawn > 0);
  ground.clear();
});

test("a curve is drawn as a line, in pieces where it is broken", () => {
  const broken = { ...CURVE, results: ["c0/v0", "0"] };
  const base = { type: "scatter", name: "loss", meta: {}, x: [], y: [] };
  const here = area({ loss: broken, base, window: [[-1, 1]] });
  const ground = new Ground(here);
  hold(here, 4);
  ground.follow();
  const ink = pretendInk();
  ground.draw(ink, here.views[0]);
  const lines = ink.calls.filter(({ name }) => name === "stroke");
  assert.deepEqual(lines.map(({ strokeStyle }) => strokeStyle), ["grey", "grey"]);
  assert.deepEqual(ink.calls.find(({ name }) => name === "lineTo").values, [0, 100 - 50 * (4 / -1 + 1)]);
  assert.deepEqual([ground.now.x.length, ground.now.y[0]], [701, -4]);
});

test("what is no landscape of the loss is left alone: a surface, a cobweb's diagonal", () => {
  for (const base of [{ type: "surface", name: "loss" }, { type: "scatter", name: "x" }, undefined]) {
    const ground = new Ground(area());
    ground.area.base = base;
    hold(ground.area, 2);
    ground.follow();
    assert.equal(ground.on, false);
  }
});

test("the lowest loss of runs inside the window counts for levels by decades", () => {
  const run = { points: [0, 0, 5, 0, 0.5, 0], losses: [3, -9, 1], kept: 3 };
  assert.equal(lowest([run, { ...run, kept: 1 }], [[-1, 1], [-1, 1]]), 1);
  const values = Float64Array.from({ length: 2001 }, (_, k) => 10 ** (k / 500));
  assert.deepEqual(reliefOf({ values, wide: 2001, high: 1 }, 0).levels, [2, 5, 10, 20, 50, 100, 200, 500, 1000, 2000, 5000]);
});
