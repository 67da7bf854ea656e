// The whole screen for a presentation, from the press of its button on, and the ways out of it: Escape,
// wherever the focus is, a button for the mouse and the finger, and the browser's own.

/** @type {WeakMap<HTMLElement, Screen>} */
const screens = new WeakMap()

class Screen {
  /** @param {HTMLElement} parent */
  constructor(parent) {
    this.line = /** @type {HTMLElement} */ (parent.querySelector(".sb-leave"))
    this.out = /** @type {HTMLAnchorElement} */ (parent.querySelector(".sb-out"))
    this.presenting = this.taken = false // whether the whole screen is this page's doing
    this.leave = () => {}
    const button = /** @type {HTMLElement} */ (this.line.querySelector("button"))
    button.onclick = () => this.leave()
    this.gone = new AbortController()
    const { signal } = this.gone
    // The address bar is that of the comparison whenever it is asked.
    for (const asked of ["pointerenter", "focus", "click"]) {
      this.out.addEventListener(asked, () => { this.out.href = outOf(location.href) }, { signal })
    }
    document.addEventListener("click", (event) => this.press(event), { capture: true, signal })
    document.addEventListener("keydown", (event) => this.key(event), { signal })
    document.addEventListener("fullscreenchange", () => this.changed(), { signal })
  }

  /** Show whether this is a presentation. @param {boolean} presenting @param {() => void} leave */
  show(presenting, leave) {
    this.presenting = presenting
    this.leave = leave
    this.line.hidden = !presenting
    this.out.href = outOf(location.href)
    if (!presenting && this.taken) this.giveBack()
  }

  /** Take the whole screen with the press itself: later, a browser allows it no more. @param {Event} event */
  press({ target }) {
    const pressed = /** @type {Element} */ (target)
    if (!pressed.closest?.(".st-key-present button")) return
    const asked = document.documentElement.requestFullscreen?.() // some phones have none
    asked?.then(() => { this.taken = true }, () => {}) // a frame may not: the window will do
  }

  /** @param {KeyboardEvent} event */
  key(event) {
    if (event.key !== "Escape" || event.defaultPrevented || !this.presenting) return
    if (!document.querySelector("[role=dialog]")) this.leave()
  }

  /** In the whole screen Escape is the browser's, and this is all that is heard of it. */
  changed() {
    if (document.fullscreenElement || !this.taken) return
    this.taken = false
    if (this.presenting) this.leave()
  }

  giveBack() {
    this.taken = false
    if (document.fullscreenElement) document.exitFullscreen().catch(() => {})
  }

  dispose() {
    this.gone.abort()
    if (this.taken) this.giveBack()
  }
}

/** Return an address without what asks for a frame. @param {string} address */
export function outOf(address) {
  return address.replace(/([?&])embed(_options)?=[^&#]*&?/g, "$1").replace(/[?&](?=#|$)/, "")
}

/** @param {{ data: { presenting: boolean }, parentElement: HTMLElement,
 *    setTriggerValue(name: "leave", value: true): void }} mounted */
export default function ({ data, parentElement, setTriggerValue }) {
  const screen = screens.get(parentElement) ?? new Screen(parentElement)
  screens.set(parentElement, screen)
  screen.show(data.presenting, () => setTriggerValue("leave", true))
  return () => {
    screen.dispose()
    screens.delete(parentElement)
  }
}
