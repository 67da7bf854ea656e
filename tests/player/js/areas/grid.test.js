import assert from "node:assert/strict";
import test from "node:test";

import { pretendBrowser } from "../pretend.js";

pretendBrowser(); // six pixels a letter
const { arrange, layoutOf, leftOf, spoken } = await import("../../../../player/js/areas/grid.js");

const picture = (k) => ({ name: `run ${k}`, area: "picture", title: "", x: `xaxis${k || ""}`, y: `yaxis${k || ""}` });
const pictures = (count) => Array.from({ length: count }, (_, k) => picture(k));
const chart = (k) => ({ ...picture(k), area: "chart" });
const axis = { range: [-4, 4], tickfont: { size: 11 }, title: { text: "x" } };
const axesOf = (panels) => Object.fromEntries(panels.flatMap(({ x, y }) => [[x, { ...axis }], [y, { ...axis }]]));
const SIZE = { width: 600, height: 500, left: 54, font: "serif" };

test("panels are near to their best shape, on a wide screen and on a narrow one", () => {
  assert.deepEqual(arrange(pictures(4), { width: 800, height: 600 }), { rows: 2, columns: 2 });
  assert.deepEqual(arrange(pictures(2), { width: 1000, height: 400 }), { rows: 1, columns: 2 });
  assert.deepEqual(arrange(pictures(3), { width: 390, height: 900 }), { rows: 3, columns: 1 });
  assert.deepEqual(arrange(pictures(6), { width: 390, height: 900 }), { rows: 3, columns: 2 });
});

test("charts stand above each other", () => {
  assert.deepEqual(arrange([chart(1), chart(2)], { width: 1000, height: 300 }), { rows: 2, columns: 1 });
});

test("the margin at the left grows with the numbers that stand there", () => {
  assert.equal(leftOf([axis], "serif"), 54);
  assert.ok(leftOf([{ ...axis, range: [-123456, 123456] }], "serif") > 54);
  assert.equal(leftOf([{ ...axis, type: "log", range: [-300, 300] }], "serif"), 54);
  assert.equal(leftOf([], "serif"), 54);
});

test("a low chart leaves powers of ten out that would run into each other", () => {
  const powers = { ...axis, type: "log", range: [0, 8], dtick: 1 };
  const apart = (/** @type {number} */ height) => {
    const { yaxis1 } = layoutOf({ ...axesOf([chart(1)]), yaxis1: powers }, [chart(1)], { ...SIZE, height });
    return yaxis1.dtick;
  };
  assert.equal(apart(500), 1); // 430 pixels, 54 to a power
  assert.equal(apart(190), 2); // 120 pixels, 15 to a power
});

test("panels fill the area without touching, and only the outer ones write their axes", () => {
  const panels = pictures(4);
  const layout = layoutOf({ ...axesOf(panels), meta: {} }, panels, SIZE);
  const across = panels.map(({ x }) => layout[x].domain);
  assert.deepEqual(across[0], across[2]);
  assert.equal(across[0][0], 0);
  assert.ok(across[0][1] < across[1][0]);
  assert.equal(across[1][1], 1);
  assert.deepEqual(panels.map(({ x }) => layout[x].showticklabels), [false, false, undefined, undefined]);
  assert.deepEqual(panels.map(({ y }) => layout[y].showticklabels), [undefined, false, undefined, false]);
  assert.ok(!("meta" in layout) && !("scene" in layout));
});

test("an area keeps its own axes, notes and shapes alone", () => {
  const [first, second] = pictures(2);
  const of = (suffix) => ({ text: "Adam 0.1", xref: `x${suffix} domain`, font: { size: 13 } });
  const given = { ...axesOf([first, second]), annotations: [of(""), of("1")], shapes: [{ xref: "x" }, { xref: "x1" }] };
  const layout = layoutOf(given, [second], SIZE);
  assert.ok("xaxis1" in layout && !("xaxis" in layout));
  assert.deepEqual(layout.annotations.map(({ xref }) => xref), ["x1 domain"]);
  assert.deepEqual(layout.shapes, [{ xref: "x1" }]);
});

/** Return the name above a panel of a narrow area. */
const above = (name, panels) => {
  const note = { text: name, xref: `${panels[0].x.replace("axis", "")} domain`, font: { size: 13 } };
  const given = { ...axesOf(panels), annotations: [note] };
  return layoutOf(given, panels, { ...SIZE, width: 200 }).annotations[0];
};

test("a name that is too long loses the end of its words, not its numbers", () => {
  const { text } = above("Gradient descent with momentum 0.001", pictures(1));
  assert.match(text, /^Gradient.*… 0\.001$/);
  assert.ok(text.length * 6 <= 200 - 54 - 16);
  assert.match(above("Momentum 0.1, μ 0.5", pictures(1)).text, /^Mom.* 0\.1, μ 0\.5$/);
  assert.match(above("the one with too large a rate to be kept", pictures(1)).text, /^the one.*…$/);
});

test("the title of a chart begins above the numbers of its axis", () => {
  const [landscape, below] = [above("loss", pictures(1)), above("loss", [chart(0)])];
  assert.ok(below.xshift < -40 && Math.abs(landscape.xshift) === 0);
});

test("a scene fills its area, seen from farther away where that is narrow", () => {
  const scene = { camera: { eye: { x: 1, y: -1, z: 1 } }, domain: {} };
  const panels = [{ name: "landscape", area: "picture", scene: "scene" }];
  const wide = layoutOf({ scene }, panels, SIZE);
  const narrow = layoutOf({ scene }, panels, { ...SIZE, width: 240 });
  assert.deepEqual([wide.scene.domain, wide.scene.camera.eye.x], [{ x: [0, 1], y: [0, 1] }, 1]);
  assert.ok(narrow.scene.camera.eye.x > 1);
});

test("a fit above a chart names what is across, cut to fit, and has room for it", () => {
  const [fit, loss] = [{ ...chart(1), fit: {} }, chart(2)];
  const given = axesOf([fit, loss]);
  given.xaxis1.title = { text: `mass &lt; ${"o".repeat(200)}` };
  const layout = layoutOf(given, [fit, loss], SIZE);
  assert.match(layout.xaxis1.title.text, /^mass &lt; o+…$/);
  assert.ok(6 * layout.xaxis1.title.text.length <= SIZE.width);
  const plain = layoutOf(axesOf([fit, loss]), [{ ...fit, fit: undefined }, loss], SIZE);
  assert.equal(plain.xaxis1.title.text, "");
  assert.ok(layout.yaxis1.domain[0] - layout.yaxis2.domain[1] > plain.yaxis1.domain[0] - plain.yaxis2.domain[1]);
});

test("a cut leaves no half of a sign", () => {
  const [fit] = [{ ...chart(1), fit: {} }];
  const given = axesOf([fit]);
  given.xaxis1.title = { text: "&amp;".repeat(200) };
  assert.match(layoutOf(given, [fit], SIZE).xaxis1.title.text, /^(&amp;)+…$/);
});

test("charts say what they show, in the signs that were typed", () => {
  const fit = { ...chart(1), title: "a &lt; b", fit: {} };
  const loss = { ...chart(2), title: "loss of w<sub>1</sub>", curve: {} };
  assert.equal(spoken([fit, loss]), "Rows of the table and what each run predicts: a < b. By step, for each run: loss of w1");
  assert.equal(spoken([loss, loss]), "By step, for each run: loss of w1; below it loss of w1");
});
