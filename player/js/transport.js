// The transport: the buttons, slider and keys that move the playhead.

const STRIDE = 10; // steps that an arrow key takes with Shift

// Keys typed into these belong to them.
const TYPING = "input:not(.sb-scrub), textarea, select, [contenteditable], [role=slider],"
  + " [role=spinbutton], [role=combobox], [role=listbox], [role=menu], [role=tab], [role=dialog]";
// Space and Enter press these.
const PRESSED = "button, a[href], summary, label, [role=button], [role=checkbox], [role=switch]";

export class Transport {
  /** `onChoice()` hears that the visitor chose another speed, or the loop. */
  constructor(root, clock, onChoice) {
    const find = (name) => root.querySelector(`.sb-${name}`);
    Object.assign(this, { root, clock, onChoice, speed: find("speed"), loop: find("loop") });
    this.button = find("play");
    this.scrub = find("scrub");
    this.count = find("count");
    this.shown = -1;
    const step = (by) => () => clock.seek(clock.step + by);
    this.moves = {
      first: () => clock.seek(0),
      back: () => clock.seek(Math.ceil(clock.position - 1e-9) - 1),
      forward: step(1),
      last: () => clock.seek(clock.steps),
    };
    this.wire(find);
  }

  wire(find) {
    const { clock } = this;
    for (const [name, move] of Object.entries(this.moves)) {
      find(name).onclick = () => {
        move();
        clock.onRest();
      };
    }
    this.button.onclick = () => this.toggle();
    this.scrub.oninput = () => clock.seek(Number(this.scrub.value));
    this.scrub.onchange = () => clock.onRest();
    const choose = (choice) => {
      this.choose({ ...clock, ...choice });
      this.onChoice();
    };
    this.speed.onchange = () => choose({ speed: Number(this.speed.value) });
    this.loop.onclick = () => choose({ loop: !clock.loop });
    this.onKey = (event) => this.press(event);
    document.addEventListener("keydown", this.onKey);
  }

  choose({ speed, loop }) {
    Object.assign(this.clock, { speed, loop });
    this.speed.value = speed;
    this.loop.setAttribute("aria-pressed", String(loop));
  }

  toggle() {
    if (this.clock.playing) this.clock.pause();
    else this.clock.play();
  }

  /** Show where the clock stands; cheap, for it runs at every frame. */
  update() {
    const { clock, root, scrub } = this;
    if (root.dataset.playing !== String(clock.playing)) this.mark(clock.playing);
    if (Number(scrub.max) !== clock.steps) scrub.max = root.dataset.steps = clock.steps;
    if (this.shown === clock.step && this.total === clock.steps) return;
    [this.shown, this.total] = [clock.step, clock.steps];
    root.dataset.step = scrub.value = clock.step;
    root.dataset.steps = clock.steps;
    scrub.setAttribute("aria-valuetext", `step ${clock.step} of ${clock.steps}`);
    scrub.style.setProperty("--sb-share", clock.steps ? clock.step / clock.steps : 0);
    this.count.textContent = `${clock.step} / ${clock.steps}`;
  }

  mark(playing) {
    this.root.dataset.playing = String(playing);
    this.button.setAttribute("aria-label", playing ? "Pause" : "Play");
    this.button.title = playing ? "Pause (space)" : "Play (space)";
  }

  press(event) {
    const act = this.actionOf(event);
    if (!act || !this.listens(event)) return;
    event.preventDefault();
    act();
  }

  actionOf({ key, shiftKey, ctrlKey, metaKey, altKey }) {
    if (ctrlKey || metaKey || altKey) return null;
    const { clock, moves } = this;
    const rest = (move) => () => {
      move();
      clock.onRest();
    };
    const far = (by) => rest(() => clock.seek(clock.step + by * STRIDE));
    return {
      " ": () => this.toggle(),
      ArrowLeft: shiftKey ? far(-1) : rest(moves.back),
      ArrowRight: shiftKey ? far(1) : rest(moves.forward),
      Home: rest(moves.first),
      End: rest(moves.last),
    }[key] ?? null;
  }

  /** Keys count inside the player, and on the page where nothing else wants them. */
  listens({ target, key, defaultPrevented }) {
    if (defaultPrevented || target.closest?.(TYPING)) return false;
    if (key === " " && target.closest?.(PRESSED)) return false;
    if (this.root.contains(target)) return true;
    const first = document.querySelector("[data-testid=player]");
    return first === this.root && !target.closest?.(PRESSED);
  }

  dispose() {
    document.removeEventListener("keydown", this.onKey);
  }
}
