// What a rule asks, on f = a x^2 / 2 + b x y + c y^2 / 2, whose Hessian is [[a, b], [b, c]].

import assert from "node:assert/strict";
import { test } from "node:test";

import { ASKED, beside } from "../../../../player/js/engine/beside.js";

const [A, B, C] = [2, 1, -3];
const at = (x, y) => [(A * x * x) / 2 + B * x * y + (C * y * y) / 2, A * x + B * y, B * x + C * y];
const begun = (second, noise = null) => {
  const asked = beside(at, second, []);
  const [f, ...g] = at(1, 2);
  asked.begin([1, 2], g, f, noise);
  return asked;
};
const close = (found, wanted) => found.forEach((one, i) => assert.ok(Math.abs(one - wanted[i]) < 1e-9, `${found}`));

test("every function that statements may call is there", () => {
  const asked = begun(null);
  for (const name of ASKED) assert.equal(typeof asked[name], "function");
});

test("gradients come with the noise of the update, losses without", () => {
  const asked = begun(null, [10, 20]);
  assert.deepEqual([asked.grad(1, 1), asked.other()], [13, 18]);
  assert.equal(asked.loss(1, 1), 0.5);
});

test("every point at which an update asks is noted, the Hessian's once and its own first", () => {
  const tried = [];
  const asked = beside(at, null, tried);
  const [f, ...g] = at(1, 2);
  asked.begin([1, 2], g, f, null);
  asked.grad(3, 4);
  asked.hess(1, 0);
  asked.solve(1, 0);
  asked.loss(5, 6);
  assert.deepEqual(tried, [1, 2, 3, 4, 1, 2, 5, 6]);
});

test("the Hessian is that where the update began, exact or by differences", () => {
  for (const second of [() => [A, B, C], null]) {
    const asked = begun(second);
    close([asked.hess(1, -1), asked.other()], [A - B, B - C]);
    close([asked.solve(7, 0), asked.other()], [3, 1]);
    // |H| has the eigenvectors of H and the absolute eigenvalues: |H| |H| = H H.
    const once = [asked.solve_abs(1, 2), asked.other()];
    const twice = [asked.solve_abs(...once), asked.other()];
    const solved = [asked.solve(1, 2), asked.other()];
    close(twice, [asked.solve(...solved), asked.other()]);
  }
});

test("one variable has no second coordinate", () => {
  const asked = beside((x) => [-(x ** 2), -2 * x], null, []);
  asked.begin([3], [-6], -9, null);
  close([asked.hess(1), asked.solve(1), asked.solve_abs(1)], [-2, -0.5, 0.5]);
  assert.equal(asked.exact(-1), 0);
});

test("line searches start at the point of the update", () => {
  const asked = begun(null); // along -x: f = (1 - a)^2 + 2 (1 - a) - 6
  assert.equal(asked.exact(-1, 0), 2);
  assert.equal(asked.armijo(-1, 0), 1);
});
