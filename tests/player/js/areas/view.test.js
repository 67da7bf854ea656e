import assert from "node:assert/strict";
import test from "node:test";

import { inSpace, onPaper, rounded } from "../../../../player/js/areas/view.js";

const axis = (id, range) => ({ _id: id, range, type: "linear", _length: 200, _offset: 30 });
const full = { xaxis: axis("x", [-2, 2]), yaxis: axis("y", [0, 4]) };
const PANEL = { name: "landscape", x: "xaxis", y: "yaxis" };
const track = (panel) => ({ meta: { panel }, x: [0, 1], y: [0, 4] });
const area = (variables, ground) => ({
  tracks: [track("landscape"), track("loss")], ground, picture: { meta: { variables } },
});

test("a panel has the tracks of its own, measured, and stands where Plotly put its axes", () => {
  const view = onPaper(area(["x", "y"]), full, PANEL);
  assert.deepEqual(view.frame, { left: 30, top: 30, width: 200, height: 200 });
  assert.deepEqual(view.tracks.map(({ meta, pixels }) => [meta.panel, [...pixels.x], [...pixels.y]]), [
    ["landscape", [100, 150], [200, 0]],
  ]);
  assert.deepEqual(view.spans, [4, 4]);
});

test("a point is found where it is shown, with two variables", () => {
  const view = onPaper(area(["x", "y"]), full, PANEL);
  assert.deepEqual(view.pixelsOf([1, 3]), [150, 50]);
  assert.deepEqual(view.pointAt([150, 50]), [1, 3]);
});

test("with one variable a point is on the curve, and what is pointed at has no height", () => {
  const curve = { x: [-2, 0, 2], y: [4, 0, 2] };
  const view = onPaper(area(["x"], curve), full, PANEL);
  assert.deepEqual(view.pixelsOf([1]), [150, 150]);
  assert.deepEqual(view.pointAt([150, 3]), [1]);
});

test("in space nothing is shown before the first frame", () => {
  const given = { ...area(["x", "y"]), starts: [], size: { width: 400, height: 300 }, window: [4, 6] };
  const view = inSpace(given, { scene: {} }, { name: "landscape", scene: "scene" });
  assert.deepEqual([view.tracks, view.rulers, view.spans], [[], [], [4, 6]]);
  assert.deepEqual([view.pixelsOf([1, 1]), view.pointAt([5, 5])], [[NaN, NaN], null]);
});

test("a moved start keeps no more digits than a part in 500 of its axis needs", () => {
  assert.deepEqual(rounded({ spans: [4, 4000] }, [1.23456789, 1234.56789]), [1.235, 1235]);
  assert.deepEqual(rounded({ spans: [0.04] }, [0.1 + 0.2]), [0.3]);
});
