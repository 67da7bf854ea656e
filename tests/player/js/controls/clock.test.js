import assert from "node:assert/strict";
import test from "node:test";

import { Clock, pace } from "../../../../player/js/controls/clock.js";

/** Return a clock of so many steps, and what lets seconds pass for it, sixty frames each. */
function clockOf(steps, { calm = false, ...settings } = {}) {
  globalThis.matchMedia = () => ({ matches: calm });
  let frame = null;
  globalThis.requestAnimationFrame = (call) => { frame = call; return 1; };
  globalThis.cancelAnimationFrame = () => { frame = null; };
  let rests = 0;
  const clock = new Clock(() => {}, () => { rests += 1; });
  clock.resize(steps);
  Object.assign(clock, settings);
  let now = performance.now();
  const pass = (seconds, frames = 60) => {
    for (let k = 0; k < seconds * frames && frame; k++) {
      now += 1000 / frames;
      const call = frame;
      frame = null;
      call(now);
    }
  };
  return { clock, pass, rests: () => rests };
}

test("a run takes 2 to 10 seconds, a race ten steps a second", () => {
  assert.deepEqual([2, 10, 200, 10_000].map((steps) => steps / pace(steps, false)), [2, 5, 10, 10]);
  assert.deepEqual([2, 10_000].map((steps) => pace(steps, true)), [10, 10]);
});

test("time passes the same whatever the frames: a slow machine skips steps", () => {
  for (const frames of [60, 5]) {
    const { clock, pass } = clockOf(200);
    clock.play();
    pass(3, frames);
    assert.ok(Math.abs(clock.step - 60) <= 4, `${clock.step} with ${frames} frames a second`);
  }
});

test("a tab that was hidden does not jump", () => {
  const { clock, pass } = clockOf(200);
  clock.play();
  pass(60, 1 / 60);
  assert.ok(clock.step <= 5);
});

test("at the end it rests, once, and begins again when it is played again", () => {
  const { clock, pass, rests } = clockOf(200, { speed: 4 });
  clock.play();
  pass(3);
  assert.deepEqual([clock.step, clock.playing, rests()], [200, false, 1]);
  clock.play();
  assert.equal(clock.step, 0);
});

test("a loop pauses at its end, then begins again by itself", () => {
  const { clock, pass } = clockOf(20, { loop: true, race: true });
  clock.play();
  pass(2.5);
  assert.equal(clock.step, 20);
  pass(0.5);
  assert.ok(clock.playing && clock.step < 5);
});

test("paused between two steps it comes to rest on the nearest", () => {
  const { clock, pass, rests } = clockOf(200);
  clock.play();
  pass(1);
  clock.pause();
  assert.ok(Number.isInteger(clock.at));
  assert.equal(rests(), 1);
});

test("where no motion is wanted it leaps twice a second, from step to step", () => {
  const { clock, pass } = clockOf(200, { calm: true });
  const seen = new Set();
  clock.onFrame = () => seen.add(clock.shown);
  clock.play();
  pass(3);
  assert.ok(seen.size <= 7);
  assert.ok([...seen].every(Number.isInteger));
});

test("a playhead is put within the run, and stays at the end when the run grows", () => {
  const { clock } = clockOf(50);
  clock.seek(99);
  assert.equal(clock.step, 50);
  clock.resize(80);
  assert.equal(clock.step, 80);
  clock.seek(-3);
  clock.resize(40);
  assert.equal(clock.step, 0);
});

test("the page's wish to play counts once, whoever hears of it, and only where motion is welcome", () => {
  for (const calm of [false, true]) {
    Clock.asked = 0;
    const { clock } = clockOf(10, { calm });
    clock.ask(0);
    assert.equal(clock.playing, false);
    clock.ask(1);
    assert.equal(clock.playing, !calm);
    clock.pause();
    clock.ask(1);
    assert.equal(clock.playing, false);
    const later = clockOf(10, { calm }).clock; // the player was away
    later.ask(1);
    assert.equal(later.playing, false);
    later.ask(0); // the server was started again
    later.ask(1);
    assert.equal(later.playing, !calm);
    later.pause();
  }
});

test("who moves the playhead before the page can ask is left alone", () => {
  Clock.asked = 0;
  const { clock } = clockOf(10);
  clock.seek(4);
  clock.onRest();
  clock.ask(1);
  assert.deepEqual([clock.playing, clock.step], [false, 4]);
  clock.ask(2);
  assert.equal(clock.playing, true);
  clock.pause();
});
