import assert from "node:assert/strict";
import test from "node:test";

import { cameraOf, contextOf, heightOn, measureInSpace, meeting, watch } from "../../../../player/js/areas/space.js";

const SIZE = { width: 400, height: 300 };
const IDENTITY = [1, 0, 0, 0, 0, 1, 0, 0, 0, 0, 1, 0, 0, 0, 0, 1];
// Looks down the axis of z from 4 above; a perspective of 90 degrees. Column by column, as WebGL has them.
const DOWN = [1, 0, 0, 0, 0, 1, 0, 0, 0, 0, 1, 0, 0, 0, -4, 1];
const LENS = [1, 0, 0, 0, 0, 1, 0, 0, 0, 0, -1, -1, 0, 0, -0.2, 0];
const sceneOf = (glplot, dataScale = [1, 1, 1]) => ({ scene: { _scene: { glplot, dataScale } } });
const cameraParams = { model: IDENTITY, view: DOWN, projection: LENS };
const camera = cameraOf(sceneOf({ cameraParams }), "scene", SIZE);
const bowl = { x: [-2, 0, 2], y: [-2, 0, 2], z: [[2, 1, 2], [1, 0, 1], [2, 1, 2]] };

test("there is no camera before the first frame, nor without WebGL", () => {
  assert.equal(cameraOf(sceneOf(undefined), "scene", SIZE), null);
  assert.equal(cameraOf(sceneOf({}), "scene", SIZE), null);
  assert.equal(contextOf(undefined), undefined);
});

test("what is straight ahead shows in the middle, what is near farther out", () => {
  assert.deepEqual(camera.project(0, 0, 0), [200, 150]);
  assert.deepEqual(camera.project(1, 0, 0), [250, 150]);
  assert.ok(camera.project(1, 0, 2)[0] > 250);
  assert.deepEqual(camera.project(0, 0, 9), [NaN, NaN]); // behind the eye
});

test("a ray through pixels meets the places that show there", () => {
  for (const [x, y, z] of [[0.3, -0.4, 0], [1, 1, 1.5], [-1.2, 0.7, -2]]) {
    const [u, v, depth] = camera.ray(camera.project(x, y, z))(z);
    assert.ok(Math.hypot(u - x, v - y) < 1e-9);
    assert.ok(Math.abs(depth - (4 - z)) < 1e-9);
  }
});

test("between its points a surface is linear in each direction, and ends at its edge", () => {
  assert.deepEqual([[0, 0], [1, 0], [1, 1], [9, 0]].map((at) => heightOn(bowl, at)), [0, 0.5, 1, 1]);
});

test("a ray meets the surface that it shows, and nothing beside it", () => {
  const at = [0.6, -0.5];
  const found = meeting(camera.ray(camera.project(...at, heightOn(bowl, at) + 0.1)), bowl, 0.1);
  assert.ok(Math.hypot(found[0] - at[0], found[1] - at[1]) < 1e-6);
  assert.equal(meeting(camera.ray([399, 150]), bowl, 0), null);
});

test("a scene is watched once, and what Plotly does itself goes on", () => {
  const heard = [];
  const renderer = { onrender: () => heard.push("Plotly") };
  for (let k = 0; k < 2; k++) watch(sceneOf(renderer), "scene", () => heard.push("we"));
  renderer.onrender();
  assert.deepEqual(heard, ["Plotly", "we"]);
});

test("a track is measured through the camera", () => {
  const track = { x: [0, 1], y: [0, 0], z: [0, 0] };
  measureInSpace(track, camera.project);
  assert.deepEqual(track.pixels, { x: Float32Array.of(200, 250), y: Float32Array.of(150, 150) });
});
