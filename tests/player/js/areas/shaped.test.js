import assert from "node:assert/strict";
import { test } from "node:test";

import { shaped } from "../../../../player/js/areas/shaped.js";

test("panels are neither wide nor high, and few places are empty", () => {
  assert.deepEqual(shaped(1, { width: 900, height: 500 }, [20, 30]), { rows: 1, columns: 1 });
  assert.deepEqual(shaped(2, { width: 900, height: 450 }, [20, 30]), { rows: 1, columns: 2 });
  assert.deepEqual(shaped(4, { width: 900, height: 700 }, [20, 30]), { rows: 2, columns: 2 });
  assert.deepEqual(shaped(3, { width: 300, height: 900 }, [20, 30]), { rows: 3, columns: 1 });
});
