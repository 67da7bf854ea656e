// A button that copies a text, and says so.

const FAILED = "This browser does not copy for a page: mark the text and copy it."

/** Copy a text: without a secure address there is only the old way. @param {string} text */
export async function copy(text) {
  if (navigator.clipboard) return navigator.clipboard.writeText(text)
  const field = Object.assign(document.createElement("textarea"), { value: text })
  document.body.append(field)
  field.select()
  const done = document.execCommand("copy")
  field.remove()
  if (!done) throw new Error(FAILED)
}

/** @param {{ data: { label: string, text: string }, parentElement: HTMLElement }} mounted */
export default function ({ data, parentElement }) {
  const button = /** @type {HTMLElement} */ (parentElement.querySelector(".sb-copy"))
  const says = /** @type {HTMLElement} */ (parentElement.querySelector(".sb-copied"))
  button.textContent = data.label
  button.onclick = async () => {
    says.textContent = ""
    says.textContent = await copy(data.text).then(() => "Copied", () => FAILED)
  }
}
