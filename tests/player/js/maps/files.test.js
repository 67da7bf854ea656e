import assert from "node:assert/strict";
import { test } from "node:test";

import { DIVERGED, REACHED } from "../../../../player/js/maps/ending.js";
import { cell, tableOf } from "../../../../player/js/maps/files.js";
import { emptyPixels } from "../../../../player/js/maps/passes.js";
import { map } from "./samples.js";

test("a cell holds what it is given and begins no formula", () => {
  assert.equal(cell("plain"), "plain");
  assert.equal(cell('a "b", c'), '"a ""b"", c"');
  assert.equal(cell("=1+1"), "'=1+1");
  assert.equal(cell("a\nb"), '"a\nb"');
});

test("the table has a row for every pixel that is known", () => {
  const grid = { across: 3, up: 1 };
  const pixels = emptyPixels(grid, 1);
  pixels.ending.set([REACHED, DIVERGED]);
  pixels.minimum.set([0, -1]);
  pixels.steps.set([7, 2]);
  pixels.loss.set([0.5, Infinity]);
  pixels.ends.set([0.1, 9]);
  pixels.source.set([0, 1, 1]);
  assert.deepEqual(tableOf(map(), grid, [pixels], 0.25).split("\n"), [
    "run,lr,ending,minimum,steps,gap,loss,end x", "GD,0.2,reached,0,7,0.25,0.5,0.1", "GD,0.6,diverged,,2,Infinity,Infinity,9", "",
  ]);
});
