import assert from "node:assert/strict";
import test from "node:test";

import { outline } from "../../../../player/js/drawing/symbols.js";
import { PretendElement, pretendBrowser } from "../pretend.js";

pretendBrowser();
PretendElement.prototype.getContext = () => ({
  fillRect() {},
  measureText: (text) => ({ width: 6 * text.length }),
  getImageData() { // of colours that stand for themselves
    return { data: [1, 3, 5].map((at) => parseInt(this.fillStyle.slice(at, at + 2), 16)) };
  },
});
const { Vectors } = await import("../../../../player/js/saving/vectors.js");

const drawn = (draw) => {
  const vectors = new Vectors(200, 100);
  draw(vectors);
  return vectors.root.children.map(({ tag, attributes, textContent }) => ({ tag, ...attributes, textContent }));
};

test("the picture has its size in pixels", () => {
  const { attributes } = new Vectors(200, 100).root;
  assert.deepEqual(attributes, { width: "200", height: "100", viewBox: "0 0 200 100" });
});

test("a line is a path in its colour, width and dash, where it was moved to", () => {
  const [path] = drawn((ink) => {
    Object.assign(ink, { strokeStyle: "#ff0000", lineWidth: 2 });
    ink.setLineDash([9, 3]);
    ink.translate(10, 20);
    ink.beginPath();
    ink.lineTo(1, 2);
    ink.lineTo(3, 4.5678);
    ink.stroke();
  });
  assert.deepEqual(path, {
    tag: "path", d: "M11 22L13 24.57", fill: "none", stroke: "#ff0000", "stroke-width": "2",
    "stroke-dasharray": "9 3", textContent: "",
  });
});

test("what a canvas leaves out is left out: points that are nowhere, and empty paths", () => {
  const found = drawn((ink) => {
    ink.beginPath();
    ink.stroke();
    ink.moveTo(0, 0);
    ink.lineTo(NaN, 1);
    ink.lineTo(2, 2);
    ink.stroke();
  });
  assert.deepEqual(found.map(({ d }) => d), ["M0 0L2 2"]);
});

test("a circle is two half arcs, and a mark of another shape is closed", () => {
  const [circle, diamond] = drawn((ink) => {
    for (const symbol of ["circle", "diamond"]) {
      outline(ink, { symbol, x: 50, y: 50, radius: 4 });
      ink.fill();
    }
  });
  assert.equal(circle.d, "M54 50A4 4 0 0 1 46 50A4 4 0 0 1 54 50");
  assert.match(diamond.d, /^M50 45L.*Z$/);
});

test("a state that is restored is as it was, with its clip", () => {
  const [, inside, outside] = drawn((ink) => {
    ink.save();
    ink.rect(0, 0, 9, 9);
    ink.clip();
    ink.globalAlpha = 0.5;
    ink.fillRect(1, 2, 3, 4);
    ink.restore();
    ink.fillRect(1, 2, 3, 4);
  });
  assert.deepEqual([inside["clip-path"], inside.opacity], ["url(#sb-clip-0)", "0.5"]);
  assert.ok(!("clip-path" in outside) && !("opacity" in outside));
});

test("a text is text, as wide as it is here, in the font of the pen", () => {
  const [text, right] = drawn((ink) => {
    ink.font = "600 14px Source Sans, serif";
    ink.fillText("<b>37</b>", 5, 6);
    ink.textAlign = "right";
    ink.fillText("9", 5, 6);
  });
  assert.equal(text.textContent, "<b>37</b>");
  assert.deepEqual(
    [text["font-weight"], text["font-size"], text["font-family"], text.textLength],
    ["600", "14", "Source Sans, serif", "54"],
  );
  assert.deepEqual([text["text-anchor"], right["text-anchor"]], [undefined, "end"]);
});

test("a canvas is an image where it stands", () => {
  const [image] = drawn((ink) => {
    ink.translate(10, 20);
    ink.drawImage({ toDataURL: () => "data:image/png;base64,AA" }, 1, 2, 30, 40);
  });
  assert.deepEqual(image, {
    tag: "image", href: "data:image/png;base64,AA", preserveAspectRatio: "none", x: "11", y: "22", width: "30", height: "40", textContent: "",
  });
});
