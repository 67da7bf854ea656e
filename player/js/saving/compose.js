// The picture as a file: what the player shows at this step, with a caption and the link below.
// It is read off the page, so a new view needs no code here. Text is drawn as text, never as markup;
// every canvas of the player knows how to draw itself again.

import { find, pen } from "../tools.js";
import { paint, wrapped } from "./sheet.js";
import { fitted } from "./sizes.js";
import { Vectors } from "./vectors.js";

/** @typedef {import("./sheet.js").Spot} Spot */
/** @typedef {import("./sheet.js").Piece} Piece */
/** @typedef {import("./sheet.js").Sheet} Sheet */

const EDGE = 16; // pixels around everything
const LINE = 20;

/** Return the picture of a player. @param {HTMLElement} root @param {Words} words @returns {Sheet} */
export function layOut(root, { caption, link }) {
  const style = getComputedStyle(root);
  const grid = find(root, ".sb-grid").getBoundingClientRect();
  const pieces = [...marksOf(root, grid, style), ...plotsOf(root, grid)];
  const width = Math.round(grid.width) + 2 * EDGE;
  let bottom = Math.max(...pieces.map(({ y, height }) => y + height));
  const ink = style.color;
  const write = (/** @type {string} */ text, /** @type {number} */ size, /** @type {string} */ weight) => {
    const font = style.fontFamily;
    for (const line of wrapped(text, width - 2 * EDGE, `${weight} ${size}px ${font}`)) {
      bottom += LINE;
      pieces.push({ text: line, x: EDGE, y: bottom, width: 0, height: 0, size, weight, ink, font });
    }
  };
  write(`${caption} Step ${root.dataset.step} of ${root.dataset.steps}.`, 14, "600");
  write(link, 12, "400");
  const ground = style.getPropertyValue("--sb-page").trim() || "#ffffff";
  return { width, height: Math.round(bottom) + EDGE, ground, pieces };
}

/** Return the marks, names and losses of the legend, where they stand.
 *  @param {HTMLElement} root @param {DOMRect} grid @param {CSSStyleDeclaration} style @returns {Piece[]} */
function marksOf(root, grid, style) {
  const leaves = [...root.querySelectorAll(".sb-legend *")].filter((element) => !element.firstElementChild);
  return leaves.map((element) => {
    const { left, top, width, height } = element.getBoundingClientRect();
    const [x, y] = [left - grid.left + EDGE, top - grid.top + EDGE];
    if (element instanceof HTMLCanvasElement) return { x, y, width, height, canvas: element };
    const { color, fontWeight: weight } = getComputedStyle(element);
    const [text, font] = [element.textContent, style.fontFamily];
    const place = { x, y: y + 0.75 * height, width, height: 0.25 * height };
    return { ...place, text, size: 14, weight, ink: color, font };
  });
}

/** Return plots and the canvas above each; a transport between them leaves no gap.
 *  @param {HTMLElement} root @param {DOMRect} grid @returns {Piece[]} */
function plotsOf(root, grid) {
  /** @type {HTMLElement} */ const transport = find(root, ".sb-transport");
  const areas = [...root.querySelectorAll("[data-area]")].filter((area) => area.clientWidth);
  return areas.flatMap((area) => {
    const box = area.getBoundingClientRect();
    const below = transport.getBoundingClientRect().top < box.top ? transport.offsetHeight : 0;
    const place = {
      x: box.left - grid.left + EDGE, y: box.top - grid.top - below + EDGE,
      width: area.clientWidth, height: area.clientHeight,
    };
    const graph = { ...place, plot: /** @type {Plot} */ (find(area, ".sb-plot")) };
    return [graph, { ...place, canvas: /** @type {HTMLCanvasElement} */ (find(area, ":scope > canvas")) }];
  });
}

/** Return an image of every plot of the picture, as sharp as a screen of this ratio shows it.
 *  @param {Piece[]} pieces @param {Plotly} library @param {number} ratio */
export function plotImages(pieces, library, ratio) {
  return ofPlots(pieces, async ({ plot, width, height }) => {
    const image = new Image();
    image.src = await library.toImage(plot, { format: "png", width, height, scale: ratio });
    await image.decode();
    return image;
  });
}

/** Return what is drawn of every plot.
 *  @param {Piece[]} pieces @param {(piece: Spot & { plot: Plot }) => Promise<Element>} draw */
async function ofPlots(pieces, draw) {
  const plots = pieces.filter((piece) => "plot" in piece);
  const drawn = await Promise.all(plots.map(draw));
  return new Map(plots.map(({ plot }, k) => [plot, drawn[k]]));
}

/** Return a canvas with the picture.
 *  @param {HTMLElement} root @param {Words} words @param {Plotly} library
 *  @param {string} size - see `fitted` */
export async function toCanvas(root, words, library, size) {
  const picture = layOut(root, words);
  const { width, height, ratio, left, top } = fitted(picture, size);
  const images = await plotImages(picture.pieces, library, ratio);
  const canvas = document.createElement("canvas");
  [canvas.width, canvas.height] = [width, height];
  const context = pen(canvas);
  context.fillStyle = picture.ground;
  context.fillRect(0, 0, width, height);
  context.translate(left, top);
  context.scale(ratio, ratio);
  paint(context, picture, images);
  return canvas;
}

/** Return the picture as the text of an SVG. All of it is vectors, but for a surface's ground.
 *  @param {HTMLElement} root @param {Words} words @param {Plotly} library */
export async function toSvg(root, words, library) {
  const picture = layOut(root, words);
  const graphs = await ofPlots(picture.pieces, async ({ plot, width, height }) => {
    const address = await library.toImage(plot, { format: "svg", width, height });
    const text = decodeURIComponent(address.slice(address.indexOf(",") + 1));
    return new DOMParser().parseFromString(text, "image/svg+xml").documentElement;
  });
  const vectors = new Vectors(picture.width, picture.height);
  paint(vectors, picture, graphs);
  return vectors.toString();
}
