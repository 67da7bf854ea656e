// The picture as a file: what the player shows at this step, with a caption and the link below.
// It is read off the page, so a new view needs no code here. Text is drawn as text, never as markup.

const EDGE = 16; // pixels around everything
const LINE = 20;
const SVG = "http://www.w3.org/2000/svg";

/** Return {width, height, ground, pieces} of a player's root: texts, images and plots in pixels. */
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
    for (const { line, long } of wrapped(text, width - 2 * EDGE, `${weight} ${size}px ${font}`)) {
      bottom += LINE;
      pieces.push({ text: line, x: EDGE, y: bottom, width: long, height: 0, size, weight, ink, font });
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
    if (element.tagName === "CANVAS") return { x, y, width, height, image: element };
    const { color, fontWeight: weight } = getComputedStyle(element);
    const [text, font] = [element.textContent, style.fontFamily];
    const long = measurer(`${weight} 14px ${font}`).measureText(text).width;
    const words = { text, size: 14, weight, ink: color, font };
    return { ...words, x, y: y + 0.75 * height, width: long, height: 0.25 * height };
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
    return [graph, { ...place, image: area.querySelector(":scope > canvas") }];
  });
}

function measurer(font) {
  const context = document.createElement("canvas").getContext("2d");
  context.font = font;
  return context;
}

function wrapped(text, width, font) {
  const context = measurer(font);
  const lines = [""];
  // A link has no spaces: it may break before each of its parts, and a long part anywhere.
  for (const piece of text.split(/(?<= )|(?=[&?])/)) {
    for (const part of context.measureText(piece).width > width ? piece : [piece]) {
      if (lines.at(-1) && context.measureText(lines.at(-1) + part.trimEnd()).width > width) lines.push("");
      lines[lines.length - 1] += part;
    }
  }
  return lines.map((line) => ({ line: line.trim(), long: context.measureText(line.trim()).width }));
}

/** Draw a laid-out picture; `images` holds the image of each plot. */
export function paint(context, { width, height, ground, pieces }, images) {
  context.fillStyle = ground;
  context.fillRect(0, 0, width, height);
  for (const piece of pieces) {
    if (piece.text !== undefined) {
      context.font = `${piece.weight} ${piece.size}px ${piece.font}`;
      context.fillStyle = piece.ink;
      context.fillText(piece.text, piece.x, piece.y);
    } else {
      const image = piece.plot ? images.get(piece.plot) : piece.image;
      if (image.width) context.drawImage(image, piece.x, piece.y, piece.width, piece.height);
    }
  }
}

/** Return an image of every plot of the picture, as sharp as a screen of this ratio shows it. */
export async function plotImages(pieces, library, ratio) {
  const images = new Map();
  for (const { plot, width, height } of pieces.filter((piece) => piece.plot)) {
    const image = new Image();
    image.src = await library.toImage(plot, { format: "png", width, height, scale: ratio });
    await image.decode();
    images.set(plot, image);
  }
  return images;
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

/** Return the picture as the text of an SVG: plots and words as drawn, the moving ink as an image. */
export async function toSvg(root, words, library) {
  const { width, height, ground, pieces } = layOut(root, words);
  const own = document.implementation.createDocument(SVG, "svg", null);
  const add = (name, values, parent = own.documentElement) => {
    const element = parent.appendChild(own.createElementNS(SVG, name));
    for (const [key, value] of Object.entries(values)) element.setAttribute(key, value);
    return element;
  };
  const size = { width, height, viewBox: `0 0 ${width} ${height}` };
  for (const [key, value] of Object.entries(size)) own.documentElement.setAttribute(key, value);
  add("rect", { width, height, fill: ground });
  for (const piece of pieces) {
    const { x, y, width: long } = piece;
    if (piece.text !== undefined) {
      const { size: points, weight, ink, font } = piece;
      // Another machine may lack the font: the words keep the width that they have here.
      const fit = { textLength: long, lengthAdjust: "spacingAndGlyphs" };
      const face = { fill: ink, "font-size": points, "font-weight": weight, "font-family": font };
      if (piece.text) add("text", { x, y, ...face, ...fit }).textContent = piece.text;
    } else if (piece.plot) own.documentElement.append(own.importNode(await drawn(piece, library), true));
    else if (piece.image.width) {
      add("image", { x, y, width: long, height: piece.height, href: piece.image.toDataURL() });
    }
  }
  return new XMLSerializer().serializeToString(own);
}

async function drawn({ plot, x, y, width, height }, library) {
  const address = await library.toImage(plot, { format: "svg", width, height });
  const text = decodeURIComponent(address.slice(address.indexOf(",") + 1));
  const graph = new DOMParser().parseFromString(text, "image/svg+xml").documentElement;
  for (const [key, value] of Object.entries({ x, y, width, height })) graph.setAttribute(key, value);
  return graph;
}
