import assert from "node:assert/strict";
import { test } from "node:test";

import { drawAxes, drawCursor, drawLine, drawMark, drawMinimum, frameOf, project } from "../../../../player/js/maps/frame.js";
import { pretendInk } from "../pretend.js";
import { START } from "./samples.js";

const colours = { page: "#fff", ink: "#000", quiet: "#555", line: "#ddd" };
const frame = frameOf({ width: 500, height: 300 });

test("values stand where their axes say, the lowest at the foot", () => {
  const to = project([START, START], frame);
  assert.deepEqual(to([-4, -4]), [0, frame.height]);
  assert.deepEqual(to([4, 4]), [frame.width, 0]);
  assert.deepEqual(project([START], frame)([0]), [frame.width / 2, frame.height / 2]);
});

test("axes write their titles, and something is drawn for everything else", () => {
  const ink = pretendInk();
  drawAxes(ink, frame, { axes: [START, { ...START, label: "y" }], colours, font: "x" });
  const said = ink.calls.filter(({ name }) => name === "fillText").map(({ values }) => values[0]);
  assert.ok(said.includes("x") && said.includes("y") && said.includes("0"));
  const other = pretendInk();
  drawLine(other, { x: [0, 1], y: [0, 1] }, { colour: "#f00", page: "#fff" });
  drawMinimum(other, [5, 5], "A", { ...colours, font: "x" });
  drawMark(other, [5, 5], { symbol: "square", colour: "#f00", page: "#fff" });
  drawCursor(other, [5, 5], colours);
  const inks = other.calls.filter(({ name }) => name === "stroke").map(({ strokeStyle }) => strokeStyle);
  assert.deepEqual(inks, ["#fff", "#f00", "#000", "#fff", "#fff", "#000"]);
});
