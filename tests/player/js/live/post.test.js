import assert from "node:assert/strict";
import test from "node:test";

globalThis.MutationObserver = class {
  constructor(hear) { globalThis.changed = hear; }
  observe() {}
  disconnect() {}
};
let [state, script] = ["CONNECTED", "notRunning"];
const said = (name) => (name === "data-test-script-state" ? script : state);
globalThis.document = { querySelector: () => ({ getAttribute: said }) };
const now = (connection, work) => {
  [state, script] = [connection, work];
  globalThis.changed();
};
const { Post } = await import("../../../../player/js/live/post.js");

test("what is told while the server is away waits, the last of each kind, and the page says so", () => {
  const [notice, told] = [{ hidden: true }, []];
  const post = new Post(notice);
  const send = (key, word) => post.send(key, () => told.push(word));
  send("rate 0", "first");
  now("DISCONNECTED_FOREVER", "notRunning");
  send("rate 0", "second");
  send("start 1", "third");
  send("rate 0", "fourth");
  assert.deepEqual([told, notice.hidden], [["first"], false]);
  now("CONNECTED", "notRunning"); // a new session has drawn nothing yet
  now("CONNECTED", "running");
  assert.deepEqual([told, notice.hidden], [["first"], false]);
  now("CONNECTED", "notRunning");
  assert.deepEqual([told, notice.hidden], [["first", "fourth"], false]);
  post.next(); // the first is answered
  assert.deepEqual([told, notice.hidden], [["first", "fourth", "third"], true]);
});

test("a server that draws nothing when it is back is told after a while", (context) => {
  context.mock.timers.enable({ apis: ["setTimeout"] });
  const told = [];
  const post = new Post({ hidden: true });
  now("DISCONNECTED", "notRunning");
  post.send("rate 0", () => told.push("rate"));
  now("CONNECTED", "notRunning");
  context.mock.timers.tick(4999);
  assert.deepEqual(told, []);
  context.mock.timers.tick(1);
  assert.deepEqual(told, ["rate"]);
  post.send("rate 0", () => told.push("again"));
  assert.deepEqual(told, ["rate", "again"]);
});
