// The transport: the buttons, slider and keys that move the playhead.

import { find } from "../tools.js";

const STRIDE = 10; // steps that an arrow key takes with Shift

// Keys typed into these belong to them.
const TYPING = "input:not(.sb-scrub), textarea, select, [contenteditable], [role=slider],"
  + " [role=spinbutton], [role=combobox], [role=listbox], [role=menu], [role=tab], [role=dialog]";
// Space and Enter press these.
const PRESSED = "button, a[href], summary, label, [role=button], [role=checkbox], [role=switch]";

export class Transport {
  /** `onChoice()` hears that the visitor chose another speed, or the loop.
   *  @param {HTMLElement} root @param {Clock} clock @param {() => void} onChoice */
  constructor(root, clock, onChoice) {
    this.root = root;
    this.clock = clock;
    this.onChoice = onChoice;
    /** @type {HTMLSelectElement} */ this.speed = find(root, ".sb-speed");
    /** @type {HTMLElement} */ this.loop = find(root, ".sb-loop");
    /** @type {HTMLElement} */ this.button = find(root, ".sb-play");
    /** @type {HTMLInputElement} */ this.scrub = find(root, ".sb-scrub");
    /** @type {HTMLElement} */ this.count = find(root, ".sb-count");
    this.shown = this.total = -1;
    this.moves = {
      first: () => clock.seek(0),
      back: () => clock.seek(Math.ceil(clock.position - 1e-9) - 1),
      forward: () => clock.seek(clock.step + 1),
      last: () => clock.seek(clock.steps),
    };
    this.gone = new AbortController();
    this.wire();
  }

  wire() {
    const { clock, root } = this;
    for (const [name, move] of Object.entries(this.moves)) {
      /** @type {HTMLElement} */ const pressed = find(root, `.sb-${name}`);
      pressed.onclick = () => {
        move();
        clock.onRest();
      };
    }
    this.button.onclick = () => this.toggle();
    this.scrub.oninput = () => clock.seek(Number(this.scrub.value));
    this.scrub.onchange = () => clock.onRest();
    const choose = (/** @type {Partial<Pick<Playback, "speed" | "loop">>} */ choice) => {
      this.choose({ ...clock, ...choice });
      this.onChoice();
    };
    this.speed.onchange = () => choose({ speed: Number(this.speed.value) });
    this.loop.onclick = () => choose({ loop: !clock.loop });
    document.addEventListener("keydown", (event) => this.press(event), { signal: this.gone.signal });
  }

  /** Take a speed and a loop over, and show them. @param {Pick<Playback, "speed" | "loop">} choice */
  choose({ speed, loop }) {
    Object.assign(this.clock, { speed, loop });
    this.speed.value = String(speed);
    this.loop.setAttribute("aria-pressed", String(loop));
  }

  toggle() {
    if (this.clock.playing) this.clock.pause();
    else this.clock.play();
  }

  /** Show where the clock stands; cheap, for it runs at every frame. */
  update() {
    const { clock: { playing, step, steps }, root, scrub } = this;
    if (root.dataset.playing !== String(playing)) this.mark(playing);
    if (Number(scrub.max) !== steps) scrub.max = root.dataset.steps = String(steps);
    if (this.shown === step && this.total === steps) return;
    [this.shown, this.total] = [step, steps];
    root.dataset.step = scrub.value = String(step);
    root.dataset.steps = String(steps);
    root.dataset.ended = String(step >= steps);
    scrub.setAttribute("aria-valuetext", `step ${step} of ${steps}`);
    scrub.style.setProperty("--sb-share", String(steps ? step / steps : 0));
    this.count.textContent = `${step} / ${steps}`;
  }

  /** Make the button say what it does. @param {boolean} playing */
  mark(playing) {
    this.root.dataset.playing = String(playing);
    this.button.setAttribute("aria-label", playing ? "Pause" : "Play");
    this.button.title = playing ? "Pause (space)" : "Play (space)";
  }

  /** Do what a key asks for. @param {KeyboardEvent} event */
  press(event) {
    const act = this.actionOf(event);
    if (!act || !this.listens(event)) return;
    event.preventDefault();
    act();
  }

  /** Return what a key does, null for nothing. @param {KeyboardEvent} event */
  actionOf({ key, shiftKey, ctrlKey, metaKey, altKey }) {
    if (ctrlKey || metaKey || altKey) return null;
    const { clock, moves } = this;
    const rest = (/** @type {() => void} */ move) => () => {
      move();
      clock.onRest();
    };
    const far = (/** @type {number} */ by) => rest(() => clock.seek(clock.step + by * STRIDE));
    /** @type {Record<string, () => void>} */ const actions = {
      " ": () => this.toggle(),
      ArrowLeft: shiftKey ? far(-1) : rest(moves.back),
      ArrowRight: shiftKey ? far(1) : rest(moves.forward),
      Home: rest(moves.first),
      End: rest(moves.last),
    };
    return actions[key] ?? null;
  }

  /** Keys count inside the player, and where nothing else wants them. @param {KeyboardEvent} event */
  listens({ target: place, key, defaultPrevented }) {
    const target = /** @type {Element} */ (place);
    if (defaultPrevented || target.closest?.(TYPING)) return false;
    if (key === " " && target.closest?.(PRESSED)) return false;
    if (this.root.contains(target)) return true;
    const first = find(document, "[data-testid=player]");
    return first === this.root && !target.closest?.(PRESSED);
  }

  dispose() { this.gone.abort(); }
}
