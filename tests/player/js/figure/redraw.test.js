import assert from "node:assert/strict";
import test from "node:test";

import { redraw } from "../../../../player/js/figure/redraw.js";

const ground = { type: "contour", meta: { role: "landscape" } };
const line = (x, look = {}) => ({ type: "scatter", x, line: look, meta: { role: "trail", run: 0, panel: "p" } });

/** Draw one figure after another; return what was asked of Plotly, and what of its layers is left. */
async function drawn(...figures) {
  const asked = [];
  const layer = { classes: ["mlayer"] };
  layer.classList = {
    remove: () => { layer.classes = []; },
    add: (name) => { layer.classes = [name]; },
  };
  const plot = { querySelectorAll: () => [layer] };
  const library = {
    async react() { asked.push("react"); },
    async animate(_, { traces }) { asked.push({ moved: traces, layers: [...layer.classes] }); },
  };
  for (const [traces, layout] of figures) await redraw(library, plot, { traces, layout, config: {} });
  return { asked, layers: layer.classes };
}

test("lines of the same looks on the same landscape are moved alone, and no layer is lost", async () => {
  const { asked, layers } = await drawn([[ground, line([1])], {}], [[ground, line([2])], {}]);
  assert.deepEqual(asked, ["react", { moved: [1], layers: [] }]);
  assert.deepEqual(layers, ["mlayer"]);
});

for (const [what, second] of Object.entries({
  "another landscape": [[{ ...ground }, line([2])], {}],
  "another look": [[ground, line([2], { color: "red" })], {}],
  "another layout": [[ground, line([2])], { width: 3 }],
  "one line more": [[ground, line([2]), line([3])], {}],
})) {
  test(`${what} is drawn from the beginning`, async () => {
    const { asked } = await drawn([[ground, line([1])], {}], second);
    assert.deepEqual(asked, ["react", "react"]);
  });
}
