// What a pen draws of a line, and what is filled where it goes up and down within a pixel.

import assert from "node:assert/strict";
import test from "node:test";

import { strokeLine } from "../../../../player/js/drawing/stroke.js";
import { placesOf, pretendInk } from "../pretend.js";

const drawn = (places, part = {}) => {
  const ink = pretendInk();
  const [x, y] = [0, 1].map((i) => Float64Array.from(places, (place) => place[i]));
  strokeLine(ink, { x, y }, { first: 0, last: places.length - 1, head: null, ...part });
  return ink;
};
/** Whether ink is within a line two pixels wide: on a filled column, or on a way of the pen. */
function covers(ink, [x, y]) {
  let pen = null;
  return ink.calls.some(({ name, values }) => {
    const [a, b, width, height] = values;
    if (name === "rect") return x >= a && x <= a + width && y >= b && y <= b + height;
    if (name !== "moveTo" && name !== "lineTo") return false;
    const [from, to] = [name === "lineTo" && pen ? pen : values, values];
    pen = values;
    const [u, v] = [to[0] - from[0], to[1] - from[1]];
    const along = Math.min(Math.max(((x - from[0]) * u + (y - from[1]) * v) / (u * u + v * v || 1), 0), 1);
    return Math.hypot(x - from[0] - along * u, y - from[1] - along * v) <= 1;
  });
}

test("a few vertices are joined one by one, and a missing one parts the line", () => {
  const ink = drawn([[0, 1], [0.1, 9], [0.2, 1], [NaN, NaN], [3, 4], [5, 6]], { head: [6, 7], tail: [-1, 0] });
  assert.deepEqual(placesOf(ink, "moveTo", "lineTo"), [[-1, 0], [0, 1], [0.1, 9], [0.2, 1], [3, 4], [5, 6], [6, 7]]);
  assert.deepEqual([placesOf(ink, "stroke").length, placesOf(ink, "fill").length], [1, 0]);
});

test("of thousands within a pixel there is a column, and every vertex is on the ink", () => {
  const ways = {
    "up and down": (k) => [k / 50, 100 + 40 * Math.sin(k * k)],
    "down, then at rest": (k) => [k / 50, 300 / (1 + k)],
    "to and fro": (k) => [20 + (k % 2) * 30, k / 100],
    "round and round": (k) => [50 + 30 * Math.cos(k / 9), 50 + 30 * Math.sin(k / 9)],
  };
  for (const [name, way] of Object.entries(ways)) {
    const places = Array.from({ length: 5000 }, (_, k) => way(k));
    const ink = drawn(places);
    for (const place of places) assert.ok(covers(ink, place), `${name}: ${place}`);
    const columns = placesOf(ink, "rect");
    if (name === "up and down") assert.equal(columns.length, 100);
    for (const [, top, , height] of columns) assert.ok(top >= -1 && height <= 301);
    if (name === "to and fro") assert.equal(columns.length, 0);
  }
});

test("a column goes no farther than its vertices and half the line's width", () => {
  const ink = drawn(Array.from({ length: 600 }, (_, k) => [7 + k / 1000, k % 2 ? 20 : 60]));
  assert.deepEqual(placesOf(ink, "rect"), [[6.5, 19, 2, 42]]);
  assert.equal(ink.calls.at(-1).name, "fill");
});

/** Return the pieces that a canvas is told, each with where in the dash it begins. */
function piecesOf(ink) {
  const found = [];
  let piece = [];
  for (const { name, values, lineDashOffset } of ink.calls) {
    if (name === "beginPath") piece = [];
    else if (name === "stroke") found.push({ places: piece, offset: lineDashOffset });
    else if (name === "moveTo" || name === "lineTo") piece.push(values);
  }
  return found;
}

test("on a canvas a long line is drawn in pieces, each from the last segment of the one before", () => {
  const places = Array.from({ length: 200 }, (_, k) => [3 * k, 4 * (k % 2)]);
  const [x, y] = [0, 1].map((i) => Float64Array.from(places, (place) => place[i]));
  /** Draw on a canvas. */
  const onCanvas = (alpha) => {
    const ink = pretendInk();
    Object.assign(ink, { globalAlpha: alpha, getTransform: () => ({ a: 1 }) });
    strokeLine(ink, { x, y }, { first: 0, last: 199, head: [600, 0] });
    return piecesOf(ink);
  };
  const pieces = onCanvas(1);
  assert.ok(pieces.length > 5);
  assert.deepEqual([...pieces[0].places, ...pieces.slice(1).flatMap((one) => one.places.slice(2))], [...places, [600, 0]]);
  pieces.slice(1).forEach(({ places: piece, offset }, k) => {
    assert.deepEqual(piece.slice(0, 2), pieces[k].places.slice(-2));
    assert.equal(offset, 5 * (piece[0][0] / 3)); // every segment is 5 long
  });
  assert.equal(onCanvas(0.5).length, 1);
});

test("a piece that goes on does not carry its dash over a gap", () => {
  const ink = pretendInk();
  Object.assign(ink, { getTransform: () => ({ a: 1 }) });
  const x = Float64Array.from({ length: 60 }, (_, k) => (k === 40 ? NaN : k));
  strokeLine(ink, { x, y: x }, { first: 0, last: 59, head: null });
  const pieces = piecesOf(ink);
  assert.deepEqual(pieces.map(({ places: [first] }) => first[0]), [0, 22, 41]);
  assert.deepEqual(pieces.map(({ offset }) => offset > 0), [false, true, false]);
  assert.equal(ink.lineDashOffset, 0);
});

test("on a canvas columns are filled one by one, the same as elsewhere together", () => {
  const places = Array.from({ length: 2000 }, (_, k) => [k / 50, 100 + 40 * Math.sin(k * k)]);
  const [x, y] = [0, 1].map((i) => Float64Array.from(places, (place) => place[i]));
  const ink = Object.assign(pretendInk(), { getTransform: () => ({ a: 1 }) });
  strokeLine(ink, { x, y }, { first: 0, last: 1999, head: null });
  assert.deepEqual(placesOf(ink, "fillRect"), placesOf(drawn(places), "rect"));
  assert.equal(placesOf(ink, "fillRect").length, 40);
});
