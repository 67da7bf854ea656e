// A sheet: what a file of a picture is made of, and how it is drawn. Text is drawn as text, never as markup.

import { pen } from "../tools.js";

/** @typedef {{ x: number, y: number, width: number, height: number }} Spot  in pixels of the picture */
/** @typedef {{ text: string, size: number, weight: string, ink: string, font: string }} Text */
/** @typedef {Spot & (Text | { plot: Plot } | { canvas: HTMLCanvasElement })} Piece */
/** @typedef {{ width: number, height: number, ground: string, pieces: Piece[] }} Sheet */

/** Return the lines of a text. @param {string} text @param {number} width @param {string} font */
export function wrapped(text, width, font) {
  const context = pen();
  context.font = font;
  const lines = [""];
  // A link has no spaces: it may break before each of its parts, and a long part anywhere.
  for (const piece of text.split(/(?<= )|(?=[&?])/)) {
    for (const part of context.measureText(piece).width > width ? piece : [piece]) {
      const last = lines[lines.length - 1];
      if (last && context.measureText(last + part.trimEnd()).width > width) lines.push("");
      lines[lines.length - 1] += part;
    }
  }
  return lines.map((line) => line.trim());
}

/** Draw a picture on a canvas or as vectors; `images` holds what it draws of each plot.
 *  @param {Ink} context @param {Sheet} picture @param {Map<Plot, Element>} images */
export function paint(context, { width, height, ground, pieces }, images) {
  context.fillStyle = ground;
  context.fillRect(0, 0, width, height);
  for (const piece of pieces) {
    if ("text" in piece) {
      context.font = `${piece.weight} ${piece.size}px ${piece.font}`;
      context.fillStyle = piece.ink;
      context.fillText(piece.text, piece.x, piece.y);
    } else if ("plot" in piece) {
      context.drawImage(images.get(piece.plot), piece.x, piece.y, piece.width, piece.height);
    } else {
      context.save();
      context.translate(piece.x, piece.y);
      piece.canvas.inkOn?.(context);
      context.restore();
    }
  }
}
