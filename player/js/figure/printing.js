// Printing: on paper the ground is white and the page is as wide as paper, whatever the screen has. The
// browser tells before it prints, and does not wait: what is drawn then must be drawn at once.

/** Draw something for paper whenever the page is printed, and again for the screen; returns what ends
 *  that. While it lasts the root has a class, from which its style takes colours and width.
 *  @param {HTMLElement} root @param {() => void} draw @param {EventTarget} page - what is printed */
export function printing(root, draw, page = window) {
  const turn = (/** @type {Event} */ { type }) => {
    const on = type === "beforeprint";
    if (root.classList.contains("sb-printing") === on) return;
    root.classList.toggle("sb-printing", on);
    draw();
  };
  for (const type of ["beforeprint", "afterprint"]) page.addEventListener(type, turn);
  return () => {
    for (const type of ["beforeprint", "afterprint"]) page.removeEventListener(type, turn);
  };
}
