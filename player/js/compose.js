// The picture as a file: what the player shows at this step, with a caption and the link below.
// It is read off the page, so a new view needs no code here. Text is drawn as text, never as markup;
// every canvas of the player knows how to draw itself anew.

import { Vectors } from "./vectors.js";

const EDGE = 16; // pixels around everything
const LINE = 20;

/** Return {width, height, ground, pieces} of a player's root: texts, canvases and plots in pixels. */
export function layOut(root, { caption, link }) {
  const style = getComputedStyle(root);
  const grid = root.querySelector(".sb-grid").getBoundingClientRect();
  const transport = root.querySelector(".sb-transport");
  const pieces = [...marksOf(root, grid, style), ...plotsOf(root, grid, transport)];
  const width = Math.round(grid.width) + 2 * EDGE;
  let bottom = Math.max(...pieces.map(({ y, height }) => y + height));
  const ink = style.color;
  const write = (text, size, weight) => {
    const font = style.fontFamily;
    for (const line of wrapped(text, width - 2 * EDGE, `${weight} ${size}px ${font}`)) {
      bottom += LINE;
      pieces.push({ text: line, x: EDGE, y: bottom, height: 0, size, weight, ink, font });
    }
  };
  write(`${caption} Step ${root.dataset.step} of ${root.dataset.steps}.`, 14, 600);
  write(link, 12, 400);
  const ground = style.getPropertyValue("--sb-page").trim() || "#ffffff";
  return { width, height: Math.round(bottom) + EDGE, ground, pieces };
}

/** Return the marks, names and losses of the legend, where they stand. */
function marksOf(root, grid, style) {
  const leaves = [...root.querySelectorAll(".sb-legend *")].filter((element) => !element.firstElementChild);
  return leaves.map((element) => {
    const box = element.getBoundingClientRect();
    const [x, y] = [box.left - grid.left + EDGE, box.top - grid.top + EDGE];
    const { width, height } = box;
    if (element.tagName === "CANVAS") return { x, y, width, height, canvas: element };
    const { color, fontWeight: weight } = getComputedStyle(element);
    const [text, font] = [element.textContent, style.fontFamily];
    return { text, size: 14, weight, ink: color, font, x, y: y + 0.75 * height, height: 0.25 * height };
  });
}

/** Return plots and the canvas above each; a transport between them leaves no gap. */
function plotsOf(root, grid, transport) {
  const areas = [...root.querySelectorAll("[data-area]")].filter((area) => area.clientWidth);
  return areas.flatMap((area) => {
    const box = area.getBoundingClientRect();
    const below = transport.getBoundingClientRect().top < box.top ? transport.offsetHeight : 0;
    const place = {
      x: box.left - grid.left + EDGE, y: box.top - grid.top - below + EDGE,
      width: area.clientWidth, height: area.clientHeight,
    };
    const graph = { ...place, plot: area.querySelector(".sb-plot") };
    return [graph, { ...place, canvas: area.querySelector(":scope > canvas") }];
  });
}

function wrapped(text, width, font) {
  const context = document.createElement("canvas").getContext("2d");
  context.font = font;
  const lines = [""];
  // A link has no spaces: it may break before each of its parts, and a long part anywhere.
  for (const piece of text.split(/(?<= )|(?=[&?])/)) {
    for (const part of context.measureText(piece).width > width ? piece : [piece]) {
      if (lines.at(-1) && context.measureText(lines.at(-1) + part.trimEnd()).width > width) lines.push("");
      lines[lines.length - 1] += part;
    }
  }
  return lines.map((line) => line.trim());
}

/** Draw a laid-out picture on a canvas or as vectors; `images` holds what it draws of each plot. */
export function paint(context, { width, height, ground, pieces }, images) {
  context.fillStyle = ground;
  context.fillRect(0, 0, width, height);
  for (const piece of pieces) {
    if (piece.text !== undefined) {
      context.font = `${piece.weight} ${piece.size}px ${piece.font}`;
      context.fillStyle = piece.ink;
      context.fillText(piece.text, piece.x, piece.y);
    } else if (piece.plot) {
      context.drawImage(images.get(piece.plot), piece.x, piece.y, piece.width, piece.height);
    } else {
      context.save();
      context.translate(piece.x, piece.y);
      piece.canvas.inkOn(context);
      context.restore();
    }
  }
}

/** Return an image of every plot of the picture, as sharp as a screen of this ratio shows it. */
export function plotImages(pieces, library, ratio) {
  return ofPlots(pieces, async ({ plot, width, height }) => {
    const image = new Image();
    image.src = await library.toImage(plot, { format: "png", width, height, scale: ratio });
    await image.decode();
    return image;
  });
}

async function ofPlots(pieces, draw) {
  const plots = pieces.filter((piece) => piece.plot);
  return new Map(await Promise.all(plots.map(async (piece) => [piece.plot, await draw(piece)])));
}

/** Return a canvas with the picture. */
export async function toCanvas(root, words, library, ratio) {
  const picture = layOut(root, words);
  const images = await plotImages(picture.pieces, library, ratio);
  const canvas = document.createElement("canvas");
  [canvas.width, canvas.height] = [picture.width * ratio, picture.height * ratio];
  const context = canvas.getContext("2d");
  context.scale(ratio, ratio);
  paint(context, picture, images);
  return canvas;
}

/** Return the picture as the text of an SVG. All of it is vectors, but for a surface's ground. */
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
