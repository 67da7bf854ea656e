import assert from "node:assert/strict";
import test from "node:test";

globalThis.MutationObserver = class {
  constructor(hear) { globalThis.changed = hear; }
  observe() {}
  disconnect() {}
};
let state = "CONNECTED";
globalThis.document = { querySelector: () => ({ getAttribute: () => state }) };
const { Post } = await import("../../../../player/js/live/post.js");

test("what is told while the server is away waits, the last of each kind, and the page says so", () => {
  const [notice, told] = [{ hidden: true }, []];
  const post = new Post(notice);
  const send = (key, word) => post.send(key, () => told.push(word));
  send("rate 0", "first");
  state = "DISCONNECTED_FOREVER";
  send("rate 0", "second");
  send("start 1", "third");
  send("rate 0", "fourth");
  assert.deepEqual([told, notice.hidden], [["first"], false]);
  state = "CONNECTED";
  globalThis.changed();
  assert.deepEqual([told, notice.hidden], [["first", "fourth"], false]);
  post.next(); // the first is answered
  assert.deepEqual([told, notice.hidden], [["first", "fourth", "third"], true]);
});
