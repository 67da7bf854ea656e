// Each function against values known from elsewhere.

import assert from "node:assert/strict";
import { test } from "node:test";

import { FUNCTIONS } from "../../../../player/js/engine/functions.js";

const near = (found, wanted, gap = 1e-14) => assert.ok(
  Object.is(found, wanted) || Math.abs(found - wanted) <= gap * Math.max(1, Math.abs(wanted)),
  `${found} is not ${wanted}`,
);

test("whole powers are products, and negative ones their reciprocals", () => {
  const { ipow, square } = FUNCTIONS;
  assert.equal(ipow(3, 5), 243);
  assert.equal(ipow(-2, 3), -8);
  assert.equal(ipow(2, -2), 0.25);
  assert.equal(ipow(1.1, 3), 1.1 * (1.1 * 1.1));
  assert.equal(square(-1.5), 2.25);
});

test("a power of dials agrees with Math.pow, and exactly where its exponent is whole", () => {
  const { dial_power: power } = FUNCTIONS;
  for (const base of [0.3, 0.96, 1, 1.7, 25]) {
    for (const exponent of [-2.5, -1, 0, 0.004, 0.5, 1 / 3, 7, 9.99]) {
      near(power(base, exponent), base ** exponent);
    }
  }
  assert.equal(power(0.96, 2), 0.96 * 0.96);
  assert.equal(power(0, 2), 0);
  assert.equal(power(0, 0), 1);
  assert.ok(Number.isNaN(power(-1, 0.5)));
});

test("the corners of powers are those of C and of NumPy", () => {
  const { dial_power: dialPower, power } = FUNCTIONS;
  for (const each of [dialPower, power]) {
    assert.deepEqual([[-2, 2], [-2, 3], [-2, -1], [-2, 0], [-0.5, -3]].map(([b, e]) => each(b, e)), [4, -8, -0.5, 1, -8]);
    assert.deepEqual([each(0, -1), each(-0, -1), each(0, -0.5)], [Infinity, -Infinity, Infinity]);
    assert.deepEqual([each(2, Infinity), each(0.5, Infinity), each(2, -Infinity)], [Infinity, 0, 0]);
    assert.deepEqual([each(1, Infinity), each(1, NaN), each(-1, Infinity), each(NaN, 0)], [1, 1, 1, 1]);
    assert.deepEqual([each(Infinity, 0.5), each(-Infinity, 3), each(1e-300, -2)], [Infinity, -Infinity, Infinity]);
    assert.ok(Number.isNaN(each(-2, 0.5)) && Number.isNaN(each(0.5, NaN)));
  }
});

test("the error functions have the digits of tables (Abramowitz, Stegun, 7.1)", () => {
  const { erf, erfc } = FUNCTIONS;
  const table = [[0, 0], [0.5, 0.520499877813046538], [1, 0.842700792949714869], [2, 0.995322265018952734]];
  for (const [u, value] of [...table, [2.4, 0.999311486103354921], [2.6, 0.999763965583470650]]) {
    near(erf(u), value);
    near(erf(-u), -value);
    near(erfc(u), 1 - value);
    near(erfc(-u), 1 + value);
  }
  near(erfc(5) / 1.5374597944280348502e-12, 1, 1e-13);
  near(erfc(20) / 5.3958656116079009289e-176, 1, 1e-12);
  assert.equal(erf(Infinity), 1);
  assert.equal(erfc(-Infinity), 2);
  assert.ok(Number.isNaN(erf(NaN)));
});

test("what grows is stable far from zero", () => {
  const { logcosh, softplus, sigmoid, sech, logaddexp } = FUNCTIONS;
  near(logcosh(1000), 1000 - Math.log(2));
  near(logcosh(1e-5) / 5e-11, 1, 1e-9);
  near(softplus(800), 800);
  assert.equal(softplus(-800), 0);
  assert.equal(sigmoid(-800), 0);
  assert.equal(sech(800), 0);
  near(logaddexp(1000, 1000), 1000 + Math.log(2));
  assert.equal(logaddexp(-Infinity, 3), 3);
});

test("sin u / u and its derivatives meet where the series takes over", () => {
  const { sinc, sinc1, sinc2 } = FUNCTIONS;
  assert.equal(sinc(0), 1);
  near(sinc1(0.4999999), sinc1(0.5000001), 1e-6);
  near(sinc2(0.4999999), sinc2(0.5000001), 1e-6);
  near((sinc(2 + 1e-6) - sinc(2 - 1e-6)) / 2e-6, sinc1(2), 1e-9);
  near((sinc1(2 + 1e-6) - sinc1(2 - 1e-6)) / 2e-6, sinc2(2), 1e-9);
});

test("jumps, kinks and remainders are those of NumPy", () => {
  const { heaviside, above, within, rounded, mod, clip, huber, relu, elu, odd_root: root } = FUNCTIONS;
  assert.deepEqual([-1, 0, 1].map(heaviside), [0, 0.5, 1]);
  assert.deepEqual([-1, 0, 1].map(above), [0, 0, 1]);
  assert.ok(Number.isNaN(heaviside(NaN)));
  assert.deepEqual([0.5, 1, 2].map((u) => within(u, 1)), [1, 0.5, 0]);
  assert.deepEqual([0.5, 1.5, 2.5, -1.5, 2.4].map(rounded), [0, 2, 2, -2, 2]);
  assert.deepEqual([mod(-1, 3), mod(1, -3), mod(7, 3)], [2, -2, 1]);
  assert.deepEqual([-5, 0.5, 5].map((u) => clip(u, 2)), [-2, 0.5, 2]);
  assert.deepEqual([0.5, 3].map((u) => huber(u, 1)), [0.125, 2.5]);
  assert.deepEqual([-2, 3].map(relu), [0, 3]);
  near(elu(-1), Math.expm1(-1));
  near(root(-32, 5), -2);
});
