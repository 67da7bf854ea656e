// The way out of a presentation: Escape, wherever the focus is, and a line that says so. The line
// is a button for those who reach it by keyboard or by touch; a mouse cannot hit it.

/** @type {WeakMap<HTMLElement, () => void>} */
const ways = new WeakMap()

/** @param {{ parentElement: HTMLElement, setTriggerValue(name: "leave", value: true): void }} mounted */
export default function ({ parentElement, setTriggerValue }) {
  const button = /** @type {HTMLButtonElement} */ (parentElement.querySelector(".sb-leave"))
  const finger = matchMedia("(pointer: coarse)").matches
  button.textContent = finger
    ? "Leave the presentation"
    : "Esc leaves the presentation · Space plays · ← → step"
  button.setAttribute("aria-label", "Leave the presentation (Escape)")
  ways.get(parentElement)?.()
  const leave = () => setTriggerValue("leave", true)
  /** @param {KeyboardEvent} event */
  const onKey = (event) => {
    if (event.key !== "Escape" || event.defaultPrevented) return
    if (!document.querySelector("[role=dialog]")) leave()
  }
  button.onclick = leave
  document.addEventListener("keydown", onKey)
  const away = () => document.removeEventListener("keydown", onKey)
  ways.set(parentElement, away)
  return away
}
