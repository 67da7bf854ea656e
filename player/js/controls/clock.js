// The playhead: a place in time, not a count of frames. A slow machine skips steps, never slows.

const SHORTEST = 2; // seconds a whole run takes at speed 1, at least ...
const LONGEST = 10; // ... and at most
const UNHURRIED = 2; // steps a second for the few-step runs between them
const RACE = 10; // steps a second
const PAUSE = 0.8; // seconds that a loop rests at the end
const BEAT = 0.5; // seconds between the leaps that stand in for motion where a visitor wants none
const GAP = 0.25; // longest time one frame may count: a tab that was hidden does not jump

/** Return how many steps pass in a second at speed 1. @param {number} steps @param {boolean} race */
export function pace(steps, race) {
  if (race) return RACE;
  return steps / Math.min(LONGEST, Math.max(SHORTEST, steps / UNHURRIED));
}

export class Clock {
  static asked = 0; // how often the page has asked to play, since it was loaded

  /** `onFrame` is called at each change, `onRest` when the playhead has come to rest.
   *  @param {() => void} onFrame @param {() => void} onRest */
  constructor(onFrame, onRest) {
    this.onFrame = onFrame;
    this.onRest = () => {
      if (!this.opened) Clock.asked = Infinity; // the visitor was there before the page could ask
      onRest();
    };
    this.opened = false;
    this.steps = 0;
    this.at = 0; // may run past `steps` while a loop rests
    this.speed = 1;
    this.loop = false;
    this.race = false;
    this.playing = false;
    this.calm = matchMedia("(prefers-reduced-motion: reduce)");
    this.owed = 0; // seconds that have passed since the last leap
    this.request = 0;
  }

  get position() { return Math.min(this.at, this.steps); }

  /** The last whole step that the playhead has reached. */
  get step() { return Math.floor(this.position + 1e-9); }

  /** Where pictures stand: between two steps only where motion is welcome. */
  get shown() { return this.calm.matches ? this.step : this.position; }

  get atEnd() { return this.at >= this.steps; }

  /** Take a new number of steps; a playhead at the end stays at the end. @param {number} steps */
  resize(steps) {
    const stay = this.atEnd && this.steps > 0;
    this.steps = steps;
    this.at = stay ? steps : Math.min(this.at, steps);
  }

  /** Put the playhead at a step and stop there. @param {number} step */
  seek(step) {
    this.stop();
    this.at = Math.min(Math.max(step, 0), this.steps);
    this.onFrame();
  }

  play() {
    if (this.playing || this.steps === 0) return;
    if (this.atEnd) this.at = 0;
    this.playing = true;
    this.owed = 0;
    let before = performance.now();
    /** @param {number} now - milliseconds */
    const tick = (now) => {
      if (!this.playing) return;
      this.advance(Math.min(Math.max(now - before, 0) / 1000, GAP));
      before = now;
      if (this.playing) this.request = requestAnimationFrame(tick);
    };
    this.request = requestAnimationFrame(tick);
    this.onFrame();
  }

  /** Play when the page asks once more than before, where motion is welcome; a page that has been
   *  started again counts from the beginning. @param {number} count */
  ask(count) {
    const more = count > Clock.asked;
    Clock.asked = count;
    this.opened = true;
    if (more && !this.calm.matches) this.play();
  }

  /** Let time pass. @param {number} seconds */
  advance(seconds) {
    const rate = pace(this.steps, this.race) * this.speed;
    this.owed += seconds;
    if (this.calm.matches && (this.owed < BEAT || rate * this.owed < 1)) return;
    this.at += rate * this.owed;
    this.owed = 0;
    if (this.loop && this.at > this.steps + PAUSE * rate) this.at = 0;
    if (!this.loop && this.at >= this.steps) {
      this.at = this.steps;
      this.pause();
    } else this.onFrame();
  }

  pause() {
    if (!this.playing) return;
    this.stop();
    this.at = Math.min(Math.round(this.at), this.steps);
    this.onFrame();
    this.onRest();
  }

  stop() {
    this.playing = false;
    cancelAnimationFrame(this.request);
  }
}
