import assert from "node:assert/strict";
import { test } from "node:test";

import { emptyPixels, gridFor, pass, STRIDES, take } from "../../../../player/js/maps/passes.js";

const grids = [{ across: 200, up: 150 }, { across: 10, up: 11 }, { across: 9, up: 1 }, { across: 1, up: 1 }];

test("all passes of all workers together have every pixel once", () => {
  for (const grid of grids) {
    for (const all of [1, 3]) {
      const seen = new Set();
      let count = 0;
      for (let own = 0; own < all; own += 1) {
        for (const stride of STRIDES) {
          for (const [i, j] of pass(grid, stride, [own, all])) {
            seen.add(j * grid.across + i);
            count += 1;
          }
        }
      }
      assert.equal(count, grid.across * grid.up);
      assert.equal(seen.size, count);
    }
  }
});

test("after the first pass every place has a pixel, and finer ones take their own places", () => {
  for (const grid of grids) {
    const pixels = emptyPixels(grid, 1);
    for (const stride of STRIDES) {
      const places = Int32Array.from(pass(grid, stride, [0, 1]), ([i, j]) => j * grid.across + i);
      const list = (Kind) => new Kind(places.length);
      take(pixels, {
        job: 0, panel: 0, stride, done: 0, places, ending: list(Uint8Array), minimum: list(Int16Array),
        steps: Int32Array.from(places), row: list(Int32Array), loss: list(Float64Array), ends: Float64Array.from(places),
      }, grid);
      assert.ok(!pixels.source.includes(-1));
      for (const place of places) assert.equal(pixels.source[place], place);
    }
    assert.deepEqual([...pixels.source], [...pixels.source.keys()]);
    assert.deepEqual([...pixels.steps], [...pixels.source.keys()]);
    assert.equal(pixels.count, grid.across * grid.up);
  }
});

test("a coarse block that comes late does not cover a finer one", () => {
  const grid = { across: 9, up: 1 };
  const pixels = emptyPixels(grid, 1);
  const slice = (stride, place) => ({
    job: 0, panel: 0, stride, done: 0, places: Int32Array.of(place), ending: Uint8Array.of(1), minimum: Int16Array.of(0),
    steps: Int32Array.of(1), row: Int32Array.of(1), loss: Float64Array.of(1), ends: Float64Array.of(1),
  });
  take(pixels, slice(3, 1), grid);
  take(pixels, slice(9, 4), grid);
  assert.deepEqual([...pixels.source], [1, 1, 1, 4, 4, 4, 4, 4, 4]);
});

test("a map that takes long has fewer pixels, but never so few that it shows nothing", () => {
  const map = { kind: "starts", axes: [1, 2], panels: [1], steps: 200, work: 1, seeds: [] };
  assert.deepEqual(gridFor(map, { width: 400, height: 300 }), { across: 200, up: 150 });
  assert.deepEqual(gridFor({ ...map, steps: 1e4, work: 50 }, { width: 400, height: 300 }), { across: 48, up: 48 });
  assert.deepEqual(gridFor({ ...map, axes: [1] }, { width: 400, height: 300 }), { across: 200, up: 1 });
  assert.deepEqual(gridFor({ ...map, kind: "rates", seeds: [1, 2, 3] }, { width: 400, height: 300 }), { across: 200, up: 3 });
});
