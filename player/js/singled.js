// Singled out: the run whose card or legend entry is under the mouse, the others being dimmed.

export class Singled {
  /** `onChange(run)` hears the place of the run, null for none. */
  constructor(root, onChange) {
    Object.assign(this, { root, onChange, run: null, cards: "" });
    this.onOver = ({ target }) => this.over(target);
    for (const event of ["pointerover", "focusin"]) document.addEventListener(event, this.onOver);
  }

  over(target) {
    const run = this.place(target, this.cards, document)
      ?? this.place(target, ".sb-legend li", this.root);
    if (run === this.run) return;
    this.run = run;
    this.onChange(run);
  }

  place(target, selector, within) {
    const found = selector && target.closest?.(selector);
    if (!found || !within.contains(found)) return null;
    return [...within.querySelectorAll(selector)].indexOf(found);
  }

  dispose() {
    for (const event of ["pointerover", "focusin"]) document.removeEventListener(event, this.onOver);
  }
}
