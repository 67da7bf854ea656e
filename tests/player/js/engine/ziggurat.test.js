// The layers against what defines them: equal areas below the curve, the lowest with its tail.

import assert from "node:assert/strict";
import test from "node:test";

import { HEIGHT, SURE, TAIL, WIDTH } from "../../../../player/js/engine/ziggurat.js";

const AREA = 0.0049286732339746519; // of a layer: Doornik 2005, for 256 of them
const ends = [...WIDTH].map((width) => width * 2 ** 52);
const near = (found, wanted) => assert.ok(Math.abs(found / wanted - 1) < 1e-13, `${found} is not ${wanted}`);

test("every layer has the same area", () => {
  near(TAIL, 3.6541528853610088);
  for (let k = 2; k < 256; k += 1) near(ends[k] * (HEIGHT[k - 1] - HEIGHT[k]), AREA);
  near(ends[0] * HEIGHT[255], AREA); // with the tail: as wide as a rectangle of that area is
});

test("heights are those of the curve, and what is sure lies below it", () => {
  assert.equal(HEIGHT[0], 1);
  near(HEIGHT[255], Math.exp(-0.5 * TAIL ** 2));
  assert.equal(SURE[1], 0); // the peak has no layer above it
  for (let k = 2; k < 256; k += 1) near(SURE[k] * WIDTH[k], ends[k - 1]);
  near(SURE[0] * WIDTH[0], TAIL);
});
