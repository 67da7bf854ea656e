// What the player's modules ask of the document.

/** Return the first element that a selector finds below a root, of the type that is asked for.
 *  @template {Element} E @param {ParentNode} root @param {string} selector @returns {E} */
export const find = (root, selector) => /** @type {any} */ (root.querySelector(selector));

/** Return a new button of a class. @param {string} className */
export function button(className) {
  const element = document.createElement("button");
  return Object.assign(element, { type: "button", className });
}

/** Return what draws on a canvas, a new one if none is given. */
export function pen(canvas = document.createElement("canvas")) {
  return /** @type {CanvasRenderingContext2D} */ (canvas.getContext("2d"));
}
