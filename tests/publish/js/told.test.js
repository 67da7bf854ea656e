// What a lesson's page shows before its answer, and what it says then.

import assert from "node:assert/strict";
import { test } from "node:test";

import { verdict, whole } from "../../../publish/js/told.js";

const figure = (...data) => JSON.stringify({ data, layout: { meta: {} } });
const land = { x: [1], z: [[2]], meta: { role: "landscape", stamp: "a" } };

test("a landscape gets the arrays of the one with its stamp, and no other trace changes", () => {
  const trail = { x: [5], meta: { role: "trail" } };
  const bare = { meta: land.meta };
  const found = JSON.parse(whole(figure(trail, bare), figure(land)));
  assert.deepEqual(found.data, [trail, { ...bare, x: [1], z: [[2]] }]);
});

test("a landscape that the other figure lacks stays as it is", () => {
  const other = { ...land, meta: { role: "landscape", stamp: "b" } };
  assert.deepEqual(JSON.parse(whole(figure(other), figure(land))).data, [other]);
});

test("one that shares the arrays of another in its own figure is left to the player", () => {
  const like = { meta: { ...land.meta, like: 0 } };
  const found = JSON.parse(whole(figure(land, like), figure(land, like)));
  assert.deepEqual(found.data, [land, like]);
});

test("a guess is right or is put right", () => {
  assert.equal(verdict("A half", "A half"), "You said: A half. That is right.");
  assert.equal(verdict("A half", "A third"), "You said: A half. It is not so. Right is: A third.");
});
